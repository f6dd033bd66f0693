//! The named resources of a page or form: graphics states, colour spaces and external objects (ISO 32000-1, 7.8.3).

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use pdf_oxide::PdfDocument;
use pdf_oxide::object::Object;

use super::geometry::Matrix;

/// The resources that a content stream names, each looked up once.
pub(super) struct Resources<'a> {
    document: &'a PdfDocument,
    dictionary: HashMap<String, Object>,
    opacities: RefCell<HashMap<Vec<u8>, Option<f32>>>,
    spaces: RefCell<HashMap<Vec<u8>, bool>>,
    externals: RefCell<HashMap<Vec<u8>, External<'a>>>,
}

/// An external object that a content stream paints.
#[derive(Clone)]
pub(super) enum External<'a> {
    Image,
    Form(Rc<Form<'a>>),
    /// An object that cannot be looked into: it may paint anything.
    Unknown,
}

/// A form: a content stream of its own.
pub(super) struct Form<'a> {
    pub(super) content: Vec<u8>,
    pub(super) matrix: Matrix,
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
            opacities: RefCell::default(),
            spaces: RefCell::default(),
            externals: RefCell::default(),
        }
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.dictionary.is_empty()
    }

    /// A resource by its category and name, resolved. Returns `None` if there is none.
    fn get(&self, category: &str, name: &[u8]) -> Option<Object> {
        let all = self.dictionary.get(category)?;
        let all = self.document.resolve_object(all).ok()?;
        let entry = all.as_dict()?.get(std::str::from_utf8(name).ok()?)?;
        self.document.resolve_object(entry).ok()
    }

    /// The opacity of fills that a graphics state sets, `[0, 1]`. Returns `None` if it leaves it as it is.
    pub(super) fn fill_opacity(&self, name: &[u8]) -> Option<f32> {
        if let Some(known) = self.opacities.borrow().get(name) {
            return *known;
        }
        let state = self.get("ExtGState", name);
        let opacity = state.as_ref().and_then(|state| state.as_dict()?.get("ca"));
        let opacity = opacity.and_then(|entry| self.document.resolve_object(entry).ok());
        let opacity = opacity.as_ref().and_then(number);
        self.opacities.borrow_mut().insert(name.to_vec(), opacity);
        opacity
    }

    /// Whether the numbers of a colour space are the light of grey or of red, green and blue, or the ink of cyan,
    /// magenta, yellow and black.
    pub(super) fn is_known_space(&self, name: &[u8]) -> bool {
        if matches!(name, b"DeviceGray" | b"DeviceRGB" | b"DeviceCMYK") {
            return true;
        }
        if let Some(known) = self.spaces.borrow().get(name) {
            return *known;
        }
        let space = self.get("ColorSpace", name);
        let family = space.as_ref().and_then(|space| {
            space
                .as_name()
                .or_else(|| space.as_array()?.first()?.as_name())
        });
        let known = matches!(
            family,
            Some("DeviceGray" | "DeviceRGB" | "DeviceCMYK" | "ICCBased" | "CalGray" | "CalRGB")
        );
        self.spaces.borrow_mut().insert(name.to_vec(), known);
        known
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
            "Image" => Some(External::Image),
            // The library gives the key of an encrypted file to no one.
            "Form" if !self.document.is_encrypted() => Some(External::Form(Rc::new(Form {
                content: object.decode_stream_data().ok()?,
                matrix: dictionary
                    .get("Matrix")
                    .and_then(matrix)
                    .unwrap_or(Matrix::IDENTITY),
                resources: Self::of(self.document, dictionary),
            }))),
            _ => None,
        }
    }
}

/// The numbers of a matrix. Returns `None` for other objects.
fn matrix(object: &Object) -> Option<Matrix> {
    let parts: Vec<f32> = object.as_array()?.iter().filter_map(number).collect();
    Some(Matrix(parts.try_into().ok()?))
}

fn number(object: &Object) -> Option<f32> {
    object
        .as_real()
        .or_else(|| object.as_integer().map(|n| n as f64))
        .map(|n| n as f32)
}
