//! The register itself: the municipalities of one reference date.

use std::collections::{BTreeMap, BTreeSet};

use super::code::GemeenteCode;
use super::directory::Directory;
use super::error::RegisterError;
use super::fold;
use super::herindeling::{self, Successions};
use super::lookup::AliasKind;
use super::neighbours::{Borders, Position};
use super::parse::{self, Alias, Parsed};
use super::partnership::Partnership;
use super::region::RegionKinds;

/// One municipality as the register knows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Municipality {
    /// Its code.
    pub code: GemeenteCode,
    /// Its official name, such as `'s-Gravenhage` or `Bergen (NH.)`.
    pub name: String,
    /// The province, when the register tells it.
    pub province: Option<String>,
    /// The centroid of its area, when the register tells it.
    pub position: Option<Position>,
    /// The number of inhabitants on the date that the file's source names.
    pub population: Option<u32>,
    /// The area in square kilometres: finite, 0 or more.
    pub area_km2: Option<f64>,
    /// Those that it shares a border with; never itself, always mutual.
    pub neighbours: BTreeSet<GemeenteCode>,
}

/// The name and the text of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// How faults call the file, such as `municipalities.csv`.
    pub name: String,
    /// What is in it.
    pub text: String,
}

impl SourceText {
    /// Puts a name to a text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
        }
    }
}

/// The files that make a register: CSV with commas and a header; columns are
/// found by name, in any order, and those that are not known are passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterSources {
    /// `code,name`, and when known `province,lon,lat,population,area_km2,neighbours`
    /// with codes separated by `;`.
    pub municipalities: SourceText,
    /// `code,alias`, and `kind` (`official`, `alternative`, `abbreviation` or
    /// `predecessor`; `alternative` when empty) and `until` (`2022-12-31`).
    pub aliases: Option<SourceText>,
    /// `old_code,old_name,code`, and `until`, the last day of the old code. A
    /// municipality that was split has a line for each successor, the main one first.
    pub predecessors: Option<SourceText>,
    /// `partnership,municipality`, and `from,until,source`: a line for each member.
    pub partnerships: Option<SourceText>,
    /// `code,kind,region`.
    pub regions: Option<SourceText>,
    /// The areas of the municipalities, for a map; kept with the others, and read by who draws.
    pub borders: Option<SourceText>,
}

impl RegisterSources {
    /// A register of municipalities only; the other files can be set on the result.
    pub fn new(municipalities: SourceText) -> Self {
        Self {
            municipalities,
            aliases: None,
            predecessors: None,
            partnerships: None,
            regions: None,
            borders: None,
        }
    }

    /// The files that tell about municipalities, in the order of the fields.
    pub fn all(&self) -> impl Iterator<Item = &SourceText> {
        let others = [
            &self.aliases,
            &self.predecessors,
            &self.partnerships,
            &self.regions,
        ];
        std::iter::once(&self.municipalities).chain(others.into_iter().flatten())
    }
}

/// The municipalities of one reference date, checked, and ready to be asked.
///
/// Never changes; share it in an `Arc`. The examples are in the
/// [module's documentation](super).
#[derive(Debug, Clone)]
pub struct Register {
    sources: RegisterSources,
    municipalities: BTreeMap<GemeenteCode, Municipality>,
    names: Vec<String>,
    pub(super) borders: Borders,
    pub(super) directory: Directory,
    pub(super) successions: Successions,
    pub(super) partnerships: Vec<Partnership>,
    pub(super) regions: RegionKinds,
}

impl Register {
    /// Reads and checks a register. Takes about 10 ms for 342 municipalities.
    ///
    /// # Errors
    /// [`RegisterError::Faults`] with every fault of every file:
    /// 1. a required column is missing, there twice, or the file is empty;
    /// 2. a line has too few or too many fields, or a required field is empty;
    /// 3. a code, number, date or alias kind cannot be read, or a place lies
    ///    outside the earth;
    /// 4. a code or a name is there twice, or there is no municipality at all;
    /// 5. a border to itself, to an unknown code, or told by one side only;
    /// 6. an alias, succession, membership or region of an unknown code; an old code
    ///    that is still in use, or that leads to no municipality of today;
    /// 7. a membership that ends before it begins, or two regions of one kind.
    pub fn parse(sources: RegisterSources) -> Result<Self, RegisterError> {
        let parsed = parse::parse(&sources).map_err(RegisterError::Faults)?;
        let names = names(&parsed);
        let Parsed {
            municipalities,
            aliases,
            successions,
            partnerships,
            regions,
        } = parsed;
        let successions = herindeling::followed(&successions, &municipalities);
        Ok(Self {
            borders: Borders::new(&municipalities),
            directory: Directory::new(&municipalities, &aliases, &successions),
            sources,
            municipalities,
            names,
            successions,
            partnerships,
            regions,
        })
    }

    /// The files as they were read, so that a copy can be kept.
    pub fn sources(&self) -> &RegisterSources {
        &self.sources
    }

    /// The municipality with this code; old codes are for [`Register::resolve_code`].
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

    /// Always false: a register without municipalities is refused.
    pub fn is_empty(&self) -> bool {
        self.municipalities.is_empty()
    }

    /// All names that give a place away, for masking texts: official names, also
    /// without what stands in brackets (`Bergen`), aliases other than
    /// abbreviations, former names, provinces, regions and partnerships.
    ///
    /// **Order**: as bytes, each once. Longer names are not put before shorter
    /// ones; whoever masks takes the longest that fits.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }
}

/// Gathers what [`Register::names`] promises.
fn names(parsed: &Parsed) -> Vec<String> {
    let places = parsed.municipalities.values();
    let aliases = parsed.aliases.iter().filter(|alias| names_a_place(alias));
    let former = parsed.successions.values().flatten();
    let regions = parsed.regions.values().flat_map(|kind| kind.of.values());
    let all: BTreeSet<&str> = places
        .flat_map(|place| {
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
        AliasKind::Abbreviation => false,
    }
}
