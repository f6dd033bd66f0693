//! The entries of a feed: RSS 2.0 and Atom (RFC 4287).

use jiff::Timestamp;
use jiff::civil::Date;
use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;

use super::super::xml::{attribute, local, referenced};
use crate::text::single_line;

/// The namespace of Atom.
const ATOM: &str = "http://www.w3.org/2005/Atom";

/// The namespaces of the Dublin Core elements that entries of RSS have: the old one and the one of terms.
const DUBLIN_CORE: [&str; 2] = [
    "http://purl.org/dc/elements/1.1/",
    "http://purl.org/dc/terms/",
];

/// The most entries that are read. 1000: feeds of sites have 10 to 100.
pub(super) const MAX_ENTRIES: usize = 1000;

/// The most characters of one text that are kept; descriptions, which may be whole articles, are not read at all.
const MAX_TEXT: usize = 2000;

/// The most addresses, and the most names, of one entry.
const MAX_PARTS: usize = 20;

/// One entry of a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// What names it for ever; empty if the feed gives nothing.
    pub(super) id: String,
    /// Its title, on one line.
    pub(super) title: String,
    /// The addresses of files that go with it, in the order of the feed.
    pub(super) files: Vec<String>,
    /// The addresses of its page; mostly one.
    pub(super) pages: Vec<String>,
    /// The names of who made it and what it is about.
    pub(super) names: Vec<String>,
    /// When it appeared, or else when it changed.
    pub(super) day: Option<Date>,
    /// What changes when it does; Atom only.
    pub(super) updated: Option<String>,
}

/// Texts of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Title,
    Id,
    Link,
    Name,
    Published,
    Updated,
}

