//! Layers that are off when a document is opened (optional content, ISO 32000-1, 8.11).

use std::collections::HashSet;

use pdf_oxide::PdfDocument;
use pdf_oxide::object::{Object, ObjectRef};

/// How deep an expression about layers is followed.
const MAX_DEPTH: u32 = 8;

/// The layers that are off, by their objects.
#[derive(Debug, Default)]
pub(super) struct LayersOff(HashSet<ObjectRef>);

impl LayersOff {
    /// The layers that the default configuration of a document switches off: by name, by its base state, or for looking
    /// at the document.
    pub(super) fn of(document: &PdfDocument) -> Self {
        Self(Self::find(document).unwrap_or_default())
    }

    fn find(document: &PdfDocument) -> Option<HashSet<ObjectRef>> {
        let get = |from: &Object, key: &str| {
            let entry = from.as_dict()?.get(key)?;
            document.resolve_object(entry).ok()
        };
        let references = |list: Option<Object>| -> Vec<ObjectRef> {
            let list = list.as_ref().and_then(Object::as_array);
            let entries = list.into_iter().flatten();
            entries.filter_map(Object::as_reference).collect()
        };
        let all = get(&document.catalog().ok()?, "OCProperties")?;
        let configuration = get(&all, "D")?;
        let mut off: HashSet<ObjectRef> = HashSet::new();
        if get(&configuration, "BaseState")
            .as_ref()
            .and_then(Object::as_name)
            == Some("OFF")
        {
            off.extend(references(get(&all, "OCGs")));
            for on in references(get(&configuration, "ON")) {
                off.remove(&on);
            }
        }
        off.extend(references(get(&configuration, "OFF")));
        // What a viewer switches by itself.
        let events = get(&configuration, "AS");
        let events = events.as_ref().and_then(Object::as_array);
        for event in events.into_iter().flatten() {
            let Ok(event) = document.resolve_object(event) else {
                continue;
            };
            if get(&event, "Event").as_ref().and_then(Object::as_name) != Some("View") {
                continue;
            }
            for layer in references(get(&event, "OCGs")) {
                let state = document.load_object(layer).ok();
                let state =
                    state.and_then(|layer| get(&get(&get(&layer, "Usage")?, "View")?, "ViewState"));
                match state.as_ref().and_then(Object::as_name) {
                    Some("OFF") => drop(off.insert(layer)),
                    Some("ON") => drop(off.remove(&layer)),
                    _ => {}
                }
            }
        }
        Some(off)
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a layer, or what is said about several, is off.
    pub(super) fn is_off(&self, document: &PdfDocument, layer: &Object) -> bool {
        if self.is_empty() {
            return false;
        }
        if let Some(reference) = layer.as_reference()
            && self.0.contains(&reference)
        {
            return true;
        }
        let Ok(membership) = document.resolve_object(layer) else {
            return false;
        };
        let entry = |key: &str| membership.as_dict()?.get(key);
        if entry("Type").and_then(Object::as_name) != Some("OCMD") {
            return false;
        }
        if let Some(expression) = entry("VE").and_then(|entry| document.resolve_object(entry).ok())
        {
            return !self.is_on(document, &expression, 0);
        }
        let Some(layers) = entry("OCGs") else {
            return false;
        };
        let layers = match (layers.as_reference(), document.resolve_object(layers)) {
            (_, Ok(list)) if list.as_array().is_some() => {
                let list = list.as_array().into_iter().flatten();
                list.filter_map(Object::as_reference).collect()
            }
            (Some(one), _) => vec![one],
            _ => Vec::new(),
        };
        if layers.is_empty() {
            return false;
        }
        let mut are_off = layers.iter().map(|layer| self.0.contains(layer));
        match entry("P").and_then(Object::as_name) {
            Some("AllOn") => are_off.any(|off| off),
            Some("AnyOff") => !are_off.any(|off| off),
            Some("AllOff") => !are_off.all(|off| off),
            _ => are_off.all(|off| off),
        }
    }

    /// Whether an expression about layers holds: a layer, or `And`, `Or` or `Not` of several.
    fn is_on(&self, document: &PdfDocument, expression: &Object, depth: u32) -> bool {
        if depth > MAX_DEPTH {
            return true;
        }
        if let Some(layer) = expression.as_reference()
            && self.0.contains(&layer)
        {
            return false;
        }
        let resolved = document.resolve_object(expression).ok();
        let Some([operator, operands @ ..]) = resolved
            .as_ref()
            .and_then(Object::as_array)
            .map(|parts| parts.as_slice())
        else {
            return true;
        };
        let mut on = operands
            .iter()
            .map(|operand| self.is_on(document, operand, depth + 1));
        match operator.as_name() {
            Some("And") => on.all(|on| on),
            Some("Or") => on.any(|on| on),
            Some("Not") => !on.next().unwrap_or_default(),
            _ => true,
        }
    }
}
