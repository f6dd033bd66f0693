//! A linear classifier of units: how likely a unit is for or against each principle, wants to go fast or slowly, and is
//! about each theme.
//!
//! For each principle and each of the two stances, for each tempo and for each theme, a logistic regression over hashed
//! features: the words of the unit, pairs of words and character n-grams, and the words of clauses with a negation as such;
//! the words of its heading, of the line that introduces it and of the sentence before; and what the rules of this module
//! read in it. It is trained on labelled documents (`crate::training`), and keeps each weight in 8 bits. What the units around
//! it tell of a unit is in `context.rs`, what all units of a document make likely together in `position.rs`.
//!
//! Feature hashing: Weinberger et al., "Feature hashing for large scale multitask learning", ICML 2009. Calibration:
//! `calibration.rs`.

mod calibration;
mod context;
mod features;
mod file;
mod linear;
mod linear_equations;
mod position;
mod regression;

pub use calibration::Calibration;
pub use context::{ContextModel, DocumentStances};
pub use features::Features;
pub(super) use features::UnitContext;
pub use file::ClassifierError;
pub use position::{DocumentPosition, PositionEvidence, PositionModel};

use std::sync::{Arc, LazyLock};

use super::statement::{Stance, Tempo};
use linear::{LinearModel, Rarity};

/// The stances of the classes of one principle, in their order.
const STANCES: [Stance; 2] = [Stance::For, Stance::Against];

/// The tempos of the two classes of tempo, in their order.
const TEMPOS: [Tempo; 2] = [Tempo::Fast, Tempo::Slow];

/// Of fewer labels the cues of the taxonomy are the better reader.
const MIN_LABELS: usize = 30;

/// The probability of what a unit states: each stance on each principle, each tempo, each theme.
///
/// The classes of its model are those of the principles, two for each, then the two of tempo, then one for each theme.
#[derive(Debug)]
pub struct StanceClassifier {
    /// The names of the principles. Each has two classes: for it, and against it.
    principles: Vec<String>,
    /// Whether it reads tempo.
    reads_tempo: bool,
    /// The names of the themes it reads; may be empty.
    themes: Vec<String>,
    /// The figures of all classes.
    model: LinearModel,
    /// Makes probabilities of the log-odds.
    calibrations: Calibrations,
}

/// What makes probabilities of the log-odds of each kind of class.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Calibrations {
    /// Of stances.
    pub stance: Calibration,
    /// Of tempos.
    pub tempo: Calibration,
    /// Of themes.
    pub theme: Calibration,
    /// What the units around it tell of the stances of a unit; `None` if there were no whole documents to learn it from.
    pub context: Option<ContextModel>,
    /// Makes positions of documents of the stances of their units; `None` if no positions were labelled.
    pub position: Option<PositionModel>,
}

impl Calibrations {
    /// Leaves all log-odds as they are.
    pub const NONE: Self = Self {
        stance: Calibration::NONE,
        tempo: Calibration::NONE,
        theme: Calibration::NONE,
        context: None,
        position: None,
    };
}

/// A unit with what a reader says of it.
#[derive(Clone, Debug)]
pub struct LabelledFeatures {
    /// What the classifier sees.
    pub features: Features,
    /// The stances it takes, by the position of the principle in the names.
    pub stances: Vec<(usize, Stance)>,
    /// The tempo that the municipality wants.
    pub tempo: Option<Tempo>,
    /// The themes it is about, by their position in the names; `None` where nobody labelled them.
    pub themes: Option<Vec<usize>>,
}

/// What is likely of a unit, or the log-odds of it.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitOdds {
    /// For each principle, that the unit is for it and that it is against it.
    pub stances: Vec<[f64; 2]>,
    /// The same by its own words, once `stances` are those in the light of the units around it; else `None`.
    pub stances_alone: Option<Vec<[f64; 2]>>,
    /// That it is fast and that it is slow; `None` from a classifier without tempo.
    pub tempo: Option<[f64; 2]>,
    /// For each theme, that it is about it.
    pub themes: Vec<f64>,
}

impl UnitOdds {
    /// The likelier stance on each principle, with its figure; by principle.
    pub fn likelier_stances(&self) -> impl Iterator<Item = (Stance, f64)> {
        self.stances.iter().map(|pair| likelier(STANCES, *pair))
    }

    /// The likelier tempo with its figure. Returns `None` from a classifier without tempo.
    pub fn likelier_tempo(&self) -> Option<(Tempo, f64)> {
        self.tempo.map(|pair| likelier(TEMPOS, pair))
    }
}

/// The one with the higher figure, the first of two equal ones.
fn likelier<T: Copy>([first, second]: [T; 2], [a, b]: [f64; 2]) -> (T, f64) {
    if a >= b { (first, a) } else { (second, b) }
}

impl StanceClassifier {
    /// Returns the classifier of the program, which all threads share. Cost: some milliseconds and 7 MB the first time.
    ///
    /// # Panics
    /// If the figures that were compiled into the program are damaged, which a test rules out.
    pub fn shared() -> Arc<Self> {
        static SHARED: LazyLock<Arc<StanceClassifier>> = LazyLock::new(|| {
            let read = StanceClassifier::from_bytes(file::BUILTIN);
            Arc::new(read.expect("the figures in the program are whole"))
        });
        Arc::clone(&SHARED)
    }

