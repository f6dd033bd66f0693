//! Observed against expected counts of pieces.

use std::ops::Range;

use ndarray::parallel::prelude::*;
use ndarray::{Array1, Array2, ArrayView1, ArrayViewMut1, Axis};
use rayon::slice::ParallelSlice;

use super::blocks::vectorised;
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

/// Pieces that are worked out in one go: few enough that what is known of them in several years stays near the
/// processor.
const PIECES: usize = 256;

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

/// What is left of the counts of organisations.
pub(super) struct Residuals {
    /// `√(X(g) + 2) − √(e(g) + 2)` of each, `organisations × pieces`, to unit length; zero when nothing is left.
    pub(super) units: Array2<f32>,
    /// The length of each before that.
    pub(super) lengths: Vec<f64>,
}

/// What one organisation has of each piece in one year.
struct OwnYear<'e> {
    /// The year, when it is known.
    year: Option<i16>,
    /// In how many passages.
    seen: Array1<f64>,
    /// In how many by their registers alone.
    expected: ArrayView1<'e, f64>,
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
    /// Writes it to unit length and gives its length before.
    /// Cost: `years of the organisation · CELLS · pieces`.
    fn residual(&self, organisation: usize, unit: ArrayViewMut1<'_, f32>) -> f64 {
        let by_year = self.layout.by_year(organisation);
        let expected = self.expected(&by_year);
        let own: Vec<OwnYear<'_>> = by_year
            .iter()
            .zip(expected.rows())
            .map(|((year, places), expected)| OwnYear {
                year: *year,
                seen: self.presence.observed(places),
                expected,
            })
            .collect();
        let mut raw = vec![0.0; self.presence.pieces];
        vectorised(
            #[inline(always)]
            || {
                for (block, raw) in raw.chunks_mut(PIECES).enumerate() {
                    self.differences(&own, block * PIECES, raw);
                }
            },
        );
        let length = raw.iter().map(|r| r * r).sum::<f64>().sqrt();
        let scale = if length > SHORTEST_ROW {
            length.recip()
        } else {
            0.0
        };
        for (unit, raw) in unit.into_iter().zip(raw) {
            *unit = (raw * scale) as f32;
        }
        length
    }

    /// `√(X(g) + 2) − √(e(g) + 2)` of the pieces from `begin` on, at most [`PIECES`]; `raw` holds zeros.
    #[inline(always)]
    fn differences(&self, own: &[OwnYear<'_>], begin: usize, raw: &mut [f64]) {
        let pieces = begin..begin + raw.len();
        let (mut observed, mut meant) = ([0.0; PIECES], [0.0; PIECES]);
        let (mut era_seen, mut era_meant) = ([0.0; PIECES], [0.0; PIECES]);
        for one in own {
            let expected = part(&one.expected, &pieces);
            add_scaled(&mut observed, 1.0, part(&one.seen.view(), &pieces));
            let Some(year) = one.year else {
                add_scaled(&mut meant, 1.0, expected);
                continue;
            };
            let at = self
                .years
                .binary_search(&year)
                .expect("every known year is listed");
            let (seen, meant_then) = (
                part(&self.seen.row(at), &pieces),
                part(&self.meant.row(at), &pieces),
            );
            era_seen[..raw.len()].copy_from_slice(seen);
            era_meant[..raw.len()].copy_from_slice(meant_then);
            for other in own {
                if let Some(other_year) = other.year {
                    let weight = nearness(year, other_year);
                    add_scaled(&mut era_seen, -weight, part(&other.seen.view(), &pieces));
                    add_scaled(&mut era_meant, -weight, part(&other.expected, &pieces));
                }
            }
            let eras = era_seen.iter().zip(&era_meant);
            let rates = expected.iter().zip(&self.overall[pieces.clone()]);
            for ((meant, (seen, meant_then)), (expected, overall)) in
                meant.iter_mut().zip(eras).zip(rates)
            {
                let prior = ERA_PRIOR * overall;
                *meant += expected * (seen.max(0.0) + prior) / (meant_then.max(0.0) + prior);
            }
        }
        for ((raw, observed), meant) in raw.iter_mut().zip(observed).zip(meant) {
            *raw = (observed + DAMPING).sqrt() - (meant + DAMPING).sqrt();
        }
    }

    /// The residuals of all organisations.
    pub(super) fn residuals(&self) -> Residuals {
        let mut units = Array2::zeros((self.layout.members.len(), self.presence.pieces));
        let rows = units.axis_iter_mut(Axis(0)).into_par_iter().enumerate();
        let lengths = rows
            .map(|(organisation, row)| self.residual(organisation, row))
            .collect();
        Residuals { units, lengths }
    }

    /// In how many of the passages of each group each piece would stand by their registers alone,
    /// `groups × pieces`.
    fn expected(&self, groups: &[(Option<i16>, Vec<usize>)]) -> Array2<f64> {
        let mut shapes = Array2::<f64>::zeros((groups.len(), CELLS));
        for (mut shape, (_, places)) in shapes.rows_mut().into_iter().zip(groups) {
            places
                .iter()
                .for_each(|place| shape[self.registers[*place]] += 1.0);
        }
        shapes.dot(&self.rates)
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

/// Some of the values of a row.
#[inline(always)]
fn part<'r>(row: &ArrayView1<'r, f64>, pieces: &Range<usize>) -> &'r [f64] {
    let row = row.to_slice().expect("rows of counts are contiguous");
    &row[pieces.clone()]
}

/// Adds so many times `values` to `sum`, as far as there are any.
#[inline(always)]
fn add_scaled(sum: &mut [f64], scale: f64, values: &[f64]) {
    sum.iter_mut()
        .zip(values)
        .for_each(|(sum, value)| *sum += scale * value);
}

fn nearness(a: i16, b: i16) -> f64 {
    let gap = (f64::from(a) - f64::from(b)) / YEAR_SD;
    (-0.5 * gap * gap).exp()
}
