//! Two services that speak SRU: official publications, and local regulations (CVDR).
//!
//! Forms are those of `sources.md` in the project's design notes: CQL with the sort order inside the query, diagnostics
//! in an answer with status 200, and a number of records that is only an estimate.

mod answer;

use jiff::civil::Date;
use url::Url;

use super::{Candidate, PUBLIC_BODY_NOTE, Source, SourceName};
use crate::document::Dated;
use crate::harvest::Reason;
use crate::harvest::http::{Client, Request};
use crate::harvest::names::MunicipalityNames;
use crate::municipality::Municipality;
use crate::text::single_line;
use answer::{Record, SruAnswer};

/// Records asked for at once. The services allow 1000; clients in daily use ask for 100 to 500.
const PAGE_SIZE: usize = 100;

/// The most pages for one municipality: with the words of a title a town has some hundred records.
const MAX_PAGES: usize = 20;

/// Acts, decisions and regulations of public bodies carry no copyright.
const REGULATION_NOTE: &str =
    "geen auteursrecht op wetten, besluiten en verordeningen (Auteurswet art. 11)";

/// Which of the two services.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SruService {
    /// Official publications: the gazettes of municipalities.
    Publications,
    /// Local regulations.
    Regulations,
}

/// A service with what it is asked.
#[derive(Clone, Debug)]
pub struct SruSource {
    service: SruService,
    base: Url,
    words: Vec<&'static str>,
    names: MunicipalityNames,
    today: Date,
}

impl SruSource {
    /// A service at an address, asked for titles with any of these words. Regulations that ended before `today` are left
    /// out.
    ///
    /// # Errors
    /// [`Reason::Address`] when the address is none.
    pub fn new(
        service: SruService,
        base: &str,
        words: Vec<&'static str>,
        names: MunicipalityNames,
        today: Date,
    ) -> Result<Self, Reason> {
        Ok(Self {
            service,
            base: Url::parse(base).map_err(|_| Reason::Address)?,
            words,
            names,
            today,
        })
    }

    /// The query in CQL.
    fn query(&self, municipality: &Municipality, since: Option<Date>) -> String {
        let words = self.words.join(" ");
        let names = self.names.of(municipality);
        let quoted = |index: &str, relation: &str| {
            let each = names
                .iter()
                .map(|name| format!("{index}{relation}\"{}\"", name.replace('"', "")));
            let each: Vec<String> = each.collect();
            if each.len() == 1 {
                each[0].clone()
            } else {
                format!("({})", each.join(" OR "))
            }
        };
        match self.service {
            SruService::Publications => {
                let since = since
                    .map(|day| format!(" AND dt.available>={day}"))
                    .unwrap_or_default();
                format!(
                    "c.product-area==officielepublicaties AND w.organisatietype==gemeente AND {} AND dt.title any \"{words}\"{since} sortBy dt.available /sort.descending",
                    quoted("dt.creator", "==")
                )
            }
            SruService::Regulations => {
                let since = since
                    .map(|day| format!(" AND dcterms.modified>={day}"))
                    .unwrap_or_default();
                format!(
                    "organisatietype=Gemeente AND {} AND dcterms.title any \"{words}\"{since}",
                    quoted("dcterms.creator", "=")
                )
            }
        }
    }

    fn address(&self, municipality: &Municipality, since: Option<Date>, first: usize) -> String {
        let mut url = self.base.clone();
        url.query_pairs_mut()
            .append_pair("operation", "searchRetrieve")
            .append_pair("version", "2.0")
            .append_pair("startRecord", &first.to_string())
            .append_pair("maximumRecords", &PAGE_SIZE.to_string())
            .append_pair("query", &self.query(municipality, since));
        url.into()
    }

