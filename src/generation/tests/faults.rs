//! Invariant 4: whatever step fails, and wherever the process is killed, the previous generation stays.

use std::io::ErrorKind;
use std::sync::Arc;

use super::faulty::{Fault, FaultyDisk};
use super::*;

/// The faults that each step is tried with.
const FAULTS: [Fault; 4] = [
    Fault::Refused(ErrorKind::StorageFull),
    Fault::Refused(ErrorKind::Other),
    Fault::Misreported,
    Fault::Killed,
];

/// What a faulty run left.
struct After<T> {
    fault: Fault,
    /// Which step failed, for the message of a failing check.
    step: String,
    /// The data folder on a disk that works again.
    store: Store,
    /// What was published before the run, newest first.
    before: Vec<GenerationId>,
    outcome: Result<T, Error>,
}

/// Runs `action` once for each fault at each of its steps, in a fresh data folder with `before` generations,
/// until it meets the fault no more, and checks after each what is on disk. Returns how many faults struck.
fn at_every_step<T>(
    before: i64,
    action: impl Fn(&Store) -> Result<T, Error>,
    check: impl Fn(After<T>),
) -> usize {
    let (template, _, ids) = with_generations(before);
    let mut struck = 0;
    for fault in FAULTS {
        for at in 0.. {
            let folder = tempfile::tempdir().expect("a temporary folder");
            copy(template.path(), folder.path());
            let disk = Arc::new(FaultyDisk::new(fault, at));
            let outcome = action(&Store::on(folder.path(), Arc::clone(&disk) as _));
            let Some(step) = disk.steps().get(at).cloned() else {
                outcome.unwrap_or_else(|error| panic!("nothing went wrong, yet: {error}"));
                break;
            };
            struck += 1;
            check(After {
                fault,
                step: format!("{fault:?} at {step}"),
                store: Store::on(folder.path(), Arc::new(FaultyDisk::new(Fault::None, 0))),
                before: ids.clone(),
                outcome,
            });
        }
    }
    struck
}

/// Every generation that can be seen is whole, bit by bit; their ids, newest first.
fn all_whole<T>(after: &After<T>) -> Vec<GenerationId> {
    let list = after.store.list().expect("the folder can be listed");
    let ids = list.into_iter().map(|summary| {
        let generation = after
            .store
            .get(summary.id)
            .and_then(|generation| generation.verify());
        assert!(generation.is_ok(), "{}: {generation:?}", after.step);
        summary.id
    });
    ids.collect()
}

/// A build on the disk that works again needs no repair, and leaves nothing half.
fn next_build_succeeds<T>(after: &After<T>) {
    let lock = after.store.lock(&owner()).expect("the dead hold no lock");
    let stuck = lock
        .takeover()
        .leftovers
        .iter()
        .find(|leftover| leftover.removed.is_err());
    assert!(stuck.is_none(), "{}: {stuck:?}", after.step);
    // The clock was set back meanwhile.
    let next = build(&lock, day(-10)).unwrap_or_else(|error| panic!("{}: {error}", after.step));
    assert_eq!(current_id(&after.store), Some(next.id()), "{}", after.step);
    assert_eq!(all_whole(after).first(), Some(&next.id()), "{}", after.step);
    assert!(
        names(&after.store.path().join("staging")).is_empty(),
        "{}",
        after.step
    );
}

fn check_build(after: &After<GenerationId>) {
    let seen = all_whole(after);
    let previous = after.before.first().copied();
    let current = current_id(&after.store);
    match &after.outcome {
        Ok(new) => assert_eq!(current, Some(*new), "{}", after.step),
        // The pointer was moved and only its flush failed.
        Err(Error::NotFlushed { id, .. }) => assert_eq!(current, Some(*id), "{}", after.step),
        Err(_) => {
            assert_eq!(current, previous, "{}", after.step);
            if after.fault != Fault::Killed {
                // A builder that lives cleans up, so that a full disk is not made fuller.
                assert_eq!(seen, after.before, "{}", after.step);
                let staging = after.store.path().join("staging");
                assert!(
                    !staging.exists() || names(&staging).is_empty(),
                    "{}",
                    after.step
                );
            }
        }
    }
    assert!(
        after.before.iter().all(|id| seen.contains(id)),
        "{}",
        after.step
    );
    next_build_succeeds(after);
}

fn build_next(store: &Store) -> Result<GenerationId, Error> {
    let lock = store.lock(&owner())?;
    build(&lock, day(100)).map(|generation| generation.id())
}

#[test]
fn a_build_that_fails_at_any_step_leaves_the_previous_generation() {
    let struck = at_every_step(2, build_next, |after| check_build(&after));
    // 4 faults; 4 artifacts with 5 folders, the lock, the manifest, the pointer, each with their flush.
    assert!(struck > 4 * 30, "only {struck} steps were tried");
}

#[test]
fn a_first_build_that_fails_at_any_step_leaves_an_empty_store() {
    let struck = at_every_step(0, build_next, |after| check_build(&after));
    assert!(struck > 4 * 30, "only {struck} steps were tried");
}

