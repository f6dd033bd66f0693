//! Rankings of partners: titles, scopes, quotes, and what a ranking does not say.

use super::Language;
use crate::rank::{EvidenceRelation, PairStatus, Scope};
use crate::report::view::{Compared, Evidence, Source};

texts! {
    /// What a course is and is not, below a ranking.
    alignment_note = "Koers: hoeveel de visies op elkaar lijken. Het is een reden voor een gesprek, geen oordeel.",
        "Alignment: how far the visions agree. It is a reason to talk, not a verdict.";
    /// What the range beside a course is.
    interval_note = "Tussen: waar de koers zou liggen als er andere stukken uit dezelfde teksten waren gelezen.",
        "Range: where the alignment would be if other parts of the same texts had been read.";
    /// What the column with the topics that both mention is.
    compared_note(of_principles: usize, of_themes: usize) = "Beide: over hoeveel principes (van de {of_principles}) en onderwerpen (van de {of_themes}) beide iets zeggen.",
        "Both: on how many principles (of {of_principles}) and topics (of {of_themes}) both say something.";
    /// What the column with the rank of the municipality in the lists of its partners is.
    mutual_rank_note = "U bij hen: op welke plaats u staat in de lijst van die gemeente.",
        "Your rank: your place in the list of that municipality.";
    /// Above the quotes of a pair.
    quotes(partner: &str) = "Wat beide zeggen ({partner}):", "What both say ({partner}):";
    /// Where no pair of sentences shows what two municipalities want.
    no_evidence = "Er is geen zin gevonden die laat zien wat beide willen.", "No sentence was found that shows what both want.";
    /// Above passages that resemble each other, where there is no evidence.
    similar_passages = "Deze stukken tekst lijken wel op elkaar. Of beide hetzelfde willen, staat er niet.",
        "These passages are similar. They do not say whether both want the same.";
    /// Which commands show more of a pair.
    see_more(ours: &str, theirs: &str) = "Meer: wiel match {ours} --explain, of wiel compare {ours} {theirs}",
        "More: wiel match {ours} --explain, or wiel compare {ours} {theirs}";
    /// The status of a pair of which the visions are compared.
    visions_compared = "visies vergeleken", "visions compared";
    /// The status of a pair of which only the words are known.
    words_only = "alleen woorden bekend", "only words known";
    /// The status of a pair that cannot be compared.
    not_comparable = "niet te vergelijken", "cannot be compared";
    /// Why a pair has no course although both have text.
    words_only_note = "Alleen woorden bekend: beide noemen samen te weinig principes en onderwerpen om hun visies te vergelijken. Daarom staat er geen koers bij.",
        "Only words known: the two mention too few of the same principles and topics to compare their visions. That is why there is no alignment.";
    /// What was compared of a pair.
    compared_topics(principles: usize, of_principles: usize, themes: usize, of_themes: usize) = "Wat is vergeleken: {principles} van {of_principles} principes, {themes} van {of_themes} onderwerpen.",
        "What was compared: {principles} of {of_principles} principles, {themes} of {of_themes} topics.";
    /// Above the municipalities that could not be compared.
    not_compared = "Niet vergeleken:", "Not compared:";
    /// What two refuse both.
    not_this(what: &str) = "geen {what}", "no {what}";
    /// Two municipalities, named together.
    two_names(ours: &str, theirs: &str) = "{ours} en {theirs}", "{ours} and {theirs}";
    /// Before a caution.
    caution_prefix = "Let op: ", "Keep in mind: ";
}

