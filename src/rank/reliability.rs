//! Reliability: the share of the statements found in the documents of a municipality that chance does not explain.

/// The rate of chance statements, per thousand words of passages about the domain.
///
/// Measured on 1,090 planning documents, which have no vision on information: 3 statements in 1,319 such words (of 12.2
/// million). A text about the domain has some thirty.
const CHANCE_STATEMENTS_PER_1000_WORDS: f64 = 2.3;

/// The rate of chance choices for or against a principle, per thousand words of such passages (1 in the same words). A
/// text about the domain has some twenty.
const CHANCE_CHOICES_PER_1000_WORDS: f64 = 0.8;

/// What was found in one document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DocumentCounts {
    /// The words of its passages about the domain.
    pub domain_words: u64,
    /// The own statements in it, without negative decisions.
    pub statements: u32,
    /// The choices for or against a principle in them.
    pub choices: u32,
}

/// The shares of the statements and of the choices of one municipality that chance does not explain.
///
/// A text about other subjects contains some sentences that look like statements too. As many as its passages about the
/// domain would give by chance are subtracted from what was found **in the same document**, so that a long document
/// without a vision takes nothing away from a vision beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reliability {
    /// Of all statements, in `[0, 1]`.
    pub(super) statements: f64,
    /// Of the choices for or against a principle, in `[0, 1]`.
    pub(super) choices: f64,
}

impl Reliability {
    /// Computes the reliability of what was found in the documents of one municipality. Both shares are 0 if nothing
    /// was found.
    pub fn from_documents(documents: impl IntoIterator<Item = DocumentCounts>) -> Self {
        let (mut statements, mut choices) = (Beyond::default(), Beyond::default());
        for document in documents {
            // Exact below 2^53 words.
            let thousands = document.domain_words as f64 / 1000.0;
            statements.add(
                document.statements,
                CHANCE_STATEMENTS_PER_1000_WORDS * thousands,
            );
            choices.add(document.choices, CHANCE_CHOICES_PER_1000_WORDS * thousands);
        }
        Self {
            statements: statements.share(),
            choices: choices.share(),
        }
    }
}

/// How much was found, and how much of it is beyond chance.
#[derive(Default)]
struct Beyond {
    found: f64,
    beyond_chance: f64,
}

impl Beyond {
    /// Adds what was `found` in a document in which `expected` are there by chance.
    fn add(&mut self, found: u32, expected: f64) {
        let found = f64::from(found);
        self.found += found;
        self.beyond_chance += (found - expected).max(0.0);
    }

    /// Returns the share beyond chance, in `[0, 1]`.
    fn share(&self) -> f64 {
        if self.found > 0.0 {
            self.beyond_chance / self.found
        } else {
            0.0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choices(documents: &[(u64, u32)]) -> f64 {
        let counts = documents
            .iter()
            .map(|(domain_words, choices)| DocumentCounts {
                domain_words: *domain_words,
                choices: *choices,
                statements: 0,
            });
        Reliability::from_documents(counts).choices
    }

    #[test]
    fn counts_at_the_chance_rate_have_no_reliability() {
        for (words, found, expected) in [
            (0, 0, 0.0),
            (1_000, 0, 0.0),
            (0, 1, 1.0),
            (5_000, 2, 0.0),
            (5_000, 4, 0.0),
            (5_000, 8, 0.5),
            (5_000, 200, 0.98),
        ] {
            let share = choices(&[(words, found)]);
            assert!(
                (share - expected).abs() < 1e-12,
                "{found} in {words}: {share}"
            );
        }
    }

    #[test]
    fn a_document_without_statements_takes_nothing_away() {
        let vision = (2_000, 20);
        assert_eq!(choices(&[vision]), choices(&[vision, (900_000, 0)]));
    }
}
