//! All documents, from files to what the rest of a build needs of them, in row order.

use rayon::prelude::*;

use super::digest::Text;
use super::find::Found;
use super::pipeline::{BuildRequest, stop_if_asked};
use super::progress::{Progress, Stage};
use super::read::{DocumentReader, Read};
use super::settle::settle;
use super::templates::Templates;
use super::{BuildError, groups};
use crate::document::{DocumentRecord, Origin, Passage, PassageRow};
use crate::generation::{Generation, Staging};
use crate::index::ListedSegment;
use crate::passage::Sketches;
use crate::profile::{CitedStatement, Profile, profiles};
use crate::similarity::PassageFacts;
use crate::snapshot;
use crate::stance::PolicyStatement;

/// What all documents gave together, in row order, before it is settled who speaks and what is shared.
pub(super) struct Gathered {
    pub(super) documents: Vec<DocumentRecord>,
    facts: Vec<PassageFacts>,
    statements: Vec<CitedStatement>,
    templates: Templates,
}

/// What the documents gave, each for those for whom it speaks.
pub(super) struct Settled {
    pub(super) documents: Vec<DocumentRecord>,
    pub(super) facts: Vec<PassageFacts>,
    pub(super) statements: Vec<CitedStatement>,
    /// What each municipality of the register says, in the order of the register.
    pub(super) profiles: Vec<Profile>,
}

impl Gathered {
    /// Whether no document has a passage.
    pub(super) fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }

    /// Settles what shows only when all documents are there.
    pub(super) fn settle(self, request: &BuildRequest<'_>) -> Settled {
        let (mut documents, mut facts) = (self.documents, self.facts);
        let mut statements = self.statements;
        settle(
            &mut documents,
            &mut facts,
            &mut statements,
            self.templates,
            request,
        );
        let codes = request.register.iter().map(|one| &one.code);
        Settled {
            profiles: profiles(codes, &documents, &statements, request.taxonomy),
            documents,
            facts,
            statements,
        }
    }
}

/// Where the segments of the index are written, and from which generation those of unchanged documents may be
/// taken over.
#[derive(Clone, Copy)]
pub(super) struct Segments<'a> {
    pub(super) staging: &'a Staging<'a>,
    pub(super) known: Option<&'a Generation>,
}

/// Reads, cuts and, where segments are asked for, indexes all documents, group by group; gives the segments of the
/// index as well, none when they were not asked for.
pub(super) fn gather(
    found: &[Found],
    reader: &DocumentReader<'_>,
    segments: Option<Segments<'_>>,
    request: &BuildRequest<'_>,
    progress: &dyn Progress,
) -> Result<(Gathered, Vec<ListedSegment>), BuildError> {
    progress.begin(Stage::Read, found.len() as u64);
    let groups = groups::groups(found);
    let min_words = request.params.passage.min_words();
    let read: Vec<(Option<String>, Vec<Sifted>)> = groups
        .par_iter()
        .map(|group| {
            let group: Vec<&Found> = group.iter().map(|place| &found[*place]).collect();
            let reads = read_group(&group, reader, progress)?;
            let name = segments
                .map(|segments| segments.take_over(&reads))
                .transpose()?
                .flatten();
            if segments.is_none() || name.is_some() {
                let sift = |(read, _)| Sifted::new(read, min_words);
                return Ok((name, reads.into_iter().map(sift).collect()));
            }
            let stop = || progress.is_stopped();
            let reads: Vec<(Read, Vec<Passage>)> = group
                .into_iter()
                .zip(reads)
                .map(|(found, read)| reader.in_full(found, read, &stop))
                .collect();
            let name = match (name, segments) {
                (None, Some(segments)) => Some(segments.write(&reads)?),
                (name, _) => name,
            };
            let sifted = reads
                .into_iter()
                .map(|(read, _)| Sifted::new(read, min_words));
            Ok((name, sifted.collect()))
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
    let gathered = in_row_order(in_order.into_iter().flatten());
    let documents = &gathered.documents;
    let listed = groups.iter().zip(names).filter_map(|(group, file)| {
        let rows = group.iter().map(|place| documents[*place].first_row);
        Some(ListedSegment {
            file: file?,
            first_rows: rows.collect(),
        })
    });
    let listed = listed.collect();
    Ok((gathered, listed))
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
            stop_if_asked(progress)?;
            let read = reader.read(one, &stop);
            progress.advance(1);
            Ok(read)
        })
        .collect()
}

/// Puts the documents one after the other.
fn in_row_order(sifted: impl Iterator<Item = Sifted>) -> Gathered {
    let mut documents = Vec::new();
    let (mut facts, mut statements) = (Vec::new(), Vec::new());
    let mut templates = Templates::default();
    for one in sifted {
        let mut record = one.record;
        record.first_row = PassageRow(facts.len() as u32);
        facts.extend(one.facts);
        let cited = |one: PolicyStatement| one.in_generation(record.first_row);
        statements.extend(one.statements.into_iter().map(cited));
        templates.add(one.sketches, one.words);
        documents.push(record);
    }
    Gathered {
        documents,
        facts,
        statements,
        templates,
    }
}

/// What one document gave, once its passages are in the index.
struct Sifted {
    record: DocumentRecord,
    /// What the model must know of each passage, still without the municipalities for whom it speaks.
    facts: Vec<PassageFacts>,
    /// What the municipality says itself.
    statements: Vec<PolicyStatement>,
    /// The sketches of the passages, and how many words each has.
    sketches: Sketches,
    words: Vec<u32>,
}

impl Sifted {
    fn new(read: Read, min_words: usize) -> Self {
        let digest = read.digest;
        let passages = &digest.passages;
        let facts = passages.iter().map(|passage| PassageFacts {
            organisations: Vec::new(),
            year: read.document.dated.map(|dated| dated.year()),
            mean_word_length: passage.mean_word_length,
            in_model: passage.origin == Origin::Own && passage.words as usize >= min_words,
        });
        let mut statements = digest.statements;
        statements.retain(|one| passages[one.passage.ordinal as usize].origin == Origin::Own);
        Self {
            facts: facts.collect(),
            statements,
            words: passages.iter().map(|passage| passage.words).collect(),
            sketches: digest.sketches,
            record: read.record,
        }
    }
}
