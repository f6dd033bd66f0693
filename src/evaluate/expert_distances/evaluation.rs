//! The evaluation: wiel, its parts and the baseline on the pairs that experts judged.

use std::collections::{BTreeMap, BTreeSet};

use super::report::{ExpertDistancesReport, ExpertMeasures, ExpertMethod, YearRho};
use super::truth::{ExpertDistance, ExpertDistances};
use crate::engine::{Engine, PairScore};
use crate::evaluate::EvaluateError;
use crate::evaluate::bootstrap::{Estimate, PairedTest, Resampling};
use crate::evaluate::pcg64::Pcg64;
use crate::evaluate::rank_correlation::{correlation, fractional_ranks};
use crate::evaluate::tf_idf::TfIdf;
use crate::municipality::GemeenteCode;
use crate::rank::{Part, Scope};

/// Draws with fewer pairs than this have no correlation worth the name.
const MIN_DRAWN_PAIRS: u32 = 4;

/// The value of a part that a pair does not have: neither near nor far.
const NEUTRAL: f64 = 0.5;

impl ExpertDistances {
    /// Evaluates wiel's alignment, each part of it, and the TF-IDF cosine of whole organisations.
    ///
    /// Scores and distances are ranked within each year, so that years of which all pairs are alike do not decide, and
    /// pooled. Intervals and tests: percentile bootstrap over **organisations**, since the pairs of one organisation are
    /// dependent; a drawn set holds each pair as often as the product of how often its sides were drawn. The draws are
    /// those of `numpy.random.default_rng(seed)`.
    ///
    /// # Errors
    /// [`EvaluateError::Engine`] when a code is not in the engine's register, or the index is damaged.
    pub fn evaluate(
        &self,
        engine: &Engine,
        resampling: Resampling,
    ) -> Result<ExpertDistancesReport, EvaluateError> {
        let scores = self.scores(engine)?;
        let tf_idf = TfIdf::from_engine(engine)?;
        let part = |pair: &PairScore, part| pair.features.get(part).map_or(NEUTRAL, |s| s.get());
        Ok(self.measure(resampling, |method, judged| {
            let pair = scores.get(&(judged.a.clone(), judged.b.clone()))?;
            Some(match method {
                ExpertMethod::Wiel => pair.alignment.get(),
                ExpertMethod::Text => part(pair, Part::Text),
                ExpertMethod::Themes => part(pair, Part::Themes),
                ExpertMethod::Principles => part(pair, Part::Principles),
                ExpertMethod::TfIdf => tf_idf.cosine(&judged.a, &judged.b).unwrap_or(0.0),
            })
        }))
    }

    /// Asks the engine for the scores of the organisations on the first side of a pair with all others.
    fn scores(
        &self,
        engine: &Engine,
    ) -> Result<BTreeMap<(GemeenteCode, GemeenteCode), PairScore>, EvaluateError> {
        let firsts: BTreeSet<&GemeenteCode> = self.distances.iter().map(|one| &one.a).collect();
        let mut scores = BTreeMap::new();
        for first in firsts {
            let pairs = engine.pair_scores(first, &Scope::All)?.into_iter();
            scores.extend(
                pairs.map(|pair| ((pair.municipality.clone(), pair.partner.clone()), pair)),
            );
        }
        Ok(scores)
    }

