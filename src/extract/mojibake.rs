//! Text that was decoded with the wrong encoding and stored that way: `CoÃ¶rdinator` for `Coördinator`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use plsfix::TextFixerConfig;

/// Where something was mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mended {
    /// How many places.
    pub(super) places: usize,
    /// The line of the first, counted from 1.
    pub(super) first_line: u32,
}

/// Mends mojibake.
///
/// Only runs of characters outside ASCII that hold one of the tell-tale characters are given to the
/// library, and each different run once: the library works at 12 MB/s, a corpus has to be read at 60.
/// Cost: one pass over the bytes that skips ASCII; no copy when nothing is wrong.
pub(super) fn mend(text: &str) -> (Cow<'_, str>, Option<Mended>) {
    let bytes = text.as_bytes();
    let mut seen: BTreeMap<&str, Option<String>> = BTreeMap::new();
    let mut out = String::new();
    let mut copied = 0;
    let mut mended: Option<Mended> = None;
    let mut from = 0;
    while let Some(at) = next_suspect(bytes, from) {
        let run = run_around(bytes, at, copied);
        from = run.end;
        let stretch = &text[run.clone()];
        let fixed = match stretch {
            // The second half of a no-break space was trimmed away as white space.
            "Â" if bytes.get(run.end).is_none_or(u8::is_ascii_whitespace) => Some(String::new()),
            _ => seen.entry(stretch).or_insert_with(|| fix(stretch)).clone(),
        };
        let Some(fixed) = fixed else { continue };
        out.push_str(&text[copied..run.start]);
        out.push_str(&fixed);
        copied = run.end;
        match &mut mended {
            Some(mended) => mended.places += 1,
            None => {
                let first_line = memchr::memchr_iter(b'\n', &bytes[..run.start]).count() as u32 + 1;
                mended = Some(Mended {
                    places: 1,
                    first_line,
                });
            }
        }
    }
    if mended.is_none() {
        return (Cow::Borrowed(text), None);
    }
    out.push_str(&text[copied..]);
    (Cow::Owned(out), mended)
}

/// The next byte at which one of `Â Ã â Ë Î` or a control character of U+0080..U+009F begins: what
/// Windows-1252 makes of the lead bytes of UTF-8 in Dutch text, in Greek letters and in symbols.
fn next_suspect(bytes: &[u8], from: usize) -> Option<usize> {
    memchr::memchr2_iter(0xc2, 0xc3, bytes.get(from..)?)
        .map(|at| from + at)
        .find(|at| match (bytes[*at], bytes.get(at + 1)) {
            (0xc2, Some(second)) => *second < 0xa0,
            (_, Some(second)) => matches!(second, 0x82 | 0x83 | 0xa2 | 0x8b | 0x8e),
            (_, None) => false,
        })
}

/// The bytes around `at` that are no ASCII, not before `from`; with the blank after a closing `Ã`, which is
/// half of `à`.
fn run_around(bytes: &[u8], at: usize, from: usize) -> std::ops::Range<usize> {
    let before = bytes[from..at]
        .iter()
        .rev()
        .take_while(|byte| !byte.is_ascii())
        .count();
    let after = bytes[at..]
        .iter()
        .take_while(|byte| !byte.is_ascii())
        .count();
    let mut end = at + after;
    if bytes[..end].ends_with("Ã".as_bytes()) && bytes.get(end) == Some(&b' ') {
        end += 1;
    }
    at - before..end
}

fn fix(stretch: &str) -> Option<String> {
    let config = TextFixerConfig {
        unescape_html: Some(false),
        remove_terminal_escapes: false,
        fix_latin_ligatures: false,
        fix_character_width: false,
        uncurl_quotes: false,
        fix_line_breaks: false,
        remove_control_chars: false,
        normalization: None,
        ..TextFixerConfig::default()
    };
    let fixed = plsfix::fix_text(stretch, Some(&config));
    (fixed != stretch).then_some(fixed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_decoded_wrongly_is_mended() {
        let check = |wrong: &str, right: &str| assert_eq!(mend(wrong).0, right);
        check("CoÃ¶rdinator", "Coördinator");
        check("gÃ©Ã©n", "géén");
        check("deâ\u{80}\u{99}s", "de’s");
        check("â€˜zoâ€™", "‘zo’");
        check("60 mÂ² en 10 Âµg", "60 m² en 10 µg");
        check("kost â\u{82}¬ 5", "kost € 5");
        check("voilÃ dan", "voilà dan");
        check("aÂ\u{a0}b", "a\u{a0}b");
        check("ToelichtingÂ\nnieuw", "Toelichting\nnieuw");
    }

    #[test]
    fn what_is_right_stays() {
        for right in [
            "één crème à la carte",
            "’s-Gravenhage",
            "« ça va »",
            "€ 5 – 10",
            "Ångström",
            "10 µg",
            "château",
        ] {
            assert_eq!(mend(right), (Cow::Borrowed(right), None));
        }
    }

    #[test]
    fn places_and_first_line_are_counted() {
        let (_, mended) = mend("goed\nfinanciÃ«n en financiÃ«le\n");
        assert_eq!(
            mended,
            Some(Mended {
                places: 2,
                first_line: 2
            })
        );
    }
}
