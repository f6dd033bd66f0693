//! What is known of one municipality.

use super::{Engine, EngineError};
use crate::document::DocumentRecord;
use crate::municipality::GemeenteCode;
use crate::profile::Coverage;

/// What is known of one municipality.
#[derive(Clone, Debug)]
pub struct MunicipalityProfile<'e> {
    /// Who.
    pub code: GemeenteCode,
    /// What a judgement about it rests on.
    pub coverage: Coverage,
    /// Its documents, newest first, then by path; those without a date last.
    pub documents: Vec<&'e DocumentRecord>,
}

impl Engine {
    /// What is known of a municipality; also of one without documents.
    ///
    /// # Errors
    /// [`EngineError::UnknownCode`].
    pub fn profile(&self, code: &GemeenteCode) -> Result<MunicipalityProfile<'_>, EngineError> {
        let coverage = self.coverage(code)?.clone();
        let mut documents: Vec<_> = self
            .documents()
            .iter()
            .filter(|document| document.owners.contains(code))
            .collect();
        documents.sort_by(|a, b| b.dated.cmp(&a.dated).then_with(|| a.path.cmp(&b.path)));
        Ok(MunicipalityProfile {
            code: code.clone(),
            coverage,
            documents,
        })
    }
}
