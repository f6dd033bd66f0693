//! The ranked partners of one municipality.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::alignment_distribution::{AlignmentDistribution, Percentiles};
use super::evidence::About;
use super::partner_selection::{RankedCandidate, ranked, standings};
use super::rankings::Rankings;
use super::scoring_basis::with_supposed;
use super::{Engine, EngineError, PartnerQuery};
use crate::index::StopFlag;
use crate::municipality::GemeenteCode;
use crate::profile::mean_intensity;
use crate::rank::{
    Alignment, Candidate, DistanceClass, Evidence, NotScored, PairFeatures, Partner,
    PolicyPosition, Ranking, Standing, Weights, candidates, score, score_explained, score_interval,
};
use crate::taxonomy::ThemeId;

/// The candidates of a query: those with a score, best first, and the others.
type ScoredCandidates = (Vec<(Alignment, Candidate)>, Vec<NotScored>);

/// A query with what is derived from it once for all candidates.
struct RankingContext<'q> {
    query: &'q PartnerQuery,
    weights: Weights,
    /// The policy positions of all municipalities within the theme of the query, in register order; `None` without one.
    theme_positions: Option<&'q [PolicyPosition]>,
    /// That of the focus, with the supposed stance if the query has one.
    focus_position: Cow<'q, PolicyPosition>,
    /// The alignments of all pairs, for percentiles.
    distribution: &'q AlignmentDistribution,
    /// With the weights by which hubs are counted; `None` if the scope holds too many pairs.
    rankings: Option<Arc<Rankings>>,
    /// With the weights of the query; `None` as well if it has its own, or a theme.
    rankings_as_asked: Option<Arc<Rankings>>,
    /// Where each candidate stands without the supposed stance; empty if the query has none.
    before: BTreeMap<GemeenteCode, Standing>,
    stop: &'q StopFlag,
}

impl Engine {
    /// Ranks the partners of a municipality: those of which the visions are compared, best aligned first, then those of
    /// which only the words are known. Ties are ordered by code.
    ///
    /// Candidates without text are not ranked: they are in `not_scored`, with the reason. Cost: one score for each
    /// candidate, and the quotes of the partners that are returned. Other weights than those of the configuration add one
    /// score for each pair of the generation and one for each candidate of every partner that is returned, from parts
    /// that are at hand; a theme also the parts. A supposed stance scores the candidates a second time, without it.
    ///
    /// # Errors
    /// 1. [`EngineError::UnknownCode`] if the register has no such municipality;
    /// 2. [`EngineError::NotScored`] if the focus itself has no text;
    /// 3. [`EngineError::Rank`] if the register lacks what the scope needs;
    /// 4. [`EngineError::Index`] if quotes cannot be read.
    pub fn partners(&self, query: &PartnerQuery) -> Result<Ranking, EngineError> {
        self.partners_until(query, &StopFlag::default())
    }

