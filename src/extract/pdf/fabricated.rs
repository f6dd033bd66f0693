//! Text that the library makes up: a font may give no way from its glyphs to letters, and then the numbers of the
//! glyphs are taken for letters (ISO 32000-1, 9.10.2).
//!
//! Such text reads `:LM ZHUNHQ` where the page shows *Wij werken*. Its letters are lost, see
//! [`lost`](crate::extract::lost).

use std::collections::{BTreeMap, BTreeSet};

use pdf_oxide::PdfDocument;
use pdf_oxide::extractors::TextExtractor;
use pdf_oxide::fonts::MappingProvenance;
use pdf_oxide::layout::TextSpan;
use pdf_oxide::object::Object;

use crate::extract::lost::LOST;

/// The mean length of a Dutch word with the blank behind it, in letters: where words end is lost too.
const WORD_LENGTH: usize = 6;

/// From this share of small letters and of vowels among the letters on, a text is one that was read after all: by the
/// names of the glyphs. Dutch has 0.95 and 0.4; capitals alone are rare in running text.
const MIN_SMALL_SHARE: f64 = 0.6;
const MIN_VOWEL_SHARE: f64 = 0.2;

/// How deep forms inside forms are looked into.
const MAX_DEPTH: u32 = 3;

/// Puts lost words in the place of text of a page, counted from 0, whose letters the file does not give. What a font
/// shows on a page is judged as a whole.
///
/// The library says of each span where its letters come from, but looks its font up by the wrong name, so the fonts are
/// asked here. Cost: nothing but a pass where the text is one of words.
pub(super) fn mark(document: &PdfDocument, page: usize, spans: &mut [TextSpan]) {
    let mut texts: BTreeMap<&str, String> = BTreeMap::new();
    for span in spans.iter() {
        let text = texts.entry(span.font_name.as_str()).or_default();
        text.push_str(&span.text);
    }
    texts.retain(|_, text| !is_plausible(text));
    if texts.is_empty() {
        return;
    }
    let mut fallback = BTreeMap::new();
    if let Ok(page) = document.get_page(page) {
        add_fonts(document, &page, 0, &mut fallback);
    }
    let fonts = texts
        .into_keys()
        .filter(|font| fallback.get(*font) == Some(&true));
    let fonts: BTreeSet<String> = fonts.map(str::to_owned).collect();
    for span in spans
        .iter_mut()
        .filter(|span| fonts.contains(&span.font_name))
    {
        span.text = lost_words(span.text.chars().count());
    }
}

/// The text that stands for so many glyphs.
fn lost_words(glyphs: usize) -> String {
    // Glyphs that are shown one by one make words together.
    let word = LOST.to_string().repeat(glyphs.min(3));
    vec![word; glyphs.div_ceil(WORD_LENGTH)].join(" ")
}

/// Adds the fonts of a page or form and of the forms in it, by name, each with whether it gives no way to letters. Of
/// several with one name the better one counts.
fn add_fonts(document: &PdfDocument, owner: &Object, depth: u32, out: &mut BTreeMap<String, bool>) {
    let resources = owner.as_dict().and_then(|owner| owner.get("Resources"));
    let resources = resources.and_then(|entry| document.resolve_object(entry).ok());
    let Some(resources) = resources else { return };
    let mut extractor = TextExtractor::new();
    // A font that cannot be read has no text.
    let _ = document.load_fonts_public(&resources, &mut extractor);
    for (_, font) in extractor.get_font_set() {
        let is_fallback = font.best_mapping_provenance() == MappingProvenance::Fallback;
        let known = out.entry(font.base_font.clone()).or_insert(true);
        *known &= is_fallback;
    }
    let objects = resources.as_dict().and_then(|all| all.get("XObject"));
    let objects = objects.and_then(|entry| document.resolve_object(entry).ok());
    let objects = objects.as_ref().and_then(Object::as_dict);
    if depth == MAX_DEPTH {
        return;
    }
    for entry in objects.into_iter().flat_map(|all| all.values()) {
        if entry
            .as_reference()
            .is_some_and(|entry| document.is_form_xobject(entry))
            && let Ok(form) = document.resolve_object(entry)
        {
            add_fonts(document, &form, depth + 1, out);
        }
    }
}

/// Whether a text may be one of words.
fn is_plausible(text: &str) -> bool {
    let letters = text.chars().filter(|c| !c.is_whitespace()).count() as f64;
    let small = text.chars().filter(|c| c.is_lowercase()).count() as f64;
    let vowels = text.chars().filter(|c| "aeiouyAEIOUY".contains(*c));
    small >= MIN_SMALL_SHARE * letters && vowels.count() as f64 >= MIN_VOWEL_SHARE * letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_glyphs_are_no_words() {
        for text in [":LM\u{3}ZHUNHQ", "\u{1}\u{2}\u{3}\u{4}", "0123 45", "VISIE"] {
            assert!(!is_plausible(text), "{text:?}");
        }
        for text in ["Wij werken samen.", "", " "] {
            assert!(is_plausible(text), "{text:?}");
        }
        assert_eq!(lost_words(2), "\u{fffd}\u{fffd}");
        assert_eq!(
            lost_words(7),
            "\u{fffd}\u{fffd}\u{fffd} \u{fffd}\u{fffd}\u{fffd}"
        );
    }
}
