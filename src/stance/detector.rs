//! The entry point: detects the statements of a passage.

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::classification::{Classification, UnitFeatures};
use super::classifier::StanceClassifier;
use super::config::StanceConfig;
use super::document_scan::scan_document;
use super::domain_evidence::DomainWordCounts;
use super::lexicon::Lexicon;
use super::match_state::MatchState;
use super::municipality_mentions::OwnNames;
use super::passage_scan::{PassageScan, scan_passage};
use super::statement::PolicyStatement;
use crate::document::{Page, Passage};
use crate::taxonomy::Taxonomy;

/// The cues of a taxonomy, compiled. Make one and use it for every passage, from any thread.
#[derive(Debug)]
pub struct Detector {
    lexicon: Lexicon,
    /// Decides which principles a unit is for or against; without it, the cues do.
    classification: Option<Classification>,
    /// Identifies the detector to which the state that a thread keeps belongs.
    serial: u64,
}

/// Raised whenever the same text and taxonomy give other statements than before.
pub const DETECTOR_VERSION: u32 = 16;

/// The serial number of the next detector.
static NEXT_SERIAL: AtomicU64 = AtomicU64::new(0);

thread_local! {
    /// The match state for the detector that this thread used last, with the serial number of that detector. It is a
    /// cache: nothing in it changes a result.
    static MATCH_STATE: RefCell<Option<(u64, MatchState)>> = const { RefCell::new(None) };
}

impl Detector {
    /// Compiles the cues. On stances decides the classifier of the taxonomy, if it has one; else that of the program, if
    /// the taxonomy has the principles of the built-in one; else the cues. Cost: some milliseconds for the built-in
    /// taxonomy.
    ///
    /// # Panics
    /// If the figures of the taxonomy are damaged: who adds them checks them ([`StanceClassifier::from_bytes`]).
    pub fn new(taxonomy: &Taxonomy) -> Self {
        Self::with_config(taxonomy, StanceConfig::default())
    }

    /// The same as [`Detector::new`] with settings that were checked.
    ///
    /// # Panics
    /// As [`Detector::new`].
    pub fn with_config(taxonomy: &Taxonomy, config: StanceConfig) -> Self {
        let classifier = taxonomy
            .figures()
            .map_or_else(StanceClassifier::shared, |figures| {
                Arc::new(StanceClassifier::from_bytes(figures).expect("checked figures"))
            });
        Self::with_classifier(taxonomy, classifier, config)
    }

    /// Compiles the cues, which alone decide on stances.
    pub fn rules_only(taxonomy: &Taxonomy) -> Self {
        Self::with_classification(taxonomy, None)
    }

    /// Compiles the cues. The classifier decides on stances if the taxonomy has all its principles; `config` was checked.
    pub fn with_classifier(
        taxonomy: &Taxonomy,
        classifier: Arc<StanceClassifier>,
        config: StanceConfig,
    ) -> Self {
        Self::with_classification(taxonomy, Classification::of(classifier, taxonomy, config))
    }

    fn with_classification(taxonomy: &Taxonomy, classification: Option<Classification>) -> Self {
        Self {
            lexicon: Lexicon::compile(taxonomy),
            classification,
            serial: NEXT_SERIAL.fetch_add(1, Ordering::Relaxed),
        }
    }

    /// Calls `scan` with the state that this thread keeps for this detector.
    fn with_state<T>(&self, scan: impl FnOnce(&mut MatchState) -> T) -> T {
        MATCH_STATE.with_borrow_mut(|cached| {
            let state = match cached {
                Some((serial, state)) if *serial == self.serial => state,
                _ => {
                    let state = MatchState::new(&self.lexicon);
                    &mut cached.insert((self.serial, state)).1
                }
            };
            scan(state)
        })
    }

    /// A scan without context. `state` must belong to the lexicon.
    fn scan<'a>(&'a self, state: &'a mut MatchState, own_names: OwnNames<'a>) -> PassageScan<'a> {
        PassageScan::new(
            state,
            &self.lexicon,
            self.classification.as_ref(),
            own_names,
        )
    }

    /// The compiled cues, for tests that show matches.
    #[cfg(test)]
    pub(super) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }
}

