//! A manifest from a folder of loose files, for a person to correct: whose document each file is, its title, kind and
//! date, by what the file and its name say.
//!
//! Nothing here is certain, so nothing of it is used by a build: it is a list to look through.

use std::collections::BTreeSet;
use std::fs;

use rayon::prelude::*;

use super::corpus::Corpus;
use super::corpus_entry::MANIFEST;
use super::manifest_values::folded;
use super::progress::{Progress, Stage, stop_if_asked};
use super::request::BuildRequest;
use super::walk::{files, is_document};
use super::{BuildError, pipeline};
use crate::document::{Dated, DocumentKind, Extraction, WarningKind};
use crate::extract::{ReaderPool, guess_date, guess_kind};
use crate::municipality::Register;
use crate::text::single_line;

/// One line of a proposed manifest.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// Where the file lies, relative to the corpus folder, with forward slashes.
    pub path: String,
    /// The names of the municipalities that it may be of, the likeliest first; empty when nothing tells.
    pub municipalities: Vec<String>,
    /// Its title; the name of the file when it has none.
    pub title: String,
    /// Its kind, when its content shows it.
    pub kind: Option<DocumentKind>,
    /// Its date, when its text, its name or its properties tell.
    pub dated: Option<Dated>,
    /// Where the municipalities were found.
    pub found_in: Option<FoundIn>,
    /// Why it could not be read, if so.
    pub problem: Option<String>,
}

/// Where the name of a municipality was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundIn {
    /// In the name of a folder or of the file.
    Path,
    /// In the title.
    Title,
    /// In the text.
    Text,
}

impl FoundIn {
    /// Its name in CSV.
    pub fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Title => "title",
            Self::Text => "text",
        }
    }
}

/// How much of the text is searched for names, in bytes: a document says on its first pages whose it is.
const TEXT_BYTES: usize = 6_000;

/// How often a text must name a municipality to be of it.
const MIN_MENTIONS: usize = 2;

/// Proposes a line for each document below the corpus folder that its manifest does not name yet, by path.
///
/// # Errors
/// 1. [`BuildError::NoCorpus`] when the folder is not there, [`BuildError::Io`] when it cannot be read.
/// 2. [`BuildError::Manifest`] and [`BuildError::ManifestColumn`] when there is a manifest that cannot be used.
/// 3. [`BuildError::Stopped`].
pub fn propose(
    request: &BuildRequest<'_>,
    progress: &dyn Progress,
) -> Result<Vec<Proposal>, BuildError> {
    let folder = request.corpus;
    if !folder.is_dir() {
        return Err(BuildError::NoCorpus {
            folder: folder.to_owned(),
        });
    }
    let listed = if folder.join(MANIFEST).is_file() {
        match Corpus::open(folder) {
            // A manifest without lines, such as `wiel init` writes, names no document yet.
            Err(BuildError::EmptyCorpus { .. }) => Vec::new(),
            opened => opened?.entries,
        }
    } else {
        Vec::new()
    };
    let known: BTreeSet<String> = listed.iter().map(|entry| folded(&entry.path)).collect();
    let mut paths = files(folder).map_err(|source| BuildError::Io {
        action: "read",
        path: folder.to_owned(),
        source,
    })?;
    paths.retain(|path| is_document(path) && !known.contains(&folded(path)));
    progress.begin(Stage::Read, paths.len() as u64);
    let pool = ReaderPool::new(request.params.extract.clone(), request.reading.program);
    let names = Names::new(request.register);
    let stop = || progress.is_stopped();
    pipeline::in_threads(request.threads, || {
        paths
            .par_iter()
            .map(|path| {
                stop_if_asked(progress)?;
                let read = match fs::read(folder.join(path)) {
                    Ok(bytes) => Ok(pool.read(&bytes, path, &stop).extraction),
                    Err(error) => Err(error.to_string()),
                };
                progress.advance(1);
                Ok(propose_one(path, read, &names, request.register))
            })
            .collect()
    })
}

fn propose_one(
    path: &str,
    read: Result<Extraction, String>,
    names: &Names,
    register: &Register,
) -> Proposal {
    let (extraction, failure) = match read {
        Ok(extraction) => (extraction, None),
        Err(failure) => (Extraction::default(), Some(failure)),
    };
    let unreadable = extraction
        .warnings
        .iter()
        .find(|warning| warning.kind == WarningKind::Unreadable);
    let problem = failure.or_else(|| unreadable.map(|warning| warning.message.clone()));
    let stem = file_stem(path);
    let title = extraction.title.as_deref().map(single_line);
    let title = title.filter(|title| !title.is_empty());
    let (municipalities, found_in) = owners(path, title.as_deref(), &extraction, names, register)
        .map_or((Vec::new(), None), |(names, place)| (names, Some(place)));
    Proposal {
        path: path.to_owned(),
        municipalities,
        kind: guess_kind(&extraction),
        dated: guess_date(&extraction)
            .or_else(|| year_in(&stem))
            .or(extraction.dated),
        title: title.unwrap_or(stem),
        found_in,
        problem,
    }
}

