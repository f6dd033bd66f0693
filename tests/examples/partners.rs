//! Builds the demonstration and prints the first partners of a municipality.
//!
//! ```sh
//! cargo run --release --example partners -- Zilverhorne
//! ```

#![allow(clippy::print_stdout, reason = "an example shows its answer")]

use std::error::Error;

use wiel::engine::{Engine, PartnerQuery};
use wiel::generation::{Owner, Store};
use wiel::ingest::{BuildRequest, Reading, Silent, build};
use wiel::rank::Scope;
use wiel::settings::{Flags, Settings};

fn main() -> Result<(), Box<dyn Error>> {
    let name = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "Zilverhorne".to_owned());
    let folder = tempfile::tempdir()?;
    let flags = Flags {
        data: Some(folder.path().join("data")),
        ..Flags::default()
    };
    let settings = Settings::load(&flags, &[])?;
    let created = "2026-11-24T06:15:00Z".parse()?;

    // Ingest: one new generation in a folder that nobody else uses.
    let store = Store::open(&settings.data);
    let lock = store.lock(&Owner {
        pid: std::process::id(),
        host: "example".into(),
        since: created,
    })?;
    let request = BuildRequest {
        corpus: &settings.corpus_folder()?,
        register: &settings.read_register()?,
        taxonomy: &settings.read_taxonomy()?,
        params: &settings.build,
        created,
        version: env!("CARGO_PKG_VERSION"),
        threads: 2,
        rebuild: false,
        guard: Some(settings.guard),
        reading: Reading::default(),
    };
    build(&request, &store, &lock, &Silent)?;

    // Query: everything that answers asks an engine, opened on one generation.
    let generation = store.current()?.ok_or("no generation was published")?;
    let engine = Engine::open(generation, settings.rank, "2026-11-24".parse()?)?;
    let lookup = engine.lookup(&name);
    let focus = lookup
        .code()
        .ok_or("no municipality has this name")?
        .clone();
    let ranking = engine.partners(&PartnerQuery::new(focus).scope(Scope::Border).top(3))?;
    let catalog = engine.catalog();
    for partner in &ranking.partners {
        let name = catalog.municipality_name(&partner.code);
        println!("{name}: {:.0} %", partner.alignment.get() * 100.0);
    }
    Ok(())
}
