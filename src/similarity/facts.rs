//! What the model must know of each passage besides its terms.

use std::collections::BTreeMap;

/// What is known of one passage.
#[derive(Clone, Debug, PartialEq)]
pub struct PassageFacts {
    /// The organisations whose text it is, by number; more than one for a joint document.
    pub organisations: Vec<u32>,
    /// The year of its document, when known.
    pub year: Option<i16>,
    /// The mean length of its words in characters, stop words included.
    pub mean_word_length: f32,
    /// Whether it takes part: long enough, in Dutch, and the organisation's own words.
    pub in_model: bool,
}

/// The passages that take part, and the organisations that have any, numbered anew from 0.
pub(super) struct Layout {
    /// The rows of the passages that take part, ascending; the model's own rows are places in this list.
    pub(super) rows: Vec<usize>,
    /// The year of each.
    pub(super) years: Vec<Option<i16>>,
    /// For each organisation that has passages: its number outside, ascending.
    pub(super) organisations: Vec<u32>,
    /// For each such organisation: its passages, ascending, as places in `rows`.
    pub(super) members: Vec<Vec<usize>>,
}

impl Layout {
    pub(super) fn new(facts: &[PassageFacts]) -> Self {
        let rows: Vec<usize> = (0..facts.len())
            .filter(|row| facts[*row].in_model)
            .collect();
        let mut by_organisation: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (place, row) in rows.iter().enumerate() {
            for organisation in &facts[*row].organisations {
                by_organisation
                    .entry(*organisation)
                    .or_default()
                    .push(place);
            }
        }
        let years = rows.iter().map(|row| facts[*row].year).collect();
        let (organisations, members) = by_organisation.into_iter().unzip();
        Self {
            rows,
            years,
            organisations,
            members,
        }
    }

    /// The passages of one organisation by year, in year order; those of unknown year last.
    pub(super) fn by_year(&self, organisation: usize) -> Vec<(Option<i16>, Vec<usize>)> {
        let mut known: BTreeMap<i16, Vec<usize>> = BTreeMap::new();
        let mut unknown = Vec::new();
        for place in &self.members[organisation] {
            match self.years[*place] {
                Some(year) => known.entry(year).or_default().push(*place),
                None => unknown.push(*place),
            }
        }
        let mut groups: Vec<_> = known
            .into_iter()
            .map(|(year, places)| (Some(year), places))
            .collect();
        if !unknown.is_empty() {
            groups.push((None, unknown));
        }
        groups
    }
}
