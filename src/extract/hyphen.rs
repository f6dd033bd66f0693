//! Words that were broken at the end of a line: whether the hyphen was put there for the line, or belongs to the word.
//!
//! A soft hyphen (U+00AD) was put there for the line. Of any other hyphen the text alone does not tell: `samen-⏎werking`
//! is one word, `i-⏎visie` keeps its hyphen. In this order decide: a single letter is no syllable; the spelling that the
//! same document has elsewhere; a list of words; a part without vowel, which is no syllable (`tv-⏎serie`); vowels that
//! would run together (`be-⏎invloeden` is `beïnvloeden`, `zee-⏎eend` keeps its hyphen). What none of these decides is a
//! broken syllable.
//!
//! [`joint`] finds such a place while a block is tidied, and puts [`UNDECIDED`] there where the document must decide;
//! [`Spellings::decide`] does that when all blocks are read.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::text::WordList;

/// Stands for a hyphen at a line end of which is still to be decided whether it stays: a code point that Unicode will
/// never give to a character.
pub(super) const UNDECIDED: char = '\u{fdd0}';

/// Words before which a hyphen at a line end stays: it stands for a left-out part, as in "in- en uitvoer".
static SUSPENDED_HYPHEN: LazyLock<WordList> = LazyLock::new(|| {
    WordList::parse(include_str!(
        "../../data/extract/suspended-hyphen-words.txt"
    ))
});

/// Words that are written with a hyphen.
static HYPHENATED: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/extract/hyphenated-words.txt")));

/// How the two parts of a hyphenated word are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// The hyphen was only there for the line end.
    WithoutHyphen,
    /// The hyphen belongs to the word.
    WithHyphen,
    /// The document decides.
    Undecided,
}

/// How the last word of the line `left` and the first of `right` are joined. Returns `None` when they are two words.
pub(super) fn joint(left: &str, right: &str) -> Option<Joint> {
    let is_soft = left.ends_with('\u{ad}');
    let stem = left
        .strip_suffix('-')
        .or_else(|| left.strip_suffix('\u{ad}'))?;
    let first = right.chars().next().filter(|c| c.is_alphanumeric())?;
    if is_soft && stem.ends_with('-') {
        // A soft hyphen behind a hyphen says that the line may be broken there.
        return Some(Joint::WithHyphen);
    }
    let last = stem.chars().next_back().filter(|c| c.is_alphanumeric())?;
    if suspends(right) {
        return None;
    }
    if last_part(stem).chars().count() == 1 {
        return Some(Joint::WithHyphen);
    }
    let in_word = first.is_lowercase() == last.is_lowercase() && !first.is_numeric();
    if is_soft && in_word && !last.is_numeric() {
        return Some(Joint::WithoutHyphen);
    }
    if is_soft {
        return Some(Joint::WithHyphen);
    }
    // After capitals and digits the hyphen is part of the spelling: "ICT-beleid", "Noord-Holland". Only a title in
    // capitals may have broken words as well.
    if (first.is_lowercase() && last.is_lowercase())
        || (first.is_uppercase() && last.is_uppercase())
    {
        return Some(Joint::Undecided);
    }
    Some(Joint::WithHyphen)
}

/// Whether a line begins with a word before which a hyphen at a line end stays: "in- en uitvoer".
pub(super) fn suspends(right: &str) -> bool {
    let word = right
        .split(|c: char| c.is_whitespace() || c == ',' || c == '.')
        .next()
        .unwrap_or_default();
    SUSPENDED_HYPHEN.contains(word)
}

/// The letters and digits at the end of a text.
fn last_part(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric())
        .last();
    start.map_or("", |(start, _)| &text[start..])
}

/// One word with an undecided hyphen, as the text has it before and after that.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Broken {
    /// The parts before `left` that hyphens hold to it, these included: `privacy-by-` of `privacy-by-design`.
    before: String,
    left: String,
    right: String,
}

impl Broken {
    fn joined(&self) -> String {
        format!("{}{}", self.left, self.right)
    }

    fn hyphenated(&self) -> String {
        format!("{}-{}", self.left, self.right)
    }

    /// The spelling with a diaeresis, which a hyphen at a line end replaces (Leidraad 3.4).
    fn with_diaeresis(&self) -> Option<String> {
        let mut right = self.right.chars();
        let marked = match right.next()? {
            'e' => 'ë',
            'i' => 'ï',
            'o' => 'ö',
            'u' => 'ü',
            'a' => 'ä',
            _ => return None,
        };
        Some(format!("{}{marked}{}", self.left, right.as_str()))
    }

