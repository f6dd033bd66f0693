//! Word files to blocks: paragraphs by their style, lists, tables, contents fields; the text as a reader sees it.
//!
//! The rules, each with a test below:
//! - tracked changes count as accepted: inserted text is read, deleted text and deleted paragraph marks are not;
//! - hidden text (`w:vanish`, direct or by a style), white text on paper and letters of one point are left out;
//! - footnotes and endnotes follow the text, each as a paragraph; text boxes stand before the paragraph they hang on;
//! - comments, headers, footers and the hints of empty form fields are no text of the document;
//! - documents inside the document (`w:altChunk`) are read where they stand, embedded files after the text.
//!
//! The format is Office Open XML (ECMA-376, part 1, `WordprocessingML`).

mod blocks;
mod run;
mod styles;

use blocks::BlockBuilder;
use styles::Styles;

use super::relationships::{Relationships, main_part};
use super::xml::{text_of, walk};
use super::{Embedded, OfficeText, open_named};
use crate::document::{Warning, WarningCode};
use crate::extract::draft::Draft;
use crate::extract::media_type::MediaType;
use crate::extract::package::Package;
use crate::extract::warnings;

/// The part that usually holds the text.
const DOCUMENT: &str = "word/document.xml";

/// Reads a DOCX file, expanding at most `limit` bytes. Cost: linear.
pub(in crate::extract) fn read(bytes: &[u8], limit: u64) -> OfficeText {
    let mut main = String::new();
    let opened = open_named(bytes, limit, |package| {
        main = main_part(package).unwrap_or_else(|| DOCUMENT.to_owned());
        main.clone()
    });
    let (mut package, document) = match opened {
        Ok(opened) => opened,
        Err(warning) => return OfficeText::unreadable(warning),
    };
    let parts = Relationships::read(&mut package, &main);
    let styles = part(&mut package, &parts, "styles").unwrap_or_default();
    let mut reading = Reading {
        styles: Styles::parse(&styles),
        plain_ground: has_plain_ground(&mut package, &document),
        draft: Draft::default(),
        hidden: 0,
        chunks: Vec::new(),
        warnings: Vec::new(),
    };
    reading.read_part(&document);
    // Notes stand in parts of their own; they follow the text.
    for kind in ["footnotes", "endnotes"] {
        if let Some(notes) = part(&mut package, &parts, kind) {
            reading.read_part(&notes);
        }
    }
    let core = Relationships::read(&mut package, "");
    let core = core
        .of_kind("core-properties")
        .unwrap_or("docProps/core.xml");
    let core = package.text(core).unwrap_or_default();
    let embedded = embedded(
        &mut package,
        &parts,
        &reading.chunks,
        reading.draft.blocks.len(),
    );
    if package.is_damaged() {
        reading.warnings.push(WarningCode::WrongChecksum.into());
    }
    reading
        .warnings
        .extend(warnings::hidden_text(reading.hidden));
    OfficeText {
        draft: reading.draft,
        title: text_of(&core, "title"),
        date: text_of(&core, "created").or_else(|| text_of(&core, "modified")),
        warnings: reading.warnings,
        embedded,
    }
}

/// The part of this kind: the one that the document names, else the one that usually is. Returns `None` if there is
/// none.
fn part(package: &mut Package<'_>, parts: &Relationships, kind: &str) -> Option<String> {
    let usual = format!("word/{kind}.xml");
    let name = parts.of_kind(kind).unwrap_or(&usual);
    package.text(name).ok()
}

/// Whether nothing but paper can be below the text: no page colour, and no drawing that text may flow over.
fn has_plain_ground(package: &mut Package<'_>, document: &str) -> bool {
    let drawn = |source: &str| source.contains(":anchor") || source.contains("<w:pict");
    let headers: Vec<String> = package
        .names()
        .into_iter()
        .filter(|name| name.contains("header") && name.ends_with(".xml"))
        .collect();
    let mut headers = headers.iter().filter_map(|name| package.text(name).ok());
    !document.contains("<w:background") && !drawn(document) && !headers.any(|one| drawn(&one))
}

