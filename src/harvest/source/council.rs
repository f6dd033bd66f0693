//! Council documents: Open Raadsinformatie, an Elasticsearch behind a proxy that lets through searches only.
//!
//! Pages are asked for with `search_after`, since scrolling is refused; `_source` is always set, since each document
//! carries its text three times.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Candidate, Fetched, PUBLIC_BODY_NOTE, Source, SourceName};
use crate::document::Dated;
use crate::harvest::Reason;
use crate::harvest::http::{Answer, Client, Request, Response, Validators};
use crate::harvest::names::MunicipalityNames;
use crate::municipality::Municipality;
use crate::text::single_line;

/// Hits asked for at once.
const PAGE_SIZE: usize = 100;

/// The most pages for one municipality.
const MAX_PAGES: usize = 20;

/// Hosts whose links in the resolver are dead; the address at the source is tried first.
const DEAD_RESOLVER: [&str; 2] = [
    "raad.hardinxveld-giessendam.nl",
    "ris.gemeenteraadhuizen.nl",
];

/// The service with what it is asked.
#[derive(Debug)]
pub struct CouncilDocuments {
    base: String,
    phrases: Vec<&'static str>,
    names: MunicipalityNames,
    /// Indices by municipality, from `data/harvest/council-indices.csv`: a hint, since the service decides.
    hints: BTreeMap<&'static str, &'static str>,
    today: Date,
    aliases: OnceLock<Vec<String>>,
}

#[derive(Deserialize)]
struct SearchAnswer {
    #[serde(default)]
    timed_out: bool,
    #[serde(default, rename = "_shards")]
    shards: Shards,
    hits: Hits,
}

#[derive(Default, Deserialize)]
struct Shards {
    #[serde(default)]
    failed: u64,
}

#[derive(Deserialize)]
struct Hits {
    hits: Vec<Hit>,
}

#[derive(Deserialize)]
struct Hit {
    #[serde(rename = "_id")]
    id: String,
    #[serde(default, rename = "_source")]
    source: Fields,
    #[serde(default)]
    sort: Vec<Value>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Fields {
    name: Option<String>,
    file_name: Option<String>,
    url: Option<String>,
    original_url: Option<String>,
    last_discussed_at: Option<String>,
    date_modified: Option<String>,
    size_in_bytes: Option<u64>,
}

impl CouncilDocuments {
    /// The service at an address, asked for names with any of these phrases.
    pub fn new(
        base: &str,
        phrases: Vec<&'static str>,
        names: MunicipalityNames,
        today: Date,
    ) -> Self {
        let lines = include_str!("../../../data/harvest/council-indices.csv").lines();
        Self {
            base: base.trim_end_matches('/').to_owned(),
            phrases,
            names,
            hints: lines.filter_map(|line| line.split_once(',')).collect(),
            today,
            aliases: OnceLock::new(),
        }
    }

    /// The names of all indices of municipalities, asked for once.
    fn aliases(&self, client: &Client) -> Result<&[String], Reason> {
        if let Some(known) = self.aliases.get() {
            return Ok(known);
        }
        let response =
            client.content(&Request::service(&format!("{}/_aliases", self.base), None))?;
        let parsed: BTreeMap<String, Value> = read(&response)?;
        let aliases = parsed
            .values()
            .filter_map(|index| index["aliases"].as_object());
        let mut found: Vec<String> = aliases
            .flat_map(|aliases| aliases.keys().cloned())
            .collect();
        found.retain(|alias| alias.starts_with("ori_"));
        found.sort();
        Ok(self.aliases.get_or_init(|| found))
    }

    /// The index of a municipality. Returns `None` if the service has none.
    fn index(
        &self,
        municipality: &Municipality,
        client: &Client,
    ) -> Result<Option<String>, Reason> {
        let aliases = self.aliases(client)?;
        let hint = self.hints.get(municipality.code.as_str());
        if let Some(hint) = hint.filter(|hint| aliases.iter().any(|alias| alias == *hint)) {
            return Ok(Some((*hint).to_owned()));
        }
        let letters = |text: &str| {
            text.to_lowercase()
                .chars()
                .filter(|c| c.is_alphanumeric())
                .collect::<String>()
        };
        let names: Vec<String> = self
            .names
            .of(municipality)
            .iter()
            .map(|name| letters(name))
            .collect();
        let is_named = |alias: &&String| names.contains(&letters(&alias["ori_".len()..]));
        Ok(aliases.iter().find(is_named).cloned())
    }

    fn question(&self, since: Option<Date>, after: &[Value]) -> String {
        let phrases: Vec<String> = self
            .phrases
            .iter()
            .map(|phrase| format!("\"{phrase}\""))
            .collect();
        let mut range = json!({ "lte": "now/d" });
        if let Some(since) = since {
            range["gte"] = json!(since.to_string());
        }
        let mut question = json!({
            "size": PAGE_SIZE,
            "timeout": "15s",
            "_source": ["name", "file_name", "url", "original_url", "last_discussed_at", "date_modified", "size_in_bytes"],
            "query": { "bool": {
                "must": [{ "simple_query_string": {
                    "query": phrases.join(" | "), "fields": ["name^3", "title"], "default_operator": "and",
                }}],
                "filter": [{ "term": { "@type": "MediaObject" } }, { "range": { "last_discussed_at": range } }],
            }},
            "sort": [{ "last_discussed_at": { "order": "desc" } }, { "_id": { "order": "asc" } }],
        });
        if !after.is_empty() {
            question["search_after"] = json!(after);
        }
        question.to_string()
    }

