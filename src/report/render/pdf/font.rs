//! The letters of a PDF: how wide they are, and which glyph is which.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

const REGULAR: &[u8] = include_bytes!("../../../../data/report/fonts/NotoSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../../data/report/fonts/NotoSans-Bold.ttf");

/// What stands for a character that the font lacks: every glyph must tell which character it is, and the empty box of a
/// font tells none.
const REPLACEMENT: char = '\u{fffd}';

/// A weight of the letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// A font in one weight.
struct Face {
    font: Font,
    outlines: FontRef<'static>,
    units_per_em: f32,
}

/// The fonts of a document.
pub(super) struct Fonts {
    regular: Face,
    bold: Face,
}

impl Face {
    fn new(bytes: &'static [u8]) -> Self {
        let outlines = FontRef::new(bytes).expect("a font of the program");
        let metrics = outlines.metrics(Size::unscaled(), LocationRef::default());
        Self {
            font: Font::new(bytes.into(), 0).expect("a font of the program"),
            units_per_em: f32::from(metrics.units_per_em),
            outlines,
        }
    }

    /// The glyph of a character and its width, in ems.
    fn glyph(&self, c: char) -> (u32, f32) {
        let charmap = self.outlines.charmap();
        let glyph = charmap.map(c).or_else(|| charmap.map(REPLACEMENT));
        let glyph = glyph.unwrap_or_default();
        let metrics = self
            .outlines
            .glyph_metrics(Size::unscaled(), LocationRef::default());
        let width = metrics.advance_width(glyph).unwrap_or_default();
        (glyph.to_u32(), width / self.units_per_em)
    }
}

impl Fonts {
    /// Reads the fonts of the program.
    pub(super) fn new() -> Self {
        Self {
            regular: Face::new(REGULAR),
            bold: Face::new(BOLD),
        }
    }

    fn face(&self, weight: Weight) -> &Face {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    /// The text with characters that the fonts have, on one line.
    pub(super) fn printable(&self, text: &str) -> String {
        let charmap = self.regular.outlines.charmap();
        let mut printable = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                _ if c.is_whitespace() => printable.push(' '),
                // They move or join the letters around them, and have no form of their own.
                '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}' => {}
                _ if c.is_control() => {}
                _ if charmap.map(c).is_some() => printable.push(c),
                '≥' => printable.push_str(">="),
                '≤' => printable.push_str("<="),
                '→' => printable.push_str("->"),
                '●' | '■' | '▪' | '◦' => printable.push('•'),
                _ => printable.push(REPLACEMENT),
            }
        }
        printable
    }

    /// How wide a text is in a size.
    pub(super) fn width(&self, text: &str, weight: Weight, size: f32) -> f32 {
        let face = self.face(weight);
        text.chars().map(|c| face.glyph(c).1).sum::<f32>() * size
    }

    /// The font with the glyphs of a text, for drawing.
    pub(super) fn shape(&self, text: &str, weight: Weight) -> (Font, Vec<KrillaGlyph>) {
        let face = self.face(weight);
        let glyphs = text.char_indices().map(|(at, c)| {
            let (glyph, width) = face.glyph(c);
            let range = at..at + c.len_utf8();
            KrillaGlyph::new(GlyphId::new(glyph), width, 0.0, 0.0, 0.0, range, None)
        });
        (face.font.clone(), glyphs.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_a_glyph_that_tells_which_it_is() {
        let fonts = Fonts::new();
        let text = fonts.printable("Súdwest-Fryslân ≥ 3 → “é€” 漢\u{200b}\t\u{7}x");
        assert_eq!(text, "Súdwest-Fryslân >= 3 -> “é€” \u{fffd} x");
        for weight in [Weight::Regular, Weight::Bold] {
            let (_, glyphs) = fonts.shape(&text, weight);
            assert!(glyphs.iter().all(|glyph| glyph.glyph_id.to_u32() > 0));
        }
        let width = |weight| fonts.width("koers", weight, 10.0);
        assert!(width(Weight::Regular) > 20.0 && width(Weight::Bold) > width(Weight::Regular));
    }
}
