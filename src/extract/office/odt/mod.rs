//! `OpenDocument` text files to blocks: headings, lists, tables and tables of contents by their elements.
//!
//! The rules are those of DOCX: tracked changes count as accepted; hidden text and sections, white text on paper and
//! letters of one point are left out; notes are paragraphs of their own, before the one they hang on; comments, headers
//! and footers are no text of the document.
//!
//! The format is `OpenDocument` (OASIS, version 1.3, part 3: schema).

mod styles;

use styles::{Styles, is_hidden};

use super::table::OpenRows;
use super::xml::{Element, Node, text_of, walk};
use super::{OfficeText, open};
use crate::document::{BlockKind, WarningCode};
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
    let mut styles = Styles::default();
    styles.add(&package.text("styles.xml").unwrap_or_default());
    styles.add(&content);
    // A drawing may be the ground of a text.
    let plain_ground = !content.contains("<draw:");
    let mut builder = BlockBuilder {
        styles,
        plain_ground,
        ..BlockBuilder::default()
    };
    let mut found = Vec::new();
    if walk(&content, |node| builder.handle(node)).is_err() {
        builder.finish();
        found.push(WarningCode::BrokenXml.into());
    }
    let meta = package.text("meta.xml").unwrap_or_default();
    if package.is_damaged() {
        found.push(WarningCode::WrongChecksum.into());
    }
    found.extend(warnings::hidden_text(builder.hidden));
    OfficeText {
        draft: builder.draft,
        title: text_of(&meta, "title"),
        date: text_of(&meta, "creation-date").or_else(|| text_of(&meta, "date")),
        warnings: found,
        embedded: Vec::new(),
    }
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
    /// Whether nothing but paper can be below the text.
    plain_ground: bool,
    /// How many tables are open, whose cells may be coloured.
    tables: u32,
    /// The elements that are open since a hidden one, itself included, and whether its text was counted.
    unseen: u32,
    counted: bool,
    /// Whether the innermost paragraph is hidden.
    hidden_paragraph: bool,
    /// How many stretches of hidden text there are.
    hidden: u32,
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
                if text.chars().any(char::is_alphanumeric)
                    && !std::mem::replace(&mut self.counted, true)
                {
                    self.hidden += 1;
                }
            }
            Node::Open(element) if self.is_unseen(element) => {
                self.unseen = 1;
                self.counted = false;
            }
            Node::Open(element) => self.open(element),
            Node::Close(name) => self.close(name),
            Node::Text(text) => {
                if self.hidden_paragraph {
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
        }
    }

    /// Whether what an element holds is not seen, by its own attributes or by its style.
    fn is_unseen(&self, element: &Element<'_>) -> bool {
        let name = element.name();
        if is_hidden(element) {
            return true;
        }
        matches!(name, "p" | "h" | "span" | "section")
            && element.attribute("style-name").is_some_and(|style| {
                let plain_ground = self.plain_ground && self.tables == 0;
                self.styles.is_unseen(&style, plain_ground)
            })
    }

    fn open(&mut self, element: &Element<'_>) {
        match element.name() {
            "table" => self.tables += 1,
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
            "table" => self.tables = self.tables.saturating_sub(1),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::fixture;

    #[test]
    fn reads_headings_lists_notes_and_tables() {
        let content = "<office:document-content><office:body><office:text>\
            <text:h text:outline-level='2'>Doel</text:h>\
            <text:table-of-content><text:p>Doel<text:tab/>3</text:p></text:table-of-content>\
            <text:p>Wij werken<text:s text:c='2'/>samen<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Noot.</text:p></text:note-body></text:note>.</text:p>\
            <text:list><text:list-item><text:p>punt</text:p></text:list-item></text:list>\
            <table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>\
            </office:text></office:body></office:document-content>";
        let bytes = fixture::zip(&[("content.xml", content.as_bytes())]);
        let read = read(&bytes, 1 << 20);
        let blocks = read.draft.outline();
        assert_eq!(
            blocks,
            [
                (BlockKind::Heading(2), "Doel"),
                (BlockKind::Contents, "Doel 3"),
                (BlockKind::Paragraph, "Noot."),
                (BlockKind::Paragraph, "Wij werken samen."),
                (BlockKind::ListItem, "punt"),
                (BlockKind::TableRow, "a | b"),
            ]
        );
    }

    /// The texts of a document with these automatic styles and this body, and how many places are hidden in it.
    fn texts(styles: &str, body: &str) -> (Vec<String>, u32) {
        let content = format!(
            "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
        );
        let read = read(
            &fixture::zip(&[("content.xml", content.as_bytes())]),
            1 << 20,
        );
        let texts = read.draft.blocks.iter().map(|block| block.text.clone());
        let hidden = read.warnings.iter().filter_map(|warning| {
            let parsed = warning.parse()?;
            (parsed.code == WarningCode::HiddenText)
                .then(|| parsed.arguments[0].parse::<u32>().ok())?
        });
        (texts.collect(), hidden.sum())
    }

    #[test]
    fn hidden_text_is_left_out_and_told() {
        let styles = "<style:style style:name='V'><style:text-properties text:display='none'/></style:style>\
            <style:style style:name='VV' style:parent-style-name='V'/>\
            <style:style style:name='W'><style:text-properties fo:color='#ffffff'/></style:style>\
            <style:style style:name='WB'><style:text-properties fo:color='#ffffff' fo:background-color='#003366'/></style:style>";
        let check = |body: &str, expected: &[&str], hidden: u32| {
            let body = format!("<text:p>Wij werken samen.</text:p>{body}");
            let (texts, found) = texts(styles, &body);
            assert_eq!(
                (texts, found),
                (
                    expected.iter().map(|text| (*text).to_owned()).collect(),
                    hidden
                ),
                "{body}"
            );
        };
        let only = &["Wij werken samen."];
        check("<text:p text:style-name='V'>niet</text:p>", only, 1);
        check("<text:p text:style-name='VV'>niet</text:p>", only, 1);
        check(
            "<text:p><text:span text:style-name='V'>niet</text:span></text:p>",
            only,
            1,
        );
        check("<text:p text:style-name='W'>niet</text:p>", only, 1);
        check(
            "<text:section text:display='none'><text:p>niet</text:p><text:p>nooit</text:p></text:section>",
            only,
            1,
        );
        check(
            "<text:p><text:hidden-paragraph text:is-hidden='true'/>niet</text:p>",
            only,
            1,
        );
        check(
            "<text:p><text:hidden-text text:is-hidden='true'>niet</text:hidden-text></text:p>",
            only,
            1,
        );
        let both = &["Wij werken samen.", "Wel."];
        check("<text:p text:style-name='WB'>Wel.</text:p>", both, 0);
        check(
            "<text:section text:display='true'><text:p>Wel.</text:p></text:section>",
            both,
            0,
        );
        check(
            "<text:tracked-changes><text:deletion><text:p>niet</text:p></text:deletion></text:tracked-changes><text:p>Wel.</text:p>",
            both,
            0,
        );
    }
}
