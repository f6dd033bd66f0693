//! What goes wrong around a build: a clear message, the right exit code, and nothing lost.

#![cfg(unix)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use wiel::generation::{Owner, Store};
use wiel::ingest::{BuildError, BuildOutcome, BuildRequest, Progress, Reading, Silent, Stage};
use wiel::settings::{Flags, Settings};

use crate::support::{Place, TestCorpus, program, skipped};

fn corpus() -> Place {
    TestCorpus::new()
        .municipalities(&["Aadrecht", "Beekhorst"])
        .visions(6)
        .place()
}

fn build(place: &Place) -> String {
    place
        .run(&["build", "--quiet", "--force"])
        .done()
        .out
        .trim()
        .to_owned()
}

/// The generation `id` is whole and answers.
#[track_caller]
fn answers(place: &Place, id: &str) {
    place.run(&["generations", "verify"]).done();
    assert_eq!(place.json(&["match", "Aadrecht"])["generation"], id);
}

#[test]
fn a_second_builder_is_told_who_builds_and_readers_go_on() {
    let place = corpus();
    let id = build(&place);
    let lock = std::fs::File::options()
        .write(true)
        .open(place.file("data/lock"))
        .expect("the lock file stays");
    lock.lock().expect("nobody builds");
    place.write(
        "data/lock",
        r#"{"pid":4711,"host":"rekenbak","since":"2026-11-24T02:00:00Z"}"#,
    );
    for verb in [
        &["build", "--force"][..],
        &["generations", "prune"],
        &["generations", "rollback", &id],
    ] {
        place.run(verb).refused(&[
            "4711 on rekenbak, since 2026-11-24T02:00:00Z",
            "hint: wait for it",
        ]);
    }
    answers(&place, &id);
    // Not by closing it: a child that another test starts at this moment holds a copy until it runs.
    lock.unlock().expect("it is ours");
    // The dead builder's name is still in the file; its lock went with it.
    let next = place.run(&["build", "--force"]).done();
    assert!(
        next.err.contains("4711") && next.err.contains("ended before its time"),
        "{next:?}"
    );
}

#[test]
fn a_source_folder_that_is_gone_changes_nothing() {
    let place = corpus();
    let id = build(&place);
    std::fs::rename(place.file("corpus"), place.file("gone")).expect("it can be moved");
    place.run(&["build"]).refused(&["Er is geen map"]);
    place
        .run(&["build", "--force"])
        .refused(&["Er is geen map"]);
    std::fs::create_dir(place.file("corpus")).expect("an empty folder");
    place
        .run(&["build", "--force"])
        .refused(&["staan geen documenten"]);
    answers(&place, &id);
}

#[test]
fn a_clock_that_was_set_back_gives_a_later_generation_all_the_same() {
    let place = corpus();
    let future = match build_here(&place, "2099-01-01T00:00:00Z", &Silent) {
        Ok(BuildOutcome::Published(report)) => report.generation.id().to_string(),
        other => panic!("{other:?}"),
    };
    let now = build(&place);
    assert!(now > future, "{now} after {future}");
    answers(&place, &now);
    // By its own date the new one is the older; it answers, so it stays.
    let pruned = place.json(&["generations", "prune", "--keep", "0"]);
    assert_eq!(pruned["kept"][&now], "current");
    answers(&place, &now);
}

/// A build in this process.
fn build_here(
    place: &Place,
    created: &str,
    progress: &dyn Progress,
) -> Result<BuildOutcome, BuildError> {
    let flags = Flags {
        config: vec![place.file("wiel.toml")],
        ..Flags::default()
    };
    let settings = Settings::load(&flags, &[]).expect("sound settings");
    let created = created.parse().expect("a time");
    let store = Store::open(&settings.data);
    let owner = Owner {
        pid: 1,
        host: "rekenbak".into(),
        since: created,
    };
    let lock = store.lock(&owner).expect("nobody builds");
    let request = BuildRequest {
        corpus: &settings.corpus_folder().expect("a folder"),
        register: &settings.read_register().expect("a register"),
        taxonomy: &settings.read_taxonomy().expect("a taxonomy"),
        params: &settings.build,
        created,
        version: "0.0.0",
        threads: 1,
        rebuild: true,
        guard: None,
        reading: Reading::default(),
    };
    wiel::ingest::build(&request, &store, &lock, progress)
}

