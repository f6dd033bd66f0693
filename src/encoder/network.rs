//! The network: from tokens to a vector. `data/encoder/README.md` has it in formulas.
//!
//! A deep averaging network over features of single tokens and of windows of tokens. Three branches look at windows of
//! two, three and five tokens, twice each. All products that depend on one token alone are computed once for each
//! distinct piece of a batch, which is most of the work of the first step.

use ndarray::linalg::general_mat_mul;
use ndarray::{Array2, ArrayView2, ArrayViewMut2, Axis, ShapeBuilder, Slice};

use super::embedding::{DIMENSIONS, Embedding, dot, sum};
use super::{EncoderError, pieces::EmbeddedPieces};
use crate::tensors::Tensors;

/// The width of a branch.
const BRANCH: usize = 256;

/// The number of branches.
const BRANCHES: usize = 3;

/// By branch: how many tokens a window has, and how many of them stand before the token that it belongs to.
const WINDOWS: [(usize, usize); BRANCHES] = [(2, 0), (3, 1), (5, 2)];

/// Numbers of a token: its embedding and the three branches.
const FEATURES: usize = DIMENSIONS + BRANCHES * BRANCH;

/// The width of the hidden layers behind the sum over the tokens.
const HIDDEN: usize = 320;

/// All weights.
#[derive(Debug)]
pub(super) struct Network {
    pieces: EmbeddedPieces,
    projection: Array2<f32>,
    projection_bias: Vec<f32>,
    projection_norm: LayerNorm,
    branches: [Branch; BRANCHES],
    features_norm: LayerNorm,
    sum: Array2<f32>,
    sum_bias: Vec<f32>,
    hidden: HiddenLayers,
}

/// The weights of a branch.
#[derive(Debug)]
struct Branch {
    window: usize,
    before: usize,
    /// The first step: the block of columns `k` is for the token at place `k` of the window.
    first: Array2<f32>,
    first_bias: Vec<f32>,
    /// The second step: the block of rows `k` is for the token at place `k` of the window.
    second: Array2<f32>,
    second_bias: Vec<f32>,
}

/// The dense part, with its skips.
#[derive(Debug)]
struct HiddenLayers {
    d0: Array2<f32>,
    d1: Array2<f32>,
    p1: Array2<f32>,
    d2: Array2<f32>,
    p3: Array2<f32>,
    d3: Array2<f32>,
}

/// Scales numbers to mean 0 and variance 1, then by gain and bias (Ba et al. 2016, arXiv 1607.06450).
#[derive(Debug)]
struct LayerNorm {
    gain: Vec<f32>,
    bias: Vec<f32>,
    epsilon: f32,
}

impl Network {
    /// Takes the weights by name.
    ///
    /// # Errors
    /// Returns [`EncoderError::Figures`] if one is missing or has another shape.
    pub(super) fn from_tensors(tensors: &Tensors) -> Result<Self, EncoderError> {
        let [epsilon] = tensors.floats_of("epsilon")?;
        let mut projection = Array2::zeros((DIMENSIONS, BRANCHES * BRANCH));
        let (mut projection_bias, mut gain, mut bias) = (Vec::new(), Vec::new(), Vec::new());
        for (n, (window, _)) in WINDOWS.into_iter().enumerate() {
            let name = |prefix: &str, suffix: &str| format!("{prefix}{window}{suffix}");
            let weights = matrix(tensors, &name("projection", ""), (DIMENSIONS, BRANCH))?;
            projection
                .slice_axis_mut(Axis(1), block(n))
                .assign(&weights);
            let of_branch = |name: String| tensors.floats_of::<BRANCH>(&name);
            projection_bias.extend(of_branch(name("projection", ".bias"))?);
            gain.extend(of_branch(name("branch", ".gain"))?);
            bias.extend(of_branch(name("branch", ".bias"))?);
        }
        let [first, second, third] =
            WINDOWS.map(|(window, before)| Branch::from_tensors(tensors, window, before));
        Ok(Self {
            pieces: EmbeddedPieces::from_tensors(tensors)?,
            projection,
            projection_bias,
            projection_norm: LayerNorm {
                gain,
                bias,
                epsilon,
            },
            branches: [first?, second?, third?],
            features_norm: LayerNorm {
                gain: tensors.floats_of::<FEATURES>("features.gain")?.to_vec(),
                bias: tensors.floats_of::<FEATURES>("features.bias")?.to_vec(),
                epsilon,
            },
            sum: matrix(tensors, "sum", (FEATURES, DIMENSIONS))?,
            sum_bias: tensors.floats_of::<DIMENSIONS>("sum.bias")?.to_vec(),
            hidden: HiddenLayers {
                d0: matrix(tensors, "d0", (DIMENSIONS, HIDDEN))?,
                d1: matrix(tensors, "d1", (HIDDEN, HIDDEN))?,
                p1: matrix(tensors, "p1", (DIMENSIONS, HIDDEN))?,
                d2: matrix(tensors, "d2", (HIDDEN, DIMENSIONS))?,
                p3: matrix(tensors, "p3", (HIDDEN, DIMENSIONS))?,
                d3: matrix(tensors, "d3", (DIMENSIONS, DIMENSIONS))?,
            },
        })
    }

