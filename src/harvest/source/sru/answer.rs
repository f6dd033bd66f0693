//! An answer of an SRU service as records of named texts.
//!
//! Elements are known by their namespace and local name, never by their prefix: ordinary answers and diagnostics of one
//! service use different ones.

use quick_xml::NsReader;
use quick_xml::events::Event;
use quick_xml::name::ResolveResult;

use super::super::xml::{attribute, local, referenced};

/// The namespace of the answer.
const SRU: &str = "http://docs.oasis-open.org/ns/search-ws/sruResponse";

/// The namespace of a diagnostic inside it.
const DIAGNOSTIC: &str = "http://docs.oasis-open.org/ns/search-ws/diagnostic";

/// The beginnings of the namespaces of what describes a document.
const METADATA: [&str; 4] = [
    "http://purl.org/dc/terms/",
    "http://standaarden.overheid.nl/sru",
    "http://standaarden.overheid.nl/wetgeving/",
    "http://standaarden.overheid.nl/cvdr/",
];

/// One record: element names with their attribute, if any, and text, in the order of the answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Record {
    fields: Vec<(String, Option<String>, String)>,
}

/// An answer, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SruAnswer {
    pub(super) records: Vec<Record>,
    /// What the service says is wrong with the question.
    pub(super) diagnostic: Option<String>,
}

impl Record {
    /// The first text of an element; empty texts count as none.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let mut found = self
            .fields
            .iter()
            .filter(|(other, _, text)| other == name && !text.is_empty());
        found.next().map(|(_, _, text)| text.as_str())
    }

    /// The address of the document in this form, such as `pdf`.
    pub(super) fn manifestation(&self, form: &str) -> Option<&str> {
        let mut items = self.fields.iter().filter(|(name, _, _)| name == "itemUrl");
        let found = items
            .find(|(_, attribute, text)| attribute.as_deref() == Some(form) && !text.is_empty());
        found.map(|(_, _, text)| text.as_str())
    }
}

impl SruAnswer {
    /// Reads an answer.
    ///
    /// # Errors
    /// What is wrong with it, when it is no XML or no answer of this kind.
    pub(super) fn parse(xml: &str) -> Result<Self, String> {
        let mut reader = NsReader::from_str(xml);
        let mut answer = Self::default();
        let (mut is_answer, mut in_record, mut in_message) = (false, false, false);
        let mut open: Option<(String, Option<String>, String)> = None;
        loop {
            let (namespace, event) = reader
                .read_resolved_event()
                .map_err(|error| error.to_string())?;
            let namespace = match namespace {
                ResolveResult::Bound(namespace) => namespace.0.to_owned(),
                ResolveResult::Unbound | ResolveResult::Unknown(_) => String::new(),
            };
            match event {
                Event::Start(start) => {
                    let name = local(start.name().into_inner()).to_owned();
                    if namespace == SRU && name == "searchRetrieveResponse" {
                        is_answer = true;
                    } else if namespace == SRU && name == "record" {
                        in_record = true;
                        answer.records.push(Record::default());
                    } else if namespace == DIAGNOSTIC && name == "message" {
                        in_message = true;
                        answer.diagnostic.get_or_insert_default();
                    } else if in_record && METADATA.iter().any(|known| namespace.starts_with(known))
                    {
                        let form = attribute(&start, "manifestation");
                        open = Some((name, form, String::new()));
                    }
                }
                Event::End(end) => {
                    let name = local(end.name().into_inner()).to_owned();
                    in_message &= !(namespace == DIAGNOSTIC && name == "message");
                    in_record &= !(namespace == SRU && name == "record");
                    // Only elements without others inside are fields; the text of an outer one is white space.
                    if let Some((opened, form, text)) = open.take()
                        && opened == name
                        && let Some(record) = answer.records.last_mut()
                    {
                        record.fields.push((opened, form, text.trim().to_owned()));
                    }
                }
                Event::Text(text) => push(&mut answer, &mut open, in_message, &text.into_inner()),
                Event::CData(text) => push(&mut answer, &mut open, in_message, &text.into_inner()),
                Event::GeneralRef(reference) => {
                    let text = referenced(&reference).map(String::from).unwrap_or_default();
                    push(&mut answer, &mut open, in_message, &text);
                }
                Event::Eof => break,
                Event::Empty(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_) => {}
            }
        }
        if is_answer {
            Ok(answer)
        } else {
            Err("it is no searchRetrieveResponse".to_owned())
        }
    }
}

fn push(
    answer: &mut SruAnswer,
    open: &mut Option<(String, Option<String>, String)>,
    in_message: bool,
    text: &str,
) {
    if in_message && let Some(message) = &mut answer.diagnostic {
        message.push_str(text);
    } else if let Some((_, _, field)) = open {
        field.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_do_not_matter_and_a_diagnostic_is_no_empty_answer() {
        let xml = r#"<?xml version="1.0"?><a:searchRetrieveResponse xmlns:a="http://docs.oasis-open.org/ns/search-ws/sruResponse"
            xmlns:g="http://standaarden.overheid.nl/sru" xmlns:d="http://purl.org/dc/terms/"><a:numberOfRecords>1</a:numberOfRecords>
            <a:records><a:record><a:recordData><g:gzd><d:identifier>gmb-2026-1</d:identifier><d:title>Visie &amp; koers</d:title>
            <g:itemUrl manifestation="pdf">https://x/1.pdf</g:itemUrl><g:itemUrl manifestation="html">https://x/1.html</g:itemUrl>
            </g:gzd></a:recordData></a:record></a:records></a:searchRetrieveResponse>"#;
        let answer = SruAnswer::parse(xml).expect("sound");
        assert_eq!(answer.records.len(), 1);
        assert_eq!(answer.records[0].text("title"), Some("Visie & koers"));
        assert_eq!(
            answer.records[0].manifestation("html"),
            Some("https://x/1.html")
        );
        let xml = r#"<searchRetrieveResponse xmlns="http://docs.oasis-open.org/ns/search-ws/sruResponse"
            xmlns:ns3="http://docs.oasis-open.org/ns/search-ws/diagnostic"><version>2.0</version><diagnostics><ns3:diagnostic>
            <ns3:uri>info:srw/diagnostic/1/10</ns3:uri><ns3:message>Query syntax error</ns3:message></ns3:diagnostic></diagnostics>
            </searchRetrieveResponse>"#;
        let answer = SruAnswer::parse(xml).expect("sound");
        assert_eq!(answer.diagnostic.as_deref(), Some("Query syntax error"));
        assert!(SruAnswer::parse("<html><body>Storing</body></html>").is_err());
        assert!(SruAnswer::parse("<a").is_err());
    }
}
