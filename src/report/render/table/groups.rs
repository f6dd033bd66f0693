//! Groups in which every pair is aligned.

use super::{Answer, Style, unknown};
use crate::rank::Scope;
use crate::report::view::{Group, Groups};

/// A line for each group, and on what the weakest pairs differ.
pub fn groups(style: Style, view: &Groups, scope: &Scope) -> String {
    let language = style.language;
    let mut answer = Answer::of_generation(style, view.demonstration);
    answer.title(&language.groups_of(&view.municipality.name, scope));
    if view.groups.is_empty() {
        answer.paragraph(language.no_groups());
        return answer.finish();
    }
    let rows = view.groups.iter().map(|group| row(style, group)).collect();
    answer.block(style.table_of_texts(&language.group_columns(), &[0, 2, 4], rows));
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
    // Groups that follow each other often have the same weakest pair.
    differing.dedup();
    if !differing.is_empty() {
        answer.block(differing.join("\n"));
    }
    answer.paragraph(language.groups_note());
    answer.finish()
}

fn row(style: Style, group: &Group) -> Vec<String> {
    let language = style.language;
    let members: Vec<&str> = group.members.iter().map(|one| one.name.as_str()).collect();
    let pair = &group.weakest_pair;
    let weakest = language.pair_course(&pair.municipality.name, &pair.partner.name, pair.alignment);
    let widest = group.widest_km.map(|km| language.number(km, 0));
    vec![
        group.rank.to_string(),
        members.join(", "),
        language.percent(group.alignment),
        weakest,
        widest.unwrap_or_else(unknown),
    ]
}