    /// Returns the vector of each sentence, given by its tokens. Cost: some 1.4 million multiplications for each token,
    /// and 2 million for each distinct piece.
    pub(super) fn encode(&self, sentences: &[Vec<u32>]) -> Vec<Embedding> {
        let batch = Batch::new(sentences);
        let embedded = self.pieces.embed(&batch.pieces);
        let mut inputs = product(&embedded, &self.projection);
        for mut row in inputs.rows_mut() {
            let row = row.as_slice_mut().expect("a new matrix is one slice");
            add(row, &self.projection_bias);
            self.projection_norm.apply(row);
        }
        let hidden = [0, 1, 2].map(|n| {
            let columns = inputs.slice_axis(Axis(1), block(n));
            self.branches[n].apply(&batch, &columns.as_standard_layout().to_owned())
        });
        let mut sums = self.sum_features(&batch, &embedded, &hidden);
        for (mut row, sentence) in sums.rows_mut().into_iter().zip(&batch.sentences) {
            let tokens = sentence.len() as f32;
            for (number, bias) in row.iter_mut().zip(&self.sum_bias) {
                *number = (*number + tokens * bias) / tokens.sqrt();
            }
        }
        let encoded = self.hidden.apply(&sums);
        let rows = encoded.rows().into_iter();
        rows.map(|row| Embedding::from_numbers(row.iter().copied().collect()))
            .collect()
    }

    /// Returns the sum of the features of all tokens of each sentence, projected. The sum commutes with the product,
    /// which is therefore done once a sentence.
    fn sum_features(
        &self,
        batch: &Batch,
        embedded: &Array2<f32>,
        hidden: &[Vec<f32>; BRANCHES],
    ) -> Array2<f32> {
        let mut sums = Array2::zeros((batch.sentences.len(), FEATURES));
        let mut features = vec![0.0; FEATURES];
        for (mut sums, sentence) in sums.rows_mut().into_iter().zip(&batch.sentences) {
            let sums = sums.as_slice_mut().expect("a new matrix is one slice");
            for row in sentence.clone() {
                let piece = embedded.row(batch.slots[row] as usize);
                let (first, rest) = features.split_at_mut(DIMENSIONS);
                first.copy_from_slice(piece.as_slice().expect("rows are contiguous"));
                for (part, hidden) in rest.chunks_exact_mut(BRANCH).zip(hidden) {
                    part.copy_from_slice(&hidden[row * BRANCH..(row + 1) * BRANCH]);
                }
                self.features_norm.apply(&mut features);
                add(sums, &features);
            }
        }
        product(&sums, &self.sum)
    }
}

impl Branch {
    fn from_tensors(tensors: &Tensors, window: usize, before: usize) -> Result<Self, EncoderError> {
        let shape = (window * BRANCH, BRANCH);
        let weights = matrix(tensors, &format!("first{window}"), shape)?;
        let mut first = Array2::zeros((BRANCH, window * BRANCH));
        for place in 0..window {
            let rows = weights.slice_axis(Axis(0), block(place));
            first.slice_axis_mut(Axis(1), block(place)).assign(&rows);
        }
        let bias = |name: &str| tensors.floats_of::<BRANCH>(&format!("{name}{window}.bias"));
        Ok(Self {
            window,
            before,
            first,
            first_bias: bias("first")?.to_vec(),
            second: matrix(tensors, &format!("second{window}"), shape)?,
            second_bias: bias("second")?.to_vec(),
        })
    }

    /// Runs both steps. `inputs` has a row for each distinct piece. Returns the rows of the batch, those between
    /// sentences undefined.
    fn apply(&self, batch: &Batch, inputs: &Array2<f32>) -> Vec<f32> {
        let parts = product(inputs, &self.first);
        let parts = parts.as_slice().expect("a new matrix is one slice");
        let inputs = inputs.as_slice().expect("a new matrix is one slice");
        let mut hidden = vec![0.0; batch.slots.len() * BRANCH];
        for sentence in &batch.sentences {
            for row in sentence.clone() {
                let out = &mut hidden[row * BRANCH..(row + 1) * BRANCH];
                out.copy_from_slice(&self.first_bias);
                for place in 0..self.window {
                    // The token at this place of the window, if it is of the same sentence.
                    let Some(other) = (row + place).checked_sub(self.before) else {
                        continue;
                    };
                    if sentence.contains(&other) {
                        let block = batch.slots[other] as usize * self.window + place;
                        add(out, &parts[block * BRANCH..(block + 1) * BRANCH]);
                    }
                }
                let slot = batch.slots[row] as usize;
                add_to_rectified(out, &inputs[slot * BRANCH..(slot + 1) * BRANCH]);
            }
        }
        self.second_step(batch, &hidden)
    }