/// The documents inside this one: first those that stand in the text, then the files that hang on it, which follow the
/// text at `end`.
fn embedded(
    package: &mut Package<'_>,
    parts: &Relationships,
    chunks: &[(usize, String)],
    end: usize,
) -> Vec<Embedded> {
    let mut all = Vec::new();
    for (at, id) in chunks {
        let name = parts.by_id(id).unwrap_or_default().to_owned();
        let bytes = package.member(&name).ok();
        all.push(Embedded {
            at: *at,
            name,
            bytes,
        });
    }
    for kind in ["package", "oleObject"] {
        for name in parts.all_of_kind(kind) {
            // Workbooks are the numbers behind a chart that is seen.
            let is_document = matches!(
                MediaType::from_name(name),
                Some(MediaType::Docx | MediaType::Doc | MediaType::Odt | MediaType::Pdf)
            );
            let bytes = package.member(name).ok();
            let holds_pdf = || {
                let bytes = bytes.as_deref().unwrap_or_default();
                memchr::memmem::find(bytes, b"%PDF-").is_some()
            };
            if is_document {
                all.push(Embedded {
                    at: end,
                    name: name.to_owned(),
                    bytes,
                });
            } else if kind == "oleObject" && holds_pdf() {
                // In a container of Windows, which is not opened.
                all.push(Embedded {
                    at: end,
                    name: name.to_owned(),
                    bytes: None,
                });
            }
        }
    }
    all
}

/// A Word file while its parts are read.
struct Reading {
    styles: Styles,
    /// Whether nothing but paper can be below the text.
    plain_ground: bool,
    draft: Draft,
    /// How many stretches of hidden text there are.
    hidden: u32,
    /// Documents that stand in the text: before which block, and the id of the relationship that names it.
    chunks: Vec<(usize, String)>,
    warnings: Vec<Warning>,
}

