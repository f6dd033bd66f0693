//! Precision and recall of stance detection on labelled sentences; see `tests/stance/README.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs::File;

use wiel::document::{DocumentId, Origin, PageNumber, Passage, PassageId};
use wiel::stance::{Decision, Detector, Stance, PolicyStatement, Subject, Tempo, detect};
use wiel::taxonomy::Taxonomy;
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

/// Found and right, found, and there to be found.
#[derive(Default)]
struct Count {
    right: usize,
    found: usize,
    there: usize,
}

impl Count {
    fn add(&mut self, found: &BTreeSet<String>, there: &BTreeSet<String>) {
        self.right += found.intersection(there).count();
        self.found += found.len();
        self.there += there.len();
    }

    fn precision(&self) -> f64 {
        self.right as f64 / self.found.max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / self.there.max(1) as f64
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "precision {:.3} recall {:.3} ({} right, {} found, {} there)",
            self.precision(),
            self.recall(),
            self.right,
            self.found,
            self.there
        )
    }
}

#[derive(Default)]
struct Report {
    rows: usize,
    themes: Count,
    principles: Count,
    principles_own: Count,
    subject_right: usize,
    tempo: Count,
    negative: Count,
    stated: usize,
    intensity_exact: usize,
    intensity_near: usize,
    intensity_all_exact: usize,
    /// Rows by what was labelled and what was found.
    confusion: BTreeMap<(&'static str, String, String), usize>,
    by_name: BTreeMap<String, Count>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        writeln!(f, "{} rows", self.rows)?;
        writeln!(f, "themes                 {}", self.themes)?;
        writeln!(f, "principles with pole   {}", self.principles)?;
        writeln!(f, "  of own statements    {}", self.principles_own)?;
        writeln!(f, "tempo                  {}", self.tempo)?;
        writeln!(f, "negative decision      {}", self.negative)?;
        writeln!(
            f,
            "subject (own/other/-)  right {:.3}",
            share(self.subject_right, self.rows)
        )?;
        writeln!(
            f,
            "intensity, own rows    exact {:.3} within one {:.3} ({})",
            share(self.intensity_exact, self.stated),
            share(self.intensity_near, self.stated),
            self.stated
        )?;
        writeln!(
            f,
            "intensity, all rows    exact {:.3}",
            share(self.intensity_all_exact, self.rows)
        )?;
        for ((what, there, found), count) in &self.confusion {
            writeln!(f, "  {what:9} labelled {there:5} found {found:5} {count:4}")?;
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

/// A statement in the words of the labels; of several in one row, the furthest.
fn labels(statements: &[PolicyStatement], taxonomy: &Taxonomy) -> Row {
    let themes: BTreeSet<_> = statements.iter().flat_map(|s| &s.themes).collect();
    let principles: BTreeSet<_> = statements.iter().flat_map(|s| &s.principles).collect();
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
                .map(|(principle, stance)| {
                    let stance = match stance {
                        Stance::For => "for",
                        Stance::Against => "against",
                    };
                    format!("{}={stance}", taxonomy.principle(*principle).name)
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

/// Compares every row; `show` is called with the rows that differ.
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
        report.rows += 1;
        report.themes.add(&set(&found.themes), &set(&row.themes));
        report
            .principles
            .add(&set(&found.principles), &set(&row.principles));
        let own = |r: &Row| {
            if r.subject == "own" {
                set(&r.principles)
            } else {
                BTreeSet::new()
            }
        };
        report.principles_own.add(&own(&found), &own(&row));
        report.tempo.add(&set(&found.tempo), &set(&row.tempo));
        report
            .negative
            .add(&set(&found.negative), &set(&row.negative));
        report.subject_right += usize::from(found.subject == row.subject);
        report.intensity_all_exact += usize::from(found.intensity == row.intensity);
        if row.subject == "own" {
            report.stated += 1;
            report.intensity_exact += usize::from(found.intensity == row.intensity);
            report.intensity_near += usize::from(found.intensity.abs_diff(row.intensity) <= 1);
        }
        for (what, there, found) in [
            ("subject", row.subject.clone(), found.subject.clone()),
            (
                "intensity",
                row.intensity.to_string(),
                found.intensity.to_string(),
            ),
        ] {
            *report.confusion.entry((what, there, found)).or_default() += 1;
        }
        let (there, got) = (set(&row.principles), set(&found.principles));
        for extra in got.difference(&there) {
            let name = extra.split('=').next().unwrap_or_default();
            let opposite = there.iter().any(|p| p.split('=').next() == Some(name));
            let why = if opposite {
                "opposite"
            } else if there.is_empty() {
                "none there"
            } else {
                "beside"
            };
            let key = ("too much", extra.clone(), why.to_owned());
            *report.confusion.entry(key).or_default() += 1;
        }
        for (there, found) in [
            (&row.themes, &found.themes),
            (&row.principles, &found.principles),
        ] {
            let (there, found) = (set(there), set(found));
            for name in there.union(&found) {
                let count = report.by_name.entry(name.clone()).or_default();
                count.there += usize::from(there.contains(name));
                count.found += usize::from(found.contains(name));
                count.right += usize::from(there.contains(name) && found.contains(name));
            }
        }
        show(&row, &found);
    }
    report
}

fn differ(row: &Row, found: &Row) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = |what: &str, found: &str, there: &str| {
        if set(found) != set(there) {
            lines.push(format!("    {what}: found [{found}], labelled [{there}]"));
        }
    };
    line("themes", &found.themes, &row.themes);
    line("principles", &found.principles, &row.principles);
    line("subject", &found.subject, &row.subject);
    line("tempo", &found.tempo, &row.tempo);
    line(
        "intensity",
        &found.intensity.to_string(),
        &row.intensity.to_string(),
    );
    line("negative", &found.negative, &row.negative);
    lines
}

/// The least that a set of rows must show, some points under what was measured (see `tests/stance/README.md`).
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
    /// What lies under its floor, in words.
    fn under(&self, floors: &Floors) -> Vec<String> {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        let mut checks = vec![
            (
                "subject",
                share(self.subject_right, self.rows),
                floors.subject,
            ),
            (
                "intensity exact",
                share(self.intensity_exact, self.stated),
                floors.intensity_exact,
            ),
            (
                "intensity within one",
                share(self.intensity_near, self.stated),
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
            .map(|(what, measured, floor)| format!("{what}: {measured:.3} is under {floor:.3}"))
            .collect()
    }
}

#[test]
#[expect(
    clippy::print_stdout,
    reason = "the numbers and the rows that differ are what this test is read for"
)]
fn on_the_sentences_that_may_be_studied() {
    let report = evaluate("stance_labelled_dev.csv", |row, found| {
        let lines = differ(row, found);
        if !lines.is_empty() {
            println!("{} {}\n{}", row.id, row.sentence, lines.join("\n"));
        }
    });
    println!("{report}");
    let floors = Floors {
        themes: (0.82, 0.78),
        principles: (0.74, 0.59),
        tempo: (0.88, 0.85),
        negative: (0.89, 0.77),
        subject: 0.87,
        intensity_exact: 0.68,
        intensity_near: 0.83,
    };
    assert_eq!(report.under(&floors), Vec::<String>::new());
}

/// Sentences that nobody read who wrote a rule: the figures that tell how the rules do on new text. Only
/// totals are printed, so that they stay unread.
#[test]
#[expect(
    clippy::print_stdout,
    reason = "the numbers are what this test is read for"
)]
fn on_sentences_that_no_rule_was_written_on() {
    let report = evaluate("stance_labelled_fresh.csv", |_, _| {});
    println!("{report}");
    let floors = Floors {
        themes: (0.83, 0.69),
        principles: (0.61, 0.44),
        tempo: (0.70, 0.51),
        negative: (0.70, 0.51),
        subject: 0.71,
        intensity_exact: 0.53,
        intensity_near: 0.71,
    };
    assert_eq!(report.under(&floors), Vec::<String>::new());
}
