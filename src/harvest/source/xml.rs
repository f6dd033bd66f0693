//! XML as the sources use it: names without their prefix, references, attributes.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart};

/// The name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The value of an attribute, by its name without prefix. Returns `None` if the element has none.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let found = attributes.find(|one| local(one.key.as_ref()) == name)?;
    let value = found.normalized_value(XmlVersion::default()).ok()?;
    Some(value.into_owned())
}

/// What a reference such as `&amp;` or `&#8217;` stands for. Returns `None` for one that a document declares itself, so that
/// no document can grow by its own declarations.
pub(super) fn referenced(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Some(c);
    }
    match reference.as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}
