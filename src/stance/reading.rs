//! One sentence taken apart: words, clauses, quotations.

use super::lexicon::Lexicon;
use super::matching::{Board, MOST_WORDS, Places, places};
use crate::text::{Span, Word, words};

/// One sentence, with the places of its words as bits.
#[derive(Debug)]
pub(super) struct Reading<'t> {
    pub(super) words: Vec<Word<'t>>,
    pub(super) clauses: Vec<Clause>,
    /// Places before which a new clause group begins: patterns of several parts do not reach across.
    pub(super) walls: Places,
    /// Words between quotation marks, three or more together; fewer are a manner of speaking.
    pub(super) quoted: Places,
    /// Words that begin with a capital.
    pub(super) capitals: Places,
    /// Words of clauses that give a reason: what they say of pace or progress is not the plan itself.
    pub(super) reasons: Places,
    pub(super) is_question: bool,
    /// Known to be a heading, which wishes nothing, whatever its words.
    pub(super) is_heading: bool,
    /// A row of a table, or the beginning of one.
    pub(super) is_row: bool,
    /// Ends in a colon: what follows completes it.
    pub(super) opens_list: bool,
    /// Has no mark at its end: a heading or an item of a list.
    pub(super) is_open_ended: bool,
    /// A heading with a number such as 4.2 before it, which wishes nothing.
    pub(super) is_numbered_heading: bool,
    /// Begins with a dash or bullet, or ends in a semicolon: an item of a list.
    pub(super) is_item: bool,
}

/// A stretch of words with one finite verb, by rule of thumb: what stands between commas, other marks and
/// conjunctions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clause {
    pub(super) words: Places,
    /// Begins with "maar": what it says weighs more than what went before.
    pub(super) is_contrast: bool,
}

/// Conjunctions that begin a clause wherever they stand. Words that also have another use (`als`, `dat`,
/// `waar`, `dan`) are not among them: these begin a clause only behind a comma, which does that by itself.
const CONJUNCTIONS: &[&str] = &[
    "aangezien",
    "alvorens",
    "behalve",
    "doch",
    "doordat",
    "hoewel",
    "maar",
    "mits",
    "nadat",
    "ofschoon",
    "omdat",
    "opdat",
    "tenzij",
    "terwijl",
    "totdat",
    "voordat",
    "waarbij",
    "waardoor",
    "waarmee",
    "want",
    "zodat",
    "zodra",
    "zolang",
];

/// Those of them that give a reason.
const REASONS: &[&str] = &["aangezien", "doordat", "omdat", "want"];

/// Conjunctions that begin a clause when a word of [`OPENS_CLAUSE`] follows.
const COORDINATORS: &[&str] = &["dus", "en", "of"];

/// Conjunctions that begin a clause when a word of [`AFTER_CONDITIONAL`] follows; `als` is also "as".
const CONDITIONALS: &[&str] = &["als", "indien", "wanneer"];

/// Words behind "als" that show a condition: subjects.
const AFTER_CONDITIONAL: &[&str] = &[
    "anderen", "dat", "de", "deze", "die", "dit", "er", "het", "iemand", "inwoners", "ons", "onze",
    "we", "wij", "ze", "zij",
];

/// Words behind "en" that show that a clause begins there, not just another noun: subjects, negations, and
/// common finite verbs.
const OPENS_CLAUSE: &[&str] = &[
    "blijft",
    "blijven",
    "bouwen",
    "bouwt",
    "brengen",
    "daarom",
    "delen",
    "doen",
    "doet",
    "draaien",
    "draait",
    "gaan",
    "gaat",
    "gebruiken",
    "geen",
    "hebben",
    "heeft",
    "het",
    "houden",
    "houdt",
    "is",
    "kiest",
    "kiezen",
    "kopen",
    "laat",
    "laten",
    "maakt",
    "maken",
    "neemt",
    "nemen",
    "niet",
    "richten",
    "sluit",
    "sluiten",
    "staan",
    "staat",
    "stappen",
    "stapt",
    "starten",
    "stellen",
    "stoppen",
    "stopt",
    "voeren",
    "volgen",
    "we",
    "werken",
    "werkt",
    "wij",
    "wil",
    "willen",
    "worden",
    "wordt",
    "zet",
    "zetten",
    "zien",
    "zijn",
    "zoeken",
];

/// What stands between the cells of a table.
pub(super) const CELL: &str = " | ";

/// Words of a heading that ends in a full stop and runs into its paragraph: "2.5 Bewezen techniek."
const RUN_IN: usize = 6;

/// Whether a line is a heading with a number of two parts or more: `4.2` or `3.1.4`. One number alone may be that
/// of an item.
fn is_numbered_heading(line: &str, is_open_ended: bool) -> bool {
    let mut parts = line.split_whitespace();
    let number = parts.next().unwrap_or_default();
    let number = number.strip_suffix('.').unwrap_or(number);
    let is_number = |part: &str| {
        !part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit())
    };
    number.contains('.')
        && number.split('.').all(is_number)
        && (is_open_ended || parts.count() <= RUN_IN)
}

