//! The log, on standard error: warnings, and while nobody watches a bar also what a build is doing.

use std::io::{self, IsTerminal};

use tracing_subscriber::EnvFilter;

use crate::settings::log_filter;

/// Starts the log once. The level comes from `WIEL_LOG`, else `RUST_LOG`; without them warnings on a
/// terminal, also progress elsewhere, and nothing but errors with `--quiet`. A filter that cannot be read
/// counts as none: the log must not keep an answer from coming.
pub(super) fn start(environment: &[(String, String)], quiet: bool) {
    let default = match (quiet, io::stderr().is_terminal()) {
        (true, _) => "error",
        (false, true) => "warn",
        (false, false) => "warn,wiel=info",
    };
    let filter = log_filter(environment).and_then(|text| EnvFilter::try_new(text).ok());
    // A second start, as in tests within one process, keeps the first.
    _ = tracing_subscriber::fmt()
        .with_env_filter(filter.unwrap_or_else(|| EnvFilter::new(default)))
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        .with_target(false)
        .try_init();
}
