//! Observed against expected counts of pieces.

use ndarray::{Array1, Array2, ArrayView1, Axis};
use rayon::prelude::*;

use super::facts::Layout;
use super::pieces::Presence;
use super::register::CELLS;

/// Passages' worth of the overall rate that a register's own rate starts from: any small number does.
const CELL_PRIOR: f64 = 5.0;

/// The passages of one ordinary document: an era with few others goes to a ratio of 1. 30 to 100 score alike.
const ERA_PRIOR: f64 = 100.0;

/// The standard deviation in years over which an era borrows from the years beside it; calendar years to 1.5
/// score alike.
const YEAR_SD: f64 = 1.0;

/// Added under the square roots; damps rare pieces. 1 to 4 score alike.
pub(super) const DAMPING: f64 = 2.0;

/// Passages counted in one go by one thread: each has a table of its own, so not too few.
const TALLIED: usize = 16_384;

/// A row shorter than this is rounding, not choice.
const SHORTEST_ROW: f64 = 1e-6;

/// What is expected of an organisation: for each of its years, how much more or less than the register rates
/// the others of that era use each piece.
pub(super) struct Expectation<'a> {
    presence: &'a Presence,
    layout: &'a Layout,
    registers: &'a [usize],
    /// The share of all passages that hold each piece.
    overall: Vec<f64>,
    /// Rate of each piece in each register, `CELLS × pieces`.
    rates: Array2<f64>,
    /// The years that are known, ascending.
    years: Vec<i16>,
    /// Observed counts around each year, `years × pieces`.
    seen: Array2<f64>,
    /// Counts expected by register around each year, `years × pieces`.
    meant: Array2<f64>,
}

/// What is left of one organisation's counts.
pub(super) struct Residual {
    /// In how many of its passages each piece stands.
    pub(super) observed: Array1<f64>,
    /// `√(X(g) + 2) − √(e(g) + 2)` to unit length; zero when nothing is left.
    pub(super) unit: Vec<f32>,
    /// The length before that.
    pub(super) length: f64,
}

impl<'a> Expectation<'a> {
    /// Fits rates and era counts over all organisations. Cost: one pass over the presences, and
    /// `years · (CELLS + years) · pieces`.
    pub(super) fn fit(presence: &'a Presence, layout: &'a Layout, registers: &'a [usize]) -> Self {
        let (overall, rates) = rates(presence, layout, registers);
        let mut years: Vec<i16> = layout.years.iter().filter_map(|year| *year).collect();
        years.sort_unstable();
        years.dedup();
        let mut shapes = Array2::<f64>::zeros((years.len(), CELLS));
        let mut dated = Vec::with_capacity(layout.rows.len());
        for place in layout.members.iter().flatten() {
            if let Some(year) = layout.years[*place] {
                let at = years
                    .binary_search(&year)
                    .expect("every known year is listed");
                shapes[(at, registers[*place])] += 1.0;
                dated.push((*place, at));
            }
        }
        let seen = tally(presence, &dated, years.len());
        let near = Array2::from_shape_fn((years.len(), years.len()), |(a, b)| {
            nearness(years[a], years[b])
        });
        let (seen, meant) = (near.dot(&seen), near.dot(&shapes).dot(&rates));
        Self {
            presence,
            layout,
            registers,
            overall,
            rates,
            years,
            seen,
            meant,
        }
    }

