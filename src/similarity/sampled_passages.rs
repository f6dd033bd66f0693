//! The passages that represent each organisation in the passage view.

use std::ops::Range;

use ndarray::{Array2, ArrayView2, Axis, Slice};
use rayon::prelude::*;

use super::config::SimilarityParams;
use super::grouping::{Grouping, evenly_spaced};
use super::linalg::transposed_product_into;
use super::passage_vectors::passage_vectors;
use crate::document::PassageRow;
use crate::index::TermCounts;

/// The maximum number of sampled passages of all organisations together: the cost of the passage view grows with
/// its square.
const MAX_SAMPLED_PASSAGES: usize = 20_000;

/// However many organisations there are, each may have this many sampled passages.
const MIN_PASSAGES_PER_ORGANISATION: usize = 50;

/// Passages on the left side of a matrix product: enough rows to make up for arranging the right side.
const MAX_BLOCK_PASSAGES: usize = 512;

/// Passages on the right side. With [`MAX_BLOCK_PASSAGES`] it makes 2 MB of cosines, which stay in the cache of the
/// processor until they are read.
const MAX_TILE_PASSAGES: usize = 1_024;

/// Sampled passages of organisations `0..n`, stored organisation after organisation.
#[derive(Clone, Debug)]
pub(super) struct SampledPassages {
    /// Their vectors, `n_passages × k`, rows of unit length or zero.
    pub(super) vectors: Array2<f32>,
    /// Their rows in the index.
    pub(super) rows: Vec<PassageRow>,
    /// `n + 1` offsets: `offsets[o]..offsets[o + 1]` are the passages of organisation `o`.
    pub(super) offsets: Vec<usize>,
}

impl SampledPassages {
    /// Samples the passages of each organisation, evenly spaced over its documents, and computes their vectors.
    /// Cost: that of the decomposition in [`passage_vectors`].
    pub(super) fn fit(
        counts: &TermCounts,
        grouping: &Grouping,
        strata: &[usize],
        params: &SimilarityParams,
    ) -> Self {
        // With few organisations the setting decides, with many the total.
        let max_count = (MAX_SAMPLED_PASSAGES / grouping.members.len().max(1))
            .max(MIN_PASSAGES_PER_ORGANISATION)
            .min(params.passages);
        let mut sampled = Vec::new();
        let mut offsets = vec![0];
        // Evenly spaced over the documents, since passages are in document order: every document is represented.
        for members in &grouping.members {
            let positions = evenly_spaced(members.len(), max_count).into_iter();
            sampled.extend(positions.map(|position| members[position]));
            offsets.push(sampled.len());
        }
        let rows = sampled
            .iter()
            .map(|index| PassageRow(grouping.rows[*index] as u32))
            .collect();
        // A joint passage is sampled for each of its organisations, but decomposed once.
        let mut distinct = sampled.clone();
        distinct.sort_unstable();
        distinct.dedup();
        let vectors = passage_vectors(counts, grouping, strata, &distinct, params);
        let positions: Vec<usize> = sampled
            .iter()
            .map(|index| {
                distinct
                    .binary_search(index)
                    .expect("every index is listed")
            })
            .collect();
        Self {
            vectors: vectors.select(Axis(0), &positions),
            rows,
            offsets,
        }
    }

