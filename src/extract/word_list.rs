//! Lists of Dutch words, built in from `data/extract/`.

/// A sorted list of words or phrases.
///
/// The text of a list has one entry a line; lines that begin with `#` say where the list comes from and why it is
/// there.
#[derive(Debug)]
pub(super) struct WordList(Vec<&'static str>);

impl WordList {
    /// Reads the text of a built-in list.
    ///
    /// # Panics
    /// Panics when the entries are not in byte order or when one occurs twice, which the tests rule out.
    pub(super) fn parse(text: &'static str) -> Self {
        let entries: Vec<&str> = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .collect();
        assert!(
            entries.is_sorted_by(|a, b| a < b),
            "not sorted or not unique: {entries:?}"
        );
        Self(entries)
    }

    /// Whether this is one of the entries.
    pub(super) fn contains(&self, word: &str) -> bool {
        self.0.binary_search(&word).is_ok()
    }

    /// Whether the text begins with one of the entries. Cost: linear in the entries.
    pub(super) fn is_prefix_of(&self, text: &str) -> bool {
        self.0.iter().any(|entry| text.starts_with(entry))
    }

    /// The entries, in byte order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_entries_and_skips_comments() {
        let list = WordList::parse("# Why.\n\nand\nor\n");
        assert!(list.contains("and") && list.contains("or"));
        assert!(!list.contains("# Why.") && !list.contains(""));
        assert!(list.is_prefix_of("order") && !list.is_prefix_of("an"));
    }

    #[test]
    #[should_panic(expected = "not sorted")]
    fn rejects_entries_that_occur_twice() {
        WordList::parse("and\nand\n");
    }
}
