//! The reports of a batch: a page for each municipality, and one that leads to them.
//!
//! Whole HTML pages that need nothing from elsewhere, so that they can be mailed and printed.

use super::Language;
use super::sheet::{self, Block};
use super::view::{BatchRun, Coverage, Match, Municipality, NotScored, Partner};
use crate::rank::Scope;

/// The page that leads to the others.
pub const INDEX: &str = "index.html";

/// The name of the file with the report on a municipality: its code, which may hold letters and digits only.
pub fn file_name(code: &str) -> String {
    format!("{code}.html")
}

/// The partners of a municipality: how they rank, and for each why, what to mind, and the sentences it rests on.
///
/// `partners` of the view are all that are shown; `ranked` is how many there are.
pub fn partners(language: Language, view: &Match, scope: &Scope, ranked: usize) -> String {
    let name = &view.municipality.name;
    let title = language.partners_of(name, scope);
    let mut blocks = opening(language, title.clone(), view.demonstration);
    blocks.push(Block::Text(language.report_aim().to_owned()));
    if view.partners.is_empty() {
        blocks.push(Block::Text(language.report_nobody(name)));
    } else {
        blocks.push(ranking(language, &view.partners));
        blocks.push(Block::Text(language.what_alignment_is().to_owned()));
        blocks.push(Block::Text(language.what_the_range_is().to_owned()));
        if ranked > view.partners.len() {
            let text = language.report_first_of(view.partners.len(), ranked);
            blocks.push(Block::Text(text));
        }
    }
    for one in &view.partners {
        partner(language, name, one, &mut blocks);
    }
    if !view.not_scored.is_empty() {
        blocks.push(Block::Section(language.not_compared().to_owned()));
        let silent = view.not_scored.iter();
        blocks.extend(silent.map(|one| Block::Item(format!("{}: {}", one.name, one.text))));
    }
    blocks.push(Block::Section(language.guide_headings().basis.to_owned()));
    blocks.push(Block::Item(covered(language, name, &view.coverage)));
    blocks.push(Block::Text(language.guide_made_by(&view.generation)));
    sheet::html(language, &title, &blocks)
}

/// What can be said of a municipality without text: that there is nothing, and why.
pub fn silent(
    language: Language,
    one: &NotScored,
    generation: &str,
    demonstration: bool,
) -> String {
    let mut blocks = opening(language, one.name.clone(), demonstration);
    blocks.push(Block::Text(language.no_text(&one.name, one.reason)));
    blocks.push(Block::Text(language.guide_made_by(generation)));
    sheet::html(language, &one.name, &blocks)
}

/// The page that leads to the reports of `scored` and of those who are not, each with the first of its partners.
pub fn index(
    language: Language,
    run: &BatchRun,
    scope: &Scope,
    scored: &[(Municipality, Option<String>)],
) -> String {
    let title = language.reports_title(scope);
    let mut blocks = opening(language, title.clone(), run.demonstration);
    blocks.push(Block::Text(language.report_aim().to_owned()));
    let link = |name: &str, code: &str, beside: String| Block::Link {
        text: name.to_owned(),
        file: file_name(code),
        beside,
    };
    blocks.extend(scored.iter().map(|(one, first)| {
        let beside = first.as_ref().map_or_else(String::new, |partner| {
            format!(": {}", language.report_first(partner))
        });
        link(&one.name, &one.code, beside)
    }));
    if !run.not_scored.is_empty() {
        blocks.push(Block::Section(language.not_compared().to_owned()));
        let silent = run.not_scored.iter();
        blocks.extend(silent.map(|one| link(&one.name, &one.code, format!(": {}", one.text))));
    }
    blocks.push(Block::Text(language.guide_made_by(&run.generation)));
    sheet::html(language, &title, &blocks)
}

fn opening(language: Language, title: String, demonstration: bool) -> Vec<Block> {
    let mut blocks = vec![Block::Title(title)];
    blocks.extend(demonstration.then(|| Block::Text(language.demonstration().to_owned())));
    blocks
}

fn ranking(language: Language, partners: &[Partner]) -> Block {
    let rows = partners.iter().map(|partner| {
        let cautions = partner.cautions.iter().map(|caution| &caution.facts);
        let distance = partner.distance_km.map(|km| language.number(km, 1));
        vec![
            partner.rank.to_string(),
            partner.name.clone(),
            language.percent(partner.alignment),
            language.percents(partner.interval.low, partner.interval.high),
            distance.unwrap_or_else(|| "–".to_owned()),
            language.yes_no(partner.border).to_owned(),
            partner.mutual_rank.to_string(),
            language.caution_labels(cautions),
        ]
    });
    Block::Table {
        headings: language.ranking_columns().to_vec(),
        rows: rows.collect(),
    }
}

fn partner(language: Language, ours: &str, partner: &Partner, blocks: &mut Vec<Block>) {
    let share = language.percent(partner.alignment);
    let heading = format!("{}. {}: {share}", partner.rank, partner.name);
    blocks.push(Block::Section(heading));
    let interval = &partner.interval;
    blocks.push(Block::Text(language.standing(
        partner.percentile,
        interval.low,
        interval.high,
    )));
    for part in &partner.explanation.children {
        let meaning = language.meaning(&part.key, part.value);
        blocks.push(Block::Item(format!(
            "{}: {meaning}",
            language.part(&part.key)
        )));
    }
    let nearness = language.nearness(partner.border, partner.distance_km);
    blocks.push(Block::Item(nearness));
    blocks.push(Block::Item(covered(
        language,
        &partner.name,
        &partner.coverage,
    )));
    if !partner.cautions.is_empty() {
        blocks.push(Block::Point(language.guide_headings().cautions.to_owned()));
        let cautions = partner.cautions.iter();
        blocks.extend(cautions.map(|caution| Block::Item(caution.text.clone())));
    }
    if !partner.evidence.is_empty() {
        blocks.push(Block::Point(language.quotes(&partner.name)));
    }
    for evidence in &partner.evidence {
        blocks.push(Block::quoted(language, ours, &evidence.ours));
        blocks.push(Block::quoted(language, &partner.name, &evidence.theirs));
    }
}

fn covered(language: Language, name: &str, coverage: &Coverage) -> String {
    let newest = coverage.newest.as_deref();
    let known = language.coverage(
        coverage.documents,
        coverage.words,
        coverage.readable_share,
        newest.and_then(|date| date.parse().ok()),
    );
    format!("{name}: {known}")
}
