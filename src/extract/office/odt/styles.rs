//! Styles of an `OpenDocument` file, as far as they decide whether text is seen.

use std::collections::BTreeMap;

use crate::extract::office::xml::{Element, Node, walk};

/// The styles of a document, by their name.
#[derive(Debug, Default)]
pub(super) struct Styles(BTreeMap<String, Style>);

/// What a style says itself, `None` where it says nothing; that comes from the style that is its parent.
#[derive(Debug, Default)]
struct Style {
    hidden: Option<bool>,
    white: Option<bool>,
    shaded: Option<bool>,
    tiny: Option<bool>,
    parent: Option<String>,
}

/// How many styles may follow each other from child to parent.
const MAX_PARENTS: usize = 16;

/// Letters of at most this size are not seen, in points.
const MAX_TINY: f32 = 1.0;

impl Styles {
    /// Adds the styles of a part; what comes after an error in the XML is left out.
    pub(super) fn add(&mut self, source: &str) {
        let mut name = None;
        let _ = walk(source, |node| match node {
            Node::Open(element) if element.name() == "style" => {
                name = element.attribute("name");
                if let Some(name) = &name {
                    let style = self.0.entry(name.clone()).or_default();
                    style.parent = element.attribute("parent-style-name");
                }
            }
            Node::Close("style") => name = None,
            Node::Open(element)
                if matches!(
                    element.name(),
                    "text-properties" | "paragraph-properties" | "section-properties"
                ) =>
            {
                if let Some(style) = name.as_ref().and_then(|name| self.0.get_mut(name)) {
                    style.set(element);
                }
            }
            Node::Open(_) | Node::Close(_) | Node::Text(_) => {}
        });
    }

    /// Whether text with this style is not seen. `plain_ground` says that nothing but paper is below it.
    pub(super) fn is_unseen(&self, name: &str, plain_ground: bool) -> bool {
        let on = |value: fn(&Style) -> Option<bool>| self.inherited(name, value) == Some(true);
        on(|style| style.hidden)
            || on(|style| style.tiny)
            || (plain_ground && on(|style| style.white) && !on(|style| style.shaded))
    }

    /// What a style or the nearest of its parents says.
    fn inherited(&self, name: &str, value: fn(&Style) -> Option<bool>) -> Option<bool> {
        let mut next = Some(name);
        for _ in 0..MAX_PARENTS {
            let style = self.0.get(next?)?;
            if let Some(found) = value(style) {
                return Some(found);
            }
            next = style.parent.as_deref();
        }
        None
    }
}

impl Style {
    fn set(&mut self, element: &Element<'_>) {
        if let Some(display) = element.attribute("display") {
            self.hidden = Some(display == "none");
        }
        if let Some(colour) = element.attribute("color") {
            self.white = Some(colour.eq_ignore_ascii_case("#ffffff"));
        }
        if let Some(ground) = element.attribute("background-color") {
            self.shaded = Some(ground != "transparent" && !ground.eq_ignore_ascii_case("#ffffff"));
        }
        if let Some(size) = element.attribute("font-size") {
            let points = size
                .strip_suffix("pt")
                .and_then(|size| size.parse::<f32>().ok());
            self.tiny = points.map(|points| points <= MAX_TINY);
        }
    }
}

/// Whether an element says itself that what it holds is hidden: a section, or a stretch of hidden text.
pub(super) fn is_hidden(element: &Element<'_>) -> bool {
    let is = |attribute: &str, value: &str| element.attribute(attribute).as_deref() == Some(value);
    match element.name() {
        "section" => is("display", "none"),
        "hidden-text" => is("is-hidden", "true"),
        _ => false,
    }
}
