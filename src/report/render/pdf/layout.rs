//! Where lines and pages end: blocks become marks on paper, with their place in the structure.

use std::num::NonZeroU16;

use krilla::tagging::{ListNumbering, TableHeaderScope, Tag, TagKind};
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;

use super::font::{Fonts, Weight};
use super::paper::{Color, HEIGHT, Mark, Paper, Style, Tagged, WIDTH};
use crate::report::Language;
use crate::report::render::printable::Block;

/// The margins, 2 cm.
const MARGIN: f32 = 56.7;
pub(super) const TEXT_WIDTH: f32 = WIDTH - 2.0 * MARGIN;
const BOTTOM: f32 = HEIGHT - MARGIN - 14.0;

const BLACK: Color = [27, 27, 27];
const GREY: Color = [85, 85, 85];
const BLUE: Color = [46, 84, 138];
const RULE: Color = [190, 190, 190];

const fn style(weight: Weight, size: f32, leading: f32, color: Color) -> Style {
    Style {
        weight,
        size,
        leading,
        color,
    }
}

const BODY: Style = style(Weight::Regular, 10.0, 14.0, BLACK);
const STRONG: Style = style(Weight::Bold, 10.0, 14.0, BLACK);
const TITLE: Style = style(Weight::Bold, 19.0, 25.0, BLACK);
const SECTION: Style = style(Weight::Bold, 13.0, 18.0, BLACK);
const POINT: Style = style(Weight::Bold, 10.5, 15.0, BLACK);
pub(super) const SMALL: Style = style(Weight::Regular, 8.5, 11.5, GREY);
const CELL: Style = style(Weight::Regular, 8.5, 11.5, BLACK);
const HEAD: Style = style(Weight::Bold, 8.5, 11.5, BLACK);

/// How far a list or a quote stands in.
const INDENT: f32 = 14.0;

/// Between the cells of a row, and above and below their text.
const CELL_PADDING: f32 = 4.0;

/// What must fit below a heading, or it goes to the next page with what follows.
const KEPT_WITH_HEADING: f32 = 60.0;

/// A word, or a piece of one that is wider than its column.
#[derive(Clone, Debug)]
struct Word {
    text: String,
    width: f64,
    space: f64,
}

impl Fragment for Word {
    fn width(&self) -> f64 {
        self.width
    }

    fn whitespace_width(&self) -> f64 {
        self.space
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// A document while it is laid out.
pub(super) struct Layout<'f> {
    pub(super) fonts: &'f Fonts,
    language: Language,
    pub(super) paper: Paper,
    /// Where the next line begins, from the top of the page.
    pub(super) y: f32,
    structure: Vec<Tagged>,
}

fn group(tag: impl Into<TagKind>, children: Vec<Tagged>) -> Tagged {
    Tagged::Group(tag.into(), children)
}

impl<'f> Layout<'f> {
    pub(super) fn new(fonts: &'f Fonts, language: Language) -> Self {
        Self {
            fonts,
            language,
            paper: Paper::new(),
            y: MARGIN,
            structure: Vec::new(),
        }
    }

    /// Adds the items of one list, or one block of another kind.
    pub(super) fn push(&mut self, run: &[Block]) {
        let tagged = match run {
            [Block::Title(text)] => self.heading(text, 1, TITLE, 0.0, 8.0),
            [Block::Section(text)] => self.section(text),
            [Block::Annex(text)] => {
                self.turn();
                self.section(text)
            }
            [Block::Point(text)] => self.heading(text, 3, POINT, 8.0, 2.0),
            [Block::Text(text)] => self.paragraph(text, BODY),
            [Block::Question(text)] => {
                let text = format!("{} {text}", self.language.guide_ask());
                self.paragraph(&text, STRONG)
            }
            [Block::Table { headings, rows }] => self.table(headings, rows),
            [
                Block::Quote {
                    sentence,
                    source,
                    url,
                },
            ] => self.quote(sentence, source, url.as_deref()),
            items => self.list(items),
        };
        self.structure.push(tagged);
    }

    /// Adds what was laid out elsewhere to the structure.
    pub(super) fn push_tagged(&mut self, tag: impl Into<TagKind>, children: Vec<Tagged>) {
        self.structure.push(group(tag, children));
    }

