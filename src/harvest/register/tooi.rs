//! The official list of municipalities: TOOI, expanded JSON-LD with every municipality since about 2000, its last day and
//! the changes by which codes went on in others.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::Value;

use crate::harvest::Reason;
use crate::harvest::http::{Client, Request};
use crate::municipality::{EndedMunicipality, GemeenteCode, ListedMunicipality, OfficialList};
use crate::text::single_line;

/// The namespace of the properties.
const TOOI: &str = "https://identifier.overheid.nl/tooi/def/ont/";

/// The namespace of what was changed into what.
const PROV: &str = "http://www.w3.org/ns/prov#";

/// The beginning of the identifier of a municipality; `gm0363` follows.
const MUNICIPALITY: &str = "https://identifier.overheid.nl/tooi/id/gemeente/gm";

/// The provinces by their code.
const PROVINCES: [(&str, &str); 12] = [
    ("pv20", "Groningen"),
    ("pv21", "Fryslân"),
    ("pv22", "Drenthe"),
    ("pv23", "Overijssel"),
    ("pv24", "Flevoland"),
    ("pv25", "Gelderland"),
    ("pv26", "Utrecht"),
    ("pv27", "Noord-Holland"),
    ("pv28", "Zuid-Holland"),
    ("pv29", "Zeeland"),
    ("pv30", "Noord-Brabant"),
    ("pv31", "Limburg"),
];

/// Fetches the list, as it is on a day, which may be one to come.
///
/// # Errors
/// The [`Reason`] for which there is no answer, or for which it is no such list.
pub fn fetch_municipalities(
    client: &Client,
    address: &str,
    day: Date,
) -> Result<OfficialList, Reason> {
    let response = client.content(&Request::service(address, None))?;
    parse(&response.bytes, day).map_err(|error| Reason::Answer { error })
}

fn parse(bytes: &[u8], day: Date) -> Result<OfficialList, String> {
    let nodes: Vec<Value> =
        serde_json::from_slice(bytes).map_err(|error| single_line(&error.to_string()))?;
    let (mut current, mut ended) = (BTreeMap::new(), BTreeMap::new());
    for node in &nodes {
        let Some(code) = code(node).filter(|_| is_a(node, "Gemeente")) else {
            continue;
        };
        let Some(name) = value(node, "officieleNaamExclSoort").map(single_line) else {
            continue;
        };
        let begun = date(node, "begindatum").is_none_or(|first| first <= day);
        match date(node, "einddatum") {
            Some(until) if until < day => {
                let successors = Vec::new();
                ended.insert(
                    code.clone(),
                    EndedMunicipality {
                        code,
                        name,
                        until,
                        successors,
                    },
                );
            }
            _ if begun => {
                let province = province(node);
                current.insert(
                    code.clone(),
                    ListedMunicipality {
                        code,
                        name,
                        province,
                    },
                );
            }
            _ => {}
        }
    }
    if current.is_empty() {
        return Err("it names no municipality".to_owned());
    }
    for node in &nodes {
        // A change that is still to come on the day of the list changes nothing yet.
        if date(node, "tijdstipWijziging").is_some_and(|at| at <= day) {
            for old in codes(node, "invalidated") {
                let Some(ended) = ended.get_mut(&old) else {
                    continue;
                };
                // What was made of it first, then what took in a part of it.
                for new in codes(node, "generated").chain(codes(node, "used")) {
                    if new != old && !ended.successors.contains(&new) {
                        ended.successors.push(new);
                    }
                }
            }
        }
    }
    Ok(OfficialList {
        day,
        current,
        ended,
    })
}

fn is_a(node: &Value, kind: &str) -> bool {
    let kinds = node["@type"].as_array().into_iter().flatten();
    let mut kinds = kinds.filter_map(Value::as_str);
    kinds.any(|one| one.strip_prefix(TOOI) == Some(kind))
}

/// The code in the identifier of a node.
fn code(node: &Value) -> Option<GemeenteCode> {
    let digits = node["@id"].as_str()?.strip_prefix(MUNICIPALITY)?;
    format!("GM{digits}").parse().ok()
}

