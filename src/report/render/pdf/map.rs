//! A map of municipalities on paper.

use krilla::geom::Rect;
use krilla::tagging::{BBox, Tag};

use super::font::{Fonts, Weight};
use super::layout::{Layout, SMALL, TEXT_WIDTH};
use super::paper::{Color, Mark, Style};
use crate::report::view::{Geometry, MapShape, PrintMap, Tone};

/// How high a map may be.
const MAX_HEIGHT: f32 = 290.0;

/// Around the map.
const PADDING: f32 = 8.0;

/// A municipality of which only the centroid is known.
const DOT_RADIUS: f32 = 8.0;

/// Up to so many municipalities have their number on the map; more would lie on top of each other.
const MAX_LABELS: usize = 60;

const EDGE: Color = [90, 90, 90];
const FOCUS: Color = [240, 170, 60];
const PLAIN: Color = [238, 238, 238];
const LINE: Color = [170, 60, 40];

const LABEL: Style = Style {
    weight: Weight::Bold,
    size: 7.5,
    leading: 9.0,
    color: [20, 20, 20],
};

impl Layout<'_> {
    /// Adds a map with its caption.
    pub(super) fn push_map(&mut self, map: &PrintMap) {
        let projection = Projection::new(&map.shapes);
        self.keep(projection.height + 2.0 * SMALL.leading + 12.0);
        let (left, top) = self.origin();
        let at = |place: &[f64]| {
            let (x, y) = projection.place(place);
            (left + x, top + y)
        };
        let drawn = |shape: &MapShape| Mark::Shape {
            rings: rings(shape, at),
            fill: Some(color(shape.tone)),
            stroke: Some((EDGE, 0.5)),
        };
        // Lines lie on areas and below dots, whose numbers they would cross out.
        let is_dot = |shape: &&MapShape| matches!(shape.geometry, Geometry::Point(_));
        let areas = map.shapes.iter().filter(|shape| !is_dot(shape)).map(drawn);
        let lines = map.lines.iter().map(|(a, b)| {
            let ends = [a, b].map(|shape| at(&centre(&map.shapes[*shape].geometry)));
            Mark::Shape {
                rings: vec![ends.to_vec()],
                fill: None,
                stroke: Some((LINE, 1.2)),
            }
        });
        let dots = map.shapes.iter().filter(is_dot).map(drawn);
        let marks = areas.chain(lines).chain(dots);
        let mut children: Vec<_> = marks.map(|mark| self.paper.content(mark)).collect();
        if map.shapes.len() <= MAX_LABELS {
            for shape in map.shapes.iter().filter(|shape| !shape.label.is_empty()) {
                let place = at(&centre(&shape.geometry));
                children.push(self.paper.content(label(self.fonts, &shape.label, place)));
            }
        }
        let page = self.paper.pages() - 1;
        let rect = Rect::from_xywh(left, top, TEXT_WIDTH, projection.height);
        let figure = Tag::Figure(Some(map.description.clone()))
            .with_bbox(rect.map(|rect| BBox::new(page, rect)));
        self.push_tagged(figure, children);
        self.y = top + projection.height + 4.0;
        let caption = self.text(&map.caption, left, TEXT_WIDTH, SMALL);
        self.push_tagged(Tag::P, caption);
        self.y += 8.0;
    }
}

/// Degrees to points: as large as fits, north above.
struct Projection {
    west: f64,
    north: f64,
    /// How much shorter a degree of longitude is here than one of latitude.
    narrowing: f64,
    scale: f64,
    inset: f64,
    height: f32,
}

impl Projection {
    fn new(shapes: &[MapShape]) -> Self {
        let (mut low, mut high) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
        for shape in shapes {
            for place in places(&shape.geometry) {
                for axis in 0..2 {
                    low[axis] = low[axis].min(place[axis]);
                    high[axis] = high[axis].max(place[axis]);
                }
            }
        }
        let narrowing = ((low[1] + high[1]) / 2.0).to_radians().cos();
        // A single place has no size of its own.
        let width = ((high[0] - low[0]) * narrowing).max(0.02);
        let height = (high[1] - low[1]).max(0.02);
        let padding = f64::from(PADDING + DOT_RADIUS);
        let room = f64::from(TEXT_WIDTH) - 2.0 * padding;
        let scale = (room / width).min((f64::from(MAX_HEIGHT) - 2.0 * padding) / height);
        Self {
            west: low[0],
            north: high[1],
            narrowing,
            scale,
            inset: padding + (room - width * scale) / 2.0,
            height: (height * scale + 2.0 * padding) as f32,
        }
    }

