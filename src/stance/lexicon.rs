//! Cues compiled: from a word to the places in patterns where it fits, and from there to the patterns.

use std::collections::{BTreeMap, HashMap};

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, Input};

use crate::taxonomy::{
    Element, Pattern, Pole, PrincipleId, Role, Strength, Taxonomy, ThemeId, ThingId, WordMatch,
};
use crate::text::DutchStemmer;

/// What a pattern tells when it matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tells {
    Theme(ThemeId),
    Thing(ThingId),
    Principle(PrincipleId, Pole, Strength),
    Role(Role),
}

impl Tells {
    /// Whether a sentence without any of these need not be read further.
    pub(super) fn is_content(self) -> bool {
        match self {
            Self::Theme(_) | Self::Thing(_) | Self::Principle(..) => true,
            Self::Role(role) => matches!(role, Role::Fast | Role::Slow),
        }
    }
}

/// The place of a set of word matches in the lexicon's list.
pub(super) type Slot = u16;

#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    Word { slot: Slot, optional: bool },
    Gap(u8),
}

/// A pattern with slots for words.
#[derive(Debug)]
pub(super) struct Compiled {
    pub(super) tells: Tells,
    pub(super) parts: Vec<Vec<Step>>,
    /// The slots of all words that must be there.
    pub(super) needed: Vec<Slot>,
    pub(super) without: Vec<Vec<Vec<Step>>>,
}

/// All cues of a taxonomy, ready to be looked up.
#[derive(Debug)]
pub(super) struct Lexicon {
    pub(super) patterns: Vec<Compiled>,
    /// Per slot: the content patterns, and the others, that are tried when a word fits that slot.
    pub(super) content_by_slot: Vec<Vec<u32>>,
    pub(super) others_by_slot: Vec<Vec<u32>>,
    exact: HashMap<Box<str>, Vec<Slot>>,
    cased: HashMap<Box<str>, Vec<Slot>>,
    stems: HashMap<Box<str>, Vec<Slot>>,
    parts: AhoCorasick,
    part_slots: Vec<PartSlots>,
    /// Finds, in raw text, letters without which no content pattern can match.
    prefilter: Finder,
    /// The same for patterns that show in what field a text is; nothing when the taxonomy names none of its own.
    field: Option<Finder>,
    stemmer: DutchStemmer,
}

/// The slots of one piece of a word, by where in the word it has to stand.
#[derive(Debug, Default)]
struct PartSlots {
    begins: Vec<Slot>,
    ends: Vec<Slot>,
    anywhere: Vec<Slot>,
}

impl Lexicon {
    pub(super) fn new(taxonomy: &Taxonomy) -> Self {
        let mut compiler = Compiler::default();
        for theme in taxonomy.themes() {
            for pattern in theme.cues.iter().flat_map(|cue| &cue.patterns) {
                compiler.add(Tells::Theme(theme.id), pattern);
            }
        }
        for thing in taxonomy.things() {
            for pattern in thing.cues.iter().flat_map(|cue| &cue.patterns) {
                compiler.add(Tells::Thing(thing.id), pattern);
            }
        }
        for principle in taxonomy.principles() {
            for (pole, strength, cue) in &principle.cues {
                for pattern in &cue.patterns {
                    compiler.add(Tells::Principle(principle.id, *pole, *strength), pattern);
                }
            }
        }
        for cue in taxonomy.cues() {
            for pattern in &cue.cue.patterns {
                compiler.add(Tells::Role(cue.role), pattern);
            }
        }
        compiler.finish()
    }

    /// The first place from `at` on where something interesting may stand.
    pub(super) fn next_candidate(&self, text: &str, at: usize) -> Option<usize> {
        self.prefilter.next(text, at)
    }

    /// Whether texts have to show that they are about the field.
    pub(super) fn has_field(&self) -> bool {
        self.field.is_some()
    }

    /// The first place from `at` on where a word may stand that tells of this field or another.
    pub(super) fn next_of_field(&self, text: &str, at: usize) -> Option<usize> {
        self.field.as_ref()?.next(text, at)
    }

