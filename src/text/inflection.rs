//! Inflected forms of Dutch words.
//!
//! The stemmer conflates most forms of a word, but not those that Dutch spelling changes: it takes *grens* to `gren`
//! and *grenzen* to `grens`, *deelt* to `deelt` and *delen* to `deel`. Here the forms are generated instead, by the
//! spelling rules for nouns, verbs and adjectives and a list for what is irregular. A form that is no word does no
//! harm: nobody wrote it.
//!
//! Source of the rules: *Algemene Nederlandse Spraakkunst*, chapters on the spelling of plural (3.5.2) and verb (2.3).

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::WordList;

/// Irregular forms, one word a line; see the head of the file.
static IRREGULAR: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/text/inflections.txt")));

/// Pairs that the rules connect wrongly.
static UNRELATED: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/text/unrelated_forms.txt")));

/// Shorter words have no forms: they are abbreviations and function words.
const MIN_INFLECTED_CHARS: usize = 3;

/// Longer words are codes and addresses.
const MAX_INFLECTED_CHARS: usize = 40;

/// Double vowels, which stand single in an open syllable, and diphthongs, which do not change.
const VOWEL_GROUPS: [&str; 15] = [
    "eeu", "ieu", "aai", "ooi", "oei", "aa", "ee", "oo", "uu", "ie", "oe", "eu", "ui", "ei", "ou",
];

/// Endings without stress, after which a consonant is not doubled: *maatregel, maatregelen*.
const UNSTRESSED_ENDINGS: [&str; 7] = ["el", "er", "or", "en", "em", "ig", "ik"];

/// Prefixes that take no `ge` in the participle.
const INSEPARABLE_PREFIXES: [&str; 7] = ["be", "ver", "ont", "her", "onder", "over", "erk"];

/// Prefixes before which `ge` does not stand, but after them: *vastgelegd*.
const SEPARABLE_PREFIXES: [&str; 15] = [
    "aan", "af", "bij", "door", "in", "mee", "na", "om", "op", "samen", "terug", "toe", "uit",
    "vast", "voor",
];

/// Returns the other forms that a Dutch word may have: plural and singular, with and without `-e`, infinitive, third
/// person and participle. Sorted, without the word itself; some of them are no words.
///
/// `word` is in lower case and without accents, see [`fold`](super::fold()). Empty for a word with other characters than
/// letters. Cost: a few dozen short strings.
///
/// ```
/// let forms = wiel::text::inflections("grenzen");
/// assert!(forms.contains(&"grens".to_owned()));
/// ```
pub fn inflections(word: &str) -> Vec<String> {
    let length = word.chars().count();
    let is_word = word.bytes().all(|byte| byte.is_ascii_lowercase());
    if !is_word || !(MIN_INFLECTED_CHARS..=MAX_INFLECTED_CHARS).contains(&length) {
        return Vec::new();
    }
    let mut forms = BTreeSet::new();
    add_forms_of_base(word, &mut forms);
    for base in bases(word) {
        add_forms_of_base(&base, &mut forms);
        add_verb_forms(&base, &mut forms);
        forms.insert(base);
    }
    add_irregular(word, &mut forms);
    forms.remove(word);
    forms.retain(|form| !are_unrelated(word, form));
    forms.into_iter().collect()
}

fn are_unrelated(word: &str, form: &str) -> bool {
    let (first, second) = if word < form {
        (word, form)
    } else {
        (form, word)
    };
    UNRELATED.contains(&format!("{first} {second}"))
}

/// The plural, the infinitive and the form on `-e` of a noun, verb or adjective without ending.
fn add_forms_of_base(base: &str, forms: &mut BTreeSet<String>) {
    if let Some(stem) = base.strip_suffix("heid") {
        forms.insert(format!("{stem}heden"));
    }
    if base.ends_with("en") && count_syllables(base) > 1 {
        forms.insert(format!("{base}s"));
    }
    if base.ends_with('e') {
        forms.insert(format!("{base}n"));
    }
    // *ideeën, strategieën*, without their accents.
    if base.ends_with("ee") || base.ends_with("ie") {
        forms.insert(format!("{base}en"));
    }
    for lengthened in lengthened(base) {
        forms.insert(format!("{lengthened}e"));
        forms.insert(format!("{lengthened}en"));
    }
}

/// The base as it is spelled before an ending that begins with a vowel: *raam* gives *ram* (ramen), *les* gives
/// *less* (lessen), *grens* gives *grenz* and *grens* (grenzen, wensen). Empty for a base that ends in a vowel.
fn lengthened(base: &str) -> Vec<String> {
    let Some((head, vowel, consonants)) = last_syllable(base) else {
        return Vec::new();
    };
    let last = consonants.as_bytes()[consonants.len() - 1] as char;
    let voiced = match last {
        's' => Some('z'),
        'f' => Some('v'),
        _ => None,
    };
    let without_last = &base[..base.len() - 1];
    let mut found = Vec::new();
    for end in [Some(last), voiced].into_iter().flatten() {
        if consonants.len() > 1 || is_diphthong(vowel) {
            found.push(format!("{without_last}{end}"));
        } else if vowel.len() > 1 {
            found.push(format!("{head}{}{end}", &vowel[..1]));
        } else {
            if end == last {
                found.push(format!("{base}{end}"));
            }
            let stays_single = is_unstressed(base) || last == 's' || end != last;
            if count_syllables(base) > 1 && stays_single {
                found.push(format!("{without_last}{end}"));
            }
        }
    }
    found
}

