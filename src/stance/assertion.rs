//! Whether a sentence asserts anything.

use super::attribution::Attribution;
use super::intensity_evidence::IntensityEvidence;
use super::sentence_evidence::SentenceEvidence;
use crate::taxonomy::Role;

/// Whether a sentence can state something about its themes.
///
/// Questions, headings, sentences about the text itself, suppositions, definitions and descriptions only mention them.
/// A definition that the municipality gives as its own does count, and so does a description in which it acts.
pub(super) fn is_assertion(
    evidence: &SentenceEvidence<'_, '_>,
    attribution: Attribution,
    intensity: &IntensityEvidence,
) -> bool {
    let layout = &evidence.sentence.layout;
    let has = |role| {
        evidence
            .cues
            .intersects(role, evidence.sentence.all_words())
    };
    let is_own = attribution == Attribution::Own;
    let only_mentions = layout.is_question
        || layout.is_heading
        || has(Role::Layout)
        || has(Role::Supposition)
        || (has(Role::Definition) && !is_own)
        || (has(Role::Description) && !(is_own && intensity.shows_action()));
    !only_mentions
}
