//! Generations on a real file system: what a reader sees whatever happens to the builder.

mod damage;
mod faults;
pub(crate) mod faulty;
mod fixture;
mod publish;
mod sharing;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};

use super::*;

/// The first morning of these tests.
fn morning() -> Timestamp {
    "2026-11-24T06:15:00Z".parse().expect("a time")
}

/// The same hour, so many days later.
fn day(number: i64) -> Timestamp {
    morning() + SignedDuration::from_hours(24 * number)
}

fn owner() -> Owner {
    Owner {
        pid: 4711,
        host: "rekenbak".into(),
        since: morning(),
    }
}

fn draft(created: Timestamp) -> ManifestDraft {
    ManifestDraft {
        created,
        wiel_version: "0.1.0".into(),
        taxonomy_hash: Checksum::of_bytes(b"themes"),
        params_hash: Checksum::of_bytes(b"weights"),
        model_version: "1".into(),
        inputs: ["b.md", "a.md"]
            .map(|path| InputFile {
                path: path.into(),
                hash: Checksum::of_bytes(path.as_bytes()),
                bytes: 4,
            })
            .into(),
        counts: BTreeMap::from([("documents".into(), 2)]),
        notes: vec![format!("made at {created}")],
    }
}

/// The artifacts that [`build`] writes, each by another way.
const ARTIFACTS: [&str; 4] = [
    "index/meta.json",
    "index/store/0.bin",
    "model/vectors.bin",
    "profiles.json",
];

/// Writes and publishes a small generation.
fn build(lock: &BuilderLock, created: Timestamp) -> Result<Generation, Error> {
    let staging = lock.begin()?;
    staging.write("profiles.json", format!("[\"{created}\"]").as_bytes())?;
    let mut vectors = staging.create("model/vectors.bin")?;
    for part in 0..4_u8 {
        // Larger than the buffer, so that writing meets the disk more than once.
        let part = vec![part; 3_000];
        vectors
            .write_all(&part)
            .map_err(|error| Error::io("write", staging.path(), error))?;
    }
    vectors.finish()?;
    // As a library does that writes into a folder it is given.
    let index = staging.folder("index")?;
    fs::create_dir_all(index.join("store")).expect("the folder can be made");
    fs::write(index.join("meta.json"), "{}").expect("the file can be written");
    fs::write(index.join("store/0.bin"), [0; 100]).expect("the file can be written");
    staging.seal(draft(created))?.publish()
}

/// A data folder with so many generations, made on successive days; newest first.
fn with_generations(count: i64) -> (tempfile::TempDir, Store, Vec<GenerationId>) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = Store::open(folder.path());
    let lock = store.lock(&owner()).expect("nobody else is here");
    let mut ids: Vec<GenerationId> = (0..count)
        .map(|number| build(&lock, day(number)).expect("the disk works").id())
        .collect();
    ids.reverse();
    (folder, store, ids)
}

fn current_id(store: &Store) -> Option<GenerationId> {
    match store.current() {
        Ok(current) => current.map(|generation| generation.id()),
        // The first build was interrupted between publication and the pointer: nothing answers yet.
        Err(Error::PointerDamaged { got, .. }) if got == "no such file" => None,
        Err(error) => panic!("the current one opens: {error}"),
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut names: Vec<String> = entries
        .map(|entry| {
            entry
                .expect("it can be listed")
                .file_name()
                .into_string()
                .expect("Unicode")
        })
        .collect();
    names.sort();
    names
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder can be made");
    for name in names(from) {
        let (from, to) = (from.join(&name), to.join(&name));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).expect("the file can be copied");
        }
    }
}

fn fixture_folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/generation")
        .join(name)
}
