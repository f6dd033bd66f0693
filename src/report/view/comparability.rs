//! What is compared of a pair, and whether that is enough to speak of their visions.

use serde::Serialize;
use utoipa::ToSchema;

use crate::engine::Catalog;
use crate::rank::ComparedTopics;

/// How many principles and themes both mention, of how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Compared {
    /// Principles on which both take a stance.
    pub principles: usize,
    /// All principles of the taxonomy.
    pub of_principles: usize,
    /// Themes on which both state something.
    pub themes: usize,
    /// All themes of the taxonomy.
    pub of_themes: usize,
}

impl Compared {
    /// Creates the view of what is compared.
    pub fn new(catalog: &Catalog<'_>, topics: ComparedTopics) -> Self {
        let taxonomy = catalog.taxonomy();
        Self {
            principles: topics.principles,
            of_principles: taxonomy.principles().len(),
            themes: topics.themes,
            of_themes: taxonomy.themes().len(),
        }
    }
}
