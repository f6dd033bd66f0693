//! Colours of letters and of what is below them.

/// A colour, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Colour {
    /// Red, green and blue, 0 to 255.
    Rgb([u8; 3]),
    /// One that a theme, a pattern or a picture gives.
    Unknown,
}

/// By how much the parts of two colours may differ that nobody tells apart.
const MAX_DIFFERENCE: u8 = 5;

impl Colour {
    /// The colour of paper.
    pub(super) const WHITE: Self = Self::Rgb([255; 3]);

    /// The colour that six hexadecimal digits stand for, with or without `#`; any other text is an unknown one.
    pub(super) fn from_hex(text: &str) -> Self {
        let digits = text.trim_start_matches('#');
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        match (digits.len(), part(0), part(2), part(4)) {
            (6, Some(red), Some(green), Some(blue)) => Self::Rgb([red, green, blue]),
            _ => Self::Unknown,
        }
    }

    /// Whether letters of this colour cannot be told from this ground.
    pub(super) fn is_lost_on(self, ground: Self) -> bool {
        let (Self::Rgb(letters), Self::Rgb(ground)) = (self, ground) else {
            return false;
        };
        let mut parts = letters.iter().zip(ground);
        parts.all(|(letter, ground)| letter.abs_diff(ground) <= MAX_DIFFERENCE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_lost_on_a_ground_of_their_own_colour() {
        let lost = |letters: &str, ground: &str| {
            Colour::from_hex(letters).is_lost_on(Colour::from_hex(ground))
        };
        assert!(lost("FFFFFF", "ffffff") && lost("#fefefe", "#ffffff") && lost("003366", "003366"));
        assert!(
            !lost("FFFFFF", "eeeeee") && !lost("auto", "auto") && !lost("ffffff", "transparent")
        );
        assert_eq!(Colour::from_hex("éééabc"), Colour::Unknown);
    }
}
