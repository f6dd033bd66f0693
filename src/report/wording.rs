//! Every sentence that a person reads, in plain Dutch and in English, side by side.
//!
//! Dutch is written for a reader of level B1: short sentences, everyday words, no abbreviations that were not
//! explained. Messages for who runs the program (configuration, disk) are those of the errors, in English.

use std::fmt::Display;

use crate::document::{Dated, WarningKind};
use crate::municipality::Recognition;
use crate::rank::{Caution, NotScoredReason, Scope};

/// The language in which people are addressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Dutch, the default.
    #[default]
    Dutch,
    /// English.
    English,
}

/// The stages of a build as they are told to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuildStage {
    /// Files are looked for.
    Find,
    /// Documents are read.
    Read,
    /// The index is written.
    Index,
    /// The model is fitted.
    Fit,
    /// The generation is published.
    Publish,
    /// A batch is written.
    Batch,
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

// Who is meant.
impl Language {
    /// Why a municipality was recognised, when that is not plain from its name.
    pub fn recognised(self, name: &str, reason: &Recognition) -> Option<String> {
        let since = reason.since().map(|day| self.day(day));
        let went_up_in = |old: &str| match (self, &since) {
            (Self::Dutch, Some(day)) => format!("{old} hoort sinds {day} bij {name}."),
            (Self::Dutch, None) => format!("{old} hoort nu bij {name}."),
            (Self::English, Some(day)) => format!("{old} has been part of {name} since {day}."),
            (Self::English, None) => format!("{old} is now part of {name}."),
        };
        match reason {
            Recognition::Code | Recognition::Name => None,
            Recognition::ShortName { .. } => Some(self.either(
                format!("Dit gaat over {name}."),
                format!("This is about {name}."),
            )),
            Recognition::FormerName { old_name, .. } => Some(went_up_in(old_name)),
            Recognition::FormerCode {
                old_code, old_name, ..
            } => Some(went_up_in(&format!("{old_name} ({old_code})"))),
            Recognition::Alias { alias, .. } => Some(self.either(
                format!("{alias} is een andere naam voor {name}."),
                format!("{alias} is another name for {name}."),
            )),
            Recognition::Abbreviation => Some(self.either(
                format!("Dit is de afkorting van {name}."),
                format!("This is the abbreviation of {name}."),
            )),
        }
    }

    /// Several municipalities fit; their lines follow.
    pub fn ambiguous(self, typed: &str) -> String {
        self.either(
            format!("“{typed}” kan meer dan één gemeente zijn. Kies er een:"),
            format!("“{typed}” can be more than one municipality. Choose one:"),
        )
    }

    /// No municipality fits; `like` are those that look like it.
    pub fn unknown(self, typed: &str, like: &[String]) -> String {
        let first = self.either(
            format!("De gemeente “{typed}” staat niet in het register."),
            format!("The register has no municipality “{typed}”."),
        );
        let second = if like.is_empty() {
            self.either(
                "Kijk hoe de naam wordt geschreven, of gebruik de code van de gemeente.".to_owned(),
                "Check the spelling, or use the code of the municipality.".to_owned(),
            )
        } else {
            let or = self.either(" of ", " or ");
            format!(
                "{} {}?",
                self.either("Bedoelt u", "Did you mean"),
                like.join(or)
            )
        };
        format!("{first}\n{second}")
    }

    /// Said when a name was not found among invented municipalities.
    pub fn unknown_in_demonstration(self) -> &'static str {
        self.either(
            "U gebruikt nu het voorbeeld met verzonnen gemeenten. Met --config leest wiel uw eigen gegevens.",
            "This is the example with invented municipalities. With --config wiel reads your own data.",
        )
    }

    /// A comparison of a municipality with itself.
    pub fn same_municipality(self, name: &str) -> String {
        self.either(
            format!("Beide namen zijn van {name}. Noem twee verschillende gemeenten."),
            format!("Both names are of {name}. Name two different municipalities."),
        )
    }

    /// There is no text about the one who is asked about.
    pub fn no_text(self, name: &str, reason: NotScoredReason) -> String {
        let reason = self.not_scored(reason);
        self.either(
            format!("Over {name} kan wiel niets zeggen: {reason}.\nVoeg documenten van {name} toe en draai “wiel build”."),
            format!("wiel cannot say anything about {name}: {reason}.\nAdd documents of {name} and run “wiel build”."),
        )
    }

    /// Why a municipality could not be scored. Not a judgement about it.
    pub fn not_scored(self, reason: NotScoredReason) -> &'static str {
        match reason {
            NotScoredReason::NoDocuments => {
                self.either("er zijn geen documenten", "there are no documents")
            }
            NotScoredReason::Unreadable => self.either(
                "geen document was te lezen",
                "none of the documents could be read",
            ),
            NotScoredReason::TooLittleText => self.either(
                "er is te weinig tekst om te vergelijken",
                "there is too little text to compare",
            ),
        }
    }
}

