//! Answers as text for a terminal: at most as wide as it, in the reader's language.

mod borders;
mod corpus;
mod evaluation;
mod explain;
mod generations;
mod groups;
mod harvest;
mod partners;
mod profile;
mod search;
mod taxonomy;
mod topics;
mod training;
mod wheels;

use comfy_table::{
    Attribute, Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table,
    TableStyle, Width,
};

pub use borders::{borders, register_fetch};
pub use corpus::corpus;
pub use evaluation::evaluation;
pub use generations::{changes, generations, pruned, verified};
pub use groups::{groups, region_groups};
pub use harvest::{harvest, harvest_plan, harvest_problems, harvest_review};
pub use partners::{comparison, partners};
pub use profile::profile;
pub use search::search;
pub use taxonomy::taxonomy;
pub use training::training;
pub use wheels::wheels;

use super::unknown;
use crate::report::Language;

/// How text is laid out.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// In which language.
    pub language: Language,
    /// Columns of the terminal; 80 where there is none.
    pub width: u16,
    /// Whether bold may be used.
    pub colour: bool,
}

/// Lines narrower than this would break words; a narrower terminal wraps them itself.
const MIN_WIDTH: u16 = 40;

/// Spaces behind each column, which keep it apart from the next without borders.
const PADDING: u16 = 2;

/// A longer word may be broken where a column of text is narrow.
const MAX_UNBROKEN: usize = 20;

/// Lines wider than this are hard to read.
const MAX_TEXT_WIDTH: u16 = 100;

/// Only a line below the headings: borders cost columns and say nothing.
const HEADER_LINE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─'));

/// The width where there is no terminal to ask.
const DEFAULT_WIDTH: u16 = 80;

impl Style {
    /// The style of standard output: its width when it is a terminal, and bold only there, unless
    /// `plain` forbids it.
    pub fn of_stdout(language: Language, plain: bool) -> Self {
        let table = Table::new();
        Self {
            language,
            width: table.width().unwrap_or(DEFAULT_WIDTH),
            // A pipe or a file must not be filled with control sequences.
            colour: !plain && table.is_tty(),
        }
    }

