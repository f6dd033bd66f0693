//! The features of a unit: what the classifier sees of it.

use super::super::attribution::Attribution;
use super::super::intensity::Intensity;
use super::super::section::Section;
use super::super::statement::{StanceReading, Tempo};
use super::super::unit_kind::UnitKind;
use super::super::word_lists::{CLAUSE_CONJUNCTIONS, NEGATION_WORDS};
use std::collections::BTreeSet;

use crate::taxonomy::ThemeId;
use crate::text::words;

/// Features are hashed to this many columns ("feature hashing", Weinberger et al., ICML 2009): 2 to the power 17.
pub(super) const COLUMNS: usize = 1 << 17;

/// The value of a feature that does not come from the text. The features from the text form a vector of length 1.
const CONTEXT_VALUE: f32 = 0.3;

/// The lengths of the character n-grams within a word, its borders included.
const NGRAM_LENGTHS: [usize; 2] = [4, 5];

/// What stands for every name.
const NAME: &str = "_";

/// What is known of a unit beside its text.
pub(in super::super) struct UnitContext<'a> {
    /// Words that are names, in lower case: what is wanted does not depend on who wants it.
    pub(in super::super) names: &'a BTreeSet<String>,
    /// The heading above it.
    pub(in super::super) title: &'a str,
    /// The line that introduces the list, the head of the table or the question that it answers; else empty.
    pub(in super::super) lead: &'a str,
    /// The sentence before it in the same paragraph or section, if both are running text; else empty.
    pub(in super::super) previous: &'a str,
    pub(in super::super) kind: Option<UnitKind>,
    pub(in super::super) section: Section,
    pub(in super::super) attribution: Attribution,
    pub(in super::super) intensity: Intensity,
    pub(in super::super) is_negative: bool,
    pub(in super::super) is_hedged: bool,
    pub(in super::super) themes: &'a [ThemeId],
    /// The stances that the rules read.
    pub(in super::super) stances: &'a [StanceReading],
    /// The tempo that the rules read.
    pub(in super::super) tempo: Option<Tempo>,
}

/// A sparse vector of 131,072 dimensions: column and value, by column, each column at most once.
#[derive(Clone, Debug, PartialEq)]
pub struct Features(pub(super) Vec<(u32, f32)>);

impl Features {
    /// The features of a unit with this text. Cost: some three hundred hashes of a few bytes.
    pub(in super::super) fn new(text: &str, context: &UnitContext<'_>) -> Self {
        let mut of_text = Columns::default();
        of_text.add_text(text, context.names);
        of_text.add_negated(text, context.names);
        of_text.add_words('t', context.title, context.names);
        of_text.add_words('l', context.lead, context.names);
        of_text.add_words('v', context.previous, context.names);
        let of_text = of_text.distinct();
        let mut of_context = Columns::default();
        of_context.add_context(context);
        let value = 1.0 / (of_text.len().max(1) as f32).sqrt();
        let mut all: Vec<(u32, f32)> = of_text.into_iter().map(|column| (column, value)).collect();
        all.extend(
            of_context
                .distinct()
                .into_iter()
                .map(|column| (column, CONTEXT_VALUE)),
        );
        all.sort_unstable_by_key(|(column, _)| *column);
        // Where two kinds of features share a column by chance, the first stays.
        all.dedup_by_key(|(column, _)| *column);
        Self(all)
    }
}

/// The columns of some features, with doubles.
#[derive(Default)]
struct Columns(Vec<u32>);

impl Columns {
    /// Words, pairs of neighbours, pairs with one word between, and character n-grams; and how it begins, since that is
    /// often its subject.
    fn add_text(&mut self, text: &str, names: &BTreeSet<String>) {
        let text = text.to_lowercase();
        let tokens: Vec<&str> = words(&text)
            .map(|word| {
                if names.contains(word.text) {
                    NAME
                } else {
                    word.text
                }
            })
            .collect();
        if let [first, ..] = tokens[..] {
            self.add(&["s", first]);
        }
        if let [first, second, ..] = tokens[..] {
            self.add(&["s2", first, second]);
        }
        for (at, token) in tokens.iter().enumerate() {
            self.add(&["w", token]);
            if let Some(next) = tokens.get(at + 1) {
                self.add(&["b", token, next]);
            }
            if let Some(next) = tokens.get(at + 2) {
                self.add(&["k", token, next]);
            }
            self.add_ngrams(token);
        }
    }

