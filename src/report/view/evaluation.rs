//! The result of an evaluation, line by line.

use serde::Serialize;

use crate::evaluate::{Estimate, OrganisationRun, PairedTest, Report};

/// One measure of one way of scoring.
#[derive(Clone, Debug, PartialEq)]
pub struct EvaluationLine {
    /// The way of scoring: `wiel`, `tfIdf`, `distance`, …; `wiel - tfIdf` for a difference.
    pub method: String,
    /// The measure: `MAP`, `R-precision`, `MRR`, `nDCG@10`, `AUC`, `rho` with or without a year, or a share.
    pub measure: String,
    /// Its value with its 95 % interval; `None` if it cannot be computed.
    pub figure: Option<Estimate>,
}

/// The lines of a report, in the order in which they are shown.
pub fn evaluation_lines(report: &Report) -> Vec<EvaluationLine> {
    let line = |method: &str, measure: &str, figure| EvaluationLine {
        method: method.to_owned(),
        measure: measure.to_owned(),
        figure,
    };
    // A share has no interval of its own.
    let plain = |value: f64| {
        Some(Estimate {
            value,
            low: value,
            high: value,
        })
    };
    match report {
        Report::SameOrganisation(found) => {
            let run = |method: &str, run: &OrganisationRun| {
                let mut lines = vec![
                    line(method, "MAP", Some(run.map)),
                    line(method, "R-precision", Some(run.r_precision)),
                    line(method, "MRR", Some(run.mrr)),
                    line(method, "nDCG@10", Some(run.ndcg10)),
                ];
                if let Some(same_year) = &run.same_year {
                    lines.push(line(method, "same year in top 5", plain(same_year.share)));
                    lines.push(line(method, "same year by chance", plain(same_year.chance)));
                }
                lines
            };
            let mut lines = run("wiel", &found.wiel);
            lines.extend(run("tfIdf", &found.tf_idf));
            lines.push(line(
                "wiel - tfIdf",
                "MAP",
                difference(&Some(found.map_difference)),
            ));
            lines
        }
        Report::KnownPairs(found) => {
            let each = found.methods.iter().flat_map(|method| {
                let name = name_of(method.method);
                let mut lines = vec![
                    line(&name, "AUC", method.auc),
                    line(&name, "MAP", method.map),
                ];
                let against = format!("wiel - {name}");
                lines.extend(
                    difference(&method.wiel_minus_auc)
                        .map(|figure| line(&against, "AUC", Some(figure))),
                );
                lines.extend(
                    difference(&method.wiel_minus_map)
                        .map(|figure| line(&against, "MAP", Some(figure))),
                );
                lines
            });
            each.collect()
        }
        Report::ExpertDistances(found) => {
            let each = found.methods.iter().flat_map(|method| {
                let name = name_of(method.method);
                let mut lines = vec![line(&name, "rho", method.rho)];
                lines.extend(method.years.iter().map(|year| {
                    let measure = format!("rho {}", year.year);
                    line(&name, &measure, year.rho.and_then(plain))
                }));
                let against = format!("wiel - {name}");
                lines.extend(
                    difference(&method.wiel_minus_rho)
                        .map(|figure| line(&against, "rho", Some(figure))),
                );
                lines
            });
            each.collect()
        }
        Report::JudgedPassages(found) => {
            let each = found.modes.iter().flat_map(|mode| {
                // The name in JSON, so that CSV and JSON agree.
                let name = serde_json::to_value(mode.mode).ok();
                let name = name.as_ref().and_then(|name| name.as_str());
                let name = name.unwrap_or_default();
                let mut lines = vec![
                    line(name, "nDCG@10", Some(mode.ndcg10)),
                    line(name, "MRR@10", Some(mode.mrr10)),
                ];
                let against = mode.ndcg10_minus_words.as_ref().map(|test| Estimate {
                    value: test.difference,
                    low: test.low,
                    high: test.high,
                });
                let against =
                    against.map(|figure| line(&format!("{name} - words"), "nDCG@10", Some(figure)));
                lines.extend(against);
                lines
            });
            each.collect()
        }
    }
}

/// The name of a method in JSON.
fn name_of(method: impl Serialize) -> String {
    match serde_json::to_value(method) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// A paired test as a figure.
fn difference(test: &Option<PairedTest>) -> Option<Estimate> {
    test.as_ref().map(|test| Estimate {
        value: test.difference,
        low: test.low,
        high: test.high,
    })
}
