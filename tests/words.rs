//! Keeps words out that a reader could not look up in a textbook of the field.
//!
//! `tests/words.txt` lists them, one a line: a pattern, what to write instead, and the reason. Sources, tests and
//! settings are searched; documents of the corpus and expected outputs are not.

use std::fs;
use std::path::{Path, PathBuf};

/// One word that is not used.
struct Entry {
    word: String,
    instead: String,
    line: usize,
}

#[test]
fn no_word_of_the_list_is_used() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = fs::read_to_string(root.join("tests/words.txt")).expect("the list is readable");
    let entries = parse(&list);
    assert!(entries.len() > 20, "the list has {} words", entries.len());
    let mut found = Vec::new();
    for folder in ["src", "tests", "config", "benches"] {
        for path in files(&root.join(folder)) {
            let text = fs::read_to_string(&path).expect("sources are UTF-8");
            let shown = path.strip_prefix(root).expect("below the root").display();
            // Names of stored files are part of a format and outlive the words of the code.
            let lines = text
                .lines()
                .enumerate()
                .filter(|(_, line)| !line.contains(".npy\""));
            for (number, line) in lines {
                for entry in entries.iter().filter(|entry| contains(line, &entry.word)) {
                    let number = number + 1;
                    let Entry { word, instead, .. } = entry;
                    found.push(format!("{shown}:{number}: {word:?}, write {instead}"));
                }
            }
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn the_list_is_sorted_and_each_word_has_an_alternative_and_a_reason() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = fs::read_to_string(root.join("tests/words.txt")).expect("the list is readable");
    let entries = parse(&list);
    for pair in entries.windows(2) {
        let (before, after) = (&pair[0], &pair[1]);
        assert!(
            before.word < after.word,
            "line {} is not in order",
            after.line
        );
    }
}

#[test]
fn words_are_found_whole_and_parts_of_names_too() {
    assert!(contains("let habits = 1;", "habits"));
    assert!(contains("fn take_over_habit()", "habit"));
    assert!(!contains("inhabitants", "habit"));
    assert!(contains("nothing when empty", "nothing when"));
    assert!(!contains("Nothing When", "nothing when"));
}

/// Reads `word | instead | reason` lines; empty lines and those that start with `#` are passed over.
fn parse(list: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (number, line) in list.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let fields: Vec<&str> = line.split('|').map(str::trim).collect();
        let [word, instead, reason] = fields[..] else {
            panic!("tests/words.txt:{}: three fields are wanted", number + 1);
        };
        assert!(!word.is_empty() && !instead.is_empty() && !reason.is_empty());
        entries.push(Entry {
            word: word.to_owned(),
            instead: instead.to_owned(),
            line: number + 1,
        });
    }
    entries
}

/// Whether a line holds a word between characters that are no letters. An underscore ends a word, so that parts
/// of names are found; capitals count, so that `Fault` and `fault` are two words.
fn contains(line: &str, word: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        !letter(before) && !letter(after)
    })
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the project") {
        let path = entry.expect("a readable entry").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let extension = path.extension().and_then(|one| one.to_str());
        if path.is_dir() {
            // Expected outputs and documents are Dutch prose, and the fuzz targets have a lock file of their own.
            if !["golden", "fixtures", "runs", "stance", "target"].contains(&name.as_str()) {
                found.extend(files(&path));
            }
        } else if matches!(extension, Some("rs" | "toml" | "md"))
            && name != "words.rs"
            && name != "RESULTS.md"
        {
            found.push(path);
        }
    }
    found.sort();
    found
}
