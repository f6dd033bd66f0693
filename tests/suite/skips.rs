//! A test that lacks something of the system says so, and fails where nothing may be skipped.

use std::process::{Command, Output};

use crate::support::skipped;

/// Skipped whenever it runs, which it does for the test below alone.
#[test]
#[ignore = "it is run by the test below"]
fn one_that_is_skipped() {
    skipped("nothing is there");
}

#[test]
fn a_skipped_test_is_told_past_the_harness_and_fails_in_ci() {
    let run = |ci: Option<&str>| -> Output {
        let mut tests = Command::new(std::env::current_exe().expect("this program"));
        tests.args(["--exact", "skips::one_that_is_skipped", "--ignored"]);
        match ci {
            Some(value) => tests.env("WIEL_CI", value),
            None => tests.env_remove("WIEL_CI"),
        };
        tests.output().expect("it starts")
    };
    for allowed in [None, Some(""), Some("0")] {
        let ran = run(allowed);
        let told = String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.success(), "{allowed:?}: {ran:?}");
        assert!(told.contains("*** SKIPPED: nothing is there ***"), "{told}");
    }
    let ran = run(Some("1"));
    let told = String::from_utf8_lossy(&ran.stdout);
    assert!(!ran.status.success(), "{ran:?}");
    assert!(
        told.contains("would be skipped: nothing is there"),
        "{told}"
    );
}
