//! The scale of an axis: from values to units of the drawing, with ticks at round numbers.

/// About as many steps between ticks as an axis has.
const STEPS: f64 = 5.0;

/// A linear axis. Values and units grow in the same direction unless `to` lies before `from`.
pub(super) struct Axis {
    low: f64,
    step: f64,
    /// The number of steps, at least 1.
    steps: u32,
    /// Where the lowest value lies in the drawing.
    from: f64,
    /// Where the highest value lies.
    to: f64,
}

impl Axis {
    /// The axis from one round number to another that holds all values, spans at least `min_span`, and does not leave
    /// `bounds` unless the values do. `units` are its two ends in the drawing. Returns `None` without values.
    pub(super) fn fit(
        values: impl Iterator<Item = f64> + Clone,
        min_span: f64,
        bounds: (f64, f64),
        units: (f64, f64),
    ) -> Option<Self> {
        let least = values.clone().min_by(f64::total_cmp)?;
        let most = values.max_by(f64::total_cmp)?;
        let missing = (min_span - (most - least)).max(0.0);
        let low = (least - missing / 2.0).max(bounds.0.min(least));
        let high = (low + min_span).max(most);
        // What leaves the upper bound is given to the lower end.
        let beyond = (high - bounds.1.max(most)).max(0.0);
        let (low, high) = (low - beyond, high - beyond);
        let step = round_step((high - low) / STEPS);
        let low = (low / step).floor() * step;
        Some(Self {
            low,
            step,
            // A hair's breadth beyond a tick is rounding, not a value that needs one more.
            steps: (((high - low) / step - 1e-9).ceil() as u32).max(1),
            from: units.0,
            to: units.1,
        })
    }

    /// The axis with a tick at each whole number from `low` to `high`.
    pub(super) fn whole(low: i32, high: i32, units: (f64, f64)) -> Self {
        Self {
            low: f64::from(low),
            step: 1.0,
            steps: (high - low).max(1) as u32,
            from: units.0,
            to: units.1,
        }
    }

    /// Where a value lies in the drawing, to a tenth of a unit. Values beyond the axis lie at its end.
    pub(super) fn at(&self, value: f64) -> f64 {
        let share = (value - self.low) / (self.step * f64::from(self.steps));
        let units = self.from + share.clamp(0.0, 1.0) * (self.to - self.from);
        // Short numbers keep the page small.
        (units * 10.0).round() / 10.0
    }

    /// The values that have a tick, from low to high.
    pub(super) fn ticks(&self) -> impl Iterator<Item = f64> {
        (0..=self.steps).map(|tick| self.low + f64::from(tick) * self.step)
    }

    /// The decimals that tell two ticks apart.
    pub(super) fn decimals(&self) -> usize {
        usize::from(self.step < 1.0)
    }
}

/// The least of 1, 2 and 5 times a power of ten that is no less than `step`; at least a tenth.
fn round_step(step: f64) -> f64 {
    let step = step.max(0.1);
    // By logarithm, with room for rounding: a step of 10 must not become 20.
    let power = 10_f64.powf((step.log10() + 1e-9).floor());
    let factor = [1.0, 2.0, 5.0, 10.0].into_iter();
    let mut factors = factor.filter(|factor| factor * power >= step * (1.0 - 1e-9));
    power * factors.next().unwrap_or(10.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ticks(values: &[f64], min_span: f64, bounds: (f64, f64)) -> Vec<f64> {
        let axis = Axis::fit(values.iter().copied(), min_span, bounds, (0.0, 100.0));
        axis.expect("there are values").ticks().collect()
    }

    #[test]
    fn ticks_are_round_numbers_around_all_values() {
        assert_eq!(
            ticks(&[13.0, 14.5], 5.0, (0.0, 1000.0)),
            [11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.0]
        );
        assert_eq!(
            ticks(&[4.0, 96.0], 40.0, (0.0, 100.0)),
            [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]
        );
        // What is near a bound is not drawn beyond it.
        assert_eq!(
            ticks(&[99.0, 100.0], 40.0, (0.0, 100.0)),
            [60.0, 70.0, 80.0, 90.0, 100.0]
        );
        assert_eq!(ticks(&[0.5], 5.0, (0.0, 1000.0))[0], 0.0);
        assert!(Axis::fit([].into_iter(), 1.0, (0.0, 1.0), (0.0, 1.0)).is_none());
        let steps = Axis::whole(1, 5, (0.0, 80.0));
        assert_eq!(
            (steps.at(1.0), steps.at(2.5), steps.at(9.0)),
            (0.0, 30.0, 80.0)
        );
    }

    proptest! {
        #[test]
        fn each_value_lies_between_the_first_and_the_last_tick(values in proptest::collection::vec(0.0..400.0, 1..30), span in 0.5..50.0) {
            let axis = Axis::fit(values.iter().copied(), span, (0.0, 400.0), (0.0, 100.0)).expect("values");
            let ticks: Vec<f64> = axis.ticks().collect();
            prop_assert!((2..=8).contains(&ticks.len()), "{ticks:?}");
            for value in values {
                prop_assert!(ticks[0] <= value + 1e-6 && value <= ticks[ticks.len() - 1] + 1e-6, "{value} {ticks:?}");
            }
        }
    }
}
