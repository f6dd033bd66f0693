//! What kind of document a text is, by its title, its headings and its words.
//!
//! A guess, for where nobody says it, and beside what a manifest says.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::document::{BlockKind, DocumentKind, Extraction};
use crate::text::words;

/// How much of the text is looked at for the kind.
const BODY: usize = 40_000;

/// Terms that speak for a kind. A term counts most in the title, then in headings, then in the text.
static TERMS: &[(&str, DocumentKind)] = &[
    (
        "informatiebeveiliging",
        DocumentKind::InformatieBeveiligingsbeleid,
    ),
    (
        "informatiebeveiligingsbeleid",
        DocumentKind::InformatieBeveiligingsbeleid,
    ),
    (
        "informatiebeveiligingsplan",
        DocumentKind::InformatieBeveiligingsbeleid,
    ),
    (
        "informatieveiligheid",
        DocumentKind::InformatieBeveiligingsbeleid,
    ),
    ("informatiebeleidsplan", DocumentKind::InformatieBeleidsplan),
    ("informatiebeleid", DocumentKind::InformatieBeleidsplan),
    ("informatieplan", DocumentKind::InformatieBeleidsplan),
    ("i&a-beleid", DocumentKind::InformatieBeleidsplan),
    ("i&a-plan", DocumentKind::InformatieBeleidsplan),
    ("ict-beleidsplan", DocumentKind::InformatieBeleidsplan),
    ("digitale agenda", DocumentKind::DigitaleAgenda),
    ("digitaliseringsagenda", DocumentKind::DigitaleAgenda),
    ("digitale strategie", DocumentKind::DigitaleAgenda),
    ("digitaliseringsstrategie", DocumentKind::DigitaleAgenda),
    ("informatievisie", DocumentKind::IVisie),
    ("i-visie", DocumentKind::IVisie),
    ("i&a-visie", DocumentKind::IVisie),
    ("ict-visie", DocumentKind::IVisie),
    ("visie op informatievoorziening", DocumentKind::IVisie),
    ("visie informatievoorziening", DocumentKind::IVisie),
    ("visie op digitalisering", DocumentKind::IVisie),
    ("dienstverleningsvisie", DocumentKind::Dienstverleningsvisie),
    (
        "visie op dienstverlening",
        DocumentKind::Dienstverleningsvisie,
    ),
    ("visie dienstverlening", DocumentKind::Dienstverleningsvisie),
    (
        "dienstverleningsconcept",
        DocumentKind::Dienstverleningsvisie,
    ),
    ("datastrategie", DocumentKind::Datastrategie),
    ("datavisie", DocumentKind::Datastrategie),
    ("visie op data", DocumentKind::Datastrategie),
    ("coalitieakkoord", DocumentKind::Coalitieakkoord),
    ("coalitieprogramma", DocumentKind::Coalitieakkoord),
    ("bestuursakkoord", DocumentKind::Coalitieakkoord),
    ("raadsakkoord", DocumentKind::Coalitieakkoord),
    ("collegeprogramma", DocumentKind::Coalitieakkoord),
    ("omgevingsvisie", DocumentKind::Omgevingsvisie),
    ("structuurvisie", DocumentKind::Omgevingsvisie),
    ("bestemmingsplan", DocumentKind::BestemmingsplanToelichting),
    ("wijzigingsplan", DocumentKind::BestemmingsplanToelichting),
    ("plangebied", DocumentKind::BestemmingsplanToelichting),
];

static MATCHER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(TERMS.iter().map(|(term, _)| *term))
        .expect("a short list of constant words builds")
});

/// What a term weighs in the title, in a heading and in the text, and how often it counts at most there: a
/// title outweighs a few mentions, but not a text that is all about something else.
const TITLE: (f64, u32) = (8.0, 1);
const HEADING: (f64, u32) = (2.0, 5);
const TEXT: (f64, u32) = (0.4, 30);

/// Words of a text about information security, by how they begin. Such policies are often titled as plain
/// information policy, and seldom name their own kind. `BIO` is a word of its own.
const SECURITY: &[&str] = &[
    "autorisatie",
    "back-up",
    "beveiligingsincident",
    "beveiligingsmaatregel",
    "ciso",
    "cyberaanval",
    "datalek",
    "dreiging",
    "ensia",
    "gijzelsoftware",
    "incident",
    "informatiebeveiliging",
    "informatieveilig",
    "integriteit",
    "kwetsbaarhe",
    "logging",
    "patch",
    "phishing",
    "ransomware",
    "vertrouwelijkheid",
    "wachtwoord",
];

/// What each such word in a hundred of the text weighs, and how many count: a plan on information as a whole has a
/// chapter on security, about one word in two hundred.
const SUBJECT: (f64, f64) = (8.0, 2.0);

/// Texts shorter than this have no subject by how often words occur.
const LEAST_WORDS: usize = 150;

/// The least score of a kind, and how much more it must score than the next: a guess that is not clear is none.
const LEAST: f64 = 6.0;
const LEAD: f64 = 1.3;

fn is_of_security(word: &str) -> bool {
    word == "bio" || SECURITY.iter().any(|begin| word.starts_with(begin))
}

/// The kind that the content speaks for, beside what a manifest says.
///
/// A document that is titled *Informatiebeleid* and is all about security is a security policy. Nothing when the content does not
/// clearly speak for one. Cost: one pass over the first 40 kB.
pub fn guess_kind(extraction: &Extraction) -> Option<DocumentKind> {
    let mut scores: Vec<(DocumentKind, [u32; 3])> = Vec::new();
    let mut count = |text: &str, place: usize| {
        let lower = text.to_lowercase();
        for found in MATCHER.find_iter(&lower) {
            let kind = &TERMS[found.pattern().as_usize()].1;
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