/// The bases that a word may be an inflected form of.
fn bases(word: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    if let Some(stem) = word.strip_suffix("heden") {
        found.insert(format!("{stem}heid"));
    }
    if word.ends_with("eeen") || word.ends_with("ieen") {
        found.insert(word[..word.len() - 2].to_owned());
    }
    // *gegevens*, but not *wens*.
    if word.ends_with("ens") && count_syllables(word) > 1 {
        found.insert(word[..word.len() - 1].to_owned());
    }
    if let Some(stem) = word.strip_suffix("en").or_else(|| word.strip_suffix('e')) {
        found.extend(shortened(stem));
        if word.ends_with("en") {
            found.insert(format!("{stem}e"));
        }
    }
    for ending in ["nde", "nd"] {
        found.extend(
            word.strip_suffix(ending)
                .and_then(|stem| stem.strip_suffix('e'))
                .into_iter()
                .flat_map(shortened),
        );
    }
    found.extend(verb_bases(word));
    found
}

/// The reverse of [`lengthened`]: a stem before `-en` or `-e` as it is spelled without that ending.
fn shortened(stem: &str) -> Vec<String> {
    let Some((head, vowel, consonants)) = last_syllable(stem) else {
        return Vec::new();
    };
    let last = consonants.as_bytes()[consonants.len() - 1];
    let voiceless = match last {
        b'z' => 's',
        b'v' => 'f',
        other => other as char,
    };
    let without_last = &stem[..stem.len() - 1];
    let doubled = consonants.len() > 1 && consonants.as_bytes()[consonants.len() - 2] == last;
    if doubled {
        return vec![without_last.to_owned()];
    }
    if consonants.len() > 1 || vowel.len() > 1 {
        return vec![format!("{without_last}{voiceless}")];
    }
    let mut found = Vec::new();
    if matches!(vowel, "a" | "e" | "o" | "u") {
        found.push(format!("{head}{vowel}{vowel}{voiceless}"));
    }
    if count_syllables(stem) > 1 && (is_unstressed(stem) || last == b's') {
        found.push(format!("{without_last}{voiceless}"));
    }
    found
}

/// The base of a third person or a participle.
fn verb_bases(word: &str) -> Vec<String> {
    let mut found = Vec::new();
    let participle = word.strip_suffix('e').unwrap_or(word);
    let Some(base) = participle.strip_suffix(['t', 'd']) else {
        return found;
    };
    if last_syllable(base).is_none() {
        return found;
    }
    if word.ends_with('t') && can_take_t(base) {
        found.push(base.to_owned());
    }
    let separable = SEPARABLE_PREFIXES.iter();
    let parts = separable.filter_map(|prefix| Some((*prefix, base.strip_prefix(prefix)?)));
    for (prefix, rest) in std::iter::once(("", base)).chain(parts) {
        if let Some(stem) = rest.strip_prefix("ge")
            && last_syllable(stem).is_some()
        {
            found.push(format!("{prefix}{stem}"));
        } else if is_inseparable(rest) {
            found.push(base.to_owned());
        }
    }
    found
}

/// The third person and the participle of a verb.
fn add_verb_forms(base: &str, forms: &mut BTreeSet<String>) {
    if last_syllable(base).is_none() {
        return;
    }
    if can_take_t(base) {
        forms.insert(format!("{base}t"));
    }
    // A stem on `-s` or `-f` has `-d` when its infinitive has `-z` or `-v`: *gereisd*, *geleefd*.
    let endings: &[&str] = match base.as_bytes()[base.len() - 1] {
        b's' | b'f' => &["t", "d"],
        b't' | b'd' => &[""],
        b'k' | b'p' | b'h' | b'x' => &["t"],
        _ => &["d"],
    };
    let mut stems = vec![if is_inseparable(base) {
        base.to_owned()
    } else {
        format!("ge{base}")
    }];
    for prefix in SEPARABLE_PREFIXES {
        if let Some(rest) = base.strip_prefix(prefix)
            && last_syllable(rest).is_some()
        {
            stems.push(format!("{prefix}ge{rest}"));
        }
    }
    for stem in stems {
        for ending in endings {
            forms.insert(format!("{stem}{ending}"));
        }
    }
}

