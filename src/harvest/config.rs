//! The settings of a harvest.

use std::time::Duration;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use url::Url;

use super::classify::searched_kinds;
use super::http::HttpParams;
use super::source::SourceName;
use crate::document::DocumentKind;

/// What is harvested, and within which limits, as written; [`HarvestConfig::check`] makes it usable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HarvestConfig {
    /// The sources, with commas. Default: all that need no file of the user's.
    pub sources: String,
    /// The kinds of documents that are looked for, with commas.
    pub kinds: String,
    /// The municipalities that are asked about, by name or code, with commas; empty (the default) for all of the register.
    pub municipalities: String,
    /// Whether `wiel nightly` harvests before it builds. Default `false`.
    pub nightly: bool,
    /// The address of the service of official publications (SRU).
    pub publications_url: String,
    /// The address of the service of local regulations (SRU).
    pub regulations_url: String,
    /// The address of the service of council documents (Elasticsearch).
    pub council_url: String,
    /// The address of the official list of municipalities (TOOI, expanded JSON-LD).
    pub municipalities_url: String,
    /// The address of the borders of municipalities (the items of a collection of OGC API Features).
    pub borders_url: String,
    /// A mail or web address at which hosts can reach who asks; empty (the default) for none, and then nothing is asked.
    pub contact: String,
    /// Documents from this day on; empty for all.
    pub since: String,
    /// A list of addresses (CSV); empty for none.
    pub addresses: String,
    /// A folder into which others put documents; empty for none.
    pub folder: String,
    /// A list of feeds (CSV); empty for none.
    pub feeds: String,
    /// Milliseconds between two requests to one host, 0 to 60,000. Default 1000.
    pub interval_ms: u32,
    /// Hosts that are asked at once, 1 to 64. Default 4.
    pub hosts: u32,
    /// Tries after a failure that may pass, 0 to 10. Default 5.
    pub retries: u32,
    /// Seconds that one request may take, 1 to 3600. Default 60.
    pub timeout_seconds: u32,
    /// The largest answer in bytes, 1,024 to 1,073,741,824. Default 100 MiB.
    pub max_bytes: u64,
    /// The most redirects of one request, 0 to 20. Default 5.
    pub max_redirects: u32,
    /// Hosts in a private network that may be asked, with commas. Default none.
    pub private_hosts: String,
    /// The address of a proxy; empty (the default) for none.
    pub proxy: String,
    /// A file with certificates in PEM of who may vouch for a host; empty (the default) for those that are built in.
    pub certificates: String,
}

/// Settings of a harvest that can be used as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HarvestParams {
    /// The sources, in the order of [`SourceName::ALL`].
    pub sources: Vec<SourceName>,
    /// The kinds of documents that are looked for.
    pub kinds: Vec<DocumentKind>,
    /// The municipalities that are asked about, as written; empty for all of the register.
    pub municipalities: Vec<String>,
    /// Whether `wiel nightly` harvests before it builds.
    pub nightly: bool,
    /// The addresses of the services: official publications, local regulations, council documents.
    pub services: [String; 3],
    /// The addresses of what a register is made of: the list of municipalities, their borders.
    pub register_services: [String; 2],
    /// At which address hosts can reach who asks; `None` if nobody said.
    pub contact: Option<String>,
    /// Documents from this day on.
    pub since: Option<Date>,
    /// How many hosts are asked at once, at least 1.
    pub hosts: usize,
    /// The limits; the certificates are still to be read.
    pub http: HttpParams,
}

impl Default for HarvestConfig {
    fn default() -> Self {
        Self {
            sources: "publications, regulations, council, addresses, folder, feeds".to_owned(),
            kinds: "informatiebeleidsplan, i-visie, digitale-agenda, dienstverleningsvisie, datastrategie, coalitieakkoord, omgevingsvisie, begroting".to_owned(),
            municipalities: String::new(),
            nightly: false,
            publications_url: "https://repository.overheid.nl/sru".to_owned(),
            regulations_url: "https://zoekservice.overheid.nl/sru/Search?x-connection=cvdr".to_owned(),
            council_url: "https://api.openraadsinformatie.nl/v1/elastic".to_owned(),
            municipalities_url: "https://repository.officiele-overheidspublicaties.nl/waardelijsten/rwc_gemeenten_compleet/4/json/rwc_gemeenten_compleet_4.json".to_owned(),
            borders_url: "https://api.pdok.nl/cbs/gebiedsindelingen/ogc/v1/collections/gemeente_gegeneraliseerd/items".to_owned(),
            contact: String::new(),
            since: "2018-01-01".to_owned(),
            addresses: String::new(),
            folder: String::new(),
            feeds: String::new(),
            interval_ms: 1000,
            hosts: 4,
            retries: 5,
            timeout_seconds: 60,
            max_bytes: 100 * 1024 * 1024,
            max_redirects: 5,
            private_hosts: String::new(),
            proxy: String::new(),
            certificates: String::new(),
        }
    }
}

