//! What headings, lists and tables tell of the sentences in them.

use super::{DETECTOR, TAXONOMY};
use crate::document::BlockKind::{Heading, ListItem, Paragraph, TableRow};
use crate::document::{BlockKind, DocumentId, Origin, Page, PageNumber, Passage, PassageId};
use crate::stance::{Stance, Subject, detect_document};
use crate::text::Span;

/// The positions of the own statements of a document of one page and one passage: `principle=for` or `principle=against`.
fn positions(blocks: &[(BlockKind, &str)]) -> Vec<String> {
    let mut page = Page::new(PageNumber::FIRST);
    for (kind, text) in blocks {
        page.push(*kind, text);
    }
    let headings = page
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, Heading(_)))
        .map(|block| block.span)
        .collect();
    let passage = Passage {
        id: PassageId {
            document: DocumentId::from_bytes(page.text.as_bytes()),
            ordinal: 0,
        },
        page: PageNumber::FIRST,
        span: Span::new(0, page.text.len()),
        heading: None,
        text: page.text.clone(),
        headings,
        masked: Vec::new(),
        words: 0,
        letters: 0,
        origin: Origin::Own,
    };
    let statements = detect_document(&[page], &[passage], &DETECTOR, &["Veldrade"]);
    let mut found: Vec<String> = statements
        .iter()
        .filter(|one| one.subject == Subject::Own && one.is_own())
        .flat_map(|one| &one.principles)
        .map(|reading| {
            let pole = match reading.stance {
                Stance::For => "for",
                Stance::Against => "against",
            };
            format!("{}={pole}", TAXONOMY.principle(reading.principle).name)
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

const TITLE: (BlockKind, &str) = (Heading(1), "Informatiebeleidsplan Veldrade");

#[test]
fn a_choice_counts_under_the_course_and_not_under_alternatives_or_history() {
    let choice = (Paragraph, "Wij kiezen voor de cloud als norm.");
    let below = |heading: &'static str| positions(&[TITLE, (Heading(2), heading), choice]);
    assert_eq!(below("Uitgangspunten"), ["cloud=for"]);
    for heading in [
        "Overwogen alternatieven",
        "Terugblik",
        "Kanttekeningen",
        "Leeswijzer",
    ] {
        assert_eq!(below(heading), Vec::<String>::new(), "{heading}");
    }
}

#[test]
fn items_below_a_refusal_are_refused() {
    let found = positions(&[
        TITLE,
        (Heading(2), "Wat wij niet doen"),
        (
            ListItem,
            "meedoen aan experimenten met kunstmatige intelligentie",
        ),
    ]);
    assert_eq!(found, ["innovatie=against"]);
}

#[test]
fn a_heading_that_states_a_principle_gives_it_to_its_first_statement() {
    let found = positions(&[
        TITLE,
        (Heading(2), "4.1 Zelf, tenzij"),
        (Paragraph, "Wij vervangen het zaaksysteem in 2026."),
    ]);
    assert_eq!(found, ["collectief=against"]);
}

#[test]
fn a_chapter_on_another_field_is_left_alone() {
    let plan = (Heading(1), "Coalitieakkoord");
    let together = (
        Paragraph,
        "Wij kiezen voor samen met de buurgemeenten, zoveel mogelijk samen.",
    );
    assert_eq!(
        positions(&[plan, (Heading(2), "Wonen"), together]),
        Vec::<String>::new()
    );
    let digital = positions(&[plan, (Heading(2), "Digitale organisatie"), together]);
    assert!(
        digital.contains(&"collectief=for".to_owned()),
        "{digital:?}"
    );
}

#[test]
fn a_row_is_read_as_its_section_says_and_the_head_of_a_table_is_not() {
    let found = positions(&[
        TITLE,
        (Heading(2), "Projecten"),
        (TableRow, "Cloud, tenzij | Planning"),
        (TableRow, "Zaaksysteem naar de cloud | 2026"),
    ]);
    assert_eq!(found, ["cloud=for"]);
    assert_eq!(
        positions(&[TITLE, (TableRow, "Cloud, tenzij | Planning")]),
        Vec::<String>::new()
    );
}

#[test]
fn a_possibility_is_no_position() {
    let said = |text| positions(&[TITLE, (Heading(2), "Koers"), (Paragraph, text)]);
    assert_eq!(said("Wij kiezen voor de cloud als norm."), ["cloud=for"]);
    assert_eq!(
        said("Wij zouden kunnen kiezen voor de cloud als norm."),
        Vec::<String>::new()
    );
}

#[test]
fn an_ending_reaches_its_subject_over_a_clause_between() {
    let found = positions(&[
        TITLE,
        (Heading(2), "Openheid"),
        (
            Paragraph,
            "Het opendataportaal, dat weinig bezoekers trok, wordt opgeheven.",
        ),
    ]);
    assert!(!found.contains(&"transparant=for".to_owned()), "{found:?}");
}
