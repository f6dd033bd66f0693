//! Queries as people type them: words, phrases, exclusions and filters.
//!
//! Reading a query never fails on its punctuation. What is not of the syntax is left out, and the query then says
//! that it was not read literally ([`ReadQuery::is_literal`]) and how it was read (its [`Display`](fmt::Display)).
//! The work is bounded: a limit of characters and words, one pass, no recursion.
//!
//! | written | means |
//! |---|---|
//! | `regie data` | both words, in any of their forms |
//! | `"eigen regie"`, `"eigen regie"~2` | these words in this order, with at most two others between them |
//! | `gegevens*` | words that begin so, from three letters |
//! | `+cloud`, `cloud AND data` | must be there, also when not all words can be found |
//! | `cloud OR data` | one of them |
//! | `-cloud`, `NOT cloud` | must not be there |
//! | `kop:cloud`, `heading:cloud` | in the heading of the passage; `tekst:`, `body:` in its text |
//! | `gemeente:`, `soort:`, `jaar:`, `titel:` | only passages of this municipality, kind, year, document title |
//!
//! Read in this order: this file (what a query is), `scan` (characters to items), `read` (items to clauses).

mod read;
mod scan;
#[cfg(test)]
mod tests;

use std::fmt;

use crate::document::DocumentKind;
use crate::municipality::GemeenteCode;

/// The longest query in characters: a paragraph that someone pastes.
pub const MAX_QUERY_CHARS: usize = 1000;

/// The most words of a query that are searched for, stop words not counted. Each costs a look-up of all its forms in
/// every segment of the index.
pub const MAX_QUERY_WORDS: usize = 32;

/// A query as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadQuery {
    /// What must match, in the order of the query.
    pub(super) clauses: Vec<Clause>,
    /// What must not match.
    pub(super) excluded: Vec<Operand>,
    /// Which passages can match.
    pub(super) filters: Vec<QueryFilter>,
    /// What was typed, without syntax, exclusions and filters; stop words are in it.
    pub(super) plain_text: String,
    pub(super) is_literal: bool,
}

/// One condition: any of its operands matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    /// At least one.
    pub(super) operands: Vec<Operand>,
    /// Whether it must match even when not all clauses can.
    pub(super) is_required: bool,
}

impl Clause {
    /// Whether the clause is meant to the letter, so that a passage which only means the same does not do: it is
    /// required, or one of its operands is a phrase, the beginning of a word or restricted to a field.
    pub(super) fn is_literal(&self) -> bool {
        let mut operands = self.operands.iter();
        self.is_required
            || operands.any(|operand| {
                operand.form != OperandForm::Words || operand.field != TextField::Any
            })
    }
}

/// A word or phrase to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Operand {
    /// The words as typed, without the characters that have a meaning in the syntax.
    pub(super) text: String,
    pub(super) form: OperandForm,
    pub(super) field: TextField,
}

/// How the words of an operand are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OperandForm {
    /// In any form; several words stood without space between them (`ICT-visie`) and are found beside each other.
    Words,
    /// Between quotation marks: in this order, with at most `slop` other words between them.
    Phrase { slop: u32 },
    /// The beginning of a word.
    Prefix,
}

/// Where an operand is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextField {
    /// In text and heading.
    Any,
    Body,
    Heading,
}

/// A restriction that was typed within the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct QueryFilter {
    pub(super) value: FilterValue,
    /// Whether passages of this value are left out instead.
    pub(super) is_excluded: bool,
}

/// What a filter names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FilterValue {
    Municipality {
        code: GemeenteCode,
        typed: String,
    },
    Kind(DocumentKind),
    Year(i16),
    /// Words of the title of the document.
    Title(String),
}

/// What the values of filters in a query stand for.
pub trait FilterNames {
    /// The municipality with this name or code. Returns `None` if there is none.
    fn municipality(&self, name: &str) -> Option<GemeenteCode>;

    /// The kind of document with this label. Returns `None` if no document has it.
    fn kind(&self, label: &str) -> Option<DocumentKind>;
}

impl ReadQuery {
    /// Whether everything that was typed has been read as it stands. When not, show the reader how it was read.
    pub fn is_literal(&self) -> bool {
        self.is_literal
    }

    /// Whether the query names filters only, and no words.
    pub fn has_filters_only(&self) -> bool {
        self.clauses.is_empty()
    }

    /// What was typed, without syntax, exclusions and filters. Stop words are in it: they belong to the meaning.
    pub fn plain_text(&self) -> &str {
        &self.plain_text
    }
}

/// The query in its own syntax; reading that gives the same query.
impl fmt::Display for ReadQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        for clause in &self.clauses {
            let sign = if clause.is_required { "+" } else { "" };
            let operands: Vec<String> = clause.operands.iter().map(Operand::to_string).collect();
            parts.push(format!("{sign}{}", operands.join(" OR ")));
        }
        parts.extend(self.excluded.iter().map(|operand| format!("-{operand}")));
        parts.extend(self.filters.iter().map(QueryFilter::to_string));
        f.write_str(&parts.join(" "))
    }
}

impl fmt::Display for Operand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.field {
            TextField::Any => "",
            TextField::Body => "tekst:",
            TextField::Heading => "kop:",
        })?;
        match self.form {
            // Words that would be read otherwise stand between quotation marks.
            OperandForm::Words if self.text.contains(' ') || is_operator(&self.text) => {
                write!(f, "\"{}\"", self.text)
            }
            OperandForm::Words => f.write_str(&self.text),
            OperandForm::Phrase { slop: 0 } => write!(f, "\"{}\"", self.text),
            OperandForm::Phrase { slop } => write!(f, "\"{}\"~{slop}", self.text),
            OperandForm::Prefix => write!(f, "{}*", self.text),
        }
    }
}

/// Whether a word is an operator of the syntax.
fn is_operator(word: &str) -> bool {
    matches!(word, "AND" | "OR" | "NOT")
}

impl fmt::Display for QueryFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_excluded { "-" } else { "" };
        match &self.value {
            FilterValue::Municipality { typed, .. } => write!(f, "{sign}gemeente:\"{typed}\""),
            FilterValue::Kind(kind) => write!(f, "{sign}soort:\"{kind}\""),
            FilterValue::Year(year) => write!(f, "{sign}jaar:{year}"),
            FilterValue::Title(words) => write!(f, "{sign}titel:\"{words}\""),
        }
    }
}
