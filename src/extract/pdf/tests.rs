//! PDFs that are made here, small and invented, one kind of trouble each.

use super::*;
use crate::document::{Extraction, WarningKind};
use crate::extract::fixture::{self, PageParts, pdf_page, show, stream};
use crate::extract::{ExtractConfig, extract};

const VISIBLE: &str = "Wij werken samen met de buren.";
const HIDDEN: &str = "Wij willen niet samenwerken.";

fn read_file(bytes: &[u8]) -> Extraction {
    extract(bytes, "visie.pdf", &ExtractConfig::default())
}

fn text(read: &Extraction) -> String {
    let texts: Vec<&str> = read.pages.iter().map(|page| page.text.as_str()).collect();
    texts.join("\n")
}

fn codes(read: &Extraction) -> Vec<WarningCode> {
    let codes = read.warnings.iter().filter_map(Warning::parse);
    codes.map(|parsed| parsed.code).collect()
}

#[test]
fn joins_words_hyphenated_over_two_pages() {
    let check = |last: &str, first: &str, expected: (&str, &str)| {
        let (mut last, mut first) = (last.to_owned(), first.to_owned());
        join_word(&mut last, &mut first);
        assert_eq!((last.as_str(), first.as_str()), expected);
    };
    check(
        "de uitgangs-",
        "punten zijn",
        ("de uitgangs-\npunten", " zijn"),
    );
    check("in- en uit", "voer", ("in- en uit", "voer"));
    check("", "", ("", ""));
}

#[test]
fn reports_files_that_are_no_pdf() {
    let read = read(b"geen pdf", 10, &|| false, None);
    assert!(read.draft.blocks.is_empty());
    assert_eq!(read.warnings.len(), 1);
}

/// Reads a page with a visible line and this content, and checks what is left.
fn check_hidden(content: &str, parts: PageParts<'_>, is_hidden: bool) {
    let page = format!("{}{content}", show(60, 780, 11, VISIBLE));
    let read = read_file(&pdf_page(&page, parts));
    let found = text(&read);
    assert!(found.contains(VISIBLE), "{content}: {found}");
    assert_eq!(
        !found.contains("niet samenwerken"),
        is_hidden,
        "{content}: {found}"
    );
    let told = codes(&read).contains(&WarningCode::HiddenOnPages);
    assert_eq!(told, is_hidden, "{content}: {:?}", read.warnings);
}

fn line(state: &str, size: &str) -> String {
    format!("BT /F1 {size} Tf {state} 60 700 Td ({HIDDEN}) Tj ET\n")
}

#[test]
fn text_that_nobody_sees_is_left_out_and_told() {
    let hidden = |content: &str| check_hidden(content, PageParts::default(), true);
    hidden(&format!("q {} Q", line("1 g", "11")));
    hidden(&format!("q {} Q", line("1 1 1 rg", "11")));
    hidden(&format!("q {} Q", line("0 0 0 0 k", "11")));
    hidden(&format!("q /DeviceRGB cs 1 1 1 sc {} Q", line("", "11")));
    hidden(&format!("q {} Q", line("3 Tr", "11")));
    hidden(&line("", "0.5"));
    hidden(&format!(
        "q 0.05 0 0 0.05 0 0 cm BT /F1 11 Tf 1200 14000 Td ({HIDDEN}) Tj ET Q"
    ));
    hidden(&format!("q 0 0 100 100 re W n {} Q", line("", "11")));
    hidden(&format!(
        "BT /F1 11 Tf 0 Tz 60 700 Td ({HIDDEN}) Tj 100 Tz ET"
    ));
    // On the line of what is seen.
    hidden(&format!(
        "BT /F1 11 Tf 60 650 Td (Wel. ) Tj 3 Tr ({HIDDEN}) Tj 0 Tr ET"
    ));
    let transparent = PageParts {
        resources: "/ExtGState << /G << /ca 0 >> >>",
        ..PageParts::default()
    };
    check_hidden(&format!("q /G gs {} Q", line("", "11")), transparent, true);
}