/// The first text of a property.
fn value<'a>(node: &'a Value, property: &str) -> Option<&'a str> {
    node[format!("{TOOI}{property}")][0]["@value"].as_str()
}

/// The day of a property that is a date or a moment.
fn date(node: &Value, property: &str) -> Option<Date> {
    value(node, property)?.get(..10)?.parse().ok()
}

fn province(node: &Value) -> Option<String> {
    let id = node[format!("{TOOI}ligtInProvincie")][0]["@id"].as_str()?;
    let known = id.rsplit('/').next()?;
    let mut all = PROVINCES.iter();
    all.find(|(code, _)| *code == known)
        .map(|(_, name)| (*name).to_owned())
}

/// The municipalities of a property of a change.
fn codes(node: &Value, property: &str) -> impl Iterator<Item = GemeenteCode> {
    let listed = node[format!("{PROV}{property}")].as_array();
    listed.into_iter().flatten().filter_map(code)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn node(code: &str, name: &str, first: Option<&str>, last: Option<&str>) -> Value {
        let mut node = json!({
            "@id": format!("{MUNICIPALITY}{code}"),
            "@type": [format!("{TOOI}Gemeente")],
        });
        let mut set = |property: &str, text: Option<&str>| {
            if let Some(text) = text {
                node[format!("{TOOI}{property}")] = json!([{ "@value": text }]);
            }
        };
        set("officieleNaamExclSoort", Some(name));
        set("begindatum", first);
        set("einddatum", last);
        node[format!("{TOOI}ligtInProvincie")] =
            json!([{ "@id": "https://identifier.overheid.nl/tooi/id/provincie/pv21" }]);
        node
    }

    #[test]
    fn a_list_holds_for_its_day() {
        let id = |code: &str| json!({ "@id": format!("{MUNICIPALITY}{code}") });
        let mut merger = json!({ "@id": "x", "@type": [format!("{TOOI}Samenvoeging")] });
        merger[format!("{PROV}invalidated")] = json!([id("9001"), id("9002")]);
        merger[format!("{PROV}generated")] = json!([id("9005")]);
        merger[format!("{TOOI}tijdstipWijziging")] = json!([{ "@value": "2027-01-01T00:00:00" }]);
        let mut part = json!({ "@id": "y", "@type": [format!("{TOOI}Uitbreiding")] });
        part[format!("{PROV}invalidated")] = json!([id("9002")]);
        part[format!("{PROV}used")] = json!([id("9003")]);
        part[format!("{TOOI}tijdstipWijziging")] = json!([{ "@value": "2027-01-01T00:00:00" }]);
        let nodes = json!([
            node("9001", "Noordoord", None, Some("2026-12-31")),
            node("9002", "Zuidoord", None, Some("2026-12-31")),
            node("9003", "Westoord", None, None),
            node("9005", "Samenoord", Some("2027-01-01"), None),
            merger,
            part,
        ])
        .to_string();
        let list =
            |day: &str| parse(nodes.as_bytes(), day.parse().expect("a day")).expect("a list");
        let names = |list: &OfficialList| {
            let all = list.current.values();
            all.map(|one| one.name.clone()).collect::<Vec<_>>()
        };
        let before = list("2026-12-31");
        assert_eq!(names(&before), ["Noordoord", "Zuidoord", "Westoord"]);
        assert!(before.ended.is_empty());
        let after = list("2027-01-01");
        assert_eq!(names(&after), ["Westoord", "Samenoord"]);
        let split = after
            .ended
            .get(&"GM9002".parse().expect("a code"))
            .expect("ended");
        let successors: Vec<_> = split.successors.iter().map(|code| code.as_str()).collect();
        assert_eq!(successors, ["GM9005", "GM9003"]);
        assert_eq!(
            after
                .current
                .values()
                .next()
                .and_then(|one| one.province.as_deref()),
            Some("Fryslân")
        );
        assert!(parse(b"[]", "2027-01-01".parse().expect("a day")).is_err());
        assert!(parse(b"<html>", "2027-01-01".parse().expect("a day")).is_err());
    }
}
