//! Tests over several formats: the same text in each, damaged files, files changed at random.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{ExtractConfig, Ocr, OcrError, Reader, extract, fixture};
use crate::document::{BlockKind, Extraction, WarningKind};

/// An invented vision: heading, paragraphs, list.
const HEADING: &str = "Digitale agenda van Nijdorp";
const PARAGRAPHS: &[&str] = &[
    "De gemeente Nijdorp werkt samen met haar buren aan één digitale dienstverlening voor alle inwoners.",
    "Wij kiezen voor collectieve oplossingen, tenzij maatwerk aantoonbaar nodig is voor onze inwoners.",
    "In 2026 is de informatievoorziening op orde en zijn gegevens bij de bron te bevragen.",
];
const ITEMS: &[&str] = &[
    "wij delen kennis met de regio;",
    "wij kopen gezamenlijk in;",
    "wij werken onder architectuur.",
];

fn read(bytes: &[u8], name: &str) -> Extraction {
    extract(bytes, name, &ExtractConfig::default())
}

fn markdown() -> Vec<u8> {
    let items: String = ITEMS.iter().map(|item| format!("* {item}\n")).collect();
    format!("# {HEADING}\n\n{}\n\n{items}", PARAGRAPHS.join("\n\n")).into_bytes()
}

fn html() -> Vec<u8> {
    let paragraphs: String = PARAGRAPHS
        .iter()
        .map(|text| format!("<p>{text}</p>\n"))
        .collect();
    let items: String = ITEMS
        .iter()
        .map(|text| format!("<li>{text}</li>\n"))
        .collect();
    let menu = "<nav><ul><li><a href=/>Home</a></li><li><a href=/c>Contact</a></li></ul></nav>";
    format!("<!DOCTYPE html><html><body>{menu}<main><h1>{HEADING}</h1>{paragraphs}<ul>{items}</ul></main><footer>Bezoek ons</footer></body></html>").into_bytes()
}

fn docx() -> Vec<u8> {
    let paragraph = |properties: &str, text: &str| {
        format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let mut body = paragraph("<w:pStyle w:val='Kop1'/>", HEADING);
    PARAGRAPHS
        .iter()
        .for_each(|text| body.push_str(&paragraph("", text)));
    ITEMS
        .iter()
        .for_each(|text| body.push_str(&paragraph("<w:numPr/>", text)));
    let document = format!("<?xml version='1.0'?><w:document><w:body>{body}</w:body></w:document>");
    fixture::zip(&[
        ("[Content_Types].xml", b"<Types/>".as_slice()),
        ("word/document.xml", document.as_bytes()),
    ])
}

fn odt() -> Vec<u8> {
    let mut body = format!("<text:h text:outline-level='1'>{HEADING}</text:h>");
    PARAGRAPHS
        .iter()
        .for_each(|text| body.push_str(&format!("<text:p>{text}</text:p>")));
    ITEMS.iter().for_each(|text| {
        body.push_str(&format!(
            "<text:list><text:list-item><text:p>{text}</text:p></text:list-item></text:list>"
        ))
    });
    let content = format!(
        "<?xml version='1.0'?><o:document-content><o:body><o:text>{body}</o:text></o:body></o:document-content>"
    );
    fixture::zip(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.text".as_slice(),
        ),
        ("content.xml", content.as_bytes()),
    ])
}

/// Lines of at most 60 letters, broken words included.
fn pdf() -> Vec<u8> {
    let mut page = fixture::show(60, 780, 22, HEADING);
    let mut y = 740;
    for text in PARAGRAPHS.iter().chain(ITEMS) {
        let bullet = if ITEMS.contains(text) {
            "\u{2022} "
        } else {
            ""
        };
        let mut line = bullet.to_owned();
        for word in text.split(' ') {
            if word == "informatievoorziening" {
                line.push_str("informatie-");
                page.push_str(&fixture::show(60, y, 10, &line));
                y -= 14;
                line = "voorziening ".to_owned();
                continue;
            }
            if line.len() + word.len() > 60 {
                page.push_str(&fixture::show(60, y, 10, line.trim_end()));
                y -= 14;
                line.clear();
            }
            line.push_str(word);
            line.push(' ');
        }
        page.push_str(&fixture::show(60, y, 10, line.trim_end()));
        y -= 28;
    }
    fixture::pdf(&[page])
}

fn tokens(extraction: &Extraction) -> BTreeMap<String, usize> {
    let mut tokens = BTreeMap::new();
    for page in &extraction.pages {
        for word in page
            .text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
        {
            *tokens.entry(word.to_lowercase()).or_default() += 1;
        }
    }
    tokens
}