    /// Ends the document with the foot of each page: what it is, and which of how many pages.
    pub(super) fn finish(mut self, title: &str) -> (Paper, Vec<Tagged>) {
        let pages = self.paper.pages();
        for page in 0..pages {
            let number = self.language.page_of(page + 1, pages);
            let number_width = self.fonts.width(&number, SMALL.weight, SMALL.size);
            let title = self.fonts.printable(title);
            let room = f64::from(TEXT_WIDTH - number_width - 20.0);
            let title = self.lines(&title, SMALL, room as f32).swap_remove(0);
            let y = HEIGHT - MARGIN + 8.0;
            for (x, text) in [(MARGIN, title), (WIDTH - MARGIN - number_width, number)] {
                let style = SMALL;
                self.paper.footer(page, Mark::Text { x, y, style, text });
            }
        }
        (self.paper, self.structure)
    }

    fn section(&mut self, text: &str) -> Tagged {
        let tagged = self.heading(text, 2, SECTION, 16.0, 5.0);
        self.rule(MARGIN, self.y - 3.0, TEXT_WIDTH);
        tagged
    }

    fn heading(&mut self, text: &str, level: u16, style: Style, above: f32, below: f32) -> Tagged {
        self.y += above;
        self.keep(style.leading + KEPT_WITH_HEADING);
        let title = self.fonts.printable(text);
        if level < 3 {
            self.paper.heading(&title, self.y);
        }
        let lines = self.text(text, MARGIN, TEXT_WIDTH, style);
        self.y += below;
        let level = NonZeroU16::new(level).expect("levels begin at one");
        group(Tag::Hn(level, Some(title)), lines)
    }

    fn paragraph(&mut self, text: &str, style: Style) -> Tagged {
        let lines = self.text(text, MARGIN, TEXT_WIDTH, style);
        self.y += 5.0;
        group(Tag::P, lines)
    }

    fn list(&mut self, items: &[Block]) -> Tagged {
        let mut children = Vec::with_capacity(items.len());
        for item in items {
            let text = match item {
                Block::Link { text, beside, .. } => format!("{text}{beside}"),
                Block::Item(text) => text.clone(),
                // Runs hold nothing else.
                _ => continue,
            };
            self.keep(BODY.leading);
            let label = self.paper.content(Mark::Text {
                x: MARGIN + 3.0,
                y: self.y + baseline(BODY),
                style: BODY,
                text: "•".to_owned(),
            });
            let lines = self.text(&text, MARGIN + INDENT, TEXT_WIDTH - INDENT, BODY);
            self.y += 1.5;
            let body = group(Tag::LBody, lines);
            children.push(group(Tag::LI, vec![group(Tag::Lbl, vec![label]), body]));
        }
        self.y += 4.0;
        group(Tag::L(ListNumbering::Disc), children)
    }

    fn quote(&mut self, sentence: &str, source: &str, url: Option<&str>) -> Tagged {
        let width = TEXT_WIDTH - INDENT;
        let x = MARGIN + INDENT;
        // A short quote stays on one page with its source.
        let sentence = format!("“{sentence}”");
        let height = self.height(&sentence, width, BODY) + self.height(source, width, SMALL);
        if height < (BOTTOM - MARGIN) / 2.0 {
            self.keep(height);
        }
        let (page, top) = (self.paper.pages(), self.y);
        let said = self.text(&sentence, x, width, BODY);
        self.y += 1.0;
        let place = match url {
            None => self.text(source, x, width, SMALL),
            Some(url) => {
                let style = Style {
                    color: BLUE,
                    ..SMALL
                };
                self.linked(source, x, width, style, url)
            }
        };
        // The bar beside it, where the quote is not cut in two.
        if self.paper.pages() == page {
            self.bar(MARGIN + 4.0, top, self.y);
        }
        self.y += 7.0;
        group(
            Tag::BlockQuote,
            vec![group(Tag::P, said), group(Tag::P, place)],
        )
    }

