//! Approximate name matching: suggestions for misspelt names, and completion while typing.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::code::GemeenteCode;
use super::fold;

/// A name that completes what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The municipality of today.
    pub code: GemeenteCode,
    /// Its official name.
    pub name: String,
    /// The spelling that matches: the official name, an alias or a former name.
    pub spelling: String,
}

/// One way to write one municipality.
#[derive(Debug, Clone)]
pub(super) struct Spelling {
    pub(super) text: String,
    pub(super) code: GemeenteCode,
    official: bool,
    plain: String,
    key: String,
}

impl Spelling {
    pub(super) fn new(text: &str, code: &GemeenteCode, official: bool) -> Self {
        Self {
            text: text.to_owned(),
            code: code.clone(),
            official,
            plain: fold::plain(text),
            key: fold::key(text),
        }
    }

    /// Official names first, then by name and by code.
    pub(super) fn order(&self) -> (bool, &str, &str, &GemeenteCode) {
        (!self.official, &self.plain, &self.text, &self.code)
    }
}

/// The most suggestions that are returned.
const MAX_SUGGESTIONS: usize = 5;

/// Typed letters for each edit that is allowed. Short names may have one edit: two edits in four letters leave too
/// little in common.
const LETTERS_PER_EDIT: usize = 3;

/// The Jaro–Winkler similarity, which weighs the beginning most, from which a name is suggested although it needs more
/// edits: the usual 0.9.
const MIN_JARO_WINKLER: f64 = 0.9;

/// The spellings most similar to `typed`, best first, at most 5; each municipality and each spelling once.
///
/// `certain` comes first. Then follow those with the smallest edit distance (optimal string alignment, Damerau 1964: a
/// wrong, missing, extra or swapped letter is one edit), ties by Jaro–Winkler similarity, then by name and code; then
/// names with a word that begins with `typed`, and names that occur as words in `typed`.
/// The spellings must come in [`Spelling::order`].
pub(super) fn suggest(
    certain: impl Iterator<Item = (GemeenteCode, String)>,
    spellings: &[Spelling],
    typed: &str,
) -> Vec<(GemeenteCode, String)> {
    let plain = fold::plain(typed);
    let plain = fold::without_kind(&plain).unwrap_or(plain);
    let (mut codes, mut texts) = (BTreeSet::new(), BTreeSet::new());
    let uncertain = similar(spellings, &plain)
        .into_iter()
        .map(|spelling| (spelling.code.clone(), spelling.text.clone()));
    certain
        .chain(uncertain)
        // Both must be new: a municipality with two similar spellings takes one place.
        .filter(|(code, text)| texts.insert(text.clone()) && codes.insert(code.clone()))
        .take(MAX_SUGGESTIONS)
        .collect()
}

fn similar<'a>(spellings: &'a [Spelling], plain: &str) -> Vec<&'a Spelling> {
    let key = fold::key(plain);
    let letters = key.chars().count();
    // A single letter is like every short name.
    if letters < 2 {
        return Vec::new();
    }
    let allowed = (letters / LETTERS_PER_EDIT).max(1);
    let mut scored: Vec<(usize, Reverse<u64>, &Spelling)> = Vec::new();
    for spelling in spellings {
        let edits = strsim::osa_distance(&key, &spelling.key);
        let similarity = strsim::jaro_winkler(&key, &spelling.key);
        // With as many edits as letters, nothing is in common.
        let near = edits <= allowed && edits < letters.max(spelling.key.chars().count());
        if near || similarity >= MIN_JARO_WINKLER {
            // In [0, 1], so the bits are in the order of the numbers.
            scored.push((edits, Reverse(similarity.to_bits()), spelling));
        }
    }
    // Stable: equal ones stay in the order of the spellings.
    scored.sort_by_key(|&(edits, similarity, _)| (edits, similarity));
    let mut out: Vec<&Spelling> = scored.into_iter().map(|(.., spelling)| spelling).collect();
    out.extend(completed(spellings, plain));
    // With blanks around, so that only whole words are found.
    let typed = format!(" {plain} ");
    let stands_in = |spelling: &&Spelling| typed.contains(&format!(" {} ", spelling.plain));
    let mut inside: Vec<&Spelling> = spellings.iter().filter(stands_in).collect();
    // The longest first: *Bergen op Zoom* says more than *Bergen*.
    inside.sort_by_key(|spelling| Reverse(spelling.plain.len()));
    out.extend(inside);
    // `Bergen (Gelderland)`: there is none, but there are others called Bergen.
    if let Some((head, _)) = plain.rsplit_once(' ')
        && out.is_empty()
    {
        // Each call has a word less, so this comes to an end.
        return similar(spellings, head);
    }
    out
}

/// Spellings that begin as `typed`, then those with a word that does; official
/// names first within each.
pub(super) fn completed<'a>(
    spellings: &'a [Spelling],
    typed: &str,
) -> impl Iterator<Item = &'a Spelling> + use<'a> {
    let plain = fold::plain(typed);
    let key = fold::key(typed);
    let inner = format!(" {plain}");
    // Of `'s-gr` folding leaves `gr`, with which too much begins to come first.
    let shortened = fold::has_genitive(&plain);
    let [mut first, mut folded, mut later] = [Vec::new(), Vec::new(), Vec::new()];
    for spelling in spellings {
        let begins = spelling.plain.starts_with(&plain);
        if begins || (spelling.key.starts_with(&key) && !shortened) {
            first.push(spelling);
        } else if spelling.key.starts_with(&key) {
            folded.push(spelling);
        } else if spelling.plain.contains(&inner) {
            later.push(spelling);
        }
    }
    first.into_iter().chain(folded).chain(later)
}