/// Detects the statements of a passage: in text order, at most one per sentence.
///
/// A line break ends a sentence where the line looks like a heading or a list item. A sentence in which no theme,
/// principle or tempo is recognised makes no statement. Whose words the passage holds ([`Passage::origin`]) makes no
/// difference here.
///
/// A municipality that is named ("de gemeente Veldrade wil …") counts as another one, since a passage does not tell to
/// which municipality it belongs: use [`detect_as`] if the caller knows.
///
/// Cost: a multi-pattern search over the text, and some microseconds for each sentence that contains a cue.
///
/// ```
/// use wiel::document::{DocumentId, Origin, PageNumber, Passage, PassageId};
/// use wiel::stance::{Detector, Stance, detect};
/// use wiel::taxonomy::Taxonomy;
/// use wiel::text::Span;
///
/// let text = "Wij sluiten ons niet aan bij collectieve oplossingen.";
/// let passage = Passage {
///     id: PassageId { document: DocumentId::from_bytes(b"visie"), ordinal: 0 },
///     page: PageNumber::FIRST,
///     span: Span::new(0, text.len()),
///     heading: None,
///     text: text.into(),
///     headings: vec![],
///     masked: vec![],
///     words: 8,
///     letters: 45,
///     origin: Origin::Own,
/// };
/// let taxonomy = Taxonomy::builtin();
/// let statements = detect(&passage, &Detector::new(&taxonomy));
/// let together = taxonomy.principle_named("collectief").expect("built in");
/// assert_eq!(statements[0].stance_on(together), Some(Stance::Against));
/// ```
pub fn detect(passage: &Passage, detector: &Detector) -> Vec<PolicyStatement> {
    detect_as(passage, detector, &[])
}

/// Detects the statements of a passage that belongs to the municipality with the given names.
///
/// "De gemeente Veldrade wil" is then its own wish if `Veldrade` is among `own_names`, which may be empty. A name of
/// several words is recognised by its first. Otherwise the same as [`detect`].
pub fn detect_as(
    passage: &Passage,
    detector: &Detector,
    own_names: &[&str],
) -> Vec<PolicyStatement> {
    detector.with_state(|state| scan_passage(detector.scan(state, own_names), passage))
}

/// Detects the statements of a whole document: in text order, at most one per sentence.
///
/// `pages` are those of the document and `passages` all its passages, in order. Headings, lists and tables tell more of a
/// sentence than its words: under "Overwogen alternatieven" nothing is chosen, an item below "Wat wij niet doen" is
/// refused, a chapter on housing is about another field. `own_names` as in [`detect_as`].
///
/// Cost: that of [`detect_as`] for each passage, and the headings are parsed.
pub fn detect_document(
    pages: &[Page],
    passages: &[Passage],
    detector: &Detector,
    own_names: &[&str],
) -> Vec<PolicyStatement> {
    detector.with_state(|state| scan_document(detector.scan(state, own_names), pages, passages).0)
}

/// The units of a document as the classifier sees them, in text order, with what the cues read: examples to train it on.
///
/// `detector` decides on stances by cues alone ([`Detector::rules_only`]). Cost: as [`detect_document`].
pub fn unit_features(
    pages: &[Page],
    passages: &[Passage],
    detector: &Detector,
    own_names: &[&str],
) -> Vec<UnitFeatures> {
    detector.with_state(|state| {
        let scan = detector.scan(state, own_names).collecting();
        scan_document(scan, pages, passages).1
    })
}

/// Returns whether a passage is about the domain of the taxonomy: it holds a word of the domain, in its text or its
/// heading, and those outweigh the words of other domains.
///
/// Every passage is about the domain of a taxonomy without `domain` cues. Cost: as [`detect`], for the sentences that
/// hold such words.
pub fn is_of_domain(passage: &Passage, detector: &Detector) -> bool {
    let lexicon = &detector.lexicon;
    !lexicon.has_domain()
        || detector.with_state(|state| {
            DomainWordCounts::of_passage(state, passage, lexicon).is_of_domain()
        })
}
