//! Which elements of a page a browser does not show: by their attributes, their style, and the style sheets in the page.
//!
//! Of style sheets the rules for one class, id or element count; those for printing or for a width of the window do not,
//! and other files are not read. Only what is certain is hidden: white letters are seen when anything in the page, or a
//! style sheet elsewhere, may give them a ground.

use scraper::node::Element;
use scraper::{Html, Selector};

use super::tags::find_ignoring_case;

/// How far outside the window text must stand not to be seen, in any unit.
const FAR: f32 = 500.0;

/// Letters of at most this size are not seen, in any unit of a fixed length.
const MAX_TINY: f32 = 1.0;

/// The opacity up to which text is not seen.
const MAX_UNSEEN_OPACITY: f32 = 0.02;

/// What decides which elements of a page are shown.
#[derive(Debug, Default)]
pub(super) struct Visibility {
    rules: Vec<Rule>,
    /// Whether letters have nothing but paper below them, everywhere.
    is_plain: bool,
}

/// A rule of a style sheet that concerns what is shown.
#[derive(Debug)]
struct Rule {
    /// The name of the element, empty for any.
    element: String,
    class: Option<String>,
    id: Option<String>,
    look: Look,
}

/// What declarations say about whether text is seen; `None` where they say nothing.
#[derive(Clone, Copy, Debug, Default)]
struct Look {
    /// Whether it is not displayed, not visible, and put out of sight by another means.
    undisplayed: Option<bool>,
    invisible: Option<bool>,
    out_of_sight: Option<bool>,
    white: Option<bool>,
}

impl Visibility {
    /// Reads the style sheets in a page.
    pub(super) fn of(html: &Html, source: &str) -> Self {
        let selector = Selector::parse("style").expect("a constant selector parses");
        let mut rules = Vec::new();
        for style in html.select(&selector) {
            let media = style.attr("media").unwrap_or("all").to_ascii_lowercase();
            if media.contains("all") || media.contains("screen") {
                let sheet: String = style.text().collect();
                add_rules(&sheet.to_ascii_lowercase(), &mut rules);
            }
        }
        let has = |sign: &str| find_ignoring_case(source, sign).is_some();
        Self {
            rules,
            is_plain: !["background", "bgcolor", "stylesheet", "@import"]
                .iter()
                .any(|sign| has(sign)),
        }
    }

    /// Whether an element is not shown, and all that it holds.
    pub(super) fn is_hidden(&self, element: &Element) -> bool {
        // Without a style of its own `aria-hidden` hides only from readers aloud: signs, mostly.
        let is_sign = matches!(element.name(), "a" | "b" | "em" | "i" | "span");
        if element.attr("hidden").is_some()
            || (is_sign && element.attr("aria-hidden") == Some("true"))
        {
            return true;
        }
        let mut look = Look::default();
        for rule in self.rules.iter().filter(|rule| rule.concerns(element)) {
            look = rule.look.over(look);
        }
        if let Some(style) = element.attr("style") {
            look = Look::of(&style.to_ascii_lowercase()).over(look);
        }
        if element.name() == "font" {
            let colour = element.attr("color").unwrap_or_default();
            look.white = look.white.or(Some(is_white(&colour.to_ascii_lowercase())));
        }
        let on = |value: Option<bool>| value == Some(true);
        on(look.undisplayed)
            || on(look.invisible)
            || on(look.out_of_sight)
            || (self.is_plain && on(look.white))
    }
}

impl Rule {
    fn concerns(&self, element: &Element) -> bool {
        let class = |wanted: &String| {
            element
                .classes()
                .any(|class| class.eq_ignore_ascii_case(wanted))
        };
        let id = |wanted: &String| {
            element
                .id()
                .is_some_and(|id| id.eq_ignore_ascii_case(wanted))
        };
        (self.element.is_empty() || self.element == element.name())
            && self.class.as_ref().is_none_or(class)
            && self.id.as_ref().is_none_or(id)
    }
}

