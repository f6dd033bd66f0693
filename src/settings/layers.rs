//! Where each value was set: files and environment as layers of keys, later over earlier.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use config::{Environment, FileFormat, Source as _, Value, ValueKind};

use super::SettingsError;
use super::config::Config;

/// Where a value was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// `config/default.toml`.
    #[cfg(test)]
    Default,
    /// A file.
    File(PathBuf),
    /// The environment.
    Environment,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            #[cfg(test)]
            Self::Default => f.write_str("config/default.toml"),
            Self::File(path) => path.display().fmt(f),
            Self::Environment => f.write_str("the environment"),
        }
    }
}

/// The values of one file or of the environment, by their full key (`match.weights.text`).
#[derive(Clone, Debug)]
pub(super) struct Layer {
    pub(super) origin: Origin,
    pub(super) values: BTreeMap<String, Value>,
}

impl Layer {
    /// Reads a TOML text; whether its keys exist is not looked at.
    pub(super) fn read(origin: Origin, text: &str) -> Result<Self, SettingsError> {
        let collected = config::File::from_str(text, FileFormat::Toml).collect();
        let table = collected.map_err(|error| SettingsError::Syntax {
            place: origin.to_string(),
            reason: error.to_string(),
        })?;
        Ok(Self::flat(origin, table))
    }

    /// Reads the variables that begin with `WIEL__`; the rest of the environment is not looked at.
    pub(super) fn environment(variables: &[(String, String)]) -> Self {
        let variables = variables.iter().cloned().collect();
        let source = Environment::with_prefix("WIEL")
            // Two underscores separate sections, since the names of keys contain single ones (`max_bytes`).
            .prefix_separator("__")
            .separator("__")
            // Variables are texts; numbers and truth values are recognised, so that they fit their settings.
            .try_parsing(true)
            .source(Some(variables));
        let table = source.collect().expect("variables are always texts");
        Self::flat(Origin::Environment, table)
    }

    fn flat(origin: Origin, table: impl IntoIterator<Item = (String, Value)>) -> Self {
        let mut values = BTreeMap::new();
        for (key, value) in table.into_iter().collect::<BTreeMap<_, _>>() {
            flatten(&key, value, &mut values);
        }
        Self { origin, values }
    }

    /// Refuses the first key, in alphabetical order, that does not exist.
    pub(super) fn check_keys(&self, known: &[String]) -> Result<(), SettingsError> {
        let unknown = self.values.keys().find(|key| !known.contains(key));
        let Some(key) = unknown else { return Ok(()) };
        Err(SettingsError::UnknownKey {
            key: key.clone(),
            place: self.origin.to_string(),
            nearest: nearest(key, known),
        })
    }

    /// The folder that relative folders of this layer are relative to.
    pub(super) fn base(&self) -> &Path {
        match &self.origin {
            Origin::File(path) => path.parent().unwrap_or(Path::new("")),
            // As on a command line: relative to the current folder.
            Origin::Environment => Path::new(""),
            #[cfg(test)]
            Origin::Default => Path::new(""),
        }
    }
}

fn flatten(key: &str, value: Value, into: &mut BTreeMap<String, Value>) {
    match value.kind {
        // An empty table sets nothing, but its name can be unknown, so it is kept as if it were a value.
        ValueKind::Table(table) if !table.is_empty() => {
            for (name, value) in table.into_iter().collect::<BTreeMap<_, _>>() {
                flatten(&format!("{key}.{name}"), value, into);
            }
        }
        _ => {
            into.insert(key.to_owned(), value);
        }
    }
}

/// Every key that exists, sorted: the leaves of the default configuration.
pub(super) fn known_keys() -> Vec<String> {
    fn leaves(prefix: &str, value: &serde_json::Value, into: &mut Vec<String>) {
        match value.as_object() {
            Some(table) => {
                for (name, value) in table {
                    let key = if prefix.is_empty() {
                        name.clone()
                    } else {
                        format!("{prefix}.{name}")
                    };
                    leaves(&key, value, into);
                }
            }
            None => into.push(prefix.to_owned()),
        }
    }
    // The defaults hold every key, so they are the list of keys that exist.
    let value =
        serde_json::to_value(Config::default()).expect("settings are plain numbers and words");
    let mut keys = Vec::new();
    leaves("", &value, &mut keys);
    keys.sort_unstable();
    keys
}

/// Below this likeness (Jaro and Winkler, of the whole key or of its last part) a hint would mislead.
const ALIKE: f64 = 0.8;

fn nearest(key: &str, known: &[String]) -> Option<String> {
    let last = |key: &str| key.rsplit('.').next().unwrap_or(key).to_owned();
    let likeness = |other: &String| {
        let whole = strsim::jaro_winkler(key, other);
        // A little less, so that the whole key decides between two names that are equally alike.
        whole.max(strsim::jaro_winkler(&last(key), &last(other)) - 0.01)
    };
    let best = known
        .iter()
        .max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    (likeness(best) >= ALIKE).then(|| best.clone())
}

/// All layers as one configuration, later over earlier, the built-in defaults below them.
///
/// # Errors
/// What the first value that has the wrong type says.
pub(super) fn merge(layers: &[Layer]) -> Result<Config, config::ConfigError> {
    let values = layers.iter().flat_map(|layer| &layer.values);
    let mut builder = config::Config::builder();
    // Layers come in order, so a later value replaces an earlier one.
    for (key, value) in values {
        builder = builder.set_override(key, value.clone())?;
    }
    builder.build()?.try_deserialize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_keys_get_the_nearest_known_one() {
        let known = known_keys();
        for (wrong, right) in [
            ("match.tops", Some("match.top")),
            ("corpus.foler", Some("corpus.folder")),
            ("corpusfolder", Some("corpus.folder")),
            ("match.weights.principle", Some("match.weights.principles")),
            ("top", Some("match.top")),
            ("zzz.qqq", None),
        ] {
            assert_eq!(nearest(wrong, &known).as_deref(), right, "{wrong}");
        }
    }

    #[test]
    fn later_layers_win_key_by_key() {
        let file = |text| Layer::read(Origin::File("a.toml".into()), text).expect("sound");
        let first = file("[match]\ntop = 3\nscope = \"all\"\n[match.weights]\ntext = 9\n");
        let environment = Layer::environment(&[
            ("WIEL__MATCH__TOP".into(), "5".into()),
            ("HOME".into(), "/".into()),
        ]);
        let config = merge(&[first, environment]).expect("sound");
        assert_eq!(config.r#match.top, 5);
        assert_eq!(config.r#match.scope, crate::rank::Scope::All);
        assert!(config.r#match.rank.weights.get(crate::rank::Part::Text) > 0.9);
        assert_eq!(config.passage, Config::default().passage);
    }
}
