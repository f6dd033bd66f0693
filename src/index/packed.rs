//! Many segments as the one folder that tantivy expects. Nothing in it can be written.

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

/// The list of segments, as tantivy names it.
const META: &str = "meta.json";

/// The files of some segments, under the names that tantivy gives them.
///
/// There are no locks, which tantivy wants even to read: what is read never changes, and a disk that may only be
/// read has no room for them.
#[derive(Clone, Debug)]
pub(super) struct Packed {
    files: Arc<BTreeMap<PathBuf, FileSlice>>,
    meta: Arc<Vec<u8>>,
}

impl Packed {
    /// The segments in this order, in which tantivy numbers them; nothing when there are none, or one is not as
    /// [`super::SegmentWriter`] makes it.
    pub(super) fn new(segments: &[Segment]) -> Option<Self> {
        let mut meta = segments.first()?.meta.clone();
        let (mut files, mut listed) = (BTreeMap::new(), Vec::with_capacity(segments.len()));
        for (segment, number) in segments.iter().zip(1_u64..) {
            let mut one = segment.meta.get("segments")?.get(0)?.clone();
            one["segment_id"] = format!("00000000-0000-0000-0000-{number:012x}").into();
            listed.push(one);
            for (kind, file) in &segment.files {
                files.insert(format!("{number:032x}{kind}").into(), file.clone());
            }
        }
        meta["segments"] = Value::Array(listed);
        Some(Self {
            files: Arc::new(files),
            meta: Arc::new(meta.to_string().into_bytes()),
        })
    }

    /// The names of all files, sorted.
    pub(super) fn names(&self) -> impl Iterator<Item = &Path> {
        self.files.keys().map(PathBuf::as_path)
    }
}

impl Directory for Packed {
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
        if path == Path::new(META) {
            return Ok(self.meta.to_vec());
        }
        Err(OpenReadError::FileDoesNotExist(path.to_owned()))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
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
        Ok(())
    }

    fn acquire_lock(&self, _lock: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

fn read_only() -> io::Error {
    io::ErrorKind::ReadOnlyFilesystem.into()
}
