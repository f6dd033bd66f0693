//! What a vision can be about: themes, principles, initiatives, and the words by which text shows them.
//!
//! **Owns** the lists of themes, principles and initiatives, their names in Dutch and English, and the cues (see
//! [`Pattern`]) by which a sentence shows a theme, a principle, an initiative, a speaker, a pace, and how far
//! something has come. **In** comes TOML text: the built-in `data/taxonomy/*.toml`, or files of a user for another
//! domain. **Out** goes one checked [`Taxonomy`], or all problems of the files with file and line ([`check`]).
//! Every cue has a reason and a source. `data/taxonomy/README.md` describes the files and the pattern language.
//!
//! **Deliberately does not know** how sentences are read, which [`crate::stance`] does; opens no file and knows no
//! municipality.
//!
//! **Reading order**: `entry`, `role` and `pattern` are the data; `grammar` parses one pattern; `load` reads the
//! files in two passes, `declarations` and then the entries with their `cues`, over the shared `context`; `reach`
//! finds patterns that cannot match; `raw` has the shape of a file and `problem` what can be wrong with it.

mod context;
mod cues;
mod declarations;
mod entry;
mod grammar;
mod id;
mod load;
mod pattern;
mod problem;
mod raw;
mod reach;
mod role;
mod source;

pub use entry::{Cue, Initiative, Pole, PoleMeaning, Principle, RoleCue, Strength, Theme};
pub use id::{InitiativeId, PrincipleId, ThemeId};
pub use pattern::{Element, Pattern, WordMatch};
pub use problem::{
    PatternError, Place, Problem, ProblemKind, Reference, TaxonomyError, UnreachableReason,
};
pub use role::Role;
pub use source::Source;

/// Returns all problems of some sources that together are one taxonomy, in the order of files and lines.
///
/// Finds everything for which [`Taxonomy::parse`] refuses them, and patterns that no text can match.
///
/// ```
/// use wiel::taxonomy::{Source, check};
/// assert!(check(&Source::builtin()).is_empty());
/// let mine = Source { name: "mine.toml".into(), text: "version = \"1\"".into() };
/// assert_eq!(check(&[mine])[0].to_string(), "taxonomy: no source defines a [[theme]]");
/// ```
pub fn check(sources: &[Source<'_>]) -> Vec<Problem> {
    load::load(sources).1
}

/// Themes, principles, initiatives and cues that belong together, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taxonomy {
    version: String,
    hash: String,
    sources: Vec<Source<'static>>,
    themes: Vec<Theme>,
    principles: Vec<Principle>,
    initiatives: Vec<Initiative>,
    cues: Vec<RoleCue>,
    figures: Option<Vec<u8>>,
}