    /// A record as a candidate. Returns `None` for one of another municipality, one that cannot be fetched, or a
    /// regulation that is no longer in force.
    fn candidate(&self, record: &Record, municipality: &Municipality) -> Option<Candidate> {
        let creator = record.text("creator")?;
        if !self
            .names
            .of(municipality)
            .iter()
            .any(|name| name.eq_ignore_ascii_case(creator))
        {
            return None;
        }
        let identifier = record.text("identifier")?;
        let day = |name| {
            record
                .text(name)
                .and_then(|text| text.get(..10))
                .and_then(|text| text.parse::<Date>().ok())
        };
        if day("uitwerkingtredingDatum").is_some_and(|end| end <= self.today) {
            return None;
        }
        let page = record.text("preferredUrl").map(str::to_owned);
        // Pages are numbered in PDF only; the address for people is the last resort.
        let forms = ["pdf", "html", "odt", "xml"]
            .iter()
            .filter_map(|form| record.manifestation(form));
        let mut addresses: Vec<String> = forms
            .chain(record.text("publicatieurl_xml"))
            .map(str::to_owned)
            .collect();
        addresses.extend(page.clone());
        let (id, version) = match self.service {
            SruService::Publications => (
                identifier.to_owned(),
                record.text("modified").unwrap_or(identifier),
            ),
            // `CVDR700412_2`: the number names the regulation, the rest the version.
            SruService::Regulations => {
                let number = identifier.split('_').next().unwrap_or(identifier);
                (number.to_owned(), identifier)
            }
        };
        let dated = [
            "inwerkingtredingDatum",
            "available",
            "issued",
            "date",
            "modified",
        ]
        .iter()
        .find_map(|name| day(name));
        (!addresses.is_empty()).then(|| Candidate {
            id,
            title: single_line(record.text("title").unwrap_or(identifier)),
            kind: None,
            dated: dated.map(Dated::Day),
            addresses,
            page,
            version: Some(version.to_owned()),
            is_chosen: false,
        })
    }
}

impl Source for SruSource {
    fn name(&self) -> SourceName {
        match self.service {
            SruService::Publications => SourceName::Publications,
            SruService::Regulations => SourceName::Regulations,
        }
    }

    fn licence(&self) -> &'static str {
        match self.service {
            SruService::Publications => PUBLIC_BODY_NOTE,
            SruService::Regulations => REGULATION_NOTE,
        }
    }

    fn searches(&self, municipality: &Municipality, since: Option<Date>) -> Vec<String> {
        vec![self.address(municipality, since, 1)]
    }

    fn find(
        &self,
        municipality: &Municipality,
        since: Option<Date>,
        client: &Client,
    ) -> Result<Vec<Candidate>, Reason> {
        let mut found: Vec<Candidate> = Vec::new();
        let mut received = 0;
        for _ in 0..MAX_PAGES {
            let address = self.address(municipality, since, received + 1);
            let response = client.content(&Request::service(&address, None))?;
            let wrong = |error: String| Reason::Answer {
                error: single_line(&error),
            };
            let answer =
                SruAnswer::parse(&String::from_utf8_lossy(&response.bytes)).map_err(wrong)?;
            if let Some(diagnostic) = answer.diagnostic {
                return Err(wrong(diagnostic));
            }
            // The number of records is an estimate: only an empty page is the end. A short one is too, so that an ordinary
            // municipality costs one question.
            received += answer.records.len();
            let is_last = answer.records.len() < PAGE_SIZE;
            found.extend(
                answer
                    .records
                    .iter()
                    .filter_map(|record| self.candidate(record, municipality)),
            );
            if is_last {
                break;
            }
        }
        Ok(newest_versions(found))
    }
}

/// Of each document the newest version, by the number behind the underscore.
fn newest_versions(mut found: Vec<Candidate>) -> Vec<Candidate> {
    let number = |one: &Candidate| {
        let version = one.version.as_deref().unwrap_or_default();
        version
            .rsplit_once('_')
            .and_then(|(_, number)| number.parse::<u32>().ok())
            .unwrap_or(0)
    };
    found.sort_by(|a, b| a.id.cmp(&b.id).then(number(b).cmp(&number(a))));
    found.dedup_by(|later, first| later.id == first.id);
    found
}
