//! Markdown to blocks, also the Markdown that converters write: blank lines between the rows of a table,
//! underlines apart from their heading, HTML in between.
//!
//! The syntax is `CommonMark` with tables, strikethrough and task lists of GitHub.

mod front_matter;

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use front_matter::FrontMatter;

use super::draft::Draft;
use super::html;
use crate::document::{BlockKind, PageNumber};

/// The longest paragraph, in bytes, that an underline after a blank line makes a heading.
const MAX_HEADING_BYTES: usize = 200;

/// Reads Markdown. Cost: linear, one pass of the parser.
pub(super) fn read(text: &str) -> (Draft, FrontMatter) {
    let (front, body) = front_matter::split(text);
    let mut builder = BlockBuilder {
        source: body,
        ..BlockBuilder::default()
    };
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        builder.handle(event, range);
    }
    builder.flush();
    (builder.draft, front)
}

/// Makes blocks of the events of the parser.
#[derive(Default)]
struct BlockBuilder<'a> {
    source: &'a str,
    draft: Draft,
    /// The text of the block that is being read.
    buffer: String,
    /// The kind of the block that is being read; a paragraph where nothing else was opened.
    kind: Option<BlockKind>,
    /// List items that are open.
    items: u32,
    /// Images that are open; their text describes what cannot be read.
    images: u32,
    /// Links that are open.
    links: u32,
    /// Bold stretches that are open.
    strong: u32,
    /// Whether the block has text outside links.
    has_unlinked: bool,
    /// Whether the block has text that is not bold.
    has_regular: bool,
    /// The HTML of the block that is being read.
    html: String,
}

impl BlockBuilder<'_> {
    fn handle(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.close(tag),
            Event::Text(text) | Event::Code(text) => self.text(&text),
            // Other inline tags (`<sup>`, `<span>`) leave their text as it is.
            Event::InlineHtml(html) => {
                if html.starts_with("<br") {
                    self.buffer.push(' ');
                }
            }
            Event::Html(html) => self.html.push_str(&html),
            Event::SoftBreak | Event::HardBreak => self.buffer.push('\n'),
            Event::Rule => self.rule(range),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.images > 0 {
            return;
        }
        let blank = text.trim().is_empty();
        self.has_unlinked |= self.links == 0 && !blank;
        self.has_regular |= self.strong == 0 && !blank;
        self.buffer.push_str(text);
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => self.begin(BlockKind::Heading(heading_level(*level))),
            Tag::Item => {
                self.flush();
                self.items += 1;
            }
            Tag::TableHead | Tag::TableRow => self.begin(BlockKind::TableRow),
            Tag::Image { .. } => self.images += 1,
            Tag::Link { .. } => self.links += 1,
            Tag::Strong => self.strong += 1,
            Tag::Paragraph
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::List(_)
            | Tag::Table(_)
            | Tag::HtmlBlock => self.flush(),
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Item => {
                self.flush();
                self.items = self.items.saturating_sub(1);
            }
            // The last cell of a row leaves a separator too; `row` removes it.
            TagEnd::TableCell => self.buffer.push_str(" | "),
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::Link => self.links = self.links.saturating_sub(1),
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::HtmlBlock => {
                let html = std::mem::take(&mut self.html);
                self.buffer.push_str(&html::strip_tags(&html));
                // Its links and bold text are not known: it is neither a menu nor a heading.
                self.has_unlinked = true;
                self.has_regular = true;
                self.flush();
            }
            TagEnd::Heading(_)
            | TagEnd::Paragraph
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::List(_)
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow => self.flush(),
            _ => {}
        }
    }

    fn begin(&mut self, kind: BlockKind) {
        self.flush();
        self.kind = Some(kind);
    }

    /// Ends the block that is being read and adds it to the draft.
    fn flush(&mut self) {
        let kind = self.kind.take();
        let (has_unlinked, has_regular) = (
            std::mem::take(&mut self.has_unlinked),
            std::mem::take(&mut self.has_regular),
        );
        if self.buffer.is_empty() {
            return;
        }
        let raw = std::mem::take(&mut self.buffer);
        let text = raw.trim();
        match kind {
            Some(BlockKind::TableRow) => self.row(text),
            Some(kind) => self.draft.push(kind, text),
            // Rows of a table that blank lines keep from being one for the parser.
            None if text.starts_with('|') => text.lines().for_each(|line| self.row(line)),
            // An underline that a blank line parts from its heading.
            None if text.len() >= 3 && text.bytes().all(|byte| byte == b'=') => self.underline(1),
            None if self.items > 0 => {
                self.draft
                    .push_on(PageNumber::FIRST, BlockKind::ListItem, text, !has_unlinked)
            }
            None if !has_regular && is_bold_heading(text) => {
                self.draft.push(BlockKind::Heading(6), text)
            }
            None => self.draft.push(BlockKind::Paragraph, text),
        }
        // Reuse the allocation for the next block.
        self.buffer = raw;
        self.buffer.clear();
    }

    /// Adds a row of cells, without empty cells and without the row of dashes below a table head.
    fn row(&mut self, text: &str) {
        let mut row = String::with_capacity(text.len());
        for cell in text.split('|').map(str::trim) {
            if cell.is_empty() || cell.bytes().all(|byte| matches!(byte, b'-' | b':')) {
                continue;
            }
            if !row.is_empty() {
                row.push_str(" | ");
            }
            row.push_str(cell);
        }
        self.draft.push(BlockKind::TableRow, &row);
    }

    /// A rule about as long as the paragraph before it is the underline of that paragraph.
    fn rule(&mut self, range: Range<usize>) {
        self.flush();
        let dashes = self.source[range]
            .trim()
            .bytes()
            .filter(|byte| *byte == b'-')
            .count();
        let Some(last) = self.draft.blocks.last() else {
            return;
        };
        let length = last.text.chars().count();
        if dashes > 3 && length.abs_diff(dashes) <= 2 + length / 4 {
            self.underline(2);
        }
    }

    /// Makes the last paragraph a heading.
    fn underline(&mut self, level: u8) {
        if let Some(last) = self.draft.blocks.last_mut()
            && last.kind == BlockKind::Paragraph
            && last.text.len() <= MAX_HEADING_BYTES
        {
            last.kind = BlockKind::Heading(level);
        }
    }
}

