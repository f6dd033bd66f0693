//! What was taken from a file of borders.

use super::{Style, trimmed};
use crate::report::view::{BorderImport, Municipality, RefusedFeature, TakenBorders};

/// At most so many municipalities or pairs are named in a sentence; JSON has them all.
const MOST_NAMED: usize = 12;

/// What must be mended first, then what was taken, then what changed.
pub fn borders(style: Style, view: &BorderImport) -> String {
    let language = style.language;
    let mut blocks = Vec::new();
    if !view.refused.is_empty() {
        let lines = view.refused.iter().map(|one| refused(style, one));
        let lines: Vec<String> = lines.collect();
        let heading = style.strong(language.not_taken());
        blocks.push(format!("{heading}\n{}", lines.join("\n")));
    }
    if !view.taken.is_empty() {
        let rows = view.taken.iter().map(|one| row(style, one)).collect();
        blocks.push(style.table(&language.border_columns(), &[1, 2, 3, 4], 0, rows));
    }
    let text = |text: String| style.wrapped(&text, "", "  ");
    if !view.borders_added.is_empty() {
        blocks.push(text(
            language.borders_added(&pairs(style, &view.borders_added)),
        ));
    }
    if !view.borders_removed.is_empty() {
        blocks.push(text(
            language.borders_removed(&pairs(style, &view.borders_removed)),
        ));
    }
    if !view.missing.is_empty() {
        let names = view.missing.iter().map(|one| one.name.clone());
        let names = named(names.collect());
        blocks.push(text(language.without_borders(view.missing.len(), &names)));
    }
    blocks.push(text(match &view.folder {
        Some(folder) => language.borders_written(view.taken.len(), folder),
        None => language.no_borders_taken().to_owned(),
    }));
    trimmed(&blocks.join("\n\n"))
}

fn refused(style: Style, refused: &RefusedFeature) -> String {
    let who = [&refused.name, &refused.code];
    let who: Vec<&str> = who.into_iter().flatten().map(String::as_str).collect();
    let who = match who[..] {
        [] => String::new(),
        _ => format!(" ({})", who.join(", ")),
    };
    let feature = style.language.feature(refused.feature);
    let text = format!("{feature}{who}: {}; {}", refused.reason, refused.remedy);
    style.wrapped(&text, "  ", "    ")
}

fn row(style: Style, one: &TakenBorders) -> Vec<String> {
    let count = |number: usize| style.language.count(number as u64);
    vec![
        one.name.clone(),
        style.language.number(one.area_km2, 1),
        count(one.neighbours.len()),
        count(one.corners),
        count(one.corners_on_map),
    ]
}

fn pairs(style: Style, pairs: &[[Municipality; 2]]) -> String {
    let two = |[a, b]: &[Municipality; 2]| style.language.two_names(&a.name, &b.name);
    named(pairs.iter().map(two).collect())
}

/// Names with commas, the first so many.
fn named(mut names: Vec<String>) -> String {
    let more = names.len() > MOST_NAMED;
    names.truncate(MOST_NAMED);
    if more {
        names.push("…".to_owned());
    }
    names.join(", ")
}
