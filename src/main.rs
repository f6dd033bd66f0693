//! The `wiel` program; everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    wiel::cli::main()
}
