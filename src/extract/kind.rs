//! The kind of a document, by the terms in its title, its headings and its text.
//!
//! A linear classifier with hand-set weights: each kind scores the weighted counts of its terms, and the best kind is
//! taken when it is clearly ahead. For documents whose manifest gives no kind, and to check the kind that it gives.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::document::{BlockKind, DocumentKind, Extraction};
use crate::text::{WordList, words};

/// How much of the text is classified, in bytes.
const MAX_TEXT_BYTES: usize = 40_000;

/// Terms that are evidence of a kind of document (`data/extract/document-kinds.csv`).
struct KindTerms {
    automaton: AhoCorasick,
    /// The kind that each pattern of the automaton is evidence of.
    kinds: Vec<DocumentKind>,
}

static KIND_TERMS: LazyLock<KindTerms> = LazyLock::new(|| {
    let (mut terms, mut kinds) = (Vec::new(), Vec::new());
    let list = include_str!("../../data/extract/document-kinds.csv");
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .from_reader(list.as_bytes());
    for line in reader.deserialize() {
        let (term, kind): (String, DocumentKind) = line.expect("the built-in list has two columns");
        terms.push(term);
        kinds.push(kind);
    }
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(&terms)
        .expect("a short list of constant terms builds");
    KindTerms { automaton, kinds }
});

/// The weight of a term at one place of a document, and how often it counts there at most.
struct PlaceWeight {
    weight: f64,
    max_count: u32,
}

/// The weights of terms in the title, in headings and in running text, in this order: a title outweighs a few
/// mentions, but not a text that is all about something else.
const PLACE_WEIGHTS: [PlaceWeight; 3] = [
    PlaceWeight {
        weight: 8.0,
        max_count: 1,
    },
    PlaceWeight {
        weight: 2.0,
        max_count: 5,
    },
    PlaceWeight {
        weight: 0.4,
        max_count: 30,
    },
];

/// Indices into [`PLACE_WEIGHTS`].
const TITLE: usize = 0;
const HEADING: usize = 1;
const TEXT: usize = 2;

/// Beginnings of words of texts about information security. Such policies are often titled as plain information
/// policy and seldom name their own kind.
static SECURITY: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/extract/security-words.txt")));

/// The weight of one security word in a hundred words.
const SECURITY_WEIGHT: f64 = 8.0;

/// The largest share of security words that counts, in percent: a plan on information as a whole has a chapter on
/// security, about one word in two hundred.
const MAX_SECURITY_PERCENT: f64 = 2.0;

/// The fewest words of a text of which the share of security words says anything.
const MIN_WORDS: usize = 150;

/// The lowest score with which a kind is taken.
const MIN_SCORE: f64 = 6.0;

/// How many times the score of the second kind the best must reach.
const MIN_LEAD: f64 = 1.3;

/// Whether a word in lower case is about information security; `bio` is the baseline of Dutch government.
fn is_security_word(word: &str) -> bool {
    word == "bio" || SECURITY.is_prefix_of(word)
}

/// The kind that the content is evidence of, whatever a manifest says.
///
/// A document that is titled *Informatiebeleid* and is all about security is a security policy. Returns `None` when no
/// kind is clearly ahead. Cost: one pass over the first 40 kB.
pub fn guess_kind(extraction: &Extraction) -> Option<DocumentKind> {
    let mut scores = Evidence::collect(extraction).scores();
    // Equal scores are in the order of the kinds, so that the result does not depend on the text.
    scores.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let second = scores.get(1).map_or(0.0, |(score, _)| *score);
    let (best, kind) = scores.into_iter().next()?;
    (best >= MIN_SCORE && best >= MIN_LEAD * second).then_some(kind)
}

/// What the start of a document holds for and against each kind.
#[derive(Default)]
struct Evidence {
    /// How often the terms of a kind occur, by place (see [`PLACE_WEIGHTS`]).
    term_counts: Vec<(DocumentKind, [u32; 3])>,
    words: usize,
    security_words: usize,
}

