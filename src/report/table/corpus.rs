//! The check of a corpus.

use super::{Style, trimmed};
use crate::document::DateSource;
use crate::report::Language;
use crate::report::view::{CorpusCheck, Document, Holdings, MunicipalityCheck, SkippedDocument};

/// What must be mended first, then what was read, worst first, then what that gives for each municipality.
pub fn corpus(style: Style, view: &CorpusCheck) -> String {
    let language = style.language;
    let mut blocks = Vec::new();
    if !view.skipped.is_empty() {
        let heading = language.either("Niet opgenomen", "Not taken up");
        let lines: Vec<String> = view
            .skipped
            .iter()
            .map(|refusal| refused(style, refusal))
            .collect();
        blocks.push(format!("{}\n{}", style.strong(heading), lines.join("\n")));
    }
    let headings = language.either(
        [
            "document", "blz.", "woorden", "leesbaar", "gedeeld", "wet", "taal", "datum",
        ],
        [
            "document", "pages", "words", "readable", "shared", "law", "lang.", "date",
        ],
    );
    if !view.documents.is_empty() {
        let rows = view
            .documents
            .iter()
            .map(|document| row(style, document))
            .collect();
        blocks.push(style.table(&headings, &[1, 2, 3, 4, 5], 0, rows));
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
    blocks.extend(municipalities(style, view));
    let (read, refused) = (view.documents.len(), view.skipped.len());
    blocks.push(language.either(
        format!("{read} documenten bekeken, {refused} niet opgenomen"),
        format!("{read} documents checked, {refused} not taken up"),
    ));
    trimmed(&blocks.join("\n\n"))
}

fn refused(style: Style, document: &SkippedDocument) -> String {
    let line = document.line.map_or_else(String::new, |line| {
        style
            .language
            .either(format!(" (regel {line})"), format!(" (line {line})"))
    });
    let text = format!(
        "{}{line}: {}; {}",
        document.path, document.reason, document.remedy
    );
    style.wrapped(&text, "  ", "    ")
}

/// Columns that all but the path take, at most.
const OTHER_COLUMNS: u16 = 66;

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
        style.language.percent(document.template_share),
        style.language.percent(document.statutory_share),
        document.language.clone().unwrap_or_else(unknown),
        dated(style.language, document),
    ]
}

/// The date, with who says so where that is not the manifest.
fn dated(language: Language, document: &Document) -> String {
    let Some(date) = &document.date else {
        return "–".to_owned();
    };
    match document.date_from {
        None | Some(DateSource::Manifest) => date.clone(),
        Some(DateSource::Text | DateSource::Properties) => {
            format!("{date} ({})", language.date_source(document.date_from))
        }
    }
}

/// The municipalities of which there is something, in a table; those of which there is nothing, by name.
fn municipalities(style: Style, view: &CorpusCheck) -> Vec<String> {
    let language = style.language;
    let is_there = |one: &&MunicipalityCheck| !one.holdings.kinds.is_empty();
    let mut blocks = Vec::new();
    let rows: Vec<Vec<String>> = view
        .municipalities
        .iter()
        .filter(is_there)
        .map(|one| {
            let (held, coverage) = (&one.holdings, &one.holdings.coverage);
            let named = held.themes as usize - held.themes_not_mentioned.len();
            let missing: Vec<&str> = held
                .missing
                .iter()
                .map(|what| language.missing(*what))
                .collect();
            vec![
                one.name.clone(),
                coverage.documents.to_string(),
                coverage.unreadable.to_string(),
                coverage.superseded.to_string(),
                language.count(coverage.words),
                format!("{named}/{}", held.themes),
                coverage.newest.clone().unwrap_or_else(|| "–".to_owned()),
                missing.join(", "),
            ]
        })
        .collect();
    if !rows.is_empty() {
        let headings = language.either(
            [
                "gemeente", "doc.", "onleesb.", "oud", "woorden", "thema's", "nieuwste", "mist",
            ],
            [
                "municipality",
                "doc.",
                "unread",
                "old",
                "words",
                "themes",
                "newest",
                "missing",
            ],
        );
        blocks.push(style.table(&headings, &[1, 2, 3, 4, 5], 7, rows));
    }
    let absent: Vec<&str> = view
        .municipalities
        .iter()
        .filter(|one| !is_there(one))
        .map(|one| one.name.as_str())
        .collect();
    if !absent.is_empty() {
        let text = language.without_documents(absent.len(), &absent[..absent.len().min(NAMED)]);
        blocks.push(style.wrapped(&text, "", "  "));
    }
    blocks
}

/// So many municipalities without documents are named; JSON and CSV have them all.
const NAMED: usize = 12;

/// What is missing, and the themes that are not named, in lines.
pub(super) fn lacking(language: Language, held: &Holdings) -> Vec<String> {
    let mut lines = Vec::new();
    if !held.missing.is_empty() {
        let missing: Vec<&str> = held
            .missing
            .iter()
            .map(|what| language.missing(*what))
            .collect();
        let heading = language.either("Mist", "Missing");
        lines.push(format!("{heading}: {}", missing.join(", ")));
    }
    if !held.themes_not_mentioned.is_empty() {
        let names: Vec<&str> = held
            .themes_not_mentioned
            .iter()
            .map(|one| one.name.as_str())
            .collect();
        let heading = language.either("Niet genoemd", "Not mentioned");
        lines.push(format!("{heading}: {}", names.join(", ")));
    }
    lines
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
