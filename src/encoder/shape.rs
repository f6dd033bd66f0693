//! The shape of the network, and how the numbers of its branches are written.

/// The width of a branch.
pub(super) const BRANCH: usize = 256;

/// The number of branches.
pub(super) const BRANCHES: usize = 3;

/// By branch: how many tokens a window has, and how many of them stand before the token that it belongs to.
pub(super) const WINDOWS: [(usize, usize); BRANCHES] = [(2, 0), (3, 1), (5, 2)];

/// How a 1 is written in whole numbers of 16 bits: numbers from -128 to 128 in steps of a 256th. Those of branches lie
/// mostly within 10 and hardly ever beyond 60; what does not fit becomes the largest that does.
pub(super) const ONE: f32 = 256.0;

/// Returns a number in the form of [`ONE`].
#[inline(always)]
pub(super) fn fixed_point(number: f32) -> i16 {
    (number * ONE).round_ties_even() as i16
}
