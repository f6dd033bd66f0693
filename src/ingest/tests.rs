//! Invariant 4 over a whole build: whichever write, flush or rename fails, and wherever the process dies, the
//! previous generation is whole and answers, and the next build needs no repair.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use rayon::prelude::*;

use super::*;
use crate::generation::tests::faulty::{Fault, FaultyDisk};
use crate::generation::{Generation, GenerationId, Owner, Store};
use crate::municipality::{Register, RegisterSources, SourceText};
use crate::snapshot::Snapshot;
use crate::taxonomy::Taxonomy;

/// What a full disk does and what a kill does; the other ways to fail are tried on the generation alone.
const FAULTS: [Fault; 2] = [Fault::Refused(ErrorKind::StorageFull), Fault::Killed];

const REGISTER: &str = "code,name\nA1,Aadrecht\nB2,Beekhorst\n";

/// What all builds of this test share.
struct Makings {
    register: Register,
    taxonomy: Taxonomy,
    params: BuildParams,
    /// The program that reads formats apart.
    program: Option<&'static Path>,
}

impl Makings {
    fn new() -> Self {
        let sources = RegisterSources::new(SourceText::new("municipalities.csv", REGISTER));
        Self {
            register: Register::parse(sources).expect("a sound register"),
            taxonomy: Taxonomy::builtin(),
            params: BuildConfig::default().check().expect("sound settings"),
            program: None,
        }
    }

    fn build(
        &self,
        place: &Path,
        disk: &Arc<FaultyDisk>,
        day: i8,
    ) -> Result<Generation, BuildError> {
        let store = Store::on(place.join("data"), Arc::clone(disk) as _);
        let created = morning(day);
        let owner = Owner {
            pid: 4711,
            host: "rekenbak".into(),
            since: created,
        };
        let lock = store.lock(&owner)?;
        let request = BuildRequest {
            corpus: &place.join("corpus"),
            register: &self.register,
            taxonomy: &self.taxonomy,
            params: &self.params,
            created,
            version: "0.1.0",
            threads: 1,
            rebuild: true,
            guard: None,
            reading: Reading {
                program: self.program,
                cache: Some(&place.join("data/cache")),
                ..Reading::default()
            },
        };
        let outcome = build(&request, &store, &lock, &Silent);
        // As the command does, however the build ended.
        _ = lock.write_build_status(b"{}");
        match outcome? {
            BuildOutcome::Published(report) => Ok(report.generation),
            BuildOutcome::Unchanged(id) => panic!("{id} was to be made anew"),
        }
    }
}

fn morning(day: i8) -> Timestamp {
    format!("2026-11-{day:02}T06:15:00Z")
        .parse()
        .expect("a time")
}

fn sound() -> Arc<FaultyDisk> {
    Arc::new(FaultyDisk::new(Fault::None, 0))
}

fn write_document(place: &Path, name: &str, subject: &str) {
    let sentence = format!(
        "Wij kiezen de komende jaren voor {subject} en maken daar met de raad en de buren een plan voor. "
    );
    let text = format!("# Verzonnen visie\n\n{}", sentence.repeat(6));
    fs::write(place.join("corpus").join(name), text).expect("the corpus can be written");
}

/// A corpus and a data folder with one generation.
fn template(makings: &Makings) -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(place.path().join("corpus")).expect("a folder");
    for (name, subject) in [("a.md", "open data"), ("b.md", "samen inkopen")] {
        write_document(place.path(), name, subject);
    }
    fs::write(
        place.path().join("corpus").join(MANIFEST),
        "path,municipality\na.md,Aadrecht\nb.md,Beekhorst\n",
    )
    .expect("the corpus can be written");
    makings
        .build(place.path(), &sound(), 1)
        .expect("the disk works");
    place
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a file");
        }
    }
}

