//! Stance detection: what each sentence of a vision states.
//!
//! Comes in: a [`Passage`](crate::document::Passage) and the cues of a [`Taxonomy`](crate::taxonomy::Taxonomy),
//! compiled once into a [`Detector`]. Goes out: [`PolicyStatement`]s with theme, principle, subject, tempo, intensity
//! and decision. This module knows Dutch sentences. It does not know municipalities (except the names that
//! [`detect_as`] is given), dates, weights or other passages, and it does not compare.
//!
//! # Method
//!
//! Rules read a sentence, and a classifier trained on labelled documents decides which principles it is for or against, how
//! fast it wants to go and which themes it is about.
//!
//! The rules: a shallow parse finds clauses, cue patterns find content, and rules decide by clause and
//! by the scope of negations what the content means. It follows the usual decomposition of stance detection and
//! opinion mining (target, polarity, holder; see Küçük & Can, "Stance Detection: A Survey", ACM Computing Surveys
//! 53(1), 2020), with negation scope by cue lists as in `NegEx` (Chapman et al., Journal of Biomedical Informatics
//! 34(5), 2001). A sentence passes through these steps:
//!
//! 1. **Domain.** A passage of 40 words or more without a word of the taxonomy's domain, in its text or heading, makes
//!    no statement: a zoning plan speaks of cooperation and openness as well, but of other things. A `domain` cue is
//!    evidence by itself; a `domain-hint` is shared with other domains and needs company. Where `other-field` cues
//!    outweigh, only sentences with a domain word and none of another domain are read (`domain_evidence.rs`).
//! 2. **Sentences.** Sentences are split again at line breaks that end a heading or a list item. One in which no
//!    content cue (theme, initiative, principle, tempo) can match is skipped by a literal prefilter over the raw text.
//! 3. **Clauses.** Commas, brackets, dashes, colons and conjunctions begin clauses, "en" only if a verb, subject or
//!    negation follows (`clause_segmentation.rs`). Clauses that limit, concede or compare (`tenzij`, `hoewel`, `als`) are no
//!    part of the **main clause**: what stands only there shows no principle and no tempo, unless the cue names its own
//!    conjunction ("collectief, tenzij").
//! 4. **Cue matches.** Each word is looked up once: whole, by stem, by prefix, suffix or infix. Patterns whose words are
//!    all there are matched (`match_state.rs`); parts joined by `&` must stand within 16 words and on one side of `maar`
//!    and of a semicolon. The first 128 words of a sentence are read.
//! 5. **Attribution.** `wij`, the council and the college outside quotations make a statement the municipality's own.
//!    "De VNG vindt dat wij" is the VNG's. Another party, a municipality with another name, or reported speech make it
//!    another's, with intensity 0. A fragment or passive without a party counts as own (`attribution.rs`).
//! 6. **Assertion.** Headings, questions, suppositions, sentences about the text itself, definitions and descriptions
//!    keep their themes but state nothing ([`PolicyStatement::is_mention`]).
//! 7. **Negation scope.** Each negation or reversal ("zien af van", "stoppen met") in the clause of a cue negates it; two
//!    cancel. `geen` negates what follows it, `zonder` and `in plaats van` the next words; "nog niet" and "niet
//!    uitgesloten" leave the matter open; "niet alleen … maar ook" is no negation. A fronted object ("experimenteren
//!    met inwoners, vinden wij niet gepast") stands in the scope of the clause behind it (`negation_scope.rs`).
//! 8. **Principle with polarity.** If cues of one principle disagree, the clause behind `maar` wins, then a cue that
//!    contains its own negation, then the longest; equals cancel. A buzzword (`needs_action`) shows its principle only
//!    beside a view, a plan or an act, and gives way to a stronger cue in the same words (`principle_stance.rs`).
//! 9. **Tempo, intensity, decision.** Exploring wins over intending, intending over valuing, valuing over done, done
//!    over doing; "done" with a word of the future is doing, doing under a condition is intending. A negative decision
//!    has intensity 4 if something ends, 3 if it is only refused. "Niet A maar B" and "B en niet A" refuse nothing.
//! 10. **Initiatives.** A sentence is about an initiative that is wanted, made or used, not about one that only says where
//!     or with what ("testen in het klantcontactcentrum"), or that is lacking. "Geen … en richten dat ook niet in" refuses
//!     it (`initiative_reading.rs`).
//! 11. **Context.** A list item inherits intensity and decision of the line with a colon above it, a table row that of a
//!     heading that explores; a sentence without theme inherits those of its heading.
//!
//! [`detect_document`] sees the blocks of all pages and adds:
//!
//! 12. **Sections.** Headings, and lines above lists and tables, tell what a section is for (`section.rs`): rules, actions,
//!     refusals; or history, others, remarks, alternatives and procedure, in which nothing is the municipality's own course.
//!     An item below a refusal is refused. Titles, tables of contents and heads of tables state nothing.
//! 13. **Chapters.** Evidence of the domain is taken per heading, not per passage: a chapter on another field is read only
//!     where a sentence has a word of the domain, one on the field itself in full. In a document of which a twentieth or
//!     more is about the domain, or its title, the classifier reads all but chapters on another field (`document_scan.rs`).
//! 14. **Headings as rules.** A heading that says a principle outright ("Zelf, tenzij") gives it to its first statement.
//! 15. **Classes.** What the rules read of a unit, its words, n-grams, heading, introducing line and the sentence before are
//!     the features of a linear classifier (the words of a clause with a negation once more as such), which gives each stance, each tempo and each theme a calibrated probability; what
//!     is likely enough is read, for stances as [`StanceConfig`] says. It reads every unit of text about the field, also where
//!     no cue matches (`classifier/`, `classification.rs`). A unit with a stance or a tempo is the municipality's own. A
//!     theme that the classifier does not know is read by its cues. A taxonomy with other principles and no figures of its
//!     own is read by the rules alone ([`Detector::new`]).
//! 16. **Neighbours.** A stance becomes likelier where the units beside it, below the same heading and in the rest of the
//!     document are likely to take it as well, and less likely where they take the other one (`classifier/context.rs`).
//! 17. **Positions.** How likely all units of a document together make no position, one for, one against or a mixed one is
//!     learned as well, from the positions of labelled documents (`classifier/position.rs`). Stances that are no part of the
//!     position are dropped, all of them where none is likely enough. Rules alone drop slight evidence that contradicts the
//!     rest of the document (`settled_position.rs`).
//!
//! # A worked example of the rules
//!
//! *Wij gaan geen eigen zaaksysteem bouwen maar sluiten aan bij de regio.*
//!
//! | step | result |
//! |---|---|
//! | clauses | *Wij gaan geen eigen zaaksysteem bouwen* · *maar sluiten aan bij de regio* (contrast) |
//! | cue matches | theme and initiative *zaaksysteem*; principle *collectief* against (*eigen … bouwen*); principles *collectief* and *regionaal* for (*sluiten aan bij de regio*); negation *geen*; own *wij* |
//! | attribution | *wij* outside a quotation: own |
//! | negation scope | *geen* stands in the first clause only: it negates *eigen … bouwen*, and leaves *regio* alone |
//! | principles | both clauses are now for *collectief*, the second for *regionaal* |
//! | decision | positive: the refusal is followed by a contrast, so it is not the main message |
//!
//! ```
//! # use wiel::document::{DocumentId, Origin, PageNumber, Passage, PassageId};
//! # use wiel::text::Span;
//! use wiel::stance::{Decision, Detector, Stance, Subject, detect};
//! use wiel::taxonomy::Taxonomy;
//!
//! # let passage = |text: &str| Passage {
//! #     id: PassageId { document: DocumentId::from_bytes(text.as_bytes()), ordinal: 0 },
//! #     page: PageNumber::FIRST,
//! #     span: Span::new(0, text.len()),
//! #     heading: None,
//! #     text: text.into(),
//! #     headings: vec![],
//! #     masked: vec![],
//! #     words: 0,
//! #     letters: 0,
//! #     origin: Origin::Own,
//! # };
//! let taxonomy = Taxonomy::builtin();
//! let detector = Detector::rules_only(&taxonomy);
//! let text = "Wij gaan geen eigen zaaksysteem bouwen maar sluiten aan bij de regio.";
//! let statements = detect(&passage(text), &detector);
//! let [statement] = statements.as_slice() else { panic!("one sentence") };
//!
//! let stance_on = |name| statement.stance_on(taxonomy.principle_named(name).expect("built in"));
//! assert_eq!(stance_on("collectief"), Some(Stance::For));
//! assert_eq!(stance_on("regionaal"), Some(Stance::For));
//! assert_eq!(statement.subject, Subject::Own);
//! assert_eq!(statement.decision, Decision::Positive);
//! ```
//!
//! How well the method does is measured on labelled sentences: see `tests/stance/README.md`.
//!
//! # Order of reading
//!
//! 1. The result: `statement.rs`, `intensity.rs`, `statement_row.rs` (how it is stored).
//! 2. The path of a document: `detector.rs`, `document_scan.rs`, `outline.rs` with `section.rs` and `phrase_list.rs`,
//!    `unit.rs`, `passage_scan.rs`, `line_splitting.rs`, `domain_evidence.rs`, `heading_context.rs`, `list_context.rs`,
//!    `classification.rs` with `classifier/`, `settled_position.rs`.
//! 3. The shallow parse: `word_set.rs`, `parsed_sentence.rs`, `clause_segmentation.rs`, `quotation.rs`,
//!    `sentence_layout.rs`; its word lists: `word_lists.rs` and `data/stance/`.
//! 4. Matching: `compiled_pattern.rs`, `lexicon.rs`, `lexicon_compiler.rs`, `prefilter.rs`, `slot_cache.rs`,
//!    `match_state.rs`, `cue_matches.rs`.
//! 5. The rules: `sentence_analysis.rs` applies them in order; `sentence_evidence.rs`, `attribution.rs`,
//!    `municipality_mentions.rs`, `assertion.rs`, `negation_scope.rs`, `principle_stance.rs`, `negative_decision.rs`, `initiative_reading.rs`,
//!    `tempo.rs`, `intensity_evidence.rs`.
//!

