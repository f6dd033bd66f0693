//! The named resources of a page or form: graphics states, colour spaces, fonts and external objects (ISO 32000-1,
//! 7.8.3).

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use pdf_oxide::PdfDocument;
use pdf_oxide::extractors::TextExtractor;
use pdf_oxide::fonts::FontInfo;
use pdf_oxide::object::Object;

use super::colour_space::ColourSpace;
use super::geometry::{Bounds, Matrix};
use super::layers::LayersOff;

/// The resources that a content stream names, each looked up once.
pub(super) struct Resources<'a> {
    document: &'a PdfDocument,
    dictionary: HashMap<String, Object>,
    states: RefCell<HashMap<Vec<u8>, StateChange>>,
    spaces: RefCell<HashMap<Vec<u8>, ColourSpace>>,
    externals: RefCell<HashMap<Vec<u8>, External<'a>>>,
    fonts: OnceCell<HashMap<String, Arc<FontInfo>>>,
}

/// What a graphics state of the resources sets; `None` for what it leaves as it is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct StateChange {
    /// The opacity of fills and of outlines, `[0, 1]`.
    pub(super) opacity: Option<f32>,
    pub(super) stroke_opacity: Option<f32>,
    /// Whether what is painted is blended with what is below it.
    pub(super) blends: Option<bool>,
    /// Whether a mask makes parts of it transparent.
    pub(super) masked: Option<bool>,
}

/// An external object that a content stream paints.
#[derive(Clone)]
pub(super) enum External<'a> {
    /// A picture; `is_opaque` says that nothing below it is seen.
    Image {
        is_opaque: bool,
    },
    Form(Rc<Form<'a>>),
    /// An object that cannot be looked into: it may paint anything.
    Unknown,
}

/// A form: a content stream of its own.
pub(super) struct Form<'a> {
    pub(super) content: Vec<u8>,
    pub(super) matrix: Matrix,
    /// What is seen of it, in its own space. `None` when it does not say.
    pub(super) bounds: Option<Bounds>,
    /// The layer that it stands in. `None` when it is in none.
    pub(super) layer: Option<Object>,
    pub(super) resources: Resources<'a>,
}

impl<'a> Resources<'a> {
    /// The resources in the `Resources` entry of a page or form; none if it has no such entry.
    pub(super) fn of(document: &'a PdfDocument, owner: &HashMap<String, Object>) -> Self {
        let resources = owner.get("Resources");
        let resources = resources.and_then(|entry| document.resolve_object(entry).ok());
        let dictionary = resources.as_ref().and_then(Object::as_dict).cloned();
        Self {
            document,
            dictionary: dictionary.unwrap_or_default(),
            states: RefCell::default(),
            spaces: RefCell::default(),
            externals: RefCell::default(),
            fonts: OnceCell::new(),
        }
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.dictionary.is_empty()
    }

    /// The dictionary of the resources.
    pub(super) fn dictionary(&self) -> &HashMap<String, Object> {
        &self.dictionary
    }

    /// A resource by its category and name, resolved. Returns `None` if there is none.
    fn get(&self, category: &str, name: &[u8]) -> Option<Object> {
        let all = self.dictionary.get(category)?;
        let all = self.document.resolve_object(all).ok()?;
        let entry = all.as_dict()?.get(std::str::from_utf8(name).ok()?)?;
        self.document.resolve_object(entry).ok()
    }

    /// The font with this name. Returns `None` if there is none, or if it cannot be read.
    ///
    /// Cost: the first call reads all fonts of the resources; the library keeps them for the text.
    pub(super) fn font(&self, name: &[u8]) -> Option<Arc<FontInfo>> {
        let fonts = self.fonts.get_or_init(|| {
            let mut extractor = TextExtractor::new();
            let resources = Object::Dictionary(self.dictionary.clone());
            // A font that cannot be read is none.
            let _ = self.document.load_fonts_public(&resources, &mut extractor);
            extractor.get_font_set().into_iter().collect()
        });
        fonts.get(std::str::from_utf8(name).ok()?).cloned()
    }

