//! The best counterpart of each passage in another organisation.

use std::ops::Range;

use ndarray::{Array2, ArrayView2, Axis, Slice};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::blocks::{rows_by_rows, vectorised};
use super::hub::Reading;
use crate::document::PassageRow;

/// So many pairs of passages are kept as evidence for each pair of organisations.
const EVIDENCE: usize = 8;

/// Among so many of the most alike candidates there is nearly always as much evidence as is kept: each pair can
/// be there from both sides, and some of its passages can be taken.
const LIKELY: usize = 4 * EVIDENCE;

/// Two passages this alike are the same text (a template, a law, a joint document), which is no evidence of
/// choosing alike.
const SAME_TEXT: f32 = 0.985;

/// Passages on the one side of a matrix product, and on the other: enough rows to make up for arranging the
/// columns, and together 2 MB of cosines, which stay near the processor until they are read.
const BLOCK: usize = 512;
const TILE: usize = 1_024;

/// Two passages that say alike things.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PassagePair {
    /// The passage of the first organisation.
    pub ours: PassageRow,
    /// The passage of the second.
    pub theirs: PassageRow,
    /// The cosine of their vectors, `[-1, 1]`.
    pub cosine: f32,
}

/// The passages that speak for each organisation in this view.
#[derive(Clone, Debug)]
pub(super) struct Voices {
    /// Their vectors, organisation after organisation, rows of unit length.
    pub(super) vectors: Array2<f32>,
    /// Their rows in the index.
    pub(super) rows: Vec<PassageRow>,
    /// `offsets[o]..offsets[o + 1]` are those of organisation `o`.
    pub(super) offsets: Vec<usize>,
}

/// The cosines are compared in so many lanes at once.
const LANES: usize = 8;

/// What one pair of organisations gives.
#[derive(Clone, Debug)]
pub(super) struct Aligned {
    /// `A(a → b) + A(b → a)`: the mean best cosine, both ways.
    pub(super) reading: Reading,
    /// The best pairs of passages, most alike first, each passage once.
    pub(super) evidence: Vec<PassagePair>,
}