#[test]
fn text_outside_the_page_is_left_out() {
    let far = "Wij willen niet samenwerken. ".repeat(6);
    let page = format!(
        "{}BT /F1 11 Tf 60 2000 Td ({far}) Tj ET",
        show(60, 780, 11, VISIBLE)
    );
    let read = read_file(&pdf_page(&page, PageParts::default()));
    assert_eq!(text(&read), VISIBLE);
    assert_eq!(codes(&read), [WarningCode::HiddenOnPages]);
    let cropped = PageParts {
        page: "/CropBox [0 740 595 842]",
        ..PageParts::default()
    };
    let page = format!(
        "{}{}",
        show(60, 780, 11, VISIBLE),
        show(60, 400, 11, HIDDEN)
    );
    assert_eq!(text(&read_file(&pdf_page(&page, cropped))), VISIBLE);
}

#[test]
fn a_layer_that_is_off_is_left_out() {
    let layer = |off: &str| PageParts {
        resources: "/Properties << /L 7 0 R >>",
        catalog: if off.is_empty() {
            "/OCProperties << /OCGs [7 0 R] /D << >> >>"
        } else {
            "/OCProperties << /OCGs [7 0 R] /D << /OFF [7 0 R] >> >>"
        },
        objects: vec![b"<< /Type /OCG /Name (Concept) >>".to_vec()],
        ..PageParts::default()
    };
    let content = format!("/OC /L BDC {} EMC", line("", "11"));
    check_hidden(&content, layer("off"), true);
    check_hidden(&content, layer(""), false);
}

#[test]
fn white_text_on_a_ground_and_the_text_of_a_scan_are_seen() {
    let seen = |content: &str, parts: PageParts<'_>| check_hidden(content, parts, false);
    let image = || PageParts {
        resources: "/XObject << /I 7 0 R >>",
        objects: vec![stream(
            "/Type /XObject /Subtype /Image /Width 64 /Height 64 /ColorSpace /DeviceGray /BitsPerComponent 8",
            &[128; 64 * 64],
        )],
        ..PageParts::default()
    };
    seen(
        &format!("q 0 0.2 0.4 rg 0 650 595 100 re f {} Q", line("1 g", "11")),
        PageParts::default(),
    );
    seen(
        &format!("q 595 0 0 100 0 650 cm /I Do Q q {} Q", line("1 g", "11")),
        image(),
    );
    seen(
        &format!(
            "q 60 w 0 0 1 RG 40 700 m 500 700 l S {} Q",
            line("1 g", "11")
        ),
        PageParts::default(),
    );
    // What text recognition found in the picture of a page.
    seen(
        &format!("q 595 0 0 700 0 20 cm /I Do Q {}", line("3 Tr", "11")),
        image(),
    );
    let form = PageParts {
        resources: "/XObject << /G 7 0 R >>",
        objects: vec![stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 595 842]",
            b"0 0 1 rg 0 650 595 100 re f",
        )],
        ..PageParts::default()
    };
    seen(&format!("q /G Do {} Q", line("1 g", "11")), form);
}

#[test]
fn soft_hyphens_are_at_line_ends_and_painted_ones_stay() {
    let content = "BT /F1 11 Tf 14 TL 60 700 Td (Wij verbeteren de dienst\\255) Tj T* (verlening in Noord-\\255) Tj T* \
        (Holland met de i\\255) Tj T* (visie en het e\\255depot.) Tj ET";
    let read = read_file(&pdf_page(content, PageParts::default()));
    assert_eq!(
        text(&read),
        "Wij verbeteren de dienstverlening in Noord-Holland met de i-visie en het e-depot."
    );
}

/// A page with two columns of running text, each line shown by an operator of its own.
fn two_columns(matrix: &str) -> String {
    let mut content = format!("q {matrix} cm\n");
    for n in 0..8 {
        let y = 500 - 14 * n;
        content.push_str(&show(
            60,
            y,
            10,
            &format!("links staat regel {n} met gewone woorden"),
        ));
        content.push_str(&show(
            320,
            y,
            10,
            &format!("rechts staat regel {n} met gewone woorden"),
        ));
    }
    content + "Q"
}

