//! Existing partnerships of municipalities, with the period of each membership.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::code::GemeenteCode;

/// A partnership of municipalities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partnership {
    /// The name, which identifies the partnership.
    pub name: String,
    /// The present and former memberships, by code and then by first day.
    pub members: Vec<Membership>,
    /// The first day of the first membership; `None` when a first day is unknown.
    pub from: Option<Date>,
    /// The last day of the last membership; `None` when one has no last day.
    pub until: Option<Date>,
    /// Where it was read: the first source given.
    pub source: Option<String>,
}

/// The membership of one municipality, for one period.
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
    /// Why it is doubtful; `None` when it is certain.
    pub doubtful: Option<String>,
    /// Why it ended; `None` when it goes on or the reason is unknown.
    pub end_reason: Option<String>,
}

impl Membership {
    /// Whether the municipality takes part on a day for certain. An unknown first day counts
    /// as before it, an unknown last day as after it; a doubtful membership counts on no day.
    pub fn is_live(&self, on: Date) -> bool {
        self.doubtful.is_none()
            && self.from.is_none_or(|from| from <= on)
            && self.until.is_none_or(|until| on <= until)
    }
}

impl Partnership {
    /// Creates a partnership from its memberships, in any order.
    pub(super) fn new(name: String, mut members: Vec<Membership>) -> Self {
        // `None` is less than any date, so an unknown first day wins.
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

    /// Whether a municipality takes part on a day, for certain.
    pub fn has_member(&self, code: &GemeenteCode, on: Date) -> bool {
        // Sorted by code: a ranking asks this of every partnership for every partner.
        let first = self.members.partition_point(|one| one.municipality < *code);
        let periods = self.members[first..].iter();
        let mut periods = periods.take_while(|one| one.municipality == *code);
        periods.any(|one| one.is_live(on))
    }

    /// The members on a day, in code order; those of doubtful memberships are left out.
    pub fn members_on(&self, on: Date) -> BTreeSet<&GemeenteCode> {
        let live = self.members.iter().filter(|member| member.is_live(on));
        live.map(|member| &member.municipality).collect()
    }
}
