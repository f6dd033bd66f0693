//! The operators of a content stream with their operands and their places (ISO 32000-1, 7.8.2).
//!
//! The library parses content streams too, but does not tell where an operator stands; the places are needed to put
//! marks around what is hidden.

use std::ops::Range;

/// One operand of an operator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Operand<'a> {
    /// A number.
    Number(f32),
    /// A name, without its slash.
    Name(&'a [u8]),
    /// A string, or the strings of an array: how many bytes they have in all.
    Text(usize),
    /// Anything else.
    Other,
}

/// One operator with its operands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Operation<'a> {
    /// Where its operands begin and it ends, in bytes.
    pub(super) place: Range<usize>,
    pub(super) name: &'a [u8],
    pub(super) operands: Vec<Operand<'a>>,
}

impl Operation<'_> {
    /// The last `N` operands as numbers. Returns `None` if there are fewer, or others.
    pub(super) fn numbers<const N: usize>(&self) -> Option<[f32; N]> {
        let from = self.operands.len().checked_sub(N)?;
        let mut numbers = [0.0; N];
        for (number, operand) in numbers.iter_mut().zip(&self.operands[from..]) {
            match operand {
                Operand::Number(found) => *number = *found,
                Operand::Name(_) | Operand::Text(_) | Operand::Other => return None,
            }
        }
        Some(numbers)
    }

    /// The last operand, when it is a name.
    pub(super) fn name_operand(&self) -> Option<&[u8]> {
        match self.operands.last()? {
            Operand::Name(name) => Some(name),
            Operand::Number(_) | Operand::Text(_) | Operand::Other => None,
        }
    }

    /// How many bytes of text are among the operands.
    pub(super) fn text_bytes(&self) -> usize {
        let bytes = self.operands.iter().map(|operand| match operand {
            Operand::Text(bytes) => *bytes,
            Operand::Number(_) | Operand::Name(_) | Operand::Other => 0,
        });
        bytes.sum()
    }
}

/// The most operands that are kept of one operator; more are no content stream.
const MAX_OPERANDS: usize = 64;

/// Iterates over the operators of a content stream. Malformed parts are passed over, a byte at a time.
///
/// Cost: one pass.
pub(super) struct Operations<'a> {
    source: &'a [u8],
    at: usize,
}

impl<'a> Operations<'a> {
    pub(super) fn new(source: &'a [u8]) -> Self {
        Self { source, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.source.get(self.at).copied()
    }

    /// Passes over white space and comments.
    fn skip_blanks(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                let rest = &self.source[self.at..];
                let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
                self.at += end.unwrap_or(rest.len());
            } else if is_blank(byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    /// Passes over a literal string with its nested brackets, and returns how many bytes it holds, about.
    fn skip_string(&mut self) -> usize {
        let (mut depth, mut bytes) = (0_u32, 0);
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'\\' => {
                    // An octal escape has up to three digits and stands for one byte.
                    let octal = self.source[self.at..]
                        .iter()
                        .take(3)
                        .take_while(|byte| byte.is_ascii_digit());
                    self.at += octal.count().max(1);
                }
                b'(' => {
                    depth += 1;
                    if depth == 1 {
                        continue;
                    }
                }
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        return bytes;
                    }
                }
                _ => {}
            }
            bytes += 1;
        }
        bytes
    }

    /// Passes over a hexadecimal string, and returns how many bytes it stands for.
    fn skip_hex(&mut self) -> usize {
        let mut digits = 0;
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            digits += usize::from(byte.is_ascii_hexdigit());
        }
        digits.div_ceil(2)
    }

    /// Passes over a dictionary.
    fn skip_dictionary(&mut self) {
        let mut depth = 0_u32;
        while self.at < self.source.len() {
            let rest = &self.source[self.at..];
            if rest.starts_with(b"<<") {
                depth += 1;
                self.at += 2;
            } else if rest.starts_with(b">>") {
                depth -= 1;
                self.at += 2;
                if depth == 0 {
                    return;
                }
            } else if rest[0] == b'(' {
                self.skip_string();
            } else {
                self.at += 1;
            }
        }
    }

    /// Passes over an array, and returns how many bytes of text its strings hold.
    fn skip_array(&mut self) -> usize {
        let mut bytes = 0;
        self.at += 1;
        while let Some(byte) = self.peek() {
            match byte {
                b']' => {
                    self.at += 1;
                    break;
                }
                b'(' => bytes += self.skip_string(),
                b'<' if self.source[self.at..].starts_with(b"<<") => self.skip_dictionary(),
                b'<' => bytes += self.skip_hex(),
                _ => self.at += 1,
            }
        }
        bytes
    }

    /// Passes over the data of an inline image: from after `ID` to after `EI`.
    fn skip_inline_image(&mut self) {
        let rest = &self.source[self.at..];
        let end = memchr::memmem::find_iter(rest, b"EI").find(|at| {
            let before = at.checked_sub(1).and_then(|at| rest.get(at));
            let after = rest.get(at + 2);
            before.is_some_and(|byte| is_blank(*byte)) && after.is_none_or(|byte| is_blank(*byte))
        });
        self.at += end.map_or(rest.len(), |end| end + 2);
    }

    /// A run of regular characters.
    fn word(&mut self) -> &'a [u8] {
        let rest = &self.source[self.at..];
        let end = rest
            .iter()
            .position(|byte| is_blank(*byte) || is_delimiter(*byte));
        let word = &rest[..end.unwrap_or(rest.len())];
        self.at += word.len();
        word
    }
}

