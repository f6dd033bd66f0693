//! The command line: one file for each command, and what they share.
//!
//! **Owns** the arguments (`args`), the session that a command runs in (`session`), the first build when there is no
//! generation (`bootstrap`), how far a build is (`progress`), Ctrl-C (`interrupt`), and exit codes (`exit`). **In** come
//! arguments, environment and signals; **out** come answers on standard output, messages on standard error, and an
//! exit code. **Deliberately does not know** how anything is computed or what a sentence says: a command asks the
//! engine one question and writes its view.
//!
//! Read `args`, then `session` and `bootstrap`, then any command: `match` is the simplest.
//!
//! Data goes to standard output and everything else to standard error, so that `wiel match … | jq` works.
//! Exit codes: 0 done, 1 your input, 2 our fault, 3 built without documents that may be read another time; a reader that closes the pipe is 0.

mod args;
mod batch;
mod bootstrap;
mod build;
mod compare;
mod completions;
mod corpus;
mod evaluate;
mod exit;
mod features;
mod generations;
mod groups;
mod harvest;
mod init;
mod interrupt;
mod logging;
mod r#match;
mod names;
mod nightly;
mod output;
mod profile;
mod progress;
mod region_members;
mod regions;
mod regions_fetch;
mod search;
mod serve;
mod session;
mod taxonomy;
mod taxonomy_files;
mod train;
mod wheels;

use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command, RegionsVerb};
use exit::Outcome;
use session::Session;

/// Runs the program with the arguments and environment of the process.
pub fn main() -> ExitCode {
    let environment = crate::settings::environment();
    match Cli::try_parse() {
        Ok(cli) => {
            // Before the settings are read: their errors are in this language too.
            let language = cli.globals.lang;
            exit::code(language, run(cli, &environment))
        }
        Err(error) => exit::usage(&error),
    }
}

fn run(cli: Cli, environment: &[(String, String)]) -> anyhow::Result<Outcome> {
    let Cli { globals, command } = cli;
    // These two need no settings, and the second must write nothing but its answer.
    match command {
        Command::Completions { shell } => return completions::run(shell),
        Command::ReadFiles => {
            crate::extract::serve(std::io::stdin().lock(), std::io::stdout().lock())?;
            return Ok(Outcome::Done);
        }
        _ => {}
    }
    logging::start(environment, globals.quiet);
    // After the log, so that what the settings say is heard.
    let session = Session::start(&globals, &command.flags(), environment)?;
    match command {
        Command::Init(args) => init::run(&session, &args),
        Command::Build(args) => build::run(&session, &args),
        Command::Harvest(args) => harvest::run(&session, &args),
        Command::Nightly(args) => nightly::run(&session, args),
        Command::Match(args) => r#match::run(&session, &args),
        Command::Compare(args) => compare::run(&session, &args),
        Command::Groups(args) => groups::run(&session, &args),
        Command::Wheels(args) => wheels::run(&session, &args),
        Command::Search(args) => search::run(&session, &args),
        Command::Profile(args) => profile::run(&session, &args),
        Command::Batch(args) => batch::run(&session, &args),
        Command::Serve(_) => serve::run(session),
        Command::Evaluate(args) => evaluate::run(&session, &args),
        Command::Generations(verb) => generations::run(&session, verb),
        Command::Corpus(verb) => corpus::run(&session, verb),
        Command::Regions(RegionsVerb::Import(args)) => regions::run(&session, &args),
        Command::Regions(RegionsVerb::Fetch(args)) => regions_fetch::run(&session, &args),
        Command::Taxonomy(verb) => taxonomy::run(&session, verb),
        Command::Completions { .. } | Command::ReadFiles => unreachable!("done before the session"),
    }
}
