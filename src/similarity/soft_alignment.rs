//! The best counterpart of each passage in another organisation.

use std::ops::Range;

use ndarray::{Array2, ArrayView1, ArrayView2, Axis, Slice};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::hub::Reading;
use crate::document::PassageRow;

/// So many pairs of passages are kept as evidence for each pair of organisations.
const EVIDENCE: usize = 8;

/// Two passages this alike are the same text (a template, a law, a joint document), which is no evidence of
/// choosing alike.
const SAME_TEXT: f32 = 0.985;

/// Passages on the one side of a matrix product, and on the other: enough rows to make up for arranging the
/// columns, and together 8 MB of cosines.
const BLOCK: usize = 256;
const TILE: usize = 8_192;

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
    /// One matrix product for each organisation with all after it; never all passages at once.
    pub(super) fn align_all(&self) -> Vec<Vec<Aligned>> {
        let organisations = self.offsets.len() - 1;
        (0..organisations)
            .into_par_iter()
            .map(|a| {
                let begin = self.offsets[a + 1];
                let later = self.vectors.slice_axis(Axis(0), Slice::from(begin..));
                let cosines = self.of(a).dot(&later.t());
                (a + 1..organisations)
                    .map(|b| {
                        let columns = self.offsets[b] - begin..self.offsets[b + 1] - begin;
                        self.read(&cosines.slice_axis(Axis(1), Slice::from(columns)), a, b)
                    })
                    .collect()
            })
            .collect()
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

    /// The scores of each organisation with each of `others`, in their order, as `read` sees them.
    ///
    /// One matrix product for every block of organisations with every block of the others: a product with few
    /// rows would spend its time on arranging the other side.
    pub(super) fn scores_with<T: Send>(
        &self,
        others: &Self,
        read: impl Fn(usize, &[f64]) -> T + Sync,
    ) -> Vec<T> {
        let tiles = others.blocks(TILE);
        self.blocks(BLOCK)
            .into_par_iter()
            .flat_map_iter(|block| {
                let count = others.offsets.len() - 1;
                let mut scores = Array2::zeros((block.len(), count));
                for tile in &tiles {
                    let ours = self.passages_of(&block);
                    let cosines = ours.dot(&others.passages_of(tile).t());
                    for (own, mut scores) in block.clone().zip(scores.rows_mut()) {
                        let rows = self.within(own, &block);
                        let cosines = cosines.slice_axis(Axis(0), rows);
                        for other in tile.clone() {
                            let columns = others.within(other, tile);
                            let (ours, theirs) = best(&cosines.slice_axis(Axis(1), columns));
                            scores[other] = reading(&ours, &theirs).score;
                        }
                    }
                }
                let seen = |(own, scores): (usize, ArrayView1<'_, f64>)| {
                    read(own, scores.as_slice().expect("a row of a new matrix"))
                };
                block.zip(scores.rows()).map(seen).collect::<Vec<_>>()
            })
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
                assert!((voices.reading(a, b).score - naive).abs() < 1e-5);
            }
        }
        let in_blocks = voices.scores_with(&voices.of_these(&[0, 2]), |_, row| row.to_vec());
        assert!((in_blocks[1][1] - all[1][0].reading.score).abs() < 1e-5);
        assert!((in_blocks[2][0] - all[0][1].reading.score).abs() < 1e-5);
        assert_eq!(voices.blocks(5), [0..2, 2..3]);
        assert_eq!(voices.blocks(1), [0..1, 1..2, 2..3]);
        assert!(voices.of_these(&[]).blocks(5).is_empty());
    }
}
