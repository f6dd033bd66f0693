//! The part of a passage that shows why it was found.

use tantivy::tokenizer::TokenStream;

use super::analyser::text_analyser;
use super::pattern::{Pattern, Sequence};
use super::query::TextField;
use super::surface::head;
use crate::text::{Span, fold, sentences};

/// A snippet of a passage with the matched words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// The part of the passage's text around the matches.
    pub fragment: String,
    /// The byte ranges of the matched words in `fragment`, in order, not overlapping.
    pub spans: Vec<Span>,
}

/// A word of the passage that is no stop word.
struct PassageToken {
    position: usize,
    span: Span,
    term: String,
}

/// A word that matches, with the place of the pattern it matches.
struct Match {
    span: Span,
    pattern: usize,
}

impl Highlight {
    /// The beginning of a text, without matches; at most `max_chars` characters, cut between words.
    pub fn beginning(text: &str, max_chars: usize) -> Self {
        Self {
            fragment: text[..fragment_end(text, 0, max_chars)].to_owned(),
            spans: Vec::new(),
        }
    }

    /// The part of at most `max_chars` characters in which most patterns have a match, with all matches in it; the
    /// beginning of the text when there are none. It starts with a sentence where that leaves the first match in it.
    pub(super) fn new(text: &str, patterns: &[Pattern], max_chars: usize) -> Self {
        let matches = find_matches(text, patterns);
        let starts = fragment_starts(text, &matches, max_chars);
        let inside = |start: usize| {
            let end = fragment_end(text, start, max_chars);
            let inside = matches.iter().filter(move |one| {
                one.span.start as usize >= start && one.span.end as usize <= end
            });
            (end, inside)
        };
        let worth = |start: usize| {
            let (_, inside) = inside(start);
            let mut found: Vec<usize> = inside.map(|one| one.pattern).collect();
            let all = found.len();
            found.sort_unstable();
            found.dedup();
            (found.len(), all)
        };
        // Of equals the first.
        let best = starts.into_iter().rev().max_by_key(|start| worth(*start));
        let Some(start) = best else {
            return Self::beginning(text, max_chars);
        };
        let (end, inside) = inside(start);
        let moved = |span: Span| Span::new(span.start as usize - start, span.end as usize - start);
        let mut spans: Vec<Span> = inside.map(|one| moved(one.span)).collect();
        spans.sort_unstable();
        spans.dedup();
        Self {
            fragment: text[start..end].to_owned(),
            spans,
        }
    }
}

/// All words that match a pattern, by pattern.
fn find_matches(text: &str, patterns: &[Pattern]) -> Vec<Match> {
    let tokens = passage_tokens(text);
    let mut found = Vec::new();
    for (number, pattern) in patterns.iter().enumerate() {
        if pattern.field == TextField::Heading {
            continue;
        }
        let is_match = |token: &PassageToken| {
            let word = head(token.span.of(text));
            let mut by_term = pattern.terms.get(&token.term).into_iter();
            let mut prefix = pattern.prefix.iter();
            by_term.any(|surfaces| surfaces.contains(word))
                || prefix.any(|prefix| fold(&token.term).starts_with(prefix.as_str()))
        };
        let single = tokens.iter().filter(|token| is_match(token));
        let in_row = pattern
            .sequences
            .iter()
            .flat_map(|sequence| in_sequence(&tokens, sequence));
        found.extend(single.chain(in_row).map(|token| Match {
            span: token.span,
            pattern: number,
        }));
    }
    found
}

fn passage_tokens(text: &str) -> Vec<PassageToken> {
    let mut analyser = text_analyser();
    let mut stream = analyser.token_stream(text);
    let mut found = Vec::new();
    while stream.advance() {
        let token = stream.token();
        found.push(PassageToken {
            position: token.position,
            span: Span::new(token.offset_from, token.offset_to),
            term: token.text.clone(),
        });
    }
    found
}

/// The tokens that make up the sequence, wherever it occurs.
fn in_sequence<'t>(tokens: &'t [PassageToken], sequence: &Sequence) -> Vec<&'t PassageToken> {
    let mut found = Vec::new();
    for first in tokens
        .iter()
        .filter(|token| token.term == sequence.terms[0].1)
    {
        let mut slop = sequence.slop as usize;
        let mut shift = 0;
        let mut row = vec![first];
        for (offset, term) in &sequence.terms[1..] {
            let expected = first.position + offset + shift;
            let next = tokens.iter().find(|token| {
                token.term == *term && (expected..=expected + slop).contains(&token.position)
            });
            let Some(next) = next else { break };
            let gap = next.position - expected;
            slop -= gap;
            shift += gap;
            row.push(next);
        }
        if row.len() == sequence.terms.len() {
            found.extend(row);
        }
    }
    found
}

