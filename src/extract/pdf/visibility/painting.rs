//! What a page paints: areas, texts, pictures, and the streams that they stand in.

use std::ops::Range;
use std::rc::Rc;

use super::geometry::{Bounds, Matrix};
use super::glyphs::Part;
use super::paint::Paint;
use super::resources::Form;
use super::state::TextState;

/// An area that was painted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    pub(super) bounds: Bounds,
    /// Its colour, when it is opaque.
    pub(super) paint: Paint,
    /// Whether nothing below it is seen.
    pub(super) covers: Cover,
}

/// Whether an area hides what was painted before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cover {
    No,
    /// A rectangle that is filled.
    Shape,
    Image,
}

/// A content stream that shows text: that of the page, or a form each time that it is painted.
pub(super) struct Stream<'a> {
    /// The form; `None` for the page.
    pub(super) form: Option<Rc<Form<'a>>>,
    /// From its space to that of the page.
    pub(super) matrix: Matrix,
    /// The stream with the operator that paints it, by number, and where that stands.
    pub(super) parent: usize,
    pub(super) place: Range<usize>,
    /// Whether its text cannot be taken out of it.
    pub(super) is_fixed: bool,
}

/// One operator that shows text.
#[derive(Clone, Debug)]
pub(super) struct Show {
    /// The number of its stream.
    pub(super) stream: usize,
    /// The operator with its operands, in bytes of its stream.
    pub(super) place: Range<usize>,
    /// Whether it begins a new line (`'`), and sets the spacing as well (`"`).
    pub(super) begins_line: bool,
    pub(super) sets_spacing: bool,
    /// Where the text stands, as far as can be told without its font.
    pub(super) bounds: Bounds,
    /// From text space to that of the page.
    pub(super) matrix: Matrix,
    /// What it shows, one by one; `None` without its font.
    pub(super) parts: Option<Vec<Part>>,
    /// The height of its letters on the page, in points.
    pub(super) size: f32,
    pub(super) bytes: usize,
    pub(super) text: TextState,
    /// The colours and opacities with which its letters are painted: none, one, or that of the fill and the outline.
    pub(super) paints: Vec<(Paint, f32)>,
    /// Whether it stands in a layer that is off.
    pub(super) is_off: bool,
    pub(super) clip: Bounds,
    /// How many areas were painted before it.
    pub(super) areas_before: usize,
}

/// What a page paints, in the order of painting.
#[derive(Default)]
pub(super) struct Painting<'a> {
    /// The page first.
    pub(super) streams: Vec<Stream<'a>>,
    pub(super) shows: Vec<Show>,
    pub(super) areas: Vec<Area>,
    /// Where the pictures stand.
    pub(super) images: Vec<Bounds>,
    /// Forms that stand in a layer that is off: their stream, and the operator that paints each.
    pub(super) forms_off: Vec<(usize, Range<usize>)>,
    /// Whether there was too much to keep, so that the areas are not complete.
    pub(super) is_cut_short: bool,
}
