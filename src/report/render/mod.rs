//! Views with their texts as a table for a terminal, CSV, Markdown, HTML or Word.
//!
//! **In** come views and a language; **out** comes text. **Deliberately does not know** how a view came about.
//! Texts come from documents of others, so each format makes them safe in its own way: no formula in CSV, no
//! mark in Markdown, no tag in HTML.
//!
//! `table` and `csv` have a file for each subject; `guide`, `batch_report` and `changes` are texts to read on
//! paper, the first two as the blocks of `printable`. `workbook` is a batch for a spreadsheet program, `parquet` for programs that compute
//! with tables and `pdf` for paper (both a cargo feature).

pub mod batch_report;
pub mod changes;
pub mod csv;
pub mod docx;
pub mod guide;
mod markdown;
#[cfg(feature = "parquet")]
pub mod parquet;
#[cfg(feature = "pdf")]
pub mod pdf;
mod printable;
pub mod table;
pub mod workbook;
pub mod xml;

use super::Language;
use super::view::Partner;

/// A partner as a row below [`Language::ranking_columns`].
fn ranking_row(language: Language, partner: &Partner) -> Vec<String> {
    let cautions = partner.cautions.iter().map(|caution| &caution.facts);
    let distance = partner.distance_km.map(|km| language.number(km, 1));
    vec![
        partner.rank.to_string(),
        partner.name.clone(),
        language.course(partner.alignment),
        interval(language, partner),
        language.compared_cell(&partner.compared),
        distance.unwrap_or_else(unknown),
        language.yes_no(partner.border).to_owned(),
        partner.mutual_rank.to_string(),
        language.caution_labels(cautions),
    ]
}

/// The interval of a partner in a cell.
fn interval(language: Language, partner: &Partner) -> String {
    partner
        .interval
        .map_or_else(unknown, |range| language.percents(range.low, range.high))
}

/// What stands in a cell without a value.
fn unknown() -> String {
    "–".to_owned()
}
