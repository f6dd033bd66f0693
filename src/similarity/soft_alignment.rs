//! The best counterpart of each passage in another organisation.

use std::ops::Range;

use ndarray::{Array2, ArrayView2, Axis, Slice};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::hub::Reading;
use crate::document::PassageRow;

/// So many pairs of passages are kept as evidence for each pair of organisations.
const EVIDENCE: usize = 8;

/// Passages of one side of a matrix product: with fewer, more time goes into laying out the other side than into
/// multiplying.
const BLOCK: usize = 512;

/// Two passages this alike are the same text (a template, a law, a joint document), which is no evidence of
/// choosing alike.
const SAME_TEXT: f32 = 0.985;

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

/// The best cosine of a passage, and with which.
type Best = (f32, usize);

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
    ///
    /// One matrix product for each two blocks of organisations: large enough to run at full speed, never all
    /// passages at once.
    pub(super) fn align_all(&self) -> Vec<Vec<Aligned>> {
        let blocks = self.blocks();
        let aligned: Vec<Vec<Vec<Aligned>>> = (0..blocks.len())
            .into_par_iter()
            .map(|first| {
                let own = blocks[first].clone();
                let mut rows: Vec<Vec<Aligned>> = own.clone().map(|_| Vec::new()).collect();
                for others in &blocks[first..] {
                    let cosines = self.block(&own).dot(&self.block(others).t());
                    for (a, row) in own.clone().zip(&mut rows) {
                        let later = others.clone().filter(|b| *b > a);
                        row.extend(later.map(|b| {
                            let ours = cosines.slice_axis(Axis(0), self.within(a, &own));
                            let pair = ours.slice_axis(Axis(1), self.within(b, others));
                            self.read(&pair, a, b)
                        }));
                    }
                }
                rows
            })
            .collect();
        aligned.into_iter().flatten().collect()
    }

    /// Organisations in a row that have some [`BLOCK`] passages together.
    fn blocks(&self) -> Vec<Range<usize>> {
        let mut blocks: Vec<Range<usize>> = Vec::new();
        for organisation in 0..self.offsets.len() - 1 {
            match blocks.last_mut() {
                Some(last) if self.offsets[organisation] - self.offsets[last.start] < BLOCK => {
                    last.end = organisation + 1;
                }
                Some(_) | None => blocks.push(organisation..organisation + 1),
            }
        }
        blocks
    }

    fn block(&self, organisations: &Range<usize>) -> ArrayView2<'_, f32> {
        let range = self.offsets[organisations.start]..self.offsets[organisations.end];
        self.vectors.slice_axis(Axis(0), Slice::from(range))
    }

    /// Where the passages of an organisation lie in those of its block.
    fn within(&self, organisation: usize, block: &Range<usize>) -> Slice {
        let begin = self.offsets[block.start];
        Slice::from(self.offsets[organisation] - begin..self.offsets[organisation + 1] - begin)
    }

    /// The soft alignment of one pair. Cost: the product of their passages.
    pub(super) fn align(&self, a: usize, b: usize) -> Aligned {
        self.read(&self.of(a).dot(&self.of(b).t()).view(), a, b)
    }

    /// The soft alignment of one pair without its evidence.
    pub(super) fn reading(&self, a: usize, b: usize) -> Reading {
        let (best_ours, best_theirs) = best(&self.of(a).dot(&self.of(b).t()).view());
        reading(&best_ours, &best_theirs)
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

    /// The scores of one organisation with each of others, in their order.
    pub(super) fn scores_with(&self, own: usize, others: &Self) -> Vec<f64> {
        let cosines = self.of(own).dot(&others.vectors.t());
        let columns = others.offsets.windows(2).map(|ends| ends[0]..ends[1]);
        columns
            .map(|columns| {
                let (best_ours, best_theirs) =
                    best(&cosines.slice_axis(Axis(1), Slice::from(columns)));
                reading(&best_ours, &best_theirs).score
            })
            .collect()
    }

    /// Reads the score and the evidence off the cosines of `a`'s passages (rows) with `b`'s (columns).
    fn read(&self, cosines: &ArrayView2<'_, f32>, a: usize, b: usize) -> Aligned {
        let (best_ours, best_theirs) = best(cosines);
        let found = best_ours
            .iter()
            .enumerate()
            .map(|(i, (cosine, j))| (*cosine, i, *j));
        let found = found.chain(
            best_theirs
                .iter()
                .enumerate()
                .map(|(j, (cosine, i))| (*cosine, *i, j)),
        );
        Aligned {
            reading: reading(&best_ours, &best_theirs),
            evidence: self.evidence(found.collect(), a, b),
        }
    }

    fn evidence(
        &self,
        mut found: Vec<(f32, usize, usize)>,
        a: usize,
        b: usize,
    ) -> Vec<PassagePair> {
        found.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
        // The same text comes after everything else that is at all alike.
        found.sort_by_key(|(cosine, ..)| *cosine > SAME_TEXT);
        let (mut used_ours, mut used_theirs) = (Vec::new(), Vec::new());
        let mut evidence = Vec::with_capacity(EVIDENCE);
        for (cosine, i, j) in found {
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

/// The best cosine of each row and where it stands, and of each column.
fn best(cosines: &ArrayView2<'_, f32>) -> (Vec<Best>, Vec<Best>) {
    let (ours, theirs) = cosines.dim();
    let mut best_ours = vec![(f32::NEG_INFINITY, 0); ours];
    let mut best_theirs = vec![(f32::NEG_INFINITY, 0); theirs];
    for (i, row) in cosines.rows().into_iter().enumerate() {
        for (j, cosine) in row.iter().enumerate() {
            if *cosine > best_ours[i].0 {
                best_ours[i] = (*cosine, j);
            }
            if *cosine > best_theirs[j].0 {
                best_theirs[j] = (*cosine, i);
            }
        }
    }
    (best_ours, best_theirs)
}

/// `A(a → b) + A(b → a)` from the best cosines of both sides.
fn reading(ours: &[Best], theirs: &[Best]) -> Reading {
    let (there, there_variance) = mean_and_variance(ours);
    let (back, back_variance) = mean_and_variance(theirs);
    Reading {
        score: there + back,
        variance: there_variance + back_variance,
    }
}

/// The mean of the best cosines, and the variance of that mean.
fn mean_and_variance(best: &[Best]) -> (f64, f64) {
    let count = best.len().max(1) as f64;
    let mean = best
        .iter()
        .map(|(cosine, _)| f64::from(*cosine))
        .sum::<f64>()
        / count;
    let spread = best
        .iter()
        .map(|(cosine, _)| (f64::from(*cosine) - mean).powi(2))
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
            }
        }
    }
}
