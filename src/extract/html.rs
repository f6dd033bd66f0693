//! Web pages to blocks: the main content with its headings, lists and tables, without menus, headers and footers.

use ego_tree::iter::Edge;
use scraper::{ElementRef, Html, Node, Selector};

use super::draft::Draft;
use super::refusal;
use crate::document::{BlockKind, PageNumber, Warning};

/// A web page as it was read.
#[derive(Debug, Default)]
pub(super) struct WebPage {
    pub(super) draft: Draft,
    /// Its `<title>`, or the title in its metadata.
    pub(super) title: Option<String>,
    /// A date of publication in its metadata, as it stands there.
    pub(super) date: Option<String>,
    pub(super) warnings: Vec<Warning>,
}

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

/// Elements that begin and end a block.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "li",
    "table",
    "tr",
    "caption",
    "blockquote",
    "pre",
    "figure",
    "figcaption",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "address",
    "fieldset",
    "legend",
    "details",
    "summary",
    "hr",
    "body",
    "thead",
    "tbody",
    "tfoot",
    "center",
];

/// The share of the page's text below which what is left without menus is not believed to be the content.
const LEAST_CONTENT: f64 = 0.15;

/// Reads a web page. Deeper nesting than `max_nesting` gives its bare text and a warning: building the tree of
/// such a page takes quadratic time. Cost: linear below that depth.
pub(super) fn read(source: &str, max_nesting: u32) -> WebPage {
    if deepest(source) > max_nesting {
        let mut page = WebPage::default();
        page.warnings.push(refusal::too_deep(max_nesting));
        let text = bare_text(source);
        text.lines()
            .for_each(|line| page.draft.push(BlockKind::Paragraph, line));
        return page;
    }
    let html = Html::parse_document(source);
    let body = html.root_element();
    let all = letters(body, false);
    let root = main_element(&html, all).unwrap_or(body);
    let mut page = WebPage {
        draft: blocks(root, true),
        title: title(&html),
        date: date(&html),
        warnings: Vec::new(),
    };
    let read: usize = page.draft.blocks.iter().map(|block| block.text.len()).sum();
    if (read as f64) < LEAST_CONTENT * all as f64 {
        page.draft = blocks(body, false);
    }
    page
}

/// The text of HTML without its tags, entities resolved; for fragments and for pages too deep for a tree.
pub(super) fn bare_text(source: &str) -> String {
    let mut out = String::with_capacity(source.len() / 2);
    let mut rest = source;
    while let Some(at) = rest.find('<') {
        push_resolved(&mut out, &rest[..at]);
        rest = &rest[at..];
        let tag = rest[1..].trim_start_matches('/');
        let name_end = tag
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(tag.len());
        let name = &tag[..name_end];
        if rest.starts_with("<!--") {
            rest = rest.find("-->").map_or("", |end| &rest[end + 3..]);
            continue;
        }
        if !rest.starts_with("</")
            && (name.eq_ignore_ascii_case("script") || name.eq_ignore_ascii_case("style"))
        {
            let close = if name.eq_ignore_ascii_case("script") {
                "</script"
            } else {
                "</style"
            };
            rest = find_ignoring_case(rest, close).map_or("", |end| &rest[end..]);
        }
        if name.is_empty() && !rest.starts_with("<!") {
            out.push_str(&rest[..rest.len().min(1)]);
            rest = &rest[rest.len().min(1)..];
            continue;
        }
        if BLOCKS.contains(&name.to_ascii_lowercase().as_str()) {
            out.push('\n');
        } else if name.eq_ignore_ascii_case("br")
            || name.eq_ignore_ascii_case("td")
            || name.eq_ignore_ascii_case("th")
        {
            out.push(' ');
        }
        rest = rest.find('>').map_or("", |end| &rest[end + 1..]);
    }
    push_resolved(&mut out, rest);
    out
}

