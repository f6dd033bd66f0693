//! From layers of values to checked settings.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use super::SettingsError;
use super::config::Config;
use super::demonstration::Demonstration;
use super::harvest::HarvestSettings;
use super::layers::{Layer, Origin, known_keys, merge};
use super::server::{ServerParams, check_server};
use super::{register, taxonomy};
use crate::generation::{Checksum, Manifest};
use crate::harvest::HarvestParams;
use crate::ingest::{BuildParams, Guard};
use crate::municipality::Register;
use crate::nightly::NightlyParams;
use crate::rank::{RankParams, Scope, Weights};
use crate::taxonomy::Taxonomy;

/// What the command line says about settings; it goes before files and environment.
#[derive(Clone, Debug, Default)]
pub struct Flags {
    /// Configuration files, later over earlier.
    pub config: Vec<PathBuf>,
    /// The data folder.
    pub data: Option<PathBuf>,
    /// How far to look.
    pub scope: Option<Scope>,
    /// How many partners to show, at least 1.
    pub top: Option<u32>,
    /// How much each part counts.
    pub weights: Option<Weights>,
    /// Where to listen.
    pub listen: Option<SocketAddr>,
    /// Whether no documents are read, so that a register may be configured without a corpus.
    pub needs_no_corpus: bool,
}

/// Where a register or a corpus comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The invented data inside the program.
    Demonstration,
    /// A folder.
    Folder(PathBuf),
}

/// Settings that can be used as they are.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where the municipalities come from.
    pub register: Source,
    /// Where the documents come from.
    pub corpus: Source,
    /// The folder with themes and principles; `None` for the built-in ones.
    pub taxonomy: Option<PathBuf>,
    /// Where generations are kept.
    pub data: PathBuf,
    /// Where is kept what documents yielded in an earlier build: `cache` in the data folder.
    pub cache: PathBuf,
    /// The running program, to start again for files that may crash it; `None` if the system cannot tell.
    pub program: Option<PathBuf>,
    /// How a build goes.
    pub build: BuildParams,
    /// What a build may lose.
    pub guard: Guard,
    /// Which documents are fetched from public sources.
    pub harvest: HarvestSettings,
    /// When the night comes.
    pub nightly: NightlyParams,
    /// The file for the metrics, when there is to be one.
    pub metrics: Option<PathBuf>,
    /// How partners are ranked.
    pub rank: RankParams,
    /// How far to look for partners.
    pub scope: Scope,
    /// How many partners to show, at least 1.
    pub top: usize,
    /// How many threads work, at least 1.
    pub threads: usize,
    /// How the API and the pages are served.
    pub server: ServerParams,
}

/// The default data folder, in the current one.
const DATA: &str = "wiel-data";

/// The part of a data folder that may be thrown away.
const CACHE: &str = "cache";

/// Its part for the demonstration.
const DEMONSTRATION_DATA: &str = "demo";

/// The variables of the environment that are texts.
pub fn environment() -> Vec<(String, String)> {
    std::env::vars_os()
        // A variable that is not UTF-8 cannot be a setting.
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .collect()
}

/// What `WIEL_LOG`, or else `RUST_LOG`, says about the log.
pub fn log_filter(environment: &[(String, String)]) -> Option<&str> {
    let find = |wanted: &str| {
        environment
            .iter()
            // An empty variable counts as not set: scripts often export one.
            .find(|(name, value)| name == wanted && !value.is_empty())
    };
    find("WIEL_LOG")
        .or_else(|| find("RUST_LOG"))
        .map(|(_, value)| value.as_str())
}

/// Whether `WIEL_LOG_FORMAT` asks for a log of JSON lines; every other value is for text.
pub fn is_log_json(environment: &[(String, String)]) -> bool {
    let asks = |(name, value): &(String, String)| name == "WIEL_LOG_FORMAT" && value == "json";
    environment.iter().any(asks)
}

impl Settings {
    /// The hash of the bytes of the running program; its version where they cannot be read. Cost: one read of the
    /// program, some ten milliseconds.
    pub fn program_digest(&self) -> String {
        let bytes = self.program.as_ref().map(fs::read);
        match bytes {
            Some(Ok(bytes)) => Checksum::of_bytes(&bytes).to_string(),
            // An update can have replaced the file of the running program.
            Some(Err(_)) | None => env!("CARGO_PKG_VERSION").to_owned(),
        }
    }

