//! `wiel build`: from the corpus to a new published generation.

use super::args::BuildArgs;
use super::exit::{Outcome, Refused};
use super::interrupt::Watch;
use super::output;
use super::progress::Follower;
use super::session::Session;
use crate::build::{self, BuildError, BuildOutcome, BuildReport};
use crate::settings::Source;

/// So many documents that were left out are named; `wiel corpus check` has them all.
const SHOWN: usize = 20;

pub(super) fn run(session: &Session, args: &BuildArgs) -> anyhow::Result<Outcome> {
    let id = match publish(session, args)? {
        BuildOutcome::Published(report) => report.generation.id(),
        BuildOutcome::Unchanged(id) => {
            session.say(session.language.unchanged());
            id
        }
    };
    output::write(format!("{id}\n").as_bytes())?;
    Ok(Outcome::Done)
}

/// Builds and publishes, with progress, Ctrl-C and a word about what was left out.
pub(super) fn publish(session: &Session, args: &BuildArgs) -> anyhow::Result<BuildOutcome> {
    let register = session.settings.read_register()?;
    let taxonomy = session.settings.read_taxonomy()?;
    let corpus = session.settings.corpus_folder()?;
    let lock = session.lock()?;
    let watch = Watch::begin(session.language.stopping());
    let request = session.build_request(&corpus, &register, &taxonomy, args);
    let follower = Follower::new(session, watch.stop());
    let outcome = build::build(&request, &session.store, &lock, &follower);
    drop(follower);
    match outcome {
        Err(BuildError::Stopped) => Err(Refused(session.language.stopped().to_owned()).into()),
        Err(error) => {
            hint(session, &error);
            Err(error.into())
        }
        Ok(outcome) => {
            if let BuildOutcome::Published(report) = &outcome {
                tell(session, report);
            }
            Ok(outcome)
        }
    }
}

/// Documents of one's own, looked up among invented municipalities: the likeliest slip of a first set-up.
fn hint(session: &Session, error: &BuildError) {
    let invented = session.settings.register == Source::Demonstration;
    let own = session.settings.corpus != Source::Demonstration;
    if invented && own && matches!(error, BuildError::NothingReadable { .. }) {
        session.say("hint: the register is the invented one; set [register] folder to that of your municipalities");
    }
}

fn tell(session: &Session, report: &BuildReport) {
    let counts = report.counts;
    let language = session.language;
    session.say(&language.built(
        counts.documents,
        counts.left_out,
        counts.passages,
        counts.municipalities,
    ));
    let refused = report
        .refusals
        .iter()
        .map(|refusal| format!("  {}: {}; {}", refusal.path, refusal.reason, refusal.remedy));
    let unread = report
        .documents
        .iter()
        .filter(|document| document.is_unreadable())
        .map(|document| {
            let why = document
                .warnings
                .last()
                .map(ToString::to_string)
                .unwrap_or_default();
            format!("  {}: {why}", document.path)
        });
    let lines: Vec<String> = refused.chain(unread).collect();
    if lines.is_empty() {
        return;
    }
    session.say(language.left_out());
    lines.iter().take(SHOWN).for_each(|line| session.say(line));
    if lines.len() > SHOWN {
        session.say(&language.and_more(lines.len() - SHOWN));
    }
}
