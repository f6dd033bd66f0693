//! The elements and texts of an XML part of an office file, without namespaces: what DOCX and ODT share.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// One event of the XML.
pub(super) enum Node<'a> {
    /// An element begins.
    Open(&'a Element<'a>),
    /// An element ends.
    Close(&'a str),
    /// Text, entities resolved.
    Text(Cow<'a, str>),
}

/// The start tag of an element.
pub(super) struct Element<'a> {
    start: &'a BytesStart<'a>,
    name: &'a str,
}

impl Element<'_> {
    /// The name without its prefix.
    pub(super) fn name(&self) -> &str {
        self.name
    }

    /// The value of an attribute, by its name without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let found = self
            .start
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|found| local(found.key.as_ref()) == name)?;
        found
            .normalized_value(XmlVersion::default())
            .ok()
            .map(Cow::into_owned)
    }
}

/// The XML is not well-formed or ends too early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MalformedXml;

/// Calls `visit` for every event of the XML, without recursion; an empty element gives a [`Node::Open`] and a
/// [`Node::Close`].
///
/// # Errors
/// The XML is not well-formed; everything before the error has been visited.
pub(super) fn walk(source: &str, mut visit: impl FnMut(Node<'_>)) -> Result<(), MalformedXml> {
    let mut reader = Reader::from_str(source);
    // Damaged files are read as far as they go: a wrong end tag alone is no reason to stop.
    reader.config_mut().check_end_names = false;
    let mut open = 0_usize;
    loop {
        match reader.read_event().map_err(|_| MalformedXml)? {
            Event::Start(start) => {
                open += 1;
                let name = local(start.name().into_inner()).to_owned();
                visit(Node::Open(&Element {
                    start: &start,
                    name: &name,
                }));
            }
            Event::Empty(start) => {
                let name = local(start.name().into_inner()).to_owned();
                visit(Node::Open(&Element {
                    start: &start,
                    name: &name,
                }));
                visit(Node::Close(&name));
            }
            Event::End(end) => {
                open = open.saturating_sub(1);
                visit(Node::Close(local(end.name().into_inner())));
            }
            Event::Text(text) => visit(Node::Text(text.into_inner())),
            Event::CData(text) => visit(Node::Text(text.into_inner())),
            Event::GeneralRef(reference) => {
                let resolved = reference.resolve_char_ref().ok().flatten().or(
                    match reference.into_inner().as_ref() {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => None,
                    },
                );
                if let Some(c) = resolved {
                    visit(Node::Text(Cow::Owned(c.to_string())));
                }
            }
            Event::Eof => return if open == 0 { Ok(()) } else { Err(MalformedXml) },
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

/// The name without its namespace prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The trimmed text of the first element with this name. Returns `None` when there is none or it is empty.
pub(super) fn text_of(source: &str, element: &str) -> Option<String> {
    let (mut inside, mut done) = (false, false);
    let mut text = String::new();
    // What was read before an error counts.
    let _ = walk(source, |node| match node {
        Node::Open(found) if found.name() == element && !done => inside = true,
        Node::Close(name) if name == element && inside => {
            inside = false;
            done = true;
        }
        Node::Text(found) if inside => text.push_str(&found),
        Node::Open(_) | Node::Close(_) | Node::Text(_) => {}
    });
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visits_names_attributes_and_texts() {
        let source = "<?xml version=\"1.0\"?><a:doc><b:t c:val='1 &amp; 2'>x &lt; y &#233;</b:t><b:e/></a:doc>";
        let mut seen = String::new();
        let end = walk(source, |node| match node {
            Node::Open(element) => seen.push_str(&format!(
                "<{} {:?}>",
                element.name(),
                element.attribute("val")
            )),
            Node::Close(name) => seen.push_str(&format!("</{name}>")),
            Node::Text(text) => seen.push_str(&text),
        });
        assert_eq!(end, Ok(()));
        assert_eq!(
            seen,
            "<doc None><t Some(\"1 & 2\")>x < y é</t><e None></e></doc>"
        );
        assert_eq!(walk("<a><b>", |_| {}), Err(MalformedXml));
        assert_eq!(
            text_of("<m><title> Visie </title></m>", "title").as_deref(),
            Some("Visie")
        );
        assert_eq!(text_of("<m><title/></m>", "title"), None);
    }
}
