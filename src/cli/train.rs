//! `wiel taxonomy train`: a stance classifier from labelled documents.

use std::fs;
use std::path::Path;

use anyhow::Context;

use super::args::{Format, TaxonomyFormat, TrainArgs};
use super::exit::Outcome;
use super::output;
use super::session::Session;
use super::taxonomy_files::read;
use crate::report::render::table;
use crate::report::view::TrainingReport;
use crate::taxonomy::Taxonomy;
use crate::training::{LabelledDocument, train};

/// No set of labels is larger.
const MAX_BYTES: u64 = 64 << 20;

pub(super) fn run(session: &Session, args: &TrainArgs) -> anyhow::Result<Outcome> {
    let taxonomy = if args.taxonomy.is_empty() {
        session.settings.read_taxonomy()?
    } else {
        Taxonomy::parse(&read(&args.taxonomy)?)?
    };
    let files = args
        .labelled
        .iter()
        .map(|path| labelled(path))
        .collect::<anyhow::Result<Vec<_>>>()?;
    let trained = train(&files, &taxonomy, usize::from(args.folds));
    let bytes = trained.classifier.to_bytes();
    let documents = files.iter().map(Vec::len).sum();
    let view = TrainingReport::new(documents, bytes.len(), &trained.measured);
    fs::write(&args.output, &bytes)
        .with_context(|| format!("cannot write {}", args.output.display()))?;
    let format = match args.format {
        TaxonomyFormat::Table => Format::Table,
        TaxonomyFormat::Json => Format::Json,
    };
    output::answer(
        session,
        format,
        false,
        &view,
        || table::training(session.style, &view),
        |_| {
            // The arguments do not offer CSV.
            unreachable!("there is no CSV of a training")
        },
    )?;
    Ok(Outcome::Done)
}

/// The labelled documents of a file; a CSV table is one of sentences.
fn labelled(path: &Path) -> anyhow::Result<Vec<LabelledDocument>> {
    let size = fs::metadata(path)
        .with_context(|| format!("cannot read {}", path.display()))?
        .len();
    anyhow::ensure!(size <= MAX_BYTES, "{} has more than 64 MB", path.display());
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let documents = if path.extension().is_some_and(|extension| extension == "csv") {
        LabelledDocument::parse_sentences(&text).map(|sentences| vec![sentences])
    } else {
        LabelledDocument::parse(&text)
    };
    documents.with_context(|| format!("cannot read the labels of {}", path.display()))
}
