//! Partnerships that exist already: who works with whom, and since when.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::code::GemeenteCode;
use super::register::Register;

/// A group of municipalities that work together under one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partnership {
    /// The name; partnerships are told apart by it.
    pub name: String,
    /// Who takes part or took part, by code and then by first day.
    pub members: Vec<Membership>,
    /// The first day of the first membership; `None` when a first day is unknown.
    pub from: Option<Date>,
    /// The last day of the last membership; `None` when one has no last day.
    pub until: Option<Date>,
    /// Where it was read: the first source given.
    pub source: Option<String>,
}

/// The time that one municipality takes part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// The municipality of today.
    pub municipality: GemeenteCode,
    /// The first day; `None` when unknown, which counts as always before.
    pub from: Option<Date>,
    /// The last day, that day included; `None` when it goes on as far as is known.
    pub until: Option<Date>,
    /// Where it was read.
    pub source: Option<String>,
}

impl Membership {
    /// Whether the municipality takes part on a day. An unknown first day counts
    /// as before it, an unknown last day as after it.
    pub fn is_live(&self, on: Date) -> bool {
        self.from.is_none_or(|from| from <= on) && self.until.is_none_or(|until| on <= until)
    }
}

impl Partnership {
    /// Makes a partnership from its memberships and puts these in order.
    pub(super) fn new(name: String, mut members: Vec<Membership>) -> Self {
        let from = members.iter().map(|member| member.from).min().flatten();
        let open = members.iter().any(|member| member.until.is_none());
        let until = members.iter().filter_map(|member| member.until).max();
        let source = members.iter().find_map(|member| member.source.clone());
        members.sort_by(|a, b| (&a.municipality, a.from).cmp(&(&b.municipality, b.from)));
        Self {
            name,
            members,
            from,
            until: if open { None } else { until },
            source,
        }
    }

    /// Who takes part on a day, in code order; empty before and after.
    pub fn members_on(&self, on: Date) -> BTreeSet<&GemeenteCode> {
        let live = self.members.iter().filter(|member| member.is_live(on));
        live.map(|member| &member.municipality).collect()
    }
}

impl Register {
    /// All partnerships, by name. Empty when the register has no such file.
    pub fn partnerships(&self) -> &[Partnership] {
        &self.partnerships
    }

    /// The partnerships in which a municipality takes part on a day, by name.
    /// Empty for an unknown code.
    pub fn partnerships_of(&self, code: &GemeenteCode, on: Date) -> Vec<&Partnership> {
        let takes_part = |partnership: &&Partnership| partnership.members_on(on).contains(code);
        self.partnerships.iter().filter(takes_part).collect()
    }

    /// The partnerships in which both take part on a day, by name.
    pub fn shared_partnerships(
        &self,
        a: &GemeenteCode,
        b: &GemeenteCode,
        on: Date,
    ) -> Vec<&Partnership> {
        let mut shared = self.partnerships_of(a, on);
        shared.retain(|partnership| partnership.members_on(on).contains(b));
        shared
    }
}
