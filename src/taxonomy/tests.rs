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

fn problems(text: &str) -> Vec<String> {
    match Taxonomy::parse(&[source(text)]) {
        Ok(_) => Vec::new(),
        Err(TaxonomyError::Invalid(problems)) => problems.iter().map(Problem::to_string).collect(),
    }
}

/// Checks that exactly these problems are found, each by how its key and message begin.
#[track_caller]
fn check_problems(text: &str, expected: &[&str]) {
    let found = problems(text);
    let as_expected = found.len() == expected.len()
        && found.iter().zip(expected).all(|(found, begins)| {
            let place = found
                .strip_prefix("mine.toml:")
                .expect("the file comes first");
            let message = place.trim_start_matches(|c: char| c.is_ascii_digit());
            message.starts_with(&format!(": {begins}"))
        });
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
fn builtin_entries_keep_their_order() {
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
            "autonomie",
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
fn other_domains_need_no_builtin_themes() {
    let taxonomy = Taxonomy::parse(&[Source::builtin_cues(), source(THEME)]).expect("well formed");
    assert_eq!(taxonomy.themes().len(), 1);
    assert!(taxonomy.principles().is_empty());
    assert_eq!(taxonomy.version(), "2026-11+1");
}

#[test]
fn hash_differs_for_different_texts() {
    let parse = |text: &str| Taxonomy::parse(&[source(text)]).expect("well formed");
    let one = parse(THEME);
    assert_eq!(one.hash(), parse(THEME).hash());
    assert_ne!(one.hash(), parse(&THEME.replace("Heat", "Warmth")).hash());
    assert_eq!(one.hash().len(), 64);
}

#[test]
fn reports_all_problems_with_file_and_key() {
    check_problems(THEME, &[]);
    check_problems(
        &THEME.replace("[\"warmtenet*\"]", "[]"),
        &["theme[0].cue[0].any: is empty"],
    );
    check_problems(
        &THEME.replace("\"the word\"", "\" \""),
        &["theme[0].cue[0].reason: is empty"],
    );
    check_problems(
        &THEME.replace("source = \"here\"", "source = \"there\""),
        &["theme[0].cue[0].source: there is no [[source]] with id \"there\""],
    );
    check_problems(
        &THEME.replace("warmtenet*", "de"),
        &["theme[0].cue[0].any[0]: \"de\" is stop words only"],
    );
    check_problems(
        &THEME.replace("warmtenet*", "warm/net"),
        &["theme[0].cue[0].any[0]: \"warm/net\" is not one word"],
    );
    check_problems(
        &THEME.replace("warmtenet*", "@groot"),
        &["theme[0].cue[0].any[0]: there is no class @groot"],
    );
    check_problems(
        &THEME.replace("[\"warmtenet*\"]", "[\"warmtenet\", \"warmtenetten\"]"),
        &[
            "theme[0].cue[0].any[1]: \"warmtenetten\" is a duplicate of \"warmtenet\" at mine.toml:12",
        ],
    );
    check_problems(
        &THEME.replace("\"warmte\"", "\"Warmte!\""),
        &["theme[0].id: \"Warmte!\" must be lower-case"],
    );
    check_problems(
        &THEME.replace("\"Heat\"", "\"\""),
        &["theme[0].en: is empty"],
    );
    check_problems(
        &format!("{THEME}{THEME}"),
        &["theme[1].id: \"warmte\" is a duplicate of \"warmte\" at mine.toml:8"],
    );
    check_problems(
        &format!(
            "{THEME}\n[[principle]]\nid = \"p\"\nnl = \"P\"\nen = \"P\"\ntheme = \"koude\"\n\
             for = {{ nl = \"a\", en = \"a\" }}\nagainst = {{ nl = \"b\", en = \"\" }}\n"
        ),
        &[
            "principle[0].cue: has no cues",
            "principle[0].theme: there is no theme \"koude\"",
            "principle[0].against.en: is empty",
        ],
    );
    check_problems(
        "\n[[theme]]\nid = 3\n",
        &["not a taxonomy file: TOML parse error"],
    );
    check_problems(
        "\n[[thema]]\nid = \"x\"\n",
        &["not a taxonomy file: TOML parse error"],
    );
}

#[test]
fn rejects_files_without_version_or_theme() {
    let bare = Source {
        name: "bare.toml".into(),
        text: "".into(),
    };
    let error = Taxonomy::parse(&[bare]).expect_err("nothing in it");
    let message = error.to_string();
    assert!(
        message.contains("bare.toml: version: is missing"),
        "{message}"
    );
    assert!(
        message.contains("no source defines a [[theme]]"),
        "{message}"
    );
}

fn first_problem(text: &str) -> String {
    let mine = source(text);
    let found = super::check(&[mine]);
    assert_eq!(found.len(), 1, "{found:#?}");
    found[0].to_string()
}

#[test]
fn problems_have_the_line_on_which_they_stand() {
    let theme = THEME.replace("[\"warmtenet*\"]", "[\n\"warmtenet*\",\n\"=warm/net\",\n]");
    assert_eq!(
        first_problem(&theme),
        "mine.toml:14: theme[0].cue[0].any[1]: \"=warm/net\" is not one word as texts are cut into words"
    );
    let class = format!("[class]\nnet = \"\"\"\nwarmte\nkoude\nwarmte\n\"\"\"\n{THEME}");
    assert_eq!(
        first_problem(&class),
        "mine.toml:10: class.net: \"warmte\" is a duplicate of \"warmte\" at mine.toml:8; remove one"
    );
}

#[test]
fn rejects_duplicates_across_cues_and_files() {
    let again = "[[theme.cue]]\nany = [\"warmtenet*\"]\nreason = \"again\"\nsource = \"here\"\n";
    let found = first_problem(&format!("{THEME}{again}"));
    assert!(
        found.contains("is a duplicate of \"warmtenet*\" at mine.toml:12"),
        "{found}"
    );
    // The same words may show two themes.
    let other = THEME.replace("\"warmte\"", "\"energie\"");
    check_problems(&format!("{THEME}{other}"), &[]);
}

#[test]
fn unreachable_patterns_are_reported_but_load() {
    for (pattern, expected) in [
        ("^warmte", "^warmte does not begin with a capital"),
        ("=foto's", "\"foto's\" has an apostrophe"),
        (
            "warmte net ! net",
            "what follows its 1. ! is part of every match",
        ),
        ("a|b|a", "\"a\" stands twice"),
    ] {
        let text = THEME.replace("warmtenet*", pattern);
        check_problems(&text, &[]);
        let found = first_problem(&text);
        assert!(found.contains(expected), "{found}");
    }
    for pattern in ["^Warmte", "foto's", "warmte net ! net & koude", "^AI|^ai"] {
        let text = THEME.replace("warmtenet*", pattern);
        assert_eq!(super::check(&[source(&text)]), [], "{pattern}");
    }
}

#[test]
fn builtin_files_have_no_problems() {
    let found = super::check(&Source::builtin());
    let lines: Vec<_> = found.iter().map(Problem::to_string).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

/// Marks do not count in the order, so that all forms of a word stand together.
fn sort_key(line: &str) -> (Vec<String>, &str) {
    let words = line.to_lowercase();
    let words = words.split(|c: char| c.is_whitespace() || "=^@*?|\",".contains(c));
    let words = words.filter(|word| !word.is_empty()).map(str::to_owned);
    (words.collect(), line)
}

#[test]
fn builtin_lists_are_sorted_with_one_entry_a_line() {
    for source in Source::builtin() {
        let mut list: Option<Vec<&str>> = None;
        for (number, line) in source.text.lines().enumerate() {
            match line {
                "]" | "\"\"\"" => list = None,
                _ if line.ends_with("= [") || line.ends_with("= \"\"\"") => list = Some(Vec::new()),
                _ => {
                    let Some(list) = &mut list else { continue };
                    let sorted = list
                        .last()
                        .is_none_or(|last| sort_key(last) < sort_key(line));
                    let place = format!("{}:{}: {line}", source.name, number + 1);
                    assert!(sorted, "{place} is not in order");
                    assert!(
                        line.matches('"').count() <= 2,
                        "{place} has several patterns"
                    );
                    list.push(line);
                }
            }
        }
    }
}
