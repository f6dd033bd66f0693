//! The passages that take part in the model, grouped by organisation and year.

use std::collections::BTreeMap;

/// What the model knows of one passage besides its terms.
#[derive(Clone, Debug, PartialEq)]
pub struct PassageFacts {
    /// The organisations whose text it is, by number; more than one for a joint document.
    pub organisations: Vec<u32>,
    /// The year of its document, when known.
    pub year: Option<i16>,
    /// The class of the kind of its document, by number, when known.
    pub kind: Option<u16>,
    /// The mean length of its words in characters, stop words included.
    pub mean_word_length: f32,
    /// Whether it takes part: long enough, in Dutch, and the organisation's own words.
    pub in_model: bool,
}

/// The passages that take part, and the organisations that have any, renumbered from 0.
///
/// *Index* of a passage means its position in `rows` throughout this module; *row* means its row in the search
/// index and in [`TermCounts`](crate::index::TermCounts).
pub(super) struct Grouping {
    /// The row of each passage that takes part, ascending.
    pub(super) rows: Vec<usize>,
    /// The year of each, in the same order.
    pub(super) years: Vec<Option<i16>>,
    /// The class of the kind of document of each, in the same order.
    pub(super) kinds: Vec<Option<u16>>,
    /// The caller's number of each organisation that has passages, ascending.
    pub(super) organisations: Vec<u32>,
    /// The indices of the passages of each such organisation, ascending.
    pub(super) members: Vec<Vec<usize>>,
}

impl Grouping {
    /// Groups the passages that take part; `facts` are in row order.
    pub(super) fn new(facts: &[PassageFacts]) -> Self {
        let rows: Vec<usize> = (0..facts.len())
            // Passages that do not take part have no index, so that no later step has to skip them.
            .filter(|row| facts[*row].in_model)
            .collect();
        // An ordered map, because the numbers of organisations must not depend on the order of the documents.
        let mut by_organisation: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (index, row) in rows.iter().enumerate() {
            // A joint passage is a member of each of its organisations.
            for organisation in &facts[*row].organisations {
                by_organisation
                    .entry(*organisation)
                    .or_default()
                    .push(index);
            }
        }
        let years = rows.iter().map(|row| facts[*row].year).collect();
        let kinds = rows.iter().map(|row| facts[*row].kind).collect();
        // The map is sorted by number, so both lists are.
        let (organisations, members) = by_organisation.into_iter().unzip();
        Self {
            rows,
            years,
            kinds,
            organisations,
            members,
        }
    }

    /// Returns the passages of one organisation by year, in year order; those of unknown year come last.
    pub(super) fn by_year(&self, organisation: usize) -> Vec<(Option<i16>, Vec<usize>)> {
        // Year order fixes the order in which floating-point counts are added.
        let mut dated: BTreeMap<i16, Vec<usize>> = BTreeMap::new();
        let mut undated = Vec::new();
        for index in &self.members[organisation] {
            match self.years[*index] {
                Some(year) => dated.entry(year).or_default().push(*index),
                None => undated.push(*index),
            }
        }
        let mut groups: Vec<_> = dated
            .into_iter()
            .map(|(year, indices)| (Some(year), indices))
            .collect();
        if !undated.is_empty() {
            groups.push((None, undated));
        }
        groups
    }
}

/// Returns at most `max_count` of `0..length`, evenly spaced: `⌊i · length / m⌋`.
pub(super) fn evenly_spaced(length: usize, max_count: usize) -> Vec<usize> {
    let count = length.min(max_count);
    // Integer arithmetic: a step of `length / count` in floating point would round differently near the end.
    (0..count).map(|i| i * length / count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evenly_spaced_numbers_cover_the_range() {
        assert_eq!(evenly_spaced(3, 5), [0, 1, 2]);
        assert_eq!(evenly_spaced(10, 4), [0, 2, 5, 7]);
        assert!(evenly_spaced(0, 4).is_empty());
    }
}
