//! One view in every address: whoever follows links and sends forms keeps what was asked, however far.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::support::{Place, Server};

/// What an address says of how partners are ranked.
const RANKING_KEYS: [&str; 7] = [
    "scope",
    "weightText",
    "weightThemes",
    "weightPrinciples",
    "theme",
    "aheadOn",
    "whatIf",
];

/// Beginnings of the addresses that answer by a ranking, or lead on to one that does.
const CARRYING: [&str; 7] = [
    "/gemeenten/",
    "/vergelijk",
    "/gespreksgids",
    "/passages/",
    "/api/v1/municipalities/",
    "/api/v1/comparisons",
    "/api/v1/selections",
];

/// Pages that are read: enough for some of each kind.
const MAX_PAGES: usize = 150;

/// The pairs of an address that are about the ranking, as they are written.
fn ranking_of(address: &str) -> BTreeMap<&str, &str> {
    let (_, query) = address.split_once('?').unwrap_or_default();
    let query = query.split('#').next().unwrap_or_default();
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .filter(|(key, _)| RANKING_KEYS.contains(key))
        .collect()
}

/// The value of an attribute of a tag, unescaped.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(rest.split('"').next()?.replace("&amp;", "&"))
}

/// The tags of a page with this name, but for those that take a choice off or change it: that is what they are for.
fn tags<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let opening = format!("<{name} ");
    let tags = page.split(opening.as_str()).skip(1);
    tags.map(|rest| rest.split('>').next().unwrap_or_default())
        .collect()
}

/// A page without its list of choices to take off, its links that leave partners out, and its link to another scope.
fn without_changes(page: &str) -> String {
    let mut rest = page.to_owned();
    for (from, to) in [
        ("<ul class=\"chips\"", "</ul>"),
        ("<p class=\"leave-out", "</p>"),
        ("<p class=\"wider\"", "</p>"),
        ("<a class=\"reset\"", "</a>"),
    ] {
        while let Some(start) = rest.find(from) {
            let end = rest[start..].find(to).map_or(rest.len(), |end| start + end);
            rest.replace_range(start..end, "");
        }
    }
    rest
}

/// The code of the municipality whose ranking an address is about. `None` if it is about none.
fn focus_of(address: &str) -> Option<&str> {
    let path = address.split('?').next()?;
    let in_path = ["/gemeenten/", "/api/v1/municipalities/"]
        .iter()
        .find_map(|start| path.strip_prefix(start));
    let in_query = || {
        address
            .split(['?', '&'])
            .find_map(|pair| pair.strip_prefix("municipality="))
    };
    in_path
        .and_then(|rest| rest.split('/').next())
        .or_else(in_query)
}

/// That this address carries the ranking of the page on which it stands.
fn assert_carries(page: &str, link: &str, carried: &BTreeMap<&str, &str>) {
    for (key, value) in ranking_of(page) {
        // A supposed choice is that of one municipality; for others it would be a statement about them.
        if key == "whatIf" && focus_of(link) != focus_of(page) {
            continue;
        }
        assert_eq!(
            carried.get(key),
            Some(&value),
            "{page} leads to {link} without {key}"
        );
    }
}

#[test]
fn every_link_form_and_export_carries_the_view_along() {
    let place = Place::new();
    let server = Server::start(&place);
    for ranking in [
        "scope=km%3A30&weightText=3&weightThemes=1&weightPrinciples=0&aheadOn=dienstverlening&whatIf=collectief%3Dagainst",
        "scope=all&weightPrinciples=1&theme=samenwerking&lang=en",
    ] {
        let start = format!("/gemeenten/DM01/partners?{ranking}");
        let mut seen = BTreeSet::from([start.clone()]);
        let mut waiting = VecDeque::from([start]);
        let mut kinds = BTreeSet::new();
        let mut read = 0;
        while let Some(address) = waiting.pop_front() {
            if read == MAX_PAGES {
                break;
            }
            let reply = server.get(&address);
            // A partner without text, or one that a theme leaves out, has no answer of its own.
            assert!(
                [200, 404].contains(&reply.status),
                "{address}: {}",
                reply.status
            );
            if !reply.header("content-type").starts_with("text/html") {
                continue;
            }
            read += 1;
            let page = without_changes(&reply.body);
            let kind = address.split('?').next().expect("a path");
            kinds.insert(kind.rsplit('/').next().expect("a segment").to_owned());
            for tag in tags(&page, "a") {
                let link = attribute(&format!(" {tag}"), "href").unwrap_or_default();
                let carries = CARRYING.iter().any(|start| link.starts_with(start));
                if !carries {
                    continue;
                }
                // A feed is read for months, whatever list it was found on.
                if !link.contains(".atom") {
                    assert_carries(&address, &link, &ranking_of(&link));
                }
                let is_file = [".docx", ".xlsx", ".csv", ".atom"]
                    .iter()
                    .any(|end| link.contains(end));
                let is_page = !link.starts_with("/api/") && !is_file;
                if seen.insert(link.clone()) && is_page {
                    waiting.push_back(link);
                }
            }
            for form in page.split("<form ").skip(1) {
                let form = form.split("</form>").next().unwrap_or_default();
                let action = attribute(&format!(" {form}"), "action").unwrap_or_default();
                if !CARRYING.iter().any(|start| action.starts_with(start)) {
                    continue;
                }
                // A field that can be seen says for itself what is sent.
                let fields: BTreeSet<String> = ["input", "select"]
                    .iter()
                    .flat_map(|name| tags(form, name))
                    .filter_map(|tag| attribute(&format!(" {tag}"), "name"))
                    .collect();
                for key in ranking_of(&address).keys() {
                    let is_of_other = *key == "whatIf" && focus_of(&address).is_none();
                    assert!(
                        is_of_other || fields.contains(*key),
                        "{address}: the form to {action} has no {key}"
                    );
                }
            }
        }
        for kind in [
            "partners",
            "partners.csv",
            "partners.xlsx",
            "regio",
            "wielen",
            "groepen",
            "veranderingen",
            "vergelijk",
            "gespreksgids",
        ] {
            let is_seen = seen.iter().any(|address| {
                address
                    .split('?')
                    .next()
                    .is_some_and(|path| path.ends_with(kind))
            });
            assert!(is_seen, "no link led to {kind}");
        }
        assert!(read > 40 && kinds.len() > 8, "{read} pages: {kinds:?}");
    }
}
