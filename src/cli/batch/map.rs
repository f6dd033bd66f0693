//! The partners of a batch as a layer for a map: `matches.geojson` (RFC 7946).

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};

use anyhow::Context;

use super::staged::Staged;
use crate::engine::Engine;
use crate::geography::Areas;
use crate::report::view::{Geometry, MatchFeature, Municipality, Partner};

pub(super) const MATCHES_GEOJSON: &str = "matches.geojson";

const OPENING: &[u8] = b"{\"type\":\"FeatureCollection\",\"features\":[";

/// The layer while it is written: a feature for each of the first partners of each municipality, where the partner lies.
pub(super) struct MapLayer {
    file: BufWriter<File>,
    /// Where each municipality lies; those of which nothing is known are left out.
    places: BTreeMap<String, Geometry>,
    /// Partners of each municipality that are written: those whom a reader is shown. An area for each pair of a country
    /// would be gigabytes.
    top: usize,
    is_first: bool,
}

impl MapLayer {
    /// Begins the file.
    pub(super) fn new(staged: &Staged, engine: &Engine, top: usize) -> anyhow::Result<Self> {
        let register = engine.register();
        let areas = Areas::of_register(register).context("the borders cannot be drawn")?;
        let catalog = engine.catalog();
        let places = register.iter().filter_map(|place| {
            let code = place.code.as_str();
            Some((code.to_owned(), Geometry::of(&catalog, Some(&areas), code)?))
        });
        let (mut file, is_new) = staged.append(MATCHES_GEOJSON)?;
        if is_new {
            file.write_all(OPENING)?;
        }
        let length = std::fs::metadata(staged.path(MATCHES_GEOJSON))?.len();
        Ok(Self {
            file,
            places: places.collect(),
            top,
            // An earlier process may have written some.
            is_first: length <= OPENING.len() as u64,
        })
    }

    /// Writes the first partners of a municipality, each on a line.
    pub(super) fn add(
        &mut self,
        municipality: &Municipality,
        partners: &[Partner],
    ) -> anyhow::Result<()> {
        for partner in partners.iter().take(self.top) {
            let separator: &[u8] = if self.is_first { b"\n" } else { b",\n" };
            self.is_first = false;
            self.file.write_all(separator)?;
            let place = self.places.get(&partner.code);
            let feature = MatchFeature::new(municipality, partner, place);
            serde_json::to_writer(&mut self.file, &feature)?;
        }
        Ok(())
    }

    /// Writes what is buffered. Returns the name of the file.
    pub(super) fn flush(&mut self) -> anyhow::Result<&'static str> {
        self.file.flush()?;
        Ok(MATCHES_GEOJSON)
    }

    /// Ends the file.
    pub(super) fn finish(mut self) -> anyhow::Result<()> {
        self.file.write_all(b"\n]}\n")?;
        Ok(self.file.flush()?)
    }
}
