//! ODT as word processors write it: text, what is hidden, and what stands elsewhere.

use super::*;
use crate::extract::fixture;

#[test]
fn reads_headings_lists_notes_and_tables() {
    let content = "<office:document-content><office:body><office:text>\
        <text:h text:outline-level='2'>Doel</text:h>\
        <text:table-of-content><text:p>Doel<text:tab/>3</text:p></text:table-of-content>\
        <text:p>Wij werken<text:s text:c='2'/>samen<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Noot.</text:p></text:note-body></text:note>.</text:p>\
        <text:list><text:list-item><text:p>punt</text:p></text:list-item></text:list>\
        <table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>\
        </office:text></office:body></office:document-content>";
    let bytes = fixture::zip(&[("content.xml", content.as_bytes())]);
    let read = read(&bytes, 1 << 20);
    let blocks = read.draft.outline();
    assert_eq!(
        blocks,
        [
            (BlockKind::Heading(2), "Doel"),
            (BlockKind::Contents, "Doel 3"),
            (BlockKind::Paragraph, "Noot."),
            (BlockKind::Paragraph, "Wij werken samen."),
            (BlockKind::ListItem, "punt"),
            (BlockKind::TableRow, "a | b"),
        ]
    );
}

/// The texts of a document with these automatic styles and this body, and how many places are hidden in it.
fn texts(styles: &str, body: &str) -> (Vec<String>, u32) {
    let content = format!(
        "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let read = read(
        &fixture::zip(&[("content.xml", content.as_bytes())]),
        1 << 20,
    );
    let texts = read.draft.blocks.iter().map(|block| block.text.clone());
    let hidden = read.warnings.iter().filter_map(|warning| {
        let parsed = warning.parse()?;
        (parsed.code == WarningCode::HiddenText).then(|| parsed.arguments[0].parse::<u32>().ok())?
    });
    (texts.collect(), hidden.sum())
}

#[test]
fn hidden_text_is_left_out_and_told() {
    let styles = "<style:style style:name='V'><style:text-properties text:display='none'/></style:style>\
        <style:style style:name='VV' style:parent-style-name='V'/>\
        <style:style style:name='W'><style:text-properties fo:color='#ffffff'/></style:style>\
        <style:style style:name='WB'><style:text-properties fo:color='#ffffff' fo:background-color='#003366'/></style:style>\
        <style:style style:name='N'><style:text-properties fo:color='#fefefe'/></style:style>\
        <style:style style:name='BB'><style:text-properties fo:color='#003366' fo:background-color='#003366'/></style:style>\
        <style:style style:name='S'><style:text-properties style:text-scale='1%'/></style:style>\
        <style:style style:name='M'><style:text-properties fo:font-size='0.02cm'/></style:style>\
        <style:style style:name='O'><style:text-properties loext:opacity='0%'/></style:style>\
        <style:style style:name='D'><style:text-properties text:display='true'/></style:style>\
        <style:style style:name='T'><style:table-properties table:display='false'/></style:style>\
        <style:style style:name='C'><style:table-cell-properties fo:background-color='#003366'/></style:style>";
    let check = |body: &str, expected: &[&str], hidden: u32| {
        let body = format!("<text:p>Wij werken samen.</text:p>{body}");
        let (texts, found) = texts(styles, &body);
        assert_eq!(
            (texts, found),
            (
                expected.iter().map(|text| (*text).to_owned()).collect(),
                hidden
            ),
            "{body}"
        );
    };
    let only = &["Wij werken samen."];
    check("<text:p text:style-name='V'>niet</text:p>", only, 1);
    check("<text:p text:style-name='VV'>niet</text:p>", only, 1);
    check(
        "<text:p><text:span text:style-name='V'>niet</text:span></text:p>",
        only,
        1,
    );
    check("<text:p text:style-name='W'>niet</text:p>", only, 1);
    check(
        "<text:section text:display='none'><text:p>niet</text:p><text:p>nooit</text:p></text:section>",
        only,
        1,
    );
    check(
        "<text:p><text:hidden-paragraph text:is-hidden='true'/>niet</text:p>",
        only,
        1,
    );
    check(
        "<text:p><text:hidden-text text:is-hidden='true'>niet</text:hidden-text></text:p>",
        only,
        1,
    );
    for hidden in [
        "<text:section text:display='condition' text:is-hidden='true'><text:p>niet</text:p></text:section>",
        "<text:p><text:variable-set text:display='none'>niet</text:variable-set></text:p>",
        "<text:p><draw:frame draw:display='none'><draw:text-box><text:p>niet</text:p></draw:text-box></draw:frame></text:p>",
        "<table:table><table:table-row table:visibility='collapse'><table:table-cell><text:p>niet</text:p></table:table-cell></table:table-row></table:table>",
        "<table:table table:style-name='T'><table:table-row><table:table-cell><text:p>niet</text:p></table:table-cell></table:table-row></table:table>",
        "<table:table><table:table-row><table:table-cell><text:p text:style-name='W'>niet</text:p></table:table-cell></table:table-row></table:table>",
        "<text:p text:style-name='N'>niet</text:p>",
        "<text:p text:style-name='BB'>niet</text:p>",
        "<text:p text:style-name='S'>niet</text:p>",
        "<text:p text:style-name='M'>niet</text:p>",
        "<text:p text:style-name='O'>niet</text:p>",
        "<text:p><draw:frame><draw:image/></draw:frame></text:p><text:p text:style-name='W'>niet</text:p>",
    ] {
        check(hidden, only, 1);
    }
    let both = &["Wij werken samen.", "Wel."];
    check(
        "<text:p text:style-name='V'><text:span text:style-name='D'>Wel.</text:span></text:p>",
        both,
        0,
    );
    check(
        "<table:table><table:table-row><table:table-cell table:style-name='C'><text:p text:style-name='W'>Wel.</text:p></table:table-cell></table:table-row></table:table>",
        both,
        0,
    );
    check(
        "<text:p><draw:custom-shape><text:p text:style-name='W'>Wel.</text:p></draw:custom-shape></text:p>",
        both,
        0,
    );
    check("<text:p text:style-name='WB'>Wel.</text:p>", both, 0);
    check(
        "<text:section text:display='true'><text:p>Wel.</text:p></text:section>",
        both,
        0,
    );
    check(
        "<text:tracked-changes><text:deletion><text:p>niet</text:p></text:deletion></text:tracked-changes><text:p>Wel.</text:p>",
        both,
        0,
    );
}

