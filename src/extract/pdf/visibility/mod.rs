//! What nobody sees of a page is not its text: letters in the colour of what is below them, without size, outside the
//! page or its clip, fully transparent, only added to the clip or in the invisible rendering mode, below a rectangle or
//! picture that is painted over them, and all that stands in a layer that is off.
//!
//! The library reads such text like any other. Here the operators of a page and its forms (ISO 32000-1, 8.10) are
//! carried out as far as they decide what is seen (`painter`, with `operators`, `resources`, `colour_space`, `paint`, `layers`, `state`, `path`, `glyphs`
//! and `geometry`); `hidden` finds what is certainly hidden, and `rewrite` marks it in the content streams as a layer of
//! its own, which the library then leaves out. Only what is certain is hidden: white text over a picture or a coloured
//! area stays, and so does the invisible text of a scanned page, which stands for the letters in the picture. What
//! annotations cover, and forms of encrypted files, are not looked into.

mod colour_space;
mod geometry;
mod glyphs;
mod hidden;
mod layers;
mod operators;
mod paint;
mod painter;
mod painting;
mod path;
mod resources;
mod rewrite;
mod state;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use super::glyph_names::corrected_fonts;
use geometry::Bounds;
use hidden::{find_hidden, may_be_covered};
use layers::LayersOff;
use painter::{Manner, paint};
use painting::Show;
use pdf_oxide::PdfDocument;
use pdf_oxide::document::ReadingOrder;
use pdf_oxide::extractors::TextExtractor;
use pdf_oxide::layout::TextSpan;
use pdf_oxide::object::Object;
use pdf_oxide::optional_content::compute_default_off_ocgs;
use resources::Resources;
use rewrite::{LAYER_RESOURCE, Reading, rewritten};

/// The name of the layer of hidden text; no file has it.
const LAYER: &str = "wiel: hidden text";

/// The bytes of text outside a page that are not worth telling: the marks of a printer.
const MAX_PRINTER_MARKS: usize = 120;

/// From so many words on such text is told all the same.
const MIN_WORDS: usize = 3;

/// The layers of a document that are off when it is opened.
pub(super) struct Layers {
    /// By their names, for the library.
    off: HashSet<String>,
    off_objects: LayersOff,
}

impl Layers {
    /// The layers of the default configuration (ISO 32000-1, 8.11.4).
    pub(super) fn new(document: &PdfDocument) -> Self {
        let mut off = compute_default_off_ocgs(document);
        // Names are all that the library knows a layer by: one that another layer has too says nothing.
        let names = document.get_layers().unwrap_or_default();
        off.retain(|name| names.iter().filter(|other| *other == name).count() <= 1);
        Self {
            off,
            off_objects: LayersOff::of(document),
        }
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
    let hidden = hidden_content(document, page, layers);
    if let Some(readings) = hidden.as_ref().filter(|readings| !readings.is_empty()) {
        let mut spans = Vec::new();
        for reading in readings {
            spans.extend(read_marked(document, page, reading, layers)?);
        }
        return Some(SeenText {
            spans,
            has_hidden: true,
        });
    }
    let resources = page_resources(document, page);
    let is_misread = |resources: &Object| !corrected_fonts(document, resources).is_empty();
    if resources.as_ref().is_some_and(is_misread) {
        let reading = Reading {
            content: document.get_page_content_data(page).ok()?,
            resources: None,
        };
        return Some(SeenText {
            spans: read_marked(document, page, &reading, layers)?,
            has_hidden: hidden.is_some(),
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

/// Looks for hidden text on a page, and returns what is to be read in the place of the page; no reading if the library
/// leaves it out by itself. Returns `None` if there is none, or if the page cannot be read.
fn hidden_content(document: &PdfDocument, page: usize, layers: &Layers) -> Option<Vec<Reading>> {
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
    let mut manner = Manner {
        with_fonts: false,
        layers: &layers.off_objects,
    };
    let mut painting = paint(&content, &resources, visible, manner);
    if may_be_covered(&painting, visible) {
        manner.with_fonts = true;
        painting = paint(&content, &resources, visible, manner);
    }
    let hidden = find_hidden(&painting, visible);
    let shows = hidden.iter().map(|one| one.show);
    let outside: usize = shows
        .clone()
        .filter(|show| !show.bounds.intersects(visible))
        .map(|show| show.bytes)
        .sum();
    let is_inside = |show: &Show| show.bounds.intersects(visible);
    if !shows.clone().any(is_inside) && painting.forms_off.is_empty() {
        // The library leaves out what is outside a page.
        let mut of_page = shows.filter(|show| show.stream == 0);
        let is_told = outside > MAX_PRINTER_MARKS
            || of_page.any(|show| is_sentence(&content[show.place.clone()]));
        return is_told.then(Vec::new);
    }
    Some(rewritten(&content, &painting, &hidden))
}

/// Whether an operator shows words, as far as can be told without its font: the marks of a printer are numbers, names
/// of files and dates.
fn is_sentence(operator: &[u8]) -> bool {
    let text = String::from_utf8_lossy(operator);
    let words = text.split(|c: char| !c.is_alphabetic());
    let is_word = |word: &&str| word.chars().count() > 2 && word.chars().all(char::is_lowercase);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    words.filter(is_word).count() >= MIN_WORDS
        && digits * 10 <= text.len()
        && !text.contains(".ind")
}

/// The resources of a page, counted from 0; an empty dictionary if it has none. Returns `None` if it cannot be read.
fn page_resources(document: &PdfDocument, page: usize) -> Option<Object> {
    let dictionary = document.get_page(page).ok()?;
    let resources = dictionary.as_dict()?.get("Resources").cloned();
    let resources = resources.unwrap_or(Object::Dictionary(HashMap::new()));
    document.resolve_object(&resources).ok()
}

/// Reads the text of a content stream of a page.
fn read_marked(
    document: &PdfDocument,
    page: usize,
    reading: &Reading,
    layers: &Layers,
) -> Option<Vec<TextSpan>> {
    let resources = match &reading.resources {
        Some(resources) => Object::Dictionary(resources.clone()),
        None => page_resources(document, page)?,
    };
    let resources = with_layer(document, &resources)?;
    let mut off = layers.off.clone();
    off.insert(LAYER.to_owned());
    let mut extractor = TextExtractor::new();
    extractor.set_page_index(u32::try_from(page).ok()?);
    extractor.set_excluded_layers(off);
    extractor.set_resources(resources.clone());
    extractor.set_document(document);
    // A font that cannot be read costs its text only.
    let _ = document.load_fonts_public(&resources, &mut extractor);
    for (name, font) in corrected_fonts(document, &resources) {
        extractor.add_font(name, font);
    }
    let mut spans = extractor.extract_text_spans(&reading.content).ok()?;
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
