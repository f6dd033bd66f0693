//! Ranked partners of one municipality.

use super::table::{AlignmentTable, features};
use super::{Engine, EngineError};
use crate::document::DocumentRecord;
use crate::municipality::GemeenteCode;
use crate::rank::{
    Alignment, Candidate, Interval, NotScored, NotScoredReason, PairFeatures, Partner, Ranking,
    Scope, Share, Weights, align, candidates, cautions,
};

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
        let other_table =
            (weights != self.table.weights).then(|| AlignmentTable::new(&self.artifacts, &weights));
        let table = other_table.as_ref().unwrap_or(&self.table);
        let candidates = candidates(self.register(), &query.focus, &query.scope)?;
        let (mut scored, mut not_scored) = (Vec::new(), Vec::new());
        for candidate in candidates {
            match self.aligned(&query.focus, &candidate.code, &weights) {
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
        let features = self
            .features(focus, &candidate.code)
            .expect("a scored pair has features");
        let (alignment, explanation) = align(&features, weights);
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
            cautions: cautions(
                self.register(),
                &self.params,
                self.today,
                (focus, self.coverage(focus)?),
                (&candidate.code, coverage),
                self.joint_documents(focus, &candidate.code),
            ),
            coverage: coverage.clone(),
            code: candidate.code,
        })
    }

    /// What is known of a pair; nothing when one side has no text.
    pub(super) fn features(&self, a: &GemeenteCode, b: &GemeenteCode) -> Option<PairFeatures> {
        features(&self.artifacts.model, self.place(a), self.place(b))
    }

    pub(super) fn aligned(
        &self,
        a: &GemeenteCode,
        b: &GemeenteCode,
        weights: &Weights,
    ) -> Option<Alignment> {
        self.features(a, b)
            .map(|features| align(&features, weights).0)
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
            align(
                &PairFeatures {
                    text: Share::clamped(text),
                    ..features.clone()
                },
                weights,
            )
            .0
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

    pub(super) fn joint_documents(&self, a: &GemeenteCode, b: &GemeenteCode) -> u32 {
        let joint =
            |document: &&DocumentRecord| document.owners.contains(a) && document.owners.contains(b);
        self.documents().iter().filter(joint).count() as u32
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