    /// Returns the vectors of one organisation.
    pub(super) fn vectors_of(&self, organisation: usize) -> ArrayView2<'_, f32> {
        self.vectors_of_block(&(organisation..organisation + 1))
    }

    /// Returns the passages of some of the organisations, in this order, renumbered from 0.
    pub(super) fn select(&self, organisations: &[usize]) -> Self {
        let range = |o: usize| self.offsets[o]..self.offsets[o + 1];
        let positions: Vec<usize> = organisations.iter().flat_map(|o| range(*o)).collect();
        let mut offsets = vec![0];
        for organisation in organisations {
            // Offsets are counted anew, because the selected passages are stored without gaps.
            let end = offsets[offsets.len() - 1] + range(*organisation).len();
            offsets.push(end);
        }
        Self {
            vectors: self.vectors.select(Axis(0), &positions),
            rows: positions.iter().map(|p| self.rows[*p]).collect(),
            offsets,
        }
    }

    /// Compares each organisation with the organisations of `others` from number `first_other(organisation)` on.
    ///
    /// `compare` gets the cosines of the passages of the first (rows) with those of the second (columns), and the
    /// numbers of both; `finish` gets an organisation and its results, in the order of the others. `first_other`
    /// must not decrease.
    ///
    /// One matrix product covers a block of organisations and a block of others: a product with the few rows of a
    /// single organisation would spend its time on arranging the other side.
    pub(super) fn compare_with<R, T: Send>(
        &self,
        others: &Self,
        first_other: impl Fn(usize) -> usize + Sync,
        compare: impl Fn(&ArrayView2<'_, f32>, usize, usize) -> R + Sync,
        finish: impl Fn(usize, Vec<R>) -> T + Sync,
    ) -> Vec<T> {
        // Fixed before the threads start: the tiles must not depend on which thread takes which block.
        let tiles = others.blocks(MAX_TILE_PASSAGES);
        self.blocks(MAX_BLOCK_PASSAGES)
            .into_par_iter()
            .map_init(Vec::new, |buffer, block| {
                let mut results: Vec<Vec<R>> = block.clone().map(|_| Vec::new()).collect();
                for tile in &tiles {
                    // The block's first organisation reaches furthest back; the others cut their own part below.
                    let tile = tile.start.max(first_other(block.start))..tile.end;
                    // For all pairs a < b, tiles before the block hold only pairs that were compared already.
                    if tile.is_empty() {
                        continue;
                    }
                    // All passages of the block against all passages of the tile.
                    let left = self.vectors_of_block(&block);
                    let right = others.vectors_of_block(&tile);
                    let cosines = transposed_product_into(&left, &right, buffer);
                    for (own, results) in block.clone().zip(&mut results) {
                        let cosines = cosines.slice_axis(Axis(0), self.slice_within(own, &block));
                        // Then cut into one rectangle per pair of organisations.
                        for other in tile.start.max(first_other(own))..tile.end {
                            let columns = others.slice_within(other, &tile);
                            let cosines = cosines.slice_axis(Axis(1), columns);
                            results.push(compare(&cosines, own, other));
                        }
                    }
                }
                let finished = block
                    .zip(results)
                    .map(|(own, results)| finish(own, results));
                finished.collect::<Vec<_>>()
            })
            .flatten_iter()
            .collect()
    }

    /// Returns ranges of organisations with at most `max_passages` passages each, but at least one organisation.
    pub(super) fn blocks(&self, max_passages: usize) -> Vec<Range<usize>> {
        let (mut blocks, mut start) = (Vec::new(), 0);
        for end in 1..self.offsets.len() {
            // The block ends before the organisation that would make it too large, or with the last one.
            let next = self.offsets.get(end + 1);
            // A block of one organisation may exceed the maximum, since an organisation is never split.
            if next.is_none_or(|next| next - self.offsets[start] > max_passages) {
                blocks.push(start..end);
                start = end;
            }
        }
        blocks
    }

    fn vectors_of_block(&self, block: &Range<usize>) -> ArrayView2<'_, f32> {
        let rows = self.offsets[block.start]..self.offsets[block.end];
        self.vectors.slice_axis(Axis(0), Slice::from(rows))
    }

    /// Returns where the passages of an organisation are among those of its block.
    fn slice_within(&self, organisation: usize, block: &Range<usize>) -> Slice {
        let start = self.offsets[block.start];
        Slice::from(self.offsets[organisation] - start..self.offsets[organisation + 1] - start)
    }
}
