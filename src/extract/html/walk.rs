//! Walks through the tree of a page and skips boilerplate (menus, headers, footers) and what browsers do not show.

use std::sync::LazyLock;

use scraper::node::Element;
use scraper::{ElementRef, Html, Node, Selector};

use crate::text::WordList;

/// Elements that hold no text of the document.
const NON_TEXT: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select",
    "button", "head", "canvas", "audio", "video", "textarea",
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

/// The share of the text of a page that its main element must hold.
const MIN_MAIN_SHARE: f64 = 0.25;

/// The `<main>` element, or what takes its place. Returns `None` when there is none, when there are several, or when it
/// holds less than [`MIN_MAIN_SHARE`] of the text; `all` is the length of the text of the page, in bytes.
pub(super) fn main_element(html: &Html, all: usize) -> Option<ElementRef<'_>> {
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
            && text_length(element, false) as f64 >= MIN_MAIN_SHARE * all as f64
        {
            return Some(element);
        }
    }
    None
}

/// The length of the text of an element in bytes, scripts and the like left out.
pub(super) fn text_length(root: ElementRef<'_>, content_only: bool) -> usize {
    let mut count = 0;
    walk(root, content_only, |step| {
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
}

/// Walks depth-first through `root` and what is below it, and skips elements without text of the document.
///
/// With `content_only`, what stands around the main content (menus, banners, footers) is skipped too. Works
/// without recursion, so that deep trees cannot overflow the stack. Cost: linear in the nodes.
pub(super) fn walk<'a>(root: ElementRef<'a>, content_only: bool, mut step: impl FnMut(Step<'a>)) {
    let mut node = *root;
    loop {
        // The root itself is never skipped: the caller chose it.
        let entered = match node.value() {
            Node::Element(element)
                if node.id() == root.id() || !is_skipped(element, content_only) =>
            {
                step(Step::Open(element.name()));
                true
            }
            Node::Element(_) => false,
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
    NON_TEXT.contains(&element.name())
        || is_hidden(element)
        || (content_only && is_boilerplate(element))
}

/// Whether an element is not shown.
fn is_hidden(element: &Element) -> bool {
    element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
        || element
            .attr("style")
            .is_some_and(|style| style.replace(' ', "").contains("display:none"))
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

/// Whether a class name in lower case is that of boilerplate, whole or by one of its words: `c-main-nav`,
/// `site-footer__menu`.
fn is_boilerplate_class(class: &str) -> bool {
    if BOILERPLATE_CLASSES.contains(class) {
        return true;
    }
    let parts = || class.split(['-', '_']).filter(|part| !part.is_empty());
    parts().count() > 1
        && parts().any(|part| BOILERPLATE_CLASSES.contains(part))
        && !parts().any(|part| OTHER_PARTS.contains(&part))
}
