//! What there is to have a vision about: themes, principles, concrete things, and the words by which they are known.
//!
//! Owns the lists of themes, principles and things that one can make together, their names in Dutch and English, and the cues (see [`Pattern`])
//! by which a sentence shows theme, principle, subject, pace and how far something has come. Comes in: TOML
//! text, the built-in `data/taxonomy/*.toml` or that of a user for his own domain. Goes out: one checked
//! [`Taxonomy`]. Every cue bears a reason and a source.
//!
//! This module does not read sentences, which [`crate::stance`] does, opens no file, and knows no municipality.

mod error;
mod id;
mod load;
mod pattern;
mod raw;
mod role;

use std::borrow::Cow;

pub use error::{Fault, TaxonomyError};
pub use id::{PrincipleId, ThemeId, ThingId};
pub use pattern::{Element, Pattern, WordMatch};
pub use role::Role;

/// A text in TOML, with the name under which faults are reported: a file name, mostly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source<'a> {
    /// How faults call it.
    pub name: Cow<'a, str>,
    /// The TOML.
    pub text: Cow<'a, str>,
}

/// Themes, principles and cues that belong together, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taxonomy {
    version: String,
    hash: String,
    sources: Vec<Source<'static>>,
    themes: Vec<Theme>,
    principles: Vec<Principle>,
    things: Vec<Thing>,
    cues: Vec<RoleCue>,
}

/// Something that a vision can be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Its id in this taxonomy.
    pub id: ThemeId,
    /// The name by which files and filters call it: lower case, `inclusie-digitaal`.
    pub name: String,
    /// Its name for readers of Dutch.
    pub nl: String,
    /// Its name for readers of English.
    pub en: String,
    /// Whether the law makes every municipality write of it, so that the mention says little.
    pub statutory: bool,
    /// The words that show it; at least one.
    pub cues: Vec<Cue>,
}

/// Something that a vision can be for or against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principle {
    /// Its id in this taxonomy.
    pub id: PrincipleId,
    /// The name by which files and filters call it: lower case, `regieorganisatie`.
    pub name: String,
    /// Its name for readers of Dutch.
    pub nl: String,
    /// Its name for readers of English.
    pub en: String,
    /// What `for` means, in Dutch.
    pub for_nl: String,
    /// What `for` means, in English.
    pub for_en: String,
    /// What `against` means, in Dutch.
    pub against_nl: String,
    /// What `against` means, in English.
    pub against_en: String,
    /// The theme of a sentence that speaks of this principle, when it names none by itself.
    pub theme: Option<ThemeId>,
    /// The words that show it, each with the pole it shows; at least one.
    pub cues: Vec<(Pole, Strength, Cue)>,
}

/// Something concrete that a municipality can plan, build or have, and share with others: a system, a team, a
/// place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// Its id in this taxonomy.
    pub id: ThingId,
    /// The name by which files and filters call it: lower case, `e-depot`.
    pub name: String,
    /// Its name for readers of Dutch.
    pub nl: String,
    /// Its name for readers of English.
    pub en: String,
    /// The theme that it belongs to.
    pub theme: ThemeId,
    /// The words that show it; at least one.
    pub cues: Vec<Cue>,
}

/// The two ends of a principle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pole {
    /// For it.
    For,
    /// Against it.
    Against,
}

/// How much a principle cue says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// Shows the principle in any sentence that states something.
    Plain,
    /// A buzzword: shows it only beside a choice, a plan or a deed (intensity 2 or more).
    NeedsAction,
    /// Shows this pole whatever negation stands around it: the cue holds it already.
    Fixed,
}

/// Patterns that mean the same, with why they are here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Any of these; at least one.
    pub patterns: Vec<Pattern>,
    /// Why they are in the list.
    pub reason: String,
    /// The id of the source they come from.
    pub source: String,
}

/// A cue that tells something other than theme or principle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleCue {
    /// What it tells.
    pub role: Role,
    /// By which words.
    pub cue: Cue,
}

const THEMES: &str = include_str!("../../data/taxonomy/themes.toml");
const PRINCIPLES: &str = include_str!("../../data/taxonomy/principles.toml");
const THINGS: &str = include_str!("../../data/taxonomy/things.toml");
const CUES: &str = include_str!("../../data/taxonomy/cues.toml");

