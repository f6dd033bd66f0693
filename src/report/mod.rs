//! What answers look like to people and to programs.
//!
//! **Owns** the view types, which are the public JSON; every Dutch and English sentence for people
//! ([`Language`], all in `wording/`); the tables and the CSV. **In** come answers of the engine; **out**
//! come serialisable views, text and records. **Deliberately does not know** where they go: files, terminals
//! and sockets are the caller's.
//!
//! Numbers in views and CSV are full floating-point numbers, written as short as reads back the same; only
//! tables round, in the form of the reader's language (`0,5 km`).

pub mod csv;
pub mod guide;
pub mod markdown;
pub mod reports;
mod sheet;
pub mod table;
pub mod view;
mod wording;

pub use wording::{BuildStage, Language, Section, Trouble};