/// Where a fragment may start: for each match the sentence it stands in, and a little before the match when the
/// sentence is too long to show both.
fn fragment_starts(text: &str, matches: &[Match], max_chars: usize) -> Vec<usize> {
    let sentences: Vec<Span> = sentences(text).collect();
    let mut starts: Vec<usize> = matches
        .iter()
        .map(|one| {
            let at = one.span.start as usize;
            let sentence = sentences
                .iter()
                .rfind(|sentence| sentence.start as usize <= at);
            let start = sentence.map_or(0, |sentence| sentence.start as usize);
            if one.span.end as usize <= fragment_end(text, start, max_chars) {
                return start;
            }
            // A third of the room goes to what stands before the match, from the beginning of a word.
            let before = text[..at].char_indices().rev().nth(max_chars / 3);
            let begin = before.map_or(0, |(begin, _)| begin);
            let space = text[begin..at].find(char::is_whitespace);
            space.map_or(at, |space| begin + space + 1)
        })
        .filter(|start| text.is_char_boundary(*start))
        .collect();
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// The end of the fragment that begins at `start`: `max_chars` characters further at most, between words.
fn fragment_end(text: &str, start: usize, max_chars: usize) -> usize {
    let rest = &text[start..];
    let Some((limit, _)) = rest.char_indices().nth(max_chars) else {
        return start + rest.trim_end().len();
    };
    let shown = &rest[..limit];
    // A word that is longer than the fragment is cut.
    let end = match shown.rfind(char::is_whitespace) {
        Some(space) if !rest[limit..].starts_with(char::is_whitespace) => space,
        _ => limit,
    };
    start + rest[..end].trim_end().len()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::analyse;
    use super::super::surface::Surfaces;
    use super::*;

    /// A pattern of the stems of these words.
    fn pattern(terms: &[&str], row: &[&str]) -> Pattern {
        let stem = |word: &&str| analyse(word).concat();
        let sequence = Sequence {
            terms: row.iter().map(stem).enumerate().collect(),
            slop: 0,
        };
        Pattern {
            field: TextField::Any,
            terms: terms
                .iter()
                .map(|term| (stem(term), Surfaces::Any))
                .collect::<BTreeMap<_, _>>(),
            sequences: (row.len() > 1).then_some(sequence).into_iter().collect(),
            prefix: None,
        }
    }

    fn marked(text: &str, patterns: &[Pattern], max_chars: usize) -> String {
        let highlight = Highlight::new(text, patterns, max_chars);
        let mut shown = highlight.fragment.clone();
        for span in highlight.spans.iter().rev() {
            shown.insert(span.end as usize, ']');
            shown.insert(span.start as usize, '[');
        }
        shown
    }

    #[test]
    fn a_phrase_is_marked_as_a_whole_only() {
        let text = "Open data eerst. Wij kiezen open source waar het kan.";
        let phrase = pattern(&[], &["open", "source"]);
        assert_eq!(
            marked(text, std::slice::from_ref(&phrase), 200),
            "Wij kiezen [open] [source] waar het kan."
        );
        assert_eq!(marked("Open deur", &[phrase], 200), "Open deur");
    }

    #[test]
    fn the_fragment_shows_most_words_and_begins_a_sentence() {
        let text = "De data staan centraal. Tussenzin zonder iets. Regie op data is ons doel.";
        let both = [pattern(&["data"], &[]), pattern(&["regie"], &[])];
        assert_eq!(marked(text, &both, 30), "[Regie] op [data] is ons doel.");
        assert_eq!(marked("", &both, 30), "");
        let long = format!("{} data", "woord ".repeat(40).trim_end());
        let shown = marked(&long, &both, 30);
        assert!(
            shown.ends_with("[data]") && shown.starts_with("woord"),
            "{shown}"
        );
        assert_eq!(
            Highlight::beginning("één twee drie", 8).fragment,
            "één twee"
        );
    }
}