impl Taxonomy {
    /// Loads a taxonomy from one or more TOML texts, which together are one.
    ///
    /// Themes, principles and initiatives keep the order in which they stand. A file may refer to themes and
    /// sources of any other file, and to word classes of itself and earlier files. The general cues are not added
    /// by default: pass [`Source::builtin_cues`] first, then your own files.
    ///
    /// # Errors
    /// [`TaxonomyError::Invalid`] with all problems of all files: text that is not TOML of this shape, a missing
    /// version, a duplicate or ill-formed id, an unknown theme, class or source, an empty cue list, reason or
    /// name, a pattern that cannot be read, is a duplicate or is stop words only, more than 255 themes.
    ///
    /// ```
    /// use wiel::taxonomy::{Source, Taxonomy};
    /// let own = Source {
    ///     name: "milieu.toml".into(),
    ///     text: r#"
    ///         version = "1"
    ///         [[source]]
    ///         id = "own-reading"
    ///         title = "our own reading of environmental visions"
    ///         [[theme]]
    ///         id = "warmte"
    ///         nl = "Warmtetransitie"
    ///         en = "Heat transition"
    ///         [[theme.cue]]
    ///         any = ["warmtenet*", "aardgasvrij"]
    ///         reason = "the words of the subject"
    ///         source = "own-reading"
    ///     "#.into(),
    /// };
    /// let taxonomy = Taxonomy::parse(&[Source::builtin_cues(), own])?;
    /// assert_eq!(taxonomy.themes()[0].nl, "Warmtetransitie");
    /// # Ok::<(), wiel::taxonomy::TaxonomyError>(())
    /// ```
    pub fn parse(sources: &[Source<'_>]) -> Result<Self, TaxonomyError> {
        let (taxonomy, mut problems) = load::load(sources);
        // Remarks about patterns do not make the taxonomy unusable.
        problems.retain(|problem| problem.kind.is_error());
        match taxonomy {
            Some(taxonomy) if problems.is_empty() => Ok(taxonomy),
            _ => Err(TaxonomyError::Invalid(problems)),
        }
    }

    /// The taxonomy of information provision and automation: 22 themes, 15 principles, and the
    /// initiatives of municipalities.
    pub fn builtin() -> Self {
        Self::parse(&Source::builtin())
            .expect("the embedded files are checked by the tests of this module")
    }

    /// The versions of the files, in order, joined by `+`; equal neighbours are written once.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The same taxonomy with the figures of a classifier that was trained for its principles, as
    /// [`crate::stance::StanceClassifier::to_bytes`] writes them. The hash changes with them.
    #[must_use]
    pub fn with_figures(self, figures: Vec<u8>) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.hash.as_bytes());
        hasher.update(&figures);
        Self {
            hash: hasher.finalize().to_hex().to_string(),
            figures: Some(figures),
            ..self
        }
    }

    /// The figures of a classifier of its own. Returns `None` if it has none.
    pub fn figures(&self) -> Option<&[u8]> {
        self.figures.as_deref()
    }

    /// The BLAKE3 hash of all texts, 64 hex digits; differs after any change of a text or of their order.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The texts it was read from, in order. [`Taxonomy::parse`] of these returns an equal taxonomy.
    pub fn sources(&self) -> &[Source<'static>] {
        &self.sources
    }

    /// All themes, in file order, indexed by [`ThemeId::index`].
    pub fn themes(&self) -> &[Theme] {
        &self.themes
    }

    /// All principles, in file order, indexed by [`PrincipleId::index`]. May be empty.
    pub fn principles(&self) -> &[Principle] {
        &self.principles
    }

    /// All initiatives, in file order, indexed by [`InitiativeId::index`]. May be empty.
    pub fn initiatives(&self) -> &[Initiative] {
        &self.initiatives
    }

    /// The cues that show something other than a theme, principle or initiative.
    pub fn cues(&self) -> &[RoleCue] {
        &self.cues
    }

    /// The theme with this id.
    ///
    /// # Panics
    /// When the id is out of range, as one of a larger taxonomy may be.
    pub fn theme(&self, id: ThemeId) -> &Theme {
        &self.themes[id.index()]
    }

    /// The principle with this id.
    ///
    /// # Panics
    /// When the id is out of range, as one of a larger taxonomy may be.
    pub fn principle(&self, id: PrincipleId) -> &Principle {
        &self.principles[id.index()]
    }

    /// The initiative with this id.
    ///
    /// # Panics
    /// When the id is out of range, as one of a larger taxonomy may be.
    pub fn initiative(&self, id: InitiativeId) -> &Initiative {
        &self.initiatives[id.index()]
    }

    /// The theme with this name, such as `ai`. Returns `None` if there is none.
    pub fn theme_named(&self, name: &str) -> Option<ThemeId> {
        self.themes
            .iter()
            .find(|theme| theme.name == name)
            .map(|theme| theme.id)
    }

    /// The principle with this name, such as `collectief`. Returns `None` if there is none.
    pub fn principle_named(&self, name: &str) -> Option<PrincipleId> {
        self.principles
            .iter()
            .find(|principle| principle.name == name)
            .map(|principle| principle.id)
    }

    /// The initiative with this name, such as `chatbot`. Returns `None` if there is none.
    pub fn initiative_named(&self, name: &str) -> Option<InitiativeId> {
        self.initiatives
            .iter()
            .find(|initiative| initiative.name == name)
            .map(|initiative| initiative.id)
    }
}

#[cfg(test)]
mod tests;
