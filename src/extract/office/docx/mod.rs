//! Word files to blocks: paragraphs by their style, lists, tables, contents fields; the text as a reader sees it.
//!
//! The rules, each with a test below:
//! - tracked changes count as accepted: inserted text is read; deleted text, rows, cells and paragraph marks are not, and
//!   what moved is read where it went;
//! - hidden text (`w:vanish`, direct or by a style of the letters, the paragraph, the table or the document), hidden rows
//!   and drawings, letters without filling, of the colour of their ground or of one point are left out;
//! - footnotes and endnotes follow the text, each as a paragraph; text boxes stand before the paragraph they hang on, the
//!   text of diagrams follows the text;
//! - comments, headers, footers and the hints of empty form fields are no text of the document;
//! - documents inside the document (`w:altChunk`) are read where they stand, embedded files after the text.
//!
//! The format is Office Open XML (ECMA-376, part 1, `WordprocessingML`).

mod blocks;
mod properties;
mod run;
mod styles;
#[cfg(test)]
mod tests;

use blocks::BlockBuilder;
use styles::Styles;

use super::colour::Colour;
use super::relationships::{Relationships, main_part};
use super::xml::{Node, text_of, walk};
use super::{Embedded, OfficeText, open_named};
use crate::document::{BlockKind, Warning, WarningCode};
use crate::extract::draft::Draft;
use crate::extract::media_type::MediaType;
use crate::extract::package::Package;
use crate::extract::warnings;

/// The part that usually holds the text.
const DOCUMENT: &str = "word/document.xml";

/// Reads a DOCX file, expanding at most `limit` bytes. Cost: linear.
pub(in crate::extract) fn read(bytes: &[u8], limit: u64) -> OfficeText {
    let mut main = String::new();
    let opened = open_named(bytes, limit, |package| {
        main = main_part(package).unwrap_or_else(|| DOCUMENT.to_owned());
        main.clone()
    });
    let (mut package, document) = match opened {
        Ok(opened) => opened,
        Err(warning) => return OfficeText::unreadable(warning),
    };
    let parts = Relationships::read(&mut package, &main);
    let styles = part(&mut package, &parts, "styles").unwrap_or_default();
    let mut reading = Reading {
        styles: Styles::parse(&styles),
        ground: ground(&mut package, &document),
        draft: Draft::default(),
        hidden: 0,
        chunks: Vec::new(),
        warnings: Vec::new(),
    };
    reading.read_part(&document);
    for name in parts.all_of_kind("diagramData") {
        diagram(&package.text(name).unwrap_or_default(), &mut reading.draft);
    }
    // Notes stand in parts of their own; they follow the text.
    for kind in ["footnotes", "endnotes"] {
        if let Some(notes) = part(&mut package, &parts, kind) {
            reading.read_part(&notes);
        }
    }
    let core = Relationships::read(&mut package, "");
    let core = core
        .of_kind("core-properties")
        .unwrap_or("docProps/core.xml");
    let core = package.text(core).unwrap_or_default();
    let embedded = embedded(
        &mut package,
        &parts,
        &reading.chunks,
        reading.draft.blocks.len(),
    );
    if package.is_damaged() {
        reading.warnings.push(WarningCode::WrongChecksum.into());
    }
    reading
        .warnings
        .extend(warnings::hidden_text(reading.hidden));
    OfficeText {
        draft: reading.draft,
        title: text_of(&core, "title"),
        date: text_of(&core, "created").or_else(|| text_of(&core, "modified")),
        warnings: reading.warnings,
        embedded,
    }
}

/// The part of this kind: the one that the document names, else the one that usually is. Returns `None` if there is
/// none.
fn part(package: &mut Package<'_>, parts: &Relationships, kind: &str) -> Option<String> {
    let usual = format!("word/{kind}.xml");
    let name = parts.of_kind(kind).unwrap_or(&usual);
    package.text(name).ok()
}

