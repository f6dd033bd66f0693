//! Precision and recall of stance detection on labelled sentences; see `tests/stance/README.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs::File;

use wiel::document::{DocumentId, Origin, PageNumber, Passage, PassageId};
use wiel::stance::{Decision, Detector, PolicyStatement, Stance, Subject, Tempo, detect};
use wiel::taxonomy::{PrincipleId, Taxonomy};
use wiel::text::Span;

#[derive(Debug, serde::Deserialize)]
struct Row {
    id: String,
    sentence: String,
    themes: String,
    principles: String,
    subject: String,
    tempo: String,
    intensity: u8,
    negative: String,
}

/// Counts from which precision and recall follow.
#[derive(Default)]
struct LabelCounts {
    /// Found and labelled.
    true_positives: usize,
    found: usize,
    labelled: usize,
}

impl LabelCounts {
    fn add(&mut self, found: &BTreeSet<String>, labelled: &BTreeSet<String>) {
        self.true_positives += found.intersection(labelled).count();
        self.found += found.len();
        self.labelled += labelled.len();
    }

    fn precision(&self) -> f64 {
        ratio(self.true_positives, self.found)
    }

    fn recall(&self) -> f64 {
        ratio(self.true_positives, self.labelled)
    }
}

/// The share of `part` in `whole`; 0 if `whole` is 0, as then `part` is 0 as well.
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

impl fmt::Display for LabelCounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "precision {:.3} recall {:.3} ({} right, {} found, {} labelled)",
            self.precision(),
            self.recall(),
            self.true_positives,
            self.found,
            self.labelled
        )
    }
}

#[derive(Default)]
struct Report {
    rows: usize,
    themes: LabelCounts,
    principles: LabelCounts,
    principles_own: LabelCounts,
    subject_correct: usize,
    tempo: LabelCounts,
    negative: LabelCounts,
    stated: usize,
    intensity_exact: usize,
    intensity_near: usize,
    intensity_all_exact: usize,
    /// The number of rows by field, label and value found.
    confusion: BTreeMap<(&'static str, String, String), usize>,
    by_name: BTreeMap<String, LabelCounts>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} rows", self.rows)?;
        writeln!(f, "themes                 {}", self.themes)?;
        writeln!(f, "principles with pole   {}", self.principles)?;
        writeln!(f, "  of own statements    {}", self.principles_own)?;
        writeln!(f, "tempo                  {}", self.tempo)?;
        writeln!(f, "negative decision      {}", self.negative)?;
        writeln!(
            f,
            "subject (own/other/-)  right {:.3}",
            ratio(self.subject_correct, self.rows)
        )?;
        writeln!(
            f,
            "intensity, own rows    exact {:.3} within one {:.3} ({})",
            ratio(self.intensity_exact, self.stated),
            ratio(self.intensity_near, self.stated),
            self.stated
        )?;
        writeln!(
            f,
            "intensity, all rows    exact {:.3}",
            ratio(self.intensity_all_exact, self.rows)
        )?;
        for ((what, labelled, found), count) in &self.confusion {
            writeln!(
                f,
                "  {what:9} labelled {labelled:5} found {found:5} {count:4}"
            )?;
        }
        for (name, count) in &self.by_name {
            writeln!(f, "  {name:28} {count}")?;
        }
        Ok(())
    }
}

fn passage(text: &str) -> Passage {
    Passage {
        id: PassageId {
            document: DocumentId::from_bytes(text.as_bytes()),
            ordinal: 0,
        },
        page: PageNumber::FIRST,
        span: Span::new(0, text.len()),
        heading: None,
        text: text.to_owned(),
        headings: Vec::new(),
        masked: Vec::new(),
        words: 0,
        letters: 0,
        origin: Origin::Own,
    }
}

