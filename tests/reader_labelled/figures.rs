//! How well the documents of one set are read.

use std::collections::BTreeMap;
use std::fmt;

use crate::reading::Reading;
use wiel::training::LabelledDocument;

/// Counts from which precision and recall follow.
#[derive(Clone, Copy, Default)]
pub(crate) struct Counts {
    pub(crate) right: usize,
    pub(crate) found: usize,
    pub(crate) labelled: usize,
}

impl Counts {
    pub(crate) fn precision(self) -> f64 {
        ratio(self.right, self.found)
    }

    pub(crate) fn recall(self) -> f64 {
        ratio(self.right, self.labelled)
    }

    fn add(&mut self, found: Option<&String>, labelled: Option<&String>) {
        self.found += usize::from(found.is_some());
        self.labelled += usize::from(labelled.is_some());
        self.right += usize::from(found.is_some() && found == labelled);
    }
}

/// The share of `part` in `whole`; 0 if `whole` is 0, as then `part` is 0 as well.
pub(crate) fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            right,
            found,
            labelled,
        } = self;
        let (precision, recall) = (self.precision(), self.recall());
        write!(
            f,
            "precision {precision:.3} recall {recall:.3} ({right} right, {found} found, {labelled} labelled)"
        )
    }
}

/// The figures of a set, by document and in total.
#[derive(Default)]
pub(crate) struct Figures {
    pub(crate) documents: usize,
    /// The position on each principle.
    pub(crate) positions: Counts,
    /// Positions of the opposite direction, one of the two being mixed included.
    pub(crate) opposite: usize,
    /// Positions where the document says nothing.
    pub(crate) silent: usize,
    /// The themes on which something is stated.
    pub(crate) themes: Counts,
    /// The tempo of themes, of those found and labelled.
    pub(crate) tempo: Counts,
    /// Themes found and labelled, and those of them whose intensity differs by one at most.
    pub(crate) intensity: (usize, usize),
    pub(crate) by_principle: BTreeMap<String, Counts>,
}

impl Figures {
    /// Adds one document.
    pub(crate) fn add(&mut self, document: &LabelledDocument, reading: &Reading) {
        self.documents += 1;
        let (truth, found) = (&document.positions, &reading.positions);
        for principle in truth
            .keys()
            .chain(found.keys().filter(|id| !truth.contains_key(*id)))
        {
            let (found, labelled) = (found.get(principle), truth.get(principle));
            self.positions.add(found, labelled);
            self.by_principle
                .entry(principle.clone())
                .or_default()
                .add(found, labelled);
            self.opposite +=
                usize::from(found.is_some() && labelled.is_some() && found != labelled);
            self.silent += usize::from(found.is_some() && labelled.is_none());
        }
        self.themes.found += reading.themes.len();
        self.themes.labelled += document.themes.len();
        for (theme, (intensity, tempo)) in &reading.themes {
            let Some(labelled) = document.themes.get(theme) else {
                continue;
            };
            self.themes.right += 1;
            self.intensity.0 += usize::from(intensity.abs_diff(labelled.intensity) <= 1);
            self.intensity.1 += 1;
            let shown = |tempo: &String| {
                let is_one = matches!(tempo.as_str(), "fast" | "slow");
                is_one.then(|| tempo.clone())
            };
            self.tempo
                .add(shown(tempo).as_ref(), shown(&labelled.tempo).as_ref());
        }
    }

    /// The share of themes whose intensity differs by one step at most.
    pub(crate) fn intensity_near(&self) -> f64 {
        ratio(self.intensity.0, self.intensity.1)
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} documents", self.documents)?;
        writeln!(f, "positions  {}", self.positions)?;
        let right = self.positions.right;
        writeln!(
            f,
            "  {right} right, {} in another direction, {} where nothing is said",
            self.opposite, self.silent
        )?;
        writeln!(f, "themes     {}", self.themes)?;
        writeln!(f, "tempo      {}", self.tempo)?;
        writeln!(
            f,
            "intensity  within one {:.3} ({})",
            self.intensity_near(),
            self.intensity.1
        )
    }
}