/// What the text stands on: paper, unless the page has a colour or a drawing behind the text.
fn ground(package: &mut Package<'_>, document: &str) -> Colour {
    let is_behind = |source: &str| {
        [
            "behindDoc=\"1\"",
            "behindDoc='1'",
            "behindDoc=\"true\"",
            "z-index:-",
        ]
        .iter()
        .any(|sign| source.contains(sign))
    };
    let headers: Vec<String> = package
        .names()
        .into_iter()
        .filter(|name| name.contains("header") && name.ends_with(".xml"))
        .collect();
    let mut headers = headers.iter().filter_map(|name| package.text(name).ok());
    if is_behind(document) || headers.any(|one| is_behind(&one)) {
        return Colour::Unknown;
    }
    let mut page = Colour::WHITE;
    let _ = walk(document, |node| {
        if let Node::Open(element) = node
            && element.name() == "background"
        {
            page = Colour::from_hex(&element.attribute("color").unwrap_or_default());
        }
    });
    page
}

/// The paragraphs of a drawing of boxes and arrows (`SmartArt`), whose text stands in a part of its own.
fn diagram(source: &str, draft: &mut Draft) {
    let mut text = String::new();
    let mut in_text = false;
    // What comes before an error in the XML counts.
    let _ = walk(source, |node| match node {
        Node::Open(element) if element.name() == "r" => in_text = true,
        Node::Close("r") => in_text = false,
        Node::Close("p") => draft.push(BlockKind::Paragraph, &std::mem::take(&mut text)),
        Node::Text(found) if in_text => text.push_str(&found),
        Node::Open(_) | Node::Close(_) | Node::Text(_) => {}
    });
}

/// The documents inside this one: first those that stand in the text, then the files that hang on it, which follow the
/// text at `end`.
fn embedded(
    package: &mut Package<'_>,
    parts: &Relationships,
    chunks: &[(usize, String)],
    end: usize,
) -> Vec<Embedded> {
    let mut all = Vec::new();
    for (at, id) in chunks {
        let name = parts.by_id(id).unwrap_or_default().to_owned();
        let bytes = package.member(&name).ok();
        all.push(Embedded {
            at: *at,
            name,
            bytes,
        });
    }
    for kind in ["package", "oleObject"] {
        for name in parts.all_of_kind(kind) {
            // Workbooks are the numbers behind a chart that is seen.
            let is_document = matches!(
                MediaType::from_name(name),
                Some(MediaType::Docx | MediaType::Doc | MediaType::Odt | MediaType::Pdf)
            );
            let bytes = package.member(name).ok();
            let holds_pdf = || {
                let bytes = bytes.as_deref().unwrap_or_default();
                memchr::memmem::find(bytes, b"%PDF-").is_some()
            };
            if is_document {
                all.push(Embedded {
                    at: end,
                    name: name.to_owned(),
                    bytes,
                });
            } else if kind == "oleObject" && holds_pdf() {
                // In a container of Windows, which is not opened.
                all.push(Embedded {
                    at: end,
                    name: name.to_owned(),
                    bytes: None,
                });
            }
        }
    }
    all
}

/// A Word file while its parts are read.
struct Reading {
    styles: Styles,
    /// What the text stands on.
    ground: Colour,
    draft: Draft,
    /// How many stretches of hidden text there are.
    hidden: u32,
    /// Documents that stand in the text: before which block, and the id of the relationship that names it.
    chunks: Vec<(usize, String)>,
    warnings: Vec<Warning>,
}

impl Reading {
    /// Adds the blocks of one part to the draft.
    fn read_part(&mut self, source: &str) {
        let mut builder = BlockBuilder::new(&self.styles, self.ground, &mut self.draft);
        let end = walk(source, |node| builder.handle(node));
        let found = builder.finish();
        self.hidden += found.hidden;
        self.chunks.extend(found.chunks);
        if end.is_err() {
            self.warnings.push(WarningCode::BrokenXml.into());
        }
    }
}
