//! What a section of a document is for, by the words of its heading.
//!
//! The same sentence is a choice under "Uitgangspunten", a fact under "Terugblik" and nobody's wish under "Overwogen
//! alternatieven". The headings stand in `data/stance/section_*.txt`.

use super::intensity::Intensity;
use super::list_context::ListContext;
use super::phrase_list::PhraseList;

/// What a section is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Section {
    /// The course of the municipality, unless its sentences say otherwise.
    #[default]
    Course,
    /// Principles and choices.
    Rules,
    /// Decisions and actions.
    Actions,
    /// What is being looked into.
    Exploration,
    /// What is not done.
    Refusals,
    /// What has been: earlier plans, results.
    History,
    /// What others want, and what happens around the municipality.
    Others,
    /// Remarks, risks, objections.
    Remarks,
    /// Options that were not chosen.
    Alternatives,
    /// Contents, thanks, terms, process.
    Procedure,
}

/// A heading of more words is a sentence, which names no kind of section.
const MAX_HEADING_WORDS: usize = 12;

/// A phrase of so many words names the course within a section that states none.
const MIN_WORDS_BACK: usize = 3;

impl Section {
    /// The kind that a heading names. Returns `None` if its words name none: the section is then of the kind of the one
    /// around it.
    ///
    /// Of several phrases the longest decides; of equally long ones, the kind that states less.
    pub(super) fn from_heading(heading: &str) -> Option<Self> {
        Self::with_length(heading).map(|(_, section)| section)
    }

    /// The kind of a section within one of kind `outer`: that of its heading, or else that of the outer one.
    ///
    /// "Keuzes" below "Terugblik" are those of the past; it takes a phrase of some length ("wat betekent dit voor ons")
    /// to come back to the course.
    pub(super) fn within(outer: Self, heading: &str) -> Self {
        match Self::with_length(heading) {
            Some((length, inner))
                if outer.states_course() || !inner.states_course() || length >= MIN_WORDS_BACK =>
            {
                inner
            }
            _ => outer,
        }
    }

    /// The kind that a heading names, behind the number of words that name it.
    fn with_length(heading: &str) -> Option<(usize, Self)> {
        let words = heading_words(heading);
        if words.len() > MAX_HEADING_WORDS {
            return None;
        }
        let lists: [(Self, &PhraseList); 9] = [
            (Self::Refusals, &super::phrase_list::REFUSALS),
            (Self::Alternatives, &super::phrase_list::ALTERNATIVES),
            (Self::Remarks, &super::phrase_list::REMARKS),
            (Self::History, &super::phrase_list::HISTORY),
            (Self::Others, &super::phrase_list::OTHERS),
            (Self::Procedure, &super::phrase_list::PROCEDURE),
            (Self::Exploration, &super::phrase_list::EXPLORATION),
            (Self::Actions, &super::phrase_list::ACTIONS),
            (Self::Rules, &super::phrase_list::RULES),
        ];
        let mut best: Option<(usize, Self)> = None;
        for (section, list) in lists {
            let length = list.longest_match(&words);
            if length > best.map_or(0, |(longest, _)| longest) {
                best = Some((length, section));
            }
        }
        best
    }

    /// The kind that the line above a list names, as [`Section::from_heading`]. A line in which the municipality speaks
    /// of risks ("zo beperken wij de risico's:") is its own course.
    pub(super) fn from_lead(lead: &str) -> Option<Self> {
        let section = Self::from_heading(lead)?;
        let speaks = heading_words(lead)
            .iter()
            .any(|word| word == "wij" || word == "we");
        match section {
            Self::Refusals | Self::Alternatives => Some(section),
            Self::Remarks | Self::History | Self::Others | Self::Procedure if !speaks => {
                Some(section)
            }
            _ => None,
        }
    }

    /// Whether a sentence in it can state a course of the municipality.
    pub(super) fn states_course(self) -> bool {
        match self {
            Self::Course | Self::Rules | Self::Actions | Self::Exploration | Self::Refusals => true,
            Self::History | Self::Others | Self::Remarks | Self::Alternatives | Self::Procedure => {
                false
            }
        }
    }

    /// What an item without a verb inherits from it. Returns `None` if the section says nothing of its items.
    pub(super) fn list_context(self) -> Option<ListContext> {
        let of = |intensity, is_negative| {
            Some(ListContext {
                intensity,
                is_negative,
            })
        };
        match self {
            Self::Rules => of(Intensity::INTEND, false),
            Self::Actions => of(Intensity::EXECUTE, false),
            Self::Exploration => of(Intensity::EXPLORE, false),
            Self::Refusals => of(Intensity::INTEND, true),
            _ => None,
        }
    }
}

/// The words of a heading in lower case, without its number.
fn heading_words(heading: &str) -> Vec<String> {
    crate::text::words(heading)
        .map(|word| word.text.to_lowercase())
        .skip_while(|word| is_number(word))
        .collect()
}

/// Whether a word at the beginning of a heading numbers it: `3`, `4a`, `IV`, `B`, or the word before a number.
fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        || word.len() == 1
        || word
            .bytes()
            .all(|letter| matches!(letter, b'i' | b'v' | b'x'))
        || matches!(word, "hoofdstuk" | "paragraaf" | "deel")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_name_the_kind_of_their_section() {
        let check = |heading: &str, expected: Option<Section>| {
            assert_eq!(Section::from_heading(heading), expected, "{heading}");
        };
        check("3. Uitgangspunten", Some(Section::Rules));
        check(
            "Hoofdstuk 2. Landelijke ontwikkelingen",
            Some(Section::Others),
        );
        check("Wat wij niet doen", Some(Section::Refusals));
        check("Wat wij doen", Some(Section::Actions));
        check("Terugblik op de periode 2018-2022", Some(Section::History));
        check("8. Kanttekeningen en risico's", Some(Section::Remarks));
        check("Afgewogen alternatieven", Some(Section::Alternatives));
        check("Leeswijzer", Some(Section::Procedure));
        // Not the word "context" alone.
        check("Zaakgericht werken in context", None);
        check("4.2 Regie op leveranciers", None);
    }

    #[test]
    fn a_lead_in_which_the_municipality_speaks_is_its_course() {
        assert_eq!(Section::from_lead("Wij verkleinen de risico's:"), None);
        assert_eq!(Section::from_lead("Risico's:"), Some(Section::Remarks));
        assert_eq!(
            Section::from_lead("Wat wij niet doen:"),
            Some(Section::Refusals)
        );
    }
}
