//! A folder of files that is written aside and then put in place, so that no reader sees half a set.
//!
//! What a killed process leaves is a folder with a journal: the same batch goes on there, any other for the same target
//! removes it.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::journal::{self, Journal};
use crate::generation::Checksum;

/// The beginning of the name of a folder aside; what decides the content of the batch follows, as the beginning of its
/// checksum.
const ASIDE: &str = ".wiel-batch-";

/// The file in a folder aside that its process keeps locked for as long as it lives.
const LOCK: &str = ".lock";

/// A folder aside without that file is of a batch that ended before it had begun, or of an earlier version; and one with a
/// journal for another target may be gone on with. Either is left behind when nothing was written in it for so long.
const MAX_UNLOCKED_AGE: Duration = Duration::from_secs(24 * 60 * 60);

/// Files written aside; removed when dropped unless put in place.
pub(super) struct Staged {
    target: PathBuf,
    aside: PathBuf,
    /// Says that this process is at work in the folder; the system frees it when the process ends.
    lock: File,
}

impl Staged {
    /// Begins a folder that will be `target`, or goes on with the one that a killed process with the same `key` left.
    ///
    /// `key` is the checksum of everything that decides what is written. The journal tells what is there already.
    ///
    /// # Errors
    /// When the folder aside cannot be made, or `target` is a file.
    pub(super) fn begin(target: &Path, key: Checksum) -> io::Result<(Self, Journal)> {
        let parent = made_parent(target)?;
        // A folder that is there may be a mount of its own, so only inside it renaming is sure to work.
        let folder = if target.try_exists()? {
            target.to_owned()
        } else {
            parent.clone()
        };
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let aside = folder.join(format!("{ASIDE}{}", &key.to_string()[..16]));
        let (aside, lock) = match locked(&aside)? {
            Some(lock) => (aside, lock),
            // The same batch runs already, or the file system has no locks: two must not write into one folder.
            None => {
                let own = folder.join(format!("{ASIDE}{}", std::process::id()));
                if own.exists() {
                    fs::remove_dir_all(&own)?;
                }
                fs::create_dir_all(&own)?;
                let lock = File::create(own.join(LOCK))?;
                // Without locks the folder is judged by its age.
                _ = lock.try_lock();
                (own, lock)
            }
        };
        for place in [&folder, &parent] {
            remove_left_behind(place, &name, &aside);
        }
        let journal = match Journal::resume(&aside, key, &name)? {
            Some(journal) => journal,
            None => {
                empty(&aside)?;
                Journal::begin(&aside, key, &name)?
            }
        };
        let staged = Self {
            target: target.to_owned(),
            aside,
            lock,
        };
        Ok((staged, journal))
    }

    /// Opens a file to add to, with what it holds already. Returns whether that is nothing.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub(super) fn append(&self, name: &str) -> io::Result<(BufWriter<File>, bool)> {
        let mut options = OpenOptions::new();
        let file = options
            .append(true)
            .create(true)
            .open(self.aside.join(name))?;
        let is_new = file.metadata()?.len() == 0;
        Ok((BufWriter::new(file), is_new))
    }

    /// Returns the path of a file, to read what was written.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.aside.join(name)
    }

    /// Begins a file.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(super) fn create(&self, name: &str) -> io::Result<BufWriter<File>> {
        Ok(BufWriter::new(File::create(self.aside.join(name))?))
    }

    /// Writes a whole file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        // Flushed, since an error on drop would be lost.
        let mut file = self.create(name)?;
        file.write_all(bytes)?;
        file.flush()
    }

    /// Begins a folder of files within this one.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(super) fn folder(&self, name: &str) -> io::Result<()> {
        fs::create_dir_all(self.aside.join(name))
    }

    /// Puts everything in place. A new folder appears at once. In a folder that was there, `last` (which
    /// says what the files are) goes away first and comes back last: the set is whole when `last` is there.
    /// Of the names in `gone`, what this set does not have is removed, and so are the reports (`.html`, `.pdf`) in the
    /// folder `pages`; other files are left alone.
    ///
    /// # Errors
    /// When a file cannot be moved.
    pub(super) fn put_in_place(self, last: &str, gone: &[&str], pages: &str) -> io::Result<()> {
        // It is not part of the set. From here on only moments are left.
        _ = self.lock.unlock();
        remove(&self.aside.join(LOCK))?;
        fs::remove_dir_all(self.aside.join(journal::FOLDER))?;
        // Nothing is there yet: one rename shows the whole set.
        if !self.target.try_exists()? {
            return fs::rename(&self.aside, &self.target);
        }
        // Without `last` a reader knows that the set is not whole, so it goes first.
        for name in [&last].into_iter().chain(gone) {
            remove(&self.target.join(name))?;
        }
        // Pages of municipalities that are gone would otherwise stay beside the new ones.
        let old_pages = self.target.join(pages);
        for name in names(&old_pages)? {
            let end = Path::new(&name).extension();
            if end.is_some_and(|end| end == "html" || end == "pdf") {
                remove(&old_pages.join(name))?;
            }
        }
        let new_pages = self.aside.join(pages);
        if new_pages.try_exists()? {
            fs::create_dir_all(&old_pages)?;
            for name in names(&new_pages)? {
                fs::rename(new_pages.join(&name), old_pages.join(&name))?;
            }
            fs::remove_dir(&new_pages)?;
        } else if old_pages.is_dir() && names(&old_pages)?.is_empty() {
            fs::remove_dir(&old_pages)?;
        }
        // `false` sorts before `true`, so `last` is moved last.
        let mut files = names(&self.aside)?;
        files.sort_by_key(|name| name == last);
        for name in files {
            fs::rename(self.aside.join(&name), self.target.join(&name))?;
        }
        Ok(())
    }
}