    /// The second step: windows over the rows of the first. Rows between sentences are zero in `hidden`.
    fn second_step(&self, batch: &Batch, hidden: &[f32]) -> Vec<f32> {
        let rows = batch.slots.len() + 1 - self.window;
        // Each window is a run of `hidden`, so the matrix of all windows is a view of it in which rows overlap.
        let shape = (rows, self.window * BRANCH).strides((BRANCH, 1));
        let windows = ArrayView2::from_shape(shape, hidden).expect("the windows lie in the batch");
        let mut out = vec![0.0; hidden.len()];
        let start = self.before * BRANCH;
        let run = &mut out[start..start + rows * BRANCH];
        let mut products =
            ArrayViewMut2::from_shape((rows, BRANCH), run).expect("a row for each window");
        general_mat_mul(1.0, &windows, &self.second, 0.0, &mut products);
        for sentence in &batch.sentences {
            for row in sentence.clone() {
                let row = row * BRANCH..(row + 1) * BRANCH;
                let out = &mut out[row.clone()];
                add(out, &self.second_bias);
                add_to_rectified(out, &hidden[row]);
            }
        }
        out
    }
}

impl HiddenLayers {
    /// `y0 = relu(m·d0)`, `y1 = relu(m·p1 + y0·d1)`, `y2 = relu(y1·d2)`, `z = tanh(y1·p3 + y2·d3)`.
    fn apply(&self, m: &Array2<f32>) -> Array2<f32> {
        let relu = |mut layer: Array2<f32>| {
            layer.mapv_inplace(|x| x.max(0.0));
            layer
        };
        let y0 = relu(product(m, &self.d0));
        let mut y1 = product(m, &self.p1);
        general_mat_mul(1.0, &y0, &self.d1, 1.0, &mut y1);
        let y1 = relu(y1);
        let y2 = relu(product(&y1, &self.d2));
        let mut z = product(&y1, &self.p3);
        general_mat_mul(1.0, &y2, &self.d3, 1.0, &mut z);
        z.mapv_inplace(f32::tanh);
        z
    }
}

impl LayerNorm {
    fn apply(&self, numbers: &mut [f32]) {
        let length = numbers.len() as f32;
        let mean = sum(numbers) / length;
        numbers.iter_mut().for_each(|x| *x -= mean);
        let variance = dot(numbers, numbers) / length;
        let scale = 1.0 / (variance + self.epsilon).sqrt();
        let parameters = self.gain.iter().zip(&self.bias);
        for (x, (gain, bias)) in numbers.iter_mut().zip(parameters) {
            *x = *x * scale * gain + bias;
        }
    }
}

/// Sentences one after the other in rows, with rows between them that stay empty, so that no window reaches from one
/// into another.
struct Batch {
    /// The rows of each sentence.
    sentences: Vec<std::ops::Range<usize>>,
    /// By row, the place of the piece in `pieces`; between sentences 0.
    slots: Vec<u32>,
    /// The distinct pieces, rising.
    pieces: Vec<u32>,
}

impl Batch {
    fn new(sentences: &[Vec<u32>]) -> Self {
        /// As many rows as a window reaches beyond a sentence at most, on one side and the other together.
        const GAP: usize = 4;
        let mut pieces: Vec<u32> = sentences.iter().flatten().copied().collect();
        pieces.sort_unstable();
        pieces.dedup();
        let mut slots = vec![0; GAP];
        let mut ranges = Vec::with_capacity(sentences.len());
        for sentence in sentences {
            let start = slots.len();
            slots.extend(sentence.iter().map(|id| {
                let place = pieces.binary_search(id);
                place.expect("all pieces of the batch are listed") as u32
            }));
            ranges.push(start..slots.len());
            slots.extend([0; GAP]);
        }
        Self {
            sentences: ranges,
            slots,
            pieces,
        }
    }
}

/// The rows or columns of the `n`-th branch or place of a window.
fn block(n: usize) -> Slice {
    Slice::from(n * BRANCH..(n + 1) * BRANCH)
}

/// Returns `left · right`.
fn product(left: &Array2<f32>, right: &Array2<f32>) -> Array2<f32> {
    left.dot(right)
}

/// Adds `more` to `numbers`.
fn add(numbers: &mut [f32], more: &[f32]) {
    for (number, more) in numbers.iter_mut().zip(more) {
        *number += more;
    }
}

/// Replaces what is below zero by zero, then adds `more`.
fn add_to_rectified(numbers: &mut [f32], more: &[f32]) {
    for (number, more) in numbers.iter_mut().zip(more) {
        *number = number.max(0.0) + more;
    }
}

/// Takes a matrix, which is kept in whole numbers from -127 to 127 beside their scale.
///
/// # Errors
/// Returns [`EncoderError::Figures`] if there is none of that name and shape.
fn matrix(
    tensors: &Tensors,
    name: &str,
    shape: (usize, usize),
) -> Result<Array2<f32>, EncoderError> {
    let [scale] = tensors.floats_of(&format!("{name}.scale"))?;
    let numbers = tensors.whole_numbers(name, &[shape.0, shape.1])?.iter();
    let numbers = numbers.map(|byte| f32::from(byte.cast_signed()) * scale);
    Array2::from_shape_vec(shape, numbers.collect()).map_err(EncoderError::figures)
}
