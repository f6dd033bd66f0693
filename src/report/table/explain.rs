//! Explanations, quotes and cautions as lines of text.

use super::Style;
use crate::report::view::{Caution, Evidence, Explanation, NotScored, Quote};

/// The explanation tree: each node with its value, its weight, what it adds, and what that means.
pub(super) fn tree(style: Style, root: &Explanation) -> String {
    let mut lines = Vec::new();
    node(style, root, 0, &mut lines);
    lines.join("\n")
}

/// The first levels, the whole and its parts, are explained in a sentence each.
const EXPLAINED: usize = 2;

/// Themes and principles with a smaller weight are taken together.
const SMALL_WEIGHT: f64 = 0.015;

fn node(style: Style, node_: &Explanation, depth: usize, lines: &mut Vec<String>) {
    let language = style.language;
    let name = language.part(&node_.key);
    let indent = "  ".repeat(depth + 1);
    let value = node_.value.map_or_else(
        || {
            language
                .either("onbekend, telt als 50%", "unknown, counts as 50%")
                .to_owned()
        },
        |value| language.percent(value),
    );
    let sum = if node_.children.is_empty() {
        let weight = language.percent(node_.weight);
        let adds = language.number(node_.contribution * 100.0, 1);
        language.either(
            format!("{value} × gewicht {weight} = {adds} punten"),
            format!("{value} × weight {weight} = {adds} points"),
        )
    } else {
        language.percent(node_.contribution)
    };
    lines.push(format!("{indent}{name}: {sum}"));
    if depth < EXPLAINED {
        let meaning = language.meaning(&node_.key, node_.value);
        let deeper = format!("{indent}  ");
        lines.push(style.wrapped(&meaning, &deeper, &deeper));
    }
    let small = |child: &&Explanation| depth + 1 >= EXPLAINED && child.weight < SMALL_WEIGHT;
    for child in node_.children.iter().filter(|child| !small(child)) {
        node(style, child, depth + 1, lines);
    }
    let rest: Vec<&Explanation> = node_.children.iter().filter(small).collect();
    if !rest.is_empty() {
        let points: f64 = rest.iter().map(|child| child.contribution).sum();
        let points = language.number(points * 100.0, 1);
        let count = rest.len();
        lines.push(language.either(
            format!("{indent}  {count} kleinere: samen {points} punten"),
            format!("{indent}  {count} smaller ones: {points} points together"),
        ));
    }
}

/// A pair of quotes with their sources.
pub(super) fn quotes(style: Style, ours: &str, theirs: &str, evidence: &Evidence) -> String {
    [(ours, &evidence.ours), (theirs, &evidence.theirs)]
        .map(|(name, quote)| one_quote(style, name, quote))
        .join("\n")
}

pub(super) fn one_quote(style: Style, name: &str, quote: &Quote) -> String {
    let source = style.language.source(name, &quote.source);
    let sentence = format!("“{}”", quote.sentence);
    format!(
        "{}\n{}",
        style.wrapped(&source, "  ", "    "),
        style.wrapped(&sentence, "    ", "    ")
    )
}

/// The cautions, a line for each.
pub(super) fn cautions(style: Style, cautions: &[Caution]) -> Vec<String> {
    let sign = style.language.either("Let op: ", "Note: ");
    cautions
        .iter()
        .map(|caution| style.wrapped(&format!("{sign}{}", caution.text), "  ", "    "))
        .collect()
}

/// Those about whom nothing can be said, by reason.
pub(super) fn not_scored(style: Style, list: &[NotScored]) -> Option<String> {
    let names: Vec<String> = list
        .iter()
        .map(|one| format!("{} ({})", one.name, one.text))
        .collect();
    let sentence = format!("{} {}", style.language.not_compared(), names.join(", "));
    (!list.is_empty()).then(|| style.wrapped(&sentence, "", "  "))
}
