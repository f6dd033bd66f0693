//! Scores against the habits of row and column.
//!
//! Some texts are alike to everybody (hubs). Counting a score in standard deviations from the mean of its row
//! and of its column takes that out, as cross-domain similarity local scaling and mutual proximity do, and
//! better here than either.

use ndarray::Array2;

/// A spread below this is rounding: then nothing stands out.
const SMALLEST_SPREAD: f64 = 1e-9;

/// The mean and standard deviation of one organisation's scores with the others.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Habit {
    pub(super) mean: f64,
    pub(super) spread: f64,
}

impl Habit {
    /// The habit behind these scores (population standard deviation).
    pub(super) fn of(scores: impl Iterator<Item = f64> + Clone) -> Self {
        let count = scores.clone().count();
        if count == 0 {
            return Self::default();
        }
        let mean = scores.clone().sum::<f64>() / count as f64;
        let variance = scores.map(|score| (score - mean).powi(2)).sum::<f64>() / count as f64;
        Self {
            mean,
            spread: variance.sqrt(),
        }
    }

    /// How many standard deviations a score lies above the mean; 0 without spread.
    fn standardised(self, score: f64) -> f64 {
        (score - self.mean) * self.slope()
    }

    /// By how much the standardised score moves when the score moves by 1.
    fn slope(self) -> f64 {
        if self.spread > SMALLEST_SPREAD {
            self.spread.recip()
        } else {
            0.0
        }
    }
}

/// What one view says of a pair.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reading {
    /// The raw score.
    pub(super) score: f64,
    /// Its variance when other passages would have been drawn.
    pub(super) variance: f64,
}

/// The lexical view and the passage view.
pub(super) const VIEWS: usize = 2;

/// What the views say of a pair, in their order.
pub(super) type Readings = [Reading; VIEWS];

/// The habits of every organisation in one view.
#[derive(Clone, Debug)]
pub(super) struct View {
    pub(super) habits: Vec<Habit>,
    /// How much it counts; the lexical view 1.
    pub(super) weight: f64,
}

/// The lexical view and the passage view.
#[derive(Clone, Debug)]
pub(super) struct Background {
    pub(super) views: [View; VIEWS],
}

impl Background {
    /// The score of a pair: each view standardised over row and column, and weighted.
    pub(super) fn score(&self, pair: (usize, usize), readings: &Readings) -> f64 {
        // The same order of additions both ways keeps the score symmetric to the last bit.
        let (a, b) = (pair.0.min(pair.1), pair.0.max(pair.1));
        let standardised = |(view, reading): (&View, &Reading)| {
            let habits = &view.habits;
            let both =
                habits[a].standardised(reading.score) + habits[b].standardised(reading.score);
            view.weight * both
        };
        self.views.iter().zip(readings).map(standardised).sum()
    }

    /// The standard deviation of that score when other passages would have been drawn.
    pub(super) fn spread(&self, pair: (usize, usize), readings: &Readings) -> f32 {
        let (a, b) = (pair.0.min(pair.1), pair.0.max(pair.1));
        let variance = |(view, reading): (&View, &Reading)| {
            let slope = view.habits[a].slope() + view.habits[b].slope();
            reading.variance * (view.weight * slope).powi(2)
        };
        let variance: f64 = self.views.iter().zip(readings).map(variance).sum();
        variance.sqrt() as f32
    }
}

/// The habit of each row of a symmetric table, diagonal left out.
pub(super) fn habits(table: &Array2<f64>) -> Vec<Habit> {
    let others = |own: usize| {
        let row = table.row(own).to_vec().into_iter().enumerate();
        row.filter(move |(n, _)| *n != own).map(|(_, score)| score)
    };
    (0..table.nrows())
        .map(|own| Habit::of(others(own)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_stands_out_without_spread() {
        let flat = habits(&Array2::from_elem((3, 3), 0.4));
        assert_eq!(flat[1].standardised(0.9), 0.0);
        assert_eq!(Habit::of(std::iter::empty()).standardised(1.0), 0.0);
        let habit = Habit::of([1.0, 3.0].into_iter());
        assert_eq!(
            (habit.mean, habit.spread, habit.standardised(4.0)),
            (2.0, 1.0, 2.0)
        );
    }
}
