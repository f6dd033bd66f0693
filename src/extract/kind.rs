//! What kind of document a text is, by its title, its headings and its words.
//!
//! A guess, for where nobody says it, and beside what a manifest says.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::word_list::WordList;
use crate::document::{BlockKind, DocumentKind, Extraction};
use crate::text::words;

/// How much of the text is looked at for the kind.
const BODY: usize = 40_000;

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

/// What a term weighs in the title, in a heading and in the text, and how often it counts at most there: a
/// title outweighs a few mentions, but not a text that is all about something else.
const TITLE: (f64, u32) = (8.0, 1);
const HEADING: (f64, u32) = (2.0, 5);
const TEXT: (f64, u32) = (0.4, 30);

/// Beginnings of words of texts about information security. Such policies are often titled as plain information
/// policy and seldom name their own kind.
static SECURITY: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/extract/security-words.txt")));

/// What each such word in a hundred of the text weighs, and how many count: a plan on information as a whole has a
/// chapter on security, about one word in two hundred.
const SUBJECT: (f64, f64) = (8.0, 2.0);

/// Texts shorter than this have no subject by how often words occur.
const LEAST_WORDS: usize = 150;

/// The least score of a kind, and how much more it must score than the next: a guess that is not clear is none.
const LEAST: f64 = 6.0;
const LEAD: f64 = 1.3;

fn is_of_security(word: &str) -> bool {
    word == "bio" || SECURITY.is_prefix_of(word)
}

/// The kind that the content speaks for, beside what a manifest says.
///
/// A document that is titled *Informatiebeleid* and is all about security is a security policy. Nothing when the content does not
/// clearly speak for one. Cost: one pass over the first 40 kB.
pub fn guess_kind(extraction: &Extraction) -> Option<DocumentKind> {
    let mut scores: Vec<(DocumentKind, [u32; 3])> = Vec::new();
    let mut count = |text: &str, place: usize| {
        let lower = text.to_lowercase();
        for found in KIND_TERMS.automaton.find_iter(&lower) {
            let kind = &KIND_TERMS.kinds[found.pattern().as_usize()];
            match scores.iter_mut().find(|(known, _)| known == kind) {
                Some((_, counts)) => counts[place] += 1,
                None => {
                    let mut counts = [0; 3];
                    counts[place] = 1;
                    scores.push((kind.clone(), counts));
                }
            }
        }
    };
    count(extraction.title.as_deref().unwrap_or_default(), 0);
    let (mut all_words, mut security) = (0, 0);
    let mut read = 0;
    'pages: for page in &extraction.pages {
        for block in &page.blocks {
            let text = block.span.of(&page.text);
            match block.kind {
                BlockKind::Contents => continue,
                BlockKind::Heading(_) => count(text, 1),
                BlockKind::Paragraph | BlockKind::ListItem | BlockKind::TableRow => count(text, 2),
            }
            for word in words(text) {
                all_words += 1;
                security += usize::from(is_of_security(&word.text.to_lowercase()));
            }
            read += text.len();
            if read > BODY {
                break 'pages;
            }
        }
    }
    let mut scores: Vec<(f64, DocumentKind)> = scores
        .into_iter()
        .map(|(kind, counts)| {
            let score = [TITLE, HEADING, TEXT]
                .iter()
                .zip(counts)
                .map(|((weight, most), count)| weight * f64::from(count.min(*most)))
                .sum();
            (score, kind)
        })
        .collect();
    if all_words >= LEAST_WORDS {
        let (weight, most) = SUBJECT;
        let share = 100.0 * security as f64 / all_words as f64;
        let kind = DocumentKind::InformatieBeveiligingsbeleid;
        match scores.iter_mut().find(|(_, known)| *known == kind) {
            Some((score, _)) => *score += weight * share.min(most),
            None => scores.push((weight * share.min(most), kind)),
        }
    }
    scores.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let next = scores.get(1).map_or(0.0, |(score, _)| *score);
    let (best, kind) = scores.into_iter().next()?;
    (best >= LEAST && best >= LEAD * next).then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{ExtractConfig, extract};

    fn read(markdown: &str) -> Extraction {
        extract(markdown.as_bytes(), "a.md", &ExtractConfig::default())
    }

    #[test]
    fn kinds_are_guessed_from_content() {
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
        let told_by_its_words = format!(
            "# Informatiebeleid 2023-2026\n\n{}",
            "De CISO meldt elk incident. Wie een datalek ziet, belt meteen. Het wachtwoord van een beheerder ligt in \
             de kluis, en niemand neemt dat mee naar huis of geeft het door aan een ander.\n\n"
                .repeat(6)
        );
        check(
            &told_by_its_words,
            Some(DocumentKind::InformatieBeveiligingsbeleid),
        );
        let with_a_chapter_on_it = format!(
            "# Informatiebeleid 2023-2026\n\n{}De CISO meldt elk incident. Wie een datalek ziet, belt meteen.\n",
            "Wij werken samen met buurgemeenten aan diensten die inwoners in één keer helpen, aan de balie en thuis.\n\n"
                .repeat(20)
        );
        check(
            &with_a_chapter_on_it,
            Some(DocumentKind::InformatieBeleidsplan),
        );
    }
}
