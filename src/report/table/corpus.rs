//! The check of a corpus.

use super::{Style, trimmed};
use crate::report::view::{CorpusCheck, Document, Refusal};

/// What must be mended first, then what was read, worst first.
pub fn corpus(style: Style, view: &CorpusCheck) -> String {
    let language = style.language;
    let mut blocks = Vec::new();
    if !view.refusals.is_empty() {
        let heading = language.either("Niet opgenomen", "Not taken up");
        let lines: Vec<String> = view
            .refusals
            .iter()
            .map(|refusal| refused(style, refusal))
            .collect();
        blocks.push(format!("{}\n{}", style.strong(heading), lines.join("\n")));
    }
    let headings = language.either(
        ["document", "blz.", "woorden", "leesbaar", "taal", "datum"],
        ["document", "pages", "words", "readable", "lang.", "date"],
    );
    if !view.documents.is_empty() {
        let rows = view
            .documents
            .iter()
            .map(|document| row(style, document))
            .collect();
        blocks.push(style.table(&headings, &[1, 2, 3], 0, rows));
    }
    let warned: Vec<String> = view
        .documents
        .iter()
        .filter_map(|document| remarks(style, document))
        .collect();
    if !warned.is_empty() {
        let heading = language.either("Opmerkingen", "Remarks");
        blocks.push(format!("{}\n{}", style.strong(heading), warned.join("\n")));
    }
    let (read, refused) = (view.documents.len(), view.refusals.len());
    blocks.push(language.either(
        format!("{read} documenten bekeken, {refused} niet opgenomen"),
        format!("{read} documents checked, {refused} not taken up"),
    ));
    trimmed(&blocks.join("\n\n"))
}

fn refused(style: Style, refusal: &Refusal) -> String {
    let line = refusal.line.map_or_else(String::new, |line| {
        style
            .language
            .either(format!(" (regel {line})"), format!(" (line {line})"))
    });
    let text = format!(
        "{}{line}: {}; {}",
        refusal.path, refusal.reason, refusal.remedy
    );
    style.wrapped(&text, "  ", "    ")
}

/// Columns that all but the path take, at most.
const OTHER_COLUMNS: u16 = 46;

/// A path by its end, which tells most, when it does not fit; JSON and CSV have it whole.
fn shortened(path: &str, width: usize) -> String {
    let length = path.chars().count();
    if length <= width {
        return path.to_owned();
    }
    let end: String = path.chars().skip(length + 1 - width).collect();
    format!("…{end}")
}

fn row(style: Style, document: &Document) -> Vec<String> {
    let path_width = usize::from(style.width.saturating_sub(OTHER_COLUMNS)).max(20);
    let unknown = || "–".to_owned();
    vec![
        shortened(&document.path, path_width),
        document.pages.to_string(),
        style.language.count(document.words),
        style.language.percent(document.readable_share),
        document.language.clone().unwrap_or_else(unknown),
        document.date.clone().unwrap_or_else(unknown),
    ]
}

/// What went wrong with a document, or was mended, a line for each; nothing when all was well.
pub(super) fn remarks(style: Style, document: &Document) -> Option<String> {
    let lines: Vec<String> = document
        .warnings
        .iter()
        .map(|remark| {
            let how = style.language.warning(remark.kind);
            style.wrapped(
                &format!(
                    "{}: {how}: {}; {}",
                    document.path, remark.message, remark.remedy
                ),
                "  ",
                "    ",
            )
        })
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}
