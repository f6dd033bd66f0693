//! Feeds (RSS 2.0, Atom) in which others tell of documents: of one municipality, or of several.

mod parse;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use jiff::civil::Date;
use url::Url;

use super::addresses::{WrongLine, read_lines};
use super::{
    Candidate, Fetched, PUBLIC_BODY_NOTE, Source, SourceName, fetch_first, is_since, owner,
};
use crate::document::{Dated, DocumentKind};
use crate::extract::decode_text;
use crate::harvest::Reason;
use crate::harvest::http::{Client, Request, Validators};
use crate::municipality::{GemeenteCode, Municipality, Register};
use crate::text::single_line;
use parse::Entry;

/// The largest feed, in bytes. 5 MiB: a thousand entries with their articles.
const MAX_FEED_BYTES: u64 = 5 * 1024 * 1024;

/// The most feeds of a list.
const MAX_FEEDS: usize = 2000;

/// A list of feeds: the columns of a list of addresses, of which each is a feed.
///
/// With a kind, all that the feed tells of is of that kind, by the word of who made the list; without one, each document is
/// judged. Without a municipality, each entry tells whose it is: its author or a category is the name of a municipality.
#[derive(Debug)]
pub struct FeedList<'r> {
    lines: Vec<Line>,
    /// The lines that could not be used.
    pub wrong: Vec<WrongLine>,
    register: &'r Register,
    /// What each feed told in this run, since one of several municipalities is asked for once.
    read: Mutex<BTreeMap<String, Arc<OnceLock<Told>>>>,
}

/// What a feed told, or why it told nothing.
type Told = Arc<Result<Vec<Found>, Reason>>;

/// One feed.
#[derive(Clone, Debug)]
struct Line {
    owner: Option<GemeenteCode>,
    url: String,
    kind: Option<DocumentKind>,
}

/// An entry with the addresses that it gives, whole.
#[derive(Clone, Debug)]
struct Found {
    entry: Entry,
    files: Vec<String>,
    pages: Vec<String>,
    /// The municipalities that it names.
    owners: Vec<GemeenteCode>,
}

impl<'r> FeedList<'r> {
    /// Reads a list of feeds. A line that cannot be used is reported and costs no other line.
    pub fn parse(text: &str, register: &'r Register) -> Self {
        let (lines, wrong) = read_lines(text, SourceName::Feeds, |row| {
            let owner = owner(register, &row.municipality);
            // Empty: each entry tells whose it is.
            if owner.is_none() && !row.municipality.is_empty() {
                return Err(("municipality", row.municipality));
            }
            if !row.is_web() {
                return Err(("url", row.url));
            }
            let kind = row.kind();
            let url = row.url;
            Ok(Line { owner, url, kind })
        });
        Self {
            lines: lines.into_iter().take(MAX_FEEDS).collect(),
            wrong,
            register,
            read: Mutex::default(),
        }
    }

    /// The feeds that may tell of a municipality.
    fn of<'a>(&'a self, code: &'a GemeenteCode) -> impl Iterator<Item = &'a Line> {
        let lines = self.lines.iter();
        lines.filter(move |line| line.owner.as_ref().is_none_or(|owner| owner == code))
    }

    /// What a feed told, asked for once in a run, and whether it was asked just now.
    fn entries(&self, url: &str, client: &Client) -> (Told, bool) {
        // The list is free while a feed is asked for: only those who want the same feed wait for it.
        let cell = {
            let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(read.entry(url.to_owned()).or_default())
        };
        let mut is_new = false;
        let told = cell.get_or_init(|| {
            is_new = true;
            Arc::new(self.ask(url, client))
        });
        (Arc::clone(told), is_new)
    }

    fn ask(&self, url: &str, client: &Client) -> Result<Vec<Found>, Reason> {
        let request = Request {
            max_bytes: Some(MAX_FEED_BYTES),
            ..Request::document(url, None)
        };
        let response = client.content(&request)?;
        let wrong = |error: &str| Reason::Answer {
            error: single_line(error),
        };
        let decoded = decode_text(&response.bytes).ok_or_else(|| wrong("it is no text"))?;
        let entries = parse::parse(&decoded.text).map_err(|error| wrong(&error))?;
        let base = Url::parse(&response.url).map_err(|_| Reason::Address)?;
        let found = entries.into_iter().map(|entry| self.found(entry, &base));
        Ok(found.collect())
    }

