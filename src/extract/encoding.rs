//! Bytes to text: UTF-8, UTF-16, Windows-1252, and mixtures of these.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::warnings;
use crate::document::Warning;

/// Decoded text, and warnings about what had to be repaired.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) warnings: Vec<Warning>,
}

/// The text of a file that is no document, such as a list, and warnings about what had to be repaired.
#[derive(Debug)]
pub struct DecodedText {
    /// The text, without byte order mark.
    pub text: String,
    /// What was repaired.
    pub warnings: Vec<Warning>,
}

/// Decodes text in an unknown encoding: UTF-8, UTF-16 or Windows-1252. Returns `None` for binary data.
///
/// ```
/// let decoded = wiel::extract::decode_text(b"co\xf6rdinatie").expect("this is text");
/// assert_eq!(decoded.text, "coördinatie");
/// ```
pub fn decode_text(bytes: &[u8]) -> Option<DecodedText> {
    let decoded = decode(bytes, None).ok()?;
    Some(DecodedText {
        text: decoded.text.into_owned(),
        warnings: decoded.warnings,
    })
}

/// The bytes are binary data, not text in any encoding.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Binary;

/// The share of control characters above which a file is binary; the worst readable text seen has one in 10,000.
const MAX_CONTROL_SHARE: f64 = 0.002;

/// The bytes at the start of a file that tell text from binary data.
const SAMPLE_BYTES: usize = 64 << 10;

/// Decodes text in an unknown encoding.
///
/// The encoding is that of the byte order mark, UTF-16 when every other byte is zero, or UTF-8; bytes that are no UTF-8
/// are decoded as `declared`, or as Windows-1252. `declared` is the encoding that the file names itself (HTML); it counts
/// only for bytes that are no UTF-8, since pages often name the wrong one. Cost: one pass, no copy for clean UTF-8.
///
/// # Errors
/// The bytes are binary data.
pub(super) fn decode<'a>(
    bytes: &'a [u8],
    declared: Option<&'static Encoding>,
) -> Result<Decoded<'a>, Binary> {
    let mut warnings = Vec::new();
    let marked =
        Encoding::for_bom(bytes).or_else(|| detect_utf16(bytes).map(|encoding| (encoding, 0)));
    let text = match marked {
        Some((encoding, mark)) if encoding == UTF_16LE || encoding == UTF_16BE => {
            let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
            warnings.push(warnings::not_utf8(encoding.name(), 1));
            text
        }
        marked => {
            let body = &bytes[marked.map_or(0, |(_, mark)| mark)..];
            match std::str::from_utf8(body) {
                Ok(text) => Cow::Borrowed(text),
                Err(error) => {
                    let encoding = declared.unwrap_or(WINDOWS_1252);
                    let line = memchr::memchr_iter(b'\n', &body[..error.valid_up_to()]).count() + 1;
                    // Checked on the bytes: decoded as Windows-1252 any byte becomes a character.
                    if is_binary(body) {
                        return Err(Binary);
                    }
                    warnings.push(warnings::not_utf8(encoding.name(), line as u32));
                    Cow::Owned(decode_mixed(body, encoding))
                }
            }
        }
    };
    if is_binary(text.as_bytes()) {
        return Err(Binary);
    }
    let text = without_controls(text, &mut warnings);
    Ok(Decoded { text, warnings })
}

/// The byte order of UTF-16 without byte order mark: Latin text has a zero in every other byte.
fn detect_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(1024) & !1];
    if sample.len() < 8 {
        return None;
    }
    let zeros = |offset: usize| {
        sample
            .iter()
            .skip(offset)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
    // More than eight in ten zeros at one parity and fewer than one in ten at the other.
    if odd * 10 > half * 8 && even * 10 < half {
        Some(UTF_16LE)
    } else if even * 10 > half * 8 && odd * 10 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Keeps what is UTF-8 and decodes the rest with a one-byte encoding: a file pasted together from two sources is then
/// right in both parts.
fn decode_mixed(bytes: &[u8], encoding: &'static Encoding) -> String {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push_str(&encoding.decode_without_bom_handling(chunk.invalid()).0);
        }
    }
    text
}

/// Whether a byte is a control character other than white space.
fn is_control(byte: u8) -> bool {
    (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)) || byte == 0x7f
}

/// Whether the start of a file has too many control characters for text.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    // A delete character is a soft hyphen that an old conversion got wrong, no sign of binary data.
    let controls = sample
        .iter()
        .filter(|byte| is_control(**byte) && **byte != 0x7f)
        .count();
    // A few control characters in a short file say nothing.
    controls > 8 && controls as f64 > MAX_CONTROL_SHARE * sample.len() as f64
}

/// The text without control characters, with a warning when there are any.
fn without_controls<'a>(text: Cow<'a, str>, warnings: &mut Vec<Warning>) -> Cow<'a, str> {
    let count = text.bytes().filter(|byte| is_control(*byte)).count();
    if count == 0 {
        return text;
    }
    warnings.push(warnings::control_characters_removed(count));
    let kept = text
        .chars()
        .filter_map(|c| match c {
            // Word's optional and fixed hyphen, and what old conversions made of the first.
            '\u{1f}' | '\u{7f}' => Some('\u{ad}'),
            '\u{1e}' => Some('-'),
            c if c.is_ascii() && is_control(c as u8) => None,
            c => Some(c),
        })
        .collect();
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &str, warnings: usize) {
        let decoded = decode(bytes, None).expect("this is text");
        assert_eq!(decoded.text, expected);
        assert_eq!(decoded.warnings.len(), warnings, "{:?}", decoded.warnings);
    }

    #[test]
    fn detects_encodings() {
        check("coördinator €".as_bytes(), "coördinator €", 0);
        check(b"\xef\xbb\xbfvisie", "visie", 0);
        check(b"co\xf6rdinator \x80 10", "coördinator € 10", 1);
        check(b"\xff\xfev\0i\0s\0i\0e\0", "visie", 1);
        check(b"v\0i\0s\0i\0e\0 \0o\0p\0", "visie op", 1);
        check(b"\0v\0i\0s\0i\0e\0 \0o\0p", "visie op", 1);
        check("één en co\u{f6}".as_bytes(), "één en coö", 0);
        let mut halves = "één helft, ".as_bytes().to_vec();
        halves.extend_from_slice(b"co\xf6rdinator");
        check(&halves, "één helft, coördinator", 1);
        check(b"vi\0sie", "visie", 1);
    }

    #[test]
    fn warnings_have_the_line_of_the_first_wrong_byte() {
        let decoded = decode(b"een\ntwee\nge\xefnd\n", None).expect("this is text");
        assert_eq!(decoded.warnings[0].line, Some(3));
    }

    #[test]
    fn rejects_binary_data() {
        let noise: Vec<u8> = (0..4096_u32)
            .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
            .collect();
        assert!(decode(&noise, None).is_err());
    }
}
