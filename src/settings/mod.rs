//! What can be set, where it was set, and whether it can be used.
//!
//! **Owns** the configuration: the commented defaults in `config/default.toml`, files, environment, and the
//! demonstration data that answers when nothing is set. **In** come paths of files and the values of flags;
//! **out** come [`Settings`]: checked parameters for every stage, or a [`SettingsError`] that names the key,
//! the place where it stands and what to do. **Deliberately does not know** what the parameters mean: each
//! module has its own `XxxConfig` and `check()`, which are only composed here.
//!
//! Order: flag, then environment (`WIEL__MATCH__TOP=5`), then files (later wins), then default.
//!
//! ```
//! use wiel::settings::{Flags, Settings};
//!
//! let flags = Flags { top: Some(5), ..Flags::default() };
//! let settings = Settings::load(&flags, &[])?;
//! assert_eq!(settings.top, 5);
//! assert!(settings.is_demonstration());
//! # Ok::<(), wiel::settings::SettingsError>(())
//! ```

mod check;
mod config;
mod demonstration;
mod dutch_register;
mod error;
mod harvest;
mod layers;
mod register;
mod server;
mod taxonomy;
mod theme;

pub use check::{Flags, Settings, Source, environment, is_log_json, log_filter};
pub use config::{BuildSettings, Config, DEFAULT_TOML, Folder, MatchConfig, ServerConfig};
pub use demonstration::Demonstration;
pub use dutch_register::DutchRegister;
pub use error::SettingsError;
pub use harvest::HarvestSettings;
pub use register::{BORDERS, register_files};
pub use server::{Rate, ServerParams};
pub use theme::{Colour, Theme};
