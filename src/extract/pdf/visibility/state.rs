//! The graphics state as far as it decides what is seen (ISO 32000-1, 8.4).

use super::colour_space::ColourSpace;
use super::geometry::{Bounds, Matrix};
use super::operators::{Operand, Operation};
use super::paint::Paint;

/// A colour that is set, and the space that its numbers are of.
#[derive(Clone, Debug)]
pub(super) struct Colour {
    pub(super) paint: Paint,
    space: ColourSpace,
    /// Whether it is a pattern, which may leave parts open.
    pub(super) is_pattern: bool,
    /// The opacity, `[0, 1]`.
    pub(super) opacity: f32,
}

impl Colour {
    const BLACK: Self = Self {
        paint: Paint::BLACK,
        space: ColourSpace::Device,
        is_pattern: false,
        opacity: 1.0,
    };
}

#[derive(Clone, Debug)]
pub(super) struct State {
    pub(super) matrix: Matrix,
    pub(super) clip: Bounds,
    /// Whether all of `clip` is painted on, so that it is no rectangle around another shape.
    pub(super) is_clip_exact: bool,
    /// The colour of areas and letters, and that of lines and outlines.
    pub(super) fill: Colour,
    pub(super) stroke: Colour,
    /// Whether what is painted is blended with what is below it, or masked.
    pub(super) blends: bool,
    pub(super) masked: bool,
    /// Whether it belongs to a form that is painted as a whole and lets through what is below it.
    pub(super) is_translucent_form: bool,
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
            fill: Colour::BLACK,
            stroke: Colour::BLACK,
            blends: false,
            masked: false,
            is_translucent_form: false,
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
        self.fill.opacity >= 1.0 && !(self.blends || self.masked || self.is_translucent_form)
    }

    /// Whether a rectangle of its space is one on the page, all of which is painted.
    pub(super) fn fills_rectangles(&self) -> bool {
        self.is_clip_exact && self.matrix.is_upright()
    }

    /// Carries out an operator that sets a colour; returns whether it was one. `space` tells of a colour space by its
    /// name what its numbers mean.
    pub(super) fn set_colour(
        &mut self,
        operation: &Operation<'_>,
        space: impl Fn(&[u8]) -> ColourSpace,
    ) -> bool {
        let colour = match operation.name {
            b"g" | b"rg" | b"k" | b"cs" | b"sc" | b"scn" => &mut self.fill,
            b"G" | b"RG" | b"K" | b"CS" | b"SC" | b"SCN" => &mut self.stroke,
            _ => return false,
        };
        let grey = |[grey]: [f32; 1]| Paint::of_light([grey; 3]);
        let known = match operation.name {
            b"g" | b"G" => operation.numbers().map(grey),
            b"rg" | b"RG" => operation.numbers().map(Paint::of_light),
            b"k" | b"K" => operation.numbers().map(Paint::of_ink),
            b"cs" | b"CS" => {
                let named = operation.name_operand().map(space);
                colour.space = named.unwrap_or(ColourSpace::Unknown);
                None
            }
            _ => {
                let numbers = operation.operands.iter().map(|operand| match operand {
                    Operand::Number(number) => Some(*number),
                    Operand::Name(_) | Operand::Text(_) | Operand::Other => None,
                });
                let numbers: Option<Vec<f32>> = numbers.collect();
                numbers.map(|numbers| colour.space.paint(&numbers))
            }
        };
        // The name of a pattern stands behind the numbers of its colour.
        colour.is_pattern =
            matches!(operation.name, b"scn" | b"SCN") && operation.name_operand().is_some();
        colour.paint = known.unwrap_or(Paint::Unknown);
        true
    }
}
