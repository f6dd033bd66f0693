//! What a vision says, sentence by sentence.
//!
//! Comes in: a [`Passage`](crate::document::Passage) and the cues of a [`Taxonomy`](crate::taxonomy::Taxonomy),
//! compiled once into a [`Detector`]. Goes out: plain [`Statement`]s with theme, principle, subject, pace,
//! intensity and refusal. This module knows Dutch sentences. It does not know municipalities (but for the names
//! that [`detect_as`] is given), dates, weights or other passages, and it judges nobody.
//!
//! # The rules, in order
//!
//! 1. **Field.** A passage of 40 words or more without one word of the taxonomy's field, in its text or heading, gives
//!    nothing: a zoning plan speaks of cooperation and openness as well, but of other things. `domain` cues show the
//!    field by themselves; a `domain-hint` is shared with others and needs company. Where all company are
//!    `other-field` cues, nothing is read; where there are some, only sentences with a word of the field of their
//!    own and none of another (see `field.rs`).
//! 2. **Sentences.** Sentences are cut again at line breaks that end a heading or a list item. One in which no
//!    theme, principle or pace cue can match is skipped after a multi-pattern search over the raw text.
//! 3. **Words.** Each word is looked up once per thread: whole, by stem, by its beginning, end or middle. The
//!    patterns that all their words are there for are matched; parts joined by `&` must stand within 16 words and
//!    on one side of `maar` and of a semicolon. The first 128 words of a sentence are read.
//! 4. **Clauses.** Commas, brackets, dashes, colons and conjunctions begin clauses, "en" when a verb, subject or
//!    negation follows. Clauses that limit, concede or compare (`tenzij`, `hoewel`, `als`, `waar anderen …`) do not
//!    carry the statement; what stands only there shows no principle and no pace. A cue that names its own
//!    conjunction ("collectief, tenzij") does.
//! 5. **Nothing said.** Headings, questions, suppositions, sentences about the text itself, definitions and
//!    descriptions keep their themes, but state nothing: [`Statement::is_mention`].
//! 6. **Subject.** `wij`, the council and the college outside quotations win. "De VNG vindt dat wij" is the VNG's.
//!    Another body, a municipality with a name that is not ours, or reported speech makes it another's, with
//!    intensity 0. A fragment or passive with nobody in it is our own.
//! 7. **Polarity.** A principle cue is for or against; each negation or reversal ("zien af van", "stoppen met") in
//!    its clause turns it, two cancel. `geen` turns what follows, `zonder` and `in plaats van` the next words,
//!    "nog niet" and "niet uitgesloten" leave neither. "Niet alleen … maar ook" is no negation. Words that a cue
//!    asked for do not turn it. What stands before a comma and is the object of what follows ("experimenteren met
//!    inwoners, vinden wij niet gepast") is turned by that. Where cues of a principle disagree, the clause behind `maar` wins, then a cue that
//!    holds its own negation, then the longest; equals cancel.
//! 8. **Weight.** A buzzword (`needs_action`) shows its principle only beside a view, a plan or a deed; naming
//!    Common Ground is a mention. A weak cue gives way to a stronger one of another principle in the same words.
//! 9. **Intensity.** Exploring before intending before valuing before done before doing; "done" with a future word
//!    is doing, doing under a condition is intending. Common verbs count only when the municipality speaks.
//! 10. **Refusal.** Kept apart: intensity 4 when something ends, 3 when it is only refused. "Niet A maar B" and
//!     "B en niet A" are for B and refuse nothing.
//! 11. **Context.** A list item takes subject and intensity of the line with a colon above it, a row of a table that
//!     of a heading that explores; a sentence without theme takes those of the heading. A sentence on nothing but the
//!     pace itself ("een hoog tempo streven wij niet na") tells the pace of all.
//!
//! What this costs and how well it does is measured in `tests/stance_labelled.rs`.

mod detect;
mod field;
mod intensity;
mod lexicon;
mod matching;
mod polarity;
mod principle;
mod reading;
mod said;
mod signs;
mod speaker;
mod statement;
mod tempo;

pub use detect::{DETECTOR_VERSION, Detector, detect, detect_as};
pub use statement::{Decision, Intensity, InvalidIntensity, Stance, Statement, Subject, Tempo};

#[cfg(test)]
mod tests;
