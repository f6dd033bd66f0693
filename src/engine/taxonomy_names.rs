//! Themes and principles by the names that a query gives them.

use super::{Engine, EngineError, WhatIf};
use crate::stance::Stance;
use crate::taxonomy::ThemeId;

impl Engine {
    /// Returns the theme with this name in the taxonomy of the generation.
    ///
    /// # Errors
    /// Returns [`EngineError::UnknownTheme`], with the names of all themes, if there is none.
    pub fn theme(&self, name: &str) -> Result<ThemeId, EngineError> {
        let taxonomy = self.taxonomy();
        taxonomy
            .theme_named(name)
            .ok_or_else(|| EngineError::UnknownTheme {
                name: name.to_owned(),
                known: comma_separated(taxonomy.themes().iter().map(|theme| &theme.name)),
            })
    }

    /// Parses a supposed stance such as `principle:collectief=for`, where `principle:` may be left out.
    ///
    /// # Errors
    /// 1. [`EngineError::InvalidWhatIf`] if the text does not have this form;
    /// 2. [`EngineError::UnknownPrinciple`], with the names of all principles, if there is no such principle.
    pub fn parse_what_if(&self, text: &str) -> Result<WhatIf, EngineError> {
        // Without `=` the stance is empty, which no arm below accepts.
        let assignment = text.strip_prefix("principle:").unwrap_or(text);
        let (name, stance) = assignment.split_once('=').unwrap_or((assignment, ""));
        let stance = match stance {
            "for" => Stance::For,
            "against" => Stance::Against,
            _ => {
                return Err(EngineError::InvalidWhatIf {
                    text: text.to_owned(),
                });
            }
        };
        let taxonomy = self.taxonomy();
        let principle =
            taxonomy
                .principle_named(name)
                .ok_or_else(|| EngineError::UnknownPrinciple {
                    name: name.to_owned(),
                    known: comma_separated(taxonomy.principles().iter().map(|one| &one.name)),
                })?;
        Ok(WhatIf { principle, stance })
    }
}

fn comma_separated<'n>(names: impl Iterator<Item = &'n String>) -> String {
    names.map(String::as_str).collect::<Vec<_>>().join(", ")
}
