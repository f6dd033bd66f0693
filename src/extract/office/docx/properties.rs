//! What properties are of, and tables as far as their properties decide what is seen.

use super::run::{RunFormat, is_on, shading};
use super::styles::Styles;
use crate::extract::office::colour::Colour;
use crate::extract::office::xml::Element;

/// What properties are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    Paragraph,
    /// The mark that ends a paragraph.
    Mark,
    Table,
    Row,
    Cell,
    Control,
}

impl Owner {
    /// The owner of the properties in this element. Returns `None` for other elements.
    pub(super) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "pPr" => Self::Paragraph,
            "tblPr" | "tblPrEx" => Self::Table,
            "trPr" => Self::Row,
            "tcPr" => Self::Cell,
            "sdtPr" => Self::Control,
            _ => return None,
        })
    }
}

/// A table that is open.
#[derive(Debug)]
pub(super) struct Table {
    /// What stands below its cells.
    pub(super) ground: Colour,
    /// What its style says of the letters in it, and in its first row.
    pub(super) style: RunFormat,
    pub(super) first_row: RunFormat,
    /// How many rows have begun.
    pub(super) rows: u32,
    /// Whether the row or the cell that is open is hidden, and whether it was deleted.
    pub(super) is_row_hidden: bool,
    pub(super) is_row_deleted: bool,
    pub(super) is_cell_deleted: bool,
    /// Whether hidden text of the row was counted.
    pub(super) counted: bool,
}

impl Table {
    /// A table that begins on this ground.
    pub(super) fn on(ground: Colour) -> Self {
        Self {
            ground,
            style: RunFormat::default(),
            first_row: RunFormat::default(),
            rows: 0,
            is_row_hidden: false,
            is_row_deleted: false,
            is_cell_deleted: false,
            counted: false,
        }
    }

    /// What its style says of the letters in the row that is open.
    pub(super) fn format(&self) -> RunFormat {
        let first_row = Some(self.first_row).filter(|_| self.rows <= 1);
        first_row.unwrap_or_default().over(self.style)
    }

    /// Takes up a property of the table, or of its row.
    pub(super) fn set(&mut self, owner: Owner, element: &Element<'_>, styles: &Styles) {
        match (owner, element.name()) {
            (Owner::Table, "tblStyle") => {
                let style = element.attribute("val").unwrap_or_default();
                self.style = styles.format(&style);
                self.first_row = styles.first_row(&style);
                if styles.is_shaded(&style) {
                    self.ground = Colour::Unknown;
                }
            }
            (Owner::Table, "tblLook") => {
                let first_row = element.attribute("firstRow");
                if matches!(first_row.as_deref(), Some("0" | "false")) {
                    self.first_row = RunFormat::default();
                }
            }
            (Owner::Table, "shd") => self.ground = shading(element).unwrap_or(self.ground),
            (Owner::Row, "hidden") => self.is_row_hidden = is_on(element),
            (Owner::Row, "del") => self.is_row_deleted = true,
            (Owner::Cell, "cellDel") => self.is_cell_deleted = true,
            _ => {}
        }
    }

    pub(super) fn begin_row(&mut self) {
        self.rows += 1;
        self.is_row_hidden = false;
        self.is_row_deleted = false;
        self.counted = false;
    }
}
