//! Searching the questions and measuring how high the judged passages rank.

use std::collections::BTreeMap;

use serde::Serialize;

use super::truth::{JudgedPassages, Judgement};
use crate::document::PassageId;
use crate::engine::{Engine, PassageQuery, SearchMode};
use crate::evaluate::EvaluateError;
use crate::evaluate::bootstrap::{Estimate, PairedTest, Resampling, mean};
use crate::index::SearchFilter;
use crate::municipality::LineError;

/// The depth of nDCG@10.
const DEPTH: usize = 10;

/// The results of the task.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct JudgedPassagesReport {
    /// The number of questions.
    pub questions: usize,
    /// The number of judged passages; two fragments of one passage count once for a question.
    pub judged_passages: usize,
    /// The number of bootstrap draws, and the seed.
    pub resampling: Resampling,
    /// Words, meaning and both; words alone when the generation has no vectors.
    pub modes: Vec<ModeMeasures>,
}

/// How well one way of searching does.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ModeMeasures {
    /// The way of searching.
    pub mode: SearchMode,
    /// nDCG@10 with gain `2^grade − 1` and discount `1 / log2(rank + 1)` (Järvelin & Kekäläinen 2002; Burges et al.
    /// 2005), mean over the questions.
    pub ndcg10: Estimate,
    /// Reciprocal rank of the first judged passage among the first ten, mean over the questions.
    pub mrr10: Estimate,
    /// The nDCG@10 of this mode minus that of words; `None` for words itself.
    pub ndcg10_minus_words: Option<PairedTest>,
}

impl JudgedPassages {
    /// Searches each question in each mode that the generation can answer.
    ///
    /// # Errors
    /// 1. [`EvaluateError::Faults`] when a document or fragment is not in the generation;
    /// 2. [`EvaluateError::Engine`] when a search fails.
    pub fn evaluate(
        &self,
        engine: &Engine,
        resampling: Resampling,
    ) -> Result<JudgedPassagesReport, EvaluateError> {
        let grades = self.grades(engine)?;
        let modes: &[SearchMode] = if engine.has_passage_vectors() {
            &[SearchMode::Words, SearchMode::Meaning, SearchMode::Both]
        } else {
            &[SearchMode::Words]
        };
        let mut columns = Vec::new();
        for mode in modes {
            let mut gains = Vec::with_capacity(grades.len());
            let mut reciprocal_ranks = Vec::with_capacity(grades.len());
            for ((question, _), grades) in self.questions.iter().zip(&grades) {
                let found = search(engine, question, *mode)?;
                gains.push(ndcg(&found, grades));
                let first = found
                    .iter()
                    .position(|passage| grades.contains_key(passage));
                reciprocal_ranks.push(first.map_or(0.0, |rank| 1.0 / (rank + 1) as f64));
            }
            columns.extend([gains, reciprocal_ranks]);
        }
        let drawn = resampling.bootstrap_means(&columns);
        let estimate = |at: usize| Estimate::new(mean(columns[at].iter().copied()), &drawn[at]);
        let words = estimate(0).value;
        let modes = modes.iter().enumerate().map(|(at, mode)| {
            let (ndcg10, mrr10) = (estimate(2 * at), estimate(2 * at + 1));
            let test = || PairedTest::new(ndcg10.value - words, &drawn[2 * at], &drawn[0]);
            ModeMeasures {
                mode: *mode,
                ndcg10,
                mrr10,
                ndcg10_minus_words: (at > 0).then(test),
            }
        });
        Ok(JudgedPassagesReport {
            questions: grades.len(),
            judged_passages: grades.iter().map(BTreeMap::len).sum(),
            resampling,
            modes: modes.collect(),
        })
    }

