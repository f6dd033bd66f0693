//! Carries out a content stream as far as it decides what is seen: where areas are painted, and where text is shown.

use std::rc::Rc;

use super::geometry::{Bounds, Matrix};
use super::glyphs::parts;
use super::layers::LayersOff;
use super::operators::{Operand, Operation, Operations};
use super::paint::Paint;
use super::painting::{Area, Cover, Painting, Show, Stream};
use super::path::Path;
use super::resources::{External, Resources};
use super::state::State;

/// The most operators of a page that are carried out; drawings and maps have more.
const MAX_OPERATIONS: usize = 2_000_000;

/// The most painted areas that are kept.
const MAX_AREAS: usize = 20_000;

/// How deep forms inside forms are carried out.
const MAX_DEPTH: u32 = 6;

/// The most forms of a page whose text can be hidden.
const MAX_STREAMS: usize = 300;

/// How deep saved states are kept.
const MAX_STATES: usize = 256;

/// The mean width of a letter, in font sizes: an estimate that is too wide rather than too narrow.
const LETTER_WIDTH: f32 = 0.6;

/// A line from this width on is painted as an area, in points.
const MIN_THICK_LINE: f32 = 4.0;

/// The rendering mode of text that is not painted.
pub(super) const INVISIBLE: i32 = 3;

/// The rendering mode of text that is only added to the clip.
const CLIP_ONLY: i32 = 7;

/// From this rendering mode on text is added to the clip.
const FIRST_CLIPPING: i32 = 4;

/// How a page is carried out.
#[derive(Clone, Copy)]
pub(super) struct Manner<'l> {
    /// Whether fonts are asked for the width of each glyph, which takes longer.
    pub(super) with_fonts: bool,
    /// The layers of the document that are off.
    pub(super) layers: &'l LayersOff,
}

/// Carries out the content of a page whose visible part is `page`.
pub(super) fn paint<'a>(
    content: &[u8],
    resources: &Resources<'a>,
    page: Bounds,
    manner: Manner<'_>,
) -> Painting<'a> {
    let mut painter = Painter {
        painting: Painting::default(),
        operations: 0,
        manner,
        layers: Vec::new(),
    };
    painter.painting.streams.push(Stream {
        form: None,
        matrix: Matrix::IDENTITY,
        parent: 0,
        place: 0..0,
        is_fixed: false,
    });
    let start = State::new(Matrix::IDENTITY, page);
    painter.run(
        content,
        resources,
        start,
        Level {
            stream: 0,
            depth: 0,
        },
    );
    painter.painting
}

struct Painter<'a, 'l> {
    painting: Painting<'a>,
    operations: usize,
    manner: Manner<'l>,
    /// The marked contents that are open, each with whether it is a layer that is off.
    layers: Vec<bool>,
}

/// Which stream is carried out, and how many forms it lies inside of.
#[derive(Clone, Copy)]
struct Level {
    stream: usize,
    depth: u32,
}

