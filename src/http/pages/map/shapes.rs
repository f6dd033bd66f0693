//! The shapes of municipalities in a drawing: their borders, or cells around their centres.

use std::sync::Arc;

use super::path::{Point, closed_path};
use super::projection::{Projection, WIDTH};
use super::voronoi::voronoi_cells;
use crate::geography::Areas;
use crate::municipality::{GemeenteCode, Municipality};

/// How far, in units, a drawn border may lie from the true one: less than the width of its line.
const BORDER_TOLERANCE: f64 = 0.6;

/// How a municipality is drawn.
pub(super) struct Style {
    /// The class for its colour.
    pub(super) class: String,
    /// Its code, if it is the focus or in the ranking: the script links the shape to the row with that code.
    pub(super) code: Option<String>,
    /// Where it leads. `None` for what was not asked for.
    pub(super) link: Option<String>,
    /// The text that a pointer shows, and that names a link.
    pub(super) title: String,
    /// Whether it is the focus.
    pub(super) is_focus: bool,
}

/// The shape of a municipality.
pub(super) struct Shape {
    pub(super) style: Style,
    /// Its outline, as path data.
    pub(super) path: Arc<str>,
}

/// The Voronoi cell of each municipality that has a position.
pub(super) fn cell_shapes<'a>(
    projection: &Projection,
    municipalities: impl Iterator<Item = &'a Municipality>,
    style: impl Fn(&GemeenteCode) -> Style,
) -> Vec<Shape> {
    let height = projection.height().round();
    // Centres up to half a drawing outside bound the cells at its edge; those further away cannot.
    let is_near = |(x, y): &Point| {
        (-WIDTH / 2.0..=WIDTH * 1.5).contains(x) && (-height / 2.0..=height * 1.5).contains(y)
    };
    let centres = municipalities.filter_map(|municipality| {
        let centre = projection.project(municipality.position?);
        Some((&municipality.code, centre))
    });
    let (codes, centres): (Vec<_>, Vec<_>) = centres.filter(|(_, centre)| is_near(centre)).unzip();
    let cells = voronoi_cells(&centres, (WIDTH, height));
    let shapes = codes.iter().zip(cells);
    shapes
        .map(|(code, cell)| Shape {
            style: style(code),
            path: closed_path(&cell).into(),
        })
        .collect()
}

/// The outlines of the areas that overlap the drawing, simplified to its resolution.
pub(super) fn outlines(projection: &Projection, areas: &Areas) -> Vec<(GemeenteCode, Arc<str>)> {
    // In the units of the ground, where the borders are.
    let tolerance = projection.kilometres(BORDER_TOLERANCE);
    // What is not visible need not be simplified, which is the dearest part.
    let visible = areas.iter().filter(|(_, area)| projection.overlaps(area));
    visible
        .map(|(code, area)| {
            // Each ring is a subpath, so that islands and holes are one shape.
            let rings = area.rings().iter().map(|ring| {
                let corners = ring.outline(tolerance);
                let corners = corners.iter().map(|corner| projection.project(*corner));
                closed_path(&corners.collect::<Vec<Point>>())
            });
            (code.clone(), rings.collect::<String>().into())
        })
        // An island smaller than the tolerance has no outline left.
        .filter(|(_, path): &(_, Arc<str>)| !path.is_empty())
        .collect()
}

/// The areas with these outlines. Those in the ranking come after the others and the focus last, since SVG paints later
/// shapes over earlier ones.
pub(super) fn border_shapes(
    outlines: &[(GemeenteCode, Arc<str>)],
    style: impl Fn(&GemeenteCode) -> Style,
) -> Vec<Shape> {
    let shapes = outlines.iter().map(|(code, path)| Shape {
        style: style(code),
        path: Arc::clone(path),
    });
    let mut shapes: Vec<Shape> = shapes.collect();
    // `false` before `true`: others, then the ranking, then the focus.
    shapes.sort_by_key(|shape| (shape.style.code.is_some(), shape.style.is_focus));
    shapes
}
