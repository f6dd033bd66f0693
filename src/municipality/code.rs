//! `GemeenteCode`: one spelling per municipality code, in natural order.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// The code of a municipality, in its canonical form.
///
/// `GM0363`, `gm0363`, `0363` and `363` are the same code and are always written
/// `GM0363` (`GM` and four digits, as CBS does). Only 1 to 4 digits, with or
/// without `GM`, are rewritten; the codes of other registers (`d001`, `DM01`)
/// pass as they are, case included.
///
/// **Range**: 1 to 32 ASCII letters and digits, with `-` and `_` allowed inside.
/// **Order**: natural, so `d2 < d10`; codes that differ in leading zeros only are
/// ordered as text. Cloning is cheap (a shared string).
///
/// ```
/// use wiel::municipality::GemeenteCode;
/// let code: GemeenteCode = "363".parse()?;
/// assert_eq!(code.to_string(), "GM0363");
/// assert!("d2".parse::<GemeenteCode>()? < "d10".parse()?);
/// # Ok::<(), wiel::municipality::CodeError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct GemeenteCode(Arc<str>);

/// Why a string is not a municipality code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Nothing was left after trimming; give a code such as `GM0363`.
    #[error("the code is empty, expected one such as GM0363")]
    Empty,
    /// The code is too long; shorten it.
    #[error("the code has {got} characters, expected at most {max}")]
    TooLong {
        /// The most characters that a code may have.
        max: usize,
        /// The characters that were counted.
        got: usize,
    },
    /// A character that a code may not hold at that place; take it out.
    #[error(
        "the code {code:?} has {character:?} at place {place}, \
         expected ASCII letters and digits, with - and _ only inside"
    )]
    Character {
        /// The code as it was given, trimmed.
        code: String,
        /// The character in question.
        character: char,
        /// Its place, counted from 1.
        place: usize,
    },
}

impl GemeenteCode {
    /// The greatest length in characters. Short enough for a file name or a column,
    /// long enough for the organisation numbers of other registers (the Dutch
    /// OIN has 20).
    pub const MAX_LENGTH: usize = 32;

    /// The canonical form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is `GM` and four digits.
    fn is_cbs(&self) -> bool {
        match self.0.as_bytes() {
            [b'G', b'M', digits @ ..] => digits.len() == 4 && digits.iter().all(u8::is_ascii_digit),
            _ => false,
        }
    }
}

impl FromStr for GemeenteCode {
    type Err = CodeError;

    /// Reads a code; spaces around it do not count.
    ///
    /// # Errors
    /// 1. [`CodeError::Empty`]: nothing but spaces.
    /// 2. [`CodeError::TooLong`]: more than [`GemeenteCode::MAX_LENGTH`] characters.
    /// 3. [`CodeError::Character`]: anything but ASCII letters and digits, or `-`
    ///    or `_` at either end.
    fn from_str(text: &str) -> Result<Self, CodeError> {
        let text = text.trim();
        let length = text.chars().count();
        if length == 0 {
            return Err(CodeError::Empty);
        }
        if length > Self::MAX_LENGTH {
            return Err(CodeError::TooLong {
                max: Self::MAX_LENGTH,
                got: length,
            });
        }
        for (index, character) in text.chars().enumerate() {
            let inside = index > 0 && index + 1 < length;
            let fits =
                character.is_ascii_alphanumeric() || (inside && matches!(character, '-' | '_'));
            if !fits {
                return Err(CodeError::Character {
                    code: text.to_owned(),
                    character,
                    place: index + 1,
                });
            }
        }
        // Lists write CBS codes with and without `GM` and leading zeros.
        Ok(Self(match cbs_digits(text) {
            Some(digits) => Arc::from(format!("GM{digits:0>4}")),
            None => Arc::from(text),
        }))
    }
}

