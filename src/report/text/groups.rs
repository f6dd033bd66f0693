//! Groups in which every pair is aligned.

use super::Language;
use crate::rank::Scope;

texts! {
    /// What a group is.
    groups_note = "In een groep heeft elk paar een koers van 50% of meer. Het zwakste paar bepaalt of het lukt: begin daar met praten.",
        "In a group every pair has a course of 50% or more. The weakest pair decides whether it works: start talking there.";
    /// The weakest pair of a group wants different things.
    weakest_differs(a: &str, b: &str, on: &str) = "{a} en {b} willen niet hetzelfde over: {on}.",
        "{a} and {b} do not want the same on: {on}.";
    /// There is no group.
    no_groups = "Er is geen groep waarin elk paar dezelfde koers heeft. Kijk verder met --scope km:30, of naar één partner met wiel match.",
        "There is no group in which every pair has the same course. Look further with --scope km:30, or at one partner with wiel match.";
}

impl Language {
    /// The title of groups.
    pub fn groups_of(self, name: &str, scope: &Scope) -> String {
        let scope = self.scope(scope);
        text!(
            self,
            "Groepen met {name}: {scope}",
            "Groups with {name}: {scope}"
        )
    }

    /// The columns of groups.
    pub fn group_columns(self) -> [&'static str; 5] {
        self.either(
            ["#", "groep", "koers", "zwakste paar", "km"],
            ["#", "group", "course", "weakest pair", "km"],
        )
    }
}
