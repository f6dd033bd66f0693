//! Groups in which every pair is aligned.

use super::{Style, trimmed};
use crate::rank::Scope;
use crate::report::view::{Group, Groups};

/// A line for each group, and on what the weakest pairs differ.
pub fn groups(style: Style, view: &Groups, scope: &Scope) -> String {
    let language = style.language;
    let mut blocks = Vec::new();
    blocks.extend(
        view.demonstration
            .then(|| language.demonstration().to_owned()),
    );
    blocks.push(style.strong(&language.groups_of(&view.municipality.name, scope)));
    if view.groups.is_empty() {
        blocks.push(style.wrapped(language.no_groups(), "", ""));
        return trimmed(&blocks.join("\n\n"));
    }
    let rows = view.groups.iter().map(|group| row(style, group)).collect();
    blocks.push(style.table_of_texts(&language.group_columns(), &[0, 2, 4], rows));
    let mut differing: Vec<String> = view
        .groups
        .iter()
        .map(|group| &group.weakest_pair)
        .filter(|pair| !pair.differing_names.is_empty())
        .map(|pair| {
            let on = pair.differing_names.join(", ");
            let (a, b) = (&pair.municipality.name, &pair.partner.name);
            style.wrapped(&language.weakest_differs(a, b, &on), "", "  ")
        })
        .collect();
    differing.dedup();
    blocks.extend((!differing.is_empty()).then(|| differing.join("\n")));
    blocks.push(style.wrapped(language.what_groups_are(), "", ""));
    trimmed(&blocks.join("\n\n"))
}

fn row(style: Style, group: &Group) -> Vec<String> {
    let language = style.language;
    let members: Vec<&str> = group.members.iter().map(|one| one.name.as_str()).collect();
    let pair = &group.weakest_pair;
    let weakest = language.two_names(&pair.municipality.name, &pair.partner.name);
    vec![
        group.rank.to_string(),
        members.join(", "),
        language.percent(group.alignment),
        format!("{weakest}: {}", language.percent(pair.alignment)),
        group
            .widest_km
            .map_or_else(|| "–".to_owned(), |km| language.number(km, 0)),
    ]
}
