//! What is known of one municipality.

use super::corpus::{lacking, warnings};
use super::{Answer, Style, topics, unknown};
use crate::report::view::{Document, Profile};

/// Coverage in a sentence, where the municipality stands, and its documents in a table.
pub fn profile(style: Style, view: &Profile) -> String {
    let language = style.language;
    let mut answer = Answer::of_generation(style, view.demonstration);
    answer.block(title(style, view));
    answer.block(coverage(style, view));
    for block in topics::of_one(style, &view.principles, &view.themes) {
        answer.block(block);
    }
    if !view.documents.is_empty() {
        let documents = view.documents.iter();
        let rows = documents.map(|document| row(style, document)).collect();
        answer.block(style.table(&language.document_columns(), &[3, 4], 0, rows));
    }
    let documents = view.documents.iter();
    let warnings: Vec<String> = documents
        .filter_map(|document| warnings(style, document))
        .collect();
    if !warnings.is_empty() {
        answer.block(warnings.join("\n"));
    }
    answer.finish()
}

fn title(style: Style, view: &Profile) -> String {
    let inhabitants = view.population.map(|n| style.language.inhabitants(n));
    let about: Vec<String> = [
        Some(view.municipality.code.clone()),
        view.province.clone(),
        inhabitants,
    ]
    .into_iter()
    .flatten()
    .collect();
    let name = style.strong(&view.municipality.name);
    format!("{name} ({})", about.join(", "))
}

fn coverage(style: Style, view: &Profile) -> String {
    let language = style.language;
    let coverage = &view.coverage.coverage;
    let mut lines = vec![language.coverage(coverage)];
    // Zero is the usual case and needs no line.
    if coverage.superseded > 0 {
        lines.push(language.superseded(coverage.superseded));
    }
    lines.extend(lacking(language, &view.coverage));
    let lines = lines.iter().map(|line| style.wrapped(line, "", "  "));
    lines.collect::<Vec<_>>().join("\n")
}

fn row(style: Style, document: &Document) -> Vec<String> {
    // The title stays readable: the remark stands behind it.
    let title = if document.superseded_for.is_empty() {
        document.title.clone()
    } else {
        format!("{} ({})", document.title, style.language.replaced())
    };
    vec![
        title,
        document.kind.clone(),
        document.date.clone().unwrap_or_else(unknown),
        document.pages.to_string(),
        style.language.integer(document.words),
    ]
}
