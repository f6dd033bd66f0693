//! The texts that a taxonomy is read from, and those that are built in.

use std::borrow::Cow;

/// A text in TOML, with the name under which problems in it are reported: mostly that of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source<'a> {
    /// The name in reports of problems.
    pub name: Cow<'a, str>,
    /// The TOML.
    pub text: Cow<'a, str>,
}

const THEMES: &str = include_str!("../../data/taxonomy/themes.toml");
const PRINCIPLES: &str = include_str!("../../data/taxonomy/principles.toml");
const INITIATIVES: &str = include_str!("../../data/taxonomy/things.toml");
const CUES: &str = include_str!("../../data/taxonomy/cues.toml");

impl Source<'static> {
    /// All built-in files, in the order in which they build on each other.
    pub fn builtin() -> [Self; 4] {
        [
            // The cues first, because later files use their word classes.
            Self::builtin_cues(),
            Self::builtin_themes(),
            Self::builtin_principles(),
            Self::builtin_initiatives(),
        ]
    }

    /// The built-in themes of information provision and automation.
    pub fn builtin_themes() -> Self {
        Self::embedded("data/taxonomy/themes.toml", THEMES)
    }

    /// The built-in principles of information provision and automation.
    pub fn builtin_principles() -> Self {
        Self::embedded("data/taxonomy/principles.toml", PRINCIPLES)
    }

    /// The built-in initiatives of information provision and automation; they belong to the built-in themes.
    pub fn builtin_initiatives() -> Self {
        Self::embedded("data/taxonomy/things.toml", INITIATIVES)
    }

    /// The built-in general cues of Dutch policy prose: speaker, negation, pace, intensity. A taxonomy of
    /// another domain uses these and adds its own themes and principles.
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

impl Source<'_> {
    /// The same text, owned.
    pub(super) fn to_owned(&self) -> Source<'static> {
        Source {
            name: self.name.clone().into_owned().into(),
            text: self.text.clone().into_owned().into(),
        }
    }
}
