//! What an operand of a query matches: terms with their spellings, sequences of terms, and beginnings of terms.
//!
//! The same pattern finds the passages (as a tantivy query) and the words to highlight in them, so that what is
//! marked is what was found.

use std::collections::BTreeMap;

use tantivy::Term;
use tantivy::tokenizer::TokenStream;

use super::analyser::{analyse, text_analyser};
use super::query::{Operand, OperandForm, TextField};
use super::surface::{Surfaces, head};
use super::{IndexError, PassageIndex};
use crate::text::{fold, inflections};

/// The most sequences of terms that one phrase becomes when its words have several spellings.
const MAX_SEQUENCES: usize = 16;

/// Shorter words are not looked for as two words: halves of two letters make chance pairs.
const MIN_SPLIT_CHARS: usize = 8;

/// The fewest letters of either half of a word that is written as two.
const MIN_HALF_CHARS: usize = 3;

/// The most ways in which one word is looked for as two.
const MAX_SPLITS: usize = 3;

/// Single letters that begin a word with or without a hyphen: *e-depot, edepot*; *i-visie, ivisie*.
const HYPHENATED_LETTERS: [char; 2] = ['e', 'i'];

/// Prefixes after which a word is written with or without a hyphen: *co-creatie, cocreatie*.
const HYPHENATED_PREFIXES: [&str; 3] = ["co", "ex", "re"];

/// Accents that Dutch writes, and those of the loanwords in it, by their letter.
const ACCENTED: [(char, &str); 7] = [
    ('a', "aàáâä"),
    ('c', "cç"),
    ('e', "eèéêë"),
    ('i', "iìíîï"),
    ('n', "nñ"),
    ('o', "oòóôö"),
    ('u', "uùúûü"),
];

/// Endings that the stemmer reads otherwise without their diaeresis: *financiële* gives `financieel`, and *financiele*
/// gives `financiel`.
const DIAERESES: [(&str, &str); 6] = [
    ("iel", "iël"),
    ("ien", "iën"),
    ("ier", "iër"),
    ("eer", "eër"),
    ("een", "eën"),
    ("uit", "uït"),
];

/// What an operand matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    pub(super) field: TextField,
    /// Single terms, each in certain spellings. All occur in the index.
    pub(super) terms: BTreeMap<String, Surfaces>,
    /// Several terms in a row.
    pub(super) sequences: Vec<Sequence>,
    /// The beginning of a word, without accents.
    pub(super) prefix: Option<String>,
}

/// Terms at certain distances from the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sequence {
    /// At least two; the first stands at 0.
    pub(super) terms: Vec<(usize, String)>,
    /// How many other words may stand between them in all.
    pub(super) slop: u32,
}

impl Pattern {
    /// Whether nothing in the index can match.
    pub(super) fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.sequences.is_empty() && self.prefix.is_none()
    }

    /// A regular expression for the terms that begin with the prefix.
    pub(super) fn prefix_expression(prefix: &str) -> String {
        let mut expression = String::new();
        for letter in prefix.chars() {
            match ACCENTED.iter().find(|(plain, _)| *plain == letter) {
                Some((_, accented)) => expression.push_str(&format!("[{accented}]")),
                // Letters and digits stand for themselves; what joins them within a word is no operator.
                None => expression.push(letter),
            }
        }
        expression + ".*"
    }
}

impl PassageIndex {
    /// What an operand matches in this index. Cost: a few dozen look-ups in the term dictionaries for each word.
    ///
    /// # Errors
    /// [`IndexError::Read`] when a dictionary is damaged.
    pub(super) fn pattern(&self, operand: &Operand) -> Result<Pattern, IndexError> {
        let mut pattern = Pattern {
            field: operand.field,
            terms: BTreeMap::new(),
            sequences: Vec::new(),
            prefix: None,
        };
        match operand.form {
            OperandForm::Prefix => {
                let prefix = fold(&operand.text);
                for term in self.word_terms(&operand.text, true)?.into_keys() {
                    let surfaces = Surfaces::StartsWith(prefix.clone());
                    pattern.terms.insert(term, surfaces);
                }
                pattern.prefix = Some(prefix);
            }
            OperandForm::Phrase { slop } => self.add_sequence(&mut pattern, operand, slop, true)?,
            OperandForm::Words => self.add_sequence(&mut pattern, operand, 0, false)?,
        }
        Ok(pattern)
    }

