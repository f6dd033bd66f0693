//! Answers that were given before, of one generation: the same question has the same answer until the next.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::body::{Body, Bytes};
use axum::response::{IntoResponse, Response};

use super::packing::Coding;

/// So many bytes of answers are kept; then memory starts anew.
const MOST: usize = 64 * 1024 * 1024;

/// Larger answers are not kept: they are rare, and push out a hundred others.
const LARGEST: usize = 1024 * 1024;

/// What an entry weighs beside its texts.
const ENTRY: usize = 256;

/// The bytes of an answer, and the same packed for the way, each made when it is first asked for.
pub(super) struct Answer {
    plain: Bytes,
    packed: [OnceLock<Option<Bytes>>; 2],
}

impl Answer {
    pub(super) fn new(plain: impl Into<Bytes>) -> Arc<Self> {
        Arc::new(Self {
            plain: plain.into(),
            packed: Default::default(),
        })
    }

    pub(super) fn plain(&self) -> &Bytes {
        &self.plain
    }

    /// Packed in this way; nothing when it would not get smaller.
    pub(super) fn packed(&self, coding: Coding) -> Option<Bytes> {
        let packed = &self.packed[coding as usize];
        packed.get_or_init(|| coding.pack(&self.plain)).clone()
    }
}

/// The answer as the body of a response, with itself beside it for who packs it.
pub(super) fn respond(answer: Arc<Answer>) -> Response {
    let mut response = Body::from(answer.plain.clone()).into_response();
    response.extensions_mut().insert(answer);
    response
}

/// Answers by the address and form that they were asked for in.
#[derive(Default)]
pub(super) struct Kept(Mutex<Answers>);

#[derive(Default)]
struct Answers {
    known: BTreeMap<String, Arc<Answer>>,
    bytes: usize,
}

impl Kept {
    /// The answer to a question that was asked before.
    pub(super) fn get(&self, question: &str) -> Option<Arc<Answer>> {
        let answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        answers.known.get(question).cloned()
    }

    /// Keeps an answer.
    pub(super) fn keep(&self, question: String, answer: &Arc<Answer>) {
        if answer.plain.len() > LARGEST {
            return;
        }
        // Packed in both ways it is never larger than it is plain: text packs to a third at most.
        let weight = question.len() + 2 * answer.plain.len() + ENTRY;
        let mut answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.bytes + weight > MOST {
            *answers = Answers::default();
        }
        if answers.known.insert(question, Arc::clone(answer)).is_none() {
            answers.bytes += weight;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_has_an_end() {
        let kept = Kept::default();
        let large = Answer::new(vec![0; LARGEST]);
        for number in 0..200 {
            kept.keep(number.to_string(), &large);
            assert!(kept.0.lock().expect("sound").bytes <= MOST);
        }
        assert!(kept.get("199").is_some());
        assert!(kept.get("0").is_none());
        kept.keep("x".to_owned(), &Answer::new(vec![0; LARGEST + 1]));
        assert!(kept.get("x").is_none());
    }

    #[test]
    fn what_does_not_get_smaller_goes_as_it_is() {
        let text = Answer::new("wij werken samen ".repeat(100));
        for coding in [Coding::Brotli, Coding::Gzip] {
            let packed = text.packed(coding).expect("it gets smaller");
            assert!(packed.len() < text.plain().len() / 5);
            assert_eq!(text.packed(coding), Some(packed));
            assert_eq!(Answer::new("kort").packed(coding), None);
        }
    }
}
