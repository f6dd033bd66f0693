//! A disk on which one chosen step goes wrong.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::sync::Mutex;

use crate::generation::disk::{Disk, RealDisk};

/// What happens at the chosen step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nothing: only the steps are recorded.
    None,
    /// It is refused, or done by half where half is possible; the process goes on.
    Refused(io::ErrorKind),
    /// It is done and yet reported as failed, as network file systems can.
    Misreported,
    /// The process dies in the midst of it: whatever it would do afterwards, cleaning up included, is not done.
    Killed,
}

/// The real disk with one [`Fault`] at the `at`-th step, counted from 0, and a record of all steps.
#[derive(Debug)]
pub(crate) struct FaultyDisk {
    at: usize,
    fault: Fault,
    steps: Mutex<Vec<String>>,
}

impl FaultyDisk {
    pub(crate) fn new(fault: Fault, at: usize) -> Self {
        let steps = Mutex::default();
        Self { at, fault, steps }
    }

    /// Whether the chosen step was reached.
    pub(crate) fn struck(&self) -> bool {
        self.fault != Fault::None && self.steps().len() > self.at
    }

    /// The steps so far, such as `sync data/lock`.
    pub(crate) fn steps(&self) -> Vec<String> {
        self.steps.lock().expect("no test panics in a step").clone()
    }

    fn step<T>(
        &self,
        name: &str,
        path: &Path,
        whole: impl FnOnce() -> io::Result<T>,
        half: impl FnOnce(),
    ) -> io::Result<T> {
        let mut steps = self.steps.lock().expect("no test panics in a step");
        let number = steps.len();
        steps.push(format!("{name} {}", path.display()));
        drop(steps);
        let dead = self.fault == Fault::Killed && number > self.at;
        if dead {
            return Err(io::Error::other("this process is dead"));
        }
        if number != self.at {
            return whole();
        }
        match self.fault {
            Fault::None => whole(),
            Fault::Refused(kind) => {
                half();
                Err(kind.into())
            }
            Fault::Misreported => {
                whole()?;
                Err(io::Error::other("the answer was lost"))
            }
            Fault::Killed => {
                half();
                Err(io::Error::other("killed"))
            }
        }
    }
}

impl Disk for FaultyDisk {
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.step("mkdir", path, || RealDisk.create_folder(path), || {})
    }

    fn create(&self, path: &Path, replace: bool) -> io::Result<File> {
        let half = || _ = RealDisk.create(path, replace);
        self.step("create", path, || RealDisk.create(path, replace), half)
    }

    fn open_lock(&self, path: &Path) -> io::Result<File> {
        self.step("open", path, || RealDisk.open_lock(path), || {})
    }

    fn write(&self, file: &mut File, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut again = file.try_clone()?;
        let half = || _ = RealDisk.write(&mut again, path, &bytes[..bytes.len() / 2]);
        self.step("write", path, || RealDisk.write(file, path, bytes), half)
    }

    fn empty(&self, file: &File, path: &Path) -> io::Result<()> {
        self.step("empty", path, || RealDisk.empty(file, path), || {})
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        self.step("sync", path, || is_there(path), || {})
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.step("sync", path, || is_there(path), || {})
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let name = format!("rename {} to", from.display());
        self.step(&name, to, || RealDisk.rename(from, to), || {})
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let half = || remove_one_file(path);
        self.step("remove", path, || RealDisk.remove(path), half)
    }
}

/// Stands for a flush: no test cuts the power, and thousands of real ones take long on a busy disk.
fn is_there(path: &Path) -> io::Result<()> {
    fs::metadata(path).map(|_| ())
}

/// Removes the first file that is found, as an interrupted removal does.
fn remove_one_file(folder: &Path) {
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                return fs::remove_file(path).expect("the file was just there");
            }
        }
    }
}