    fn table(&mut self, headings: &[&str], rows: &[Vec<String>]) -> Tagged {
        let widths = self.column_widths(headings, rows);
        let first_row = rows
            .first()
            .map_or(0.0, |row| self.row_height(row, &widths));
        self.keep(HEAD.leading + first_row + 4.0 * CELL_PADDING);
        let heads: Vec<String> = headings.iter().map(|head| (*head).to_owned()).collect();
        let cells = self.row(&heads, &widths, HEAD);
        let heads_tagged = cells
            .into_iter()
            .map(|lines| group(Tag::TH(TableHeaderScope::Column), lines));
        let head = group(Tag::TR, heads_tagged.collect());
        let mut body = Vec::with_capacity(rows.len());
        for row in rows {
            if self.y + self.row_height(row, &widths) > BOTTOM {
                self.turn();
                self.repeat_heads(&heads, &widths);
            }
            let cells = self.row(row, &widths, CELL);
            let cells = cells.into_iter().map(|lines| group(Tag::TD, lines));
            body.push(group(Tag::TR, cells.collect()));
        }
        self.y += 8.0;
        let mut parts = vec![group(Tag::THead, vec![head])];
        if !body.is_empty() {
            parts.push(group(Tag::TBody, body));
        }
        group(Tag::Table, parts)
    }

    /// Draws the heads of a table again on a new page. A screen reader has them already.
    fn repeat_heads(&mut self, heads: &[String], widths: &[f32]) {
        let mut x = MARGIN;
        let top = self.y + CELL_PADDING;
        let mut bottom = top;
        for (head, width) in heads.iter().zip(widths) {
            let head = self.fonts.printable(head);
            for (at, text) in self
                .lines(&head, HEAD, width - CELL_PADDING)
                .into_iter()
                .enumerate()
            {
                let y = top + at as f32 * HEAD.leading;
                bottom = bottom.max(y + HEAD.leading);
                self.paper.layout(Mark::Text {
                    x,
                    y: y + baseline(HEAD),
                    style: HEAD,
                    text,
                });
            }
            x += width;
        }
        self.y = bottom + CELL_PADDING;
        self.rule(MARGIN, self.y, TEXT_WIDTH);
    }

    /// Draws a row. Returns the lines of each cell.
    fn row(&mut self, cells: &[String], widths: &[f32], style: Style) -> Vec<Vec<Tagged>> {
        let top = self.y + CELL_PADDING;
        let mut bottom = top + style.leading;
        let mut x = MARGIN;
        let mut tagged = Vec::with_capacity(cells.len());
        for (cell, width) in cells.iter().zip(widths) {
            self.y = top;
            // A cell without content would be left out of the structure, and its row be one short.
            let text = if cell.is_empty() { "–" } else { cell };
            tagged.push(self.text(text, x, width - CELL_PADDING, style));
            bottom = bottom.max(self.y);
            x += width;
        }
        self.y = bottom + CELL_PADDING;
        self.rule(MARGIN, self.y, TEXT_WIDTH);
        tagged
    }

    fn row_height(&self, cells: &[String], widths: &[f32]) -> f32 {
        let cells = cells.iter().zip(widths);
        let heights = cells.map(|(cell, width)| self.height(cell, width - CELL_PADDING, CELL));
        heights.fold(CELL.leading, f32::max) + 2.0 * CELL_PADDING
    }

    /// The widths of columns: each at least its longest word, and more in proportion to what its longest cell lacks, as in
    /// the automatic table layout of CSS 2.1.
    fn column_widths(&self, headings: &[&str], rows: &[Vec<String>]) -> Vec<f32> {
        let (mut min, mut max) = (Vec::new(), Vec::new());
        for (column, heading) in headings.iter().enumerate() {
            let cells = rows.iter().filter_map(|row| row.get(column));
            let cells = cells.map(|cell| (cell.as_str(), CELL.weight));
            let (mut widest_word, mut widest) = (0.0_f32, 0.0_f32);
            for (text, weight) in cells.chain([(*heading, HEAD.weight)]) {
                let text = self.fonts.printable(text);
                let width =
                    |text: &str| self.fonts.width(text, weight, CELL.size) + CELL_PADDING + 0.5;
                widest = widest.max(width(&text));
                let words = text.split(' ').map(width);
                widest_word = words.fold(widest_word, f32::max);
            }
            min.push(widest_word.min(TEXT_WIDTH / 3.0));
            max.push(widest.max(1.0));
        }
        let (sum_min, sum_max): (f32, f32) = (min.iter().sum(), max.iter().sum());
        let columns = min.iter().zip(&max);
        if sum_max <= TEXT_WIDTH {
            // All fit on one line each; what is left goes to all in proportion.
            return max.iter().map(|max| max * TEXT_WIDTH / sum_max).collect();
        }
        if sum_min >= TEXT_WIDTH {
            return min.iter().map(|min| min * TEXT_WIDTH / sum_min).collect();
        }
        let share = (TEXT_WIDTH - sum_min) / (sum_max - sum_min);
        columns
            .map(|(min, max)| min + (max - min) * share)
            .collect()
    }

