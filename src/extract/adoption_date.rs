//! The date on which a document was adopted, as its text states it.
//!
//! Heuristic, for documents whose manifest gives no date; a manifest goes first.

use std::sync::LazyLock;

use crate::document::{BlockKind, Dated, Extraction};
use crate::text::{MONTHS, WordList};

/// The length of the title page and the colophon at the start of a document, in bytes.
const FRONT_BYTES: usize = 4_000;

/// The length of the decision and its signatures at the end, in bytes.
const BACK_BYTES: usize = 1_500;

/// The longest block that states a date of adoption, in bytes; longer ones are about other decisions.
const MAX_STATEMENT_BYTES: usize = 200;

/// How many words after its cue a date may begin.
const MAX_WORDS_TO_DATE: usize = 14;

/// Words before a date that make it the date of adoption.
static ADOPTED: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/extract/adoption-words.txt")));

/// Words by which a date is that of another event or document.
static NOT_ADOPTED: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/extract/other-date-words.txt")));

/// The date of adoption that the text states.
///
/// In this order: "vastgesteld op 12 maart 2019" or "raadsbesluit 14 mei 2020" on
/// the first pages or at the very end; else the first year of a period in the title ("2023-2026"); else a date
/// that stands alone on the first page ("mei 2021"). Returns `None` when the text states no date.
///
/// The date in the properties of the file is in [`Extraction::dated`]. Cost: the first and last kilobytes.
pub fn guess_date(extraction: &Extraction) -> Option<Dated> {
    let blocks: Vec<(BlockKind, &str)> = extraction
        .pages
        .iter()
        .flat_map(|page| {
            page.blocks
                .iter()
                .map(|block| (block.kind, block.span.of(&page.text)))
        })
        .filter(|(kind, _)| *kind != BlockKind::Contents)
        .collect();
    let length: usize = blocks.iter().map(|(_, text)| text.len()).sum();
    let mut offset = 0;
    // Blocks of the front and the back, and of the first page alone.
    let mut edge: Vec<&str> = Vec::new();
    let mut front: Vec<&str> = Vec::new();
    for (_, text) in &blocks {
        if offset < FRONT_BYTES || offset + BACK_BYTES >= length {
            edge.push(text);
        }
        if offset < FRONT_BYTES / 4 {
            front.push(text);
        }
        offset += text.len();
    }
    let adopted = edge
        .iter()
        .filter(|text| text.len() <= MAX_STATEMENT_BYTES)
        .find_map(|text| adoption(text));
    let titled = || {
        extraction
            .title
            .iter()
            .map(String::as_str)
            .chain(front.iter().copied().take(3))
            .find_map(period)
    };
    let alone = || {
        front
            .iter()
            .filter(|text| text.len() <= 40)
            .find_map(|text| bare_date(text))
    };
    adopted.or_else(titled).or_else(alone)
}

/// The date of adoption that one short block states. Returns `None` without such a date.
fn adoption(text: &str) -> Option<Dated> {
    let words = words(text);
    let cue = words.iter().position(|word| ADOPTED.contains(word))?;
    // "Het geldende plan is vastgesteld op …" dates another document.
    if words.iter().any(|word| NOT_ADOPTED.contains(word)) {
        return None;
    }
    // The date stands close behind its cue: "vastgesteld door de gemeenteraad van Nijdorp d.d. …".
    (cue + 1..words.len())
        .take(MAX_WORDS_TO_DATE)
        .find_map(|at| day(&words[at..]))
}

