//! Styles of an `OpenDocument` file, as far as they decide whether text is seen.

use std::collections::BTreeMap;

use crate::extract::office::colour::Colour;
use crate::extract::office::xml::{Element, Node, walk};

/// The styles of a document.
#[derive(Debug)]
pub(super) struct Styles {
    by_name: BTreeMap<String, Style>,
    /// What holds of paragraphs whose style says nothing.
    default: Format,
    /// What the text of a page stands on.
    pub(super) paper: Colour,
}

impl Default for Styles {
    fn default() -> Self {
        Self {
            by_name: BTreeMap::new(),
            default: Format::default(),
            paper: Colour::WHITE,
        }
    }
}

/// What a style says of text, `None` where it says nothing; that comes from the style that is its parent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Format {
    hidden: Option<bool>,
    colour: Option<Colour>,
    /// The colour of the ground that it brings along.
    ground: Option<Colour>,
    /// Whether letters are too small to be seen.
    tiny: Option<bool>,
    transparent: Option<bool>,
    /// Whether a table with this style is not shown.
    absent: Option<bool>,
}

#[derive(Debug, Default)]
struct Style {
    format: Format,
    parent: Option<String>,
}

/// How many styles may follow each other from child to parent.
const MAX_PARENTS: usize = 16;

/// Letters of at most this size are not seen, in points.
const MAX_TINY: f32 = 1.0;

/// Letters of at most this width are not seen, in percent of their own; so are those of at most this opacity.
const MAX_UNSEEN_PERCENT: f32 = 2.0;

impl Styles {
    /// Adds the styles of a part; what comes after an error in the XML is left out.
    pub(super) fn add(&mut self, source: &str) {
        let mut name = None;
        let mut is_default = false;
        let _ = walk(source, |node| match node {
            Node::Open(element) if element.name() == "style" => {
                name = element.attribute("name");
                if let Some(name) = &name {
                    let style = self.by_name.entry(name.clone()).or_default();
                    style.parent = element.attribute("parent-style-name");
                }
            }
            Node::Open(element) if element.name() == "default-style" => {
                is_default = element.attribute("family").as_deref() == Some("paragraph");
            }
            Node::Close("default-style") => is_default = false,
            Node::Close("style") => name = None,
            Node::Open(element) if element.name() == "page-layout-properties" => {
                self.paper = paper(element).unwrap_or(self.paper);
            }
            Node::Open(element) if element.name() == "graphic-properties" => {
                // A drawing behind the text, wherever it stands.
                if element.attribute("run-through").as_deref() == Some("background") {
                    self.paper = Colour::Unknown;
                }
            }
            Node::Open(element) if element.name().ends_with("-properties") => {
                if is_default {
                    self.default.set(element);
                } else if let Some(style) =
                    name.as_ref().and_then(|name| self.by_name.get_mut(name))
                {
                    style.format.set(element);
                }
            }
            Node::Open(_) | Node::Close(_) | Node::Text(_) => {}
        });
    }

    /// What a style says, with what its parents say where it says nothing.
    pub(super) fn format(&self, name: &str) -> Format {
        let next = |style: &&Style| self.by_name.get(style.parent.as_deref()?);
        std::iter::successors(self.by_name.get(name), next)
            .take(MAX_PARENTS)
            .fold(Format::default(), |format, style| format.over(style.format))
    }

    /// What holds of paragraphs whose style says nothing.
    pub(super) fn of_paragraphs(&self) -> Format {
        self.default
    }
}

impl Format {
    fn set(&mut self, element: &Element<'_>) {
        let percent = |name: &str| {
            let value = element.attribute(name)?;
            value.strip_suffix('%')?.parse::<f32>().ok()
        };
        match (element.name(), element.attribute("display").as_deref()) {
            ("table-properties", Some(display)) => self.absent = Some(display == "false"),
            (_, Some(display)) => self.hidden = Some(display == "none"),
            (_, None) => {}
        }
        if let Some(colour) = element.attribute("color") {
            self.colour = Some(Colour::from_hex(&colour));
        }
        if element.attribute("use-window-font-color").as_deref() == Some("true") {
            self.colour = Some(Colour::Unknown);
        }
        if let Some(ground) = element.attribute("background-color")
            && ground != "transparent"
        {
            self.ground = Some(Colour::from_hex(&ground));
        }
        if element.attribute("background-image").is_some() {
            self.ground = Some(Colour::Unknown);
        }
        if let Some(size) = element
            .attribute("font-size")
            .and_then(|size| points(&size))
        {
            self.tiny = Some(size <= MAX_TINY);
        }
        if percent("text-scale").is_some_and(|scale| scale <= MAX_UNSEEN_PERCENT) {
            self.tiny = Some(true);
        }
        if let Some(opacity) = percent("opacity") {
            self.transparent = Some(opacity <= MAX_UNSEEN_PERCENT);
        }
    }

    /// This format where it says something, else that of `base`.
    pub(super) fn over(self, base: Self) -> Self {
        Self {
            hidden: self.hidden.or(base.hidden),
            colour: self.colour.or(base.colour),
            ground: self.ground.or(base.ground),
            tiny: self.tiny.or(base.tiny),
            transparent: self.transparent.or(base.transparent),
            absent: self.absent.or(base.absent),
        }
    }

    /// The colour of the ground that it brings along. Returns `None` if it brings none.
    pub(super) fn ground(self) -> Option<Colour> {
        self.ground
    }

    /// Whether what has this style is not shown as a whole.
    pub(super) fn is_absent(self) -> bool {
        self.absent == Some(true)
    }

    /// Whether a section with this style is not shown.
    pub(super) fn is_hidden(self) -> bool {
        self.hidden == Some(true)
    }

    /// Whether letters of this format are not seen on this ground.
    pub(super) fn is_unseen(self, ground: Colour) -> bool {
        let on = |value: Option<bool>| value == Some(true);
        let letters = self.colour.unwrap_or(Colour::Unknown);
        on(self.hidden)
            || on(self.tiny)
            || on(self.transparent)
            || letters.is_lost_on(self.ground.unwrap_or(ground))
    }
}

/// What a page gives its text to stand on. Returns `None` for paper.
fn paper(element: &Element<'_>) -> Option<Colour> {
    let fill = element.attribute("fill");
    if matches!(fill.as_deref(), Some("bitmap" | "gradient" | "hatch")) {
        return Some(Colour::Unknown);
    }
    let colour = element.attribute("background-color");
    let colour = colour.filter(|colour| colour != "transparent")?;
    Some(Colour::from_hex(&colour)).filter(|colour| *colour != Colour::WHITE)
}

/// A length in points. Returns `None` for one that depends on another.
fn points(length: &str) -> Option<f32> {
    const UNITS: [(&str, f32); 5] = [
        ("pt", 1.0),
        ("mm", 2.834_646),
        ("cm", 28.346_46),
        ("in", 72.0),
        ("px", 0.75),
    ];
    let mut units = UNITS.iter();
    units.find_map(|(unit, points)| {
        let number = length.strip_suffix(unit)?.parse::<f32>().ok()?;
        Some(number * points)
    })
}

/// Whether an element says itself that what it holds is hidden: a section, a field, a drawing, a row.
pub(super) fn is_hidden(element: &Element<'_>) -> bool {
    let is = |attribute: &str, value: &str| element.attribute(attribute).as_deref() == Some(value);
    match element.name() {
        // It says so of the paragraph around it.
        "hidden-paragraph" => false,
        "section" | "hidden-text" if is("is-hidden", "true") => true,
        "table-row" => is("visibility", "collapse") || is("visibility", "filter"),
        _ => is("display", "none"),
    }
}