    /// Draws a text in lines, on as many pages as it needs. Returns the lines.
    pub(super) fn text(&mut self, text: &str, x: f32, width: f32, style: Style) -> Vec<Tagged> {
        let text = self.fonts.printable(text);
        let lines = self.lines(&text, style, width);
        lines
            .into_iter()
            .map(|text| {
                self.keep(style.leading);
                let y = self.y + baseline(style);
                self.y += style.leading;
                self.paper.content(Mark::Text { x, y, style, text })
            })
            .collect()
    }

    /// Draws a text that is a link. Returns a link for each line.
    fn linked(&mut self, text: &str, x: f32, width: f32, style: Style, url: &str) -> Vec<Tagged> {
        let text = self.fonts.printable(text);
        let lines = self.lines(&text, style, width);
        lines
            .into_iter()
            .map(|text| {
                self.keep(style.leading);
                let right = x + self.fonts.width(text.trim_end(), style.weight, style.size);
                let rect = [x, self.y, right, self.y + style.leading];
                let y = self.y + baseline(style);
                self.y += style.leading;
                let line = self.paper.content(Mark::Text { x, y, style, text });
                let link = self.paper.link(rect, url);
                group(Tag::Link, vec![line, link])
            })
            .collect()
    }

    /// Breaks a text into lines of at most `width`. All but the last end with a space, which tells where a word ends.
    fn lines(&self, text: &str, style: Style, width: f32) -> Vec<String> {
        let space = f64::from(self.fonts.width(" ", style.weight, style.size));
        let mut words = Vec::new();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            self.push_pieces(word, style, width, &mut words);
            if let Some(last) = words.last_mut() {
                last.space = space;
            }
        }
        if words.is_empty() {
            return vec![" ".to_owned()];
        }
        let lines = wrap_first_fit(&words, &[f64::from(width)]);
        let last = lines.len() - 1;
        let line = |(at, line): (usize, &[Word])| {
            let words = line.iter().enumerate().map(|(place, word)| {
                let ends_line = place + 1 == line.len();
                let has_space = word.space > 0.0 && !(ends_line && at == last);
                format!("{}{}", word.text, if has_space { " " } else { "" })
            });
            words.collect::<String>()
        };
        lines.iter().copied().enumerate().map(line).collect()
    }

    /// Adds a word, in pieces where it is wider than its column.
    fn push_pieces(&self, word: &str, style: Style, width: f32, words: &mut Vec<Word>) {
        let mut piece = String::new();
        let measure = |text: &str| self.fonts.width(text, style.weight, style.size);
        let whole = |text: String| Word {
            width: f64::from(measure(&text)),
            space: 0.0,
            text,
        };
        if measure(word) > width {
            for c in word.chars() {
                piece.push(c);
                if measure(&piece) > width && piece.chars().count() > 1 {
                    piece.pop();
                    words.push(whole(std::mem::take(&mut piece)));
                    piece.push(c);
                }
            }
        } else {
            piece = word.to_owned();
        }
        words.push(whole(piece));
    }

    fn height(&self, text: &str, width: f32, style: Style) -> f32 {
        let lines = self.lines(&self.fonts.printable(text), style, width);
        lines.len() as f32 * style.leading
    }

    /// Begins a page where so much does not fit on this one.
    pub(super) fn keep(&mut self, height: f32) {
        if self.y + height > BOTTOM && self.y > MARGIN {
            self.turn();
        }
    }

    fn turn(&mut self) {
        self.paper.turn();
        self.y = MARGIN;
    }

    fn rule(&mut self, x: f32, y: f32, width: f32) {
        self.paper.layout(Mark::Shape {
            rings: vec![vec![(x, y), (x + width, y)]],
            fill: None,
            stroke: Some((RULE, 0.6)),
        });
    }

    fn bar(&mut self, x: f32, top: f32, bottom: f32) {
        self.paper.layout(Mark::Shape {
            rings: vec![vec![(x, top), (x, bottom)]],
            fill: None,
            stroke: Some((BLUE, 2.0)),
        });
    }

    /// The left and the top of what is drawn next.
    pub(super) fn origin(&self) -> (f32, f32) {
        (MARGIN, self.y)
    }
}

/// How far the baseline lies below the top of a line.
pub(super) fn baseline(style: Style) -> f32 {
    style.leading * 0.5 + style.size * 0.36
}
