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

/// Hidden text in every way that a page alone knows.
#[test]
fn letters_that_are_not_painted_are_left_out_and_told() {
    let resources = "/ExtGState << /F << /ca 0 >> /S << /ca 0 /CA 0 >> >> \
        /ColorSpace << /Inks [/Separation /Black /DeviceCMYK 7 0 R] >>";
    let inks = "<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 0 0 1] /N 1 >>";
    let hidden = |before: &str, state: &str| {
        let parts = PageParts {
            resources,
            objects: vec![inks.as_bytes().to_vec()],
            ..PageParts::default()
        };
        check(
            &format!("q {before} {} Q BT 0 Tr ET", line(state, "11")),
            parts,
            "",
        );
    };
    // In the colour of what is below them.
    hidden("0 g 50 690 300 30 re f", "");
    hidden("0 0.2 0.4 rg 50 690 300 30 re f", "");
    hidden("0 0 0 1 k 50 690 300 30 re f", "0 g");
    hidden("/Inks cs 0 scn", "");
    // Outlines, letters that are both, and letters that are only a clip.
    hidden("1 G", "1 Tr");
    hidden("1 g 1 G", "2 Tr");
    hidden("/S gs", "1 Tr");
    hidden("/S gs", "2 Tr");
    hidden("", "7 Tr");
    let seen = |before: &str, state: &str, after: &str| {
        let parts = PageParts {
            resources,
            objects: vec![inks.as_bytes().to_vec()],
            ..PageParts::default()
        };
        let content = format!("q {before} {} {after} Q BT 0 Tr ET", line(state, "11"));
        check(&content, parts, HIDDEN);
    };
    seen("0.8 g 50 690 300 30 re f", "0 g", "");
    seen("0 g 50 690 300 30 re 40 680 320 50 re f*", "0 g", "");
    seen("/F gs", "1 Tr", "");
    seen("1 g", "2 Tr", "");
    seen("/Inks cs 1 scn", "", "");
    seen("", "7 Tr", "0 0.2 0.4 rg 50 690 300 30 re f");
}

#[test]
fn a_picture_in_the_stream_covers_and_a_mask_does_not() {
    let inline = |entries: &str| {
        format!(
            "{} q 300 0 0 30 50 690 cm BI /W 1 /H 1 {entries} ID A EI Q",
            line("", "11")
        )
    };
    check(&inline("/CS /G /BPC 8"), PageParts::default(), "");
    check(&inline("/IM true /BPC 1"), PageParts::default(), HIDDEN);
}

#[test]
fn layers_that_are_off_are_left_out_whatever_switches_them() {
    let on = "<< /Type /OCG /Name (aan) >>";
    let off = "<< /Type /OCG /Name (uit) >>";
    let read = |configuration: &str, second: &str, membership: &str, expected: &str| {
        let catalog = format!("/OCProperties << /OCGs [7 0 R 8 0 R] /D << {configuration} >> >>");
        let parts = PageParts {
            resources: "/Properties << /U 8 0 R /M 9 0 R >>",
            catalog: &catalog,
            objects: [on, second, membership]
                .map(|one| one.as_bytes().to_vec())
                .to_vec(),
            ..PageParts::default()
        };
        let name = if membership == "null" { "U" } else { "M" };
        let content = format!("/OC /{name} BDC {} EMC", line("", "11"));
        check(&content, parts, expected);
    };
    read("/OFF [8 0 R]", off, "null", "");
    read("/OFF [7 0 R]", off, "null", HIDDEN);
    read("/BaseState /OFF /ON [7 0 R]", off, "null", "");
    read("/OFF [8 0 R]", on, "null", "");
    let usage = "<< /Type /OCG /Name (uit) /Usage << /View << /ViewState /OFF >> >> >>";
    let automatic = "/AS [<< /Event /View /Category [/View] /OCGs [8 0 R] >>]";
    read(automatic, usage, "null", "");
    let members = |rest: &str| format!("<< /Type /OCMD {rest} >>");
    read(
        "/OFF [8 0 R]",
        off,
        &members("/OCGs [7 0 R 8 0 R] /P /AllOn"),
        "",
    );
    read("/OFF [8 0 R]", off, &members("/OCGs [7 0 R 8 0 R]"), HIDDEN);
    read("/OFF [8 0 R]", off, &members("/OCGs 8 0 R"), "");
    read("/OFF [8 0 R]", off, &members("/VE [/Not 7 0 R]"), "");
    read(
        "/OFF [8 0 R]",
        off,
        &members("/VE [/Or 7 0 R 8 0 R]"),
        HIDDEN,
    );
}