/// Whether a base may be a verb with a third person on `-t`. A short syllable on `-s` is a noun far more often: *gas*
/// and *gast* are two words.
fn can_take_t(base: &str) -> bool {
    let Some((_, vowel, consonants)) = last_syllable(base) else {
        return false;
    };
    let is_short = count_syllables(base) == 1 && vowel.len() == 1 && consonants == "s";
    !base.ends_with('t') && !is_short
}

fn is_inseparable(base: &str) -> bool {
    let mut prefixes = INSEPARABLE_PREFIXES.iter();
    count_syllables(base) > 1 && prefixes.any(|prefix| base.starts_with(prefix))
}

/// The forms that stand in one line of the list with the word.
fn add_irregular(word: &str, forms: &mut BTreeSet<String>) {
    for line in IRREGULAR.iter() {
        for entry in line.split(' ') {
            let Some(ending) = entry.strip_prefix('-') else {
                if entry == word {
                    forms.extend(line.split(' ').map(str::to_owned));
                }
                continue;
            };
            if let Some(start) = word.strip_suffix(ending) {
                let endings = line.split(' ').map(|other| other.trim_start_matches('-'));
                forms.extend(endings.map(|ending| format!("{start}{ending}")));
            }
        }
    }
}

/// The last vowels of a word, what stands before them and the consonants behind them. Returns `None` when there are
/// no vowels, or no consonants behind them.
fn last_syllable(word: &str) -> Option<(&str, &str, &str)> {
    let is_vowel = |letter: char| matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let consonants = word.rfind(is_vowel)? + 1;
    if consonants == word.len() {
        return None;
    }
    let before = &word[..consonants];
    let mut groups = VOWEL_GROUPS.iter();
    let length = groups
        .find(|group| before.ends_with(**group))
        .map_or(1, |group| group.len());
    let (head, vowel) = before.split_at(consonants - length);
    Some((head, vowel, &word[consonants..]))
}

/// Whether vowels are a group that stays as it is in an open syllable: not a double vowel.
fn is_diphthong(vowel: &str) -> bool {
    vowel.len() > 1 && !matches!(vowel, "aa" | "ee" | "oo" | "uu")
}

fn is_unstressed(word: &str) -> bool {
    let mut endings = UNSTRESSED_ENDINGS.iter();
    endings.any(|ending| word.ends_with(ending))
}

/// The number of groups of vowels, which is near enough to that of the syllables.
fn count_syllables(word: &str) -> usize {
    let is_vowel = |byte: &u8| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let bytes = word.as_bytes();
    let starts = (0..bytes.len())
        .filter(|&at| is_vowel(&bytes[at]) && (at == 0 || !is_vowel(&bytes[at - 1])));
    starts.count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spelling_follows_the_syllable() {
        for (word, expected) in [
            ("raam", "ramen"),
            ("les", "lessen"),
            ("grens", "grenzen"),
            ("wens", "wensen"),
            ("motief", "motieven"),
            ("maatregel", "maatregelen"),
            ("bedrijf", "bedrijven"),
            ("ideaal", "idealen"),
            ("mogelijkheid", "mogelijkheden"),
            ("gegeven", "gegevens"),
            ("strategie", "strategieen"),
            ("idee", "ideeen"),
            ("groeit", "groeien"),
            ("vrij", "vrije"),
            ("risico", "risicos"),
            ("waarde", "waarden"),
            ("goed", "goede"),
            ("structureel", "structurele"),
            ("delen", "deelt"),
            ("kiezen", "kiest"),
            ("verhogen", "verhoogd"),
            ("vastleggen", "vastgelegd"),
            ("raadslid", "raadsleden"),
            ("inkoopt", "inkocht"),
        ] {
            assert!(inflections(word).contains(&expected.to_owned()), "{word}");
            assert!(
                inflections(expected).contains(&word.to_owned()),
                "{expected}"
            );
        }
    }

    #[test]
    fn other_words_are_no_forms() {
        for (word, other) in [
            ("gas", "gast"),
            ("kop", "kopen"),
            ("bal", "balen"),
            ("bom", "bomen"),
            ("wens", "wen"),
            ("mark", "markt"),
            ("gegevens", "geven"),
            ("wegen", "wegens"),
        ] {
            assert!(!inflections(word).contains(&other.to_owned()), "{word}");
            assert!(!inflections(other).contains(&word.to_owned()), "{other}");
        }
    }

    #[test]
    fn lists_are_read_and_small_words_have_no_forms() {
        assert!(IRREGULAR.iter().len() > 50 && UNRELATED.iter().len() > 10);
        for line in UNRELATED.iter() {
            let pair: Vec<&str> = line.split(' ').collect();
            assert!(pair.len() == 2 && pair[0] < pair[1], "{line}");
        }
        for word in ["", "ai", "i&a", "2024", "één"] {
            assert!(inflections(word).is_empty(), "{word}");
        }
    }

    proptest! {
        #[test]
        fn forms_are_few_and_sorted(word in "[a-z]{0,45}") {
            let forms = inflections(&word);
            prop_assert!(forms.len() < 80);
            prop_assert!(forms.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
