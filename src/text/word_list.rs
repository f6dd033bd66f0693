//! Word lists that are kept as data files.

/// A list of words or short phrases, read from a data file that is compiled into the program.
///
/// The file has one entry a line, in byte order, without duplicates. Lines that begin with `#` are comments: they
/// say where the list comes from and what it is for. Empty lines are skipped.
///
/// ```
/// use wiel::text::WordList;
/// let list = WordList::parse("# Two pronouns.\nwe\nwij\n");
/// assert!(list.contains("wij"));
/// assert!(!list.contains("zij"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordList {
    /// In byte order, each once.
    entries: Vec<&'static str>,
}

impl WordList {
    /// Reads a list from the text of its file.
    ///
    /// # Panics
    /// When an entry is out of order or stands there twice. The lists are part of the program, so this is a mistake
    /// in the source that the first test to use the list finds.
    pub fn parse(text: &'static str) -> Self {
        let entries: Vec<&'static str> = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .collect();
        // The look-up is a binary search, which would miss words of an unsorted list without any error.
        for pair in entries.windows(2) {
            assert!(
                pair[0] < pair[1],
                "the word list is not sorted: {:?} stands before {:?}",
                pair[0],
                pair[1]
            );
        }
        Self { entries }
    }

    /// Returns whether `word` is an entry. Case counts. Cost: a binary search.
    pub fn contains(&self, word: &str) -> bool {
        self.entries.binary_search(&word).is_ok()
    }

    /// Returns whether `word` is an entry, with or without a capital first letter.
    pub fn contains_capitalised(&self, word: &str) -> bool {
        if self.contains(word) {
            return true;
        }
        let mut letters = word.chars();
        letters.next().is_some_and(|first| {
            first.is_uppercase()
                && self.contains(&first.to_lowercase().chain(letters).collect::<String>())
        })
    }

    /// Returns whether `word` is an entry, in any case. The entries themselves must be in lower case.
    pub fn contains_ignoring_case(&self, word: &str) -> bool {
        self.contains(&word.to_lowercase())
    }

    /// Returns whether `text` begins with one of the entries. Cost: linear in the entries.
    pub fn is_prefix_of(&self, text: &str) -> bool {
        self.entries.iter().any(|entry| text.starts_with(entry))
    }

    /// Returns whether `word` ends with one of the entries. Cost: linear in the entries.
    pub fn contains_suffix_of(&self, word: &str) -> bool {
        self.entries.iter().any(|entry| word.ends_with(entry))
    }

    /// The entries, in byte order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &'static str> + '_ {
        self.entries.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skips_comments_and_empty_lines() {
        let list = WordList::parse("# why\na\n\nb c\n");
        assert_eq!(list.iter().collect::<Vec<_>>(), ["a", "b c"]);
    }

    #[test]
    fn only_the_first_letter_may_be_a_capital() {
        let list = WordList::parse("maar\nwij\n");
        assert!(list.contains("wij") && !list.contains("Wij"));
        assert!(list.contains_capitalised("Wij") && !list.contains_capitalised("WIJ"));
        assert!(list.contains_ignoring_case("WIJ") && !list.contains_ignoring_case("ZIJ"));
    }

    #[test]
    fn entries_match_the_beginning_or_the_end_of_a_text() {
        let list = WordList::parse("# why\nand\nor\n");
        assert!(list.is_prefix_of("order") && !list.is_prefix_of("an"));
        assert!(list.contains_suffix_of("author") && !list.contains_suffix_of("order"));
        assert!(!list.contains("# why") && !list.contains(""));
    }

    #[test]
    #[should_panic(expected = "not sorted")]
    fn rejects_duplicates() {
        WordList::parse("a\na\n");
    }
}
