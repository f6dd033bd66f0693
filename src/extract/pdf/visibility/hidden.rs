//! Which text of a page nobody sees.

use super::geometry::Bounds;
use super::glyphs::Part;
use super::paint::Paint;
use super::painter::INVISIBLE;
use super::painting::{Cover, Painting, Show};

/// Letters below this height are not seen, in points: print goes down to 4.
const MIN_LETTER_HEIGHT: f32 = 1.5;

/// The opacity up to which letters are not seen.
const MAX_UNSEEN_OPACITY: f32 = 0.02;

/// How far invisible text may stand outside the picture that it is the text of, in points.
const IMAGE_MARGIN: f32 = 12.0;

/// How much of the text of an operator is hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    All,
    /// Some glyphs: for each in turn whether it is.
    Some(Vec<bool>),
}

/// Text that is hidden.
pub(super) struct Hidden<'a> {
    pub(super) show: &'a Show,
    pub(super) extent: Extent,
}

/// The hidden text of a page, in the order of painting.
pub(super) fn find_hidden<'a>(painting: &'a Painting<'_>, page: Bounds) -> Vec<Hidden<'a>> {
    let keeps_invisible = Invisible::new(painting, page);
    let covers = Covers::new(painting, page);
    let movable = painting.shows.iter();
    let movable = movable.filter(|show| !painting.streams[show.stream].is_fixed);
    movable
        .filter_map(|show| {
            let is_hidden = if show.is_off {
                true
            } else if show.text.mode == INVISIBLE {
                !keeps_invisible.stands_for_picture(show)
            } else {
                show.size < MIN_LETTER_HEIGHT
                    || !show.bounds.widened(show.size).intersects(show.clip)
                    || is_unpainted(show, painting)
            };
            let extent = match is_hidden {
                true => Some(Extent::All),
                false if show.text.mode != INVISIBLE => covers.extent(show),
                false => None,
            };
            Some(Hidden {
                show,
                extent: extent?,
            })
        })
        .collect()
}

/// Whether text may be covered: only with fonts it can be told.
pub(super) fn may_be_covered(painting: &Painting<'_>, page: Bounds) -> bool {
    let covers = Covers::new(painting, page);
    let mut shows = painting.shows.iter();
    shows.any(|show| covers.after(show).any(|area| area.intersects(show.bounds)))
}

/// Areas that hide what was painted before them.
struct Covers {
    /// With how many areas were painted before each, ascending.
    areas: Vec<(usize, Bounds)>,
}

/// Which part of a glyph must be covered, to its sides and from below: a box that is drawn over words need not reach
/// over the last letter, nor over what hangs below the line.
const GLYPH_WIDTH: (f32, f32) = (0.25, 0.75);
const GLYPH_HEIGHT: (f32, f32) = (0.1, 0.4);

impl Covers {
    /// Pictures that cover most of a page are scans, with their text below them; then nothing counts as covered.
    fn new(painting: &Painting<'_>, page: Bounds) -> Self {
        let covered: f32 = painting.images.iter().map(|image| image.area()).sum();
        let is_scan = covered >= Invisible::SCAN_SHARE * page.area();
        let areas = painting.areas.iter().enumerate();
        let areas = areas.filter(|(_, area)| area.covers != Cover::No);
        let areas = areas.map(|(number, area)| (number, area.bounds));
        Self {
            areas: if is_scan || painting.is_cut_short {
                Vec::new()
            } else {
                areas.collect()
            },
        }
    }

    /// Those that were painted after this text.
    fn after(&self, show: &Show) -> impl Iterator<Item = &Bounds> {
        let first = show.areas_before;
        let start = self.areas.partition_point(|(number, _)| *number < first);
        self.areas[start..].iter().map(|(_, bounds)| bounds)
    }

