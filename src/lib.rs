//! wiel finds, for a Dutch municipality, the partners in its region whose vision aligns with its own, so that
//! they can invent the wheel once, together.
//!
//! It reads the vision documents that municipalities publish, cuts them into passages, indexes those in
//! tantivy, feeds the index to a similarity model on ndarray, and ranks the neighbours of a municipality by
//! how far their visions agree. Every rank comes with the quotes it rests on. It prepares a conversation; it
//! gives no verdict.
//!
//! # Two halves
//!
//! An ingest ([`ingest`], usually nightly) turns a folder of documents into a *generation*: a directory that is
//! never changed after it is published. Every query is answered by an [`engine::Engine`], opened on one
//! generation. The generation is all that the two share.
//!
//! ```text
//! INGEST  corpus ─extract─▶ pages ─passage─▶ passages ─index─▶ postings ─similarity─▶ model
//!                                                └──────── snapshot, generation ────────┘
//! QUERY   a name ─municipality─▶ code ─rank─▶ candidates, scores, explanations ─report─▶ table, JSON, CSV
//! ```
//!
//! # Where is …?
//!
//! | your question | module |
//! |---|---|
//! | Which words does the analyser see? | [`text`] |
//! | Which texts say the same in other words? | [`encoder`] |
//! | Who is meant by this name, who lies near whom, what was it called before the merger? | [`municipality`] |
//! | Where do its borders run? | [`geography`] |
//! | What is a document, a page, a passage? | [`document`] |
//! | Here is a file, what does it say? | [`extract`] |
//! | Which piece of text? | [`passage`] |
//! | What does a sentence want? | [`stance`], with its words in [`taxonomy`] |
//! | How much do we know of this municipality? | [`profile`] |
//! | Where are these words used? | [`index`] |
//! | Which texts are alike? | [`similarity`] |
//! | What is on disk, and is it sound? | [`generation`] |
//! | Why is B above C? | [`rank`] |
//! | What does a generation contain? | [`snapshot`] |
//! | How does a folder of documents become a generation? | [`ingest`] |
//! | How do documents of public sources get into that folder? | [`harvest`] |
//! | Who answers a query? | [`engine`] |
//! | How good is the ranking? | [`evaluate`] |
//! | When is the next build, and how did the last one end? | [`nightly`] |
//! | What can be set, and where was it set? | [`settings`] |
//! | Where are the Dutch sentences, what does the JSON promise? | [`report`] |
//! | What does an address answer? | [`http`] |
//! | What does a command do? | [`cli`] |
//!
//! # Reading order
//!
//! This page, then [`document`] (the nouns), [`ingest`] (a build, top to bottom), [`rank`], [`engine`], and
//! `cli/match.rs` (one question from name to answer).
//!
//! # One rule
//!
//! The modules below stand in order, and **each imports only from those above it**. External crates have one
//! home: tantivy only in [`index`], ndarray only in [`encoder`] and [`similarity`], the environment only in [`settings`],
//! clap only in [`cli`]. No module before [`ingest`] reads a clock or opens a file, but [`generation`].
//! `tests/layering.rs` checks it.
//!
//! # Example
//!
//! Builds the demonstration, whose municipalities and documents are all invented, and asks for partners.
//!
//! ```
//! use wiel::engine::{Engine, PartnerQuery};
//! use wiel::generation::{Owner, Store};
//! use wiel::ingest::{BuildRequest, Reading, Silent, build};
//! use wiel::rank::Scope;
//! use wiel::settings::{Flags, Settings};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! let flags = Flags { data: Some(folder.path().join("data")), ..Flags::default() };
//! let settings = Settings::load(&flags, &[])?;
//! let created = "2026-11-24T06:15:00Z".parse()?;
//!
//! let store = Store::open(&settings.data);
//! let lock = store.lock(&Owner { pid: 1, host: "rekenbak".into(), since: created })?;
//! let request = BuildRequest {
//!     corpus: &settings.corpus_folder()?,
//!     register: &settings.read_register()?,
//!     taxonomy: &settings.read_taxonomy()?,
//!     params: &settings.build,
//!     created,
//!     version: "0.1.0",
//!     threads: 2,
//!     rebuild: false,
//!     guard: Some(settings.guard),
//!     reading: Reading::default(),
//! };
//! build(&request, &store, &lock, &Silent)?;
//!
//! let generation = store.current()?.expect("one was published");
//! let engine = Engine::open(generation, settings.rank, "2026-11-24".parse()?)?;
//! let focus = engine.lookup("zilverhorne").code().expect("it is in the register").clone();
//! let ranking = engine.partners(&PartnerQuery::new(focus).scope(Scope::Border).top(3))?;
//! assert_eq!(ranking.partners.len(), 3);
//! assert!(ranking.partners[0].alignment >= ranking.partners[1].alignment);
//! assert!(!ranking.partners[0].evidence.is_empty());
//! # Ok(())
//! # }
//! ```

// The vocabulary: text, municipalities, themes.
pub mod text;

pub mod tensors;

pub mod encoder;

pub mod municipality;

pub mod geography;
pub mod taxonomy;

// Documents: from bytes to passages.
pub mod document;

pub mod extract;

pub mod passage;
pub mod stance;

pub mod training;

pub mod profile;

// Representation: what can be asked quickly.
pub mod index;

pub mod similarity;

pub mod generation;

pub mod snapshot;

// Judgement.
pub mod rank;

// Ingest and query.
pub mod ingest;

pub mod harvest;

pub mod engine;

pub mod evaluate;

// Surface.
pub mod nightly;

pub mod settings;

pub mod report;

pub mod http;

pub mod cli;
