//! The evaluation: scores in, measures out.

use std::collections::BTreeMap;

use super::report::{OrganisationRun, QueryMeasures, SameOrganisationReport, SameYear};
use super::truth::{Relevance, SameOrganisation};
use crate::engine::Engine;
use crate::evaluate::EvaluateError;
use crate::evaluate::bootstrap::{Estimate, Resampling, mean};
use crate::evaluate::ranking::{RankingMeasures, or_lowest, ranking, tie_break};
use crate::evaluate::tf_idf::TfIdf;
use crate::municipality::{GemeenteCode, Lookup};
use crate::rank::Scope;

/// The depth to which same-year documents are counted.
const SAME_YEAR_DEPTH: usize = 5;

impl SameOrganisation {
    /// Evaluates one scoring method.
    ///
    /// `score(query, candidate)` takes ids, and higher is more alike; it need not be symmetric and is called
    /// once for each ordered pair. Missing scores rank last. Ties are ordered by a hash of the
    /// id, so that ids that follow the year have no effect.
    ///
    /// Intervals are percentile bootstrap intervals over the queries; all four measures share the draws.
    /// Cost: `n²` scores and a sort for each document.
    ///
    /// # Errors
    /// [`EvaluateError::NoQueries`] when no document has a relevant other one.
    pub fn evaluate(
        &self,
        score: impl Fn(&str, &str) -> Option<f64>,
        resampling: Resampling,
    ) -> Result<OrganisationRun, EvaluateError> {
        let documents = self.documents.len();
        let (mut queries, mut same_year) = (Vec::new(), Vec::new());
        let mut missing_scores = 0;
        // The sort by score is stable, so this order decides ties.
        let mut tie_order: Vec<usize> = (0..documents).collect();
        tie_order.sort_by_key(|index| tie_break(&self.documents[*index].id));
        for (query, document) in self.documents.iter().enumerate() {
            // A document is not its own candidate.
            let others = tie_order.iter().copied().filter(|other| *other != query);
            let others: Vec<usize> = others.collect();
            let scores: Vec<f64> = others
                .iter()
                .map(|other| or_lowest(score(&document.id, &self.documents[*other].id)))
                .collect();
            // Reported, so that a method that scores few pairs cannot look good unnoticed.
            missing_scores += scores.iter().filter(|s| **s == f64::NEG_INFINITY).count();
            let ranked: Vec<usize> = ranking(&scores)
                .into_iter()
                .map(|position| others[position])
                .collect();
            same_year.extend(self.same_year(query, &ranked));
            queries.extend(self.query_measures(query, &ranked));
        }
        if queries.is_empty() {
            return Err(EvaluateError::NoQueries {
                file: self.file.clone(),
                documents,
            });
        }
        // All measures share the draws, so their intervals belong together.
        let column =
            |measure: fn(&QueryMeasures) -> f64| queries.iter().map(measure).collect::<Vec<f64>>();
        let columns = [
            column(|query| query.average_precision),
            column(|query| query.r_precision),
            column(|query| query.reciprocal_rank),
            column(|query| query.ndcg10),
        ];
        let draws = resampling.bootstrap_means(&columns);
        let estimate = |n: usize| Estimate::new(mean(columns[n].iter().copied()), &draws[n]);
        Ok(OrganisationRun {
            documents,
            missing_scores,
            ignored_unknown: self.ignored_unknown,
            map: estimate(0),
            r_precision: estimate(1),
            mrr: estimate(2),
            ndcg10: estimate(3),
            same_year: (!same_year.is_empty()).then(|| SameYear {
                share: mean(same_year.iter().map(|year| year.share)),
                chance: mean(same_year.iter().map(|year| year.chance)),
            }),
            resampling,
            queries,
        })
    }