    /// Adds the terms of an operand in a row, or as a single term when it has one.
    fn add_sequence(
        &self,
        pattern: &mut Pattern,
        operand: &Operand,
        slop: u32,
        is_phrase: bool,
    ) -> Result<(), IndexError> {
        let tokens = tokens(&operand.text);
        if let [(_, word)] = &tokens[..] {
            pattern.terms = self.word_terms(word, !is_phrase)?;
            if !is_phrase {
                self.add_other_spellings(pattern, word)?;
            }
            return Ok(());
        }
        let Some((first, _)) = tokens.first() else {
            return Ok(());
        };
        let mut sequences: Vec<Vec<(usize, String)>> = vec![Vec::new()];
        for (position, word) in &tokens {
            let terms = self.word_terms(word, !is_phrase)?;
            let offset = position - first;
            sequences = sequences
                .iter()
                .flat_map(|begun| {
                    terms.keys().map(move |term| {
                        let mut longer = begun.clone();
                        longer.push((offset, term.clone()));
                        longer
                    })
                })
                .take(MAX_SEQUENCES)
                .collect();
        }
        let sequences = sequences.into_iter();
        pattern
            .sequences
            .extend(sequences.map(|terms| Sequence { terms, slop }));
        // Words joined by hyphens may also be written as one.
        let is_hyphenated = operand
            .text
            .chars()
            .all(|c| c.is_alphanumeric() || c == '-');
        if !is_phrase && is_hyphenated {
            let joined = operand.text.replace('-', "");
            pattern.terms = self.word_terms(&joined, false)?;
        }
        Ok(())
    }

    /// The terms of one word that occur in the index, each with the spellings that count: those of its stem with and
    /// without accents, and with `with_forms` those of its inflected forms.
    fn word_terms(
        &self,
        word: &str,
        with_forms: bool,
    ) -> Result<BTreeMap<String, Surfaces>, IndexError> {
        let mut found = BTreeMap::new();
        let folded = fold(head(word));
        for spelling in [word, &folded] {
            if let [term] = &analyse(spelling)[..] {
                for term in self.accented(term)? {
                    found.insert(term, Surfaces::Any);
                }
            }
        }
        if !with_forms {
            return Ok(found);
        }
        let mut forms = inflections(&folded);
        let plurals = forms.iter().filter(|form| form.ends_with("en"));
        let plurals: Vec<String> = plurals.flat_map(|form| with_diaeresis(form)).collect();
        forms.extend(plurals);
        forms.extend(with_diaeresis(&folded));
        for form in forms {
            let [stem] = &analyse(&form)[..] else {
                continue;
            };
            for term in self.accented(stem)? {
                let surfaces = found.entry(term).or_insert(Surfaces::OneOf([].into()));
                if let Surfaces::OneOf(spellings) = surfaces {
                    spellings.insert(fold(&form));
                }
            }
        }
        Ok(found)
    }

    /// The terms of the index that are this one but for accents. A term that does not occur has none.
    fn accented(&self, term: &str) -> Result<Vec<String>, IndexError> {
        let mut found = Vec::new();
        if self.occurs(term)? {
            found.push(term.to_owned());
        }
        let others = self.accented_terms()?.get(&fold(term));
        found.extend(
            others
                .into_iter()
                .flatten()
                .filter(|other| *other != term)
                .cloned(),
        );
        Ok(found)
    }

