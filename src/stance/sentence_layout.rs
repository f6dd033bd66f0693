//! What the layout of a line tells about it: heading, list item, table row, question.

use super::unit_kind::UnitKind;

/// What stands between the cells of a table row.
pub(super) const CELL_SEPARATOR: &str = " | ";

/// A numbered heading that ends in a full stop and runs into its paragraph ("2.5 Bewezen techniek.") has at most so
/// many words behind its number.
const MAX_RUN_IN_HEADING_WORDS: usize = 6;

/// The layout of one sentence or line, read from its marks.
#[derive(Clone, Copy, Debug)]
pub(super) struct SentenceLayout {
    /// Ends in a question mark.
    pub(super) is_question: bool,
    /// The document marks it as a heading. Headings state nothing, whatever their words.
    pub(super) is_heading: bool,
    /// A heading with a section number such as 4.2, which states nothing either.
    pub(super) is_numbered_heading: bool,
    /// A row of a table, or the beginning of one.
    pub(super) is_table_row: bool,
    /// Begins with a dash or bullet, or ends in a semicolon.
    pub(super) is_list_item: bool,
    /// Ends in a colon: what follows completes it.
    pub(super) opens_list: bool,
    /// Has no mark at its end: a heading or an item of a list.
    pub(super) is_open_ended: bool,
}

impl SentenceLayout {
    /// Reads the layout from the text of a sentence. Whether the document marks it as a heading is not known from its
    /// text and is passed in.
    pub(super) fn new(sentence: &str, is_heading: bool) -> Self {
        // A quotation or bracket may stand behind the mark that ends the sentence.
        let is_open_ended = !sentence
            .trim_end_matches(['"', '\'', '”', '’', ')', ' '])
            .ends_with(['.', '!', '?', '…']);
        Self {
            is_question: sentence
                .trim_end_matches(['"', '\'', '”', '’', ')'])
                .ends_with('?'),
            is_heading,
            is_numbered_heading: is_numbered_heading(sentence, is_open_ended),
            is_table_row: sentence.contains(CELL_SEPARATOR),
            is_list_item: sentence.ends_with(';')
                || sentence.starts_with(['–', '—', '•', '·', '▪', '*', '-']),
            opens_list: sentence.ends_with(':'),
            is_open_ended,
        }
    }

    /// Corrects what the marks tell by what the document tells.
    pub(super) fn place_in(&mut self, kind: UnitKind) {
        match kind {
            UnitKind::Item => self.is_list_item = true,
            // Neither the head of a table nor a question states anything.
            UnitKind::TableHead | UnitKind::Question => self.is_question = true,
            UnitKind::Title | UnitKind::Heading | UnitKind::Sentence | UnitKind::Row => {}
        }
    }
}

/// Whether a line is a heading with a section number of two parts or more: `4.2` or `3.1.4`. A number without a dot
/// may be that of a list item.
fn is_numbered_heading(line: &str, is_open_ended: bool) -> bool {
    let mut tokens = line.split_whitespace();
    let number = tokens.next().unwrap_or_default();
    let number = number.strip_suffix('.').unwrap_or(number);
    // Years and large numbers have more digits and begin running text.
    let is_number = |part: &str| {
        !part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit())
    };
    number.contains('.')
        && number.split('.').all(is_number)
        && (is_open_ended || tokens.count() <= MAX_RUN_IN_HEADING_WORDS)
}
