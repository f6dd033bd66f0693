//! First pass over the files: what can be referred to, and what is defined twice.

use std::collections::BTreeMap;

use toml::Spanned;

use super::context::{Context, File};
use super::id::MAX_ENTRIES;
use super::pattern::WordMatch;
use super::problem::{PatternError, Place, ProblemKind};
use super::raw::RawFile;

/// The ids of one kind of entry that were met, each with its first place.
type Seen = BTreeMap<String, Place>;

/// Collects sources, classes and theme ids of all files into `context`.
///
/// This is a pass of its own because a file may refer to themes and sources that a later file defines.
pub(super) fn declare(context: &mut Context, files: &[(File, RawFile)]) {
    let [
        mut sources,
        mut classes,
        mut themes,
        mut principles,
        mut initiatives,
    ] = [const { Seen::new() }; 5];
    let mut counts = [("theme", 0), ("principle", 0), ("thing", 0)];
    for (file, parsed) in files {
        for (index, source) in parsed.source.iter().enumerate() {
            let key = format!("source[{index}]");
            context.require_text(file, &key, &[("title", &source.title)]);
            define(
                context,
                file,
                &format!("{key}.id"),
                &source.id,
                &mut sources,
            );
            // A duplicate or one without title as well, so that cues that name it raise no second problem.
            context.sources.insert(source.id.get_ref().clone());
        }
        for (name, words) in &parsed.class {
            class(context, file, name, words, &mut classes);
        }
        for (index, theme) in parsed.theme.iter().enumerate() {
            let key = format!("theme[{index}].id");
            entry(context, file, &key, &theme.id, &mut themes);
            // A duplicate as well, since the place in this list is the id.
            context.themes.push(theme.id.get_ref().clone());
        }
        for (index, principle) in parsed.principle.iter().enumerate() {
            let key = format!("principle[{index}].id");
            entry(context, file, &key, &principle.id, &mut principles);
        }
        for (index, initiative) in parsed.thing.iter().enumerate() {
            let key = format!("thing[{index}].id");
            entry(context, file, &key, &initiative.id, &mut initiatives);
        }
        let here = [
            parsed.theme.len(),
            parsed.principle.len(),
            parsed.thing.len(),
        ];
        for ((_, count), here) in counts.iter_mut().zip(here) {
            *count += here;
        }
    }
    // Counted over all files, which together are one taxonomy.
    for (entry, count) in counts {
        if count > MAX_ENTRIES {
            context.report_overall(ProblemKind::TooMany {
                entry,
                count,
                max: MAX_ENTRIES,
            });
        }
    }
    if context.themes.is_empty() && !files.is_empty() {
        context.report_overall(ProblemKind::NoThemes);
    }
    // Ids beyond the limit do not exist; the taxonomy is refused for it anyway.
    context.themes.truncate(MAX_ENTRIES);
}

/// Checks the id of a theme, principle or initiative.
fn entry(context: &mut Context, file: &File, key: &str, id: &Spanned<String>, seen: &mut Seen) {
    let text = id.get_ref();
    let is_well_formed = !text.is_empty()
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !is_well_formed {
        context.report(file, id.span(), key, ProblemKind::IllFormedId(text.clone()));
    }
    // An ill-formed id is recorded too, so that a duplicate of it is found.
    define(context, file, key, id, seen);
}

/// Records an id as defined, with a problem when it is already.
fn define(context: &mut Context, file: &File, key: &str, id: &Spanned<String>, seen: &mut Seen) {
    let place = file.place(id.span());
    if let Some(first) = seen.get(id.get_ref()) {
        let kind = duplicate(id.get_ref(), id.get_ref(), first);
        context.report_at(file, place, key, kind);
    } else {
        seen.insert(id.get_ref().clone(), place);
    }
}

fn duplicate(text: &str, first_text: &str, first: &Place) -> ProblemKind {
    ProblemKind::Duplicate {
        text: text.to_owned(),
        first_text: first_text.to_owned(),
        first: first.clone(),
    }
}

/// Reads a class: its words, and those of the classes that it names with `@`.
///
/// Classes of one file are read in order of name, so a class can name those of earlier files, and those of its own
/// file that come before it in the alphabet.
fn class(context: &mut Context, file: &File, name: &str, words: &Spanned<String>, seen: &mut Seen) {
    let key = format!("class.{name}");
    let mut any = Vec::new();
    let mut first_of: BTreeMap<WordMatch, (&str, Place)> = BTreeMap::new();
    for (written, place) in words_with_places(file, words) {
        // Classes are resolved here, so that a pattern has words only.
        if let Some(other) = written.strip_prefix('@') {
            match context.classes.get(other) {
                Some(known) => any.extend_from_slice(known),
                None => {
                    let error = PatternError::UnknownClass(other.to_owned());
                    context.report_at(file, place, &key, ProblemKind::Pattern(error));
                }
            }
            continue;
        }
        match WordMatch::parse(written, &context.stemmer) {
            Ok(word) => {
                // Within this class only: two classes may have a word in common.
                if let Some((first_text, first)) = first_of.get(&word) {
                    let kind = duplicate(written, first_text, first);
                    context.report_at(file, place, &key, kind);
                } else {
                    any.push(word.clone());
                    first_of.insert(word, (written, place));
                }
            }
            Err(error) => context.report_at(file, place, &key, ProblemKind::Pattern(error)),
        }
    }
    if any.is_empty() {
        context.report(file, words.span(), &key, ProblemKind::EmptyClass);
    }
    let place = file.place(words.span());
    if let Some(first) = seen.get(name) {
        context.report_at(file, place, &key, duplicate(name, name, first));
    } else {
        seen.insert(name.to_owned(), place);
    }
    // Defined even with problems, so that patterns that name it raise none of their own.
    context.classes.insert(name.to_owned(), any);
}

/// The words of a class, each with its place. A class that is written over several lines has each word on the line
/// where it stands.
fn words_with_places<'w>(
    file: &File,
    words: &'w Spanned<String>,
) -> impl Iterator<Item = (&'w str, Place)> {
    let mut first = file.place(words.span());
    let lines: Vec<&str> = words.get_ref().split('\n').collect();
    // A line break right after `"""` is in the file but not in the text: then the text begins one line below.
    let quotes = 2 * "\"\"\"".len();
    let is_multi_line = lines.len() > 1 && words.span().len() > words.get_ref().len() + quotes;
    if is_multi_line && let Some(line) = &mut first.line {
        *line += 1;
    }
    lines
        .into_iter()
        .enumerate()
        .flat_map(move |(below, line)| {
            let place = Place {
                file: first.file.clone(),
                line: first.line.map(|line| line + below),
            };
            line.split(['|', ' ', '\t', '\r'])
                .filter(|word| !word.is_empty())
                .map(move |word| (word, place.clone()))
        })
}
