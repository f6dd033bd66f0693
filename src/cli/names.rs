//! The municipality behind a name as people type it, and errors of the engine in the language of the reader.

use super::exit::InputError;
use super::session::Session;
use crate::engine::{Engine, EngineError};
use crate::municipality::{GemeenteCode, Lookup, Municipality, Recognised, Register};
use crate::report::Language;

/// Finds the municipality behind a name, and says how it was recognised when that is not plain from the name.
///
/// # Errors
/// When no municipality, or more than one, has the name.
pub(super) fn resolve(
    session: &Session,
    engine: &Engine,
    typed: &str,
) -> anyhow::Result<Recognised> {
    let invented = session.presentation(engine).demonstration;
    find(session, engine.register(), typed, invented)
}

/// The codes of the municipalities behind names, in the order in which they were typed.
///
/// # Errors
/// When no municipality, or more than one, has one of the names.
pub(super) fn codes(
    session: &Session,
    register: &Register,
    typed: &[String],
) -> anyhow::Result<Vec<GemeenteCode>> {
    let codes = typed
        .iter()
        .map(|name| Ok(find(session, register, name, false)?.code));
    codes.collect()
}

fn find(
    session: &Session,
    register: &Register,
    typed: &str,
    invented: bool,
) -> anyhow::Result<Recognised> {
    let language = session.language;
    match register.lookup(typed) {
        Lookup::Found(found) => {
            // The register gave the code just now.
            let place = register.get(&found.code).expect("the register found it");
            if let Some(reason) = language.recognition(&place.name, &found.reason) {
                // On standard error, so that the answer stays data.
                session.notice(&reason);
            }
            Ok(found)
        }
        Lookup::Ambiguous(several) => {
            let places = several.iter().filter_map(|one| register.get(&one.code));
            let lines: Vec<String> = places.map(line).collect();
            Err(InputError(format!(
                "{}\n{}",
                language.ambiguous_municipality(typed),
                lines.join("\n")
            ))
            .into())
        }
        Lookup::Unknown { suggestions } => {
            let like: Vec<String> = suggestions
                .into_iter()
                .map(|(_, spelling)| spelling)
                .collect();
            // The likeliest reason in the demonstration: a real municipality was typed.
            let mut message = language.unknown_municipality(typed, &like);
            if invented {
                message = format!("{message}\n{}", language.unknown_in_demonstration());
            }
            Err(InputError(message).into())
        }
    }
}

fn line(place: &Municipality) -> String {
    let province = place.province.as_deref().unwrap_or_default();
    format!("  {}  {}  {province}", place.code, place.name)
        .trim_end()
        .to_owned()
}

/// An error of the engine as it is shown: in the reader's language where it is about the question.
pub(super) fn localised(language: Language, error: EngineError) -> anyhow::Error {
    match error {
        EngineError::NotScored { name, reason } => {
            InputError(language.no_text(&name, reason)).into()
        }
        EngineError::SameMunicipality { name } => {
            InputError(language.same_municipality(&name)).into()
        }
        // Worded in the language of the reader, who can do something about it.
        other if other.is_callers_fault() => {
            InputError(language.reason(&other.to_string()).into_owned()).into()
        }
        // Anything else is for whoever runs the machine, in English.
        other => other.into(),
    }
}
