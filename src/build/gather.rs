//! All documents, from files to what the rest of a build needs of them, in row order.

use rayon::prelude::*;

use super::pipeline::{BuildRequest, stop_if_asked};
use super::progress::{Progress, Stage};
use super::read::{DocumentReader, Found, Read};
use super::settle::settle;
use super::templates::Templates;
use super::{BuildError, artifacts, groups};
use crate::document::{DocumentRecord, Origin, PassageRow};
use crate::generation::{Generation, Staging};
use crate::index::ListedSegment;
use crate::passage::Sketch;
use crate::profile::{Cited, Profile, profiles};
use crate::similarity::{Embeddings, PassageFacts, WordVectors};
use crate::stance::Statement;

/// What all documents gave together, in row order.
pub(super) struct Gathered {
    pub(super) documents: Vec<DocumentRecord>,
    pub(super) facts: Vec<PassageFacts>,
    pub(super) statements: Vec<Cited>,
    /// What the passages mean, where there are word vectors.
    pub(super) embeddings: Option<Embeddings>,
    /// The segments of the index; none when no index was asked for.
    pub(super) segments: Vec<ListedSegment>,
}

impl Gathered {
    /// What each municipality of the register says, in the order of the register.
    pub(super) fn profiles(&self, request: &BuildRequest<'_>) -> Vec<Profile> {
        let codes = request.register.iter().map(|one| &one.code);
        profiles(codes, &self.documents, &self.statements, request.taxonomy)
    }
}

/// Where the segments of the index are written, and from which generation those of unchanged documents may be
/// taken over.
#[derive(Clone, Copy)]
pub(super) struct Segments<'a> {
    pub(super) staging: &'a Staging<'a>,
    pub(super) known: Option<&'a Generation>,
}

/// Reads, cuts and, where segments are asked for, indexes all documents, group by group; gives their records, what
/// the model must know of each passage, and what the municipalities say themselves.
pub(super) fn gather(
    found: &[Found],
    reader: &DocumentReader<'_>,
    words: Option<&WordVectors>,
    segments: Option<Segments<'_>>,
    request: &BuildRequest<'_>,
    progress: &dyn Progress,
) -> Result<Gathered, BuildError> {
    progress.begin(Stage::Read, found.len() as u64);
    let groups = groups::groups(found);
    let min_words = request.params.passage.min_words();
    let read: Vec<(Option<String>, Vec<Sifted>)> = groups
        .par_iter()
        .map(|group| {
            let reads = read_group(group.iter().map(|place| &found[*place]), reader, progress)?;
            let name = segments
                .map(|segments| segments.write(&reads))
                .transpose()?;
            let sifted = reads
                .into_iter()
                .map(|read| Sifted::new(read, min_words, words));
            Ok((name, sifted.collect::<Result<_, BuildError>>()?))
        })
        .collect::<Result<_, BuildError>>()?;

    let mut in_order: Vec<Option<Sifted>> = found.iter().map(|_| None).collect();
    let mut names = Vec::with_capacity(groups.len());
    for (group, (name, sifted)) in groups.iter().zip(read) {
        names.push(name);
        for (place, one) in group.iter().zip(sifted) {
            in_order[*place] = Some(one);
        }
    }
    let mut gathered = in_row_order(in_order.into_iter().flatten(), words, request);
    let documents = &gathered.documents;
    let listed = groups.iter().zip(names).filter_map(|(group, file)| {
        let rows = group.iter().map(|place| documents[*place].first_row);
        Some(ListedSegment {
            file: file?,
            first_rows: rows.collect(),
        })
    });
    gathered.segments = listed.collect();
    Ok(gathered)
}

impl Segments<'_> {
    /// Writes the segment of a group of documents, and gives the name of its file.
    fn write(self, reads: &[Read]) -> Result<String, BuildError> {
        let (name, bytes) = groups::segment(reads, self.known)?;
        artifacts::write_segment(self.staging, &name, &bytes)?;
        Ok(name)
    }
}

fn read_group<'a>(
    group: impl Iterator<Item = &'a Found>,
    reader: &DocumentReader<'_>,
    progress: &dyn Progress,
) -> Result<Vec<Read>, BuildError> {
    let stop = || progress.is_stopped();
    group
        .map(|one| {
            stop_if_asked(progress)?;
            let read = reader.read(one, &stop);
            progress.advance(1);
            Ok(read)
        })
        .collect()
}

/// Puts the documents one after the other, and settles what shows only when all are there.
fn in_row_order(
    sifted: impl Iterator<Item = Sifted>,
    words: Option<&WordVectors>,
    request: &BuildRequest<'_>,
) -> Gathered {
    let mut documents = Vec::new();
    let (mut facts, mut statements) = (Vec::new(), Vec::new());
    let mut embeddings = words.map(Embeddings::by);
    let mut templates = Templates::default();
    for one in sifted {
        let mut record = one.record;
        record.first_row = PassageRow(facts.len() as u32);
        facts.extend(one.facts);
        let cited = |one: Statement| one.in_generation(record.first_row);
        statements.extend(one.statements.into_iter().map(cited));
        if let Some(embeddings) = &mut embeddings {
            one.meanings
                .iter()
                .for_each(|vector| embeddings.push(vector));
        }
        templates.add(one.sketches, one.words);
        documents.push(record);
    }
    settle(
        &mut documents,
        &mut facts,
        &mut statements,
        templates,
        request,
    );
    Gathered {
        documents,
        facts,
        statements,
        embeddings,
        segments: Vec::new(),
    }
}

/// What one document gave, once its passages are in the index.
struct Sifted {
    record: DocumentRecord,
    /// What the model must know of each passage, still without the municipalities for whom it speaks.
    facts: Vec<PassageFacts>,
    /// What the municipality says itself.
    statements: Vec<Statement>,
    /// What each passage means; empty without word vectors.
    meanings: Vec<Vec<f32>>,
    /// The sketch of each passage, and how many words it has.
    sketches: Vec<Sketch>,
    words: Vec<u32>,
}

impl Sifted {
    fn new(read: Read, min_words: usize, words: Option<&WordVectors>) -> Result<Self, BuildError> {
        let facts = read.passages.iter().map(|passage| PassageFacts {
            organisations: Vec::new(),
            year: read.document.dated.map(|dated| dated.year()),
            mean_word_length: passage.mean_word_length(),
            in_model: passage.origin == Origin::Own && passage.words as usize >= min_words,
        });
        let meanings = words.map_or(Ok(Vec::new()), |words| {
            read.passages.iter().map(|one| words.embed(one)).collect()
        })?;
        let mut statements = read.statements;
        statements.retain(|one| read.passages[one.passage.ordinal as usize].origin == Origin::Own);
        Ok(Self {
            facts: facts.collect(),
            statements,
            meanings,
            sketches: read.sketches,
            words: read.passages.iter().map(|passage| passage.words).collect(),
            record: read.record,
        })
    }
}
