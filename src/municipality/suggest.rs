//! Names that are like what was typed: suggestions for a slip of the pen and
//! completion while typing.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::code::GemeenteCode;
use super::fold;
use super::register::Register;

/// A name that begins as what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The municipality of today.
    pub code: GemeenteCode,
    /// Its official name.
    pub name: String,
    /// The spelling that fits: the official name, an alias or a former name.
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

/// The most suggestions: what one reads at a glance.
const SUGGESTIONS: usize = 5;

/// Letters typed for every slip that is forgiven: one in a short name, as a second
/// slip in four letters leaves too little to go by.
const LETTERS_PER_SLIP: usize = 3;

/// The likeness of Jaro and Winkler, which weighs the beginning most, from which a
/// name is suggested although it differs by more slips: the usual 0.9.
const ALIKE: f64 = 0.9;

/// What is like `typed`, likest first, at most 5; each municipality and each
/// spelling once.
///
/// `certain` comes before all. Then those with the fewest slips (Damerau 1964: a
/// wrong, missing, extra or swapped letter is one), then the likest beginning,
/// then in order of name and code; after those the names that have `typed` as the
/// beginning of one of their words, and the names that stand as words in `typed`.
/// The spellings must come in [`Spelling::order`].
pub(super) fn suggest(
    certain: impl Iterator<Item = (GemeenteCode, String)>,
    spellings: &[Spelling],
    typed: &str,
) -> Vec<(GemeenteCode, String)> {
    let plain = fold::plain(typed);
    let plain = fold::without_kind(&plain).unwrap_or(plain);
    let (mut codes, mut texts) = (BTreeSet::new(), BTreeSet::new());
    let uncertain = like(spellings, &plain)
        .into_iter()
        .map(|spelling| (spelling.code.clone(), spelling.text.clone()));
    certain
        .chain(uncertain)
        .filter(|(code, text)| texts.insert(text.clone()) && codes.insert(code.clone()))
        .take(SUGGESTIONS)
        .collect()
}

fn like<'a>(spellings: &'a [Spelling], plain: &str) -> Vec<&'a Spelling> {
    let key = fold::key(plain);
    let letters = key.chars().count();
    if letters < 2 {
        return Vec::new();
    }
    let allowed = (letters / LETTERS_PER_SLIP).max(1);
    let mut scored: Vec<(usize, Reverse<u64>, &Spelling)> = Vec::new();
    for spelling in spellings {
        let slips = strsim::osa_distance(&key, &spelling.key);
        let alike = strsim::jaro_winkler(&key, &spelling.key);
        // A name as short as its slips shares nothing with what was typed.
        let near = slips <= allowed && slips < letters.max(spelling.key.chars().count());
        if near || alike >= ALIKE {
            // In [0, 1], so the bits are in the order of the numbers.
            scored.push((slips, Reverse(alike.to_bits()), spelling));
        }
    }
    // Stable: equal ones stay in the order of the spellings.
    scored.sort_by_key(|&(slips, alike, _)| (slips, alike));
    let mut out: Vec<&Spelling> = scored.into_iter().map(|(.., spelling)| spelling).collect();
    out.extend(completed(spellings, plain));
    let typed = format!(" {plain} ");
    let stands_in = |spelling: &&Spelling| typed.contains(&format!(" {} ", spelling.plain));
    let mut inside: Vec<&Spelling> = spellings.iter().filter(stands_in).collect();
    inside.sort_by_key(|spelling| Reverse(spelling.plain.len()));
    out.extend(inside);
    // `Bergen (Gelderland)`: there is none, but there are others called Bergen.
    if let Some((head, _)) = plain.rsplit_once(' ')
        && out.is_empty()
    {
        return like(spellings, head);
    }
    out
}

/// Spellings that begin as `typed`, then those with a word that does; official
/// names first within each.
fn completed<'a>(
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

impl Register {
    /// The first `n` municipalities with a name, alias or former name that begins
    /// as `prefix`, or has a word that does. Case, accents and punctuation do not
    /// count, and `a/d`, `St.` and the like are read as in [`Register::lookup`].
    ///
    /// **Order**: beginnings before later words, official names before others,
    /// then by name; each municipality once. An empty prefix gives the first `n`
    /// by name.
    pub fn complete(&self, prefix: &str, n: usize) -> Vec<Completion> {
        let mut seen = BTreeSet::new();
        completed(&self.directory.spellings, prefix)
            .filter(|spelling| seen.insert(&spelling.code))
            .filter_map(|spelling| {
                let place = self.get(&spelling.code)?;
                Some(Completion {
                    code: place.code.clone(),
                    name: place.name.clone(),
                    spelling: spelling.text.clone(),
                })
            })
            .take(n)
            .collect()
    }
}
