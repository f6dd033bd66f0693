//! What is remembered of passages, to know their text again nearly word for word.
//!
//! Each run of five words is hashed, and a fixed fourth of all hashes is kept (`FracMinHash`: Irber et al. 2022,
//! "Lightweight compositional analysis of metagenomes", §2).

use crate::document::Passage;

/// Words in a run: two authors seldom write five words in the same order by chance, and an edited word spoils
/// five runs only.
const RUN: usize = 5;

/// One in so many hashes is kept: some thirty of a passage, enough for a share to within a tenth.
const KEPT: u64 = 4;

/// What is remembered of the passages of a document to know them again: of each, in order, some hashes of runs
/// of words, ascending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketches {
    hashes: Vec<u64>,
    /// The hashes of passage `n` end at `ends[n]`.
    ends: Vec<u32>,
}

impl Sketches {
    /// The sketches of the passages of a document. Case does not count; masked names count as one word,
    /// whichever they are.
    ///
    /// Cost: one pass over the bytes. A word here is a run of letters and digits as bytes: told apart well
    /// enough to find equal text, at a tenth of the cost of the words that people see.
    pub fn of(passages: &[Passage]) -> Self {
        let mut found = Self::default();
        for passage in passages {
            let mut kept = hashes(passage);
            kept.sort_unstable();
            kept.dedup();
            found.hashes.extend(kept);
            found.ends.push(found.hashes.len() as u32);
        }
        found
    }

    /// Sketches from their parts, as [`Sketches::parts`] gives them; nothing when they do not fit each other.
    pub fn from_parts(hashes: Vec<u64>, ends: Vec<u32>) -> Option<Self> {
        let fits = ends.is_sorted() && ends.last().copied().unwrap_or(0) as usize == hashes.len();
        fits.then_some(Self { hashes, ends })
    }

    /// The hashes of all passages, one after the other, and where those of each end.
    pub fn parts(&self) -> (&[u64], &[u32]) {
        (&self.hashes, &self.ends)
    }

    /// How many passages there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The hashes of each passage.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u64]> {
        let starts = std::iter::once(&0).chain(&self.ends);
        let ranges = starts.zip(&self.ends);
        ranges.map(|(start, end)| &self.hashes[*start as usize..*end as usize])
    }
}

/// The kept hashes of the runs of a passage, in the order of the text.
fn hashes(passage: &Passage) -> Vec<u64> {
    let mut masked = passage.masked.iter().peekable();
    let mut recent = [0_u64; RUN];
    let (mut seen, mut in_name) = (0, false);
    let mut kept = Vec::new();
    for (start, end, hash) in Runs::new(passage.text.as_bytes()) {
        while masked.next_if(|name| name.end as usize <= start).is_some() {}
        let is_name = masked
            .peek()
            .is_some_and(|name| (name.start as usize) < end);
        if is_name && in_name {
            continue;
        }
        in_name = is_name;
        recent.rotate_left(1);
        recent[RUN - 1] = if is_name { 1 } else { hash };
        seen += 1;
        if seen >= RUN {
            let run = recent.iter().fold(0, |run, word| mixed(run ^ word));
            if run % KEPT == 0 {
                kept.push(run);
            }
        }
    }
    kept
}

/// The words of a text with their places and hashes: runs of letters and digits. Bytes of other scripts and
/// accents belong to words; dashes and quotation marks of typographers (U+2000 to U+206F) do not.
struct Runs<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl<'t> Runs<'t> {
    fn new(bytes: &'t [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn is_word(&self, at: usize) -> bool {
        match self.bytes[at] {
            byte if byte.is_ascii() => byte.is_ascii_alphanumeric(),
            0xe2 => !matches!(self.bytes.get(at + 1), Some(0x80 | 0x81)),
            _ => !(1..3).any(|back| {
                at >= back
                    && self.bytes[at - back] == 0xe2
                    && matches!(self.bytes[at - back + 1], 0x80 | 0x81)
            }),
        }
    }
}

impl Iterator for Runs<'_> {
    type Item = (usize, usize, u64);

    /// FNV-1a over the bytes, ASCII in lower case: the same on every machine and in every version.
    fn next(&mut self) -> Option<Self::Item> {
        let length = self.bytes.len();
        while self.at < length && !self.is_word(self.at) {
            self.at += 1;
        }
        let start = self.at;
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        while self.at < length && self.is_word(self.at) {
            let byte = self.bytes[self.at].to_ascii_lowercase();
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
            self.at += 1;
        }
        (self.at > start).then_some((start, self.at, hash))
    }
}

/// The finisher of `SplitMix64` (Steele et al. 2014): every bit of the input moves every bit of the output.
fn mixed(mut x: u64) -> u64 {
    x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sketches_are_the_same_from_their_parts() {
        let sketches = Sketches {
            hashes: vec![4, 8, 4],
            ends: vec![2, 3],
        };
        let (hashes, ends) = sketches.parts();
        let again = Sketches::from_parts(hashes.to_vec(), ends.to_vec());
        assert_eq!(again, Some(sketches.clone()));
        assert_eq!(sketches.iter().collect::<Vec<_>>(), [&[4, 8][..], &[4]]);
        assert_eq!(
            Sketches::from_parts(hashes[1..].to_vec(), ends.to_vec()),
            None
        );
        assert_eq!(Sketches::from_parts(Vec::new(), vec![1, 0]), None);
    }

    #[test]
    fn runs_are_words_without_marks() {
        let text = "\u{201c}Één\u{201d} \u{2013} wij, wij\u{2019}s.";
        let runs: Vec<_> = Runs::new(text.as_bytes()).collect();
        let found: Vec<&str> = runs
            .iter()
            .map(|(start, end, _)| &text[*start..*end])
            .collect();
        assert_eq!(found, ["Één", "wij", "wij", "s"]);
        assert_eq!(runs[1].2, runs[2].2);
    }
}
