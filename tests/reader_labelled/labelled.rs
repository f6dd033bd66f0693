//! The labelled documents of `tests/reader/`: parsed, and written out as a municipality would publish them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

/// One labelled document.
pub(crate) struct LabelledDocument {
    pub(crate) id: String,
    /// The municipalities whose vision it is.
    pub(crate) owners: Vec<String>,
    pub(crate) title: String,
    pub(crate) units: Vec<LabelledUnit>,
    /// The position on each principle that it takes: `for`, `against` or `mixed`.
    pub(crate) positions: BTreeMap<String, String>,
    /// The themes on which it states something.
    pub(crate) themes: BTreeMap<String, LabelledTheme>,
}

/// A line of a document: a heading, a sentence, an item, a row.
pub(crate) struct LabelledUnit {
    pub(crate) kind: String,
    pub(crate) section: String,
    pub(crate) text: String,
    /// `own`, `other` or nothing.
    pub(crate) subject: String,
    /// `id=for` and `id=against`.
    pub(crate) principles: BTreeSet<String>,
}

/// What a document states on a theme.
pub(crate) struct LabelledTheme {
    /// The highest intensity, 1 to 5.
    pub(crate) intensity: u8,
    /// `fast`, `slow` or `-`.
    pub(crate) tempo: String,
}

/// All documents of a folder of `tests/reader/`, in the order of its files.
pub(crate) fn documents(folder: &str) -> Vec<LabelledDocument> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/reader")
        .join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("a readable entry").path())
        .collect();
    files.sort();
    let mut documents = Vec::new();
    for file in files {
        let text = fs::read_to_string(file).expect("a text file");
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            add_line(&mut documents, line);
        }
    }
    documents
}

fn add_line(documents: &mut Vec<LabelledDocument>, line: &str) {
    // The truth lines of one writer are parted by spaces.
    if let Some(truth) = line.strip_prefix("#truth") {
        let fields: Vec<&str> = truth.split_whitespace().collect();
        let document = documents.last_mut().expect("a document before its truth");
        match fields.as_slice() {
            ["principle", id, position] => {
                document.positions.insert((*id).into(), (*position).into());
            }
            ["theme", id, intensity, tempo] => {
                let theme = LabelledTheme {
                    intensity: intensity.parse().expect("an intensity"),
                    tempo: (*tempo).into(),
                };
                document.themes.insert((*id).into(), theme);
            }
            other => panic!("unknown truth {other:?}"),
        }
        return;
    }
    let fields: Vec<&str> = line.split('\t').collect();
    if fields[0] == "#doc" {
        documents.push(LabelledDocument {
            id: fields[1].into(),
            owners: owners(fields[3]),
            title: fields[5].into(),
            units: Vec::new(),
            positions: BTreeMap::new(),
            themes: BTreeMap::new(),
        });
        return;
    }
    let document = documents.last_mut().expect("a document before its units");
    document.units.push(LabelledUnit {
        kind: fields[0].into(),
        section: fields[1].into(),
        text: fields[2].trim().into(),
        subject: fields[3].into(),
        principles: fields[4]
            .split(';')
            .filter(|one| !one.is_empty())
            .map(str::to_owned)
            .collect(),
    });
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
    /// The document in Markdown, with the headings, lists and tables of a real one.
    pub(crate) fn to_markdown(&self) -> String {
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
