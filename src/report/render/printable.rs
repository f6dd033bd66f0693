//! A document to read or print: a list of blocks, written as Markdown, as a whole HTML page, or by `docx` as a
//! Word document.
//!
//! **Owns** how a title, a table or a quote looks on a screen and on paper. **In** come plain texts, those of others
//! among them: each writer makes them safe in its own way. **Deliberately does not know** what a document is about.

use super::markdown::escaped;
use super::xml::escaped as safe;
use crate::report::Language;
use crate::report::view::{Coverage, Quote};

/// A piece of the document. Texts are plain.
pub(super) enum Block {
    /// The title of the document.
    Title(String),
    /// A heading of the second level.
    Section(String),
    /// A heading of the second level that begins a new page.
    Annex(String),
    /// A heading of the third level.
    Point(String),
    /// A paragraph.
    Text(String),
    /// A question to ask.
    Question(String),
    /// An item of a list; items that follow each other are one list.
    Item(String),
    /// An item that links to another document, by the name of its file, and what stands behind it.
    Link {
        text: String,
        file: String,
        beside: String,
    },
    Table {
        headings: Vec<&'static str>,
        rows: Vec<Vec<String>>,
    },
    Quote {
        sentence: String,
        source: String,
        url: Option<String>,
    },
}

impl Block {
    /// A quote of a municipality with the place where it stands.
    pub(super) fn quoted(language: Language, name: &str, quote: &Quote) -> Self {
        Self::Quote {
            sentence: quote.sentence.clone(),
            source: language.source(name, &quote.source),
            // Any other scheme could run a script in the page.
            url: quote.source.url.as_deref().and_then(web_address),
        }
    }

    /// The title, and a warning below it when the municipalities are invented.
    pub(super) fn opening(language: Language, title: &str, demonstration: bool) -> Vec<Self> {
        let mut blocks = vec![Self::Title(title.to_owned())];
        if demonstration {
            blocks.push(Self::Text(language.demonstration().to_owned()));
        }
        blocks
    }

    /// An item that says how much was read of a municipality.
    pub(super) fn coverage(language: Language, name: &str, coverage: &Coverage) -> Self {
        Self::Item(format!("{name}: {}", language.coverage(coverage)))
    }

    fn is_item(&self) -> bool {
        matches!(self, Self::Item(_) | Self::Link { .. })
    }
}

/// The blocks in runs that are written together: the items of one list, or one block of another kind.
pub(super) fn runs(blocks: &[Block]) -> impl Iterator<Item = &[Block]> {
    blocks.chunk_by(|one, next| one.is_item() && next.is_item())
}

/// The document in Markdown. Texts of others have no meaning in it.
pub(super) fn markdown(language: Language, blocks: &[Block]) -> String {
    let run = |run: &[Block]| {
        let lines = run
            .iter()
            .map(|block| markdown_block(language, block) + "\n");
        lines.collect::<String>()
    };
    // Runs have an empty line between them.
    runs(blocks).map(run).collect::<Vec<_>>().join("\n")
}

fn markdown_block(language: Language, block: &Block) -> String {
    match block {
        Block::Title(text) => format!("# {}", escaped(text)),
        Block::Section(text) | Block::Annex(text) => format!("## {}", escaped(text)),
        Block::Point(text) => format!("### {}", escaped(text)),
        Block::Text(text) => escaped(text),
        Block::Item(text) => format!("- {}", escaped(text)),
        Block::Link { text, file, beside } => {
            format!("- [{}]({file}){}", escaped(text), escaped(beside))
        }
        Block::Table { headings, rows } => markdown_table(headings, rows),
        Block::Question(text) => format!("**{}** {}", language.guide_ask(), escaped(text)),
        Block::Quote {
            sentence,
            source,
            url,
        } => {
            let source = match url {
                Some(url) => format!("[{}]({url})", escaped(source)),
                None => escaped(source),
            };
            // The two lines are one quotation: an empty line would end it.
            format!("> “{}”\n>\n> {source}", escaped(sentence))
        }
    }
}

fn markdown_table(headings: &[&str], rows: &[Vec<String>]) -> String {
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let head = headings.iter().map(|heading| escaped(heading)).collect();
    // Markdown needs this line, or it does not read the rows as a table.
    let rule = vec!["---".to_owned(); headings.len()];
    let rows = rows
        .iter()
        .map(|cells| row(cells.iter().map(|cell| escaped(cell)).collect()));
    let lines: Vec<String> = [row(head), row(rule)].into_iter().chain(rows).collect();
    lines.join("\n")
}

