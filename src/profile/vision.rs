//! What one municipality wants, counted.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Cited;
use crate::document::DocumentRecord;
use crate::municipality::GemeenteCode;
use crate::stance::{Decision, Intensity, Stance, Subject, Tempo};
use crate::taxonomy::{Taxonomy, ThemeId};

/// What one municipality says in all its documents: per theme, per principle, and how fast and how far.
///
/// Of a joint vision every sentence counts for each of its owners. A municipality that says nothing has
/// counts of 0 and an emphasis of 0 everywhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// Who.
    pub code: GemeenteCode,
    /// One for each theme, in taxonomy order.
    pub themes: Vec<ThemeCell>,
    /// One for each principle, in taxonomy order.
    pub principles: Vec<PrincipleCell>,
    /// How fast, in all.
    pub tempo: TempoCount,
    /// How many own statements there are of each intensity, 0 to 5. Refusals are not among them.
    pub intensity: [u32; 6],
}

/// What is said on one theme.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ThemeCell {
    /// Sentences that name it, also without stating anything.
    pub mentions: u32,
    /// Sentences in which the municipality states something itself.
    pub statements: u32,
    /// Of those, the ones that choose for or against a principle.
    pub choices: u32,
    /// How much more of the text goes to this theme than in the average municipality: the natural logarithm
    /// of the ratio, so 0 is average, 0.7 twice as much. Drawn towards 0 where there is little text.
    pub emphasis: f64,
    /// How fast.
    pub tempo: TempoCount,
    /// Statements of each intensity, 0 to 5, without refusals.
    pub intensity: [u32; 6],
}

/// What is said on one principle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PrincipleCell {
    /// Own statements for it.
    pub for_it: u32,
    /// Own statements against it.
    pub against: u32,
}

/// Statements that want to go fast, and that want to go slowly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TempoCount {
    /// In front, sooner.
    pub fast: u32,
    /// Step by step, later.
    pub slow: u32,
}

/// Where a municipality stands on a principle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Position {
    /// It says nothing of it. Silence is neither agreement nor difference.
    NotMentioned,
    /// At least three of four statements are for it.
    For,
    /// At least three of four statements are against it.
    Against,
    /// It says both.
    Mixed,
}

impl PrincipleCell {
    /// How many statements there are.
    pub fn statements(&self) -> u32 {
        self.for_it + self.against
    }

    /// The balance, -1 (all against) to 1 (all for); nothing when it is not mentioned.
    pub fn balance(&self) -> Option<f64> {
        let all = self.statements();
        (all > 0).then(|| (f64::from(self.for_it) - f64::from(self.against)) / f64::from(all))
    }

    /// The balance in words.
    pub fn position(&self) -> Position {
        match self.balance() {
            None => Position::NotMentioned,
            Some(balance) if balance >= 0.5 => Position::For,
            Some(balance) if balance <= -0.5 => Position::Against,
            Some(_) => Position::Mixed,
        }
    }
}

impl TempoCount {
    /// The pace, -1 (slow) to 1 (fast); nothing when nothing is said.
    pub fn balance(&self) -> Option<f64> {
        let all = self.fast + self.slow;
        (all > 0).then(|| (f64::from(self.fast) - f64::from(self.slow)) / f64::from(all))
    }

    /// Counts one more.
    pub fn add(&mut self, tempo: Tempo) {
        match tempo {
            Tempo::Fast => self.fast += 1,
            Tempo::Slow => self.slow += 1,
        }
    }
}

/// The mean intensity of counted statements, 1 to 5; nothing without statements.
pub fn mean_intensity(counts: &[u32; 6]) -> Option<f64> {
    let all: u32 = counts.iter().sum();
    let sum: f64 = (0u32..)
        .zip(counts)
        .map(|(level, count)| f64::from(level * count))
        .sum();
    (all > 0).then(|| sum / f64::from(all))
}

