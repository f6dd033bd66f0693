//! Language identification: which passages are not in Dutch.
//!
//! A list of frequent words settles nearly all passages in one pass; only the rest goes to the language detector.

use std::sync::LazyLock;

use whatlang::Lang;

use crate::text::{Word, WordList, words};

/// Frequent Dutch words that no neighbouring language has, lower case.
static DUTCH_WORDS: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/passage/dutch-words.txt")));

/// Frequent Frisian words that Dutch does not have, lower case.
static FRISIAN_WORDS: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/passage/frisian-words.txt")));

/// A text with at least this share of such words is Frisian, if it is not clearly Dutch. Running Frisian text has 17 to
/// 30 %, Dutch text about IT at most 3 %.
const MIN_FRISIAN_SHARE: f64 = 0.1;

/// With this share of frequent Dutch words a text is not Frisian. Running Frisian text has at most 15 %, of words that
/// both languages share.
const MAX_DUTCH_SHARE_OF_FRISIAN: f64 = 0.2;

/// A text with at least this share of such words is Dutch. Running text has 25 to 33 %, a list of terms 10 %, English
/// or German at most 3 %.
const MIN_DUTCH_SHARE: f64 = 0.1;

/// Shorter texts are lists, names and codes, of which the language cannot be identified.
const MIN_WORDS: usize = 30;

/// The length of the longest listed word; longer words are not looked up.
const MAX_WORD_BYTES: usize = 10;

/// Returns whether a text of `word_count` words is reliably identified as another language than Dutch.
///
/// Frisian counts as another language. Afrikaans, which the detector takes some Dutch for, does not.
/// Cost: one pass over the words; the language detector runs only when few of them are listed.
pub(super) fn is_foreign(text: &str, word_count: usize) -> bool {
    if word_count < MIN_WORDS {
        return false;
    }
    let share = |listed: usize| listed as f64 / word_count as f64;
    let mut listed = 0;
    for _ in listed_words(text, &DUTCH_WORDS) {
        listed += 1;
        // So much Dutch settles it, mostly before the end of the text.
        if share(listed) >= MAX_DUTCH_SHARE_OF_FRISIAN {
            return false;
        }
    }
    // Before the Dutch share decides: Frisian has some of these words too, and the detector does not know it.
    if share(listed_words(text, &FRISIAN_WORDS).count()) >= MIN_FRISIAN_SHARE {
        return true;
    }
    // Nearly all passages end here, without the much slower detector.
    if share(listed) >= MIN_DUTCH_SHARE {
        return false;
    }
    // Dutch with few listed words can look like Afrikaans, so both pass for Dutch.
    whatlang::detect(text)
        .is_some_and(|info| info.is_reliable() && !matches!(info.lang(), Lang::Nld | Lang::Afr))
}

/// The words of a text that are listed, whatever the case of their letters.
fn listed_words<'t>(text: &'t str, list: &WordList) -> impl Iterator<Item = Word<'t>> {
    words(text).filter(|word| {
        // On the stack: every word of every passage comes by here.
        let mut lower = [0; MAX_WORD_BYTES];
        let Some(lower) = lower.get_mut(..word.text.len()) else {
            return false;
        };
        lower.copy_from_slice(word.text.as_bytes());
        lower.make_ascii_lowercase();
        std::str::from_utf8(lower).is_ok_and(|word| list.contains(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::count_words;

    fn check(text: &str, expected: bool) {
        assert_eq!(is_foreign(text, count_words(text)), expected, "{text}");
    }

    #[test]
    fn distinguishes_dutch_from_other_languages() {
        check(
            "Wij kiezen de komende jaren voor open standaarden en maken daar met de raad een plan voor, want \
             onze inwoners willen weten waar hun gegevens zijn en wie daar in de gemeente bij kan komen.",
            false,
        );
        check(
            "In this summary we explain to our partners abroad how the municipality will use open standards in \
             the years to come, and why we believe that residents should know where their data are kept.",
            true,
        );
        check(
            "In dieser Zusammenfassung erklären wir unseren Nachbarn jenseits der Grenze, wie die Gemeinde in \
             den kommenden Jahren offene Standards nutzt und warum die Einwohner wissen sollen, wo ihre Daten \
             liegen und wer darauf zugreifen darf.",
            true,
        );
        check(
            "Yn de kommende jierren wolle wy mei ús ynwenners wurkje oan in digitale tsjinstferliening dy't foar \
             elkenien tagonklik is. De gemeente kiest foar iepen standerts en dielt gegevens mei oare gemeenten yn \
             de provinsje, want allinnich kinne wy it net.",
            true,
        );
        check(
            "It kolleezje hat mei de rie ôfpraat dat it nije ynformaasjebelied yn twa stappen ynfierd wurdt. Yn it \
             earste jier giet it om de basis: feilige systemen, goede gegevens en meiwurkers dy't dermei omgean kinne.",
            true,
        );
        check(
            "Dans ce résumé, nous expliquons à nos partenaires comment la commune utilisera des standards ouverts \
             dans les années à venir, et pourquoi les habitants doivent savoir où se trouvent leurs données et qui \
             peut les consulter.",
            true,
        );
        check(
            "IT, OT en IoT: de IT-afdeling beheert IT voor IT-diensten. IT en OT vragen IT-kennis, IT-budget en een \
             IT-architect. De afdeling regelt dat IT en OT samen werken, ook voor de fan van de server en het net.",
            false,
        );
        check("Open data, smart city, digital twin.", false);
    }
}
