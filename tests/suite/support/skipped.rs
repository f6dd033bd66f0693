//! What a test does that lacks something of the system it runs on.

use std::io::Write;

/// Says that a test is skipped, and why. With `WIEL_CI` set it fails instead: there nothing may stay untested unseen.
///
/// The one function for this, of the tests of the library as well.
#[track_caller]
pub(crate) fn skipped(why: &str) {
    let is_ci = std::env::var_os("WIEL_CI").is_some_and(|value| !value.is_empty() && value != "0");
    assert!(
        !is_ci,
        "this test would be skipped: {why}; with WIEL_CI none may be"
    );
    let told = format!("\n*** SKIPPED: {why} ***\n");
    // Past the harness, which keeps what a test that passes prints to itself.
    _ = std::io::stderr().write_all(told.as_bytes());
}