/// The level of a heading, 1 to 6.
fn heading_level(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// Whether a paragraph all in bold is a heading: it is short and no sentence.
fn is_bold_heading(text: &str) -> bool {
    text.len() <= 100 && !text.contains('\n') && !text.ends_with(['.', ',', ';', ':', '!', '?'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind::{Heading, ListItem, Paragraph, TableRow};

    fn check(source: &str, expected: &[(BlockKind, &str)]) {
        let (mut draft, _) = read(source);
        draft.decide_hyphens();
        let blocks = draft.outline();
        assert_eq!(blocks, expected, "{source}");
    }

    #[test]
    fn reads_headings_lists_tables_and_quotes() {
        check(
            "# Visie\n\nWij werken\nsamen.\n",
            &[(Heading(1), "Visie"), (Paragraph, "Wij werken samen.")],
        );
        check(
            "Visie\n=====\n\nDoel\n----\n",
            &[(Heading(1), "Visie"), (Heading(2), "Doel")],
        );
        check(
            "* een\n* twee\n  * drie\n",
            &[(ListItem, "een"), (ListItem, "twee"), (ListItem, "drie")],
        );
        check(
            "| a | b |\n|---|---|\n| c |  |\n",
            &[(TableRow, "a | b"), (TableRow, "c")],
        );
        check(
            "![kaart](k.png) Zie [de kaart](k.html).",
            &[(Paragraph, "Zie de kaart.")],
        );
        check(
            "> citaat\n\nslot",
            &[(Paragraph, "citaat"), (Paragraph, "slot")],
        );
        check("samen-\nwerking", &[(Paragraph, "samenwerking")]);
        check(
            "**Kop**\n\n**Let op.** Tekst",
            &[(Heading(6), "Kop"), (Paragraph, "Let op. Tekst")],
        );
    }

    #[test]
    fn reads_the_markdown_of_converters() {
        check("1\\.1 Doel", &[(Paragraph, "1.1 Doel")]);
        check(
            "### <span id=\"p\"></span>7.1 Procedure",
            &[(Heading(3), "7.1 Procedure")],
        );
        check(
            "Schrijversbuurt\n\n===============\n\nToelichting\n\n-----------\n",
            &[(Heading(1), "Schrijversbuurt"), (Heading(2), "Toelichting")],
        );
        check(
            "| Plan: | Buurt |\n\n| --- | --- |\n\n| Status: | concept |",
            &[(TableRow, "Plan: | Buurt"), (TableRow, "Status: | concept")],
        );
        check(
            "Een alinea.\n\n---\n\nNog een.",
            &[(Paragraph, "Een alinea."), (Paragraph, "Nog een.")],
        );
        check(
            "<div>\n<p>Tekst &amp; meer</p>\n</div>\n",
            &[(Paragraph, "Tekst & meer")],
        );
        check("een<br>twee<sup>2</sup>", &[(Paragraph, "een twee2")]);
    }
}
