//! Everything that changes the file system, in one narrow place.
//!
//! A test puts a [`Disk`] in its stead that makes the n-th of these steps fail. Whoever builds writes by way of it
//! too.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The steps by which generations are written. Each is one system call, or nearly so, and can fail by itself.
pub(crate) trait Disk: fmt::Debug + Send + Sync {
    /// Makes one folder, whose parent is there.
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// Makes an empty file; one that is there is emptied, or with `replace` false an error.
    fn create(&self, path: &Path, replace: bool) -> io::Result<File>;
    /// Opens a file to read, write and lock, and makes it when it is not there.
    fn open_lock(&self, path: &Path) -> io::Result<File>;
    /// Writes all bytes at the file's position.
    fn write(&self, file: &mut File, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Empties a file.
    fn empty(&self, file: &File, path: &Path) -> io::Result<()>;
    /// Forces the contents of a file to the device.
    fn sync_file(&self, path: &Path) -> io::Result<()>;
    /// Forces the names in a folder to the device.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
    /// Renames within one file system, atomically.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file, or a folder with all that is in it. Links are removed, not followed.
    fn remove(&self, path: &Path) -> io::Result<()>;
}

/// The file system of this machine.
#[derive(Debug)]
pub(crate) struct RealDisk;

impl Disk for RealDisk {
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn create(&self, path: &Path, replace: bool) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.write(true);
        if replace {
            // Emptied only where the caller says so: an artifact is written once.
            options.create(true).truncate(true);
        } else {
            options.create_new(true);
        }
        options.open(path)
    }

    fn open_lock(&self, path: &Path) -> io::Result<File> {
        OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            // Not emptied: the file says who holds the lock, which a second builder reports.
            .truncate(false)
            .open(path)
    }

    fn write(&self, file: &mut File, _path: &Path, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn empty(&self, file: &File, _path: &Path) -> io::Result<()> {
        file.set_len(0)
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        // Windows flushes only through a handle that may write; elsewhere reading suffices, and then a file
        // that was written without write permission can be flushed too.
        OpenOptions::new()
            .read(true)
            .write(cfg!(windows))
            .open(path)?
            .sync_all()
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        // Windows has no such call and keeps names in a journal.
        if cfg!(windows) {
            return Ok(());
        }
        File::open(path)?.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        // A link to a folder is removed itself; what it points to can belong to others.
        if fs::symlink_metadata(path)?.is_dir() {
            fs::remove_dir_all(path)
        } else {
            fs::remove_file(path)
        }
    }
}

/// Replaces a small file that lies outside the generations: written aside in the same folder, flushed, renamed, so that
/// nobody reads half of it. Nothing stays aside if that fails.
///
/// # Errors
/// What the file system reports; the file is then as before.
pub(crate) fn replace_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut aside = path.as_os_str().to_owned();
    aside.push(".new");
    let aside = PathBuf::from(aside);
    let written = File::create(&aside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_data()))
        .and_then(|()| fs::rename(&aside, path));
    // On a full disk what was begun would keep the room that somebody makes.
    written.inspect_err(|_| _ = fs::remove_file(&aside))
}

/// Makes a folder and those above it that are missing, each with its name forced to the device.
pub(super) fn ensure_folder(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    // The parent of a relative name such as `data` is the empty path: the current folder, which is there.
    if path.as_os_str().is_empty() || path.is_dir() {
        return Ok(());
    }
    let parent = path.parent().unwrap_or(Path::new(""));
    ensure_folder(disk, parent)?;
    match disk.create_folder(path) {
        // Another process may have been a moment earlier.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => {}
        outcome => outcome?,
    }
    // A flushed file is lost all the same when the name of its folder is not on the device.
    if parent.as_os_str().is_empty() {
        // The empty path cannot be opened, `.` can.
        disk.sync_folder(Path::new("."))
    } else {
        disk.sync_folder(parent)
    }
}
