//! Themes and principles: what one municipality says, and what two say side by side.

use super::Style;
use super::explain::one_quote;
use crate::profile::Position;
use crate::rank::Outcome;
use crate::report::view::{Comparison, Said, SideOfTopic, Topic};

/// Themes in a profile; the rest is in the JSON.
const MOST_THEMES: usize = 8;

/// Differences of which the quotes are shown.
const MOST_QUOTED: usize = 4;

/// Principles and themes of a pair in two tables, pace and progress, and the quotes of what differs.
pub(super) fn of_pair(style: Style, view: &Comparison) -> Vec<String> {
    let language = style.language;
    let (ours, theirs) = (view.municipality.name.as_str(), view.partner.name.as_str());
    let mut blocks = Vec::new();
    let mut table = |heading: &str, topics: &[Topic], cell: &dyn Fn(&SideOfTopic) -> String| {
        let rows: Vec<Vec<String>> = topics
            .iter()
            .filter(|topic| topic.ours.statements + topic.theirs.statements > 0)
            .map(|topic| {
                vec![
                    topic.name.clone(),
                    cell(&topic.ours),
                    cell(&topic.theirs),
                    language.outcome(topic.outcome).to_owned(),
                ]
            })
            .collect();
        if !rows.is_empty() {
            let last = language.either("samen", "together");
            blocks.push(style.table(&[heading, ours, theirs, last], &[], 0, rows));
        }
    };
    table(
        language.either("principe", "principle"),
        &view.principles,
        &|side| language.position(side),
    );
    table(language.either("thema", "theme"), &view.themes, &|side| {
        language.progress(side)
    });
    let paces = language.paces(
        (ours, view.tempo.ours, view.intensity.ours),
        (theirs, view.tempo.theirs, view.intensity.theirs),
    );
    blocks.push(style.wrapped(&paces, "", ""));
    let differing = view
        .principles
        .iter()
        .filter(|topic| topic.outcome == Outcome::Differs)
        .take(MOST_QUOTED);
    for topic in differing {
        let sides = [(ours, &topic.ours), (theirs, &topic.theirs)];
        let quotes: Vec<String> = sides
            .iter()
            .filter_map(|(name, side)| Some(one_quote(style, name, side.quotes.first()?)))
            .collect();
        let heading = language.differ_on(&topic.name);
        blocks.push(format!("{heading}\n{}", quotes.join("\n")));
    }
    blocks
}

/// Where one municipality stands, and what it stresses.
pub(super) fn of_one(style: Style, principles: &[Said], themes: &[Said]) -> Vec<String> {
    let language = style.language;
    let mut blocks = Vec::new();
    let rows: Vec<Vec<String>> = principles
        .iter()
        .filter(|one| one.said.statements > 0)
        .map(|one| vec![one.name.clone(), language.position(&one.said)])
        .collect();
    if !rows.is_empty() {
        let headings = language.either(["principe", "standpunt"], ["principle", "position"]);
        blocks.push(style.table(&headings, &[], 0, rows));
    }
    let mut stressed: Vec<&Said> = themes
        .iter()
        .filter(|one| one.said.statements > 0)
        .collect();
    let emphasis = |one: &Said| one.said.emphasis.unwrap_or_default();
    stressed.sort_by(|a, b| emphasis(b).total_cmp(&emphasis(a)));
    let rows: Vec<Vec<String>> = stressed
        .into_iter()
        .take(MOST_THEMES)
        .map(|one| {
            vec![
                one.name.clone(),
                format!("{}×", language.number(emphasis(one).exp(), 1)),
                language.progress(&one.said),
            ]
        })
        .collect();
    if !rows.is_empty() {
        let headings = language.either(
            ["thema", "nadruk", "hoe ver"],
            ["theme", "emphasis", "how far"],
        );
        blocks.push(style.table(&headings, &[1], 0, rows));
    }
    let quotes: Vec<String> = principles
        .iter()
        .filter(|one| matches!(one.said.position, Some(Position::For | Position::Against)))
        .filter_map(|one| Some(one_quote(style, &one.name, one.said.quotes.first()?)))
        .take(MOST_QUOTED)
        .collect();
    blocks.extend((!quotes.is_empty()).then(|| quotes.join("\n")));
    blocks
}
