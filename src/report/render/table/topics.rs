//! Themes and principles: what one municipality says, and what two say side by side.

use super::Style;
use super::explain::one_quote;
use crate::profile::Position;
use crate::rank::Outcome;
use crate::report::view::{Comparison, Quote, Said, SideOfTopic, Topic, first_unshown};

/// Themes in a profile; the rest is in the JSON.
const MAX_THEMES: usize = 8;

/// Differences of which the quotes are shown.
const MAX_QUOTED: usize = 4;

/// Principles and themes of a pair in two tables, pace and progress, and the quotes of what differs.
pub(super) fn of_pair(style: Style, view: &Comparison) -> Vec<String> {
    let language = style.language;
    let (ours, theirs) = (view.municipality.name.as_str(), view.partner.name.as_str());
    let mut blocks = Vec::new();
    let principle = language.principle_column();
    blocks.extend(side_by_side(
        style,
        view,
        principle,
        &view.principles,
        |side| language.position(side),
    ));
    let theme = language.theme_label();
    blocks.extend(side_by_side(style, view, theme, &view.themes, |side| {
        language.progress(side)
    }));
    let paces = language.paces(
        (ours, view.tempo.ours, view.intensity.ours),
        (theirs, view.tempo.theirs, view.intensity.theirs),
    );
    blocks.push(style.wrapped(&paces, "", ""));
    for (topic, quotes) in differing(view) {
        let quotes: Vec<String> = [ours, theirs]
            .into_iter()
            .zip(quotes)
            // A side may have no sentence that can be quoted.
            .filter_map(|(name, quote)| Some(one_quote(style, name, quote?)))
            .collect();
        let heading = language.differ_on(&topic.name);
        blocks.push(format!("{heading}\n{}", quotes.join("\n")));
    }
    blocks
}

/// The quotes that [`of_pair`] shows.
pub(super) fn quoted(view: &Comparison) -> Vec<&Quote> {
    let quotes = differing(view).into_iter().flat_map(|(_, quotes)| quotes);
    quotes.flatten().collect()
}

/// The principles on which two differ, the first [`MAX_QUOTED`], with a quote of each side; no sentence twice.
fn differing(view: &Comparison) -> Vec<(&Topic, [Option<&Quote>; 2])> {
    let mut shown = Vec::new();
    let differing = view
        .principles
        .iter()
        .filter(|topic| topic.outcome == Outcome::Differs);
    differing
        .map(|topic| {
            let sides = [&topic.ours, &topic.theirs];
            (
                topic,
                sides.map(|side| first_unshown(&side.quotes, &mut shown)),
            )
        })
        // Without a quote there is nothing to show; the table has the difference already.
        .filter(|(_, quotes)| quotes.iter().any(Option::is_some))
        .take(MAX_QUOTED)
        .collect()
}

/// Topics in a table, with what each of two says. Returns `None` when neither says anything.
fn side_by_side(
    style: Style,
    view: &Comparison,
    heading: &str,
    topics: &[Topic],
    cell: impl Fn(&SideOfTopic) -> String,
) -> Option<String> {
    let language = style.language;
    let row = |topic: &Topic| {
        vec![
            topic.name.clone(),
            cell(&topic.ours),
            cell(&topic.theirs),
            language.outcome(topic.outcome).to_owned(),
        ]
    };
    let rows: Vec<Vec<String>> = topics
        .iter()
        // A topic that neither mentions would only make the table longer.
        .filter(|topic| topic.ours.statements + topic.theirs.statements > 0)
        .map(row)
        .collect();
    let (ours, theirs) = (&view.municipality.name, &view.partner.name);
    let headings = [heading, ours, theirs, language.together_column()];
    (!rows.is_empty()).then(|| style.table(&headings, &[], 0, rows))
}

/// Where one municipality stands, and what it writes most about.
pub(super) fn of_one(style: Style, principles: &[Said], themes: &[Said]) -> Vec<String> {
    let language = style.language;
    let mut blocks = Vec::new();
    let rows: Vec<Vec<String>> = principles
        .iter()
        .filter(|one| one.said.statements > 0)
        .map(|one| vec![one.name.clone(), language.position(&one.said)])
        .collect();
    if !rows.is_empty() {
        blocks.push(style.table(&language.principle_columns(), &[], 0, rows));
    }
    let rows: Vec<Vec<String>> = by_emphasis(themes)
        .into_iter()
        .take(MAX_THEMES)
        .map(|one| {
            // The emphasis is a logarithm; readers see how many times the average it is.
            let times = emphasis(one).exp();
            vec![
                one.name.clone(),
                format!("{}×", language.number(times, 1)),
                language.progress(&one.said),
            ]
        })
        .collect();
    if !rows.is_empty() {
        blocks.push(style.table(&language.theme_columns(), &[1], 0, rows));
        blocks.push(style.wrapped(language.emphasis_note(), "", ""));
    }
    let mut shown = Vec::new();
    let quotes: Vec<String> = principles
        .iter()
        // Mixed positions are not quoted: a single sentence would show one half only.
        .filter(|one| matches!(one.said.position, Some(Position::For | Position::Against)))
        .filter_map(|one| {
            let quote = first_unshown(&one.said.quotes, &mut shown)?;
            Some(one_quote(style, &one.name, quote))
        })
        .take(MAX_QUOTED)
        .collect();
    if !quotes.is_empty() {
        blocks.push(quotes.join("\n"));
    }
    blocks
}

fn emphasis(one: &Said) -> f64 {
    one.said.salience.unwrap_or_default()
}

/// The themes that are mentioned, most emphasis first.
fn by_emphasis(themes: &[Said]) -> Vec<&Said> {
    let mentioned = themes.iter().filter(|one| one.said.statements > 0);
    let mut mentioned: Vec<&Said> = mentioned.collect();
    // Stable, so that equal themes stay in the order of the taxonomy.
    mentioned.sort_by(|a, b| emphasis(b).total_cmp(&emphasis(a)));
    mentioned
}
