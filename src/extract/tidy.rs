//! Text normalisation of one block: lines joined, hyphenation undone, ligatures spelt out, white space single.

use std::borrow::Cow;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::text::WordList;

/// Words before which a hyphen at a line end stays: it stands for a left-out part, as in "in- en uitvoer".
static SUSPENDED_HYPHEN: LazyLock<WordList> = LazyLock::new(|| {
    WordList::parse(include_str!(
        "../../data/extract/suspended-hyphen-words.txt"
    ))
});

/// Normalises the text of one block. Line breaks in it are line ends of the source, which are white space.
///
/// A word hyphenated at a line end is joined without its hyphen when it continues in lower case (`samen-⏎werking` is
/// `samenwerking`), with it after capitals and digits (`ICT-⏎beleid` is `ICT-beleid`), and not at all before `en`, `of`
/// and the like. Combining accents are composed (NFC). Cost: one pass; no copy when nothing changes.
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
            // Soft hyphens, zero-width characters and replacement characters are not seen.
            '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}'
            | '\u{fffd}' => {}
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
                while let Some(c) = rest.next_if(|c| c.is_whitespace() || c.is_control()) {
                    offset += c.len_utf8();
                    line_end |= c == '\n' || c == '\r';
                }
                match line_end.then(|| joint(&out, &text[offset..])).flatten() {
                    Some(Joint::WithoutHyphen) => {
                        out.pop();
                    }
                    Some(Joint::WithHyphen) => {}
                    None if out.ends_with(' ') => {}
                    None => out.push(' '),
                }
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

/// Whether a text is printable ASCII without double blanks: most blocks are.
fn is_tidy(bytes: &[u8]) -> bool {
    let mut previous = 0;
    bytes.iter().all(|byte| {
        let plain = (0x20..0x80).contains(byte) && !(*byte == b' ' && previous == b' ');
        previous = *byte;
        plain
    })
}

/// How the two parts of a hyphenated word are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// The hyphen was only there for the line end.
    WithoutHyphen,
    /// The hyphen belongs to the word.
    WithHyphen,
}

/// How the last word of the line `left` and the first of `right` are joined. Returns `None` when they are two words.
pub(super) fn joint(left: &str, right: &str) -> Option<Joint> {
    let stem = left
        .strip_suffix('-')
        .or_else(|| left.strip_suffix('\u{ad}'))?;
    let last = stem.chars().next_back().filter(|c| c.is_alphanumeric())?;
    let first = right.chars().next().filter(|c| c.is_alphanumeric())?;
    let word = right
        .split(|c: char| c.is_whitespace() || c == ',' || c == '.')
        .next()
        .unwrap_or_default();
    if SUSPENDED_HYPHEN.contains(word) {
        return None;
    }
    // After capitals and digits the hyphen is part of the spelling: "ICT-beleid", "Noord-Holland".
    if first.is_lowercase() && last.is_lowercase() {
        return Some(Joint::WithoutHyphen);
    }
    Some(Joint::WithHyphen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_lines_and_hyphenated_words() {
        let check = |raw: &str, expected: &str| assert_eq!(tidy(raw), expected, "{raw:?}");
        check("gewoon", "gewoon");
        check("  een\n twee\u{a0}\tdrie ", "een twee drie");
        check("samen-\nwerking", "samenwerking");
        check("samen-\r\n  werking", "samenwerking");
        check("samen\u{ad}werking", "samenwerking");
        check("in-\nen uitvoer", "in- en uitvoer");
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
