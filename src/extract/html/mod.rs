//! Web pages to blocks: the main content with its headings, lists and tables, without menus, headers and footers.

mod tags;
mod walk;

use scraper::{ElementRef, Html, Selector};
use tags::{BLOCKS, deepest};
use walk::{Step, letters, main_element, walk};

pub(super) use tags::{bare_text, declared_encoding};

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
}
