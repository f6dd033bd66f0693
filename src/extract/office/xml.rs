//! The events of an XML member of an office file, without namespaces: what DOCX and ODT have in common.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// What a reader of an office format sees of its XML.
pub(super) enum Node<'a> {
    /// An element begins; `Element::is_empty` elements have no end.
    Open(&'a Element<'a>),
    /// An element ends.
    Close(&'a str),
    /// Text, entities resolved.
    Text(Cow<'a, str>),
}

/// The start of an element.
pub(super) struct Element<'a> {
    start: &'a BytesStart<'a>,
    name: &'a str,
}

impl Element<'_> {
    /// The name without its prefix.
    pub(super) fn name(&self) -> &str {
        self.name
    }

    /// An attribute by its name without prefix.
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

/// The XML ends too early or is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Broken;

/// Walks through the XML without recursion; an empty element gives an [`Node::Open`] and a [`Node::Close`].
///
/// On broken XML everything before the fault has been seen.
pub(super) fn walk(source: &str, mut see: impl FnMut(Node<'_>)) -> Result<(), Broken> {
    let mut reader = Reader::from_str(source);
    reader.config_mut().check_end_names = false;
    let mut open = 0_usize;
    loop {
        match reader.read_event().map_err(|_| Broken)? {
            Event::Start(start) => {
                open += 1;
                let name = local(start.name().into_inner()).to_owned();
                see(Node::Open(&Element {
                    start: &start,
                    name: &name,
                }));
            }
            Event::Empty(start) => {
                let name = local(start.name().into_inner()).to_owned();
                see(Node::Open(&Element {
                    start: &start,
                    name: &name,
                }));
                see(Node::Close(&name));
            }
            Event::End(end) => {
                open = open.saturating_sub(1);
                see(Node::Close(local(end.name().into_inner())));
            }
            Event::Text(text) => see(Node::Text(text.into_inner())),
            Event::CData(text) => see(Node::Text(text.into_inner())),
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
                    see(Node::Text(Cow::Owned(c.to_string())));
                }
            }
            Event::Eof => return if open == 0 { Ok(()) } else { Err(Broken) },
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The text of the first element with this name, trimmed; nothing when it is empty.
pub(super) fn text_of(source: &str, element: &str) -> Option<String> {
    let (mut inside, mut done) = (false, false);
    let mut text = String::new();
    // What was read before a fault counts.
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
    fn names_texts_and_faults() {
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
        assert_eq!(walk("<a><b>", |_| {}), Err(Broken));
        assert_eq!(
            text_of("<m><title> Visie </title></m>", "title").as_deref(),
            Some("Visie")
        );
        assert_eq!(text_of("<m><title/></m>", "title"), None);
    }
}
