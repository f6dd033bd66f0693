//! Every sentence that a person reads, in plain Dutch and in English, side by side.
//!
//! Dutch is written for a reader of level B1: short sentences, everyday words, no abbreviations that were not
//! explained. Messages for who runs the program (configuration, disk) are those of the errors, in English.

mod accessibility;
mod borders;
mod building;
mod changes;
mod corpus;
mod course;
mod groups;
mod guide;
mod names;
mod pages;
mod reports;
mod troubles;
mod wheels;

use std::collections::BTreeSet;

use crate::document::{Dated, WarningKind};
use crate::rank::{Caution, Scope};
use crate::report::view::Source;

pub use accessibility::Section;
pub use building::BuildStage;
pub use troubles::Trouble;

/// The language in which people are addressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Dutch, the default.
    #[default]
    Dutch,
    /// English.
    English,
}

const MONTHS: [(&str, &str); 12] = [
    ("januari", "January"),
    ("februari", "February"),
    ("maart", "March"),
    ("april", "April"),
    ("mei", "May"),
    ("juni", "June"),
    ("juli", "July"),
    ("augustus", "August"),
    ("september", "September"),
    ("oktober", "October"),
    ("november", "November"),
    ("december", "December"),
];

// Numbers and dates.
impl Language {
    /// One of two texts.
    pub fn either<T>(self, dutch: T, english: T) -> T {
        match self {
            Self::Dutch => dutch,
            Self::English => english,
        }
    }

    /// A number with so many decimals: `12,4` or `12.4`.
    pub fn number(self, value: f64, decimals: usize) -> String {
        let text = format!("{value:.decimals$}");
        self.either(text.replace('.', ","), text)
    }

    /// A whole number with its thousands apart: `12.345` or `12,345`.
    pub fn count(self, value: u64) -> String {
        let digits = value.to_string();
        let mut text = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                text.push_str(self.either(".", ","));
            }
            text.push(digit);
        }
        text
    }

    /// A share as a whole percentage: `78%`.
    pub fn percent(self, share: f64) -> String {
        format!("{:.0}%", share * 100.0)
    }

    /// A range of shares: `71–84%`.
    pub fn percents(self, low: f64, high: f64) -> String {
        format!("{:.0}–{:.0}%", low * 100.0, high * 100.0)
    }

    /// A date as people write it: `13 februari 2024`, or only the year.
    pub fn date(self, dated: Option<Dated>) -> String {
        match dated {
            None => self.either("zonder datum", "undated").to_owned(),
            Some(Dated::Year(year)) => year.to_string(),
            Some(Dated::Day(day)) => self.day(day),
        }
    }

    /// A day as people write it.
    pub fn day(self, day: jiff::civil::Date) -> String {
        let month = MONTHS[day.month() as usize - 1];
        format!(
            "{} {} {}",
            day.day(),
            self.either(month.0, month.1),
            day.year()
        )
    }

    /// Yes or no.
    pub fn yes_no(self, yes: bool) -> &'static str {
        if yes {
            self.either("ja", "yes")
        } else {
            self.either("nee", "no")
        }
    }
}

// Partners.
impl Language {
    /// The title of a ranking.
    pub fn partners_of(self, name: &str, scope: &Scope) -> String {
        let place = self.place(scope);
        self.either(
            format!("Mogelijke partners van {name}: {place}"),
            format!("Possible partners of {name}: {place}"),
        )
    }

    /// How far was looked.
    pub fn place(self, scope: &Scope) -> String {
        match scope {
            Scope::Border => self.either("buurgemeenten".to_owned(), "neighbours".to_owned()),
            Scope::Within(km) => {
                let km = self.number(km.get(), if km.get().fract() == 0.0 { 0 } else { 1 });
                self.either(format!("binnen {km} km"), format!("within {km} km"))
            }
            Scope::Province => {
                self.either("zelfde provincie".to_owned(), "same province".to_owned())
            }
            Scope::Region(kind) => self.either(
                format!("zelfde regio ({kind})"),
                format!("same region ({kind})"),
            ),
            Scope::All => self.either("alle gemeenten".to_owned(), "all municipalities".to_owned()),
        }
    }

    /// Nobody is in scope, or nobody in scope has text.
    pub fn nobody(self, scope: &Scope) -> String {
        let wider = match scope {
            Scope::Border => "--scope km:30",
            Scope::Within(_) | Scope::Province | Scope::Region(_) | Scope::All => "--scope all",
        };
        self.either(
            format!("Er is geen gemeente om mee te vergelijken. Kijk verder met {wider}."),
            format!("There is no municipality to compare with. Look further with {wider}."),
        )
    }

