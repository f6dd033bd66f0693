//! `wiel match`: ranked partners of one municipality.

use super::args::{Format, MatchArgs};
use super::exit::{Outcome, Refused};
use super::names::{resolve, told};
use super::output;
use super::session::Session;
use crate::engine::PartnerQuery;
use crate::report::view::{Match, Municipality};
use crate::report::{csv, table};
use crate::taxonomy::{PrincipleId, Taxonomy, ThemeId};

pub(super) fn run(session: &Session, args: &MatchArgs) -> anyhow::Result<Outcome> {
    let engine = session.engine()?;
    let focus = resolve(session, &engine, &args.name)?;
    let format = args.format.format;
    let query = PartnerQuery {
        focus: focus.code.clone(),
        scope: session.settings.scope.clone(),
        weights: None,
        top: Some(session.settings.top),
        theme: args
            .theme
            .as_deref()
            .map(|name| theme(engine.taxonomy(), name))
            .transpose()?,
        ahead_on: args
            .ahead_on
            .as_deref()
            .map(|name| theme(engine.taxonomy(), name))
            .transpose()?,
        what_if: args
            .what_if
            .as_deref()
            .map(|text| supposition(engine.taxonomy(), text))
            .transpose()?,
        evidence: format != Format::Csv,
    };
    let ranking = engine
        .partners(&query)
        .map_err(|error| told(session, error))?;
    let demonstration = session.is_demonstration(&engine);
    let view = Match::of(&engine, &focus, &ranking, demonstration, session.language);
    let as_table = || table::partners(session.style, &view, &query.scope, args.explain);
    output::answer(session, format, demonstration, &view, as_table, |to| {
        let mut table = csv::Table::new(to, &csv::MATCHES)?;
        let focus = Municipality::from(&view.municipality);
        view.partners
            .iter()
            .try_for_each(|partner| table.partner(&focus, partner))?;
        table.finish().map(|_| ())
    })?;
    Ok(Outcome::Done)
}

/// The theme of this name, or a refusal that names them all.
pub(super) fn theme(taxonomy: &Taxonomy, name: &str) -> Result<ThemeId, Refused> {
    taxonomy.theme_named(name).ok_or_else(|| {
        let known: Vec<&str> = taxonomy
            .themes()
            .iter()
            .map(|one| one.name.as_str())
            .collect();
        Refused(format!(
            "there is no theme {name:?}\nhint: use one of {}",
            known.join(", ")
        ))
    })
}

/// Reads `principle:collectief=for`; the first word may be left out.
fn supposition(taxonomy: &Taxonomy, text: &str) -> Result<(PrincipleId, bool), Refused> {
    let bare = text.strip_prefix("principle:").unwrap_or(text);
    let (name, stance) = bare.split_once('=').unwrap_or((bare, ""));
    let is_for = match stance {
        "for" => true,
        "against" => false,
        _ => {
            let hint = "hint: write it as principle:collectief=for or principle:collectief=against";
            return Err(Refused(format!("cannot suppose {text:?}\n{hint}")));
        }
    };
    let id = taxonomy.principle_named(name).ok_or_else(|| {
        let known: Vec<&str> = taxonomy
            .principles()
            .iter()
            .map(|one| one.name.as_str())
            .collect();
        Refused(format!(
            "there is no principle {name:?}\nhint: use one of {}",
            known.join(", ")
        ))
    })?;
    Ok((id, is_for))
}
