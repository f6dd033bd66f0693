//! Passages found.

use super::{Style, trimmed};
use crate::report::view::{Hit, Search};

/// The hits of a search, each with its source and the words found.
pub fn search(style: Style, view: &Search) -> String {
    let language = style.language;
    let mut blocks = Vec::new();
    blocks.extend(
        view.demonstration
            .then(|| language.demonstration().to_owned()),
    );
    let (total, shown) = (language.count(view.total as u64), view.hits.len());
    blocks.push(language.either(
        format!("{total} passages gevonden, {shown} getoond"),
        format!("{total} passages found, {shown} shown"),
    ));
    blocks.extend(view.hits.iter().map(|hit| one(style, hit)));
    trimmed(&blocks.join("\n\n"))
}

fn one(style: Style, hit: &Hit) -> String {
    let names: Vec<&str> = hit
        .municipalities
        .iter()
        .map(|municipality| municipality.name.as_str())
        .collect();
    let source = style.language.source(&names.join(", "), &hit.source);
    let mut lines =
        vec![style.strong(&style.wrapped(&format!("{}. {source}", hit.rank), "", "   "))];
    lines.extend(
        hit.source
            .heading
            .as_ref()
            .map(|heading| style.wrapped(heading, "   ", "   ")),
    );
    lines.push(style.wrapped(&marked(style, hit), "   ", "   "));
    lines.join("\n")
}

/// The text on one line, with the words found in bold, or between angle quotes where there is no bold.
fn marked(style: Style, hit: &Hit) -> String {
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
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
