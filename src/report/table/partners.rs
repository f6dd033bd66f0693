//! Ranked partners, and two municipalities side by side.

use super::explain::{cautions, not_scored, quotes, tree};
use super::{Style, topics, trimmed};
use crate::rank::Scope;
use crate::report::view::{Comparison, Coverage, Match, Partner};

/// The partners of one municipality: a table, the best quote, and who could not be compared. With `explain`,
/// also why, for every partner.
pub fn partners(style: Style, view: &Match, scope: &Scope, explain: bool) -> String {
    let language = style.language;
    let mut blocks = Vec::new();
    blocks.extend(
        view.demonstration
            .then(|| language.demonstration().to_owned()),
    );
    blocks.push(style.strong(&language.partners_of(&view.municipality.name, scope)));
    match view.partners.first() {
        None => blocks.push(style.wrapped(&language.nobody(scope), "", "")),
        Some(first) => {
            blocks.push(ranking(style, &view.partners));
            blocks.push(style.wrapped(language.what_alignment_is(), "", ""));
            blocks.push(style.wrapped(language.what_the_range_is(), "", ""));
            if explain {
                blocks.extend(
                    view.partners
                        .iter()
                        .map(|partner| explained(style, &view.municipality.name, partner)),
                );
            } else {
                blocks.extend(first.evidence.first().map(|evidence| {
                    let heading = language.quotes(&first.name);
                    format!(
                        "{heading}\n{}",
                        quotes(style, &view.municipality.name, &first.name, evidence)
                    )
                }));
                blocks.push(style.wrapped(
                    &language.see_more(&quoted(&view.municipality.name), &quoted(&first.name)),
                    "",
                    "  ",
                ));
            }
        }
    }
    blocks.extend(not_scored(style, &view.not_scored));
    trimmed(&blocks.join("\n\n"))
}

fn ranking(style: Style, partners: &[Partner]) -> String {
    let language = style.language;
    let headings = language.ranking_columns();
    let rows = partners.iter().map(|partner| {
        let cautions = partner.cautions.iter().map(|caution| &caution.facts);
        vec![
            partner.rank.to_string(),
            partner.name.clone(),
            language.percent(partner.alignment),
            language.percents(partner.interval.low, partner.interval.high),
            partner
                .distance_km
                .map_or_else(|| "–".to_owned(), |km| language.number(km, 1)),
            language.yes_no(partner.border).to_owned(),
            partner.mutual_rank.to_string(),
            language.caution_labels(cautions),
        ]
    });
    style.table(&headings, &[0, 2, 3, 4, 6], 7, rows.collect())
}

fn explained(style: Style, ours: &str, partner: &Partner) -> String {
    let language = style.language;
    let mut lines = vec![style.strong(&format!("{}. {}", partner.rank, partner.name))];
    lines.push(tree(style, &partner.explanation));
    let standing = language.standing(
        partner.percentile,
        partner.interval.low,
        partner.interval.high,
    );
    lines.push(style.wrapped(&standing, "  ", "  "));
    lines.extend(standing_at_distance(style, partner.percentile_at_distance));
    lines.push(coverage(style, &partner.name, &partner.coverage));
    lines.extend(cautions(style, &partner.cautions));
    if !partner.evidence.is_empty() {
        lines.push(language.quotes(&partner.name));
    }
    lines.extend(
        partner
            .evidence
            .iter()
            .map(|evidence| quotes(style, ours, &partner.name, evidence)),
    );
    lines.join("\n")
}

fn standing_at_distance(style: Style, percentile: Option<f64>) -> Option<String> {
    let sentence = style.language.standing_at_distance(percentile?);
    Some(style.wrapped(&sentence, "  ", "  "))
}

fn coverage(style: Style, name: &str, coverage: &Coverage) -> String {
    let newest = coverage
        .newest
        .as_deref()
        .and_then(|date| date.parse().ok());
    let sentence = style.language.coverage(
        coverage.documents,
        coverage.words,
        coverage.readable_share,
        newest,
    );
    style.wrapped(&format!("{name}: {sentence}"), "  ", "    ")
}

/// Two municipalities side by side.
pub fn comparison(style: Style, view: &Comparison) -> String {
    let language = style.language;
    let (ours, theirs) = (&view.municipality.name, &view.partner.name);
    let mut blocks = Vec::new();
    blocks.extend(
        view.demonstration
            .then(|| language.demonstration().to_owned()),
    );
    let title = language.two_names(ours, theirs);
    let mut lines = vec![style.strong(&title), tree(style, &view.explanation)];
    lines.push(style.wrapped(
        &language.standing(view.percentile, view.interval.low, view.interval.high),
        "  ",
        "  ",
    ));
    lines.extend(standing_at_distance(style, view.percentile_at_distance));
    let nearness = language.nearness(view.border, view.distance_km);
    lines.push(format!("  {nearness}"));
    lines.push(coverage(style, ours, &view.coverage.ours));
    lines.push(coverage(style, theirs, &view.coverage.theirs));
    lines.extend(cautions(style, &view.cautions));
    blocks.push(lines.join("\n"));
    blocks.extend(topics::of_pair(style, view));
    if !view.evidence.is_empty() {
        let pairs: Vec<String> = view
            .evidence
            .iter()
            .map(|evidence| quotes(style, ours, theirs, evidence))
            .collect();
        blocks.push(format!(
            "{}\n{}",
            language.quotes(theirs),
            pairs.join("\n\n")
        ));
    }
    blocks.push(style.wrapped(language.what_alignment_is(), "", ""));
    trimmed(&blocks.join("\n\n"))
}

/// A name as it is typed in a shell.
fn quoted(name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || c == '-';
    if name.chars().all(plain) {
        name.to_owned()
    } else {
        format!("\"{name}\"")
    }
}