#[test]
fn a_form_in_a_layer_that_is_off_is_left_out() {
    let form = with_form("/BBox [0 0 595 842] /OC 10 0 R", &line("", "11"), "");
    let catalog = "/OCProperties << /OCGs [9 0 R 10 0 R] /D << /OFF [10 0 R] >> >>";
    let mut parts = PageParts { catalog, ..form };
    for name in ["aan", "uit"] {
        let layer = format!("<< /Type /OCG /Name ({name}) >>");
        parts.objects.push(layer.into_bytes());
    }
    check("/Fm Do", parts, "");
}

#[test]
fn a_sentence_outside_the_page_is_told_and_a_printers_mark_is_not() {
    let at = |x: i32, y: i32, text: &str| read(&show(x, y, 11, text), PageParts::default());
    for (x, y) in [(-500, 700), (60, 2000), (900, 100)] {
        assert_eq!(at(x, y, HIDDEN), (VISIBLE.to_owned(), true));
    }
    let mark = "visie_binnenwerk.indd 3 12-03-2024 10:11";
    assert_eq!(at(60, 900, mark), (VISIBLE.to_owned(), false));
}

/// White and black in the colour spaces that a page names, with what its numbers mean there.
#[test]
fn white_is_white_in_every_colour_space() {
    let between = |none: &str, all: &str| {
        format!("<< /FunctionType 2 /Domain [0 1] /C0 [{none}] /C1 [{all}] /N 1 >>")
    };
    let program = stream(
        "/FunctionType 4 /Domain [0 1] /Range [0 1]",
        b"{ 1 exch sub }",
    );
    let check_space = |space: &str, function: &[u8], numbers: &str, expected: &str| {
        let resources = format!("/ColorSpace << /C {space} >>");
        let parts = PageParts {
            resources: &resources,
            objects: vec![function.to_vec()],
            ..PageParts::default()
        };
        check(
            &format!("q {} Q", line(&format!("/C cs {numbers} scn"), "11")),
            parts,
            expected,
        );
    };
    let none = b"null".as_slice();
    let palette = "[/Indexed /DeviceRGB 1 <000000FFFFFF>]";
    check_space(palette, none, "1", "");
    check_space(palette, none, "0", HIDDEN);
    let grey = "[/Indexed /DeviceGray 1 <FF00>]";
    check_space(grey, none, "0", "");
    check_space(grey, none, "1", HIDDEN);
    let lab = "[/Lab << /WhitePoint [0.9505 1 1.089] >>]";
    check_space(lab, none, "100 0 0", "");
    check_space(lab, none, "30 0 0", HIDDEN);
    check_space(lab, none, "90 0 60", HIDDEN);
    // An ink that is white, and one of which none is black.
    let white = between("0 0 0 0.4", "0 0 0 0");
    let ink = "[/Separation /Wit /DeviceCMYK 7 0 R]";
    check_space(ink, white.as_bytes(), "1", "");
    check_space(ink, white.as_bytes(), "0", HIDDEN);
    let reversed = between("0", "1");
    check_space(
        "[/Separation /Licht /DeviceGray 7 0 R]",
        reversed.as_bytes(),
        "0",
        HIDDEN,
    );
    check_space(
        "[/Separation /Licht /DeviceGray 7 0 R]",
        reversed.as_bytes(),
        "1",
        "",
    );
    let calculated = "[/DeviceN [/Zwart] /DeviceGray 7 0 R]";
    check_space(calculated, &program, "0", "");
    check_space(calculated, &program, "1", HIDDEN);
}