    fn place(&self, place: &[f64]) -> (f32, f32) {
        let x = (place[0] - self.west) * self.narrowing * self.scale + self.inset;
        let y = (self.north - place[1]) * self.scale + f64::from(PADDING + DOT_RADIUS);
        (x as f32, y as f32)
    }
}

/// All corners of a geometry, or its one place.
fn places(geometry: &Geometry) -> Vec<&[f64]> {
    match geometry {
        Geometry::Point(point) => vec![&point.coordinates],
        Geometry::Area(area) => {
            let rings = area.coordinates.iter().flatten().flatten();
            rings.map(Vec::as_slice).collect()
        }
    }
}

fn rings(shape: &MapShape, at: impl Fn(&[f64]) -> (f32, f32)) -> Vec<Vec<(f32, f32)>> {
    match &shape.geometry {
        Geometry::Area(area) => {
            let rings = area.coordinates.iter().flatten();
            let ring = |ring: &Vec<Vec<f64>>| ring.iter().map(|place| at(place)).collect();
            rings.map(ring).collect()
        }
        Geometry::Point(point) => {
            let (x, y) = at(&point.coordinates);
            let corner = |step: u8| {
                let angle = f32::from(step) / 24.0 * std::f32::consts::TAU;
                (x + DOT_RADIUS * angle.cos(), y + DOT_RADIUS * angle.sin())
            };
            vec![(0..24).map(corner).collect()]
        }
    }
}

/// Where the number of a municipality stands: the centroid of its largest ring (the formula of Gauss).
fn centre(geometry: &Geometry) -> [f64; 2] {
    let area = match geometry {
        Geometry::Point(point) => return point.coordinates,
        Geometry::Area(area) => area,
    };
    let of_ring = |ring: &Vec<Vec<f64>>| {
        let (mut twice, mut x, mut y) = (0.0, 0.0, 0.0);
        for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            let cross = a[0] * b[1] - b[0] * a[1];
            twice += cross;
            x += (a[0] + b[0]) * cross;
            y += (a[1] + b[1]) * cross;
        }
        let corner = ring
            .first()
            .map_or([0.0, 0.0], |place| [place[0], place[1]]);
        let centre = if twice == 0.0 {
            corner
        } else {
            [x / (3.0 * twice), y / (3.0 * twice)]
        };
        (twice.abs(), centre)
    };
    let rings = area
        .coordinates
        .iter()
        .filter_map(|polygon| polygon.first());
    let largest = rings.map(of_ring).max_by(|a, b| a.0.total_cmp(&b.0));
    largest.map_or([0.0, 0.0], |(_, centre)| centre)
}

fn label(fonts: &Fonts, text: &str, (x, y): (f32, f32)) -> Mark {
    let width = fonts.width(text, LABEL.weight, LABEL.size);
    Mark::Text {
        x: x - width / 2.0,
        y: y + LABEL.size * 0.36,
        style: LABEL,
        text: text.to_owned(),
    }
}

/// Darker where the alignment is higher; a number always stands in it, so that nothing hangs on the colour alone.
fn color(tone: Tone) -> Color {
    const LIGHT: [f64; 3] = [232.0, 240.0, 250.0];
    const DARK: [f64; 3] = [92.0, 146.0, 205.0];
    match tone {
        Tone::Focus => FOCUS,
        Tone::Plain => PLAIN,
        Tone::Alignment(alignment) => {
            let share = alignment.clamp(0.0, 1.0);
            [0, 1, 2].map(|n| (LIGHT[n] + (DARK[n] - LIGHT[n]) * share).round() as u8)
        }
    }
}
