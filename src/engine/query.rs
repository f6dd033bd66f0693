//! The queries that an [`Engine`](super::Engine) answers, made with a constructor and setters.
//!
//! ```
//! use wiel::engine::PartnerQuery;
//! use wiel::rank::Scope;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let query = PartnerQuery::new("GM0363".parse()?).scope(Scope::Province).top(10);
//! assert_eq!(query.top, Some(10));
//! # Ok(())
//! # }
//! ```

use std::ops::RangeInclusive;

use crate::municipality::GemeenteCode;
use crate::rank::{PartnerFilter, PartnerOrder, Scope, Weights};
use crate::stance::Stance;
use crate::taxonomy::{PrincipleId, ThemeId};

/// A query for the ranked partners of one municipality.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PartnerQuery {
    /// The municipality whose partners are ranked.
    pub focus: GemeenteCode,
    /// Which municipalities are candidates. Default: those that share a border.
    pub scope: Scope,
    /// The weights of the parts; `None` for those of the configuration.
    pub weights: Option<Weights>,
    /// So many partners are passed over before the list begins. Default: 0.
    pub skip: usize,
    /// At most this many partners; `None` for all.
    pub top: Option<usize>,
    /// Only partners that state something on this theme too, scored by their stances in those statements and by
    /// the similarity of their texts, without salience.
    pub theme: Option<ThemeId>,
    /// Only partners that have come further on this theme than the focus.
    pub ahead_on: Option<ThemeId>,
    /// Ranks as if the focus took this stance.
    pub what_if: Option<WhatIf>,
    /// How many of the first partners that are returned get quotes as evidence. Default: all.
    pub evidence_for: usize,
    /// Which of the ranked partners are returned; their ranks stay those of the whole ranking. Default: all.
    pub filter: PartnerFilter,
    /// In which order they are returned, before `skip` and `top` cut the list. Default: that of the ranking.
    pub order: PartnerOrder,
}

/// A stance of the focus that is supposed rather than read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WhatIf {
    /// The principle.
    pub principle: PrincipleId,
    /// Whether the focus is for or against it.
    pub stance: Stance,
}

/// A query for the comparison of two municipalities.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ComparisonQuery {
    /// The first municipality.
    pub ours: GemeenteCode,
    /// The second municipality.
    pub theirs: GemeenteCode,
    /// The weights of the parts; `None` for those of the configuration.
    pub weights: Option<Weights>,
    /// Scored by what both state on this theme, as in [`PartnerQuery::theme`].
    pub theme: Option<ThemeId>,
    /// Scored as if the first municipality took this stance.
    pub what_if: Option<WhatIf>,
}

/// A query for groups of municipalities in which every pair is aligned.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GroupQuery {
    /// The municipality that is in every group.
    pub focus: GemeenteCode,
    /// Which municipalities are candidates. Default: those that share a border.
    pub scope: Scope,
    /// The numbers of members, the focus included. Default: 3.
    pub sizes: RangeInclusive<usize>,
    /// At most this many groups of each size. Default: 5.
    pub top: usize,
    /// The weights of the parts; `None` for those of the configuration.
    pub weights: Option<Weights>,
    /// Only members that state something on this theme, scored as in [`PartnerQuery::theme`].
    pub theme: Option<ThemeId>,
    /// Only members that have come further on this theme than the focus.
    pub ahead_on: Option<ThemeId>,
    /// Scored as if the focus took this stance.
    pub what_if: Option<WhatIf>,
}

/// A query for groups of municipalities within a region, and for a division of the region into groups.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RegionGroupQuery {
    /// The municipalities of the region.
    pub members: Vec<GemeenteCode>,
    /// What connects the members of a group: a number of kilometres, none for all, else borders. Default: borders.
    pub scope: Scope,
    /// The numbers of members. Default: 3.
    pub sizes: RangeInclusive<usize>,
    /// At most this many groups of each size, beside the partition. Default: 5.
    pub top: usize,
    /// The weights of the parts; `None` for those of the configuration.
    pub weights: Option<Weights>,
}

/// A query for initiatives that municipalities share.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SharedInitiativeQuery {
    /// The municipality that looks for opportunities; `None` for those among all of the register.
    pub focus: Option<GemeenteCode>,
    /// Which municipalities are candidates. Default: those that share a border. Without a focus it has no effect.
    pub scope: Scope,
    /// Only initiatives of this theme.
    pub theme: Option<ThemeId>,
}

impl PartnerQuery {
    /// Creates a query for all partners of `focus` that share a border with it, with evidence.
    pub fn new(focus: GemeenteCode) -> Self {
        Self {
            focus,
            scope: Scope::default(),
            weights: None,
            skip: 0,
            top: None,
            theme: None,
            ahead_on: None,
            what_if: None,
            evidence_for: usize::MAX,
            filter: PartnerFilter::default(),
            order: PartnerOrder::default(),
        }
    }

    /// Sets which municipalities are candidates.
    #[must_use]
    pub fn scope(mut self, scope: Scope) -> Self {
        self.scope = scope;
        self
    }

    /// Sets the weights of the parts.
    #[must_use]
    pub fn weights(mut self, weights: impl Into<Option<Weights>>) -> Self {
        self.weights = weights.into();
        self
    }

    /// Sets how many partners are passed over before the list begins.
    #[must_use]
    pub fn skip(mut self, partners: usize) -> Self {
        self.skip = partners;
        self
    }