impl Reading {
    /// Adds the blocks of one part to the draft.
    fn read_part(&mut self, source: &str) {
        let mut builder = BlockBuilder::new(&self.styles, self.plain_ground, &mut self.draft);
        let end = walk(source, |node| builder.handle(node));
        let found = builder.finish();
        self.hidden += found.hidden;
        self.chunks.extend(found.chunks);
        if end.is_err() {
            self.warnings.push(WarningCode::BrokenXml.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;
    use crate::extract::fixture;

    #[test]
    fn reads_styles_lists_tables_and_properties() {
        let styles = "<w:styles><w:style w:styleId='Kop1'><w:name w:val='heading 1'/></w:style><w:style w:styleId='X'><w:name w:val='Eigen'/><w:pPr><w:outlineLvl w:val='1'/></w:pPr></w:style></w:styles>";
        let body = "<w:document><w:body>\
            <w:p><w:pPr><w:pStyle w:val='Kop1'/></w:pPr><w:r><w:t>Visie</w:t></w:r></w:p>\
            <w:p><w:pPr><w:pStyle w:val='X'/></w:pPr><w:r><w:t>Doel</w:t></w:r></w:p>\
            <w:p><w:pPr><w:pStyle w:val='TOC1'/></w:pPr><w:r><w:t>Doel</w:t><w:tab/><w:t>3</w:t></w:r></w:p>\
            <w:p><w:r><w:t xml:space='preserve'>Wij werken </w:t></w:r><w:del><w:r><w:delText>niet </w:delText></w:r></w:del><w:r><w:t>samen &amp; snel.</w:t></w:r></w:p>\
            <w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>punt</w:t></w:r></w:p>\
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
            </w:body></w:document>";
        let core = "<p><dc:title>De visie</dc:title><dcterms:created>2021-05-06T10:00:00Z</dcterms:created></p>";
        let bytes = fixture::zip(&[
            ("[Content_Types].xml", b"<Types/>".as_slice()),
            ("word/document.xml", body.as_bytes()),
            ("word/styles.xml", styles.as_bytes()),
            ("docProps/core.xml", core.as_bytes()),
        ]);
        let read = read(&bytes, 1 << 20);
        let blocks = read.draft.outline();
        assert_eq!(
            blocks,
            [
                (BlockKind::Heading(1), "Visie"),
                (BlockKind::Heading(2), "Doel"),
                (BlockKind::Contents, "Doel 3"),
                (BlockKind::Paragraph, "Wij werken samen & snel."),
                (BlockKind::ListItem, "punt"),
                (BlockKind::TableRow, "a | b c"),
            ]
        );
        assert_eq!(read.title.as_deref(), Some("De visie"));
        assert_eq!(read.date.as_deref(), Some("2021-05-06T10:00:00Z"));
        assert!(read.warnings.is_empty());
    }

    #[test]
    fn keeps_text_before_an_xml_error() {
        let bytes = fixture::zip(&[(
            "word/document.xml",
            b"<w:p><w:r><w:t>Wij werken samen".as_slice(),
        )]);
        let read = read(&bytes, 1 << 20);
        assert_eq!(read.draft.blocks[0].text, "Wij werken samen");
        assert_eq!(read.warnings.len(), 1);
    }

    /// The texts of a document with this body, and how many places are hidden in it.
    fn texts(body: &str, more: &[(&str, &str)]) -> (Vec<String>, u32) {
        let document = format!("<w:document><w:body>{body}</w:body></w:document>");
        let mut members = vec![("word/document.xml", document.as_bytes())];
        members.extend(more.iter().map(|(name, text)| (*name, text.as_bytes())));
        let read = read(&fixture::zip(&members), 1 << 20);
        let blocks = read.draft.blocks.iter();
        let hidden = read.warnings.iter().filter_map(|warning| {
            let parsed = warning.parse()?;
            (parsed.code == WarningCode::HiddenText)
                .then(|| parsed.arguments[0].parse::<u32>().ok())?
        });
        (
            blocks.map(|block| block.text.clone()).collect(),
            hidden.sum(),
        )
    }

    fn run(properties: &str, text: &str) -> String {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")
    }

    #[test]
    fn hidden_text_is_left_out_and_told() {
        let styles = "<w:styles><w:style w:styleId='V'><w:rPr><w:vanish/></w:rPr></w:style>\
            <w:style w:styleId='VV'><w:basedOn w:val='V'/></w:style></w:styles>";
        let check = |body: &str, expected: &[&str], hidden: u32| {
            let body = format!("<w:p>{}{body}</w:p>", run("", "Wij werken samen."));
            let (texts, found) = texts(&body, &[("word/styles.xml", styles)]);
            assert_eq!(texts, expected, "{body}");
            assert_eq!(found, hidden, "{body}");
        };
        let only = &["Wij werken samen."];
        check(&run("<w:vanish/>", "niet"), only, 1);
        check(&run("<w:vanish w:val='1'/>", "niet"), only, 1);
        check(&run("<w:rStyle w:val='V'/>", "niet"), only, 1);
        check(&run("<w:rStyle w:val='VV'/>", "niet"), only, 1);
        check(&run("<w:color w:val='FFFFFF'/>", "niet"), only, 1);
        check(&run("<w:sz w:val='2'/>", "niet"), only, 1);
        check(
            &format!(
                "</w:p><w:p><w:pPr><w:pStyle w:val='VV'/></w:pPr>{}",
                run("", "niet")
            ),
            only,
            1,
        );
        let both = &["Wij werken samen.Wel."];
        check(&run("<w:vanish w:val='0'/>", "Wel."), both, 0);
        check(
            &run("<w:rStyle w:val='V'/><w:vanish w:val='false'/>", "Wel."),
            both,
            0,
        );
        check(&run("<w:webHidden/>", "Wel."), both, 0);
        check(
            &run("<w:color w:val='FFFFFF'/><w:shd w:fill='003366'/>", "Wel."),
            both,
            0,
        );
        check(
            &run(
                "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>",
                "Wel.",
            ),
            both,
            0,
        );
    }

    #[test]
    fn white_letters_in_a_coloured_cell_are_seen() {
        let cell = format!(
            "<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill='003366'/></w:tcPr><w:p>{}</w:p></w:tc></w:tr></w:tbl>",
            run("<w:color w:val='FFFFFF'/>", "Ambitie")
        );
        assert_eq!(texts(&cell, &[]), (vec!["Ambitie".to_owned()], 0));
    }

    #[test]
    fn changes_count_as_accepted_and_comments_do_not_count() {
        let body = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Wij werken </w:t></w:r></w:p>\
            <w:p><w:ins><w:r><w:t>graag </w:t></w:r></w:ins><w:del><w:r><w:delText>niet </w:delText></w:r></w:del>\
            <w:moveFrom><w:r><w:t>daar </w:t></w:r></w:moveFrom><w:r><w:t>samen.</w:t></w:r></w:p>\
            <w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Klik hier.</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>Slot.</w:t></w:r></w:p>";
        let comments = (
            "word/comments.xml",
            "<w:comments><w:p><w:r><w:t>Zeker weten?</w:t></w:r></w:p></w:comments>",
        );
        assert_eq!(
            texts(body, &[comments]).0,
            ["Wij werken graag samen.", "Slot."]
        );
    }

    #[test]
    fn notes_follow_the_text_and_text_boxes_stand_before_their_paragraph() {
        let body = "<w:p><w:r><w:t>Wij werken samen</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r>\
            <w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>Kader.</w:t></w:r></w:p></w:txbxContent></mc:Choice>\
            <mc:Fallback><w:txbxContent><w:p><w:r><w:t>Kader.</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>\
            <w:r><w:t>.</w:t></w:r></w:p><w:p><w:r><w:t>Slot.</w:t></w:r></w:p>";
        let notes = (
            "word/footnotes.xml",
            "<w:footnotes><w:footnote><w:p><w:r><w:t>Noot.</w:t></w:r></w:p></w:footnote></w:footnotes>",
        );
        assert_eq!(
            texts(body, &[notes]).0,
            ["Kader.", "Wij werken samen.", "Slot.", "Noot."]
        );
    }

    #[test]
    fn the_main_part_is_the_one_that_the_relationships_name() {
        let main = "<w:document><w:p><w:pPr><w:pStyle w:val='K'/></w:pPr><w:r><w:t>Wij werken samen.</w:t></w:r></w:p></w:document>";
        let styles =
            "<w:styles><w:style w:styleId='K'><w:name w:val='heading 2'/></w:style></w:styles>";
        let check = |files: &[(&str, &str)]| {
            let members: Vec<(&str, &[u8])> = files
                .iter()
                .map(|(name, text)| (*name, text.as_bytes()))
                .collect();
            let read = read(&fixture::zip(&members), 1 << 20);
            let expected = [(BlockKind::Heading(2), "Wij werken samen.")];
            assert_eq!(read.draft.outline(), expected, "{files:?}");
        };
        check(&[
            (
                "_rels/.rels",
                "<R><Relationship Type='http://x/officeDocument' Target='word/document2.xml'/></R>",
            ),
            ("word/document2.xml", main),
            (
                "word/_rels/document2.xml.rels",
                "<R><Relationship Type='http://x/styles' Target='styles2.xml'/></R>",
            ),
            ("word/styles2.xml", styles),
        ]);
        check(&[("word\\document.xml", main), ("word\\styles.xml", styles)]);
        check(&[
            (
                "_rels\\.rels",
                "<R><Relationship Type='http://x/officeDocument' Target='/Word/Document.xml'/></R>",
            ),
            ("word/document.xml", main),
            ("word/styles.xml", styles),
        ]);
    }
}
