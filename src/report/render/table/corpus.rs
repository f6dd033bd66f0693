//! The check of a corpus.

use super::{Answer, Style, unknown};
use crate::document::DateSource;
use crate::report::Language;
use crate::report::view::{CorpusCheck, Document, Holdings, MunicipalityCheck, SkippedDocument};

/// Columns that all but the path take, at most.
const OTHER_COLUMNS: u16 = 66;

/// The least that is shown of a path.
const MIN_PATH_WIDTH: usize = 20;

/// So many municipalities without documents are named; JSON and CSV have them all.
const MAX_NAMED: usize = 12;

/// What must be repaired first, then what was read, worst first, then what that gives for each municipality.
pub fn corpus(style: Style, view: &CorpusCheck) -> String {
    let language = style.language;
    let mut answer = Answer::new(style);
    let skipped = view.skipped.iter();
    let skipped: Vec<String> = skipped.map(|one| skipped_line(style, one)).collect();
    answer.section(language.skipped_heading(), &skipped);
    if !view.documents.is_empty() {
        let documents = view.documents.iter();
        let rows = documents.map(|document| row(style, document)).collect();
        answer.block(style.table(&language.corpus_columns(), &[1, 2, 3, 4, 5], 0, rows));
        answer.hanging(language.corpus_columns_note());
    }
    let documents = view.documents.iter();
    let notes = view.notes.iter().map(|note| {
        let kind = language.warning(note.kind);
        let reason = language.warning_with_remedy(&note.message, &note.remedy);
        style.wrapped(&format!("manifest.csv: {kind}: {reason}"), "  ", "    ")
    });
    let warnings = documents.filter_map(|document| warnings(style, document));
    let warnings: Vec<String> = notes.chain(warnings).collect();
    answer.section(language.warnings_heading(), &warnings);
    municipalities(&mut answer, view);
    answer.block(language.corpus_summary(view.documents.len(), view.skipped.len()));
    answer.finish()
}

fn skipped_line(style: Style, document: &SkippedDocument) -> String {
    let language = style.language;
    let line = document.line.map(|line| language.manifest_line(line));
    let reason = language.reason_and_remedy(&document.reason, &document.remedy);
    let text = format!("{}{}: {reason}", document.path, line.unwrap_or_default());
    style.wrapped(&text, "  ", "    ")
}

/// A path by its end, which tells most, when it does not fit; JSON and CSV have it whole.
fn shortened(path: &str, width: usize) -> String {
    let length = path.chars().count();
    if length <= width {
        return path.to_owned();
    }
    // One character less, for the ellipsis.
    let end: String = path.chars().skip(length + 1 - width).collect();
    format!("…{end}")
}

fn row(style: Style, document: &Document) -> Vec<String> {
    let language = style.language;
    // What the other columns leave, but enough to tell two paths apart.
    let path_width = usize::from(style.width.saturating_sub(OTHER_COLUMNS)).max(MIN_PATH_WIDTH);
    vec![
        shortened(&document.path, path_width),
        document.pages.to_string(),
        language.integer(document.words),
        language.percent(document.readable_share),
        language.percent(document.template_share),
        language.percent(document.statutory_share),
        document.language.clone().unwrap_or_else(unknown),
        dated(language, document),
    ]
}

/// The date, with its source where that is not the manifest.
fn dated(language: Language, document: &Document) -> String {
    let Some(date) = &document.date else {
        return unknown();
    };
    match document.date_from {
        // The manifest is the expected source, so it is not named.
        None | Some(DateSource::Manifest) => date.clone(),
        Some(DateSource::Text | DateSource::Properties) => {
            format!("{date} ({})", language.date_source(document.date_from))
        }
    }
}

/// The municipalities of which there is something, in a table; those of which there is nothing, by name.
fn municipalities(answer: &mut Answer, view: &CorpusCheck) {
    let language = answer.style.language;
    let (present, absent): (Vec<_>, Vec<_>) = view
        .municipalities
        .iter()
        .partition(|one| !one.holdings.kinds.is_empty());
    if !present.is_empty() {
        let rows = present.into_iter().map(|one| holdings_row(language, one));
        let columns = language.holdings_columns();
        let table = answer
            .style
            .table(&columns, &[1, 2, 3, 4, 5], 7, rows.collect());
        answer.block(table);
    }
    if !absent.is_empty() {
        let names = absent.iter().map(|one| one.name.as_str());
        let named: Vec<&str> = names.take(MAX_NAMED).collect();
        answer.hanging(&language.without_documents(absent.len(), &named));
    }
}

fn holdings_row(language: Language, one: &MunicipalityCheck) -> Vec<String> {
    let (held, coverage) = (&one.holdings, &one.holdings.coverage);
    // The themes that are mentioned out of all, as a reader counts them.
    let mentioned = held.themes as usize - held.themes_not_mentioned.len();
    vec![
        one.name.clone(),
        coverage.documents.to_string(),
        coverage.unreadable.to_string(),
        coverage.superseded.to_string(),
        language.integer(coverage.words),
        format!("{mentioned}/{}", held.themes),
        coverage.newest.clone().unwrap_or_else(unknown),
        missing(language, held),
    ]
}

/// What is missing, with commas between; empty when nothing is.
fn missing(language: Language, held: &Holdings) -> String {
    let missing = held.missing.iter().map(|what| language.missing(*what));
    missing.collect::<Vec<_>>().join(", ")
}

/// What is missing, and the themes that are not mentioned, in lines.
pub(super) fn lacking(language: Language, held: &Holdings) -> Vec<String> {
    let mut lines = Vec::new();
    if !held.missing.is_empty() {
        lines.push(language.missing_list(&missing(language, held)));
    }
    if !held.themes_not_mentioned.is_empty() {
        let names = held
            .themes_not_mentioned
            .iter()
            .map(|one| one.name.as_str());
        let names = names.collect::<Vec<_>>().join(", ");
        lines.push(language.themes_not_mentioned(&names));
    }
    lines
}

/// What went wrong with a document, or was repaired, a line for each. Returns `None` when all was well.
pub(super) fn warnings(style: Style, document: &Document) -> Option<String> {
    let language = style.language;
    let lines = document.warnings.iter().map(|warning| {
        let kind = language.warning(warning.kind);
        let reason = language.warning_with_remedy(&warning.message, &warning.remedy);
        let text = format!("{}: {kind}: {reason}", document.path);
        style.wrapped(&text, "  ", "    ")
    });
    let lines: Vec<String> = lines.collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}
