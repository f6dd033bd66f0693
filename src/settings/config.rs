//! The settings as they are written, section by section.

use serde::{Deserialize, Serialize};

use crate::encoder::EncoderConfig;
use crate::extract::ExtractConfig;
use crate::harvest::HarvestConfig;
use crate::ingest::{BuildConfig, DocumentsConfig, GuardConfig};
use crate::nightly::NightlyConfig;
use crate::passage::PassageConfig;
use crate::rank::{RankConfig, Scope};
use crate::similarity::SimilarityConfig;
use crate::stance::StanceConfig;

/// The defaults with their explanation: the contents of `config/default.toml`.
pub const DEFAULT_TOML: &str = include_str!("../../config/default.toml");

/// Everything that can be set, as written. Unknown keys are looked for before this is read, since only then
/// the file that holds them is known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Config {
    /// Where the register lies.
    pub register: Folder,
    /// Where the documents lie.
    pub corpus: Folder,
    /// Where the themes and principles lie.
    pub taxonomy: Folder,
    /// Where generations are kept.
    pub data: Folder,
    /// How a build runs.
    pub build: BuildSettings,
    /// What a build may lose.
    pub guard: GuardConfig,
    /// Which documents speak for a municipality.
    pub documents: DocumentsConfig,
    /// How files are read.
    pub extract: ExtractConfig,
    /// How text is cut.
    pub passage: PassageConfig,
    /// How sentences are read.
    pub stance: StanceConfig,
    /// How the model is fitted.
    pub similarity: SimilarityConfig,
    /// Whether texts are encoded.
    pub encoder: EncoderConfig,
    /// Which documents are fetched from public sources.
    pub harvest: HarvestConfig,
    /// When the night comes.
    pub nightly: NightlyConfig,
    /// How partners are ranked.
    pub r#match: MatchConfig,
    /// How the API and the pages are served.
    pub server: ServerConfig,
}

/// A section that only names a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Folder {
    /// The folder; empty for the default.
    pub folder: String,
}

/// How a build runs, beside what its stages do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BuildSettings {
    /// Threads at work, 0 to 512; 0 (the default) for every core.
    pub threads: u32,
}

/// How partners are asked for and ranked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MatchConfig {
    /// How far to look. Default: over the border.
    pub scope: Scope,
    /// How many partners are shown, 1 to 10,000. Default 10: one screen.
    pub top: u32,
    /// How they are ranked.
    // Flattened, so that the weights are `match.weights` and not one level deeper.
    #[serde(flatten)]
    pub rank: RankConfig,
}

impl Default for MatchConfig {
    fn default() -> Self {
        Self {
            scope: Scope::default(),
            top: 10,
            rank: RankConfig::default(),
        }
    }
}

/// How the API and the pages are served.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ServerConfig {
    /// Address and port. Default `127.0.0.1:8080`: this machine only.
    pub listen: String,
    /// The address under which others reach it, without a slash at the end; empty for that of `listen`.
    pub url: String,
    /// The path below which others reach it, such as `/wiel`; empty (the default) for none.
    pub base_path: String,
    /// Who answers for it: a mail address or a web address; empty when nobody is named.
    pub contact: String,
    /// Connections at once, 1 to 100,000. Default 1024: what a system lets one process open.
    pub connections: u32,
    /// Requests at work at once, 1 to 100,000. Default 256; more are asked to come back.
    pub requests: u32,
    /// Seconds until an answer is given up, 1 to 600. Default 10.
    pub timeout_seconds: u32,
    /// Days without a build that ended well after which readiness turns, 0 to 3650. Default 0: never.
    pub max_age_days: u32,
    /// Requests a second from one address in the long run, 0 to 100,000. Default 100; 0 for as many as come.
    pub requests_per_second: u32,
    /// Requests at once from one address after a rest, 1 to 100,000. Default 400.
    pub burst: u32,
    /// Addresses of proxies, with commas, whose `X-Forwarded-For` and `X-Forwarded-Prefix` are believed. Default none.
    pub proxies: String,
    /// What one must send as `Authorization: Bearer …` to be answered; empty (the default) when everyone is.
    pub token: String,
    /// The header field in which one of the `proxies` says who signed in with it, such as `X-Remote-User`; empty (the
    /// default) for none. Needs `proxies`.
    pub trusted_header: String,
    /// The name of the organisation that offers the pages, at most 60 letters; empty (the default) for none.
    pub theme_name: String,
    /// The colour of its links, buttons and lines, such as `#154273`; empty (the default) for that of wiel. Refused if its
    /// contrast with the page is below 4.5.
    pub theme_colour: String,
    /// The same on a dark screen.
    pub theme_colour_dark: String,
}

impl Default for ServerConfig {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:8080".to_owned(),
            url: String::new(),
            base_path: String::new(),
            contact: String::new(),
            connections: 1024,
            requests: 256,
            timeout_seconds: 10,
            max_age_days: 0,
            requests_per_second: 100,
            burst: 400,
            proxies: String::new(),
            token: String::new(),
            trusted_header: String::new(),
            theme_name: String::new(),
            theme_colour: String::new(),
            theme_colour_dark: String::new(),
        }
    }
}

impl Config {
    /// The part that decides what a build gives.
    pub fn stages(&self) -> BuildConfig {
        BuildConfig {
            documents: self.documents.clone(),
            extract: self.extract.clone(),
            passage: self.passage.clone(),
            stance: self.stance,
            similarity: self.similarity.clone(),
            encoder: self.encoder,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::layers::{Layer, Origin, merge};
    use super::*;

    fn written() -> Layer {
        Layer::read(Origin::Default, DEFAULT_TOML).expect("the defaults are sound TOML")
    }

    #[test]
    fn the_written_defaults_are_the_built_in_ones() {
        let config = merge(&[written()]).expect("the defaults can be read");
        assert_eq!(config, Config::default());
    }

    #[test]
    fn every_key_is_written_with_its_explanation() {
        let known = super::super::layers::known_keys();
        let keys: Vec<String> = written().values.into_keys().collect();
        assert_eq!(keys, known);
        let lines: Vec<&str> = DEFAULT_TOML.lines().collect();
        for (above, line) in lines.iter().zip(&lines[1..]) {
            if line.contains(" = ") && !line.starts_with('#') {
                assert!(above.starts_with('#'), "{line} has no explanation");
            }
        }
    }
}
