//! Letters that a file does not give: replacement characters, characters for private use, glyphs without Unicode.
//!
//! A PDF may draw a letter and not say which one it is (Calibri's ligature `ti` without an entry in `ToUnicode`); a text
//! that went through such a reader has U+FFFD in its place. The word around it cannot be found or quoted as it stands.
//! Such a letter is one U+FFFD in the text that is read, so that no false word stands there, and its word is counted.

use std::borrow::Cow;

/// The character that stands for a letter that is lost.
pub(super) const LOST: char = char::REPLACEMENT_CHARACTER;

/// The text of a block with [`LOST`] for letters that are lost, and how many of its words have one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Marked<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) words: u32,
}

/// From this many in a row on, characters that stand alone are lost words and no signs.
const MIN_RUN: usize = 3;

/// Marks the letters that are lost.
///
/// A bullet or icon, which stands alone or begins a line, is no letter and is left out. Cost: one search; no copy when
/// no letter is lost.
pub(super) fn mark(text: &str) -> Marked<'_> {
    let text = with_gaps(text);
    if !text.chars().any(is_unknown) {
        return Marked { text, words: 0 };
    }
    let mut out = String::with_capacity(text.len());
    let mut words = 0;
    // White space stays with the word before it.
    for word in text.split_inclusive(char::is_whitespace) {
        let unknown = word.chars().filter(|c| is_unknown(*c)).count();
        let known = word.chars().any(|c| c.is_alphanumeric() && !is_unknown(c));
        if unknown == 0 {
            out.push_str(word);
        } else if known || unknown >= MIN_RUN {
            words += u32::from(push_word(word, &mut out));
        } else {
            out.extend(word.chars().filter(|c| !is_unknown(*c)));
        }
    }
    Marked {
        text: Cow::Owned(out),
        words,
    }
}

/// Signs that programs write in the place of a letter that they do not have: `co?rdinatie`.
const STAND_INS: [char; 3] = ['?', '\u{25a1}', '\u{25af}'];

/// The text with [`LOST`] for signs that stand in a word for a letter; those in addresses are what they are.
fn with_gaps(text: &str) -> Cow<'_, str> {
    if !text.contains(STAND_INS) {
        return Cow::Borrowed(text);
    }
    let words = text.split_inclusive(char::is_whitespace);
    words
        .flat_map(|word| {
            let is_address = word.contains(['/', '=', '&', '@', '#', '.']);
            let stands_in = move |before: Option<char>, c: char, after: Option<char>| {
                let in_word = |c: Option<char>| c.is_some_and(char::is_lowercase);
                STAND_INS.contains(&c) && !is_address && in_word(before) && in_word(after)
            };
            let before = std::iter::once(None).chain(word.chars().map(Some));
            let after = word.chars().skip(1).map(Some).chain([None]);
            let letters = before.zip(word.chars()).zip(after);
            letters.map(
                move |((before, c), after)| {
                    if stands_in(before, c, after) { LOST } else { c }
                },
            )
        })
        .collect::<String>()
        .into()
}

/// Adds a word with [`LOST`] once for each run of letters that are lost; returns whether it has any.
fn push_word(word: &str, out: &mut String) -> bool {
    // A bullet that is set against the first word is no part of it.
    let body = word.trim_start_matches(is_sign);
    let mut lost = false;
    let mut in_run = false;
    for c in body.chars() {
        if !is_unknown(c) {
            out.push(c);
        } else if !in_run {
            out.push(LOST);
            lost = true;
        }
        in_run = is_unknown(c);
    }
    lost
}

/// Whether a character stands for a letter that is not known, or for a sign of a font of its own.
fn is_unknown(c: char) -> bool {
    let is_control = matches!(c, '\u{80}'..='\u{84}' | '\u{86}'..='\u{9f}');
    c == LOST || c == '\0' || is_control || is_private(c)
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}

/// Whether a character is a sign of Symbol or Wingdings, which programs map to U+F020..U+F0FF: bullets mostly.
fn is_sign(c: char) -> bool {
    ('\u{f020}'..='\u{f0ff}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str, words: u32) {
        let marked = mark(text);
        assert_eq!(
            (marked.text.as_ref(), marked.words),
            (expected, words),
            "{text:?}"
        );
    }

    #[test]
    fn lost_letters_are_counted_by_word() {
        check("gewone tekst", "gewone tekst", 0);
        check(
            "de informa\u{fffd}e is op orde",
            "de informa\u{fffd}e is op orde",
            1,
        );
        check(
            "informa\u{e0a1}e en organisa\0e",
            "informa\u{fffd}e en organisa\u{fffd}e",
            2,
        );
        check(
            "\u{fffd}\u{fffd}\u{fffd}\u{fffd} \u{fffd}\u{fffd}\u{fffd}",
            "\u{fffd} \u{fffd}",
            2,
        );
        check("\u{10f001}lasvezel", "\u{fffd}lasvezel", 1);
        check("informa\u{81}e", "informa\u{fffd}e", 1);
        check("co?rdinatie", "co\u{fffd}rdinatie", 1);
        check("organisa\u{25a1}es", "organisa\u{fffd}es", 1);
    }

    #[test]
    fn question_marks_and_boxes_that_stand_for_themselves_stay() {
        for text in [
            "Wat nu? Dat weten wij.",
            "echt waar?Ja.",
            "https://voorbeeld.nl/zoek?q=visie",
            "voorbeeld.nl?pagina",
            "\u{25a1} aangevinkt",
        ] {
            check(text, text, 0);
        }
    }

    #[test]
    fn bullets_and_icons_are_no_letters() {
        check("\u{f0b7} een punt", " een punt", 0);
        check("\u{f0a7}een punt", "een punt", 0);
        check("bel \u{e001} of mail \u{e002}", "bel  of mail ", 0);
        check("\u{fffd} een punt", " een punt", 0);
    }
}
