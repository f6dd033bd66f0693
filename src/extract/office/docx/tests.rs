//! What is read of Word files, and what is left out.

use super::*;
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
        (parsed.code == WarningCode::HiddenText).then(|| parsed.arguments[0].parse::<u32>().ok())?
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

/// The texts of a document with this paragraph beside one that is seen, and how many places are hidden in it.
fn beside(styles: &str, body: &str) -> (Vec<String>, u32) {
    let styles = format!("<w:styles>{styles}</w:styles>");
    let body = format!("<w:p>{}</w:p>{body}", run("<w:vanish w:val='0'/>", "Wel."));
    texts(&body, &[("word/styles.xml", &styles)])
}

fn paragraph(style: &str, properties: &str) -> String {
    let style = format!("<w:pPr><w:pStyle w:val='{style}'/></w:pPr>");
    format!("<w:p>{style}{}</w:p>", run(properties, "niet"))
}

fn table(properties: &str, row: &str, cell: &str) -> String {
    format!(
        "<w:tbl><w:tblPr>{properties}</w:tblPr><w:tr><w:trPr>{row}</w:trPr><w:tc><w:tcPr>{cell}</w:tcPr>{}</w:tc></w:tr></w:tbl>",
        paragraph("", "<w:color w:val='FFFFFF'/>")
    )
}

#[test]
fn text_is_hidden_by_every_kind_of_style() {
    let vanish = "<w:rPr><w:vanish/></w:rPr>";
    let style =
        |kind: &str, rest: &str| format!("<w:style w:type='{kind}' w:styleId='V'>{rest}</w:style>");
    let hidden = |styles: &str, body: &str| {
        assert_eq!(
            beside(styles, body),
            (vec!["Wel.".to_owned()], 1),
            "{styles} {body}"
        );
    };
    let in_table = "<w:tbl><w:tblPr><w:tblStyle w:val='V'/></w:tblPr><w:tr><w:tc>".to_owned()
        + &paragraph("", "")
        + "</w:tc></w:tr></w:tbl>";
    hidden(&style("table", vanish), &in_table);
    hidden(
        &style(
            "table",
            &format!("<w:tblStylePr w:type='firstRow'>{vanish}</w:tblStylePr>"),
        ),
        &in_table,
    );
    hidden(
        &format!("<w:docDefaults><w:rPrDefault>{vanish}</w:rPrDefault></w:docDefaults>"),
        &paragraph("", ""),
    );
    hidden(
        &format!("<w:style w:type='paragraph' w:default='1' w:styleId='N'>{vanish}</w:style>"),
        &format!("<w:p>{}</w:p>", run("", "niet")),
    );
    hidden(
        "<w:style w:styleId='V'><w:rPr><w:sz w:val='2'/></w:rPr></w:style>",
        &paragraph("V", ""),
    );
    // Hidden by the style of the paragraph and by that of the letters is seen.
    let both =
        style("paragraph", vanish) + "<w:style w:styleId='C'><w:rPr><w:vanish/></w:rPr></w:style>";
    let (seen, places) = beside(&both, &paragraph("V", "<w:rStyle w:val='C'/>"));
    assert_eq!((seen.len(), places), (2, 0));
}

#[test]
fn letters_of_the_colour_of_their_ground_are_hidden() {
    let hidden = |properties: &str| {
        let found = beside("", &paragraph("", properties));
        assert_eq!(found, (vec!["Wel.".to_owned()], 1), "{properties}");
    };
    hidden("<w:color w:val='FFFFFF' w:themeColor='background1'/>");
    hidden("<w:color w:themeColor='background1'/>");
    hidden("<w:color w:val='FEFEFE'/>");
    hidden("<w:color w:val='FFFFFF'/><w:shd w:val='clear' w:fill='FFFFFF'/>");
    hidden("<w:color w:val='FFFFFF'/><w:highlight w:val='white'/>");
    hidden("<w:color w:val='003366'/><w:shd w:val='clear' w:fill='003366'/>");
    hidden("<w:color w:val='000000'/><w:highlight w:val='black'/>");
    hidden("<w14:textFill><w14:noFill/></w14:textFill>");
    hidden(
        "<w14:textFill><w14:solidFill><w14:srgbClr w14:val='000000'><w14:alpha w14:val='100000'/></w14:srgbClr></w14:solidFill></w14:textFill>",
    );
    hidden("<w:w w:val='1'/>");
    let seen = |properties: &str| {
        let found = beside("", &paragraph("", properties));
        assert_eq!((found.0.len(), found.1), (2, 0), "{properties}");
    };
    seen("<w14:textOutline><w14:noFill/></w14:textOutline>");
    seen("<w:color w:val='D9D9D9' w:themeColor='background1' w:themeShade='D9'/>");
    seen("<w:color w:val='FFFFFF'/><w:shd w:val='clear' w:themeFill='accent1'/>");
    seen("<w:color w:val='auto'/><w:highlight w:val='black'/>");
}

