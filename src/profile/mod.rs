//! What one municipality's judgement rests on.
//!
//! In come the records of its documents, out comes its [`Coverage`], which travels with every result: a
//! ranking without it would look as sure for two pages as for two hundred.
//!
//! This module does not know who is compared with whom.

mod coverage;

pub use coverage::Coverage;
