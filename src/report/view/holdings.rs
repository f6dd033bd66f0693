//! What there is of one municipality, and what is missing.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::Coverage;
use crate::document::{Dated, DocumentRecord};
use crate::municipality::GemeenteCode;
use crate::profile;
use crate::report::Language;
use crate::taxonomy::Taxonomy;

/// What a judgement about one municipality rests on, and what it lacks.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Holdings {
    /// How much was read.
    #[serde(flatten)]
    pub coverage: Coverage,
    /// Its documents by kind, by the name of the kind.
    pub kinds: Vec<KindHeld>,
    /// The themes that no sentence names, in taxonomy order.
    pub themes_not_mentioned: Vec<ThemeName>,
    /// How many themes there are.
    pub themes: u32,
    /// What there is not, most important first.
    pub missing: Vec<Missing>,
}

/// The documents of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct KindHeld {
    /// The kind; `onbekend` when nobody said and the content does not tell.
    pub kind: String,
    /// How many there are, older ones included.
    pub documents: u32,
    /// The date of the newest.
    pub newest: Option<String>,
}

/// A theme that is not named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ThemeName {
    /// Its name in the taxonomy.
    pub key: String,
    /// What it is called.
    pub name: String,
}

/// What may be missing of a municipality.
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
    /// The name in JSON and CSV.
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
    /// What `records` hold of one municipality, and what its profile leaves open.
    ///
    /// Where nothing was read no theme is said to be unnamed: nobody knows. Cost: one pass over the records.
    pub fn of(
        code: &GemeenteCode,
        records: &[DocumentRecord],
        profile: &profile::Profile,
        taxonomy: &Taxonomy,
        language: Language,
    ) -> Self {
        let coverage = profile::Coverage::from_records(code, records);
        let own = || records.iter().filter(|one| one.owners.contains(code));
        let mut kinds: BTreeMap<&str, (u32, Option<Dated>)> = BTreeMap::new();
        for record in own() {
            let (documents, newest) = kinds.entry(record.kind.label()).or_default();
            *documents += 1;
            *newest = (*newest).max(record.dated);
        }
        let has_vision = own().any(|one| one.passages > 0 && one.kind.is_information_vision());
        let missing = if kinds.is_empty() {
            vec![Missing::Documents]
        } else if coverage.is_empty() {
            vec![Missing::ReadableText]
        } else {
            let vision = (!has_vision).then_some(Missing::InformationVision);
            let date = coverage.newest.is_none().then_some(Missing::Date);
            vision.into_iter().chain(date).collect()
        };
        let unnamed = taxonomy
            .themes()
            .iter()
            .filter(|theme| profile.themes[theme.id.index()].mentions == 0)
            .filter(|_| !coverage.is_empty());
        Self {
            themes_not_mentioned: unnamed
                .map(|theme| ThemeName {
                    key: theme.name.clone(),
                    name: language.either(&theme.nl, &theme.en).clone(),
                })
                .collect(),
            themes: taxonomy.themes().len() as u32,
            kinds: kinds
                .into_iter()
                .map(|(kind, (documents, newest))| KindHeld {
                    kind: kind.to_owned(),
                    documents,
                    newest: newest.map(|dated| dated.to_string()),
                })
                .collect(),
            coverage: (&coverage).into(),
            missing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_json() {
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
