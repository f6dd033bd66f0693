//! The register of the Dutch municipalities inside the program, to be written to a user-supplied folder.

use include_dir::{Dir, include_dir};

use super::register::{BORDERS, MUNICIPALITIES, OTHERS, parse};
use crate::municipality::{Register, SourceText};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/nl");

/// The Dutch municipalities of `data/nl`: built in, so that an installed `wiel` can write them anywhere.
///
/// ```
/// let register = wiel::settings::DutchRegister::register();
/// assert_eq!(register.len(), 342);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct DutchRegister;

impl DutchRegister {
    /// The municipalities, without their borders. Cost: parses 65 kB.
    pub fn register() -> Register {
        let text = |name: &str| Some(SourceText::new(name, text(name)?));
        let municipalities = text(MUNICIPALITIES).expect("data/nl has municipalities");
        parse(municipalities, OTHERS.map(text)).expect("a test reads the Dutch register")
    }

    /// The files of the register under their names in a folder: those of [`super::register_files`] and a README with
    /// their sources. By name.
    pub fn files() -> Vec<(&'static str, &'static str)> {
        let is_of_register = |name: &&str| {
            [MUNICIPALITIES, BORDERS, "README.md"].contains(name) || OTHERS.contains(name)
        };
        let mut names: Vec<&str> = FILES
            .files()
            .filter_map(|file| file.path().to_str())
            .filter(is_of_register)
            .collect();
        names.sort_unstable();
        let texts = names
            .into_iter()
            .filter_map(|name| Some((name, text(name)?)));
        texts.collect()
    }
}

fn text(name: &str) -> Option<&'static str> {
    let text = FILES.get_file(name)?.contents_utf8();
    Some(text.expect("data/nl is UTF-8"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::register::read;
    use super::*;

    #[test]
    fn the_files_make_the_same_register_in_a_folder() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, text) in DutchRegister::files() {
            fs::write(folder.path().join(name), text).expect("a file");
        }
        let written = read(folder.path()).expect("the files are a register");
        let built_in = DutchRegister::register();
        assert!(written.iter().eq(built_in.iter()));
        assert_eq!(written.partnerships(), built_in.partnerships());
        assert!(written.sources().borders.is_some());
    }
}
