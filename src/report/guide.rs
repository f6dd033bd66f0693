//! The conversation guide as a page: one list of blocks, written as Markdown or as HTML.

use super::Language;
use super::markdown::escaped;
use super::view::{Coverage, Guide, Quote, Sides, TalkingPoint};

/// A piece of the page. Texts are plain: each writer makes them safe in its own way.
enum Block {
    Title(String),
    Section(&'static str),
    Point(String),
    Text(String),
    Question(String),
    Item(String),
    Quote {
        sentence: String,
        source: String,
        url: Option<String>,
    },
}

/// The guide in Markdown. Texts of others have no meaning in it.
pub fn markdown(language: Language, guide: &Guide) -> String {
    let mut out = String::new();
    let mut in_list = false;
    for block in blocks(language, guide) {
        let is_item = matches!(block, Block::Item(_));
        let goes_on = in_list && is_item;
        if !(out.is_empty() || goes_on) {
            out.push('\n');
        }
        in_list = is_item;
        let line = match block {
            Block::Title(text) => format!("# {}", escaped(&text)),
            Block::Section(text) => format!("## {}", escaped(text)),
            Block::Point(text) => format!("### {}", escaped(&text)),
            Block::Text(text) => escaped(&text),
            Block::Item(text) => format!("- {}", escaped(&text)),
            Block::Question(text) => {
                format!("**{}** {}", language.guide_ask(), escaped(&text))
            }
            Block::Quote {
                sentence,
                source,
                url,
            } => {
                let source = match url {
                    Some(url) => format!("[{}]({url})", escaped(&source)),
                    None => escaped(&source),
                };
                format!("> “{}”\n>\n> {source}", escaped(&sentence))
            }
        };
        out.push_str(&line);
        out.push('\n');
    }
    out
}

/// Readable on a screen and on paper, without anything from elsewhere.
const STYLE: &str = "body{font:1.05rem/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}blockquote{border-left:.25rem solid #4a6fa5;margin:.75rem 0;padding:.1rem 1rem}cite{font-style:normal;color:#444}.question{font-weight:600}h2{border-bottom:1px solid #999;padding-bottom:.2rem}@media print{h2,h3{break-after:avoid}blockquote{break-inside:avoid}}";

/// The guide as a whole HTML page. Texts of others are text only; links go to web addresses only.
pub fn html(language: Language, guide: &Guide) -> String {
    let blocks = blocks(language, guide);
    let title = safe(&language.guide_title(&guide.names.ours, &guide.names.theirs));
    let code = language.either("nl", "en");
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
    );
    let mut in_list = false;
    for block in blocks {
        let is_item = matches!(block, Block::Item(_));
        if in_list != is_item {
            out.push_str(if is_item { "<ul>\n" } else { "</ul>\n" });
            in_list = is_item;
        }
        out.push_str(&html_block(language, &block));
        out.push('\n');
    }
    if in_list {
        out.push_str("</ul>\n");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn html_block(language: Language, block: &Block) -> String {
    match block {
        Block::Title(text) => format!("<h1>{}</h1>", safe(text)),
        Block::Section(text) => format!("<h2>{}</h2>", safe(text)),
        Block::Point(text) => format!("<h3>{}</h3>", safe(text)),
        Block::Text(text) => format!("<p>{}</p>", safe(text)),
        Block::Item(text) => format!("<li>{}</li>", safe(text)),
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

fn blocks(language: Language, guide: &Guide) -> Vec<Block> {
    let headings = language.guide_headings();
    let mut blocks = vec![Block::Title(
        language.guide_title(&guide.names.ours, &guide.names.theirs),
    )];
    blocks.extend(
        guide
            .demonstration
            .then(|| Block::Text(language.demonstration().to_owned())),
    );
    blocks.push(Block::Text(language.guide_aim().to_owned()));
    let mut section = |heading, points: &[TalkingPoint], nothing: &str| {
        blocks.push(Block::Section(heading));
        if points.is_empty() {
            blocks.push(Block::Text(nothing.to_owned()));
        }
        for one in points {
            point(language, &guide.names, one, &mut blocks);
        }
    };
    let nothing = language.guide_nothing();
    section(headings.shared, &guide.shared, nothing);
    section(
        headings.differing,
        &guide.differing,
        language.guide_no_difference(),
    );
    if !guide.one_sided.is_empty() {
        section(headings.one_sided, &guide.one_sided, nothing);
    }
    if !guide.unsaid.is_empty() {
        blocks.push(Block::Section(headings.unsaid));
        let items = guide.unsaid.iter();
        blocks.extend(items.map(|one| Block::Item(format!("{}: {}", one.name, one.question))));
    }
    blocks.push(Block::Section(headings.pace));
    let paces = [&guide.pace.ours, &guide.pace.theirs];
    blocks.extend(paces.map(|pace| Block::Item(pace.clone())));
    blocks.push(Block::Question(guide.pace_question.to_owned()));
    for one in &guide.ahead {
        point(language, &guide.names, one, &mut blocks);
    }
    if !guide.cautions.is_empty() {
        blocks.push(Block::Section(headings.cautions));
        let cautions = guide.cautions.iter();
        blocks.extend(cautions.map(|caution| Block::Item(caution.text.clone())));
    }
    blocks.push(Block::Section(headings.basis));
    let basis = |name: &str, coverage: &Coverage| {
        let newest = coverage
            .newest
            .as_deref()
            .and_then(|date| date.parse().ok());
        let known = language.coverage(
            coverage.documents,
            coverage.words,
            coverage.readable_share,
            newest,
        );
        Block::Item(format!("{name}: {known}"))
    };
    blocks.push(basis(&guide.names.ours, &guide.coverage.ours));
    blocks.push(basis(&guide.names.theirs, &guide.coverage.theirs));
    blocks.push(Block::Text(language.guide_made_by(&guide.generation)));
    blocks
}

fn point(language: Language, names: &Sides<String>, one: &TalkingPoint, blocks: &mut Vec<Block>) {
    blocks.push(Block::Point(one.name.clone()));
    blocks.push(Block::Text(one.text.clone()));
    let (ours, theirs) = (one.quotes.ours.as_ref(), one.quotes.theirs.as_ref());
    let is_joint = ours.is_some() && ours == theirs;
    if is_joint {
        // Both names stand above the one sentence of a vision that they wrote together.
        let both = language.two_names(&names.ours, &names.theirs);
        blocks.extend(ours.map(|quote| quoted(language, &both, quote)));
    } else {
        blocks.extend(ours.map(|quote| quoted(language, &names.ours, quote)));
        blocks.extend(theirs.map(|quote| quoted(language, &names.theirs, quote)));
    }
    blocks.push(Block::Question(one.question.clone()));
}

fn quoted(language: Language, name: &str, quote: &Quote) -> Block {
    Block::Quote {
        sentence: quote.sentence.clone(),
        source: language.source(name, &quote.source),
        url: quote.source.url.as_deref().and_then(web_address),
    }
}

/// An address of the web, without what would end a link in Markdown; nothing for any other.
fn web_address(url: &str) -> Option<String> {
    let is_web = ["https://", "http://"]
        .iter()
        .any(|scheme| url.starts_with(scheme));
    let is_plain = !url.contains(|c: char| c.is_whitespace() || "()<>\"'\\`".contains(c));
    (is_web && is_plain).then(|| url.to_owned())
}

/// A text that means nothing in HTML, also within an attribute.
fn safe(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_others_are_text_and_links_go_to_the_web_only() {
        assert_eq!(
            safe("<script>\"x\" & 'y'"),
            "&lt;script&gt;&quot;x&quot; &amp; &#39;y&#39;"
        );
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
