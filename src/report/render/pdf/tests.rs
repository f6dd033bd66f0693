//! PDF of blocks.

use super::*;
use crate::report::view::{Geometry, MapShape, Point, Tone};

fn blocks() -> Vec<Block> {
    let long = "Een zin over de informatievoorziening die de raad heeft vastgesteld. ".repeat(12);
    let rows = (1..=60).map(|row| {
        let cell = |text: &str| format!("{text} {row}");
        vec![cell("gemeente"), cell("koers"), String::new()]
    });
    vec![
        Block::Title("Mogelijke partners van Zilverhorne <b>".to_owned()),
        Block::Text(long.clone()),
        Block::Table {
            headings: vec!["gemeente", "koers", "let op"],
            rows: rows.collect(),
        },
        Block::Section("1. Stroomerwaard: 93%".to_owned()),
        Block::Item("woorden: alike ≥ 90%".to_owned()),
        Block::Link {
            text: "Schorrewijk".to_owned(),
            file: "DM02.html".to_owned(),
            beside: ": eerst".to_owned(),
        },
        Block::Point("Let op".to_owned()),
        Block::Quote {
            sentence: long,
            source: "I-visie, blz. 1".to_owned(),
            url: Some("https://voorbeeld.example/een(visie)".to_owned()),
        },
        Block::Annex("Bijlage 漢字".to_owned()),
        Block::Question("Waarom?".to_owned()),
    ]
}

fn map() -> PrintMap {
    let shape = |lon: f64, tone| MapShape {
        geometry: Geometry::Point(Point {
            kind: "Point",
            coordinates: [lon, 52.0],
        }),
        tone,
        label: "1".to_owned(),
    };
    PrintMap {
        shapes: vec![shape(5.0, Tone::Focus), shape(5.2, Tone::Alignment(0.9))],
        lines: vec![(0, 1)],
        description: "Kaart van twee gemeenten.".to_owned(),
        caption: "Kaart".to_owned(),
    }
}

#[test]
fn every_kind_of_block_is_as_the_validator_wants_it_and_the_same_again() {
    let once = pdf(Language::Dutch, "Proef", &blocks(), Some(&map())).expect("PDF/UA-1");
    assert!(once.starts_with(b"%PDF-1.7"));
    let again = pdf(Language::Dutch, "Proef", &blocks(), Some(&map())).expect("PDF/UA-1");
    assert!(once == again);
    let text = String::from_utf8_lossy(&once);
    for must in ["/Lang(nl)", "/MarkInfo", "/StructTreeRoot", "/Outlines"] {
        assert!(text.contains(must), "{must}");
    }
    assert!(!text.contains("CreationDate"));
}
