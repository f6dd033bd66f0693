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

    /// A caution in a sentence; `name` gives the name of a municipality, `principle` that of a principle by its key.
    pub fn caution(
        self,
        caution: &Caution,
        name: &dyn Fn(&GemeenteCode) -> String,
        principle: &dyn Fn(&str) -> String,
    ) -> String {
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
                    "There is little text from {name} ({passages}). The result is uncertain."
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
                    "The newest document from {name} is old: {date}."
                )
            }
            Caution::PartlyUnreadable {
                municipality,
                readable_percent,
            } => {
                let name = name(municipality);
                text!(
                    self,
                    "Van {name} was maar {readable_percent}% van de bladzijden te lezen.",
                    "Only {readable_percent}% of the pages from {name} could be read."
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
                    "{foreign_percent}% of the text from {name} is not in Dutch. That part does not count here."
                )
            }
            Caution::JointVision { documents } => text!(
                self,
                "Zij schreven {documents} van deze documenten samen. Het is dan logisch dat hun plannen op elkaar lijken.",
                "They wrote {documents} of these documents together. It is no surprise that their plans are similar."
            ),
            Caution::TempoGap { faster, slower } => {
                let (faster, slower) = (name(faster), name(slower));
                text!(
                    self,
                    "{faster} wil sneller gaan dan {slower}. Dat kan samengaan: spreek af wie wanneer begint.",
                    "{faster} wants to move faster than {slower}. That can work: agree on who starts when."
                )
            }
            Caution::IntensityGap { further, behind } => {
                let (further, behind) = (name(further), name(behind));
                text!(
                    self,
                    "{further} is verder met de uitvoering dan {behind}.",
                    "{further} has got further than {behind}."
                )
            }
            Caution::ExploreTogetherChooseApart { principles } => {
                let on: Vec<String> = principles.iter().map(|key| principle(key)).collect();
                let on = on.join(", ");
                text!(
                    self,
                    "Zij willen hetzelfde zolang het een verkenning is, maar kiezen daarna iets anders ({on}).",
                    "They want the same while exploring, but then choose differently ({on})."
                )
            }
            Caution::NearDuplicateText { documents } => {
                // English needs another verb for one.
                let hold = if *documents == 1 { "holds" } else { "hold" };
                text!(
                    self,
                    "In {documents} van hun documenten staan stukken die bijna gelijk zijn. Heeft een gemeente genoeg eigen tekst? Dan telt alleen die.",
                    "{documents} of their documents {hold} passages that are nearly identical. A municipality with enough text of its own is compared on that text alone."
                )
            }
            Caution::DifferentKinds {
                focus_kinds,
                partner_kinds,
            } => {
                let (ours, theirs) = (focus_kinds.join(", "), partner_kinds.join(", "));
                text!(
                    self,
                    "Hun documenten zijn niet van dezelfde soort ({ours} tegenover {theirs}). Daardoor kunnen de woorden verschillen, ook als zij hetzelfde willen. wiel houdt daar rekening mee.",
                    "Their documents are of different kinds ({ours} versus {theirs}). So their words may differ even if they want the same. wiel takes this into account."
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
                    "{name} is already part of a partnership: {partnership}."
                )
            }
        }
    }
}