#[test]
fn reads_the_same_text_from_every_format() {
    let formats = [
        ("a.md", markdown()),
        ("a.html", html()),
        ("a.docx", docx()),
        ("a.odt", odt()),
        ("a.pdf", pdf()),
    ];
    let kinds = |extraction: &Extraction| {
        extraction.pages[0]
            .blocks
            .iter()
            .map(|block| block.kind)
            .collect::<Vec<_>>()
    };
    let first = read(&formats[0].1, formats[0].0);
    let expected = tokens(&first);
    let total: usize = expected.values().sum();
    for (name, bytes) in &formats {
        let extraction = read(bytes, name);
        assert!(
            extraction.warnings.is_empty(),
            "{name}: {:?}",
            extraction.warnings
        );
        assert_eq!(extraction.title.as_deref(), Some(HEADING), "{name}");
        let found = tokens(&extraction);
        let equal: usize = expected
            .iter()
            .map(|(word, count)| found.get(word).map_or(0, |found| *found.min(count)))
            .sum();
        let all = total.max(found.values().sum());
        assert!(
            equal as f64 / all as f64 >= 0.98,
            "{name}: {equal} of {all}: {}",
            extraction.pages[0].text
        );
        assert_eq!(
            kinds(&extraction),
            kinds(&first),
            "{name}: {}",
            extraction.pages[0].text
        );
    }
}