#[test]
fn turned_pages_keep_their_columns_apart() {
    let expected = read_file(&pdf_page(&two_columns("1 0 0 1 0 0"), PageParts::default()));
    let expected = text(&expected);
    assert!(
        expected.find("links staat regel 7") < expected.find("rechts staat regel 0"),
        "{expected}"
    );
    for (matrix, page) in [
        ("0 1 -1 0 595 0", "/Rotate 90"),
        ("-1 0 0 -1 595 842", "/Rotate 180"),
        ("0 -1 1 0 0 842", "/Rotate 270"),
        ("0 1 -1 0 595 0", ""),
        ("0 -1 1 0 0 842", ""),
        ("1 0 0 1 0 0", "/Rotate 90"),
    ] {
        let parts = PageParts {
            page,
            ..PageParts::default()
        };
        let read = read_file(&pdf_page(&two_columns(matrix), parts));
        assert_eq!(text(&read), expected, "{matrix} {page}");
    }
}

/// A page of which the letters with code 1 have this code point, as text.
fn with_unicode(unicode: &str) -> Vec<u8> {
    let map = format!(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def \
        1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <20> <7e> <0020> endbfrange \
        1 beginbfchar <01> <{unicode}> endbfchar endcmap end end"
    );
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 8 0 R >>";
    let parts = PageParts {
        resources: "",
        objects: vec![font.as_bytes().to_vec(), stream("", map.as_bytes())],
        ..PageParts::default()
    };
    let content =
        "BT /F1 11 Tf 60 700 Td (De informa\\001e van de organisa\\001e is op orde.) Tj ET";
    let bytes = pdf_page(content, parts);
    let page = String::from_utf8_lossy(&bytes).replacen("/F1 5 0 R", "/F1 7 0 R", 1);
    page.into_bytes()
}

#[test]
fn letters_that_the_file_does_not_give_are_counted() {
    for unicode in ["FFFD", "E0A1", "0000"] {
        let read = read_file(&with_unicode(unicode));
        assert_eq!(
            text(&read),
            "De informa\u{fffd}e van de organisa\u{fffd}e is op orde.",
            "{unicode}"
        );
        assert_eq!(codes(&read), [WarningCode::LostLetters], "{unicode}");
        assert!(
            read.readable_share() < 0.8,
            "{unicode}: {}",
            read.readable_share()
        );
    }
    let whole = read_file(&with_unicode("00740069"));
    assert_eq!(text(&whole), "De informatie van de organisatie is op orde.");
    assert_eq!((codes(&whole).len(), whole.readable_share()), (0, 1.0));
}

/// A page in a font whose glyphs 1 and 116, the letter `t` elsewhere, have these names.
fn with_names(font: &str, ligature: &str, t: &str) -> Vec<u8> {
    let encoding = format!(
        "/Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [1 /{ligature} 116 /{t}] >>"
    );
    let parts = PageParts {
        objects: vec![
            format!("<< /Type /Font {font} {encoding} >>").into_bytes(),
            stream("", b"500 0 d0 0 0 400 700 re f"),
        ],
        ..PageParts::default()
    };
    let content = "BT /F1 11 Tf 60 700 Td (De informa\\001e van de gemeen\\164e is op orde.) Tj ET";
    let bytes = pdf_page(content, parts);
    let page = String::from_utf8_lossy(&bytes).replacen("/F1 5 0 R", "/F1 7 0 R", 1);
    page.into_bytes()
}

#[test]
fn letters_are_known_by_the_names_of_glyphs_or_lost() {
    let simple = "/Subtype /Type1 /BaseFont /ABCDEF+Helvetica";
    let drawn = "/Subtype /Type3 /FontBBox [0 0 500 800] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 1 /LastChar 1 \
        /Widths [500] /CharProcs << /g1 8 0 R >> /Resources << >>";
    for font in [simple, drawn] {
        for (ligature, t) in [
            ("t_i", "t"),
            ("uni00740069", "uni0074"),
            ("t_i.liga", "c116"),
        ] {
            let read = read_file(&with_names(font, ligature, t));
            let expected = "De informatie van de gemeente is op orde.";
            assert_eq!(text(&read), expected, "{font} {ligature} {t}");
            assert_eq!((codes(&read).len(), read.readable_share()), (0, 1.0));
        }
        for name in ["g36", "glyph12", "t_i_alt7"] {
            let read = read_file(&with_names(font, name, name));
            let expected = "De informa\u{fffd}e van de gemeen\u{fffd}e is op orde.";
            assert_eq!(text(&read), expected, "{font} {name}");
            assert_eq!(codes(&read), [WarningCode::LostLetters]);
            assert!(read.readable_share() < 0.8, "{}", read.readable_share());
        }
    }
}