impl Source<'static> {
    /// The built-in themes of information provision and automation.
    pub fn builtin_themes() -> Self {
        Self::embedded("data/taxonomy/themes.toml", THEMES)
    }

    /// The built-in principles of information provision and automation.
    pub fn builtin_principles() -> Self {
        Self::embedded("data/taxonomy/principles.toml", PRINCIPLES)
    }

    /// The built-in things of information provision and automation; they belong to the built-in themes.
    pub fn builtin_things() -> Self {
        Self::embedded("data/taxonomy/things.toml", THINGS)
    }

    /// The built-in general cues of Dutch policy prose: subject, negation, pace, intensity. A taxonomy of
    /// another domain takes these and brings its own themes and principles.
    pub fn builtin_cues() -> Self {
        Self::embedded("data/taxonomy/cues.toml", CUES)
    }

    fn embedded(name: &'static str, text: &'static str) -> Self {
        Self {
            name: Cow::Borrowed(name),
            text: Cow::Borrowed(text),
        }
    }
}

impl Taxonomy {
    /// Loads a taxonomy from one or more TOML texts, which together are one.
    ///
    /// Themes, principles and things keep the order in which they stand. A file may refer to themes and sources of
    /// any other, and to word classes of itself and earlier ones. The general cues are not added by
    /// themselves: give [`Source::builtin_cues`] first, then your own.
    ///
    /// # Errors
    /// 1. [`TaxonomyError::Faults`] with all faults of all files: text that is not TOML of this shape, a missing
    ///    version, a doubled or ill-formed id, an unknown theme, class or source, an empty cue list, reason or
    ///    name, a cue that cannot be read, stands twice or is stop words only, more than 255 themes.
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
        load::load(sources)
    }

    /// The taxonomy of information provision and automation: 22 themes, 14 principles, and the
    /// things that municipalities make or take over.
    pub fn builtin() -> Self {
        Self::parse(&[
            Source::builtin_cues(),
            Source::builtin_themes(),
            Source::builtin_principles(),
            Source::builtin_things(),
        ])
        .expect("the embedded files are checked by the tests of this module")
    }

    /// The versions that the files give themselves, joined by `+`, each once in a row.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The BLAKE3 hash of all the text, 64 hex digits: changes with any change of a file or their order.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The texts it was made of, in order: [`Taxonomy::parse`] of these gives the same again.
    pub fn sources(&self) -> &[Source<'static>] {
        &self.sources
    }

    /// All themes, in file order; [`ThemeId::index`] counts in this list.
    pub fn themes(&self) -> &[Theme] {
        &self.themes
    }

    /// All principles, in file order; [`PrincipleId::index`] counts in this list. May be empty.
    pub fn principles(&self) -> &[Principle] {
        &self.principles
    }

    /// All things, in file order; [`ThingId::index`] counts in this list. May be empty.
    pub fn things(&self) -> &[Thing] {
        &self.things
    }

    /// The cues that are neither theme, principle nor thing.
    pub fn cues(&self) -> &[RoleCue] {
        &self.cues
    }

    /// The theme with this id.
    ///
    /// # Panics
    /// When the id is of a larger taxonomy.
    pub fn theme(&self, id: ThemeId) -> &Theme {
        &self.themes[id.index()]
    }

    /// The principle with this id.
    ///
    /// # Panics
    /// When the id is of a larger taxonomy.
    pub fn principle(&self, id: PrincipleId) -> &Principle {
        &self.principles[id.index()]
    }

    /// The thing with this id.
    ///
    /// # Panics
    /// When the id is of a larger taxonomy.
    pub fn thing(&self, id: ThingId) -> &Thing {
        &self.things[id.index()]
    }

    /// The theme of this name, such as `ai`.
    pub fn theme_named(&self, name: &str) -> Option<ThemeId> {
        self.themes
            .iter()
            .find(|theme| theme.name == name)
            .map(|theme| theme.id)
    }

    /// The principle of this name, such as `collectief`.
    pub fn principle_named(&self, name: &str) -> Option<PrincipleId> {
        self.principles
            .iter()
            .find(|principle| principle.name == name)
            .map(|principle| principle.id)
    }

    /// The thing of this name, such as `chatbot`.
    pub fn thing_named(&self, name: &str) -> Option<ThingId> {
        self.things
            .iter()
            .find(|thing| thing.name == name)
            .map(|thing| thing.id)
    }
}

#[cfg(test)]
mod tests;