#[test]
fn every_kind_of_unreadable_file_has_its_own_message() {
    let bomb = fixture::zip(&[("a.txt", vec![b'a'; 1 << 20].as_slice())]);
    let config = ExtractConfig {
        max_expanded_bytes: 1 << 16,
        max_bytes: 1 << 19,
        ..ExtractConfig::default()
    };
    let ole = fixture::ole(&[("EncryptedPackage", b"x")]);
    let noise: Vec<u8> = (0..4096_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    let truncated = {
        let mut whole = docx();
        whole.truncate(whole.len() / 2);
        whole
    };
    let broken: Vec<(&str, Vec<u8>)> = vec![
        ("leeg.pdf", Vec::new()),
        ("foutmelding.pdf", b"404 not found".to_vec()),
        ("beschadigd.pdf", b"%PDF-1.4\n1 0 obj\n<<".to_vec()),
        ("versleuteld.pdf", fixture::encrypted_pdf()),
        ("scan.pdf", fixture::scanned_pdf()),
        ("half.docx", truncated),
        ("slot.docx", ole),
        ("oud.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec()),
        ("bom.zip", bomb),
        ("ruis.md", noise),
        ("groot.txt", vec![b'a'; 1 << 20]),
        ("menu.html", b"<nav><script>x</script></nav>".to_vec()),
        (
            "zonder.docx",
            fixture::zip(&[("[Content_Types].xml", b"word/".as_slice())]),
        ),
        ("foto.odt", b"\xff\xd8\xff\xe0".to_vec()),
    ];
    let mut messages = BTreeSet::new();
    for (name, bytes) in &broken {
        let extraction = extract(bytes, name, &config);
        assert!(extraction.is_unreadable(), "{name}");
        let unreadable: Vec<_> = extraction
            .warnings
            .iter()
            .filter(|warning| warning.kind == WarningKind::Unreadable)
            .collect();
        assert_eq!(unreadable.len(), 1, "{name}: {:?}", extraction.warnings);
        assert!(!unreadable[0].remedy.is_empty(), "{name}");
        assert!(
            messages.insert(unreadable[0].message.clone()),
            "{name}: {}",
            unreadable[0].message
        );
    }
}

#[test]
fn reads_two_columns_in_order() {
    let mut page = fixture::show(60, 800, 20, "Samen verder");
    for n in 0..8 {
        let y = 760 - 14 * n;
        page.push_str(&fixture::show(
            60,
            y,
            10,
            &format!("links staat regel {n} met gewone woorden"),
        ));
        page.push_str(&fixture::show(
            320,
            y,
            10,
            &format!("rechts staat regel {n} met gewone woorden"),
        ));
    }
    let extraction = read(&fixture::pdf(&[page]), "kolommen.pdf");
    let text = &extraction.pages[0].text;
    let left = text
        .find("links staat regel 7")
        .expect("the left column is there");
    let right = text
        .find("rechts staat regel 0")
        .expect("the right column is there");
    assert!(left < right, "{text}");
    assert_eq!(extraction.pages[0].blocks[0].kind, BlockKind::Heading(1));
}

#[test]
fn removes_page_furniture_and_keeps_page_numbers() {
    let pages: Vec<String> = (1..=4)
        .map(|n| {
            let header = fixture::show(60, 815, 8, "Visie van Nijdorp");
            let footer = fixture::show(280, 30, 8, &n.to_string());
            let text = if n == 2 {
                String::new()
            } else {
                fixture::show(
                    60,
                    700,
                    10,
                    &format!("Op bladzijde {n} staat een zin over samenwerken."),
                )
            };
            header + &text + &footer
        })
        .collect();
    let extraction = read(&fixture::pdf(&pages), "visie.pdf");
    let pages: Vec<_> = extraction
        .pages
        .iter()
        .map(|page| (page.number.get(), page.text.as_str()))
        .collect();
    assert_eq!(
        pages,
        [
            (1, "Op bladzijde 1 staat een zin over samenwerken."),
            (3, "Op bladzijde 3 staat een zin over samenwerken."),
            (4, "Op bladzijde 4 staat een zin over samenwerken."),
        ]
    );
    assert_eq!(extraction.pages_total, 4);
}

#[test]
fn reads_scans_with_a_recogniser() {
    struct Fixed;
    impl Ocr for Fixed {
        fn read(&self, png: &[u8]) -> Result<String, OcrError> {
            assert!(png.starts_with(b"\x89PNG"));
            Ok("Wij werken samen.\n".to_owned())
        }
    }
    let config = ExtractConfig::default();
    let scan = fixture::scanned_pdf();
    let silent = extract(&scan, "scan.pdf", &config);
    assert!(
        silent.warnings[0].message.contains("1 of 1 pages (100%)"),
        "{:?}",
        silent.warnings
    );
    let read = Reader::new(&config)
        .with_ocr(&Fixed)
        .read(&scan, "scan.pdf");
    assert_eq!(read.pages[0].text, "Wij werken samen.");
    assert_eq!(read.warnings[0].kind, WarningKind::Repaired);
}

#[test]
fn warns_about_a_wrong_extension() {
    let extraction = read(&pdf(), "visie.md");
    assert!(!extraction.is_unreadable());
    assert!(
        extraction.warnings[0]
            .message
            .contains("named as Markdown but is PDF")
    );
}

#[test]
fn reads_windows_1252_text() {
    let extraction = read(b"De co\xf6rdinatie is \x80 10 waard.", "a.txt");
    assert_eq!(extraction.pages[0].text, "De coördinatie is € 10 waard.");
    assert_eq!(extraction.warnings.len(), 1);
}

#[test]
fn survives_deep_nesting() {
    for opening in [
        "<b>",
        "> ",
        "* ",
        "[",
        "<ul><li>",
        "`",
        "**a ",
        "![](",
        "<table><tr><td>",
    ] {
        let deep = opening.repeat(20_000);
        for name in ["a.md", "a.html", "a.txt"] {
            let _ = read(deep.as_bytes(), name);
        }
    }
    let xml = format!("<w:document>{}", "<w:tbl><w:tr><w:tc><w:p>".repeat(20_000));
    let nested = fixture::zip(&[
        ("[Content_Types].xml", b"".as_slice()),
        ("word/document.xml", xml.as_bytes()),
    ]);
    let _ = read(&nested, "a.docx");
}

/// A file with these changes: at an offset, another byte, a cut or a copy of another part.
fn changed(bytes: &[u8], changes: &[(usize, usize, u8)]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (at, from, byte) in changes {
        if bytes.is_empty() {
            break;
        }
        let (at, from) = (at % bytes.len(), from % bytes.len());
        match byte % 4 {
            0 => bytes[at] = *byte,
            1 => bytes.truncate(at),
            2 => {
                let part = bytes[from..bytes.len().min(from + 64)].to_vec();
                bytes.splice(at..at, part);
            }
            _ => {
                bytes.drain(at..bytes.len().min(at + usize::from(*byte)));
            }
        }
    }
    bytes
}

/// The invariants of every extraction, whatever the bytes.
fn check_extraction(extraction: &Extraction) -> Result<(), TestCaseError> {
    for page in &extraction.pages {
        let mut end = 0;
        for block in &page.blocks {
            let text = block.span.of(&page.text);
            prop_assert!(!text.trim().is_empty());
            prop_assert!(block.span.start >= end);
            end = block.span.end;
        }
    }
    prop_assert!(
        extraction
            .pages
            .windows(2)
            .all(|pages| pages[0].number < pages[1].number)
    );
    prop_assert!(!extraction.is_unreadable() || !extraction.warnings.is_empty());
    prop_assert!(
        extraction
            .warnings
            .iter()
            .all(|warning| !warning.message.contains("reader of this format failed"))
    );
    Ok(())
}

// `PROPTEST_CASES=200000 cargo test --release extract::tests::changed` makes a fuzzer of these.
proptest! {
    #[test]
    fn changed_files_do_not_panic(changes in proptest::collection::vec(any::<(usize, usize, u8)>(), 1..12)) {
        // Not PDF: its library may fail or stall on a changed file, which is why such a file is read in a
        // process of its own.
        let bundle = fixture::zip(&[("a.md", &markdown()), ("b.docx", &docx())]);
        for (name, bytes) in [("a.md", markdown()), ("a.html", html()), ("a.docx", docx()), ("a.odt", odt()), ("a.txt", markdown()), ("a.zip", bundle)] {
            check_extraction(&read(&changed(&bytes, &changes), name))?;
        }
    }

    #[test]
    fn arbitrary_bytes_do_not_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        for name in ["a.md", "a.html", "a.docx", "a.odt", "a.pdf", "a.txt", "a.zip", "a"] {
            check_extraction(&read(&bytes, name))?;
        }
    }
}