#[test]
fn glyphs_without_any_way_to_letters_are_lost_words() {
    let font = "<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Calibri /Encoding /Identity-H /DescendantFonts [8 0 R] >>";
    let descendant = "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Calibri /DW 500 \
        /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>";
    let parts = PageParts {
        objects: vec![font.as_bytes().to_vec(), descendant.as_bytes().to_vec()],
        ..PageParts::default()
    };
    // The numbers of the glyphs of Calibri and Arial are 29 below the letters.
    let glyphs: String = "Wij werken niet samen."
        .bytes()
        .map(|byte| format!("{:04x}", byte - 29))
        .collect();
    let content = format!(
        "{}BT /F2 11 Tf 60 600 Td <{glyphs}> Tj ET",
        show(60, 700, 11, VISIBLE)
    );
    let bytes = pdf_page(&content, parts);
    let bytes = String::from_utf8_lossy(&bytes).replacen("/F2 6 0 R", "/F2 7 0 R", 1);
    let read = read_file(bytes.as_bytes());
    assert!(text(&read).starts_with(VISIBLE), "{}", text(&read));
    assert!(!text(&read).contains("ZHUNHQ"), "{}", text(&read));
    assert_eq!(codes(&read), [WarningCode::LostLetters]);
    assert!(read.readable_share() < 0.7, "{}", read.readable_share());
}

#[test]
fn the_encryption_of_acrobat_9_is_read() {
    let bytes = include_bytes!("../../../tests/fixtures/extract/revision5.pdf");
    let read = read_file(bytes);
    assert_eq!(
        text(&read),
        "Wij werken samen met de buren aan een gezamenlijk zaaksysteem."
    );
    assert_eq!(codes(&read), []);
}

#[test]
fn files_that_break_off_are_never_whole() {
    let pages: Vec<String> = (0..4)
        .map(|n| show(60, 700, 11, &format!("Op bladzijde {n} werken wij samen.")))
        .collect();
    let whole = fixture::pdf(&pages);
    assert_eq!(read_file(&whole).readable_share(), 1.0);
    for percent in [40, 70, 95] {
        let read = read_file(&whole[..whole.len() * percent / 100]);
        assert!(read.readable_share() < 1.0, "{percent}");
        let unreadable = read
            .warnings
            .iter()
            .any(|warning| warning.kind == WarningKind::Unreadable);
        assert!(
            codes(&read).contains(&WarningCode::CutOff) || unreadable,
            "{percent}: {:?}",
            read.warnings
        );
    }
    let mut tail = whole.clone();
    tail.extend_from_slice(b"\n<!-- a server adds this -->");
    assert_eq!(
        (
            codes(&read_file(&tail)).len(),
            read_file(&tail).readable_share()
        ),
        (0, 1.0)
    );
}

#[test]
fn attachments_are_read_and_told() {
    let attached = |bytes: &[u8], name: &str| {
        let hex: String = bytes
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>()
            + ">";
        let parts = PageParts {
            catalog: "/Names << /EmbeddedFiles << /Names [(a) 7 0 R] >> >>",
            objects: vec![
                format!("<< /Type /Filespec /F ({name}) /UF ({name}) /EF << /F 8 0 R >> >>")
                    .into_bytes(),
                // In digits, so that the marks of a PDF inside are none of the PDF around it.
                stream(
                    "/Type /EmbeddedFile /Filter /ASCIIHexDecode",
                    hex.as_bytes(),
                ),
            ],
            ..PageParts::default()
        };
        read_file(&pdf_page(&show(60, 700, 11, VISIBLE), parts))
    };
    let inner = fixture::pdf(&[show(60, 700, 11, "De bijlage werkt samen.")]);
    let read = attached(&inner, "bijlage.pdf");
    assert_eq!(text(&read), format!("{VISIBLE}\nDe bijlage werkt samen."));
    assert_eq!(
        (read.pages_total, codes(&read)),
        (2, vec![WarningCode::AttachmentsRead])
    );
    let unread = attached(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "bijlage.doc");
    assert_eq!(codes(&unread), [WarningCode::AttachmentsNotRead]);
    assert!(unread.readable_share() < 1.0);
    assert_eq!(codes(&attached(b"<factuur/>", "factuur.xml")), []);
}
