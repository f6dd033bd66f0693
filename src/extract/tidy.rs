//! Text normalisation of one block: lines joined, hyphenation undone, ligatures spelt out, white space single.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::hyphen::{Joint, UNDECIDED, joint, suspends};

/// Normalises the text of one block. Line breaks in it are line ends of the source, which are white space.
///
/// A word that was broken at a line end is joined (see `hyphen`); where the document must decide whether the hyphen
/// stays, [`UNDECIDED`] stands in its place. U+FFFD stays where a letter is lost (see `lost`). Combining accents are
/// composed (NFC). Cost: one pass; no copy when nothing changes.
pub(super) fn tidy(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if is_tidy(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    let mut offset = 0;
    let mut combining = false;
    while let Some(c) = rest.next() {
        offset += c.len_utf8();
        match c {
            // Zero-width characters and marks of direction are not seen; the last are kept for a decision.
            '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
            | UNDECIDED => {}
            // Seen only at a line end, where `joint` looks at it.
            '\u{ad}' => {
                let at_line_end = text[offset..]
                    .chars()
                    .find(|c| !is_unseen(*c))
                    .is_some_and(char::is_whitespace);
                if at_line_end {
                    // Some programs set it apart.
                    out.truncate(out.trim_end().len());
                    if !out.ends_with('\u{ad}') {
                        out.push(c);
                    }
                }
            }
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            'ﬅ' | 'ﬆ' => out.push_str("st"),
            'ĳ' => out.push_str("ij"),
            'Ĳ' => out.push_str("IJ"),
            '\u{2010}' | '\u{2011}' => out.push('-'),
            c if c.is_whitespace() || c.is_control() => {
                // A run of white space is one blank, or nothing where it parts a hyphenated word.
                let mut line_end = c == '\n' || c == '\r';
                let blank = |c: &char| c.is_whitespace() || c.is_control() || is_unseen(*c);
                while let Some(c) = rest.next_if(blank) {
                    offset += c.len_utf8();
                    line_end |= c == '\n' || c == '\r';
                }
                // A soft hyphen before a blank was at a line end once.
                line_end |= out.ends_with('\u{ad}');
                join(&mut out, &text[offset..], line_end);
            }
            c => {
                combining |= ('\u{300}'..='\u{36f}').contains(&c);
                out.push(c);
            }
        }
    }
    if combining {
        out = out.nfc().collect();
    }
    Cow::Owned(out)
}

/// Ends a word or line and goes on with `right`, with a blank or without.
fn join(out: &mut String, right: &str, line_end: bool) {
    // Typesetters' sign of a broken word in some conversions: `dienst¬`.
    if line_end && out.ends_with('¬') {
        out.pop();
        out.push('\u{ad}');
    }
    let found = line_end.then(|| joint(out, right)).flatten();
    if out.ends_with('\u{ad}') {
        out.pop();
        // Some programs write every hyphen as a soft one.
        let stays = found == Some(Joint::WithHyphen) || suspends(right);
        if stays && !out.ends_with('-') {
            out.push('-');
        }
    } else if matches!(found, Some(Joint::WithoutHyphen | Joint::Undecided)) {
        out.pop();
    }
    match found {
        Some(Joint::WithoutHyphen | Joint::WithHyphen) => {}
        Some(Joint::Undecided) => out.push(UNDECIDED),
        None if out.ends_with(' ') => {}
        None => out.push(' '),
    }
}

/// Whether a character takes no room.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

/// Whether a text is printable ASCII without double blanks: most blocks are.
fn is_tidy(bytes: &[u8]) -> bool {
    let mut previous = 0;
    bytes.iter().all(|byte| {
        let plain = (0x20..0x80).contains(byte) && !(*byte == b' ' && previous == b' ');
        previous = *byte;
        plain
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_lines_and_hyphenated_words() {
        let check = |raw: &str, expected: &str| {
            assert_eq!(
                crate::extract::hyphen::decide(&tidy(raw)),
                expected,
                "{raw:?}"
            );
        };
        check("gewoon", "gewoon");
        check("  een\n twee\u{a0}\tdrie ", "een twee drie");
        check("samen-\nwerking", "samenwerking");
        check("samen-\r\n  werking", "samenwerking");
        check("samen\u{ad}werking", "samenwerking");
        check("dienst\u{ad}\nverlening", "dienstverlening");
        check(
            "in plaats van \u{ad}\npoortwachters",
            "in plaats van poortwachters",
        );
        check("dienst\u{ad} verlening", "dienstverlening");
        check("wettelijk \u{ad}vastlegt", "wettelijk vastlegt");
        check("dienst\u{ad}\u{200b}\r\nverlening", "dienstverlening");
        check("dienst¬\nverlening", "dienstverlening");
        check("Noord-\u{ad}\nHolland", "Noord-Holland");
        check("de e\u{ad}\ndepots", "de e-depots");
        check("links\u{200e} van rechts\u{200f}", "links van rechts");
        check("in-\nen uitvoer", "in- en uitvoer");
        check("in\u{ad}\nen uitvoer", "in- en uitvoer");
        check("ICT-\nbeleid", "ICT-beleid");
        check("Noord-\nHolland", "Noord-Holland");
        check("10 -\n20", "10 - 20");
        check("ofﬁcieel en ﬂexibel", "officieel en flexibel");
        check("cooe\u{308}rdinatie", "cooërdinatie");
        check("vrĳ", "vrij");
        check("", "");
    }

    #[test]
    fn does_not_copy_tidy_text() {
        assert!(matches!(tidy(" een gewone zin "), Cow::Borrowed(_)));
        let once = tidy("a  b\nc").into_owned();
        assert_eq!(tidy(&once), once);
    }
}
