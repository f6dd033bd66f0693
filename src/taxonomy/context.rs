//! What the steps of loading share: the problems so far, and what can be referred to.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::Spanned;

use super::pattern::{Classes, Pattern};
use super::problem::{Place, Problem, ProblemKind, Reference};
use super::{Pole, Role, Source, Strength, ThemeId};
use crate::text::{DutchStemmer, single_line};

/// One source while it is read: its name, and where its lines begin.
pub(super) struct File {
    name: String,
    /// The bytes at which the second and later lines begin, ascending.
    line_starts: Vec<usize>,
    /// Its position among the sources, by which problems are ordered.
    index: usize,
}

impl File {
    pub(super) fn new(index: usize, source: &Source<'_>) -> Self {
        let newlines = source.text.match_indices('\n');
        Self {
            name: source.name.clone().into_owned(),
            // The first line has no entry: every text begins with it.
            line_starts: newlines.map(|(at, _)| at + 1).collect(),
            index,
        }
    }

    /// The place of a byte range: the line on which it begins.
    pub(super) fn place(&self, span: Range<usize>) -> Place {
        // Lines count from 1.
        let line = self
            .line_starts
            .partition_point(|start| *start <= span.start)
            + 1;
        Place {
            file: self.name.clone(),
            line: Some(line),
        }
    }

    /// The place of the file as a whole.
    pub(super) fn whole(&self) -> Place {
        Place {
            file: self.name.clone(),
            line: None,
        }
    }
}

/// What a pattern shows when it matches. Two equal patterns that show the same are duplicates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shows {
    Theme(usize),
    Principle(usize, Pole, Strength),
    Initiative(usize),
    Role(Role),
}

/// The shared state of loading.
pub(super) struct Context {
    pub(super) stemmer: DutchStemmer,
    /// The ids of all themes, in order, so that a file can refer to themes of a later one.
    pub(super) themes: Vec<String>,
    /// The ids of all sources.
    pub(super) sources: BTreeSet<String>,
    pub(super) classes: Classes,
    /// All patterns so far, with their text and place.
    pub(super) patterns: BTreeMap<(Shows, Pattern), (String, Place)>,
    /// The problems so far, each with the position of its file.
    problems: Vec<(usize, Problem)>,
}

impl Context {
    pub(super) fn new() -> Self {
        Self {
            stemmer: DutchStemmer::new(),
            themes: Vec::new(),
            sources: BTreeSet::new(),
            classes: Classes::new(),
            patterns: BTreeMap::new(),
            problems: Vec::new(),
        }
    }

    /// Records a problem at a byte range of a file.
    pub(super) fn report(
        &mut self,
        file: &File,
        span: Range<usize>,
        key: impl Into<String>,
        kind: ProblemKind,
    ) {
        self.report_at(file, file.place(span), key, kind);
    }

    /// Records a problem at a place of a file.
    pub(super) fn report_at(
        &mut self,
        file: &File,
        place: Place,
        key: impl Into<String>,
        kind: ProblemKind,
    ) {
        let key = key.into();
        self.problems
            .push((file.index, Problem { place, key, kind }));
    }

    /// Records a problem of all sources together.
    pub(super) fn report_overall(&mut self, kind: ProblemKind) {
        let place = Place {
            file: "taxonomy".to_owned(),
            line: None,
        };
        let key = String::new();
        // After the problems of all files.
        self.problems
            .push((usize::MAX, Problem { place, key, kind }));
    }

    /// Records a problem for each of `texts` that is empty.
    pub(super) fn require_text(
        &mut self,
        file: &File,
        key: &str,
        texts: &[(&str, &Spanned<String>)],
    ) {
        for (name, text) in texts {
            // Control characters and invisible ones alone are no text.
            if single_line(text.get_ref()).is_empty() {
                self.report(
                    file,
                    text.span(),
                    format!("{key}.{name}"),
                    ProblemKind::Empty,
                );
            }
        }
    }

    /// Returns the theme that an entry refers to, or `None`, with a problem, when there is none with this id.
    pub(super) fn theme(
        &mut self,
        file: &File,
        key: &str,
        id: &Spanned<String>,
    ) -> Option<ThemeId> {
        // A taxonomy has 255 themes at most, so a scan is enough.
        let index = self.themes.iter().position(|known| known == id.get_ref());
        if index.is_none() {
            let kind = ProblemKind::Unknown {
                what: Reference::Theme,
                id: id.get_ref().clone(),
            };
            self.report(file, id.span(), format!("{key}.theme"), kind);
        }
        index.map(ThemeId::from_index)
    }

    pub(super) fn has_problems(&self) -> bool {
        !self.problems.is_empty()
    }

    /// All problems, in the order of the sources and of the lines in each.
    pub(super) fn into_problems(mut self) -> Vec<Problem> {
        // Stable: problems of one line stay in the order of its keys.
        self.problems
            .sort_by_key(|(file, problem)| (*file, problem.place.line));
        self.problems
            .into_iter()
            .map(|(_, problem)| problem)
            .collect()
    }
}
