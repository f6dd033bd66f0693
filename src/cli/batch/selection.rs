//! Which municipalities a batch is about: all of the register, or those that satisfy all that was asked.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::super::args::Since;
use super::super::exit::InputError;
use super::super::names::{localised, resolve};
use super::super::{bootstrap, region_members, session::Session};
use super::BatchArgs;
use crate::engine::Engine;
use crate::generation::{Generation, GenerationState};
use crate::municipality::GemeenteCode;
use crate::report::view::BatchSelection;

/// The municipalities of a batch.
pub(super) struct Selection {
    codes: Vec<GemeenteCode>,
    /// What was asked; `None` for the whole register.
    asked: Option<BatchSelection>,
}

impl Selection {
    /// Selects what the arguments ask for.
    ///
    /// # Errors
    /// 1. A name that is no municipality, or more than one; 2. a region that the register lacks, or that has none of
    ///    the municipalities; 3. a generation that is not there or cannot be opened.
    pub(super) fn of(session: &Session, engine: &Engine, args: &BatchArgs) -> anyhow::Result<Self> {
        let register = engine.register();
        let language = session.language;
        let mut codes: Vec<GemeenteCode> = register.iter().map(|one| one.code.clone()).collect();
        let mut asked = BatchSelection::default();
        if !args.only.is_empty() {
            let named = args.only.iter();
            let named: BTreeSet<GemeenteCode> = named
                .map(|name| Ok(resolve(session, engine, name)?.code))
                .collect::<anyhow::Result<_>>()?;
            // In the order of the register, as the rows of the whole batch are.
            codes.retain(|code| named.contains(code));
            asked.only = Some(codes.iter().map(ToString::to_string).collect());
        }
        if let Some(region) = &args.region {
            let members = region_members::parse(language, register, region)?;
            codes.retain(|code| members.contains(code));
            asked.region = Some(region.clone());
        }
        if codes.is_empty() {
            return Err(InputError(language.nothing_selected().to_owned()).into());
        }
        if let Some(since) = args.changed_since {
            let old = generation(session, since)?;
            let id = old.id();
            let settings = &session.settings;
            let old = bootstrap::open(settings, old)?;
            // The partners that a reader is shown, with their quotes.
            let top = u32::try_from(settings.top).unwrap_or(u32::MAX);
            let changed = engine
                .changed_since(&old, &settings.scope, top)
                .map_err(|error| localised(language, error))?;
            codes.retain(|code| changed.contains(code));
            if codes.is_empty() {
                session.notice(&language.nothing_changed_since(&id));
            }
            asked.changed_since = Some(id.to_string());
        }
        let is_whole = asked == BatchSelection::default();
        asked.municipalities = codes.len();
        Ok(Self {
            codes,
            asked: (!is_whole).then_some(asked),
        })
    }

    /// The codes of the municipalities, in the order of the register.
    pub(super) fn codes(&self) -> &[GemeenteCode] {
        &self.codes
    }

    /// What was asked, as `run.json` has it; `None` for the whole register.
    pub(super) fn view(&self) -> Option<BatchSelection> {
        self.asked.clone()
    }
}

/// The generation to compare with; of a day the one that was the newest when it began.
fn generation(session: &Session, since: Since) -> anyhow::Result<Generation> {
    let day: Date = match since {
        Since::Generation(id) => return Ok(session.store.get(id)?),
        Since::Day(day) => day,
    };
    let midnight = TimeZone::UTC.to_timestamp(day.at(0, 0, 0, 0))?;
    // Damaged ones are skipped, as they cannot be compared. Newest first.
    let list = session.store.list()?;
    let sound = list
        .iter()
        .filter(|one| matches!(one.state, GenerationState::Sound(_)));
    let mut oldest = None;
    for one in sound {
        if one.id.time() < midnight {
            return Ok(session.store.get(one.id)?);
        }
        oldest = Some(one.id);
    }
    let language = session.language;
    let oldest = oldest.map_or_else(|| "-".to_owned(), |id| id.to_string());
    let message = language.no_generation_before(&language.day(day), &oldest);
    Err(InputError(message).into())
}
