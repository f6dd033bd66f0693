//! Ranked partners of one municipality.

use std::borrow::Cow;
use std::sync::Arc;

use super::hubs::HubCounts;
use super::table::{AlignmentTable, features};
use super::{Engine, EngineError};
use crate::municipality::GemeenteCode;
use crate::profile::{CitedStatement, mean_intensity};
use crate::rank::{
    Alignment, Breakdown, Candidate, Caution, Interval, NotScored, NotScoredReason, PairFeatures,
    Partner, PolicyPosition, Ranking, Scope, Share, Weights, candidates, cautions,
    profile_cautions, score, score_explained,
};
use crate::taxonomy::{PrincipleId, ThemeId};

/// A question for partners.
#[derive(Clone, Debug, PartialEq)]
pub struct PartnerQuery {
    /// Whose partners.
    pub focus: GemeenteCode,
    /// How far to look.
    pub scope: Scope,
    /// The weights of the parts; nothing for those of the configuration.
    pub weights: Option<Weights>,
    /// At most this many partners; nothing for all.
    pub top: Option<usize>,
    /// Only partners that state something on this theme too, scored by what both choose in those statements
    /// and by their texts; what they stress elsewhere is left open.
    pub theme: Option<ThemeId>,
    /// Only partners that have come further on this theme than the focus.
    pub ahead_on: Option<ThemeId>,
    /// As if the focus chose for (true) or against a principle.
    pub what_if: Option<(PrincipleId, bool)>,
    /// Whether to fetch the quotes.
    pub evidence: bool,
}

/// A question with what it takes to answer it for each candidate.
struct View<'v> {
    query: &'v PartnerQuery,
    weights: Weights,
    /// Of all municipalities, in the order of the register.
    courses: &'v [PolicyPosition],
    /// Of the focus, with what is supposed of it.
    course: Cow<'v, PolicyPosition>,
    table: &'v AlignmentTable,
    hubs: Arc<HubCounts>,
}

impl Engine {
    /// The partners of a municipality, best aligned first, ties by code.
    ///
    /// Candidates without text are not ranked: they are in `not_scored`, with the reason. Cost: one look-up
    /// for each candidate and each candidate's candidates, and the quotes of those that are shown.
    ///
    /// # Errors
    /// 1. [`EngineError::UnknownCode`];
    /// 2. [`EngineError::NotScored`] when the focus itself has no text;
    /// 3. [`EngineError::Rank`] when the register cannot tell the scope;
    /// 4. [`EngineError::Index`] when quotes cannot be read.
    pub fn partners(&self, query: &PartnerQuery) -> Result<Ranking, EngineError> {
        self.must_have_text(&query.focus)?;
        let weights = query.weights.unwrap_or(self.params.weights);
        let of_theme = query.theme.map(|theme| self.courses_on(theme));
        let courses = of_theme.as_deref().unwrap_or(&self.courses);
        let other_table = match &of_theme {
            Some(courses) => Some(AlignmentTable::new(&self.snapshot, courses, &weights)),
            None => (weights != self.table.weights).then(|| self.table.weighed(&weights)),
        };
        let view = View {
            query,
            weights,
            courses,
            course: self.course_of(query, courses),
            table: other_table.as_ref().unwrap_or(&self.table),
            hubs: self.hub_counts(&query.scope, &weights),
        };
        let candidates = candidates(self.register(), &query.focus, &query.scope)?;
        let (mut scored, mut not_scored) = (Vec::new(), Vec::new());
        for candidate in candidates {
            if let Some(theme) = query.ahead_on
                && !self.is_ahead(&candidate.code, &query.focus, theme)
            {
                continue;
            }
            if let Some(theme) = query.theme
                && !self.speaks_of(&candidate.code, theme)
            {
                continue;
            }
            match self.seen(&view, &candidate.code) {
                Some(features) => scored.push((score(&features, &weights), candidate)),
                None => not_scored.push(NotScored {
                    reason: self.why_not(&candidate.code),
                    code: candidate.code,
                }),
            }
        }
        scored.sort_by(|(a, x), (b, y)| b.cmp(a).then_with(|| x.code.cmp(&y.code)));
        let shown = query.top.unwrap_or(usize::MAX);
        let partners = scored
            .into_iter()
            .zip(1..)
            .take(shown)
            .map(|((_, candidate), rank)| self.partner(candidate, rank, &view))
            .collect::<Result<_, _>>()?;
        let coverage = self.coverage(&query.focus)?.clone();
        Ok(Ranking {
            focus: query.focus.clone(),
            scope: query.scope.clone(),
            weights,
            coverage,
            partners,
            not_scored,
        })
    }

