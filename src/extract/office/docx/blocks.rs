//! Makes blocks of the elements of a part of a Word file.

use super::properties::{Owner, Table};
use super::run::{RunFormat, is_on, shading};
use super::styles::Styles;
use crate::document::BlockKind;
use crate::extract::draft::Draft;
use crate::extract::office::colour::Colour;
use crate::extract::office::table::OpenRows;
use crate::extract::office::xml::{Element, Node};

/// Elements whose text is not that of the document: the older twin of a drawing, deleted text, field codes, comments,
/// and what properties were before a tracked change.
const SKIPPED: &[&str] = &[
    "Fallback",
    "moveFrom",
    "instrText",
    "delText",
    "rPrChange",
    "pPrChange",
    "tblPrChange",
    "tblPrExChange",
    "trPrChange",
    "tcPrChange",
    "sectPrChange",
];

/// Elements of drawings that may be hidden as a whole, with the text in them: `DrawingML`, and VML of Word up to 2007.
const DRAWINGS: &[&str] = &[
    "anchor",
    "inline",
    "group",
    "oval",
    "rect",
    "roundrect",
    "shape",
];

/// Makes blocks of the elements of a part.
pub(super) struct BlockBuilder<'a> {
    styles: &'a Styles,
    draft: &'a mut Draft,
    /// Paragraphs that are open: text boxes hold paragraphs inside a paragraph.
    paragraphs: Vec<Paragraph>,
    /// Runs that are open: a run may hold a drawing with text.
    runs: Vec<Run>,
    rows: OpenRows,
    /// Content controls that are open, each with whether it shows only a hint.
    controls: Vec<bool>,
    /// How many skipped elements are open.
    skipped: u32,
    /// How many elements of deleted text are open.
    deleted: u32,
    /// Whose properties are read, innermost last.
    properties: Vec<Owner>,
    /// What the text stands on, innermost last: paper, cells, text boxes.
    grounds: Vec<Colour>,
    tables: Vec<Table>,
    /// Drawings that are open, each with whether it is hidden.
    drawings: Vec<bool>,
    /// Whether a text element (`w:t`) is open.
    in_text: bool,
    found: Found,
}

/// What the elements hold beside blocks.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// How many stretches of hidden text there are.
    pub(super) hidden: u32,
    /// Documents that stand in the text: before which block, and the id of the relationship that names it.
    pub(super) chunks: Vec<(usize, String)>,
}

#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    /// The kind of its style.
    kind: Option<BlockKind>,
    /// Whether it has a number or a bullet.
    numbered: bool,
    /// The format that its style gives its letters.
    style: RunFormat,
    /// Whether its ground is coloured.
    ground: RunFormat,
    /// Whether its end was deleted or is hidden, so that the next paragraph continues it.
    continues: bool,
}

#[derive(Debug, Default)]
struct Run {
    own: RunFormat,
    style: RunFormat,
    /// Whether hidden text was counted.
    counted: bool,
}

impl<'a> BlockBuilder<'a> {
    /// Begins with text that stands on this ground.
    pub(super) fn new(styles: &'a Styles, ground: Colour, draft: &'a mut Draft) -> Self {
        Self {
            styles,
            draft,
            paragraphs: Vec::new(),
            runs: Vec::new(),
            rows: OpenRows::default(),
            controls: Vec::new(),
            skipped: 0,
            deleted: 0,
            properties: Vec::new(),
            grounds: vec![ground],
            tables: Vec::new(),
            drawings: Vec::new(),
            in_text: false,
            found: Found::default(),
        }
    }

    pub(super) fn handle(&mut self, node: Node<'_>) {
        match node {
            // Of a paragraph whose end moved away; elsewhere it holds what moved.
            Node::Open(element) if element.name() == "moveFrom" && self.is_in(Owner::Mark) => {
                self.continue_paragraph();
            }
            Node::Close("moveFrom") if self.is_in(Owner::Mark) => {}
            Node::Open(element) if SKIPPED.contains(&element.name()) => self.skipped += 1,
            Node::Close(name) if SKIPPED.contains(&name) => {
                self.skipped = self.skipped.saturating_sub(1)
            }
            _ if self.skipped > 0 => {}
            Node::Open(element) => self.open(element),
            Node::Close(name) => self.close(name),
            Node::Text(text) if self.in_text => self.push(&text),
            // White space between elements.
            Node::Text(_) => {}
        }
    }

