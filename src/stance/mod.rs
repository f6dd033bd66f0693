//! What a vision says, sentence by sentence.

mod detect;
mod lexicon;
mod matching;
mod polarity;
mod reading;
mod signs;
mod speaker;
mod statement;

pub use detect::{Detector, detect, detect_as};
pub use statement::{Decision, Intensity, InvalidIntensity, Stance, Statement, Subject, Tempo};

#[cfg(test)]
mod tests;
