//! A batch as a workbook (Office Open XML) for people: sheets to sort, filter and print.
//!
//! `sheet` writes one sheet, `batch` says which sheets a batch has. Numbers stay numbers, with a format of their own, so that a
//! spreadsheet program shows them as its user expects. Texts are written as texts: no cell holds a formula.

mod batch;
mod sheet;

pub use batch::{BatchWorkbook, PartnerRows};

use rust_xlsxwriter::XlsxError;

/// A workbook could not be made: a sheet has more rows than the format allows, or memory ran out.
#[derive(Debug, thiserror::Error)]
#[error("the workbook cannot be made: {0}")]
pub struct WorkbookError(#[from] XlsxError);
