//! Paragraph styles of a Word file: which are headings, list items or lines of a table of contents.

use std::collections::BTreeMap;

use crate::document::BlockKind;
use crate::extract::office::xml::{Node, walk};

/// The kinds that the styles of a document stand for, by the id of the style.
#[derive(Debug, Default)]
pub(super) struct Styles(BTreeMap<String, BlockKind>);

impl Styles {
    /// Reads `word/styles.xml`; what comes after an error in the XML is left out.
    ///
    /// Ids are in the language of the writer (`Kop1`), names are not (`heading 1`). An outline level makes a heading
    /// of a style whose name says nothing.
    pub(super) fn parse(source: &str) -> Self {
        let mut kinds = BTreeMap::new();
        let mut id = String::new();
        let _ = walk(source, |node| {
            if let Node::Open(element) = node {
                match element.name() {
                    "style" => id = element.attribute("styleId").unwrap_or_default(),
                    // The name follows its style element, so `id` is that of this style.
                    "name" => {
                        if let Some(kind) = element
                            .attribute("val")
                            .and_then(|name| kind_of_name(&name))
                        {
                            kinds.insert(id.clone(), kind);
                        }
                    }
                    // Level 9 stands for body text (ECMA-376, part 1, 17.3.1.20).
                    "outlineLvl" => {
                        if let Some(level @ 0..=8) = element
                            .attribute("val")
                            .and_then(|level| level.parse::<u8>().ok())
                        {
                            kinds
                                .entry(id.clone())
                                .or_insert(BlockKind::Heading(level + 1));
                        }
                    }
                    _ => {}
                }
            }
        });
        Self(kinds)
    }

    /// The kind of a paragraph with this style. Returns `None` for plain text.
    pub(super) fn kind(&self, id: &str) -> Option<BlockKind> {
        // A document may use a built-in style that its style sheet does not define.
        self.0.get(id).copied().or_else(|| kind_of_name(id))
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
