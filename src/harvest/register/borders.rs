//! Borders of a year by OGC API Features, page after page.

use serde::Deserialize;
use serde_json::{Map, Value};
use url::Url;

use crate::harvest::Reason;
use crate::harvest::http::{Client, Request};
use crate::text::single_line;

/// Features asked for at once, the most that the service gives.
const PAGE_SIZE: usize = 1000;

/// The most pages: with smaller ones than asked for, 342 municipalities still fit.
const MAX_PAGES: usize = 50;

/// One page.
#[derive(Deserialize)]
struct Page {
    #[serde(rename = "type")]
    kind: String,
    features: Vec<Value>,
    #[serde(default)]
    links: Vec<Link>,
    /// The reference system, where it is not that of degrees.
    crs: Option<Value>,
}

#[derive(Deserialize)]
struct Link {
    #[serde(default)]
    rel: String,
    #[serde(default)]
    href: String,
}

/// Fetches the borders of a year as the text of one `GeoJSON` collection. `address` is that of the items of the
/// collection, which holds all years. Returns `None` if the source has none of that year.
///
/// # Errors
/// The [`Reason`] for which there is no answer; [`Reason::Answer`] too for a page of another year, a page that leads to
/// itself or to another host, or more pages than can be.
pub fn fetch_borders(client: &Client, address: &str, year: i16) -> Result<Option<String>, Reason> {
    let mut url = Url::parse(address).map_err(|_| Reason::Address)?;
    url.query_pairs_mut()
        .append_pair("f", "json")
        .append_pair("jaarcode", &year.to_string())
        .append_pair("limit", &PAGE_SIZE.to_string());
    let wrong = |error: &str| Reason::Answer {
        error: single_line(error),
    };
    let (mut features, mut crs, mut asked) = (Vec::new(), None, Vec::new());
    while asked.len() < MAX_PAGES {
        if asked.contains(&url) {
            return Err(wrong("a page leads to itself"));
        }
        let response = client.content(&Request::service(url.as_str(), None))?;
        let page: Page =
            serde_json::from_slice(&response.bytes).map_err(|error| wrong(&error.to_string()))?;
        if page.kind != "FeatureCollection" {
            return Err(wrong("it is no FeatureCollection"));
        }
        if page
            .features
            .iter()
            .any(|feature| is_of_another_year(feature, year))
        {
            return Err(wrong("it holds borders of another year"));
        }
        features.extend(page.features);
        crs = crs.or(page.crs);
        let next = page.links.iter().find(|link| link.rel == "next");
        let Some(next) = next else {
            return Ok(collection(features, crs));
        };
        let following = url.join(&next.href).map_err(|_| Reason::Address)?;
        // A cursor stays with its service.
        if following.host() != url.host() || following.port() != url.port() {
            return Err(wrong("a page leads to another host"));
        }
        asked.push(std::mem::replace(&mut url, following));
    }
    Err(wrong("there are more pages than can be"))
}

/// Whether a feature says that it is of another year; the year is a number or a text.
fn is_of_another_year(feature: &Value, year: i16) -> bool {
    match &feature["properties"]["jaarcode"] {
        Value::Number(number) => number.as_i64() != Some(i64::from(year)),
        Value::String(text) => text.trim() != year.to_string(),
        _ => false,
    }
}

fn collection(features: Vec<Value>, crs: Option<Value>) -> Option<String> {
    if features.is_empty() {
        return None;
    }
    let mut whole = Map::new();
    whole.insert("type".to_owned(), "FeatureCollection".into());
    whole.extend(crs.map(|crs| ("crs".to_owned(), crs)));
    whole.insert("features".to_owned(), features.into());
    Some(Value::Object(whole).to_string())
}
