//! What a spreadsheet program makes of the files of a batch: `LibreOffice` opens them without a window.

use std::process::Command;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::support::{Place, records, skipped};

/// A table as `LibreOffice` has read it.
struct Sheet {
    name: String,
    /// By row, the text of each cell, and its number if it is one.
    rows: Vec<Vec<(String, Option<f64>)>>,
}

/// Opens a file, `infilter` saying how where the file does not, and returns its sheets.
fn opened(place: &Place, file: &str, infilter: Option<&str>) -> Vec<Sheet> {
    let profile = format!("file://{}", place.file("libreoffice").display());
    let done = Command::new("soffice")
        // A profile of its own, so that no other run is waited for.
        .arg(format!("-env:UserInstallation={profile}"))
        .args(["--headless", "--convert-to", "fods", "--outdir"])
        .arg(place.file("opened"))
        .args(infilter.map(|filter| format!("--infilter={filter}")))
        .arg(place.file(file))
        .output()
        .expect("LibreOffice starts");
    assert!(done.status.success(), "{done:?}");
    let stem = file
        .rsplit('/')
        .next()
        .and_then(|name| name.split_once('.'));
    let text = place.read(&format!("opened/{}.fods", stem.expect("a name").0));
    assert!(!text.contains("table:formula"), "a formula in {file}");
    sheets(&text)
}

/// The sheets of a flat `OpenDocument` text.
fn sheets(text: &str) -> Vec<Sheet> {
    /// Equal cells after each other are written once; the rest of a row is one that is repeated thousands of times.
    const MAX_REPEATED: usize = 100;
    let mut reader = Reader::from_str(text);
    let mut sheets: Vec<Sheet> = Vec::new();
    // How often the cell that is read stands there; `None` outside a cell.
    let mut repeated: Option<usize> = None;
    loop {
        let event = reader.read_event().expect("well-formed XML");
        let is_open = matches!(event, Event::Start(_));
        match event {
            Event::Eof => return sheets,
            Event::Start(tag) | Event::Empty(tag) => {
                let value = |name: &str| {
                    let value = tag.try_get_attribute(name).expect("an attribute")?;
                    Some(value.value.into_owned())
                };
                match tag.name().as_ref() {
                    "table:table" => sheets.push(Sheet {
                        name: value("table:name").expect("a name"),
                        rows: Vec::new(),
                    }),
                    "table:table-row" => rows(&mut sheets).push(Vec::new()),
                    "table:table-cell" => {
                        let times = value("table:number-columns-repeated");
                        let times = times.map_or(1, |times| times.parse().expect("a number"));
                        let number = value("office:value").map(|number| number.parse());
                        let cell = (String::new(), number.transpose().expect("a number"));
                        if times <= MAX_REPEATED {
                            let row = rows(&mut sheets).last_mut().expect("a row");
                            row.extend(vec![cell; times]);
                        }
                        repeated = is_open.then_some(times);
                    }
                    _ => {}
                }
            }
            Event::Text(text) => {
                let row = sheets.last_mut().and_then(|sheet| sheet.rows.last_mut());
                if let (Some(times), Some(row)) = (repeated, row) {
                    let text = text.into_inner();
                    let cells = row.iter_mut().rev().take(times);
                    cells.for_each(|cell| cell.0.push_str(text.trim()));
                }
            }
            Event::End(tag) if tag.name().as_ref() == "table:table-cell" => repeated = None,
            _ => {}
        }
    }
}

/// The rows of the sheet that is read.
fn rows(sheets: &mut [Sheet]) -> &mut Vec<Vec<(String, Option<f64>)>> {
    &mut sheets.last_mut().expect("a table comes first").rows
}

/// Whether `LibreOffice` is there; tells that a test is skipped if not.
fn is_installed() -> bool {
    let is_there = Command::new("soffice").arg("--version").output().is_ok();
    if !is_there {
        skipped("LibreOffice is not installed, so no workbook was opened");
    }
    is_there
}

#[test]
fn a_workbook_opens_in_libreoffice_with_numbers_as_numbers() {
    if !is_installed() {
        return;
    }
    let place = Place::new();
    place
        .run(&["batch", "--out", "b", "--workbook", "--quiet"])
        .done();
    let sheets = opened(&place, "b/batch.xlsx", None);
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    let expected = [
        "Lees mij",
        "Partners",
        "Principes",
        "Gedeelde initiatieven",
        "Let op",
        "Wat is gelezen",
    ];
    assert_eq!(names, expected);
    let partners = &sheets[1];
    let matches = records(&place.read("b/matches.csv"));
    let alignments: Vec<f64> = matches
        .iter()
        .filter_map(|record| record["alignment"].parse().ok())
        .collect();
    let head: Vec<&str> = partners.rows[0]
        .iter()
        .map(|cell| cell.0.as_str())
        .collect();
    let column = head.iter().position(|name| *name == "Koers gelijk");
    let column = column.unwrap_or_else(|| panic!("no alignment in {head:?}"));
    let shown: Vec<f64> = partners.rows[1..]
        .iter()
        .filter_map(|row| row.get(column)?.1)
        .collect();
    assert!(shown.len() > 50, "{} alignments", shown.len());
    assert_eq!(shown.len(), alignments.len());
    for (shown, alignment) in shown.iter().zip(&alignments) {
        assert!((shown - alignment).abs() < 1e-9, "{shown} for {alignment}");
    }
}

#[test]
fn a_dutch_libreoffice_reads_columns_and_decimal_commas() {
    if !is_installed() {
        return;
    }
    let place = Place::new();
    let args = [
        "batch",
        "--out",
        "b",
        "--csv-dialect",
        "excel-nl",
        "--quiet",
    ];
    place.run(&args).done();
    // Semicolons, quotes, UTF-8, from the first line, the locale of the Netherlands, numbers recognised.
    let sheets = opened(
        &place,
        "b/matches.csv",
        Some("CSV:59,34,76,1,,1043,false,true"),
    );
    let rows = &sheets[0].rows;
    let head: Vec<&str> = rows[0].iter().map(|cell| cell.0.as_str()).collect();
    assert_eq!(head[..3], ["municipality", "municipality_name", "rank"]);
    let column = head
        .iter()
        .position(|name| *name == "alignment")
        .expect("a column");
    let compared = rows[1..].iter().filter(|row| !row[column].0.is_empty());
    let numbers: Vec<f64> = compared
        .map(|row| {
            row[column]
                .1
                .unwrap_or_else(|| panic!("text: {:?}", row[column]))
        })
        .collect();
    assert!(numbers.len() > 50 && numbers.iter().all(|number| (0.0..=1.0).contains(number)));
}
