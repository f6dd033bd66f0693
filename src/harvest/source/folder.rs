//! A folder into which others put documents, in a folder for each municipality.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::{Candidate, Fetched, PUBLIC_BODY_NOTE, Source, SourceName, owner};
use crate::harvest::Reason;
use crate::harvest::http::{Client, Response, Validators};
use crate::municipality::{GemeenteCode, Municipality, Register};
use crate::text::single_line;

/// A folder with a folder for each municipality, named by its name or code.
#[derive(Clone, Debug)]
pub struct DropFolder {
    folder: PathBuf,
    owners: Vec<(String, GemeenteCode)>,
    max_bytes: u64,
}

impl DropFolder {
    /// Looks which municipalities have a folder. Folders of other names are left out.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn open(folder: &Path, register: &Register, max_bytes: u64) -> std::io::Result<Self> {
        let mut owners = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_dir()
                && let Some(code) = owner(register, &name)
            {
                owners.push((name, code));
            }
        }
        owners.sort();
        Ok(Self {
            folder: folder.to_owned(),
            owners,
            max_bytes,
        })
    }
}

fn failed(error: &std::io::Error) -> Reason {
    Reason::File {
        error: error.to_string(),
    }
}

impl Source for DropFolder {
    fn name(&self) -> SourceName {
        SourceName::Folder
    }

    fn licence(&self) -> &'static str {
        PUBLIC_BODY_NOTE
    }

    fn searches(&self, _municipality: &Municipality, _since: Option<Date>) -> Vec<String> {
        Vec::new()
    }

    fn find(
        &self,
        municipality: &Municipality,
        since: Option<Date>,
        _client: &Client,
    ) -> Result<Vec<Candidate>, Reason> {
        let mut found = Vec::new();
        for (name, _) in self
            .owners
            .iter()
            .filter(|(_, code)| *code == municipality.code)
        {
            for entry in fs::read_dir(self.folder.join(name)).map_err(|error| failed(&error))? {
                let entry = entry.map_err(|error| failed(&error))?;
                let about = entry.metadata().map_err(|error| failed(&error))?;
                let file = entry.file_name().to_string_lossy().into_owned();
                // A file that is still being written mostly has such a name.
                if !about.is_file() || file.starts_with('.') || file.ends_with(".part") {
                    continue;
                }
                let changed = about
                    .modified()
                    .ok()
                    .and_then(|at| jiff::Timestamp::try_from(at).ok());
                let day = changed.map(|at| at.to_zoned_datetime(jiff::tz::TimeZone::UTC).date());
                if day.zip(since).is_some_and(|(day, since)| day < since) {
                    continue;
                }
                let stem = file
                    .rsplit_once('.')
                    .map_or(file.as_str(), |(stem, _)| stem);
                found.push(Candidate {
                    id: format!("{name}/{file}"),
                    title: single_line(&stem.replace(['-', '_'], " ")),
                    kind: None,
                    dated: None,
                    addresses: vec![format!("{name}/{file}")],
                    page: None,
                    version: changed.map(|at| format!("{} {}", at.as_nanosecond(), about.len())),
                    is_chosen: true,
                });
            }
        }
        // The order in which a folder is listed differs between file systems.
        found.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(found)
    }

    fn fetch(
        &self,
        candidate: &Candidate,
        _known: Option<&Validators>,
        _client: &Client,
    ) -> Result<Fetched, Reason> {
        let path = self.folder.join(&candidate.id);
        let length = fs::metadata(&path).map_err(|error| failed(&error))?.len();
        if length > self.max_bytes {
            return Err(Reason::TooLarge {
                limit: self.max_bytes,
            });
        }
        let bytes = fs::read(&path).map_err(|error| failed(&error))?;
        Ok(Fetched::Content(Response {
            url: candidate.id.clone(),
            bytes,
            media_type: None,
            validators: Validators::default(),
        }))
    }
}