    fn candidate(&self, index: &str, hit: &Hit) -> Option<Candidate> {
        let fields = &hit.source;
        let title = fields.name.as_deref().or(fields.file_name.as_deref())?;
        let resolver = fields.url.clone().filter(|url| is_alive(url));
        let original = fields.original_url.clone();
        let addresses: Vec<String> = resolver.into_iter().chain(original.clone()).collect();
        let day = fields
            .last_discussed_at
            .as_deref()
            .and_then(|text| text.get(..10)?.parse::<Date>().ok());
        // A meeting that is still to come says nothing about the document; a list has the date of a deadline.
        let is_meeting = fields
            .url
            .as_deref()
            .is_none_or(|url| !url.contains("/resolve/ibabs/report/"));
        let day = day.filter(|day| is_meeting && *day <= self.today);
        let changed = fields
            .date_modified
            .as_deref()
            .or(fields.last_discussed_at.as_deref());
        Some(Candidate {
            id: format!("{index}/{}", hit.id),
            title: single_line(title),
            kind: None,
            dated: day.map(Dated::Day),
            addresses,
            page: original.or_else(|| fields.url.clone()),
            version: Some(format!(
                "{} {}",
                changed.unwrap_or_default(),
                fields.size_in_bytes.unwrap_or(0)
            )),
            is_chosen: false,
        })
    }

    /// The text that the service itself read, one page after the other.
    fn text(&self, candidate: &Candidate, client: &Client) -> Result<Response, Reason> {
        let (index, id) = candidate.id.split_once('/').ok_or(Reason::Address)?;
        let address = format!("{}/{index}/_doc/{id}?_source=text", self.base);
        let response = client.content(&Request::service(&address, None))?;
        let document: Value = read(&response)?;
        let text = match &document["_source"]["text"] {
            Value::String(text) => text.clone(),
            Value::Array(pages) => {
                let pages: Vec<&str> = pages.iter().filter_map(Value::as_str).collect();
                pages.join("\u{c}")
            }
            _ => String::new(),
        };
        Ok(Response {
            url: address,
            bytes: text.into_bytes(),
            media_type: Some("text/plain".to_owned()),
            validators: Validators::default(),
        })
    }
}

/// Whether a link of the resolver can be expected to work.
fn is_alive(url: &str) -> bool {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    !path.contains("//") && !DEAD_RESOLVER.iter().any(|host| path.contains(host))
}

fn read<T: serde::de::DeserializeOwned>(response: &Response) -> Result<T, Reason> {
    serde_json::from_slice(&response.bytes).map_err(|error| Reason::Answer {
        error: single_line(&error.to_string()),
    })
}

impl Source for CouncilDocuments {
    fn name(&self) -> SourceName {
        SourceName::Council
    }

    fn licence(&self) -> &'static str {
        PUBLIC_BODY_NOTE
    }

    fn searches(&self, municipality: &Municipality, _since: Option<Date>) -> Vec<String> {
        let hint = self.hints.get(municipality.code.as_str());
        vec![format!(
            "{}/{}/_search",
            self.base,
            hint.unwrap_or(&"ori_…")
        )]
    }

    fn find(
        &self,
        municipality: &Municipality,
        since: Option<Date>,
        client: &Client,
    ) -> Result<Vec<Candidate>, Reason> {
        let Some(index) = self.index(municipality, client)? else {
            return Ok(Vec::new());
        };
        let address = format!("{}/{index}/_search", self.base);
        let (mut found, mut after) = (Vec::new(), Vec::new());
        for _ in 0..MAX_PAGES {
            let response = client.content(&Request::service(
                &address,
                Some(&self.question(since, &after)),
            ))?;
            let answer: SearchAnswer = read(&response)?;
            // Half an answer would look like documents that are gone.
            if answer.timed_out || answer.shards.failed > 0 {
                let error = "the search was not finished".to_owned();
                return Err(Reason::Answer { error });
            }
            let Some(last) = answer.hits.hits.last() else {
                break;
            };
            after.clone_from(&last.sort);
            found.extend(
                answer
                    .hits
                    .hits
                    .iter()
                    .filter_map(|hit| self.candidate(&index, hit)),
            );
            if after.is_empty() || answer.hits.hits.len() < PAGE_SIZE {
                break;
            }
        }
        Ok(found)
    }

    fn fetch(
        &self,
        candidate: &Candidate,
        known: Option<&Validators>,
        client: &Client,
    ) -> Result<Fetched, Reason> {
        for address in &candidate.addresses {
            match client.send(&Request::document(address, known)) {
                Ok(Answer::NotModified) => return Ok(Fetched::Unchanged),
                Ok(Answer::Found(response)) if !is_page(&response, candidate) => {
                    return Ok(Fetched::Content(response));
                }
                Err(reason @ Reason::Stopped) => return Err(reason),
                // A dead link: the next address, or else the text that the service has.
                Ok(Answer::Found(_)) | Err(_) => {}
            }
        }
        self.text(candidate, client).map(Fetched::Content)
    }
}

/// Whether a web page came in place of a document.
fn is_page(response: &Response, candidate: &Candidate) -> bool {
    let is_html = response.media_type.as_deref() == Some("text/html");
    let wanted = candidate
        .addresses
        .iter()
        .any(|address| address.to_lowercase().contains(".htm"));
    is_html && !wanted
}