    /// What the alignment is and is not.
    pub fn what_alignment_is(self) -> &'static str {
        self.either(
            "Koers: hoeveel de visies op elkaar lijken. Het is een reden voor een gesprek, geen oordeel.",
            "Course: how far the visions agree. It is a reason to talk, no verdict.",
        )
    }

    /// Heads the quotes.
    pub fn quotes(self, partner: &str) -> String {
        self.either(
            format!("Zo lijken de teksten op elkaar ({partner}):"),
            format!("How the texts are alike ({partner}):"),
        )
    }

    /// Where to see more.
    pub fn see_more(self, ours: &str, theirs: &str) -> String {
        self.either(
            format!("Meer: wiel match {ours} --explain, of wiel compare {ours} {theirs}"),
            format!("More: wiel match {ours} --explain, or wiel compare {ours} {theirs}"),
        )
    }

    /// Heads those about whom nothing can be said.
    pub fn not_compared(self) -> &'static str {
        self.either("Niet vergeleken:", "Not compared:")
    }

    /// Where a quote stands.
    pub fn source(self, municipality: &str, source: &Source) -> String {
        let Source { title, page, .. } = source;
        let date = self.date_of(source.date.as_deref());
        self.either(
            format!("{municipality}: {title}, blz. {page}, {date}"),
            format!("{municipality}: {title}, p. {page}, {date}"),
        )
    }

    /// A date as views have it, as people write it.
    pub fn date_of(self, date: Option<&str>) -> String {
        self.date(date.and_then(|date| date.parse().ok()))
    }

    /// The short labels of cautions, for a column: each once, in alphabetical order.
    pub fn caution_labels<'c>(self, cautions: impl IntoIterator<Item = &'c Caution>) -> String {
        let labels = cautions.into_iter().map(|one| self.caution_label(one));
        let labels: BTreeSet<&str> = labels.collect();
        labels.into_iter().collect::<Vec<_>>().join(", ")
    }

    fn caution_label(self, caution: &Caution) -> &'static str {
        match caution {
            Caution::ThinCoverage { .. } => self.either("weinig tekst", "little text"),
            Caution::OldText { .. } => self.either("oude tekst", "old text"),
            Caution::PartlyUnreadable { .. } => {
                self.either("deels onleesbaar", "partly unreadable")
            }
            Caution::JointVision { .. } => self.either("samen geschreven", "written together"),
            Caution::TempoGap { .. } => self.either("ander tempo", "other pace"),
            Caution::IntensityGap { .. } => self.either("niet even ver", "not as far"),
            Caution::ExploreTogetherChooseApart { .. } => self.either(
                "verkent samen, kiest apart",
                "explores together, chooses apart",
            ),
            Caution::Template { .. } => self.either("deelt een sjabloon", "shares a template"),
            Caution::TiedElsewhere { .. } => self.either("werkt al samen", "has partners"),
        }
    }

    /// A caution in a sentence; `name` gives the name of a municipality.
    pub fn caution(
        self,
        caution: &Caution,
        name: &dyn Fn(&crate::municipality::GemeenteCode) -> String,
    ) -> String {
        match caution {
            Caution::ThinCoverage { municipality, passages } => {
                let name = name(municipality);
                self.either(
                    format!("Er is weinig tekst van {name} ({passages} passages). De uitkomst is onzeker."),
                    format!("There is little text of {name} ({passages} passages). The result is uncertain."),
                )
            }
            Caution::OldText { municipality, newest } => {
                let (name, date) = (name(municipality), self.date(Some(*newest)));
                self.either(
                    format!("Het nieuwste document van {name} is oud: {date}."),
                    format!("The newest document of {name} is old: {date}."),
                )
            }
            Caution::PartlyUnreadable { municipality, readable_percent } => {
                let name = name(municipality);
                self.either(
                    format!("Van {name} was {readable_percent}% van de bladzijden te lezen."),
                    format!("{readable_percent}% of the pages of {name} could be read."),
                )
            }
            Caution::JointVision { documents } => self.either(
                format!("Zij schreven {documents} van deze documenten samen. Dan is gelijkenis geen verrassing."),
                format!("They wrote {documents} of these documents together. Likeness is then no surprise."),
            ),
            Caution::TempoGap { faster, slower } => {
                let (faster, slower) = (name(faster), name(slower));
                self.either(
                    format!("{faster} wil sneller gaan dan {slower}. Dat kan samengaan: spreek af wie wanneer begint."),
                    format!("{faster} wants to go faster than {slower}. That can go together: agree on who starts when."),
                )
            }
            Caution::IntensityGap { further, behind } => {
                let (further, behind) = (name(further), name(behind));
                self.either(
                    format!("{further} is verder met de uitvoering dan {behind}."),
                    format!("{further} is further in carrying out than {behind}."),
                )
            }
            Caution::ExploreTogetherChooseApart { principles } => {
                let on = principles.join(", ");
                self.either(
                    format!("Zij vinden elkaar in de verkenning, maar kiezen apart ({on})."),
                    format!("They find each other in exploring, but choose apart ({on})."),
                )
            }
            Caution::Template { documents } => self.either(
                format!("In {documents} van hun documenten staan stukken die bijna gelijk zijn. Wie genoeg eigen tekst heeft, wordt alleen daarop vergeleken."),
                format!("{documents} of their documents hold passages that are nearly the same. Who has enough text of its own is compared on that alone."),
            ),
            Caution::TiedElsewhere { municipality, partnership } => {
                let name = name(municipality);
                self.either(format!("{name} werkt al samen in {partnership}."), format!("{name} already works together in {partnership}."))
            }
        }
    }
}

