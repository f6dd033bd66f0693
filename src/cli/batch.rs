//! `wiel batch`: the partners of all municipalities, to files.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use anyhow::Context;
use jiff::Timestamp;

use super::args::BatchArgs;
use super::exit::Outcome;
use super::names::told;
use super::progress::Follower;
use super::session::Session;
use super::staged::Staged;
use crate::engine::{Engine, EngineError, PairScore, PartnerQuery};
use crate::municipality::{GemeenteCode, Recognised, Recognition};
use crate::report::BuildStage;
use crate::report::csv::{MATCHES, PAIRS, Table};
use crate::report::reports;
use crate::report::view::{BatchRun, Match, MatchLine, Municipality, NotScored, Partner};

const MATCHES_CSV: &str = "matches.csv";
const MATCHES_JSONL: &str = "matches.jsonl";
const PAIRS_CSV: &str = "pairs.csv";
const RUN: &str = "run.json";
const REPORTS: &str = "reports";

/// Municipalities worked out before they are written: enough for all threads, few enough to hold.
const BLOCK: usize = 64;

pub(super) fn run(session: &Session, args: &BatchArgs) -> anyhow::Result<Outcome> {
    let engine = session.engine()?;
    let place = || format!("cannot write in {}", args.out.display());
    let staged = Staged::begin(&args.out).with_context(place)?;
    let mut files = Files::new(&staged, args.pairs).with_context(place)?;
    let codes: Vec<GemeenteCode> = engine
        .register()
        .iter()
        .map(|place| place.code.clone())
        .collect();
    let follower = Follower::new(session, std::sync::Arc::default());
    follower.start(BuildStage::Batch, codes.len() as u64);
    let demonstration = session.is_demonstration(&engine);
    let mut reports =
        Reports::new(&staged, session, demonstration, args.reports).with_context(place)?;
    let mut not_scored = Vec::new();
    let mut failures: Vec<EngineError> = Vec::new();
    for block in codes.chunks(BLOCK) {
        let answers = in_threads(session.settings.threads, block, |code| {
            let answer = ask(session, &engine, code, args);
            follower.step(1);
            answer
        });
        for (code, answer) in block.iter().zip(answers) {
            match answer {
                Ok(answer) => {
                    let municipality = Municipality::of(&engine, code);
                    files.add(&municipality, &answer).with_context(place)?;
                    reports.add(municipality, &answer).with_context(place)?;
                }
                Err(EngineError::NotScored { name, reason }) => {
                    let silent = NotScored {
                        code: code.to_string(),
                        name,
                        reason,
                        text: session.language.not_scored(reason),
                    };
                    let generation = engine.generation().to_string();
                    reports.silent(&silent, &generation).with_context(place)?;
                    not_scored.push(silent);
                }
                // Some municipalities may lack what a scope needs; the others still have partners.
                Err(error @ EngineError::Rank(_)) => failures.push(error),
                Err(error) => return Err(told(session, error)),
            }
        }
    }
    drop(follower);
    if files.municipalities == 0
        && let Some(error) = failures.into_iter().next()
    {
        return Err(told(session, error));
    }
    let (municipalities, matches) = (files.municipalities, files.matches);
    let counts = files.finish().with_context(place)?;
    let run = describe(session, &engine, counts, not_scored);
    reports.finish(&run).with_context(place)?;
    let mut json = serde_json::to_vec_pretty(&run)?;
    json.push(b'\n');
    staged.write(RUN, &json).with_context(place)?;
    staged
        .put_in_place(RUN, &[MATCHES_CSV, MATCHES_JSONL, PAIRS_CSV], REPORTS)
        .with_context(place)?;
    if run.demonstration {
        session.say(session.language.demonstration());
    }
    session.say(
        &session
            .language
            .batch_done(municipalities, matches, &args.out.display()),
    );
    Ok(Outcome::Done)
}

/// What is written about one municipality.
struct Answer {
    partners: Vec<Partner>,
    pairs: Vec<PairScore>,
    /// The page on it, when it is asked for.
    report: Option<String>,
}

fn ask(
    session: &Session,
    engine: &Engine,
    code: &GemeenteCode,
    args: &BatchArgs,
) -> Result<Answer, EngineError> {
    let scope = session.settings.scope.clone();
    let pairs = if args.pairs {
        engine.pair_scores(code, &scope)?
    } else {
        Vec::new()
    };
    let query = |top, evidence| PartnerQuery {
        focus: code.clone(),
        scope: scope.clone(),
        weights: None,
        top,
        theme: None,
        ahead_on: None,
        what_if: None,
        evidence,
    };
    // All are ranked, but only those whom a reader would be shown get quotes: over the whole country they
    // would be nine tenths of the time and of the file.
    let mut ranking = engine.partners(&query(None, false))?;
    let quoted = engine.partners(&query(Some(session.settings.top), true))?;
    let ranked = ranking.partners.len();
    let report = args.reports.then(|| {
        let focus = Recognised {
            code: code.clone(),
            reason: Recognition::Code,
        };
        let demonstration = session.is_demonstration(engine);
        let view = Match::of(engine, &focus, &quoted, demonstration, session.language);
        reports::partners(session.language, &view, &scope, ranked)
    });
    for (partner, quoted) in ranking.partners.iter_mut().zip(quoted.partners) {
        *partner = quoted;
    }
    let partners = ranking
        .partners
        .iter()
        .map(|partner| Partner::of(engine, partner, session.language))
        .collect();
    Ok(Answer {
        partners,
        pairs,
        report,
    })
}

