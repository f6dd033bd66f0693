//! The task "the same organisation in another year": scores in, figures out.

use std::collections::BTreeMap;

use super::key::Kinship;
use super::measure::{RankMeasures, missing_last, ranked, tie_break};
use super::report::{OrganisationRun, QueryFigures, SameOrganisationReport, SameYear};
use super::resample::{Figure, PairedTest, Resampling, mean};
use super::{EvaluateError, SameOrganisation, TfIdf};
use crate::engine::Engine;
use crate::municipality::{GemeenteCode, Lookup};
use crate::rank::Scope;

/// How far down the ranking same-year documents are counted.
const SAME_YEAR_DEPTH: usize = 5;

impl SameOrganisation {
    /// Measures one way of scoring. `score(query, candidate)` over ids, higher is more alike; it need not be
    /// symmetric and is asked once for each ordered pair. A missing score ranks last; ties go by a hash of
    /// the id, so that ids which follow the year give nothing away.
    ///
    /// Intervals: percentile bootstrap over the queries; all four figures share the draws.
    /// Cost: `n²` scores and a sort for each document.
    ///
    /// # Errors
    /// [`EvaluateError::NoQueries`] when no document has a relevant other one.
    pub fn evaluate(
        &self,
        score: impl Fn(&str, &str) -> Option<f64>,
        resampling: Resampling,
    ) -> Result<OrganisationRun, EvaluateError> {
        let documents = self.entries.len();
        let (mut queries, mut same_year) = (Vec::new(), Vec::new());
        let mut missing_scores = 0;
        let mut shuffled: Vec<usize> = (0..documents).collect();
        shuffled.sort_by_key(|place| tie_break(&self.entries[*place].id));
        for (query, entry) in self.entries.iter().enumerate() {
            let others = shuffled.iter().copied().filter(|other| *other != query);
            let others: Vec<usize> = others.collect();
            let scores: Vec<f64> = others
                .iter()
                .map(|other| missing_last(score(&entry.id, &self.entries[*other].id)))
                .collect();
            missing_scores += scores.iter().filter(|s| **s == f64::NEG_INFINITY).count();
            let order: Vec<usize> = ranked(&scores)
                .into_iter()
                .map(|place| others[place])
                .collect();
            same_year.extend(self.same_year(query, &order));
            queries.extend(self.query(query, &order));
        }
        if queries.is_empty() {
            return Err(EvaluateError::NoQueries {
                file: self.file.clone(),
                documents,
            });
        }
        let column = |of: fn(&QueryFigures) -> f64| queries.iter().map(of).collect::<Vec<f64>>();
        let columns = [
            column(|query| query.average_precision),
            column(|query| query.r_precision),
            column(|query| query.reciprocal_rank),
            column(|query| query.ndcg10),
        ];
        let drawn = resampling.means(&columns);
        let figure = |at: usize| Figure::new(mean(columns[at].iter().copied()), &drawn[at]);
        Ok(OrganisationRun {
            documents,
            missing_scores,
            ignored_unknown: self.ignored_unknown,
            map: figure(0),
            r_precision: figure(1),
            mrr: figure(2),
            ndcg10: figure(3),
            same_year: (!same_year.is_empty()).then(|| SameYear {
                share: mean(same_year.iter().map(|year| year.share)),
                chance: mean(same_year.iter().map(|year| year.chance)),
            }),
            resampling,
            queries,
        })
    }

    /// Measures an engine's alignment beside the TF-IDF cosine of whole organisations. The ids of the key
    /// are codes or names of the engine's register; those of others have no scores.
    ///
    /// # Errors
    /// 1. [`EvaluateError::NoQueries`] as in [`Self::evaluate`];
    /// 2. [`EvaluateError::Engine`] when the engine cannot answer.
    pub fn evaluate_engine(
        &self,
        engine: &Engine,
        resampling: Resampling,
    ) -> Result<SameOrganisationReport, EvaluateError> {
        let codes: BTreeMap<&str, GemeenteCode> = self
            .entries
            .iter()
            .filter_map(|entry| match engine.lookup(&entry.id) {
                Lookup::Found(found) => Some((entry.id.as_str(), found.code)),
                Lookup::Ambiguous(_) | Lookup::Unknown { .. } => None,
            })
            .collect();
        let mut alignments: BTreeMap<&str, BTreeMap<GemeenteCode, f64>> = BTreeMap::new();
        for (id, code) in &codes {
            let scores = engine.pair_scores(code, &Scope::All)?;
            let scores = scores
                .into_iter()
                .map(|score| (score.partner, score.alignment.get()));
            alignments.insert(id, scores.collect());
        }
        let wiel = self.evaluate(
            |a, b| alignments.get(a)?.get(codes.get(b)?).copied(),
            resampling,
        )?;
        let plain = TfIdf::of(engine)?;
        let tf_idf = self.evaluate(
            |a, b| plain.cosine(codes.get(a)?, codes.get(b)?),
            resampling,
        )?;
        let map_difference = wiel.against(&tf_idf, resampling)?;
        Ok(SameOrganisationReport {
            wiel,
            tf_idf,
            map_difference,
        })
    }

