//! What documents yielded before, kept so that the next build reads only what is new.
//!
//! One file for each document in `<data>/cache`, named after the hash of its content. It says what else its
//! contents depend on (versions, settings, masked names); when that differs, or when the file is damaged, it
//! is as if it were not there, and it is written anew. The summary stands before the passages, which are unpacked
//! only when they are asked for. Nothing here can fail a build: a cache that cannot be
//! read or written costs time only.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use lz4_flex::block::{compress_into, decompress_into, get_maximum_output_size};

use super::document_summary::DocumentSummary;
use super::embeddings::DocumentEmbeddings;
use crate::document::Passage;
use crate::generation::{Checksum, Disk};
use crate::passage::Sketches;

/// The first bytes of every file; the last digit goes up when [`DocumentSummary`], [`Passage`] or the layout changes.
const MAGIC: &[u8; 8] = b"wiel-y07";

/// Magic, what it depends on, and the checksum of the rest.
const HEAD: usize = MAGIC.len() + 32 + 32;

/// The passages of a document as they were kept: what follows in a file whose checksum is right.
pub(super) struct Packed {
    file: Vec<u8>,
    begin: usize,
}

impl Packed {
    /// Unpacks the passages. Returns `None` if the bytes are damaged.
    pub(super) fn passages(&self) -> Option<Vec<Passage>> {
        serde_json::from_slice(&unpacked(&self.file[self.begin..])?).ok()
    }
}

/// The folder of what was kept.
#[derive(Debug)]
pub(super) struct Cache {
    folder: Option<PathBuf>,
    reuse: bool,
    basis: Checksum,
    disk: Arc<dyn Disk>,
}

impl Cache {
    /// A cache in this folder, which need not be there; `None` to keep nothing. `basis` is the hash of all
    /// that decides a yield but the document itself; without `reuse` nothing is taken, but all is kept, written
    /// by way of `disk`.
    pub(super) fn new(
        folder: Option<&Path>,
        reuse: bool,
        basis: Checksum,
        disk: Arc<dyn Disk>,
    ) -> Self {
        Self {
            folder: folder.map(Path::to_owned),
            reuse,
            basis,
            disk,
        }
    }

    /// What a document yielded before, when read in the same `manner`: whatever, beside the basis and the
    /// content, decides about this one.
    pub(super) fn get(
        &self,
        content: &Checksum,
        manner: &str,
    ) -> Option<(DocumentSummary, Packed)> {
        let folder = self.folder.as_deref().filter(|_| self.reuse)?;
        let file = fs::read(file(folder, content)).ok()?;
        let (head, body) = file.split_at_checked(HEAD)?;
        let (magic, rest) = head.split_at(MAGIC.len());
        let (basis, checksum) = rest.split_at(32);
        // The key is part of the file: the file name has only the content, which several builds may read differently.
        let sound = magic == MAGIC
            && basis == self.basis_of(manner).as_bytes()
            && checksum == Checksum::of_bytes(body).as_bytes();
        if !sound {
            return None;
        }
        // Behind a right checksum the lengths are those that `put` wrote.
        let (summary, rest) = part(body)?;
        let (ends, rest) = part(rest)?;
        let (hashes, rest) = part(rest)?;
        let (statements, rest) = part(rest)?;
        let (encoded_passages, rest) = part(rest)?;
        let (numbers, packed) = part(rest)?;
        let mut summary: DocumentSummary = serde_json::from_slice(summary).ok()?;
        let ends = ends.as_chunks().0.iter().copied().map(u32::from_le_bytes);
        let hashes = hashes.as_chunks().0.iter().copied().map(u64::from_le_bytes);
        summary.sketches = Sketches::from_parts(hashes.collect(), ends.collect())?;
        summary.embeddings =
            DocumentEmbeddings::from_bytes([statements, encoded_passages, numbers])?;
        // The passages stay packed: when the index segment is reused, they are not needed.
        let begin = file.len() - packed.len();
        Some((summary, Packed { file, begin }))
    }

