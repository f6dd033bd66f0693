//! Markdown to blocks, also the Markdown that converters write: blank lines between the rows of a table,
//! underlines apart from their heading, HTML in between.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::draft::Draft;
use super::html;
use crate::document::BlockKind;

/// What a Markdown file says about itself above its text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter {
    pub(super) title: Option<String>,
    pub(super) date: Option<String>,
}

/// Longest line that an underline two lines below makes a heading.
const MAX_SPACED_HEADING: usize = 200;

/// Reads Markdown. Cost: linear, one pass of the parser.
pub(super) fn read(text: &str) -> (Draft, FrontMatter) {
    let (front, body) = split_front_matter(text);
    let mut reading = Reading {
        source: body,
        ..Reading::default()
    };
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        reading.take(event, range);
    }
    reading.flush();
    (reading.draft, front)
}

/// Splits off `---` lines with `key: value` in between at the very start.
fn split_front_matter(text: &str) -> (FrontMatter, &str) {
    let mut front = FrontMatter::default();
    let Some(rest) = text
        .strip_prefix("---\n")
        .or_else(|| text.strip_prefix("---\r\n"))
    else {
        return (front, text);
    };
    let mut offset = 0;
    for line in rest.split_inclusive('\n').take(200) {
        offset += line.len();
        let line = line.trim_end();
        if line == "---" || line == "..." {
            return (front, &rest[offset..]);
        }
        if let Some((key, value)) = line.split_once(':') {
            let value = value.trim().trim_matches(['"', '\'']);
            let value = (!value.is_empty()).then(|| value.to_owned());
            match key.trim().to_ascii_lowercase().as_str() {
                "title" | "titel" => front.title = value,
                "date" | "datum" => front.date = value,
                _ => {}
            }
        } else if !line.is_empty() && !line.starts_with(['#', ' ', '-', '\t']) {
            break;
        }
    }
    (FrontMatter::default(), text)
}

#[derive(Default)]
struct Reading<'a> {
    source: &'a str,
    draft: Draft,
    buffer: String,
    /// The kind of the block that is being read; a paragraph where nothing else was opened.
    kind: Option<BlockKind>,
    /// List items that are open.
    items: u32,
    /// Images that are open; their text describes what cannot be read.
    images: u32,
    links: u32,
    strong: u32,
    /// Whether the block has text outside links, and outside bold.
    unlinked: bool,
    light: bool,
    html: String,
}

impl Reading<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.close(tag),
            Event::Text(text) | Event::Code(text) => self.text(&text),
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
        self.unlinked |= self.links == 0 && !blank;
        self.light |= self.strong == 0 && !blank;
        self.buffer.push_str(text);
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => self.begin(BlockKind::Heading(depth(*level))),
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
            Tag::TableCell => {}
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Item => {
                self.flush();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::TableCell => self.buffer.push_str(" | "),
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::Link => self.links = self.links.saturating_sub(1),
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::HtmlBlock => {
                let html = std::mem::take(&mut self.html);
                self.buffer.push_str(&html::bare_text(&html));
                self.unlinked = true;
                self.light = true;
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

    /// Ends the block that is being read.
    fn flush(&mut self) {
        let kind = self.kind.take();
        let (unlinked, light) = (
            std::mem::take(&mut self.unlinked),
            std::mem::take(&mut self.light),
        );
        if self.buffer.is_empty() {
            return;
        }
        let raw = std::mem::take(&mut self.buffer);
        let text = raw.trim();
        match kind {
            Some(BlockKind::TableRow) => self.row(text),
            Some(kind) => self.draft.push(kind, text),
            None if text.starts_with('|') => text.lines().for_each(|line| self.row(line)),
            None if text.len() >= 3 && text.bytes().all(|byte| byte == b'=') => self.underline(1),
            None if self.items > 0 => self.draft.push_on(
                crate::document::PageNumber::FIRST,
                BlockKind::ListItem,
                text,
                !unlinked,
            ),
            None if !light && is_bold_heading(text) => self.draft.push(BlockKind::Heading(6), text),
            None => self.draft.push(BlockKind::Paragraph, text),
        }
        // Keep the memory for the next block.
        self.buffer = raw;
        self.buffer.clear();
    }

    /// One row of cells; the row of dashes below a head and empty cells are no text.
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

    /// A line of dashes about as long as the line above the blank line before it is that line's underline.
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
            && last.text.len() <= MAX_SPACED_HEADING
        {
            last.kind = BlockKind::Heading(level);
        }
    }
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// A paragraph all in bold that is short and no sentence heads what follows.
fn is_bold_heading(text: &str) -> bool {
    text.len() <= 100 && !text.contains('\n') && !text.ends_with(['.', ',', ';', ':', '!', '?'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind::{Heading, ListItem, Paragraph, TableRow};

    fn check(source: &str, expected: &[(BlockKind, &str)]) {
        let (draft, _) = read(source);
        let blocks = draft.outline();
        assert_eq!(blocks, expected, "{source}");
    }

    #[test]
    fn plain_structure() {
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
    fn what_converters_write() {
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

    #[test]
    fn front_matter_is_no_text() {
        let (draft, front) = read("---\ntitle: \"Visie 2030\"\ndate: 2023-05-01\n---\n# Kop\n");
        assert_eq!(front.title.as_deref(), Some("Visie 2030"));
        assert_eq!(front.date.as_deref(), Some("2023-05-01"));
        assert_eq!(draft.blocks.len(), 1);
        let (draft, front) = read("---\nGewone tekst\n---\n");
        assert_eq!(front, FrontMatter::default());
        assert_eq!(draft.blocks.len(), 1);
    }
}
