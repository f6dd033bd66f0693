//! A document to read or print as a Word document (Office Open XML, ECMA-376), for who wants to go on writing in it.
//!
//! Headings, lists, quotes and tables have the styles that word processors show in their menus, so one change of a
//! style changes all of them. The same blocks give the same bytes.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::printable::Block;
use super::xml::{escaped, legal};
use crate::report::Language;

/// The media type of a Word document.
pub const MEDIA_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// What every part begins with.
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const CONTENT_TYPES: &str = include_str!("docx/content_types.xml");
const PACKAGE_LINKS: &str = include_str!("docx/package_links.xml");
const STYLES: &str = include_str!("docx/styles.xml");
const NUMBERING: &str = include_str!("docx/numbering.xml");
const FOOTER: &str = include_str!("docx/footer.xml");

/// The namespaces of the main part.
const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// The paper, A4 with margins of 2 cm, in twentieths of a point.
const PAPER: &str = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"voet\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>";

/// The width between the margins, in twentieths of a point.
const TEXT_WIDTH: usize = 9638;

/// The document as a file. `title` is what its properties say.
///
/// # Errors
/// If the archive cannot be written, which in memory it can.
pub(super) fn docx(
    language: Language,
    title: &str,
    blocks: &[Block],
) -> zip::result::ZipResult<Vec<u8>> {
    let mut document = Document::new(language);
    for block in blocks {
        document.push(block);
    }
    let tag = language.either("nl-NL", "en-GB");
    let parts = [
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        ("_rels/.rels", PACKAGE_LINKS.to_owned()),
        ("docProps/core.xml", properties(title, tag)),
        ("word/document.xml", document.main_part()),
        ("word/_rels/document.xml.rels", document.links_part()),
        ("word/styles.xml", STYLES.replace("nl-NL", tag)),
        ("word/numbering.xml", NUMBERING.to_owned()),
        ("word/footer.xml", FOOTER.to_owned()),
    ];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        // The first day that the format knows: the clock would change the bytes.
        .last_modified_time(DateTime::DEFAULT);
    for (name, text) in parts {
        archive.start_file(name, options)?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

fn properties(title: &str, tag: &str) -> String {
    let title = escaped(&legal(title));
    format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{title}</dc:title><dc:creator>wiel</dc:creator><dc:language>{tag}</dc:language></cp:coreProperties>"
    )
}

/// The main part while it is written, and the addresses that it links to.
struct Document {
    language: Language,
    body: String,
    links: Vec<String>,
}

impl Document {
    fn new(language: Language) -> Self {
        Self {
            language,
            body: String::new(),
            links: Vec::new(),
        }
    }

    fn push(&mut self, block: &Block) {
        match block {
            Block::Title(text) => self.paragraph("Heading1", &run(text)),
            Block::Section(text) => self.paragraph("Heading2", &run(text)),
            Block::Annex(text) => self.paragraph("Annex", &run(text)),
            Block::Point(text) => self.paragraph("Heading3", &run(text)),
            Block::Text(text) => self.paragraph("Normal", &run(text)),
            Block::Item(text) => self.paragraph("ListBullet", &run(text)),
            Block::Question(text) => {
                let ask = bold_run(&format!("{} ", self.language.guide_ask()));
                self.paragraph("Question", &(ask + &run(text)));
            }
            Block::Link { text, file, beside } => {
                let link = self.link(file, text);
                self.paragraph("ListBullet", &(link + &run(beside)));
            }
            Block::Quote {
                sentence,
                source,
                url,
            } => {
                self.paragraph("Quote", &run(&format!("“{sentence}”")));
                let source = match url {
                    Some(url) => self.link(url, source),
                    None => run(source),
                };
                self.paragraph("QuoteSource", &source);
            }
            Block::Table { headings, rows } => self.table(headings, rows),
        }
    }

    /// A paragraph in a style, with runs that are XML already.
    fn paragraph(&mut self, style: &str, runs: &str) {
        let style = format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>");
        // Writing to a string does not fail.
        let _ = write!(self.body, "<w:p>{style}{runs}</w:p>");
    }

    /// A link to an address, by its number among the links of the document.
    fn link(&mut self, address: &str, text: &str) -> String {
        self.links.push(address.to_owned());
        let (id, text) = (self.links.len(), escaped(&legal(text)));
        format!(
            "<w:hyperlink r:id=\"link{id}\"><w:r><w:rPr><w:rStyle w:val=\"Hyperlink\"/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:hyperlink>"
        )
    }

    fn table(&mut self, headings: &[&str], rows: &[Vec<String>]) {
        let width = TEXT_WIDTH / headings.len().max(1);
        let columns = format!("<w:gridCol w:w=\"{width}\"/>").repeat(headings.len());
        let cell = |runs: String| {
            format!(
                "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr><w:pStyle w:val=\"Cell\"/></w:pPr>{runs}</w:p></w:tc>"
            )
        };
        let head: String = headings.iter().map(|text| cell(bold_run(text))).collect();
        // Repeated at the top of each page, and told as a heading by screen readers.
        let head = format!("<w:tr><w:trPr><w:tblHeader/></w:trPr>{head}</w:tr>");
        let row = |cells: &Vec<String>| {
            let cells: String = cells.iter().map(|text| cell(run(text))).collect();
            format!("<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
        };
        let rows: String = rows.iter().map(row).collect();
        let _ = write!(
            self.body,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"{TEXT_WIDTH}\" w:type=\"dxa\"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{head}{rows}</w:tbl>"
        );
        // Two tables without a paragraph between them would be one.
        self.paragraph("Normal", "");
    }

    fn main_part(&self) -> String {
        let body = &self.body;
        format!("{DECLARATION}<w:document {NAMESPACES}><w:body>{body}{PAPER}</w:body></w:document>")
    }

    fn links_part(&self) -> String {
        let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let own = [
            ("stijl", "styles"),
            ("lijst", "numbering"),
            ("voet", "footer"),
        ];
        let mut links = String::new();
        for (id, part) in own {
            let _ = write!(
                links,
                "<Relationship Id=\"{id}\" Type=\"{types}/{part}\" Target=\"{part}.xml\"/>"
            );
        }
        for (address, id) in self.links.iter().zip(1..) {
            let address = escaped(&legal(address));
            let _ = write!(
                links,
                "<Relationship Id=\"link{id}\" Type=\"{types}/hyperlink\" Target=\"{address}\" TargetMode=\"External\"/>"
            );
        }
        format!(
            "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{links}</Relationships>"
        )
    }
}

/// A plain text within a paragraph.
fn run(text: &str) -> String {
    formatted_run("", text)
}

fn bold_run(text: &str) -> String {
    formatted_run("<w:rPr><w:b/></w:rPr>", text)
}

fn formatted_run(format: &str, text: &str) -> String {
    let text = escaped(&legal(text));
    format!("<w:r>{format}<w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}
