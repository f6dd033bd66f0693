//! A sentence as it is quoted: with what stands directly before it, where it is not understood without that.

use std::borrow::Cow;

use super::{CELL_SEPARATOR, FINITE_VERBS};
use crate::text::{Span, words};

/// The most words of the line that introduces a list.
const MAX_LEAD_WORDS: usize = 25;

/// The most words of a heading that stands in one line with the sentence behind it.
const MAX_HEADING_WORDS: usize = 4;

/// Marks that begin the item of a list.
const BULLETS: [char; 8] = ['-', '–', '—', '•', '·', '▪', '*', '◦'];

/// What begins an item of a list: its mark, or a new line.
const ITEM_STARTS: [char; 9] = ['\n', '-', '–', '—', '•', '·', '▪', '*', '◦'];

/// The sentence at `span` of `text` as it is quoted: without the mark of a list item, and an item with the line that
/// introduces its list ("Wat wij niet doen: …"), and one behind a heading in its own line with that ("3.1 Zaaksysteem. De
/// nieuwe versie …"). White space is reduced to single spaces.
///
/// Items that stand between the introduction and this one are replaced by an ellipsis.
pub(in crate::engine) fn quoted_with_lead(text: &str, span: Span) -> String {
    let sentence = without_marker(span.of(text));
    let before = text[..span.range().start].trim_end_matches(|c: char| {
        // The mark of the item itself stands before its span in some texts.
        c.is_whitespace() || BULLETS.contains(&c)
    });
    // A lead that is not directly before the item skips others, which the ellipsis shows.
    let quoted = match lead(sentence, before) {
        Some((lead, true)) => Cow::Owned(format!("{lead} {sentence}")),
        Some((lead, false)) => Cow::Owned(format!("{lead} … {sentence}")),
        None => match run_in_heading(before) {
            Some(heading) => Cow::Owned(format!("{heading}: {sentence}")),
            None => Cow::Borrowed(sentence),
        },
    };
    quoted.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The line with a colon that introduces the list in which `sentence` is an item, and whether it stands directly
/// before it. Returns `None` if the sentence is no item.
fn lead<'t>(sentence: &str, before: &'t str) -> Option<(&'t str, bool)> {
    // Items begin with a small letter because the introduction is the beginning of their sentence.
    let is_item = sentence.starts_with(char::is_lowercase) || sentence.ends_with(';');
    // The first item is recognised by its place, also when it begins with a capital.
    let is_first = before.ends_with(':');
    if !(is_item || is_first) {
        return None;
    }
    // The last colon: lists may follow each other in one passage.
    let end = before.rfind(':')? + 1;
    // A full stop between the two ends the list. Behind an introduction a new line or the mark of an item follows; a
    // colon within a line belongs to an item before.
    let between = &before[end..];
    let is_line_end = is_first || between.trim_start_matches(' ').starts_with(ITEM_STARTS);
    if between.contains(['.', '!', '?']) || !is_line_end {
        return None;
    }
    let head = &before[..end];
    // The introduction begins after the sentence before it.
    let start = head[..end - 1]
        .rfind(['.', '!', '?', '\n', ';'])
        .map_or(0, |at| at + 1);
    let line = head[start..].trim();
    // An item with a colon ("- paspoort: op afspraak") introduces nothing but itself.
    if !is_first && line.starts_with(BULLETS) {
        return None;
    }
    let lead = without_marker(line);
    let is_short = (1..=MAX_LEAD_WORDS).contains(&words(lead).count());
    // A longer line is a paragraph rather than an introduction; a row of a table introduces nothing.
    (is_short && !lead.contains(CELL_SEPARATOR)).then_some((lead, is_first))
}

/// The heading that stands in the same line directly before a sentence, without its number: "3.1 Zaaksysteem." Returns
/// `None` if there is none.
fn run_in_heading(before: &str) -> Option<&str> {
    let line = before.rsplit('\n').next()?.trim();
    let heading = line.strip_suffix('.')?.trim_start_matches(['*', '_']);
    let rest = heading.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    // Only numbered: a short sentence at the beginning of a paragraph is no heading.
    let is_numbered = rest.len() < heading.len() && rest.starts_with(' ');
    let title = rest.trim();
    let count = words(title).count();
    let has_verb = words(title).any(|word| FINITE_VERBS.contains(&word.text.to_lowercase()));
    let is_heading = is_numbered
        && (1..=MAX_HEADING_WORDS).contains(&count)
        && !has_verb
        && !title.contains(['.', '!', '?', CELL_SEPARATOR]);
    is_heading.then_some(title)
}

/// A line without the mark of a list item before it: "- ", "a. ", "3) ".
fn without_marker(line: &str) -> &str {
    // Marks may be repeated or nested, so all of them go.
    let line = line.trim().trim_start_matches(BULLETS).trim_start();
    let Some((marker, rest)) = line.split_once(['.', ')']) else {
        return line;
    };
    // One letter: a longer word before a full stop ends a sentence.
    let is_letter = marker.len() == 1 && marker.bytes().all(|byte| byte.is_ascii_lowercase());
    // Two digits at most, or a year at the beginning would be cut off.
    let is_number = (1..=2).contains(&marker.len()) && marker.bytes().all(|b| b.is_ascii_digit());
    // A space tells "3. Doel" from "3.1".
    if (is_letter || is_number) && rest.starts_with(' ') {
        rest.trim_start()
    } else {
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_quoted_with_the_line_above_their_list() {
        let text =
            "Wij kiezen. Wat wij niet doen:\n- eigen software bouwen;\n- los inkopen;\nEinde.";
        let quoted = |part: &str| {
            let start = text.find(part).expect("it is there");
            quoted_with_lead(text, Span::new(start, start + part.len()))
        };
        assert_eq!(
            quoted("- eigen software bouwen;"),
            "Wat wij niet doen: eigen software bouwen;"
        );
        assert_eq!(
            quoted("- los inkopen;"),
            "Wat wij niet doen: … los inkopen;"
        );
        assert_eq!(quoted("Wij kiezen."), "Wij kiezen.");
    }

    #[test]
    fn an_item_with_a_colon_introduces_no_other_item() {
        let text =
            "Wij spreken af\n\n- rijbewijs en paspoort: alleen via internet\n- einde van de cursus";
        let start = text.find("einde").expect("it is there");
        let quoted = quoted_with_lead(text, Span::new(start, text.len()));
        assert_eq!(quoted, "einde van de cursus");
    }

    #[test]
    fn a_sentence_behind_a_heading_in_its_line_is_quoted_with_it() {
        for (text, quoted) in [
            (
                "3.1 Zaaksysteem. De nieuwe versie draait.",
                "Zaaksysteem: De nieuwe versie draait.",
            ),
            (
                "Wij kiezen. De nieuwe versie draait.",
                "De nieuwe versie draait.",
            ),
            (
                "4. Wij kiezen. De nieuwe versie draait.",
                "De nieuwe versie draait.",
            ),
        ] {
            let start = text.find("De nieuwe").expect("it is there");
            assert_eq!(quoted_with_lead(text, Span::new(start, text.len())), quoted);
        }
    }
}
