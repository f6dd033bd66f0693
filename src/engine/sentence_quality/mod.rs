//! Whether a sentence can be quoted by itself.
//!
//! The words of the sentence decide, without knowing what it is quoted for. The word lists stand in `data/quote/`.

mod context;
mod lead;
mod main_clause;
mod tokens;

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use self::context::leans_on_context;
pub(in crate::engine) use self::lead::quoted_with_lead;
use self::main_clause::has_main_clause;
use self::tokens::Tokens;
use crate::text::{Word, WordList, words};

/// The lengths of a sentence that says enough and can be read at once, in words.
const CLEAR_LENGTHS: RangeInclusive<usize> = 6..=40;

/// A sentence with fewer words is a heading or a fragment.
const MIN_READABLE_WORDS: usize = 3;

/// A sentence with so many numbers or more lists figures.
const MIN_FIGURES: usize = 3;

/// A quotation within a sentence of more words than this is what somebody else says; a shorter one is a term.
const MAX_QUOTED_TERM_WORDS: usize = 4;

/// What stands between the cells of a table row.
const CELL_SEPARATOR: char = '|';

macro_rules! lists {
    ($($name:ident = $file:literal;)*) => {
        $(static $name: LazyLock<WordList> = LazyLock::new(|| {
            WordList::parse(include_str!(concat!("../../../data/quote/", $file)))
        });)*
    };
}

lists! {
    FINITE_VERBS = "finite_verbs.txt";
    PAST_TENSE_VERBS = "past_tense_verbs.txt";
    CONTEXT_OPENERS = "context_openers.txt";
    SENTENCE_STARTERS = "sentence_starters.txt";
    PROCEDURE_WORDS = "procedure_words.txt";
    MONEY_WORDS = "money_words.txt";
    REPORTING_PHRASES = "reporting_phrases.txt";
    DISCLAIMER_PHRASES = "disclaimer_phrases.txt";
    CONSIDERATION_WORDS = "consideration_words.txt";
    DEMONSTRATIVE_PREPOSITIONS = "demonstrative_prepositions.txt";
    OTHER_SUBJECTS = "other_subjects.txt";
    OWN_NOUNS = "own_nouns.txt";
    POINTING_WORDS = "pointing_words.txt";
    PRONOMINAL_ADVERBS = "pronominal_adverbs.txt";
    PRONOUN_FOLLOWERS = "pronoun_followers.txt";
    SUBORDINATORS = "subordinators.txt";
    TENTATIVE_WORDS = "tentative_words.txt";
}

/// How well a sentence can be quoted by itself, the best last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SentenceQuality {
    /// A heading, a row of a table, figures, procedure, history, the text about itself, or the words of another.
    Unfit,
    /// It leans on the sentence before it: alone it is not understood.
    Dependent,
    /// It can be read, but is short, long or no whole sentence.
    Readable,
    /// A whole sentence of readable length, with a finite verb, that is clear by itself.
    Clear,
}

/// Judges a sentence. Cost: some look-ups for each of its words.
pub(super) fn sentence_quality(sentence: &str) -> SentenceQuality {
    let tokens = Tokens::new(sentence);
    // Cheap tests on the form first, then the look-ups.
    if is_torn(sentence, &tokens.words) || is_beside_the_point(sentence, &tokens.lower) {
        return SentenceQuality::Unfit;
    }
    if leans_on_context(&tokens) {
        return SentenceQuality::Dependent;
    }
    // Without a main clause it is a heading or a wish list, however long.
    if CLEAR_LENGTHS.contains(&tokens.lower.len()) && has_main_clause(&tokens) {
        SentenceQuality::Clear
    } else {
        SentenceQuality::Readable
    }
}

/// Whether a sentence leaves open whether something will happen: it weighs it ("overwogen", "eventuele"), or, if
/// `is_exploring`, studies it.
pub(super) fn only_considers(sentence: &str, is_exploring: bool) -> bool {
    words(sentence).any(|word| {
        let word = word.text.to_lowercase();
        TENTATIVE_WORDS.contains(&word) || (is_exploring && CONSIDERATION_WORDS.contains(&word))
    })
}

/// Whether a sentence is an item behind a line that denies it: "Wat wij niet doen: … zelf software bouwen".
pub(super) fn has_denying_lead(sentence: &str) -> bool {
    let Some((lead, _)) = sentence.split_once(':') else {
        return false;
    };
    words(lead).any(|word| matches!(word.text.to_lowercase().as_str(), "geen" | "niet" | "nooit"))
}

/// Whether a sentence tells what happened, or what somebody else says.
pub(super) fn is_account(sentence: &str) -> bool {
    let lower: Vec<String> = words(sentence)
        .map(|word| word.text.to_lowercase())
        .collect();
    tells_the_past(&lower) || reports(&lower)
}

