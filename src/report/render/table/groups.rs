//! Groups in which every pair is aligned.

use std::collections::BTreeSet;

use super::{Answer, Style, unknown};
use crate::rank::Scope;
use crate::report::view::{Group, Groups, Municipality, RegionGroups};

/// A line for each group, on what the weakest pairs differ, and what is told of the first of each size.
pub fn groups(style: Style, view: &Groups, scope: &Scope) -> String {
    let language = style.language;
    let mut answer = Answer::of_generation(style, view.demonstration);
    answer.title(&language.groups_of(&view.municipality.name, scope));
    if view.groups.is_empty() {
        answer.paragraph(language.no_groups());
        return answer.finish();
    }
    answer.block(lines(style, &view.groups));
    differences(&mut answer, view.groups.iter());
    descriptions(&mut answer, view.groups.iter().filter(|one| one.rank == 1));
    bound(&mut answer, view.bound);
    answer.paragraph(language.groups_note());
    answer.finish()
}

/// The region divided into groups, its best groups, and what is told of the groups of the division.
pub fn region_groups(style: Style, view: &RegionGroups, region: &str) -> String {
    let language = style.language;
    let mut answer = Answer::of_generation(style, view.demonstration);
    answer.title(&language.groups_in(region));
    let partition = &view.partition;
    if view.groups.is_empty() && partition.groups.is_empty() {
        answer.paragraph(language.no_groups_in_region());
        without_group(&mut answer, view);
        return answer.finish();
    }
    answer.title(language.region_divided());
    answer.block(lines(style, &partition.groups));
    without_group(&mut answer, view);
    let room = partition.bound / partition.value - 1.0;
    answer.paragraph(&if room > 0.0 {
        language.partition_bound(&format!("{}%", language.number(room * 100.0, 1)))
    } else {
        language.best_partition().to_owned()
    });
    answer.title(language.strongest_groups());
    answer.block(lines(style, &view.groups));
    bound(&mut answer, view.bound);
    differences(&mut answer, partition.groups.iter().chain(&view.groups));
    descriptions(&mut answer, partition.groups.iter());
    answer.paragraph(language.groups_note());
    answer.finish()
}

fn lines(style: Style, groups: &[Group]) -> String {
    let rows = groups.iter().map(|group| row(style, group)).collect();
    style.table_of_texts(&style.language.group_columns(), &[0, 2, 4], rows)
}

/// On what weakest pairs differ, each pair once.
fn differences<'g>(answer: &mut Answer, groups: impl Iterator<Item = &'g Group>) {
    let style = answer.style;
    let mut told: BTreeSet<[&str; 2]> = BTreeSet::new();
    let mut sentences = Vec::new();
    for pair in groups.map(|group| &group.weakest_pair) {
        if pair.differing_names.is_empty() || !told.insert(pair.codes()) {
            continue;
        }
        let on = pair.differing_names.join(", ");
        let (a, b) = (&pair.municipality.name, &pair.partner.name);
        let sentence = style.language.weakest_differs(a, b, &on);
        sentences.push(style.wrapped(&sentence, "", "  "));
    }
    if !sentences.is_empty() {
        answer.block(sentences.join("\n"));
    }
}

/// What is told of groups, below their members.
fn descriptions<'g>(answer: &mut Answer, groups: impl Iterator<Item = &'g Group>) {
    let style = answer.style;
    for group in groups {
        let sentences = group.sentences(style.language);
        let sentences = sentences.iter().map(|one| style.wrapped(one, "", "  "));
        let sentences: Vec<String> = sentences.collect();
        answer.section(
            &style.language.about_group(&names(style, &group.members)),
            &sentences,
        );
    }
}

fn bound(answer: &mut Answer, bound: Option<f64>) {
    let language = answer.style.language;
    if let Some(bound) = bound {
        answer.paragraph(&language.groups_not_all_searched(&language.percent(bound)));
    }
}

fn without_group(answer: &mut Answer, view: &RegionGroups) {
    let (style, partition) = (answer.style, &view.partition);
    let language = style.language;
    if !partition.ungrouped.is_empty() {
        answer.paragraph(&language.in_no_group(&names(style, &partition.ungrouped)));
    }
    if !partition.without_text.is_empty() {
        answer.paragraph(&language.members_without_text(&names(style, &partition.without_text)));
    }
}

fn names(style: Style, members: &[Municipality]) -> String {
    let names: Vec<String> = members.iter().map(|one| one.name.clone()).collect();
    style.language.list(&names)
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
