//! `wiel completions`: a script that lets a shell complete commands and flags.

use clap::CommandFactory;
use clap_complete::Shell;

use super::args::Cli;
use super::exit::Outcome;
use super::output;

pub(super) fn run(shell: Shell) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "wiel", &mut script);
    output::write(&script)?;
    Ok(Outcome::Done)
}