fn describe(
    session: &Session,
    engine: &Engine,
    counts: BTreeMap<String, u64>,
    not_scored: Vec<NotScored>,
) -> BatchRun {
    let manifest = engine.manifest();
    let held = ["documents", "passages"]
        .into_iter()
        .filter_map(|name| Some((name.to_owned(), *manifest.counts.get(name)?)));
    BatchRun {
        generation: engine.generation().to_string(),
        demonstration: session.is_demonstration(engine),
        model: manifest.model_version.clone(),
        wiel_version: env!("CARGO_PKG_VERSION").to_owned(),
        weights: (&session.settings.rank.weights).into(),
        scope: session.settings.scope.to_string(),
        date: Timestamp::now().to_string(),
        counts: counts.into_iter().chain(held).collect(),
        not_scored,
    }
}

/// The files of a batch, in the making.
struct Files {
    matches_csv: Table<std::io::BufWriter<std::fs::File>>,
    matches_jsonl: std::io::BufWriter<std::fs::File>,
    pairs_csv: Option<Table<std::io::BufWriter<std::fs::File>>>,
    municipalities: usize,
    matches: usize,
    pairs: usize,
}

impl Files {
    fn new(staged: &Staged, pairs: bool) -> anyhow::Result<Self> {
        let pairs_csv = if pairs {
            Some(Table::new(staged.create(PAIRS_CSV)?, &PAIRS)?)
        } else {
            None
        };
        Ok(Self {
            matches_csv: Table::new(staged.create(MATCHES_CSV)?, &MATCHES)?,
            matches_jsonl: staged.create(MATCHES_JSONL)?,
            pairs_csv,
            municipalities: 0,
            matches: 0,
            pairs: 0,
        })
    }

    fn add(&mut self, municipality: &Municipality, answer: &Answer) -> anyhow::Result<()> {
        for partner in &answer.partners {
            self.matches_csv.partner(municipality, partner)?;
            serde_json::to_writer(
                &mut self.matches_jsonl,
                &MatchLine {
                    municipality,
                    partner,
                },
            )?;
            self.matches_jsonl.write_all(b"\n")?;
        }
        if let Some(table) = &mut self.pairs_csv {
            answer.pairs.iter().try_for_each(|pair| table.pair(pair))?;
        }
        self.municipalities += 1;
        self.matches += answer.partners.len();
        self.pairs += answer.pairs.len();
        Ok(())
    }

    fn finish(mut self) -> anyhow::Result<BTreeMap<String, u64>> {
        let mut counts = BTreeMap::from([
            ("municipalities".to_owned(), self.municipalities as u64),
            ("matches".to_owned(), self.matches as u64),
        ]);
        self.matches_csv.finish()?.flush()?;
        self.matches_jsonl.flush()?;
        if let Some(table) = self.pairs_csv {
            table.finish()?.flush()?;
            counts.insert("pairs".to_owned(), self.pairs as u64);
        }
        Ok(counts)
    }
}

/// The pages of a batch, in the making; nothing is written when none are asked for.
struct Reports<'a> {
    staged: &'a Staged,
    session: &'a Session,
    demonstration: bool,
    asked: bool,
    /// Who has a page, with the first of its partners.
    scored: Vec<(Municipality, Option<String>)>,
}

impl<'a> Reports<'a> {
    fn new(
        staged: &'a Staged,
        session: &'a Session,
        demonstration: bool,
        asked: bool,
    ) -> anyhow::Result<Self> {
        if asked {
            staged.folder(REPORTS)?;
        }
        Ok(Self {
            staged,
            session,
            demonstration,
            asked,
            scored: Vec::new(),
        })
    }

    fn add(&mut self, municipality: Municipality, answer: &Answer) -> anyhow::Result<()> {
        if let Some(page) = &answer.report {
            self.write(&reports::file_name(&municipality.code), page)?;
            let first = answer.partners.first().map(|partner| partner.name.clone());
            self.scored.push((municipality, first));
        }
        Ok(())
    }

    fn silent(&self, one: &NotScored, generation: &str) -> anyhow::Result<()> {
        if self.asked {
            let language = self.session.language;
            let page = reports::silent(language, one, generation, self.demonstration);
            self.write(&reports::file_name(&one.code), &page)?;
        }
        Ok(())
    }

    fn finish(self, run: &BatchRun) -> anyhow::Result<()> {
        if self.asked {
            let (language, scope) = (self.session.language, &self.session.settings.scope);
            let page = reports::index(language, run, scope, &self.scored);
            self.write(reports::INDEX, &page)?;
        }
        Ok(())
    }

    fn write(&self, name: &str, page: &str) -> anyhow::Result<()> {
        let file = format!("{REPORTS}/{name}");
        Ok(self.staged.write(&file, page.as_bytes())?)
    }
}

/// What `work` gives for each item, in the order of the items, whichever thread was first.
fn in_threads<I: Sync, T: Send>(
    threads: usize,
    items: &[I],
    work: impl Fn(&I) -> T + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(items.len()));
    std::thread::scope(|scope| {
        for _ in 0..threads.min(items.len()) {
            scope.spawn(|| {
                while let Some((place, item)) = Some(next.fetch_add(1, Ordering::Relaxed))
                    .and_then(|place| Some((place, items.get(place)?)))
                {
                    let answer = work(item);
                    done.lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .push((place, answer));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, answer)| answer).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn answers_keep_the_order_of_the_questions() {
        let items: Vec<u64> = (0..200).collect();
        for threads in [1, 4] {
            let doubled = super::in_threads(threads, &items, |item| item * 2);
            assert_eq!(
                doubled,
                items.iter().map(|item| item * 2).collect::<Vec<_>>()
            );
        }
    }
}
