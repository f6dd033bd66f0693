//! The format of the letters of a run, as far as it decides whether they are seen.

use crate::extract::office::xml::Element;

/// What a run, or the style of a run or paragraph, says about its letters; `None` where it says nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct RunFormat {
    /// Whether they are hidden (`w:vanish`).
    hidden: Option<bool>,
    /// Whether they are white.
    white: Option<bool>,
    /// Whether they stand on a ground of another colour.
    shaded: Option<bool>,
    /// Whether they are too small to be seen.
    tiny: Option<bool>,
}

/// Letters of at most this size are not seen, in half points.
const MAX_TINY: u32 = 2;

impl RunFormat {
    /// Takes up an element of the properties of a run or paragraph; others change nothing.
    ///
    /// `w:webHidden` is not among them: such text is seen in print and in every view but that of a web page
    /// (ECMA-376, part 1, 17.3.2.44). Word gives it to the page numbers of a table of contents.
    pub(super) fn set(&mut self, element: &Element<'_>) {
        match element.name() {
            "vanish" => self.hidden = Some(is_on(element)),
            "color" => {
                let colour = element.attribute("val").unwrap_or_default();
                self.white = Some(colour.eq_ignore_ascii_case("ffffff"));
                // The theme's first background colour is white unless a theme is dark.
                if element.attribute("themeColor").is_some() {
                    self.white = Some(false);
                }
            }
            "shd" => {
                let fill = element.attribute("fill").unwrap_or_default();
                let plain = fill.is_empty()
                    || fill.eq_ignore_ascii_case("auto")
                    || fill.eq_ignore_ascii_case("ffffff");
                self.shaded = Some(!plain || element.attribute("themeFill").is_some());
            }
            "highlight" => self.shaded = Some(true),
            "sz" => {
                let size = element.attribute("val");
                let size = size.and_then(|size| size.parse::<u32>().ok());
                self.tiny = size.map(|size| size <= MAX_TINY);
            }
            _ => {}
        }
    }

    /// This format where it says something, else that of `base`.
    pub(super) fn over(self, base: Self) -> Self {
        Self {
            hidden: self.hidden.or(base.hidden),
            white: self.white.or(base.white),
            shaded: self.shaded.or(base.shaded),
            tiny: self.tiny.or(base.tiny),
        }
    }

    /// Whether letters of this format are not seen. `plain_ground` says that nothing but the paper is below them.
    pub(super) fn is_unseen(self, plain_ground: bool) -> bool {
        let on = |value: Option<bool>| value == Some(true);
        on(self.hidden) || on(self.tiny) || (plain_ground && on(self.white) && !on(self.shaded))
    }
}

/// Whether a property that can be on or off is on: it is when it has no value (ECMA-376, part 1, 17.17.4).
pub(super) fn is_on(element: &Element<'_>) -> bool {
    let value = element.attribute("val");
    !matches!(value.as_deref(), Some("0" | "false" | "off"))
}
