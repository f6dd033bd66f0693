//! Which documents there are of one municipality, and what is missing.

use serde::Serialize;
use utoipa::ToSchema;

use super::Coverage;
use crate::engine::{self, MissingInput};
use crate::report::Language;
use crate::taxonomy::{Taxonomy, ThemeId};

/// How much was read of one municipality, and what is missing.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Holdings {
    /// How much was read.
    #[serde(flatten)]
    pub coverage: Coverage,
    /// Its documents by kind, by the name of the kind.
    pub kinds: Vec<KindHeld>,
    /// The themes that no sentence mentions, in taxonomy order.
    pub themes_not_mentioned: Vec<ThemeName>,
    /// How many themes there are.
    pub themes: u32,
    /// What is missing, the most important first.
    pub missing: Vec<Missing>,
}

/// The documents of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct KindHeld {
    /// The kind; `onbekend` if neither the manifest nor the content tells.
    pub kind: String,
    /// How many there are, older ones included.
    pub documents: u32,
    /// The date of the newest.
    pub newest: Option<String>,
}

/// A theme of the taxonomy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ThemeName {
    /// Its name in the taxonomy.
    pub key: String,
    /// Its label.
    pub name: String,
}

/// What may be missing for a municipality.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Missing {
    /// There is no document.
    Documents,
    /// There are documents, and nothing could be read.
    ReadableText,
    /// No document is a plan or vision for information as a whole.
    InformationVision,
    /// No document has a date.
    Date,
}

impl Missing {
    /// Returns the name in JSON and CSV.
    pub fn name(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::ReadableText => "readableText",
            Self::InformationVision => "informationVision",
            Self::Date => "date",
        }
    }
}

impl Holdings {
    /// Creates the view of what there is of one municipality.
    pub fn new(holdings: &engine::Holdings, taxonomy: &Taxonomy, language: Language) -> Self {
        let theme_name = |id: &ThemeId| {
            let theme = taxonomy.theme(*id);
            ThemeName {
                key: theme.name.clone(),
                name: language.either(&theme.nl, &theme.en).clone(),
            }
        };
        Self {
            coverage: (&holdings.coverage).into(),
            kinds: holdings
                .kinds
                .iter()
                .map(|one| KindHeld {
                    kind: one.kind.clone(),
                    documents: one.documents,
                    newest: one.newest.map(|dated| dated.to_string()),
                })
                .collect(),
            themes_not_mentioned: holdings
                .themes_not_mentioned
                .iter()
                .map(theme_name)
                .collect(),
            themes: taxonomy.themes().len() as u32,
            missing: holdings.missing.iter().map(|one| (*one).into()).collect(),
        }
    }
}

impl From<MissingInput> for Missing {
    fn from(missing: MissingInput) -> Self {
        match missing {
            MissingInput::Documents => Self::Documents,
            MissingInput::ReadableText => Self::ReadableText,
            MissingInput::InformationVision => Self::InformationVision,
            MissingInput::Date => Self::Date,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_match_the_json() {
        for one in [
            Missing::Documents,
            Missing::ReadableText,
            Missing::InformationVision,
            Missing::Date,
        ] {
            let json = serde_json::to_value(one).expect("a word");
            assert_eq!(json, one.name());
        }
    }
}
