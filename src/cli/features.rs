//! What a program may have been built without: cargo features that make a first build longer for what few need.

use super::exit::InputError;
use crate::report::Language;

/// A cargo feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Feature {
    /// Tables for programs that compute.
    Parquet,
    /// Documents for paper.
    Pdf,
}

impl Feature {
    /// What it is for people, its name for cargo, and whether this program has it.
    fn about(self) -> (&'static str, &'static str, bool) {
        match self {
            Self::Parquet => ("Parquet", "parquet", cfg!(feature = "parquet")),
            Self::Pdf => ("PDF", "pdf", cfg!(feature = "pdf")),
        }
    }

    /// Fails if this is asked for and the program was built without it.
    ///
    /// # Errors
    /// Says how to build a program that has it.
    pub(super) fn require(self, language: Language, is_asked: bool) -> Result<(), InputError> {
        let (what, name, is_there) = self.about();
        if is_asked && !is_there {
            return Err(InputError(language.needs_feature(what, name)));
        }
        Ok(())
    }
}
