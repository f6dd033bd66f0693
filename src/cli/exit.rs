//! How a command ends: a code for the shell, and a message when it went wrong.

use std::io::{self, Write};
use std::process::ExitCode;

use crate::engine::EngineError;
use crate::generation;
use crate::geography::ImportError;
use crate::harvest::{HarvestError, ManifestError, Reason, ReviewError};
use crate::http::ServeError;
use crate::index::IndexError;
use crate::ingest::BuildError;
use crate::municipality::RegisterError;
use crate::rank::RankError;
use crate::report::Language;
use crate::settings::SettingsError;

/// How a command ended that could be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The command did what was asked.
    Done,
    /// It did, and found something that the caller must repair.
    ActionNeeded,
    /// It did, but for documents that may be read another time.
    Incomplete,
}

/// A request that cannot be carried out as it was made, in the language of the reader.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct InputError(pub(super) String);

/// The exit code when the caller can repair what is wrong.
const INPUT_ERROR: u8 = 1;
/// The exit code of any other error.
const INTERNAL_ERROR: u8 = 2;

/// The exit code of a build that lacks documents for a reason that may pass.
const INCOMPLETE: u8 = 3;

/// The exit code of a command, after its error was shown.
pub(super) fn code(language: Language, ended: anyhow::Result<Outcome>) -> ExitCode {
    let error = match ended {
        Ok(Outcome::Done) => return ExitCode::SUCCESS,
        Ok(Outcome::ActionNeeded) => return ExitCode::from(INPUT_ERROR),
        Ok(Outcome::Incomplete) => return ExitCode::from(INCOMPLETE),
        // `wiel match … | head` closes the pipe, which is no error.
        Err(error) if is_broken_pipe(&error) => return ExitCode::SUCCESS,
        Err(error) => error,
    };
    // When even standard error is closed, the code is all that is left.
    _ = writeln!(
        io::stderr(),
        "{}: {}",
        language.error(),
        shown(language, &error)
    );
    ExitCode::from(if is_input(&error) {
        INPUT_ERROR
    } else {
        INTERNAL_ERROR
    })
}

/// An error as a person reads it: in their language where it is the first that somebody meets who sets wiel up.
fn shown(language: Language, error: &anyhow::Error) -> String {
    match error.downcast_ref::<BuildError>() {
        Some(BuildError::NoCorpus { folder }) => language.no_corpus(&folder.display()),
        Some(BuildError::EmptyCorpus { folder }) => language.empty_corpus(&folder.display()),
        // Others are for whoever runs the machine, and stand so in the log as well.
        Some(_) | None => message(error),
    }
}

/// The error and its causes, each once: many errors quote their cause themselves.
pub(super) fn message(error: &anyhow::Error) -> String {
    let mut message = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if message.is_empty() {
            message = cause;
        } else if !message.contains(&cause) {
            message = format!("{message}: {cause}");
        }
    }
    message
}