/// The digits of a CBS code, when `text` is one: `363`, `0363` or `gm363`.
fn cbs_digits(text: &str) -> Option<&str> {
    // `get`, because a code can be a single digit.
    let digits = match text.get(..2) {
        Some(prefix) if prefix.eq_ignore_ascii_case("gm") => &text[2..],
        Some(_) | None => text,
    };
    let short = (1..=4).contains(&digits.len());
    (short && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

impl Ord for GemeenteCode {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.is_cbs() && other.is_cbs() {
            // Of equal form and length, so the order as text is the natural one.
            // Maps keyed by code spend most of their time here.
            return self.0.cmp(&other.0);
        }
        // Codes that differ in leading zeros only must not compare equal.
        natural(&self.0, &other.0).then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for GemeenteCode {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Compares texts with every run of digits taken as one number. A number stands
/// against another character as its first digit would, which keeps the order total.
fn natural(left: &str, right: &str) -> Ordering {
    let (mut left, mut right) = (left.as_bytes(), right.as_bytes());
    while let (Some(&l), Some(&r)) = (left.first(), right.first()) {
        let order = if l.is_ascii_digit() && r.is_ascii_digit() {
            let (number_l, rest_l) = split_number(left);
            let (number_r, rest_r) = split_number(right);
            (left, right) = (rest_l, rest_r);
            // Without leading zeros the longer number is the larger one.
            (number_l.len().cmp(&number_r.len())).then_with(|| number_l.cmp(number_r))
        } else {
            (left, right) = (&left[1..], &right[1..]);
            l.cmp(&r)
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    // Equal up to the end of the shorter one, which comes first.
    left.len().cmp(&right.len())
}

/// Splits the leading run of digits off, without its leading zeros.
fn split_number(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = bytes
        .iter()
        .position(|byte| !byte.is_ascii_digit())
        .unwrap_or(bytes.len());
    let (number, rest) = bytes.split_at(end);
    let zeros = number.iter().take_while(|&&byte| byte == b'0').count();
    (&number[zeros..], rest)
}

impl fmt::Display for GemeenteCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl fmt::Debug for GemeenteCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "GemeenteCode({})", self.0)
    }
}

impl AsRef<str> for GemeenteCode {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for GemeenteCode {
    type Error = CodeError;

    fn try_from(text: String) -> Result<Self, CodeError> {
        text.parse()
    }
}

impl From<GemeenteCode> for String {
    fn from(code: GemeenteCode) -> Self {
        code.0.as_ref().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(typed: &str, written: Option<&str>) {
        let code = typed.parse::<GemeenteCode>().ok();
        assert_eq!(
            code.as_ref().map(GemeenteCode::as_str),
            written,
            "{typed:?}"
        );
    }

    #[test]
    fn codes_have_a_canonical_form() {
        for typed in [
            "GM0363", "gm0363", "Gm0363", "0363", "363", " 363 ", "gm363",
        ] {
            check(typed, Some("GM0363"));
        }
        check("7", Some("GM0007"));
        check("0", Some("GM0000"));
        check("GM1", Some("GM0001"));
        for other in [
            "d001", "DM01", "GM", "GM12345", "12345", "GM12a4", "a-b_c", "x",
        ] {
            check(other, Some(other));
        }
        check(
            "a2345678901234567890123456789012",
            Some("a2345678901234567890123456789012"),
        );
    }

    #[test]
    fn errors_name_the_wrong_character() {
        for wrong in ["", "  ", "-a", "a-", "_", "a b", "é", "GM-", "a/b"] {
            check(wrong, None);
        }
        let error = |text: &str| text.parse::<GemeenteCode>().unwrap_err();
        assert_eq!(error(" "), CodeError::Empty);
        assert_eq!(
            error(&"x".repeat(33)),
            CodeError::TooLong { max: 32, got: 33 }
        );
        assert_eq!(
            error("ab/c").to_string(),
            "the code \"ab/c\" has '/' at place 3, \
             expected ASCII letters and digits, with - and _ only inside"
        );
    }

    #[test]
    fn order_is_natural() {
        let mut codes: Vec<GemeenteCode> =
            ["d10", "GM0014", "d2", "d2a", "d02", "D3", "d1-10", "d1-9"]
                .iter()
                .map(|text| text.parse().unwrap())
                .collect();
        codes.sort();
        let sorted: Vec<&str> = codes.iter().map(GemeenteCode::as_str).collect();
        assert_eq!(
            sorted,
            ["D3", "GM0014", "d1-9", "d1-10", "d02", "d2", "d2a", "d10"]
        );
    }

    #[test]
    fn serde_is_a_plain_string() {
        let code: GemeenteCode = serde_json::from_str("\"363\"").unwrap();
        assert_eq!(serde_json::to_string(&code).unwrap(), "\"GM0363\"");
        assert!(serde_json::from_str::<GemeenteCode>("\"a b\"").is_err());
    }

    proptest! {
        #[test]
        fn display_and_parse_round_trip(text in "[ a-zA-Z0-9_-]{0,36}") {
            if let Ok(code) = text.parse::<GemeenteCode>() {
                prop_assert_eq!(code.to_string().parse::<GemeenteCode>().unwrap(), code);
            }
        }

        #[test]
        fn any_text_parses_or_is_refused(text in ".{0,40}") {
            let _ = text.parse::<GemeenteCode>().map(|code| code.to_string());
        }

        #[test]
        fn all_ways_to_write_a_number_are_one_code(number in 0u16..10_000) {
            let expected = format!("GM{number:04}");
            for typed in [format!("{number}"), format!("{number:04}"), format!("gm{number}")] {
                let code: GemeenteCode = typed.parse().unwrap();
                prop_assert_eq!(code.as_str(), expected.as_str());
            }
        }

        #[test]
        fn order_is_total(texts in prop::collection::vec("[ad0-9]{1,5}|GM[0-9a]{1,5}", 3)) {
            let codes: Vec<GemeenteCode> = texts.iter().map(|text| text.parse().unwrap()).collect();
            let (a, b, c) = (&codes[0], &codes[1], &codes[2]);
            prop_assert_eq!(a.cmp(b), b.cmp(a).reverse());
            prop_assert_eq!(a.cmp(b) == Ordering::Equal, a == b);
            if a <= b && b <= c {
                prop_assert!(a <= c);
            }
        }
    }
}
