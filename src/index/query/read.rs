//! From the items of a query to its clauses.

use super::scan::{FieldName, Item, Sign, TypedOperand, normalise, scan};
use super::{
    Clause, FilterNames, FilterValue, MAX_QUERY_CHARS, MAX_QUERY_WORDS, Operand, OperandForm,
    QueryFilter, ReadQuery, TextField,
};
use crate::index::{IndexError, analyse};
use crate::text::{Span, words};

/// The fewest letters before a star: fewer are the beginning of a large part of the vocabulary.
const MIN_PREFIX_CHARS: usize = 3;

/// The most letters before a star.
const MAX_PREFIX_CHARS: usize = 40;

/// The last characters of a query that an error message repeats.
const SHOWN_CHARS: usize = 200;

impl ReadQuery {
    /// Reads a query as it was typed; `names` tells what filters stand for.
    ///
    /// # Errors
    /// [`IndexError::Query`] when the query is longer than [`MAX_QUERY_CHARS`], or has no word besides stop words
    /// and no filter. No other text is refused.
    pub fn parse(text: &str, names: &dyn FilterNames) -> Result<Self, IndexError> {
        let invalid = |reason: String, hint: String| IndexError::Query {
            query: text.chars().take(SHOWN_CHARS).collect(),
            reason,
            hint,
        };
        let length = text.chars().count();
        if length > MAX_QUERY_CHARS {
            return Err(invalid(
                format!("it is {length} characters long"),
                format!("shorten it to at most {MAX_QUERY_CHARS} characters"),
            ));
        }
        let normalised = normalise(text);
        let (items, is_literal) = scan(&normalised);
        let mut reader = Reader::new(names, is_literal);
        for item in items {
            reader.add(item);
        }
        reader.finish().ok_or_else(|| {
            invalid(
                "nothing to search for".to_owned(),
                "give at least one word that is not a stop word".to_owned(),
            )
        })
    }
}

/// What the operator before an operand asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pending {
    Nothing,
    And,
    Or,
    Not,
}

struct Reader<'n> {
    names: &'n dyn FilterNames,
    query: ReadQuery,
    words_left: usize,
    pending: Pending,
    /// Whether the last item was an operand that made or joined a clause.
    follows_clause: bool,
}

impl<'n> Reader<'n> {
    fn new(names: &'n dyn FilterNames, is_literal: bool) -> Self {
        Self {
            names,
            query: ReadQuery {
                clauses: Vec::new(),
                excluded: Vec::new(),
                filters: Vec::new(),
                plain_text: String::new(),
                is_literal,
            },
            words_left: MAX_QUERY_WORDS,
            pending: Pending::Nothing,
            follows_clause: false,
        }
    }

    fn add(&mut self, item: Item<'_>) {
        let operator = match item {
            Item::Operand(operand) => return self.add_operand(&operand),
            Item::And => Pending::And,
            Item::Or => Pending::Or,
            Item::Not => Pending::Not,
        };
        // `AND NOT` excludes; other operators need an operand before them, and no other operator.
        let continues = self.follows_clause && self.pending == Pending::Nothing;
        if operator == Pending::Not && self.pending != Pending::Or || continues {
            self.query.is_literal &=
                self.pending == Pending::Nothing || self.pending == Pending::And;
            self.pending = operator;
        } else {
            self.query.is_literal = false;
        }
    }

    fn add_operand(&mut self, typed: &TypedOperand<'_>) {
        let is_excluded = typed.sign == Sign::Minus || self.pending == Pending::Not;
        if let Some(value) = self.filter(typed) {
            self.pending = Pending::Nothing;
            self.follows_clause = false;
            self.query.filters.push(QueryFilter { value, is_excluded });
            return;
        }
        if !is_excluded {
            let plain = &mut self.query.plain_text;
            let gap = if plain.is_empty() { "" } else { " " };
            plain.push_str(gap);
            plain.push_str(typed.text.trim());
        }
        let Some(operand) = self.operand(typed) else {
            return;
        };
        let pending = std::mem::replace(&mut self.pending, Pending::Nothing);
        self.follows_clause = !is_excluded;
        if is_excluded {
            self.query.is_literal &= pending != Pending::Or;
            self.query.excluded.push(operand);
            return;
        }
        let is_required = typed.sign == Sign::Plus || pending == Pending::And;
        let last = self.query.clauses.last_mut();
        match (pending, last) {
            (Pending::Or, Some(last)) => last.operands.push(operand),
            (pending, last) => {
                // `AND` asks for what stands on both sides of it.
                if let (Pending::And, Some(last)) = (pending, last) {
                    last.is_required = true;
                }
                self.query.clauses.push(Clause {
                    operands: vec![operand],
                    is_required,
                });
            }
        }
    }

