//! From the characters of a query to its items: words, phrases and operators.

use crate::text::compose;

/// One item of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item<'q> {
    And,
    Or,
    Not,
    Operand(TypedOperand<'q>),
}

/// A word or phrase with what stood before and behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TypedOperand<'q> {
    pub(super) sign: Sign,
    /// The name before a colon, if it is one of [`FIELD_NAMES`].
    pub(super) field: Option<FieldName>,
    pub(super) text: &'q str,
    /// `Some` for a phrase between quotation marks, with its slop.
    pub(super) slop: Option<u32>,
    /// Whether a star stood behind a word.
    pub(super) has_star: bool,
}

/// The sign before an operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    None,
    Plus,
    Minus,
}

/// A name that may stand before a colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FieldName {
    Body,
    Heading,
    Title,
    Municipality,
    Kind,
    Year,
}

/// The names of the fields, in Dutch and English.
const FIELD_NAMES: [(&str, FieldName); 12] = [
    ("tekst", FieldName::Body),
    ("body", FieldName::Body),
    ("kop", FieldName::Heading),
    ("heading", FieldName::Heading),
    ("titel", FieldName::Title),
    ("title", FieldName::Title),
    ("gemeente", FieldName::Municipality),
    ("municipality", FieldName::Municipality),
    ("soort", FieldName::Kind),
    ("kind", FieldName::Kind),
    ("jaar", FieldName::Year),
    ("year", FieldName::Year),
];

/// The most words that may stand between those of a phrase.
const MAX_SLOP: u32 = 9;

/// Punctuation of a text, which nobody expects to count. Other characters that are left out are told.
fn is_plain_punctuation(character: char) -> bool {
    character.is_alphanumeric()
        || character.is_whitespace()
        || matches!(
            character,
            '.' | ','
                | ';'
                | '!'
                | '?'
                | '…'
                | '\''
                | '’'
                | '‘'
                | '&'
                | '/'
                | '-'
                | '–'
                | '—'
                | '%'
                | '#'
                | '@'
                | '€'
                | '$'
                | '§'
                | '+'
                | '_'
                | '·'
                | '•'
                | '°'
                | '\u{300}'..='\u{36f}'
        )
}

/// Evens out what looks alike: quotation marks, hyphens, spaces; and leaves out what is invisible.
pub(super) fn normalise(text: &str) -> String {
    let even_out = |character: char| match character {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' => Some('"'),
        '\u{2010}' | '\u{2011}' => Some('-'),
        // The soft hyphen, zero-width and bidirectional characters.
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => None,
        character if character.is_control() || character.is_whitespace() => Some(' '),
        character => Some(character),
    };
    compose(text).chars().filter_map(even_out).collect()
}

/// The items of a normalised query, in order, and whether all of it was of the syntax.
pub(super) fn scan(text: &str) -> (Vec<Item<'_>>, bool) {
    let mut scanner = Scanner {
        rest: text,
        is_literal: true,
    };
    let mut items = Vec::new();
    // Every turn takes at least one character, so there are no more turns than characters.
    while let Some(found) = scanner.next_item() {
        items.extend(found);
    }
    (items, scanner.is_literal)
}

struct Scanner<'q> {
    rest: &'q str,
    is_literal: bool,
}

