//! Second pass, the innermost step: the patterns of a cue.

use std::collections::BTreeSet;

use toml::Spanned;

use super::Cue;
use super::context::{Context, File, Shows};
use super::pattern::Pattern;
use super::problem::{ProblemKind, Reference};
use super::raw::{RawCue, RawPatterns};
use super::reach::unreachable;

/// Reads the cues of a theme or initiative. `id` is where an entry without cues is reported.
pub(super) fn cues(
    context: &mut Context,
    file: &File,
    key: &str,
    id: &Spanned<String>,
    shows: Shows,
    raw: Vec<RawCue>,
) -> Vec<Cue> {
    require_cues(context, file, key, id, raw.len());
    raw.into_iter()
        .enumerate()
        .map(|(index, raw)| {
            let key = format!("{key}.cue[{index}]");
            cue(context, file, &key, shows, raw)
        })
        .collect()
}

/// Records a problem when an entry has no cues.
pub(super) fn require_cues(
    context: &mut Context,
    file: &File,
    key: &str,
    id: &Spanned<String>,
    count: usize,
) {
    if count == 0 {
        let key = format!("{key}.cue");
        context.report(file, id.span(), key, ProblemKind::NoCues);
    }
}

/// Reads one cue.
pub(super) fn cue(context: &mut Context, file: &File, key: &str, shows: Shows, raw: RawCue) -> Cue {
    if raw.reason.get_ref().trim().is_empty() {
        let key = format!("{key}.reason");
        context.report(file, raw.reason.span(), key, ProblemKind::NoReason);
    }
    // The cue is read on all the same, so that all problems are found in one run.
    if !context.sources.contains(raw.source.get_ref()) {
        let kind = ProblemKind::Unknown {
            what: Reference::Source,
            id: raw.source.get_ref().clone(),
        };
        context.report(file, raw.source.span(), format!("{key}.source"), kind);
    }
    Cue {
        patterns: patterns(context, file, key, shows, &raw.any),
        reason: raw.reason.into_inner(),
        source: raw.source.into_inner(),
    }
}

fn patterns(
    context: &mut Context,
    file: &File,
    key: &str,
    shows: Shows,
    any: &RawPatterns,
) -> Vec<Pattern> {
    if any.get_ref().is_empty() {
        let key = format!("{key}.any");
        context.report(file, any.span(), key, ProblemKind::NoPatterns);
    }
    let mut patterns = Vec::with_capacity(any.get_ref().len());
    for (index, written) in any.get_ref().iter().enumerate() {
        let text = written.get_ref();
        match checked(context, file, shows, written) {
            Ok(pattern) => {
                // Neither changes a result, so the pattern is used all the same.
                let unreachable = unreachable(&pattern).map(|reason| ProblemKind::Unreachable {
                    text: text.clone(),
                    reason,
                });
                let repeated = repeated_alternative(text)
                    .map(|word| ProblemKind::RepeatedAlternative(word.to_owned()));
                for kind in unreachable.into_iter().chain(repeated) {
                    context.report(file, written.span(), format!("{key}.any[{index}]"), kind);
                }
                patterns.push(pattern);
            }
            // The pattern is left out; the taxonomy is refused for it in the end.
            Err(kind) => context.report(file, written.span(), format!("{key}.any[{index}]"), kind),
        }
    }
    patterns
}

/// The first word that is written twice among the alternatives of one position.
fn repeated_alternative(text: &str) -> Option<&str> {
    text.split_whitespace().find_map(|position| {
        let mut seen = BTreeSet::new();
        // `?` is for the whole position and not for its first alternative.
        let mut alternatives = position.trim_start_matches('?').split('|');
        alternatives.find(|word| !seen.insert(*word))
    })
}

/// Parses a pattern and records it as one that shows `shows`.
fn checked(
    context: &mut Context,
    file: &File,
    shows: Shows,
    written: &Spanned<String>,
) -> Result<Pattern, ProblemKind> {
    let text = written.get_ref();
    let pattern =
        Pattern::parse(text, &context.classes, &context.stemmer).map_err(ProblemKind::Pattern)?;
    if needs_content(shows) && pattern.is_stop_words_only() {
        return Err(ProblemKind::StopWordsOnly(text.clone()));
    }
    // The key holds the parsed pattern, so two spellings with one meaning are duplicates: `warmtenet` and
    // `warmtenetten` have one stem.
    let target = (shows, pattern);
    if let Some((first_text, first)) = context.patterns.get(&target) {
        return Err(ProblemKind::Duplicate {
            text: text.clone(),
            first_text: first_text.clone(),
            first: first.clone(),
        });
    }
    let pattern = target.1.clone();
    let first = (text.clone(), file.place(written.span()));
    context.patterns.insert(target, first);
    Ok(pattern)
}

/// Whether a pattern must have more than stop words: roles other than pace are mostly function words.
fn needs_content(shows: Shows) -> bool {
    match shows {
        Shows::Theme(_) | Shows::Principle(..) | Shows::Initiative(_) => true,
        Shows::Role(role) => role.needs_content(),
    }
}