#[test]
fn a_full_disk_is_called_by_its_name_at_every_step() {
    at_every_step(1, build_next, |after| {
        match (&after.fault, &after.outcome) {
            (
                Fault::Refused(ErrorKind::StorageFull),
                Err(Error::NotFlushed { .. } | Error::StorageFull { .. }),
            ) => {}
            (Fault::Refused(ErrorKind::StorageFull), Err(error)) => {
                panic!("{}: {error}", after.step)
            }
            _ => {}
        }
    });
}

#[test]
fn a_prune_that_fails_at_any_step_leaves_whole_generations() {
    let keep = Keep {
        count: 1,
        days: 0,
        now: day(100),
    };
    let prune = |store: &Store| {
        store
            .lock(&owner())?
            .prune(&keep)
            .map(|pruned| pruned.removed)
    };
    let struck = at_every_step(4, prune, |after| {
        let seen = all_whole(&after);
        assert_eq!(
            current_id(&after.store),
            Some(after.before[0]),
            "{}",
            after.step
        );
        if let Ok(removed) = &after.outcome {
            assert!(
                removed.iter().all(|id| !seen.contains(id)),
                "{}",
                after.step
            );
        }
        let lock = after.store.lock(&owner()).expect("the dead hold no lock");
        lock.prune(&keep)
            .unwrap_or_else(|error| panic!("{}: {error}", after.step));
        assert_eq!(all_whole(&after), after.before[..1], "{}", after.step);
        assert!(
            names(&after.store.path().join("staging")).is_empty(),
            "{}",
            after.step
        );
    });
    assert!(struck > 4 * 10, "only {struck} steps were tried");
}

#[test]
fn a_rollback_that_fails_at_any_step_leaves_one_of_the_two() {
    let rollback = |store: &Store| {
        let to = store.list()?.last().expect("two generations").id;
        store.lock(&owner())?.rollback(to)
    };
    let struck = at_every_step(2, rollback, |after| {
        assert_eq!(all_whole(&after), after.before, "{}", after.step);
        let moved = matches!(after.outcome, Ok(_) | Err(Error::NotFlushed { .. }));
        let expected = after.before[usize::from(moved)];
        assert_eq!(current_id(&after.store), Some(expected), "{}", after.step);
        next_build_succeeds(&after);
    });
    assert!(struck > 4 * 6, "only {struck} steps were tried");
}

#[test]
fn everything_is_flushed_before_it_is_shown() {
    let (folder, _, _) = with_generations(1);
    let disk = Arc::new(FaultyDisk::new(Fault::None, 0));
    let store = Store::on(folder.path(), Arc::clone(&disk) as _);
    let id = build_next(&store).expect("the disk works");
    let steps = disk.steps();
    let data = folder.path().display();
    let place = |step: &str| {
        let found = steps.iter().rposition(|made| *made == step);
        found.unwrap_or_else(|| panic!("{step} is not among {steps:#?}"))
    };

    let shown = place(&format!(
        "rename {data}/staging/1 to {data}/generations/{id}"
    ));
    let files = ["manifest.json", "manifest.json.blake3"]
        .into_iter()
        .chain(ARTIFACTS);
    for file in files {
        let flushed = place(&format!("sync {data}/staging/1/{file}"));
        let written = steps[..shown]
            .iter()
            .rposition(|made| *made == format!("write {data}/staging/1/{file}"));
        assert!(
            written < Some(flushed) && flushed < shown,
            "{file} in {steps:#?}"
        );
    }
    let last_file = steps[..shown]
        .iter()
        .rposition(|made| made.starts_with("create"));
    for inner in ["", "/index", "/index/store", "/model"] {
        let flushed = place(&format!("sync {data}/staging/1{inner}"));
        assert!(
            last_file < Some(flushed) && flushed < shown,
            "{inner} in {steps:#?}"
        );
    }
    let rest = [
        format!("sync {data}/generations"),
        format!("create {data}/current.tmp"),
        format!("write {data}/current.tmp"),
        format!("sync {data}/current.tmp"),
        format!("rename {data}/current.tmp to {data}/current"),
        format!("sync {data}"),
    ];
    assert_eq!(steps[shown + 1..shown + 7], rest);
}

#[test]
fn an_error_that_a_file_hides_until_it_is_dropped_stops_the_build() {
    let (folder, _, ids) = with_generations(1);
    // Steps 0 to 4 open, empty and sign the lock and make the staging folder and the file.
    let disk = Arc::new(FaultyDisk::new(Fault::Refused(ErrorKind::StorageFull), 5));
    let store = Store::on(folder.path(), Arc::clone(&disk) as _);
    let lock = store.lock(&owner()).expect("nobody else is here");
    let staging = lock.begin().expect("the disk works so far");
    let mut file = staging
        .create("profiles.json")
        .expect("the disk works so far");
    file.write_all(b"buffered")
        .expect("it goes to the buffer only");
    drop(file);
    assert!(disk.struck(), "{:?}", disk.steps());
    let error = staging
        .seal(draft(day(1)))
        .expect_err("the file has no content");
    assert!(matches!(error, Error::Unfinished { name } if name.as_str() == "profiles.json"));
    assert_eq!(current_id(&store), Some(ids[0]));
}
