//! The result of an evaluation, line by line.

use crate::evaluate::{Estimate, OrganisationRun, Report};

/// One measure of one way of scoring.
#[derive(Clone, Debug, PartialEq)]
pub struct EvaluationLine {
    /// The way of scoring: `wiel`, `tfIdf`, `distance`, …; `wiel - tfIdf` for a difference.
    pub method: String,
    /// The measure: `MAP`, `R-precision`, `MRR`, `nDCG@10`, `AUC`, or a share.
    pub measure: &'static str,
    /// Its value with its 95 % interval; `None` if it cannot be computed.
    pub figure: Option<Estimate>,
}

/// The lines of a report, in the order in which they are shown.
pub fn evaluation_lines(report: &Report) -> Vec<EvaluationLine> {
    let line = |method: &str, measure, figure| EvaluationLine {
        method: method.to_owned(),
        measure,
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
            let difference = &found.map_difference;
            let figure = Estimate {
                value: difference.difference,
                low: difference.low,
                high: difference.high,
            };
            let mut lines = run("wiel", &found.wiel);
            lines.extend(run("tfIdf", &found.tf_idf));
            // Against the baseline, since a value alone does not tell what is good.
            lines.push(line("wiel - tfIdf", "MAP", Some(figure)));
            lines
        }
        Report::KnownPairs(found) => {
            let each = found.methods.iter().flat_map(|method| {
                // The name in JSON, so that CSV and JSON agree.
                let name = serde_json::to_value(method.method).ok();
                let name = name
                    .as_ref()
                    .and_then(|name| name.as_str())
                    .unwrap_or_default()
                    .to_owned();
                let difference = |test: &Option<crate::evaluate::PairedTest>| {
                    test.as_ref().map(|t| Estimate {
                        value: t.difference,
                        low: t.low,
                        high: t.high,
                    })
                };
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
    }
}
