//! Explanations: a score as a tree of contributions.

use serde::{Deserialize, Serialize};

/// A part of the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Part {
    /// T, the text similarity.
    Text,
    /// H, the similarity of salience by theme.
    Themes,
    /// P, the agreement on principles.
    Principles,
}

impl Part {
    /// All parts, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Text, Self::Themes, Self::Principles];

    /// Returns the name in weights, JSON and CSV.
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
/// The contribution of a leaf is its weight times its value; that of an inner node is the sum over its children.
/// So the contributions of the leaves add up to that of the root, which is the score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// What the node is about: `alignment`, the name of a part, or the name of a theme or principle.
    pub key: String,
    /// Its value, in `[0, 1]`; `None` if there was nothing to compare and 0.5 was taken.
    pub value: Option<f64>,
    /// Its weight in the score, in `[0, 1]`.
    pub weight: f64,
    /// What it adds to the score, in `[0, 1]`.
    pub contribution: f64,
    /// The nodes that it is the sum of; empty for a leaf.
    pub children: Vec<Explanation>,
}

/// The value of a part without anything to compare: neither agreement nor difference.
pub(super) const NEUTRAL: f64 = 0.5;

impl Explanation {
    /// Creates a leaf that contributes `weight · value`, or `weight · 0.5` if `value` is `None`.
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

    /// Creates a node that is the sum of its children.
    ///
    /// Its value is the weighted mean of theirs, or `None` if none of them has a value.
    pub fn sum(key: impl Into<String>, children: Vec<Self>) -> Self {
        let weight: f64 = children.iter().map(|child| child.weight).sum();
        let contribution: f64 = children.iter().map(|child| child.contribution).sum();
        // Without this an inner node of silent leaves would claim the value 0.5, as if it had been compared.
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

    /// Returns the leaves, from left to right.
    pub fn leaves(&self) -> Vec<&Self> {
        if self.children.is_empty() {
            return vec![self];
        }
        self.children.iter().flat_map(Self::leaves).collect()
    }
}