    /// Evaluates the alignment of an engine and the TF-IDF cosine of whole organisations. The ids of the key are codes
    /// or names of the engine's register; other ids have no scores.
    ///
    /// # Errors
    /// 1. [`EvaluateError::NoQueries`] as in [`Self::evaluate`];
    /// 2. [`EvaluateError::Engine`] when the engine cannot answer.
    pub fn evaluate_engine(
        &self,
        engine: &Engine,
        resampling: Resampling,
    ) -> Result<SameOrganisationReport, EvaluateError> {
        // Documents of organisations that the engine does not know stay without scores, and rank last.
        let codes: BTreeMap<&str, GemeenteCode> = self
            .documents
            .iter()
            .filter_map(|document| match engine.lookup(&document.id) {
                Lookup::Found(found) => Some((document.id.as_str(), found.code)),
                // A guess would credit the method with another organisation's score.
                Lookup::Ambiguous(_) | Lookup::Unknown { .. } => None,
            })
            .collect();
        let mut alignments: BTreeMap<&str, BTreeMap<GemeenteCode, f64>> = BTreeMap::new();
        for (id, code) in &codes {
            // The whole register: the truth need not lie nearby.
            let scores = engine.pair_scores(code, &Scope::All)?;
            let scores = scores
                .into_iter()
                .map(|score| (score.partner, score.alignment.get()));
            alignments.insert(id, scores.collect());
        }
        let wiel = self.evaluate(
            // A missing code on either side gives no score.
            |a, b| alignments.get(a)?.get(codes.get(b)?).copied(),
            resampling,
        )?;
        let baseline = TfIdf::from_engine(engine)?;
        let tf_idf = self.evaluate(
            |a, b| baseline.cosine(codes.get(a)?, codes.get(b)?),
            resampling,
        )?;
        let map_difference = wiel.compare_with(&tf_idf, resampling)?;
        Ok(SameOrganisationReport {
            wiel,
            tf_idf,
            map_difference,
        })
    }

    /// Computes the measures of one query from the other documents, best first. Returns `None` when none is relevant.
    fn query_measures(&self, query: usize, ranked: &[usize]) -> Option<QueryMeasures> {
        let year = self.documents[query].year;
        let relevant: Vec<bool> = ranked
            .iter()
            // Documents of the query's own year are not candidates.
            .filter(|other| self.documents[**other].year != year)
            .filter_map(|other| match self.relevance(query, *other) {
                Relevance::Relevant => Some(true),
                Relevance::NotRelevant => Some(false),
                // Taken out of the ranking rather than counted as wrong.
                Relevance::Ignored => None,
            })
            .collect();
        let measures = RankingMeasures::from_relevance(&relevant)?;
        Some(QueryMeasures {
            id: self.documents[query].id.clone(),
            relevant: relevant.iter().filter(|relevant| **relevant).count(),
            candidates: relevant.len(),
            average_precision: measures.average_precision,
            r_precision: measures.r_precision,
            reciprocal_rank: measures.reciprocal_rank,
            ndcg10: measures.ndcg10,
        })
    }

