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
    /// Whether all of `clip` is painted on, so that it is no rectangle around another shape.
    pub(super) is_clip_exact: bool,
    pub(super) fill: Fill,
    /// Whether fills are a pattern, which may leave parts open.
    pub(super) is_pattern: bool,
    /// The opacity of fills, `[0, 1]`.
    pub(super) opacity: f32,
    /// Whether what is painted is blended with what is below it, or masked.
    pub(super) blends: bool,
    pub(super) masked: bool,
    /// Whether it belongs to a form that is painted as a whole and lets through what is below it.
    pub(super) is_translucent_form: bool,
    /// Whether the colour space is one whose numbers are the light of grey, red, green and blue, or the ink of
    /// cyan, magenta, yellow and black.
    pub(super) known_colours: bool,
    pub(super) line_width: f32,
    pub(super) text: TextState,
    /// The name of the font among the resources.
    pub(super) font: Vec<u8>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct TextState {
    /// What is added to the width of each glyph, and of each blank, in points of text space.
    pub(super) spacing: f32,
    pub(super) word_spacing: f32,
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
            is_clip_exact: true,
            fill: Fill::Other,
            is_pattern: false,
            opacity: 1.0,
            blends: false,
            masked: false,
            is_translucent_form: false,
            known_colours: true,
            line_width: 1.0,
            font: Vec::new(),
            text: TextState {
                spacing: 0.0,
                word_spacing: 0.0,
                size: 0.0,
                leading: 0.0,
                rise: 0.0,
                scaling: 1.0,
                mode: 0,
            },
        }
    }

    /// Whether nothing is seen through what is painted.
    pub(super) fn is_opaque(&self) -> bool {
        self.opacity >= 1.0 && !(self.blends || self.masked || self.is_translucent_form)
    }

    /// Whether a rectangle of its space is one on the page, all of which is painted.
    pub(super) fn fills_rectangles(&self) -> bool {
        self.is_clip_exact && self.matrix.is_upright()
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
        // The name of a pattern stands behind the numbers of its colour.
        self.is_pattern = operation.name == b"scn" && operation.name_operand().is_some();
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