// Why.
impl Language {
    /// The name of a node of an explanation.
    pub fn part(self, key: &str) -> &str {
        match key {
            "alignment" => self.either("koers", "course"),
            "text" => self.either("teksten", "texts"),
            "themes" => self.either("thema's", "themes"),
            "principles" => self.either("principes", "principles"),
            "unsaid" => self.either("niet genoemd", "not mentioned"),
            other => other,
        }
    }

    /// What the value of a node says.
    pub fn meaning(self, key: &str, value: Option<f64>) -> String {
        let Some(value) = value else {
            return self
                .either(
                    "Hier is nog niets te vergelijken.",
                    "There is nothing to compare here yet.",
                )
                .to_owned();
        };
        let of_hundred = (value * 100.0).round();
        match key {
            "alignment" => self
                .either(
                    "De som van de delen hieronder.",
                    "The sum of the parts below.",
                )
                .to_owned(),
            "text" => self.either(
                format!("De teksten lijken meer op elkaar dan bij {of_hundred} van de 100 paren."),
                format!("The texts are more alike than in {of_hundred} of 100 pairs."),
            ),
            "themes" => self.either(
                format!("De nadruk op onderwerpen komt voor {of_hundred}% overeen."),
                format!("The emphasis on subjects agrees for {of_hundred}%."),
            ),
            "principles" => self.either(
                format!("Over de principes die beide noemen: {of_hundred}% gelijk."),
                format!("On the principles that both mention: {of_hundred}% alike."),
            ),
            _ => self.either(
                format!("{of_hundred}% gelijk."),
                format!("{of_hundred}% alike."),
            ),
        }
    }

    /// What a judgement rests on.
    pub fn coverage(
        self,
        documents: u32,
        words: u64,
        readable_share: f64,
        newest: Option<Dated>,
    ) -> String {
        let (words, share, newest) = (
            self.count(words),
            self.percent(readable_share),
            self.date(newest),
        );
        self.either(
            format!(
                "{documents} documenten, {words} woorden, {share} leesbaar, nieuwste: {newest}"
            ),
            format!("{documents} documents, {words} words, {share} readable, newest: {newest}"),
        )
    }

    /// How sure the alignment is, and how it stands among all pairs.
    pub fn standing(self, percentile: f64, low: f64, high: f64) -> String {
        let (above, range) = (self.percent(percentile), self.percents(low, high));
        self.either(
            format!(
                "Hoger dan {above} van alle paren. Met andere stukken uit dezelfde teksten: {range}. Dat geldt voor de woorden; thema's en principes zijn één keer gelezen."
            ),
            format!(
                "Higher than {above} of all pairs. With other parts of the same texts: {range}. That is for the words; themes and principles were read once."
            ),
        )
    }

    /// How the alignment stands among pairs that are as far apart.
    pub fn standing_at_distance(self, percentile: f64) -> String {
        let above = self.percent(percentile);
        self.either(
            format!("Hoger dan {above} van de paren die even ver uit elkaar liggen."),
            format!("Higher than {above} of the pairs that are as far apart."),
        )
    }

    /// How much a warning matters.
    pub fn warning(self, kind: WarningKind) -> &'static str {
        match kind {
            WarningKind::Unreadable => self.either("niet gelezen", "not read"),
            WarningKind::Partial => self.either("deels gelezen", "partly read"),
            WarningKind::Repaired => self.either("hersteld", "mended"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_language() {
        let (nl, en) = (Language::Dutch, Language::English);
        assert_eq!(
            (nl.number(12.44, 1), en.number(12.44, 1)),
            ("12,4".into(), "12.4".into())
        );
        assert_eq!(
            (nl.count(1_234_567), en.count(999)),
            ("1.234.567".into(), "999".into())
        );
        assert_eq!(nl.percents(0.71, 0.839), "71–84%");
        assert_eq!(nl.date("2024-02-13".parse().ok()), "13 februari 2024");
        assert_eq!(en.date("2024".parse().ok()), "2024");
    }
}