impl Voices {
    pub(super) fn of(&self, organisation: usize) -> ArrayView2<'_, f32> {
        let range = self.offsets[organisation]..self.offsets[organisation + 1];
        self.vectors.slice_axis(Axis(0), Slice::from(range))
    }

    /// The soft alignment of all pairs, for `a < b`, by `a` and then `b`.
    pub(super) fn align_all(&self) -> Vec<Vec<Aligned>> {
        self.with_each(
            self,
            |own| own + 1,
            |cosines, a, b| self.read(cosines, a, b),
            |_, row| row,
        )
    }

    /// The soft alignment of one pair. Cost: the product of their passages.
    pub(super) fn align(&self, a: usize, b: usize) -> Aligned {
        self.read(
            &rows_by_rows(&self.of(a), &self.of(b), &mut Vec::new()),
            a,
            b,
        )
    }

    /// The soft alignment of one pair without its evidence.
    pub(super) fn reading(&self, a: usize, b: usize) -> Reading {
        Best::of(&rows_by_rows(&self.of(a), &self.of(b), &mut Vec::new())).reading()
    }

    /// The passages of some of the organisations, in this order.
    pub(super) fn of_these(&self, organisations: &[usize]) -> Self {
        let range = |o: usize| self.offsets[o]..self.offsets[o + 1];
        let places: Vec<usize> = organisations.iter().flat_map(|o| range(*o)).collect();
        let mut offsets = vec![0];
        for organisation in organisations {
            let end = offsets[offsets.len() - 1] + range(*organisation).len();
            offsets.push(end);
        }
        Self {
            vectors: self.vectors.select(Axis(0), &places),
            rows: places.iter().map(|place| self.rows[*place]).collect(),
            offsets,
        }
    }

    /// The scores of each organisation with each of `others`, in their order, as `finish` sees them.
    pub(super) fn scores_with<T: Send>(
        &self,
        others: &Self,
        finish: impl Fn(usize, Vec<f64>) -> T + Sync,
    ) -> Vec<T> {
        let score = |cosines: &ArrayView2<'_, f32>, _, _| Best::of(cosines).reading().score;
        self.with_each(others, |_| 0, score, finish)
    }

    /// What `read` gives for the cosines of each organisation's passages (rows) with those of each of `others`
    /// that is wanted, the one with number `first_wanted` and those after it, in their order, as `finish` sees
    /// it. `first_wanted` never falls as organisations go up.
    ///
    /// One matrix product for a block of organisations with a block of others, never all passages at once: a
    /// product with few rows would spend its time on arranging the other side.
    fn with_each<R, T: Send>(
        &self,
        others: &Self,
        first_wanted: impl Fn(usize) -> usize + Sync,
        read: impl Fn(&ArrayView2<'_, f32>, usize, usize) -> R + Sync,
        finish: impl Fn(usize, Vec<R>) -> T + Sync,
    ) -> Vec<T> {
        let tiles = others.blocks(TILE);
        self.blocks(BLOCK)
            .into_par_iter()
            .map_init(Vec::new, |room, block| {
                let mut rows: Vec<Vec<R>> = block.clone().map(|_| Vec::new()).collect();
                for tile in &tiles {
                    let tile = tile.start.max(first_wanted(block.start))..tile.end;
                    if tile.is_empty() {
                        continue;
                    }
                    let theirs = others.passages_of(&tile);
                    let cosines = rows_by_rows(&self.passages_of(&block), &theirs, room);
                    for (own, row) in block.clone().zip(&mut rows) {
                        let cosines = cosines.slice_axis(Axis(0), self.within(own, &block));
                        for other in tile.start.max(first_wanted(own))..tile.end {
                            let columns = others.within(other, &tile);
                            row.push(read(&cosines.slice_axis(Axis(1), columns), own, other));
                        }
                    }
                }
                let seen = block.zip(rows).map(|(own, row)| finish(own, row));
                seen.collect::<Vec<_>>()
            })
            .flatten_iter()
            .collect()
    }

    /// Organisations in blocks with at most so many passages, but one at least.
    fn blocks(&self, most: usize) -> Vec<Range<usize>> {
        let (mut blocks, mut start) = (Vec::new(), 0);
        for end in 1..self.offsets.len() {
            let next = self.offsets.get(end + 1);
            if next.is_none_or(|next| next - self.offsets[start] > most) {
                blocks.push(start..end);
                start = end;
            }
        }
        blocks
    }

    fn passages_of(&self, block: &Range<usize>) -> ArrayView2<'_, f32> {
        let rows = self.offsets[block.start]..self.offsets[block.end];
        self.vectors.slice_axis(Axis(0), Slice::from(rows))
    }

    /// Where the passages of an organisation stand among those of its block.
    fn within(&self, organisation: usize, block: &Range<usize>) -> Slice {
        let begin = self.offsets[block.start];
        Slice::from(self.offsets[organisation] - begin..self.offsets[organisation + 1] - begin)
    }

    /// Reads the score and the evidence off the cosines of `a`'s passages (rows) with `b`'s (columns).
    fn read(&self, cosines: &ArrayView2<'_, f32>, a: usize, b: usize) -> Aligned {
        let best = Best::of(cosines);
        Aligned {
            reading: best.reading(),
            evidence: self.evidence(cosines, &best, a, b),
        }
    }

    /// The best pairs of passages, each passage once; the same text after everything else that is at all alike.
    fn evidence(
        &self,
        cosines: &ArrayView2<'_, f32>,
        best: &Best,
        a: usize,
        b: usize,
    ) -> Vec<PassagePair> {
        let all = best.ours.iter().chain(&best.theirs).zip(0..);
        let mut found: Vec<u64> = all
            .map(|(cosine, place)| evidence_key(*cosine, place))
            .collect();
        // The first few are nearly always enough; the others are put in order only when they are not.
        let likely = found.len().min(LIKELY);
        if likely < found.len() {
            found.select_nth_unstable(likely);
        }
        found[..likely].sort_unstable();
        let (mut used_ours, mut used_theirs) = (Vec::new(), Vec::new());
        let mut evidence = Vec::with_capacity(EVIDENCE);
        for at in 0..found.len() {
            if at == likely {
                found[likely..].sort_unstable();
            }
            let place = (found[at] & PLACE) as usize;
            let (side, own, cosine) = match place.checked_sub(best.ours.len()) {
                None => (Axis(0), place, best.ours[place]),
                Some(own) => (Axis(1), own, best.theirs[own]),
            };
            let used = if side == Axis(0) {
                &used_ours
            } else {
                &used_theirs
            };
            if used.contains(&own) {
                continue;
            }
            // Most passages never get here, so where its counterpart stands is looked up only now.
            let mut line = cosines.index_axis(side, own).into_iter();
            let other = line
                .position(|one| *one == cosine)
                .expect("the best cosine of a line stands in it");
            let (i, j) = if side == Axis(0) {
                (own, other)
            } else {
                (other, own)
            };
            let pair = PassagePair {
                ours: self.rows[self.offsets[a] + i],
                theirs: self.rows[self.offsets[b] + j],
                cosine,
            };
            if pair.ours == pair.theirs || used_ours.contains(&i) || used_theirs.contains(&j) {
                continue;
            }
            used_ours.push(i);
            used_theirs.push(j);
            evidence.push(pair);
            if evidence.len() == EVIDENCE {
                break;
            }
        }
        evidence
    }
}

/// The best cosine of each passage on either side of a pair.
struct Best {
    ours: Vec<f32>,
    theirs: Vec<f32>,
}

impl Best {
    /// Of the cosines of the passages of one (rows) with those of the other (columns), neither without any.
    fn of(cosines: &ArrayView2<'_, f32>) -> Self {
        let mut theirs = vec![f32::NEG_INFINITY; cosines.ncols()];
        let mut ours = vec![f32::NEG_INFINITY; cosines.nrows()];
        vectorised(
            #[inline(always)]
            || {
                for (ours, row) in ours.iter_mut().zip(cosines.rows()) {
                    let row = row.to_slice().expect("cosines are laid out by rows");
                    theirs
                        .iter_mut()
                        .zip(row)
                        .for_each(|(best, one)| *best = greater(*best, *one));
                    *ours = greatest(row);
                }
            },
        );
        Self { ours, theirs }
    }

