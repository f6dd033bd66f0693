//! What answers look like to people and to programs, in three layers:
//!
//! 1. **view**: an answer of the engine as a value; serialised it is the public JSON;
//! 2. **text**: every Dutch and English sentence for people, methods of [`Language`] by subject;
//! 3. **render**: a view with its texts as a table for a terminal, CSV, Markdown or an HTML page to print.
//!
//! **In** come answers of the engine and a [`Presentation`]; **out** come serialisable views, text and records.
//! **Deliberately does not know** where they go: files, terminals and sockets are the caller's.
//!
//! Numbers in views and CSV are full floating-point numbers, written as short as reads back the same; only
//! tables round, in the form of the reader's language (`0,5 km`).

mod presentation;
mod problem;
pub mod render;
mod text;
pub mod view;

pub use presentation::Presentation;
pub use problem::ProblemKind;
pub use text::{
    API_ADDRESSES, ApiAddress, BuildStage, Language, Noun, Section, SheetNames, StartingPoint,
};
