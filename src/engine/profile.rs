//! The profile of one municipality, with quotes and documents.

use super::{Engine, EngineError, Holdings, SideOfTopic};
use crate::document::DocumentRecord;
use crate::municipality::GemeenteCode;
use crate::profile::{Profile, mean_intensity};

/// The profile of one municipality, with quotes and documents.
#[derive(Clone, Debug)]
pub struct MunicipalityProfile<'e> {
    /// The municipality.
    pub code: GemeenteCode,
    /// How much was read of it, and what is missing.
    pub holdings: Holdings,
    /// What it states on each theme, in taxonomy order.
    pub themes: Vec<ProfileTopic>,
    /// What it states on each principle, in taxonomy order.
    pub principles: Vec<ProfileTopic>,
    /// The tempo, from -1 (slow) to 1 (fast); `None` without a statement about it.
    pub tempo: Option<f64>,
    /// The mean intensity, from 1 to 5; `None` without statements.
    pub intensity: Option<f64>,
    /// Its documents, newest first, then by path; those without a date last.
    pub documents: Vec<&'e DocumentRecord>,
}

/// A theme or principle with what one municipality states on it.
#[derive(Clone, Debug, PartialEq)]
pub struct ProfileTopic {
    /// Its name in the taxonomy.
    pub key: String,
    /// Its label in Dutch.
    pub nl: String,
    /// Its label in English.
    pub en: String,
    /// What the municipality states.
    pub side: SideOfTopic,
}

impl Engine {
    /// Returns the counted statements of a municipality of the register.
    pub(super) fn counted_profile(&self, code: &GemeenteCode) -> &Profile {
        &self.snapshot.profiles[self.place(code)]
    }

    /// Returns the profile of a municipality, also of one without documents.
    ///
    /// # Errors
    /// 1. [`EngineError::UnknownCode`] if the register has no such municipality;
    /// 2. [`EngineError::Index`] if quotes cannot be read.
    pub fn profile(&self, code: &GemeenteCode) -> Result<MunicipalityProfile<'_>, EngineError> {
        // A code without documents is fine, one that the register lacks is not; `counted_profile` would panic on it.
        self.municipality(code)?;
        let mut documents: Vec<_> = self
            .documents()
            .iter()
            // All documents, superseded ones too: the page shows what there is.
            .filter(|document| document.owners.contains(code))
            .collect();
        // `None` is the least date, so documents without one come last.
        documents.sort_by(|a, b| b.dated.cmp(&a.dated).then_with(|| a.path.cmp(&b.path)));
        let own = self.counted_profile(code);
        let taxonomy = &self.snapshot.taxonomy;
        let themes = taxonomy.themes().iter().map(|theme| {
            Ok(ProfileTopic {
                key: theme.name.clone(),
                nl: theme.nl.clone(),
                en: theme.en.clone(),
                side: self.on_theme(code, theme.id)?,
            })
        });
        let principles = taxonomy.principles().iter().map(|principle| {
            Ok(ProfileTopic {
                key: principle.name.clone(),
                nl: principle.nl.clone(),
                en: principle.en.clone(),
                side: self.on_principle(code, principle.id)?,
            })
        });
        Ok(MunicipalityProfile {
            code: code.clone(),
            holdings: Holdings::from_records(code, self.documents(), own, taxonomy),
            themes: themes.collect::<Result<_, EngineError>>()?,
            principles: principles.collect::<Result<_, EngineError>>()?,
            tempo: own.tempo.balance(),
            intensity: mean_intensity(&own.intensity),
            documents,
        })
    }
}
