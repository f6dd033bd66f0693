//! What is on disk.

use super::{Answer, Style, unknown};
use crate::report::render::changes;
use crate::report::view::{Generation, GenerationDiff, Generations, Pruned, Verified};

/// The generations of a data folder, newest first.
pub fn generations(style: Style, view: &Generations) -> String {
    let language = style.language;
    let mut answer = Answer::new(style);
    if view.generations.is_empty() {
        answer.block(language.no_generations(&view.data));
    } else {
        let generations = view.generations.iter();
        let rows = generations.map(|one| row(style, one)).collect();
        let columns = language.generation_columns();
        answer.block(style.table(&columns, &[2, 3, 4], 5, rows));
    }
    let harvest = view
        .last_build
        .as_ref()
        .and_then(|one| one.harvest.as_ref());
    // Told only when there is something to do about it.
    if let Some(reason) = harvest.and_then(|one| one.reason.as_deref()) {
        answer.block(style.wrapped(&language.night_harvest_problem(reason), "", "  "));
    }
    answer.finish()
}

fn row(style: Style, generation: &Generation) -> Vec<String> {
    let language = style.language;
    let count = |name: &str| {
        let count = generation.counts.get(name);
        count.map_or_else(unknown, |count| language.integer(*count))
    };
    // The rest of the message says what to do; it is in the JSON.
    let damage = generation
        .damage
        .as_deref()
        .and_then(|damage| damage.lines().next());
    let state = match damage {
        Some(damage) => damage,
        None if generation.current => language.in_use(),
        None => language.kept(),
    };
    vec![
        if generation.current { "*" } else { "" }.to_owned(),
        generation.id.clone(),
        count("documents"),
        count("passages"),
        count("municipalities"),
        state.to_owned(),
    ]
}

/// A full check that found everything in order.
pub fn verified(style: Style, view: &Verified) -> String {
    let language = style.language;
    language.generation_sound(&view.id, view.artifacts, view.bytes)
}

/// What a prune removed and what it left.
pub fn pruned(style: Style, view: &Pruned) -> String {
    let language = style.language;
    let removed = view.removed.iter();
    let removed = removed.map(|id| language.generation_removed(id));
    // Oldest first, so that the newest stands next to the prompt.
    let kept = view.kept.iter().rev();
    let kept = kept.map(|(id, reason)| language.generation_kept(id, reason));
    removed.chain(kept).collect::<Vec<_>>().join("\n")
}

/// What changed from one generation to another, in sentences.
pub fn changes(style: Style, view: &GenerationDiff) -> String {
    changes::plain(style.language, view)
        .lines()
        // Wrapped lines of an item are indented below its text.
        .map(|line| style.wrapped(line, "", if line.starts_with("- ") { "  " } else { "" }))
        .collect::<Vec<_>>()
        .join("\n")
}
