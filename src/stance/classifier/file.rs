//! A classifier as bytes.

use super::features::COLUMNS;
use super::{Calibration, StanceClassifier};
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

impl StanceClassifier {
    /// Reads a classifier from what [`Self::to_bytes`] wrote.
    ///
    /// # Errors
    /// Returns [`ClassifierError`] if the bytes are damaged or hold something else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ClassifierError> {
        let tensors = Tensors::from_gzip(bytes)?;
        let names = std::str::from_utf8(tensors.bytes("principles")?)
            .map_err(|error| ClassifierError(error.to_string()))?;
        let principles: Vec<String> = names.lines().map(str::to_owned).collect();
        let classes = 2 * principles.len();
        let (scales, intercepts) = (tensors.floats("scales")?, tensors.floats("intercepts")?);
        if scales.len() != classes || intercepts.len() != classes {
            return Err(ClassifierError(
                "there are not two classes for each principle".to_owned(),
            ));
        }
        let weights = tensors.whole_numbers("weights", &[COLUMNS, classes])?;
        let [low, high, intercept] = tensors.floats_of("calibration")?;
        Ok(Self {
            weights: weights.iter().map(|byte| byte.cast_signed()).collect(),
            principles,
            scales,
            intercepts,
            calibration: Calibration {
                low,
                high,
                intercept,
            },
        })
    }

    /// Writes the classifier: a safetensors file in gzip. The same classifier gives the same bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut tensors = Tensors::default();
        tensors.add_bytes("principles", self.principles.join("\n").as_bytes());
        tensors.add_floats("scales", &self.scales);
        tensors.add_floats("intercepts", &self.intercepts);
        tensors.add_floats(
            "calibration",
            &[
                self.calibration.low,
                self.calibration.high,
                self.calibration.intercept,
            ],
        );
        let weights: Vec<u8> = self
            .weights
            .iter()
            .map(|weight| weight.cast_unsigned())
            .collect();
        tensors.add_whole_numbers("weights", &[COLUMNS, self.scales.len()], &weights);
        tensors.to_gzip()
    }
}
