//! What was imported from a file of borders.

use super::{Answer, Style};
use crate::report::view::{
    BorderImport, Municipality, RefusedFeature, RegisterFetch, RepairedBorders, TakenBorders,
};

/// At most so many municipalities or pairs are named in a sentence; JSON has them all.
const MAX_NAMED: usize = 12;

/// What must be repaired first, then what was imported, then what changed.
pub fn borders(style: Style, view: &BorderImport) -> String {
    let language = style.language;
    let mut answer = Answer::new(style);
    let refused = view.refused.iter();
    let refused: Vec<String> = refused.map(|one| refused_line(style, one)).collect();
    answer.section(language.not_imported_heading(), &refused);
    let repaired = view.repaired.iter().take(MAX_NAMED);
    let mut repaired: Vec<String> = repaired.map(|one| repaired_line(style, one)).collect();
    if view.repaired.len() > MAX_NAMED {
        let rest = view.repaired.len() - MAX_NAMED;
        repaired.push(style.wrapped(&language.more_repaired(rest), "  ", "    "));
    }
    answer.section(language.repaired_heading(), &repaired);
    if view.water > 0 {
        answer.hanging(&language.water_left_out(view.water));
    }
    if !view.taken.is_empty() {
        let rows = view.taken.iter().map(|one| row(style, one)).collect();
        answer.block(style.table(&language.border_columns(), &[1, 2, 3, 4], 0, rows));
    }
    if !view.borders_added.is_empty() {
        answer.hanging(&language.borders_added(&pairs(style, &view.borders_added)));
    }
    if !view.borders_removed.is_empty() {
        answer.hanging(&language.borders_removed(&pairs(style, &view.borders_removed)));
    }
    if !view.missing.is_empty() {
        let names = view.missing.iter().map(|one| one.name.clone());
        let names = first_names(names.collect());
        answer.hanging(&language.without_borders(view.missing.len(), &names));
    }
    match &view.folder {
        Some(folder) => answer.hanging(&language.borders_written(view.taken.len(), folder)),
        None if view.withheld && !view.taken.is_empty() => {
            answer.hanging(language.borders_withheld());
        }
        None => answer.hanging(language.no_borders_imported()),
    }
    answer.finish()
}

/// What the official list changes, then what was taken of the borders.
pub fn register_fetch(style: Style, view: &RegisterFetch) -> String {
    let language = style.language;
    let mut answer = Answer::new(style);
    answer.title(&language.register_of(&language.date_of(Some(&view.day))));
    let names = |all: &[Municipality]| -> Vec<String> {
        let named = all.iter().map(|one| format!("{} ({})", one.name, one.code));
        named.collect()
    };
    let wrapped = |lines: Vec<String>| -> Vec<String> {
        let lines = lines.iter().map(|line| style.wrapped(line, "  ", "    "));
        lines.collect()
    };
    let ended = view.ended.iter().map(|one| {
        let name = format!("{} ({})", one.name, one.code);
        let until = language.date_of(Some(&one.until));
        language.ended_line(&name, &until, &language.list(&names(&one.successors)))
    });
    let renamed = view.renamed.iter();
    let renamed = renamed.map(|one| language.renamed_line(&one.old_name, &one.new_name));
    answer.section(language.added_heading(), &wrapped(names(&view.added)));
    answer.section(language.ended_heading(), &wrapped(ended.collect()));
    answer.section(language.renamed_heading(), &wrapped(renamed.collect()));
    if view.added.is_empty() && view.ended.is_empty() && view.renamed.is_empty() {
        answer.paragraph(language.register_unchanged());
    }
    if !view.unknown.is_empty() {
        answer.hanging(&language.not_in_list(&first_names(names(&view.unknown))));
    }
    if view.borders_missing {
        answer.paragraph(&language.no_borders_of(view.year));
    }
    match (&view.borders, &view.folder) {
        (Some(imported), _) => answer.block(borders(style, imported)),
        (None, Some(folder)) => answer.hanging(&language.register_written(folder)),
        (None, None) => answer.hanging(language.no_borders_imported()),
    }
    answer.finish()
}

fn refused_line(style: Style, refused: &RefusedFeature) -> String {
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

fn repaired_line(style: Style, repaired: &RepairedBorders) -> String {
    let RepairedBorders {
        name,
        code,
        reason,
        change,
    } = repaired;
    let change = style.language.area_changed(*change);
    style.wrapped(
        &format!("{name} ({code}): {reason}; {change}"),
        "  ",
        "    ",
    )
}

fn row(style: Style, one: &TakenBorders) -> Vec<String> {
    let integer = |number: usize| style.language.integer(number as u64);
    vec![
        one.name.clone(),
        style.language.number(one.area_km2, 1),
        integer(one.neighbours.len()),
        integer(one.corners),
        integer(one.corners_on_map),
    ]
}

fn pairs(style: Style, pairs: &[[Municipality; 2]]) -> String {
    let two = |[a, b]: &[Municipality; 2]| style.language.two_names(&a.name, &b.name);
    first_names(pairs.iter().map(two).collect())
}

/// The first so many names, with commas between.
fn first_names(mut names: Vec<String>) -> String {
    let more = names.len() > MAX_NAMED;
    names.truncate(MAX_NAMED);
    if more {
        // The number of them stands in the sentence.
        names.push("…".to_owned());
    }
    names.join(", ")
}
