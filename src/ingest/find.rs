//! One document of the corpus, before it is read: whether it is there, and whose it is.

use std::fs;

use super::corpus::{Corpus, CorpusEntry};
use crate::document::{DocumentId, Warning, WarningCode};
use crate::generation::{Checksum, InputFile};
use crate::municipality::{GemeenteCode, Lookup, Recognised, Recognition, Register};
use crate::snapshot::SkippedDocument;

/// A document that is there, with its owners resolved, before it is read.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) entry: CorpusEntry,
    pub(super) id: DocumentId,
    pub(super) input: InputFile,
    /// Other files of the corpus with the same bytes.
    pub(super) same_as: Vec<InputFile>,
    pub(super) owners: Vec<GemeenteCode>,
    /// The names of the owners, by which a text calls itself.
    pub(super) names: Vec<String>,
    /// What is to be said about how the owners were recognised.
    pub(super) notes: Vec<Warning>,
}

/// Looks a document up on disk and its municipalities in the register.
pub(super) fn find(
    corpus: &Corpus,
    entry: &CorpusEntry,
    register: &Register,
    most_bytes: u64,
) -> Result<Found, SkippedDocument> {
    let refuse = |reason: String, remedy: &str| SkippedDocument {
        path: entry.path.clone(),
        line: entry.line,
        reason,
        remedy: remedy.to_owned(),
        source_failed: false,
    };
    let failed = |error: &std::io::Error| SkippedDocument {
        source_failed: true,
        ..refuse(
            error.to_string(),
            "make the file readable for the user that runs wiel",
        )
    };
    // Owners first: a wrong name is reported even when the file is missing as well.
    let (owners, notes) = owners(&entry.municipalities, register).map_err(|reason| {
        refuse(
            reason,
            "write the name or code of a municipality of the register",
        )
    })?;
    let file = corpus.file(entry);
    let length = match fs::metadata(&file) {
        Ok(found) if found.is_file() => found.len(),
        Ok(_) => return Err(refuse("is no file".into(), "name a file, not a folder")),
        // A missing file is a mistake in the manifest; any other error can be a failing disk, which the guard counts.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(refuse(
                "the file is not there".into(),
                "put the file in the corpus folder or mend the path",
            ));
        }
        Err(error) => return Err(failed(&error)),
    };
    // Before reading, so that the limit bounds memory too.
    if length > most_bytes {
        let reason = format!("the file has {length} bytes, at most {most_bytes} are read");
        return Err(refuse(
            reason,
            "split the document, or raise extract.max_bytes",
        ));
    }
    // Only the hash is kept: the bytes of a whole corpus would not fit in memory.
    let bytes = fs::read(&file).map_err(|error| failed(&error))?;
    let hash = Checksum::of_bytes(&bytes);
    let input = InputFile {
        path: entry.path.clone(),
        hash,
        bytes: length,
    };
    let names = owners
        .iter()
        .filter_map(|code| register.get(code))
        .map(|owner| owner.name.clone())
        .collect();
    Ok(Found {
        entry: entry.clone(),
        id: DocumentId::from_hash(hash.as_bytes()),
        input,
        same_as: Vec::new(),
        owners,
        names,
        notes,
    })
}

/// Today's municipalities behind names and codes as people write them.
fn owners(
    written: &[String],
    register: &Register,
) -> Result<(Vec<GemeenteCode>, Vec<Warning>), String> {
    let (mut owners, mut notes) = (Vec::new(), Vec::new());
    for name in written {
        let found = match register.lookup(name) {
            Lookup::Found(found) => found,
            // A municipality that was split lives on in several; the first got the main part.
            Lookup::Ambiguous(parts) if parts.iter().all(is_former_code) => {
                let rest: Vec<String> = parts[1..]
                    .iter()
                    .map(|part| part.code.to_string())
                    .collect();
                let main = parts
                    .into_iter()
                    .next()
                    .expect("ambiguous means at least two");
                let rest = rest.join(", ");
                let split = WarningCode::MunicipalitySplit.warning(&[name, &main.code, &rest]);
                notes.push(split);
                main
            }
            // Two municipalities with one name: a guess could give one of them the vision of the other.
            Lookup::Ambiguous(several) => {
                let codes: Vec<String> = several.iter().map(|one| one.code.to_string()).collect();
                return Err(format!("{name:?} can be {}", codes.join(" or ")));
            }
            Lookup::Unknown { suggestions } => {
                let hint = suggestions
                    .first()
                    .map(|(code, name)| format!("; did you mean {name} ({code})?"));
                return Err(format!(
                    "the register has no {name:?}{}",
                    hint.unwrap_or_default()
                ));
            }
        };
        // Accepted, with a remark: the manifest still has the name from before a merger.
        if let Some(since) = found.reason.since() {
            notes.push(WarningCode::MunicipalityReplaced.warning(&[name, &found.code, &since]));
        }
        owners.push(found.code);
    }
    // Two names in one line can mean the same municipality.
    owners.sort_unstable();
    owners.dedup();
    Ok((owners, notes))
}

fn is_former_code(found: &Recognised) -> bool {
    matches!(found.reason, Recognition::FormerCode { .. })
}
