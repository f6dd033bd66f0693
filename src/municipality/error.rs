//! What can be wrong with the files of a register.

use std::fmt::Write as _;

/// A register could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegisterError {
    /// Every fault of every file, in the order of the files and then of the lines.
    /// Mend them all and read the register again.
    ///
    /// The message shows the first 20 and counts the rest.
    #[error("{}", shown(.0))]
    Faults(Vec<Fault>),
}

/// One thing that is wrong at one place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct Fault {
    /// The name of the source, as the caller gave it.
    pub file: String,
    /// The line, counted from 1; the header is line 1 and stands for the whole file.
    pub line: u64,
    /// What is wrong, what was expected and what to do about it.
    pub message: String,
}

/// The most faults that a message shows: about one screen.
const SHOWN: usize = 20;

fn shown(faults: &[Fault]) -> String {
    let noun = if faults.len() == 1 { "fault" } else { "faults" };
    let mut text = format!("the register has {} {noun}", faults.len());
    for fault in faults.iter().take(SHOWN) {
        let _ = write!(text, "\n  {fault}");
    }
    if faults.len() > SHOWN {
        let _ = write!(text, "\n  … and {} more", faults.len() - SHOWN);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(count: u64) -> RegisterError {
        RegisterError::Faults(
            (1..=count)
                .map(|line| Fault {
                    file: "m.csv".to_owned(),
                    line,
                    message: "wrong".to_owned(),
                })
                .collect(),
        )
    }

    #[test]
    fn twenty_faults_are_shown_and_the_rest_is_counted() {
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