    /// Adds the ways in which one word is also written: with a hyphen after its first letter, without it, or as two
    /// words.
    fn add_other_spellings(&self, pattern: &mut Pattern, word: &str) -> Result<(), IndexError> {
        let word = fold(word);
        if let Some((letter, rest)) = word.split_once('-') {
            pattern
                .terms
                .extend(self.word_terms(&format!("{letter}{rest}"), false)?);
            self.add_pair(pattern, letter, rest)?;
        }
        if let Some(rest) = word.strip_prefix(HYPHENATED_LETTERS)
            && rest.len() >= MIN_HALF_CHARS
        {
            let (letter, _) = word.split_at(word.len() - rest.len());
            pattern
                .terms
                .extend(self.word_terms(&format!("{letter}-{rest}"), false)?);
            self.add_pair(pattern, letter, rest)?;
        }
        for prefix in HYPHENATED_PREFIXES {
            if let Some(rest) = word.strip_prefix(prefix)
                && rest.len() >= MIN_HALF_CHARS
                && rest.bytes().all(|byte| byte.is_ascii_lowercase())
            {
                self.add_pair(pattern, prefix, rest)?;
            }
        }
        if word.len() < MIN_SPLIT_CHARS || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Ok(());
        }
        let pairs = pattern.sequences.len();
        for middle in MIN_HALF_CHARS..=word.len() - MIN_HALF_CHARS {
            if pattern.sequences.len() < pairs + MAX_SPLITS {
                let (left, right) = word.split_at(middle);
                self.add_pair(pattern, left, right)?;
            }
        }
        Ok(())
    }

    /// Adds two words in a row, if both occur in the index and neither is a stop word.
    fn add_pair(&self, pattern: &mut Pattern, left: &str, right: &str) -> Result<(), IndexError> {
        if let ([left], [right]) = (&analyse(left)[..], &analyse(right)[..])
            && self.occurs(left)?
            && self.occurs(right)?
        {
            pattern.sequences.push(Sequence {
                terms: vec![(0, left.clone()), (1, right.clone())],
                slop: 0,
            });
        }
        Ok(())
    }

    /// Whether a term occurs in a text or heading.
    fn occurs(&self, term: &str) -> Result<bool, IndexError> {
        for field in [self.fields.body, self.fields.heading] {
            let frequency = self.searcher.doc_freq(&Term::from_field_text(field, term));
            if frequency.map_err(|source| IndexError::read(&self.folder, source))? > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The terms with an accent in texts and headings, by their spelling without. Cost: the first call reads the
    /// whole dictionary.
    fn accented_terms(&self) -> Result<&BTreeMap<String, Vec<String>>, IndexError> {
        if let Some(found) = self.accented_terms.get() {
            return Ok(found);
        }
        let found = self.read_accented_terms();
        let found = found.map_err(|source| IndexError::read(&self.folder, source))?;
        Ok(self.accented_terms.get_or_init(|| found))
    }

    fn read_accented_terms(&self) -> tantivy::Result<BTreeMap<String, Vec<String>>> {
        let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for segment in self.searcher.segment_readers() {
            for field in [self.fields.body, self.fields.heading] {
                let inverted = segment.inverted_index(field)?;
                let mut terms = inverted.terms().stream()?;
                while terms.advance() {
                    if terms.key().is_ascii() {
                        continue;
                    }
                    let term = String::from_utf8_lossy(terms.key()).into_owned();
                    found.entry(fold(&term)).or_default().push(term);
                }
            }
        }
        for terms in found.values_mut() {
            terms.sort_unstable();
            terms.dedup();
        }
        Ok(found)
    }
}

/// The words of a text that are no stop words, with their positions as the index counts them.
fn tokens(text: &str) -> Vec<(usize, &str)> {
    let mut analyser = text_analyser();
    let mut stream = analyser.token_stream(text);
    let mut found = Vec::new();
    while stream.advance() {
        let token = stream.token();
        found.push((token.position, &text[token.offset_from..token.offset_to]));
    }
    found
}

/// A word with the diaeresis that was left out where two vowels meet.
fn with_diaeresis(word: &str) -> Vec<String> {
    let found = DIAERESES.iter().filter_map(|(plain, accented)| {
        let at = word.rfind(plain).filter(|at| *at > 0)?;
        Some(format!(
            "{}{accented}{}",
            &word[..at],
            &word[at + plain.len()..]
        ))
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_keep_the_places_of_stop_words() {
        assert_eq!(tokens("regie op de data"), [(0, "regie"), (3, "data")]);
    }

    #[test]
    fn a_prefix_is_looked_for_with_accents() {
        assert_eq!(Pattern::prefix_expression("coo"), "[cç][oòóôö][oòóôö].*");
        assert_eq!(Pattern::prefix_expression("i&a"), "[iìíîï]&[aàáâä].*");
    }

    #[test]
    fn a_left_out_diaeresis_is_put_back() {
        assert!(with_diaeresis("financiele").contains(&"financiële".to_owned()));
        assert!(with_diaeresis("continuiteit").contains(&"continuïteit".to_owned()));
    }
}