    /// The filter that an operand names. Returns `None` when it is not one, or its value stands for nothing.
    fn filter(&self, typed: &TypedOperand<'_>) -> Option<FilterValue> {
        let text = typed.text.trim();
        match typed.field? {
            FieldName::Body | FieldName::Heading => None,
            FieldName::Municipality => Some(FilterValue::Municipality {
                code: self.names.municipality(text)?,
                typed: text.to_owned(),
            }),
            FieldName::Kind => self.names.kind(text).map(FilterValue::Kind),
            FieldName::Year => text.parse().ok().map(FilterValue::Year),
            FieldName::Title => {
                let has_terms = !analyse(text).is_empty();
                has_terms.then(|| FilterValue::Title(plain_words(text)))
            }
        }
    }

    /// The operand as it will be searched for. Returns `None` when it has no words besides stop words, or too many
    /// words came before it.
    fn operand(&mut self, typed: &TypedOperand<'_>) -> Option<Operand> {
        let (field, name) = match typed.field {
            None => (TextField::Any, ""),
            Some(FieldName::Body) => (TextField::Body, ""),
            Some(FieldName::Heading) => (TextField::Heading, ""),
            // A filter with a value that stands for nothing is read as words.
            Some(FieldName::Title) => (TextField::Any, "titel "),
            Some(FieldName::Municipality) => (TextField::Any, "gemeente "),
            Some(FieldName::Kind) => (TextField::Any, "soort "),
            Some(FieldName::Year) => (TextField::Any, "jaar "),
        };
        self.query.is_literal &= name.is_empty();
        let form = match typed.slop {
            Some(slop) => OperandForm::Phrase { slop },
            None if typed.has_star && is_prefix(typed.text) => OperandForm::Prefix,
            None => {
                self.query.is_literal &= !typed.has_star;
                OperandForm::Words
            }
        };
        let text = match form {
            // A word is kept as typed as long as its parts are joined by what may stand within a word.
            OperandForm::Words if name.is_empty() && is_joined(typed.text) => typed.text.to_owned(),
            OperandForm::Prefix => typed.text.to_owned(),
            OperandForm::Words | OperandForm::Phrase { .. } => {
                plain_words(&format!("{name}{}", typed.text))
            }
        };
        let text = self.within_limit(text, form)?;
        Some(Operand { text, form, field })
    }

    /// Counts the terms of an operand, and cuts off those beyond the limit.
    fn within_limit(&mut self, text: String, form: OperandForm) -> Option<String> {
        let terms = analyse(&text).len();
        // What begins a word may be a stop word itself.
        let counted = if form == OperandForm::Prefix {
            1
        } else {
            terms
        };
        if counted == 0 {
            return None;
        }
        if counted <= self.words_left {
            self.words_left -= counted;
            return Some(text);
        }
        self.query.is_literal = false;
        // One word may be one term or none, so as many words have no more terms than are left.
        let end = words(&text).take(self.words_left).last()?.span.end;
        self.words_left = 0;
        let cut = Span::new(0, end as usize).of(&text).to_owned();
        (!analyse(&cut).is_empty()).then_some(cut)
    }

    /// The query. Returns `None` when nothing is left to search for.
    fn finish(mut self) -> Option<ReadQuery> {
        self.query.is_literal &= self.pending == Pending::Nothing;
        let has_filter = self.query.filters.iter().any(|filter| !filter.is_excluded);
        if self.query.clauses.is_empty() && !has_filter {
            if self.query.excluded.is_empty() {
                return None;
            }
            // A query of exclusions only is a list with hyphens, or a word with a hyphen before it.
            self.query.is_literal = false;
            let operands = std::mem::take(&mut self.query.excluded);
            let texts: Vec<&str> = operands.iter().map(|one| one.text.as_str()).collect();
            self.query.plain_text = texts.join(" ");
            self.query.clauses = operands
                .into_iter()
                .map(|operand| Clause {
                    operands: vec![operand],
                    is_required: false,
                })
                .collect();
        }
        Some(self.query)
    }
}

fn is_prefix(text: &str) -> bool {
    let length = text.chars().count();
    let mut words = words(text);
    let is_word = words.next().is_some_and(|word| word.text == text);
    is_word && (MIN_PREFIX_CHARS..=MAX_PREFIX_CHARS).contains(&length)
}

/// Whether only characters that may stand within a word are between the letters and digits.
fn is_joined(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_alphanumeric()
            || matches!(
                c,
                '-' | '\'' | '’' | '&' | '.' | ',' | '/' | '_' | '@' | '\u{300}'..='\u{36f}'
            )
    })
}

/// The words of a text with one space between them.
fn plain_words(text: &str) -> String {
    words(text)
        .map(|word| word.text)
        .collect::<Vec<_>>()
        .join(" ")
}