/// Reads a feed, at most [`MAX_ENTRIES`] entries of it; feeds have the newest first.
///
/// # Errors
/// What is wrong with it, when it is no XML or no feed.
pub(super) fn parse(xml: &str) -> Result<Vec<Entry>, String> {
    let mut reader = NsReader::from_str(xml);
    let mut state = State::default();
    loop {
        let (namespace, event) = reader
            .read_resolved_event()
            .map_err(|error| single_line(&error.to_string()))?;
        let namespace = match namespace {
            ResolveResult::Bound(namespace) => namespace.0.to_owned(),
            ResolveResult::Unbound | ResolveResult::Unknown(_) => String::new(),
        };
        match event {
            Event::Start(start) => {
                if state.start(&namespace, &start) {
                    break;
                }
            }
            Event::Empty(start) => {
                if state.start(&namespace, &start) {
                    break;
                }
                state.end();
            }
            Event::End(_) => state.end(),
            Event::Text(text) => state.push(&text.into_inner()),
            Event::CData(text) => state.push(&text.into_inner()),
            Event::GeneralRef(reference) => {
                let text = referenced(&reference).map(String::from).unwrap_or_default();
                state.push(&text);
            }
            Event::Eof => break,
            // What a document declares itself is never filled in, so it cannot grow.
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if !state.is_feed {
        return Err("it is no RSS or Atom feed".to_owned());
    }
    Ok(state.entries)
}

/// Where the reading stands.
#[derive(Default)]
struct State {
    is_feed: bool,
    depth: usize,
    /// The depth of the entry that is open.
    entry: Option<usize>,
    /// The text that is open, with its depth.
    open: Option<(Field, usize, String)>,
    entries: Vec<Entry>,
}

impl State {
    /// Takes in the start of an element. Returns whether enough was read.
    fn start(&mut self, namespace: &str, start: &BytesStart<'_>) -> bool {
        let qualified = start.name();
        let name = local(qualified.into_inner());
        self.depth += 1;
        let is_atom = namespace == ATOM;
        if self.depth == 1 {
            self.is_feed = (name == "rss" && namespace.is_empty()) || (is_atom && name == "feed");
        }
        let Some(entry) = self.entry else {
            let opens = (namespace.is_empty() && name == "item") || (is_atom && name == "entry");
            if opens && self.is_feed {
                if self.entries.len() == MAX_ENTRIES {
                    return true;
                }
                self.entry = Some(self.depth);
                self.entries.push(Entry::default());
            }
            return false;
        };
        // `author/name` of Atom is one deeper than the others.
        let is_child = self.depth == entry + 1 || (is_atom && name == "name");
        if !is_child {
            return false;
        }
        let field = if is_atom {
            self.atom(name, start)
        } else if namespace.is_empty() {
            self.rss(name, start)
        } else if DUBLIN_CORE.contains(&namespace) {
            match name {
                "creator" => Some(Field::Name),
                "date" | "issued" => Some(Field::Published),
                _ => None,
            }
        } else {
            None
        };
        if let Some(field) = field {
            self.open = Some((field, self.depth, String::new()));
        }
        false
    }

    fn atom(&mut self, name: &str, start: &BytesStart<'_>) -> Option<Field> {
        let entry = self.entries.last_mut()?;
        match name {
            "title" => Some(Field::Title),
            "id" => Some(Field::Id),
            "name" => Some(Field::Name),
            "published" => Some(Field::Published),
            "updated" => Some(Field::Updated),
            "category" => {
                let named = attribute(start, "label").or_else(|| attribute(start, "term"));
                add(&mut entry.names, named);
                None
            }
            "link" => {
                let relation = attribute(start, "rel");
                let list = match relation.as_deref() {
                    Some("enclosure") => Some(&mut entry.files),
                    None | Some("alternate") => Some(&mut entry.pages),
                    Some(_) => None,
                };
                if let Some(list) = list {
                    add(list, attribute(start, "href"));
                }
                None
            }
            _ => None,
        }
    }

    fn rss(&mut self, name: &str, start: &BytesStart<'_>) -> Option<Field> {
        let entry = self.entries.last_mut()?;
        match name {
            "title" => Some(Field::Title),
            "guid" => Some(Field::Id),
            "link" => Some(Field::Link),
            "author" | "category" => Some(Field::Name),
            "pubDate" => Some(Field::Published),
            "enclosure" => {
                add(&mut entry.files, attribute(start, "url"));
                None
            }
            _ => None,
        }
    }

    fn push(&mut self, text: &str) {
        if let Some((_, _, open)) = &mut self.open {
            let left = MAX_TEXT.saturating_sub(open.chars().count());
            open.extend(text.chars().take(left));
        }
    }

    fn end(&mut self) {
        if let Some((_, depth, _)) = &self.open
            && *depth == self.depth
            && let Some((field, _, text)) = self.open.take()
            && let Some(entry) = self.entries.last_mut()
        {
            entry.fill(field, text.trim());
        }
        if self.entry == Some(self.depth) {
            self.entry = None;
        }
        self.depth = self.depth.saturating_sub(1);
    }
}

impl Entry {
    fn fill(&mut self, field: Field, text: &str) {
        match field {
            Field::Title => self.title = single_line(text),
            Field::Id => self.id = single_line(text),
            Field::Link => add(&mut self.pages, Some(text.to_owned())),
            Field::Name => add(&mut self.names, Some(single_line(text))),
            // When it appeared goes before when it changed, wherever they stand.
            Field::Published => self.day = day(text).or(self.day),
            Field::Updated => {
                self.day = self.day.or_else(|| day(text));
                self.updated = Some(single_line(text)).filter(|text| !text.is_empty());
            }
        }
    }
}

fn add(list: &mut Vec<String>, text: Option<String>) {
    let text = text.filter(|text| !text.is_empty() && text.chars().count() <= MAX_TEXT);
    if let Some(text) = text.filter(|_| list.len() < MAX_PARTS) {
        list.push(text);
    }
}

/// The day of a moment as RSS (RFC 2822) or Atom (RFC 3339) writes it. Returns `None` if it is neither.
fn day(text: &str) -> Option<Date> {
    if let Ok(moment) = jiff::fmt::rfc2822::parse(text) {
        return Some(moment.date());
    }
    // As written, in the zone of who wrote it.
    let written = text.get(..10).and_then(|day| day.parse().ok());
    let is_moment = text.len() == 10 || text.parse::<Timestamp>().is_ok();
    written.filter(|_| is_moment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rss_is_read() {
        let xml = r#"<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa">]>
            <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Nieuws</title>
            <link>https://a.nl</link><item><title>I-visie &amp; <![CDATA[koers]]> &a;</title><guid>7</guid>
            <link>https://a.nl/i-visie</link><description>&lt;p&gt;Lang</description>
            <enclosure url="/i-visie.pdf" type="application/pdf" length="1"/><dc:creator>Schorrewijk</dc:creator>
            <pubDate>Tue, 24 Nov 2026 06:16:00 +0100</pubDate></item><item/></channel></rss>"#;
        let entries = parse(xml).expect("a feed");
        assert_eq!(entries.len(), 2);
        let first = &entries[0];
        assert_eq!(
            (first.title.as_str(), first.id.as_str()),
            ("I-visie & koers", "7")
        );
        assert_eq!(first.files, ["/i-visie.pdf"]);
        assert_eq!(first.pages, ["https://a.nl/i-visie"]);
        assert_eq!(first.names, ["Schorrewijk"]);
        assert_eq!(first.day, "2026-11-24".parse().ok());
        assert_eq!(entries[1], Entry::default());
    }

    #[test]
    fn atom_is_read_whatever_its_prefix() {
        let xml = r#"<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>Feed</a:title><a:id>x</a:id>
            <a:entry><a:title type="html">Digitale agenda</a:title><a:id>tag:a.nl,2026:1</a:id>
            <a:link href="https://a.nl/1"/><a:link rel="enclosure" href="https://a.nl/1.pdf"/>
            <a:link rel="self" href="https://a.nl/1.xml"/><a:author><a:name>Gemeente Schorrewijk</a:name></a:author>
            <a:category term="visie" label="Visies"/><a:updated>2026-11-24T06:16:00Z</a:updated>
            <a:published>2026-11-20T06:16:00+01:00</a:published></a:entry></a:feed>"#;
        let entries = parse(xml).expect("a feed");
        let [one] = &entries[..] else {
            panic!("{entries:?}")
        };
        assert_eq!(
            (&one.files[..], &one.pages[..]),
            (
                &["https://a.nl/1.pdf".to_owned()][..],
                &["https://a.nl/1".to_owned()][..]
            )
        );
        assert_eq!(one.names, ["Gemeente Schorrewijk", "Visies"]);
        assert_eq!(one.day, "2026-11-20".parse().ok());
        assert_eq!(one.updated.as_deref(), Some("2026-11-24T06:16:00Z"));
    }

    #[test]
    fn what_is_no_feed_is_refused_and_a_long_one_is_cut() {
        for text in [
            "<html><body>Storing</body></html>",
            "<rss",
            "",
            "<feed><entry/></feed>",
            "[]",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
        let items = "<item><title>a</title></item>".repeat(MAX_ENTRIES + 5);
        let entries = parse(&format!("<rss><channel>{items}</channel></rss>"));
        assert_eq!(entries.map(|all| all.len()), Ok(MAX_ENTRIES));
        let long = "é".repeat(MAX_TEXT * 2);
        let entries = parse(&format!(
            "<rss><channel><item><title>{long}</title></item></channel></rss>"
        ));
        assert_eq!(
            entries.map(|all| all[0].title.chars().count()),
            Ok(MAX_TEXT)
        );
    }
}