impl Language {
    /// What is known of a pair.
    pub fn pair_status(self, status: PairStatus) -> &'static str {
        match status {
            PairStatus::VisionsCompared => self.visions_compared(),
            PairStatus::WordsOnly => self.words_only(),
            PairStatus::NotComparable => self.not_comparable(),
        }
    }

    /// What was compared of a pair, and what that is enough for.
    pub fn compared(self, compared: &Compared, status: PairStatus) -> String {
        let Compared {
            principles,
            of_principles,
            themes,
            of_themes,
        } = *compared;
        let topics = self.compared_topics(principles, of_principles, themes, of_themes);
        match status {
            PairStatus::WordsOnly => format!("{topics} {}", self.words_only_note()),
            PairStatus::VisionsCompared | PairStatus::NotComparable => topics,
        }
    }

    /// What was compared of a pair, in a cell: principles and subjects.
    pub fn compared_cell(self, compared: &Compared) -> String {
        format!("{}+{}", compared.principles, compared.themes)
    }

    /// The course of a pair in a heading or cell: a percentage, or that only words are known.
    pub fn course(self, alignment: Option<f64>) -> String {
        alignment.map_or_else(|| self.words_only().to_owned(), |value| self.percent(value))
    }

    /// What two quotes show together, and on what.
    pub fn relation(self, evidence: &Evidence) -> String {
        let relation = match evidence.relation {
            EvidenceRelation::SameChoice => self.either("zelfde keuze", "same choice"),
            EvidenceRelation::DifferentChoice => self.either("andere keuze", "different choice"),
            EvidenceRelation::SameTopic => self.either("zelfde onderwerp", "same topic"),
        };
        // Without a principle or a theme there is no label to add.
        if evidence.subject.is_empty() {
            relation.to_owned()
        } else {
            format!("{relation}: {}", evidence.subject)
        }
    }

    /// The title of a ranking.
    pub fn partners_of(self, name: &str, scope: &Scope) -> String {
        let scope = self.scope(scope);
        text!(
            self,
            "Mogelijke partners van {name}: {scope}",
            "Possible partners of {name}: {scope}"
        )
    }

    /// How far was looked, in the title of an answer.
    pub(super) fn scope(self, scope: &Scope) -> String {
        match scope {
            Scope::Border => self.either("buurgemeenten", "neighbours").to_owned(),
            Scope::Within(km) => self.within(km.get()),
            Scope::Province => self.same_province().to_owned(),
            Scope::Region(kind) => {
                text!(self, "zelfde regio ({kind})", "same region ({kind})")
            }
            Scope::All => self
                .either("alle gemeenten", "all municipalities")
                .to_owned(),
        }
    }

    /// How far to look, as a choice in a form.
    pub fn scope_choice(self, scope: &Scope) -> String {
        match scope {
            Scope::Border => self
                .either("buurgemeenten", "neighbouring municipalities")
                .to_owned(),
            Scope::Within(km) => self.within(km.get()),
            Scope::Province => self.same_province().to_owned(),
            Scope::Region(kind) => text!(self, "zelfde {kind}", "same {kind}"),
            Scope::All => self
                .either("alle gemeenten", "all municipalities")
                .to_owned(),
        }
    }

    fn within(self, km: f64) -> String {
        let km = self.kilometres(km);
        text!(self, "binnen {km} km", "within {km} km")
    }

    fn same_province(self) -> &'static str {
        self.either("zelfde provincie", "same province")
    }

    /// Nobody is in scope, or nobody in scope has text.
    pub fn no_candidates(self, scope: &Scope) -> String {
        // The next step outward; beyond a distance only the whole register is left.
        let wider = match scope {
            Scope::Border => "--scope km:30",
            Scope::Within(_) | Scope::Province | Scope::Region(_) | Scope::All => "--scope all",
        };
        text!(
            self,
            "Er is geen gemeente om mee te vergelijken. Kijk verder met {wider}.",
            "There is no municipality to compare with. Look further afield with {wider}."
        )
    }

    /// Where a quote stands.
    pub fn source(self, municipality: &str, source: &Source) -> String {
        let Source { title, page, .. } = source;
        let date = self.date_of(source.date.as_deref());
        text!(
            self,
            "{municipality}: {title}, blz. {page}, {date}",
            "{municipality}: {title}, p. {page}, {date}"
        )
    }

    /// Whether two municipalities share a border, and how far they are apart.
    pub fn nearness(self, border: bool, km: Option<f64>) -> String {
        let border = self.pick(if border {
            ("Zij grenzen aan elkaar", "They share a border")
        } else {
            ("Zij grenzen niet aan elkaar", "They do not share a border")
        });
        // An unknown distance is left out rather than guessed.
        let km = km.map_or_else(String::new, |km| format!(", {} km", self.number(km, 1)));
        format!("{border}{km}.")
    }

    /// The columns of a ranking.
    pub fn ranking_columns(self) -> [&'static str; 9] {
        self.either(
            [
                "#",
                "gemeente",
                "koers",
                "tussen",
                "beide",
                "km",
                "grens",
                "u bij hen",
                "let op",
            ],
            [
                "#",
                "municipality",
                "alignment",
                "range",
                "both",
                "km",
                "border",
                "your rank",
                "keep in mind",
            ],
        )
    }
}