#[test]
fn hidden_rows_and_white_letters_in_tables_are_left_out() {
    let is = |table: &str, styles: &str, expected: usize, places: u32| {
        let found = beside(styles, table);
        assert_eq!((found.0.len(), found.1), (expected, places), "{table}");
    };
    is(&table("", "", ""), "", 1, 1);
    is(&table("", "<w:hidden/>", ""), "", 1, 1);
    is(&table("", "", "<w:shd w:fill='FFFFFF'/>"), "", 1, 1);
    is(&table("", "", "<w:shd w:fill='003366'/>"), "", 2, 0);
    is(&table("<w:shd w:fill='003366'/>", "", ""), "", 2, 0);
    let shaded = "<w:style w:type='table' w:styleId='T'><w:tblStylePr w:type='firstRow'><w:tcPr><w:shd w:fill='003366'/></w:tcPr></w:tblStylePr></w:style>";
    is(&table("<w:tblStyle w:val='T'/>", "", ""), shaded, 2, 0);
    is(&table("<w:tblStyle w:val='unknown'/>", "", ""), "", 2, 0);
}

#[test]
fn hidden_drawings_are_left_out_and_a_logo_hides_nothing() {
    let boxed = format!("<w:txbxContent>{}</w:txbxContent>", paragraph("", ""));
    for drawing in [
        format!("<wp:anchor behindDoc='0'><wp:docPr hidden='1'/>{boxed}</wp:anchor>"),
        format!(
            "<w:pict><v:shape style='position:absolute; visibility: hidden'>{boxed}</v:shape></w:pict>"
        ),
    ] {
        let body = format!("<w:p><w:r>{drawing}</w:r></w:p>");
        assert_eq!(beside("", &body), (vec!["Wel.".to_owned()], 1), "{body}");
    }
    let white = paragraph("", "<w:color w:val='FFFFFF'/>");
    let logo =
        |behind: &str| format!("<w:p><w:r><wp:anchor behindDoc=\"{behind}\"/></w:r></w:p>{white}");
    assert_eq!(beside("", &logo("0")).1, 1);
    assert_eq!(beside("", &logo("1")).1, 0);
}

#[test]
fn deleted_rows_cells_and_moved_marks_are_gone() {
    let row = |row: &str, cell: &str, text: &str| {
        format!(
            "<w:tr><w:trPr>{row}</w:trPr><w:tc><w:tcPr>{cell}</w:tcPr><w:p>{}</w:p></w:tc></w:tr>",
            run("", text)
        )
    };
    let body = format!(
        "<w:tbl>{}{}{}</w:tbl><w:p>{}</w:p>",
        row("<w:del w:id='1'/>", "", "niet"),
        row("", "<w:cellDel/>", "nooit"),
        row("<w:ins/>", "", "Nieuw."),
        run("", "Slot.")
    );
    assert_eq!(texts(&body, &[]).0, ["Nieuw.", "Slot."]);
    let moved = format!(
        "<w:p><w:pPr><w:rPr><w:moveFrom w:id='1'/></w:rPr></w:pPr>{}</w:p><w:p>{}</w:p>",
        run("", "Wij werken "),
        run("", "verder.")
    );
    assert_eq!(texts(&moved, &[]).0, ["Wij werken verder."]);
}

#[test]
fn symbols_diagrams_and_parts_elsewhere_are_accounted_for() {
    let sym = |font: &str, number: &str| {
        format!(
            "<w:p>{}<w:r><w:sym w:font='{font}' w:char='{number}'/></w:r>{}</w:p>",
            run("", "co"),
            run("", "rdinatie")
        )
    };
    assert_eq!(texts(&sym("Calibri", "00F6"), &[]).0, ["coördinatie"]);
    assert_eq!(
        texts(&sym("Calibri", "F0A1"), &[]).0,
        ["co\u{fffd}rdinatie"]
    );
    assert_eq!(texts(&sym("Wingdings", "F0E0"), &[]).0, ["co rdinatie"]);
    let relationships =
        "<R><Relationship Id='d' Type='http://x/diagramData' Target='diagrams/data1.xml'/></R>";
    let data = "<dgm:pt><a:p><a:r><a:t>De kern is samen</a:t></a:r></a:p></dgm:pt>";
    let parts = [
        ("word/_rels/document.xml.rels", relationships),
        ("word/diagrams/data1.xml", data),
    ];
    assert_eq!(texts("<w:p/>", &parts).0, ["De kern is samen"]);
    let document = "<w:document><w:p/><w:subDoc r:id='s'/></w:document>";
    let read = read(
        &fixture::zip(&[("word/document.xml", document.as_bytes())]),
        1 << 20,
    );
    assert!(read.embedded[0].bytes.is_none());
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
