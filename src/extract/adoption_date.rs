//! What the text of a document says about the document: its title, and when it was adopted.
//!
//! Guesses, for where nobody says it: a manifest goes before them.

use std::sync::LazyLock;

use super::draft::Draft;
use super::word_list::WordList;
use crate::document::{BlockKind, Dated, Extraction};

/// How much of the start of a document is its title page and colophon, in bytes.
const FRONT: usize = 4_000;

/// How much of the end holds the decision and its signatures.
const BACK: usize = 1_500;

/// The longest block that states a date of adoption; longer ones speak of other decisions.
const MAX_STATEMENT: usize = 200;

/// Words before a date that make it the date of adoption.
static ADOPTED: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/extract/adoption-words.txt")));

/// Words by which a date is that of another event or document.
static NOT_ADOPTED: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/extract/other-date-words.txt")));

const MONTHS: &[&str] = &[
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// The date of adoption that the text states.
///
/// That is: "vastgesteld op 12 maart 2019" or "raadsbesluit 14 mei 2020" on
/// the first pages or at the very end; else the first year of a period in the title ("2023-2026"); else a date
/// that stands alone on the first page ("mei 2021"). Nothing when the text says nothing.
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
    let mut edge: Vec<&str> = Vec::new();
    let mut front: Vec<&str> = Vec::new();
    for (_, text) in &blocks {
        if offset < FRONT || offset + BACK >= length {
            edge.push(text);
        }
        if offset < FRONT / 4 {
            front.push(text);
        }
        offset += text.len();
    }
    let adopted = edge
        .iter()
        .filter(|text| text.len() <= MAX_STATEMENT)
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

/// A date of adoption in one short block.
fn adoption(text: &str) -> Option<Dated> {
    let words = words(text);
    let cue = words.iter().position(|word| ADOPTED.contains(word))?;
    if words.iter().any(|word| NOT_ADOPTED.contains(word)) {
        return None;
    }
    (cue + 1..words.len())
        .take(14)
        .find_map(|at| day(&words[at..]))
}

/// Lower-case words; digits and their hyphens stay together (`12-03-2019`).
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | ':' | ';' | '|'))
        .map(|word| word.trim_matches('.').to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

/// A day at the start of these words: `12 maart 2019`, `12-03-2019`, `2019-03-12`.
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

fn plausible(dated: &Dated) -> bool {
    (1980..=2099).contains(&dated.year())
}

fn year(word: &str) -> Option<Dated> {
    (word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| word.parse().ok().filter(plausible))
        .flatten()
}

/// The first year of a period: `2023-2026`, `2023 – 2026`, `2018 t/m 2022`.
fn period(text: &str) -> Option<Dated> {
    if text.len() > MAX_STATEMENT {
        return None;
    }
    let spaced = text
        .replace(['-', '–', '—', '/'], " - ")
        .replace("t - m", " - ")
        .replace(" tot en met ", " - ");
    let words = words(&spaced);
    words.windows(3).find_map(|three| {
        let (from, to) = (year(&three[0])?, year(&three[2])?);
        let joined = matches!(three[1].as_str(), "-" | "tot");
        (joined && (1..=25).contains(&(to.year() - from.year()))).then_some(from)
    })
}

/// A date that is all a line says: `12 maart 2019`, `mei 2021`, `Nijdorp, mei 2021`.
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

/// Titles that programs write when the writer gave none.
static NO_TITLES: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/extract/program-titles.txt")));

/// Headings of parts, not of documents.
static PART_TITLES: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/extract/part-titles.txt")));

/// The title of a document: that of its properties unless a program made it up, else the first of the highest
/// headings that is not that of a part.
pub(super) fn title(given: Option<String>, draft: &Draft) -> Option<String> {
    let given = given.filter(|title| {
        let lower = title.to_lowercase();
        let file = [".doc", ".docx", ".pdf", ".indd", ".odt", ".pptx"]
            .iter()
            .any(|end| lower.ends_with(end));
        let letters = lower.chars().filter(|c| c.is_alphabetic()).count();
        !file
            && letters >= 4
            && !NO_TITLES
                .iter()
                .any(|start| lower == start || (start.contains(' ') && lower.starts_with(start)))
    });
    given.or_else(|| {
        let headings = || {
            draft.blocks.iter().filter_map(|block| match block.kind {
                BlockKind::Heading(level) => Some((level, block.text.as_str())),
                BlockKind::Paragraph
                | BlockKind::ListItem
                | BlockKind::TableRow
                | BlockKind::Contents => None,
            })
        };
        let whole = headings().filter(|(_, text)| !is_part(text));
        let best = whole.clone().map(|(level, _)| level).min()?;
        let (_, text) = whole.into_iter().find(|(level, _)| *level == best)?;
        Some(text.to_owned())
    })
}

fn is_part(text: &str) -> bool {
    let lower = text.to_lowercase();
    let first = lower
        .split(|c: char| !c.is_alphanumeric())
        .find(|word| !word.is_empty())
        .unwrap_or_default();
    let numbered = first.bytes().all(|byte| byte.is_ascii_digit()) && first.len() < 4;
    let letters = lower.chars().filter(|c| c.is_alphabetic()).count();
    letters < 4
        || numbered
        || lower.ends_with(':')
        || first == "hoofdstuk"
        || PART_TITLES.contains(lower.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{ExtractConfig, extract};

    fn read(markdown: &str) -> Extraction {
        extract(markdown.as_bytes(), "a.md", &ExtractConfig::default())
    }

    #[test]
    fn dates_are_found_where_they_speak_of_the_document() {
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

    #[test]
    fn titles_of_programs_and_parts_are_none() {
        let check = |given: &str, markdown: &str, expected: Option<&str>| {
            let (draft, _) = crate::extract::markdown::read(markdown);
            assert_eq!(title(Some(given.to_owned()), &draft).as_deref(), expected);
        };
        check("Visie 2030", "# Anders", Some("Visie 2030"));
        check(
            "Microsoft Word - visie3.docx",
            "# Inleiding\n\n# Samen verder",
            Some("Samen verder"),
        );
        check("untitled", "## 1 Inleiding\n\n### 1.1 Doel", None);
    }
}
