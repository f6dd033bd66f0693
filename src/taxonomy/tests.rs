use super::*;

const HEAD: &str = r#"
    version = "1"
    [[source]]
    id = "here"
    title = "This test"
"#;

fn source(text: &str) -> Source<'static> {
    Source {
        name: "mine.toml".into(),
        text: format!("{HEAD}{text}").into(),
    }
}

fn faults(text: &str) -> Vec<String> {
    match Taxonomy::parse(&[source(text)]) {
        Ok(_) => Vec::new(),
        Err(TaxonomyError::Faults(faults)) => faults.iter().map(Fault::to_string).collect(),
    }
}

/// Checks that exactly these faults are found, each by how it begins.
fn check(text: &str, expected: &[&str]) {
    let found = faults(text);
    let as_expected = found.len() == expected.len()
        && found
            .iter()
            .zip(expected)
            .all(|(found, begins)| found.starts_with(&format!("mine.toml: {begins}")));
    assert!(as_expected, "expected {expected:?}, found {found:#?}");
}

const THEME: &str = r#"
    [[theme]]
    id = "warmte"
    nl = "Warmte"
    en = "Heat"
    [[theme.cue]]
    any = ["warmtenet*"]
    reason = "the word"
    source = "here"
"#;

#[test]
fn the_built_in_one_has_its_themes_and_principles_in_order() {
    let taxonomy = Taxonomy::builtin();
    let themes: Vec<_> = taxonomy.themes().iter().map(|t| t.name.as_str()).collect();
    assert_eq!(
        themes,
        [
            "dienstverlening",
            "klantcontact",
            "zaakgericht",
            "archief",
            "openbaarheid",
            "opendata",
            "datagedreven",
            "basisregistraties",
            "geo",
            "omgevingswet",
            "sociaal",
            "beveiliging",
            "privacy",
            "ethiek",
            "ai",
            "inclusie-digitaal",
            "architectuur-cg",
            "infrastructuur",
            "inkoop",
            "samenwerking",
            "organisatie",
            "smartcity",
        ]
    );
    let principles: Vec<_> = taxonomy
        .principles()
        .iter()
        .map(|p| p.name.as_str())
        .collect();
    assert_eq!(
        principles,
        [
            "collectief",
            "standaard",
            "loslaten",
            "regionaal",
            "bron",
            "open",
            "regie",
            "cloud",
            "transparant",
            "inclusie",
            "waarden",
            "architectuur",
            "innovatie",
            "regieorganisatie",
        ]
    );
    let statutory: Vec<_> = taxonomy
        .themes()
        .iter()
        .filter(|t| t.statutory)
        .map(|t| t.name.as_str())
        .collect();
    assert_eq!(
        statutory,
        [
            "archief",
            "openbaarheid",
            "basisregistraties",
            "omgevingswet",
            "beveiliging",
            "privacy"
        ]
    );
    for theme in taxonomy.themes() {
        assert_eq!(taxonomy.theme_named(&theme.name), Some(theme.id));
        assert_eq!(taxonomy.theme(theme.id), theme);
    }
    for principle in taxonomy.principles() {
        assert_eq!(
            taxonomy.principle_named(&principle.name),
            Some(principle.id)
        );
        for pole in [Pole::For, Pole::Against] {
            assert!(
                principle.cues.iter().any(|(of, _, _)| *of == pole),
                "{} has no cue {pole:?}",
                principle.name
            );
        }
    }
    assert_eq!(taxonomy.theme_named("warmte"), None);
}

#[test]
fn a_taxonomy_of_another_field_stands_on_its_own() {
    let taxonomy = Taxonomy::parse(&[Source::builtin_cues(), source(THEME)]).expect("well formed");
    assert_eq!(taxonomy.themes().len(), 1);
    assert!(taxonomy.principles().is_empty());
    assert_eq!(taxonomy.version(), "2026-11+1");
}

#[test]
fn the_hash_tells_texts_apart() {
    let parse = |text: &str| Taxonomy::parse(&[source(text)]).expect("well formed");
    let one = parse(THEME);
    assert_eq!(one.hash(), parse(THEME).hash());
    assert_ne!(one.hash(), parse(&THEME.replace("Heat", "Warmth")).hash());
    assert_eq!(one.hash().len(), 64);
}

#[test]
fn all_faults_are_found_with_file_and_key() {
    check(THEME, &[]);
    check(
        &THEME.replace("[\"warmtenet*\"]", "[]"),
        &["theme[0].cue[0].any: is empty"],
    );
    check(
        &THEME.replace("\"the word\"", "\" \""),
        &["theme[0].cue[0].reason: is empty"],
    );
    check(
        &THEME.replace("source = \"here\"", "source = \"there\""),
        &["theme[0].cue[0].source: there is no [[source]] with id \"there\""],
    );
    check(
        &THEME.replace("warmtenet*", "de"),
        &["theme[0].cue[0].any[0]: \"de\" is stop words only"],
    );
    check(
        &THEME.replace("warmtenet*", "warm/net"),
        &["theme[0].cue[0].any[0]: \"warm/net\" is not one word"],
    );
    check(
        &THEME.replace("warmtenet*", "@groot"),
        &["theme[0].cue[0].any[0]: there is no class @groot"],
    );
    check(
        &THEME.replace("[\"warmtenet*\"]", "[\"warmtenet\", \"warmtenetten\"]"),
        &["theme[0].cue[0].any[1]: \"warmtenetten\" stands here twice"],
    );
    check(
        &THEME.replace("\"warmte\"", "\"Warmte!\""),
        &["theme[0].id: \"Warmte!\" must be lower-case"],
    );
    check(
        &THEME.replace("\"Heat\"", "\"\""),
        &["theme[0].en: is empty"],
    );
    check(
        &format!("{THEME}{THEME}"),
        &["theme[1].id: theme \"warmte\" is defined twice"],
    );
    check(
        &format!(
            "{THEME}\n[[principle]]\nid = \"p\"\nnl = \"P\"\nen = \"P\"\ntheme = \"koude\"\n\
             for = {{ nl = \"a\", en = \"a\" }}\nagainst = {{ nl = \"b\", en = \"\" }}\n"
        ),
        &[
            "principle[0].against.en: is empty",
            "principle[0].cue: has no cues",
            "principle[0].theme: there is no theme \"koude\"",
        ],
    );
    check(
        "\n[[theme]]\nid = 3\n",
        &["not a taxonomy file: TOML parse error"],
    );
    check(
        "\n[[thema]]\nid = \"x\"\n",
        &["not a taxonomy file: TOML parse error"],
    );
}

#[test]
fn a_text_without_version_or_theme_is_refused() {
    let bare = Source {
        name: "bare.toml".into(),
        text: "".into(),
    };
    let error = Taxonomy::parse(&[bare]).expect_err("nothing in it");
    let said = error.to_string();
    assert!(said.contains("bare.toml: version: is missing"), "{said}");
    assert!(said.contains("no source defines a [[theme]]"), "{said}");
}