#[test]
fn default_styles_and_coloured_pages_count() {
    let hidden = "<style:default-style style:family='paragraph'><style:text-properties text:display='none'/></style:default-style>";
    assert_eq!(texts(hidden, "<text:p>niet</text:p>"), (vec![], 1));
    let white =
        "<style:style style:name='W'><style:text-properties fo:color='#ffffff'/></style:style>";
    let body = "<text:p text:style-name='W'>Wel.</text:p>";
    for page in [
        "<style:page-layout-properties fo:background-color='#003366'/>",
        "<style:page-layout-properties draw:fill='bitmap'/>",
        "<style:graphic-properties style:run-through='background'/>",
    ] {
        let found = texts(&format!("{white}{page}"), body);
        assert_eq!(found, (vec!["Wel.".to_owned()], 0), "{page}");
    }
}

#[test]
fn parts_of_the_text_that_are_elsewhere_are_read_or_told() {
    let read = |body: &str, more: &[(&str, &[u8])]| {
        let content = format!("<office:text>{body}</office:text>");
        let mut members = vec![("content.xml", content.as_bytes())];
        members.extend(more);
        let read = read(&fixture::zip(&members), 1 << 20);
        let texts: Vec<String> = read
            .draft
            .blocks
            .iter()
            .map(|one| one.text.clone())
            .collect();
        (texts.join("|"), read.warnings.len())
    };
    let object = "<text:p>Wij.<draw:object xlink:href='./Object 1'/></text:p>";
    let inner: &[u8] = b"<office:text><text:p>Binnen.</text:p></office:text>";
    assert_eq!(
        read(object, &[("Object 1/content.xml", inner)]),
        ("Wij.|Binnen.".to_owned(), 0)
    );
    let sheet: &[u8] = b"<office:spreadsheet/>";
    assert_eq!(
        read(object, &[("Object 1/content.xml", sheet)]),
        ("Wij.".to_owned(), 1)
    );
    let linked = "<text:p>Wij.</text:p><text:section><text:section-source xlink:href='../b.odt'/>";
    assert_eq!(
        read(&format!("{linked}</text:section>"), &[]),
        ("Wij.".to_owned(), 1)
    );
    let kept = format!("{linked}<text:p>Zij.</text:p></text:section>");
    assert_eq!(read(&kept, &[]), ("Wij.|Zij.".to_owned(), 0));
}
