//! Generations that a person rolled back, so that the same inputs are not published again the next night.

use std::collections::BTreeSet;
use std::fs;

use serde::{Deserialize, Serialize};

use super::layout::is_absent;
use super::{BuilderLock, Checksum, Error, Generation, GenerationId, InputFile, Manifest, Store};

/// So many rolled-back generations are remembered; the oldest is forgotten first.
const MAX_REMEMBERED: usize = 50;

/// A generation that was rolled back: what it had and the one that took its place had not, and the reverse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RolledBack {
    /// The generation that answers no more.
    pub generation: GenerationId,
    /// The inputs that it had and the other had not, by hash; sorted.
    pub added: Vec<Checksum>,
    /// The inputs that the other had and it had not, by hash; sorted.
    pub removed: Vec<Checksum>,
    /// The hash of its parameters.
    pub params_hash: Checksum,
    /// The hash of its taxonomy.
    pub taxonomy_hash: Checksum,
}

impl RolledBack {
    /// The rolled-back generation `bad`, of which `good` takes the place. Files that only steer the others, whose
    /// names end in `.csv`, are compared only when nothing else differs: a touched list is no other corpus.
    fn new(bad: &Manifest, good: &Manifest) -> Self {
        let only_in = |here: &Manifest, there: &Manifest| -> Vec<(bool, Checksum)> {
            // By hash and not by path, so that renamed files are no difference.
            let known: BTreeSet<Checksum> = there.inputs.iter().map(|input| input.hash).collect();
            let missing = here.inputs.iter().filter(|one| !known.contains(&one.hash));
            missing
                .map(|one| (one.path.ends_with(".csv"), one.hash))
                .collect()
        };
        let (added, removed) = (only_in(bad, good), only_in(good, bad));
        let documents = added.iter().chain(&removed).any(|(list, _)| !list);
        let hashes = |of: Vec<(bool, Checksum)>| {
            let kept = of.into_iter().filter(|(list, _)| !(documents && *list));
            let hashes: BTreeSet<Checksum> = kept.map(|(_, hash)| hash).collect();
            hashes.into_iter().collect()
        };
        Self {
            generation: bad.id,
            added: hashes(added),
            removed: hashes(removed),
            params_hash: bad.params_hash,
            taxonomy_hash: bad.taxonomy_hash,
        }
    }

    /// Whether it differs in nothing that a later build could be known by.
    fn is_no_change(&self, good: &Manifest) -> bool {
        self.added.is_empty()
            && self.removed.is_empty()
            && (self.params_hash, self.taxonomy_hash) == (good.params_hash, good.taxonomy_hash)
    }

    /// Whether a build of `inputs` with these parameters and this taxonomy (their hashes) would be that generation
    /// again: it has all that came with it and nothing of what went, whatever else changed.
    pub fn covers(&self, inputs: &[InputFile], settings: (Checksum, Checksum)) -> bool {
        let now: BTreeSet<Checksum> = inputs.iter().map(|input| input.hash).collect();
        // The same files with other settings make another generation.
        settings == (self.params_hash, self.taxonomy_hash)
            && self.added.iter().all(|hash| now.contains(hash))
            && self.removed.iter().all(|hash| !now.contains(hash))
    }
}

impl Store {
    /// The generations that were rolled back and not accepted since, oldest first.
    ///
    /// # Errors
    /// [`Error::Io`] when the list cannot be read, or is damaged.
    pub fn rolled_back(&self) -> Result<Vec<RolledBack>, Error> {
        let path = self.layout.rolled_back();
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if is_absent(&error) => return Ok(Vec::new()),
            Err(error) => return Err(Error::io("read", &path, error)),
        };
        // A damaged list is an error and not empty: it might name exactly the next build.
        serde_json::from_slice(&bytes).map_err(|error| Error::io("read", &path, error.into()))
    }
}

impl BuilderLock {
    /// Remembers that the current generation and those between made way for `to`. One that is damaged is not
    /// remembered: it made way for that, not for what it says.
    ///
    /// # Errors
    /// [`Error::StorageFull`], [`Error::ReadOnly`] or [`Error::Io`]; the list is then as before.
    pub(super) fn remember_rollback(&self, to: &Generation) -> Result<(), Error> {
        let store = Store::on(&self.layout.data, self.disk.clone());
        // When the pointer cannot be read, no generation is known to have made way.
        let current = self.layout.read_pointer().unwrap_or(None);
        let made_way: Vec<GenerationId> = self
            .layout
            .ids()?
            .into_iter()
            .filter(|id| *id > to.id() && current.is_some_and(|current| *id <= current))
            .collect();
        // A list that cannot be read is begun anew: a person is at work, and says now what is bad.
        let known = store.rolled_back().unwrap_or_default();
        // The target answers again, so it leaves the list; those that make way are added anew below.
        let mut list: Vec<RolledBack> = known
            .iter()
            .filter(|one| one.generation != to.id() && !made_way.contains(&one.generation))
            .cloned()
            .collect();
        // Oldest first, the order in which the list is kept.
        for id in made_way.into_iter().rev() {
            let opened = store.get(id);
            if let Ok(bad) = opened
                && bad.verify().is_ok()
            {
                let made_way = RolledBack::new(bad.manifest(), to.manifest());
                if !made_way.is_no_change(to.manifest()) {
                    list.push(made_way);
                }
            }
        }
        self.write_rolled_back(&known, list)
    }

    /// Forgets rolled-back generations of which the inputs were accepted: those for which `accepted` is true.
    ///
    /// # Errors
    /// [`Error::StorageFull`], [`Error::ReadOnly`] or [`Error::Io`]; the list is then as before.
    pub fn accept_rolled_back(&self, accepted: impl Fn(&RolledBack) -> bool) -> Result<(), Error> {
        let store = Store::on(&self.layout.data, self.disk.clone());
        let known = match store.rolled_back() {
            Ok(known) => known,
            // A damaged list refuses every build; a person has just accepted one, so it begins empty.
            Err(_) => return self.layout.write_rolled_back(&*self.disk, b"[]\n"),
        };
        let list = known.iter().filter(|one| !accepted(one)).cloned().collect();
        self.write_rolled_back(&known, list)
    }

    fn write_rolled_back(
        &self,
        known: &[RolledBack],
        mut list: Vec<RolledBack>,
    ) -> Result<(), Error> {
        // Without a write nothing can fail, on a full disk for instance.
        if list == known {
            return Ok(());
        }
        // The oldest stand at the front.
        list.drain(..list.len().saturating_sub(MAX_REMEMBERED));
        let mut json = serde_json::to_vec(&list).expect("hashes and names have a JSON form");
        json.push(b'\n');
        self.layout.write_rolled_back(&*self.disk, &json)
    }
}
