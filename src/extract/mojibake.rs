//! Repairs mojibake: UTF-8 text that was decoded as Windows-1252 and stored that way, `CoÃ¶rdinator` for
//! `Coördinator`.
//!
//! The inverse is exact: encode the characters to Windows-1252 again and decode the bytes as UTF-8. Windows-1252
//! leaves five bytes undefined; here they stand for the C1 control characters of Latin-1, as in the WHATWG Encoding
//! Standard and in *sloppy-windows-1252* of ftfy (R. Speer, 2019, doi:10.5281/zenodo.2591652). Only sequences that
//! hardly occur in correct Dutch text are decoded, so that correct text is never changed.

use std::borrow::Cow;
use std::ops::Range;

/// What was repaired in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Repairs {
    /// The number of repaired runs of characters.
    pub(super) count: usize,
    /// The line of the first, counted from 1.
    pub(super) first_line: u32,
}

/// How often a text may have been decoded wrongly, one time after the other.
const MAX_ROUNDS: usize = 2;

/// The characters of the bytes `0x80..=0x9f` in Windows-1252; the undefined bytes stand for C1 controls.
const WINDOWS_1252_HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Repairs mojibake. Returns the text itself and `None` when nothing is wrong.
///
/// Cost: one pass over the bytes that skips ASCII; no copy when nothing is wrong.
pub(super) fn repair(text: &str) -> (Cow<'_, str>, Option<Repairs>) {
    let bytes = text.as_bytes();
    let mut out = String::new();
    let mut copied = 0;
    let mut repairs: Option<Repairs> = None;
    let mut from = 0;
    while let Some(at) = next_suspect(bytes, from) {
        let run = run_around(bytes, at, copied);
        from = run.end;
        let before_blank = bytes.get(run.end).is_none_or(u8::is_ascii_whitespace);
        let Some(repaired) = repair_run(&text[run.clone()], before_blank) else {
            continue;
        };
        out.push_str(&text[copied..run.start]);
        out.push_str(&repaired);
        copied = run.end;
        let first_line = || memchr::memchr_iter(b'\n', &bytes[..run.start]).count() as u32 + 1;
        repairs
            .get_or_insert_with(|| Repairs {
                count: 0,
                first_line: first_line(),
            })
            .count += 1;
    }
    if repairs.is_none() {
        return (Cow::Borrowed(text), None);
    }
    out.push_str(&text[copied..]);
    (Cow::Owned(out), repairs)
}

/// The next byte at which a suspect character begins: one of `Â Ã â Ë Î`, which are the lead bytes `C2 C3 E2 CB CE`
/// of Latin letters, punctuation, accents and Greek letters, or a C1 control character (U+0080..U+009F).
///
/// Other lead bytes are no signs: `é` and `ë`, for example, are common Dutch letters.
fn next_suspect(bytes: &[u8], from: usize) -> Option<usize> {
    // All of these are encoded in UTF-8 as `C2 xx` or `C3 xx`.
    memchr::memchr2_iter(0xc2, 0xc3, bytes.get(from..)?)
        .map(|at| from + at)
        .find(|at| match (bytes[*at], bytes.get(at + 1)) {
            (0xc2, Some(second)) => *second < 0xa0,
            (_, Some(second)) => matches!(second, 0x82 | 0x83 | 0xa2 | 0x8b | 0x8e),
            (_, None) => false,
        })
}

/// The longest run of non-ASCII bytes around `at` that does not begin before `from`.
///
/// A blank after a closing `Ã` belongs to the run: the no-break space of `à` (`C3 A0`) was replaced by it.
fn run_around(bytes: &[u8], at: usize, from: usize) -> Range<usize> {
    let before = bytes[from..at]
        .iter()
        .rev()
        .take_while(|byte| !byte.is_ascii())
        .count();
    let after = bytes[at..]
        .iter()
        .take_while(|byte| !byte.is_ascii())
        .count();
    let mut end = at + after;
    if bytes[..end].ends_with("Ã".as_bytes()) && bytes.get(end) == Some(&b' ') {
        end += 1;
    }
    at - before..end
}

/// The intended text of a run of non-ASCII characters. Returns `None` when the run is correct as it is.
fn repair_run(run: &str, before_blank: bool) -> Option<String> {
    // A no-break space is `Â` and a blank; the blank was trimmed away as white space.
    if run == "Â" && before_blank {
        return Some(String::new());
    }
    let mut text = run.to_owned();
    for _ in 0..MAX_ROUNDS {
        let decoded = decode_sequences(&text);
        if decoded == text {
            break;
        }
        text = decoded;
    }
    (text != run).then_some(text)
}

