//! Which partners are shown and in which order, and what a supposed choice changes.

use super::Language;
use crate::rank::{CautionKind, PartnerOrder, PopulationRange};

texts! {
    order_label = "Volgorde", "Order";
    province_label = "Alleen in provincie", "Only in province";
    size_label = "Alleen zo groot", "Only of this size";
    /// Above the labels of cautions, each a link that leaves out who has it.
    leave_out = "Laat weg wie dit heeft:", "Leave out who has this:";
    /// What a link that leaves out partners with a caution does.
    leave_out_who(caution: &str) = "Laat weg wie dit heeft: {caution}", "Leave out who has this: {caution}";
    nobody_fits = "Niemand past bij wat u koos. Haal een keuze weg, of kijk verder om u heen.",
        "Nobody fits what you chose. Take off a choice, or look further around you.";
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
    was_becomes_note = "Links van de pijl staat het zonder deze keuze, rechts met deze keuze.",
        "Left of the arrow it stands without this choice, right of it with this choice.";
}

impl Language {
    /// An order of partners, as a choice in a form.
    pub fn partner_order(self, order: PartnerOrder) -> &'static str {
        self.pick(match order {
            PartnerOrder::Alignment => ("koers", "course"),
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
                    "about as large (half to twice)",
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
            CautionKind::TempoGap => ("ander tempo", "other pace"),
            CautionKind::IntensityGap => ("niet even ver", "not as far"),
            CautionKind::ExploreTogetherChooseApart => (
                "verkent samen, kiest apart",
                "explores together, chooses apart",
            ),
            CautionKind::NearDuplicateText => ("deelt een sjabloon", "shares a template"),
            CautionKind::DifferentKinds => ("ander soort document", "other kind of document"),
            CautionKind::TiedElsewhere => ("werkt al samen", "has partners"),
        })
    }
}
