//! Observed against expected counts of pieces.

use ndarray::{Array2, Axis, Zip};
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
const DAMPING: f64 = 2.0;

/// A row shorter than this is rounding, not choice.
pub(super) const SHORTEST_ROW: f64 = 1e-6;

/// What is expected of an organisation: for each of its years, how much more or less than the register rates
/// the others of that era use each piece.
pub(super) struct Expectation {
    /// Rate of each piece in each register, `CELLS × pieces`.
    rates: Array2<f64>,
    /// For each organisation, its passages by year and the era's ratio of each piece; no ratio where the year
    /// is not known.
    groups: Vec<Vec<Group>>,
}

struct Group {
    places: Vec<usize>,
    ratio: Option<Vec<f32>>,
}

impl Expectation {
    /// Fits rates and ratios over all organisations.
    ///
    /// `ρ(o, y, g) = (Σ w(y, y')·(X(·, y', g) − X(o, y', g)) + 100·q(g)) / (the same of E)`, with `X` observed
    /// and `E` expected by register: the organisation itself is left out, so that a lonely document does not
    /// explain itself away. Cost: `organisations · years · CELLS · pieces`.
    pub(super) fn fit(presence: &Presence, layout: &Layout, registers: &[usize]) -> Self {
        let (overall, rates) = rates(presence, layout, registers);
        let mut years: Vec<i16> = layout.years.iter().filter_map(|year| *year).collect();
        years.sort_unstable();
        years.dedup();
        let by_year: Vec<_> = (0..layout.members.len())
            .map(|organisation| layout.by_year(organisation))
            .collect();
        let mut seen = Array2::<f64>::zeros((years.len(), presence.pieces));
        let mut meant = seen.clone();
        for (year, places) in by_year.iter().flatten() {
            let Some(year) = year else { continue };
            let at = years
                .binary_search(year)
                .expect("every known year is listed");
            let (observed, expected) = (
                observed(presence, places, None),
                expected(&rates, registers, places, None),
            );
            Zip::from(seen.row_mut(at))
                .and(&observed)
                .for_each(|sum, x| *sum += x);
            Zip::from(meant.row_mut(at))
                .and(&expected)
                .for_each(|sum, x| *sum += x);
        }
        let near = Array2::from_shape_fn((years.len(), years.len()), |(a, b)| {
            nearness(years[a], years[b])
        });
        let (seen, meant) = (near.dot(&seen), near.dot(&meant));
        let groups = by_year
            .into_par_iter()
            .map(|groups| {
                let own: Vec<_> = groups
                    .iter()
                    .filter_map(|(year, places)| {
                        let pair = (
                            observed(presence, places, None),
                            expected(&rates, registers, places, None),
                        );
                        year.map(|year| (year, pair))
                    })
                    .collect();
                let ratio = |year: i16| -> Vec<f32> {
                    let at = years
                        .binary_search(&year)
                        .expect("every known year is listed");
                    let mut others = (seen.row(at).to_vec(), meant.row(at).to_vec());
                    for (own_year, (own_seen, own_meant)) in &own {
                        let weight = nearness(year, *own_year);
                        subtract(&mut others.0, own_seen, weight);
                        subtract(&mut others.1, own_meant, weight);
                    }
                    let (seen, meant) = others;
                    let each = seen.iter().zip(&meant).zip(&overall);
                    each.map(|((seen, meant), q)| {
                        ((seen.max(0.0) + ERA_PRIOR * q) / (meant.max(0.0) + ERA_PRIOR * q)) as f32
                    })
                    .collect()
                };
                groups
                    .iter()
                    .map(|(year, places)| Group {
                        places: places.clone(),
                        ratio: year.map(ratio),
                    })
                    .collect()
            })
            .collect();
        Self { rates, groups }
    }

