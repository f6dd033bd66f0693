//! Who is meant by a name as people type it, and questions that have no answer.

use super::exit::Refused;
use super::session::Session;
use crate::engine::{Engine, EngineError};
use crate::municipality::{Lookup, Municipality, Recognised};

/// Finds the municipality behind a name; says why when it is not plain from the name.
pub(super) fn resolve(
    session: &Session,
    engine: &Engine,
    typed: &str,
) -> anyhow::Result<Recognised> {
    let language = session.language;
    match engine.lookup(typed) {
        Lookup::Found(found) => {
            let place = engine
                .register()
                .get(&found.code)
                .expect("the register found it");
            if let Some(reason) = language.recognised(&place.name, &found.reason) {
                session.say(&reason);
            }
            Ok(found)
        }
        Lookup::Ambiguous(several) => {
            let places = several
                .iter()
                .filter_map(|one| engine.register().get(&one.code));
            let lines: Vec<String> = places.map(line).collect();
            Err(Refused(format!(
                "{}\n{}",
                language.ambiguous(typed),
                lines.join("\n")
            ))
            .into())
        }
        Lookup::Unknown { suggestions } => {
            let like: Vec<String> = suggestions
                .into_iter()
                .map(|(_, spelling)| spelling)
                .collect();
            let mut message = language.unknown(typed, &like);
            if session.is_demonstration(engine) {
                message = format!("{message}\n{}", language.unknown_in_demonstration());
            }
            Err(Refused(message).into())
        }
    }
}

fn line(place: &Municipality) -> String {
    let province = place.province.as_deref().unwrap_or_default();
    format!("  {}  {}  {province}", place.code, place.name)
        .trim_end()
        .to_owned()
}

/// An error of the engine, in the reader's language where it is about the question.
pub(super) fn told(session: &Session, error: EngineError) -> anyhow::Error {
    let language = session.language;
    match error {
        EngineError::NotScored { name, reason } => Refused(language.no_text(&name, reason)).into(),
        EngineError::SameMunicipality { name } => Refused(language.same_municipality(&name)).into(),
        other => other.into(),
    }
}
