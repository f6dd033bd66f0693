//! Problems in the files of a register.

use std::fmt::Write as _;

/// Why a register could not be parsed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegisterError {
    /// All problems of all files, in the order of files and lines. Correct them all and parse again.
    ///
    /// The message shows the first 20 and counts the rest.
    #[error("{}", message(.0))]
    Faults(Vec<LineError>),
}

/// One problem, at one line of one file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct LineError {
    /// The name of the source, as the caller gave it.
    pub file: String,
    /// The line, counted from 1; the header is line 1 and stands for the whole file.
    pub line: u64,
    /// What is wrong, what was expected and what to do about it.
    pub message: String,
}

/// The most problems that a message lists: about one screen.
const MAX_SHOWN: usize = 20;

fn message(errors: &[LineError]) -> String {
    let noun = if errors.len() == 1 { "fault" } else { "faults" };
    let mut text = format!("the register has {} {noun}", errors.len());
    for error in errors.iter().take(MAX_SHOWN) {
        // Writing into a text cannot fail.
        let _ = write!(text, "\n  {error}");
    }
    if errors.len() > MAX_SHOWN {
        let _ = write!(text, "\n  … and {} more", errors.len() - MAX_SHOWN);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(count: u64) -> RegisterError {
        RegisterError::Faults(
            (1..=count)
                .map(|line| LineError {
                    file: "m.csv".to_owned(),
                    line,
                    message: "wrong".to_owned(),
                })
                .collect(),
        )
    }

    #[test]
    fn lists_twenty_problems_and_counts_the_rest() {
        assert_eq!(
            faults(1).to_string(),
            "the register has 1 fault\n  m.csv:1: wrong"
        );
        assert!(faults(20).to_string().ends_with("\n  m.csv:20: wrong"));
        let many = faults(23).to_string();
        assert!(many.starts_with("the register has 23 faults\n  m.csv:1: wrong"));
        assert!(many.ends_with("\n  m.csv:20: wrong\n  … and 3 more"));
    }
}
