//! The way through the tree of a page, past menus, headers, footers and what is not seen.

use ego_tree::iter::Edge;
use scraper::{ElementRef, Html, Node, Selector};

/// Elements that hold no text of the document.
const NEVER: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select",
    "button", "head", "canvas", "audio", "video", "textarea",
];

/// Elements, roles and class words of what stands around the main content.
const AROUND: &[&str] = &["nav", "footer", "aside", "form", "dialog", "menu"];

const AROUND_ROLES: &[&str] = &[
    "navigation",
    "banner",
    "contentinfo",
    "search",
    "complementary",
    "menu",
    "menubar",
    "dialog",
];

const AROUND_CLASSES: &[&str] = &[
    "menu",
    "nav",
    "navbar",
    "navigation",
    "navigatie",
    "breadcrumb",
    "breadcrumbs",
    "kruimelpad",
    "cookie",
    "cookies",
    "cookiebar",
    "skiplink",
    "skiplinks",
    "skip-link",
    "footer",
    "sidebar",
    "social",
    "share",
    "pagination",
    "sitemap",
    "toolbar",
    "mainmenu",
    "submenu",
];

/// `<main>`, or what takes its place, when it holds a fair part of the page.
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
            && letters(element, false) as f64 >= 0.25 * all as f64
        {
            return Some(element);
        }
    }
    None
}

/// How many bytes of text an element holds, that of scripts and the like left out.
pub(super) fn letters(root: ElementRef<'_>, content_only: bool) -> usize {
    let mut count = 0;
    walk(root, content_only, |step| {
        if let Step::Text(text) = step {
            count += text.trim().len();
        }
    });
    count
}

/// One step of a walk through the tree.
pub(super) enum Step<'a> {
    Open(&'a str),
    Close(&'a str),
    Text(&'a str),
}

/// Walks through the elements below `root` without recursion, past what is no content.
pub(super) fn walk<'a>(root: ElementRef<'a>, content_only: bool, mut step: impl FnMut(Step<'a>)) {
    let mut skipped = None;
    for edge in root.traverse() {
        match edge {
            Edge::Open(node) if skipped.is_none() => match node.value() {
                Node::Element(element) => {
                    let name = element.name();
                    if node.id() != root.id()
                        && (NEVER.contains(&name)
                            || is_hidden(element)
                            || (content_only && is_around(element)))
                    {
                        skipped = Some(node.id());
                    } else {
                        step(Step::Open(name));
                    }
                }
                Node::Text(text) => step(Step::Text(text)),
                Node::Document
                | Node::Fragment
                | Node::Doctype(_)
                | Node::Comment(_)
                | Node::ProcessingInstruction(_) => {}
            },
            Edge::Close(node) => {
                if skipped == Some(node.id()) {
                    skipped = None;
                } else if skipped.is_none()
                    && let Node::Element(element) = node.value()
                {
                    step(Step::Close(element.name()));
                }
            }
            Edge::Open(_) => {}
        }
    }
}

fn is_hidden(element: &scraper::node::Element) -> bool {
    element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
        || element
            .attr("style")
            .is_some_and(|style| style.replace(' ', "").contains("display:none"))
}

fn is_around(element: &scraper::node::Element) -> bool {
    let name = element.name();
    if AROUND.contains(&name)
        || element
            .attr("role")
            .is_some_and(|role| AROUND_ROLES.contains(&role))
    {
        return true;
    }
    // A page header, not that of an article: the latter holds the title.
    if matches!(name, "main" | "article" | "body" | "html") {
        return false;
    }
    let names = element.classes().chain(element.id());
    names
        .into_iter()
        .any(|class| AROUND_CLASSES.contains(&class.to_ascii_lowercase().as_str()))
}
