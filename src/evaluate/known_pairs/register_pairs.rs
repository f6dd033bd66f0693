//! Known pairs that a register tells by itself: who works together, and who merged later.
//!
//! Neither is proof of a shared vision. Municipalities work together for nearness and size as well, which is why the
//! evaluation has baselines of both; and a pair that does not work together may only not have been found.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::method::{Pair, ordered_pair};
use super::truth::{KnownPair, KnownPairs, Relation};
use crate::document::Dated;
use crate::evaluate::EvaluateError;
use crate::municipality::{GemeenteCode, Partnership, Register, Sheet, SourceText};

impl KnownPairs {
    /// All pairs that share a border, by the partnerships of the register: those in one together on a day work together,
    /// those whose last one together has ended broke up, the others do not work together. Pairs of which it is doubtful
    /// are left out.
    ///
    /// # Errors
    /// [`EvaluateError::NoKnownPairs`] if no pair that shares a border works together.
    pub fn from_partnerships(register: &Register, on: Date) -> Result<Self, EvaluateError> {
        let mut pairs = Vec::new();
        for place in register.iter() {
            // Neighbours are mutual, so each pair is met once this way.
            for other in place.neighbours.iter().filter(|other| place.code < **other) {
                let shared = register.partnerships().iter();
                let together = shared.filter_map(|one| together(one, &place.code, other, on));
                let relation = match together.max() {
                    None => Relation::None,
                    Some(Together::Before) => Relation::Split,
                    Some(Together::Now) => Relation::Partner,
                    // Neither partners nor strangers for certain.
                    Some(Together::Doubtful) => continue,
                };
                pairs.push(known(&place.code, other, relation));
            }
        }
        Self::with_partners(
            pairs,
            "no two municipalities that share a border work together; add them to partnerships.csv of the register",
        )
    }

    /// Pairs of municipalities that merged later, against pairs that did not, in a register that still has them apart.
    ///
    /// `predecessors` is a file `old_code,code,until`. Two old codes that became one are partners. Each of these with each
    /// other municipality is a pair that did not merge, but for those that only a merger made: they did not exist then. A
    /// municipality with a document dated after its last year is left out, for that document may be about the merger;
    /// `newest` is the date of the newest document of a municipality.
    ///
    /// # Errors
    /// 1. [`EvaluateError::Faults`] with every error of the file; 2. [`EvaluateError::NoKnownPairs`] if the register has
    ///    no two municipalities that merged later.
    pub fn from_mergers(
        register: &Register,
        predecessors: &SourceText,
        newest: impl Fn(&GemeenteCode) -> Option<Dated>,
    ) -> Result<Self, EvaluateError> {
        let merged = merged(register, predecessors, newest)?;
        // Who was made by a merger, unless the register has it as one that merged again.
        let made: BTreeSet<&GemeenteCode> = merged
            .values()
            .filter(|code| !merged.contains_key(*code))
            .collect();
        let mut relations: BTreeMap<Pair, Relation> = BTreeMap::new();
        for (old, new) in &merged {
            let others = register.iter().map(|place| &place.code);
            for other in others.filter(|other| *other != old && !made.contains(other)) {
                let relation = match merged.get(other) == Some(new) {
                    true => Relation::Partner,
                    false => Relation::None,
                };
                relations.insert(ordered_pair(old, other), relation);
            }
        }
        let pairs = relations.into_iter();
        let pairs = pairs.map(|((a, b), relation)| KnownPair { a, b, relation });
        Self::with_partners(
            pairs.collect(),
            "the register has no two municipalities that merged later; list them in its municipalities.csv as they were before",
        )
    }

    fn with_partners(
        mut pairs: Vec<KnownPair>,
        missing: &'static str,
    ) -> Result<Self, EvaluateError> {
        if !pairs.iter().any(|pair| pair.relation == Relation::Partner) {
            return Err(EvaluateError::NoKnownPairs { missing });
        }
        pairs.sort_by(|one, other| (&one.a, &one.b).cmp(&(&other.a, &other.b)));
        Ok(Self { pairs, repeated: 0 })
    }
}

