//! The graphics state as far as it decides what is seen (ISO 32000-1, 8.4).

use super::geometry::{Bounds, Matrix};
use super::operators::Operation;

/// The colour with which areas and letters are filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fill {
    White,
    /// Any other colour, or one that is not known.
    Other,
}

/// From this share of full light a colour cannot be told from white paper.
const WHITE: f32 = 0.98;

#[derive(Clone, Debug)]
pub(super) struct State {
    pub(super) matrix: Matrix,
    pub(super) clip: Bounds,
    pub(super) fill: Fill,
    /// The opacity of fills, `[0, 1]`.
    pub(super) opacity: f32,
    /// Whether the colour space is one whose numbers are the light of grey, red, green and blue, or the ink of
    /// cyan, magenta, yellow and black.
    pub(super) known_colours: bool,
    pub(super) line_width: f32,
    pub(super) text: TextState,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct TextState {
    pub(super) size: f32,
    pub(super) leading: f32,
    pub(super) rise: f32,
    /// The horizontal scaling, 1 for none.
    pub(super) scaling: f32,
    /// The rendering mode: 3 is invisible (table 106).
    pub(super) mode: i32,
}

impl State {
    /// The state at the beginning of a page; nothing outside `clip` is seen.
    pub(super) fn new(matrix: Matrix, clip: Bounds) -> Self {
        Self {
            matrix,
            clip,
            fill: Fill::Other,
            opacity: 1.0,
            known_colours: true,
            line_width: 1.0,
            text: TextState {
                size: 0.0,
                leading: 0.0,
                rise: 0.0,
                scaling: 1.0,
                mode: 0,
            },
        }
    }

    /// Carries out an operator that sets the fill colour; returns whether it was one.
    ///
    /// `known_space` tells of a colour space whether its numbers are light or ink, as in [`State::known_colours`].
    pub(super) fn set_fill(
        &mut self,
        operation: &Operation<'_>,
        known_space: impl Fn(&[u8]) -> bool,
    ) -> bool {
        let white = match operation.name {
            b"g" => operation.numbers().map(|[grey]| grey >= WHITE),
            b"rg" => operation.numbers().map(is_white_light),
            b"k" => operation.numbers().map(is_white_ink),
            b"cs" => {
                self.known_colours = operation.name_operand().is_some_and(known_space);
                Some(false)
            }
            // Without a space that is known the numbers (tints, Lab, indices) may mean anything.
            b"sc" | b"scn" => Some(
                self.known_colours
                    && match operation.operands.len() {
                        1 => operation.numbers().is_some_and(|[grey]| grey >= WHITE),
                        3 => operation.numbers().is_some_and(is_white_light),
                        4 => operation.numbers().is_some_and(is_white_ink),
                        _ => false,
                    },
            ),
            _ => return false,
        };
        self.fill = if white == Some(true) {
            Fill::White
        } else {
            Fill::Other
        };
        true
    }
}

fn is_white_light(colour: [f32; 3]) -> bool {
    colour.iter().all(|part| *part >= WHITE)
}

fn is_white_ink(colour: [f32; 4]) -> bool {
    colour.iter().all(|part| *part <= 1.0 - WHITE)
}
