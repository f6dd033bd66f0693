//! Carries out a content stream as far as it decides what is seen: where areas are painted, and where text is shown.

use std::ops::Range;

use super::geometry::{Bounds, Matrix};
use super::operators::{Operation, Operations};
use super::resources::{External, Resources};
use super::state::{Fill, State};

/// The most operators of a page that are carried out; drawings and maps have more.
const MAX_OPERATIONS: usize = 2_000_000;

/// The most painted areas that are kept.
const MAX_AREAS: usize = 20_000;

/// How deep forms inside forms are carried out.
const MAX_FORMS: u32 = 6;

/// How deep saved states are kept.
const MAX_STATES: usize = 256;

/// The mean width of a letter, in font sizes: an estimate that is too wide rather than too narrow.
const LETTER_WIDTH: f32 = 0.6;

/// A line from this width on is painted as an area, in points.
const MIN_THICK_LINE: f32 = 4.0;

/// The rendering mode of text that is not painted.
pub(super) const INVISIBLE: i32 = 3;

/// An area that was painted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    pub(super) bounds: Bounds,
    /// Whether it was painted white and opaque.
    pub(super) is_white: bool,
}

/// One operator that shows text on the page itself, not inside a form.
#[derive(Clone, Debug)]
pub(super) struct Show {
    /// The operator with its operands, in bytes of the content stream.
    pub(super) place: Range<usize>,
    /// Where the text stands, as far as can be told without its font.
    pub(super) bounds: Bounds,
    /// The height of its letters on the page, in points.
    pub(super) size: f32,
    pub(super) bytes: usize,
    pub(super) mode: i32,
    pub(super) fill: Fill,
    pub(super) opacity: f32,
    pub(super) clip: Bounds,
    /// How many areas were painted before it.
    pub(super) areas_before: usize,
}

/// What a page paints, in the order of painting.
#[derive(Debug, Default)]
pub(super) struct Painting {
    pub(super) shows: Vec<Show>,
    pub(super) areas: Vec<Area>,
    /// Where the pictures stand.
    pub(super) images: Vec<Bounds>,
    /// Whether there was too much to keep, so that the areas are not complete.
    pub(super) is_cut_short: bool,
}

/// Carries out the content of a page whose visible part is `page`.
pub(super) fn paint(content: &[u8], resources: &Resources<'_>, page: Bounds) -> Painting {
    let mut painter = Painter {
        painting: Painting::default(),
        operations: 0,
    };
    painter.run(content, resources, State::new(Matrix::IDENTITY, page), 0);
    painter.painting
}

struct Painter {
    painting: Painting,
    operations: usize,
}

/// The place of text in a text object, and the path that is being made.
struct Cursor {
    line: Matrix,
    /// How far the text of this line has come, in points of text space: an estimate.
    advance: f32,
    path: Bounds,
    clips: bool,
}

impl Cursor {
    fn move_to(&mut self, line: Matrix) {
        self.line = line;
        self.advance = 0.0;
    }

    fn next_line(&mut self, x: f32, y: f32) {
        self.move_to(Matrix::translation(x, y).then(self.line));
    }
}

impl Painter {
    fn run(&mut self, content: &[u8], resources: &Resources<'_>, start: State, depth: u32) {
        let mut state = start;
        let mut saved: Vec<State> = Vec::new();
        let mut cursor = Cursor {
            line: Matrix::IDENTITY,
            advance: 0.0,
            path: Bounds::EMPTY,
            clips: false,
        };
        for operation in Operations::new(content) {
            self.operations += 1;
            if self.operations > MAX_OPERATIONS {
                self.painting.is_cut_short = true;
                return;
            }
            match operation.name {
                b"q" if saved.len() < MAX_STATES => saved.push(state.clone()),
                b"Q" => state = saved.pop().unwrap_or(state),
                b"cm" => {
                    if let Some(matrix) = operation.numbers() {
                        state.matrix = Matrix(matrix).then(state.matrix);
                    }
                }
                b"gs" => {
                    let opacity = operation
                        .name_operand()
                        .and_then(|name| resources.fill_opacity(name));
                    state.opacity = opacity.unwrap_or(state.opacity);
                }
                b"w" => {
                    let width = operation.numbers().map(|[width]| width);
                    state.line_width = width.unwrap_or(state.line_width);
                }
                b"Do" => {
                    if let Some(name) = operation.name_operand() {
                        self.external(resources.external(name), resources, &state, depth);
                    }
                }
                // An inline image fills the unit square, as others do.
                b"ID" => self.image(&state),
                b"sh" => self.area(state.clip, false),
                _ if state.set_fill(&operation, |name| resources.is_known_space(name)) => {}
                _ if self.path(&operation, &mut state, &mut cursor) => {}
                _ => self.text(&operation, &mut state, &mut cursor, depth),
            }
        }
    }

    fn area(&mut self, bounds: Bounds, is_white: bool) {
        if self.painting.areas.len() < MAX_AREAS {
            self.painting.areas.push(Area { bounds, is_white });
        } else {
            self.painting.is_cut_short = true;
        }
    }

    fn image(&mut self, state: &State) {
        let bounds = Bounds::transformed(state.matrix, (0.0, 1.0), (0.0, 1.0));
        let bounds = bounds.intersection(state.clip);
        self.painting.images.push(bounds);
        self.area(bounds, false);
    }

