//! Styles of a Word file: which are headings, list items or lines of a table of contents, and which hide their text.

use std::collections::BTreeMap;

use super::run::RunFormat;
use crate::document::BlockKind;
use crate::extract::office::xml::{Element, Node, walk};

/// The styles of a document, by their id.
#[derive(Debug, Default)]
pub(super) struct Styles(BTreeMap<String, Style>);

/// What a style says itself; what it leaves open comes from the style that it is based on.
#[derive(Debug, Default)]
struct Style {
    kind: Option<BlockKind>,
    format: RunFormat,
    based_on: Option<String>,
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
        // Within the conditional formats of a table style.
        let mut conditional = 0_u32;
        let _ = walk(source, |node| match node {
            Node::Open(element) if element.name() == "style" => {
                id = element.attribute("styleId").unwrap_or_default();
            }
            Node::Open(element) if element.name() == "tblStylePr" => conditional += 1,
            Node::Close("tblStylePr") => conditional = conditional.saturating_sub(1),
            // What stands before the first style are defaults and hidden settings of the program.
            Node::Open(element) if conditional == 0 && !id.is_empty() => {
                styles.0.entry(id.clone()).or_default().add(element);
            }
            Node::Open(_) | Node::Close(_) | Node::Text(_) => {}
        });
        styles
    }

    /// The kind of a paragraph with this style. Returns `None` for plain text.
    pub(super) fn kind(&self, id: &str) -> Option<BlockKind> {
        // A document may use a built-in style that its style sheet does not define.
        let own = self.0.get(id).and_then(|style| style.kind);
        own.or_else(|| kind_of_name(id))
    }

    /// The format of the letters of a style, with what it takes from the styles that it is based on.
    pub(super) fn format(&self, id: &str) -> RunFormat {
        let mut format = RunFormat::default();
        let mut next = Some(id);
        for _ in 0..MAX_BASES {
            let Some(style) = next.and_then(|id| self.0.get(id)) else {
                break;
            };
            format = format.over(style.format);
            next = style.based_on.as_deref();
        }
        format
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
