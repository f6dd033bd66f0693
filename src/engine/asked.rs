//! Themes and principles as a question names them.

use super::{Engine, EngineError};
use crate::taxonomy::{PrincipleId, ThemeId};

impl Engine {
    /// The theme with this name in the taxonomy of the generation.
    ///
    /// # Errors
    /// [`EngineError::UnknownTheme`], which names them all.
    pub fn theme(&self, name: &str) -> Result<ThemeId, EngineError> {
        let taxonomy = self.taxonomy();
        taxonomy
            .theme_named(name)
            .ok_or_else(|| EngineError::UnknownTheme {
                name: name.to_owned(),
                known: listed(taxonomy.themes().iter().map(|theme| &theme.name)),
            })
    }

    /// What a question supposes, as it writes it: `principle:collectief=for`, where the first word may be left
    /// out. The answer is the principle, and whether the focus is for it.
    ///
    /// # Errors
    /// 1. [`EngineError::Supposition`] when it is not written so;
    /// 2. [`EngineError::UnknownPrinciple`], which names them all.
    pub fn supposition(&self, text: &str) -> Result<(PrincipleId, bool), EngineError> {
        let bare = text.strip_prefix("principle:").unwrap_or(text);
        let (name, stance) = bare.split_once('=').unwrap_or((bare, ""));
        let is_for = match stance {
            "for" => true,
            "against" => false,
            _ => {
                return Err(EngineError::Supposition {
                    text: text.to_owned(),
                });
            }
        };
        let taxonomy = self.taxonomy();
        let id = taxonomy
            .principle_named(name)
            .ok_or_else(|| EngineError::UnknownPrinciple {
                name: name.to_owned(),
                known: listed(taxonomy.principles().iter().map(|one| &one.name)),
            })?;
        Ok((id, is_for))
    }
}

fn listed<'n>(names: impl Iterator<Item = &'n String>) -> String {
    names.map(String::as_str).collect::<Vec<_>>().join(", ")
}
