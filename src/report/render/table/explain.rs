//! Explanations, quotes and cautions as lines of text.

use super::Style;
use crate::report::Language;
use crate::report::view::{Caution, Evidence, Explanation, NotScored, Quote, SimilarPassages};

/// The first levels, the whole and its parts, are explained in a sentence each.
const EXPLAINED_LEVELS: usize = 2;

/// Themes and principles with a smaller weight are taken together.
const MIN_SHOWN_WEIGHT: f64 = 0.015;

/// The explanation tree: each node with its value, its weight, what it adds, and what that means.
pub(super) fn tree(style: Style, root: &Explanation) -> String {
    let mut lines = Vec::new();
    push_node(style, root, 0, &mut lines);
    lines.join("\n")
}

fn push_node(style: Style, node: &Explanation, depth: usize, lines: &mut Vec<String>) {
    let language = style.language;
    let name = language.part(&node.key);
    let indent = "  ".repeat(depth + 1);
    lines.push(format!("{indent}{name}: {}", sum(language, node)));
    if depth < EXPLAINED_LEVELS {
        let meaning = language.meaning(&node.key, node.value);
        let deeper = format!("{indent}  ");
        lines.push(style.wrapped(&meaning, &deeper, &deeper));
    }
    // Only themes and principles can be many; the parts above them are always shown.
    let is_small =
        |child: &&Explanation| depth + 1 >= EXPLAINED_LEVELS && child.weight < MIN_SHOWN_WEIGHT;
    for child in node.children.iter().filter(|child| !is_small(child)) {
        // Depth decides the indent, so the tree can be read without lines.
        push_node(style, child, depth + 1, lines);
    }
    let small: Vec<&Explanation> = node.children.iter().filter(is_small).collect();
    if !small.is_empty() {
        // Together they may still count; without this line the parts would not add up to the whole.
        let points: f64 = small.iter().map(|child| child.contribution).sum();
        let parts = language.smaller_parts(small.len(), points * 100.0);
        lines.push(format!("{indent}  {parts}"));
    }
}

/// What a node adds: its share of the whole, or for a leaf how that comes about.
fn sum(language: Language, node: &Explanation) -> String {
    if !node.children.is_empty() {
        return language.percent(node.contribution);
    }
    let value = node.value.map(|value| language.percent(value));
    let value = value.as_deref().unwrap_or(language.unknown_value());
    let weight = language.percent(node.weight);
    let points = language.number(node.contribution * 100.0, 1);
    language.contribution(value, &weight, &points)
}

/// Pairs of quotes that show what two municipalities want, the most telling first; at most `limit` of them. Without
/// any: that none was found, and the passages that resemble each other.
pub(super) fn evidence(
    style: Style,
    (ours, theirs): (&str, &str),
    evidence: &[Evidence],
    similar: &[SimilarPassages],
    limit: usize,
) -> String {
    let language = style.language;
    if !evidence.is_empty() {
        // The most telling come first, so a limit keeps the best.
        let shown = evidence.iter().take(limit).map(|pair| {
            let relation = style.wrapped(&language.relation(pair), "  ", "  ");
            let quotes = side_by_side(style, (ours, &pair.ours), (theirs, &pair.theirs));
            format!("{relation}\n{quotes}")
        });
        let heading = language.quotes(theirs);
        return format!("{heading}\n{}", shown.collect::<Vec<_>>().join("\n"));
    }
    let mut lines = vec![style.wrapped(language.no_evidence(), "", "")];
    if !similar.is_empty() {
        lines.push(style.wrapped(language.similar_passages(), "", ""));
    }
    let similar = similar.iter().take(limit);
    lines.extend(
        similar.map(|pair| side_by_side(style, (ours, &pair.ours), (theirs, &pair.theirs))),
    );
    lines.join("\n")
}

/// A pair of quotes with their sources.
fn side_by_side(style: Style, ours: (&str, &Quote), theirs: (&str, &Quote)) -> String {
    [ours, theirs]
        .map(|(name, quote)| one_quote(style, name, quote))
        .join("\n")
}

/// A quote with its source; `name` stands before the source.
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
    let prefix = style.language.caution_prefix();
    cautions
        .iter()
        .map(|caution| style.wrapped(&format!("{prefix}{}", caution.text), "  ", "    "))
        .collect()
}

/// The municipalities that could not be compared, each with the reason. Returns `None` when there are none.
pub(super) fn not_scored(language: Language, list: &[NotScored]) -> Option<String> {
    let names = list
        .iter()
        .map(|one| format!("{} ({})", one.name, one.text));
    let names: Vec<String> = names.collect();
    let heading = language.not_compared();
    (!list.is_empty()).then(|| format!("{heading} {}", names.join(", ")))
}