impl HarvestConfig {
    /// Checks all settings.
    ///
    /// # Errors
    /// The key that cannot be used, with what was expected and what was got.
    pub fn check(&self) -> Result<HarvestParams, String> {
        for (key, got, least, most) in [
            ("interval_ms", u64::from(self.interval_ms), 0, 60_000),
            ("hosts", u64::from(self.hosts), 1, 64),
            ("retries", u64::from(self.retries), 0, 10),
            ("timeout_seconds", u64::from(self.timeout_seconds), 1, 3600),
            ("max_bytes", self.max_bytes, 1024, 1 << 30),
            ("max_redirects", u64::from(self.max_redirects), 0, 20),
        ] {
            if !(least..=most).contains(&got) {
                return Err(format!(
                    "harvest.{key} must be from {least} to {most}, got {got}"
                ));
            }
        }
        let contact = set(&self.contact);
        // It becomes part of a header, in which a line break would begin another.
        let is_reachable = |text: &String| {
            (text.contains('@') || text.starts_with("http"))
                && text.chars().all(|c| c.is_ascii_graphic())
        };
        if contact
            .as_ref()
            .is_some_and(|contact| !is_reachable(contact))
        {
            let got = &self.contact;
            return Err(format!(
                "harvest.contact must be a mail or web address, got {got:?}"
            ));
        }
        if let Some(proxy) = set(&self.proxy)
            && !(proxy.starts_with("http://") || proxy.starts_with("https://"))
        {
            return Err(format!(
                "harvest.proxy must begin with http:// or https://, got {proxy:?}"
            ));
        }
        Ok(HarvestParams {
            sources: self.checked_sources()?,
            kinds: self.checked_kinds()?,
            municipalities: listed(&self.municipalities).map(str::to_owned).collect(),
            nightly: self.nightly,
            services: self.checked_services()?,
            register_services: checked_addresses([
                ("municipalities_url", &self.municipalities_url),
                ("borders_url", &self.borders_url),
            ])?,
            since: self.checked_since()?,
            hosts: self.hosts as usize,
            http: HttpParams {
                user_agent: user_agent(contact.as_deref()),
                interval: Duration::from_millis(u64::from(self.interval_ms)),
                retries: self.retries,
                timeout: Duration::from_secs(u64::from(self.timeout_seconds)),
                max_bytes: self.max_bytes,
                max_redirects: self.max_redirects,
                private_hosts: listed(&self.private_hosts)
                    .map(str::to_ascii_lowercase)
                    .collect(),
                proxy: set(&self.proxy),
                certificates: None,
            },
            contact,
        })
    }

    fn checked_sources(&self) -> Result<Vec<SourceName>, String> {
        let named = listed(&self.sources).map(|name| {
            let known = SourceName::ALL.map(SourceName::name).join(", ");
            let wrong = || format!("harvest.sources must be of {known}, got {name:?}");
            SourceName::from_name(name).ok_or_else(wrong)
        });
        let mut sources = named.collect::<Result<Vec<_>, _>>()?;
        sources.sort_unstable();
        sources.dedup();
        Ok(sources)
    }

    fn checked_kinds(&self) -> Result<Vec<DocumentKind>, String> {
        let known = searched_kinds();
        let named = listed(&self.kinds).map(|label| {
            let wrong = || {
                format!(
                    "harvest.kinds must be of {}, got {label:?}",
                    known.join(", ")
                )
            };
            let is_known = known.contains(&label);
            let Ok(kind) = label.parse();
            is_known.then_some(kind).ok_or_else(wrong)
        });
        named.collect()
    }

    fn checked_services(&self) -> Result<[String; 3], String> {
        checked_addresses([
            ("publications_url", &self.publications_url),
            ("regulations_url", &self.regulations_url),
            ("council_url", &self.council_url),
        ])
    }

    fn checked_since(&self) -> Result<Option<Date>, String> {
        let since = set(&self.since).map(|text| {
            let wrong = |_| format!("harvest.since must be a day such as 2018-01-01, got {text:?}");
            text.parse().map_err(wrong)
        });
        since.transpose()
    }
}

/// Web addresses, each with its key.
fn checked_addresses<const N: usize>(written: [(&str, &String); N]) -> Result<[String; N], String> {
    for (key, got) in written {
        let is_web = got.starts_with("https://") || got.starts_with("http://");
        if !is_web || Url::parse(got).is_err() {
            return Err(format!("harvest.{key} must be a web address, got {got:?}"));
        }
    }
    Ok(written.map(|(_, address)| address.clone()))
}

/// The `User-Agent`: the program, its version, and whom to ask about it.
fn user_agent(contact: Option<&str>) -> String {
    let version = env!("CARGO_PKG_VERSION");
    match contact {
        Some(contact) if contact.starts_with("http") => format!("wiel/{version} (+{contact})"),
        Some(contact) => format!("wiel/{version} (+mailto:{contact})"),
        None => format!("wiel/{version}"),
    }
}

/// A text that is set.
fn set(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}

/// The parts of a list with commas.
fn listed(text: &str) -> impl Iterator<Item = &str> {
    text.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_that_cannot_be_used_are_named() {
        let check = |change: fn(&mut HarvestConfig)| {
            let mut config = HarvestConfig::default();
            change(&mut config);
            config.check()
        };
        for (change, part) in [
            (
                (|c| c.hosts = 0) as fn(&mut HarvestConfig),
                "harvest.hosts must be from 1",
            ),
            (|c| c.sources = "google".into(), "got \"google\""),
            (|c| c.since = "ooit".into(), "harvest.since"),
            (|c| c.contact = "ict\nX: y@a.nl".into(), "harvest.contact"),
            (|c| c.proxy = "socks5://a".into(), "harvest.proxy"),
        ] {
            let error = check(change).expect_err(part);
            assert!(error.contains(part), "{error}");
        }
        let params = check(|c| c.contact = "ict@schorrewijk.example".into()).expect("sound");
        assert!(
            params
                .http
                .user_agent
                .ends_with("(+mailto:ict@schorrewijk.example)")
        );
    }
}