/// Wants the build to stop as soon as a stage begins.
struct StopAt {
    stage: Stage,
    reached: AtomicBool,
}

impl Progress for StopAt {
    fn begin(&self, stage: Stage, _steps: u64) {
        self.reached
            .fetch_or(stage == self.stage, Ordering::Relaxed);
    }

    fn advance(&self, _steps: u64) {}

    fn is_stopped(&self) -> bool {
        self.reached.load(Ordering::Relaxed)
    }
}

#[test]
fn a_build_that_is_to_stop_publishes_nothing_whatever_it_is_doing() {
    let place = corpus();
    let id = build(&place);
    for stage in [
        Stage::Find,
        Stage::Read,
        Stage::Index,
        Stage::Fit,
        Stage::Publish,
    ] {
        let stop = StopAt {
            stage,
            reached: AtomicBool::new(false),
        };
        let ended = build_here(&place, "2026-11-24T06:15:00Z", &stop);
        assert!(
            matches!(ended, Err(BuildError::Stopped)),
            "{stage:?}: {ended:?}"
        );
        let left = std::fs::read_dir(place.file("data/staging")).map_or(0, Iterator::count);
        assert_eq!(left, 0, "{stage:?}");
        answers(&place, &id);
    }
}

#[test]
fn a_flipped_byte_in_any_file_is_found_and_the_way_back_is_open() {
    let place = corpus();
    let first = build(&place);
    let second = build(&place);
    let folder = place.file(&format!("data/generations/{second}"));
    let files = files(&folder);
    assert!(files.len() > 12, "{files:?}");
    for path in &files {
        let sound = std::fs::read(path).expect("a file");
        if sound.is_empty() {
            continue;
        }
        let mut flipped = sound.clone();
        flipped[sound.len() / 2] ^= 1;
        std::fs::write(path, flipped).expect("it can be damaged");
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let ran = place.run(&["generations", "verify", &second]);
        assert_eq!(ran.code, 2, "{name}: {ran:?}");
        assert!(
            ran.err.contains(name.trim_end_matches(".blake3")),
            "{name}: {ran:?}"
        );
        assert_ne!(
            place.run(&["generations", "rollback", &second]).code,
            0,
            "{name}: a damaged generation is not rolled back to"
        );
        place.run(&["generations", "verify", &first]).done();
        std::fs::write(path, sound).expect("it can be mended");
    }
    answers(&place, &second);
    std::fs::write(folder.join("manifest.json"), "{}").expect("it can be damaged");
    let ran = place.run(&["match", "Aadrecht"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.err.contains(&format!("rollback {first}")), "{ran:?}");
    place.run(&["generations", "rollback", &first]).done();
    answers(&place, &first);
    // And without rolling back, the next build takes its place.
    place.write("data/current", format!("{second}\n"));
    let third = place.run(&["build", "--quiet"]).done().out;
    answers(&place, third.trim());
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// A small disk for this test, if this user may mount one.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(place: &Path) -> Option<Self> {
        std::fs::create_dir_all(place).expect("a folder");
        let disk = Self(place.to_owned());
        disk.call("mount", &["-t", "tmpfs", "-o", "size=8m", "wiel-test"])
            .then_some(disk)
    }

    fn call(&self, program: &str, args: &[&str]) -> bool {
        let ran = Command::new(program).args(args).arg(&self.0).output();
        ran.is_ok_and(|output| output.status.success())
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        self.call("umount", &[]);
    }
}

