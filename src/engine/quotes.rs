//! The quotes that a likeness rests on.

use std::collections::BTreeMap;
use std::sync::PoisonError;

use super::{Engine, EngineError};
use crate::document::PassageRow;
use crate::index::{StoredPassage, analyse};
use crate::municipality::GemeenteCode;
use crate::rank::{Evidence, Quote};
use crate::similarity::PassagePair;
use crate::taxonomy::ThemeId;
use crate::text::{count_words, sentences};

/// Sentences shorter than this say too little to be quoted, when there is a longer one.
const SHORTEST_QUOTE: usize = 6;

/// So many pairs of quotes are remembered, about 50 MB of them, before memory starts anew.
const MOST_REMEMBERED: usize = 50_000;

/// The quotes picked so far, by the passages they stand in.
pub(super) type Quoted = BTreeMap<(PassageRow, PassageRow), Evidence>;

impl Engine {
    /// The `most` best quotes of a pair, each passage at most once, most alike first.
    pub(super) fn evidence(
        &self,
        ours: &GemeenteCode,
        theirs: &GemeenteCode,
        most: usize,
    ) -> Result<Vec<Evidence>, EngineError> {
        let pairs = self
            .snapshot
            .model
            .evidence(self.place(ours), self.place(theirs));
        pairs
            .into_iter()
            .take(most)
            .map(|pair| self.remembered(&pair))
            .collect()
    }

    /// The sentences that say best what both want on a theme, side by side, most telling first.
    pub(super) fn evidence_on(
        &self,
        ours: &GemeenteCode,
        theirs: &GemeenteCode,
        theme: ThemeId,
    ) -> Result<Vec<Evidence>, EngineError> {
        let [left, right] = [self.on_theme(ours, theme)?, self.on_theme(theirs, theme)?];
        let pairs = left.quotes.into_iter().zip(right.quotes);
        pairs
            .map(|(ours, theirs)| {
                Ok(Evidence {
                    similarity: self.likeness(&ours.sentence, &theirs.sentence)?,
                    ours,
                    theirs,
                })
            })
            .collect()
    }

    /// How alike two sentences are, `[0, 1]`: the cosine of their terms, the rare ones counting more.
    fn likeness(&self, left: &str, right: &str) -> Result<f64, EngineError> {
        let shared = self.shared_terms(left, right)?;
        let square = |terms: &BTreeMap<String, f64>| terms.values().map(|x| x * x).sum::<f64>();
        let lengths = square(&self.shared_terms(left, left)?).sqrt()
            * square(&self.shared_terms(right, right)?).sqrt();
        Ok(if lengths > 0.0 {
            square(&shared) / lengths
        } else {
            0.0
        })
    }

    /// The quotes of two passages, from memory when they were asked before: a page that is looked at is
    /// looked at again, and picking a sentence costs a hundred times what remembering it does.
    fn remembered(&self, pair: &PassagePair) -> Result<Evidence, EngineError> {
        let key = (pair.ours, pair.theirs);
        let memory = || self.quoted.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = memory().get(&key) {
            return Ok(known.clone());
        }
        let found = self.pick(pair)?;
        let mut memory = memory();
        if memory.len() >= MOST_REMEMBERED {
            memory.clear();
        }
        memory.insert(key, found.clone());
        Ok(found)
    }

    fn pick(&self, pair: &PassagePair) -> Result<Evidence, EngineError> {
        let (left, right) = (
            self.snapshot.index.passage(pair.ours)?,
            self.snapshot.index.passage(pair.theirs)?,
        );
        let shared = self.shared_terms(&left.text, &right.text)?;
        Ok(Evidence {
            ours: self.quote(pair.ours, &left, &shared),
            theirs: self.quote(pair.theirs, &right, &shared),
            similarity: f64::from(pair.cosine),
        })
    }

    /// The terms that both texts have, with how rare they are.
    fn shared_terms(&self, left: &str, right: &str) -> Result<BTreeMap<String, f64>, EngineError> {
        let theirs: std::collections::BTreeSet<String> = analyse(right).into_iter().collect();
        let mut shared = BTreeMap::new();
        for term in analyse(left) {
            if theirs.contains(&term) && !shared.contains_key(&term) {
                let rarity = self.snapshot.index.inverse_document_frequency(&term)?;
                shared.insert(term, rarity);
            }
        }
        Ok(shared)
    }

    /// The sentence of a passage that holds most of the shared terms, the rare ones counting more, per
    /// square root of its length so that the longest does not always win.
    fn quote(
        &self,
        row: PassageRow,
        passage: &StoredPassage,
        shared: &BTreeMap<String, f64>,
    ) -> Quote {
        let weight = |sentence: &str| -> f64 {
            let mut terms = analyse(sentence);
            let length = terms.len().max(1) as f64;
            terms.sort_unstable();
            terms.dedup();
            terms
                .iter()
                .filter_map(|term| shared.get(term))
                .sum::<f64>()
                / length.sqrt()
        };
        let mut best: Option<(bool, f64, &str)> = None;
        for span in sentences(&passage.text) {
            let sentence = span.of(&passage.text);
            let scored = (
                count_words(sentence) >= SHORTEST_QUOTE,
                weight(sentence),
                sentence,
            );
            if best.is_none_or(|best| (scored.0, scored.1) > (best.0, best.1)) {
                best = Some(scored);
            }
        }
        let sentence = best.map_or(passage.text.as_str(), |(_, _, sentence)| sentence);
        self.cite(row, passage, sentence)
    }

    /// A sentence with the place where it stands.
    pub(super) fn cite(&self, row: PassageRow, passage: &StoredPassage, sentence: &str) -> Quote {
        let document = self.document_of(row);
        Quote {
            sentence: sentence.split_whitespace().collect::<Vec<_>>().join(" "),
            row,
            document: document.id,
            title: document.title.clone(),
            kind: document.kind.clone(),
            dated: document.dated,
            url: document.url.clone(),
            page: passage.page,
            heading: passage.heading.clone(),
        }
    }
}
