//! Masking of names that must not influence similarity: municipalities, regions, partnerships, suppliers, people in
//! office.
//!
//! Two visions that both contain "Woerden" forty times are not similar because of that. Masking marks the names and
//! leaves the text unchanged, so that people can still search and read them.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::person::person_names;
use crate::text::{Span, WordList};

/// Endings that turn a place name into an adjective or a word for its people: *Woerdense*, *Utrechters*.
static ENDINGS: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/passage/name-endings.txt")));

/// Companies that sell software to municipalities, with their capitals. From whom a municipality buys is no policy
/// position.
static SUPPLIERS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let list = include_str!("../../data/passage/suppliers.csv");
    csv::Reader::from_reader(list.as_bytes())
        .deserialize()
        .map(|line| {
            let (name, _): (String, String) = line.expect("the built-in list has two columns");
            name
        })
        .collect()
});

/// Shorter names are not masked.
const MIN_NAME_CHARS: usize = 3;

/// Finds names of places, organisations and people in text.
#[derive(Clone, Debug)]
pub struct Masker {
    names: AhoCorasick,
}

impl Masker {
    /// Creates a masker for these names, written with their capitals, and those of suppliers
    /// (`data/passage/suppliers.csv`). Names below three characters are ignored: they occur in ordinary words.
    ///
    /// # Panics
    /// When there are so many names that no automaton can hold them, which is far above the number of municipalities
    /// and organisations of any country.
    pub fn new<N: AsRef<str>>(names: impl IntoIterator<Item = N>) -> Self {
        let mut names: Vec<String> = names
            .into_iter()
            .map(|name| name.as_ref().trim().to_owned())
            .chain(SUPPLIERS.iter().cloned())
            .filter(|name| name.chars().count() >= MIN_NAME_CHARS)
            .collect();
        // Sorted, so that the order of the register has no effect.
        names.sort_unstable();
        names.dedup();
        let automaton = AhoCorasick::builder()
            // Longest first: of *Bergen* and *Bergen op Zoom* the longer name is masked.
            .match_kind(MatchKind::LeftmostLongest)
            // A DFA is large and slow to build, but it is built once and then reads all text.
            .kind(Some(AhoCorasickKind::DFA))
            .build(&names)
            .expect("a few thousand short names fit any automaton");
        Self { names: automaton }
    }

    /// The names in `text`, in order, without overlap.
    ///
    /// A name matches as a whole word, or with an ending that makes it an adjective (the ending is masked too). Case
    /// matters: *Best* is a town, *best* is not. People are recognised by the title or office before their name.
    /// Cost: one pass over the bytes, whatever the number of names.
    ///
    /// ```
    /// let masker = wiel::passage::Masker::new(["Woerden", "West Betuwe"]);
    /// let text = "De Woerdense raad en West Betuwe; Woerdenaren zijn er ook.";
    /// let found: Vec<_> = masker.mask(text).iter().map(|s| s.of(text)).collect();
    /// assert_eq!(found, ["Woerdense", "West Betuwe", "Woerdenaren"]);
    /// ```
    pub fn mask(&self, text: &str) -> Vec<Span> {
        let names = self
            .names
            .find_iter(text)
            // A name must begin a word; where that word ends is decided in the next step.
            .filter(|hit| {
                !text[..hit.start()]
                    .chars()
                    .next_back()
                    .is_some_and(char::is_alphanumeric)
            })
            .filter_map(|hit| Some(Span::new(hit.start(), word_end(text, hit.end())?)));
        let mut found: Vec<Span> = names.chain(person_names(text)).collect();
        // The longer span first where two begin together, so that merging keeps it.
        found.sort_unstable_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        // A name within or across another extends it, so that the spans do not overlap.
        found.dedup_by(|later, earlier| {
            let overlap = later.start < earlier.end;
            earlier.end = earlier.end.max(if overlap { later.end } else { 0 });
            overlap
        });
        found
    }
}

/// The end of the word that begins with a name ending at `end`. Returns `None` if the rest of the word is no ending
/// of a name, so that it is another word.
fn word_end(text: &str, end: usize) -> Option<usize> {
    let rest = &text[end..];
    let tail_len = rest
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(rest.len());
    let tail = &rest[..tail_len];
    let inflected = || {
        // `Woerdenaar`: names in -en drop these two letters of the ending.
        ENDINGS.contains(tail) || (text[..end].ends_with("en") && matches!(tail, "aar" | "aren"))
    };
    (tail.is_empty() || inflected()).then_some(end + tail_len)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(names: &[&str], text: &str, expected: &[&str]) {
        let found: Vec<_> = Masker::new(names)
            .mask(text)
            .into_iter()
            .map(|s| s.of(text))
            .collect();
        assert_eq!(found, expected, "masks of {text:?}");
    }

    #[test]
    fn masks_whole_words_only() {
        check(
            &["Best"],
            "Best is best, Beste Bestevaer. In Best!",
            &["Best", "Beste", "Best"],
        );
        check(
            &["Bergen", "Bergen op Zoom"],
            "Bergen op Zoom en Bergen",
            &["Bergen op Zoom", "Bergen"],
        );
        check(
            &["'s-Hertogenbosch"],
            "In 's-Hertogenbosch.",
            &["'s-Hertogenbosch"],
        );
        check(
            &["Súdwest-Fryslân"],
            "De gemeente Súdwest-Fryslân",
            &["Súdwest-Fryslân"],
        );
        check(&["Ee", ""], "Ee is te kort", &[]);
        check(&[], "Niets", &[]);
        check(
            &["Berg"],
            "Wethouder J. van den Berg koopt bij Microsoft, dat is centraal in Berg.",
            &["J. van den Berg", "Microsoft", "Berg"],
        );
        check(
            &["Utrecht"],
            "Utrechters, Utrechtse, (Utrecht)",
            &["Utrechters", "Utrechtse", "Utrecht"],
        );
        check(&["Loon"], "Loonwerk, Beloon, Loon", &["Loon"]);
    }

    #[test]
    fn masking_is_idempotent() {
        let masker = Masker::new(["Ede", "Epe"]);
        let text = "Ede, Epe en Edese buren";
        let mut rest = text.to_owned();
        for span in masker.mask(text).into_iter().rev() {
            rest.replace_range(span.range(), " ");
        }
        assert!(masker.mask(&rest).is_empty());
    }
}
