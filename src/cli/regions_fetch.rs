//! `wiel regions fetch`: the official list of municipalities and their borders, into the register.

use jiff::ZonedDateTime;
use jiff::civil::Date;

use super::args::FetchArgs;
use super::exit::{InputError, Outcome};
use super::interrupt::SignalWatch;
use super::output;
use super::regions::{borders, folder, loses, write_sources};
use super::session::Session;
use crate::geography::{self, Areas, Imported};
use crate::harvest::{Client, Reason, fetch_borders, fetch_municipalities};
use crate::municipality::{Register, RegisterSources, SourceText};
use crate::report::render::{csv, table};
use crate::report::view::{BorderImport, RegisterFetch};

pub(super) fn run(session: &Session, args: &FetchArgs) -> anyhow::Result<Outcome> {
    let register = session.settings.read_register()?;
    let folder = folder(session, args.out.as_ref())?;
    let settings = &session.settings.harvest;
    // Who is asked must be able to find out by whom.
    if settings.params.contact.is_none() {
        return Err(InputError(session.language.no_harvest_contact().to_owned()).into());
    }
    let watch = SignalWatch::for_build(session.language.stopping());
    let client = Client::new(settings.http()?, watch.stop()).map_err(InputError)?;
    let [list_address, borders_address] = &settings.params.register_services;
    let year = args.year.unwrap_or_else(|| ZonedDateTime::now().year());
    let day = Date::new(year, 1, 1)?;
    let failed = |address: &str, reason: &Reason| {
        let reason = session.language.harvest_reason(reason);
        InputError(format!("{address}: {reason}"))
    };
    let list = fetch_municipalities(&client, list_address, day)
        .map_err(|reason| failed(list_address, &reason))?;
    let changes = list.changes(&register);
    let revised = Register::parse(list.revised(&register, &changes))?;
    let asks_borders = !args.without_borders;
    let text = match asks_borders {
        true => fetch_borders(&client, borders_address, year)
            .map_err(|reason| failed(borders_address, &reason))?,
        false => None,
    };
    let imported = match &text {
        Some(text) => Some(geography::import(text, &revised)?),
        None => None,
    };
    let is_lost = imported
        .as_ref()
        .is_some_and(|one| one.taken.is_empty() || loses(one, &revised, args.borders_only));
    let withheld = is_lost && !args.force;
    if !withheld {
        let sources = sources(&revised, imported.as_ref(), args.borders_only)?;
        write_sources(&folder, &sources)?;
    }
    let written = (!withheld).then(|| folder.display().to_string());
    let shown = imported.as_ref().map(|imported| {
        let address = borders_address.clone();
        let written = written.clone();
        BorderImport::new(
            address,
            written,
            withheld,
            imported,
            &revised,
            session.language,
        )
    });
    let needs_mending = withheld
        || !changes.unknown.is_empty()
        || shown
            .as_ref()
            .is_some_and(|shown| !shown.refused.is_empty());
    let view = RegisterFetch::new(
        (&list, year),
        &changes,
        &register,
        (written, withheld),
        (shown, asks_borders && text.is_none()),
    );
    let as_table = || table::register_fetch(session.style, &view);
    output::answer(session, args.format.format, false, &view, as_table, |to| {
        csv::register_changes(to, &view)
    })?;
    Ok(match needs_mending {
        true => Outcome::ActionNeeded,
        false => Outcome::Done,
    })
}

/// The files of the register with the borders that were taken. Without any, the map keeps those of municipalities that are
/// still there.
fn sources(
    register: &Register,
    imported: Option<&Imported>,
    borders_only: bool,
) -> anyhow::Result<RegisterSources> {
    let mut sources = register.sources().clone();
    match imported {
        Some(imported) => {
            if !borders_only {
                let text = imported.municipalities(register);
                sources.municipalities = SourceText::new(sources.municipalities.name, text);
            }
            sources.borders = Some(SourceText::new("", borders(imported, register)));
        }
        None => {
            if let Some(old) = &sources.borders {
                let areas = Areas::parse(&old.name, &old.text)?;
                let kept = areas.retain(|code| register.get(code).is_some());
                let name = |code: &_| {
                    register
                        .get(code)
                        .map_or(String::new(), |one| one.name.clone())
                };
                sources.borders = Some(SourceText::new("", kept.to_text(name)));
            }
        }
    }
    Ok(sources)
}