mod assertion;
mod attribution;
mod classification;
mod classifier;
mod clause_segmentation;
mod compiled_pattern;
mod config;
mod cue_matches;
mod detector;
mod document_scan;
mod domain_evidence;
mod heading_context;
mod initiative_reading;
mod intensity;
mod intensity_evidence;
mod lexicon;
mod lexicon_compiler;
mod line_splitting;
mod list_context;
mod match_state;
mod municipality_mentions;
mod negation_scope;
mod negative_decision;
mod outline;
mod parsed_sentence;
mod passage_scan;
mod phrase_list;
mod prefilter;
mod principle_stance;
mod quotation;
mod section;
mod sentence_analysis;
mod sentence_evidence;
mod sentence_layout;
mod settled_position;
mod slot_cache;
mod statement;
mod statement_row;
mod tempo;
mod unit;
mod unit_kind;
mod word_lists;
mod word_set;

pub use classification::UnitFeatures;
pub use classifier::{
    Calibration, Calibrations, ClassifierError, ContextModel, DocumentPosition, DocumentStances,
    Features, LabelledFeatures, PositionEvidence, PositionModel, StanceClassifier, UnitOdds,
};
pub use config::{StanceConfig, StanceConfigError};
pub use detector::{
    DETECTOR_VERSION, Detector, detect, detect_as, detect_document, is_of_domain, unit_features,
};
pub use intensity::{Intensity, InvalidIntensity};
pub use statement::{Decision, PolicyStatement, Stance, StanceReading, Subject, Tempo};

#[cfg(test)]
mod tests;