    /// Returns the share of documents of the query's year among the first five and among all others. Returns `None`
    /// when there are no others.
    fn same_year(&self, query: usize, ranked: &[usize]) -> Option<SameYear> {
        let year = self.documents[query].year;
        let share = |indices: &[usize]| {
            let same = indices.iter().filter(|i| self.documents[**i].year == year);
            same.count() as f64 / indices.len() as f64
        };
        let top = &ranked[..ranked.len().min(SAME_YEAR_DEPTH)];
        // Without other documents both shares would be 0 divided by 0.
        (!ranked.is_empty()).then(|| SameYear {
            share: share(top),
            chance: share(ranked),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::municipality::SourceText;

    fn task(key: &str, ignore: &str, relations: &str) -> SameOrganisation {
        SameOrganisation::parse(
            &SourceText::new("key.csv", format!("id,party,year\n{key}")),
            Some(&SourceText::new("ignore.csv", format!("id1,id2\n{ignore}"))),
            Some(&SourceText::new("relations.csv", relations)),
        )
        .expect("valid files")
    }

    fn parties() -> SameOrganisation {
        task(
            "d01,ARP,1967\nd02,CDA,1977\nd03,KVP,1967\nd04,VVD,1967\nd05,VVD,1977\nd06,VVD,1982\n\
             d07,PvdA,1977\nd08,PvdA,1982\nd09,D66,1982\nd10,GroenLinksPvdA,2023\n\
             d11,GroenLinks,2021\nd12,CDA,1982\n",
            "d05,d06\nd02,d04\n",
            include_str!("../../../benches/peer/party_relations.csv"),
        )
    }

    /// Invented scores without ties or symmetry; that of d06 for the query d04 is missing.
    fn invented(query: &str, candidate: &str) -> Option<f64> {
        let place = |id: &str| id[1..].parse::<u32>().expect("a number") - 1;
        let (i, j) = (place(query), place(candidate));
        let score = (7 * i + 13 * j + 5 * i * j) * 37 % 101;
        ((i, j) != (3, 5)).then_some(f64::from(score) / 101.0)
    }

    fn near(estimate: Estimate, value: f64, low: f64, high: f64) {
        let close = |a: f64, b: f64| (a - b).abs() < 1e-9;
        assert!(
            close(estimate.value, value) && close(estimate.low, low) && close(estimate.high, high),
            "expected {value} [{low}, {high}], got {estimate:?}"
        );
    }

    /// The expected values come from the Python script that defines the task, run on this case.
    #[test]
    fn measures_match_the_reference_script() {
        let run = parties()
            .evaluate(invented, Resampling::default())
            .expect("queries");
        assert_eq!((run.documents, run.queries.len()), (12, 11));
        assert_eq!(run.missing_scores, 1);
        near(
            run.map,
            0.32756132756132755,
            0.27409632034632037,
            0.3772763347763348,
        );
        near(
            run.r_precision,
            0.10606060606060605,
            0.0,
            0.21212121212121213,
        );
        near(
            run.mrr,
            0.3311688311688311,
            0.25865800865800864,
            0.40151515151515144,
        );
        near(
            run.ndcg10,
            0.5153740928953557,
            0.46087310183121943,
            0.564189289830243,
        );
        let year = run.same_year.expect("others");
        assert!((year.share - 0.15).abs() < 1e-9 && (year.chance - 2.0 / 11.0).abs() < 1e-9);
        let precisions: Vec<f64> = run.queries.iter().map(|q| q.average_precision).collect();
        let expected = [
            0.333333, 0.458333, 0.366667, 0.375, 0.333333, 0.25, 0.309524, 0.291667, 0.466667,
            0.142857, 0.275794,
        ];
        for (got, expected) in precisions.iter().zip(expected) {
            assert!((got - expected).abs() < 1e-6, "{precisions:?}");
        }
    }

    #[test]
    fn runs_are_compared_on_the_same_draws() {
        let ours = parties().evaluate(invented, Resampling::default());
        let transposed = parties().evaluate(|a, b| invented(b, a), Resampling::default());
        let (ours, transposed) = (ours.expect("queries"), transposed.expect("queries"));
        near(
            transposed.map,
            0.3233405483405484,
            0.25422619047619044,
            0.40145382395382395,
        );
        let test = ours
            .compare_with(&transposed, Resampling::default())
            .expect("one key");
        assert!((test.difference - 0.004220779220779211).abs() < 1e-9);
        assert!((test.low + 0.09474838).abs() < 1e-7 && (test.high - 0.09206349).abs() < 1e-7);
        assert!((test.p_value - 2.0 * 924.0 / 2001.0).abs() < 1e-9);
        let other = task("a,A,1\nb,A,2\n", "", "a,b,relation\n");
        let other = other
            .evaluate(|_, _| None, Resampling::default())
            .expect("two");
        let error = ours
            .compare_with(&other, Resampling::default())
            .expect_err("other key");
        assert!(matches!(
            error,
            EvaluateError::OtherQueries {
                expected: 11,
                got: 11
            }
        ));
    }

    #[test]
    fn no_relevant_document_is_an_error() {
        let error = task("a,A,2018\nb,A,2018\nc,B,2022\n", "", "a,b,relation\n")
            .evaluate(|_, _| Some(1.0), Resampling::default())
            .expect_err("no queries");
        assert!(error.is_callers_fault());
        assert!(error.to_string().contains("none of the 3 documents"));
    }

    /// The expected values come from the reference script, which orders ties by the same hash.
    #[test]
    fn ties_and_missing_scores_are_ordered_by_the_hash_of_the_id() {
        for score in [Some(0.0), None, Some(f64::NAN)] {
            let run = parties()
                .evaluate(|_, _| score, Resampling::default())
                .expect("queries");
            let missing = if score == Some(0.0) { 0 } else { 132 };
            assert_eq!(run.missing_scores, missing);
            near(
                run.map,
                0.47626262626262617,
                0.3156863275613276,
                0.6676019119769118,
            );
            near(
                run.ndcg10,
                0.6282479198283455,
                0.49664993718375955,
                0.7704977110247792,
            );
            let year = run.same_year.expect("others");
            assert!((year.share - 0.13333333333333333).abs() < 1e-9);
        }
    }

    /// Relevance is symmetric, so each of two documents is a query.
    #[test]
    fn two_documents_suffice() {
        let task = task("a,A,1\nb,B,2\n", "", "a,b,relation\nA,B,same\n");
        let run = task.evaluate(|_, _| Some(0.5), Resampling::default());
        let run = run.expect("each finds the other");
        assert_eq!(run.queries.len(), 2);
        near(run.map, 1.0, 1.0, 1.0);
        let year = run.same_year.expect("one other");
        assert_eq!((year.share, year.chance), (0.0, 0.0));
    }
}