    /// The figures of one query, with the other documents best first; nothing when none is relevant.
    fn query(&self, query: usize, order: &[usize]) -> Option<QueryFigures> {
        let year = self.entries[query].year;
        let relevant: Vec<bool> = order
            .iter()
            .filter(|other| self.entries[**other].year != year)
            .filter_map(|other| match self.kinship(query, *other) {
                Kinship::Same => Some(true),
                Kinship::Other => Some(false),
                Kinship::Ignored => None,
            })
            .collect();
        let measures = RankMeasures::of(&relevant)?;
        Some(QueryFigures {
            id: self.entries[query].id.clone(),
            relevant: relevant.iter().filter(|relevant| **relevant).count(),
            candidates: relevant.len(),
            average_precision: measures.average_precision,
            r_precision: measures.r_precision,
            reciprocal_rank: measures.reciprocal_rank,
            ndcg10: measures.ndcg10,
        })
    }

    /// The share of documents of the query's year among the first five and among all others; nothing when
    /// there are no others.
    fn same_year(&self, query: usize, order: &[usize]) -> Option<SameYear> {
        let year = self.entries[query].year;
        let share = |places: &[usize]| {
            let same = places.iter().filter(|p| self.entries[**p].year == year);
            same.count() as f64 / places.len() as f64
        };
        let top = &order[..order.len().min(SAME_YEAR_DEPTH)];
        (!order.is_empty()).then(|| SameYear {
            share: share(top),
            chance: share(order),
        })
    }
}

/// The paired test of two runs over the same queries.
pub(super) fn paired(
    ours: &[QueryFigures],
    other: &[QueryFigures],
    resampling: Resampling,
) -> Result<PairedTest, EvaluateError> {
    let differ = |(a, b): &(&QueryFigures, &QueryFigures)| {
        (&a.id, a.relevant, a.candidates) != (&b.id, b.relevant, b.candidates)
    };
    let got = ours.iter().zip(other).filter(differ).count() + ours.len().abs_diff(other.len());
    if got > 0 {
        return Err(EvaluateError::OtherQueries {
            expected: ours.len(),
            got,
        });
    }
    let precisions = |queries: &[QueryFigures]| -> Vec<f64> {
        queries.iter().map(|q| q.average_precision).collect()
    };
    let columns = [precisions(ours), precisions(other)];
    let drawn = resampling.means(&columns);
    let means = columns.map(|column| mean(column.iter().copied()));
    Ok(PairedTest::new(means[0] - means[1], &drawn[0], &drawn[1]))
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
        .expect("sound")
    }

    fn parties() -> SameOrganisation {
        task(
            "d01,ARP,1967\nd02,CDA,1977\nd03,KVP,1967\nd04,VVD,1967\nd05,VVD,1977\nd06,VVD,1982\n\
             d07,PvdA,1977\nd08,PvdA,1982\nd09,D66,1982\nd10,GroenLinksPvdA,2023\n\
             d11,GroenLinks,2021\nd12,CDA,1982\n",
            "d05,d06\nd02,d04\n",
            include_str!("../../benches/peer/party_relations.csv"),
        )
    }

    /// Made-up scores without ties and without symmetry; that of d04 for d06 is missing.
    fn made_up(query: &str, candidate: &str) -> Option<f64> {
        let place = |id: &str| id[1..].parse::<u32>().expect("a number") - 1;
        let (i, j) = (place(query), place(candidate));
        let score = (7 * i + 13 * j + 5 * i * j) * 37 % 101;
        ((i, j) != (3, 5)).then_some(f64::from(score) / 101.0)
    }

    fn near(figure: Figure, value: f64, low: f64, high: f64) {
        let close = |a: f64, b: f64| (a - b).abs() < 1e-9;
        assert!(
            close(figure.value, value) && close(figure.low, low) && close(figure.high, high),
            "expected {value} [{low}, {high}], got {figure:?}"
        );
    }

    /// The numbers are those of the Python script that the task was defined with, run on this very case.
    #[test]
    fn figures_are_those_of_the_reference_script() {
        let run = parties()
            .evaluate(made_up, Resampling::default())
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
    fn two_runs_are_compared_on_the_same_draws() {
        let ours = parties().evaluate(made_up, Resampling::default());
        let turned = parties().evaluate(|a, b| made_up(b, a), Resampling::default());
        let (ours, turned) = (ours.expect("queries"), turned.expect("queries"));
        near(
            turned.map,
            0.3233405483405484,
            0.25422619047619044,
            0.40145382395382395,
        );
        let test = ours
            .against(&turned, Resampling::default())
            .expect("one key");
        assert!((test.difference - 0.004220779220779211).abs() < 1e-9);
        assert!((test.low + 0.09474838).abs() < 1e-7 && (test.high - 0.09206349).abs() < 1e-7);
        assert!((test.p_value - 2.0 * 924.0 / 2001.0).abs() < 1e-9);
        let other = task("a,A,1\nb,A,2\n", "", "a,b,relation\n");
        let other = other
            .evaluate(|_, _| None, Resampling::default())
            .expect("two");
        let error = ours
            .against(&other, Resampling::default())
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

    /// Again the numbers of the reference script, which breaks ties by the same hash.
    #[test]
    fn ties_and_missing_scores_go_by_the_hash_of_the_id() {
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

    /// Kinship goes both ways, so where there is one query there is another.
    #[test]
    fn two_documents_are_the_least() {
        let task = task("a,A,1\nb,B,2\n", "", "a,b,relation\nA,B,same\n");
        let run = task.evaluate(|_, _| Some(0.5), Resampling::default());
        let run = run.expect("each finds the other");
        assert_eq!(run.queries.len(), 2);
        near(run.map, 1.0, 1.0, 1.0);
        let year = run.same_year.expect("one other");
        assert_eq!((year.share, year.chance), (0.0, 0.0));
    }
}
