//! Walks through the tree of a page and skips boilerplate (menus, headers, footers) and what browsers do not show.

use std::sync::LazyLock;

use scraper::node::Element;
use scraper::{ElementRef, Html, Node, Selector};

use super::visibility::Visibility;
use crate::extract::media_type::MediaType;
use crate::text::WordList;

/// Elements that hold no text of the document.
const NON_TEXT: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select",
    "button", "head", "canvas", "audio", "video", "textarea", "embed",
];

/// Elements around the main content.
const BOILERPLATE_ELEMENTS: &[&str] = &["nav", "footer", "aside", "form", "dialog", "menu"];

/// ARIA roles of elements around the main content.
const BOILERPLATE_ROLES: &[&str] = &[
    "navigation",
    "banner",
    "contentinfo",
    "search",
    "complementary",
    "menu",
    "menubar",
    "dialog",
];

/// Class names and ids of what stands around the main content.
static BOILERPLATE_CLASSES: LazyLock<WordList> = LazyLock::new(|| {
    WordList::parse(include_str!(
        "../../../data/extract/boilerplate-classes.txt"
    ))
});

/// Hidden text of fewer words is a sign or a label, which is not told.
const MIN_TOLD_WORDS: usize = 3;

/// The share of the text of a page that its main element must hold.
const MIN_MAIN_SHARE: f64 = 0.25;

/// The `<main>` element, or what takes its place. Returns `None` when there is none, when there are several, or when it
/// holds less than [`MIN_MAIN_SHARE`] of the text; `all` is the length of the text of the page, in bytes.
pub(super) fn main_element<'a>(
    html: &'a Html,
    visibility: &Visibility,
    all: usize,
) -> Option<ElementRef<'a>> {
    for selector in [
        "main",
        "[role=main]",
        "#main-content",
        "#content",
        "#inhoud",
        "article",
    ] {
        let selector = Selector::parse(selector).expect("a constant selector parses");
        let mut found = html.select(&selector);
        if let Some(element) = found.next()
            && found.next().is_none()
            && text_length(element, visibility) as f64 >= MIN_MAIN_SHARE * all as f64
        {
            return Some(element);
        }
    }
    None
}

/// The length of the text of an element in bytes, scripts and the like left out.
pub(super) fn text_length(root: ElementRef<'_>, visibility: &Visibility) -> usize {
    let mut count = 0;
    walk(root, visibility, false, |step| {
        if let Step::Text(text) = step {
            count += text.trim().len();
        }
    });
    count
}

/// One step of a depth-first walk through the tree.
pub(super) enum Step<'a> {
    /// An element with this name begins.
    Open(&'a str),
    /// An element with this name ends.
    Close(&'a str),
    /// Text, entities resolved.
    Text(&'a str),
    /// An element that is not shown, with text in it.
    Hidden,
    /// A document elsewhere that is shown in the page.
    Elsewhere,
}

/// Walks depth-first through `root` and what is below it, and skips elements without text of the document.
///
/// With `content_only`, what stands around the main content (menus, banners, footers) is skipped too. Works
/// without recursion, so that deep trees cannot overflow the stack. Cost: linear in the nodes.
pub(super) fn walk<'a>(
    root: ElementRef<'a>,
    visibility: &Visibility,
    content_only: bool,
    mut step: impl FnMut(Step<'a>),
) {
    let mut node = *root;
    loop {
        // The root itself is never skipped: the caller chose it.
        let entered = match node.value() {
            Node::Element(element) => {
                let is_skipped = is_skipped(element, content_only);
                let is_hidden = !is_skipped && visibility.is_hidden(element);
                let is_entered = node.id() == root.id() || !(is_skipped || is_hidden);
                if is_entered {
                    step(Step::Open(element.name()));
                } else if let Some(told) =
                    ElementRef::wrap(node).and_then(|found| passed_over(found, is_hidden))
                {
                    step(told);
                }
                is_entered
            }
            Node::Text(text) => {
                step(Step::Text(text));
                false
            }
            Node::Document
            | Node::Fragment
            | Node::Doctype(_)
            | Node::Comment(_)
            | Node::ProcessingInstruction(_) => false,
        };
        if entered {
            if let Some(child) = node.first_child() {
                node = child;
                continue;
            }
            close(node.value(), &mut step);
        }
        // Go on with the next sibling of the nearest ancestor that has one; close those that are done.
        loop {
            if node.id() == root.id() {
                return;
            }
            if let Some(sibling) = node.next_sibling() {
                node = sibling;
                break;
            }
            let Some(parent) = node.parent() else { return };
            node = parent;
            close(node.value(), &mut step);
        }
    }
}

fn close<'a>(node: &'a Node, step: &mut impl FnMut(Step<'a>)) {
    if let Node::Element(element) = node {
        step(Step::Close(element.name()));
    }
}

/// Whether an element holds no text of the document.
fn is_skipped(element: &Element, content_only: bool) -> bool {
    NON_TEXT.contains(&element.name()) || (content_only && is_boilerplate(element))
}

/// What is to be told of an element that is skipped. Returns `None` if nothing is.
fn passed_over<'a>(element: ElementRef<'a>, is_hidden: bool) -> Option<Step<'a>> {
    if is_hidden {
        let words = element.text().flat_map(str::split_whitespace);
        return (words.take(MIN_TOLD_WORDS).count() == MIN_TOLD_WORDS).then_some(Step::Hidden);
    }
    let value = element.value();
    let address = match value.name() {
        "iframe" | "embed" => value.attr("src"),
        "object" => value.attr("data"),
        _ => None,
    };
    let address = address?.split(['?', '#']).next().unwrap_or_default();
    let is_document = |kind| matches!(kind, MediaType::Pdf | MediaType::Docx | MediaType::Odt);
    MediaType::from_name(address)
        .is_some_and(is_document)
        .then_some(Step::Elsewhere)
}

/// Whether an element stands around the main content, by its name, role, classes or id.
fn is_boilerplate(element: &Element) -> bool {
    let name = element.name();
    if BOILERPLATE_ELEMENTS.contains(&name)
        || element
            .attr("role")
            .is_some_and(|role| BOILERPLATE_ROLES.contains(&role))
    {
        return true;
    }
    // The content itself may have a class such as `menu`, meant for its style.
    if matches!(name, "main" | "article" | "body" | "html") {
        return false;
    }
    let names = element.classes().chain(element.id());
    names
        .into_iter()
        .any(|class| is_boilerplate_class(&class.to_ascii_lowercase()))
}

/// Words of class names that say what an element holds or lacks, not what it is: `page-with-sidebar`, `menu-content`.
const OTHER_PARTS: &[&str] = &[
    "article", "body", "content", "has", "is", "main", "met", "no", "text", "with", "without",
    "zonder",
];

/// Words for a menu: the main one (`main-nav`) is none of the content.
const MENU_PARTS: &[&str] = &["menu", "nav", "navbar", "navigatie", "navigation"];

/// Whether a class name in lower case is that of boilerplate, whole or by one of its words: `c-main-nav`,
/// `site-footer__menu`.
fn is_boilerplate_class(class: &str) -> bool {
    if BOILERPLATE_CLASSES.contains(class) {
        return true;
    }
    let parts = || class.split(['-', '_']).filter(|part| !part.is_empty());
    let is_menu = parts().any(|part| MENU_PARTS.contains(&part));
    let is_other = |part: &str| OTHER_PARTS.contains(&part) && !(is_menu && part == "main");
    parts().count() > 1
        && parts().any(|part| BOILERPLATE_CLASSES.contains(part))
        && (parts().any(|part| part.starts_with("cookie")) || !parts().any(is_other))
}
