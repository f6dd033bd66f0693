//! Why a score is what it is.

use serde::{Deserialize, Serialize};

/// A part of the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Part {
    /// Likeness of the texts.
    Text,
    /// Likeness of what is stressed.
    Themes,
    /// Agreement on principles.
    Principles,
}

impl Part {
    /// All parts, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Text, Self::Themes, Self::Principles];

    /// The name in weights, JSON and CSV.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Themes => "themes",
            Self::Principles => "principles",
        }
    }
}

/// One node of the explanation of a score.
///
/// The contributions of the leaves add up to that of the root, which is the score. A leaf's contribution is
/// its weight times its value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// What it is about: `alignment`, the name of a part, or the id of a theme or principle.
    pub key: String,
    /// Its value, `[0, 1]`; nothing where there was nothing to compare, and 0.5 was taken.
    pub value: Option<f64>,
    /// How much it counts in the whole, `[0, 1]`.
    pub weight: f64,
    /// What it adds to the score.
    pub contribution: f64,
    /// What it is made of; empty for a leaf.
    pub children: Vec<Explanation>,
}

/// What counts where there is nothing to compare: neither agreement nor difference.
pub(super) const NEUTRAL: f64 = 0.5;

impl Explanation {
    /// A leaf that adds `weight · value`, or `weight · 0.5` when there was nothing to compare.
    pub fn leaf(key: impl Into<String>, value: Option<f64>, weight: f64) -> Self {
        let contribution = weight * value.unwrap_or(NEUTRAL);
        Self {
            key: key.into(),
            value,
            weight,
            contribution,
            children: Vec::new(),
        }
    }

    /// A node that is the sum of its children.
    pub fn sum(key: impl Into<String>, children: Vec<Self>) -> Self {
        let weight: f64 = children.iter().map(|child| child.weight).sum();
        let contribution: f64 = children.iter().map(|child| child.contribution).sum();
        let known = children.iter().any(|child| child.value.is_some());
        let value = (known && weight > 0.0).then(|| contribution / weight);
        Self {
            key: key.into(),
            value,
            weight,
            contribution,
            children,
        }
    }

    /// The leaves, in order.
    pub fn leaves(&self) -> Vec<&Self> {
        if self.children.is_empty() {
            return vec![self];
        }
        self.children.iter().flat_map(Self::leaves).collect()
    }
}
