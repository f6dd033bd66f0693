//! `OpenDocument` text files to blocks: headings, lists, tables and tables of contents by their elements.
//!
//! The rules are those of DOCX: tracked changes count as accepted; hidden text, sections, tables, rows, fields and
//! drawings, letters of the colour of their ground, without opacity or of one point are left out; notes are paragraphs of
//! their own, before the one they hang on; texts in the text follow it; comments, headers and footers are no text of the
//! document.
//!
//! The format is `OpenDocument` (OASIS, version 1.3, part 3: schema).

mod styles;

use styles::{Format, Styles, is_hidden};

use super::colour::Colour;
use super::table::OpenRows;
use super::xml::{Element, Node, text_of, walk};
use super::{OfficeText, open};
use crate::document::{BlockKind, Warning, WarningCode};
use crate::extract::draft::Draft;
use crate::extract::warnings;

/// The part that holds the text.
const CONTENT: &str = "content.xml";

/// Reads an ODT file, expanding at most `limit` bytes. Cost: linear.
pub(in crate::extract) fn read(bytes: &[u8], limit: u64) -> OfficeText {
    let (mut package, content) = match open(bytes, limit, CONTENT) {
        Ok(opened) => opened,
        Err(warning) => return OfficeText::unreadable(warning),
    };
    let mut found = Vec::new();
    let styles = package.text("styles.xml").unwrap_or_default();
    let mut builder = read_part(&styles, &content, Draft::default(), &mut found);
    let (mut hidden, mut unread) = (builder.hidden, builder.unread);
    // Texts in the text follow it; sheets in it show as pictures, and charts and formulas have no sentences.
    for object in std::mem::take(&mut builder.objects) {
        let name = object.trim_start_matches("./");
        let part = package
            .text(&format!("{name}/{CONTENT}"))
            .unwrap_or_default();
        if part.contains("<office:text") {
            let styles = package
                .text(&format!("{name}/styles.xml"))
                .unwrap_or_default();
            builder = read_part(&styles, &part, builder.draft, &mut found);
            hidden += builder.hidden;
            unread += builder.unread;
        } else if part.contains("<office:spreadsheet") || part.is_empty() {
            unread += 1;
        }
    }
    let meta = package.text("meta.xml").unwrap_or_default();
    if package.is_damaged() {
        found.push(WarningCode::WrongChecksum.into());
    }
    found.extend(warnings::attachments(0, unread));
    found.extend(warnings::hidden_text(hidden));
    OfficeText {
        draft: builder.draft,
        title: text_of(&meta, "title"),
        date: text_of(&meta, "creation-date").or_else(|| text_of(&meta, "date")),
        warnings: found,
        embedded: Vec::new(),
    }
}

/// Adds the blocks of a part to a draft.
fn read_part(styles: &str, content: &str, draft: Draft, found: &mut Vec<Warning>) -> BlockBuilder {
    let mut known = Styles::default();
    known.add(styles);
    known.add(content);
    let mut builder = BlockBuilder {
        grounds: vec![known.paper],
        styles: known,
        draft,
        ..BlockBuilder::default()
    };
    if walk(content, |node| builder.handle(node)).is_err() {
        builder.finish();
        found.push(WarningCode::BrokenXml.into());
    }
    builder
}

/// Elements whose text is not that of the document. Styles are read apart: theirs may hold headers and footers.
const SKIPPED: &[&str] = &[
    "automatic-styles",
    "font-face-decls",
    "tracked-changes",
    "annotation",
    "note-citation",
    "scripts",
    "title",
    "desc",
    "index-title-template",
    "forms",
];

/// Drawings with text in them, of which is not known what they are filled with.
const BOXES: &[&str] = &[
    "caption",
    "custom-shape",
    "ellipse",
    "path",
    "polygon",
    "rect",
    "text-box",
];

/// Makes blocks of the elements of the content.
#[derive(Default)]
struct BlockBuilder {
    draft: Draft,
    /// Headings and paragraphs that are open: notes and frames hold paragraphs inside a paragraph.
    open: Vec<(BlockKind, String)>,
    rows: OpenRows,
    /// How many list items are open: lists nest.
    items: u32,
    /// How many tables of contents are open.
    contents: u32,
    /// How many skipped elements are open.
    skipped: u32,
    styles: Styles,
    /// What the text stands on, innermost last: paper, sections, tables, cells, boxes.
    grounds: Vec<Colour>,
    /// The format of the letters in the paragraphs and spans that are open, each with whether hidden text in it was
    /// counted.
    formats: Vec<(Format, bool)>,
    /// The elements that are open since a hidden one, itself included, and whether its text was counted.
    unseen: u32,
    counted: bool,
    /// Whether the innermost paragraph is hidden.
    hidden_paragraph: bool,
    /// How many stretches of hidden text there are.
    hidden: u32,
    /// Sections that are open: with how many blocks each began, and whether its text is that of another file.
    sections: Vec<(usize, bool)>,
    /// How many sections have their text in another file only.
    unread: u32,
    /// The folders of the objects in the text.
    objects: Vec<String>,
}

/// Blanks that one element may stand for: a wrong count must not fill the memory.
const MAX_BLANKS: usize = 8;