fn tells_the_past(lower: &[String]) -> bool {
    lower.iter().any(|word| PAST_TENSE_VERBS.contains(word))
}

fn reports(lower: &[String]) -> bool {
    contains_phrase(lower, &REPORTING_PHRASES)
}

/// Whether one of the phrases of a list stands among the words.
fn contains_phrase(lower: &[String], list: &WordList) -> bool {
    // Spaces around the text and the phrase keep a phrase from being found inside a word.
    let text = format!(" {} ", lower.join(" "));
    let mut phrases = list.iter();
    // First without the spaces: most phrases are not there at all.
    phrases.any(|phrase| text.contains(phrase) && text.contains(&format!(" {phrase} ")))
}

/// Whether it is no sentence: a row of a table, a question, a line of a contents list, a heading, or a sentence with
/// a heading before it.
fn is_torn(sentence: &str, found: &[Word<'_>]) -> bool {
    // A full stop may stand inside closing marks.
    let end = sentence.trim_end_matches(['"', '\'', '”', '’', ')', ' ']);
    // An item of a list may end in a semicolon, or stand behind its introduction.
    let is_item = end.ends_with([';', ',']) || sentence.contains(':');
    found.len() < MIN_READABLE_WORDS
        || sentence.contains([CELL_SEPARATOR, '\t'])
        // Dots lead the eye to a page number in a contents list.
        || sentence.contains("....")
        || end.ends_with(['?', ':'])
        || !(end.ends_with(['.', '!', '…']) || is_item)
        || begins_with_section(found, sentence)
        || has_heading_inside(sentence, found)
}

/// Whether it begins with a year and a colon or a capital ("2012 Vervanging van …"), or with a section number of two
/// parts ("1.2 Doel").
fn begins_with_section(found: &[Word<'_>], sentence: &str) -> bool {
    // Bytes suffice: other digits than ASCII do not number sections.
    let is_number = |word: &Word<'_>| word.text.bytes().all(|byte| byte.is_ascii_digit());
    let [first, second, ..] = found else {
        return false;
    };
    if !is_number(first) {
        return false;
    }
    // What stands between two words tells "1.2" from "1 2".
    let gap = &sentence[first.span.end as usize..second.span.start as usize];
    let is_year = first.text.len() == 4;
    (is_year && (gap.contains(':') || second.text.starts_with(char::is_uppercase)))
        || (gap == "." && is_number(second))
}

/// Whether a new sentence begins inside without an end mark before it: "Aanleiding Het vorige plan liep af."
fn has_heading_inside(sentence: &str, found: &[Word<'_>]) -> bool {
    found.windows(3).any(|three| {
        let [before, starter, after] = three else {
            return false;
        };
        let gap = &sentence[before.span.end as usize..starter.span.start as usize];
        // "De Ronde Venen" and "Het Hogeland" are names: a capital follows.
        gap.trim().is_empty()
            && SENTENCE_STARTERS.contains(starter.text)
            && after.text.starts_with(char::is_lowercase)
            && !before.text.chars().all(char::is_uppercase)
    })
}

/// Whether it speaks of something else than what is wanted: money, figures, procedure, history, itself, or what
/// somebody else says.
fn is_beside_the_point(sentence: &str, lower: &[String]) -> bool {
    let contains = |list: &WordList| lower.iter().any(|word| list.contains(word));
    let figures = lower
        .iter()
        .filter(|word| word.bytes().any(|byte| byte.is_ascii_digit()))
        .count();
    // Amounts are what something costs, not what is wanted.
    sentence.contains('€')
        || figures >= MIN_FIGURES
        || contains(&MONEY_WORDS)
        || contains(&PROCEDURE_WORDS)
        || tells_the_past(lower)
        || reports(lower)
        || begins_with_other(lower)
        || contains_phrase(lower, &DISCLAIMER_PHRASES)
        || quotes_somebody(sentence)
}

/// Whether its subject is a law or another government: "De wet hergebruik overheidsinformatie wordt herzien."
fn begins_with_other(lower: &[String]) -> bool {
    let text = format!("{} ", lower.join(" "));
    let mut phrases = OTHER_SUBJECTS.iter();
    phrases.any(|phrase| {
        let rest = text.strip_prefix(phrase);
        rest.is_some_and(|rest| rest.starts_with(' '))
    })
}

/// Whether it holds a quotation of more than a term.
fn quotes_somebody(sentence: &str) -> bool {
    // Straight marks open and close alike; typographic ones are brought to the same form.
    let straight = sentence.replace(['“', '”', '„', '«', '»'], "\"");
    // Every second part lies between marks.
    let inside = straight.split('"').skip(1).step_by(2);
    inside
        .into_iter()
        .any(|quoted| words(quoted).count() > MAX_QUOTED_TERM_WORDS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn quality(sentence: &str) -> SentenceQuality {
        sentence_quality(&quoted_with_lead(sentence, Span::new(0, sentence.len())))
    }

    #[test]
    fn whole_sentences_that_want_something_are_clear() {
        for sentence in [
            "Wij houden de automatisering in eigen beheer.",
            "Hergebruik van collectieve oplossingen is de norm.",
            "Samen met de gemeente De Bilt richten wij een e-depot in.",
            "De gemeente Zilverhorne hanteert het uitgangspunt \"collectief, tenzij\".",
            "a. Wij kopen van een vaste leverancier die onze gemeente kent.",
            "44 van de 60 toepassingen draaien als SaaS.",
        ] {
            assert_eq!(quality(sentence), SentenceQuality::Clear, "{sentence}");
        }
    }

    #[test]
    fn what_needs_its_context_is_only_readable() {
        for sentence in [
            "Die fout maken we niet weer.",
            "Eén huisleverancier.",
            "Daar lopen we achter bij onze buren.",
            "Het college acht dit de prijs van zelfbeschikking en aanvaardt die prijs.",
            "Het datateam leent ze en bewaart geen schaduwadministratie.",
            "Beproefd en vertrouwd gereedschap voor alle medewerkers van onze gemeente.",
            "Wij experimenteren niet.",
        ] {
            let found = quality(sentence);
            assert!(found < SentenceQuality::Clear, "{sentence}");
        }
    }

    #[test]
    fn what_is_weighed_or_studied_is_no_choice() {
        for (sentence, is_exploring, considers) in [
            (
                "Onderzocht wordt of een gezamenlijk centrum voordelen biedt.",
                true,
                true,
            ),
            (
                "De regio overweegt één gezamenlijke functionaris.",
                false,
                true,
            ),
            (
                "Kiezen en voorbereiden, waaronder eventuele aanschaf van een systeem.",
                false,
                true,
            ),
            (
                "Wij proberen nieuwe dingen uit, klein en open.",
                true,
                false,
            ),
            // Something that is intended may speak of studying as well.
            (
                "Elk onderzoek naar gegevens leggen wij voor aan de commissie.",
                false,
                false,
            ),
        ] {
            assert_eq!(
                only_considers(sentence, is_exploring),
                considers,
                "{sentence}"
            );
        }
    }

    #[test]
    fn an_item_behind_a_line_that_denies_it_is_no_wish() {
        assert!(has_denying_lead(
            "Wat wij niet doen: … een commissie optuigen"
        ));
        assert!(!has_denying_lead(
            "In deze periode doen wij: niet minder dan vier proeven"
        ));
        assert!(!has_denying_lead("Wij bouwen niet zelf."));
    }

    #[test]
    fn headings_tables_figures_and_procedure_are_unfit() {
        for sentence in [
            "1. Inleiding 1.1 Aanleiding Het vorige informatiebeleidsplan liep af in 2023.",
            "5. U vertelt uw verhaal één keer Wie bij het ene loket om hulp vraagt, hoeft niet te herhalen.",
            "2012 Vervanging van de werkplekken door draagbare computers.",
            "1.2 Doel en reikwijdte van dit informatiebeleidsplan zijn hier bepaald.",
            "2026 | kiezen en voorbereiden | wethouder.",
            "Hoe zit het met leveranciers?",
            "Dit gaan wij de komende jaren doen:",
            "Inleiding .......... 3 Doel .......... 4.",
            "De raad heeft er in februari over gesproken en vijf accenten gelegd.",
            "De raad heeft daarover in juni met vijftien tegen nul gesproken.",
            "Voor fase I is € 260.000 beschikbaar uit de reserve herindeling.",
            "De lasten lopen op van 2,71 in 2023 naar 2,94 in 2027.",
            "Dit document is verzonnen voor de demonstratie van wiel.",
            "Toen wij dit voorstelden, wilde niemand meedoen met een gezamenlijk systeem.",
            "De wethouder zegt: “wij gaan nooit meer zelf een zaaksysteem bouwen”.",
            "De wet hergebruik overheidsinformatie wordt dit jaar herzien.",
            "De interbestuurlijke datastrategie van het Rijk legt de nadruk op bevragen bij de bron.",
            "Van de kant van de VNG wordt bepleit dat gemeenten hun keuzes loslaten.",
            "Onze koers voor de komende jaren",
        ] {
            assert_eq!(quality(sentence), SentenceQuality::Unfit, "{sentence}");
        }
    }
}
