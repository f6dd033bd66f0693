//! The form of one line: what an entry of a table of contents looks like.

use std::sync::LazyLock;

use crate::text::WordList;

/// Words before the number of a section, in lower case.
static SECTION_LABELS: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../../data/extract/section-labels.txt")));

/// Beginnings of lines that are there for the browser, in lower case.
static BROWSER_LINES: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../../data/extract/browser-lines.txt")));

/// The longest entry, in bytes: a chapter title and its page number.
pub(super) const MAX_ENTRY_BYTES: usize = 160;

/// Whether a line has a dot leader up to its page number: `Inleiding ........ 5`, also with other dots and with
/// blanks between them.
pub(super) fn has_leader(text: &str) -> bool {
    let line = without_page_number(text);
    if line.len() == text.len() && !text.ends_with(['.', '…', '_']) {
        return false;
    }
    let dots = line
        .chars()
        .rev()
        .take_while(|c| matches!(c, '.' | '…' | '_' | '·' | ' '));
    let (mut count, mut ellipsis) = (0, 0);
    for c in dots {
        match c {
            '…' => ellipsis += 1,
            ' ' => {}
            _ => count += 1,
        }
    }
    // Three dots may end a sentence: "Wij wachten... 5".
    count >= 5 || ellipsis >= 2 || (count >= 4 && line.len() < text.len())
}

/// The text without the page number at its end; numbers of more than four digits are none.
pub(super) fn without_page_number(text: &str) -> &str {
    let head = text.trim_end_matches(|c: char| c.is_ascii_digit());
    if head.len() == text.len() || text.len() - head.len() > 4 {
        return text;
    }
    head.trim_end_matches([' ', '|'])
}

/// Whether a line ends in a page number that stands apart: `Visie 12`, `Visie | 12`.
pub(super) fn ends_in_page_number(text: &str) -> bool {
    let head = without_page_number(text);
    head.len() < text.len() && !head.is_empty() && text[head.len()..].starts_with([' ', '|'])
}

/// Whether a line may be an entry of a table of contents.
pub(super) fn is_entry(text: &str) -> bool {
    is_short(text)
        && (ends_in_page_number(text)
            || begins_with_section_number(text)
            || !text.ends_with(['.', ';', ':', ',']))
}

/// Whether a line is as short as a heading and is no sentence.
pub(super) fn is_short(text: &str) -> bool {
    text.len() <= MAX_ENTRY_BYTES
        && !text.ends_with(['.', ';', ':', ',', '?'])
        && !text.contains(". ")
        || (text.len() <= MAX_ENTRY_BYTES
            && begins_with_section_number(text)
            && !text.ends_with(['.', ';', ':', ',']))
}

/// Whether a line begins with the number of a section: `Hoofdstuk 3 Beleid`, `3.1 Rijksbeleid`, `Bijlage 2 Nota`. A
/// bare `1.` is the mark of a list item.
pub(super) fn begins_with_section_number(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    let numeral = |word: &str| {
        word.trim_end_matches([':', '.'])
            .chars()
            .all(|c| c.is_ascii_alphanumeric())
            && word.len() <= 4
    };
    if SECTION_LABELS.contains(&first.to_lowercase()) {
        return words.next().is_some_and(numeral);
    }
    let mut parts = first.trim_end_matches('.').split('.');
    let numbers = parts.clone().count();
    numbers >= 2
        && parts.all(|part| {
            (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        })
        && words.next().is_some()
}

/// Whether a line is there for the browser: a skip link or an XML declaration.
pub(super) fn is_browser_line(text: &str) -> bool {
    text.len() <= 200
        && BROWSER_LINES.iter().any(|start| {
            text.get(..start.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(start))
        })
}

/// Letters and digits in lower case: what two spellings of a heading have in common.
pub(super) fn key(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