    /// Reads and checks everything that can be set.
    ///
    /// `environment` is all of it; only names that begin with `WIEL__` count. Cost: reads the files named.
    ///
    /// # Errors
    /// 1. [`SettingsError::Unreadable`] or [`SettingsError::Syntax`] for a file;
    /// 2. [`SettingsError::UnknownKey`] with the nearest that exists;
    /// 3. [`SettingsError::Value`] or [`SettingsError::Together`] for what cannot be used;
    /// 4. [`SettingsError::NoCorpus`] for a user-supplied register with the invented documents.
    pub fn load(flags: &Flags, environment: &[(String, String)]) -> Result<Self, SettingsError> {
        let mut layers = Vec::with_capacity(flags.config.len() + 1);
        for path in &flags.config {
            let text =
                std::fs::read_to_string(path).map_err(|source| SettingsError::Unreadable {
                    path: path.clone(),
                    source,
                })?;
            layers.push(Layer::read(Origin::File(path.clone()), &text)?);
        }
        // The environment comes last, so that it wins over all files.
        layers.push(Layer::environment(environment));
        let known = known_keys();
        // Before the values: a misspelt key would have no effect, and nobody would notice.
        for layer in &layers {
            layer.check_keys(&known)?;
        }
        let checked = merge(&layers)
            .map_err(|error| error.to_string())
            .and_then(|config| check(&config));
        // The merged values do not know where they come from, so the culprit is searched for.
        let checked = checked.map_err(|reason| blame(&layers, reason))?;
        let Checked {
            config,
            build,
            guard,
            harvest,
            nightly,
            rank,
            server,
        } = checked;
        let section_folder = |section: &str| folder(&layers, &format!("{section}.folder"));
        let source = |section| {
            section_folder(section).map_or(Source::Demonstration, |(path, _)| Source::Folder(path))
        };
        let (register, corpus) = (source("register"), source("corpus"));
        // The invented documents belong to invented municipalities, of which a real register has none.
        if let (Some((_, place)), Source::Demonstration) = (section_folder("register"), &corpus)
            && !flags.needs_no_corpus
        {
            return Err(SettingsError::NoCorpus { place });
        }
        // A data folder apart, so that real and invented generations never stand side by side.
        let invented = register == Source::Demonstration && corpus == Source::Demonstration;
        let default_data = if invented {
            Path::new(DATA).join(DEMONSTRATION_DATA)
        } else {
            DATA.into()
        };
        let data = flags
            .data
            .clone()
            .or_else(|| section_folder("data").map(|(path, _)| path))
            .unwrap_or(default_data);
        let mut rank = rank;
        // Those by which hubs are counted stay, so that the command line and the API give the same numbers.
        rank.weights = flags.weights.unwrap_or(rank.weights);
        Ok(Self {
            register,
            corpus,
            taxonomy: section_folder("taxonomy").map(|(path, _)| path),
            cache: data.join(CACHE),
            // Used to start itself again for files that can crash a reader; without it they are read in this process.
            program: std::env::current_exe().ok(),
            data,
            build,
            guard,
            harvest: HarvestSettings {
                params: harvest,
                addresses: folder(&layers, "harvest.addresses").map(|(path, _)| path),
                folder: folder(&layers, "harvest.folder").map(|(path, _)| path),
                feeds: folder(&layers, "harvest.feeds").map(|(path, _)| path),
                certificates: folder(&layers, "harvest.certificates").map(|(path, _)| path),
            },
            nightly,
            metrics: folder(&layers, "nightly.metrics").map(|(path, _)| path),
            rank,
            scope: flags.scope.clone().unwrap_or(config.r#match.scope),
            top: flags.top.unwrap_or(config.r#match.top) as usize,
            threads: threads(config.build.threads),
            server: ServerParams {
                listen: flags.listen.unwrap_or(server.listen),
                ..server
            },
        })
    }

    /// Whether both municipalities and documents are the invented ones.
    pub fn is_demonstration(&self) -> bool {
        self.register == Source::Demonstration && self.corpus == Source::Demonstration
    }

    /// Whether a generation may answer: one of the invented documents does not when others are configured.
    pub fn answers_from(&self, manifest: &Manifest) -> bool {
        // Once real documents are configured, a demonstration generation must not answer for them.
        self.is_demonstration() || !Demonstration::made(manifest)
    }

    /// Reads the register.
    ///
    /// # Errors
    /// 1. [`SettingsError::RegisterFile`]; 2. [`SettingsError::Register`] with every fault in it.
    pub fn read_register(&self) -> Result<Register, SettingsError> {
        match &self.register {
            Source::Demonstration => Ok(Demonstration::register()),
            Source::Folder(folder) => register::read(folder),
        }
    }

    /// Reads the themes and principles.
    ///
    /// # Errors
    /// 1. [`SettingsError::TaxonomyFile`]; 2. [`SettingsError::Taxonomy`] with every fault in it.
    pub fn read_taxonomy(&self) -> Result<Taxonomy, SettingsError> {
        match &self.taxonomy {
            None => Ok(Taxonomy::builtin()),
            Some(folder) => taxonomy::read(folder),
        }
    }

    /// Reads the texts of the taxonomy without checking them.
    ///
    /// # Errors
    /// [`SettingsError::TaxonomyFile`] when a file cannot be read.
    pub fn taxonomy_sources(&self) -> Result<Vec<crate::taxonomy::Source<'static>>, SettingsError> {
        match &self.taxonomy {
            None => Ok(crate::taxonomy::Source::builtin().to_vec()),
            Some(folder) => taxonomy::sources(folder),
        }
    }

    /// The corpus folder; the demonstration is put into the data folder when it is not there yet.
    ///
    /// # Errors
    /// [`SettingsError::Demonstration`] when that cannot be written.
    pub fn corpus_folder(&self) -> Result<PathBuf, SettingsError> {
        match &self.corpus {
            Source::Demonstration => Demonstration::unpack(&self.data),
            Source::Folder(folder) => Ok(folder.clone()),
        }
    }
}

/// The sections, each checked by the module it is for.
struct Checked {
    config: Config,
    build: BuildParams,
    guard: Guard,
    harvest: HarvestParams,
    nightly: NightlyParams,
    rank: RankParams,
    server: ServerParams,
}

/// Checks what each module can check, and the few numbers that are this module's own.
fn check(config: &Config) -> Result<Checked, String> {
    within("match.top", config.r#match.top, 1, 10_000)?;
    within("build.threads", config.build.threads, 0, 512)?;
    let build = config.stages().check().map_err(|error| error.to_string())?;
    let guard = config.guard.check().map_err(|error| error.to_string())?;
    let nightly = config.nightly.check().map_err(|error| error.to_string())?;
    let harvest = config.harvest.check()?;
    let rank = config
        .r#match
        .rank
        .check()
        .map_err(|error| error.to_string())?;
    let server = check_server(&config.server)?;
    Ok(Checked {
        config: config.clone(),
        build,
        guard,
        harvest,
        nightly,
        rank,
        server,
    })
}

pub(super) fn within(key: &str, got: u32, least: u32, most: u32) -> Result<(), String> {
    if (least..=most).contains(&got) {
        return Ok(());
    }
    Err(format!("{key} must be from {least} to {most}, got {got}"))
}

/// Finds the value that is to blame: the one that gives the same complaint when it is set alone.
fn blame(layers: &[Layer], reason: String) -> SettingsError {
    // From the last layer back, because its value is the one in force.
    for layer in layers.iter().rev() {
        for (key, value) in &layer.values {
            // Alone on top of the defaults: the same message then needs no other value.
            let alone = Layer {
                origin: layer.origin.clone(),
                values: [(key.clone(), value.clone())].into(),
            };
            let complaint = match merge(&[alone]) {
                Ok(config) => check(&config).err(),
                Err(error) => Some(error.to_string()),
            };
            if complaint.as_ref() == Some(&reason) {
                return SettingsError::Value {
                    key: key.clone(),
                    place: layer.origin.to_string(),
                    reason,
                };
            }
        }
    }
    // No value alone gives the message, so it is the combination that is wrong.
    let mut places: Vec<String> = layers
        .iter()
        .filter(|layer| !layer.values.is_empty())
        .map(|layer| layer.origin.to_string())
        .collect();
    places.dedup();
    SettingsError::Together {
        reason,
        places: places.join(", "),
    }
}

/// The folder that was set last under a key, and where; `None` if it was not set, or is empty.
fn folder(layers: &[Layer], key: &str) -> Option<(PathBuf, String)> {
    let set = layers
        .iter()
        .rev()
        .find_map(|layer| Some((layer, layer.values.get(key)?)));
    let (layer, value) = set?;
    let written = value
        .clone()
        .into_string()
        .expect("a folder that was read as text is text");
    (!written.is_empty()).then(|| (layer.base().join(written), layer.origin.to_string()))
}

fn threads(asked: u32) -> usize {
    match asked {
        // Some systems do not tell how many cores there are.
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        asked => asked as usize,
    }
}

#[cfg(test)]
mod tests;
