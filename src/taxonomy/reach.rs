//! Which patterns no text can match.

use super::pattern::{Element, Pattern, WordMatch};
use super::problem::UnreachableReason;

/// Why no text can match a pattern; `None` when some can, as far as can be seen from the pattern alone.
///
/// Two things make a pattern unreachable: a word that has to be there has only alternatives that are never looked
/// up, or an exclusion is part of every match.
pub(super) fn unreachable(pattern: &Pattern) -> Option<UnreachableReason> {
    let sequences = pattern.parts.iter();
    if let Some(reason) = sequences.clone().find_map(|part| never_matches(part)) {
        return Some(reason);
    }
    let excluded = |without: &Vec<Vec<Element>>| {
        // An exclusion holds when all its parts are there, so each must be implied.
        without.iter().all(|excluded| match excluded.as_slice() {
            [Element::Word { any, .. }] => pattern.parts.iter().flatten().any(|element| {
                element
                    .required_alternatives()
                    .is_some_and(|demanded| demanded.iter().all(|w| any.contains(w)))
            }),
            // Whether a sequence is there depends on order and distance too, which the pattern does not show.
            _ => false,
        })
    };
    let first = pattern.without.iter().position(excluded)?;
    // Counted from 1, as in the message.
    Some(UnreachableReason::AlwaysExcluded(first + 1))
}

fn never_matches(part: &[Element]) -> Option<UnreachableReason> {
    let mut demanded = part.iter().filter_map(Element::required_alternatives);
    demanded.find_map(|any| {
        // Collects to `None` as soon as one alternative can match.
        let reasons: Option<Vec<_>> = any.iter().map(never_looked_up).collect();
        reasons?.into_iter().next()
    })
}

/// Why a word match is never found by a reader of [`crate::text::words`] that looks a word up by its text before
/// an apostrophe, and compares case for words that begin with a capital only.
fn never_looked_up(word: &WordMatch) -> Option<UnreachableReason> {
    let has_apostrophe = |text: &str| text.contains(['\'', '’']);
    match word {
        WordMatch::Cased(text) if !text.starts_with(char::is_uppercase) => {
            Some(UnreachableReason::NoCapital(text.clone()))
        }
        WordMatch::Exact(text) | WordMatch::Cased(text) if has_apostrophe(text) => {
            Some(UnreachableReason::Apostrophe(text.clone()))
        }
        WordMatch::Exact(_)
        | WordMatch::Cased(_)
        | WordMatch::Stem { .. }
        | WordMatch::Prefix(_)
        | WordMatch::Suffix(_)
        | WordMatch::Infix(_) => None,
    }
}
