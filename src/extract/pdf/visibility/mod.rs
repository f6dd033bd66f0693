//! What nobody sees of a page is not its text: letters in white on white, without size, outside the page or its clip,
//! fully transparent or in the invisible rendering mode, and all that stands in a layer that is off.
//!
//! The library reads such text like any other. Here the operators of a page are carried out as far as they decide what
//! is seen (`painter`, with `operators`, `resources`, `state` and `geometry`); what is certainly hidden is marked in the
//! content stream as a layer of its own, which the library then leaves out. Only what is certain is hidden: white text
//! over a picture or a coloured area stays, and so does the invisible text of a scanned page, which stands for the
//! letters in the picture. Text inside forms (ISO 32000-1, 8.10) stays as well.

mod geometry;
mod operators;
mod painter;
mod resources;
mod state;

use std::collections::{HashMap, HashSet};

use geometry::Bounds;
use painter::{INVISIBLE, Painting, Show, paint};
use pdf_oxide::PdfDocument;
use pdf_oxide::document::ReadingOrder;
use pdf_oxide::extractors::TextExtractor;
use pdf_oxide::layout::TextSpan;
use pdf_oxide::object::Object;
use pdf_oxide::optional_content::compute_default_off_ocgs;
use resources::Resources;
use state::Fill;

/// Letters below this height are not seen, in points: print goes down to 4.
const MIN_LETTER_HEIGHT: f32 = 1.5;

/// The opacity up to which letters are not seen.
const MAX_UNSEEN_OPACITY: f32 = 0.02;

/// The name of the layer of hidden text; no file has it.
const LAYER: &str = "wiel: hidden text";

/// The name by which the content stream refers to that layer.
const LAYER_RESOURCE: &str = "WielHidden";

/// How far invisible text may stand outside the picture that it is the text of, in points.
const IMAGE_MARGIN: f32 = 12.0;

/// The bytes of text outside a page that are not worth telling: the marks of a printer.
const MAX_PRINTER_MARKS: usize = 120;

/// The layers of a document that are off when it is opened.
pub(super) struct Layers {
    off: HashSet<String>,
}

impl Layers {
    /// The layers of the default configuration (ISO 32000-1, 8.11.4).
    pub(super) fn new(document: &PdfDocument) -> Self {
        let mut off = compute_default_off_ocgs(document);
        // Names are all that the library knows a layer by: one that another layer has too says nothing.
        let names = document.get_layers().unwrap_or_default();
        off.retain(|name| names.iter().filter(|other| *other == name).count() <= 1);
        Self { off }
    }
}

/// The text of a page that is seen.
pub(super) struct SeenText {
    pub(super) spans: Vec<TextSpan>,
    /// Whether the page has text that is not seen.
    pub(super) has_hidden: bool,
}

/// Reads the text of a page, counted from 0, without what nobody sees. Returns `None` if the page cannot be read.
pub(super) fn read_seen(document: &PdfDocument, page: usize, layers: &Layers) -> Option<SeenText> {
    let hidden = hidden_content(document, page);
    if let Some(Hidden {
        content: Some(content),
        ..
    }) = &hidden
    {
        let spans = read_marked(document, page, content, layers)?;
        return Some(SeenText {
            spans,
            has_hidden: true,
        });
    }
    let order = ReadingOrder::TopToBottom;
    let read = |off: &HashSet<String>| {
        let none = HashSet::new();
        document.extract_spans_filtered_with_reading_order(page, order, off.clone(), none)
    };
    let spans = read(&layers.off).ok()?;
    let in_layers = !layers.off.is_empty()
        && read(&HashSet::new()).is_ok_and(|all| letters(&all) > letters(&spans));
    Some(SeenText {
        spans,
        has_hidden: in_layers || hidden.is_some(),
    })
}

fn letters(spans: &[TextSpan]) -> usize {
    let texts = spans.iter().flat_map(|span| span.text.chars());
    texts.filter(|c| c.is_alphanumeric()).count()
}

/// A page with hidden text.
struct Hidden {
    /// Its content stream with the hidden text marked; `None` when the library leaves that out by itself.
    content: Option<Vec<u8>>,
}

/// Looks for hidden text on a page. Returns `None` if there is none, or if the page cannot be read.
fn hidden_content(document: &PdfDocument, page: usize) -> Option<Hidden> {
    let dictionary = document.get_page(page).ok()?;
    let resources = Resources::of(document, dictionary.as_dict()?);
    let content = document.get_page_content_data(page).ok()?;
    let (left, bottom, right, top) = document.get_page_visible_box(page).ok()?;
    let visible = Bounds {
        left,
        bottom,
        right,
        top,
    };
    let painting = paint(&content, &resources, visible);
    let hidden = find_hidden(&painting, visible);
    let outside: usize = hidden
        .iter()
        .filter(|show| !show.bounds.intersects(visible))
        .map(|show| show.bytes)
        .sum();
    let inside = hidden.iter().any(|show| show.bounds.intersects(visible));
    if !inside {
        // The library leaves out what is outside a page.
        return (outside > MAX_PRINTER_MARKS).then_some(Hidden { content: None });
    }
    Some(Hidden {
        content: Some(marked(&content, &hidden)),
    })
}

