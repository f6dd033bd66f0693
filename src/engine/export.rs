//! What a generation holds of some municipalities, record by record, for programs that compute with it themselves.

use std::collections::BTreeSet;

use super::{Engine, EngineError};
use crate::document::{DocumentRecord, PassageRow};
use crate::index::StoredPassage;
use crate::municipality::{GemeenteCode, Municipality};
use crate::profile::{CitedStatement, Coverage, Profile};
use crate::rank::PolicyPosition;

/// What is known of a municipality.
#[derive(Clone, Copy, Debug)]
pub struct ProfileRecord<'e> {
    /// The municipality.
    pub municipality: &'e Municipality,
    /// How much was read of it.
    pub coverage: &'e Coverage,
    /// What it states, counted.
    pub profile: &'e Profile,
    /// The same as numbers that are compared.
    pub position: &'e PolicyPosition,
    /// Whether it can be compared.
    pub has_text: bool,
}

/// A passage of a document.
#[derive(Clone, Debug)]
pub struct PassageRecord<'e> {
    /// Its row in the generation.
    pub row: PassageRow,
    /// The document.
    pub document: &'e DocumentRecord,
    /// Its page, heading and text.
    pub passage: StoredPassage,
    /// The numbers of its vector; `None` if it has none.
    pub vector: Option<&'e [i8]>,
}

/// What a sentence states.
#[derive(Clone, Debug)]
pub struct StatementRecord<'e> {
    /// What was read in it.
    pub statement: &'e CitedStatement,
    /// The document.
    pub document: &'e DocumentRecord,
    /// The passage in which it stands.
    pub passage: StoredPassage,
    /// The numbers of its vector; `None` if the generation was built without the encoder.
    pub vector: Option<&'e [i8]>,
}

impl StatementRecord<'_> {
    /// Returns the sentence.
    pub fn sentence(&self) -> &str {
        self.statement.sentence.of(&self.passage.text)
    }
}

impl Engine {
    /// Returns what is known of a municipality as numbers.
    ///
    /// # Errors
    /// Returns [`EngineError::UnknownCode`] if the register has no such municipality.
    pub fn profile_record(&self, code: &GemeenteCode) -> Result<ProfileRecord<'_>, EngineError> {
        let municipality = self.municipality(code)?;
        let place = self.place(code);
        Ok(ProfileRecord {
            municipality,
            coverage: self.coverage(code)?,
            profile: self.counted_profile(code),
            position: &self.positions[place],
            has_text: self.snapshot.model.has_text(place),
        })
    }

    /// Iterates over the passages of the documents of some municipalities, in row order. Cost: one read of each.
    ///
    /// Each is an error of its own: [`EngineError::Index`] if it cannot be read.
    pub fn passage_records<'e>(
        &'e self,
        codes: &'e BTreeSet<GemeenteCode>,
    ) -> impl Iterator<Item = Result<PassageRecord<'e>, EngineError>> {
        let documents = self.snapshot.documents.iter();
        let wanted = documents.filter(|one| one.owners.iter().any(|owner| codes.contains(owner)));
        let rows = wanted.flat_map(|document| {
            let first = document.first_row.0;
            (first..first + document.passages).map(move |row| (document, PassageRow(row)))
        });
        rows.map(|(document, row)| {
            let embeddings = self.embeddings();
            Ok(PassageRecord {
                row,
                document,
                passage: self.snapshot.index.passage(row)?,
                vector: embeddings.and_then(|all| all.passages.numbers(row)),
            })
        })
    }

    /// Iterates over the statements that count towards some municipalities, in row order. Cost: one read of the passage of
    /// each.
    ///
    /// Each is an error of its own: [`EngineError::Index`] if it cannot be read.
    pub fn statement_records<'e>(
        &'e self,
        codes: &'e BTreeSet<GemeenteCode>,
    ) -> impl Iterator<Item = Result<StatementRecord<'e>, EngineError>> {
        let all = self.snapshot.statements.iter().enumerate();
        let with_document =
            all.map(|(place, statement)| (place, statement, self.document_of(statement.passage)));
        let wanted = with_document
            .filter(|(_, _, document)| document.represented().any(|one| codes.contains(one)));
        wanted.map(|(place, statement, document)| {
            let embeddings = self.embeddings();
            Ok(StatementRecord {
                statement,
                document,
                passage: self.snapshot.index.passage(statement.passage)?,
                vector: embeddings.map(|all| all.statements.row(place)),
            })
        })
    }
}