/// Decodes the UTF-8 sequences in a run of characters; what is not part of a sequence stays.
fn decode_sequences(run: &str) -> String {
    let chars: Vec<char> = run.chars().collect();
    let mut decoded = String::with_capacity(run.len());
    let mut rest = chars.as_slice();
    while let [first, tail @ ..] = rest {
        if *first == 'Ã' && tail == [' '] {
            decoded.push_str("à ");
            break;
        }
        if let Some((c, length)) = decode_sequence(rest) {
            decoded.push(c);
            rest = &rest[length..];
            continue;
        }
        // A lone C1 control is a byte of Windows-1252 that was read as Latin-1: `\u{92}` for `’`.
        decoded.push(match first {
            '\u{80}'..='\u{9f}' => WINDOWS_1252_HIGH[*first as usize - 0x80],
            other => *other,
        });
        rest = tail;
    }
    decoded
}

/// The character whose UTF-8 bytes these characters begin with, and the number of characters that it takes.
///
/// Returns `None` when they are no UTF-8 sequence, or one that is more likely meant as it stands.
fn decode_sequence(chars: &[char]) -> Option<(char, usize)> {
    let lead = windows_1252_byte(*chars.first()?)?;
    let length = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let sequence = chars.get(..length)?;
    let suspect = matches!(lead, 0xc2 | 0xc3 | 0xcb | 0xce | 0xe2);
    if !suspect && !sequence.iter().any(|c| ('\u{80}'..='\u{9f}').contains(c)) {
        return None;
    }
    // An undefined byte was replaced when the text was decoded: the character is lost, its debris is removed.
    if length > 2 && sequence[1..].contains(&'\u{fffd}') {
        return Some(('\u{fffd}', length));
    }
    let bytes: Vec<u8> = sequence
        .iter()
        .map(|c| windows_1252_byte(*c))
        .collect::<Option<_>>()?;
    let decoded = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    // `Ë` ends Dutch words in capitals, and a closing quotation mark may follow it: `BELGIË”`.
    let plausible = lead != 0xcb || matches!(decoded, 'ˆ' | '˜');
    plausible.then_some((decoded, length))
}

/// The byte of a character in Windows-1252 or, for C1 controls, Latin-1. Returns `None` for other characters.
fn windows_1252_byte(c: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(c)) {
        return Some(byte);
    }
    let offset = WINDOWS_1252_HIGH.iter().position(|high| *high == c)?;
    u8::try_from(0x80 + offset).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_decoded_as_windows_1252_is_repaired() {
        let check = |wrong: &str, right: &str| assert_eq!(repair(wrong).0, right);
        check("CoÃ¶rdinator", "Coördinator");
        check("gÃ©Ã©n", "géén");
        check("deâ\u{80}\u{99}s", "de’s");
        check("â€˜zoâ€™", "‘zo’");
        check("60 mÂ² en 10 Âµg", "60 m² en 10 µg");
        check("kost â\u{82}¬ 5", "kost € 5");
        check("voilÃ dan", "voilà dan");
        check("aÂ\u{a0}b", "a\u{a0}b");
        check("ToelichtingÂ\nnieuw", "Toelichting\nnieuw");
    }

    #[test]
    fn correct_text_is_unchanged() {
        for right in [
            "één crème à la carte",
            "’s-Gravenhage",
            "« ça va »",
            "€ 5 – 10",
            "Ångström",
            "10 µg",
            "château",
        ] {
            assert_eq!(repair(right), (Cow::Borrowed(right), None));
        }
    }

    #[test]
    fn repairs_and_first_line_are_counted() {
        let (_, repairs) = repair("goed\nfinanciÃ«n en financiÃ«le\n");
        assert_eq!(
            repairs,
            Some(Repairs {
                count: 2,
                first_line: 2
            })
        );
    }

    #[test]
    fn double_encoding_and_lost_bytes_are_repaired() {
        let check = |wrong: &str, right: &str| assert_eq!(repair(wrong).0, right);
        check("CoÃƒÂ¶rdinator", "Coördinator");
        check("“CoÃ¶rdinatorâ€�", "“Coördinator\u{fffd}");
        check("de visie\u{92}s", "de visie’s");
        // A capital Ë before a quotation mark is Dutch, although its bytes are valid UTF-8.
        check("’BELGIË’ en “ITALIË”", "’BELGIË’ en “ITALIË”");
    }
}
