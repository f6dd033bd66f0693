//! Web pages to blocks: the main content with its headings, lists and tables, without menus, headers and footers.
//!
//! `tags` works on the source text, `walk` on the tree of elements, `visibility` tells what is not shown, this file makes
//! blocks of what `walk` passes.

mod tags;
mod visibility;
mod walk;

use scraper::{ElementRef, Html, Selector};
use tags::{BLOCKS, find_ignoring_case, max_depth};
use visibility::Visibility;
use walk::{Step, main_element, text_length, walk};

pub(super) use tags::{declared_encoding, strip_tags};

use super::draft::Draft;
use super::warnings;
use crate::document::{BlockKind, PageNumber, Warning, WarningCode};

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

/// The share of the text of the page below which what remains without boilerplate is not taken for the content.
const MIN_CONTENT_SHARE: f64 = 0.15;

/// Reads a web page.
///
/// A page that is nested deeper than `max_nesting` gives its text without structure and a warning: building its tree
/// would take quadratic time. Cost: linear below that depth.
pub(super) fn read(source: &str, max_nesting: u32) -> WebPage {
    if max_depth(source) > max_nesting {
        let mut page = WebPage::default();
        page.warnings
            .push(warnings::elements_nested_too_deep(max_nesting));
        let text = strip_tags(source);
        text.lines()
            .for_each(|line| page.draft.push(BlockKind::Paragraph, line));
        return page;
    }
    let html = Html::parse_document(source);
    let body = html.root_element();
    let visibility = Visibility::of(&html, source);
    let all = text_length(body, &visibility);
    let root = main_element(&html, &visibility, all).unwrap_or(body);
    let content = blocks(root, &visibility, true);
    let mut page = WebPage {
        draft: content.draft,
        title: title(&html),
        date: date(&html),
        warnings: Vec::new(),
    };
    if is_cut_off(source) {
        page.warnings.push(WarningCode::CutOff.into());
    }
    // Where nearly everything looks like boilerplate the signs are wrong: read the whole page.
    let read: usize = page.draft.blocks.iter().map(|block| block.text.len()).sum();
    if (read as f64) < MIN_CONTENT_SHARE * all as f64 {
        page.draft = blocks(body, &visibility, false).draft;
    }
    page.warnings.extend(warnings::hidden_text(content.hidden));
    page.warnings
        .extend(warnings::attachments(0, content.elsewhere));
    page
}

/// Whether a page that opens its outermost elements closes neither: HTML allows to leave out their end tags, but what
/// does so is hardly ever anything but half a download.
fn is_cut_off(source: &str) -> bool {
    let has = |tag: &str| find_ignoring_case(source, tag).is_some();
    let is_open = (has("<html") || has("<body")) && !has("</html") && !has("</body");
    // In the middle of a tag no page ends.
    let tail = source.rfind('<').map_or("", |at| &source[at..]);
    let in_tag = tail.starts_with('<') && !tail.contains('>');
    is_open || (in_tag && tail[1..].starts_with(|c: char| c == '/' || c.is_ascii_alphabetic()))
}

/// The blocks of an element and all below it.
fn blocks(root: ElementRef<'_>, visibility: &Visibility, content_only: bool) -> BlockBuilder {
    let mut builder = BlockBuilder::default();
    walk(root, visibility, content_only, |step| builder.handle(&step));
    builder.flush();
    builder
}

/// Makes blocks of the steps of a walk.
#[derive(Default)]
struct BlockBuilder {
    draft: Draft,
    /// The text of the block that is being read.
    buffer: String,
    /// The levels of the headings that are open, outermost first.
    headings: Vec<u8>,
    /// How many list items, table rows, links and preformatted elements are open.
    items: u32,
    rows: u32,
    links: u32,
    preformatted: u32,
    /// Whether the block has text outside links.
    has_unlinked: bool,
    /// How many elements with text are not shown, and how many documents elsewhere are shown in the page.
    hidden: u32,
    elsewhere: u32,
}

impl BlockBuilder {
    fn handle(&mut self, step: &Step<'_>) {
        match step {
            Step::Text(text) => self.text(text),
            Step::Open(name) => self.open(name),
            Step::Close(name) => self.close(name),
            Step::Hidden => self.hidden += 1,
            Step::Elsewhere => self.elsewhere += 1,
        }
    }

    fn text(&mut self, text: &str) {
        self.has_unlinked |= self.links == 0 && !text.trim().is_empty();
        if self.preformatted > 0 || !text.contains(['\n', '\r']) {
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
                    "pre" => self.preformatted += 1,
                    name => self.headings.extend(heading_level(name)),
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
                    "pre" => self.preformatted = self.preformatted.saturating_sub(1),
                    name if heading_level(name).is_some() => {
                        self.headings.pop();
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }

    /// Ends the block that is being read and adds it to the draft.
    fn flush(&mut self) {
        let linked = !std::mem::take(&mut self.has_unlinked);
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
        // Reuse the allocation for the next block.
        self.buffer = raw;
        self.buffer.clear();
    }
}

/// The level of a heading element. Returns `None` for other elements.
fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// The `<title>` of the page, white space joined. Returns `None` when there is none or it is empty.
fn title(html: &Html) -> Option<String> {
    let selector = Selector::parse("title").expect("a constant selector parses");
    let title: String = html.select(&selector).next()?.text().collect();
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    (!title.is_empty()).then_some(title)
}

/// The date of publication in the metadata, by the names that Dutch publications use, the most reliable first.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind::{Heading, ListItem, Paragraph, TableRow};

    fn check(source: &str, expected: &[(BlockKind, &str)]) {
        let page = read(source, 512);
        let blocks = page.draft.outline();
        assert_eq!(blocks, expected, "{source}");
    }

    #[test]
    fn reads_headings_lists_tables_and_links() {
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
    fn skips_boilerplate() {
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
        check(
            "<div class='c-site-nav'>Home</div><div class='page-with-sidebar'><p>Wij werken samen aan een visie.</p></div>\
             <div class='hoofd_menu__lijst'>Contact</div>",
            &[(Paragraph, "Wij werken samen aan een visie.")],
        );
        // A page of which everything looks like a menu is read all the same.
        check(
            "<div id=menu><p>Wij werken samen aan een visie.</p></div>",
            &[(Paragraph, "Wij werken samen aan een visie.")],
        );
    }

    #[test]
    fn half_a_page_is_told() {
        let warnings = |source: &str| read(source, 512).warnings.len();
        assert_eq!(
            warnings("<html><body><p>Wij werken samen.</p></body></html>"),
            0
        );
        assert_eq!(warnings("<p>Wij werken samen."), 0);
        assert_eq!(warnings("<HTML><BODY><p>Wij werken sa"), 1);
    }

    #[test]
    fn reads_deeply_nested_pages_as_plain_text() {
        let page = read(
            &format!("{}Wij werken samen.", "<div>".repeat(300_000)),
            512,
        );
        assert_eq!(page.warnings.len(), 1);
        assert_eq!(page.draft.blocks[0].text, "Wij werken samen.");
        let flat = format!("<ul>{}</ul>", "<li>punt".repeat(2_000));
        assert_eq!(read(&flat, 512).draft.blocks.len(), 2_000);
    }
}
