//! Entities: characters by their names or numbers, as HTML writes them (`&ouml;`, `&#246;`).
//!
//! Text that was handed on from one program to the next may have been escaped twice.

use std::borrow::Cow;

/// A text with its entities resolved, also those that were escaped twice: `co&amp;ouml;rdinatie`. Cost: one search; no
/// copy when there are none.
pub(super) fn resolve_entities(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    for _ in 0..MAX_ESCAPES {
        let has_entity = memchr::memchr_iter(b'&', text.as_bytes())
            .any(|at| text[at..].chars().take(MAX_ENTITY + 1).any(|c| c == ';'));
        if !has_entity {
            break;
        }
        let mut resolved = String::with_capacity(text.len());
        push_resolved(&mut resolved, &text);
        if resolved == *text {
            break;
        }
        text = Cow::Owned(resolved);
    }
    text
}

/// How often a text may have been escaped, one time after the other.
const MAX_ESCAPES: usize = 3;

/// The longest name of an entity, in bytes.
const MAX_ENTITY: usize = 8;

/// Adds text and resolves its entities: numeric ones, and the named ones that occur in Dutch pages.
pub(super) fn push_resolved(out: &mut String, text: &str) {
    const NAMED: &[(&str, char)] = &[
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", ' '),
        ("aacute", 'á'),
        ("acirc", 'â'),
        ("agrave", 'à'),
        ("auml", 'ä'),
        ("bdquo", '„'),
        ("bull", '•'),
        ("ccedil", 'ç'),
        ("deg", '°'),
        ("ecirc", 'ê'),
        ("Eacute", 'É'),
        ("Euml", 'Ë'),
        ("hellip", '…'),
        ("iacute", 'í'),
        ("icirc", 'î'),
        ("middot", '·'),
        ("ntilde", 'ñ'),
        ("oacute", 'ó'),
        ("ocirc", 'ô'),
        ("Ouml", 'Ö'),
        ("shy", '\u{ad}'),
        ("uacute", 'ú'),
        ("ucirc", 'û'),
        ("zwnj", '\u{200c}'),
        ("eacute", 'é'),
        ("euml", 'ë'),
        ("iuml", 'ï'),
        ("ouml", 'ö'),
        ("uuml", 'ü'),
        ("egrave", 'è'),
        ("euro", '€'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("ndash", '–'),
        ("mdash", '—'),
    ];
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let entity = rest[1..]
            .find(';')
            .filter(|end| *end <= MAX_ENTITY)
            .map(|end| &rest[1..=end]);
        let resolved = entity.and_then(|entity| match entity.strip_prefix('#') {
            // A number: hexadecimal after `x`, decimal otherwise.
            Some(code) => match code.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => code.parse().ok(),
            }
            .and_then(char::from_u32),
            None => NAMED
                .iter()
                .find(|(name, _)| *name == entity)
                .map(|(_, c)| *c),
        });
        match (resolved, entity) {
            (Some(c), Some(entity)) => {
                out.push(c);
                rest = &rest[entity.len() + 2..];
            }
            // An unknown entity stays as it is written.
            _ => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolves_entities_that_were_escaped_twice() {
        assert_eq!(resolve_entities("co&ouml;rdinatie"), "coördinatie");
        assert_eq!(
            resolve_entities("co&amp;amp;ouml;rdinatie &amp; meer"),
            "coördinatie & meer"
        );
        assert!(matches!(
            resolve_entities("I&A en R&D; meer & minder"),
            Cow::Borrowed(_)
        ));
    }
}
