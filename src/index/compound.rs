//! A read-only tantivy directory over segments that are stored as one file each.
//!
//! Lucene calls such a segment a compound file; tantivy expects the parts of all segments as files of one directory.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, FileSlice, Lock, WatchCallback, WatchHandle, WritePtr,
};

use super::segment::Segment;

/// The name of the file in which tantivy keeps the list of segments.
const META: &str = "meta.json";

/// The parts of all segments, under the names that tantivy gives them.
///
/// Locks, which tantivy takes even to read, always succeed: the files never change, and a read-only disk has no room
/// for lock files.
#[derive(Clone, Debug)]
pub(super) struct CompoundDirectory {
    files: Arc<BTreeMap<PathBuf, FileSlice>>,
    meta: Arc<Vec<u8>>,
}

impl CompoundDirectory {
    /// A directory of these segments, in the order in which tantivy numbers them. Returns `None` when there are
    /// none, or when the metadata of one is not as [`super::SegmentWriter`] writes it.
    pub(super) fn new(segments: &[Segment]) -> Option<Self> {
        let mut meta = segments.first()?.meta.clone();
        let mut files = BTreeMap::new();
        let mut metas = Vec::with_capacity(segments.len());
        for (segment, number) in segments.iter().zip(1_u64..) {
            // A segment is stored without its id, so that equal documents give equal bytes; it gets one here.
            let mut segment_meta = segment.meta.get("segments")?.get(0)?.clone();
            // Numbered by place in the list, so that equal indexes have equal part names.
            segment_meta["segment_id"] = format!("00000000-0000-0000-0000-{number:012x}").into();
            metas.push(segment_meta);
            for (extension, file) in &segment.files {
                files.insert(format!("{number:032x}{extension}").into(), file.clone());
            }
        }
        meta["segments"] = Value::Array(metas);
        Some(Self {
            files: Arc::new(files),
            meta: Arc::new(meta.to_string().into_bytes()),
        })
    }

    /// Returns the names of all parts, sorted.
    pub(super) fn file_names(&self) -> impl Iterator<Item = &Path> {
        self.files.keys().map(PathBuf::as_path)
    }
}

impl Directory for CompoundDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        match self.files.get(path) {
            Some(file) => Ok(Arc::new(file.clone())),
            None => Err(OpenReadError::FileDoesNotExist(path.to_owned())),
        }
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        Ok(path == Path::new(META) || self.files.contains_key(path))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        // The only file that tantivy reads this way; it is made up, not stored.
        if path == Path::new(META) {
            return Ok(self.meta.to_vec());
        }
        Err(OpenReadError::FileDoesNotExist(path.to_owned()))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        // tantivy deletes and writes files when it commits or merges, which a reader never does.
        Err(DeleteError::IoError {
            io_error: Arc::new(read_only()),
            filepath: path.to_owned(),
        })
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(read_only(), path.to_owned()))
    }

    fn atomic_write(&self, _path: &Path, _data: &[u8]) -> io::Result<()> {
        Err(read_only())
    }

    fn sync_directory(&self) -> io::Result<()> {
        // Nothing is ever written, so there is nothing to flush.
        Ok(())
    }

    fn acquire_lock(&self, _lock: &Lock) -> Result<DirectoryLock, LockError> {
        // See the type: a lock protects nothing here.
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        // There is nothing to watch: the files never change.
        Ok(WatchHandle::empty())
    }
}

fn read_only() -> io::Error {
    io::ErrorKind::ReadOnlyFilesystem.into()
}