    /// How much of this text is covered. Returns `None` if nothing is, or if that cannot be told.
    fn extent(&self, show: &Show) -> Option<Extent> {
        let near = self.after(show).filter(|area| area.intersects(show.bounds));
        let near: Vec<&Bounds> = near.collect();
        if near.is_empty() {
            return None;
        }
        let height = GLYPH_HEIGHT;
        let height = (height.0 * show.text.size, height.1 * show.text.size);
        let height = (show.text.rise + height.0, show.text.rise + height.1);
        let glyphs = show.parts.as_ref()?.iter().filter_map(|part| match part {
            Part::Glyph(glyph) => Some(glyph),
            Part::Gap(_) => None,
        });
        let covered: Vec<bool> = glyphs
            .map(|glyph| {
                let width = glyph.end - glyph.start;
                let start = glyph.start + GLYPH_WIDTH.0 * width;
                let end = glyph.start + GLYPH_WIDTH.1 * width;
                let bounds = Bounds::transformed(show.matrix, (start, end), height);
                near.iter().any(|area| area.contains(bounds))
            })
            .collect();
        match covered.iter().filter(|covered| **covered).count() {
            0 => None,
            all if all == covered.len() => Some(Extent::All),
            _ => Some(Extent::Some(covered)),
        }
    }
}

/// Whether no part of the letters is painted so that it is seen.
fn is_unpainted(show: &Show, painting: &Painting<'_>) -> bool {
    if show.paints.is_empty() {
        // Only a clip: what is painted after it shows in its letters.
        let mut after = painting.areas[show.areas_before..].iter();
        return !painting.is_cut_short && !after.any(|area| area.bounds.intersects(show.bounds));
    }
    show.paints.iter().all(|(paint, opacity)| {
        *opacity <= MAX_UNSEEN_OPACITY || is_lost_in_ground(*paint, show, painting)
    })
}

/// Whether letters of this colour stand on nothing but that colour.
fn is_lost_in_ground(paint: Paint, show: &Show, painting: &Painting<'_>) -> bool {
    if paint == Paint::Unknown || painting.is_cut_short {
        return false;
    }
    for area in painting.areas[..show.areas_before].iter().rev() {
        if !area.bounds.intersects(show.bounds) {
            continue;
        }
        if !paint.is_lost_on(area.paint) {
            return false;
        }
        // Other shapes than rectangles may leave parts open, where the paper shows.
        let is_whole = area.covers != Cover::No || paint.is_lost_on(Paint::WHITE);
        if is_whole && area.bounds.contains(show.bounds) {
            return true;
        }
    }
    paint.is_lost_on(Paint::WHITE)
}

/// Where invisible text stands for what can be read in a picture: text recognition puts it there.
struct Invisible<'a> {
    images: &'a [Bounds],
    /// Whether more of the text over pictures is invisible than visible.
    is_recognised: bool,
    /// Whether all of the page is such a picture, or a drawing.
    covers_page: bool,
}

impl<'a> Invisible<'a> {
    /// The share of a page that pictures must cover for the page to be a scan.
    const SCAN_SHARE: f32 = 0.5;

    /// The areas from which on a page without visible text is a drawing of letters.
    const DRAWING_AREAS: usize = 50;

    fn new(painting: &'a Painting<'_>, page: Bounds) -> Self {
        let over_images = |show: &&Show| over(&painting.images, show);
        let bytes = |invisible: bool| -> usize {
            let shows = painting.shows.iter();
            let shows = shows.filter(|show| (show.text.mode == INVISIBLE) == invisible);
            shows.filter(over_images).map(|show| show.bytes).sum()
        };
        let visible = painting
            .shows
            .iter()
            .any(|show| show.text.mode != INVISIBLE);
        let covered: f32 = painting.images.iter().map(|image| image.area()).sum();
        let is_recognised = bytes(true) > bytes(false);
        let is_drawn = !visible && painting.areas.len() >= Self::DRAWING_AREAS;
        Self {
            images: &painting.images,
            is_recognised,
            covers_page: is_drawn || (is_recognised && covered >= Self::SCAN_SHARE * page.area()),
        }
    }

    fn stands_for_picture(&self, show: &Show) -> bool {
        self.covers_page || (self.is_recognised && over(self.images, show))
    }
}

/// Whether text stands over one of these pictures.
fn over(images: &[Bounds], show: &Show) -> bool {
    let start = Bounds {
        right: show.bounds.left,
        ..show.bounds
    };
    images
        .iter()
        .any(|image| image.widened(IMAGE_MARGIN).intersects(start))
}