    /// Calls `fits` with every slot that the word fits; the same slot may come more than once.
    pub(super) fn slots(&self, word: &str, lower: &str, mut fits: impl FnMut(Slot)) {
        let mut give = |slots: Option<&Vec<Slot>>| {
            slots.into_iter().flatten().copied().for_each(&mut fits);
        };
        give(self.exact.get(head(lower)));
        if word.starts_with(char::is_uppercase) {
            give(self.cased.get(head(word)));
        }
        give(self.stems.get(self.stemmer.stem(lower).as_ref()));
        for found in self.parts.find_overlapping_iter(lower) {
            let slots = &self.part_slots[found.pattern().as_usize()];
            if found.start() == 0 {
                give(Some(&slots.begins));
            }
            if found.end() == lower.len() {
                give(Some(&slots.ends));
            }
            give(Some(&slots.anywhere));
        }
    }
}

/// Finds letters in raw text.
#[derive(Debug)]
struct Finder {
    automaton: AhoCorasick,
    edges: Vec<Edge>,
}

/// Where in a word letters have to stand, from the strictest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Edge {
    /// They are the word.
    Whole,
    /// The word begins with them.
    Begin,
    /// Anywhere.
    Any,
}

impl Finder {
    fn new(mut anchors: Vec<(&str, Edge)>) -> Self {
        anchors.sort_unstable();
        // Of the same letters, the least strict comes last and stays.
        anchors.reverse();
        anchors.dedup_by_key(|(letters, _)| *letters);
        let (letters, edges): (Vec<&str>, Vec<Edge>) = anchors.into_iter().unzip();
        let automaton = AhoCorasickBuilder::new()
            .kind(Some(AhoCorasickKind::DFA))
            .ascii_case_insensitive(true)
            .build(letters)
            .expect(FITS);
        Self { automaton, edges }
    }

    fn next(&self, text: &str, at: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        // Bytes outside ASCII count as no letters here: better a candidate too many.
        let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
        self.automaton
            .find_overlapping_iter(Input::new(text).span(at..text.len()))
            .find(|found| {
                let begins = found.start() == 0 || !is_letter(found.start() - 1);
                match self.edges[found.pattern().as_usize()] {
                    Edge::Whole => begins && !is_letter(found.end()),
                    Edge::Begin => begins,
                    Edge::Any => true,
                }
            })
            .map(|found| found.start())
    }
}

/// Why building an automaton cannot fail.
const FITS: &str = "patterns of a checked taxonomy are short, so the automaton fits";

/// The word before an apostrophe: `API's` is `API`.
fn head(word: &str) -> &str {
    match word.split(['\'', '’']).next() {
        Some(head) if !head.is_empty() => head,
        _ => word,
    }
}

#[derive(Default)]
struct Compiler {
    patterns: Vec<Compiled>,
    slots: BTreeMap<Vec<WordMatch>, Slot>,
}

impl Compiler {
    fn add(&mut self, tells: Tells, pattern: &Pattern) {
        let mut steps = |sequences: &[Vec<Element>]| -> Vec<Vec<Step>> {
            sequences
                .iter()
                .map(|sequence| sequence.iter().map(|e| self.step(e)).collect())
                .collect()
        };
        let parts = steps(&pattern.parts);
        let without = pattern.without.iter().map(|parts| steps(parts)).collect();
        let mut needed: Vec<Slot> = parts
            .iter()
            .flatten()
            .filter_map(|step| match step {
                Step::Word {
                    slot,
                    optional: false,
                } => Some(*slot),
                Step::Word { optional: true, .. } | Step::Gap(_) => None,
            })
            .collect();
        needed.sort_unstable();
        needed.dedup();
        self.patterns.push(Compiled {
            tells,
            parts,
            needed,
            without,
        });
    }

    fn step(&mut self, element: &Element) -> Step {
        match element {
            Element::Gap(most) => Step::Gap(*most),
            Element::Word { any, optional } => {
                let next = self.slots.len();
                let slot = *self.slots.entry(any.clone()).or_insert_with(|| {
                    Slot::try_from(next).expect("a taxonomy has far fewer than 65 536 word sets")
                });
                Step::Word {
                    slot,
                    optional: *optional,
                }
            }
        }
    }

