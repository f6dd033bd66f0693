//! Why a document was not taken.

use serde::{Deserialize, Serialize};

use super::classify::NotVision;

/// Why a document, or an answer of a source, was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Reason {
    /// It is no `http://` or `https://` address.
    #[error("no http:// or https:// address")]
    Address,
    /// Its host lies in a private network.
    #[error("{host} lies in a private network")]
    Private {
        /// The host.
        host: String,
    },
    /// The host asks programs not to fetch it.
    #[error("robots.txt does not allow it")]
    Robots,
    /// The host answered with this status.
    #[error("the host answered with status {status}")]
    Status {
        /// The HTTP status.
        status: u16,
    },
    /// More redirects than the limit.
    #[error("too many redirects")]
    Redirects,
    /// More bytes than the limit.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// No answer in time.
    #[error("no answer in time")]
    Timeout,
    /// The connection failed.
    #[error("the connection failed: {error}")]
    Network {
        /// What the system says.
        error: String,
    },
    /// The host asks to come back much later.
    #[error("the host asks to wait {seconds} seconds")]
    Wait {
        /// The wait in seconds.
        seconds: u64,
    },
    /// The host failed too often in this run.
    #[error("{host} failed too often and is left alone")]
    HostDown {
        /// The host.
        host: String,
    },
    /// The harvest was stopped.
    #[error("the harvest was stopped")]
    Stopped,
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// The file ends too early.
    #[error("the file ends too early")]
    Truncated,
    /// A web page came in place of the document.
    #[error("a web page came in place of the document")]
    WebPage,
    /// A format that cannot be read.
    #[error("a format that cannot be read")]
    Format,
    /// The file of a folder cannot be read.
    #[error("the file cannot be read: {error}")]
    File {
        /// What the system says.
        error: String,
    },
    /// An answer of a service that is not in its format.
    #[error("the answer cannot be read: {error}")]
    Answer {
        /// What is wrong with it.
        error: String,
    },
    /// A person rejected it.
    #[error("rejected by a person")]
    Rejected,
    /// Its title or first pages show something else than a vision.
    #[error("it seems to be something else ({shows:?}: {term:?})")]
    Judged {
        /// What they show.
        shows: NotVision,
        /// The term that shows it; empty if nothing shows a kind.
        term: String,
    },
    /// It is a vision of a kind that is not asked for.
    #[error("a kind that is not asked for: {kind}")]
    OtherKind {
        /// The label of the kind.
        kind: String,
    },
    /// A budget without the paragraph that is looked for.
    #[error("a budget without a paragraph on operations")]
    NoParagraph,
    /// The same bytes are there already.
    #[error("the same document as {path}")]
    Duplicate {
        /// Where they lie in the corpus folder.
        path: String,
    },
}

impl Reason {
    /// Whether the same request may succeed another day.
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::Status { status } => *status == 429 || *status >= 500,
            Self::Timeout
            | Self::Network { .. }
            | Self::Wait { .. }
            | Self::HostDown { .. }
            | Self::Stopped
            | Self::Truncated
            | Self::File { .. }
            | Self::Answer { .. } => true,
            Self::Address
            | Self::Private { .. }
            | Self::Robots
            | Self::Redirects
            | Self::TooLarge { .. }
            | Self::Empty
            | Self::WebPage
            | Self::Format
            | Self::Rejected
            | Self::Judged { .. }
            | Self::OtherKind { .. }
            | Self::NoParagraph
            | Self::Duplicate { .. } => false,
        }
    }

    /// Whether nobody may take it, rather than that it could not be taken.
    pub fn is_refusal(&self) -> bool {
        matches!(
            self,
            Self::Address
                | Self::Private { .. }
                | Self::Robots
                | Self::Rejected
                | Self::Judged { .. }
                | Self::OtherKind { .. }
                | Self::NoParagraph
                | Self::Duplicate { .. }
        )
    }
}