fn find_ignoring_case(text: &str, needle: &str) -> Option<usize> {
    text.as_bytes()
        .windows(needle.len())
        .position(|window| window.eq_ignore_ascii_case(needle.as_bytes()))
}

/// Adds text with the entities resolved that Dutch pages use outside UTF-8.
fn push_resolved(out: &mut String, text: &str) {
    const NAMED: &[(&str, char)] = &[
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", ' '),
        ("eacute", 'é'),
        ("euml", 'ë'),
        ("iuml", 'ï'),
        ("ouml", 'ö'),
        ("uuml", 'ü'),
        ("egrave", 'è'),
        ("euro", '€'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("ndash", '–'),
        ("mdash", '—'),
    ];
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let entity = rest[1..]
            .find(';')
            .filter(|end| *end <= 8)
            .map(|end| &rest[1..=end]);
        let resolved = entity.and_then(|entity| match entity.strip_prefix('#') {
            Some(code) => match code.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => code.parse().ok(),
            }
            .and_then(char::from_u32),
            None => NAMED
                .iter()
                .find(|(name, _)| *name == entity)
                .map(|(_, c)| *c),
        });
        match (resolved, entity) {
            (Some(c), Some(entity)) => {
                out.push(c);
                rest = &rest[entity.len() + 2..];
            }
            _ => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
}

/// An upper bound on how deep elements are nested, without building the tree.
fn deepest(source: &str) -> u32 {
    /// Elements that never hold others, or whose end may be left out, so that a count would only go up.
    const FLAT: &[&str] = &[
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr", "p", "li", "dt", "dd", "option", "tr", "td", "th", "thead",
        "tbody", "tfoot", "colgroup", "body", "html", "head",
    ];
    let bytes = source.as_bytes();
    let (mut depth, mut most, mut flat, mut most_flat) = (0_i64, 0_i64, 0_i64, 0_i64);
    for at in memchr::memchr_iter(b'<', bytes) {
        let Some(next) = bytes.get(at + 1) else { break };
        let closes = *next == b'/';
        let name_at = at + 1 + usize::from(closes);
        let length = bytes[name_at..]
            .iter()
            .take(12)
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .count();
        if length == 0 {
            continue;
        }
        let mut name = [0_u8; 12];
        for (to, from) in name.iter_mut().zip(&bytes[name_at..name_at + length]) {
            *to = from.to_ascii_lowercase();
        }
        let step = if closes { -1 } else { 1 };
        if FLAT.iter().any(|flat| flat.as_bytes() == &name[..length]) {
            // Only paired cells and items can nest without bound; leaving out ends cannot.
            if matches!(&name[..length], b"td" | b"th" | b"li" | b"dd") {
                flat = (flat + step).max(0);
                most_flat = most_flat.max(flat);
            }
        } else {
            depth = (depth + step).max(0);
            most = most.max(depth);
        }
    }
    // Lists and tables nest only inside `ul`, `ol` and `table`, which are counted.
    let _ = most_flat;
    u32::try_from(most).unwrap_or(u32::MAX)
}

/// `<main>`, or what takes its place, when it holds a fair part of the page.
fn main_element(html: &Html, all: usize) -> Option<ElementRef<'_>> {
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
fn letters(root: ElementRef<'_>, content_only: bool) -> usize {
    let mut count = 0;
    walk(root, content_only, |step| {
        if let Step::Text(text) = step {
            count += text.trim().len();
        }
    });
    count
}

/// One step of a walk through the tree.
enum Step<'a> {
    Open(&'a str),
    Close(&'a str),
    Text(&'a str),
}

/// Walks through the elements below `root` without recursion, past what is no content.
fn walk<'a>(root: ElementRef<'a>, content_only: bool, mut step: impl FnMut(Step<'a>)) {
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

/// The blocks below an element.
fn blocks(root: ElementRef<'_>, content_only: bool) -> Draft {
    let mut reading = Reading::default();
    walk(root, content_only, |step| reading.take(&step));
    reading.flush();
    reading.draft
}

#[derive(Default)]
struct Reading {
    draft: Draft,
    buffer: String,
    headings: Vec<u8>,
    items: u32,
    rows: u32,
    links: u32,
    pre: u32,
    unlinked: bool,
}

impl Reading {
    fn take(&mut self, step: &Step<'_>) {
        match step {
            Step::Text(text) => self.text(text),
            Step::Open(name) => self.open(name),
            Step::Close(name) => self.close(name),
        }
    }

    fn text(&mut self, text: &str) {
        self.unlinked |= self.links == 0 && !text.trim().is_empty();
        if self.pre > 0 || !text.contains(['\n', '\r']) {
            self.buffer.push_str(text);
        } else {
            // A line end in the source of a page is white space, not a broken word.
            self.buffer.extend(
                text.chars()
                    .map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }),
            );
        }
    }

    fn open(&mut self, name: &str) {
        match name {
            "br" => self.buffer.push('\n'),
            "a" => self.links += 1,
            "td" | "th" => {}
            // Paragraphs in a cell are part of the row.
            "p" | "div" if self.rows > 0 => self.buffer.push(' '),
            name if BLOCKS.contains(&name) => {
                self.flush();
                match name {
                    "li" | "dd" => self.items += 1,
                    "tr" => self.rows += 1,
                    "pre" => self.pre += 1,
                    name => self.headings.extend(heading(name)),
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "a" => self.links = self.links.saturating_sub(1),
            "td" | "th" => self.buffer.push_str(" | "),
            "p" | "div" if self.rows > 0 => self.buffer.push(' '),
            name if BLOCKS.contains(&name) => {
                self.flush();
                match name {
                    "li" | "dd" => self.items = self.items.saturating_sub(1),
                    "tr" => self.rows = self.rows.saturating_sub(1),
                    "pre" => self.pre = self.pre.saturating_sub(1),
                    name if heading(name).is_some() => {
                        self.headings.pop();
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn flush(&mut self) {
        let linked = !std::mem::take(&mut self.unlinked);
        if self.buffer.trim().is_empty() {
            self.buffer.clear();
            return;
        }
        let raw = std::mem::take(&mut self.buffer);
        if let Some(level) = self.headings.last() {
            self.draft
                .push(BlockKind::Heading(*level), raw.trim_end_matches([' ', '|']));
        } else if self.rows > 0 {
            let cells: Vec<&str> = raw
                .split(" | ")
                .map(str::trim)
                .filter(|cell| !cell.is_empty())
                .collect();
            self.draft.push(BlockKind::TableRow, &cells.join(" | "));
        } else if self.items > 0 {
            self.draft
                .push_on(PageNumber::FIRST, BlockKind::ListItem, &raw, linked);
        } else {
            self.draft.push(BlockKind::Paragraph, &raw);
        }
        self.buffer = raw;
        self.buffer.clear();
    }
}

fn heading(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

fn title(html: &Html) -> Option<String> {
    let selector = Selector::parse("title").expect("a constant selector parses");
    let title: String = html.select(&selector).next()?.text().collect();
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    (!title.is_empty()).then_some(title)
}

/// The first date in the metadata that Dutch publications use, in order of trust.
fn date(html: &Html) -> Option<String> {
    const NAMES: &[&str] = &[
        "dcterms.issued",
        "dcterms.date",
        "dcterms.available",
        "dc.date",
        "article:published_time",
        "overheidop.datumpublicatie",
        "dcterms.modified",
    ];
    let selector = Selector::parse("meta").expect("a constant selector parses");
    let metas: Vec<(String, &str)> = html
        .select(&selector)
        .filter_map(|meta| {
            let name = meta.attr("name").or_else(|| meta.attr("property"))?;
            Some((name.to_ascii_lowercase(), meta.attr("content")?))
        })
        .collect();
    NAMES
        .iter()
        .find_map(|name| metas.iter().find(|(found, _)| found == name))
        .map(|(_, content)| (*content).to_owned())
}

/// The encoding that a page declares in its first kilobyte.
pub(super) fn declared_encoding(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = &bytes[..bytes.len().min(1024)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let at = head
        .find("charset=")
        .map(|at| at + 8)
        .or_else(|| head.find("encoding=").map(|at| at + 9))?;
    let label: String = head[at..]
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    encoding_rs::Encoding::for_label(label.as_bytes()).filter(|encoding| encoding.is_single_byte())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind::{Heading, ListItem, Paragraph, TableRow};

    fn check(source: &str, expected: &[(BlockKind, &str)]) {
        let page = read(source, 512);
        let blocks: Vec<_> = page
            .draft
            .blocks
            .iter()
            .map(|block| (block.kind, block.text.as_str()))
            .collect();
        assert_eq!(blocks, expected, "{source}");
    }

    #[test]
    fn structure_is_kept() {
        check(
            "<h1>Visie</h1><p>Wij werken\nsamen.</p><ul><li>een</li><li>twee <b>drie</b></li></ul>",
            &[
                (Heading(1), "Visie"),
                (Paragraph, "Wij werken samen."),
                (ListItem, "een"),
                (ListItem, "twee drie"),
            ],
        );
        check(
            "<table><tr><th>a</th><th>b</th></tr><tr><td><p>c</p></td><td></td></tr></table>",
            &[(TableRow, "a | b"), (TableRow, "c")],
        );
        check(
            "<p>Zie <a href=x>de kaart</a> &amp; meer&nbsp;tekst<br>hier",
            &[(Paragraph, "Zie de kaart & meer tekst hier")],
        );
        check(
            "<div>een<div>twee</div>drie</div>",
            &[(Paragraph, "een"), (Paragraph, "twee"), (Paragraph, "drie")],
        );
    }

    #[test]
    fn menus_are_left_out() {
        let around = "<title>Visie | Gemeente</title><nav><ul><li>Home</li></ul></nav><div class='cookie melding'>Koekjes?</div>";
        let text = "<main><h1>Visie</h1><p>Wij werken samen.</p><script>x()</script></main><footer>Contact</footer>";
        check(
            &format!("{around}{text}"),
            &[(Heading(1), "Visie"), (Paragraph, "Wij werken samen.")],
        );
        assert_eq!(
            read(&format!("{around}{text}"), 512).title.as_deref(),
            Some("Visie | Gemeente")
        );
        // A page of which everything looks like a menu is read all the same.
        check(
            "<div id=menu><p>Wij werken samen aan een visie.</p></div>",
            &[(Paragraph, "Wij werken samen aan een visie.")],
        );
    }

    #[test]
    fn bottomless_pages_give_their_text() {
        let page = read(
            &format!("{}Wij werken samen.", "<div>".repeat(300_000)),
            512,
        );
        assert_eq!(page.warnings.len(), 1);
        assert_eq!(page.draft.blocks[0].text, "Wij werken samen.");
        let flat = format!("<ul>{}</ul>", "<li>punt".repeat(2_000));
        assert_eq!(read(&flat, 512).draft.blocks.len(), 2_000);
    }

    #[test]
    fn tags_are_taken_off() {
        assert_eq!(
            bare_text(
                "<p>a &lt; b &euml; &#233; &onzin;</p><!-- x --><script>if (a<b) {}</script>c < d"
            ),
            "\na < b ë é &onzin;\nc < d"
        );
        assert_eq!(bare_text("<"), "<");
        assert_eq!(bare_text("<p"), "\n");
    }

    #[test]
    fn declared_encodings() {
        assert_eq!(
            declared_encoding(b"<meta charset=\"iso-8859-15\">"),
            Some(encoding_rs::ISO_8859_15)
        );
        assert_eq!(declared_encoding(b"<meta charset=utf-8>"), None);
        assert_eq!(declared_encoding(b"<p>"), None);
    }
}
