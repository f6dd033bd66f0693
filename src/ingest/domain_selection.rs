//! Which passages a municipality is compared by: those that belong to a vision.
//!
//! A zoning plan or a coalition agreement holds far more words on other matters than on the domain. Compared by all of
//! them, two municipalities would look alike, or unlike, for their streets and parks. So each is compared by the narrowest of
//! these sets that holds enough text:
//!
//! 1. documents about the domain, and the passages about it in its other documents, as far as those state something; only
//!    if there is such a document, since a few passages of a long text are no vision;
//! 2. all documents that state something;
//! 3. all documents. Then only words can be compared.

use crate::document::DocumentRecord;
use crate::profile::CitedStatement;
use crate::similarity::PassageFacts;
use crate::stance::PolicyStatement;

/// A document with at least this share of its words in passages about the domain is a document about it. The documents
/// of the demonstration have 0.20 to 1, election programmes of before 2007 at most 0.12, zoning plans at most 0.015.
const MIN_DOMAIN_SHARE: f64 = 0.15;

/// A set with fewer passages is too small to compare by: about a page and a half.
const MIN_PASSAGES: u32 = 4;

/// The number of sets.
const SETS: usize = 3;

/// Removes from the model the passages by which their municipality is not compared.
///
/// `facts`, `in_domain` and `statements` are those of all `documents`, in row order; `organisations` is the number of
/// municipalities. A passage of a joint document can stay for one owner and be removed for another. Cost: one pass over
/// the passages.
pub(super) fn select_passages(
    documents: &[DocumentRecord],
    facts: &mut [PassageFacts],
    in_domain: &[bool],
    statements: &[CitedStatement],
    organisations: usize,
) {
    let mut sets = Vec::with_capacity(facts.len());
    let mut has_vision = vec![false; organisations];
    for record in documents {
        let first = statements.partition_point(|one| one.passage < record.first_row);
        let states = statements[first..]
            .iter()
            .take_while(|one| record.contains_row(one.passage))
            .any(PolicyStatement::is_own);
        let own_words = record.words - record.statutory_words - record.foreign_words;
        let is_about_domain =
            record.domain_words as f64 >= MIN_DOMAIN_SHARE * own_words.max(1) as f64;
        let start = record.first_row.0 as usize;
        for row in start..start + record.passages as usize {
            sets.push(match (states, is_about_domain || in_domain[row]) {
                (true, true) => 0,
                (true, false) => 1,
                (false, _) => 2,
            });
            if states && is_about_domain && facts[row].in_model {
                for one in &facts[row].organisations {
                    has_vision[*one as usize] = true;
                }
            }
        }
    }
    let chosen = narrowest_sets(facts, &sets, &has_vision);
    for (fact, set) in facts.iter_mut().zip(&sets) {
        fact.organisations
            .retain(|one| *set <= chosen[*one as usize]);
        fact.in_model &= !fact.organisations.is_empty();
    }
}

/// Returns for each municipality the number of the narrowest set with enough passages that take part.
fn narrowest_sets(facts: &[PassageFacts], sets: &[usize], has_vision: &[bool]) -> Vec<usize> {
    let mut passages = vec![[0_u32; SETS]; has_vision.len()];
    for (fact, set) in facts.iter().zip(sets).filter(|(fact, _)| fact.in_model) {
        for one in &fact.organisations {
            // Each set holds those before it.
            passages[*one as usize][*set..]
                .iter_mut()
                .for_each(|count| *count += 1);
        }
    }
    let narrowest = |(counts, has_vision): ([u32; SETS], &bool)| {
        let widest = SETS - 1;
        let first = usize::from(!has_vision);
        (first..widest)
            .find(|set| counts[*set] >= MIN_PASSAGES)
            .unwrap_or(widest)
    };
    passages
        .into_iter()
        .zip(has_vision)
        .map(narrowest)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(organisations: &[u32]) -> PassageFacts {
        PassageFacts {
            organisations: organisations.to_vec(),
            year: None,
            kind: None,
            mean_word_length: 5.0,
            in_model: true,
        }
    }

    #[test]
    fn the_narrowest_set_with_enough_passages_is_chosen() {
        // The first has four passages of set 0, the second two of each set, the third too few of all.
        let owners = [vec![0; 4], vec![1; 6], vec![2; 2], vec![0; 3]].concat();
        let sets = [vec![0; 4], vec![0, 0, 1, 1, 2, 2], vec![0, 2], vec![2; 3]].concat();
        let facts: Vec<PassageFacts> = owners.iter().map(|owner| fact(&[*owner])).collect();
        assert_eq!(narrowest_sets(&facts, &sets, &[true; 3]), [0, 1, 2]);
        assert_eq!(narrowest_sets(&facts, &sets, &[false; 3]), [1, 1, 2]);
    }

    #[test]
    fn a_document_on_other_matters_is_left_out_beside_a_vision() {
        let record = |name: &str, first: u32, passages: u32, domain_words: u64| DocumentRecord {
            first_row: crate::document::PassageRow(first),
            passages,
            domain_words,
            ..DocumentRecord::sample(name, &["A1"])
        };
        let documents = [record("visie", 0, 5, 80), record("plan", 5, 9, 0)];
        let mut facts: Vec<PassageFacts> = (0..14).map(|_| fact(&[0])).collect();
        let statement = statement_in(2);
        select_passages(&documents, &mut facts, &[false; 14], &[statement], 1);
        let kept: Vec<bool> = facts.iter().map(|one| one.in_model).collect();
        assert_eq!(kept, [[true; 5].as_slice(), &[false; 9]].concat());
        // Without a statement anywhere, all words are compared.
        let mut facts: Vec<PassageFacts> = (0..14).map(|_| fact(&[0])).collect();
        select_passages(&documents, &mut facts, &[false; 14], &[], 1);
        assert!(facts.iter().all(|one| one.in_model));
    }

    fn statement_in(row: u32) -> CitedStatement {
        use crate::stance::{Decision, Intensity, Subject};
        CitedStatement {
            passage: crate::document::PassageRow(row),
            sentence: crate::text::Span::new(0, 10),
            themes: Vec::new(),
            initiatives: Vec::new(),
            principles: Vec::new(),
            subject: Subject::Own,
            tempo: None,
            target_year: None,
            intensity: Intensity::EXPLORE,
            decision: Decision::Positive,
            hedged: false,
            quoted: false,
        }
    }
}
