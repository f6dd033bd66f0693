//! HTML as a string of tags, without a tree: for fragments, for pages that are nested too deep, and for what must be
//! known before a tree is built.

use crate::extract::entities::push_resolved;

/// Elements that begin and end a block.
pub(super) const BLOCKS: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "li",
    "table",
    "tr",
    "caption",
    "blockquote",
    "pre",
    "figure",
    "figcaption",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "address",
    "fieldset",
    "legend",
    "details",
    "summary",
    "hr",
    "body",
    "thead",
    "tbody",
    "tfoot",
    "center",
];

/// The text of HTML without its tags, entities resolved; blocks are parted by line breaks. Cost: linear.
pub(in crate::extract) fn strip_tags(source: &str) -> String {
    let mut out = String::with_capacity(source.len() / 2);
    let mut rest = source;
    while let Some(at) = rest.find('<') {
        push_resolved(&mut out, &rest[..at]);
        rest = &rest[at..];
        let tag = rest[1..].trim_start_matches('/');
        let name_end = tag
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(tag.len());
        let name = &tag[..name_end];
        // A comment may hold `>`, so it ends only at its own end mark.
        if rest.starts_with("<!--") {
            rest = rest.find("-->").map_or("", |end| &rest[end + 3..]);
            continue;
        }
        // The content of these is no text, and it may hold `<`.
        if !rest.starts_with("</")
            && (name.eq_ignore_ascii_case("script") || name.eq_ignore_ascii_case("style"))
        {
            let close = if name.eq_ignore_ascii_case("script") {
                "</script"
            } else {
                "</style"
            };
            rest = find_ignoring_case(rest, close).map_or("", |end| &rest[end..]);
        }
        // A `<` that begins no tag is text.
        if name.is_empty() && !rest.starts_with("<!") {
            out.push_str(&rest[..rest.len().min(1)]);
            rest = &rest[rest.len().min(1)..];
            continue;
        }
        if BLOCKS.contains(&name.to_ascii_lowercase().as_str()) {
            out.push('\n');
        } else if name.eq_ignore_ascii_case("br")
            || name.eq_ignore_ascii_case("td")
            || name.eq_ignore_ascii_case("th")
        {
            out.push(' ');
        }
        rest = rest.find('>').map_or("", |end| &rest[end + 1..]);
    }
    push_resolved(&mut out, rest);
    out
}

/// The offset of an ASCII needle, in any case.
pub(super) fn find_ignoring_case(text: &str, needle: &str) -> Option<usize> {
    text.as_bytes()
        .windows(needle.len())
        .position(|window| window.eq_ignore_ascii_case(needle.as_bytes()))
}

/// An upper bound on the depth of nested elements. Cost: one pass over the tags.
pub(super) fn max_depth(source: &str) -> u32 {
    /// Elements that hold no others, or whose end may be left out, so that a count would only go up. Those of
    /// the second sort nest only inside `ul`, `ol`, `dl` and `table`, which are counted.
    const UNCOUNTED: &[&str] = &[
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr", "p", "li", "dt", "dd", "option", "tr", "td", "th", "thead",
        "tbody", "tfoot", "colgroup", "body", "html", "head",
    ];
    let bytes = source.as_bytes();
    let (mut depth, mut max) = (0_u32, 0_u32);
    for at in memchr::memchr_iter(b'<', bytes) {
        let Some(next) = bytes.get(at + 1) else { break };
        // Comments and declarations have no name and count for nothing.
        let closes = *next == b'/';
        let name = &bytes[at + 1 + usize::from(closes)..];
        let length = name
            .iter()
            .take(12)
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .count();
        let name = &name[..length];
        if length == 0
            || UNCOUNTED
                .iter()
                .any(|uncounted| name.eq_ignore_ascii_case(uncounted.as_bytes()))
        {
            continue;
        }
        depth = if closes {
            depth.saturating_sub(1)
        } else {
            depth.saturating_add(1)
        };
        max = max.max(depth);
    }
    max
}

/// The one-byte encoding that a page declares in its first kilobyte.
///
/// Returns `None` when it declares none or another: UTF-8 is tried first anyway.
pub(in crate::extract) fn declared_encoding(
    bytes: &[u8],
) -> Option<&'static encoding_rs::Encoding> {
    let head = &bytes[..bytes.len().min(1024)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let at = head
        .find("charset=")
        .map(|at| at + 8)
        .or_else(|| head.find("encoding=").map(|at| at + 9))?;
    let label: String = head[at..]
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    encoding_rs::Encoding::for_label(label.as_bytes()).filter(|encoding| encoding.is_single_byte())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strips_tags_and_resolves_entities() {
        assert_eq!(
            strip_tags(
                "<p>a &lt; b &euml; &#233; &onzin;</p><!-- x --><script>if (a<b) {}</script>c < d"
            ),
            "\na < b ë é &onzin;\nc < d"
        );
        assert_eq!(strip_tags("<"), "<");
        assert_eq!(strip_tags("<p"), "\n");
    }

    #[test]
    fn finds_declared_one_byte_encodings() {
        assert_eq!(
            declared_encoding(b"<meta charset=\"iso-8859-15\">"),
            Some(encoding_rs::ISO_8859_15)
        );
        assert_eq!(declared_encoding(b"<meta charset=utf-8>"), None);
        assert_eq!(declared_encoding(b"<p>"), None);
    }
}
