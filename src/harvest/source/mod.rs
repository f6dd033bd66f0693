//! Where documents come from: one trait, one file for each source.
//!
//! A source finds the candidates for a municipality, says of each by which mark a change can be seen, and fetches one.
//! It neither decides what is a vision nor stores anything.

mod addresses;
mod council;
mod feed;
mod folder;
mod sru;
mod xml;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Reason;
use super::http::{Answer, Client, Request, Response, Validators};
use crate::document::{Dated, DocumentKind};
use crate::municipality::{GemeenteCode, Municipality};

pub use addresses::{AddressLine, AddressList, WrongLine};
pub use council::CouncilDocuments;
pub use feed::FeedList;
pub use folder::DropFolder;
pub use sru::{SruService, SruSource};

/// The name of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceName {
    /// Official publications.
    Publications,
    /// Local regulations.
    Regulations,
    /// Council documents.
    Council,
    /// A list of addresses.
    Addresses,
    /// A folder into which others put documents.
    Folder,
    /// Feeds in which others tell of documents.
    Feeds,
}

impl SourceName {
    /// All, in the order in which they are asked.
    pub const ALL: [Self; 6] = [
        Self::Publications,
        Self::Regulations,
        Self::Council,
        Self::Addresses,
        Self::Folder,
        Self::Feeds,
    ];

    /// The name in settings, flags, files and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Publications => "publications",
            Self::Regulations => "regulations",
            Self::Council => "council",
            Self::Addresses => "addresses",
            Self::Folder => "folder",
            Self::Feeds => "feeds",
        }
    }

    /// The source of this name. Returns `None` if there is none.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.name() == name)
    }
}

/// A document that a source has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What names it in its source, for ever.
    pub id: String,
    /// Its title, as far as the source knows it.
    pub title: String,
    /// Its kind, when a person gave one.
    pub kind: Option<DocumentKind>,
    /// Its date, when the source gives one.
    pub dated: Option<Dated>,
    /// Where it can be fetched, best first; at least one.
    pub addresses: Vec<String>,
    /// Its address for people.
    pub page: Option<String>,
    /// What changes when the document does; `None` if only a request can show that.
    pub version: Option<String>,
    /// Whether a person chose it, so that it needs no judgement.
    pub is_chosen: bool,
}

/// What a source gives for a candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetched {
    /// It did not change since it was fetched.
    Unchanged,
    /// Its content.
    Content(Response),
}

/// One source of documents.
pub trait Source: Sync {
    /// Its name.
    fn name(&self) -> SourceName;

    /// What may be done with its documents, as a note in Dutch for the manifest.
    fn licence(&self) -> &'static str;

    /// The addresses that a search for a municipality asks first; none if it asks nobody.
    fn searches(&self, municipality: &Municipality, since: Option<Date>) -> Vec<String>;

    /// The candidates for a municipality; with `since`, those that appeared or changed on that day or later.
    ///
    /// # Errors
    /// The [`Reason`] for which the source gives none.
    fn find(
        &self,
        municipality: &Municipality,
        since: Option<Date>,
        client: &Client,
    ) -> Result<Vec<Candidate>, Reason>;

    /// Fetches one, from the first address that has it.
    ///
    /// # Errors
    /// The [`Reason`] of the last address.
    fn fetch(
        &self,
        candidate: &Candidate,
        known: Option<&Validators>,
        client: &Client,
    ) -> Result<Fetched, Reason> {
        fetch_first(candidate, known, client)
    }

    /// Whether one service answers for all municipalities, so that after some failures it is not asked for the others.
    fn is_one_service(&self) -> bool {
        true
    }
}

/// Fetches a candidate from the first address that has it.
fn fetch_first(
    candidate: &Candidate,
    known: Option<&Validators>,
    client: &Client,
) -> Result<Fetched, Reason> {
    let mut last = Reason::Address;
    for address in &candidate.addresses {
        match client.send(&Request::document(address, known)) {
            Ok(Answer::NotModified) => return Ok(Fetched::Unchanged),
            Ok(Answer::Found(response)) => return Ok(Fetched::Content(response)),
            Err(reason @ Reason::Stopped) => return Err(reason),
            Err(reason) => last = reason,
        }
    }
    Err(last)
}

/// A note on rights for documents of public bodies.
///
/// The Dutch Copyright Act, article 15b: what a public body made public may be made public again, unless a reservation
/// was made.
const PUBLIC_BODY_NOTE: &str = "openbaar gemaakt door of namens een overheid (Auteurswet art. 15b), tenzij de bron anders zegt";

/// Whether a candidate of this day is asked for; one without a day is.
fn is_since(dated: Option<Dated>, since: Option<Date>) -> bool {
    match (dated, since) {
        (Some(dated), Some(since)) => dated.latest_day() >= since,
        (None, _) | (_, None) => true,
    }
}

/// The municipality that a name or code means. Returns `None` if it is unknown or ambiguous.
fn owner(register: &crate::municipality::Register, typed: &str) -> Option<GemeenteCode> {
    register.lookup(typed).code().cloned()
}