/// The place of text in a text object, and the path that is being made.
struct Cursor {
    line: Matrix,
    /// How far the text of this line has come, in points of text space: an estimate.
    advance: f32,
    path: Path,
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

impl<'a> Painter<'a, '_> {
    fn run(&mut self, content: &[u8], resources: &Resources<'a>, start: State, level: Level) {
        let mut state = start;
        let mut saved: Vec<State> = Vec::new();
        let mut cursor = Cursor {
            line: Matrix::IDENTITY,
            advance: 0.0,
            path: Path::default(),
            clips: false,
        };
        let open = self.layers.len();
        for operation in Operations::new(content) {
            self.operations += 1;
            if self.operations > MAX_OPERATIONS {
                self.painting.is_cut_short = true;
                break;
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
                    let name = operation.name_operand().unwrap_or_default();
                    let change = resources.state_change(name);
                    state.fill.opacity = change.opacity.unwrap_or(state.fill.opacity);
                    state.stroke.opacity = change.stroke_opacity.unwrap_or(state.stroke.opacity);
                    state.blends = change.blends.unwrap_or(state.blends);
                    state.masked = change.masked.unwrap_or(state.masked);
                }
                b"w" => {
                    let width = operation.numbers().map(|[width]| width);
                    state.line_width = width.unwrap_or(state.line_width);
                }
                b"Do" => {
                    let name = operation.name_operand().unwrap_or_default();
                    let external = resources.external(name);
                    self.external(external, resources, &state, &operation, level);
                }
                b"BDC" | b"BMC" => {
                    let is_off = match operation.operands[..] {
                        [Operand::Name(b"OC"), Operand::Name(name), ..] => {
                            resources.is_off(name, self.manner.layers)
                        }
                        _ => false,
                    };
                    self.layers.push(is_off);
                }
                b"EMC" if self.layers.len() > open => {
                    self.layers.pop();
                }
                // An inline image fills the unit square, as others do.
                b"ID" => {
                    // One that is a mask leaves open what it does not paint.
                    let mut keys = operation.operands.iter();
                    let is_mask =
                        |key: &Operand<'_>| matches!(key, Operand::Name(b"IM" | b"ImageMask"));
                    self.image(&state, !keys.any(is_mask));
                }
                b"sh" => self.area(state.clip, Paint::Unknown, Cover::No),
                _ if state.set_colour(&operation, |name| resources.colour_space(name)) => {}
                _ if self.path(&operation, &mut state, &mut cursor) => {}
                _ => self.text(
                    &operation,
                    &mut state,
                    &mut cursor,
                    (content, resources, level),
                ),
            }
        }
        self.layers.truncate(open);
    }

    /// Whether what is painted now is in a layer that is off.
    fn is_off(&self) -> bool {
        self.layers.contains(&true)
    }

    fn area(&mut self, bounds: Bounds, paint: Paint, covers: Cover) {
        if self.is_off() {
            return;
        }
        if self.painting.areas.len() < MAX_AREAS {
            self.painting.areas.push(Area {
                bounds,
                paint,
                covers,
            });
        } else {
            self.painting.is_cut_short = true;
        }
    }

    fn image(&mut self, state: &State, is_opaque: bool) {
        let bounds = Bounds::transformed(state.matrix, (0.0, 1.0), (0.0, 1.0));
        let bounds = bounds.intersection(state.clip);
        if !self.is_off() {
            self.painting.images.push(bounds);
        }
        let covers = is_opaque && state.is_opaque() && state.fills_rectangles();
        self.area(
            bounds,
            Paint::Unknown,
            if covers { Cover::Image } else { Cover::No },
        );
    }

    fn external(
        &mut self,
        external: External<'a>,
        resources: &Resources<'a>,
        state: &State,
        operation: &Operation<'_>,
        level: Level,
    ) {
        match external {
            External::Image { is_opaque } => self.image(state, is_opaque),
            External::Form(form) if resources.is_layer_off(&form, self.manner.layers) => {
                if !self.painting.streams[level.stream].is_fixed {
                    let place = operation.place.clone();
                    self.painting.forms_off.push((level.stream, place));
                }
            }
            External::Form(form) if level.depth < MAX_DEPTH => {
                let mut inside = state.clone();
                inside.matrix = form.matrix.then(state.matrix);
                inside.is_translucent_form = !state.is_opaque();
                if let Some(bounds) = form.bounds {
                    let (x, y) = ((bounds.left, bounds.right), (bounds.bottom, bounds.top));
                    let bounds = Bounds::transformed(inside.matrix, x, y);
                    inside.clip = bounds.intersection(state.clip);
                    inside.is_clip_exact &= inside.matrix.is_upright();
                }
                let streams = &mut self.painting.streams;
                let is_full = streams.len() >= MAX_STREAMS;
                let stream = streams.len();
                let is_fixed = streams[level.stream].is_fixed || is_full;
                streams.push(Stream {
                    form: (!is_fixed).then(|| Rc::clone(&form)),
                    matrix: inside.matrix,
                    parent: level.stream,
                    place: operation.place.clone(),
                    is_fixed,
                });
                // A form without resources of its own uses those of the page, as old programs rely on.
                let own = &form.resources;
                let resources = if own.is_empty() { resources } else { own };
                let depth = level.depth + 1;
                self.run(&form.content, resources, inside, Level { stream, depth });
            }
            External::Form(_) | External::Unknown => {
                self.area(state.clip, Paint::Unknown, Cover::No)
            }
        }
    }

    /// Carries out an operator that makes or paints a path; returns whether it was one.
    fn path(&mut self, operation: &Operation<'_>, state: &mut State, cursor: &mut Cursor) -> bool {
        let path = &mut cursor.path;
        match operation.name {
            b"m" => path.begin(state.matrix, operation.numbers().unwrap_or_default()),
            b"l" => path.line(state.matrix, operation.numbers().unwrap_or_default()),
            b"c" => path.curve(state.matrix, &operation.numbers::<6>().unwrap_or_default()),
            b"v" | b"y" => path.curve(state.matrix, &operation.numbers::<4>().unwrap_or_default()),
            b"re" => path.rectangle(state.matrix, operation.numbers().unwrap_or_default()),
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
        let (path, is_rectangle) = std::mem::take(&mut cursor.path).finish();
        let seen = path.intersection(state.clip);
        let width = state.line_width * state.matrix.height().max(state.matrix.width());
        match name {
            b"n" => {}
            b"S" | b"s" if width < MIN_THICK_LINE => {}
            b"S" | b"s" => {
                let line = path.widened(0.5 * width).intersection(state.clip);
                self.area(line, Paint::Unknown, Cover::No);
            }
            _ => {
                let covers = is_rectangle && state.is_opaque() && state.is_clip_exact;
                let covers = covers && !state.fill.is_pattern;
                let is_opaque = state.fill.opacity >= 1.0;
                self.area(
                    seen,
                    if is_opaque {
                        state.fill.paint
                    } else {
                        Paint::Unknown
                    },
                    if covers { Cover::Shape } else { Cover::No },
                );
            }
        }
        if std::mem::take(&mut cursor.clips) {
            state.clip = seen;
            state.is_clip_exact &= is_rectangle;
        }
    }

    fn text(
        &mut self,
        operation: &Operation<'_>,
        state: &mut State,
        cursor: &mut Cursor,
        from: (&[u8], &Resources<'a>, Level),
    ) {
        let text = &mut state.text;
        match operation.name {
            b"BT" => cursor.move_to(Matrix::IDENTITY),
            b"Tm" => cursor.move_to(Matrix(operation.numbers().unwrap_or(Matrix::IDENTITY.0))),
            b"Td" | b"TD" => {
                let [x, y] = operation.numbers().unwrap_or_default();
                if operation.name == b"TD" {
                    text.leading = -y;
                }
                cursor.next_line(x, y);
            }
            b"T*" => cursor.next_line(0.0, -text.leading),
            b"TL" => set(&mut text.leading, operation),
            b"Ts" => set(&mut text.rise, operation),
            b"Tc" => set(&mut text.spacing, operation),
            b"Tw" => set(&mut text.word_spacing, operation),
            b"Tf" => {
                set(&mut text.size, operation);
                if let Some(Operand::Name(name)) = operation.operands.first() {
                    state.font = name.to_vec();
                }
            }
            b"Tz" => {
                set(&mut text.scaling, operation);
                text.scaling /= 100.0;
            }
            b"Tr" => {
                let mut mode = text.mode as f32;
                set(&mut mode, operation);
                text.mode = mode as i32;
            }
            b"'" | b"\"" => {
                if let [Operand::Number(word), Operand::Number(letter), ..] = operation.operands[..]
                    && operation.name == b"\""
                {
                    (text.word_spacing, text.spacing) = (word, letter);
                }
                cursor.next_line(0.0, -text.leading);
                self.show(operation, state, cursor, from);
            }
            b"Tj" | b"TJ" => self.show(operation, state, cursor, from),
            _ => {}
        }
    }

    fn show(
        &mut self,
        operation: &Operation<'_>,
        state: &mut State,
        cursor: &mut Cursor,
        (content, resources, level): (&[u8], &Resources<'a>, Level),
    ) {
        let bytes = operation.text_bytes();
        let text = state.text;
        let matrix = cursor.line.then(state.matrix);
        let known = self.manner.with_fonts.then(|| {
            let font = resources.font(&state.font)?;
            parts(
                &content[operation.place.clone()],
                &font,
                &text,
                cursor.advance,
            )
        });
        let (parts, start) = match known.flatten() {
            Some((parts, end)) => {
                let start = std::mem::replace(&mut cursor.advance, end);
                (Some(parts), start)
            }
            None => {
                cursor.advance +=
                    LETTER_WIDTH * text.size.abs() * text.scaling.abs() * bytes as f32;
                // The whole line so far: where exactly this text begins cannot be told without its font.
                (None, 0.0)
            }
        };
        let height = (text.rise, text.rise + 0.6 * text.size);
        let bounds = Bounds::transformed(matrix, (start, cursor.advance), height);
        if text.mode >= FIRST_CLIPPING {
            // From now on only what lies in its letters is painted.
            state.is_clip_exact = false;
        }
        if bytes == 0 {
            return;
        }
        let narrow = text.scaling.abs() * matrix.width();
        self.painting.shows.push(Show {
            stream: level.stream,
            place: operation.place.clone(),
            begins_line: matches!(operation.name, b"'" | b"\""),
            sets_spacing: operation.name == b"\"",
            bounds,
            matrix,
            parts,
            size: text.size.abs() * matrix.height().min(narrow),
            bytes,
            text,
            paints: paints(state),
            is_off: self.is_off(),
            clip: state.clip,
            areas_before: self.painting.areas.len(),
        });
        let paints = paints(state);
        let is_painted = paints.iter().any(|(paint, _)| *paint != Paint::WHITE);
        // A bullet or a symbol may be the ground on which a white letter stands.
        if is_painted && bytes <= 2 {
            self.area(bounds, Paint::Unknown, Cover::No);
        }
    }
}

/// With which colours and opacities letters are painted (table 106).
fn paints(state: &State) -> Vec<(Paint, f32)> {
    let [fill, stroke] = [&state.fill, &state.stroke].map(|one| (one.paint, one.opacity));
    match state.text.mode {
        INVISIBLE | CLIP_ONLY => Vec::new(),
        mode if mode % FIRST_CLIPPING == 0 => vec![fill],
        mode if mode % FIRST_CLIPPING == 1 => vec![stroke],
        _ => vec![fill, stroke],
    }
}

/// Sets a value to the last operand, when that is a number.
fn set(value: &mut f32, operation: &Operation<'_>) {
    if let Some([number]) = operation.numbers() {
        *value = number;
    }
}
