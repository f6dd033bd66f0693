//! The format of the letters of a run, as far as it decides whether they are seen.

use crate::extract::office::colour::Colour;
use crate::extract::office::xml::Element;

/// What a run, or the style of a run or paragraph, says about its letters; `None` where it says nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct RunFormat {
    /// Whether they are hidden (`w:vanish`).
    pub(super) hidden: Option<bool>,
    colour: Option<Colour>,
    /// The colour of the ground that they bring along.
    ground: Option<Colour>,
    /// Whether they are too small to be seen.
    tiny: Option<bool>,
    /// Whether nothing fills them.
    transparent: Option<bool>,
    /// Whether the element that is read stands in the description of what fills them.
    in_fill: bool,
}

/// Letters of at most this size are not seen, in half points.
const MAX_TINY: u32 = 2;

/// Letters of at most this width are not seen, in percent of their own.
const MAX_NARROW: u32 = 2;

/// From this transparency on letters are not seen, in thousandths of a percent.
const MIN_TRANSPARENCY: u32 = 98_000;

impl RunFormat {
    /// Takes up an element of the properties of a run or paragraph; others change nothing.
    ///
    /// `w:webHidden` is not among them: such text is seen in print and in every view but that of a web page
    /// (ECMA-376, part 1, 17.3.2.44). Word gives it to the page numbers of a table of contents.
    pub(super) fn set(&mut self, element: &Element<'_>) {
        let number = || {
            let value = element.attribute("val")?;
            value.trim_end_matches('%').parse::<u32>().ok()
        };
        match element.name() {
            "vanish" => self.hidden = Some(is_on(element)),
            "color" => self.colour = Some(letter_colour(element)),
            "shd" => self.ground = shading(element).or(self.ground),
            "highlight" => self.ground = highlight(element).or(self.ground),
            "sz" => self.tiny = number().map(|size| size <= MAX_TINY),
            "w" => self.tiny = number().map(|width| width <= MAX_NARROW),
            "textFill" => self.in_fill = true,
            "noFill" if self.in_fill => self.transparent = Some(true),
            "alpha" if self.in_fill => {
                self.transparent = number().map(|alpha| alpha >= MIN_TRANSPARENCY);
            }
            "srgbClr" if self.in_fill => {
                let value = element.attribute("val").unwrap_or_default();
                self.colour = Some(Colour::from_hex(&value));
            }
            "schemeClr" if self.in_fill => {
                let is_paper = matches!(element.attribute("val").as_deref(), Some("bg1" | "lt1"));
                self.colour = Some(if is_paper {
                    Colour::WHITE
                } else {
                    Colour::Unknown
                });
            }
            _ => {}
        }
    }

    /// Takes note that an element of the properties ends.
    pub(super) fn close(&mut self, name: &str) {
        if name == "textFill" {
            self.in_fill = false;
        }
    }

    /// This format where it says something, else that of `base`.
    pub(super) fn over(self, base: Self) -> Self {
        Self {
            hidden: self.hidden.or(base.hidden),
            colour: self.colour.or(base.colour),
            ground: self.ground.or(base.ground),
            tiny: self.tiny.or(base.tiny),
            transparent: self.transparent.or(base.transparent),
            in_fill: false,
        }
    }

    /// Whether letters of this format are not seen on this ground.
    pub(super) fn is_unseen(self, ground: Colour) -> bool {
        let on = |value: Option<bool>| value == Some(true);
        let letters = self.colour.unwrap_or(Colour::Unknown);
        on(self.hidden)
            || on(self.tiny)
            || on(self.transparent)
            || letters.is_lost_on(self.ground.unwrap_or(ground))
    }
}

/// The colour of letters. `auto` is black or white, whatever is seen on the ground.
fn letter_colour(element: &Element<'_>) -> Colour {
    let value = element.attribute("val").unwrap_or_default();
    match Colour::from_hex(&value) {
        Colour::Unknown => {
            // The first background colour of a theme is white, unless it is shaded or the theme is dark.
            let theme = element.attribute("themeColor");
            let is_paper = matches!(theme.as_deref(), Some("background1" | "light1"));
            let is_shaded = ["themeShade", "themeTint"]
                .iter()
                .any(|name| element.attribute(name).is_some());
            if is_paper && !is_shaded {
                Colour::WHITE
            } else {
                Colour::Unknown
            }
        }
        known @ Colour::Rgb(_) => known,
    }
}

/// The colour that a shading gives its ground. Returns `None` if it gives none.
pub(super) fn shading(element: &Element<'_>) -> Option<Colour> {
    let attribute = |name: &str| element.attribute(name).unwrap_or_default();
    let colour = |name: &str, theme: &str| {
        let value = attribute(name);
        let is_auto = value.is_empty() || value.eq_ignore_ascii_case("auto");
        let has_theme = element.attribute(theme).is_some();
        (!is_auto || has_theme).then(|| Colour::from_hex(&value))
    };
    match attribute("val").as_str() {
        "" | "clear" | "nil" => colour("fill", "themeFill"),
        "solid" => Some(colour("color", "themeColor").unwrap_or(Colour::Unknown)),
        // A pattern of two colours.
        _ => Some(Colour::Unknown),
    }
}

/// The colour of a marker (ECMA-376, part 1, 17.18.40). Returns `None` if there is none.
fn highlight(element: &Element<'_>) -> Option<Colour> {
    Some(match element.attribute("val").as_deref() {
        None | Some("none") => return None,
        Some("white") => Colour::WHITE,
        Some("black") => Colour::from_hex("000000"),
        Some("red") => Colour::from_hex("ff0000"),
        Some("yellow") => Colour::from_hex("ffff00"),
        Some("green") => Colour::from_hex("00ff00"),
        Some("blue") => Colour::from_hex("0000ff"),
        Some(_) => Colour::Unknown,
    })
}

/// Whether a property that can be on or off is on: it is when it has no value (ECMA-376, part 1, 17.17.4).
pub(super) fn is_on(element: &Element<'_>) -> bool {
    let value = element.attribute("val");
    !matches!(value.as_deref(), Some("0" | "false" | "off"))
}
