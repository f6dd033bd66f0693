//! The register: its data, and the queries by subject in the files below.

mod geography;
mod groups;
mod names;

use std::collections::{BTreeMap, BTreeSet};

use super::adjacency::AdjacencyGraph;
use super::alias::{Alias, AliasKind};
use super::code::GemeenteCode;
use super::directory::Directory;
use super::entity::Municipality;
use super::error::RegisterError;
use super::fold;
use super::herindeling::{self, Successions};
use super::parse::{self, Parsed};
use super::partnership::Partnership;
use super::region::RegionKinds;
use super::source::RegisterSources;

/// The municipalities of one reference date, checked and indexed.
///
/// Immutable; share it in an `Arc`. The examples are in the
/// [module's documentation](super).
#[derive(Debug, Clone)]
pub struct Register {
    sources: RegisterSources,
    municipalities: BTreeMap<GemeenteCode, Municipality>,
    names: Vec<String>,
    adjacency: AdjacencyGraph,
    directory: Directory,
    successions: Successions,
    partnerships: Vec<Partnership>,
    regions: RegionKinds,
}

impl Register {
    /// Parses and checks a register. Takes about 10 ms for 342 municipalities.
    ///
    /// # Errors
    /// [`RegisterError::Faults`] with all problems of all files:
    /// 1. a required column is missing, there twice, or the file is empty;
    /// 2. a line has too few or too many fields, or a required field is empty;
    /// 3. a code, number, date or alias kind cannot be read, or a place lies
    ///    outside the earth;
    /// 4. a code or a name is there twice, or there is no municipality at all;
    /// 5. a border with itself, with an unknown code, or recorded on one side only;
    /// 6. an alias, succession, membership or region of an unknown code; an old code
    ///    that is still in use, or that leads to no municipality of today;
    /// 7. a membership that ends before it begins, or two regions of one kind.
    pub fn parse(sources: RegisterSources) -> Result<Self, RegisterError> {
        let parsed = parse::parse(&sources).map_err(RegisterError::Faults)?;
        let names = place_names(&parsed);
        let Parsed {
            municipalities,
            aliases,
            successions,
            partnerships,
            regions,
        } = parsed;
        // Followed once here, so that no query has to walk a chain.
        let successions = herindeling::followed(&successions, &municipalities);
        Ok(Self {
            adjacency: AdjacencyGraph::new(&municipalities),
            directory: Directory::new(&municipalities, &aliases, &successions),
            sources,
            municipalities,
            names,
            successions,
            partnerships,
            regions,
        })
    }

    /// The texts it was parsed from, so that a copy can be stored.
    pub fn sources(&self) -> &RegisterSources {
        &self.sources
    }

    /// The municipality with this code. Returns `None` if the code is unknown or former; [`Register::resolve_code`]
    /// follows former codes.
    pub fn get(&self, code: &GemeenteCode) -> Option<&Municipality> {
        self.municipalities.get(code)
    }

    /// All municipalities, in code order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Municipality> {
        self.municipalities.values()
    }

    /// The number of municipalities: 1 or more.
    pub fn len(&self) -> usize {
        self.municipalities.len()
    }

    /// Always false: a register without municipalities cannot be parsed.
    pub fn is_empty(&self) -> bool {
        self.municipalities.is_empty()
    }

    /// All names that identify a place, for masking texts: official names, also
    /// without what stands in brackets (`Bergen`), aliases other than
    /// abbreviations, former names, provinces, regions and partnerships.
    ///
    /// **Order**: byte order, each once. Longer names do not come before shorter ones: a masker has to prefer the
    /// longest match.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }
}

/// All names of places, for [`Register::names`].
fn place_names(parsed: &Parsed) -> Vec<String> {
    let places = parsed.municipalities.values();
    let aliases = parsed.aliases.iter().filter(|alias| names_a_place(alias));
    let former = parsed.successions.values().flatten();
    let regions = parsed.regions.values().flat_map(|kind| kind.of.values());
    let all: BTreeSet<&str> = places
        .flat_map(|place| {
            // Texts write *Bergen* and leave the part in brackets out.
            let bare = fold::bracketed(&place.name).map(|(name, _)| name);
            [Some(place.name.as_str()), bare, place.province.as_deref()]
        })
        .flatten()
        .chain(aliases.map(|alias| alias.text.as_str()))
        .chain(former.map(|step| step.old_name.as_str()))
        .chain(regions.map(String::as_str))
        .chain(parsed.partnerships.iter().map(|group| group.name.as_str()))
        .collect();
    all.into_iter().map(str::to_owned).collect()
}

fn names_a_place(alias: &Alias) -> bool {
    match alias.kind {
        AliasKind::Official | AliasKind::Alternative | AliasKind::Predecessor => true,
        // An abbreviation can mean something else in a text.
        AliasKind::Abbreviation => false,
    }
}