impl Evidence {
    /// Counts terms and words in the title and in the first [`MAX_TEXT_BYTES`] of the text.
    fn collect(extraction: &Extraction) -> Self {
        let mut evidence = Self::default();
        evidence.count_terms(extraction.title.as_deref().unwrap_or_default(), TITLE);
        let mut bytes = 0;
        let blocks = extraction
            .pages
            .iter()
            .flat_map(|page| page.blocks.iter().map(move |block| (page, block)));
        for (page, block) in blocks {
            let text = block.span.of(&page.text);
            match block.kind {
                // A table of contents repeats the headings.
                BlockKind::Contents => continue,
                BlockKind::Heading(_) => evidence.count_terms(text, HEADING),
                BlockKind::Paragraph | BlockKind::ListItem | BlockKind::TableRow => {
                    evidence.count_terms(text, TEXT);
                }
            }
            for word in words(text) {
                evidence.words += 1;
                evidence.security_words += usize::from(is_security_word(&word.text.to_lowercase()));
            }
            bytes += text.len();
            if bytes > MAX_TEXT_BYTES {
                break;
            }
        }
        evidence
    }

    fn count_terms(&mut self, text: &str, place: usize) {
        let lower = text.to_lowercase();
        for found in KIND_TERMS.automaton.find_iter(&lower) {
            let kind = &KIND_TERMS.kinds[found.pattern().as_usize()];
            match self.term_counts.iter_mut().find(|(known, _)| known == kind) {
                Some((_, counts)) => counts[place] += 1,
                None => {
                    let mut counts = [0; 3];
                    counts[place] = 1;
                    self.term_counts.push((kind.clone(), counts));
                }
            }
        }
    }

    /// The score of every kind for which there is evidence.
    fn scores(self) -> Vec<(f64, DocumentKind)> {
        let mut scores: Vec<(f64, DocumentKind)> = self
            .term_counts
            .into_iter()
            .map(|(kind, counts)| {
                let score = PLACE_WEIGHTS
                    .iter()
                    .zip(counts)
                    .map(|(place, count)| place.weight * f64::from(count.min(place.max_count)))
                    .sum();
                (score, kind)
            })
            .collect();
        // Security policies seldom name their own kind: their words count as well as the terms.
        if self.words >= MIN_WORDS {
            let percent = 100.0 * self.security_words as f64 / self.words as f64;
            let security = SECURITY_WEIGHT * percent.min(MAX_SECURITY_PERCENT);
            let kind = DocumentKind::InformatieBeveiligingsbeleid;
            match scores.iter_mut().find(|(_, known)| *known == kind) {
                Some((score, _)) => *score += security,
                None => scores.push((security, kind)),
            }
        }
        scores
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{ExtractConfig, extract};

    fn read(markdown: &str) -> Extraction {
        extract(markdown.as_bytes(), "a.md", &ExtractConfig::default())
    }

    #[test]
    fn guesses_kinds_from_terms_and_words() {
        let check = |text: &str, expected: Option<DocumentKind>| {
            assert_eq!(guess_kind(&read(text)), expected, "{text}")
        };
        check(
            "# Digitale agenda Nijdorp\n\nWij werken samen.",
            Some(DocumentKind::DigitaleAgenda),
        );
        check(
            "# Coalitieakkoord 2022-2026\n\nWij maken een omgevingsvisie.",
            Some(DocumentKind::Coalitieakkoord),
        );
        check("# Samen verder\n\nWij werken samen.", None);
        let security = format!(
            "# Informatiebeleid\n\n{}",
            "## Informatiebeveiliging\n\nDe informatiebeveiliging is op orde.\n\n".repeat(8)
        );
        check(&security, Some(DocumentKind::InformatieBeveiligingsbeleid));
        let about_security = format!(
            "# Informatiebeleid 2023-2026\n\n{}",
            "De CISO meldt elk incident. Wie een datalek ziet, belt meteen. Het wachtwoord van een beheerder ligt in \
             de kluis, en niemand neemt dat mee naar huis of geeft het door aan een ander.\n\n"
                .repeat(6)
        );
        check(
            &about_security,
            Some(DocumentKind::InformatieBeveiligingsbeleid),
        );
        let with_a_security_chapter = format!(
            "# Informatiebeleid 2023-2026\n\n{}De CISO meldt elk incident. Wie een datalek ziet, belt meteen.\n",
            "Wij werken samen met buurgemeenten aan diensten die inwoners in één keer helpen, aan de balie en thuis.\n\n"
                .repeat(20)
        );
        check(
            &with_a_security_chapter,
            Some(DocumentKind::InformatieBeleidsplan),
        );
    }
}
