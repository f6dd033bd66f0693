//! Glyphs by their names: `/t_i` is two letters, and `/g36` says nothing about letters.
//!
//! Without a `ToUnicode` map the letters of a simple font are known by the names of its glyphs alone (ISO 32000-1,
//! 9.10.2; Adobe Glyph List Specification, section 2). The library gives the first letter only of most ligatures. Where
//! a name has no meaning it gives the letter that the base encoding has for the code, or none: text that reads well and
//! is wrong. Here such codes stand for [`LOST`] letters.

use std::collections::{BTreeMap, HashMap};

use pdf_oxide::PdfDocument;
use pdf_oxide::extractors::TextExtractor;
use pdf_oxide::fonts::{CharacterMapper, Encoding, FontInfo};
use pdf_oxide::object::Object;

use crate::extract::lost::LOST;

/// The fonts of these resources with glyphs that the library misreads, by the names in the resources, each with what
/// these glyphs stand for.
///
/// Cost: the fonts are read, which the library keeps for the text; a copy of each font that is returned.
pub(super) fn corrected_fonts(
    document: &PdfDocument,
    resources: &Object,
) -> Vec<(String, FontInfo)> {
    let mut extractor = TextExtractor::new();
    // A font that cannot be read has no text.
    let _ = document.load_fonts_public(resources, &mut extractor);
    let fonts = extractor.get_font_set().into_iter();
    fonts
        .filter_map(|(name, font)| {
            let corrections = corrections(&font);
            (!corrections.is_empty()).then(|| (name, corrected(&font, corrections)))
        })
        .collect()
}

/// What the codes of a font stand for that no map of the font gives letters for, where their names tell several letters
/// or none.
fn corrections(font: &FontInfo) -> BTreeMap<u8, String> {
    let map = font.to_unicode.as_ref().and_then(|map| map.get());
    let unmapped = font.diff_glyph_names.iter().filter(|(code, _)| {
        let mapped = map
            .as_ref()
            .map(|map| map.get(&u32::from(**code)).is_some());
        mapped != Some(true)
    });
    unmapped
        .filter_map(|(code, name)| {
            let letters = match letters(name) {
                Some(letters) if letters.chars().nth(1).is_some() => letters,
                None if !is_number_of(name, *code) && !is_found_by_glyph(font, *code) => {
                    LOST.to_string()
                }
                _ => return None,
            };
            Some((*code, letters))
        })
        .collect()
}

/// The letters that a glyph name stands for: by the list, by numbers in Unicode, or part by part; none for a glyph
/// without a shape. Returns `None` if the name has no meaning.
fn letters(name: &str) -> Option<String> {
    if matches!(name, ".notdef" | ".null" | "nonmarkingreturn") {
        return Some(String::new());
    }
    let base = name.split('.').next()?;
    base.split('_').map(part_letters).collect()
}

fn part_letters(part: &str) -> Option<String> {
    if let Some(letters) = CharacterMapper::new().map_glyph_name(part) {
        return Some(letters);
    }
    let character = |digits: &str| {
        let is_hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        char::from_u32(
            u32::from_str_radix(digits, 16)
                .ok()
                .filter(|_| is_hexadecimal)?,
        )
    };
    if let Some(digits) = part.strip_prefix("uni")
        && !digits.is_empty()
        && digits.len().is_multiple_of(4)
        && digits.is_ascii()
    {
        return (0..digits.len())
            .step_by(4)
            .map(|at| character(&digits[at..at + 4]))
            .collect();
    }
    let digits = part.strip_prefix('u')?;
    let is_number =
        (4..=6).contains(&digits.len()) && digits.starts_with(|c: char| c.is_ascii_hexdigit());
    character(digits).filter(|_| is_number).map(String::from)
}

/// Whether a name is a letter and the number of its own code, `c65` or `G41`: the code then is that of the letter.
fn is_number_of(name: &str, code: u8) -> bool {
    let digits = name.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let prefix = &name[..name.len() - digits.len()];
    let hexadecimal = name
        .get(1..)
        .map(|digits| u8::from_str_radix(digits.trim_start_matches('0'), 16));
    prefix.len() <= 2 && digits.parse() == Ok(code) || hexadecimal == Some(Ok(code))
}

/// Whether the library finds the letter by the glyph itself, in the table of the font program.
fn is_found_by_glyph(font: &FontInfo, code: u8) -> bool {
    let is_in_encoding = match &font.encoding {
        Encoding::Custom(letters) => letters.contains_key(&code),
        Encoding::Standard(_) | Encoding::Identity => true,
    };
    let found = font.char_to_unicode(u32::from(code));
    !is_in_encoding && found.is_some_and(|letters| letters != LOST.to_string())
}

/// The font with what these codes stand for.
fn corrected(font: &FontInfo, corrections: BTreeMap<u8, String>) -> FontInfo {
    let mut letters = match &font.encoding {
        Encoding::Custom(letters) => letters.clone(),
        Encoding::Standard(_) | Encoding::Identity => HashMap::new(),
    };
    letters.retain(|code, _| !corrections.contains_key(code));
    let mut font = font.clone();
    font.encoding = Encoding::Custom(letters);
    font.multi_char_map.extend(corrections);
    // What was decoded before.
    font.byte_to_char_table = std::sync::OnceLock::new();
    font.type0_unicode_memo = std::sync::Arc::default();
    font
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glyph_names_stand_for_letters_or_nothing() {
        for (name, expected) in [
            ("a", "a"),
            ("Aacute", "Á"),
            ("f_f_i", "ffi"),
            ("uni0066", "f"),
            ("uni00740069", "ti"),
            ("u1F600", "😀"),
            ("a.sc", "a"),
            ("t_i.liga", "ti"),
            (".notdef", ""),
        ] {
            assert_eq!(letters(name).as_deref(), Some(expected), "{name}");
        }
        for name in [
            "g36", "glyph12", "f_xyz", "cid0041", "uniXYZ1", "uni", "u+0041", "t_i_alt7", "",
        ] {
            assert_eq!(letters(name), None, "{name}");
        }
    }

    #[test]
    fn numbers_of_their_own_codes_are_names() {
        for (name, code) in [("c65", 65), ("a97", 97), ("G41", 0x41), ("C0061", 97)] {
            assert!(is_number_of(name, code), "{name}");
        }
        for (name, code) in [("g36", 65), ("c66", 65), ("a", 97), ("glyph65", 65)] {
            assert!(!is_number_of(name, code), "{name}");
        }
    }
}