    fn partner(
        &self,
        candidate: Candidate,
        rank: u32,
        view: &View<'_>,
    ) -> Result<Partner, EngineError> {
        let View { query, weights, .. } = view;
        let focus = &query.focus;
        let features = self
            .seen(view, &candidate.code)
            .expect("a scored pair has features");
        let theirs = &view.courses[self.place(&candidate.code)];
        let breakdown = self.breakdown(&view.course, theirs);
        let (alignment, explanation) = score_explained(&features, &breakdown, weights);
        let evidence = match query.theme {
            _ if !query.evidence => Vec::new(),
            Some(theme) => self.evidence_on(focus, &candidate.code, theme)?,
            None => self.evidence(focus, &candidate.code, self.params.evidence)?,
        };
        let coverage = self.coverage(&candidate.code)?;
        Ok(Partner {
            rank,
            alignment,
            percentile: view.table.percentile(alignment),
            percentile_at_distance: view
                .table
                .percentile_at(self.distance_class(focus, &candidate.code), alignment),
            interval: self.interval(focus, &candidate.code, &features, weights),
            mutual_rank: self.mutual_rank(&candidate.code, view)?,
            k_occurrence: view.hubs.get(&candidate.code).copied().unwrap_or(0),
            distance: candidate.distance,
            border: candidate.border,
            explanation,
            evidence,
            cautions: self.cautions(focus, &candidate.code)?,
            coverage: coverage.clone(),
            code: candidate.code,
        })
    }

    /// What is known of a pair; nothing when one side has no text.
    pub(super) fn features(&self, a: &GemeenteCode, b: &GemeenteCode) -> Option<PairFeatures> {
        self.features_among(&self.courses, a, b)
    }

    fn features_among(
        &self,
        courses: &[PolicyPosition],
        a: &GemeenteCode,
        b: &GemeenteCode,
    ) -> Option<PairFeatures> {
        features(&self.snapshot.model, courses, self.place(a), self.place(b))
    }

    /// What each municipality chooses in its statements on one theme, in the order of the register.
    fn courses_on(&self, theme: ThemeId) -> Vec<PolicyPosition> {
        let profiles = self.snapshot.profiles.iter().zip(&self.reliability);
        profiles
            .map(|(profile, reliability)| {
                let on_theme = |one: &CitedStatement| one.themes.contains(&theme);
                PolicyPosition::from_principles(
                    &self.stances(&profile.code, on_theme),
                    *reliability,
                )
            })
            .collect()
    }

    /// Whether a municipality states something on a theme.
    fn speaks_of(&self, code: &GemeenteCode, theme: ThemeId) -> bool {
        self.snapshot.profiles[self.place(code)].themes[theme.index()].statements > 0
    }