    /// Bold where that may be used.
    fn strong(self, text: &str) -> String {
        if self.colour {
            format!("\u{1b}[1m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    /// Running text, wrapped, every line after `first` or `rest`.
    fn wrapped(self, text: &str, first: &str, rest: &str) -> String {
        // Not wider than is comfortable to read, however wide the terminal is.
        let width = usize::from(self.width.clamp(MIN_WIDTH, MAX_TEXT_WIDTH));
        textwrap::fill(
            text,
            textwrap::Options::new(width)
                .initial_indent(first)
                .subsequent_indent(rest),
        )
    }

    /// A table with bold headings and a line below them. Columns in `right` hold numbers; the column `wide` is broken
    /// over lines where the width is not enough, and the others only where it would have no room for a word.
    fn table(
        self,
        headings: &[&str],
        right: &[usize],
        wide: usize,
        rows: Vec<Vec<String>>,
    ) -> String {
        self.laid_out(headings, right, Some(wide), rows)
    }

    /// The same, in which every column of text may be broken.
    fn table_of_texts(self, headings: &[&str], right: &[usize], rows: Vec<Vec<String>>) -> String {
        self.laid_out(headings, right, None, rows)
    }

    fn laid_out(
        self,
        headings: &[&str],
        right: &[usize],
        wide: Option<usize>,
        rows: Vec<Vec<String>>,
    ) -> String {
        let mut table = Table::new();
        table
            .load_style(HEADER_LINE)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(self.width.max(MIN_WIDTH));
        if self.colour {
            // The library asks the terminal itself; here the style has decided already.
            table.enforce_styling();
        } else {
            table.force_no_tty();
        }
        let bold = |heading: &&str| {
            let cell = Cell::new(heading);
            if self.colour {
                cell.add_attribute(Attribute::Bold)
            } else {
                cell
            }
        };
        table.set_header(headings.iter().map(bold).collect::<Vec<_>>());
        let cells = |column: usize| rows.iter().filter_map(move |row| row.get(column));
        let longest = |texts: &mut dyn Iterator<Item = &str>| {
            texts.map(textwrap::core::display_width).max().unwrap_or(0)
        };
        // No word is broken, within reason.
        let longest_words: Vec<usize> = (0..headings.len())
            .map(|column| {
                let words = cells(column).flat_map(|cell| cell.split_whitespace());
                let heading = wide.map_or("", |_| headings[column]);
                longest(&mut words.chain(heading.split_whitespace())).min(MAX_UNBROKEN)
            })
            .collect();
        let widths = (0..headings.len()).map(|column| {
            let texts = cells(column).map(String::as_str);
            match wide {
                Some(wide) if wide == column => longest_words[column],
                _ => longest(&mut texts.chain([headings[column]])),
            }
        });
        let needed: usize = widths.map(|width| width + usize::from(PADDING)).sum();
        let is_narrow = needed > usize::from(self.width.max(MIN_WIDTH)) + usize::from(PADDING);
        for row in rows {
            table.add_row(row);
        }
        // A column that may not be broken keeps the width of its content; the others share what is left.
        for (place, column) in table.column_iter_mut().enumerate() {
            column.set_padding((0, PADDING));
            let is_kept = wide.is_some_and(|wide| place != wide) || right.contains(&place);
            if is_kept && !is_narrow {
                column.set_constraint(ColumnConstraint::ContentWidth);
            } else if wide.is_none() || is_narrow {
                let width = longest_words[place] + usize::from(PADDING);
                let width = u16::try_from(width).unwrap_or(u16::MAX);
                column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(width)));
            }
            if right.contains(&place) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        trimmed(&table.to_string())
    }
}

/// An answer as blocks of text with an empty line between them.
struct Answer {
    style: Style,
    blocks: Vec<String>,
}

impl Answer {
    /// An answer without blocks.
    fn new(style: Style) -> Self {
        Self {
            style,
            blocks: Vec::new(),
        }
    }

    /// An answer that begins with a warning when the municipalities are invented.
    fn of_generation(style: Style, demonstration: bool) -> Self {
        let mut answer = Self::new(style);
        if demonstration {
            answer.block(style.language.demonstration());
        }
        answer
    }

    /// Adds a block as it is.
    fn block(&mut self, block: impl Into<String>) {
        self.blocks.push(block.into());
    }

    /// Adds a title.
    fn title(&mut self, title: &str) {
        self.block(self.style.strong(title));
    }

    /// Adds running text.
    fn paragraph(&mut self, text: &str) {
        self.block(self.style.wrapped(text, "", ""));
    }

    /// Adds running text whose lines after the first are indented.
    fn hanging(&mut self, text: &str) {
        self.block(self.style.wrapped(text, "", "  "));
    }

    /// Adds lines in one block, below a heading; has no effect without lines.
    fn section(&mut self, heading: &str, lines: &[String]) {
        if !lines.is_empty() {
            let heading = self.style.strong(heading);
            self.block(format!("{heading}\n{}", lines.join("\n")));
        }
    }

    /// The whole text.
    fn finish(self) -> String {
        trimmed(&self.blocks.join("\n\n"))
    }
}

/// The text without spaces at the ends of its lines.
fn trimmed(text: &str) -> String {
    // Trailing spaces of padding would show up when an answer is copied.
    text.lines()
        .map(str::trim_end)
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_fit_the_width_and_are_plain_without_colour() {
        let style = Style {
            language: Language::Dutch,
            width: 60,
            colour: false,
        };
        let rows = vec![vec![
            "1".to_owned(),
            "een heel lange tekst die niet op een regel past en dus wordt afgebroken".to_owned(),
        ]];
        let text = style.table(&["#", "tekst"], &[0], 1, rows);
        assert!(
            text.lines().all(|line| line.chars().count() <= 60),
            "{text}"
        );
        assert!(!text.contains('\u{1b}'));
        assert_eq!(text.lines().count(), 4, "{text}");
        // A long cell elsewhere leaves room for the words of the column that is broken.
        let rows = vec![vec![
            "alleen woorden bekend, en nog veel meer dat breed is".to_owned(),
            "bijna helemaal".to_owned(),
        ]];
        let text = style.table(&["koers", "let op"], &[0], 1, rows);
        assert!(text.contains("helemaal"), "{text}");
        assert!(
            text.lines().all(|line| line.chars().count() <= 60),
            "{text}"
        );
        let coloured = Style {
            colour: true,
            ..style
        };
        assert!(coloured.strong("x").contains('\u{1b}'));
    }
}
