//! The glyphs of an operator that shows text: which codes, and where on their line.

use pdf_oxide::fonts::{Encoding, FontInfo};

use super::state::TextState;

/// One part of what an operator shows.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    /// A glyph with its code.
    Glyph(Glyph),
    /// A number of an array: how far the next glyph moves back, in thousandths of text space.
    Gap(f32),
}

/// One glyph. Places are in points of text space, from the start of the line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    /// The bytes of its code, one or two.
    pub(super) code: Vec<u8>,
    pub(super) start: f32,
    pub(super) end: f32,
}

/// The parts of an operator with its operands, beginning at `start` of the line, and where the text has come behind
/// them. Returns `None` for fonts whose codes or directions are of other kinds.
pub(super) fn parts(
    source: &[u8],
    font: &FontInfo,
    text: &TextState,
    start: f32,
) -> Option<(Vec<Part>, f32)> {
    let is_composite = font.subtype == "Type0";
    let is_identity = match &font.encoding {
        Encoding::Identity => true,
        Encoding::Standard(name) => name == "Identity-H",
        Encoding::Custom(_) => false,
    };
    // Glyphs of Type 3 have a space of their own.
    if (is_composite && !is_identity) || font.wmode != 0 || font.subtype == "Type3" {
        return None;
    }
    let length = if is_composite { 2 } else { 1 };
    let (mut parts, mut advance) = (Vec::new(), start);
    for operand in operands(source) {
        match operand {
            Operand::Number(gap) => {
                advance -= gap / 1000.0 * text.size * text.scaling;
                parts.push(Part::Gap(gap));
            }
            Operand::Text(bytes) => {
                for code in bytes.chunks(length) {
                    let number = code.iter().fold(0, |sum, byte| sum << 8 | u16::from(*byte));
                    let width = font.get_glyph_width(number) / 1000.0 * text.size;
                    let is_blank = code == b" ";
                    let word = if is_blank { text.word_spacing } else { 0.0 };
                    let end = advance + width * text.scaling;
                    parts.push(Part::Glyph(Glyph {
                        code: code.to_vec(),
                        start: advance,
                        end,
                    }));
                    advance = end + (text.spacing + word) * text.scaling;
                }
            }
        }
    }
    Some((parts, advance))
}

#[derive(Debug, PartialEq)]
enum Operand {
    Text(Vec<u8>),
    Number(f32),
}

/// The strings of the operands, and the numbers inside an array.
fn operands(source: &[u8]) -> Vec<Operand> {
    let (mut out, mut at, mut in_array) = (Vec::new(), 0, false);
    while let Some(byte) = source.get(at) {
        match byte {
            b'(' => {
                let (text, length) = literal(&source[at..]);
                out.push(Operand::Text(text));
                at += length;
            }
            b'<' => {
                let rest = &source[at + 1..];
                let end = rest.iter().position(|byte| *byte == b'>');
                let end = end.unwrap_or(rest.len());
                out.push(Operand::Text(hexadecimal(&rest[..end])));
                at += end + 2;
            }
            b'[' | b']' => {
                in_array = *byte == b'[';
                at += 1;
            }
            b'0'..=b'9' | b'+' | b'-' | b'.' => {
                let rest = &source[at..];
                let end = rest
                    .iter()
                    .position(|byte| !matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.'));
                let number = &rest[..end.unwrap_or(rest.len())];
                let number = std::str::from_utf8(number).ok();
                if in_array {
                    let number = number.and_then(|number| number.parse().ok());
                    out.push(Operand::Number(number.unwrap_or(0.0)));
                }
                at += end.unwrap_or(rest.len());
            }
            b'%' => {
                let rest = &source[at..];
                let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
                at += end.unwrap_or(rest.len());
            }
            _ => at += 1,
        }
    }
    out
}

/// The bytes of a literal string (ISO 32000-1, 7.3.4.2), and its length in the source.
fn literal(source: &[u8]) -> (Vec<u8>, usize) {
    let (mut out, mut depth, mut at) = (Vec::new(), 0_u32, 0);
    while let Some(byte) = source.get(at) {
        at += 1;
        match byte {
            b'\\' => {
                let Some(escaped) = source.get(at) else { break };
                at += 1;
                match escaped {
                    b'n' => out.push(b'\n'),
                    b'r' => out.push(b'\r'),
                    b't' => out.push(b'\t'),
                    b'b' => out.push(8),
                    b'f' => out.push(12),
                    b'\r' => at += usize::from(source.get(at) == Some(&b'\n')),
                    b'\n' => {}
                    b'0'..=b'7' => {
                        let mut number = u32::from(escaped - b'0');
                        for _ in 0..2 {
                            let Some(digit @ b'0'..=b'7') = source.get(at) else {
                                break;
                            };
                            number = number * 8 + u32::from(digit - b'0');
                            at += 1;
                        }
                        out.push(number as u8);
                    }
                    other => out.push(*other),
                }
            }
            b'(' => {
                depth += 1;
                if depth > 1 {
                    out.push(*byte);
                }
            }
            b')' => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
                out.push(*byte);
            }
            other => out.push(*other),
        }
    }
    (out, at)
}

/// The bytes of the digits of a hexadecimal string; a last digit that stands alone is followed by 0.
fn hexadecimal(digits: &[u8]) -> Vec<u8> {
    let digits = digits
        .iter()
        .filter_map(|digit| (*digit as char).to_digit(16));
    let digits: Vec<u32> = digits.collect();
    let pairs = digits.chunks(2);
    pairs
        .map(|pair| (pair[0] * 16 + pair.get(1).unwrap_or(&0)) as u8)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_strings_and_gaps() {
        let text = |text: &str| Operand::Text(text.as_bytes().to_vec());
        let check = |source: &str, expected: &[Operand]| {
            assert_eq!(operands(source.as_bytes()), expected, "{source}");
        };
        check("(een) Tj", &[text("een")]);
        check("1 2 (a\\(b\\)(c)\\051\\n) \"", &[text("a(b)(c))\n")]);
        check(
            "[(a)-20.5(b) <63 6> 3]TJ",
            &[
                text("a"),
                Operand::Number(-20.5),
                text("b"),
                text("c`"),
                Operand::Number(3.0),
            ],
        );
        check("(niet gesloten", &[text("niet gesloten")]);
        check("<41", &[text("A")]);
    }
}
