//! The conversation guide for two aldermen, in plain words.

use super::Language;

/// The headings of a guide, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GuideHeadings {
    /// Above what both want.
    pub shared: &'static str,
    /// Above what they want differently.
    pub differing: &'static str,
    /// Above what only one of them mentions.
    pub one_sided: &'static str,
    /// Above what neither mentions.
    pub unsaid: &'static str,
    /// Above pace and progress.
    pub pace: &'static str,
    /// Above the cautions.
    pub cautions: &'static str,
    /// Above what it rests on.
    pub basis: &'static str,
}

impl Language {
    /// The title of a guide.
    pub fn guide_title(self, ours: &str, theirs: &str) -> String {
        self.either(
            format!("Gesprek tussen {ours} en {theirs}"),
            format!("A talk between {ours} and {theirs}"),
        )
    }

    /// What the guide is for.
    pub fn guide_aim(self) -> &'static str {
        self.either(
            "Dit blad helpt twee wethouders bij een eerste gesprek. Het laat zien wat er in uw eigen documenten staat. Het is geen oordeel. U weet zelf meer dan uw documenten zeggen.",
            "This page helps two aldermen in a first talk. It shows what your own documents say. It is no verdict. You know more than your documents tell.",
        )
    }

    /// The headings of a guide.
    pub fn guide_headings(self) -> GuideHeadings {
        match self {
            Self::Dutch => GuideHeadings {
                shared: "Wat u allebei wilt",
                differing: "Waar u verschilt",
                one_sided: "Wat maar één van u noemt",
                unsaid: "Wat u geen van beiden noemt",
                pace: "Hoe snel en hoe ver",
                cautions: "Let op",
                basis: "Waar dit op rust",
            },
            Self::English => GuideHeadings {
                shared: "What you both want",
                differing: "Where you differ",
                one_sided: "What only one of you mentions",
                unsaid: "What neither of you mentions",
                pace: "How fast and how far",
                cautions: "Note",
                basis: "What this rests on",
            },
        }
    }

    /// Under a heading without anything below it.
    pub fn guide_nothing(self) -> &'static str {
        self.either(
            "In de documenten is hier niets over gevonden.",
            "Nothing was found on this in the documents.",
        )
    }

    /// Under the differences, when there are none.
    pub fn guide_no_difference(self) -> &'static str {
        self.either(
            "Er is geen verschil gevonden op punten die u allebei noemt. Vraag toch: waar zijn wij het niet over eens?",
            "No difference was found on points that you both mention. Ask all the same: what do we not agree on?",
        )
    }

    /// Before a question.
    pub fn guide_ask(self) -> &'static str {
        self.either("Vraag:", "Ask:")
    }

    /// Two want the same.
    pub fn both_want(self, pole: &str) -> String {
        self.either(
            format!("U kiest allebei voor: {pole}."),
            format!("You both choose: {pole}."),
        )
    }

    /// Two both say yes and no.
    pub fn both_say_both(self) -> &'static str {
        self.either(
            "U schrijft hier allebei voor en tegen.",
            "You both write for it and against it.",
        )
    }

    /// One wants something.
    pub fn wants(self, name: &str, pole: &str) -> String {
        self.either(
            format!("{name} kiest voor: {pole}."),
            format!("{name} chooses: {pole}."),
        )
    }

    /// One says yes and no.
    pub fn says_both(self, name: &str) -> String {
        self.either(
            format!("{name} schrijft er voor en tegen."),
            format!("{name} writes for it and against it."),
        )
    }

    /// One says nothing.
    pub fn says_nothing_of_it(self, name: &str) -> String {
        self.either(
            format!("In de documenten van {name} staat er niets over."),
            format!("The documents of {name} do not mention it."),
        )
    }

    /// Two give much room to a theme; each with how far it is.
    pub fn both_stress(self, ours: (&str, &str), theirs: (&str, &str)) -> String {
        let ((a, far), (b, further)) = (ours, theirs);
        self.either(
            format!("U besteedt hier allebei veel aandacht aan. {a}: {far}. {b}: {further}."),
            format!("You both give this much attention. {a}: {far}. {b}: {further}."),
        )
    }

    /// How fast one wants to go and how far it has come.
    pub fn pace_of(self, name: &str, tempo: Option<f64>, intensity: Option<f64>) -> String {
        let pace = self.pace(tempo);
        let far = intensity.map_or_else(
            || self.either("onbekend", "unknown").to_owned(),
            |mean| self.number(mean, 1),
        );
        self.either(
            format!("{name}: tempo {pace}, gemiddeld op trede {far} van 5 (1 is noemen, 5 is hebben)."),
            format!("{name}: pace {pace}, on step {far} of 5 on average (1 is naming it, 5 is having it)."),
        )
    }

    /// One is further on a theme.
    pub fn is_ahead(self, first: &str, second: &str) -> String {
        self.either(
            format!("{first} is hier verder mee dan {second}."),
            format!("{first} has come further with this than {second}."),
        )
    }

    /// What to ask about something that both want.
    pub fn ask_shared(self) -> &'static str {
        self.either(
            "Wat kunt u op dit punt samen doen, nog dit jaar?",
            "What could you do together on this, still this year?",
        )
    }

    /// What to ask about a theme that both stress.
    pub fn ask_theme(self) -> &'static str {
        self.either(
            "Welk plan hiervoor kunt u één keer maken, voor allebei?",
            "Which plan for this could you make once, for both?",
        )
    }

    /// What to ask about a difference.
    pub fn ask_differing(self) -> &'static str {
        self.either(
            "Is dit een verschil van mening, of gaat het over iets anders? Welke keuze zou u kunnen loslaten?",
            "Is this a difference of opinion, or is it about something else? Which choice could you let go?",
        )
    }

    /// What to ask of who says nothing.
    pub fn ask_silent(self, name: &str) -> String {
        self.either(
            format!("Hoe denkt {name} hierover?"),
            format!("What does {name} think of this?"),
        )
    }

    /// What to ask about what neither mentions; `pole` is what it means to be for it.
    pub fn ask_unsaid(self, pole: &str) -> String {
        self.either(
            format!("Wilt u dit: {pole}?"),
            format!("Do you want this: {pole}?"),
        )
    }

    /// What to ask about pace and progress.
    pub fn ask_pace(self) -> &'static str {
        self.either(
            "Snelheid mag verschillen als de koers dezelfde is. Wie begint, en wanneer sluit de ander aan?",
            "Speed may differ when the course is the same. Who starts, and when does the other join?",
        )
    }

    /// What to ask of who is further.
    pub fn ask_ahead(self, first: &str) -> String {
        self.either(
            format!("Wat heeft {first} geleerd, en wat mag de ander overnemen?"),
            format!("What has {first} learned, and what may the other take over?"),
        )
    }

    /// The last line of a guide.
    pub fn guide_made_by(self, generation: &str) -> String {
        self.either(
            format!("Gemaakt door wiel uit openbare documenten (versie {generation}). Controleer de zinnen in de documenten zelf."),
            format!("Made by wiel from public documents (version {generation}). Check the sentences in the documents themselves."),
        )
    }
}
