//! Who holds the lock of a data folder.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Who builds: written into the lock file for the message to a second builder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// The number of the process.
    pub pid: u32,
    /// The name of its machine: on a network disk it may be another one than the reader's.
    pub host: String,
    /// When it took the lock.
    pub since: Timestamp,
}
