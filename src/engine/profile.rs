//! What is known of one municipality.

use super::SideOfTopic;
use super::{Engine, EngineError};
use crate::document::DocumentRecord;
use crate::municipality::GemeenteCode;
use crate::profile::{Profile, mean_intensity};

/// What is known of one municipality.
#[derive(Clone, Debug)]
pub struct MunicipalityProfile<'e> {
    /// Who.
    pub code: GemeenteCode,
    /// What it says, counted.
    pub counted: &'e Profile,
    /// What it says on each theme, in taxonomy order: name in the taxonomy, Dutch, English.
    pub themes: Vec<([String; 3], SideOfTopic)>,
    /// Where it stands on each principle, in taxonomy order.
    pub principles: Vec<([String; 3], SideOfTopic)>,
    /// The pace, -1 (slow) to 1 (fast); nothing when it says nothing of it.
    pub tempo: Option<f64>,
    /// The mean intensity, 1 to 5; nothing without statements.
    pub intensity: Option<f64>,
    /// Its documents, newest first, then by path; those without a date last.
    pub documents: Vec<&'e DocumentRecord>,
}

impl Engine {
    /// What is known of a municipality; also of one without documents.
    ///
    /// # Errors
    /// [`EngineError::UnknownCode`]; [`EngineError::Index`] when quotes cannot be read.
    pub fn profile(&self, code: &GemeenteCode) -> Result<MunicipalityProfile<'_>, EngineError> {
        self.municipality(code)?;
        let mut documents: Vec<_> = self
            .documents()
            .iter()
            .filter(|document| document.owners.contains(code))
            .collect();
        documents.sort_by(|a, b| b.dated.cmp(&a.dated).then_with(|| a.path.cmp(&b.path)));
        let own = &self.snapshot.profiles[self.place(code)];
        let taxonomy = &self.snapshot.taxonomy;
        let themes = taxonomy.themes().iter().map(|theme| {
            let names = [&theme.name, &theme.nl, &theme.en].map(String::clone);
            Ok((names, self.on_theme(code, theme.id)?))
        });
        let principles = taxonomy.principles().iter().map(|principle| {
            let names = [&principle.name, &principle.nl, &principle.en].map(String::clone);
            Ok((names, self.on_principle(code, principle.id)?))
        });
        Ok(MunicipalityProfile {
            code: code.clone(),
            counted: own,
            themes: themes.collect::<Result<_, EngineError>>()?,
            principles: principles.collect::<Result<_, EngineError>>()?,
            tempo: own.tempo.balance(),
            intensity: mean_intensity(&own.intensity),
            documents,
        })
    }
}
