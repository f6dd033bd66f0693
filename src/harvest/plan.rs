//! What a harvest would ask, without asking.

use std::collections::BTreeMap;

use jiff::civil::Date;
use url::Url;

use super::source::{Source, SourceName};
use crate::municipality::Municipality;

/// What one host would be asked for one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostPlan {
    /// The host, with its port where that is not the usual one; an address that has none as it is written.
    pub host: String,
    /// The source.
    pub source: SourceName,
    /// For how many municipalities.
    pub municipalities: usize,
    /// How many requests are known beforehand; documents that a search finds come on top.
    pub requests: usize,
    /// The first of them.
    pub example: String,
}

/// Which hosts would be asked, by name and source.
pub fn plan(
    sources: &[Box<dyn Source + '_>],
    municipalities: &[&Municipality],
    since: Option<Date>,
) -> Vec<HostPlan> {
    let mut plans: BTreeMap<(String, SourceName), HostPlan> = BTreeMap::new();
    for source in sources {
        for municipality in municipalities {
            let mut hosts: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for address in source.searches(municipality, since) {
                hosts.entry(host(&address)).or_default().push(address);
            }
            for (host, addresses) in hosts {
                let plan = plans
                    .entry((host.clone(), source.name()))
                    .or_insert_with(|| HostPlan {
                        host,
                        source: source.name(),
                        municipalities: 0,
                        requests: 0,
                        example: addresses[0].clone(),
                    });
                plan.municipalities += 1;
                plan.requests += addresses.len();
            }
        }
    }
    plans.into_values().collect()
}

fn host(address: &str) -> String {
    let url = Url::parse(address).ok();
    let named = url
        .as_ref()
        .and_then(|url| Some((url.host_str()?, url.port())));
    match named {
        Some((host, Some(port))) => format!("{host}:{port}"),
        Some((host, None)) => host.to_owned(),
        None => address.to_owned(),
    }
}
