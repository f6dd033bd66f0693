//! Sentences about problems in a taxonomy.

use crate::report::Language;
use crate::taxonomy::{PatternError, ProblemKind, Reference, UnreachableReason};

impl Language {
    /// What is wrong at a place of a taxonomy.
    pub fn taxonomy_problem(self, kind: &ProblemKind) -> String {
        // The errors themselves are in English.
        self.either(in_dutch(kind), kind.to_string())
    }

    /// The result of checking `files` taxonomy files.
    pub fn taxonomy_checked(self, files: usize, problems: usize) -> String {
        let dutch_files = if files == 1 { "bestand" } else { "bestanden" };
        let english_files = if files == 1 { "file" } else { "files" };
        let dutch = match problems {
            0 => format!("{files} {dutch_files} nagekeken, geen problemen"),
            1 => format!("{files} {dutch_files} nagekeken, 1 probleem"),
            _ => format!("{files} {dutch_files} nagekeken, {problems} problemen"),
        };
        let english = match problems {
            0 => format!("checked {files} {english_files}, no problems"),
            1 => format!("checked {files} {english_files}, 1 problem"),
            _ => format!("checked {files} {english_files}, {problems} problems"),
        };
        self.either(dutch, english)
    }
}

fn in_dutch(kind: &ProblemKind) -> String {
    match kind {
        ProblemKind::Syntax(reason) => format!("dit is geen taxonomiebestand: {reason}"),
        ProblemKind::MissingVersion => {
            "ontbreekt: geef het bestand een versie, bijvoorbeeld \"2026-11\"".to_owned()
        }
        ProblemKind::NoThemes => "geen enkel bestand heeft een [[theme]]".to_owned(),
        ProblemKind::TooMany { entry, count, max } => {
            format!("er zijn {count} keer [[{entry}]], het mogen er {max} zijn")
        }
        ProblemKind::Empty => "is leeg".to_owned(),
        ProblemKind::NoPatterns => "is leeg: noem minstens één patroon".to_owned(),
        ProblemKind::NoReason => "is leeg: schrijf op waarom dit hier staat".to_owned(),
        ProblemKind::NoCues => "heeft geen patronen en wordt dus nooit gevonden".to_owned(),
        ProblemKind::EmptyClass => "heeft geen woorden".to_owned(),
        ProblemKind::IllFormedId(id) => {
            format!("{id:?} mag alleen kleine letters, cijfers en streepjes hebben")
        }
        ProblemKind::Unknown { what, id } => {
            let what = match what {
                Reference::Theme => "thema",
                Reference::Source => "[[source]] met de id",
            };
            format!("er is geen {what} {id:?}")
        }
        ProblemKind::Duplicate {
            text,
            first_text,
            first,
        } => {
            format!("{text:?} is dubbel: {first_text:?} staat al in {first}; haal er een weg")
        }
        ProblemKind::RepeatedAlternative(word) => {
            format!("{word:?} staat twee keer in dezelfde keuze; haal er een weg")
        }
        ProblemKind::Pattern(error) => pattern_in_dutch(error),
        ProblemKind::StopWordsOnly(text) => {
            format!("{text:?} bestaat alleen uit stopwoorden en past dus overal")
        }
        ProblemKind::Unreachable { text, reason } => {
            let reason = match reason {
                UnreachableReason::NoCapital(word) => {
                    format!("^{word} begint niet met een hoofdletter; schrijf ={word}")
                }
                UnreachableReason::Apostrophe(word) => {
                    format!("{word:?} heeft een apostrof; schrijf alleen wat ervoor staat")
                }
                UnreachableReason::AlwaysExcluded(number) => {
                    format!("wat na het {number}e ! staat, hoort bij elke vondst")
                }
            };
            format!("{text:?} kan nooit passen: {reason}")
        }
    }
}

fn pattern_in_dutch(error: &PatternError) -> String {
    match error {
        PatternError::NotOneWord(text) => {
            format!("{text:?} is niet één woord zoals teksten in woorden worden verdeeld")
        }
        PatternError::WholeAndPart(text) => {
            format!("{text:?} vraagt om het hele woord en om een deel ervan")
        }
        PatternError::OpenEnd(text) => {
            format!("{text:?} moet beginnen en eindigen met een woord dat er moet staan")
        }
        PatternError::UnknownClass(name) => format!("er is geen klasse @{name}"),
    }
}
