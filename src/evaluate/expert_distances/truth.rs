//! The truth file of the task: pairs of organisations with their distance according to experts.

use crate::evaluate::EvaluateError;
use crate::municipality::{GemeenteCode, LineError, Sheet, SourceText};

/// How far apart two organisations are in one year, according to experts.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpertDistance {
    /// One organisation.
    pub a: GemeenteCode,
    /// The other.
    pub b: GemeenteCode,
    /// The year; pairs are ranked within it.
    pub year: String,
    /// The distance, on any scale; higher is farther.
    pub distance: f64,
}

/// Expert distances, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpertDistances {
    /// By year; within a year in the order of the file.
    pub(super) distances: Vec<ExpertDistance>,
}

impl ExpertDistances {
    /// Returns the distances, by year and within a year in the order of the file.
    pub fn distances(&self) -> &[ExpertDistance] {
        &self.distances
    }

    /// Reads `a,b,year,distance`; other columns are ignored.
    ///
    /// `resolve` finds the organisation of a name or code as written, or returns in one line why not.
    ///
    /// # Errors
    /// [`EvaluateError::Faults`] with every error: a column is missing or occurs twice, a name cannot be resolved, both
    /// sides are one organisation, a distance is no finite number, or there is no pair at all.
    pub fn parse(
        truth: &SourceText,
        resolve: impl Fn(&str) -> Result<GemeenteCode, String>,
    ) -> Result<Self, EvaluateError> {
        let mut faults = Vec::new();
        let mut distances = Vec::new();
        if let Some(sheet) = Sheet::read(truth, &["a", "b", "year", "distance"], &mut faults) {
            let rows = 0..sheet.rows().len();
            distances.extend(rows.filter_map(|row| read_row(&sheet, row, &resolve, &mut faults)));
            if distances.is_empty() && faults.is_empty() {
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
        // The sort is stable, so the order of the file stays within a year.
        distances.sort_by(|a: &ExpertDistance, b| a.year.cmp(&b.year));
        Ok(Self { distances })
    }
}

/// Reads the row with this index. Returns `None` and adds the errors of the row when it has any.
fn read_row(
    sheet: &Sheet<'_>,
    index: usize,
    resolve: impl Fn(&str) -> Result<GemeenteCode, String>,
    faults: &mut Vec<LineError>,
) -> Option<ExpertDistance> {
    let row = &sheet.rows()[index];
    let mut side = |column| {
        let name = sheet.filled(row, column, faults)?;
        let unresolved = |why| sheet.error_at(row.line, format!("column {column}: {why}"));
        resolve(&name)
            .map_err(|why| faults.push(unresolved(why)))
            .ok()
    };
    let (a, b) = (side("a"), side("b"));
    let year = sheet.filled(row, "year", faults);
    let word = sheet.field(row, "distance");
    let distance: Option<f64> = word
        .trim()
        .parse()
        .ok()
        .filter(|value: &f64| value.is_finite());
    if distance.is_none() {
        let message = format!("column distance: expected a number, got {word:?}");
        faults.push(sheet.error_at(row.line, message));
    }
    let (a, b, year, distance) = (a?, b?, year?, distance?);
    if a == b {
        let message = format!("both sides are {a}; drop the line");
        faults.push(sheet.error_at(row.line, message));
        return None;
    }
    Some(ExpertDistance {
        a,
        b,
        year: year.to_string(),
        distance,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<ExpertDistances, EvaluateError> {
        ExpertDistances::parse(&SourceText::new("experts.csv", text), |name| {
            name.parse().map_err(|_| format!("no {name}"))
        })
    }

    #[test]
    fn reads_pairs_by_year() {
        let found = parse("a,b,year,wave,distance\nd1,d2,2002,x,1.5\nd2,d3,1998,x,0.25\n")
            .expect("a sound file");
        let years: Vec<(&str, f64)> = found
            .distances()
            .iter()
            .map(|one| (one.year.as_str(), one.distance))
            .collect();
        assert_eq!(years, [("1998", 0.25), ("2002", 1.5)]);
    }

    #[test]
    fn reports_every_error_with_its_line() {
        let error = parse("a,b,year,distance\nd1,d1,1998,1\né,d2,1998,x\nd1,d2,,inf\n")
            .expect_err("faults");
        let message = error.to_string();
        for part in [
            "experts.csv:2: both sides are d1",
            "experts.csv:3: column a: no é",
            "experts.csv:3: column distance: expected a number, got \"x\"",
            "experts.csv:4: column year is empty",
            "experts.csv:4: column distance: expected a number, got \"inf\"",
        ] {
            assert!(message.contains(part), "{part} in {message}");
        }
        assert!(parse("a,b,year,distance\n").is_err());
    }
}