    /// What a graphics state sets.
    pub(super) fn state_change(&self, name: &[u8]) -> StateChange {
        if let Some(known) = self.states.borrow().get(name) {
            return *known;
        }
        let state = self.get("ExtGState", name);
        let entry = |key: &str| {
            let entry = state.as_ref()?.as_dict()?.get(key)?;
            self.document.resolve_object(entry).ok()
        };
        // A blend mode may be a list, of which the first that is known counts.
        let mode = entry("BM").map(|mode| match mode.as_array() {
            Some(modes) => modes.first().cloned().unwrap_or(Object::Null),
            None => mode,
        });
        let change = StateChange {
            opacity: entry("ca").as_ref().and_then(number),
            stroke_opacity: entry("CA").as_ref().and_then(number),
            blends: mode.map(|mode| !matches!(mode.as_name(), Some("Normal" | "Compatible"))),
            masked: entry("SMask").map(|mask| mask.as_name() != Some("None")),
        };
        self.states.borrow_mut().insert(name.to_vec(), change);
        change
    }

    /// What the numbers of a colour space mean.
    pub(super) fn colour_space(&self, name: &[u8]) -> ColourSpace {
        if matches!(name, b"DeviceGray" | b"DeviceRGB" | b"DeviceCMYK") {
            return ColourSpace::Device;
        }
        if let Some(known) = self.spaces.borrow().get(name) {
            return known.clone();
        }
        let space = self.get("ColorSpace", name);
        let known = space.map_or(ColourSpace::Unknown, |space| {
            ColourSpace::of(self.document, &space)
        });
        let mut spaces = self.spaces.borrow_mut();
        spaces.insert(name.to_vec(), known.clone());
        known
    }

    /// Whether marked content with these properties is in a layer that is off.
    pub(super) fn is_off(&self, name: &[u8], layers: &LayersOff) -> bool {
        let all = self.dictionary.get("Properties");
        let all = all.and_then(|all| self.document.resolve_object(all).ok());
        let entry = all.as_ref().and_then(Object::as_dict);
        let entry = entry.and_then(|all| all.get(std::str::from_utf8(name).ok()?));
        entry.is_some_and(|entry| layers.is_off(self.document, entry))
    }

    /// Whether a form stands in a layer that is off.
    pub(super) fn is_layer_off(&self, form: &Form<'_>, layers: &LayersOff) -> bool {
        let layer = form.layer.as_ref();
        layer.is_some_and(|layer| layers.is_off(self.document, layer))
    }

    /// The external object with this name.
    pub(super) fn external(&self, name: &[u8]) -> External<'a> {
        if let Some(known) = self.externals.borrow().get(name) {
            return known.clone();
        }
        let external = self.read_external(name).unwrap_or(External::Unknown);
        let mut externals = self.externals.borrow_mut();
        externals.insert(name.to_vec(), external.clone());
        external
    }

    fn read_external(&self, name: &[u8]) -> Option<External<'a>> {
        let object = self.get("XObject", name)?;
        let dictionary = object.as_dict()?;
        match dictionary.get("Subtype")?.as_name()? {
            "Image" => Some(External::Image {
                is_opaque: !["SMask", "Mask", "ImageMask", "SMaskInData", "OC"]
                    .iter()
                    .any(|key| dictionary.contains_key(*key)),
            }),
            // The library gives the key of an encrypted file to no one.
            "Form" if !self.document.is_encrypted() => Some(External::Form(Rc::new(Form {
                content: object.decode_stream_data().ok()?,
                matrix: dictionary
                    .get("Matrix")
                    .and_then(matrix)
                    .unwrap_or(Matrix::IDENTITY),
                bounds: dictionary.get("BBox").and_then(bounds),
                layer: dictionary.get("OC").cloned(),
                resources: Self::of(self.document, dictionary),
            }))),
            _ => None,
        }
    }
}

fn numbers<const N: usize>(object: &Object) -> Option<[f32; N]> {
    let parts: Vec<f32> = object.as_array()?.iter().filter_map(number).collect();
    parts.try_into().ok()
}

/// The numbers of a matrix. Returns `None` for other objects.
fn matrix(object: &Object) -> Option<Matrix> {
    Some(Matrix(numbers(object)?))
}

/// A rectangle by two of its corners. Returns `None` for other objects.
fn bounds(object: &Object) -> Option<Bounds> {
    let [x0, y0, x1, y1] = numbers(object)?;
    Some(Bounds::transformed(Matrix::IDENTITY, (x0, x1), (y0, y1)))
}

fn number(object: &Object) -> Option<f32> {
    object
        .as_real()
        .or_else(|| object.as_integer().map(|n| n as f64))
        .map(|n| n as f32)
}