/// How two municipalities stand in a partnership, the strongest last.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Together {
    Before,
    Doubtful,
    Now,
}

/// How two stand in a partnership. Returns `None` if they were never in it at the same time.
fn together(
    partnership: &Partnership,
    a: &GemeenteCode,
    b: &GemeenteCode,
    on: Date,
) -> Option<Together> {
    let members = partnership.members_on(on);
    if members.contains(a) && members.contains(b) {
        return Some(Together::Now);
    }
    let of = |code: &GemeenteCode| {
        let code = code.clone();
        partnership
            .members
            .iter()
            .filter(move |member| member.municipality == code)
    };
    let overlapping = of(a).flat_map(|one| of(b).map(move |other| (one, other)));
    let overlapping = overlapping.filter(|(one, other)| {
        let begins = one.from.max(other.from);
        // An open end is later than any day.
        let ends = [one.until, other.until].into_iter().flatten().min();
        begins.zip(ends).is_none_or(|(begins, ends)| begins <= ends)
    });
    overlapping
        .map(
            |(one, other)| match one.doubtful.is_some() || other.doubtful.is_some() {
                true => Together::Doubtful,
                false => Together::Before,
            },
        )
        .max()
}

/// The municipalities of the register that merged later into one with others of it, each with the code that came of it.
fn merged(
    register: &Register,
    predecessors: &SourceText,
    newest: impl Fn(&GemeenteCode) -> Option<Dated>,
) -> Result<BTreeMap<GemeenteCode, GemeenteCode>, EvaluateError> {
    let mut faults = Vec::new();
    let mut merged = BTreeMap::new();
    if let Some(sheet) = Sheet::read(predecessors, &["old_code", "code", "until"], &mut faults) {
        for row in sheet.rows() {
            let mut code = |column| {
                let text = sheet.filled(row, column, &mut faults)?;
                let code = text.parse::<GemeenteCode>();
                let told = |error: &dyn std::fmt::Display| {
                    sheet.error_at(row.line, format!("column {column}: {error}"))
                };
                code.map_err(|error| faults.push(told(&error))).ok()
            };
            let (old, new) = (code("old_code"), code("code"));
            let until = sheet.field(row, "until").parse::<Date>();
            let until = until.map_err(|error| {
                faults.push(sheet.error_at(row.line, format!("column until: {error}")));
            });
            let (Some(old), Some(new), Ok(until)) = (old, new, until) else {
                continue;
            };
            let is_later = newest(&old).is_some_and(|newest| newest.year() > until.year());
            if register.get(&old).is_some() && !is_later {
                merged.insert(old, new);
            }
        }
    }
    if !faults.is_empty() {
        return Err(EvaluateError::Faults(faults));
    }
    let mut sizes: BTreeMap<GemeenteCode, usize> = BTreeMap::new();
    for new in merged.values() {
        *sizes.entry(new.clone()).or_default() += 1;
    }
    // One that merged with none of the register tells nothing.
    merged.retain(|_, new| sizes[new] > 1);
    Ok(merged)
}

