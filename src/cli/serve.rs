//! `wiel serve`: the API and the pages, until it is asked to stop.

use super::bootstrap;
use super::exit::Outcome;
use super::interrupt;
use super::output;
use super::session::Session;
use crate::http::{self, OpenedFor, Opener};

pub(super) fn run(session: Session) -> anyhow::Result<Outcome> {
    let generation = bootstrap::generation(&session)?;
    let engine = bootstrap::load(&session.settings, generation)?;
    let Session {
        settings,
        store,
        language,
        ..
    } = session;
    let opener: Opener = {
        let settings = settings.clone();
        Box::new(move |generation, opened_for| {
            let usable = settings.answers_from(generation.manifest());
            // Such as the demonstration when real documents are configured.
            if !usable {
                return Ok(None);
            }
            let engine = match opened_for {
                OpenedFor::Serving => bootstrap::load(&settings, generation),
                OpenedFor::Comparing => bootstrap::open_verified(&settings, generation),
            };
            engine.map(Some)
        })
    };
    let ready = move |address| {
        // A script that started us waits for this line. When it left, we serve all the same.
        _ = output::write(format!("http://{address}\n").as_bytes());
        tracing::info!(%address, "{}", language.listening());
    };
    http::serve(settings, store, opener, engine, ready, interrupt::stop())?;
    Ok(Outcome::Done)
}