impl<'t> Reading<'t> {
    /// Reads the sentence `span` of `text` and puts its words on the board, which must be empty.
    pub(super) fn new(text: &'t str, span: Span, lexicon: &Lexicon, board: &mut Board) -> Self {
        let sentence = span.of(text);
        let is_open_ended = !sentence
            .trim_end_matches(['"', '\'', '”', '’', ')', ' '])
            .ends_with(['.', '!', '?', '…']);
        let mut reading = Self {
            words: words(sentence).take(MOST_WORDS).collect(),
            clauses: Vec::new(),
            walls: 0,
            quoted: 0,
            capitals: 0,
            reasons: 0,
            is_question: sentence
                .trim_end_matches(['"', '\'', '”', '’', ')'])
                .ends_with('?'),
            is_heading: false,
            is_row: sentence.contains(CELL),
            is_item: sentence.ends_with(';')
                || sentence.starts_with(['–', '—', '•', '·', '▪', '*', '-']),
            opens_list: sentence.ends_with(':'),
            is_open_ended,
            is_numbered_heading: is_numbered_heading(sentence, is_open_ended),
        };
        let mut breaks: Places = 0;
        let mut contrasts: Places = 0;
        let mut quote = Quote::default();
        let mut before = 0;
        for (place, word) in reading.words.iter().enumerate() {
            board.put(lexicon, word.text, place);
            let bit = 1 << place;
            if word.text.starts_with(char::is_uppercase) {
                reading.capitals |= bit;
            }
            let gap = &sentence[before..word.span.range().start];
            before = word.span.range().end;
            let is_number = is_inside_number(&sentence[..word.span.range().start], gap, word.text);
            let (breaks_clause, is_wall) = if is_number {
                (false, false)
            } else {
                marks(gap)
            };
            // Those that begin a sentence, with a capital, have nothing before them to be parted from.
            let conjunction = CONJUNCTIONS.binary_search(&word.text).is_ok();
            let contrast = ["maar", "Maar", "doch", "Doch"].contains(&word.text);
            let joins = COORDINATORS.contains(&word.text)
                && reading
                    .words
                    .get(place + 1)
                    .is_some_and(|next| OPENS_CLAUSE.binary_search(&next.text).is_ok());
            let conditional = CONDITIONALS.contains(&word.text)
                && reading
                    .words
                    .get(place + 1)
                    .is_some_and(|next| AFTER_CONDITIONAL.binary_search(&next.text).is_ok());
            if place > 0 {
                if breaks_clause || conjunction || joins || conditional {
                    breaks |= bit;
                }
                if is_wall || contrast {
                    reading.walls |= bit;
                }
            }
            if contrast {
                contrasts |= bit;
            }
            reading.quoted |= quote.read(gap, place);
        }
        reading.quoted |= quote.read(&sentence[before..], reading.words.len());
        reading.cut(breaks, contrasts);
        reading
    }

    fn cut(&mut self, breaks: Places, contrasts: Places) {
        let mut start = 0;
        let count = self.words.len();
        for place in 1..=count {
            // "Anderen gaan naar de cloud, wij niet": the rest says the same with the opposite sign.
            let is_ellipsis = (2..=3).contains(&(count - place))
                && self.words[place..].iter().any(|word| word.text == "niet");
            let ends = place == count || (breaks & (1 << place) != 0 && !is_ellipsis);
            if ends {
                if REASONS.contains(&self.words[start].text) {
                    self.reasons |= places(start, place);
                }
                self.clauses.push(Clause {
                    words: places(start, place),
                    is_contrast: contrasts & (1 << start) != 0,
                });
                start = place;
            }
        }
    }

    /// The clause in which the word at `place` stands.
    pub(super) fn clause_at(&self, place: usize) -> Clause {
        let bit = 1 << place;
        self.clauses
            .iter()
            .copied()
            .find(|clause| clause.words & bit != 0)
            .expect("clauses cover all words")
    }

    /// The words of all clauses that `used` touches.
    pub(super) fn clauses_of(&self, used: Places) -> Places {
        self.clauses
            .iter()
            .filter(|clause| clause.words & used != 0)
            .fold(0, |all, clause| all | clause.words)
    }

    /// Whether the subject "wij" stands behind the first word of the clause, as in "…, laten we varen": what stands
    /// before the comma is then the object of this clause, not a clause that says something by itself.
    pub(super) fn is_inverted(&self, clause: Clause) -> bool {
        let first = clause.words.trailing_zeros() as usize;
        first > 0
            && clause.words & (1 << (first + 1)) != 0
            && ["wij", "we"].contains(&self.words[first + 1].text)
    }