    fn is_in(&self, owner: Owner) -> bool {
        self.properties.last() == Some(&owner)
    }

    fn open(&mut self, element: &Element<'_>) {
        let name = element.name();
        if let Some(owner) = Owner::of(name) {
            return self.properties.push(owner);
        }
        if let Some(owner) = self.properties.last().copied() {
            return self.property(owner, element);
        }
        match name {
            "p" => self.begin_paragraph(),
            "r" => self.runs.push(Run::default()),
            "t" => self.in_text = true,
            "tab" => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "sym" => self.push_symbol(element),
            "tbl" => self.begin_table(),
            "tr" => self.begin_row(),
            "tc" => self.begin_cell(),
            // What a box is filled with is not known.
            "txbxContent" => self.grounds.push(Colour::Unknown),
            "sdt" => self.controls.push(false),
            "altChunk" | "subDoc" => {
                let id = element.attribute("id").unwrap_or_default();
                self.found.chunks.push((self.draft.blocks.len(), id));
            }
            "docPr" => {
                let hidden = element.attribute("hidden");
                if let Some(drawing) = self.drawings.last_mut() {
                    *drawing |= matches!(hidden.as_deref(), Some("1" | "true"));
                }
            }
            "del" => self.deleted += 1,
            "rStyle" => {
                let style = element.attribute("val").unwrap_or_default();
                if let Some(run) = self.runs.last_mut() {
                    run.style = self.styles.format(&style);
                }
            }
            _ if DRAWINGS.contains(&name) => {
                let style = element.attribute("style").unwrap_or_default();
                let style = style.replace(' ', "");
                self.drawings.push(style.contains("visibility:hidden"));
            }
            _ => {
                if let Some(run) = self.runs.last_mut() {
                    run.own.set(element);
                }
            }
        }
    }