/// The profiles of `codes`, in that order.
///
/// `statements` are those of all `records`, in row order; each counts for those for whom its document speaks.
/// Cost: one pass over the statements.
pub fn profiles<'c>(
    codes: impl IntoIterator<Item = &'c GemeenteCode>,
    records: &[DocumentRecord],
    statements: &[Cited],
    taxonomy: &Taxonomy,
) -> Vec<Profile> {
    let mut profiles: BTreeMap<&GemeenteCode, Profile> = codes
        .into_iter()
        .map(|code| (code, Profile::empty(code.clone(), taxonomy)))
        .collect();
    for record in records {
        let first = statements.partition_point(|one| one.passage < record.first_row);
        let of_record = statements[first..]
            .iter()
            .take_while(|one| record.contains_row(one.passage));
        for statement in of_record {
            for owner in record.represented() {
                if let Some(profile) = profiles.get_mut(owner) {
                    profile.add(statement);
                }
            }
        }
    }
    let mut profiles: Vec<Profile> = profiles.into_values().collect();
    set_emphasis(&mut profiles, taxonomy);
    profiles
}

impl Profile {
    fn empty(code: GemeenteCode, taxonomy: &Taxonomy) -> Self {
        Self {
            code,
            themes: vec![ThemeCell::default(); taxonomy.themes().len()],
            principles: vec![PrincipleCell::default(); taxonomy.principles().len()],
            tempo: TempoCount::default(),
            intensity: [0; 6],
        }
    }

    /// How many statements of its own it has, refusals left out.
    pub fn statements(&self) -> u32 {
        self.intensity.iter().sum()
    }

    fn add(&mut self, statement: &Cited) {
        if statement.subject == Subject::Other {
            return;
        }
        let own = statement.is_own();
        let level = usize::from(statement.intensity.get());
        let counts = own && statement.decision == Decision::Positive;
        for theme in &statement.themes {
            let cell = &mut self.themes[theme.index()];
            cell.mentions += 1;
            if own {
                cell.statements += 1;
                cell.choices += u32::from(!statement.principles.is_empty());
                if let Some(tempo) = statement.tempo {
                    cell.tempo.add(tempo);
                }
            }
            if counts {
                cell.intensity[level] += 1;
            }
        }
        if !own {
            return;
        }
        for (principle, stance) in &statement.principles {
            let cell = &mut self.principles[principle.index()];
            match stance {
                Stance::For => cell.for_it += 1,
                Stance::Against => cell.against += 1,
            }
        }
        if let Some(tempo) = statement.tempo {
            self.tempo.add(tempo);
        }
        if counts {
            self.intensity[level] += 1;
        }
    }
}

/// So many sentences of the average municipality are laid beside those of each, so that a page of text does
/// not look like a strong opinion: about the sentences with a theme on three pages.
const PRIOR_SENTENCES: f64 = 20.0;

/// The least average share of a theme, so that one that almost nobody names does not divide by nothing.
const LEAST_SHARE: f64 = 0.002;

/// Sets the emphasis of every theme from the shares of all municipalities that say something.
fn set_emphasis(profiles: &mut [Profile], taxonomy: &Taxonomy) {
    let weight = |profile: &Profile, theme: ThemeId| -> f64 {
        let cell = &profile.themes[theme.index()];
        if taxonomy.theme(theme).statutory {
            f64::from(cell.choices)
        } else {
            f64::from(cell.mentions)
        }
    };
    let themes: Vec<ThemeId> = taxonomy.themes().iter().map(|theme| theme.id).collect();
    let weights: Vec<Vec<f64>> = profiles
        .iter()
        .map(|profile| themes.iter().map(|theme| weight(profile, *theme)).collect())
        .collect();
    let totals: Vec<f64> = weights.iter().map(|row| row.iter().sum()).collect();
    let speaking = totals.iter().filter(|total| **total > 0.0).count();
    if speaking == 0 {
        return;
    }
    for theme in themes {
        let at = theme.index();
        let shares = weights
            .iter()
            .zip(&totals)
            .filter(|(_, total)| **total > 0.0);
        let mean: f64 = shares.map(|(row, total)| row[at] / total).sum::<f64>() / speaking as f64;
        let mean = mean.max(LEAST_SHARE);
        for ((profile, row), total) in profiles.iter_mut().zip(&weights).zip(&totals) {
            let share = (row[at] + PRIOR_SENTENCES * mean) / (total + PRIOR_SENTENCES);
            profile.themes[at].emphasis = if *total > 0.0 {
                (share / mean).ln()
            } else {
                0.0
            };
        }
    }
}

/// Whether an intensity is only a first look: signalled or explored.
pub fn is_exploring(intensity: Intensity) -> bool {
    intensity <= Intensity::EXPLORE
}

/// Whether an intensity is a choice that is carried out or done.
pub fn is_carried_out(intensity: Intensity) -> bool {
    intensity >= Intensity::EXECUTE
}
