//! Tests of how settings are checked.

use super::*;

fn load(text: &str, variables: &[(&str, &str)]) -> Result<Settings, String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("wiel.toml");
    std::fs::write(&path, text).expect("a file");
    let variables: Vec<_> = variables
        .iter()
        .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
        .collect();
    let flags = Flags {
        config: vec![path],
        ..Flags::default()
    };
    Settings::load(&flags, &variables).map_err(|error| error.to_string())
}

#[test]
fn folders_are_relative_to_the_file_that_names_them() {
    let settings = load(
        "[register]\nfolder = \"nl\"\n[corpus]\nfolder = \"plans\"\n",
        &[],
    )
    .expect("sound");
    let Source::Folder(register) = &settings.register else {
        panic!("a folder was set")
    };
    assert!(
        register.is_absolute() && register.ends_with("nl"),
        "{register:?}"
    );
    assert_eq!(settings.data, Path::new("wiel-data"));
    let settings = load("", &[("WIEL__CORPUS__FOLDER", "2023")]).expect("sound");
    assert_eq!(settings.corpus, Source::Folder("2023".into()));
    assert_eq!(
        load("", &[]).expect("sound").data,
        Path::new("wiel-data/demo")
    );
}

#[test]
fn faults_name_key_place_and_remedy() {
    for (text, variables, expected) in [
        (
            "[match]\ntopp = 3\n",
            &[][..],
            &["match.topp", "wiel.toml", "match.top?"][..],
        ),
        (
            "",
            &[("WIEL__MATCH__TOPP", "3")],
            &["match.topp", "the environment", "match.top?"],
        ),
        (
            "[match]\ntop = \"veel\"\n",
            &[],
            &["match.top", "wiel.toml", "veel"],
        ),
        (
            "[match]\ntop = 0\n",
            &[],
            &["match.top", "from 1 to 10000", "got 0"],
        ),
        (
            "[match]\nscope = \"near\"\n",
            &[],
            &["match.scope", "wiel.toml", "border"],
        ),
        (
            "[match.weights]\ntext = -1\n",
            &[],
            &["match.weights.text", "at least 0"],
        ),
        (
            "[extract]\nmax_pages = 0\n",
            &[],
            &["extract.max_pages", "wiel.toml"],
        ),
        (
            "[passage]\ntarget_words = 50\nmin_words = 60\n",
            &[],
            &["do not go together", "wiel.toml"],
        ),
        (
            "[server]\nlisten = \"hier\"\n",
            &[],
            &["server.listen", "127.0.0.1:8080", "hier"],
        ),
        (
            "[server]\nrequests = 0\n",
            &[],
            &["server.requests", "got 0"],
        ),
        (
            "[server]\nurl = \"wiel\"\n",
            &[],
            &["server.url", "https://"],
        ),
        ("[match\n", &[], &["wiel.toml", "TOML"]),
        (
            "[register]\nfolder = \"nl\"\n",
            &[],
            &["register.folder", "corpus.folder"],
        ),
    ] {
        let message = load(text, variables).expect_err(text);
        for part in expected {
            assert!(message.contains(part), "{message:?} misses {part:?}");
        }
    }
}

#[test]
fn flags_go_before_all() {
    let flags = Flags {
        top: Some(2),
        data: Some("elders".into()),
        ..Flags::default()
    };
    let settings =
        Settings::load(&flags, &[("WIEL__MATCH__TOP".into(), "7".into())]).expect("sound");
    assert_eq!((settings.top, settings.data), (2, PathBuf::from("elders")));
    assert!(settings.threads >= 1);
}

#[test]
fn the_log_has_its_own_variable() {
    let all = [
        ("RUST_LOG".to_owned(), "info".to_owned()),
        ("WIEL_LOG".to_owned(), "debug".to_owned()),
    ];
    assert_eq!(log_filter(&all), Some("debug"));
    assert_eq!(log_filter(&all[..1]), Some("info"));
    assert_eq!(log_filter(&[]), None);
}