    /// Measures all methods. `score` returns the score of a pair; a pair that the first method has no score of is left
    /// out for all.
    fn measure(
        &self,
        resampling: Resampling,
        score: impl Fn(ExpertMethod, &ExpertDistance) -> Option<f64>,
    ) -> ExpertDistancesReport {
        let methods = [
            ExpertMethod::Wiel,
            ExpertMethod::Text,
            ExpertMethod::Themes,
            ExpertMethod::Principles,
            ExpertMethod::TfIdf,
        ];
        let judged: Vec<&ExpertDistance> = self
            .distances
            .iter()
            .filter(|one| score(ExpertMethod::Wiel, one).is_some())
            .collect();
        // In the order of their letters, as the reference script has them: the draws are by place.
        let organisations: BTreeSet<&str> = judged
            .iter()
            .flat_map(|one| [one.a.as_str(), one.b.as_str()])
            .collect();
        let ranked: Vec<RankedByYear> = methods
            .iter()
            .map(|method| RankedByYear::new(&judged, |one| score(*method, one).unwrap_or(NEUTRAL)))
            .collect();
        let draws = draw(&judged, &organisations, &ranked, resampling);
        let reference = ranked[0].rho();
        let measures = methods.into_iter().zip(ranked.iter().zip(&draws));
        ExpertDistancesReport {
            pairs: judged.len(),
            missing: self.distances.len() - judged.len(),
            organisations: organisations.len(),
            resampling,
            methods: measures
                .map(|(method, (ranked, drawn))| {
                    let rho = ranked.rho();
                    let known: Vec<f64> = drawn.iter().flatten().copied().collect();
                    ExpertMeasures {
                        method,
                        rho: rho.map(|rho| Estimate::new(rho, &known)),
                        years: ranked.years.clone(),
                        wiel_minus_rho: (method != ExpertMethod::Wiel)
                            .then(|| test((reference, &draws[0]), (rho, drawn)))
                            .flatten(),
                    }
                })
                .collect(),
        }
    }
}

/// Tests a difference on the draws in which both have a correlation. Returns `None` if one has none at all.
fn test(
    (first, first_draws): (Option<f64>, &[Option<f64>]),
    (second, second_draws): (Option<f64>, &[Option<f64>]),
) -> Option<PairedTest> {
    let both = first_draws.iter().zip(second_draws);
    let (a, b): (Vec<f64>, Vec<f64>) = both.filter_map(|(a, b)| (*a).zip(*b)).unzip();
    Some(PairedTest::new(first? - second?, &a, &b))
}

/// The pairs ranked within each year, all years one after the other.
struct RankedByYear {
    /// The ranks of nearness, in `[0, 1]`.
    nearness: Vec<f64>,
    /// The ranks of the scores of one method, in `[0, 1]`.
    scores: Vec<f64>,
    years: Vec<YearRho>,
}

impl RankedByYear {
    /// Ranks pairs that are given by year.
    fn new(judged: &[&ExpertDistance], score: impl Fn(&ExpertDistance) -> f64) -> Self {
        let mut ranked = Self {
            nearness: Vec::new(),
            scores: Vec::new(),
            years: Vec::new(),
        };
        for of_year in judged.chunk_by(|a, b| a.year == b.year) {
            let nearness: Vec<f64> = of_year.iter().map(|one| -one.distance).collect();
            let scores: Vec<f64> = of_year.iter().map(|one| score(one)).collect();
            let (nearness, scores) = (fractional_ranks(&nearness), fractional_ranks(&scores));
            ranked.years.push(YearRho {
                year: of_year[0].year.clone(),
                pairs: of_year.len(),
                rho: correlation(&nearness, &scores, |_| 1.0),
            });
            ranked.nearness.extend(nearness);
            ranked.scores.extend(scores);
        }
        ranked
    }

    /// Returns Spearman's correlation of the pooled ranks.
    fn rho(&self) -> Option<f64> {
        // Ranks of different years can be equal, so they are ranked once more.
        let [x, y] = [&self.nearness, &self.scores].map(|values| fractional_ranks(values));
        correlation(&x, &y, |_| 1.0)
    }
}

