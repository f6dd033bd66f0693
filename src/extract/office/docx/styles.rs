//! Styles of a Word file: which are headings, list items or lines of a table of contents, and which hide their text.

use std::collections::BTreeMap;

use super::run::{RunFormat, shading};
use crate::document::BlockKind;
use crate::extract::office::colour::Colour;
use crate::extract::office::xml::{Element, Node, walk};

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    /// What holds of all letters.
    defaults: RunFormat,
    /// The style of paragraphs that name none.
    default_paragraph: Option<String>,
}

/// What a style says itself; what it leaves open comes from the style that it is based on.
#[derive(Debug, Default)]
struct Style {
    kind: Option<BlockKind>,
    format: RunFormat,
    based_on: Option<String>,
    /// What the style of a table says of its first row alone.
    first_row: RunFormat,
    /// Whether any part of a table of this style may have a ground of its own.
    is_shaded: bool,
}

/// How many styles may be based on each other, one on the next.
const MAX_BASES: usize = 16;

impl Styles {
    /// Reads the part with the styles; what comes after an error in the XML is left out.
    ///
    /// Ids are in the language of the writer (`Kop1`), names are not (`heading 1`). An outline level makes a heading
    /// of a style whose name says nothing.
    pub(super) fn parse(source: &str) -> Self {
        let mut styles = Self::default();
        let mut id = String::new();
        // The part of a table, such as `firstRow`, whose format is read.
        let mut part = None;
        let mut in_defaults = false;
        let _ = walk(source, |node| match node {
            Node::Open(element) if element.name() == "style" => {
                id = element.attribute("styleId").unwrap_or_default();
                let is =
                    |name: &str, value: &str| element.attribute(name).as_deref() == Some(value);
                if is("type", "paragraph") && (is("default", "1") || is("default", "true")) {
                    styles.default_paragraph = Some(id.clone());
                }
            }
            Node::Open(element) if element.name() == "rPrDefault" => in_defaults = true,
            Node::Close("rPrDefault") => in_defaults = false,
            Node::Open(element) if in_defaults => styles.defaults.set(element),
            Node::Open(element) if element.name() == "tblStylePr" => {
                part = Some(element.attribute("type").unwrap_or_default());
            }
            Node::Close("tblStylePr") => part = None,
            // What stands before the first style are hidden settings of the program.
            Node::Open(element) if !id.is_empty() => {
                let style = styles.by_id.entry(id.clone()).or_default();
                style.is_shaded |= element.name() == "shd"
                    && shading(element).is_some_and(|ground| ground != Colour::WHITE);
                match part.as_deref() {
                    None => style.add(element),
                    Some("firstRow") => style.first_row.set(element),
                    Some(_) => {}
                }
            }
            Node::Close(name) => {
                if let Some(style) = styles.by_id.get_mut(&id) {
                    style.format.close(name);
                }
                styles.defaults.close(name);
            }
            Node::Open(_) | Node::Text(_) => {}
        });
        styles
    }

    /// What holds of all letters of the document.
    pub(super) fn defaults(&self) -> RunFormat {
        self.defaults
    }

    /// The style of paragraphs that name none. Returns `None` if there is no such style.
    pub(super) fn default_paragraph(&self) -> Option<&str> {
        self.default_paragraph.as_deref()
    }

    /// The kind of a paragraph with this style. Returns `None` for plain text.
    pub(super) fn kind(&self, id: &str) -> Option<BlockKind> {
        // A document may use a built-in style that its style sheet does not define.
        let own = self.by_id.get(id).and_then(|style| style.kind);
        own.or_else(|| kind_of_name(id))
    }

    /// The format of the letters of a style, with what it takes from the styles that it is based on.
    pub(super) fn format(&self, id: &str) -> RunFormat {
        let formats = self.bases(id).map(|style| style.format);
        formats.fold(RunFormat::default(), RunFormat::over)
    }

    /// The same, for the first row of a table of this style.
    pub(super) fn first_row(&self, id: &str) -> RunFormat {
        let formats = self.bases(id).map(|style| style.first_row);
        formats.fold(RunFormat::default(), RunFormat::over)
    }

    /// Whether any part of a table of this style may have a ground of its own.
    pub(super) fn is_shaded(&self, id: &str) -> bool {
        // A style that the document does not define is one of the program.
        !self.by_id.contains_key(id) || self.bases(id).any(|style| style.is_shaded)
    }

    /// A style and those that it is based on, from the nearest on.
    fn bases(&self, id: &str) -> impl Iterator<Item = &Style> {
        let next = |style: &&Style| self.by_id.get(style.based_on.as_deref()?);
        std::iter::successors(self.by_id.get(id), move |style| next(style)).take(MAX_BASES)
    }
}

impl Style {
    fn add(&mut self, element: &Element<'_>) {
        match element.name() {
            "name" => {
                let name = element.attribute("val");
                self.kind = name.and_then(|name| kind_of_name(&name)).or(self.kind);
            }
            "basedOn" => self.based_on = element.attribute("val"),
            // Level 9 stands for body text (ECMA-376, part 1, 17.3.1.20).
            "outlineLvl" => {
                let level = element.attribute("val");
                if let Some(level @ 0..=8) = level.and_then(|level| level.parse::<u8>().ok()) {
                    self.kind.get_or_insert(BlockKind::Heading(level + 1));
                }
            }
            _ => self.format.set(element),
        }
    }
}

/// The kind that the name of a built-in style stands for, in English or Dutch, with or without blanks.
fn kind_of_name(name: &str) -> Option<BlockKind> {
    let name: String = name
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let level = |prefix: &str| {
        name.strip_prefix(prefix)
            .and_then(|level| level.parse::<u8>().ok())
    };
    if name == "title" || name == "titel" {
        return Some(BlockKind::Heading(1));
    }
    if let Some(level @ 1..=9) = level("heading").or_else(|| level("kop")) {
        return Some(BlockKind::Heading(level));
    }
    if level("toc").or_else(|| level("inhopg")).is_some() {
        return Some(BlockKind::Contents);
    }
    (name.starts_with("listparagraph")
        || name.starts_with("listbullet")
        || name.starts_with("lijstalinea")
        || name.starts_with("lijstopsom"))
    .then_some(BlockKind::ListItem)
}
