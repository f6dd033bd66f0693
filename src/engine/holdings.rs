//! Holdings: which documents there are of one municipality, and what is missing.

use std::collections::BTreeMap;

use crate::document::{Dated, DocumentRecord};
use crate::municipality::GemeenteCode;
use crate::profile::{Coverage, Profile};
use crate::taxonomy::{Taxonomy, ThemeId};

/// Which documents there are of one municipality, and what is missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Holdings {
    /// How much was read.
    pub coverage: Coverage,
    /// Its documents by kind, by the name of the kind.
    pub kinds: Vec<KindHoldings>,
    /// The themes that no sentence mentions, in taxonomy order; empty if nothing was read.
    pub themes_not_mentioned: Vec<ThemeId>,
    /// What is missing, the most important first.
    pub missing: Vec<MissingInput>,
}

/// The documents of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindHoldings {
    /// The name of the kind.
    pub kind: String,
    /// How many there are, superseded ones included.
    pub documents: u32,
    /// The date of the newest, if any has one.
    pub newest: Option<Dated>,
}

/// What may be missing for a municipality.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingInput {
    /// There is no document.
    Documents,
    /// There are documents, and none could be read.
    ReadableText,
    /// No document is a plan or vision for information as a whole.
    InformationVision,
    /// No document has a date.
    Date,
}

impl Holdings {
    /// Determines what `records` hold of one municipality, and what its profile leaves open.
    ///
    /// Cost: one pass over the records.
    pub fn from_records(
        code: &GemeenteCode,
        records: &[DocumentRecord],
        profile: &Profile,
        taxonomy: &Taxonomy,
    ) -> Self {
        let coverage = Coverage::from_records(code, records);
        let own: Vec<&DocumentRecord> = records
            .iter()
            // Owners, also of superseded documents: the page shows everything there is.
            .filter(|one| one.owners.contains(code))
            .collect();
        let themes = taxonomy.themes().iter().map(|theme| theme.id);
        let themes_not_mentioned = themes
            // Of a municipality of which nothing was read, nobody knows what it mentions.
            .filter(|_| !coverage.is_empty())
            .filter(|theme| profile.themes[theme.index()].mentions == 0)
            .collect();
        Self {
            kinds: kinds(&own),
            missing: missing(&own, &coverage),
            themes_not_mentioned,
            coverage,
        }
    }
}

/// Counts the documents by kind, by the name of the kind.
fn kinds(own: &[&DocumentRecord]) -> Vec<KindHoldings> {
    let mut kinds: BTreeMap<&str, (u32, Option<Dated>)> = BTreeMap::new();
    for record in own {
        let (documents, newest) = kinds.entry(record.kind.label()).or_default();
        *documents += 1;
        // `None` is the least, so a document without a date never replaces one with a date.
        *newest = (*newest).max(record.dated);
    }
    kinds
        .into_iter()
        .map(|(kind, (documents, newest))| KindHoldings {
            kind: kind.to_owned(),
            documents,
            newest,
        })
        .collect()
}

/// Returns what is missing, the most important first.
fn missing(own: &[&DocumentRecord], coverage: &Coverage) -> Vec<MissingInput> {
    // The rest follows from the lack of documents, and would only repeat it.
    if own.is_empty() {
        return vec![MissingInput::Documents];
    }
    if coverage.is_empty() {
        return vec![MissingInput::ReadableText];
    }
    let has_vision = own
        .iter()
        // A vision that could not be read does not count as one.
        .any(|one| one.passages > 0 && one.kind.is_information_vision());
    let vision = (!has_vision).then_some(MissingInput::InformationVision);
    let date = coverage.newest.is_none().then_some(MissingInput::Date);
    vision.into_iter().chain(date).collect()
}
