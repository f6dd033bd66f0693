//! Ranked partners of one municipality.

use std::borrow::Cow;

use super::table::{AlignmentTable, features};
use super::{Engine, EngineError};
use crate::document::DocumentRecord;
use crate::municipality::GemeenteCode;
use crate::profile::mean_intensity;
use crate::rank::{
    Alignment, Candidate, Caution, Course, Grounds, Interval, NotScored, NotScoredReason,
    PairFeatures, Partner, Ranking, Scope, Share, Together, Weights, align, candidates, cautions,
    gaps, score,
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
    /// Only partners that have come further on this theme than the focus.
    pub ahead_on: Option<ThemeId>,
    /// As if the focus chose for (true) or against a principle.
    pub what_if: Option<(PrincipleId, bool)>,
    /// Whether to fetch the quotes.
    pub evidence: bool,
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
        let other_table = (weights != self.table.weights)
            .then(|| AlignmentTable::new(&self.artifacts, &self.courses, &weights));
        let table = other_table.as_ref().unwrap_or(&self.table);
        let candidates = candidates(self.register(), &query.focus, &query.scope)?;
        let (mut scored, mut not_scored) = (Vec::new(), Vec::new());
        for candidate in candidates {
            if let Some(theme) = query.ahead_on
                && !self.is_ahead(&candidate.code, &query.focus, theme)
            {
                continue;
            }
            match self.aligned_if(query, &candidate.code, &weights) {
                Some(alignment) => scored.push((alignment, candidate)),
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
            .map(|((_, candidate), rank)| self.partner(candidate, rank, query, &weights, table))
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
        query: &PartnerQuery,
        weights: &Weights,
        table: &AlignmentTable,
    ) -> Result<Partner, EngineError> {
        let focus = &query.focus;
        let course = self.course_of(query);
        let features = self
            .features_from(&course, focus, &candidate.code)
            .expect("a scored pair has features");
        let grounds = self.grounds(&course, &candidate.code);
        let (alignment, explanation) = align(&features, &grounds, weights);
        let evidence = if query.evidence {
            self.evidence(focus, &candidate.code, self.params.evidence)?
        } else {
            Vec::new()
        };
        let coverage = self.coverage(&candidate.code)?;
        Ok(Partner {
            rank,
            alignment,
            percentile: table.percentile(alignment),
            percentile_at_distance: table
                .percentile_at(self.distance_class(focus, &candidate.code), alignment),
            interval: self.interval(focus, &candidate.code, &features, weights),
            mutual_rank: self.mutual_rank(&candidate.code, focus, &query.scope, weights)?,
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
        features(
            &self.artifacts.model,
            &self.courses,
            self.place(a),
            self.place(b),
        )
    }

    /// The course of the focus, changed where the question supposes something.
    fn course_of(&self, query: &PartnerQuery) -> Cow<'_, Course> {
        let own = &self.courses[self.place(&query.focus)];
        match query.what_if {
            None => Cow::Borrowed(own),
            Some((principle, is_for)) => {
                let balance = if is_for { 1.0 } else { -1.0 };
                Cow::Owned(own.clone().choosing(principle.index(), balance))
            }
        }
    }

    fn features_from(
        &self,
        course: &Course,
        focus: &GemeenteCode,
        partner: &GemeenteCode,
    ) -> Option<PairFeatures> {
        let theirs = &self.courses[self.place(partner)];
        Some(PairFeatures {
            principles: course.principles(theirs),
            ..self.features(focus, partner)?
        })
    }

    fn aligned_if(
        &self,
        query: &PartnerQuery,
        partner: &GemeenteCode,
        weights: &Weights,
    ) -> Option<Alignment> {
        if query.what_if.is_none() {
            return self.aligned(&query.focus, partner, weights);
        }
        let features = self.features_from(&self.course_of(query), &query.focus, partner)?;
        Some(score(&features, weights))
    }

    /// What the parts of a score rest on.
    pub(super) fn grounds(&self, course: &Course, partner: &GemeenteCode) -> Grounds {
        let theirs = &self.courses[self.place(partner)];
        let taxonomy = &self.artifacts.taxonomy;
        let themes: Vec<&str> = taxonomy
            .themes()
            .iter()
            .map(|one| one.name.as_str())
            .collect();
        let principles: Vec<&str> = taxonomy
            .principles()
            .iter()
            .map(|one| one.name.as_str())
            .collect();
        Grounds {
            themes: course.theme_grounds(theirs, &themes),
            principles: course.principle_grounds(theirs, &principles),
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
        let profiles = &self.artifacts.profiles;
        found.extend(gaps(
            &profiles[self.place(ours)],
            &profiles[self.place(theirs)],
        ));
        found.extend(self.explored_together(ours, theirs));
        Ok(found)
    }

    /// Whether `other` has come further on a theme: a higher mean intensity, or the only one with statements.
    fn is_ahead(&self, other: &GemeenteCode, focus: &GemeenteCode, theme: ThemeId) -> bool {
        let [theirs, ours] = [other, focus].map(|code| {
            let profile = &self.artifacts.profiles[self.place(code)];
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
        let (low, high) = self.artifacts.model.interval(self.place(a), self.place(b));
        let with_text = |text: f64| {
            let features = PairFeatures {
                text: Share::clamped(text),
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
    fn mutual_rank(
        &self,
        partner: &GemeenteCode,
        focus: &GemeenteCode,
        scope: &Scope,
        weights: &Weights,
    ) -> Result<u32, EngineError> {
        let own = self
            .aligned(partner, focus, weights)
            .expect("alignment is symmetric");
        let better = candidates(self.register(), partner, scope)?
            .into_iter()
            .filter(|other| &other.code != focus)
            .filter_map(|other| Some((self.aligned(partner, &other.code, weights)?, other.code)))
            .filter(|(alignment, code)| *alignment > own || (*alignment == own && code < focus))
            .count();
        Ok(better as u32 + 1)
    }

    /// What the documents of two municipalities have in common.
    pub(super) fn together(&self, a: &GemeenteCode, b: &GemeenteCode) -> Together {
        let count = |counts: &dyn Fn(&DocumentRecord) -> bool| {
            self.documents().iter().filter(|one| counts(one)).count() as u32
        };
        let shares = |document: &DocumentRecord, from: &GemeenteCode, to: &GemeenteCode| {
            document.owners.contains(from) && document.template_with.contains(to)
        };
        Together {
            joint_documents: count(&|one| one.owners.contains(a) && one.owners.contains(b)),
            template_documents: count(&|one| shares(one, a, b) || shares(one, b, a)),
        }
    }

    pub(super) fn must_have_text(&self, code: &GemeenteCode) -> Result<(), EngineError> {
        let name = self.municipality(code)?.name.clone();
        if self.artifacts.model.has_text(self.place(code)) {
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