/// The exit code after clap showed help or what is wrong with the arguments.
pub(super) fn usage(error: &clap::Error) -> ExitCode {
    _ = error.print();
    // Help and version go to standard output, and are what was asked for.
    if error.use_stderr() {
        ExitCode::from(INPUT_ERROR)
    } else {
        ExitCode::SUCCESS
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    // Anywhere in the chain, since writers wrap the error.
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}

/// Whether the caller can repair it: a name, a file, a setting, a folder.
fn is_input(error: &anyhow::Error) -> bool {
    // Errors that can be of either sort decide themselves; what is left is of the caller only by its type.
    if let Some(error) = error.downcast_ref::<BuildError>() {
        return is_input_build(error);
    }
    if let Some(error) = error.downcast_ref::<EngineError>() {
        return error.is_callers_fault();
    }
    if let Some(error) = error.downcast_ref::<generation::Error>() {
        return is_input_generation(error);
    }
    if let Some(error) = error.downcast_ref::<HarvestError>() {
        return is_input_harvest(error);
    }
    if let Some(error) = error.downcast_ref::<SettingsError>() {
        return is_input_settings(error);
    }
    if let Some(error) = error.downcast_ref::<io::Error>() {
        return is_wrong_folder(error);
    }
    if let Some(error) = error.downcast_ref::<ServeError>() {
        return matches!(error, ServeError::Listen { .. });
    }
    error.is::<InputError>()
        || error.is::<RankError>()
        || error.is::<RegisterError>()
        || error.is::<Reason>()
        || matches!(error.downcast_ref(), Some(ReviewError::Key { .. }))
        || error.is::<ImportError>()
}

fn is_input_build(error: &BuildError) -> bool {
    match error {
        BuildError::NoCorpus { .. }
        | BuildError::EmptyCorpus { .. }
        | BuildError::ManifestColumn { .. }
        | BuildError::Manifest { .. }
        | BuildError::NothingReadable { .. }
        | BuildError::Guarded { .. }
        | BuildError::Stopped
        | BuildError::Passage(_)
        | BuildError::Stance(_)
        | BuildError::Extract(_)
        | BuildError::Similarity(_) => true,
        // Any other error of the index is damage on disk.
        BuildError::Index(error) => matches!(error, IndexError::Query { .. }),
        BuildError::Generation(error) => is_input_generation(error),
        BuildError::Snapshot(_) | BuildError::Reader { .. } | BuildError::Io { .. } => false,
    }
}

/// Whether the caller named a folder that cannot be used, rather than the disk having failed.
fn is_wrong_folder(error: &io::Error) -> bool {
    use io::ErrorKind;
    matches!(
        error.kind(),
        ErrorKind::NotFound
            | ErrorKind::NotADirectory
            | ErrorKind::AlreadyExists
            | ErrorKind::PermissionDenied
            | ErrorKind::ReadOnlyFilesystem
    )
}

fn is_input_generation(error: &generation::Error) -> bool {
    use generation::Error;
    if let Error::Io { source, .. } = error {
        return is_wrong_folder(source);
    }
    // What the user can mend by another name, folder or moment; all else is damage.
    matches!(
        error,
        Error::NoSuchGeneration { .. }
            | Error::NoGeneration { .. }
            | Error::Locked { .. }
            | Error::LockUnsupported { .. }
            | Error::ReadOnly { .. }
            | Error::Version { .. }
    )
}

fn is_input_harvest(error: &HarvestError) -> bool {
    match error {
        HarvestError::Locked { .. } | HarvestError::Manifest(ManifestError::Format { .. }) => true,
        HarvestError::Io { source, .. }
        | HarvestError::Manifest(ManifestError::Io { source, .. }) => is_wrong_folder(source),
    }
}

fn is_input_settings(error: &SettingsError) -> bool {
    match error {
        SettingsError::Demonstration { source, .. } => is_wrong_folder(source),
        SettingsError::Unreadable { .. }
        | SettingsError::Syntax { .. }
        | SettingsError::UnknownKey { .. }
        | SettingsError::Value { .. }
        | SettingsError::Together { .. }
        | SettingsError::NoCorpus { .. }
        | SettingsError::RegisterFile { .. }
        | SettingsError::Register(_)
        | SettingsError::Borders(_)
        | SettingsError::TaxonomyFile { .. }
        | SettingsError::Taxonomy(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot::SnapshotError;

    fn check(error: impl Into<anyhow::Error>, expected: u8) {
        let error = error.into();
        let found = format!("{:?}", code(Language::Dutch, Err(error)));
        assert_eq!(found, format!("{:?}", ExitCode::from(expected)));
    }

    #[test]
    fn causes_are_shown_once() {
        let full = || io::Error::from(io::ErrorKind::StorageFull);
        let quoted = SettingsError::Demonstration {
            folder: "d".into(),
            source: full(),
        };
        let text = message(&quoted.into());
        assert_eq!(text.matches(&full().to_string()).count(), 1, "{text}");
        let text = message(&anyhow::Error::from(full()).context("cannot write"));
        assert_eq!(text, format!("cannot write: {}", full()));
    }

    #[test]
    fn errors_are_of_the_caller_or_internal() {
        check(InputError("onbekend".into()), 1);
        check(BuildError::Stopped, 1);
        check(RankError::Scope { got: "x".into() }, 1);
        check(
            BuildError::from(SnapshotError::Artifact {
                path: "m".into(),
                reason: "x".into(),
            }),
            2,
        );
        check(
            EngineError::Snapshot(SnapshotError::Artifact {
                path: "m".into(),
                reason: "x".into(),
            }),
            2,
        );
        check(io::Error::other("x"), 2);
        check(io::Error::from(io::ErrorKind::StorageFull), 2);
        check(io::Error::from(io::ErrorKind::NotADirectory), 1);
        check(io::Error::from(io::ErrorKind::BrokenPipe), 0);
        check(
            anyhow::Error::from(io::Error::from(io::ErrorKind::BrokenPipe)).context("writing"),
            0,
        );
    }
}