/// Whose document it is, by the first of its folders, its name, its title and its text that tells.
fn owners(
    path: &str,
    title: Option<&str>,
    extraction: &Extraction,
    names: &Names,
    register: &Register,
) -> Option<(Vec<String>, FoundIn)> {
    let mut folders: Vec<&str> = path.split('/').collect();
    folders.pop();
    let folder = folders.into_iter().rev().find_map(|folder| {
        let code = register.lookup(folder).code()?.clone();
        Some(register.get(&code)?.name.clone())
    });
    if let Some(name) = folder {
        return Some((vec![name], FoundIn::Path));
    }
    let in_name = names.in_words(&file_stem(path));
    if !in_name.is_empty() {
        return Some((in_name, FoundIn::Path));
    }
    let in_title = title.map(|title| names.in_words(title)).unwrap_or_default();
    if !in_title.is_empty() {
        return Some((in_title, FoundIn::Title));
    }
    let mut text = String::new();
    for page in &extraction.pages {
        text.push_str(&page.text);
        text.push('\n');
        if text.len() > TEXT_BYTES {
            break;
        }
    }
    let most = names.most_named(&text)?;
    Some((vec![most], FoundIn::Text))
}

/// The official names of a register, and the same folded to words.
struct Names(Vec<(String, String)>);

impl Names {
    fn new(register: &Register) -> Self {
        let names = register
            .iter()
            .map(|one| (spaced(&one.name), one.name.clone()));
        let mut names: Vec<(String, String)> = names.collect();
        // The longest first: `Alphen-Chaam` before a part of it.
        names.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        Self(names)
    }

    /// The names that stand in a name or title, in its order.
    fn in_words(&self, text: &str) -> Vec<String> {
        let mut words = spaced(text);
        let mut found = Vec::new();
        for (folded, name) in &self.0 {
            if let Some(at) = words.find(folded.as_str()) {
                found.push((at, name.clone()));
                // What one name takes is not part of another; the length stays, and with it the order.
                words.replace_range(
                    at + 1..at + folded.len() - 1,
                    &"\0".repeat(folded.len() - 2),
                );
            }
        }
        found.sort();
        found.into_iter().map(|(_, name)| name).collect()
    }

    /// The name that a text has most often as that of a municipality. Returns `None` if it names none, or two equally
    /// often.
    fn most_named(&self, text: &str) -> Option<String> {
        let text = spaced(text);
        let mut counts: Vec<(usize, &String)> = self
            .0
            .iter()
            .map(|(folded, name)| {
                // Many names are words as well (Best, Echt, Houten): only where the text says that it is a place.
                let places = [
                    "gemeente",
                    "gemeenteraad van",
                    "gemeentebestuur van",
                    "raad van",
                ];
                let mentions =
                    places.map(|place| text.matches(&format!(" {place}{folded}")).count());
                (mentions.iter().sum(), name)
            })
            .filter(|(count, _)| *count >= MIN_MENTIONS)
            .collect();
        counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        match counts.as_slice() {
            [] => None,
            [one] => Some(one.1.clone()),
            [first, second, ..] => (first.0 > second.0).then(|| first.1.clone()),
        }
    }
}

/// The words of a text in lower case, one blank around each.
fn spaced(text: &str) -> String {
    let mut out = String::from(" ");
    for word in folded(text).split(|c: char| !c.is_alphanumeric()) {
        if !word.is_empty() {
            out.push_str(word);
            out.push(' ');
        }
    }
    out
}

/// The first year that stands in a name. Returns `None` if there is none.
fn year_in(name: &str) -> Option<Dated> {
    let numbers = name.split(|c: char| !c.is_ascii_digit());
    let mut years = numbers.filter(|digits| digits.len() == 4);
    years
        .find_map(|digits| digits.parse::<Dated>().ok())
        .filter(|dated| (1980..=2099).contains(&dated.year()))
}

fn file_stem(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    single_line(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &[&str]) -> Names {
        let mut names: Vec<(String, String)> = list
            .iter()
            .map(|name| (spaced(name), (*name).to_owned()))
            .collect();
        names.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        Names(names)
    }

    #[test]
    fn municipalities_are_found_in_names_and_texts() {
        let names = names(&[
            "Woerden",
            "Montfoort",
            "Best",
            "Alphen",
            "Alphen-Chaam",
            "Súdwest-Fryslân",
        ]);
        let in_words = |text: &str| names.in_words(text).join(";");
        assert_eq!(in_words("visie_woerden-2023_def"), "Woerden");
        assert_eq!(
            in_words("Samen digitaal: Montfoort en Woerden"),
            "Montfoort;Woerden"
        );
        assert_eq!(in_words("Visie Alphen-Chaam"), "Alphen-Chaam");
        assert_eq!(
            in_words("Visie Su\u{301}dwest-Frysla\u{302}n"),
            "Súdwest-Fryslân"
        );
        assert_eq!(in_words("Visie Woerdense Verlaat"), "");
        let text = "De gemeente Woerden doet haar best. Het best werkt de gemeente Woerden samen met de gemeente Montfoort.";
        assert_eq!(names.most_named(text).as_deref(), Some("Woerden"));
        assert_eq!(names.most_named("Wij doen ons best, best vaak."), None);
    }

    #[test]
    fn years_are_found_in_names() {
        assert_eq!(year_in("visie-2023-2027").map(Dated::year), Some(2023));
        assert_eq!(year_in("visie 12345 def 3.0"), None);
        assert_eq!(year_in("besluit_0363"), None);
    }
}
