//! Cautions: what to mind with a pair, as a label in a column and as a sentence.

use std::collections::BTreeSet;

use super::{Language, Noun};
use crate::municipality::GemeenteCode;
use crate::rank::Caution;

impl Language {
    /// The short labels of cautions, for a column: each once, in alphabetical order.
    pub fn caution_labels<'c>(self, cautions: impl IntoIterator<Item = &'c Caution>) -> String {
        let labels = cautions
            .into_iter()
            .map(|one| self.caution_kind(one.kind()));
        // A set: two cautions of one kind, about either side, share a label.
        let labels: BTreeSet<&str> = labels.collect();
        labels.into_iter().collect::<Vec<_>>().join(", ")
    }

    /// A caution in a sentence; `name` gives the name of a municipality.
    pub fn caution(self, caution: &Caution, name: &dyn Fn(&GemeenteCode) -> String) -> String {
        match caution {
            Caution::ThinCoverage {
                municipality,
                passages,
            } => {
                let name = name(municipality);
                let passages = self.count(u64::from(*passages), Noun::PASSAGE);
                text!(
                    self,
                    "Er is weinig tekst van {name} ({passages}). De uitkomst is onzeker.",
                    "There is little text of {name} ({passages}). The result is uncertain."
                )
            }
            Caution::OldText {
                municipality,
                newest,
            } => {
                let (name, date) = (name(municipality), self.date(Some(*newest)));
                text!(
                    self,
                    "Het nieuwste document van {name} is oud: {date}.",
                    "The newest document of {name} is old: {date}."
                )
            }
            Caution::PartlyUnreadable {
                municipality,
                readable_percent,
            } => {
                let name = name(municipality);
                text!(
                    self,
                    "Van {name} was {readable_percent}% van de bladzijden te lezen.",
                    "{readable_percent}% of the pages of {name} could be read."
                )
            }
            Caution::OtherLanguage {
                municipality,
                foreign_percent,
            } => {
                let name = name(municipality);
                text!(
                    self,
                    "Van de tekst van {name} is {foreign_percent}% niet in het Nederlands. Die telt hier niet mee.",
                    "{foreign_percent}% of the text of {name} is not in Dutch. It does not count here."
                )
            }
            Caution::JointVision { documents } => text!(
                self,
                "Zij schreven {documents} van deze documenten samen. Dan is gelijkenis geen verrassing.",
                "They wrote {documents} of these documents together. Likeness is then no surprise."
            ),
            Caution::TempoGap { faster, slower } => {
                let (faster, slower) = (name(faster), name(slower));
                text!(
                    self,
                    "{faster} wil sneller gaan dan {slower}. Dat kan samengaan: spreek af wie wanneer begint.",
                    "{faster} wants to go faster than {slower}. That can go together: agree on who starts when."
                )
            }
            Caution::IntensityGap { further, behind } => {
                let (further, behind) = (name(further), name(behind));
                text!(
                    self,
                    "{further} is verder met de uitvoering dan {behind}.",
                    "{further} is further in carrying out than {behind}."
                )
            }
            Caution::ExploreTogetherChooseApart { principles } => {
                let on = principles.join(", ");
                text!(
                    self,
                    "Zij vinden elkaar in de verkenning, maar kiezen apart ({on}).",
                    "They find each other in exploring, but choose apart ({on})."
                )
            }
            Caution::NearDuplicateText { documents } => {
                // English needs another verb for one.
                let hold = if *documents == 1 { "holds" } else { "hold" };
                text!(
                    self,
                    "In {documents} van hun documenten staan stukken die bijna gelijk zijn. Wie genoeg eigen tekst heeft, wordt alleen daarop vergeleken.",
                    "{documents} of their documents {hold} passages that are nearly the same. Who has enough text of its own is compared on that alone."
                )
            }
            Caution::DifferentKinds {
                focus_kinds,
                partner_kinds,
            } => {
                let (ours, theirs) = (focus_kinds.join(", "), partner_kinds.join(", "));
                text!(
                    self,
                    "Hun documenten zijn van een ander soort ({ours} tegenover {theirs}). Daardoor kunnen de woorden verschillen, ook als zij hetzelfde willen. Wat meestal aan de soort ligt, is eruit gehaald.",
                    "Their documents are of another kind ({ours} against {theirs}). Their words may differ for that, also if they want the same. What usually lies in the kind has been taken out."
                )
            }
            Caution::TiedElsewhere {
                municipality,
                partnership,
            } => {
                let name = name(municipality);
                text!(
                    self,
                    "{name} werkt al samen in {partnership}.",
                    "{name} already works together in {partnership}."
                )
            }
        }
    }
}
