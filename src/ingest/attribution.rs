//! Attribution: which documents represent which municipalities, and which text several documents share.
//!
//! Both can be decided only when all documents have been read.

use std::collections::BTreeMap;

use super::domain_selection::select_passages;
use super::near_duplicates::NearDuplicates;
use super::request::BuildRequest;
use super::supersede;
use crate::document::DocumentRecord;
use crate::profile::CitedStatement;
use crate::similarity::PassageFacts;

/// A municipality with so many passages of its own, and no more that it shares, is judged on its own alone: what
/// it shares word for word with others is left out. With fewer (about a page and a half) nothing would be left to
/// judge; and who shares most of its text has chosen that text as its vision. Then the shared text counts, and a
/// caution tells. Passages.
const ENOUGH_OWN: u32 = 4;

/// Writes into the records which municipalities they represent and which text is shared, assigns the passages to
/// those municipalities, and removes from the model, with their statements, passages that represent none or repeat
/// what another document says for the same, and passages on other matters than the domain.
///
/// `facts` and `in_domain`, which tells whether a passage is about the domain, are those of the passages of all `documents`, in row order; the facts are still
/// without organisations.
pub(super) fn attribute(
    documents: &mut [DocumentRecord],
    facts: &mut [PassageFacts],
    statements: &mut Vec<CitedStatement>,
    in_domain: &[bool],
    templates: NearDuplicates,
    request: &BuildRequest<'_>,
) {
    // First which documents count: text repeated from a superseded document is no repetition.
    supersede::mark(documents, &request.params.documents);
    // The model knows a municipality by its place in the register.
    let places: BTreeMap<_, u32> = request.register.iter().map(|m| &m.code).zip(0..).collect();
    for document in documents.iter() {
        let speakers: Vec<u32> = document.represented().map(|code| places[code]).collect();
        let first = document.first_row.0 as usize;
        for fact in &mut facts[first..first + document.passages as usize] {
            // Superseded documents can still be searched, but the model does not see them.
            fact.in_model &= !speakers.is_empty();
            fact.organisations.clone_from(&speakers);
        }
    }
    let elsewhere = templates.mark(documents);
    for (fact, _) in facts
        .iter_mut()
        .zip(&elsewhere)
        .filter(|(_, place)| place.repeated)
    {
        // The copy in the newest document counts; this one would count the same words twice.
        fact.in_model = false;
        fact.organisations.clear();
    }
    // Counted without the repetitions, which would make little text look like much.
    let mut passages = vec![[0_u32; 2]; places.len()];
    for (fact, place) in facts
        .iter()
        .zip(&elsewhere)
        .filter(|(fact, _)| fact.in_model)
    {
        for one in &fact.organisations {
            passages[*one as usize][usize::from(place.shared)] += 1;
        }
    }
    let needs_shared = |one: &u32| {
        let [own, shared] = passages[*one as usize];
        own < ENOUGH_OWN || own < shared
    };
    for (fact, place) in facts.iter_mut().zip(&elsewhere) {
        if place.shared {
            fact.organisations.retain(needs_shared);
            fact.in_model &= !fact.organisations.is_empty();
        }
    }
    statements.retain(|one| {
        let row = one.passage.0 as usize;
        let place = elsewhere[row];
        !(place.shared || place.repeated) || !facts[row].organisations.is_empty()
    });
    select_passages(documents, facts, in_domain, statements, places.len());
}