impl<'q> Scanner<'q> {
    /// Takes the next item off the text; `Some(None)` when only punctuation was taken. Returns `None` at the end.
    fn next_item(&mut self) -> Option<Option<Item<'q>>> {
        self.rest = self.rest.trim_start();
        if self.rest.is_empty() {
            return None;
        }
        let begins = |c: char| c.is_alphanumeric() || c == '"' || c.is_whitespace();
        let before = self.take(self.rest.find(begins).unwrap_or(self.rest.len()));
        let stands_alone = !self
            .rest
            .starts_with(|c: char| c.is_alphanumeric() || c == '"');
        let sign = self.read_sign(before, stands_alone);
        if stands_alone {
            return Some(None);
        }
        let before_field = self.rest;
        let field = self.take_field();
        if let Some((text, slop)) = self.take_phrase() {
            return Some(Some(Item::Operand(TypedOperand {
                sign,
                field,
                text,
                slop: Some(slop),
                has_star: false,
            })));
        }
        if self.rest.starts_with('"') {
            // A quotation mark without its counterpart is left out; the words behind it are read as words.
            self.is_literal = false;
            self.rest = &self.rest[1..];
            return Some(None);
        }
        if field.is_some() && !self.rest.starts_with(|c: char| c.is_alphanumeric()) {
            // `jaar:` without a value is a word with a colon.
            self.rest = before_field;
        }
        let is_field = field.filter(|_| self.rest.len() < before_field.len());
        Some(self.take_word(sign, is_field))
    }

    fn take(&mut self, bytes: usize) -> &'q str {
        let (taken, rest) = self.rest.split_at(bytes);
        self.rest = rest;
        taken
    }

    /// The sign among the punctuation before a word: the only `+` or hyphen, directly before it.
    fn read_sign(&mut self, before: &str, stands_alone: bool) -> Sign {
        let is_sign = |c: &char| matches!(c, '+' | '-' | '–' | '—');
        let signs = before.chars().filter(is_sign).count();
        let sign = match before.chars().next_back() {
            Some('-') if signs == 1 && !stands_alone => Sign::Minus,
            Some('+') if signs == 1 && !stands_alone => Sign::Plus,
            _ => Sign::None,
        };
        let mut others = before.chars().filter(|c| !is_sign(c));
        self.is_literal &= others.all(is_plain_punctuation);
        self.is_literal &= signs == 0 || sign != Sign::None;
        sign
    }

    /// Takes a field name with its colon.
    fn take_field(&mut self) -> Option<FieldName> {
        let colon = self.rest.find(|c: char| !c.is_ascii_alphabetic())?;
        let name = self.rest[..colon].to_ascii_lowercase();
        if !self.rest[colon..].starts_with(':') {
            return None;
        }
        let (_, field) = FIELD_NAMES.iter().find(|(known, _)| *known == name)?;
        self.take(colon + 1);
        Some(*field)
    }

    /// Takes a text between quotation marks, with its slop.
    fn take_phrase(&mut self) -> Option<(&'q str, u32)> {
        let inside = self.rest.strip_prefix('"')?;
        let (text, after) = inside.split_once('"')?;
        self.rest = after;
        let mut slop = 0;
        if let Some(after) = after.strip_prefix('~') {
            let digits = after.find(|c: char| !c.is_ascii_digit());
            let (number, rest) = after.split_at(digits.unwrap_or(after.len()));
            if let Ok(number) = number.parse::<u32>() {
                slop = number.min(MAX_SLOP);
                self.rest = rest;
            }
        }
        self.is_literal &= text.chars().all(is_plain_punctuation);
        Some((text, slop))
    }

    /// Takes what stands up to the next space or quotation mark. Returns `None` when there is no word in it.
    fn take_word(&mut self, sign: Sign, field: Option<FieldName>) -> Option<Item<'q>> {
        let end = |c: char| c == '"' || c.is_whitespace();
        let chunk = self.take(self.rest.find(end).unwrap_or(self.rest.len()));
        let text = chunk.trim_end_matches(|c: char| !c.is_alphanumeric());
        let tail = &chunk[text.len()..];
        let has_star = tail.starts_with('*');
        // A colon at the end of a word is punctuation.
        let counted = tail.strip_prefix(['*', ':']).unwrap_or(tail);
        self.is_literal &= text
            .chars()
            .chain(counted.chars())
            .all(is_plain_punctuation);
        let is_operator = sign == Sign::None && field.is_none() && tail.is_empty();
        match text {
            "" => None,
            "AND" if is_operator => Some(Item::And),
            "OR" if is_operator => Some(Item::Or),
            "NOT" if is_operator => Some(Item::Not),
            _ => Some(Item::Operand(TypedOperand {
                sign,
                field,
                text,
                slop: None,
                has_star,
            })),
        }
    }
}