// The state of things.
impl Language {
    /// Said with every answer that rests on the demonstration.
    pub fn demonstration(self) -> &'static str {
        self.either(
            "Voorbeeld: deze gemeenten en documenten zijn verzonnen.",
            "Example: these municipalities and documents are invented.",
        )
    }

    /// A question came before there was anything to answer it from.
    pub fn builds_first(self, folder: &dyn Display) -> String {
        self.either(
            format!("Er is nog niets om uit te antwoorden. wiel leest nu eerst de documenten in {folder}."),
            format!("There is nothing to answer from yet. wiel first reads the documents in {folder}."),
        )
    }

    /// What a build is doing.
    pub fn stage(self, stage: BuildStage) -> &'static str {
        match stage {
            BuildStage::Find => self.either("Documenten zoeken", "Finding documents"),
            BuildStage::Read => self.either("Documenten lezen", "Reading documents"),
            BuildStage::Index => self.either("Zoekindex schrijven", "Writing the index"),
            BuildStage::Fit => self.either("Teksten vergelijken", "Comparing texts"),
            BuildStage::Publish => self.either("Klaarzetten", "Publishing"),
            BuildStage::Batch => self.either("Partners zoeken", "Finding partners"),
        }
    }

    /// What a build gave.
    pub fn built(
        self,
        documents: u64,
        left_out: u64,
        passages: u64,
        municipalities: u64,
    ) -> String {
        let [documents, left_out, passages, municipalities] =
            [documents, left_out, passages, municipalities].map(|count| self.count(count));
        self.either(
            format!("Klaar: {documents} documenten van {municipalities} gemeenten, {passages} passages; {left_out} weggelaten."),
            format!("Done: {documents} documents of {municipalities} municipalities, {passages} passages; {left_out} left out."),
        )
    }

    /// Nothing changed, so nothing was built.
    pub fn unchanged(self) -> &'static str {
        self.either(
            "Er is niets veranderd. De vorige versie blijft staan (--force maakt toch een nieuwe).",
            "Nothing changed. The previous generation stays (--force makes a new one all the same).",
        )
    }

    /// Heads the list of what was left out.
    pub fn left_out(self) -> &'static str {
        self.either("Weggelaten, met de reden:", "Left out, with the reason:")
    }

    /// Ends a list that is longer than what is shown.
    pub fn and_more(self, more: usize) -> String {
        self.either(
            format!("… en nog {more}; zie “wiel corpus check”"),
            format!("… and {more} more; see “wiel corpus check”"),
        )
    }

    /// The first Ctrl-C.
    pub fn stopping(self) -> &'static str {
        self.either(
            "wiel stopt na dit document. Nog een keer Ctrl-C stopt meteen.",
            "wiel stops after this document. Another Ctrl-C stops at once.",
        )
    }

    /// The end of a build that was stopped.
    pub fn stopped(self) -> &'static str {
        self.either(
            "Gestopt. Er is niets gepubliceerd; wat er al was, blijft gelden.",
            "Stopped. Nothing was published; what was there still answers.",
        )
    }

    /// A batch is done.
    pub fn batch_done(self, municipalities: usize, matches: usize, folder: &dyn Display) -> String {
        self.either(
            format!("Klaar: {matches} regels over {municipalities} gemeenten in {folder}."),
            format!("Done: {matches} lines about {municipalities} municipalities in {folder}."),
        )
    }

    /// The word before an error.
    pub fn error(self) -> &'static str {
        self.either("fout", "error")
    }
}

// Partners.
impl Language {
    /// The title of a ranking.
    pub fn partners_of(self, name: &str, scope: &Scope) -> String {
        let place = match scope {
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
        };
        self.either(
            format!("Mogelijke partners van {name}: {place}"),
            format!("Possible partners of {name}: {place}"),
        )
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
    pub fn source(
        self,
        municipality: &str,
        title: &str,
        page: u32,
        dated: Option<Dated>,
    ) -> String {
        let date = self.date(dated);
        self.either(
            format!("{municipality}: {title}, blz. {page}, {date}"),
            format!("{municipality}: {title}, p. {page}, {date}"),
        )
    }

    /// The short label of a caution, for a column.
    pub fn caution_label(self, caution: &Caution) -> &'static str {
        match caution {
            Caution::ThinCoverage { .. } => self.either("weinig tekst", "little text"),
            Caution::OldText { .. } => self.either("oude tekst", "old text"),
            Caution::PartlyUnreadable { .. } => {
                self.either("deels onleesbaar", "partly unreadable")
            }
            Caution::JointVision { .. } => self.either("samen geschreven", "written together"),
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
                "Hoger dan {above} van alle paren. Met andere stukken uit dezelfde teksten: {range}."
            ),
            format!(
                "Higher than {above} of all pairs. With other parts of the same texts: {range}."
            ),
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
