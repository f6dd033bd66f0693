//! The truth file of the task: questions, each with the passages that answer it.

use crate::evaluate::EvaluateError;
use crate::municipality::{LineError, Sheet, SourceText};

/// The highest grade: the passage answers the question.
const MAX_GRADE: u8 = 3;

/// A passage that a person judged to answer a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The path of the document in the corpus.
    pub document: String,
    /// Words of the passage that stand nowhere else in the document.
    pub fragment: String,
    /// From 1 (touches on it) to 3 (answers it).
    pub grade: u8,
    /// The line in the file.
    pub(super) line: u64,
}

/// Questions with judged passages, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedPassages {
    pub(super) file: String,
    pub(super) questions: Vec<(String, Vec<Judgement>)>,
}

impl JudgedPassages {
    /// Returns the questions with their judged passages.
    pub fn questions(&self) -> &[(String, Vec<Judgement>)] {
        &self.questions
    }

    /// Reads `question,document,fragment,grade`, one judged passage a line; the lines of a question need not follow
    /// each other. Passages that are not in the file count as no answer.
    ///
    /// # Errors
    /// [`EvaluateError::Faults`] with every error: a column is missing, a field empty, a grade not from 1 to 3, or there
    /// is no line at all.
    pub fn parse(truth: &SourceText) -> Result<Self, EvaluateError> {
        let mut faults = Vec::new();
        let mut questions: Vec<(String, Vec<Judgement>)> = Vec::new();
        let columns = ["question", "document", "fragment", "grade"];
        if let Some(sheet) = Sheet::read(truth, &columns, &mut faults) {
            for row in sheet.rows() {
                let mut filled = |column| sheet.filled(row, column, &mut faults);
                let texts = (filled("question"), filled("document"), filled("fragment"));
                let grade = sheet.field(row, "grade").parse::<u8>().ok();
                let grade = grade.filter(|grade| (1..=MAX_GRADE).contains(grade));
                if grade.is_none() {
                    let message = format!("column grade: expected 1 to {MAX_GRADE}");
                    faults.push(sheet.error_at(row.line, message));
                }
                let ((Some(question), Some(document), Some(fragment)), Some(grade)) =
                    (texts, grade)
                else {
                    continue;
                };
                let judgement = Judgement {
                    document,
                    fragment,
                    grade,
                    line: row.line,
                };
                match questions.iter_mut().find(|(known, _)| *known == question) {
                    Some((_, judgements)) => judgements.push(judgement),
                    None => questions.push((question, vec![judgement])),
                }
            }
            // Only when nothing else is wrong, since errors explain an empty list.
            if questions.is_empty() && faults.is_empty() {
                faults.push(LineError {
                    file: truth.name.clone(),
                    line: 1,
                    message: "the file has no questions; add a line for each judged passage"
                        .to_owned(),
                });
            }
        }
        if !faults.is_empty() {
            return Err(EvaluateError::Faults(faults));
        }
        Ok(Self {
            file: truth.name.clone(),
            questions,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_keep_their_lines_together_and_errors_have_a_line() {
        let parse = |text: &str| JudgedPassages::parse(&SourceText::new("q.csv", text));
        let sound =
            "question,document,fragment,grade\na b,x.md,een,3\nc,y.md,twee,1\na b,y.md,drie,2\n";
        let questions = parse(sound).expect("a sound file").questions;
        assert_eq!(questions.len(), 2);
        assert_eq!(questions[0].1.len(), 2);
        assert_eq!(questions[0].1[1].fragment, "drie");
        for (text, part) in [
            ("question,document\n", "missing column fragment"),
            ("question,document,fragment,grade\n", "no questions"),
            (
                "question,document,fragment,grade\na,x.md,een,4\n",
                "q.csv:2",
            ),
            (
                "question,document,fragment,grade\na,,een,1\n",
                "column document is empty",
            ),
        ] {
            let message = parse(text).expect_err(part).to_string();
            assert!(message.contains(part), "{message}");
        }
    }
}