    /// The spelling by the rules, where the document does not show it.
    fn by_rule(&self, in_capitals: bool) -> Spelling {
        let hyphenated = self.hyphenated();
        let whole = format!("{}{hyphenated}", self.before);
        let is_listed = |word: &str| HYPHENATED.is_prefix_of(word);
        if in_capitals || is_listed(&hyphenated) || is_listed(&whole) {
            return Spelling::WithHyphen;
        }
        // A syllable has a vowel; what has none is an abbreviation: `tv-serie`, `mkb-bedrijf`.
        if !has_vowel(&self.left) || !has_vowel(&self.right) {
            return Spelling::WithHyphen;
        }
        let (Some(last), Some(first)) = (self.left.chars().next_back(), self.right.chars().next())
        else {
            return Spelling::Joined;
        };
        let clash = matches!(
            (last, first),
            ('a', 'a' | 'e' | 'i' | 'u')
                | ('e', 'e' | 'i' | 'u')
                | ('i', 'i')
                | ('o', 'o' | 'e' | 'i' | 'u')
                | ('u', 'u' | 'i')
        );
        match self.left.as_str() {
            _ if !clash => Spelling::Joined,
            // Latin endings are read apart without any sign: museum, petroleum.
            _ if LATIN_ENDINGS.iter().any(|end| self.right.starts_with(end)) => Spelling::Joined,
            // Prefixes and endings take the diaeresis, compounds the hyphen.
            "be" | "ge" | "co" | "geco" => Spelling::WithDiaeresis,
            _ if DIAERESIS_ENDINGS
                .iter()
                .any(|end| self.right.starts_with(end)) =>
            {
                Spelling::WithDiaeresis
            }
            _ => Spelling::WithHyphen,
        }
    }
}

/// Whether a word has a letter that is sounded by itself.
fn has_vowel(word: &str) -> bool {
    // Accents come off: `é` is an `e` with a mark behind it.
    word.nfd()
        .any(|c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'))
}

/// Endings after a vowel that take no sign.
const LATIN_ENDINGS: &[&str] = &["um", "us"];

/// Endings after a vowel that take a diaeresis: egoïsme, spontaneïteit, intuïtie.
const DIAERESIS_ENDINGS: &[&str] = &["isch", "isme", "ist", "iteit", "itie"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spelling {
    Joined,
    WithHyphen,
    WithDiaeresis,
}

/// How often a document has each spelling of its broken words.
#[derive(Debug, Default)]
pub(super) struct Spellings(BTreeMap<String, u32>);

impl Spellings {
    /// Counts them. Returns `None` if no text has an undecided hyphen. Cost: a pass over the texts if one has.
    pub(super) fn count<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> Option<Self> {
        let mut wanted = BTreeSet::new();
        for text in texts.clone().filter(|text| text.contains(UNDECIDED)) {
            for (at, _) in text.match_indices(UNDECIDED) {
                let broken = broken_at(text, at);
                wanted.extend([broken.joined(), broken.hyphenated()]);
                wanted.extend(broken.with_diaeresis());
            }
        }
        if wanted.is_empty() {
            return None;
        }
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        for text in texts {
            for word in text.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == UNDECIDED)) {
                let word = word.trim_matches('-').to_lowercase();
                if let Some(word) = wanted.take(&word) {
                    counts.insert(word, 1);
                } else if let Some(count) = counts.get_mut(&word) {
                    *count += 1;
                }
            }
        }
        Some(Self(counts))
    }

    fn of(&self, word: &str) -> u32 {
        self.0.get(word).copied().unwrap_or_default()
    }

    fn spelling(&self, broken: &Broken, in_capitals: bool) -> Spelling {
        let with_diaeresis = broken.with_diaeresis();
        let counts = [
            (Spelling::Joined, self.of(&broken.joined())),
            (Spelling::WithHyphen, self.of(&broken.hyphenated())),
            (
                Spelling::WithDiaeresis,
                with_diaeresis.map_or(0, |word| self.of(&word)),
            ),
        ];
        let most = counts
            .iter()
            .map(|(_, count)| *count)
            .max()
            .unwrap_or_default();
        let rule = broken.by_rule(in_capitals);
        let mut best = counts.iter().filter(|(_, count)| *count == most);
        if most == 0 || best.clone().any(|(spelling, _)| *spelling == rule) {
            return rule;
        }
        best.next().map_or(rule, |(spelling, _)| *spelling)
    }

    /// Decides every undecided hyphen of a text.
    pub(super) fn decide(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        let mut offset = 0;
        while let Some(at) = rest.find(UNDECIDED) {
            let broken = broken_at(text, offset + at);
            out.push_str(&rest[..at]);
            offset += at + UNDECIDED.len_utf8();
            rest = &text[offset..];
            let in_capitals = rest.starts_with(char::is_uppercase);
            match self.spelling(&broken, in_capitals) {
                Spelling::Joined => {}
                Spelling::WithHyphen => out.push('-'),
                Spelling::WithDiaeresis => {
                    if let Some(marked) = broken.with_diaeresis() {
                        let marked = marked[broken.left.len()..].chars().next();
                        let marked = marked.filter(|_| !in_capitals);
                        let first = rest.chars().next();
                        out.extend(marked.or(first));
                        offset += first.map_or(0, char::len_utf8);
                        rest = &text[offset..];
                    }
                }
            }
        }
        out.push_str(rest);
        out
    }
}