    /// Trains a classifier for principles with these names, and for tempo and those of the named themes of which enough is
    /// labelled: for tempo thirty units of each, for a theme thirty units about it. The same examples in the same order
    /// give the same figures.
    ///
    /// A stance with fewer than three examples is never read. Cost: some twelve passes over the examples for each class.
    pub fn train(
        principles: Vec<String>,
        themes: &[String],
        examples: &[LabelledFeatures],
        calibrations: Calibrations,
    ) -> Self {
        let is_enough = |is_of_class: &dyn Fn(&LabelledFeatures) -> bool| {
            examples.iter().filter(|one| is_of_class(one)).count() >= MIN_LABELS
        };
        let reads_tempo = TEMPOS
            .iter()
            .all(|tempo| is_enough(&|one| one.tempo == Some(*tempo)));
        let learned: Vec<usize> = (0..themes.len())
            .filter(|theme| is_enough(&|one| is_about(one, *theme)))
            .collect();
        let themes: Vec<String> = learned.iter().map(|theme| themes[*theme].clone()).collect();
        let mut classifier = Self {
            model: LinearModel::untrained(classes(&principles, reads_tempo, &themes)),
            principles,
            reads_tempo,
            themes,
            calibrations,
        };
        let stance_classes: Vec<(usize, Stance)> = (0..classifier.principles.len())
            .flat_map(|principle| STANCES.map(|stance| (principle, stance)))
            .collect();
        let (tempo_at, themes_at) = (classifier.tempo_at(), classifier.themes_at());
        let rarity = Rarity::of(examples.iter().map(|one| &one.features));
        let weighted: Vec<Features> = examples
            .iter()
            .map(|one| rarity.weighted(&one.features))
            .collect();
        let mut learn = |class: usize,
                         counts: &dyn Fn(&LabelledFeatures) -> bool,
                         is_of_class: &dyn Fn(&LabelledFeatures) -> bool| {
            let (features, targets): (Vec<&Features>, Vec<bool>) = weighted
                .iter()
                .zip(examples)
                .filter(|(_, one)| counts(one))
                .map(|(features, one)| (features, is_of_class(one)))
                .unzip();
            classifier.model.train(class, &features, &targets, &rarity);
        };
        for (class, wanted) in stance_classes.into_iter().enumerate() {
            learn(class, &|_| true, &|one| one.stances.contains(&wanted));
        }
        if reads_tempo {
            for (at, tempo) in TEMPOS.into_iter().enumerate() {
                learn(tempo_at + at, &|_| true, &|one| one.tempo == Some(tempo));
            }
        }
        for (at, theme) in learned.into_iter().enumerate() {
            let labels_themes = |one: &LabelledFeatures| one.themes.is_some();
            learn(themes_at + at, &labels_themes, &|one| is_about(one, theme));
        }
        classifier
    }

    /// The first class of tempo.
    fn tempo_at(&self) -> usize {
        2 * self.principles.len()
    }

    /// The first class of a theme.
    fn themes_at(&self) -> usize {
        classes(&self.principles, self.reads_tempo, &[])
    }

    /// The names of its principles.
    pub fn principles(&self) -> &[String] {
        &self.principles
    }

    /// The names of its themes; empty if it reads none.
    pub fn themes(&self) -> &[String] {
        &self.themes
    }

    /// What makes positions of documents of the stances of their units. Returns `None` from a classifier that was trained
    /// without positions.
    pub fn position_model(&self) -> Option<PositionModel> {
        self.calibrations.position
    }

    /// The probabilities of stances of all units of a document, each in the light of the others; as they are from a
    /// classifier that did not learn how.
    pub fn in_context(&self, document: &DocumentStances) -> Vec<Vec<[f64; 2]>> {
        match &self.calibrations.context {
            Some(model) => model.apply(document),
            None => document.stances.clone(),
        }
    }

    /// The log-odds before calibration.
    pub fn log_odds(&self, features: &Features) -> UnitOdds {
        let of_class = self.model.log_odds(features);
        let (stances, others) = of_class.split_at(self.tempo_at());
        let tempo = self.reads_tempo.then(|| [others[0], others[1]]);
        UnitOdds {
            stances: stances.as_chunks().0.to_vec(),
            stances_alone: None,
            tempo,
            themes: of_class[self.themes_at()..].to_vec(),
        }
    }

    /// The calibrated probabilities, each 0 to 1.
    pub fn probabilities(&self, features: &Features) -> UnitOdds {
        let odds = self.log_odds(features);
        let Calibrations {
            stance,
            tempo,
            theme,
            context: _,
            position: _,
        } = self.calibrations;
        let pair = |calibration: Calibration| {
            move |pair: [f64; 2]| pair.map(|x| calibration.probability(x))
        };
        UnitOdds {
            stances: odds.stances.into_iter().map(pair(stance)).collect(),
            stances_alone: None,
            tempo: odds.tempo.map(pair(tempo)),
            themes: odds
                .themes
                .into_iter()
                .map(|x| theme.probability(x))
                .collect(),
        }
    }
}

fn is_about(unit: &LabelledFeatures, theme: usize) -> bool {
    unit.themes.as_ref().is_some_and(|all| all.contains(&theme))
}

/// The number of classes of a classifier.
fn classes(principles: &[String], reads_tempo: bool, themes: &[String]) -> usize {
    2 * principles.len() + if reads_tempo { TEMPOS.len() } else { 0 } + themes.len()
}