    fn found(&self, entry: Entry, base: &Url) -> Found {
        // Whether such an address may be asked is decided when it is.
        let whole = |written: &Vec<String>| {
            let joined = written.iter().filter_map(|one| base.join(one.trim()).ok());
            let web = joined.filter(|url| matches!(url.scheme(), "http" | "https"));
            web.map(String::from).collect::<Vec<String>>()
        };
        let owners = entry
            .names
            .iter()
            .filter_map(|name| owner(self.register, name));
        Found {
            files: whole(&entry.files),
            pages: whole(&entry.pages),
            owners: owners.collect(),
            entry,
        }
    }
}

/// An entry as a candidate. Returns `None` for one without an address.
fn candidate(found: &Found, kind: Option<&DocumentKind>) -> Option<Candidate> {
    let page = found.pages.first().cloned();
    // The files that go with an entry are the documents; its page is one only if there is none.
    let addresses = match &found.files[..] {
        [] => found.pages.clone(),
        files => files.to_vec(),
    };
    let first = addresses.first()?;
    let entry = &found.entry;
    let id = if entry.id.is_empty() {
        first
    } else {
        &entry.id
    };
    Some(Candidate {
        id: id.clone(),
        title: if entry.title.is_empty() {
            first.clone()
        } else {
            entry.title.clone()
        },
        kind: kind.cloned(),
        dated: entry.day.map(Dated::Day),
        page: page.or_else(|| Some(first.clone())),
        version: entry.updated.clone(),
        is_chosen: kind.is_some(),
        addresses,
    })
}

impl Source for FeedList<'_> {
    fn name(&self) -> SourceName {
        SourceName::Feeds
    }

    fn licence(&self) -> &'static str {
        PUBLIC_BODY_NOTE
    }

    fn searches(&self, municipality: &Municipality, _since: Option<Date>) -> Vec<String> {
        self.of(&municipality.code)
            .map(|line| line.url.clone())
            .collect()
    }

    fn find(
        &self,
        municipality: &Municipality,
        since: Option<Date>,
        client: &Client,
    ) -> Result<Vec<Candidate>, Reason> {
        let (mut found, mut failures, mut answered) = (Vec::new(), Vec::new(), false);
        for line in self.of(&municipality.code) {
            let (told, is_new) = self.entries(&line.url, client);
            match &*told {
                Ok(entries) => {
                    answered = true;
                    let own = entries.iter().filter(|one| {
                        line.owner.is_some() || one.owners.contains(&municipality.code)
                    });
                    let own = own.filter_map(|one| candidate(one, line.kind.as_ref()));
                    found.extend(own.filter(|one| is_since(one.dated, since)));
                }
                Err(reason @ Reason::Stopped) => return Err(reason.clone()),
                Err(reason) => failures.push((line, reason.clone(), is_new)),
            }
        }
        match failures.first() {
            Some((_, reason, _)) if !answered => return Err(reason.clone()),
            _ => {}
        }
        // Beside one that answers, a feed that does not is a document that could not be fetched, and told once.
        let untold = failures.iter().filter(|(_, _, is_new)| *is_new);
        found.extend(untold.map(|(line, _, _)| Candidate {
            id: line.url.clone(),
            title: line.url.clone(),
            kind: None,
            dated: None,
            addresses: vec![line.url.clone()],
            page: Some(line.url.clone()),
            version: None,
            is_chosen: true,
        }));
        Ok(found)
    }

    fn fetch(
        &self,
        candidate: &Candidate,
        known: Option<&Validators>,
        client: &Client,
    ) -> Result<Fetched, Reason> {
        {
            let read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
            let told = read.get(&candidate.id).and_then(|cell| cell.get());
            if let Some(Err(reason)) = told.map(|told| &**told) {
                return Err(reason.clone());
            }
        }
        fetch_first(candidate, known, client)
    }

    fn is_one_service(&self) -> bool {
        false
    }
}