impl Look {
    /// What declarations in lower case say, such as `display: none; color: white`.
    fn of(declarations: &str) -> Self {
        let mut look = Self::default();
        let values: Vec<(&str, &str)> = declarations
            .split(';')
            .filter_map(|one| one.split_once(':'))
            .map(|(name, value)| (name.trim(), value.trim_end_matches("!important").trim()))
            .collect();
        let has = |wanted: &str, with: &[&str]| {
            let found = values.iter().find(|(name, _)| *name == wanted);
            found.is_some_and(|(_, value)| with.contains(value))
        };
        let is_placed = has("position", &["absolute", "fixed"]);
        let is_cut = has("overflow", &["hidden", "clip"]);
        for (name, value) in &values {
            let number = leading_number(value);
            let is_far = number.is_some_and(|number| number <= -FAR);
            let is_none = number == Some(0.0);
            match *name {
                "display" => look.undisplayed = Some(*value == "none"),
                "visibility" => {
                    look.invisible = Some(matches!(*value, "hidden" | "collapse"));
                }
                "content-visibility" => look.out_of_sight = Some(*value == "hidden"),
                "opacity" => {
                    let unseen = number.is_some_and(|opacity| opacity <= MAX_UNSEEN_OPACITY);
                    look.out_of_sight = Some(unseen);
                }
                "font-size" => {
                    let is_fixed = value.ends_with("px") || value.ends_with("pt");
                    let is_tiny = is_fixed && number.is_some_and(|size| size <= MAX_TINY);
                    look.out_of_sight = Some(is_none || is_tiny);
                }
                "text-indent" | "margin-left" if is_far => look.out_of_sight = Some(true),
                "left" | "top" if is_placed && is_far => look.out_of_sight = Some(true),
                "clip" if is_placed && is_empty_clip(value) => look.out_of_sight = Some(true),
                "clip-path" if is_empty_clip(value) => look.out_of_sight = Some(true),
                "height" | "width" | "max-height" | "max-width" if is_cut && is_none => {
                    look.out_of_sight = Some(true);
                }
                "transform" if value.replace(' ', "").contains("scale(0)") => {
                    look.out_of_sight = Some(true);
                }
                "color" => {
                    look.white = Some(is_white(value));
                    if *value == "transparent" {
                        look.out_of_sight = Some(true);
                    }
                }
                _ => {}
            }
        }
        look
    }

    /// This look where it says something, else that of `base`.
    fn over(self, base: Self) -> Self {
        Self {
            undisplayed: self.undisplayed.or(base.undisplayed),
            invisible: self.invisible.or(base.invisible),
            out_of_sight: self.out_of_sight.or(base.out_of_sight),
            white: self.white.or(base.white),
        }
    }

    fn says_anything(self) -> bool {
        let Self {
            undisplayed,
            invisible,
            out_of_sight,
            white,
        } = self;
        undisplayed
            .or(invisible)
            .or(out_of_sight)
            .or(white)
            .is_some()
    }
}

/// Adds the rules of a style sheet in lower case.
fn add_rules(sheet: &str, rules: &mut Vec<Rule>) {
    let sheet = without_comments(sheet);
    let mut rest = sheet.as_str();
    while let Some(open) = rest.find('{') {
        let selectors = rest[..open].rsplit([';', '}']).next().unwrap_or_default();
        let body = &rest[open + 1..];
        let end = if selectors.trim_start().starts_with('@') {
            block_end(body)
        } else {
            let end = body.find('}').unwrap_or(body.len());
            let look = Look::of(&body[..end]);
            if look.says_anything() {
                rules.extend(
                    selectors
                        .split(',')
                        .filter_map(|one| rule(one.trim(), look)),
                );
            }
            end
        };
        rest = body.get(end + 1..).unwrap_or_default();
    }
}

fn without_comments(sheet: &str) -> String {
    let mut parts = sheet.split("/*");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(part.split_once("*/").map_or("", |(_, after)| after));
    }
    out
}

/// Where a block of rules ends.
fn block_end(body: &str) -> usize {
    let mut depth = 1_usize;
    for (at, c) in body.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    body.len()
}

/// The rule for a selector of one element, class or id. Returns `None` for any other.
fn rule(selector: &str, look: Look) -> Option<Rule> {
    let is_name = |text: &str| {
        let mut letters = text.chars();
        !text.is_empty() && letters.all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    };
    let at = selector.find(['.', '#']).unwrap_or(selector.len());
    let (element, rest) = selector.split_at(at);
    if !(element.is_empty() || is_name(element)) {
        return None;
    }
    let name = rest.get(1..).filter(|name| is_name(name));
    let (class, id) = match rest.chars().next() {
        Some('.') => (Some(name?.to_owned()), None),
        Some(_) => (None, Some(name?.to_owned())),
        None if element.is_empty() => return None,
        None => (None, None),
    };
    Some(Rule {
        element: element.to_owned(),
        class,
        id,
        look,
    })
}

