//! Labelled documents: parsed, and written out as a municipality would publish them.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{DocumentId, Page, Passage};
use crate::extract::{ExtractConfig, extract};
use crate::passage::{Masker, PassageConfig, Segmenter};

/// One labelled document.
#[derive(Clone, Debug, Default)]
pub struct LabelledDocument {
    /// Its id among the labelled documents.
    pub id: String,
    /// What kind of document it is.
    pub genre: String,
    /// The municipalities whose vision it is.
    pub owners: Vec<String>,
    /// Its title.
    pub title: String,
    /// Its headings, sentences, items and rows, in order.
    pub units: Vec<LabelledUnit>,
    /// The position on each principle that it takes: `for`, `against` or `mixed`.
    pub positions: BTreeMap<String, String>,
    /// The themes on which it states something.
    pub themes: BTreeMap<String, LabelledTheme>,
}

/// A line of a document: a heading, a sentence, an item, a row.
#[derive(Clone, Debug)]
pub struct LabelledUnit {
    /// `h1 h2 p s lead li th tr q a`.
    pub kind: String,
    /// What its section is for.
    pub section: String,
    /// Its text; the cells of a row are parted by `¦`.
    pub text: String,
    /// `own`, `other` or nothing.
    pub subject: String,
    /// `id=for` and `id=against`.
    pub principles: BTreeSet<String>,
    /// The themes it is about.
    pub themes: BTreeSet<String>,
    /// `fast`, `slow` or nothing.
    pub tempo: String,
}

/// What a document states on a theme.
#[derive(Clone, Debug)]
pub struct LabelledTheme {
    /// The highest intensity, 1 to 5.
    pub intensity: u8,
    /// `fast`, `slow`, `mixed` or `-`.
    pub tempo: String,
}

/// A line of labels that cannot be read.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[error("line {line}: {reason}")]
pub struct LabelError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub reason: String,
}

impl LabelledDocument {
    /// Reads the documents of a text in the format of `data/reader/README.md`.
    ///
    /// # Errors
    /// Returns [`LabelError`] for the first line that is not of the format.
    pub fn parse(text: &str) -> Result<Vec<Self>, LabelError> {
        let mut documents = Vec::new();
        for (at, line) in text.lines().enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            add_line(&mut documents, line).map_err(|reason| LabelError {
                line: at + 1,
                reason,
            })?;
        }
        Ok(documents)
    }

    /// Reads sentences without context: a CSV table with the columns `sentence` and `principles` and, where they are
    /// labelled, `subject`, `themes` and `tempo`. The columns may stand in any order, and others are passed over. Without a
    /// column `subject` all are the municipality's own.
    ///
    /// # Errors
    /// Returns [`LabelError`] for the first row that cannot be read.
    pub fn parse_sentences(text: &str) -> Result<Self, LabelError> {
        let mut document = Self {
            id: "sentences".to_owned(),
            genre: COLLECTION.to_owned(),
            // Of the field of the built-in taxonomy, so that its sentences are read whatever their words.
            title: "Informatiebeleid".to_owned(),
            ..Self::default()
        };
        for (at, row) in csv::Reader::from_reader(text.as_bytes())
            .deserialize()
            .enumerate()
        {
            let row: SentenceRow = row.map_err(|error| LabelError {
                line: at + 2,
                reason: error.to_string(),
            })?;
            document.units.push(LabelledUnit {
                kind: "p".to_owned(),
                section: "policy".to_owned(),
                text: row.sentence.trim().to_owned(),
                subject: row.subject,
                principles: labels(&row.principles),
                themes: labels(&row.themes),
                tempo: row.tempo,
            });
        }
        Ok(document)
    }

    /// Whether the themes of its units are labelled. Some writers labelled principles only.
    pub fn labels_themes(&self) -> bool {
        self.units.iter().any(|unit| !unit.themes.is_empty())
    }

    /// Whether it is a collection of sentences, not a document that somebody could have written.
    pub fn is_collection(&self) -> bool {
        self.genre == COLLECTION
    }
}

/// The genre of collections of sentences.
const COLLECTION: &str = "zinnen";

#[derive(serde::Deserialize)]
struct SentenceRow {
    sentence: String,
    principles: String,
    #[serde(default = "own")]
    subject: String,
    #[serde(default)]
    themes: String,
    #[serde(default)]
    tempo: String,
}

fn own() -> String {
    "own".to_owned()
}

/// `a=for;b=against` as a set.
fn labels(text: &str) -> BTreeSet<String> {
    let parts = text.split(';').map(str::trim);
    parts
        .filter(|one| !one.is_empty())
        .map(str::to_owned)
        .collect()
}

