//! The weights of the parts of the score.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Part, RankError};

/// The weights of the three parts of the score: each at least 0, adding up to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "RawWeights", into = "RawWeights")]
pub struct Weights {
    text: f64,
    themes: f64,
    principles: f64,
}

/// Weights as written: of any size, scaled on validation.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawWeights {
    text: f64,
    themes: f64,
    principles: f64,
}

impl Default for RawWeights {
    fn default() -> Self {
        Weights::default().into()
    }
}

impl Default for Weights {
    /// Returns text 0.2, themes 0.3, principles 0.5.
    ///
    /// Each part counts by how much is known of it, times its weight; what one wants should count for more than the words
    /// it is said in. Chosen on three measures together, of which only the first was made for wiel: designed relations of
    /// the demonstration, the same organisation in another year, and distances according to experts. See
    /// `benches/RESULTS.md` for what other weights give.
    fn default() -> Self {
        Self {
            text: 0.2,
            themes: 0.3,
            principles: 0.5,
        }
    }
}

/// Larger weights are divided by the largest of them before they are added.
const MAX_UNSCALED: f64 = 1e300;

impl Weights {
    /// Creates weights in these proportions, scaled to add up to 1.
    ///
    /// # Errors
    /// Returns [`RankError::Weights`] if one is below 0 or not finite, or all are 0.
    pub fn new(text: f64, themes: f64, principles: f64) -> Result<Self, RankError> {
        let all = [text, themes, principles];
        let error = |reason: &str| {
            let got = format!("text={text},themes={themes},principles={principles}");
            Err(RankError::Weights {
                got,
                reason: reason.to_owned(),
            })
        };
        // Infinity divided by the sum would be NaN, and so would every score.
        if all
            .iter()
            .any(|weight| !weight.is_finite() || *weight < 0.0)
        {
            return error("each must be a number of at least 0");
        }
        // Three of the largest numbers add up to infinity, and every share of that is 0.
        let largest = all.iter().copied().fold(0.0, f64::max);
        let scale = if largest > MAX_UNSCALED { largest } else { 1.0 };
        let [text, themes, principles] = all.map(|weight| weight / scale);
        // Proportions are accepted, so that a user may write 2, 3, 5 without computing shares.
        let sum: f64 = text + themes + principles;
        // Without any weight every score would be 0 divided by 0.
        if sum <= 0.0 {
            return error("at least one must be above 0");
        }
        Ok(Self {
            text: text / sum,
            themes: themes / sum,
            principles: principles / sum,
        })
    }

    /// Returns the weight of one part, in `[0, 1]`.
    pub fn get(&self, part: Part) -> f64 {
        match part {
            Part::Text => self.text,
            Part::Themes => self.themes,
            Part::Principles => self.principles,
        }
    }
}

impl fmt::Display for Weights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "text={},themes={},principles={}",
            self.text, self.themes, self.principles
        )
    }
}

impl FromStr for Weights {
    type Err = RankError;

    /// Parses `text=0.5,principles=0.5`; a part that is not named gets weight 0.
    fn from_str(text: &str) -> Result<Self, RankError> {
        let error = |reason: String| RankError::Weights {
            got: text.to_owned(),
            reason,
        };
        // One place for each part, to find parts that are named twice.
        let mut weights = [None; 3];
        for entry in text
            .split(',')
            .map(str::trim)
            // A trailing comma is harmless.
            .filter(|entry| !entry.is_empty())
        {
            let (name, value) = entry
                .split_once('=')
                .ok_or_else(|| error(format!("{entry:?} has no =")))?;
            let place = Part::ALL
                .iter()
                .position(|part| part.name() == name.trim())
                .ok_or_else(|| error(format!("there is no part {:?}", name.trim())))?;
            let value: f64 = value
                .trim()
                .parse()
                .map_err(|_| error(format!("{:?} is no number", value.trim())))?;
            // The last of two values would win in silence, and the user would see a ranking that was not asked for.
            if weights[place].replace(value).is_some() {
                return Err(error(format!("{:?} is named twice", name.trim())));
            }
        }
        // Named weights are the whole list: keeping the defaults of the others would make text=1 mean a mixture.
        let [text_weight, themes, principles] = weights.map(|weight| weight.unwrap_or(0.0));
        Self::new(text_weight, themes, principles)
    }
}

impl From<Weights> for RawWeights {
    fn from(weights: Weights) -> Self {
        Self {
            text: weights.text,
            themes: weights.themes,
            principles: weights.principles,
        }
    }
}

impl TryFrom<RawWeights> for Weights {
    type Error = RankError;

    fn try_from(raw: RawWeights) -> Result<Self, RankError> {
        Self::new(raw.text, raw.themes, raw.principles)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_and_the_smallest_weights_are_scaled_as_well() {
        let third = 1.0 / 3.0;
        for weight in [1e308, f64::MAX, 1e300, 1.0, 1e-300, 5e-324] {
            let weights = Weights::new(weight, weight, weight).expect("sound weights");
            for part in Part::ALL {
                assert!(
                    (weights.get(part) - third).abs() < 1e-9,
                    "{weight}: {weights}"
                );
            }
        }
        let weights = Weights::new(1e308, 1.0, 0.0).expect("sound weights");
        assert_eq!(Part::ALL.map(|part| weights.get(part) >= 0.0), [true; 3]);
        assert!((weights.get(Part::Text) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn weights_are_scaled_to_add_up_to_one() {
        let weights: Weights = "text=3,principles=1".parse().expect("sound weights");
        let parts = Part::ALL.map(|part| weights.get(part));
        assert_eq!(parts, [0.75, 0.0, 0.25]);
        for wrong in [
            "",
            "text=0",
            "text=-1",
            "text=x",
            "text",
            "tempo=1",
            "text=1,text=2",
            "text=inf",
            "text=NaN",
        ] {
            assert!(wrong.parse::<Weights>().is_err(), "{wrong}");
        }
    }
}
