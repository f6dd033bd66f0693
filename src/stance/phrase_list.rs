//! Lists of phrases, to be found in headings.

use std::sync::LazyLock;

use crate::text::WordList;

/// A list of phrases. An entry consists of words; `*` ends the beginning of a word, and `^` before the first word asks
/// that the heading is nothing but the phrase.
#[derive(Debug)]
pub(super) struct PhraseList {
    entries: Vec<Phrase>,
}

#[derive(Debug)]
struct Phrase {
    words: Vec<&'static str>,
    is_whole: bool,
}

impl PhraseList {
    fn parse(source: &'static str) -> Self {
        let entries = WordList::parse(source)
            .iter()
            .map(|entry| {
                let words = entry.strip_prefix("^ ").unwrap_or(entry);
                Phrase {
                    words: words.split(' ').collect(),
                    is_whole: entry.starts_with('^'),
                }
            })
            .collect();
        Self { entries }
    }

    /// The number of words of the longest phrase in `words`, which are in lower case; 0 if there is none.
    pub(super) fn longest_match(&self, words: &[String]) -> usize {
        let found = self.entries.iter().filter(|phrase| phrase.stands_in(words));
        found.map(|phrase| phrase.words.len()).max().unwrap_or(0)
    }
}

impl Phrase {
    fn stands_in(&self, words: &[String]) -> bool {
        let fits = |window: &[String]| {
            let mut pairs = window.iter().zip(&self.words);
            pairs.all(|(word, entry)| match entry.strip_suffix('*') {
                Some(beginning) => word.starts_with(beginning),
                None => word == entry,
            })
        };
        if self.is_whole {
            words.len() == self.words.len() && fits(words)
        } else {
            words.windows(self.words.len()).any(fits)
        }
    }
}

/// Declares the lists, each read on first use.
macro_rules! phrase_lists {
    ($($(#[$doc:meta])* $name:ident = $file:literal;)*) => {
        $(
            $(#[$doc])*
            pub(super) static $name: LazyLock<PhraseList> = LazyLock::new(|| {
                PhraseList::parse(include_str!(concat!("../../data/stance/", $file)))
            });
        )*
    };
}

phrase_lists! {
    /// Above decisions and actions.
    ACTIONS = "section_actions.txt";
    /// Above options that were not chosen.
    ALTERNATIVES = "section_alternatives.txt";
    /// Above what is being looked into.
    EXPLORATION = "section_exploration.txt";
    /// Above what has been.
    HISTORY = "section_history.txt";
    /// Above what others want.
    OTHERS = "section_others.txt";
    /// Above text that states no course.
    PROCEDURE = "section_procedure.txt";
    /// Above what is not done.
    REFUSALS = "section_refusals.txt";
    /// Above remarks, risks and objections.
    REMARKS = "section_remarks.txt";
    /// Above principles and choices.
    RULES = "section_rules.txt";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_stand_anywhere_or_alone() {
        let list = PhraseList::parse("# a comment\n^ context\nrisico*\n");
        let length = |heading: &str| {
            let words: Vec<String> = heading.split(' ').map(str::to_owned).collect();
            list.longest_match(&words)
        };
        assert_eq!(length("context"), 1);
        assert_eq!(length("de context"), 0);
        assert_eq!(length("de risicoanalyse"), 1);
    }
}