#[test]
fn a_full_disk_is_named_and_the_next_build_needs_no_repair() {
    let place = corpus();
    let Some(_disk) = SmallDisk::mount(&place.file("data")) else {
        return skipped("this user may not mount a tmpfs, so no disk was filled");
    };
    let id = build(&place);
    // From room for nothing to room for nearly all of a generation.
    for room in [0_usize, 1, 4, 8, 16, 32] {
        let filler = vec![0_u8; 16 << 20];
        let path = place.file("data/filler");
        _ = std::fs::write(&path, &filler);
        let full = std::fs::metadata(&path)
            .expect("it was written as far as it went")
            .len();
        let file = std::fs::File::options()
            .write(true)
            .open(&path)
            .expect("it is there");
        file.set_len(full.saturating_sub(room as u64 * 4096))
            .expect("it can be shortened");
        let ran = place.run(&["build", "--force"]);
        assert_eq!(ran.code, 2, "{room} pages of room: {ran:?}");
        assert!(ran.err.to_lowercase().contains("no space left"), "{ran:?}");
        answers(&place, &id);
        // What was begun does not keep the room that somebody makes.
        let left: Vec<_> = std::fs::read_dir(place.file("data"))
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name())
            .filter(|name| name.to_string_lossy().ends_with(".tmp"))
            .collect();
        assert!(left.is_empty(), "{left:?}");
        // Emptied, not removed: a child that another test starts at this moment may still hold it open, and a
        // removed file takes room as long as anybody does.
        file.set_len(0).expect("it can be emptied");
    }
    let last = build(&place);
    answers(&place, &last);
}

#[test]
fn a_disk_that_may_only_be_read_answers_and_takes_no_build() {
    let place = corpus();
    let Some(disk) = SmallDisk::mount(&place.file("data")) else {
        return skipped("this user may not mount a tmpfs, so none was made read-only");
    };
    let id = build(&place);
    assert!(disk.call("mount", &["-o", "remount,ro"]));
    answers(&place, &id);
    assert_eq!(place.json(&["search", "gegevens"])["generation"], id);
    place
        .run(&["build", "--force"])
        .refused(&["Read-only file system", "hint: "]);
    assert!(disk.call("mount", &["-o", "remount,rw"]));
    let next = build(&place);
    answers(&place, &next);
}

/// A container may allow a user a handful of processes, and threads count.
#[test]
fn without_room_for_threads_a_command_ends_with_a_message() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let place = corpus();
    let is_root = std::fs::metadata(place.path()).is_ok_and(|about| about.uid() == 0);
    let [Some(prlimit), Some(_)] = ["prlimit", "setpriv"].map(program) else {
        return skipped("prlimit or setpriv is not there, so no limit was set");
    };
    if !is_root {
        return skipped("this user may not become another one, whom a limit of processes holds");
    }
    build(&place);
    let open = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(place.path(), open).expect("ours");
    for args in [
        &["match", "Aadrecht"][..],
        &["corpus", "check"],
        &["build"],
        &["serve", "--listen", "127.0.0.1:0"],
    ] {
        let wiel = place.command(args);
        // A user that no other test runs programs as.
        let ran = Command::new(&prlimit)
            .args(["--nproc=1", "setpriv", "--reuid=65533", "--regid=65533"])
            .args(["--clear-groups", "--"])
            .arg(wiel.get_program())
            .args(wiel.get_args())
            .current_dir(place.path())
            .output()
            .expect("it starts");
        let said = String::from_utf8_lossy(&ran.stderr);
        // An answer needs no thread; all else says what is missing.
        let is_answer = args[0] == "match";
        let code = ran.status.code().expect("it ends by itself");
        assert!(
            if is_answer {
                code == 0
            } else {
                [1, 2].contains(&code)
            },
            "{args:?}: {code} {said}"
        );
        assert!(!said.contains("panicked"), "{args:?}: {said}");
    }
}