/// Readable on a screen and on paper, without anything from elsewhere.
const STYLE: &str = "body{font:1.05rem/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}blockquote{border-left:.25rem solid #4a6fa5;margin:.75rem 0;padding:.1rem 1rem}cite{font-style:normal;color:#444}.question{font-weight:600}h2{border-bottom:1px solid #999;padding-bottom:.2rem}table{border-collapse:collapse;width:100%;font-size:.95rem}th,td{text-align:left;vertical-align:top;padding:.25rem .5rem;border-bottom:1px solid #ccc}@media print{.annex{break-before:page}body{margin:0;max-width:none;font-size:10.5pt}h2,h3{break-after:avoid}blockquote,tr{break-inside:avoid}a{color:inherit;text-decoration:none}}";

/// The document as a whole HTML page. Texts of others are text only; links go to web addresses and to documents
/// beside it only.
pub(super) fn html(language: Language, title: &str, blocks: &[Block]) -> String {
    let title = safe(title);
    let code = language.code_of_language();
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
    );
    for run in runs(blocks) {
        let is_list = run.first().is_some_and(Block::is_item);
        if is_list {
            out.push_str("<ul>\n");
        }
        for block in run {
            out.push_str(&html_block(language, block));
            out.push('\n');
        }
        if is_list {
            out.push_str("</ul>\n");
        }
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn html_block(language: Language, block: &Block) -> String {
    match block {
        Block::Title(text) => format!("<h1>{}</h1>", safe(text)),
        Block::Section(text) => format!("<h2>{}</h2>", safe(text)),
        Block::Annex(text) => format!("<h2 class=\"annex\">{}</h2>", safe(text)),
        Block::Point(text) => format!("<h3>{}</h3>", safe(text)),
        Block::Text(text) => format!("<p>{}</p>", safe(text)),
        Block::Item(text) => format!("<li>{}</li>", safe(text)),
        Block::Link { text, file, beside } => format!(
            "<li><a href=\"{}\">{}</a>{}</li>",
            safe(file),
            safe(text),
            safe(beside)
        ),
        Block::Table { headings, rows } => html_table(headings, rows),
        Block::Question(text) => format!(
            "<p class=\"question\">{} {}</p>",
            language.guide_ask(),
            safe(text)
        ),
        Block::Quote {
            sentence,
            source,
            url,
        } => {
            let source = match url {
                Some(url) => format!("<a href=\"{}\">{}</a>", safe(url), safe(source)),
                None => safe(source),
            };
            let sentence = safe(sentence);
            format!("<blockquote><p>“{sentence}”</p><cite>{source}</cite></blockquote>")
        }
    }
}

fn html_table(headings: &[&str], rows: &[Vec<String>]) -> String {
    let header_cell = |heading: &&str| format!("<th scope=\"col\">{}</th>", safe(heading));
    let head: String = headings.iter().map(header_cell).collect();
    let row = |cells: &Vec<String>| {
        let cell = |cell: &String| format!("<td>{}</td>", safe(cell));
        let cells: String = cells.iter().map(cell).collect();
        format!("<tr>{cells}</tr>\n")
    };
    let rows: String = rows.iter().map(row).collect();
    format!("<table>\n<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>")
}

/// A web address without characters that would end a link in Markdown. Returns `None` for any other address.
fn web_address(url: &str) -> Option<String> {
    let is_web = ["https://", "http://"]
        .iter()
        .any(|scheme| url.starts_with(scheme));
    // These characters would end the address in Markdown or in an attribute.
    let is_plain = !url.contains(|c: char| c.is_whitespace() || "()<>\"'\\`".contains(c));
    (is_web && is_plain).then(|| url.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_escaped() {
        let table = [Block::Table {
            headings: vec!["naam"],
            rows: vec![vec!["a | b <i>".to_owned()]],
        }];
        assert_eq!(
            markdown(Language::Dutch, &table),
            "| naam |\n| --- |\n| a \\| b \\<i\\> |\n"
        );
        assert!(html(Language::Dutch, "t", &table).contains("<td>a | b &lt;i&gt;</td>"));
    }

    #[test]
    fn items_that_follow_each_other_are_one_list() {
        let item = |text: &str| Block::Item(text.to_owned());
        let blocks = [item("a"), item("b"), Block::Text("c".to_owned()), item("d")];
        assert_eq!(markdown(Language::Dutch, &blocks), "- a\n- b\n\nc\n\n- d\n");
        let page = html(Language::Dutch, "t", &blocks);
        let main =
            "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<p>c</p>\n<ul>\n<li>d</li>\n</ul>\n</main>";
        assert!(page.contains(main), "{page}");
    }

    #[test]
    fn links_go_to_the_web_only() {
        assert_eq!(
            web_address("https://a.example/x.pdf"),
            Some("https://a.example/x.pdf".to_owned())
        );
        for other in [
            "javascript:alert(1)",
            "https://a.example/) [x](http://b.example",
            "https://a.example/\"onclick=x",
            "file:///etc/passwd",
        ] {
            assert_eq!(web_address(other), None, "{other}");
        }
    }
}