    /// Keeps what a document yielded.
    pub(super) fn put(
        &self,
        content: &Checksum,
        manner: &str,
        summary: &DocumentSummary,
        passages: &[Passage],
    ) {
        let Some(folder) = &self.folder else { return };
        // The sketches are plain bytes: as JSON numbers they would be more than twice as large.
        let (hashes, ends) = summary.sketches.parts();
        let mut body = Vec::new();
        let parts = [
            serde_json::to_vec(summary).expect("words and numbers can be written"),
            ends.iter().copied().flat_map(u32::to_le_bytes).collect(),
            hashes.iter().copied().flat_map(u64::to_le_bytes).collect(),
        ];
        for part in parts.into_iter().chain(summary.embeddings.to_bytes()) {
            body.extend((part.len() as u64).to_le_bytes());
            body.extend(part);
        }
        let json = serde_json::to_vec(passages).expect("words and numbers can be written");
        body.extend(packed(&json));
        let (basis, checksum) = (self.basis_of(manner), Checksum::of_bytes(&body));
        let parts = [
            MAGIC.as_slice(),
            basis.as_bytes(),
            checksum.as_bytes(),
            &body,
        ];
        // A failed write costs time at the next build and nothing else, so it is logged and not returned.
        if let Err(error) = replace(&*self.disk, &file(folder, content), &parts) {
            tracing::debug!(%error, "what a document yielded could not be kept");
        }
    }

    /// Removes all files but those of these documents.
    pub(super) fn prune(&self, kept: &BTreeSet<Checksum>) {
        let Some(folder) = &self.folder else { return };
        // Chosen by content and not by age: an old document is as current as a new one.
        let kept: BTreeSet<PathBuf> = kept.iter().map(|content| file(folder, content)).collect();
        for path in entries(folder).iter().flat_map(|shelf| entries(shelf)) {
            if !kept.contains(&path)
                && let Err(error) = self.disk.remove(&path)
            {
                tracing::debug!(%error, "an old yield could not be removed");
            }
        }
    }

    fn basis_of(&self, manner: &str) -> Checksum {
        let mut basis = self.basis.as_bytes().to_vec();
        basis.extend(manner.bytes());
        Checksum::of_bytes(&basis)
    }
}

/// The next part of a file, behind its length, and what follows it.
fn part(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<8>()?;
    rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)
}

/// Length, then the bytes in LZ4: JSON of Dutch text shrinks to two fifths, at the speed of a disk.
fn packed(bytes: &[u8]) -> Vec<u8> {
    // An LZ4 block does not hold its own length.
    let mut packed = vec![0; 8 + get_maximum_output_size(bytes.len())];
    packed[..8].copy_from_slice(&(bytes.len() as u64).to_le_bytes());
    let length = compress_into(bytes, &mut packed[8..]).expect("there is room for the worst case");
    packed.truncate(8 + length);
    packed
}

/// The bytes again. Only for what passed its checksum: the length is believed.
fn unpacked(packed: &[u8]) -> Option<Vec<u8>> {
    let (length, packed) = packed.split_first_chunk::<8>()?;
    let mut bytes = vec![0; usize::try_from(u64::from_le_bytes(*length)).ok()?];
    let length = decompress_into(packed, &mut bytes).ok()?;
    // A block that ends early is damaged too.
    (length == bytes.len()).then_some(bytes)
}

/// Where the yield of a document lies: 256 shelves keep folders short.
fn file(folder: &Path, content: &Checksum) -> PathBuf {
    let name = content.to_string();
    folder.join(&name[..2]).join(name)
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    // The folder is made at the first write, so a missing one is simply empty.
    let Ok(list) = fs::read_dir(folder) else {
        return Vec::new();
    };
    list.filter_map(|entry| Some(entry.ok()?.path())).collect()
}

