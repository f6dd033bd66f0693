//! What is known of one municipality.

use super::corpus::{lacking, remarks};
use super::{Style, topics, trimmed};
use crate::report::view::{Document, Profile};

/// Coverage in a sentence and the documents in a table.
pub fn profile(style: Style, view: &Profile) -> String {
    let language = style.language;
    let mut blocks = Vec::new();
    blocks.extend(
        view.demonstration
            .then(|| language.demonstration().to_owned()),
    );
    let inhabitants = view.population.map(|count| language.inhabitants(count));
    let about: Vec<String> = [
        Some(view.municipality.code.clone()),
        view.province.clone(),
        inhabitants,
    ]
    .into_iter()
    .flatten()
    .collect();
    blocks.push(format!(
        "{} ({})",
        style.strong(&view.municipality.name),
        about.join(", ")
    ));
    let coverage = &view.coverage.coverage;
    let newest = coverage
        .newest
        .as_deref()
        .and_then(|date| date.parse().ok());
    let mut known = vec![language.coverage(
        coverage.documents,
        coverage.words,
        coverage.readable_share,
        newest,
    )];
    known.extend((coverage.superseded > 0).then(|| language.superseded(coverage.superseded)));
    known.extend(lacking(language, &view.coverage));
    let known: Vec<String> = known
        .iter()
        .map(|line| style.wrapped(line, "", "  "))
        .collect();
    blocks.push(known.join("\n"));
    blocks.extend(topics::of_one(style, &view.principles, &view.themes));
    if !view.documents.is_empty() {
        let headings = language.either(
            ["document", "soort", "datum", "blz.", "woorden"],
            ["document", "kind", "date", "pages", "words"],
        );
        let rows = view
            .documents
            .iter()
            .map(|document| row(style, document))
            .collect();
        blocks.push(style.table(&headings, &[3, 4], 0, rows));
        let warned: Vec<String> = view
            .documents
            .iter()
            .filter_map(|document| remarks(style, document))
            .collect();
        blocks.extend((!warned.is_empty()).then(|| warned.join("\n")));
    }
    trimmed(&blocks.join("\n\n"))
}

fn row(style: Style, document: &Document) -> Vec<String> {
    let title = if document.superseded_for.is_empty() {
        document.title.clone()
    } else {
        format!("{} ({})", document.title, style.language.replaced())
    };
    vec![
        title,
        document.kind.clone(),
        document.date.clone().unwrap_or_else(|| "–".to_owned()),
        document.pages.to_string(),
        style.language.count(document.words),
    ]
}