impl BlockBuilder {
    fn handle(&mut self, node: Node<'_>) {
        match node {
            Node::Open(element) if SKIPPED.contains(&element.name()) => self.skipped += 1,
            Node::Close(name) if SKIPPED.contains(&name) => {
                self.skipped = self.skipped.saturating_sub(1)
            }
            _ if self.skipped > 0 => {}
            Node::Open(_) if self.unseen > 0 => self.unseen += 1,
            Node::Close(_) if self.unseen > 0 => self.unseen -= 1,
            Node::Text(text) if self.unseen > 0 => {
                if has_words(&text) && !std::mem::replace(&mut self.counted, true) {
                    self.hidden += 1;
                }
            }
            Node::Open(element) if self.is_unseen(element) => {
                self.unseen = 1;
                self.counted = false;
            }
            Node::Open(element) => {
                self.enter(element);
                self.open(element);
            }
            Node::Close(name) => {
                self.close(name);
                self.leave(name);
            }
            Node::Text(text) => self.text(&text),
        }
    }

    fn text(&mut self, text: &str) {
        if self.hidden_paragraph {
            return;
        }
        let ground = self.ground();
        if let Some((format, counted)) = self.formats.last_mut()
            && format.is_unseen(ground)
        {
            if has_words(text) && !std::mem::replace(counted, true) {
                self.hidden += 1;
            }
            return;
        }
        if let Some((_, open)) = self.open.last_mut() {
            // Line ends in the XML are white space.
            open.extend(
                text.chars()
                    .map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }),
            );
        }
    }

    /// Whether all that an element holds is not shown, by its own attributes or by its style.
    fn is_unseen(&self, element: &Element<'_>) -> bool {
        let style = || {
            let name = element.attribute("style-name");
            name.map_or_else(Format::default, |name| self.styles.format(&name))
        };
        is_hidden(element)
            || match element.name() {
                "section" => style().is_hidden(),
                "table" => style().is_absent(),
                _ => false,
            }
    }

    fn ground(&self) -> Colour {
        self.grounds.last().copied().unwrap_or(Colour::Unknown)
    }

    /// Takes up the format and the ground that an element gives its text.
    fn enter(&mut self, element: &Element<'_>) {
        let name = element.name();
        let style = || {
            let name = element.attribute("style-name");
            name.map_or_else(Format::default, |name| self.styles.format(&name))
        };
        match name {
            "p" | "h" => self
                .formats
                .push((style().over(self.styles.of_paragraphs()), false)),
            "span" => {
                let around = self.formats.last().map(|(format, _)| *format);
                self.formats
                    .push((style().over(around.unwrap_or_default()), false));
            }
            "section" | "table" | "table-row" | "table-cell" => {
                self.grounds.push(style().ground().unwrap_or(self.ground()));
            }
            _ if BOXES.contains(&name) => self.grounds.push(Colour::Unknown),
            _ => {}
        }
    }

    fn leave(&mut self, name: &str) {
        match name {
            "p" | "h" | "span" => drop(self.formats.pop()),
            "section" | "table" | "table-row" | "table-cell" => drop(self.grounds.pop()),
            _ if BOXES.contains(&name) => drop(self.grounds.pop()),
            _ => {}
        }
    }

    fn open(&mut self, element: &Element<'_>) {
        match element.name() {
            "section" => self.sections.push((self.draft.blocks.len(), false)),
            "section-source" => {
                if let Some(section) = self.sections.last_mut() {
                    section.1 = true;
                }
            }
            "object" => self.objects.extend(element.attribute("href")),
            "object-ole" => self.unread += 1,
            "h" => {
                let level = element
                    .attribute("outline-level")
                    .and_then(|level| level.parse().ok())
                    .unwrap_or(1);
                self.open
                    .push((BlockKind::Heading(u8::clamp(level, 1, 9)), String::new()));
            }
            "p" => {
                let style = element.attribute("style-name").unwrap_or_default();
                // An entry of a table of contents may be a list item too.
                let kind = if self.contents > 0 {
                    BlockKind::Contents
                } else if style == "Title" {
                    BlockKind::Heading(1)
                } else if self.items > 0 {
                    BlockKind::ListItem
                } else {
                    BlockKind::Paragraph
                };
                self.open.push((kind, String::new()));
            }
            "list-item" => self.items += 1,
            "table-of-content" => self.contents += 1,
            "table-row" => self.rows.begin_row(),
            "table-cell" => self.rows.begin_cell(),
            // It says of the paragraph around it that it is hidden.
            "hidden-paragraph" if element.attribute("is-hidden").as_deref() == Some("true") => {
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.1.clear();
                    self.hidden += 1;
                    self.hidden_paragraph = true;
                }
            }
            "tab" => self.push("\t"),
            "line-break" => self.push("\n"),
            // Repeated blanks are written as one element with a count.
            "s" => {
                let count = element
                    .attribute("c")
                    .and_then(|count| count.parse().ok())
                    .unwrap_or(1);
                self.push(&" ".repeat(usize::min(count, MAX_BLANKS)));
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if let Some((_, open)) = self.open.last_mut() {
            open.push_str(text);
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "h" | "p" => {
                self.hidden_paragraph = false;
                if let Some((kind, text)) = self.open.pop() {
                    self.rows.add(kind, &text, &mut self.draft);
                }
            }
            "list-item" => self.items = self.items.saturating_sub(1),
            "table-of-content" => self.contents = self.contents.saturating_sub(1),
            "table-row" => self.rows.end_row(&mut self.draft),
            "section" => {
                if let Some((before, is_elsewhere)) = self.sections.pop() {
                    self.unread += u32::from(is_elsewhere && self.draft.blocks.len() == before);
                }
            }
            _ => {}
        }
    }

    /// Keeps what was open when the XML broke off.
    fn finish(&mut self) {
        while !self.open.is_empty() {
            self.close("p");
        }
        self.rows.end_all(&mut self.draft);
    }
}

/// Whether a text has letters or digits.
fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests;