    /// `A(a → b) + A(b → a)`.
    fn reading(&self) -> Reading {
        let (there, there_variance) = mean_and_variance(&self.ours);
        let (back, back_variance) = mean_and_variance(&self.theirs);
        Reading {
            score: there + back,
            variance: there_variance + back_variance,
        }
    }
}

/// The bits of a key that tell the place of a passage.
const PLACE: u64 = (1 << 31) - 1;

/// A number that puts passages in the order of evidence by their best cosines: the greatest first, the same text
/// after everything else; with the place of the passage, which must be below 2³¹, in its last bits.
fn evidence_key(cosine: f32, place: u32) -> u64 {
    // But for the sign, the bits of floating-point numbers are in the order of their size (IEEE 754, §5.10).
    let bits = cosine.to_bits();
    let descending = if cosine.is_sign_negative() {
        bits
    } else {
        !(bits | 1 << 31)
    };
    let is_same_text = cosine > SAME_TEXT;
    u64::from(is_same_text) << 63 | u64::from(descending) << 31 | u64::from(place)
}

/// The greater of two finite numbers: one instruction for many at once, which `f32::max` with its care for NaN
/// is not.
#[inline(always)]
fn greater(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

#[inline(always)]
fn greatest(values: &[f32]) -> f32 {
    let (chunks, rest) = values.as_chunks::<LANES>();
    let mut lanes = [f32::NEG_INFINITY; LANES];
    for chunk in chunks {
        lanes
            .iter_mut()
            .zip(chunk)
            .for_each(|(best, one)| *best = greater(*best, *one));
    }
    lanes
        .iter()
        .chain(rest)
        .copied()
        .fold(f32::NEG_INFINITY, greater)
}

/// The mean of the best cosines, and the variance of that mean.
fn mean_and_variance(best: &[f32]) -> (f64, f64) {
    let count = best.len().max(1) as f64;
    let mean = best.iter().map(|cosine| f64::from(*cosine)).sum::<f64>() / count;
    let spread = best
        .iter()
        .map(|cosine| (f64::from(*cosine) - mean).powi(2))
        .sum::<f64>();
    (mean, spread / count / (count - 1.0).max(1.0))
}

#[cfg(test)]
mod tests {
    use ndarray::Array2;
    use rand::SeedableRng;
    use rand_distr::{Distribution, StandardNormal};
    use rand_xoshiro::Xoshiro256PlusPlus;

    use super::*;

    #[test]
    fn evidence_comes_best_first_and_the_same_text_last() {
        let cosines = [-0.5, 0.99, 0.3, -0.1, 1.0, 0.985, 0.0];
        let mut keys: Vec<u64> = cosines
            .iter()
            .zip(0..)
            .map(|(cosine, place)| evidence_key(*cosine, place))
            .collect();
        keys.sort_unstable();
        let places: Vec<u64> = keys.iter().map(|key| key & PLACE).collect();
        assert_eq!(places, [5, 2, 6, 3, 0, 4, 1]);
    }

    #[test]
    fn meets_a_double_loop() {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(5);
        let mut vectors = Array2::from_shape_simple_fn((9, 4), || StandardNormal.sample(&mut rng));
        crate::similarity::blocks::unit_rows(&mut vectors);
        let voices = Voices {
            vectors,
            rows: (0..9).map(PassageRow).collect(),
            offsets: vec![0, 2, 5, 9],
        };
        let all = voices.align_all();
        for a in 0..3 {
            for b in a + 1..3 {
                let cosine = |i: usize, j: usize| {
                    f64::from(voices.vectors.row(i).dot(&voices.vectors.row(j)))
                };
                let range = |o: usize| voices.offsets[o]..voices.offsets[o + 1];
                let way = |from: usize, to: usize| {
                    let best =
                        range(from).map(|i| range(to).map(|j| cosine(i, j)).fold(-1.0, f64::max));
                    best.sum::<f64>() / range(from).len() as f64
                };
                let naive = way(a, b) + way(b, a);
                assert!((all[a][b - a - 1].reading.score - naive).abs() < 1e-5);
                assert!((voices.reading(a, b).score - naive).abs() < 1e-5);
            }
        }
        let in_blocks = voices.scores_with(&voices.of_these(&[0, 2]), |_, row| row);
        assert!((in_blocks[1][1] - all[1][0].reading.score).abs() < 1e-5);
        assert!((in_blocks[2][0] - all[0][1].reading.score).abs() < 1e-5);
        assert_eq!(voices.blocks(5), [0..2, 2..3]);
        assert_eq!(voices.blocks(1), [0..1, 1..2, 2..3]);
        assert!(voices.of_these(&[]).blocks(5).is_empty());
    }
}