/// The word around an undecided hyphen at this offset, in lower case.
fn broken_at(text: &str, at: usize) -> Broken {
    let is_part = |c: char| c.is_alphanumeric();
    let before = &text[..at];
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_part(*c))
        .last();
    let start = start.map_or(at, |(start, _)| start);
    let chain = before[..start]
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_part(*c) || *c == '-')
        .last();
    let after = &text[at + UNDECIDED.len_utf8()..];
    let end = after.find(|c: char| !is_part(c)).unwrap_or(after.len());
    Broken {
        before: chain
            .map_or("", |(chain, _)| &before[chain..start])
            .to_lowercase(),
        left: before[start..].to_lowercase(),
        right: after[..end].to_lowercase(),
    }
}

/// A text with its undecided hyphens decided by what it says itself.
#[cfg(test)]
pub(super) fn decide(text: &str) -> String {
    Spellings::count(std::iter::once(text))
        .map_or_else(|| text.to_owned(), |known| known.decide(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(broken: &str, elsewhere: &str, expected: &str) {
        let (left, right) = broken.split_once('\n').expect("a line end");
        let stem = left.trim_end_matches(['-', '\u{ad}']);
        let joined = match joint(left, right) {
            Some(Joint::WithoutHyphen) => format!("{stem}{right}"),
            Some(Joint::WithHyphen) => format!("{stem}-{right}"),
            Some(Joint::Undecided) => format!("{stem}{UNDECIDED}{right}"),
            None => format!("{left} {right}"),
        };
        let texts = [joined.as_str(), elsewhere];
        let decided = match Spellings::count(texts.into_iter()) {
            Some(spellings) => spellings.decide(&joined),
            None => joined.clone(),
        };
        assert_eq!(decided, expected, "{broken:?} with {elsewhere:?}");
    }

    #[test]
    fn broken_syllables_are_joined() {
        check("samen-\nwerking", "", "samenwerking");
        check("de dienst\u{ad}\nverlening", "", "de dienstverlening");
        check("informatie-\nvoorziening.", "", "informatievoorziening.");
        check("anti-\nvirus", "", "antivirus");
    }

    #[test]
    fn hyphens_that_belong_to_a_word_stay() {
        check("de i-\nvisie", "", "de i-visie");
        check("een e-\nmail", "", "een e-mail");
        check("het e\u{ad}\ndepot", "", "het e-depot");
        check("(e-\nherkenning", "", "(e-herkenning");
        check("Noord-\nHolland", "", "Noord-Holland");
        check("Noord-\u{ad}\nHolland", "", "Noord-Holland");
        check("ICT-\nbeleid", "", "ICT-beleid");
        check("COVID-\n19", "", "COVID-19");
        check("co-\ncreatie", "", "co-creatie");
        check("niet-\ngebruik", "", "niet-gebruik");
        check("low-\ncodeplatform", "", "low-codeplatform");
        check("collega-\ngemeenten", "", "collega-gemeenten");
        check("privacy-by-\ndesign", "", "privacy-by-design");
        check("een back-\nup", "", "een back-up");
        check("ons ict-\nbeleid", "", "ons ict-beleid");
        check("een mkb-\nbedrijf", "", "een mkb-bedrijf");
        check("tv-\nseries", "", "tv-series");
        check("zee-\neend", "", "zee-eend");
        check("in-\nen uitvoer", "", "in- en uitvoer");
    }

    #[test]
    fn a_diaeresis_that_the_line_end_replaced_comes_back() {
        check("be-\ninvloeden", "", "beïnvloeden");
        check("ge-\nintegreerd", "", "geïntegreerd");
        check("co-\nordinatie", "", "coördinatie");
        check("re-\nintegratie", "", "re-integratie");
        check("intu-\nitief", "", "intuïtief");
        check("financi-\neel", "", "financieel");
        check("muse-\num", "", "museum");
    }

    #[test]
    fn the_spelling_of_the_document_goes_first() {
        check("co-\ncreatie", "wij doen aan cocreatie", "cocreatie");
        check("data-\nlake", "een Data-lake", "data-lake");
        check(
            "data-\nlake",
            "een data-lake, het datalake of datalake",
            "datalake",
        );
        check("SAMEN-\nWERKING", "de samenwerking", "SAMENWERKING");
        check("ICT-\nBELEID", "ons ICT-beleid", "ICT-BELEID");
    }
}
