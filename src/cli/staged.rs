//! A folder of files that is written aside and then put in its place, so that nobody sees a half one.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Files in the making; removed when dropped unless put in place.
pub(super) struct Staged {
    target: PathBuf,
    aside: PathBuf,
}

impl Staged {
    /// Begins a folder that will be `target`.
    ///
    /// # Errors
    /// When the folder aside cannot be made, or `target` is a file.
    pub(super) fn begin(target: &Path) -> io::Result<Self> {
        let name = format!(".wiel-batch-{}", std::process::id());
        // A folder that is there may be a mount of its own, so only inside it renaming is sure to work.
        let aside = if target.try_exists()? {
            target.join(name)
        } else {
            sibling(target, &name)?
        };
        if aside.exists() {
            fs::remove_dir_all(&aside)?;
        }
        fs::create_dir_all(&aside)?;
        Ok(Self {
            target: target.to_owned(),
            aside,
        })
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
        let mut file = self.create(name)?;
        file.write_all(bytes)?;
        file.flush()
    }

    /// Puts everything in place. A new folder appears at once. In a folder that was there, `last` (which
    /// says what the files are) goes away first and comes back last: the set is whole when `last` is there.
    /// Of the names in `gone`, what this set does not have is removed; other files are left alone.
    ///
    /// # Errors
    /// When a file cannot be moved.
    pub(super) fn put_in_place(self, last: &str, gone: &[&str]) -> io::Result<()> {
        if !self.target.try_exists()? {
            return fs::rename(&self.aside, &self.target);
        }
        for name in gone.iter().chain([&last]) {
            match fs::remove_file(self.target.join(name)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        let mut names: Vec<_> = fs::read_dir(&self.aside)?
            .map(|entry| Ok(entry?.file_name()))
            .collect::<io::Result<_>>()?;
        names.sort_by_key(|name| name == last);
        for name in names {
            fs::rename(self.aside.join(&name), self.target.join(&name))?;
        }
        Ok(())
    }
}

/// A name beside `target`, in the same folder, which is made when it is not there.
fn sibling(target: &Path, name: &str) -> io::Result<PathBuf> {
    let parent = target
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    Ok(parent.join(name))
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

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_set_is_seen_whole_or_not_at_all() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let target = folder.path().join("a/b");
        let stage = |files: &[&str]| {
            let staged = Staged::begin(&target).expect("it can begin");
            files
                .iter()
                .for_each(|name| staged.write(name, b"x").expect("it can be written"));
            staged
        };
        drop(stage(&["pairs.csv"]));
        assert!(!target.exists());
        stage(&["pairs.csv", "run.json"])
            .put_in_place("run.json", &["pairs.csv"])
            .expect("a new folder");
        assert_eq!(names(&target), ["pairs.csv", "run.json"]);
        fs::write(target.join("notes.txt"), "mine").expect("a file of somebody else");
        stage(&["matches.csv", "run.json"])
            .put_in_place("run.json", &["pairs.csv"])
            .expect("an old folder");
        assert_eq!(names(&target), ["matches.csv", "notes.txt", "run.json"]);
        assert_eq!(names(&folder.path().join("a")), ["b"]);
    }
}
