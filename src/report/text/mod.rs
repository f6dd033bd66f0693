//! Every sentence that a person reads, in plain Dutch and in English, side by side.
//!
//! **Owns** the texts, one file a subject, each adding the texts of its subject to [`Language`]. **In** come
//! names, numbers and values of the domain; **out** come sentences. **Deliberately does not know** where a
//! sentence is shown: the same text stands on a page, in a table and in a report.
//!
//! Dutch is written for a reader of level B1: short sentences, everyday words, no abbreviations that were not
//! explained. Messages for who runs the program (configuration, disk) are those of the errors, in English.
//!
//! Read `numbers.rs` first (numbers, dates, counts), then any subject. Most texts are entries of `texts!`; a
//! text that needs something worked out first is a function that ends in `text!`.

/// Declares texts of [`Language`]: what each says, its name with what is filled in, the Dutch text, the English one.
///
/// A text without parts is a `&'static str`; one with parts is a `String`. Where nothing is said about a text, its
/// English is its documentation.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident $(($($part:ident: $kind:ty),+))? = $dutch:literal, $english:literal;)*) => {
        impl $crate::report::Language {
            $(texts! { @text [$(#[$doc])*] $name $(($($part: $kind),+))? = $dutch, $english })*
        }
    };
    (@text [] $name:ident = $dutch:literal, $english:literal) => {
        texts! { @text [#[doc = $english]] $name = $dutch, $english }
    };
    (@text [$($doc:tt)+] $name:ident = $dutch:literal, $english:literal) => {
        $($doc)+
        pub fn $name(self) -> &'static str {
            self.either($dutch, $english)
        }
    };
    (@text [$($doc:tt)+] $name:ident ($($part:ident: $kind:ty),+) = $dutch:literal, $english:literal) => {
        $($doc)+
        pub fn $name(self, $($part: $kind),+) -> String {
            text!(self, $dutch, $english)
        }
    };
}

/// One of two texts, with what they name in braces filled in.
macro_rules! text {
    ($language:expr, $dutch:literal, $english:literal) => {
        match $language {
            // `format!` fills in the names of variables, so a misspelt one does not compile.
            $crate::report::Language::Dutch => format!($dutch),
            $crate::report::Language::English => format!($english),
        }
    };
}

mod accessibility;
mod api;
mod borders;
mod builds;
mod cautions;
mod changes;
mod charts;
mod corpus;
mod evaluation;
mod explanation;
mod groups;
mod guide;
mod harvest;
mod init;
mod names;
mod numbers;
mod pages;
mod partners;
mod positions;
mod problems;
mod reasons;
mod reports;
mod search;
mod selection;
mod several;
mod site;
mod taxonomy;
mod training;
mod warnings;
mod wheels;
mod workbook;

use serde::Deserialize;
use utoipa::ToSchema;

pub use accessibility::Section;
pub use api::{API_ADDRESSES, ApiAddress};
pub use builds::BuildStage;
pub use init::StartingPoint;
pub use numbers::Noun;
pub use workbook::SheetNames;

/// The language in which people are addressed, by its code in ISO 639-1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
pub enum Language {
    /// Dutch, the default.
    #[default]
    #[serde(rename = "nl")]
    Dutch,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// One of two texts.
    pub fn either<T>(self, dutch: T, english: T) -> T {
        match self {
            Self::Dutch => dutch,
            Self::English => english,
        }
    }

    /// The same for a pair, as a `match` over kinds yields it.
    fn pick<T>(self, (dutch, english): (T, T)) -> T {
        self.either(dutch, english)
    }
}
