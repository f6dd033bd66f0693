//! Reasons and remedies that other modules and libraries give in English, in the language of the reader.
//!
//! Checking knows no languages: it gives one English message, which JSON, CSV and a generation hold as it is. Many
//! are of libraries (serde, csv, tantivy) and have no type to match on. Here such a message is recognised by its fixed
//! words and worded in Dutch (`data/report/messages-nl.txt`), with what it names filled in. A message that is not in
//! that file is shown as it came: an English reason is better than none.
//!
//! Warnings about documents have codes; their texts stand in `warnings.rs`.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::Language;

/// English messages and the same in Dutch, in the order in which they are tried; see the head of the file.
static DUTCH: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    include_str!("../../../data/report/messages-nl.txt")
        .lines()
        // Lines without the arrow are ignored rather than a panic: the file is data.
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter_map(|line| line.split_once(" => "))
        .collect()
});

/// What axum says before the reason why a query string cannot be read.
const QUERY_PREFIX: &str = "Failed to deserialize query string: ";

impl Language {
    /// A reason or remedy of another module, in this language; as it came when its wording is not known.
    ///
    /// Cost: compares the message with every entry of the table.
    pub fn reason(self, english: &str) -> Cow<'_, str> {
        match self {
            Self::English => Cow::Borrowed(english),
            // An English reason is better than none.
            Self::Dutch => dutch(english).map_or(Cow::Borrowed(english), Cow::Owned),
        }
    }

    /// A reason with what to do about it, as one text.
    pub fn reason_and_remedy(self, reason: &str, remedy: &str) -> String {
        format!("{}; {}", self.reason(reason), self.reason(remedy))
    }
}

/// The Dutch of an English message. Returns `None` when neither it nor its parts are in the table.
fn dutch(english: &str) -> Option<String> {
    // Some messages have their hint on a line of its own.
    let english = english.replace('\n', "; ");
    let english = english.strip_prefix(QUERY_PREFIX).unwrap_or(&english);
    // The first that fits, so special messages stand above general ones in the file.
    let found = DUTCH
        .iter()
        .find_map(|(template, dutch)| Some((*dutch, arguments(template, english)?)))
        .map(|(template, arguments)| {
            // What a message names may be a message itself, such as the reason of a query.
            let arguments: Vec<String> = arguments
                .into_iter()
                .map(|argument| dutch(argument).unwrap_or_else(|| argument.to_owned()))
                .collect();
            filled(template, &arguments)
        });
    // Else a name with a reason (`in a.zip: …`), or a reason with a remedy (`…; …`).
    found
        .or_else(|| {
            // The name stays as it is; only what is behind it is a message.
            let (name, reason) = english.split_once(": ")?;
            Some(format!("{name}: {}", dutch(reason)?))
        })
        .or_else(|| {
            let (reason, remedy) = english.split_once("; ")?;
            // Half a translation still helps: reason and remedy are separate sentences.
            match (dutch(reason), dutch(remedy)) {
                (None, None) => None,
                (reason_nl, remedy_nl) => Some(format!(
                    "{}; {}",
                    reason_nl.as_deref().unwrap_or(reason),
                    remedy_nl.as_deref().unwrap_or(remedy)
                )),
            }
        })
}

/// What stands in `message` at the `{}` of `template`. Returns `None` when the message is not of that form.
fn arguments<'a>(template: &str, message: &'a str) -> Option<Vec<&'a str>> {
    let mut fixed = template.split("{}");
    // Everything before the first gap must match, or the message is of another form.
    let mut rest = message.strip_prefix(fixed.next()?)?;
    let mut fixed = fixed.peekable();
    if fixed.peek().is_none() {
        // A message without gaps has to match to its end.
        return rest.is_empty().then(Vec::new);
    }
    let mut found = Vec::new();
    while let Some(words) = fixed.next() {
        let argument = if fixed.peek().is_some() {
            // At the first occurrence, so that an argument is as short as possible.
            let (argument, after) = rest.split_once(words)?;
            rest = after;
            argument
        } else {
            // What follows the last argument ends the message.
            rest.strip_suffix(words)?
        };
        found.push(argument);
    }
    Some(found)
}

/// A template with its `{}` filled in, in order.
pub(super) fn filled(template: &str, arguments: &[impl AsRef<str>]) -> String {
    // More arguments than gaps are dropped, fewer leave the rest of the template out.
    let mut parts = template.split("{}");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (part, argument) in parts.zip(arguments) {
        text.push_str(argument.as_ref());
        text.push_str(part);
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn entries_name_as_much_in_dutch_and_stand_once() {
        let english: BTreeSet<&str> = DUTCH.iter().map(|(english, _)| *english).collect();
        assert_eq!(english.len(), DUTCH.len());
        assert!(english.len() > 40, "{}", english.len());
        for (english, dutch) in DUTCH.iter() {
            let count = |text: &str| text.matches("{}").count();
            assert_eq!(count(english), count(dutch), "{english}");
        }
    }

    #[test]
    fn every_entry_is_found_by_its_own_message() {
        let names = ["7", "12", "x", "5", "9"];
        for (english, expected) in DUTCH.iter() {
            let message = filled(english, &names);
            assert_eq!(dutch(&message), Some(filled(expected, &names)), "{message}");
        }
    }

    #[test]
    fn parts_of_a_message_are_worded_too() {
        for (english, expected) in [
            (
                "Failed to deserialize query string: scope: unknown scope \"near\"\nuse border, km:30, province, region:KIND or all",
                "scope: \"near\" is geen omgeving; schrijf border, km:30, province, region:SOORT of all",
            ),
            (
                "top must be from 1 to 10000, got 0",
                "top moet van 1 tot 10000 zijn, niet 0",
            ),
            (
                "the query \"de\" cannot be read: nothing to search for\ngive at least one word that is not a stop word",
                "de zoekvraag \"de\" is niet te lezen: er is niets om te zoeken; geef ten minste één woord met betekenis",
            ),
            (
                "top: number too large to fit in target type",
                "top: dit getal is te groot",
            ),
            (
                "CSV deserialize error: record 3 (line: 4, byte: 61): missing field `path`",
                "rij 3 (regel 4, byte 61): `path` ontbreekt",
            ),
            ("disk on fire", "disk on fire"),
        ] {
            assert_eq!(Language::Dutch.reason(english), expected);
            assert_eq!(Language::English.reason(english), english);
        }
    }
}
