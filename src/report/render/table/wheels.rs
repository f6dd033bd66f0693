//! Initiatives that several municipalities plan, build or have.

use super::explain::one_quote;
use super::{Answer, Style, unknown};
use crate::rank::{Scope, Stage};
use crate::report::view::{Participant, SharedInitiative, SharedInitiatives};

/// Initiatives that are shown with their sentences; the others are in the table only.
const MAX_DETAILED: usize = 3;

/// Municipalities of one initiative whose sentence is shown.
const MAX_QUOTED: usize = 3;

/// A line for each initiative, and the sentences behind the first ones.
pub fn wheels(style: Style, view: &SharedInitiatives, scope: &Scope) -> String {
    let language = style.language;
    let mut answer = Answer::of_generation(style, view.demonstration);
    let focus = view.municipality.as_ref().map(|focus| focus.name.as_str());
    answer.title(&language.wheels_of(focus, scope));
    if view.initiatives.is_empty() {
        answer.paragraph(language.no_wheels());
        return answer.finish();
    }
    answer.block(overview(style, view));
    for wheel in view.initiatives.iter().take(MAX_DETAILED) {
        answer.block(detailed(style, wheel));
    }
    answer.paragraph(language.wheels_note());
    answer.finish()
}

fn overview(style: Style, view: &SharedInitiatives) -> String {
    let language = style.language;
    let for_one = view.municipality.is_some();
    let mut headings = vec!["#", language.what_column()];
    // What can be done with an initiative depends on who asks.
    if for_one {
        headings.push(language.opportunity_column());
    }
    headings.extend(Stage::FURTHEST_FIRST.map(|stage| language.stage(stage)));
    let rows = view.initiatives.iter().map(|wheel| {
        let mut row = vec![wheel.rank.to_string(), wheel.name.clone()];
        let opportunity = wheel.opportunity.map(|one| language.opportunity_label(one));
        row.extend(opportunity.map(str::to_owned));
        row.extend(Stage::FURTHEST_FIRST.map(|stage| names(style, wheel, stage, for_one)));
        row
    });
    style.table_of_texts(&headings, &[0], rows.collect())
}

/// Who is at a stage, the municipality itself as "u".
fn names(style: Style, wheel: &SharedInitiative, stage: Stage, for_one: bool) -> String {
    let you = style.language.you();
    let of_stage = |one: &&Participant| one.stage == stage;
    let found: Vec<&str> = wheel
        .municipalities
        .iter()
        .filter(of_stage)
        .map(|one| if one.is_focus { you } else { one.name.as_str() })
        .collect();
    match found.len() {
        0 => unknown(),
        // Of all municipalities there may be hundreds.
        count if !for_one && count > MAX_QUOTED => {
            format!("{}, … ({count})", found[..MAX_QUOTED].join(", "))
        }
        _ => found.join(", "),
    }
}

fn detailed(style: Style, wheel: &SharedInitiative) -> String {
    let language = style.language;
    let mut lines = vec![style.strong(&format!("{}. {}", wheel.rank, wheel.name))];
    lines.extend(wheel.text.map(|text| style.wrapped(text, "  ", "  ")));
    for one in wheel.municipalities.iter().take(MAX_QUOTED) {
        lines.push(style.wrapped(&about(style, one), "  ", "    "));
        // One sentence for each: the others are in the JSON.
        let quote = one.quotes.first();
        lines.extend(quote.map(|quote| one_quote(style, &one.name, quote)));
    }
    if !wheel.refused.is_empty() {
        let names: Vec<&str> = wheel.refused.iter().map(|one| one.name.as_str()).collect();
        let declined = language.declined_by(&names.join(", "));
        lines.push(style.wrapped(&declined, "  ", "    "));
    }
    lines.join("\n")
}

/// How far a municipality has come, since when, and how far away it is.
fn about(style: Style, one: &Participant) -> String {
    let language = style.language;
    // The date of a document may be later than what it tells of, so the two are worded differently.
    let stated = one.since_from == Some("sentence");
    let since = one.since.as_deref();
    let distance = one.distance_km.map(|km| language.number(km, 0));
    let about: Vec<String> = [
        Some(language.stage(one.stage).to_owned()),
        since.map(|date| language.since(date, stated)),
        distance.map(|km| format!("{km} km")),
    ]
    .into_iter()
    .flatten()
    .collect();
    format!("{}: {}", one.name, about.join(", "))
}