/// The hidden text of a page, in the order of the content stream.
fn find_hidden(painting: &Painting, page: Bounds) -> Vec<&Show> {
    let keeps_invisible = Invisible::new(painting, page);
    painting
        .shows
        .iter()
        .filter(|show| {
            if show.mode == INVISIBLE {
                return !keeps_invisible.stands_for_picture(show);
            }
            show.size < MIN_LETTER_HEIGHT
                || show.opacity <= MAX_UNSEEN_OPACITY
                || !show.bounds.widened(show.size).intersects(show.clip)
                || is_white_on_white(show, painting)
        })
        .collect()
}

/// Whether text is filled with white and stands on nothing but white.
fn is_white_on_white(show: &Show, painting: &Painting) -> bool {
    if show.fill != Fill::White || show.mode != 0 || painting.is_cut_short {
        return false;
    }
    for area in painting.areas[..show.areas_before].iter().rev() {
        if area.is_white && area.bounds.contains(show.bounds) {
            return true;
        }
        if !area.is_white && area.bounds.intersects(show.bounds) {
            return false;
        }
    }
    true
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

    fn new(painting: &'a Painting, page: Bounds) -> Self {
        let over_images = |show: &&Show| over(&painting.images, show);
        let bytes = |invisible: bool| -> usize {
            let shows = painting.shows.iter();
            let shows = shows.filter(|show| (show.mode == INVISIBLE) == invisible);
            shows.filter(over_images).map(|show| show.bytes).sum()
        };
        let visible = painting.shows.iter().any(|show| show.mode != INVISIBLE);
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

/// The content stream with its hidden text in a layer of its own.
fn marked(content: &[u8], hidden: &[&Show]) -> Vec<u8> {
    let mut out = Vec::with_capacity(content.len() + 40 * hidden.len());
    let mut copied = 0;
    for show in hidden {
        out.extend_from_slice(&content[copied..show.place.start]);
        out.extend_from_slice(format!(" /OC /{LAYER_RESOURCE} BDC ").as_bytes());
        out.extend_from_slice(&content[show.place.clone()]);
        out.extend_from_slice(b" EMC ");
        copied = show.place.end;
    }
    out.extend_from_slice(&content[copied..]);
    out
}

/// Reads the text of a page whose content stream was marked.
fn read_marked(
    document: &PdfDocument,
    page: usize,
    content: &[u8],
    layers: &Layers,
) -> Option<Vec<TextSpan>> {
    let dictionary = document.get_page(page).ok()?;
    let resources = dictionary.as_dict()?.get("Resources").cloned();
    let resources = resources.unwrap_or(Object::Dictionary(HashMap::new()));
    let resources = with_layer(document, &document.resolve_object(&resources).ok()?)?;
    let mut off = layers.off.clone();
    off.insert(LAYER.to_owned());
    let mut extractor = TextExtractor::new();
    extractor.set_page_index(u32::try_from(page).ok()?);
    extractor.set_excluded_layers(off);
    extractor.set_resources(resources.clone());
    extractor.set_document(document);
    // A font that cannot be read costs its text only.
    let _ = document.load_fonts_public(&resources, &mut extractor);
    let mut spans = extractor.extract_text_spans(content).ok()?;
    let (left, bottom, right, top) = document.get_page_visible_box(page).ok()?;
    let visible = Bounds {
        left,
        bottom,
        right,
        top,
    }
    .widened(2.0);
    spans.retain(|span| {
        let bounds = span.page_bbox();
        visible.intersects(Bounds {
            left: bounds.x,
            bottom: bounds.y,
            right: bounds.x + bounds.width,
            top: bounds.y + bounds.height,
        })
    });
    Some(spans)
}

/// The resources of a page with the layer of hidden text among its properties.
fn with_layer(document: &PdfDocument, resources: &Object) -> Option<Object> {
    let mut resources = resources.as_dict()?.clone();
    let properties = resources.get("Properties");
    let properties = properties.and_then(|entry| document.resolve_object(entry).ok());
    let properties = properties.as_ref().and_then(Object::as_dict).cloned();
    let mut properties = properties.unwrap_or_default();
    let layer = HashMap::from([
        ("Type".to_owned(), Object::Name("OCG".to_owned())),
        ("Name".to_owned(), Object::String(LAYER.as_bytes().to_vec())),
    ]);
    properties.insert(LAYER_RESOURCE.to_owned(), Object::Dictionary(layer));
    resources.insert("Properties".to_owned(), Object::Dictionary(properties));
    Some(Object::Dictionary(resources))
}