    fn finish(self) -> Lexicon {
        let mut sets = vec![&[][..]; self.slots.len()];
        for (any, slot) in &self.slots {
            sets[usize::from(*slot)] = any.as_slice();
        }
        let mut content_by_slot = vec![Vec::new(); sets.len()];
        let mut others_by_slot = vec![Vec::new(); sets.len()];
        let mut anchors = Vec::new();
        let (mut field_anchors, mut has_field) = (Vec::new(), false);
        for (place, pattern) in self.patterns.iter().enumerate() {
            let key = rarest_slot(pattern, &sets);
            let place = u32::try_from(place).expect("far fewer patterns than that");
            if pattern.tells.is_content() {
                content_by_slot[usize::from(key)].push(place);
                anchors.extend(sets[usize::from(key)].iter().map(anchor));
            } else {
                others_by_slot[usize::from(key)].push(place);
                if let Tells::Role(Role::Domain | Role::DomainHint | Role::OtherField) =
                    pattern.tells
                {
                    field_anchors.extend(sets[usize::from(key)].iter().map(anchor));
                    has_field |= pattern.tells == Tells::Role(Role::Domain);
                }
            }
        }
        let (mut exact, mut cased, mut stems) = (HashMap::new(), HashMap::new(), HashMap::new());
        let mut parts: BTreeMap<&str, PartSlots> = BTreeMap::new();
        for (slot, any) in sets.iter().enumerate() {
            let slot = Slot::try_from(slot).expect("slots were counted as such");
            for word in *any {
                let whole = |map: &mut HashMap<Box<str>, Vec<Slot>>, text: &str| {
                    map.entry(text.into()).or_default().push(slot);
                };
                match word {
                    WordMatch::Exact(text) => whole(&mut exact, text),
                    WordMatch::Cased(text) => whole(&mut cased, text),
                    WordMatch::Stem { stem, .. } => whole(&mut stems, stem),
                    WordMatch::Prefix(text) => parts.entry(text).or_default().begins.push(slot),
                    WordMatch::Suffix(text) => parts.entry(text).or_default().ends.push(slot),
                    WordMatch::Infix(text) => parts.entry(text).or_default().anywhere.push(slot),
                }
            }
        }
        let part_texts: Vec<&str> = parts.keys().copied().collect();
        let parts_automaton = AhoCorasickBuilder::new()
            .kind(Some(AhoCorasickKind::DFA))
            .build(part_texts)
            .expect(FITS);
        let prefilter = Finder::new(anchors);
        let field = has_field.then(|| Finder::new(field_anchors));
        Lexicon {
            content_by_slot,
            others_by_slot,
            exact,
            cased,
            stems,
            part_slots: parts.into_values().collect(),
            parts: parts_automaton,
            prefilter,
            field,
            stemmer: DutchStemmer::new(),
            patterns: self.patterns,
        }
    }
}

/// The slot by which a pattern is looked up: of the words that must be there, the one that is met least, by
/// rule of thumb: long words, few alternatives. Ties go to the first.
fn rarest_slot(pattern: &Compiled, sets: &[&[WordMatch]]) -> Slot {
    let mut best: Option<(usize, Slot)> = None;
    for step in pattern.parts.iter().flatten() {
        if let Step::Word {
            slot,
            optional: false,
        } = step
        {
            let any = sets[usize::from(*slot)];
            let shortest = any
                .iter()
                .map(|word| anchor(word).0.len())
                .min()
                .unwrap_or(0);
            let rarity = (2 * shortest).saturating_sub(any.len());
            if best.is_none_or(|(rarest, _)| rarity > rarest) {
                best = Some((rarity, *slot));
            }
        }
    }
    best.expect("a parsed pattern begins with a word that has to be there")
        .1
}

/// Letters that stand in every word that this matches.
///
/// Participles with `ge` (`gekozen` of `kiezen`) may escape: a content cue that needs them writes them out.
fn anchor(word: &WordMatch) -> (&str, Edge) {
    match word {
        WordMatch::Exact(text) | WordMatch::Cased(text) => (text, Edge::Whole),
        WordMatch::Prefix(text) | WordMatch::Stem { head: text, .. } => (text, Edge::Begin),
        WordMatch::Suffix(text) | WordMatch::Infix(text) => (text, Edge::Any),
    }
}
