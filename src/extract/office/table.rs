//! Tables of office files: rows of cells, which may hold tables themselves.

use crate::document::BlockKind;
use crate::extract::draft::Draft;

/// Rows inside rows that are kept apart; deeper ones join the row around them.
const MAX_NESTED_ROWS: usize = 16;

/// The table rows that are open, outermost first, each with its cells.
#[derive(Debug, Default)]
pub(super) struct OpenRows {
    open: Vec<Vec<String>>,
    /// A block that the next paragraph continues.
    continued: Option<(BlockKind, String)>,
}

impl OpenRows {
    /// Begins a row; beyond the limit of nesting its cells go to the row around it.
    pub(super) fn begin_row(&mut self) {
        if self.open.len() < MAX_NESTED_ROWS {
            self.open.push(Vec::new());
        }
    }

    /// Begins a cell of the innermost row.
    pub(super) fn begin_cell(&mut self) {
        if let Some(row) = self.open.last_mut() {
            row.push(String::new());
        }
    }

    /// Ends the innermost row: a row of an outer cell adds to that cell, any other becomes a block.
    pub(super) fn end_row(&mut self, draft: &mut Draft) {
        self.end_continued(draft);
        if let Some(row) = self.open.pop() {
            let cells: Vec<&str> = row
                .iter()
                .map(|cell| cell.trim())
                .filter(|cell| !cell.is_empty())
                .collect();
            self.add(BlockKind::TableRow, &cells.join(" | "), draft);
        }
    }

    /// Keeps a block whose end is gone, so that the next paragraph continues it.
    pub(super) fn keep_continued(&mut self, kind: BlockKind, text: String) {
        self.continued = Some((kind, text));
    }

    /// The block that this paragraph continues. Returns `None` if it begins anew.
    pub(super) fn take_continued(&mut self) -> Option<(BlockKind, String)> {
        self.continued.take()
    }

    /// Ends every open row: the XML broke off inside a table.
    pub(super) fn end_all(&mut self, draft: &mut Draft) {
        while !self.open.is_empty() {
            self.end_row(draft);
        }
        self.end_continued(draft);
    }

    /// Adds a block that nothing continues after all.
    fn end_continued(&mut self, draft: &mut Draft) {
        if let Some((kind, text)) = self.continued.take() {
            self.add(kind, &text, draft);
        }
    }

    /// Adds a block to the open cell, or to the draft outside tables.
    pub(super) fn add(&mut self, kind: BlockKind, text: &str, draft: &mut Draft) {
        match self.open.last_mut().and_then(|row| row.last_mut()) {
            Some(cell) => {
                cell.push(' ');
                cell.push_str(text);
            }
            None => draft.push(kind, text),
        }
    }
}
