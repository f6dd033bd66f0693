//! All documents, from files to what the rest of a build needs of them, in row order.

use rayon::prelude::*;

use super::attribution::attribute;
use super::document_summary::Text;
use super::embeddings::{CorpusEmbeddings, DocumentEmbeddings};
use super::find::Found;
use super::near_duplicates::NearDuplicates;
use super::progress::stop_if_asked;
use super::progress::{Progress, Stage};
use super::read::{DocumentReader, Read};
use super::request::BuildRequest;
use super::{BuildError, groups};
use crate::document::{DocumentRecord, Origin, Passage, PassageRow};
use crate::generation::{Generation, Staging};
use crate::index::ListedSegment;
use crate::passage::Sketches;
use crate::profile::{CitedStatement, Profile, profiles};
use crate::similarity::PassageFacts;
use crate::snapshot;
use crate::stance::PolicyStatement;

/// What all documents gave together, in row order, before attribution: which documents represent a municipality, and which text is a near-duplicate.
pub(super) struct CollectedCorpus {
    pub(super) documents: Vec<DocumentRecord>,
    facts: Vec<PassageFacts>,
    /// Whether each passage is about the domain of the taxonomy.
    in_domain: Vec<bool>,
    statements: Vec<CitedStatement>,
    templates: NearDuplicates,
    embeddings: CorpusEmbeddings,
}

/// The collected documents after attribution: each assigned to the municipalities that it represents.
pub(super) struct AttributedCorpus {
    pub(super) documents: Vec<DocumentRecord>,
    pub(super) facts: Vec<PassageFacts>,
    pub(super) statements: Vec<CitedStatement>,
    /// What each municipality of the register says, in the order of the register.
    pub(super) profiles: Vec<Profile>,
    pub(super) embeddings: CorpusEmbeddings,
}

impl CollectedCorpus {
    /// Whether no document has a passage.
    pub(super) fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }

    /// Settles what shows only when all documents are there.
    pub(super) fn attribute(self, request: &BuildRequest<'_>) -> AttributedCorpus {
        let (mut documents, mut facts) = (self.documents, self.facts);
        let mut statements = self.statements;
        attribute(
            &mut documents,
            &mut facts,
            &mut statements,
            &self.in_domain,
            self.templates,
            request,
        );
        let codes = request.register.iter().map(|one| &one.code);
        AttributedCorpus {
            profiles: profiles(codes, &documents, &statements, request.taxonomy),
            documents,
            facts,
            statements,
            embeddings: self.embeddings,
        }
    }
}

/// Where the segments of the index are written, and from which generation those of unchanged documents may be
/// reused.
#[derive(Clone, Copy)]
pub(super) struct Segments<'a> {
    pub(super) staging: &'a Staging<'a>,
    pub(super) known: Option<&'a Generation>,
}

/// Reads, cuts and, where segments are asked for, indexes all documents, group by group; gives the segments of the
/// index as well, none when they were not asked for.
pub(super) fn collect(
    found: &[Found],
    reader: &DocumentReader<'_>,
    segments: Option<Segments<'_>>,
    request: &BuildRequest<'_>,
    progress: &dyn Progress,
) -> Result<(CollectedCorpus, Vec<ListedSegment>), BuildError> {
    progress.begin(Stage::Read, found.len() as u64);
    let groups = groups::groups(found);
    let min_words = request.params.passage.min_words();
    let read: Vec<(Option<String>, Vec<CollectedDocument>)> = groups
        .par_iter()
        .map(|group| {
            let group: Vec<&Found> = group.iter().map(|place| &found[*place]).collect();
            let reads = read_group(&group, reader, progress)?;
            let name = segments
                .map(|segments| segments.take_over(&reads))
                .transpose()?
                .flatten();
            // For a reused segment, or for none, the text is not needed and stays packed.
            if segments.is_none() || name.is_some() {
                let summarise = |(read, _)| CollectedDocument::new(read, min_words);
                return Ok((name, reads.into_iter().map(summarise).collect()));
            }
            let stop = || progress.is_stopped();
            let reads: Vec<(Read, Vec<Passage>)> = group
                .into_iter()
                .zip(reads)
                .map(|(found, read)| reader.in_full(found, read, &stop))
                .collect::<Result<_, BuildError>>()?;
            let name = match (name, segments) {
                (None, Some(segments)) => Some(segments.write(&reads)?),
                (name, _) => name,
            };
            let collected = reads
                .into_iter()
                .map(|(read, _)| CollectedDocument::new(read, min_words));
            Ok((name, collected.collect()))
        })
        .collect::<Result<_, BuildError>>()?;

    // Groups follow the hash of the path, rows the order of the corpus.
    let mut in_order: Vec<Option<CollectedDocument>> = found.iter().map(|_| None).collect();
    let mut names = Vec::with_capacity(groups.len());
    for (group, (name, collected)) in groups.iter().zip(read) {
        names.push(name);
        for (place, one) in group.iter().zip(collected) {
            in_order[*place] = Some(one);
        }
    }
    // Each place is in exactly one group, so none is empty here.
    let collected = in_row_order(in_order.into_iter().flatten());
    let documents = &collected.documents;
    let listed = groups.iter().zip(names).filter_map(|(group, file)| {
        let rows = group.iter().map(|place| documents[*place].first_row);
        Some(ListedSegment {
            file: file?,
            first_rows: rows.collect(),
        })
    });
    let listed = listed.collect();
    Ok((collected, listed))
}

