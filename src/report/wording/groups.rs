//! Groups in words.

use super::Language;
use crate::rank::Scope;

impl Language {
    /// The title of groups.
    pub fn groups_of(self, name: &str, scope: &Scope) -> String {
        let place = self.place(scope);
        self.either(
            format!("Groepen met {name}: {place}"),
            format!("Groups with {name}: {place}"),
        )
    }

    /// The headings of the table of groups.
    pub fn group_columns(self) -> [&'static str; 5] {
        self.either(
            ["#", "groep", "koers", "zwakste paar", "km"],
            ["#", "group", "course", "weakest pair", "km"],
        )
    }

    /// What a group is.
    pub fn what_groups_are(self) -> &'static str {
        self.either(
            "In een groep heeft elk paar een koers van 50% of meer. Het zwakste paar bepaalt of het lukt: begin daar met praten.",
            "In a group every pair has a course of 50% or more. The weakest pair decides whether it works: start talking there.",
        )
    }

    /// The weakest pair of a group wants different things.
    pub fn weakest_differs(self, a: &str, b: &str, on: &str) -> String {
        self.either(
            format!("{a} en {b} willen niet hetzelfde over: {on}."),
            format!("{a} and {b} do not want the same on: {on}."),
        )
    }

    /// There is no group.
    pub fn no_groups(self) -> &'static str {
        self.either(
            "Er is geen groep waarin elk paar dezelfde koers heeft. Kijk verder met --scope km:30, of naar één partner met wiel match.",
            "There is no group in which every pair has the same course. Look further with --scope km:30, or at one partner with wiel match.",
        )
    }
}
