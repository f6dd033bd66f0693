//! Table tests: Dutch sentences and the statements they make.

mod documents;
mod initiatives;
mod negation;
mod principles;
mod prose;
mod statements;
mod themes;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::*;
use crate::document::{DocumentId, Origin, PageNumber, Passage, PassageId};
use crate::taxonomy::Taxonomy;
use crate::text::Span;

static TAXONOMY: LazyLock<Taxonomy> = LazyLock::new(Taxonomy::builtin);
static DETECTOR: LazyLock<Detector> = LazyLock::new(|| Detector::rules_only(&TAXONOMY));

fn passage(heading: Option<&str>, text: &str) -> Passage {
    Passage {
        id: PassageId {
            document: DocumentId::from_bytes(text.as_bytes()),
            ordinal: 0,
        },
        page: PageNumber::FIRST,
        span: Span::new(0, text.len()),
        heading: heading.map(str::to_owned),
        text: text.to_owned(),
        headings: Vec::new(),
        masked: Vec::new(),
        words: 0,
        letters: 0,
        origin: Origin::Own,
    }
}

fn detected(text: &str) -> Vec<PolicyStatement> {
    detect(&passage(None, text), &DETECTOR)
}

/// What one sentence states, in short words: principles with `+` or `-`, `own`, `other` or `none`, the
/// intensity, `fast` or `slow`, `neg`, `hedged`, `quoted`, `#theme`, and a target year as `@2027`.
fn summary_of(text: &str) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    let found = detected(text);
    let leading = found.iter().max_by_key(|s| s.intensity);
    for statement in &found {
        for theme in &statement.themes {
            said.insert(format!("#{}", TAXONOMY.theme(*theme).name));
        }
        for reading in &statement.principles {
            let sign = match reading.stance {
                Stance::For => '+',
                Stance::Against => '-',
            };
            said.insert(format!(
                "{sign}{}",
                TAXONOMY.principle(reading.principle).name
            ));
        }
        match statement.tempo {
            Some(Tempo::Fast) => said.insert("fast".into()),
            Some(Tempo::Slow) => said.insert("slow".into()),
            None => false,
        };
        if statement.decision == Decision::Negative {
            said.insert("neg".into());
        }
        if statement.hedged {
            said.insert("hedged".into());
        }
        if statement.quoted {
            said.insert("quoted".into());
        }
        if let Some(year) = statement.target_year {
            said.insert(format!("@{year}"));
        }
    }
    said.insert(match leading {
        Some(s) if s.subject == Subject::Other => "other".into(),
        Some(s) if s.is_own() => "own".into(),
        _ => "none".into(),
    });
    said.insert(leading.map_or(0, |s| s.intensity.get()).to_string());
    said
}

/// Checks what each sentence states.
///
/// Principles, tempo and decision must be exactly as expected; subject, intensity (`3` or `3-4`), themes, year,
/// `hedged` and `quoted` are compared when they are expected.
fn check(table: &[(&str, &str)]) {
    check_at_least(table, table.len());
}

/// The same, but only `min_correct` of the sentences have to be analysed correctly.
fn check_at_least(table: &[(&str, &str)], min_correct: usize) {
    let mut wrong = Vec::new();
    for (text, expected) in table {
        let said = summary_of(text);
        let expected: BTreeSet<String> = expected.split_whitespace().map(str::to_owned).collect();
        let strict =
            |word: &str| word.starts_with(['+', '-']) || matches!(word, "fast" | "slow" | "neg");
        let too_much = said.iter().any(|w| strict(w) && !expected.contains(w));
        let missing = expected.iter().any(|w| match w.split_once('-') {
            Some((low, high)) if !low.is_empty() && low.bytes().all(|b| b.is_ascii_digit()) => {
                !said
                    .iter()
                    .any(|s| s.len() == 1 && s.as_str() >= low && s.as_str() <= high)
            }
            _ => !said.contains(w),
        });
        if too_much || missing {
            wrong.push(format!(
                "{text}\n    expected {expected:?}\n    found    {said:?}"
            ));
        }
    }
    assert!(
        table.len() - wrong.len() >= min_correct,
        "{} of {} sentences are analysed wrongly:\n{}",
        wrong.len(),
        table.len(),
        wrong.join("\n")
    );
}

#[test]
#[ignore = "shows which cues match, for authors of cues: WIEL_EXPLAIN holds the sentence"]
#[expect(clippy::print_stdout, reason = "this is a tool for authors of cues")]
fn show_matches() {
    let text = std::env::var("WIEL_EXPLAIN").unwrap_or_default();
    println!("{:?}", summary_of(&text));
    for line in matches_in(&text) {
        println!("  {line}");
    }
}

/// The matches in one sentence: what each is evidence for, and its words.
fn matches_in(text: &str) -> Vec<String> {
    let lexicon = DETECTOR.lexicon();
    let mut state = match_state::MatchState::new(lexicon);
    let span = Span::new(0, text.len());
    let sentence = parsed_sentence::ParsedSentence::parse(text, span, false, lexicon, &mut state);
    let mut matches = state.content_matches(lexicon, sentence.scope_boundaries);
    matches.extend(state.context_matches(lexicon, sentence.scope_boundaries));
    matches
        .iter()
        .map(|found| {
            let words: Vec<_> = found
                .words
                .iter()
                .map(|position| sentence.words[position].text)
                .collect();
            format!("{:?}: {}", found.label, words.join(" "))
        })
        .collect()
}
