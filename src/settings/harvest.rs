//! The settings of a harvest, with the files that they name.

use std::path::{Path, PathBuf};

use super::SettingsError;
use crate::harvest::{HarvestParams, HttpParams};

/// Settings of a harvest that can be used as they are.
#[derive(Clone, Debug)]
pub struct HarvestSettings {
    /// What is harvested, and within which limits.
    pub params: HarvestParams,
    /// The list of addresses, when there is one.
    pub addresses: Option<PathBuf>,
    /// The folder into which others put documents, when there is one.
    pub folder: Option<PathBuf>,
    /// The list of feeds, when there is one.
    pub feeds: Option<PathBuf>,
    /// The file with certificates, when there is one.
    pub certificates: Option<PathBuf>,
}

impl HarvestSettings {
    /// The limits of requests, with the certificates read.
    ///
    /// # Errors
    /// [`SettingsError::Unreadable`] when the file with certificates cannot be read.
    pub fn http(&self) -> Result<HttpParams, SettingsError> {
        let mut http = self.params.http.clone();
        if let Some(path) = &self.certificates {
            let read = std::fs::read(path).map_err(|source| SettingsError::Unreadable {
                path: path.clone(),
                source,
            })?;
            http.certificates = Some(read);
        }
        Ok(http)
    }

    /// The text of the list of addresses. Returns `None` if none is set.
    ///
    /// # Errors
    /// [`SettingsError::Unreadable`] when it cannot be read as UTF-8.
    pub fn read_addresses(&self) -> Result<Option<String>, SettingsError> {
        self.addresses.as_deref().map(read_text).transpose()
    }

    /// The text of the list of feeds. Returns `None` if none is set.
    ///
    /// # Errors
    /// [`SettingsError::Unreadable`] when it cannot be read as UTF-8.
    pub fn read_feeds(&self) -> Result<Option<String>, SettingsError> {
        self.feeds.as_deref().map(read_text).transpose()
    }
}

fn read_text(path: &Path) -> Result<String, SettingsError> {
    std::fs::read_to_string(path).map_err(|source| SettingsError::Unreadable {
        path: path.to_owned(),
        source,
    })
}
