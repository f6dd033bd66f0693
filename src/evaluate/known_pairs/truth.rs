//! The truth file of the task: pairs of municipalities with their relation.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::evaluate::EvaluateError;
use crate::municipality::{GemeenteCode, LineError, Sheet, SourceText};

/// The known relation of two municipalities.
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

/// A pair of municipalities with its known relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPair {
    /// The municipality with the lower code.
    pub a: GemeenteCode,
    /// The other municipality.
    pub b: GemeenteCode,
    /// Their relation.
    pub relation: Relation,
}

/// Known pairs of municipalities, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPairs {
    /// By codes.
    pub(super) pairs: Vec<KnownPair>,
    /// The number of lines that repeat a pair with the same relation.
    pub(super) repeated: usize,
}

impl KnownPairs {
    /// Returns the pairs, by codes.
    pub fn pairs(&self) -> &[KnownPair] {
        &self.pairs
    }

    /// Reads `a,b,relation`, with `partner`, `split` or `none` as relation; other columns are ignored.
    ///
    /// `resolve` finds the municipality of a name or code as written, or returns in one line why not. A pair that is
    /// repeated with the same relation, in either order or under a former name, counts once.
    ///
    /// # Errors
    /// [`EvaluateError::Faults`] with every error:
    /// 1. a column is missing or occurs twice, or a line has too few or too many fields;
    /// 2. a name cannot be resolved, a relation is none of the three;
    /// 3. both sides are one municipality, perhaps since a merger;
    /// 4. a pair has two relations;
    /// 5. there is no pair at all.
    pub fn parse(
        truth: &SourceText,
        resolve: impl Fn(&str) -> Result<GemeenteCode, String>,
    ) -> Result<Self, EvaluateError> {
        let mut faults = Vec::new();
        let mut known: BTreeMap<(GemeenteCode, GemeenteCode), (Relation, u64)> = BTreeMap::new();
        let mut repeated = 0;
        if let Some(sheet) = Sheet::read(truth, &["a", "b", "relation"], &mut faults) {
            // Every line is read to the end, so that one run reports all errors.
            for (index, row) in sheet.rows().iter().enumerate() {
                let Some(KnownPair { a, b, relation }) =
                    read_pair(&sheet, index, &resolve, &mut faults)
                else {
                    continue;
                };
                let message = match known.get(&(a.clone(), b.clone())) {
                    // Counted rather than refused: two sources may name the same pair.
                    Some((before, _)) if *before == relation => {
                        repeated += 1;
                        continue;
                    }
                    Some((_, line)) => {
                        format!("{a} and {b} have another relation on line {line}; leave one")
                    }
                    None => {
                        known.insert((a, b), (relation, row.line));
                        continue;
                    }
                };
                faults.push(sheet.error_at(row.line, message));
            }
            // Only when nothing else is wrong, since errors explain an empty list.
            if known.is_empty() && faults.is_empty() {
                faults.push(LineError {
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

/// Reads the pair of the row with this index, the lower code first. Returns `None` and adds the errors of the row when
/// it has any.
fn read_pair(
    sheet: &Sheet<'_>,
    index: usize,
    resolve: impl Fn(&str) -> Result<GemeenteCode, String>,
    faults: &mut Vec<LineError>,
) -> Option<KnownPair> {
    let row = &sheet.rows()[index];
    let mut side = |column| {
        let name = sheet.filled(row, column, faults)?;
        let unresolved = |why| sheet.error_at(row.line, format!("column {column}: {why}"));
        resolve(&name)
            .map_err(|why| faults.push(unresolved(why)))
            .ok()
    };
    // Both sides are read before either can end the row, so that both errors are reported.
    let (a, b) = (side("a"), side("b"));
    let word = sheet.field(row, "relation");
    let relation = parse_relation(word);
    if relation.is_none() {
        let message = format!("column relation: expected partner, split or none, got {word:?}");
        faults.push(sheet.error_at(row.line, message));
    }
    let (a, b, relation) = (a?, b?, relation?);
    if a == b {
        // A former name resolves to the municipality of today.
        let message = format!("both sides are {a}, perhaps since a merger; drop the line");
        faults.push(sheet.error_at(row.line, message));
        return None;
    }
    let (a, b) = if a < b { (a, b) } else { (b, a) };
    Some(KnownPair { a, b, relation })
}

fn parse_relation(word: &str) -> Option<Relation> {
    // Case does not matter to the person who keeps the list.
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
            let current = if name == "Oud" { "d1" } else { name };
            current.parse().map_err(|_| format!("no {name}"))
        })
    }

    #[test]
    fn reads_each_pair_once_in_either_order() {
        let known = parse("relation,b,a,source\npartner,d1,d2,x\nPartner,d2,Oud,y\nsplit,d3,d1,\n")
            .expect("a valid file");
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
    fn reports_every_error_with_its_line() {
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
}
