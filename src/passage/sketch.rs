//! Sketches of passages, for near-duplicate detection.
//!
//! Each shingle of five words is hashed, and a fixed quarter of all hash values is kept (`FracMinHash`: Irber et al.
//! 2022, "Lightweight compositional analysis of metagenomes", §2).

use crate::document::Passage;

/// Words in a shingle: two authors seldom write the same five words in a row by chance, and a changed word affects
/// five shingles only.
const SHINGLE_WORDS: usize = 5;

/// One in this many hashes is kept: about thirty of a passage, enough to estimate containment to within 10 %.
const SCALE: u64 = 4;

/// The sketches of the passages of a document: for each passage, in order, a sample of the hashes of its shingles,
/// ascending, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketches {
    hashes: Vec<u64>,
    /// The hashes of passage `n` end at `ends[n]`.
    ends: Vec<u32>,
}

impl Sketches {
    /// Computes the sketches of the passages of a document. Case is ignored, and all masked names are the same word.
    ///
    /// Cost: one pass over the bytes. A word is a run of letters and digits by bytes here: exact enough to find equal
    /// text, at a tenth of the cost of [`crate::text::words`].
    pub fn from_passages(passages: &[Passage]) -> Self {
        let mut found = Self::default();
        for passage in passages {
            let mut kept = hashes(passage);
            kept.sort_unstable();
            // Containment is a measure of sets, so a shingle that repeats counts once.
            kept.dedup();
            found.hashes.extend(kept);
            found.ends.push(found.hashes.len() as u32);
        }
        found
    }

    /// Sketches from their parts, as [`Sketches::parts`] returns them. Returns `None` if the ends do not ascend or do not
    /// fit the hashes.
    pub fn from_parts(hashes: Vec<u64>, ends: Vec<u32>) -> Option<Self> {
        // The parts come from a cache file, and wrong ends would make slices panic later.
        let fits = ends.is_sorted() && ends.last().copied().unwrap_or(0) as usize == hashes.len();
        fits.then_some(Self { hashes, ends })
    }

    /// The hashes of all passages, concatenated, and where those of each passage end.
    pub fn parts(&self) -> (&[u64], &[u32]) {
        (&self.hashes, &self.ends)
    }

    /// The number of passages.
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

/// The kept hashes of the shingles of a passage, in text order.
fn hashes(passage: &Passage) -> Vec<u64> {
    let mut masked = passage.masked.iter().peekable();
    let mut recent = [0_u64; SHINGLE_WORDS];
    let (mut seen, mut in_name) = (0, false);
    let mut kept = Vec::new();
    for (start, end, hash) in ByteWords::new(passage.text.as_bytes()) {
        // Names and words both ascend, so a name that ended before this word is not needed again.
        while masked.next_if(|name| name.end as usize <= start).is_some() {}
        let is_name = masked
            .peek()
            .is_some_and(|name| (name.start as usize) < end);
        // A name of several words is one word, so that names of other lengths give the same shingles.
        if is_name && in_name {
            continue;
        }
        in_name = is_name;
        recent.rotate_left(1);
        // All names hash to 1, so that one template filled in for two municipalities gives equal shingles.
        recent[SHINGLE_WORDS - 1] = if is_name { 1 } else { hash };
        seen += 1;
        // The first four words complete no shingle.
        if seen >= SHINGLE_WORDS {
            let shingle = recent.iter().fold(0, |hash, word| mix(hash ^ word));
            // Chosen by value and not by place, so that a shingle is kept in all documents or in none.
            if shingle % SCALE == 0 {
                kept.push(shingle);
            }
        }
    }
    kept
}

/// The words of a text with start, end and hash: runs of letters and digits. Bytes above ASCII belong to words, except
/// those of typographic dashes and quotation marks (U+2000 to U+206F).
struct ByteWords<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl<'t> ByteWords<'t> {
    fn new(bytes: &'t [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn is_word(&self, at: usize) -> bool {
        match self.bytes[at] {
            byte if byte.is_ascii() => byte.is_ascii_alphanumeric(),
            // U+2000 to U+206F are the bytes E2 80 80 to E2 81 AF: the second byte decides.
            0xe2 => !matches!(self.bytes.get(at + 1), Some(0x80 | 0x81)),
            // A continuation byte belongs to a dash or quotation mark when such a lead byte stands before it.
            _ => !(1..3).any(|back| {
                at >= back
                    && self.bytes[at - back] == 0xe2
                    && matches!(self.bytes[at - back + 1], 0x80 | 0x81)
            }),
        }
    }
}

impl Iterator for ByteWords<'_> {
    type Item = (usize, usize, u64);

    /// FNV-1a over the bytes, ASCII in lower case: the same on every machine and in every version.
    fn next(&mut self) -> Option<Self::Item> {
        let length = self.bytes.len();
        while self.at < length && !self.is_word(self.at) {
            self.at += 1;
        }
        let start = self.at;
        // The offset basis and the prime of 64-bit FNV-1a.
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        while self.at < length && self.is_word(self.at) {
            // Letters beyond ASCII keep their case: that can cost a shingle, and saves decoding all text.
            let byte = self.bytes[self.at].to_ascii_lowercase();
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
            self.at += 1;
        }
        (self.at > start).then_some((start, self.at, hash))
    }
}

/// The finisher of `SplitMix64` (Steele et al. 2014): every bit of the input moves every bit of the output.
fn mix(mut x: u64) -> u64 {
    x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trips_through_parts() {
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
    fn byte_words_have_no_punctuation() {
        let text = "\u{201c}Één\u{201d} \u{2013} wij, wij\u{2019}s.";
        let runs: Vec<_> = ByteWords::new(text.as_bytes()).collect();
        let found: Vec<&str> = runs
            .iter()
            .map(|(start, end, _)| &text[*start..*end])
            .collect();
        assert_eq!(found, ["Één", "wij", "wij", "s"]);
        assert_eq!(runs[1].2, runs[2].2);
    }
}