impl<'a> Iterator for Operations<'a> {
    type Item = Operation<'a>;

    fn next(&mut self) -> Option<Operation<'a>> {
        let mut operands = Vec::new();
        let mut start = None;
        loop {
            self.skip_blanks();
            let byte = self.peek()?;
            let begin = *start.get_or_insert(self.at);
            let operand = match byte {
                b'(' => Operand::Text(self.skip_string()),
                b'[' => Operand::Text(self.skip_array()),
                b'<' if self.source[self.at..].starts_with(b"<<") => {
                    self.skip_dictionary();
                    Operand::Other
                }
                b'<' => Operand::Text(self.skip_hex()),
                b'/' => {
                    self.at += 1;
                    Operand::Name(self.word())
                }
                _ => {
                    let word = self.word();
                    if word.is_empty() {
                        // A delimiter out of place.
                        self.at += 1;
                        continue;
                    }
                    match number(word) {
                        Some(number) => Operand::Number(number),
                        None if matches!(word, b"true" | b"false" | b"null") => Operand::Other,
                        None => {
                            if word == b"ID" {
                                self.skip_inline_image();
                            }
                            return Some(Operation {
                                place: begin..self.at,
                                name: word,
                                operands,
                            });
                        }
                    }
                }
            };
            if operands.len() == MAX_OPERANDS {
                operands.clear();
                start = None;
            }
            operands.push(operand);
        }
    }
}

/// The number that a word is. Returns `None` for operators.
fn number(word: &[u8]) -> Option<f32> {
    let first = word.first()?;
    if !matches!(first, b'0'..=b'9' | b'+' | b'-' | b'.') {
        return None;
    }
    let text = std::str::from_utf8(word).ok()?;
    // Some programs write two signs, or an exponent; such a number is of no use here but is no operator either.
    Some(
        text.parse()
            .ok()
            .filter(|n: &f32| n.is_finite())
            .unwrap_or(0.0),
    )
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | 0x0c | 0)
}

fn is_delimiter(byte: u8) -> bool {
    matches!(
        byte,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(source: &str) -> Vec<String> {
        Operations::new(source.as_bytes())
            .map(|operation| String::from_utf8_lossy(operation.name).into_owned())
            .collect()
    }

    #[test]
    fn finds_operators_with_operands_and_places() {
        let source = b"BT /F1 12 Tf (een \\(twee\\) (drie)) Tj [(a) -20 <4142>] TJ ET";
        let all: Vec<Operation<'_>> = Operations::new(source).collect();
        let names: Vec<&[u8]> = all.iter().map(|one| one.name).collect();
        assert_eq!(names, [b"BT".as_slice(), b"Tf", b"Tj", b"TJ", b"ET"]);
        assert_eq!(
            all[1].operands,
            [Operand::Name(b"F1"), Operand::Number(12.0)]
        );
        assert_eq!(all[3].text_bytes(), 3);
        assert_eq!(&source[all[2].place.clone()], b"(een \\(twee\\) (drie)) Tj");
        assert_eq!(all[1].numbers::<1>(), Some([12.0]));
        assert_eq!(all[1].numbers::<2>(), None);
    }

    #[test]
    fn passes_over_dictionaries_images_and_comments() {
        assert_eq!(
            names("/P << /MCID 1 /A (x >> y) >> BDC EMC"),
            ["BDC", "EMC"]
        );
        assert_eq!(
            names("BI /W 1 /H 1 ID \x01EIx Tj \x02\nEI Q"),
            ["BI", "ID", "Q"]
        );
        assert_eq!(names("% (geen Tj)\n1 0 0 rg ) } f*"), ["rg", "f*"]);
        assert_eq!(names("(niet gesloten Tj"), Vec::<String>::new());
        assert_eq!(names("--5 .5 -.2 1e9 w"), ["w"]);
    }
}
