//! The truth files: which task they are for, and the known pairs.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{EvaluateError, KnownPairs};
use crate::municipality::{Fault, GemeenteCode, Sheet, SourceText};

/// Which task a truth file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TruthKind {
    /// `id,party,year`: for [`super::SameOrganisation`].
    SameOrganisation,
    /// `a,b,relation`: for [`KnownPairs`].
    KnownPairs,
}

impl TruthKind {
    /// Tells the task by the columns.
    ///
    /// # Errors
    /// 1. [`EvaluateError::UnknownTruth`] when it has the columns of neither task;
    /// 2. [`EvaluateError::Faults`] when it has no header.
    pub fn of(truth: &SourceText) -> Result<Self, EvaluateError> {
        let mut faults = Vec::new();
        let Some(sheet) = Sheet::read(truth, &[], &mut faults) else {
            return Err(EvaluateError::Faults(faults));
        };
        let has = |columns: &[&str]| columns.iter().all(|column| sheet.has(column));
        if has(&["id", "year"]) {
            Ok(Self::SameOrganisation)
        } else if has(&["a", "b", "relation"]) {
            Ok(Self::KnownPairs)
        } else {
            Err(EvaluateError::UnknownTruth {
                file: truth.name.clone(),
            })
        }
    }
}

/// What is known of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Relation {
    /// They work together.
    Partner,
    /// They broke up, or one turned the other down.
    Split,
    /// They do not work together.
    None,
}

/// A pair of municipalities with what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPair {
    /// The one with the lower code.
    pub a: GemeenteCode,
    /// The other.
    pub b: GemeenteCode,
    /// What is known.
    pub relation: Relation,
}

impl KnownPairs {
    /// Reads `a,b,relation`, with `partner`, `split` or `none` as relation; other columns are passed over.
    ///
    /// `resolve` finds the municipality of a name or code as written, or says in one line why not. A pair
    /// that is there again with the same relation, in whatever order or under a former name, counts once.
    ///
    /// # Errors
    /// [`EvaluateError::Faults`] with every fault:
    /// 1. a column is missing or there twice, or a line has too few or too many fields;
    /// 2. a name cannot be resolved, a relation is none of the three;
    /// 3. both sides are one municipality, perhaps since a merger;
    /// 4. a pair is there with two relations;
    /// 5. there is no pair at all.
    pub fn parse(
        truth: &SourceText,
        resolve: impl Fn(&str) -> Result<GemeenteCode, String>,
    ) -> Result<Self, EvaluateError> {
        let mut faults = Vec::new();
        let mut known: BTreeMap<(GemeenteCode, GemeenteCode), (Relation, u64)> = BTreeMap::new();
        let mut repeated = 0;
        if let Some(sheet) = Sheet::read(truth, &["a", "b", "relation"], &mut faults) {
            for row in sheet.rows() {
                let mut side = |column| {
                    let name = sheet.filled(row, column, &mut faults)?;
                    let refused = |why| sheet.fault(row.line, format!("column {column}: {why}"));
                    resolve(&name).map_err(|why| faults.push(refused(why))).ok()
                };
                let (a, b) = (side("a"), side("b"));
                let word = sheet.field(row, "relation");
                let relation = relation(word);
                let mut fault = |message| faults.push(sheet.fault(row.line, message));
                if relation.is_none() {
                    fault(format!(
                        "column relation: expected partner, split or none, got {word:?}"
                    ));
                }
                let (Some(a), Some(b), Some(relation)) = (a, b, relation) else {
                    continue;
                };
                if a == b {
                    fault(format!(
                        "both sides are {a}, perhaps since a merger; drop the line"
                    ));
                    continue;
                }
                let pair = if a < b { (a, b) } else { (b, a) };
                match known.get(&pair) {
                    None => drop(known.insert(pair, (relation, row.line))),
                    Some((before, _)) if *before == relation => repeated += 1,
                    Some((_, line)) => fault(format!(
                        "{} and {} have another relation on line {line}; leave one",
                        pair.0, pair.1
                    )),
                }
            }
            if known.is_empty() && faults.is_empty() {
                faults.push(Fault {
                    file: truth.name.clone(),
                    line: 1,
                    message: "the file has no pairs; add a line for each".to_owned(),
                });
            }
        }
        if !faults.is_empty() {
            return Err(EvaluateError::Faults(faults));
        }
        let pairs = known
            .into_iter()
            .map(|((a, b), (relation, _))| KnownPair { a, b, relation });
        Ok(Self {
            pairs: pairs.collect(),
            repeated,
        })
    }
}

fn relation(word: &str) -> Option<Relation> {
    match word.to_lowercase().as_str() {
        "partner" => Some(Relation::Partner),
        "split" => Some(Relation::Split),
        "none" => Some(Relation::None),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<KnownPairs, EvaluateError> {
        KnownPairs::parse(&SourceText::new("pairs.csv", text), |name| {
            let today = if name == "Oud" { "d1" } else { name };
            today.parse().map_err(|_| format!("no {name}"))
        })
    }

    #[test]
    fn pairs_are_read_in_any_order_and_once() {
        let known = parse("relation,b,a,source\npartner,d1,d2,x\nPartner,d2,Oud,y\nsplit,d3,d1,\n")
            .expect("sound");
        let pairs: Vec<_> = known
            .pairs()
            .iter()
            .map(|p| (p.a.as_str(), p.b.as_str(), p.relation))
            .collect();
        assert_eq!(
            pairs,
            [
                ("d1", "d2", Relation::Partner),
                ("d1", "d3", Relation::Split)
            ]
        );
        assert_eq!(known.repeated, 1);
    }

    #[test]
    fn every_fault_is_told_with_its_line() {
        let error =
            parse("a,b,relation\nd1,d2,partner\nd2,d1,none\nd1,Oud,split\né,,friend\nd1,d2\n")
                .expect_err("faults");
        assert!(error.is_callers_fault());
        let message = error.to_string();
        for part in [
            "the truth has 7 faults",
            "pairs.csv:3: d1 and d2 have another relation on line 2",
            "pairs.csv:4: both sides are d1",
            "pairs.csv:5: column a: no é",
            "pairs.csv:5: column b is empty",
            "pairs.csv:5: column relation: expected partner, split or none, got \"friend\"",
            "pairs.csv:6: column relation: expected partner, split or none, got \"\"",
        ] {
            assert!(message.contains(part), "{part} in {message}");
        }
        assert!(
            parse("a,b,relation\n")
                .expect_err("no pairs")
                .to_string()
                .contains("no pairs")
        );
    }

    #[test]
    fn the_columns_tell_the_task() {
        let kind = |text: &str| TruthKind::of(&SourceText::new("t.csv", text)).ok();
        assert_eq!(
            kind("id,organisation,year\n"),
            Some(TruthKind::SameOrganisation)
        );
        assert_eq!(kind("a,b,relation\n"), Some(TruthKind::KnownPairs));
        assert_eq!(kind("x,y\n"), None);
        assert_eq!(kind(""), None);
    }
}