/// Lower-case words; digits and their hyphens stay together (`12-03-2019`).
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | ':' | ';' | '|'))
        .map(|word| word.trim_matches('.').to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

/// The day at the start of these words: `12 maart 2019`, `12-03-2019`, `2019-03-12`. Returns `None` for other words.
fn day(words: &[String]) -> Option<Dated> {
    let first = words.first()?;
    let parts: Vec<&str> = first.split(['-', '/', '.']).collect();
    let number = |part: &str| part.parse::<u16>().ok().filter(|_| part.len() <= 4);
    let (year, month, day) = match parts.as_slice() {
        [a, b, c] if c.len() == 4 => (number(c)?, number(b)?, number(a)?),
        [a, b, c] if a.len() == 4 => (number(a)?, number(b)?, number(c)?),
        [day] => {
            let month = MONTHS
                .iter()
                .position(|month| words.get(1).is_some_and(|word| word == month))?;
            (number(words.get(2)?)?, month as u16 + 1, number(day)?)
        }
        _ => return None,
    };
    format!("{year:04}-{month:02}-{day:02}")
        .parse()
        .ok()
        .filter(plausible)
}

/// Whether a document can be of this year; other numbers are no dates.
fn plausible(dated: &Dated) -> bool {
    (1980..=2099).contains(&dated.year())
}

/// The year that a word of four digits is.
fn year(word: &str) -> Option<Dated> {
    (word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| word.parse().ok().filter(plausible))
        .flatten()
}

/// The longest period of a plan, in years.
const MAX_PERIOD_YEARS: i16 = 25;

/// The first year of a period: `2023-2026`, `2023 – 2026`, `2018 t/m 2022`.
fn period(text: &str) -> Option<Dated> {
    if text.len() > MAX_STATEMENT_BYTES {
        return None;
    }
    let spaced = text
        .replace(['-', '–', '—', '/'], " - ")
        .replace("t - m", " - ")
        .replace(" tot en met ", " - ");
    let words = words(&spaced);
    words.windows(3).find_map(|three| {
        let (from, to) = (year(&three[0])?, year(&three[2])?);
        // Years further apart are no period of a plan.
        let joined = matches!(three[1].as_str(), "-" | "tot");
        (joined && (1..=MAX_PERIOD_YEARS).contains(&(to.year() - from.year()))).then_some(from)
    })
}

/// The date that is all a line says: `12 maart 2019`, `mei 2021`, `Nijdorp, mei 2021`.
fn bare_date(text: &str) -> Option<Dated> {
    let words = words(text);
    let whole = (0..words.len().min(4)).find_map(|at| day(&words[at..]));
    whole.or_else(|| {
        words.windows(2).find_map(|two| {
            MONTHS
                .contains(&two[0].as_str())
                .then(|| year(&two[1]))
                .flatten()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{ExtractConfig, extract};

    fn read(markdown: &str) -> Extraction {
        extract(markdown.as_bytes(), "a.md", &ExtractConfig::default())
    }

    #[test]
    fn guesses_dates_of_adoption_only() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(
                guess_date(&read(text))
                    .map(|dated| dated.to_string())
                    .as_deref(),
                expected,
                "{text}"
            );
        };
        check(
            "# Visie\n\nVastgesteld op 12 maart 2019\n",
            Some("2019-03-12"),
        );
        check("# Visie\n\nRaadsbesluit 14 mei 2020.\n", Some("2020-05-14"));
        check(
            "# Visie\n\nVastgesteld door de gemeenteraad d.d. 14-05-2020\n",
            Some("2020-05-14"),
        );
        check("# Digitale agenda 2023-2026\n\nTekst.", Some("2023"));
        check("# Digitale agenda 2023 – 2026\n\nTekst.", Some("2023"));
        check("# Informatiebeleid 2018 t/m 2022\n\nTekst.", Some("2018"));
        check("# Visie\n\nNijdorp, mei 2021\n", Some("2021"));
        check(
            "# Visie\n\nHet geldende plan is vastgesteld op 12 maart 2009.\n",
            None,
        );
        check(
            "# Visie\n\nIn 2019 hebben wij samen met 12 gemeenten gewerkt aan 2020.\n",
            None,
        );
        check("# Visie\n\nVastgesteld op 32 maart 2019\n", Some("2019"));
    }
}
