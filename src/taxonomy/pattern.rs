//! Patterns: what a cue looks for in a sentence.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::text::WordList;

/// Word sequences that must stand near each other, and sequences that must be absent.
///
/// A pattern is written as text, and [`Pattern`]s are compared by what they mean, not by how they are written:
///
/// | written | matches |
/// |---|---|
/// | `gemeente` | any word with the same stem: *gemeente*, *gemeenten*; a word of up to three letters only itself |
/// | `=open` | this word only, whatever its case |
/// | `^Woo` | this word only, in this case |
/// | `data*` | words that begin with *data* |
/// | `*loket` | words that end with *loket* |
/// | `*register*` | words that contain *register* |
/// | `a\|b` | one or the other |
/// | `?de` | *de*, or nothing |
/// | `@wij` | a word of the class `wij` |
/// | `..` | up to 3 words between |
/// | `...` | up to 8 words between |
/// | `a b & c` | both parts, in any order, in one clause group and near each other |
/// | `a ! b & c` | `a`, unless both `b` and `c` stand in the same sentence |
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pattern {
    /// Sequences that must all be there; at least one.
    pub parts: Vec<Vec<Element>>,
    /// Exclusions: the pattern does not match where all sequences of one of these are there.
    pub without: Vec<Vec<Vec<Element>>>,
}

/// One position in a sequence of words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Element {
    /// One word.
    Word {
        /// The alternatives, of which one must match; sorted, each once, at least one.
        any: Vec<WordMatch>,
        /// Whether the word may be absent.
        optional: bool,
    },
    /// From zero to this many words of any kind.
    Gap(u8),
}

/// How one word is recognised. The text is lower case, except in `Cased`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WordMatch {
    /// Words with the same stem.
    Stem {
        /// The stem of the word as it is written in the pattern.
        stem: String,
        /// The letters with which its inflections begin, participles excepted: `digi` for `digitale`.
        head: String,
    },
    /// This word, in any case.
    Exact(String),
    /// This word, in this case.
    Cased(String),
    /// Words that begin with this.
    Prefix(String),
    /// Words that end with this.
    Suffix(String),
    /// Words that contain this.
    Infix(String),
}

/// Named lists of alternatives, written `@name` in patterns.
pub(super) type Classes = BTreeMap<String, Vec<WordMatch>>;

/// Function words that carry no meaning of their own.
static STOP_WORDS: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/taxonomy/stop-words.txt")));

/// A sequence of at least this many stop words is an idiom (`een voor een`), and specific enough.
const MIN_IDIOM_WORDS: usize = 3;

impl Pattern {
    /// Returns whether one or two stop words, and nothing else, satisfy the pattern.
    pub(super) fn is_stop_words_only(&self) -> bool {
        let mut required = self
            .parts
            .iter()
            .flatten()
            .filter_map(Element::required_alternatives);
        // One stop word among the alternatives of a position is enough to match nearly everywhere.
        required.clone().count() < MIN_IDIOM_WORDS
            && required.all(|any| any.iter().any(WordMatch::is_stop_word))
    }
}

impl Element {
    /// The alternatives of a word that has to be there. Returns `None` for gaps and optional words.
    pub(super) fn required_alternatives(&self) -> Option<&[WordMatch]> {
        match self {
            Self::Word {
                any,
                optional: false,
            } => Some(any),
            Self::Word { optional: true, .. } | Self::Gap(_) => None,
        }
    }
}

impl WordMatch {
    fn is_stop_word(&self) -> bool {
        match self {
            Self::Exact(text) | Self::Stem { stem: text, .. } => STOP_WORDS.contains(text),
            // One letter begins, ends or stands in almost every word.
            Self::Prefix(text) | Self::Suffix(text) | Self::Infix(text) => text.len() < 2,
            // A capital makes it a name or an abbreviation.
            Self::Cased(_) => false,
        }
    }
}