fn add_line(documents: &mut Vec<LabelledDocument>, line: &str) -> Result<(), String> {
    // The truth lines of some writers are parted by spaces.
    if let Some(truth) = line.strip_prefix("#truth") {
        let fields: Vec<&str> = truth.split_whitespace().collect();
        let document = documents.last_mut().ok_or("a truth before any document")?;
        match fields.as_slice() {
            ["principle", id, position] => {
                document.positions.insert((*id).into(), (*position).into());
            }
            ["theme", id, intensity, tempo] => {
                let theme = LabelledTheme {
                    intensity: intensity
                        .parse()
                        .map_err(|_| format!("no intensity: {intensity}"))?,
                    tempo: (*tempo).into(),
                };
                document.themes.insert((*id).into(), theme);
            }
            _ => return Err(format!("unknown truth:{truth}")),
        }
        return Ok(());
    }
    let fields: Vec<&str> = line.split('\t').collect();
    if fields[0] == "#doc" {
        let [_, id, genre, names, _, title, ..] = fields.as_slice() else {
            return Err(
                "a document has an id, a genre, a municipality, a year and a title".to_owned(),
            );
        };
        documents.push(LabelledDocument {
            id: (*id).into(),
            genre: (*genre).into(),
            owners: owners(names),
            title: (*title).into(),
            ..LabelledDocument::default()
        });
        return Ok(());
    }
    let document = documents.last_mut().ok_or("a unit before any document")?;
    let [kind, section, text, subject, principles, others @ ..] = fields.as_slice() else {
        return Err(
            "a unit has at least a kind, a section, a text, a subject and principles".to_owned(),
        );
    };
    document.units.push(LabelledUnit {
        kind: (*kind).into(),
        section: (*section).into(),
        text: text.trim().into(),
        subject: (*subject).into(),
        principles: labels(principles),
        themes: others
            .first()
            .map_or_else(BTreeSet::new, |field| labels(field)),
        tempo: others
            .get(1)
            .map_or_else(String::new, |field| (*field).to_owned()),
    });
    Ok(())
}

/// "A, B en C" as three names.
fn owners(names: &str) -> Vec<String> {
    names
        .split(", ")
        .flat_map(|name| name.split(" en "))
        .map(|name| name.trim().to_owned())
        .collect()
}

impl LabelledDocument {
    /// Its pages and its passages, in order, as a build makes them of [`Self::to_markdown`]. Only the names of its owners
    /// are masked.
    ///
    /// # Panics
    /// Never: the default settings are sound.
    pub fn pages_and_passages(&self) -> (Vec<Page>, Vec<Passage>) {
        let markdown = self.to_markdown();
        let extraction = extract(markdown.as_bytes(), "visie.md", &ExtractConfig::default());
        let params = PassageConfig::default()
            .check()
            .expect("the default is sound");
        let segmenter = Segmenter::new(params, Masker::new(&self.owners));
        let id = DocumentId::from_bytes(markdown.as_bytes());
        let passages = segmenter.segment(id, &extraction.pages);
        (extraction.pages, passages)
    }

    /// The document in Markdown, with the headings, lists and tables of a real one.
    pub fn to_markdown(&self) -> String {
        let mut text = format!("# {}\n", escape(&self.title));
        let mut previous = "h1";
        for unit in &self.units {
            let line = escape(&unit.text);
            match unit.kind.as_str() {
                "h1" => text += &format!("\n## {line}\n"),
                "h2" => text += &format!("\n### {line}\n"),
                "li" if previous == "li" => text += &format!("- {line}\n"),
                "li" => text += &format!("\n- {line}\n"),
                "th" => {
                    let cells = cells(&unit.text);
                    text += &format!("\n{}|{}\n", row(&cells), " --- |".repeat(cells.len()));
                }
                "tr" if previous == "tr" || previous == "th" => text += &row(&cells(&unit.text)),
                "tr" => text += &format!("\n{}", row(&cells(&unit.text))),
                "q" => text += &format!("\n**{line}**\n"),
                "s" if matches!(previous, "p" | "s" | "a") => {
                    text.truncate(text.trim_end().len());
                    text += &format!(" {line}\n");
                }
                // A paragraph, a line above a list, an answer.
                _ => text += &format!("\n{line}\n"),
            }
            previous = &unit.kind;
        }
        text
    }
}

fn cells(text: &str) -> Vec<String> {
    text.split('¦').map(|cell| escape(cell.trim())).collect()
}

fn row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// Keeps marks and numbers at the beginning of a line from becoming Markdown.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in text.char_indices() {
        let is_mark = matches!(c, '*' | '_' | '|' | '<' | '`' | '[' | ']');
        let is_first = at == 0 && matches!(c, '#' | '-' | '+' | '>');
        let is_number = at == digits && digits > 0 && matches!(c, '.' | ')');
        if is_mark || is_first || is_number {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
