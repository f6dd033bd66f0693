//! Which task a truth file is for.

use super::EvaluateError;
use crate::municipality::{Sheet, SourceText};

/// The task that a truth file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TruthKind {
    /// `id,party,year`: for [`super::SameOrganisation`].
    SameOrganisation,
    /// `a,b,relation`: for [`super::KnownPairs`].
    KnownPairs,
    /// `a,b,year,distance`: for [`super::ExpertDistances`].
    ExpertDistances,
    /// `question,document,fragment,grade`: for [`super::JudgedPassages`].
    JudgedPassages,
}

impl TruthKind {
    /// Recognises the task by the columns.
    ///
    /// # Errors
    /// 1. [`EvaluateError::UnknownTruth`] when it has the columns of no task;
    /// 2. [`EvaluateError::Faults`] when it has no header.
    pub fn from_columns(truth: &SourceText) -> Result<Self, EvaluateError> {
        let mut faults = Vec::new();
        // Without a header no task can be recognised.
        let Some(sheet) = Sheet::read(truth, &[], &mut faults) else {
            return Err(EvaluateError::Faults(faults));
        };
        let has = |columns: &[&str]| columns.iter().all(|column| sheet.has(column));
        // The organisation column has two accepted names, so it does not decide.
        if has(&["id", "year"]) {
            Ok(Self::SameOrganisation)
        } else if has(&["a", "b", "relation"]) {
            Ok(Self::KnownPairs)
        } else if has(&["a", "b", "year", "distance"]) {
            Ok(Self::ExpertDistances)
        } else if has(&["question", "fragment"]) {
            Ok(Self::JudgedPassages)
        } else {
            Err(EvaluateError::UnknownTruth {
                file: truth.name.clone(),
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_identify_the_task() {
        let kind = |text: &str| TruthKind::from_columns(&SourceText::new("t.csv", text)).ok();
        assert_eq!(
            kind("id,organisation,year\n"),
            Some(TruthKind::SameOrganisation)
        );
        assert_eq!(kind("a,b,relation\n"), Some(TruthKind::KnownPairs));
        assert_eq!(
            kind("a,b,year,wave,distance\n"),
            Some(TruthKind::ExpertDistances)
        );
        assert_eq!(
            kind("question,document,fragment,grade\n"),
            Some(TruthKind::JudgedPassages)
        );
        assert_eq!(kind("x,y\n"), None);
        assert_eq!(kind(""), None);
    }
}