fn known(a: &GemeenteCode, b: &GemeenteCode, relation: Relation) -> KnownPair {
    let (a, b) = ordered_pair(a, b);
    KnownPair { a, b, relation }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::municipality::RegisterSources;

    /// Four municipalities in a row, d1 to d4.
    fn register(partnerships: &str) -> Register {
        let places = "code,name,neighbours\nd1,Aadrecht,d2\nd2,Beekhorst,d1;d3\nd3,Duinrade,d2;d4\nd4,Elderveen,d3\n";
        Register::parse(RegisterSources {
            partnerships: Some(SourceText::new("partnerships.csv", partnerships)),
            ..RegisterSources::new(SourceText::new("municipalities.csv", places))
        })
        .expect("a valid register")
    }

    fn told(pairs: &KnownPairs) -> Vec<(&str, &str, Relation)> {
        let pairs = pairs.pairs().iter();
        pairs
            .map(|pair| (pair.a.as_str(), pair.b.as_str(), pair.relation))
            .collect()
    }

    #[test]
    fn neighbours_are_partners_broke_up_or_are_neither() {
        let partnerships = "partnership,municipality,from,until,source,doubtful,reason\n\
             Samen,d1,2015-01-01,,,,\nSamen,d2,2015-01-01,,,,\nSamen,d4,2015-01-01,,,,\n\
             Oud,d2,2010-01-01,2014-12-31,,,\nOud,d3,2010-01-01,2014-12-31,,,\n";
        let on = |day: &str| {
            let day = day.parse().expect("a day");
            KnownPairs::from_partnerships(&register(partnerships), day)
        };
        let now = on("2026-01-01").expect("partners");
        assert_eq!(
            told(&now),
            [
                ("d1", "d2", Relation::Partner),
                ("d2", "d3", Relation::Split),
                ("d3", "d4", Relation::None),
            ]
        );
        // Before the first began nobody works together for certain but the old ones.
        assert_eq!(
            told(&on("2012-01-01").expect("partners"))[1].2,
            Relation::Partner
        );
        assert!(matches!(
            on("2000-01-01"),
            Err(EvaluateError::NoKnownPairs { .. })
        ));
    }

    #[test]
    fn what_is_doubtful_is_no_pair() {
        let partnerships = "partnership,municipality,from,until,source,doubtful,reason\n\
             Samen,d1,,,,,\nSamen,d2,,,,,\nMisschien,d3,,,,no second source,\nMisschien,d4,,,,,\n";
        let day = "2026-01-01".parse().expect("a day");
        let pairs = KnownPairs::from_partnerships(&register(partnerships), day);
        assert_eq!(
            told(&pairs.expect("partners")),
            [
                ("d1", "d2", Relation::Partner),
                ("d2", "d3", Relation::None)
            ]
        );
    }

    #[test]
    fn those_that_merged_are_told_from_those_that_did_not() {
        let register = register("partnership,municipality\n");
        let file = |text: &str| SourceText::new("predecessors.csv", text);
        let text = "old_code,old_name,code,until\nd1,A,d9,2020-12-31\nd2,B,d9,2020-12-31\nd3,C,d8,2018-12-31\n";
        let pairs = KnownPairs::from_mergers(&register, &file(text), |_| None);
        assert_eq!(
            told(&pairs.expect("a merger")),
            [
                ("d1", "d2", Relation::Partner),
                ("d1", "d3", Relation::None),
                ("d1", "d4", Relation::None),
                ("d2", "d3", Relation::None),
                ("d2", "d4", Relation::None),
            ]
        );
        // One of the two wrote after it had merged.
        let newest = |code: &GemeenteCode| (code.as_str() == "d2").then_some(Dated::Year(2021));
        let none = KnownPairs::from_mergers(&register, &file(text), newest);
        assert!(matches!(none, Err(EvaluateError::NoKnownPairs { .. })));
        // The one that a merger made did not exist before it.
        let into = "old_code,code,until\nd1,d4,2020-12-31\nd2,d4,2020-12-31\n";
        let pairs = KnownPairs::from_mergers(&register, &file(into), |_| None).expect("a merger");
        assert!(told(&pairs).iter().all(|(_, b, _)| *b != "d4"));
        let wrong = "old_code,code,until\n,d9,gisteren\n";
        let error =
            KnownPairs::from_mergers(&register, &file(wrong), |_| None).expect_err("faults");
        let message = error.to_string();
        assert!(
            message.contains("old_code") && message.contains("until"),
            "{message}"
        );
    }
}