impl Segments<'_> {
    /// Copies the segment of a group from the generation before, where that holds it and it is sound, and gives
    /// the name of its file.
    fn take_over(self, reads: &[(Read, Text)]) -> Result<Option<String>, BuildError> {
        let name = groups::name(reads.iter().map(|(read, _)| read));
        let known = self.known.and_then(|known| snapshot::segment(known, &name));
        let Some(bytes) = known else { return Ok(None) };
        tracing::debug!(documents = reads.len(), "a segment is taken over");
        snapshot::write_segment(self.staging, &name, &bytes)?;
        Ok(Some(name))
    }

    /// Writes the segment of a group of documents, and gives the name of its file.
    fn write(self, reads: &[(Read, Vec<Passage>)]) -> Result<String, BuildError> {
        let name = groups::name(reads.iter().map(|(read, _)| read));
        snapshot::write_segment(self.staging, &name, &groups::segment(reads)?)?;
        Ok(name)
    }
}

fn read_group(
    group: &[&Found],
    reader: &DocumentReader<'_>,
    progress: &dyn Progress,
) -> Result<Vec<(Read, Text)>, BuildError> {
    let stop = || progress.is_stopped();
    group
        .iter()
        .map(|one| {
            // Between documents; within one, the reader asks the same question.
            stop_if_asked(progress)?;
            let read = reader.read(one, &stop)?;
            progress.advance(1);
            Ok(read)
        })
        .collect()
}

/// Puts the documents one after the other.
fn in_row_order(collected: impl Iterator<Item = CollectedDocument>) -> CollectedCorpus {
    let mut documents = Vec::new();
    let (mut facts, mut statements) = (Vec::new(), Vec::new());
    let mut in_domain = Vec::new();
    let mut templates = NearDuplicates::default();
    let mut embeddings = CorpusEmbeddings::default();
    for one in collected {
        let mut record = one.record;
        record.first_row = PassageRow(facts.len() as u32);
        embeddings.add(one.embeddings, record.first_row, &one.statements);
        facts.extend(one.facts);
        in_domain.extend(one.in_domain);
        let cited = |one: PolicyStatement| one.in_generation(record.first_row);
        let own = one.statements.into_iter().zip(one.is_own_text);
        let own = own.filter_map(|(statement, is_own_text)| is_own_text.then_some(statement));
        statements.extend(own.map(cited));
        templates.add(one.sketches, one.words);
        documents.push(record);
    }
    CollectedCorpus {
        documents,
        facts,
        in_domain,
        statements,
        templates,
        embeddings,
    }
}

/// What one document gave, once its passages are in the index.
struct CollectedDocument {
    record: DocumentRecord,
    /// What the model must know of each passage, before the municipalities that it represents are known.
    facts: Vec<PassageFacts>,
    /// Whether each passage is about the domain of the taxonomy.
    in_domain: Vec<bool>,
    /// What is said in the document.
    statements: Vec<PolicyStatement>,
    /// By statement, whether the municipality says it itself.
    is_own_text: Vec<bool>,
    embeddings: DocumentEmbeddings,
    /// The sketches of the passages, and how many words each has.
    sketches: Sketches,
    words: Vec<u32>,
}

impl CollectedDocument {
    fn new(read: Read, min_words: usize) -> Self {
        let summary = read.summary;
        let passages = &summary.passages;
        let facts = passages.iter().map(|passage| PassageFacts {
            organisations: Vec::new(),
            year: read.document.dated.map(|dated| dated.year()),
            kind: read.document.kind.class(),
            mean_word_length: passage.mean_word_length,
            // Law, foreign text and short remainders can be searched, but say little about a vision.
            in_model: passage.origin == Origin::Own && passage.words as usize >= min_words,
        });
        // A wish that is quoted from the law is no policy of this municipality.
        let origin = |one: &PolicyStatement| passages[one.passage.ordinal as usize].origin;
        let is_own_text = summary
            .statements
            .iter()
            .map(|one| origin(one) == Origin::Own);
        Self {
            facts: facts.collect(),
            in_domain: passages.iter().map(|passage| passage.in_domain).collect(),
            is_own_text: is_own_text.collect(),
            statements: summary.statements,
            embeddings: summary.embeddings,
            words: passages.iter().map(|passage| passage.words).collect(),
            sketches: summary.sketches,
            record: read.record,
        }
    }
}
