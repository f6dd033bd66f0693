//! The workbook of a batch: names of sheets, heads of columns, what stands on the first sheet.

use super::Language;
use crate::report::view::BatchRun;

texts! {
    /// The title of the workbook.
    workbook_title = "Mogelijke partners van gemeenten", "Possible partners of municipalities";
    /// Above names of municipalities.
    workbook_municipality = "Gemeente", "Municipality";
}

/// The names of the sheets; at most 31 characters each, without `[ ] : * ? / \`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SheetNames {
    /// What the workbook holds.
    pub read_me: &'static str,
    /// The partners of each municipality.
    pub partners: &'static str,
    /// The parts of each pair.
    pub pairs: &'static str,
    /// What each municipality wants, by principle.
    pub principles: &'static str,
    /// Initiatives that several share.
    pub initiatives: &'static str,
    /// What must be known beside the score.
    pub cautions: &'static str,
    /// How much was read.
    pub coverage: &'static str,
}

impl Language {
    /// The names of the sheets.
    pub fn workbook_sheets(self) -> SheetNames {
        self.pick((
            SheetNames {
                read_me: "Lees mij",
                partners: "Partners",
                pairs: "Paren",
                principles: "Principes",
                initiatives: "Gedeelde initiatieven",
                cautions: "Let op",
                coverage: "Wat is gelezen",
            },
            SheetNames {
                read_me: "Read me",
                partners: "Partners",
                pairs: "Pairs",
                principles: "Principles",
                initiatives: "Shared initiatives",
                cautions: "Cautions",
                coverage: "What was read",
            },
        ))
    }

    /// The heads of the sheet of partners.
    pub fn workbook_partner_columns(self) -> [&'static str; 15] {
        self.pick((
            [
                "Gemeente",
                "Code",
                "Plaats",
                "Partner",
                "Code partner",
                "Koers gelijk",
                "Van",
                "Tot",
                "Hoger dan dit deel van alle paren",
                "Plaats bij de partner",
                "Afstand in km",
                "Grenst aan",
                "Let op",
                "Zin van de gemeente",
                "Zin van de partner",
            ],
            [
                "Municipality",
                "Code",
                "Rank",
                "Partner",
                "Code of partner",
                "Alignment",
                "From",
                "To",
                "Higher than this share of all pairs",
                "Rank with the partner",
                "Distance in km",
                "Shares a border",
                "Cautions",
                "Sentence of the municipality",
                "Sentence of the partner",
            ],
        ))
    }

    /// The heads of the sheet of pairs.
    pub fn workbook_pair_columns(self) -> [&'static str; 8] {
        self.pick((
            [
                "Code",
                "Code partner",
                "Koers gelijk",
                "Woorden",
                "Onderwerpen",
                "Principes",
                "Afstand in km",
                "Grenst aan",
            ],
            [
                "Code",
                "Code of partner",
                "Alignment",
                "Words",
                "Themes",
                "Principles",
                "Distance in km",
                "Shares a border",
            ],
        ))
    }

    /// The heads of the sheet of shared initiatives.
    pub fn workbook_initiative_columns(self) -> [&'static str; 7] {
        self.pick((
            [
                "Initiatief",
                "Onderwerp",
                "Gemeente",
                "Code",
                "Hoe ver",
                "Stap (2 tot 5)",
                "Sinds",
            ],
            [
                "Initiative",
                "Theme",
                "Municipality",
                "Code",
                "How far",
                "Step (2 to 5)",
                "Since",
            ],
        ))
    }

    /// The heads of the sheet of cautions.
    pub fn workbook_caution_columns(self) -> [&'static str; 3] {
        self.pick((
            ["Gemeente", "Partner", "Let op"],
            ["Municipality", "Partner", "Caution"],
        ))
    }

    /// The heads of the sheet of what was read.
    pub fn workbook_coverage_columns(self) -> [&'static str; 8] {
        self.pick((
            [
                "Gemeente",
                "Code",
                "Documenten",
                "Vervangen door nieuwere",
                "Niet leesbaar",
                "Deel van de bladzijden gelezen",
                "Woorden",
                "Nieuwste",
            ],
            [
                "Municipality",
                "Code",
                "Documents",
                "Replaced by newer ones",
                "Not readable",
                "Share of pages read",
                "Words",
                "Newest",
            ],
        ))
    }

    /// The lines of the first sheet: a label and a text.
    pub fn workbook_read_me(self, run: &BatchRun) -> Vec<(&'static str, String)> {
        let names = self.workbook_sheets();
        let line = |label: (&'static str, &'static str), text: (&str, &str)| {
            (self.pick(label), self.pick(text).to_owned())
        };
        let mut lines = vec![
            (
                self.pick(("Wat is dit", "What this is")),
                self.workbook_title().to_owned(),
            ),
            (
                self.pick(("Gemaakt uit", "Made from")),
                run.generation.clone(),
            ),
            (self.pick(("Gezocht in", "Searched in")), run.scope.clone()),
        ];
        if let Some(selection) = &run.selection {
            lines.push((
                self.pick(("Van wie", "Of whom")),
                self.batch_selection(selection),
            ));
        }
        if run.demonstration {
            lines.push((
                self.pick(("Let op", "Beware")),
                self.demonstration().to_owned(),
            ));
        }
        lines.extend([
            line(
                ("Koers gelijk", "Alignment"),
                (
                    "Hoe goed de visies bij elkaar passen, van 0 tot 100 procent. Tempo, kracht en afstand tellen niet mee. Wie ergens niets over zegt, is het niet oneens. Lees altijd de zinnen: het getal zegt alleen met wie een gesprek kan lonen.",
                    "How well the visions fit, from 0 to 100 per cent. Tempo, intensity and distance do not count. Who says nothing about a subject does not disagree. Always read the sentences: the number only says with whom a talk may pay.",
                ),
            ),
            line(
                (names.partners, names.partners),
                (
                    "Van elke gemeente de mogelijke partners, de best passende eerst, met van beide een zin die het laat zien.",
                    "The possible partners of each municipality, the best first, with a sentence of both that shows it.",
                ),
            ),
            line(
                (names.principles, names.principles),
                (
                    "Wat elke gemeente kiest: voor of tegen, met het aantal zinnen voor en tegen. Een streepje: zij zegt er niets over.",
                    "What each municipality chooses: for or against, with the number of sentences for and against. A dash: it says nothing about it.",
                ),
            ),
            line(
                (names.initiatives, names.initiatives),
                (
                    "Wat meer gemeenten willen, maken of hebben. Stap 2: verkent. Stap 5: heeft het.",
                    "What several municipalities plan, make or have. Step 2: explores. Step 5: has it.",
                ),
            ),
            line(
                (names.cautions, names.cautions),
                (
                    "Wat u naast het getal moet weten.",
                    "What you must know beside the number.",
                ),
            ),
            line(
                (names.coverage, names.coverage),
                (
                    "Op hoeveel tekst het rust. Weinig tekst: weinig zekerheid.",
                    "How much text it rests on. Little text: little certainty.",
                ),
            ),
        ]);
        lines
    }
}
