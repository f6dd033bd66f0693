//! The policy profile of a municipality: its statements, counted by theme, principle, tempo and intensity.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::CitedStatement;
use super::intensity_counts::IntensityCounts;
use super::principle_counts::PrincipleCounts;
use super::salience::{Salience, salience};
use super::tempo_counts::TempoCounts;
use crate::document::DocumentRecord;
use crate::municipality::GemeenteCode;
use crate::stance::{Decision, PolicyStatement, Subject};
use crate::taxonomy::{Taxonomy, Theme};

/// What one municipality states in all its documents: by theme, by principle, how fast and how far.
///
/// Every sentence of a joint vision counts for each of its owners. A municipality without statements has counts of 0
/// and a salience of 0 everywhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// The municipality.
    pub code: GemeenteCode,
    /// One entry per theme, in taxonomy order.
    pub themes: Vec<ThemeStatistics>,
    /// One entry per principle, in taxonomy order.
    pub principles: Vec<PrincipleCounts>,
    /// The tempo of all own statements.
    pub tempo: TempoCounts,
    /// The number of own statements of each intensity, without negative decisions.
    pub intensity: IntensityCounts,
}

/// Statistics of one theme in the documents of one municipality.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ThemeStatistics {
    /// Sentences that mention it, including those that state nothing.
    pub mentions: u32,
    /// Sentences in which the municipality itself states something.
    pub statements: u32,
    /// Those of them that choose for or against a principle.
    pub choices: u32,
    /// How much more of the text goes to this theme than in the average municipality, as the natural logarithm of the
    /// ratio: 0 is average, 0.7 twice as much. Shrunk towards 0 where there is little text; 0 for a theme that is not
    /// mentioned, since silence is no choice.
    #[serde(rename = "emphasis")]
    pub salience: f64,
    /// The sampling variance of the salience; 0 for a theme that is not mentioned.
    #[serde(default, rename = "emphasisVariance")]
    pub salience_variance: f64,
    /// The tempo of its statements.
    pub tempo: TempoCounts,
    /// The number of its statements of each intensity, without negative decisions.
    pub intensity: IntensityCounts,
}

/// Counts the statements of each municipality in `codes`, and sets the salience of its themes relative to the others.
///
/// Returns one profile per code, sorted by code. `statements` are those of all `records`, in row order; each counts for
/// the municipalities that its document represents. A document in which nobody states anything counts for nothing: that
/// a zoning plan names a theme is no sign of what its municipality wants. Cost: one pass over the statements.
pub fn profiles<'c>(
    codes: impl IntoIterator<Item = &'c GemeenteCode>,
    records: &[DocumentRecord],
    statements: &[CitedStatement],
    taxonomy: &Taxonomy,
) -> Vec<Profile> {
    let mut profiles: BTreeMap<&GemeenteCode, Profile> = codes
        .into_iter()
        .map(|code| (code, Profile::empty(code.clone(), taxonomy)))
        .collect();
    for record in records {
        // Statements are in row order, and a document has consecutive rows.
        let first = statements.partition_point(|one| one.passage < record.first_row);
        let length = statements[first..].partition_point(|one| record.contains_row(one.passage));
        let of_record = &statements[first..first + length];
        if !of_record.iter().any(PolicyStatement::is_own) {
            continue;
        }
        for statement in of_record {
            // A joint document counts in full for each of its owners.
            for owner in record.represented() {
                if let Some(profile) = profiles.get_mut(owner) {
                    profile.add(statement);
                }
            }
        }
    }
    let mut profiles: Vec<Profile> = profiles.into_values().collect();
    set_salience(&mut profiles, taxonomy);
    profiles
}

impl Profile {
    fn empty(code: GemeenteCode, taxonomy: &Taxonomy) -> Self {
        Self {
            code,
            themes: vec![ThemeStatistics::default(); taxonomy.themes().len()],
            principles: vec![PrincipleCounts::default(); taxonomy.principles().len()],
            tempo: TempoCounts::default(),
            intensity: [0; 6],
        }
    }

    /// The number of own statements, without negative decisions.
    pub fn statements(&self) -> u32 {
        self.intensity.iter().sum()
    }

    fn add(&mut self, statement: &CitedStatement) {
        // What another party wants tells nothing of this municipality, not even that it cares about the theme.
        if statement.subject == Subject::Other {
            return;
        }
        for theme in &statement.themes {
            self.themes[theme.index()].add(statement);
        }
        if !statement.is_own() {
            return;
        }
        for reading in &statement.principles {
            self.principles[reading.principle.index()].add(*reading);
        }
        if let Some(tempo) = statement.tempo {
            self.tempo.add(tempo);
        }
        if statement.decision == Decision::Positive {
            self.intensity[usize::from(statement.intensity.get())] += 1;
        }
    }
}

/// Sets the salience of every theme in every profile. Cost: `n_profiles × n_themes`.
fn set_salience(profiles: &mut [Profile], taxonomy: &Taxonomy) {
    let weights: Vec<Vec<f64>> = profiles
        .iter()
        .map(|profile| {
            let themes = taxonomy.themes().iter().zip(&profile.themes);
            themes
                .map(|(theme, statistics)| statistics.weight(theme))
                .collect()
        })
        .collect();
    for (profile, values) in profiles.iter_mut().zip(salience(&weights)) {
        for (statistics, Salience { value, variance }) in profile.themes.iter_mut().zip(values) {
            statistics.salience = value;
            statistics.salience_variance = variance;
        }
    }
}

impl ThemeStatistics {
    /// The weight of the theme in sentences: those that mention it. The law makes every municipality mention statutory
    /// themes, so of these only the sentences with a choice count.
    fn weight(&self, theme: &Theme) -> f64 {
        f64::from(if theme.statutory {
            self.choices
        } else {
            self.mentions
        })
    }

    /// Counts a statement on this theme that is not another party's.
    fn add(&mut self, statement: &CitedStatement) {
        self.mentions += 1;
        // A mention shows attention to the theme, but no statement.
        if !statement.is_own() {
            return;
        }
        self.statements += 1;
        self.choices += u32::from(!statement.principles.is_empty());
        if let Some(tempo) = statement.tempo {
            self.tempo.add(tempo);
        }
        // The intensity of a refusal is how firm it is, not how far a plan has come.
        if statement.decision == Decision::Positive {
            self.intensity[usize::from(statement.intensity.get())] += 1;
        }
    }
}