fn set(text: &str) -> BTreeSet<String> {
    text.split(';')
        .filter(|one| !one.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What was detected in a row, in the notation of the labels. Of several statements the one of highest intensity
/// decides subject and intensity.
fn labels(statements: &[PolicyStatement], taxonomy: &Taxonomy) -> Row {
    let themes: BTreeSet<_> = statements.iter().flat_map(|s| &s.themes).collect();
    let principles: BTreeSet<(PrincipleId, Stance)> = statements
        .iter()
        .flat_map(|s| &s.principles)
        .map(|reading| (reading.principle, reading.stance))
        .collect();
    // The sentences were labelled before this principle was there.
    let is_labelled = |id: &PrincipleId| taxonomy.principle(*id).name != "autonomie";
    let join = |all: Vec<String>| all.join(";");
    let leading = statements.iter().max_by_key(|s| s.intensity);
    Row {
        id: String::new(),
        sentence: String::new(),
        themes: join(
            themes
                .into_iter()
                .map(|t| taxonomy.theme(*t).name.clone())
                .collect(),
        ),
        principles: join(
            principles
                .into_iter()
                .filter(|(principle, _)| is_labelled(principle))
                .map(|(principle, stance)| {
                    let stance = match stance {
                        Stance::For => "for",
                        Stance::Against => "against",
                    };
                    format!("{}={stance}", taxonomy.principle(principle).name)
                })
                .collect(),
        ),
        subject: match leading {
            Some(s) if s.subject == Subject::Other => "other".into(),
            Some(s) if s.is_own() => "own".into(),
            _ => String::new(),
        },
        tempo: match statements.iter().find_map(|s| s.tempo) {
            Some(Tempo::Fast) => "fast".into(),
            Some(Tempo::Slow) => "slow".into(),
            None => String::new(),
        },
        intensity: leading.map_or(0, |s| s.intensity.get()),
        negative: if statements.iter().any(|s| s.decision == Decision::Negative) {
            "yes".into()
        } else {
            String::new()
        },
    }
}

/// Compares every row with what is detected in its sentence; `show` is called with both.
fn evaluate(file: &str, mut show: impl FnMut(&Row, &Row)) -> Report {
    let path = format!("{}/tests/stance/{file}", env!("CARGO_MANIFEST_DIR"));
    let taxonomy = Taxonomy::builtin();
    let detector = Detector::new(&taxonomy);
    let mut report = Report::default();
    let mut reader =
        csv::Reader::from_reader(File::open(path).expect("the labelled file is there"));
    for row in reader.deserialize() {
        let row: Row = row.expect("a row as the README describes");
        let found = labels(&detect(&passage(&row.sentence), &detector), &taxonomy);
        report.add(&row, &found);
        show(&row, &found);
    }
    report
}

impl Report {
    fn add(&mut self, row: &Row, found: &Row) {
        self.rows += 1;
        self.themes.add(&set(&found.themes), &set(&row.themes));
        self.principles
            .add(&set(&found.principles), &set(&row.principles));
        let own = |r: &Row| {
            if r.subject == "own" {
                set(&r.principles)
            } else {
                BTreeSet::new()
            }
        };
        self.principles_own.add(&own(found), &own(row));
        self.tempo.add(&set(&found.tempo), &set(&row.tempo));
        self.negative
            .add(&set(&found.negative), &set(&row.negative));
        self.subject_correct += usize::from(found.subject == row.subject);
        self.intensity_all_exact += usize::from(found.intensity == row.intensity);
        // How far a plan has come is defined for the municipality's own statements only.
        if row.subject == "own" {
            self.stated += 1;
            self.intensity_exact += usize::from(found.intensity == row.intensity);
            self.intensity_near += usize::from(found.intensity.abs_diff(row.intensity) <= 1);
        }
        self.add_confusion(row, found);
        self.add_names(row, found);
    }

    /// Counts which value was found for which label, and why principles were found that are not labelled.
    fn add_confusion(&mut self, row: &Row, found: &Row) {
        let pairs = [
            ("subject", row.subject.clone(), found.subject.clone()),
            (
                "intensity",
                row.intensity.to_string(),
                found.intensity.to_string(),
            ),
        ];
        for pair in pairs {
            *self.confusion.entry(pair).or_default() += 1;
        }
        let (labelled, found) = (set(&row.principles), set(&found.principles));
        for extra in found.difference(&labelled) {
            let name = extra.split('=').next().unwrap_or_default();
            let is_opposite = labelled.iter().any(|p| p.split('=').next() == Some(name));
            let why = if is_opposite {
                "opposite"
            } else if labelled.is_empty() {
                "none there"
            } else {
                "beside"
            };
            let key = ("too much", extra.clone(), why.to_owned());
            *self.confusion.entry(key).or_default() += 1;
        }
    }

    /// Counts every theme and principle by name.
    fn add_names(&mut self, row: &Row, found: &Row) {
        for (labelled, found) in [
            (&row.themes, &found.themes),
            (&row.principles, &found.principles),
        ] {
            let (labelled, found) = (set(labelled), set(found));
            for name in labelled.union(&found) {
                let (is_labelled, is_found) = (labelled.contains(name), found.contains(name));
                let counts = self.by_name.entry(name.clone()).or_default();
                counts.labelled += usize::from(is_labelled);
                counts.found += usize::from(is_found);
                counts.true_positives += usize::from(is_labelled && is_found);
            }
        }
    }
}

/// The labels in which a row and what was found differ, one line each.
fn differences(row: &Row, found: &Row) -> Vec<String> {
    let mut lines = Vec::new();
    let mut compare = |what: &str, found: &str, labelled: &str| {
        if set(found) != set(labelled) {
            lines.push(format!(
                "    {what}: found [{found}], labelled [{labelled}]"
            ));
        }
    };
    compare("themes", &found.themes, &row.themes);
    compare("principles", &found.principles, &row.principles);
    compare("subject", &found.subject, &row.subject);
    compare("tempo", &found.tempo, &row.tempo);
    compare(
        "intensity",
        &found.intensity.to_string(),
        &row.intensity.to_string(),
    );
    compare("negative", &found.negative, &row.negative);
    lines
}

/// The lowest figures that are accepted on a set of rows, some points below what was measured (see `tests/stance/README.md`).
struct Floors {
    themes: (f64, f64),
    principles: (f64, f64),
    tempo: (f64, f64),
    negative: (f64, f64),
    subject: f64,
    intensity_exact: f64,
    intensity_near: f64,
}

impl Report {
    /// The figures below their floors, one line each.
    fn below(&self, floors: &Floors) -> Vec<String> {
        let mut checks = vec![
            (
                "subject",
                ratio(self.subject_correct, self.rows),
                floors.subject,
            ),
            (
                "intensity exact",
                ratio(self.intensity_exact, self.stated),
                floors.intensity_exact,
            ),
            (
                "intensity within one",
                ratio(self.intensity_near, self.stated),
                floors.intensity_near,
            ),
        ];
        for (what, count, (precision, recall)) in [
            ("themes", &self.themes, floors.themes),
            ("principles", &self.principles, floors.principles),
            ("tempo", &self.tempo, floors.tempo),
            ("negative decision", &self.negative, floors.negative),
        ] {
            checks.push((what, count.precision(), precision));
            checks.push((what, count.recall(), recall));
        }
        checks
            .into_iter()
            .filter(|(_, measured, floor)| measured < floor)
            .map(|(what, measured, floor)| format!("{what}: {measured:.3} is below {floor:.3}"))
            .collect()
    }
}

#[test]
#[expect(
    clippy::print_stdout,
    reason = "the figures and the rows that differ are the purpose of this test"
)]
fn reaches_floors_on_development_sentences() {
    let report = evaluate("stance_labelled_dev.csv", |row, found| {
        let lines = differences(row, found);
        if !lines.is_empty() {
            println!("{} {}\n{}", row.id, row.sentence, lines.join("\n"));
        }
    });
    println!("{report}");
    let floors = Floors {
        themes: (0.93, 0.94),
        principles: (0.94, 0.85),
        tempo: (0.95, 0.89),
        negative: (0.89, 0.77),
        subject: 0.87,
        intensity_exact: 0.68,
        intensity_near: 0.83,
    };
    assert_eq!(report.below(&floors), Vec::<String>::new());
}

/// The figures on new text: no author of a rule has read these sentences. Only totals are printed, so that they stay
/// unread.
#[test]
#[expect(
    clippy::print_stdout,
    reason = "the figures are the purpose of this test"
)]
fn reaches_floors_on_fresh_sentences() {
    let report = evaluate("stance_labelled_fresh.csv", |_, _| {});
    println!("{report}");
    let floors = Floors {
        themes: (0.89, 0.73),
        principles: (0.73, 0.58),
        tempo: (0.82, 0.63),
        negative: (0.74, 0.63),
        subject: 0.75,
        intensity_exact: 0.60,
        intensity_near: 0.78,
    };
    assert_eq!(report.below(&floors), Vec::<String>::new());
}
