//! Which documents represent a municipality, and which are superseded and can only be searched.

use serde::{Deserialize, Serialize};

use crate::document::{DocumentKind, DocumentRecord};

/// Which of the documents of a municipality represent it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DocumentsConfig {
    /// What a newer document does to older ones. Default: the newest of a kind counts.
    pub supersede: Supersede,
    /// Kinds of which several hold side by side, so that none replaces another. Default: zoning plans, of
    /// which each has its own area.
    pub side_by_side: Vec<DocumentKind>,
}

/// What a newer document does to older ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Supersede {
    /// Of one kind the newest adopted document counts.
    #[default]
    SameKind,
    /// All documents count, whatever their age.
    Never,
}

impl Default for DocumentsConfig {
    fn default() -> Self {
        Self {
            supersede: Supersede::default(),
            side_by_side: vec![DocumentKind::BestemmingsplanToelichting],
        }
    }
}

/// Words in a title or file name by which a document was not adopted yet.
const DRAFTS: &[&str] = &["concept", "conceptversie", "ontwerp", "draft"];

/// Writes into each record for which of its owners a newer document of its kind supersedes it.
///
/// Newer is what is surely newer: two documents of one year of which the day is not known both count.
/// Documents without kind or date, drafts, and those of which no text was read supersede none and stay
/// themselves; a draft is replaced as any other. The order of the records has no effect. Cost: the square
/// of the number of documents of one municipality.
pub(super) fn mark(records: &mut [DocumentRecord], config: &DocumentsConfig) {
    if config.supersede == Supersede::Never {
        return;
    }
    // For each owner by itself: a joint vision can be the newest of one and superseded for another.
    let mut by_owner: Vec<_> = (0..records.len())
        .filter(|at| has_rank(&records[*at], config))
        .flat_map(|at| {
            records[at]
                .owners
                .iter()
                .map(move |code| (code.clone(), at))
        })
        .collect();
    by_owner.sort_unstable();
    for of_one in by_owner.chunk_by(|(a, _), (b, _)| a == b) {
        for (code, at) in of_one {
            let newer = of_one
                .iter()
                .any(|(_, other)| replaces(&records[*other], &records[*at]));
            if newer {
                records[*at].superseded_for.push(code.clone());
            }
        }
    }
}

fn has_rank(record: &DocumentRecord, config: &DocumentsConfig) -> bool {
    record.dated.is_some()
        && !record.kind.is_unknown()
        && !config.side_by_side.contains(&record.kind)
}

fn replaces(newer: &DocumentRecord, older: &DocumentRecord) -> bool {
    // `passages > 0`: a newer scan without text must not replace an older version that can be read.
    newer.kind == older.kind
        && newer.passages > 0
        && !is_draft(newer)
        && matches!((newer.dated, older.dated), (Some(a), Some(b)) if a.is_after(b))
}

fn is_draft(record: &DocumentRecord) -> bool {
    let name = record.path.rsplit('/').next().unwrap_or_default();
    [record.title.as_str(), name].iter().any(|text| {
        // Whole words only: `ontwerp` marks a draft, `ontwerpprincipes` does not.
        text.split(|c: char| !c.is_alphanumeric())
            .any(|word| DRAFTS.contains(&word.to_lowercase().as_str()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(path: &str, owners: &[&str], kind: &str, dated: &str) -> DocumentRecord {
        let Ok(kind) = kind.parse();
        DocumentRecord {
            kind,
            dated: dated.parse().ok(),
            ..DocumentRecord::sample(path, owners)
        }
    }

    /// For whom each record is superseded, in the order given.
    fn check(mut records: Vec<DocumentRecord>, expected: &[&[&str]]) {
        let mut reversed = records.clone();
        reversed.reverse();
        for list in [&mut records, &mut reversed] {
            mark(list, &DocumentsConfig::default());
        }
        reversed.reverse();
        assert_eq!(records, reversed);
        let found: Vec<Vec<&str>> = records
            .iter()
            .map(|one| {
                one.superseded_for
                    .iter()
                    .map(|code| code.as_str())
                    .collect()
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_newest_of_a_kind_speaks() {
        check(
            vec![
                record("oud.md", &["A1"], "i-visie", "2015"),
                record("nieuw.md", &["A1"], "i-visie", "2023-05-01"),
                record("anders.md", &["A1"], "coalitieakkoord", "2010"),
                record("buur.md", &["B1"], "i-visie", "2012"),
            ],
            &[&["A1"], &[], &[], &[]],
        );
    }

    #[test]
    fn a_joint_vision_keeps_speaking_for_who_has_nothing_newer() {
        check(
            vec![
                record("samen.md", &["A1", "B1"], "i-visie", "2015"),
                record("nieuw.md", &["A1"], "i-visie", "2023"),
            ],
            &[&["A1"], &[]],
        );
    }

    #[test]
    fn what_is_not_surely_newer_or_not_adopted_replaces_nothing() {
        let mut unread = record("scan.pdf", &["A1"], "i-visie", "2024");
        unread.passages = 0;
        check(
            vec![
                record("a.md", &["A1"], "i-visie", "2020"),
                record("b.md", &["A1"], "i-visie", "2020-06-01"),
                record("concept-visie.md", &["A1"], "i-visie", "2023"),
                record("zonder-datum.md", &["A1"], "i-visie", ""),
                record("c.md", &["A1"], "", "2010"),
                record("d.md", &["A1"], "", "2020"),
                record("plan-1.md", &["A1"], "bestemmingsplan-toelichting", "2010"),
                record("plan-2.md", &["A1"], "bestemmingsplan-toelichting", "2020"),
                unread,
            ],
            &[[].as_slice(); 9],
        );
    }

    #[test]
    fn never_means_never() {
        let mut records = vec![
            record("oud.md", &["A1"], "i-visie", "2015"),
            record("nieuw.md", &["A1"], "i-visie", "2023"),
        ];
        let never = DocumentsConfig {
            supersede: Supersede::Never,
            ..DocumentsConfig::default()
        };
        mark(&mut records, &never);
        assert!(records.iter().all(|one| one.superseded_for.is_empty()));
    }
}
