//! Several municipalities side by side: choosing them, what all of them choose, and where they part.

use super::{Language, Noun};
use crate::rank::Outcome;

texts! {
    choose_column = "kies", "choose";
    /// A box that takes a municipality into a comparison.
    tick(name: &str) = "Vergelijk met {name}", "Compare with {name}";
    compare_ticked = "Vergelijk wie u aanvinkt", "Compare those you tick";
    compare_ticked_hint = "Vink één tot vier gemeenten aan.", "Tick one to four municipalities.";
    add_municipality = "Nog een gemeente erbij", "Add a municipality";
    add = "Voeg toe", "Add";
    whom_to_compare = "Met wie wilt u vergelijken? Noem een gemeente.", "Who do you want to compare with? Name a municipality.";
    compared_with = "Vergeleken met", "Compared with";
    course_of_pairs = "De koers van elk paar", "The alignment of each pair";
    /// More were chosen than fit side by side.
    left_out_of_comparison(names: &str) = "U kunt hoogstens vijf gemeenten vergelijken. Weggelaten: {names}.",
        "You can compare up to five municipalities. Left out: {names}.";
    all_same = "allemaal hetzelfde", "all the same";
    some_differ = "verschilt", "differs";
    not_all_mention = "niet van alle bekend", "not known for all";
    read_column = "gelezen", "read";
}

impl Language {
    /// What all of several municipalities choose the same on; `names` are principles.
    pub fn all_choose(self, municipalities: usize, names: &[String]) -> String {
        let all = self.count(municipalities as u64, Noun::MUNICIPALITY);
        if names.is_empty() {
            return text!(
                self,
                "Er is geen principe waarbij alle {all} hetzelfde kiezen.",
                "There is no principle on which all {all} make the same choice."
            );
        }
        let names = self.list(names);
        text!(
            self,
            "Alle {all} kiezen hetzelfde bij: {names}.",
            "All {all} make the same choice on: {names}."
        )
    }

    /// The pairs with the highest and the lowest course.
    pub fn strongest_and_weakest(self, strongest: &str, weakest: &str) -> String {
        text!(
            self,
            "{strongest} lijken het meest op elkaar. Het minst: {weakest}.",
            "The most similar are {strongest}. The least: {weakest}."
        )
    }

    /// Whether several municipalities choose the same on a subject.
    pub fn outcome_of_all(self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Aligned => self.all_same(),
            Outcome::Differs => self.some_differ(),
            Outcome::NotMentioned => self.not_all_mention(),
        }
    }
}
