//! A classifier as bytes.

use super::context::ContextModel;
use super::features::COLUMNS;
use super::linear::LinearModel;
use super::position::PositionModel;
use super::{Calibration, Calibrations, StanceClassifier, classes};
use crate::tensors::{Tensors, TensorsError};

/// The classifier for the principles of the built-in taxonomy; `data/reader/README.md` says how it was made.
pub(super) const BUILTIN: &[u8] = include_bytes!("../../../data/reader/stance.safetensors.gz");

/// A file of no classifier, or of another version of the program.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[error("cannot read the stance classifier: {0}\ntrain it again with `wiel taxonomy train`")]
pub struct ClassifierError(String);

impl From<TensorsError> for ClassifierError {
    fn from(error: TensorsError) -> Self {
        Self(error.to_string())
    }
}

/// The names of the arrays that are only there in a classifier that reads tempo, or themes.
const TEMPO_CALIBRATION: &str = "tempo-calibration";
const THEME_CALIBRATION: &str = "theme-calibration";

/// The names of the arrays that are only there in a classifier that was trained on whole documents, and on documents with
/// positions.
const CONTEXT: &str = "context";
const POSITIONS: &str = "positions";

impl StanceClassifier {
    /// Reads a classifier from what [`Self::to_bytes`] wrote. One that was written before there was tempo and themes reads
    /// stances only, and one from before there were positions leaves them to the stances.
    ///
    /// # Errors
    /// Returns [`ClassifierError`] if the bytes are damaged or hold something else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ClassifierError> {
        let tensors = Tensors::from_gzip(bytes)?;
        let names = |array: &str| -> Result<Vec<String>, ClassifierError> {
            let names = std::str::from_utf8(tensors.bytes(array)?)
                .map_err(|error| ClassifierError(error.to_string()))?;
            Ok(names.lines().map(str::to_owned).collect())
        };
        let calibration = |array: &str| -> Result<Calibration, ClassifierError> {
            let [low, high, intercept] = tensors.floats_of(array)?;
            Ok(Calibration {
                low,
                high,
                intercept,
            })
        };
        let reads_tempo = tensors.contains(TEMPO_CALIBRATION);
        let reads_themes = tensors.contains(THEME_CALIBRATION);
        let principles = names("principles")?;
        let themes = if reads_themes {
            names("themes")?
        } else {
            Vec::new()
        };
        let optional = |is_there: bool, array: &str| {
            if is_there {
                calibration(array)
            } else {
                Ok(Calibration::NONE)
            }
        };
        let (scales, intercepts) = (tensors.floats("scales")?, tensors.floats("intercepts")?);
        let classes = classes(&principles, reads_tempo, &themes);
        if scales.len() != classes || intercepts.len() != classes {
            return Err(ClassifierError(
                "there is not one class for each stance, tempo and theme".to_owned(),
            ));
        }
        let weights = tensors.whole_numbers("weights", &[COLUMNS, classes])?;
        Ok(Self {
            model: LinearModel {
                weights: weights.iter().map(|byte| byte.cast_signed()).collect(),
                scales,
                intercepts,
            },
            calibrations: Calibrations {
                stance: calibration("calibration")?,
                tempo: optional(reads_tempo, TEMPO_CALIBRATION)?,
                theme: optional(reads_themes, THEME_CALIBRATION)?,
                context: if tensors.contains(CONTEXT) {
                    Some(ContextModel(tensors.floats_of(CONTEXT)?))
                } else {
                    None
                },
                position: if tensors.contains(POSITIONS) {
                    Some(PositionModel(tensors.floats_of(POSITIONS)?))
                } else {
                    None
                },
            },
            principles,
            reads_tempo,
            themes,
        })
    }

    /// Writes the classifier: a safetensors file in gzip. The same classifier gives the same bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut tensors = Tensors::default();
        let LinearModel {
            weights,
            scales,
            intercepts,
        } = &self.model;
        tensors.add_bytes("principles", self.principles.join("\n").as_bytes());
        tensors.add_floats("scales", scales);
        tensors.add_floats("intercepts", intercepts);
        let mut add = |array: &str, calibration: Calibration| {
            let Calibration {
                low,
                high,
                intercept,
            } = calibration;
            tensors.add_floats(array, &[low, high, intercept]);
        };
        add("calibration", self.calibrations.stance);
        if self.reads_tempo {
            add(TEMPO_CALIBRATION, self.calibrations.tempo);
        }
        if !self.themes.is_empty() {
            add(THEME_CALIBRATION, self.calibrations.theme);
            tensors.add_bytes("themes", self.themes.join("\n").as_bytes());
        }
        if let Some(ContextModel(figures)) = &self.calibrations.context {
            tensors.add_floats(CONTEXT, figures);
        }
        if let Some(PositionModel(figures)) = &self.calibrations.position {
            tensors.add_floats(POSITIONS, figures);
        }
        let weights: Vec<u8> = weights
            .iter()
            .map(|weight| weight.cast_unsigned())
            .collect();
        tensors.add_whole_numbers("weights", &[COLUMNS, scales.len()], &weights);
        tensors.to_gzip()
    }
}
