//! The conversation guide for two aldermen.

use super::Language;

texts! {
    /// The title of a guide.
    guide_title(ours: &str, theirs: &str) = "Gesprek tussen {ours} en {theirs}",
        "A conversation between {ours} and {theirs}";
    /// What the guide is for.
    guide_aim = "Dit blad helpt twee wethouders bij een eerste gesprek. Het laat zien wat er in uw eigen documenten staat. Het is geen oordeel. U weet zelf meer dan uw documenten zeggen.",
        "This page helps two aldermen with a first conversation. It shows what your own documents say. It is not a verdict. You know more than your documents say.";
    /// Under a heading without anything below it.
    guide_nothing = "In de documenten is hier niets over gevonden.",
        "Nothing about this was found in the documents.";
    /// Under the differences, when there are none.
    guide_no_difference = "Er is geen verschil gevonden op punten die u allebei noemt. Vraag toch: waar zijn wij het niet over eens?",
        "No difference was found on the points that you both mention. Ask anyway: what do we not agree on?";
    /// CSV is asked for.
    guide_has_no_rows = "een gids is een tekst en heeft geen rijen\nhint: gebruik --format markdown, html, docx of json",
        "a guide is text and has no rows\nhint: use --format markdown, html, docx or json";
    /// A Word document is asked for on a terminal.
    docx_is_no_text = "een Word-document is geen tekst voor een scherm\nhint: schrijf het naar een bestand: > gids.docx",
        "a Word document cannot be shown on a screen\nhint: write it to a file: > guide.docx";
    /// The link to the guide as a document.
    guide_as_docx = "Deze gids als Word-document, om in verder te schrijven", "This guide as a Word document that you can edit";
    /// A format that only the guide has is asked for without it.
    only_guide_has_format = "alleen de gids kan zo worden geschreven\nhint: voeg --guide toe",
        "only the guide can be written like that\nhint: add --guide";
    /// Before a question.
    guide_ask = "Vraag:", "Ask:";
    /// The last line of a guide or report.
    made_by(generation: &str) = "Gemaakt door wiel uit openbare documenten (versie {generation}). Controleer de zinnen in de documenten zelf.",
        "Made by wiel from public documents (version {generation}). Check the sentences in the documents themselves.";
    /// Both choose the same side.
    both_choose(pole: &str) = "U kiest allebei voor: {pole}.", "You both choose: {pole}.";
    /// Both write for and against.
    both_write_for_and_against = "U schrijft hier allebei voor en tegen.", "You both write for it and against it.";
    /// One chooses a side.
    chooses(name: &str, pole: &str) = "{name} kiest voor: {pole}.", "{name} chooses: {pole}.";
    /// One writes for and against.
    writes_for_and_against(name: &str) = "{name} schrijft er voor en tegen.",
        "{name} writes for it and against it.";
    /// One does not mention it.
    does_not_mention(name: &str) = "In de documenten van {name} staat er niets over.",
        "The documents of {name} do not mention it.";
    /// One has come further on a theme.
    is_ahead(first: &str, second: &str) = "{first} is hier verder mee dan {second}.",
        "{first} has got further with this than {second}.";
    /// What to ask about something that both want.
    question_shared(topic: &str) = "Wat kunt u dit jaar al samen doen aan “{topic}”?",
        "What could you do together about “{topic}” this year?";
    /// What to ask about a theme that both write much about.
    question_theme(topic: &str) = "Welk plan voor “{topic}” kunt u één keer maken, voor allebei?",
        "Which plan for “{topic}” could you make once, for both of you?";
    /// What to ask about a difference.
    question_differing(topic: &str) = "Is “{topic}” een verschil van mening, of gaat het over iets anders? Wat zou u hier kunnen loslaten?",
        "Is “{topic}” a difference of opinion, or is it about something else? What could you give up here?";
    /// What to ask of the one who does not mention it.
    question_one_sided(name: &str, topic: &str) = "Hoe denkt {name} over “{topic}”?", "What does {name} think about “{topic}”?";
    /// What to ask about what neither mentions; `pole` is what it means to be for it.
    question_unmentioned(pole: &str) = "Wilt u dit: {pole}?", "Do you want this: {pole}?";
    /// What to ask about pace and progress.
    question_pace = "Uw tempo mag verschillen, als u maar hetzelfde wilt. Wie begint, en wanneer sluit de ander aan?",
        "Your pace may differ as long as you want the same. Who starts, and when does the other join?";
    /// What to ask of the one who has come further.
    question_ahead(first: &str, topic: &str) = "Wat heeft {first} geleerd over “{topic}”, en wat kan de ander overnemen?",
        "What has {first} learned about “{topic}”, and what could the other reuse?";
}

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
    /// Above the themes on which one has come further.
    pub ahead: &'static str,
    /// Above pace and progress.
    pub pace: &'static str,
    /// Above the cautions.
    pub cautions: &'static str,
    /// Above what it rests on.
    pub basis: &'static str,
}

impl Language {
    /// The headings of a guide.
    pub fn guide_headings(self) -> GuideHeadings {
        match self {
            Self::Dutch => GuideHeadings {
                shared: "Wat u allebei wilt",
                differing: "Waar u verschilt",
                one_sided: "Wat maar één van u noemt",
                unsaid: "Wat u geen van beiden noemt",
                ahead: "Waar één van u verder is",
                pace: "Hoe snel en hoe ver",
                cautions: "Let op",
                basis: "Waar dit op is gebaseerd",
            },
            Self::English => GuideHeadings {
                shared: "What you both want",
                differing: "Where you differ",
                one_sided: "What only one of you mentions",
                unsaid: "What neither of you mentions",
                ahead: "Where one of you has got further",
                pace: "How fast and how far",
                cautions: "Keep in mind",
                basis: "What this is based on",
            },
        }
    }

    /// Both give much attention to a theme; each by its name and how far it has come.
    pub fn both_give_attention(self, ours: (&str, &str), theirs: (&str, &str)) -> String {
        let ((ours, our_progress), (theirs, their_progress)) = (ours, theirs);
        text!(
            self,
            "U besteedt hier allebei veel aandacht aan. {ours}: {our_progress}. {theirs}: {their_progress}.",
            "You both give this a lot of attention. {ours}: {our_progress}. {theirs}: {their_progress}."
        )
    }

    /// How fast one wants to go and how far it has come.
    pub fn pace_of(self, name: &str, tempo: Option<f64>, intensity: Option<f64>) -> String {
        let (pace, step) = (self.pace(tempo), self.step(intensity));
        text!(
            self,
            "{name}: tempo {pace}, gemiddeld op stap {step} van 5 (1 is noemen, 5 is hebben).",
            "{name}: pace {pace}, at step {step} of 5 on average (1 is mentioning it, 5 is having it in place)."
        )
    }
}
