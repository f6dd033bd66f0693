//! A catalog: what the identifiers in an answer stand for.

use std::collections::BTreeMap;

use super::Engine;
use crate::document::{DocumentId, DocumentRecord};
use crate::generation::{GenerationId, Manifest};
use crate::municipality::{GemeenteCode, Register};
use crate::taxonomy::Taxonomy;

/// The names and records behind the identifiers in an answer: municipalities, themes, principles, initiatives and
/// documents of one generation.
///
/// Answers hold identifiers. Whoever shows an answer looks them up here, and does not need the [`Engine`].
#[derive(Clone, Copy)]
pub struct Catalog<'g> {
    manifest: &'g Manifest,
    register: &'g Register,
    taxonomy: &'g Taxonomy,
    documents: &'g [DocumentRecord],
    document_places: &'g BTreeMap<DocumentId, usize>,
}

impl Engine {
    /// Returns the catalog of the generation. Cost: none, it only borrows.
    pub fn catalog(&self) -> Catalog<'_> {
        Catalog {
            manifest: self.manifest(),
            register: self.register(),
            taxonomy: self.taxonomy(),
            documents: self.documents(),
            document_places: &self.document_places,
        }
    }
}

impl<'g> Catalog<'g> {
    /// Returns the id of the generation.
    pub fn generation(&self) -> GenerationId {
        self.manifest.id
    }

    /// Returns the manifest of the generation.
    pub fn manifest(&self) -> &'g Manifest {
        self.manifest
    }

    /// Returns the municipal register.
    pub fn register(&self) -> &'g Register {
        self.register
    }

    /// Returns the taxonomy of themes, principles and initiatives.
    pub fn taxonomy(&self) -> &'g Taxonomy {
        self.taxonomy
    }

    /// Returns all documents, in row order.
    pub fn documents(&self) -> &'g [DocumentRecord] {
        self.documents
    }

    /// Returns the document with this id, or `None` if the generation has none.
    pub fn document(&self, id: &DocumentId) -> Option<&'g DocumentRecord> {
        // A look-up by id instead of a search: pages ask for the document of every quote.
        let place = *self.document_places.get(id)?;
        Some(&self.documents[place])
    }

    /// Returns the official name of a municipality, or the code itself if the register does not know it.
    pub fn municipality_name(&self, code: &GemeenteCode) -> String {
        self.register
            .get(code)
            // A caller may hold a code of another generation; a code says more than a failure to show the page.
            .map_or_else(|| code.to_string(), |found| found.name.clone())
    }
}
