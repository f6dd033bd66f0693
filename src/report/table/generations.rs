//! What is on disk.

use super::{Style, trimmed};
use crate::report::markdown;
use crate::report::view::{Generation, GenerationDiff, Generations, Pruned, Verified};

/// The generations of a data folder, newest first.
pub fn generations(style: Style, view: &Generations) -> String {
    let language = style.language;
    if view.generations.is_empty() {
        return language.either(
            format!(
                "Er zijn geen generaties in {}. “wiel build” maakt er een.",
                view.data
            ),
            format!(
                "There are no generations in {}. “wiel build” makes one.",
                view.data
            ),
        );
    }
    let headings = language.either(
        [
            "",
            "generatie",
            "documenten",
            "passages",
            "gemeenten",
            "staat",
        ],
        [
            "",
            "generation",
            "documents",
            "passages",
            "municipalities",
            "state",
        ],
    );
    let rows = view
        .generations
        .iter()
        .map(|generation| row(style, generation))
        .collect();
    trimmed(&style.table(&headings, &[2, 3, 4], 5, rows))
}

fn row(style: Style, generation: &Generation) -> Vec<String> {
    let language = style.language;
    let count = |name: &str| {
        generation
            .counts
            .get(name)
            .map_or_else(|| "–".to_owned(), |count| language.count(*count))
    };
    let damage = generation
        .damage
        .as_deref()
        .and_then(|damage| damage.lines().next());
    let state = match (damage, generation.current) {
        (Some(damage), _) => damage.to_owned(),
        (None, true) => language.either("in gebruik", "in use").to_owned(),
        (None, false) => language.either("bewaard", "kept").to_owned(),
    };
    vec![
        if generation.current { "*" } else { "" }.to_owned(),
        generation.id.clone(),
        count("documents"),
        count("passages"),
        count("municipalities"),
        state,
    ]
}

/// A full check that found everything in order.
pub fn verified(style: Style, view: &Verified) -> String {
    let (files, bytes) = (view.artifacts, style.language.count(view.bytes));
    style.language.either(
        format!("{} is gaaf: {files} bestanden, {bytes} bytes", view.id),
        format!("{} is sound: {files} files, {bytes} bytes", view.id),
    )
}

/// What a prune removed and what it left.
pub fn pruned(style: Style, view: &Pruned) -> String {
    let language = style.language;
    let kept = view.kept.iter().rev().map(|(id, because)| {
        let because = match *because {
            "current" => language.either("in gebruik", "in use"),
            "newest" => language.either("een van de nieuwste", "one of the newest"),
            "recent" => language.either("nog niet oud", "not old yet"),
            "newerFormat" => {
                language.either("gemaakt door een nieuwere wiel", "made by a newer wiel")
            }
            _ => language.either("wordt gelezen", "being read"),
        };
        language.either(
            format!("bewaard: {id} ({because})"),
            format!("kept: {id} ({because})"),
        )
    });
    let removed = view
        .removed
        .iter()
        .map(|id| language.either(format!("verwijderd: {id}"), format!("removed: {id}")));
    removed.chain(kept).collect::<Vec<_>>().join("\n")
}

/// What changed from one generation to another, in sentences.
pub fn changes(style: Style, view: &GenerationDiff) -> String {
    markdown::changes_plain(style.language, view)
        .lines()
        .map(|line| style.wrapped(line, "", if line.starts_with("- ") { "  " } else { "" }))
        .collect::<Vec<_>>()
        .join("\n")
}