    /// The course of the focus, changed where the question supposes something.
    fn course_of<'c>(
        &self,
        query: &PartnerQuery,
        courses: &'c [PolicyPosition],
    ) -> Cow<'c, PolicyPosition> {
        let own = &courses[self.place(&query.focus)];
        match query.what_if {
            None => Cow::Borrowed(own),
            Some((principle, is_for)) => {
                let balance = if is_for { 1.0 } else { -1.0 };
                Cow::Owned(own.clone().with_balance(principle.index(), balance))
            }
        }
    }

    /// What is known of the focus and a partner, as the question looks at them.
    fn seen(&self, view: &View<'_>, partner: &GemeenteCode) -> Option<PairFeatures> {
        let theirs = &view.courses[self.place(partner)];
        Some(PairFeatures {
            principle_agreement: view.course.principle_agreement(theirs),
            ..self.features_among(view.courses, &view.query.focus, partner)?
        })
    }

    /// What the parts of a score rest on.
    pub(super) fn breakdown(&self, ours: &PolicyPosition, theirs: &PolicyPosition) -> Breakdown {
        Breakdown {
            themes: ours.theme_breakdown(theirs, &self.theme_names),
            principles: ours.principle_breakdown(theirs, &self.principle_names),
        }
    }

    /// All that must be said beside the score of a pair.
    pub(super) fn cautions(
        &self,
        ours: &GemeenteCode,
        theirs: &GemeenteCode,
    ) -> Result<Vec<Caution>, EngineError> {
        let mut found = cautions(
            self.register(),
            &self.params,
            self.today,
            (ours, self.coverage(ours)?),
            (theirs, self.coverage(theirs)?),
            self.together(ours, theirs),
        );
        let profiles = &self.snapshot.profiles;
        found.extend(profile_cautions(
            &profiles[self.place(ours)],
            &profiles[self.place(theirs)],
        ));
        found.extend(self.explored_together(ours, theirs));
        Ok(found)
    }

    /// Whether `other` has come further on a theme: a higher mean intensity, or the only one with statements.
    fn is_ahead(&self, other: &GemeenteCode, focus: &GemeenteCode, theme: ThemeId) -> bool {
        let [theirs, ours] = [other, focus].map(|code| {
            let profile = &self.snapshot.profiles[self.place(code)];
            mean_intensity(&profile.themes[theme.index()].intensity).unwrap_or(0.0)
        });
        theirs > ours
    }

    pub(super) fn aligned(
        &self,
        a: &GemeenteCode,
        b: &GemeenteCode,
        weights: &Weights,
    ) -> Option<Alignment> {
        self.features(a, b)
            .map(|features| score(&features, weights))
    }

    /// The alignment with the text part at either end of its interval; the other parts rest on what was
    /// said, not on how much of it was drawn.
    pub(super) fn interval(
        &self,
        a: &GemeenteCode,
        b: &GemeenteCode,
        features: &PairFeatures,
        weights: &Weights,
    ) -> Interval {
        let (low, high) = self.snapshot.model.interval(self.place(a), self.place(b));
        let with_text = |text: f64| {
            let features = PairFeatures {
                text_similarity: Share::clamped(text),
                ..features.clone()
            };
            score(&features, weights)
        };
        Interval {
            low: with_text(low),
            high: with_text(high),
        }
    }

    /// The place of `focus` in the ranking of `partner` over the same sort of scope, from 1. Where the
    /// partner's own scope leaves the focus out (another province), it is counted as if it were in.
    fn mutual_rank(&self, partner: &GemeenteCode, view: &View<'_>) -> Result<u32, EngineError> {
        let View { query, weights, .. } = view;
        let focus = &query.focus;
        let aligned = |other: &GemeenteCode| {
            let features = self.features_among(view.courses, partner, other)?;
            Some(score(&features, weights))
        };
        let own = aligned(focus).expect("alignment is symmetric");
        let better = candidates(self.register(), partner, &query.scope)?
            .into_iter()
            .filter(|other| &other.code != focus)
            .filter(|other| {
                query
                    .theme
                    .is_none_or(|theme| self.speaks_of(&other.code, theme))
            })
            .filter_map(|other| Some((aligned(&other.code)?, other.code)))
            .filter(|(alignment, code)| *alignment > own || (*alignment == own && code < focus))
            .count();
        Ok(better as u32 + 1)
    }

    pub(super) fn must_have_text(&self, code: &GemeenteCode) -> Result<(), EngineError> {
        let name = self.municipality(code)?.name.clone();
        if self.snapshot.model.has_text(self.place(code)) {
            return Ok(());
        }
        Err(EngineError::NotScored {
            name,
            reason: self.why_not(code),
        })
    }

    /// Why nothing can be said of a municipality of the register, going by what was read of it.
    fn why_not(&self, code: &GemeenteCode) -> NotScoredReason {
        let coverage = &self.coverage[code];
        if coverage.passages > 0 {
            NotScoredReason::TooLittleText
        } else if coverage.unreadable > 0 {
            NotScoredReason::Unreadable
        } else {
            NotScoredReason::NoDocuments
        }
    }
}