    /// The same expectations for other passages of the same organisations.
    #[cfg(test)]
    pub(super) fn with_layout<'b>(&self, layout: &'b Layout) -> Expectation<'b>
    where
        'a: 'b,
    {
        Expectation {
            presence: self.presence,
            layout,
            registers: self.registers,
            overall: self.overall.clone(),
            rates: self.rates.clone(),
            years: self.years.clone(),
            seen: self.seen.clone(),
            meant: self.meant.clone(),
        }
    }

    /// The residual of one organisation: observed against expected by register and era.
    ///
    /// The era's ratio is `ρ(o, y, g) = (Σ w(y, y')·(X(·, y', g) − X(o, y', g)) + 100·q(g)) / (the same of E)`,
    /// with `X` observed and `E` expected by register: the organisation itself is left out, so that a lonely
    /// document does not explain itself away. Square roots give counts of all sizes about the same variance
    /// (Freeman & Tukey 1950), so that no rarity weight is needed and short texts need no further shrinkage.
    /// Cost: `years of the organisation · CELLS · pieces`.
    pub(super) fn residual(&self, organisation: usize) -> Residual {
        let own: Vec<_> = self
            .layout
            .by_year(organisation)
            .into_iter()
            .map(|(year, places)| (year, self.observed(&places), self.expected(&places)))
            .collect();
        let mut observed = Array1::<f64>::zeros(self.presence.pieces);
        let mut meant = observed.clone();
        for (year, seen, expected) in &own {
            observed += seen;
            let Some(year) = *year else {
                meant += expected;
                continue;
            };
            let at = self
                .years
                .binary_search(&year)
                .expect("every known year is listed");
            let (mut era_seen, mut era_meant) =
                (self.seen.row(at).to_owned(), self.meant.row(at).to_owned());
            for (own_year, own_seen, own_meant) in &own {
                if let Some(own_year) = own_year {
                    let weight = nearness(year, *own_year);
                    era_seen.scaled_add(-weight, own_seen);
                    era_meant.scaled_add(-weight, own_meant);
                }
            }
            for (piece, meant) in meant.iter_mut().enumerate() {
                let prior = ERA_PRIOR * self.overall[piece];
                let ratio =
                    (era_seen[piece].max(0.0) + prior) / (era_meant[piece].max(0.0) + prior);
                *meant += expected[piece] * ratio;
            }
        }
        let raw: Vec<f64> = observed
            .iter()
            .zip(&meant)
            .map(|(x, e)| (x + DAMPING).sqrt() - (e + DAMPING).sqrt())
            .collect();
        let length = raw.iter().map(|r| r * r).sum::<f64>().sqrt();
        let scale = if length > SHORTEST_ROW {
            length.recip()
        } else {
            0.0
        };
        Residual {
            observed,
            unit: raw.into_iter().map(|r| (r * scale) as f32).collect(),
            length,
        }
    }

    /// The residuals of all organisations, `organisations × pieces`, each of unit length or zero.
    pub(super) fn residuals(&self) -> Array2<f32> {
        let mut residuals = Array2::zeros((self.layout.members.len(), self.presence.pieces));
        let rows: Vec<_> = residuals.axis_iter_mut(Axis(0)).collect();
        rows.into_par_iter()
            .enumerate()
            .for_each(|(organisation, mut row)| {
                row.assign(&ArrayView1::from(&self.residual(organisation).unit));
            });
        residuals
    }

    /// In how many of these passages each piece stands.
    fn observed(&self, places: &[usize]) -> Array1<f64> {
        let mut counts = Array1::zeros(self.presence.pieces);
        for place in places {
            let row = self.presence.row(*place);
            row.iter().for_each(|piece| counts[*piece as usize] += 1.0);
        }
        counts
    }

    /// In how many of these passages each piece would stand by their registers alone.
    fn expected(&self, places: &[usize]) -> Array1<f64> {
        let mut shape = Array1::<f64>::zeros(CELLS);
        for place in places {
            shape[self.registers[*place]] += 1.0;
        }
        // Row by row: a product with so short a vector goes column by column, and is many times slower.
        let mut expected = Array1::zeros(self.presence.pieces);
        for (size, rates) in shape.iter().zip(self.rates.rows()) {
            expected.scaled_add(*size, &rates);
        }
        expected
    }
}

/// The share of all passages that hold each piece, and the smoothed share within each register.
fn rates(presence: &Presence, layout: &Layout, registers: &[usize]) -> (Vec<f64>, Array2<f64>) {
    let mut size = [0.0; CELLS];
    let places: Vec<(usize, usize)> = registers.iter().copied().enumerate().collect();
    places.iter().for_each(|(_, cell)| size[*cell] += 1.0);
    let mut held = tally(presence, &places, CELLS);
    let total = layout.rows.len().max(1) as f64;
    let overall: Vec<f64> = held
        .sum_axis(Axis(0))
        .iter()
        .map(|held| held / total)
        .collect();
    for (mut row, size) in held.rows_mut().into_iter().zip(size) {
        row.iter_mut()
            .zip(&overall)
            .for_each(|(held, q)| *held = (*held + CELL_PRIOR * q) / (size + CELL_PRIOR));
    }
    (overall, held)
}

/// In how many passages of each group each piece stands, `groups × pieces`, for passages given with their group.
fn tally(presence: &Presence, places: &[(usize, usize)], groups: usize) -> Array2<f64> {
    let none = || Array2::<f64>::zeros((groups, presence.pieces));
    // Whole numbers: their sum is the same in whatever order they are added.
    places
        .par_chunks(TALLIED)
        .fold(none, |mut sum, places| {
            for (place, group) in places {
                let mut sum = sum.row_mut(*group);
                let row = presence.row(*place);
                row.iter().for_each(|piece| sum[*piece as usize] += 1.0);
            }
            sum
        })
        .reduce(none, |left, right| left + right)
}

fn nearness(a: i16, b: i16) -> f64 {
    let gap = (f64::from(a) - f64::from(b)) / YEAR_SD;
    (-0.5 * gap * gap).exp()
}
