//! A folder to work in, a corpus to put in it, and a program to run there.

mod browser;
mod corpus;
mod dice;
mod server;
mod skipped;
mod source;

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

pub(crate) use browser::{Browser, Outcome, is_there, program};
pub(crate) use corpus::{TestCorpus, vision, zoning_prose};
pub(crate) use dice::Dice;
pub(crate) use server::Server;
pub(crate) use skipped::skipped;
pub(crate) use source::{Asked, PublicSource, Reply};

/// A separate folder in which `wiel` runs, without the environment of this machine.
pub(crate) struct Place {
    folder: TempDir,
    flags: Vec<String>,
}

/// What one run of the program gave.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Place {
    /// An empty folder: `wiel` answers from the demonstration.
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
            flags: Vec::new(),
        }
    }

    /// The same, with flags that come before every command.
    pub(crate) fn with(mut self, flags: &[&str]) -> Self {
        self.flags
            .extend(flags.iter().map(|flag| (*flag).to_owned()));
        self
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.file(name);
        std::fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.file(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The program, ready to run here.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("wiel"));
        command
            .current_dir(self.path())
            .args(&self.flags)
            .args(args);
        let ours =
            |name: &str| name.starts_with("WIEL") || name == "RUST_LOG" || name == "NO_COLOR";
        for (name, _) in std::env::vars().filter(|(name, _)| ours(name)) {
            command.env_remove(name);
        }
        command
    }

    /// Runs the program to its end.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.run_in(args, &[])
    }

    /// The same, with variables of the environment.
    pub(crate) fn run_in(&self, args: &[&str], environment: &[(&str, &str)]) -> Ran {
        let output = self
            .command(args)
            .envs(environment.iter().copied())
            .output()
            .expect("the program starts");
        Ran {
            code: output.status.code().expect("the program ends by itself"),
            out: String::from_utf8(output.stdout).expect("answers are UTF-8"),
            err: String::from_utf8(output.stderr).expect("messages are UTF-8"),
        }
    }

    /// Runs a read command with `--format json` and gives the answer.
    pub(crate) fn json(&self, args: &[&str]) -> Value {
        let ran = self.run(&[args, &["--format", "json"]].concat()).done();
        serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.out))
    }
}

impl Ran {
    /// It must have gone well.
    #[track_caller]
    pub(crate) fn done(self) -> Self {
        assert_eq!(self.code, 0, "{self:#?}");
        self
    }

    /// It must have been refused as wrong input, with all of these words in the message.
    #[track_caller]
    pub(crate) fn refused(self, words: &[&str]) -> Self {
        assert_eq!(self.code, 1, "{self:#?}");
        for word in words {
            assert!(self.err.contains(word), "{word:?} is not in {self:#?}");
        }
        self
    }
}

/// The records of a CSV text, as maps from column to value.
pub(crate) fn records(text: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader
        .deserialize()
        .collect::<Result<_, _>>()
        .expect("sound CSV")
}

/// The names of the fields of an object, sorted.
pub(crate) fn fields(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect()
}

/// The rows of `truth.csv` of one kind: a, b, subject and what is expected.
pub(crate) fn truth(kind: &str) -> Vec<[String; 4]> {
    let text = include_str!("../../../data/demo/truth.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader
        .records()
        .map(|record| record.expect("sound CSV"))
        .filter(|record| &record[0] == kind)
        .map(|record| [1, 2, 3, 4].map(|column| record[column].to_owned()))
        .collect()
}