    /// Does the same, unless the flag is set before the end.
    ///
    /// # Errors
    /// Those of [`Engine::partners`], and [`EngineError::Stopped`].
    pub fn partners_until(
        &self,
        query: &PartnerQuery,
        stop: &StopFlag,
    ) -> Result<Ranking, EngineError> {
        // Before anything is scored, so that a missing text is named as such and not as an empty ranking.
        self.require_text(&query.focus)?;
        let weights = query.weights.unwrap_or(self.params.weights);
        let on_theme = query.theme.map(|theme| self.theme_basis(theme));
        let theme_positions = on_theme.as_ref().map(|basis| basis.positions.as_slice());
        let positions = theme_positions.unwrap_or(&self.positions);
        let as_read = PartnerQuery {
            what_if: None,
            ..query.clone()
        };
        let mut context = RankingContext {
            query: &as_read,
            weights,
            theme_positions,
            focus_position: self.focus_position(&as_read, positions),
            distribution: on_theme
                .as_ref()
                .map_or(&self.distribution, |basis| &basis.distribution),
            // Not with the weights of the question: to rank all municipalities anew costs a hundred times what the answer
            // itself does, and what makes a hub is that its text is general.
            rankings: self.rankings(&query.scope, &self.params.hub_weights, stop)?,
            // On a theme other candidates take part, and other weights give another order.
            rankings_as_asked: (query.theme.is_none() && weights == self.params.weights)
                .then(|| self.rankings(&query.scope, &weights, stop))
                .transpose()?
                .flatten(),
            before: BTreeMap::new(),
            stop,
        };
        // All candidates are scored, and only those that are returned are described: quotes and mutual ranks cost most.
        let (mut scored, mut not_scored) = self.score_candidates(&context)?;
        if query.what_if.is_some() {
            context.before = standings(&ranked(scored));
            context.query = query;
            context.focus_position = self.focus_position(query, positions);
            (scored, not_scored) = self.score_candidates(&context)?;
        }
        let (shown, total) = self.selected(ranked(scored), query)?;
        for one in std::mem::take(&mut not_scored) {
            if self.has_place(&query.focus, &one.code, &query.filter)? {
                not_scored.push(one);
            }
        }
        // All at once: with other weights each pair of the generation is scored anew for it.
        let asked: Vec<(DistanceClass, Alignment)> = shown
            .iter()
            .map(|one| {
                let class = self.distance_class(&query.focus, &one.candidate.code);
                (class, one.alignment)
            })
            .collect();
        let percentiles = context.distribution.percentiles(&weights, &asked);
        let partners = shown
            .into_iter()
            .zip(percentiles)
            .enumerate()
            .map(|(at, (one, percentiles))| {
                // By place in the list, not by rank: of the others nobody sees quotes.
                self.partner(one, percentiles, at < query.evidence_for, &context)
            })
            .collect::<Result<_, _>>()?;
        Ok(Ranking {
            focus: query.focus.clone(),
            scope: query.scope.clone(),
            weights,
            coverage: self.coverage(&query.focus)?.clone(),
            partners,
            total,
            not_scored,
        })
    }

