//! The guide as a Word document.

use std::io::Read as _;

use wiel::document::BlockKind;
use wiel::extract::{ExtractConfig, extract};

use crate::support::{Place, Server};

/// The guide for two municipalities of the demonstration as a file.
fn document(place: &Place, language: &str) -> Vec<u8> {
    let arguments = [
        "compare", "DM01", "DM10", "--guide", "--format", "docx", "--lang", language,
    ];
    let output = place.command(&arguments).output().expect("it starts");
    assert!(output.status.success(), "{output:?}");
    output.stdout
}

/// The parts of a file, by name.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).expect("a part");
            let mut text = String::new();
            part.read_to_string(&mut text).expect("UTF-8");
            (part.name().expect("a name").into_owned(), text)
        })
        .collect()
}

#[test]
fn our_own_reader_finds_the_guide_in_the_document() {
    let place = Place::new();
    for language in ["nl", "en"] {
        let bytes = document(&place, language);
        assert_eq!(
            bytes,
            document(&place, language),
            "the same guide, the same bytes"
        );
        let read = extract(&bytes, "gids.docx", &ExtractConfig::default());
        assert!(read.warnings.is_empty(), "{:?}", read.warnings);
        let text: String = read
            .pages
            .iter()
            .map(|page| page.text.clone() + "\n")
            .collect();
        let markdown = place
            .run(&["compare", "DM01", "DM10", "--guide", "--lang", language])
            .done()
            .out;
        // Each heading of the guide is a heading of the document, in the same order.
        let headings: Vec<String> = read
            .pages
            .iter()
            .flat_map(|page| {
                let headings = page
                    .blocks
                    .iter()
                    .filter(|block| matches!(block.kind, BlockKind::Heading(_)));
                headings.map(|block| page.text[block.span.range()].to_owned())
            })
            .collect();
        let expected: Vec<String> = markdown
            .lines()
            .filter_map(|line| line.strip_prefix('#'))
            .map(|line| line.trim_start_matches('#').trim().replace('\\', ""))
            .collect();
        assert!(expected.len() > 8);
        assert_eq!(headings, expected);
        // And so is each sentence that is quoted.
        let quotes: Vec<&str> = markdown
            .lines()
            .filter_map(|line| line.strip_prefix("> “")?.strip_suffix('”'))
            .collect();
        assert!(quotes.len() > 3);
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = plain(&text);
        for quote in quotes {
            let quote = plain(&quote.replace('\\', ""));
            assert!(text.contains(&quote), "{quote} is not in {text}");
        }
    }
}

#[test]
fn every_part_is_sound_xml_and_every_link_leads_somewhere() {
    let place = Place::new();
    let parts = parts(&document(&place, "nl"));
    let of = |name: &str| {
        let part = parts.iter().find(|(other, _)| other == name);
        &part.unwrap_or_else(|| panic!("no {name}")).1
    };
    for (name, text) in &parts {
        let mut reader = quick_xml::Reader::from_str(text);
        reader.config_mut().check_end_names = true;
        let mut depth = 0_i32;
        loop {
            match reader
                .read_event()
                .unwrap_or_else(|error| panic!("{name}: {error}"))
            {
                quick_xml::events::Event::Start(_) => depth += 1,
                quick_xml::events::Event::End(_) => depth -= 1,
                quick_xml::events::Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(depth, 0, "{name}");
    }
    let (main, links) = (of("word/document.xml"), of("word/_rels/document.xml.rels"));
    for id in main.split("r:id=\"").skip(1) {
        let id = id.split('"').next().expect("an id");
        assert!(links.contains(&format!("Id=\"{id}\"")), "{id}");
    }
    let styles = of("word/styles.xml");
    for style in main.split("Style w:val=\"").skip(1) {
        let style = style.split('"').next().expect("a style");
        assert!(
            styles.contains(&format!("w:styleId=\"{style}\"")),
            "{style}"
        );
    }
    assert!(of("docProps/core.xml").contains("<dc:language>nl-NL</dc:language>"));
}

#[test]
fn the_page_of_a_guide_gives_it_as_a_document() {
    let place = Place::new();
    let server = Server::start(&place);
    let pair = "municipality=DM01&partner=DM10&weightText=2";
    let page = server.get(&format!("/gespreksgids?{pair}")).body;
    let link = format!("/gespreksgids.docx?{}", pair.replace('&', "&amp;"));
    assert!(page.contains(&format!("href=\"{link}\"")), "{page}");
    let reply = server.get(&link.replace("&amp;", "&"));
    assert_eq!(reply.status, 200);
    assert!(
        reply
            .header("content-type")
            .ends_with("wordprocessingml.document")
    );
    assert_eq!(
        reply.header("content-disposition"),
        "attachment; filename=\"gespreksgids-DM01-DM10.docx\""
    );
    assert!(reply.body.starts_with("PK"));
    // What is wrong is told on a page, not in a file.
    let wrong = server.get("/gespreksgids.docx?municipality=DM01&partner=%22;x%0d%0aOnbekend");
    assert_eq!(wrong.status, 404);
    assert!(wrong.header("content-type").starts_with("text/html"));
    assert_eq!(wrong.header("content-disposition"), "");
}

#[test]
fn a_word_document_is_for_guides_only() {
    let place = Place::new();
    place
        .run(&["compare", "DM01", "DM10", "--format", "docx"])
        .refused(&["--guide"]);
}