    fn external<'r>(
        &mut self,
        external: External<'r>,
        resources: &Resources<'r>,
        state: &State,
        depth: u32,
    ) {
        match external {
            External::Image => self.image(state),
            External::Form(form) if depth < MAX_FORMS => {
                let mut inside = state.clone();
                inside.matrix = form.matrix.then(state.matrix);
                // A form without resources of its own uses those of the page, as old programs rely on.
                let own = &form.resources;
                let resources = if own.is_empty() { resources } else { own };
                self.run(&form.content, resources, inside, depth + 1);
            }
            External::Form(_) | External::Unknown => self.area(state.clip, false),
        }
    }

    /// Carries out an operator that makes or paints a path; returns whether it was one.
    fn path(&mut self, operation: &Operation<'_>, state: &mut State, cursor: &mut Cursor) -> bool {
        let points = |cursor: &mut Cursor, numbers: &[f32]| {
            for point in numbers.chunks_exact(2) {
                cursor.path.add(state.matrix.apply(point[0], point[1]));
            }
        };
        match operation.name {
            b"m" | b"l" => points(cursor, &operation.numbers::<2>().unwrap_or_default()),
            b"c" => points(cursor, &operation.numbers::<6>().unwrap_or_default()),
            b"v" | b"y" => points(cursor, &operation.numbers::<4>().unwrap_or_default()),
            b"re" => {
                let [x, y, width, height] = operation.numbers().unwrap_or_default();
                points(
                    cursor,
                    &[x, y, x + width, y, x, y + height, x + width, y + height],
                );
            }
            b"h" => {}
            b"W" | b"W*" => cursor.clips = true,
            b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"S" | b"s" | b"n" => {
                self.paint_path(operation.name, state, cursor);
            }
            _ => return false,
        }
        true
    }

    fn paint_path(&mut self, name: &[u8], state: &mut State, cursor: &mut Cursor) {
        let path = std::mem::replace(&mut cursor.path, Bounds::EMPTY);
        let seen = path.intersection(state.clip);
        let width = state.line_width * state.matrix.height().max(state.matrix.width());
        match name {
            b"n" => {}
            b"S" | b"s" if width < MIN_THICK_LINE => {}
            b"S" | b"s" => self.area(path.widened(0.5 * width).intersection(state.clip), false),
            _ => self.area(seen, state.fill == Fill::White && state.opacity >= 1.0),
        }
        if std::mem::take(&mut cursor.clips) {
            state.clip = seen;
        }
    }

    fn text(
        &mut self,
        operation: &Operation<'_>,
        state: &mut State,
        cursor: &mut Cursor,
        depth: u32,
    ) {
        match operation.name {
            b"BT" => cursor.move_to(Matrix::IDENTITY),
            b"Tm" => cursor.move_to(Matrix(operation.numbers().unwrap_or(Matrix::IDENTITY.0))),
            b"Td" | b"TD" => {
                let [x, y] = operation.numbers().unwrap_or_default();
                if operation.name == b"TD" {
                    state.text.leading = -y;
                }
                cursor.next_line(x, y);
            }
            b"T*" => cursor.next_line(0.0, -state.text.leading),
            b"TL" => set(&mut state.text.leading, operation),
            b"Ts" => set(&mut state.text.rise, operation),
            b"Tf" => set(&mut state.text.size, operation),
            b"Tz" => {
                set(&mut state.text.scaling, operation);
                state.text.scaling /= 100.0;
            }
            b"Tr" => {
                let mut mode = state.text.mode as f32;
                set(&mut mode, operation);
                state.text.mode = mode as i32;
            }
            b"'" | b"\"" => {
                cursor.next_line(0.0, -state.text.leading);
                self.show(operation, state, cursor, depth);
            }
            b"Tj" | b"TJ" => self.show(operation, state, cursor, depth),
            _ => {}
        }
    }

    fn show(&mut self, operation: &Operation<'_>, state: &State, cursor: &mut Cursor, depth: u32) {
        let bytes = operation.text_bytes();
        let text = &state.text;
        let matrix = cursor.line.then(state.matrix);
        cursor.advance += LETTER_WIDTH * text.size.abs() * text.scaling.abs() * bytes as f32;
        // The whole line so far: where exactly this text begins cannot be told without its font.
        let height = (text.rise, text.rise + 0.6 * text.size);
        let bounds = Bounds::transformed(matrix, (0.0, cursor.advance), height);
        // Marks cannot be put inside a form, so its text is left as it is.
        if depth > 0 || bytes == 0 {
            return;
        }
        let narrow = text.scaling.abs() * matrix.width();
        self.painting.shows.push(Show {
            place: operation.place.clone(),
            bounds,
            size: text.size.abs() * matrix.height().min(narrow),
            bytes,
            mode: text.mode,
            fill: state.fill,
            opacity: state.opacity,
            clip: state.clip,
            areas_before: self.painting.areas.len(),
        });
        let painted = text.mode != INVISIBLE && (state.fill == Fill::Other || text.mode != 0);
        // A bullet or a symbol may be the ground on which a white letter stands.
        if painted && bytes <= 2 {
            self.area(bounds, false);
        }
    }
}

/// Sets a value to the last operand, when that is a number.
fn set(value: &mut f32, operation: &Operation<'_>) {
    if let Some([number]) = operation.numbers() {
        *value = number;
    }
}
