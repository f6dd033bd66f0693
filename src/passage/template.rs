//! Text that stands in several documents nearly word for word: a consultant's template, a model text, an older
//! version of one's own.
//!
//! Passages are held against whole documents of others, not passage against passage: the same text is seldom
//! cut at the same places. Each run of five words is hashed, and a fixed fourth of all hashes is kept; the
//! share of a passage's hashes that a document has too then estimates how much of the passage stands there
//! (`FracMinHash`: Irber et al. 2022, "Lightweight compositional analysis of metagenomes", §2).
//! Libraries for `MinHash` with locality-sensitive hashing estimate the likeness of two sets of about one size,
//! and so miss a passage inside a document.

use rayon::prelude::*;

use crate::document::Passage;

/// Words in a run: two authors seldom write five words in the same order by chance, and an edited word spoils
/// five runs only.
const RUN: usize = 5;

/// One in so many hashes is kept: some thirty of a passage, enough for a share to within a tenth.
const KEPT: u64 = 4;

/// Fewer hashes say nothing: some forty words.
const FEWEST: usize = 8;

/// From this share on a passage is taken for shared. Two texts on one subject share a twentieth of their runs,
/// a template with names and years filled in nine tenths.
const SHARED: f64 = 0.6;

/// What is remembered of a passage to know it again: some hashes of runs of words, ascending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch(Vec<u64>);

impl Sketch {
    /// The sketch of a passage. Case does not count; masked names count as one word, whichever they are.
    ///
    /// Cost: one pass over the bytes. A word here is a run of letters and digits as bytes: told apart well
    /// enough to find equal text, at a tenth of the cost of the words that people see.
    pub fn of(passage: &Passage) -> Self {
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
        kept.sort_unstable();
        kept.dedup();
        Self(kept)
    }
}

/// The other documents in which each passage stands as well: for each document, given by the sketches of its
/// passages, and each passage the places of those documents in the list, ascending.
///
/// Their order decides nothing. Cost: sorts the hashes, 12 bytes for every four words; then only passages of
/// which most hashes stand in several documents are held against those.
pub fn also_in(documents: &[Vec<Sketch>]) -> Vec<Vec<Vec<usize>>> {
    let holders = Holders::new(documents);
    documents
        .par_iter()
        .enumerate()
        .map_init(
            || vec![0; documents.len()],
            |tally, (own, sketches)| {
                let of_passage = |sketch| holders.others(own, sketch, tally);
                sketches.iter().map(of_passage).collect()
            },
        )
        .collect()
}

/// The hashes that several documents hold, ascending, and which documents those are.
struct Holders {
    hashes: Vec<u64>,
    /// The documents of hash `n` are `ends[n]..ends[n + 1]` of `documents`.
    ends: Vec<usize>,
    documents: Vec<u32>,
}

impl Holders {
    fn new(documents: &[Vec<Sketch>]) -> Self {
        let mut places: Vec<(u64, u32)> = documents
            .iter()
            .zip(0..)
            .flat_map(|(sketches, at)| {
                let hashes = sketches.iter().flat_map(|sketch| &sketch.0);
                hashes.map(move |hash| (*hash, at))
            })
            .collect();
        places.par_sort_unstable();
        places.dedup();
        let mut found = Self {
            hashes: Vec::new(),
            ends: vec![0],
            documents: Vec::new(),
        };
        let same_hash = |a: &(u64, u32), b: &(u64, u32)| a.0 == b.0;
        for held in places.chunk_by(same_hash).filter(|held| held.len() > 1) {
            found.hashes.push(held[0].0);
            found.documents.extend(held.iter().map(|(_, at)| at));
            found.ends.push(found.documents.len());
        }
        found
    }

    fn of(&self, hash: &u64) -> Option<&[u32]> {
        let at = self.hashes.binary_search(hash).ok()?;
        Some(&self.documents[self.ends[at]..self.ends[at + 1]])
    }

    /// The documents but `own` that hold enough of a passage, ascending. `tally` has a 0 for each document, before
    /// and after.
    fn others(&self, own: usize, sketch: &Sketch, tally: &mut [u32]) -> Vec<usize> {
        let size = sketch.0.len();
        let enough = (SHARED * size as f64).ceil() as u32;
        let held: Vec<&[u32]> = sketch.0.iter().filter_map(|hash| self.of(hash)).collect();
        if size < FEWEST || held.len() < enough as usize {
            return Vec::new();
        }
        let mut met = Vec::new();
        for document in held.into_iter().flatten() {
            let count = &mut tally[*document as usize];
            if *count == 0 {
                met.push(*document as usize);
            }
            *count += 1;
        }
        met.sort_unstable();
        let is_enough = |document: &&usize| **document != own && tally[**document] >= enough;
        let others = met.iter().filter(is_enough).copied().collect();
        met.iter().for_each(|document| tally[*document] = 0);
        others
    }
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
    use crate::document::{BlockKind, DocumentId, Page, PageNumber};
    use crate::passage::{Masker, PassageConfig, Segmenter};

    const TEMPLATE: &str = "De gemeente NAAM legt in dit plan vast hoe zij de komende vier jaar met \
        gegevens omgaat. Wij werken stap voor stap, houden de lasten laag en leggen elk jaar in het najaar \
        aan de raad uit wat er van onze plannen terecht is gekomen. Leveranciers houden zich aan de afspraken \
        die NAAM met hen maakt, en wie daar niet aan kan voldoen, levert niet langer aan ons of aan onze buren.";

    const OWN: &str = "Inwoners bellen liever dan dat zij een formulier zoeken. Daarom staat in NAAM de \
        telefoon voorop en komt het scherm daarna. Een medewerker die uw vraag hoort, blijft uw vraag volgen \
        tot zij af is, ook wanneer een andere afdeling het antwoord moet geven. Zo hoeft niemand zijn verhaal \
        twee keer te doen, en weten wij zelf ook beter waar het in ons huis vaak op vastloopt.";

    /// The sketches of a document with a page for each text.
    fn document(name: &str, texts: &[&str]) -> Vec<Sketch> {
        let params = PassageConfig::default().check().expect("the default");
        let pages: Vec<Page> = texts
            .iter()
            .map(|text| {
                let mut page = Page::new(PageNumber::FIRST);
                page.push(BlockKind::Paragraph, &text.replace("NAAM", name));
                page
            })
            .collect();
        let cut = Segmenter::new(params, Masker::new([name]));
        let passages = cut.segment(DocumentId::of_bytes(name.as_bytes()), &pages);
        passages.iter().map(Sketch::of).collect()
    }

    #[test]
    fn a_template_is_known_whatever_name_is_filled_in_and_whatever_word_is_changed() {
        let edited = OWN.replace("telefoon", "balie").replace("uw", "een");
        let found = also_in(&[
            document("Aadrecht", &[TEMPLATE]),
            document("Wijk aan de Beek", &[OWN, TEMPLATE]),
            document("Dalstad", &[&edited]),
        ]);
        assert_eq!(found[0], [[1]]);
        assert_eq!(found[1], [[2], [0]]);
        assert_eq!(found[2], [[1]]);
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

    #[test]
    fn two_texts_on_one_subject_stand_in_no_other_document() {
        let found = also_in(&[
            document("Aadrecht", &[TEMPLATE]),
            document("Dalstad", &[OWN]),
        ]);
        assert!(found.iter().flatten().all(Vec::is_empty), "{found:?}");
        assert!(also_in(&[]).is_empty());
    }
}
