//! What several municipalities plan, build or have.

use super::explain::one_quote;
use super::{Style, trimmed};
use crate::rank::{Scope, Stage};
use crate::report::view::{Participant, Wheel, Wheels};

/// Wheels that are told with their sentences; the others are in the table.
const MOST_TOLD: usize = 3;

/// Municipalities of one wheel whose sentence is shown.
const MOST_QUOTED: usize = 3;

/// A line for each thing, and the sentences behind the first ones.
pub fn wheels(style: Style, view: &Wheels, scope: &Scope) -> String {
    let language = style.language;
    let mut blocks = Vec::new();
    blocks.extend(
        view.demonstration
            .then(|| language.demonstration().to_owned()),
    );
    let focus = view.municipality.as_ref().map(|focus| focus.name.as_str());
    blocks.push(style.strong(&language.wheels_of(focus, scope)));
    if view.wheels.is_empty() {
        blocks.push(style.wrapped(language.no_wheels(), "", ""));
        return trimmed(&blocks.join("\n\n"));
    }
    blocks.push(overview(style, view));
    blocks.extend(
        view.wheels
            .iter()
            .take(MOST_TOLD)
            .map(|wheel| told(style, wheel)),
    );
    blocks.push(style.wrapped(language.what_wheels_are(), "", ""));
    trimmed(&blocks.join("\n\n"))
}

fn overview(style: Style, view: &Wheels) -> String {
    let language = style.language;
    let [has, builds, plans] = Stage::FURTHEST_FIRST.map(|stage| language.reached(stage));
    let for_one = view.municipality.is_some();
    let mut headings = vec!["#", language.either("wat", "what")];
    if for_one {
        headings.push(language.either("kans", "chance"));
    }
    headings.extend([has, builds, plans]);
    let rows = view.wheels.iter().map(|wheel| {
        let mut row = vec![wheel.rank.to_string(), wheel.name.clone()];
        row.extend(
            wheel
                .chance
                .map(|chance| language.chance_label(chance).to_owned()),
        );
        row.extend(Stage::FURTHEST_FIRST.map(|stage| names(style, wheel, stage, for_one)));
        row
    });
    style.table_of_texts(&headings, &[0], rows.collect())
}

/// Who is at a stage, the municipality itself as "u".
fn names(style: Style, wheel: &Wheel, stage: Stage, for_one: bool) -> String {
    let you = style.language.either("u", "you");
    let of_stage = |one: &&Participant| one.stage == stage;
    let found: Vec<&str> = wheel
        .municipalities
        .iter()
        .filter(of_stage)
        .map(|one| if one.is_focus { you } else { one.name.as_str() })
        .collect();
    match found.len() {
        0 => "–".to_owned(),
        // Of all municipalities there may be hundreds.
        count if !for_one && count > MOST_QUOTED => {
            format!("{}, … ({count})", found[..MOST_QUOTED].join(", "))
        }
        _ => found.join(", "),
    }
}

fn told(style: Style, wheel: &Wheel) -> String {
    let language = style.language;
    let mut lines = vec![style.strong(&format!("{}. {}", wheel.rank, wheel.name))];
    lines.extend(wheel.text.map(|text| style.wrapped(text, "  ", "  ")));
    for one in wheel.municipalities.iter().take(MOST_QUOTED) {
        let said = one.since_from == Some("sentence");
        let since = one.since.as_deref().map(|date| language.since(date, said));
        let near = one
            .distance_km
            .map(|km| format!("{} km", language.number(km, 0)));
        let about: Vec<String> = [Some(language.reached(one.stage).to_owned()), since, near]
            .into_iter()
            .flatten()
            .collect();
        lines.push(style.wrapped(&format!("{}: {}", one.name, about.join(", ")), "  ", "    "));
        lines.extend(
            one.quotes
                .first()
                .map(|quote| one_quote(style, &one.name, quote)),
        );
    }
    if !wheel.refused.is_empty() {
        let names: Vec<&str> = wheel.refused.iter().map(|one| one.name.as_str()).collect();
        lines.push(style.wrapped(&language.who_refused(&names.join(", ")), "  ", "    "));
    }
    lines.join("\n")
}
