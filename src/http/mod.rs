//! The API and the pages: one engine behind an HTTP server.
//!
//! **Owns** the router, the rules of HTTP (status, caching, limits, headers), problems as documents, and the
//! swap to a newer generation. **In** come requests; **out** come views of [`crate::report`] as JSON, and pages.
//! **Deliberately does not know** how anything is computed: a handler reads its question, asks the engine once
//! and writes the view, as the command line does.
//!
//! A request takes one `Answering` at its start and keeps it to its end, so every answer
//! is of one generation, also while a newer one is put in its place.

mod answer;
mod api;
mod border;
mod description;
mod kept;
mod limit;
mod packing;
mod pages;
mod problem;
mod question;
mod router;
mod server;
mod state;
mod watch;

pub use server::{ServeError, serve};
pub use state::Opener;