/// What answers, bit by bit, and opened as the engine opens it.
fn answering(place: &Path, about: &str) -> GenerationId {
    let current = Store::open(place.join("data")).current();
    let generation = current
        .unwrap_or_else(|error| panic!("{about}: {error}"))
        .unwrap_or_else(|| panic!("{about}: nothing answers"));
    let verified = generation.verify();
    assert!(verified.is_ok(), "{about}: {verified:?}");
    if let Err(error) = Snapshot::open(&generation) {
        panic!("{about}: {error}");
    }
    generation.id()
}

/// A build with a fault at step `at`, and all that must hold after it; the step that failed, if it was reached.
fn strike(makings: &Makings, template: &Path, fault: Fault, at: usize) -> Option<String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let place = folder.path();
    copy(template, place);
    let before = answering(place, "before");
    // One document is new to the cache and the index, the other is taken over.
    write_document(place, "b.md", "eigen systemen");
    let disk = Arc::new(FaultyDisk::new(fault, at));
    let ended = makings.build(place, &disk, 2);
    let Some(step) = disk.steps().get(at).cloned() else {
        let whole = ended.unwrap_or_else(|error| panic!("nothing went wrong, yet: {error}"));
        assert_eq!(answering(place, "no fault"), whole.id());
        return None;
    };
    let about = format!("{fault:?} at {step}");
    let after = answering(place, &about);
    match ended {
        Ok(published) => assert_eq!(after, published.id(), "{about}"),
        Err(BuildError::Generation(crate::generation::Error::NotFlushed { id, .. })) => {
            assert_eq!(after, id, "{about}");
        }
        Err(_) => assert_eq!(after, before, "{about}"),
    }
    let next = makings
        .build(place, &sound(), 3)
        .unwrap_or_else(|error| panic!("{about}: the next build: {error}"));
    assert_eq!(answering(place, &about), next.id(), "{about}");
    assert!(next.id() > after, "{about}");
    let staged = fs::read_dir(place.join("data/staging")).map_or(0, Iterator::count);
    assert_eq!(staged, 0, "{about}: remains are cleared");
    Some(step)
}

#[test]
fn whichever_step_of_a_build_fails_what_answers_stays_and_the_next_build_succeeds() {
    let makings = Makings::new();
    let template = template(&makings);
    for fault in FAULTS {
        let recorded = {
            let folder = tempfile::tempdir().expect("a temporary folder");
            copy(template.path(), folder.path());
            write_document(folder.path(), "b.md", "eigen systemen");
            let disk = sound();
            makings
                .build(folder.path(), &disk, 2)
                .expect("the disk works");
            disk.steps()
        };
        let struck: Vec<Option<String>> = (0..=recorded.len())
            .into_par_iter()
            .map(|at| strike(&makings, template.path(), fault, at))
            .collect();
        assert_eq!(struck.last(), Some(&None), "the last step is known");
        assert!(struck.iter().rev().skip(1).all(Option::is_some));
        // Every kind of file was among them.
        for part in [
            "cache/",
            ".segment",
            "profiles.json",
            "manifest.json",
            "current",
            "last-build",
        ] {
            let met = |step: &Option<String>| step.as_ref().is_some_and(|step| step.contains(part));
            assert!(
                struck.iter().any(met),
                "{part} is not written by way of the disk"
            );
        }
    }
}

#[test]
fn a_reader_that_cannot_start_fails_the_build_and_what_answers_stays() {
    let mut makings = Makings::new();
    let template = template(&makings);
    let place = template.path();
    let before = answering(place, "before");
    fs::write(
        place.join("corpus/c.html"),
        "<html><body><p>Wij kiezen samen voor open standaarden.</p></body></html>",
    )
    .expect("the corpus can be written");
    fs::write(
        place.join("corpus").join(MANIFEST),
        "path,municipality\na.md,Aadrecht\nb.md,Beekhorst\nc.html,Beekhorst\n",
    )
    .expect("the corpus can be written");
    makings.program = Some(Path::new("/nergens/wiel"));
    let ended = makings.build(place, &sound(), 2);
    assert!(matches!(ended, Err(BuildError::Reader { .. })), "{ended:?}");
    assert_eq!(answering(place, "after"), before);
}
