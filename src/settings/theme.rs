//! The colours and the name of the organisation that offers the pages.
//!
//! A colour is taken only if people can read it: its contrast with what it stands on is computed as WCAG 2.2 does, so that
//! no setting makes the pages inaccessible.

use std::fmt;

/// The least contrast of text with its background (WCAG 2.2, success criterion 1.4.3).
const MIN_CONTRAST: f64 = 4.5;

/// What links and buttons stand on by day: paper and tinted paper, as the style sheet has them.
const LIGHT: [Colour; 2] = [Colour([0xff, 0xff, 0xff]), Colour([0xee, 0xf3, 0xf9])];

/// The same on a dark screen, and the letters on a button there.
const DARK: [Colour; 3] = [
    Colour([0x15, 0x18, 0x1c]),
    Colour([0x1f, 0x27, 0x31]),
    Colour([0x10, 0x15, 0x1b]),
];

/// The longest name: what fits beside that of wiel on a phone.
const MAX_NAME: usize = 60;

/// What the pages show of an organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// Its name; `None` for none.
    pub name: Option<String>,
    /// The colour of links, buttons and lines; `None` for the blue of wiel.
    pub colour: Option<Colour>,
    /// The same on a dark screen.
    pub colour_dark: Option<Colour>,
}

/// A colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl fmt::Display for Colour {
    /// As CSS writes it: `#154273`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Colour {
    /// Reads `#154273`. Returns `None` for any other text.
    fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let is_hex = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = u32::from_str_radix(digits, 16).ok().filter(|_| is_hex)?;
        let [_, red, green, blue] = number.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// The relative luminance, from 0 (black) to 1 (white), as WCAG 2.2 defines it.
    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast ratio of two colours, from 1 to 21, as WCAG 2.2 defines it.
    fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }
}

/// Checks the three settings of a theme.
///
/// # Errors
/// The key that cannot be used, with what was expected and what was got.
pub(super) fn check_theme(name: &str, colour: &str, colour_dark: &str) -> Result<Theme, String> {
    let name = name.trim();
    if name.chars().count() > MAX_NAME {
        return Err(format!(
            "server.theme_name must have at most {MAX_NAME} letters, got {}",
            name.chars().count()
        ));
    }
    Ok(Theme {
        name: (!name.is_empty()).then(|| name.to_owned()),
        colour: check_colour("theme_colour", colour, &LIGHT)?,
        colour_dark: check_colour("theme_colour_dark", colour_dark, &DARK)?,
    })
}

/// Reads a colour that can be read on all of these. Returns `None` for an empty text.
fn check_colour(key: &str, text: &str, behind: &[Colour]) -> Result<Option<Colour>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let colour = Colour::parse(text).ok_or_else(|| {
        format!("server.{key} must be a colour such as #154273, with six hexadecimal digits, got {text:?}")
    })?;
    for other in behind {
        let contrast = colour.contrast(*other);
        if contrast < MIN_CONTRAST {
            return Err(format!(
                "server.{key} must have a contrast of at least {MIN_CONTRAST} with {other}, so that people can read it; \
                 that of {colour} is {contrast:.2}"
            ));
        }
    }
    Ok(Some(colour))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        let of = |one: &str, other: &str| {
            let colour = |text| Colour::parse(text).expect("a colour");
            colour(one).contrast(colour(other))
        };
        assert!((of("#000000", "#ffffff") - 21.0).abs() < 1e-9);
        assert!((of("#777777", "#ffffff") - 4.478).abs() < 0.001);
        assert_eq!(of("#154273", "#154273"), 1.0);
        assert_eq!(of("#154273", "#ffffff"), of("#ffffff", "#154273"));
    }

    #[test]
    fn only_colours_that_can_be_read_are_taken() {
        let theme = check_theme(" Gemeente Zilverhorne ", "#00664D", "#7fd1b9").expect("readable");
        assert_eq!(theme.name.as_deref(), Some("Gemeente Zilverhorne"));
        assert_eq!(
            theme.colour.map(|one| one.to_string()),
            Some("#00664d".to_owned())
        );
        assert_eq!(check_theme("", "", "").expect("nothing"), Theme::default());
        // The colours of wiel itself pass its own check.
        assert!(check_theme("", "#154273", "#9cc6f2").is_ok());
        for (name, colour, dark, told) in [
            ("", "#ffd200", "", "theme_colour must have a contrast"),
            ("", "", "#154273", "theme_colour_dark must have a contrast"),
            ("", "#154273;}*{display:none", "", "six hexadecimal digits"),
            ("", "red", "", "six hexadecimal digits"),
            ("", "#+54273", "", "six hexadecimal digits"),
            (&"a".repeat(61), "", "", "theme_name"),
        ] {
            let error = check_theme(name, colour, dark).expect_err(told);
            assert!(error.contains(told), "{error}");
        }
    }
}