    /// Sets the most partners to return.
    #[must_use]
    pub fn top(mut self, top: impl Into<Option<usize>>) -> Self {
        self.top = top.into();
        self
    }

    /// Restricts the comparison to one theme.
    #[must_use]
    pub fn theme(mut self, theme: impl Into<Option<ThemeId>>) -> Self {
        self.theme = theme.into();
        self
    }

    /// Keeps only partners that have come further on a theme than the focus.
    #[must_use]
    pub fn ahead_on(mut self, theme: impl Into<Option<ThemeId>>) -> Self {
        self.ahead_on = theme.into();
        self
    }

    /// Ranks as if the focus took a stance.
    #[must_use]
    pub fn what_if(mut self, what_if: impl Into<Option<WhatIf>>) -> Self {
        self.what_if = what_if.into();
        self
    }

    /// Sets which of the ranked partners are returned.
    #[must_use]
    pub fn filter(mut self, filter: PartnerFilter) -> Self {
        self.filter = filter;
        self
    }

    /// Sets the order in which partners are returned.
    #[must_use]
    pub fn order(mut self, order: PartnerOrder) -> Self {
        self.order = order;
        self
    }

    /// Sets how many of the first partners get quotes as evidence. Quotes are most of the cost of an answer.
    #[must_use]
    pub fn evidence_for(mut self, partners: usize) -> Self {
        self.evidence_for = partners;
        self
    }
}

impl GroupQuery {
    /// Creates a query for the groups of three around `focus`, at most 5 of them.
    pub fn new(focus: GemeenteCode) -> Self {
        Self {
            focus,
            scope: Scope::default(),
            sizes: 3..=3,
            top: 5,
            weights: None,
            theme: None,
            ahead_on: None,
            what_if: None,
        }
    }

    /// Sets which municipalities are candidates.
    #[must_use]
    pub fn scope(mut self, scope: Scope) -> Self {
        self.scope = scope;
        self
    }

    /// Sets the numbers of members, the focus included.
    #[must_use]
    pub fn sizes(mut self, sizes: RangeInclusive<usize>) -> Self {
        self.sizes = sizes;
        self
    }

    /// Sets the most groups of each size to return.
    #[must_use]
    pub fn top(mut self, top: usize) -> Self {
        self.top = top;
        self
    }

    /// Takes weights, theme, filter and supposed stance from a query for partners, so that groups fit that ranking.
    #[must_use]
    pub fn like(mut self, query: &PartnerQuery) -> Self {
        self.weights = query.weights;
        self.theme = query.theme;
        self.ahead_on = query.ahead_on;
        self.what_if = query.what_if;
        self
    }
}

impl RegionGroupQuery {
    /// Creates a query for the groups of three within a region, at most 5 of them.
    pub fn new(members: Vec<GemeenteCode>) -> Self {
        Self {
            members,
            scope: Scope::default(),
            sizes: 3..=3,
            top: 5,
            weights: None,
        }
    }

    /// Sets what connects the members of a group.
    #[must_use]
    pub fn scope(mut self, scope: Scope) -> Self {
        self.scope = scope;
        self
    }

    /// Sets the numbers of members.
    #[must_use]
    pub fn sizes(mut self, sizes: RangeInclusive<usize>) -> Self {
        self.sizes = sizes;
        self
    }

    /// Sets the most groups of each size to return.
    #[must_use]
    pub fn top(mut self, top: usize) -> Self {
        self.top = top;
        self
    }

    /// Sets the weights of the parts.
    #[must_use]
    pub fn weights(mut self, weights: impl Into<Option<Weights>>) -> Self {
        self.weights = weights.into();
        self
    }
}

impl ComparisonQuery {
    /// Creates a query for the comparison of two municipalities with the weights of the configuration.
    pub fn new(ours: GemeenteCode, theirs: GemeenteCode) -> Self {
        Self {
            ours,
            theirs,
            weights: None,
            theme: None,
            what_if: None,
        }
    }

    /// Sets the weights of the parts.
    #[must_use]
    pub fn weights(mut self, weights: impl Into<Option<Weights>>) -> Self {
        self.weights = weights.into();
        self
    }

    /// Restricts the comparison to one theme.
    #[must_use]
    pub fn theme(mut self, theme: impl Into<Option<ThemeId>>) -> Self {
        self.theme = theme.into();
        self
    }

    /// Compares as if the first municipality took a stance.
    #[must_use]
    pub fn what_if(mut self, what_if: impl Into<Option<WhatIf>>) -> Self {
        self.what_if = what_if.into();
        self
    }
}

impl SharedInitiativeQuery {
    /// Creates a query for the initiatives of `focus` and those that share a border with it, or with `None` for the
    /// initiatives among all municipalities.
    pub fn new(focus: impl Into<Option<GemeenteCode>>) -> Self {
        Self {
            focus: focus.into(),
            ..Self::default()
        }
    }

    /// Sets which municipalities are candidates.
    #[must_use]
    pub fn scope(mut self, scope: Scope) -> Self {
        self.scope = scope;
        self
    }

    /// Keeps only the initiatives of one theme.
    #[must_use]
    pub fn theme(mut self, theme: impl Into<Option<ThemeId>>) -> Self {
        self.theme = theme.into();
        self
    }
}