/// The names in a folder, sorted; none when it is not there.
fn names(folder: &Path) -> io::Result<Vec<OsString>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        // Absent is empty; any other error would hide old pages.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut names: Vec<_> = entries
        .map(|entry| Ok(entry?.file_name()))
        .collect::<io::Result<_>>()?;
    // The order of a folder differs between file systems.
    names.sort();
    Ok(names)
}

/// Removes a file that may be absent.
fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// The folder in which `target` lies, made when it is not there.
fn made_parent(target: &Path) -> io::Result<PathBuf> {
    // A relative name without a folder has the empty path as its parent.
    let parent = target
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    Ok(parent.to_owned())
}

/// Locks a folder aside, made where it is not there. Returns `None` if it cannot be locked.
fn locked(aside: &Path) -> io::Result<Option<File>> {
    fs::create_dir_all(aside)?;
    let mut options = OpenOptions::new();
    let lock = options
        .write(true)
        .create(true)
        .truncate(false)
        .open(aside.join(LOCK))?;
    Ok(lock.try_lock().is_ok().then_some(lock))
}

/// Removes all but the lock from a folder aside.
fn empty(aside: &Path) -> io::Result<()> {
    for name in names(aside)?.iter().filter(|name| *name != LOCK) {
        let path = aside.join(name);
        if path.is_dir() {
            fs::remove_dir_all(path)?;
        } else {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// Removes what batches whose process is gone left in a folder for `target`, and what is old. What cannot be removed takes
/// up room, and nothing else.
fn remove_left_behind(folder: &Path, target: &str, own: &Path) {
    let is_aside = |name: &OsString| name.to_string_lossy().starts_with(ASIDE);
    for name in names(folder).unwrap_or_default() {
        let aside = folder.join(&name);
        if is_aside(&name) && aside != own && is_left_behind(&aside, target) {
            _ = fs::remove_dir_all(&aside);
        }
    }
}

/// Whether no process is at work in a folder aside, and none will go on with it.
fn is_left_behind(aside: &Path, target: &str) -> bool {
    let is_old = |at: Option<SystemTime>| {
        at.is_some_and(|at| at.elapsed().is_ok_and(|age| age > MAX_UNLOCKED_AGE))
    };
    match File::open(aside.join(LOCK)) {
        // Its holder keeps it until it ends, however that is.
        Ok(lock) if lock.try_lock().is_err() => false,
        Ok(_) => match journal::target_of(aside) {
            // A batch for another folder may be asked for again.
            Some(other) if other != target => is_old(journal::written_at(aside)),
            _ => true,
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let about = fs::metadata(aside);
            is_old(about.and_then(|about| about.modified()).ok())
        }
        Err(_) => false,
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // After a success there is nothing left but an empty folder, or none.
        _ = fs::remove_dir_all(&self.aside);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> Checksum {
        Checksum::of_bytes(b"these options")
    }

    fn names(folder: &Path) -> Vec<String> {
        let names = super::names(folder).expect("a folder");
        let text = names.into_iter().map(std::ffi::OsString::into_string);
        text.collect::<Result<_, _>>().expect("names in UTF-8")
    }

    #[test]
    fn sets_appear_whole() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let target = folder.path().join("a/b");
        let stage = |files: &[&str]| {
            let (staged, _) = Staged::begin(&target, key()).expect("it can begin");
            files
                .iter()
                .for_each(|name| staged.write(name, b"x").expect("it can be written"));
            staged
        };
        drop(stage(&["pairs.csv"]));
        assert!(!target.exists());
        stage(&["pairs.csv", "run.json"])
            .put_in_place("run.json", &["pairs.csv"], "reports")
            .expect("a new folder");
        assert_eq!(names(&target), ["pairs.csv", "run.json"]);
        fs::write(target.join("notes.txt"), "mine").expect("a file of somebody else");
        stage(&["matches.csv", "run.json"])
            .put_in_place("run.json", &["pairs.csv"], "reports")
            .expect("an old folder");
        assert_eq!(names(&target), ["matches.csv", "notes.txt", "run.json"]);
        assert_eq!(names(&folder.path().join("a")), ["b"]);

        let pages = target.join("reports");
        let stage_pages = |pages: &[&str]| {
            let staged = stage(&["run.json"]);
            staged.folder("reports").expect("a folder");
            for name in pages {
                let name = format!("reports/{name}");
                staged.write(&name, b"x").expect("it can be written");
            }
            let put = staged.put_in_place("run.json", &["pairs.csv"], "reports");
            put.expect("a folder in the folder");
        };
        stage_pages(&["a.html", "b.html"]);
        fs::write(pages.join("notes.txt"), "mine").expect("a file of somebody else");
        stage_pages(&["b.html", "c.html"]);
        assert_eq!(names(&pages), ["b.html", "c.html", "notes.txt"]);
        fs::remove_file(pages.join("notes.txt")).expect("it is there");
        let staged = stage(&["run.json"]);
        let put = staged.put_in_place("run.json", &[], "reports");
        put.expect("a set without pages");
        assert!(!pages.exists());
    }

    #[test]
    fn what_a_dead_batch_left_is_removed_and_what_a_living_one_writes_stays() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let target = folder.path().join("matches");
        fs::create_dir_all(&target).expect("a folder");
        for place in [folder.path(), &target] {
            let made = |name: &str| {
                let aside = place.join(format!("{ASIDE}{name}"));
                fs::create_dir_all(&aside).expect("a folder");
                aside
            };
            let dead = made("4000000001");
            fs::write(dead.join(LOCK), "").expect("a file");
            fs::write(dead.join("pairs.csv"), "a").expect("a file");
            let living = made("4000000002");
            let lock = File::create(living.join(LOCK)).expect("a file");
            lock.lock().expect("nobody else has it");
            let begun = made("4000000003");
            let old = made("4000000004");
            let yesterday = std::time::SystemTime::now() - 2 * MAX_UNLOCKED_AGE;
            File::open(&old)
                .and_then(|folder| folder.set_modified(yesterday))
                .expect("it is ours");
            // Of another target, which may be asked for again.
            let to_go_on_with = made("4000000005");
            fs::write(to_go_on_with.join(LOCK), "").expect("a file");
            Journal::begin(&to_go_on_with, key(), "elders").expect("a journal");
            // Of the target that is written now, with other options.
            let replaced = made("4000000006");
            fs::write(replaced.join(LOCK), "").expect("a file");
            let other_key = Checksum::of_bytes(b"other options");
            let other = place.join("eigen-map");
            fs::create_dir_all(&other).expect("a folder");

            let target = if place == target.as_path() {
                target.clone()
            } else {
                folder.path().join("nieuw")
            };
            let own_name = target.file_name().expect("a name").to_string_lossy();
            Journal::begin(&replaced, other_key, &own_name).expect("a journal");
            let (staged, _) = Staged::begin(&target, key()).expect("it can begin");
            assert!(!dead.exists() && !old.exists() && !replaced.exists());
            assert!(living.exists() && begun.exists() && other.exists());
            assert!(to_go_on_with.exists());
            staged.write("run.json", b"x").expect("it can be written");
            staged
                .put_in_place("run.json", &[], "reports")
                .expect("a folder");
            assert!(!target.join(LOCK).exists(), "{:?}", names(&target));
            assert!(target.join("run.json").exists());
        }
    }
}
