//! Case and accent folding of names: one key for all spellings of a name.
//!
//! Two forms. [`plain`] keeps the words and drops case, accents and punctuation.
//! [`key`] also evens out the small words that people write in many ways
//! (`a/d`, `St.`, `'s-`) and closes the words up, so that a hyphen, a space or
//! nothing make no difference.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Lower case words without accents and punctuation, one space between them.
///
/// `&` and `+` become the word `en`. Empty when `text` has no letter or digit.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    // Decomposed: `é` becomes `e` and a combining mark, which is left out.
    for character in text.nfkd().filter(|&c| !is_combining_mark(c)) {
        if matches!(character, '&' | '+') {
            out.push_str(if out.is_empty() { "en" } else { " en" });
            gap = true;
        } else if character.is_alphanumeric() {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.extend(character.to_lowercase());
        } else {
            gap = true;
        }
    }
    out
}

/// The key of a name in an index.
///
/// Equal for `'s-Gravenhage`, `s Gravenhage` and `des gravenhage`; for `Alphen
/// a/d Rijn`, `Alphen a.d. Rijn` and `Alphen aan den Rijn`; for `St.
/// Michielsgestel` and `Sint-Michielsgestel`; for `IJsselstein` and `Ysselstein`.
pub(super) fn key(text: &str) -> String {
    key_of_plain(&plain(text))
}

/// The words of a [`plain`] text without the word *gemeente* around the name:
/// `gemeente X`, `de gemeente X`, `gem. X`, `X (gemeente)`.
/// `None` when nothing was taken off or nothing would be left.
pub(super) fn without_kind(plain: &str) -> Option<String> {
    let mut rest = plain;
    // The longest prefix first; one of them is enough.
    for prefix in ["de gemeente ", "gemeente ", "gem "] {
        if let Some(name) = rest.strip_prefix(prefix) {
            rest = name;
            break;
        }
    }
    let rest = rest.strip_suffix(" gemeente").unwrap_or(rest);
    (rest != plain && !rest.is_empty()).then(|| rest.to_owned())
}

/// The old genitive before a place name: `'s-Gravenhage`, `des Gravenhage`.
const GENITIVES: [&str; 2] = ["s", "des"];

/// Whether [`key`] drops the first word of a plain text.
pub(super) fn has_genitive(plain: &str) -> bool {
    plain
        .split_once(' ')
        .is_some_and(|(first, _)| GENITIVES.contains(&first))
}

/// The key of a plain text.
fn key_of_plain(plain: &str) -> String {
    let words: Vec<&str> = plain.split(' ').filter(|word| !word.is_empty()).collect();
    let mut out = String::new();
    // The genitive is left out: people write it as `'s`, as `des` or not at all.
    let mut index = usize::from(has_genitive(plain));
    while let Some(&word) = words.get(index) {
        let next = words.get(index + 1).copied().unwrap_or_default();
        // Only inside a name: one that begins or ends with *aan* keeps it.
        let inside = index > 0 && index + 1 < words.len();
        match word {
            // `St.` before another word stands for *Sint*.
            "st" if !next.is_empty() => out.push_str("sint"),
            // `aan den`, `aan de`, `a/d`, `a.d.`: the article does not tell names apart.
            "a" | "aan" if inside && matches!(next, "d" | "de" | "den" | "der" | "het") => {
                out.push_str("aan");
                index += 1;
            }
            // The same abbreviation, typed without its dots or slash.
            "ad" if inside => out.push_str("aan"),
            other => {
                // The same sound is written `ij` and `y` (IJsselstein, Ysselstein).
                for character in other.chars() {
                    match character {
                        'y' => out.push_str("ij"),
                        letter => out.push(letter),
                    }
                }
            }
        }
        index += 1;
    }
    out
}

/// The letters of a name closed up, small words and all, for those who write it
/// as one word: `sGravenhage`, `AlphenaandenRijn`.
pub(super) fn closed(text: &str) -> String {
    plain(text)
        .replace('y', "ij")
        .split(' ')
        .collect::<Vec<_>>()
        .concat()
}

/// Takes a part in brackets off the end: `Bergen (NH.)` gives `Bergen` and `NH.`.
pub(super) fn bracketed(text: &str) -> Option<(&str, &str)> {
    let open = text.trim_end().strip_suffix(')')?;
    let (name, part) = open.rsplit_once('(')?;
    let (name, part) = (name.trim(), part.trim());
    (!name.is_empty() && !part.is_empty()).then_some((name, part))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn plain_keeps_words() {
        for (text, expected) in [
            ("  Súdwest-Fryslân ", "sudwest fryslan"),
            ("'s-Gravenhage", "s gravenhage"),
            ("Kaag & Braassem", "kaag en braassem"),
            ("Ĳsselstein", "ijsselstein"),
            (
                "Nuenen, Gerwen en Nederwetten",
                "nuenen gerwen en nederwetten",
            ),
            ("alphen_aan_den_rijn", "alphen aan den rijn"),
            ("--", ""),
        ] {
            assert_eq!(plain(text), expected);
        }
    }

    #[test]
    fn one_key_for_one_name() {
        for group in [
            vec![
                "'s-Gravenhage",
                "s-gravenhage",
                "’s Gravenhage",
                "des Gravenhage",
                "Gravenhage",
            ],
            vec![
                "Alphen aan den Rijn",
                "Alphen a/d Rijn",
                "Alphen a.d. Rijn",
                "alphen ad rijn",
                "Alphen aan de Rijn",
                "alphen-aan-den-rijn",
            ],
            vec![
                "Sint-Michielsgestel",
                "St. Michielsgestel",
                "st michielsgestel",
                "SintMichielsgestel",
            ],
            vec!["IJsselstein", "Ysselstein", "ijsselstein"],
            vec!["Bergen (NH.)", "Bergen NH", "Bergen N.H.", "bergen n-h"],
        ] {
            for name in &group {
                assert_eq!(key(name), key(group[0]), "{name}");
            }
        }
        // Small words at an end are left alone.
        assert_eq!(key("St"), "st");
        assert_eq!(key("s"), "s");
        assert_ne!(key("Bergen aan Zee"), key("Bergen op Zee"));
        assert_eq!(closed("'s-Gravenhage"), "sgravenhage");
        assert_eq!(closed("Alphen a/d Rijn"), "alphenadrijn");
    }

    #[test]
    fn the_word_gemeente_is_taken_off() {
        assert_eq!(without_kind("gemeente delft").as_deref(), Some("delft"));
        assert_eq!(without_kind("de gemeente delft").as_deref(), Some("delft"));
        assert_eq!(without_kind("utrecht gemeente").as_deref(), Some("utrecht"));
        assert_eq!(without_kind("delft"), None);
        assert_eq!(without_kind("gemeente"), None);
    }

    #[test]
    fn brackets_at_the_end() {
        assert_eq!(bracketed("Bergen (NH.)"), Some(("Bergen", "NH.")));
        assert_eq!(bracketed("Bergen"), None);
        assert_eq!(bracketed("(NH)"), None);
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in ".{0,30}") {
            let once = plain(&text);
            prop_assert_eq!(plain(&once), once);
        }
    }
}