/// Writes a file aside and renames it, so that nobody sees half of it. It is not forced to the device: what a
/// power cut damages fails its checksum.
fn replace(disk: &dyn Disk, path: &Path, parts: &[&[u8]]) -> io::Result<()> {
    // Two programs or threads must not write into one temporary file.
    static SERIAL: AtomicU64 = AtomicU64::new(0);
    let serial = SERIAL.fetch_add(1, Ordering::Relaxed);
    let aside = path.with_extension(format!("{}-{serial}.tmp", std::process::id()));
    let shelf = path.parent().expect("a yield lies on a shelf");
    for folder in [shelf.parent().expect("shelves lie in the cache"), shelf] {
        // Another thread can make the folder between the test and the call.
        if !folder.is_dir()
            && let Err(error) = disk.create_folder(folder)
            && error.kind() != io::ErrorKind::AlreadyExists
        {
            return Err(error);
        }
    }
    let written = disk
        .create(&aside, true)
        .and_then(|mut file| disk.write(&mut file, &aside, &parts.concat()))
        .and_then(|()| disk.rename(&aside, path));
    written.inspect_err(|_| {
        // A leftover goes with the next pruning too.
        _ = disk.remove(&aside);
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{
        BlockKind, DateSource, DocumentId, DocumentKind, Page, PageNumber, Warning, WarningKind,
    };
    use crate::generation::RealDisk;
    use crate::passage::{Masker, PassageConfig, Segmenter};

    fn in_folder(folder: &Path, reuse: bool, basis: &[u8]) -> Cache {
        let basis = Checksum::of_bytes(basis);
        Cache::new(Some(folder), reuse, basis, Arc::new(RealDisk))
    }

    fn some() -> (DocumentSummary, Vec<Passage>) {
        let params = PassageConfig::default().check().expect("the default");
        let mut page = Page::new(PageNumber::FIRST);
        let text =
            "Wij kiezen samen met onze buren voor gegevens die iedereen kan vinden en lezen. ";
        page.push(BlockKind::Paragraph, &text.repeat(4));
        let id = DocumentId::from_bytes(b"text");
        let passages = Segmenter::new(params, Masker::new(["Aadrecht"])).segment(id, &[page]);
        let summary = DocumentSummary {
            pages: 3,
            readable_share: 1.0 / 3.0,
            title: Some("Koers".into()),
            dated: Some(("2024-05-28".parse().expect("a date"), DateSource::Text)),
            kind: Some(DocumentKind::IVisie),
            warnings: vec![Warning::new(WarningKind::Partial, "a", "b").on_line(7)],
            // One statement and one passage, with any numbers.
            embeddings: DocumentEmbeddings::from_bytes([&[0; 4], &[0; 4], &[7; 1024]])
                .expect("two vectors"),
            ..DocumentSummary::from_passages(&passages, |_| true, Vec::new())
        };
        (summary, passages)
    }

    fn put(cache: &Cache, content: &Checksum) {
        let (summary, passages) = some();
        cache.put(content, "a.md", &summary, &passages);
    }

    fn get(
        cache: &Cache,
        content: &Checksum,
        manner: &str,
    ) -> Option<(DocumentSummary, Vec<Passage>)> {
        let (summary, packed) = cache.get(content, manner)?;
        Some((summary, packed.passages().expect("the checksum was right")))
    }

    #[test]
    fn what_is_kept_comes_back_under_the_same_conditions_only() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = |reuse, basis: &[u8]| in_folder(folder.path(), reuse, basis);
        let content = Checksum::of_bytes(b"text");
        let here = cache(true, b"1");
        assert_eq!(get(&here, &content, "a.md"), None);
        put(&here, &content);
        assert_eq!(get(&here, &content, "a.md"), Some(some()));
        assert_eq!(get(&here, &content, "a.txt"), None, "read in another way");
        assert_eq!(get(&cache(true, b"2"), &content, "a.md"), None);
        assert_eq!(get(&cache(false, b"1"), &content, "a.md"), None);
        assert_eq!(get(&here, &Checksum::of_bytes(b"other"), "a.md"), None);
    }

    #[test]
    fn damage_is_noticed_and_mended() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = in_folder(folder.path(), true, b"1");
        let content = Checksum::of_bytes(b"text");
        put(&cache, &content);
        let path = file(folder.path(), &content);
        let sound = fs::read(&path).expect("it was written");
        for at in 0..sound.len() {
            let mut damaged = sound.clone();
            damaged[at] ^= 1;
            fs::write(&path, damaged).expect("ours");
            assert_eq!(get(&cache, &content, "a.md"), None, "byte {at}");
            fs::write(&path, &sound[..at]).expect("ours");
            assert_eq!(get(&cache, &content, "a.md"), None, "cut at {at}");
        }
        put(&cache, &content);
        assert_eq!(get(&cache, &content, "a.md"), Some(some()));
    }

    #[test]
    fn pruning_leaves_what_is_in_use() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = in_folder(folder.path(), true, b"1");
        let (old, new) = (Checksum::of_bytes(b"old"), Checksum::of_bytes(b"new"));
        put(&cache, &old);
        put(&cache, &new);
        cache.prune(&[new].into());
        assert_eq!(get(&cache, &old, "a.md"), None);
        assert_eq!(get(&cache, &new, "a.md"), Some(some()));
    }
}