    /// For each question the grade of each judged passage; of several fragments in one passage the highest counts.
    fn grades(&self, engine: &Engine) -> Result<Vec<BTreeMap<PassageId, u8>>, EvaluateError> {
        let mut faults = Vec::new();
        let mut all = Vec::new();
        for (_, judgements) in &self.questions {
            let mut grades = BTreeMap::new();
            for judgement in judgements {
                match locate(engine, judgement)? {
                    Ok(passage) => {
                        let grade = grades.entry(passage).or_insert(0);
                        *grade = judgement.grade.max(*grade);
                    }
                    Err(message) => faults.push(LineError {
                        file: self.file.clone(),
                        line: judgement.line,
                        message,
                    }),
                }
            }
            all.push(grades);
        }
        match faults.is_empty() {
            true => Ok(all),
            false => Err(EvaluateError::Faults(faults)),
        }
    }
}

/// The passage that holds a fragment, or why there is not exactly one.
fn locate(
    engine: &Engine,
    judgement: &Judgement,
) -> Result<Result<PassageId, String>, EvaluateError> {
    let mut documents = engine.documents().iter();
    let Some(document) = documents.find(|document| document.path == judgement.document) else {
        let path = &judgement.document;
        return Ok(Err(format!(
            "the generation has no document {path}; correct the path"
        )));
    };
    let mut found = None;
    for ordinal in 0..document.passages {
        let id = PassageId {
            document: document.id,
            ordinal,
        };
        let Some((passage, _)) = engine.passage(&id)? else {
            continue;
        };
        let words: Vec<&str> = passage.text.split_whitespace().collect();
        if !words.join(" ").contains(&judgement.fragment) {
            continue;
        }
        if found.replace(id).is_some() {
            let message = "two passages have this fragment; take more words";
            return Ok(Err(message.to_owned()));
        }
    }
    Ok(found.ok_or_else(|| "no passage has this fragment; copy it from the passage".to_owned()))
}

/// The first passages of a search, best first.
fn search(
    engine: &Engine,
    question: &str,
    mode: SearchMode,
) -> Result<Vec<PassageId>, EvaluateError> {
    let answer = engine.search(&PassageQuery {
        text: question.to_owned(),
        mode,
        filter: SearchFilter::default(),
        limit: DEPTH,
        offset: 0,
        snippet_chars: 0,
    })?;
    Ok(answer.hits.iter().map(|found| found.passage.id).collect())
}

/// The discounted cumulative gain of the first ten over the best possible.
fn ndcg(found: &[PassageId], grades: &BTreeMap<PassageId, u8>) -> f64 {
    let gain = |grade: u8| f64::from(2_u32.pow(u32::from(grade)) - 1);
    let discounted = |grades: &mut dyn Iterator<Item = u8>| -> f64 {
        let ranks = 1_u32..;
        let terms = ranks.zip(grades).take(DEPTH);
        terms
            .map(|(rank, grade)| gain(grade) / f64::from(rank + 1).log2())
            .sum()
    };
    let mut ideal: Vec<u8> = grades.values().copied().collect();
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    let best = discounted(&mut ideal.into_iter());
    let mut graded = found
        .iter()
        .map(|passage| grades.get(passage).copied().unwrap_or(0));
    discounted(&mut graded) / best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::DocumentId;

    #[test]
    fn gains_grow_with_the_grade_and_fall_with_the_rank() {
        let id = |ordinal| PassageId {
            document: DocumentId::from_hash(&[1; 32]),
            ordinal,
        };
        let grades = BTreeMap::from([(id(0), 3), (id(1), 1)]);
        assert_eq!(ndcg(&[id(0), id(1)], &grades), 1.0);
        assert_eq!(ndcg(&[], &grades), 0.0);
        // DCG = 1/log2(2) + 7/log2(3), ideal = 7/log2(2) + 1/log2(3).
        let expected = (1.0 + 7.0 / 3_f64.log2()) / (7.0 + 1.0 / 3_f64.log2());
        assert!((ndcg(&[id(1), id(0)], &grades) - expected).abs() < 1e-12);
        assert!(ndcg(&[id(9), id(0)], &grades) < ndcg(&[id(0), id(9)], &grades));
    }
}
