//! What the program can do when it is built with all of its cargo features.
//!
//! A binary of its own, so that `cargo test` without them passes it by, and `.ci/test` compiles no more than this.

#[allow(
    dead_code,
    unused_imports,
    reason = "the rest of the suite uses what these tests do not"
)]
#[path = "../suite/support/mod.rs"]
mod support;

mod pdf;
mod tables;