    /// The residuals of one organisation, `R(g) = √(X(g) + 2) − √(e(g) + 2)`, to unit length: square roots
    /// give counts of all sizes about the same variance (Freeman & Tukey 1950), so that no rarity weight is
    /// needed and short texts need no further shrinkage. Zero when nothing is left.
    ///
    /// `weights`, when given, says how often each passage counts, by place: a bootstrap draw.
    pub(super) fn residual(
        &self,
        presence: &Presence,
        registers: &[usize],
        organisation: usize,
        weights: Option<&[u32]>,
    ) -> Vec<f32> {
        let mut seen = vec![0.0; presence.pieces];
        let mut meant = vec![0.0; presence.pieces];
        for group in &self.groups[organisation] {
            let observed = observed(presence, &group.places, weights);
            let expected = expected(&self.rates, registers, &group.places, weights);
            seen.iter_mut()
                .zip(&observed)
                .for_each(|(sum, x)| *sum += x);
            match &group.ratio {
                Some(ratio) => {
                    meant
                        .iter_mut()
                        .zip(&expected)
                        .zip(ratio)
                        .for_each(|((sum, e), r)| *sum += e * f64::from(*r));
                }
                None => meant
                    .iter_mut()
                    .zip(&expected)
                    .for_each(|(sum, e)| *sum += e),
            }
        }
        let raw: Vec<f64> = seen
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
        raw.into_iter().map(|r| (r * scale) as f32).collect()
    }

    /// The residuals of all organisations, `organisations × pieces`.
    pub(super) fn residuals(&self, presence: &Presence, registers: &[usize]) -> Array2<f32> {
        let mut residuals = Array2::zeros((self.groups.len(), presence.pieces));
        let rows: Vec<_> = residuals.axis_iter_mut(Axis(0)).collect();
        rows.into_par_iter()
            .enumerate()
            .for_each(|(organisation, mut row)| {
                row.assign(&ndarray::ArrayView1::from(&self.residual(
                    presence,
                    registers,
                    organisation,
                    None,
                )));
            });
        residuals
    }
}

/// The share of all passages that hold each piece, and the smoothed share within each register.
fn rates(presence: &Presence, layout: &Layout, registers: &[usize]) -> (Vec<f64>, Array2<f64>) {
    let mut held = Array2::<f64>::zeros((CELLS, presence.pieces));
    let mut size = [0.0; CELLS];
    for place in 0..layout.rows.len() {
        size[registers[place]] += 1.0;
        let mut row = held.row_mut(registers[place]);
        presence
            .row(place)
            .iter()
            .for_each(|piece| row[*piece as usize] += 1.0);
    }
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

/// In how many of these passages each piece stands.
fn observed(
    presence: &Presence,
    places: &[usize],
    weights: Option<&[u32]>,
) -> ndarray::Array1<f64> {
    let mut counts = ndarray::Array1::zeros(presence.pieces);
    for place in places {
        let weight = weights.map_or(1.0, |weights| f64::from(weights[*place]));
        if weight > 0.0 {
            presence
                .row(*place)
                .iter()
                .for_each(|piece| counts[*piece as usize] += weight);
        }
    }
    counts
}

/// In how many of these passages each piece would stand by their registers alone.
fn expected(
    rates: &Array2<f64>,
    registers: &[usize],
    places: &[usize],
    weights: Option<&[u32]>,
) -> ndarray::Array1<f64> {
    let mut shape = ndarray::Array1::<f64>::zeros(CELLS);
    for place in places {
        shape[registers[*place]] += weights.map_or(1.0, |weights| f64::from(weights[*place]));
    }
    shape.dot(rates)
}

fn subtract(from: &mut [f64], what: &ndarray::Array1<f64>, weight: f64) {
    from.iter_mut()
        .zip(what)
        .for_each(|(sum, x)| *sum -= weight * x);
}

fn nearness(a: i16, b: i16) -> f64 {
    let gap = (f64::from(a) - f64::from(b)) / YEAR_SD;
    (-0.5 * gap * gap).exp()
}
