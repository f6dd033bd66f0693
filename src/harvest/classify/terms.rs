//! Terms of the built-in lists, and text as it is compared with them.

/// A term: words that must all be there, each a sequence of words with `*` for any letters at an end.
#[derive(Clone, Debug)]
pub(super) struct Term {
    parts: Vec<&'static str>,
    pub(super) written: &'static str,
}

impl Term {
    pub(super) fn parse(written: &'static str) -> Self {
        Self {
            parts: written.split(" + ").collect(),
            written,
        }
    }

    /// Whether the text has all parts; both are normalised.
    pub(super) fn is_in(&self, text: &str) -> bool {
        self.parts.iter().all(|part| find(text, part, false))
    }

    /// Whether the text begins with the term.
    pub(super) fn opens(&self, text: &str) -> bool {
        self.parts.iter().all(|part| find(text, part, true))
    }

    /// How much the term says: its number of letters.
    pub(super) fn len(&self) -> usize {
        self.written.len()
    }
}

/// Finds a part as whole words; `*` at an end lets the word go on there.
fn find(text: &str, part: &str, at_start: bool) -> bool {
    let (open_start, open_end) = (part.starts_with('*'), part.ends_with('*'));
    let bare = part.trim_matches('*');
    text.match_indices(bare).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + bare.len()..].chars().next();
        let begins = open_start || before.is_none_or(|c| !is_letter(c));
        let ends = open_end || after.is_none_or(|c| !is_letter(c));
        begins && ends && (!at_start || at == 0)
    })
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '&'
}

/// Text in lower case with one blank between words; hyphens and dots stay, other marks go.
pub(super) fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_letter(c) || matches!(c, '-' | '.' | '–') {
            out.extend(if c == '–' { '-' } else { c }.to_lowercase());
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.trim_end().to_owned()
}

/// The beginnings of lines and sentences of a text, normalised.
pub(super) fn openings(text: &str) -> Vec<String> {
    let starts = text.split(['\n', '.', '!', '?', ':']).map(str::trim);
    starts
        .filter(|start| !start.is_empty())
        .map(normalise)
        .collect()
}

/// The rows of a built-in list with a header, without its remarks.
pub(super) fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .skip(1)
        .map(|line| line.split(',').map(str::trim).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_whole_words_unless_a_star_says_otherwise() {
        let is_in = |term, text: &str| Term::parse(term).is_in(&normalise(text));
        assert!(is_in("concept*", "Conceptvisie") && !is_in("concept*", "Dienstverleningsconcept"));
        assert!(is_in("*verordening", "Archiefverordening 2023") && !is_in("mer", "Zomer"));
        assert!(is_in(
            "dienstverlening + visie",
            "Dienstverlening 2025: visie"
        ));
        assert!(is_in("i&a-visie", "I&A-visie") && is_in("ontwerp*", "Ontwerp-omgevingsvisie"));
        assert!(
            Term::parse("motie*").opens("motie over x") && !Term::parse("motie*").opens("de motie")
        );
    }
}
