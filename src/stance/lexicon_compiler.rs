//! Compiles the cues of a taxonomy into a [`Lexicon`].

use std::collections::{BTreeMap, HashMap};

use aho_corasick::{AhoCorasickBuilder, AhoCorasickKind};

use super::compiled_pattern::{CompiledPattern, CueLabel, Slot, Step};
use super::lexicon::{AffixSlots, Lexicon, WordTests};
use super::prefilter::{AUTOMATON_FITS, Literal, Prefilter};
use crate::taxonomy::{Element, Pattern, Role, Taxonomy, WordMatch};
use crate::text::DutchStemmer;

impl Lexicon {
    /// Compiles all cues of `taxonomy`. Cost: some milliseconds for the built-in taxonomy.
    pub(super) fn compile(taxonomy: &Taxonomy) -> Self {
        let mut compiler = Compiler::default();
        for theme in taxonomy.themes() {
            for pattern in theme.cues.iter().flat_map(|cue| &cue.patterns) {
                compiler.add(CueLabel::Theme(theme.id), pattern);
            }
        }
        for thing in taxonomy.initiatives() {
            for pattern in thing.cues.iter().flat_map(|cue| &cue.patterns) {
                compiler.add(CueLabel::Initiative(thing.id), pattern);
            }
        }
        for principle in taxonomy.principles() {
            for (pole, strength, cue) in &principle.cues {
                for pattern in &cue.patterns {
                    compiler.add(CueLabel::Principle(principle.id, *pole, *strength), pattern);
                }
            }
        }
        for cue in taxonomy.cues() {
            for pattern in &cue.cue.patterns {
                compiler.add(CueLabel::Role(cue.role), pattern);
            }
        }
        compiler.finish(taxonomy)
    }
}

/// Collects patterns and numbers their word tests.
#[derive(Default)]
struct Compiler {
    patterns: Vec<CompiledPattern>,
    slots: BTreeMap<Vec<WordMatch>, Slot>,
}

impl Compiler {
    fn add(&mut self, label: CueLabel, pattern: &Pattern) {
        let mut compile = |sequences: &[Vec<Element>]| -> Vec<Vec<Step>> {
            sequences
                .iter()
                .map(|sequence| sequence.iter().map(|element| self.step(element)).collect())
                .collect()
        };
        let parts = compile(&pattern.parts);
        let exclusions = pattern.without.iter().map(|parts| compile(parts)).collect();
        let mut required_slots: Vec<Slot> = parts.iter().flatten().filter_map(required).collect();
        required_slots.sort_unstable();
        required_slots.dedup();
        self.patterns.push(CompiledPattern {
            label,
            parts,
            required_slots,
            exclusions,
        });
    }

    fn step(&mut self, element: &Element) -> Step {
        match element {
            Element::Gap(max) => Step::Gap(*max),
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

    fn finish(self, taxonomy: &Taxonomy) -> Lexicon {
        let mut tests = vec![&[][..]; self.slots.len()];
        for (any, slot) in &self.slots {
            tests[usize::from(*slot)] = any.as_slice();
        }
        let mut content_patterns = vec![Vec::new(); tests.len()];
        let mut context_patterns = vec![Vec::new(); tests.len()];
        let mut content_literals = Vec::new();
        let (mut domain_literals, mut has_domain) = (Vec::new(), false);
        for (index, pattern) in self.patterns.iter().enumerate() {
            // A pattern is tried only if its rarest word is there, so it needs to be listed under that one alone.
            let slot = usize::from(rarest_slot(pattern, &tests));
            let literals = tests[slot].iter().map(Literal::from_word_match);
            let index = u32::try_from(index).expect("far fewer patterns than that");
            if pattern.label.is_content() {
                content_patterns[slot].push(index);
                content_literals.extend(literals);
                continue;
            }
            context_patterns[slot].push(index);
            // Hints and other domains alone do not describe a domain: without a `domain` cue every text is read.
            if let CueLabel::Role(Role::Domain | Role::DomainHint | Role::OtherField) =
                pattern.label
            {
                domain_literals.extend(literals);
                has_domain |= pattern.label == CueLabel::Role(Role::Domain);
            }
        }
        Lexicon {
            content_patterns,
            context_patterns,
            words: index_word_tests(&tests),
            content_prefilter: Prefilter::new(content_literals),
            domain_prefilter: has_domain.then(|| Prefilter::new(domain_literals)),
            principle_themes: taxonomy.principles().iter().map(|p| p.theme).collect(),
            initiative_themes: taxonomy
                .initiatives()
                .iter()
                .map(|thing| thing.theme)
                .collect(),
            patterns: self.patterns,
        }
    }
}

/// The slot of a step, if it is a word that has to be there.
fn required(step: &Step) -> Option<Slot> {
    match step {
        Step::Word {
            slot,
            optional: false,
        } => Some(*slot),
        Step::Word { optional: true, .. } | Step::Gap(_) => None,
    }
}

/// Sorts the word tests of all slots by kind. `tests` has one entry per slot.
fn index_word_tests(tests: &[&[WordMatch]]) -> WordTests {
    let (mut exact, mut cased, mut stems) = (HashMap::new(), HashMap::new(), HashMap::new());
    let mut affixes: BTreeMap<&str, AffixSlots> = BTreeMap::new();
    for (slot, any) in tests.iter().enumerate() {
        let slot = Slot::try_from(slot).expect("slots were counted as such");
        for word in *any {
            let whole = |map: &mut HashMap<Box<str>, Vec<Slot>>, text: &str| {
                map.entry(text.into()).or_default().push(slot);
            };
            match word {
                WordMatch::Exact(text) => whole(&mut exact, text),
                WordMatch::Cased(text) => whole(&mut cased, text),
                WordMatch::Stem { stem, .. } => whole(&mut stems, stem),
                WordMatch::Prefix(text) => affixes.entry(text).or_default().prefix.push(slot),
                WordMatch::Suffix(text) => affixes.entry(text).or_default().suffix.push(slot),
                WordMatch::Infix(text) => affixes.entry(text).or_default().infix.push(slot),
            }
        }
    }
    let automaton = AhoCorasickBuilder::new()
        .kind(Some(AhoCorasickKind::DFA))
        .build(affixes.keys())
        .expect(AUTOMATON_FITS);
    WordTests {
        exact,
        cased,
        stems,
        affixes: automaton,
        affix_slots: affixes.into_values().collect(),
        stemmer: DutchStemmer::new(),
    }
}

/// The slot by which a pattern is looked up: of the words that must be there, the one that is expected least often.
///
/// Rule of thumb: long words and few alternatives are rare. Ties go to the first.
fn rarest_slot(pattern: &CompiledPattern, tests: &[&[WordMatch]]) -> Slot {
    let mut best: Option<(usize, Slot)> = None;
    for slot in pattern.parts.iter().flatten().filter_map(required) {
        let any = tests[usize::from(slot)];
        let shortest = any
            .iter()
            .map(|word| Literal::from_word_match(word).text.len())
            .min()
            .unwrap_or(0);
        let rarity = (2 * shortest).saturating_sub(any.len());
        if best.is_none_or(|(rarest, _)| rarity > rarest) {
            best = Some((rarity, slot));
        }
    }
    best.expect("a parsed pattern begins with a word that has to be there")
        .1
}
