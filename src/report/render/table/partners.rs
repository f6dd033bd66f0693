//! Ranked partners, and two municipalities side by side.

use super::explain::{cautions, evidence, not_scored, tree};
use super::{Answer, Style, topics};
use crate::rank::{PairStatus, Scope};
use crate::report::render::ranking_row;
use crate::report::view::{
    Compared, Comparison, Coverage, Interval, Match, Partner, without_shown,
};

/// The partners of one municipality: a table, the best quote, and who could not be compared. With `explain`,
/// also why, for every partner.
pub fn partners(style: Style, view: &Match, scope: &Scope, explain: bool) -> String {
    let language = style.language;
    let name = &view.municipality.name;
    let mut answer = Answer::of_generation(style, view.demonstration);
    answer.title(&language.partners_of(name, scope));
    match view.partners.first() {
        None => answer.paragraph(&language.no_candidates(scope)),
        Some(first) => {
            answer.block(ranking(style, &view.partners));
            answer.paragraph(language.alignment_note());
            let is_words_only = |partner: &Partner| partner.status == PairStatus::WordsOnly;
            if view.partners.iter().any(is_words_only) {
                answer.paragraph(language.words_only_note());
            }
            answer.paragraph(language.interval_note());
            let compared = &first.compared;
            answer.paragraph(&language.compared_note(compared.of_principles, compared.of_themes));
            answer.paragraph(language.mutual_rank_note());
            // Without --explain only the best quote of the first partner is shown, as an example.
            if explain {
                for partner in &view.partners {
                    answer.block(explained(style, name, partner));
                }
            } else {
                answer.block(quotes(style, name, first, 1));
                // Quoted where a shell would split the name.
                let (ours, theirs) = (shell_word(name), shell_word(&first.name));
                answer.hanging(&language.see_more(&ours, &theirs));
            }
        }
    }
    if let Some(text) = not_scored(language, &view.not_scored) {
        answer.hanging(&text);
    }
    answer.finish()
}

fn ranking(style: Style, partners: &[Partner]) -> String {
    let language = style.language;
    let rows = partners
        .iter()
        .map(|partner| ranking_row(language, partner));
    let columns = language.ranking_columns();
    style.table(&columns, &[0, 2, 3, 4, 5, 7], 8, rows.collect())
}

fn explained(style: Style, ours: &str, partner: &Partner) -> String {
    let mut lines = vec![style.strong(&format!("{}. {}", partner.rank, partner.name))];
    lines.extend(partner.explanation.as_ref().map(|root| tree(style, root)));
    lines.push(compared(style, &partner.compared, partner.status));
    lines.extend(standing(style, partner.percentile, partner.interval));
    lines.extend(standing_at_distance(style, partner.percentile_at_distance));
    lines.push(coverage(style, &partner.name, &partner.coverage));
    lines.extend(cautions(style, &partner.cautions));
    lines.push(quotes(style, ours, partner, usize::MAX));
    lines.join("\n")
}

/// What a partner and the municipality both say, at most `limit` pairs of quotes.
fn quotes(style: Style, ours: &str, partner: &Partner, limit: usize) -> String {
    evidence(
        style,
        (ours, &partner.name),
        &partner.evidence,
        &partner.similar_passages,
        limit,
    )
}

/// What was compared, and what that is enough for.
fn compared(style: Style, compared: &Compared, status: PairStatus) -> String {
    let sentence = style.language.compared(compared, status);
    style.wrapped(&sentence, "  ", "  ")
}

fn standing(style: Style, percentile: Option<f64>, interval: Option<Interval>) -> Option<String> {
    let sentence = style.language.standing(percentile, interval);
    (!sentence.is_empty()).then(|| style.wrapped(&sentence, "  ", "  "))
}

fn standing_at_distance(style: Style, percentile: Option<f64>) -> Option<String> {
    let sentence = style.language.standing_at_distance(percentile?);
    Some(style.wrapped(&sentence, "  ", "  "))
}

fn coverage(style: Style, name: &str, coverage: &Coverage) -> String {
    let sentence = style.language.coverage(coverage);
    style.wrapped(&format!("{name}: {sentence}"), "  ", "    ")
}

/// Two municipalities side by side.
pub fn comparison(style: Style, view: &Comparison) -> String {
    let language = style.language;
    let (ours, theirs) = (&view.municipality.name, &view.partner.name);
    let mut answer = Answer::of_generation(style, view.demonstration);
    answer.block(summary(style, view));
    for block in topics::of_pair(style, view) {
        answer.block(block);
    }
    let unshown = without_shown(&view.evidence, &topics::quoted(view));
    // What stands with the differences above is not repeated.
    if view.evidence.is_empty() || !unshown.is_empty() {
        let names = (ours.as_str(), theirs.as_str());
        let similar = &view.similar_passages;
        answer.block(evidence(style, names, &unshown, similar, usize::MAX));
    }
    answer.paragraph(language.alignment_note());
    answer.finish()
}

/// The course of a pair, why, and what it rests on.
fn summary(style: Style, view: &Comparison) -> String {
    let language = style.language;
    let (ours, theirs) = (&view.municipality.name, &view.partner.name);
    let title = style.strong(&language.two_names(ours, theirs));
    let mut lines = vec![title];
    lines.extend(view.explanation.as_ref().map(|root| tree(style, root)));
    lines.push(compared(style, &view.compared, view.status));
    lines.extend(standing(style, view.percentile, view.interval));
    lines.extend(standing_at_distance(style, view.percentile_at_distance));
    let nearness = language.nearness(view.border, view.distance_km);
    lines.push(format!("  {nearness}"));
    lines.push(coverage(style, ours, &view.coverage.ours));
    lines.push(coverage(style, theirs, &view.coverage.theirs));
    lines.extend(cautions(style, &view.cautions));
    lines.join("\n")
}

/// A name as it is typed in a shell.
fn shell_word(name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || c == '-';
    // Only what no shell gives a meaning to.
    if name.chars().all(plain) {
        name.to_owned()
    } else {
        format!("\"{name}\"")
    }
}