    /// Takes up a property of a paragraph, table, row, cell or control.
    fn property(&mut self, owner: Owner, element: &Element<'_>) {
        match (owner, element.name()) {
            (Owner::Paragraph, "rPr") => self.properties.push(Owner::Mark),
            (Owner::Mark, "del") => self.continue_paragraph(),
            (Owner::Mark, "vanish") if is_on(element) => self.continue_paragraph(),
            (Owner::Paragraph, "pStyle") => {
                self.paragraph_style(&element.attribute("val").unwrap_or_default());
            }
            (Owner::Paragraph, "numPr") => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.numbered = true;
                }
            }
            (Owner::Paragraph, "shd") => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.ground.set(element);
                }
            }
            (Owner::Control, "showingPlcHdr") => {
                if let Some(hint) = self.controls.last_mut() {
                    *hint = is_on(element);
                }
            }
            (Owner::Cell, "shd") => {
                if let (Some(ground), Some(fill)) = (self.grounds.last_mut(), shading(element)) {
                    *ground = fill;
                }
            }
            (Owner::Table | Owner::Row | Owner::Cell, _) => {
                if let Some(table) = self.tables.last_mut() {
                    table.set(owner, element, self.styles);
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if Owner::of(name).is_some() || (name == "rPr" && self.is_in(Owner::Mark)) {
            self.properties.pop();
            return;
        }
        if !self.properties.is_empty() {
            return;
        }
        match name {
            "t" => self.in_text = false,
            "p" => {
                if let Some(paragraph) = self.paragraphs.pop() {
                    self.end_paragraph(paragraph);
                }
            }
            "r" => {
                self.runs.pop();
            }
            "del" => self.deleted = self.deleted.saturating_sub(1),
            "tbl" => {
                self.tables.pop();
            }
            "tc" | "txbxContent" if self.grounds.len() > 1 => {
                self.grounds.pop();
            }
            "sdt" => {
                self.controls.pop();
            }
            "tr" => self.rows.end_row(self.draft),
            _ if DRAWINGS.contains(&name) => {
                self.drawings.pop();
            }
            _ => {
                if let Some(run) = self.runs.last_mut() {
                    run.own.close(name);
                }
            }
        }
    }

    fn ground(&self) -> Colour {
        self.grounds.last().copied().unwrap_or(Colour::Unknown)
    }

    fn begin_table(&mut self) {
        self.tables.push(Table::on(self.ground()));
    }

    fn begin_row(&mut self) {
        self.rows.begin_row();
        if let Some(table) = self.tables.last_mut() {
            table.begin_row();
        }
    }

    fn begin_cell(&mut self) {
        self.rows.begin_cell();
        let ground = match self.tables.last_mut() {
            Some(table) => {
                table.is_cell_deleted = false;
                table.ground
            }
            None => Colour::Unknown,
        };
        self.grounds.push(ground);
    }

    /// Begins a paragraph, or goes on with the one whose mark is gone.
    fn begin_paragraph(&mut self) {
        // The paragraph that is left has the style of the second.
        let before = self.rows.take_continued();
        let style = self.styles.default_paragraph();
        self.paragraphs.push(Paragraph {
            text: before.map(|(_, text)| text).unwrap_or_default(),
            style: style.map_or_else(RunFormat::default, |style| self.styles.format(style)),
            ..Paragraph::default()
        });
    }

    fn continue_paragraph(&mut self) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.continues = true;
        }
    }

    fn paragraph_style(&mut self, style: &str) {
        let (kind, format) = (self.styles.kind(style), self.styles.format(style));
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.kind = paragraph.kind.or(kind);
            paragraph.style = format;
        }
    }

    /// Whether the text of the run that is open is seen.
    fn is_seen(&self) -> bool {
        let run = self.runs.last();
        let (own, character) = run.map_or_else(Default::default, |run| (run.own, run.style));
        let (ground, paragraph) = self
            .paragraphs
            .last()
            .map_or_else(Default::default, |one| (one.ground, one.style));
        let table = self.tables.last().map(Table::format).unwrap_or_default();
        let defaults = self.styles.defaults();
        let mut format = own.over(character).over(ground).over(paragraph);
        format = format.over(table).over(defaults);
        // A style turns over what the styles below it say (ECMA-376, part 1, 17.7.3).
        let is_on = |format: RunFormat| format.hidden == Some(true);
        let styles = is_on(character) ^ is_on(paragraph) ^ is_on(table);
        format.hidden = own.hidden.or(Some(is_on(defaults) || styles));
        !format.is_unseen(self.ground())
    }

    fn push(&mut self, text: &str) {
        let is_deleted = |table: &Table| table.is_row_deleted || table.is_cell_deleted;
        if self.deleted > 0 || self.controls.contains(&true) || self.tables.iter().any(is_deleted) {
            return;
        }
        let has_words = text.chars().any(char::is_alphanumeric);
        if let Some(table) = self.tables.iter_mut().find(|table| table.is_row_hidden) {
            if has_words && !std::mem::replace(&mut table.counted, true) {
                self.found.hidden += 1;
            }
            return;
        }
        if self.drawings.contains(&true) || !self.is_seen() {
            if let Some(run) = self.runs.last_mut()
                && has_words
                && !std::mem::replace(&mut run.counted, true)
            {
                self.found.hidden += 1;
            }
            return;
        }
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    /// Adds a character that is given by its number in a font. Those of fonts of signs are no letters.
    fn push_symbol(&mut self, element: &Element<'_>) {
        let font = element.attribute("font").unwrap_or_default();
        let number = element.attribute("char").unwrap_or_default();
        let found = u32::from_str_radix(&number, 16)
            .ok()
            .and_then(char::from_u32);
        let is_sign = ["Wingdings", "Webdings"]
            .iter()
            .any(|signs| font.starts_with(signs));
        match found {
            Some(_) if is_sign => self.push(" "),
            Some(c) => self.push(c.encode_utf8(&mut [0; 4])),
            None => {}
        }
    }

    fn end_paragraph(&mut self, paragraph: Paragraph) {
        let kind = match paragraph.kind {
            // The style goes first: numbered headings have a number like list items.
            Some(kind) => kind,
            None if paragraph.numbered => BlockKind::ListItem,
            None => BlockKind::Paragraph,
        };
        if paragraph.continues {
            self.rows.keep_continued(kind, paragraph.text);
        } else {
            self.rows.add(kind, &paragraph.text, self.draft);
        }
    }

    /// Keeps what was open when the XML broke off, and returns what was found beside blocks.
    pub(super) fn finish(mut self) -> Found {
        while let Some(mut paragraph) = self.paragraphs.pop() {
            paragraph.continues = false;
            self.end_paragraph(paragraph);
        }
        self.rows.end_all(self.draft);
        self.found
    }
}
