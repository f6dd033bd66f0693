//! Which partners are shown and in which order, and what a supposed choice changes.

use super::Language;
use crate::rank::{CautionKind, PartnerOrder, PopulationRange};

texts! {
    order_label = "Volgorde", "Order";
    province_label = "Alleen in provincie", "Only in province";
    size_label = "Alleen zo groot", "Only of this size";
    /// Above the labels of cautions, each a link that leaves out who has it.
    leave_out = "Laat gemeenten weg met:", "Leave out those with:";
    /// What a link that leaves out partners with a caution does.
    leave_out_who(caution: &str) = "Laat gemeenten weg met: {caution}", "Leave out those with: {caution}";
    nobody_fits = "Geen gemeente past bij wat u koos. Haal een keuze weg, of kijk verder om u heen.",
        "No municipality fits what you chose. Remove a choice, or look further afield.";
    inhabitants_column = "inwoners", "inhabitants";
    /// A province that was chosen.
    chip_province(province: &str) = "provincie {province}", "province {province}";
    /// Partners with this caution are left out.
    chip_without(caution: &str) = "zonder: {caution}", "without: {caution}";
    /// An order that was chosen.
    chip_order(order: &str) = "volgorde: {order}", "order: {order}";
    /// How a number changes by a supposed choice, for who hears it.
    was_becomes(was: &str, becomes: &str) = "was {was}, wordt {becomes}", "was {was}, becomes {becomes}";
    /// Above a ranking with a supposed choice, what stands left and right of an arrow.
    was_becomes_note = "Links van de pijl: zonder deze keuze. Rechts: met deze keuze.",
        "Left of the arrow: without this choice. Right of it: with this choice.";
}

impl Language {
    /// An order of partners, as a choice in a form.
    pub fn partner_order(self, order: PartnerOrder) -> &'static str {
        self.pick(match order {
            PartnerOrder::Alignment => ("koers", "alignment"),
            PartnerOrder::Distance => ("afstand", "distance"),
            PartnerOrder::Population => ("inwoners", "inhabitants"),
            PartnerOrder::Name => ("naam", "name"),
        })
    }

    /// A range of numbers of inhabitants, as a choice in a form.
    pub fn population_range(self, range: PopulationRange) -> String {
        let number = |number: u32| self.integer(u64::from(number));
        match range {
            PopulationRange::Similar => self
                .either(
                    "ongeveer even groot (half tot twee keer)",
                    "about the same size (half to twice)",
                )
                .to_owned(),
            PopulationRange::Between(0, Some(to)) => {
                let to = number(to);
                text!(
                    self,
                    "minder dan {to} inwoners",
                    "fewer than {to} inhabitants"
                )
            }
            PopulationRange::Between(from, Some(to)) => {
                let (from, to) = (number(from), number(to));
                text!(
                    self,
                    "{from} tot {to} inwoners",
                    "{from} to {to} inhabitants"
                )
            }
            PopulationRange::Between(from, None) => {
                let from = number(from);
                text!(
                    self,
                    "{from} inwoners of meer",
                    "{from} inhabitants or more"
                )
            }
        }
    }

    /// What a caution is about, in short.
    pub fn caution_kind(self, kind: CautionKind) -> &'static str {
        self.pick(match kind {
            CautionKind::ThinCoverage => ("weinig tekst", "little text"),
            CautionKind::OldText => ("oude tekst", "old text"),
            CautionKind::PartlyUnreadable => ("deels onleesbaar", "partly unreadable"),
            CautionKind::OtherLanguage => ("andere taal", "other language"),
            CautionKind::JointVision => ("samen geschreven", "written together"),
            CautionKind::TempoGap => ("ander tempo", "different pace"),
            CautionKind::IntensityGap => ("niet even ver", "not equally far"),
            CautionKind::ExploreTogetherChooseApart => (
                "verkent samen, kiest apart",
                "explores together, chooses apart",
            ),
            CautionKind::NearDuplicateText => ("bijna dezelfde tekst", "nearly the same text"),
            CautionKind::DifferentKinds => ("ander soort document", "different kind of document"),
            CautionKind::TiedElsewhere => ("werkt al samen", "already has partners"),
        })
    }
}
