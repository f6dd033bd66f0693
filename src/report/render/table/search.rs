//! Passages found.

use super::{Answer, Style};
use crate::report::view::{Hit, Search};

/// The hits of a search, each with its source and the words found.
pub fn search(style: Style, view: &Search) -> String {
    let mut answer = Answer::of_generation(style, view.demonstration);
    for told in view.read_as.iter().chain(&view.note) {
        answer.block(style.wrapped(told, "", ""));
    }
    let shown = view.hits.len();
    answer.block(style.language.passages_shown(view.total, shown));
    for hit in &view.hits {
        answer.block(one(style, hit));
    }
    answer.finish()
}

fn one(style: Style, hit: &Hit) -> String {
    let names: Vec<&str> = hit
        .municipalities
        .iter()
        .map(|municipality| municipality.name.as_str())
        .collect();
    let source = style.language.source(&names.join(", "), &hit.source);
    let source = style.wrapped(&format!("{}. {source}", hit.rank), "", "   ");
    // The number of the hit stands before its source, so that people can point to it.
    let mut lines = vec![style.strong(&source)];
    let heading = hit.source.heading.as_ref();
    lines.extend(heading.map(|heading| style.wrapped(heading, "   ", "   ")));
    let by_meaning = hit.found_by == "meaning";
    let how = by_meaning.then(|| format!("({}) ", style.language.found_by_meaning()));
    let text = format!("{}{}", how.unwrap_or_default(), marked(style, hit));
    lines.push(style.wrapped(&text, "   ", "   "));
    lines.join("\n")
}

/// The text on one line, with the words found in bold, or between angle quotes where there is no bold.
fn marked(style: Style, hit: &Hit) -> String {
    // Marks count characters, not bytes.
    let characters: Vec<char> = hit.text.chars().collect();
    let mut text = String::new();
    let mut done = 0;
    for mark in &hit.highlights {
        text.extend(&characters[done..mark.start]);
        let word: String = characters[mark.start..mark.end].iter().collect();
        text.push_str(&if style.colour {
            style.strong(&word)
        } else {
            format!("›{word}‹")
        });
        done = mark.end;
    }
    text.extend(&characters[done..]);
    // Passages may have line breaks from their page.
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