    /// The words that say what is done with the first clause, when that is their object: "Experimenteren met
    /// inwoners, vinden wij niet gepast."
    pub(super) fn behind_object(&self) -> Option<(Clause, Places)> {
        let [object, behind, ..] = self.clauses.as_slice() else {
            return None;
        };
        let at = behind.words.trailing_zeros() as usize;
        let [opens, joins] = [0, at].map(|place| self.words[place].text.to_lowercase());
        let is_object = OPENS_ADVERBIAL.binary_search(&opens.as_str()).is_err()
            && !self.words[..at]
                .iter()
                .any(|word| ["Wij", "We", "wij", "we"].contains(&word.text));
        // "…, en wij lopen niet voorop": that is a sentence of its own.
        let is_verb = OPENS_ADVERBIAL.binary_search(&joins.as_str()).is_err()
            && !["dan", "dat", "die", "dus", "of"].contains(&joins.as_str());
        (is_object && is_verb && self.is_inverted(*behind)).then_some((*object, behind.words))
    }

    /// The bits of all words.
    pub(super) fn all(&self) -> Places {
        places(0, self.words.len())
    }
}

/// Words at the beginning of a sentence that make what stands before its first comma a condition, a reason or a
/// circumstance, and no object.
const OPENS_ADVERBIAL: &[&str] = &[
    "aan",
    "aangezien",
    "als",
    "behalve",
    "bij",
    "binnen",
    "buiten",
    "conform",
    "daar",
    "daarnaast",
    "dankzij",
    "door",
    "doordat",
    "en",
    "gegeven",
    "gelet",
    "gezien",
    "hoe",
    "hoewel",
    "in",
    "indien",
    "maar",
    "met",
    "mits",
    "mocht",
    "na",
    "naar",
    "naarmate",
    "naast",
    "nadat",
    "nu",
    "om",
    "omdat",
    "ondanks",
    "onder",
    "ongeacht",
    "op",
    "over",
    "per",
    "sinds",
    "tegelijk",
    "tegen",
    "tenzij",
    "terwijl",
    "tijdens",
    "toch",
    "toen",
    "tot",
    "tussen",
    "uit",
    "uiteraard",
    "vanaf",
    "vanuit",
    "vanwege",
    "via",
    "volgens",
    "voor",
    "vooralsnog",
    "voordat",
    "waar",
    "waarbij",
    "wanneer",
    "want",
    "zo",
    "zoals",
    "zodra",
    "zolang",
    "zonder",
];

/// Whether the mark `gap` at the end of `before` parts the digits of one number: 6.400 or 2,5.
fn is_inside_number(before: &str, gap: &str, word: &str) -> bool {
    matches!(gap, "." | ",")
        && word.starts_with(|c: char| c.is_ascii_digit())
        && before[..before.len() - gap.len()].ends_with(|c: char| c.is_ascii_digit())
}

/// Whether the marks between two words begin a clause, and whether they are a wall.
fn marks(gap: &str) -> (bool, bool) {
    let mut clause = false;
    let mut wall = false;
    for (at, c) in gap.char_indices() {
        match c {
            ',' | '(' | ')' => clause = true,
            ';' | ':' | '|' | '•' | '.' | '!' | '?' | '…' => {
                clause = true;
                wall = wall || c != ':';
            }
            '–' | '—' => clause = true,
            '-' => clause = clause || (gap[..at].ends_with(' ') && gap[at + 1..].starts_with(' ')),
            _ => {}
        }
    }
    (clause, wall)
}

/// Follows opening and closing quotation marks through a sentence.
#[derive(Default)]
struct Quote {
    opened: Option<usize>,
}

/// Fewer words than this between marks are a manner of speaking, no quotation.
const QUOTED_WORDS: usize = 3;

impl Quote {
    /// Reads the marks before the word at `place`; gives the words of a quotation that ends there.
    fn read(&mut self, gap: &str, place: usize) -> Places {
        let mut ended = 0;
        for c in gap.chars() {
            let plain = matches!(c, '"' | '\'');
            let opens = matches!(c, '“' | '„' | '‘' | '«');
            let closes = matches!(c, '”' | '’' | '»');
            match self.opened {
                None if plain || opens => self.opened = Some(place),
                Some(start) if plain || closes => {
                    if place >= start + QUOTED_WORDS {
                        ended |= places(start, place);
                    }
                    self.opened = None;
                }
                _ => {}
            }
        }
        ended
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_one_word_in_two() {
        let check = |sentence: &str, expected: bool| {
            let at = sentence.find("400").expect("the second half");
            let gap = at - sentence[..at].trim_end_matches(['.', ',', ' ']).len();
            let inside = is_inside_number(&sentence[..at], &sentence[at - gap..at], "400");
            assert_eq!(inside, expected, "{sentence}");
        };
        check("de 6.400 vragen", true);
        check("de 6,400 vragen", true);
        check("in 2026, 400 vragen", false);
        check("in mei.400 vragen", false);
    }

    #[test]
    fn conjunctions_are_sorted() {
        assert!(CONJUNCTIONS.is_sorted(), "binary search needs them sorted");
        assert!(
            OPENS_ADVERBIAL.is_sorted(),
            "binary search needs them sorted"
        );
        assert!(
            AFTER_CONDITIONAL.is_sorted(),
            "binary search needs them sorted"
        );
        assert!(OPENS_CLAUSE.is_sorted(), "binary search needs them sorted");
    }
}