/// The number at the start of a value, whatever its unit.
fn leading_number(value: &str) -> Option<f32> {
    let end = value.find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '+' | '.')));
    value[..end.unwrap_or(value.len())].parse().ok()
}

/// Whether a clip leaves nothing: `rect(0,0,0,0)`, `rect(1px, 1px, 1px, 1px)`, `inset(50%)`.
fn is_empty_clip(value: &str) -> bool {
    let Some((shape, rest)) = value.split_once('(') else {
        return false;
    };
    let parts = rest.trim_end_matches(')').split([',', ' ']);
    let mut parts = parts.filter(|part| !part.is_empty()).map(leading_number);
    match shape.trim() {
        "rect" => parts.all(|part| part.is_some_and(|part| part <= 1.0)),
        "inset" => parts.next().flatten().is_some_and(|part| part >= 50.0),
        _ => false,
    }
}

fn is_white(colour: &str) -> bool {
    let colour = colour.replace(' ', "");
    matches!(
        colour.as_str(),
        "#fff" | "#ffffff" | "#fefefe" | "white" | "rgb(255,255,255)" | "rgba(255,255,255,1)"
    )
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use crate::document::WarningCode;

    /// Whether a sentence in this element of this page is read; what is hidden must be told.
    fn is_seen(head: &str, element: &str) -> bool {
        let sentence = "Wij willen niet samenwerken.";
        let element = element.replace("TEKST", sentence);
        let page = read(
            &format!(
                "<html><head>{head}</head><body><main><p>Wij werken samen met de buren.</p>{element}</main></body></html>"
            ),
            512,
        );
        let seen = page
            .draft
            .blocks
            .iter()
            .any(|block| block.text.contains(sentence));
        let codes = page.warnings.iter().filter_map(|warning| warning.parse());
        let told = codes
            .into_iter()
            .any(|parsed| parsed.code == WarningCode::HiddenText);
        assert_eq!(told, !seen, "{head} {element}");
        seen
    }

    #[test]
    fn text_that_a_browser_does_not_show_is_left_out_and_told() {
        for style in [
            "display: none",
            "DISPLAY:NONE",
            "display:none !important",
            "visibility:hidden",
            "opacity:0",
            "font-size:0",
            "font-size:1px",
            "text-indent:-9999px",
            "position:absolute; left:-10000px",
            "position:absolute;clip:rect(0,0,0,0)",
            "clip-path: inset(100%)",
            "height:0;overflow:hidden",
            "color:#fff",
            "color: rgb(255, 255, 255)",
            "color:transparent",
            "transform:scale(0)",
        ] {
            assert!(
                !is_seen("", &format!("<p style='{style}'>TEKST</p>")),
                "{style}"
            );
        }
        assert!(!is_seen("", "<p hidden>TEKST</p>"));
        assert!(!is_seen("", "<p><font color='white'>TEKST</font></p>"));
        for sheet in [
            ".weg { display: none }",
            "/* x */ p.weg{font-size:0}",
            ".a, .weg{visibility:hidden}",
            "@media print{.b{color:red}} #nee{display:none}",
        ] {
            let page = format!("<style>{sheet}</style>");
            assert!(
                !is_seen(&page, "<p class='weg' id='nee'>TEKST</p>"),
                "{sheet}"
            );
        }
    }

    #[test]
    fn text_that_a_browser_shows_is_read() {
        let ground = "<style>.k{background-color:#036}</style>";
        for (head, element) in [
            (
                "",
                "<div style='background:#036'><p style='color:#fff'>TEKST</p></div>",
            ),
            (ground, "<p class='k' style='color:#fff'>TEKST</p>"),
            (
                "<link rel='stylesheet' href='a.css'>",
                "<p style='color:#fff'>TEKST</p>",
            ),
            ("", "<p style='opacity:0.9; font-size:0.8em'>TEKST</p>"),
            (
                "<style>@media print{.weg{display:none}}</style>",
                "<p class='weg'>TEKST</p>",
            ),
            (
                "<style>.a{display:none}</style>",
                "<p class='a' style='display:block'>TEKST</p>",
            ),
            (
                "<style>nav .a{display:none}</style>",
                "<p class='a'>TEKST</p>",
            ),
            ("", "<details><summary>Meer</summary><p>TEKST</p></details>"),
            ("", "<div aria-hidden='true'><p>TEKST</p></div>"),
        ] {
            assert!(is_seen(head, element), "{head} {element}");
        }
    }
}