/// Returns for each method its correlation in every draw, the same draws for all; `None` where a draw has none.
fn draw(
    judged: &[&ExpertDistance],
    organisations: &BTreeSet<&str>,
    ranked: &[RankedByYear],
    resampling: Resampling,
) -> Vec<Vec<Option<f64>>> {
    let index: BTreeMap<&str, usize> = organisations.iter().copied().zip(0..).collect();
    let sides: Vec<(usize, usize)> = judged
        .iter()
        .map(|one| (index[one.a.as_str()], index[one.b.as_str()]))
        .collect();
    let count =
        u32::try_from(organisations.len()).expect("there are fewer organisations than 2^32");
    let mut rng = Pcg64::new(resampling.seed);
    let mut draws = vec![Vec::new(); ranked.len()];
    for _ in 0..resampling.draws.get() {
        let mut multiplicities = vec![0_u32; organisations.len()];
        (0..count).for_each(|_| multiplicities[rng.below(count) as usize] += 1);
        let weights: Vec<u32> = sides
            .iter()
            .map(|(a, b)| multiplicities[*a] * multiplicities[*b])
            .collect();
        let is_enough = weights.iter().sum::<u32>() >= MIN_DRAWN_PAIRS;
        for (draws, ranked) in draws.iter_mut().zip(ranked) {
            let weight = |pair: usize| f64::from(weights[pair]);
            let drawn = is_enough
                .then(|| correlation(&ranked.nearness, &ranked.scores, weight))
                .flatten();
            draws.push(drawn);
        }
    }
    draws
}

#[cfg(test)]
mod tests {
    use super::*;

    fn truth() -> ExpertDistances {
        let mut distances = Vec::new();
        for year in ["1998", "2002"] {
            for a in 1..12_u32 {
                for b in a + 1..13 {
                    let code = |n: u32| format!("d{n}").parse().expect("a code");
                    distances.push(ExpertDistance {
                        a: code(a),
                        b: code(b),
                        year: year.to_owned(),
                        distance: f64::from(
                            (7 * a + 3 * b * b + if year == "2002" { a * a } else { 0 }) % 11,
                        ),
                    });
                }
            }
        }
        ExpertDistances { distances }
    }

    fn number(code: &GemeenteCode) -> f64 {
        code.as_str()[1..].parse().expect("a number")
    }

    /// The expected values come from `eval_experts.py`, the script that defines the task, run on this case.
    #[test]
    fn measures_match_the_reference_script() {
        let report = truth().measure(Resampling::default(), |method, one| match method {
            ExpertMethod::Wiel => {
                // One pair has no score, and is left out for every method.
                let (a, b) = (number(&one.a), number(&one.b));
                ((a, b) != (2.0, 5.0)).then(|| (a * b + b) % 7.0)
            }
            _ => Some(1.0),
        });
        assert_eq!(
            (report.pairs, report.missing, report.organisations),
            (130, 2, 12)
        );
        let wiel = &report.methods[0];
        let rho = wiel.rho.expect("scores vary");
        let years: Vec<f64> = wiel.years.iter().filter_map(|year| year.rho).collect();
        let found = [rho.value, rho.low, rho.high, years[0], years[1]];
        // The script prints four digits, and three of each year.
        let expected = [
            (-0.0412, 4),
            (-0.2701, 4),
            (0.2531, 4),
            (-0.095, 3),
            (0.037, 3),
        ];
        for (found, (expected, digits)) in found.iter().zip(expected) {
            let rounding = 0.51 / 10_f64.powi(digits);
            assert!(
                (found - expected).abs() < rounding,
                "{found} is not {expected}"
            );
        }
        // Equal scores have no correlation.
        assert!(report.methods[1].rho.is_none() && report.methods[1].wiel_minus_rho.is_none());
    }

    #[test]
    fn nearness_itself_correlates_fully() {
        let report = truth().measure(Resampling::default(), |method, one| {
            Some(match method {
                ExpertMethod::Wiel => -one.distance,
                _ => one.distance,
            })
        });
        let rho = report.methods[0].rho.expect("distances vary");
        assert!((rho.value - 1.0).abs() < 1e-12 && (rho.low - 1.0).abs() < 1e-12);
        let test = report.methods[1].wiel_minus_rho.expect("both vary");
        assert!((test.difference - 2.0).abs() < 1e-12 && test.p_value < 0.01);
    }
}