    /// The words of each clause that holds a negation, apart from the words of other clauses ("negated bag of words", Das &
    /// Chen, Management Science 53(9), 2007). A clause ends at a mark and at a conjunction.
    fn add_negated(&mut self, text: &str, names: &BTreeSet<String>) {
        let text = text.to_lowercase();
        let mut clause: Vec<&str> = Vec::new();
        let mut end = 0;
        for word in words(&text) {
            let range = word.span.range();
            let ends_clause = text[end..range.start].contains(is_clause_mark)
                || CLAUSE_CONJUNCTIONS.contains(word.text);
            if ends_clause {
                self.add_if_negated(&clause, names);
                clause.clear();
            }
            clause.push(word.text);
            end = range.end;
        }
        self.add_if_negated(&clause, names);
    }

    fn add_if_negated(&mut self, clause: &[&str], names: &BTreeSet<String>) {
        if clause.iter().any(|word| NEGATION_WORDS.contains(word)) {
            for word in clause.iter().filter(|word| !names.contains(**word)) {
                self.add(&["n", word]);
            }
        }
    }

    fn add_ngrams(&mut self, token: &str) {
        let bordered = format!("<{token}>");
        let starts: Vec<usize> = bordered
            .char_indices()
            .map(|(at, _)| at)
            .chain([bordered.len()])
            .collect();
        for length in NGRAM_LENGTHS {
            for window in starts.windows(length + 1) {
                self.add(&["c", &bordered[window[0]..window[length]]]);
            }
        }
    }

    fn add_words(&mut self, kind: char, text: &str, names: &BTreeSet<String>) {
        let kind = kind.to_string();
        for word in words(&text.to_lowercase()).filter(|word| !names.contains(word.text)) {
            self.add(&[&kind, word.text]);
        }
    }

    fn add_context(&mut self, context: &UnitContext<'_>) {
        let kind = context
            .kind
            .map_or_else(String::new, |kind| format!("{kind:?}"));
        let attribution = format!("{:?}", context.attribution);
        let intensity = context.intensity.get().to_string();
        self.add(&["K", &kind]);
        self.add(&["Z", &format!("{:?}", context.section)]);
        self.add(&["A", &attribution]);
        self.add(&["I", &intensity]);
        self.add(&["AI", &attribution, &intensity]);
        self.add(&["N", &context.is_negative.to_string()]);
        self.add(&["H", &context.is_hedged.to_string()]);
        for reading in context.stances {
            let principle = reading.principle.index().to_string();
            let stance = format!("{:?}", reading.stance);
            self.add(&["R", &principle, &stance]);
            self.add(&["RW", &principle, &stance, &reading.probability.to_string()]);
        }
        if let Some(tempo) = context.tempo {
            self.add(&["Q", &format!("{tempo:?}")]);
        }
        for theme in context.themes {
            self.add(&["T", &theme.index().to_string()]);
        }
    }

    fn add(&mut self, parts: &[&str]) {
        self.0.push(column(parts));
    }

    fn distinct(mut self) -> Vec<u32> {
        self.0.sort_unstable();
        self.0.dedup();
        self.0
    }
}

/// Whether a clause ends at the character.
fn is_clause_mark(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '.' | '(' | ')' | '–' | '—' | '?' | '!')
}

/// The column of a feature: the FNV-1a hash (Fowler, Noll & Vo) of its parts, each behind a byte 0.
fn column(parts: &[&str]) -> u32 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        for byte in part.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    // The high bits of the product are the better mixed ones.
    let folded = (hash >> 32) ^ hash;
    (folded % COLUMNS as u64) as u32
}
