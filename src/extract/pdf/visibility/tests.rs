//! Hidden text in forms, and text that is painted over.

use crate::document::{Warning, WarningCode};
use crate::extract::fixture::{PageParts, pdf_page, show, stream};
use crate::extract::{ExtractConfig, extract};

const VISIBLE: &str = "Wij werken samen met de buren.";
const HIDDEN: &str = "Wij willen niet samenwerken.";

/// The text of a page with this content below a line that is seen, and whether hidden text was told.
fn read(content: &str, parts: PageParts<'_>) -> (String, bool) {
    let page = format!("{}{content}", show(60, 780, 11, VISIBLE));
    let read = extract(
        &pdf_page(&page, parts),
        "visie.pdf",
        &ExtractConfig::default(),
    );
    let texts: Vec<&str> = read.pages.iter().map(|page| page.text.as_str()).collect();
    let codes = read.warnings.iter().filter_map(Warning::parse);
    let told = codes
        .into_iter()
        .any(|parsed| parsed.code == WarningCode::HiddenOnPages);
    (texts.join("\n"), told)
}

fn check(content: &str, parts: PageParts<'_>, expected: &str) {
    let (text, told) = read(content, parts);
    let is_hidden = !expected.contains("niet samenwerken");
    let expected = format!("{VISIBLE}\n{expected}");
    assert_eq!(text, expected.trim_end(), "{content}");
    assert_eq!(told, is_hidden, "{content}");
}

fn line(state: &str, size: &str) -> String {
    format!("BT /F1 {size} Tf {state} 60 700 Td ({HIDDEN}) Tj ET\n")
}

/// A page with a form of this content; `inner` is that of a form inside it.
fn with_form<'a>(entries: &str, content: &str, inner: &str) -> PageParts<'a> {
    let form = |entries: &str, objects: &str, content: &str| {
        let entries = format!(
            "/Type /XObject /Subtype /Form {entries} /Resources << /Font << /F1 5 0 R >> {objects} >>"
        );
        stream(&entries, content.as_bytes())
    };
    let box_of_page = "/BBox [0 0 595 842]";
    PageParts {
        resources: "/XObject << /Fm 7 0 R >>",
        objects: vec![
            form(entries, "/XObject << /In 8 0 R >>", content),
            form(box_of_page, "", inner),
        ],
        ..PageParts::default()
    }
}

#[test]
fn hidden_text_in_a_form_is_left_out_and_told() {
    let seen = show(60, 600, 11, "Dit staat in de vorm.");
    let whole = "/BBox [0 0 595 842]";
    for hidden in [
        format!("q {} Q", line("1 g", "11")),
        line("3 Tr", "11") + "BT 0 Tr ET ",
        line("", "0.5"),
        format!("q 0 0 100 100 re W n {} Q", line("", "11")),
    ] {
        let parts = with_form(whole, &format!("{hidden} {seen}"), "");
        check("q /Fm Do Q", parts, "Dit staat in de vorm.");
        // In a form inside a form, and moved by both.
        let parts = with_form(
            whole,
            "q 1 0 0 1 0 -20 cm /In Do Q",
            &(hidden + " " + &seen),
        );
        check("q 1 0 0 1 0 10 cm /Fm Do Q", parts, "Dit staat in de vorm.");
    }
    let parts = with_form("/BBox [0 590 595 620]", &(line("", "11") + &seen), "");
    check("/Fm Do", parts, "Dit staat in de vorm.");
}

#[test]
fn what_is_seen_in_a_form_stays() {
    let whole = "/BBox [0 0 595 842]";
    check("/Fm Do", with_form(whole, &line("", "11"), ""), HIDDEN);
    // White letters on a ground that the page or the form paints.
    let ground = "0 0.2 0.4 rg 0 650 595 100 re f ";
    check(
        &format!("q {ground} Q /Fm Do"),
        with_form(whole, &line("1 g", "11"), ""),
        HIDDEN,
    );
    check(
        "/Fm Do",
        with_form(whole, &format!("{ground} {}", line("1 g", "11")), ""),
        HIDDEN,
    );
}

#[test]
fn text_below_a_rectangle_is_left_out_and_told() {
    let covered = |cover: &str| {
        check(
            &format!("{} q {cover} Q", line("", "11")),
            PageParts::default(),
            "",
        );
    };
    covered("0 g 50 690 300 30 re f");
    covered("1 g 50 690 300 30 re f*");
    covered("0 g 50 690 m 350 690 l 350 720 l 50 720 l h f");
    covered("0.5 0 0 0.5 0 0 cm 0 g 100 1380 600 60 re B");
    let form = with_form("/BBox [0 0 595 842]", "0 g 50 690 300 30 re f", "");
    check(&format!("{} /Fm Do", line("", "11")), form, "");
    let image = PageParts {
        resources: "/XObject << /I 7 0 R >>",
        objects: vec![stream(
            "/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8",
            &[128; 64],
        )],
        ..PageParts::default()
    };
    check(
        &format!("{} q 300 0 0 30 50 690 cm /I Do Q", line("", "11")),
        image,
        "",
    );
}

#[test]
fn text_that_shows_through_or_beside_is_seen() {
    let seen = |cover: &str| {
        let parts = PageParts {
            resources: "/ExtGState << /G << /ca 0.3 >> /M << /BM /Multiply >> >>",
            ..PageParts::default()
        };
        check(&format!("{} q {cover} Q", line("", "11")), parts, HIDDEN);
    };
    seen("/G gs 1 1 0 rg 50 690 300 30 re f");
    seen("/M gs 1 1 0 rg 50 690 300 30 re f");
    seen("1 0 0 RG 50 690 300 30 re S");
    seen("0 g 50 600 300 30 re f");
    seen("0 g 50 690 m 350 690 l 200 720 l h f");
    seen("50 600 300 30 re W n 0 g 50 690 300 30 re f");
    seen("0 g 50 690 300 30 re 40 680 320 50 re f*");
    // A ground that was painted first.
    check(
        &format!("q 0.9 g 50 690 300 30 re f Q {}", line("", "11")),
        PageParts::default(),
        HIDDEN,
    );
    // What a scan shows is read below it.
    let scan = PageParts {
        resources: "/XObject << /I 7 0 R >>",
        objects: vec![stream(
            "/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8",
            &[128; 64],
        )],
        ..PageParts::default()
    };
    check(
        &format!("{} q 595 0 0 842 0 0 cm /I Do Q", line("", "11")),
        scan,
        HIDDEN,
    );
}

/// In Helvetica of 10 points a letter of `mmmm` is 8.33 points wide, and a blank 2.78.
#[test]
fn of_a_line_only_the_words_below_a_box_are_left_out() {
    for show in [
        "(mmmm mmmm mmmm) Tj",
        "[(mmmm) -278 (mmmm mmmm)] TJ",
        "14 TL 0 14 Td (mmmm mmmm mmmm) '",
        "14 TL 0 14 Td 0 0 (mmmm mmmm mmmm) \"",
    ] {
        let content = format!("BT /F1 10 Tf 100 700 Td {show} ET 0 g 135 696 35 14 re f");
        let (text, told) = read(&content, PageParts::default());
        assert_eq!(text, format!("{VISIBLE}\nmmmm mmmm"), "{show}");
        assert!(told, "{show}");
    }
}