    /// Returns the candidates that pass the filters of the query: those with a score, best first, and the others.
    fn score_candidates(
        &self,
        context: &RankingContext<'_>,
    ) -> Result<ScoredCandidates, EngineError> {
        let query = context.query;
        let (mut scored, mut not_scored) = (Vec::new(), Vec::new());
        for candidate in candidates(self.register(), &query.focus, &query.scope)? {
            let code = &candidate.code;
            if !self.passes(code, &query.focus, query.theme, query.ahead_on) {
                continue;
            }
            match self.features_in(context, code) {
                Some(features) => {
                    let alignment = score(&features, &context.weights);
                    let status = self.compared_topics(&query.focus, code).status();
                    scored.push(((status, Reverse(alignment)), candidate));
                }
                None => not_scored.push(NotScored {
                    reason: self.not_scored_reason(code),
                    code: candidate.code,
                }),
            }
        }
        // Ties by code, so that two runs never differ.
        scored.sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| x.code.cmp(&y.code)));
        let scored = scored.into_iter();
        let scored = scored.map(|((_, Reverse(alignment)), candidate)| (alignment, candidate));
        Ok((scored.collect(), not_scored))
    }

    /// Describes one candidate with a score as a ranked partner, with quotes if they are asked for.
    fn partner(
        &self,
        ranked: RankedCandidate,
        percentiles: Percentiles,
        has_quotes: bool,
        context: &RankingContext<'_>,
    ) -> Result<Partner, EngineError> {
        let RankedCandidate {
            rank, candidate, ..
        } = ranked;
        // The mutual rank below is a ranking of its own.
        if context.stop.is_set() {
            return Err(EngineError::Stopped);
        }
        let RankingContext { query, weights, .. } = context;
        let (focus, code) = (&query.focus, &candidate.code);
        // Computed a second time rather than kept: only a few candidates are described.
        let features = self
            .features_in(context, code)
            .expect("a scored pair has features");
        let breakdown = self.breakdown(
            // The supposed stance is in the explanation as well, or its leaves would not add up.
            &context.focus_position,
            &context.theme_positions.unwrap_or(&self.positions)[self.place(code)],
        );
        let (alignment, explanation) = score_explained(&features, &breakdown, weights);
        // Only where quotes are asked for: they read passages, which is most of the time of an answer.
        let (evidence, similar_passages) = if has_quotes {
            let evidence = self.evidence_in(query, code)?;
            let similar = self.similar_passages_instead_of(&evidence, focus, code)?;
            (evidence, similar)
        } else {
            (Vec::new(), Vec::new())
        };
        Ok(Partner {
            rank,
            before: context.before.get(code).copied(),
            topics: self.compared_topics(focus, code),
            alignment,
            percentile: percentiles.among_all,
            percentile_at_distance: percentiles.at_distance,
            interval: score_interval(&features, weights),
            mutual_rank: self.mutual_rank(code, context)?,
            k_occurrence: context
                .rankings
                .as_ref()
                .map(|all| all.k_occurrence(self.place(code))),
            distance: candidate.distance,
            border: candidate.border,
            explanation,
            evidence,
            similar_passages,
            cautions: self.cautions(focus, code)?,
            coverage: self.coverage(code)?.clone(),
            code: candidate.code,
        })
    }

    /// Returns the quotes of a partner.
    fn evidence_in(
        &self,
        query: &PartnerQuery,
        partner: &GemeenteCode,
    ) -> Result<Vec<Evidence>, EngineError> {
        // Within a theme a quote about something else would not explain the score.
        match query.theme {
            None => Ok(self.kept_evidence(&query.focus, partner)?.to_vec()),
            Some(theme) => {
                let about = About::Theme(theme);
                self.evidence(&query.focus, partner, about, self.params.evidence)
            }
        }
    }

    /// Returns the policy position of the focus, with the supposed stance if the query has one.
    fn focus_position<'p>(
        &self,
        query: &PartnerQuery,
        positions: &'p [PolicyPosition],
    ) -> Cow<'p, PolicyPosition> {
        let own = &positions[self.place(&query.focus)];
        match query.what_if {
            None => Cow::Borrowed(own),
            Some(what_if) => Cow::Owned(with_supposed(own, what_if)),
        }
    }

    /// Returns the parts of the score of the focus and a partner, or `None` if the partner has no text.
    fn features_in(
        &self,
        context: &RankingContext<'_>,
        partner: &GemeenteCode,
    ) -> Option<PairFeatures> {
        let features =
            self.features_with(context.theme_positions, &context.query.focus, partner)?;
        // What was read is at hand.
        if context.query.what_if.is_none() {
            return Some(features);
        }
        let positions = context.theme_positions.unwrap_or(&self.positions);
        let theirs = &positions[self.place(partner)];
        Some(PairFeatures {
            // The supposed stance counts for the focus only, so P is computed anew.
            principles: context.focus_position.principle_agreement(theirs),
            // Text and themes stay as they were read: a supposed stance writes no text.
            ..features
        })
    }

    /// Returns whether a municipality states something on a theme.
    pub(super) fn mentions(&self, code: &GemeenteCode, theme: ThemeId) -> bool {
        self.counted_profile(code).themes[theme.index()].statements > 0
    }

    /// Returns whether `other` has come further on a theme: it has a higher mean intensity, or the only one.
    pub(super) fn is_ahead(
        &self,
        other: &GemeenteCode,
        focus: &GemeenteCode,
        theme: ThemeId,
    ) -> bool {
        let [theirs, ours] = [other, focus].map(|code| {
            let profile = self.counted_profile(code);
            // Without statements on the theme anybody who has some is ahead.
            mean_intensity(&profile.themes[theme.index()].intensity).unwrap_or(0.0)
        });
        theirs > ours
    }

    /// Returns the rank of the focus in the ranking of `partner` over the same kind of scope, from 1.
    ///
    /// Where the partner's own scope leaves the focus out (another province), it counts as if it were in.
    fn mutual_rank(
        &self,
        partner: &GemeenteCode,
        context: &RankingContext<'_>,
    ) -> Result<u32, EngineError> {
        let RankingContext { query, weights, .. } = context;
        let (partner, focus) = (self.place(partner), self.place(&query.focus));
        // Without the supposed stance: the partner's ranking is about what was read.
        let key = |other: usize| {
            self.rank_key_of_places(context.theme_positions, partner, other, weights)
        };
        let with_focus = key(focus).expect("a scored pair has text on both sides");
        let rankings = context.rankings_as_asked.as_ref();
        if let Some(all) = rankings {
            return Ok(all.rank(partner, focus, with_focus));
        }
        let near = self.candidate_places_of(partner, &query.scope)?;
        let better = near
            .into_iter()
            .filter(|other| *other != focus)
            // The filter that the question has, or the two ranks would be over different candidates.
            .filter(|other| {
                let code = &self.snapshot.profiles[*other].code;
                query.theme.is_none_or(|theme| self.mentions(code, theme))
            })
            .filter_map(|other| Some((key(other)?, other)))
            // The same order as the ranking: ties by code, which is the order of places.
            .filter(|other| *other < (with_focus, focus))
            .count();
        Ok(better as u32 + 1)
    }
}
