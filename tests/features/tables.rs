//! The tables of a batch, read back, and the alignments computed from them.

use std::collections::BTreeMap;
use std::fs::File;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};

use crate::support::{Place, records};

const TABLES: [&str; 5] = ["pairs", "profiles", "positions", "statements", "passages"];

fn batch(place: &Place, out: &str, threads: &str) {
    let args = [
        "batch",
        "--out",
        out,
        "--scope",
        "all",
        "--pairs",
        "--parquet",
        "--quiet",
    ];
    let ran = place.run_in(&args, &[("WIEL__BUILD__THREADS", threads)]);
    ran.done();
}

/// The rows of a table: the fields by the name of their column.
fn rows(place: &Place, file: &str) -> Vec<BTreeMap<String, Field>> {
    let file = File::open(place.file(file)).expect("a file");
    let reader = SerializedFileReader::new(file).expect("a Parquet file");
    let rows = reader.get_row_iter(None).expect("rows");
    let fields = |row: Row| {
        let columns = row.get_column_iter();
        columns
            .map(|(name, field)| (name.clone(), field.clone()))
            .collect()
    };
    rows.map(|row| fields(row.expect("a row"))).collect()
}

fn text(field: &Field) -> &str {
    match field {
        Field::Str(text) => text,
        other => panic!("not a text: {other}"),
    }
}

/// The number in a field; `None` if there is none.
fn number(field: &Field) -> Option<f64> {
    match field {
        Field::Double(number) => Some(*number),
        Field::Null => None,
        other => panic!("not a number: {other}"),
    }
}

fn length(field: &Field) -> usize {
    match field {
        Field::ListInternal(list) => list.len(),
        other => panic!("not a list: {other}"),
    }
}

#[test]
fn tables_hold_what_the_other_files_hold() {
    let place = Place::new();
    batch(&place, "b", "2");
    let of_csv = records(&place.read("b/pairs.csv"));
    let pairs = rows(&place, "b/pairs.parquet");
    assert_eq!(pairs.len(), of_csv.len());
    assert!(pairs.len() > 200);
    for (row, record) in pairs.iter().zip(&of_csv) {
        for column in ["municipality", "partner", "status"] {
            assert_eq!(text(&row[column]), record[column]);
        }
        for column in ["alignment", "text", "themes", "principles", "distance_km"] {
            assert_eq!(number(&row[column]), record[column].parse().ok());
        }
        assert_eq!(row["border"].to_string(), record["border"]);
    }
    let profiles = rows(&place, "b/profiles.parquet");
    let with_text = profiles
        .iter()
        .filter(|one| one["has_text"].to_string() == "true");
    assert_eq!((profiles.len(), with_text.count()), (18, 17));

    let statements = rows(&place, "b/statements.parquet");
    let passages = rows(&place, "b/passages.parquet");
    assert!(statements.len() > 100 && passages.len() > 50);
    let texts: BTreeMap<String, &str> = passages
        .iter()
        .map(|one| (one["passage"].to_string(), text(&one["text"])))
        .collect();
    let mut chosen = 0;
    for statement in &statements {
        let passage = texts[&statement["passage"].to_string()];
        assert!(passage.contains(text(&statement["sentence"])));
        assert_eq!(length(&statement["vector"]), 512);
        let principles = length(&statement["principles"]);
        assert_eq!(length(&statement["stances"]), principles);
        assert_eq!(length(&statement["probabilities"]), principles);
        chosen += principles;
    }
    assert!(chosen > 50, "{chosen} stances");
    let encoded = passages.iter().filter(|one| length(&one["vector"]) == 512);
    assert!(encoded.count() > 20);
}

#[test]
fn threads_and_repetition_change_no_byte() {
    let place = Place::new();
    batch(&place, "one", "1");
    batch(&place, "four", "4");
    for table in TABLES {
        let bytes = |folder: &str| {
            let file = place.file(&format!("{folder}/{table}.parquet"));
            std::fs::read(file).expect("a file")
        };
        assert!(bytes("one") == bytes("four"), "{table}");
    }
    // Tables of another batch would belong to other figures.
    place.run(&["batch", "--out", "one", "--quiet"]).done();
    assert!(!place.file("one/pairs.parquet").exists());
}

/// What a municipality wants on the topics of one kind.
type Positions<'r> = BTreeMap<&'r str, Vec<&'r BTreeMap<String, Field>>>;

fn positions<'r>(rows: &'r [BTreeMap<String, Field>], kind: &str) -> Positions<'r> {
    let mut positions = Positions::new();
    for row in rows.iter().filter(|row| text(&row["kind"]) == kind) {
        let of_municipality = positions.entry(text(&row["municipality"])).or_default();
        of_municipality.push(row);
    }
    positions
}

#[test]
fn the_alignments_follow_from_the_tables() {
    let place = Place::new();
    batch(&place, "b", "2");
    let run: serde_json::Value = serde_json::from_str(&place.read("b/run.json")).expect("JSON");
    let weight = |part: &str| run["weights"][part].as_f64().expect("a weight");
    let profiles = rows(&place, "b/profiles.parquet");
    let certainty: BTreeMap<&str, f64> = profiles
        .iter()
        .map(|row| {
            let certainty = number(&row["certainty"]).expect("a number");
            (text(&row["municipality"]), certainty)
        })
        .collect();
    let topics = rows(&place, "b/positions.parquet");
    let (themes, principles) = (positions(&topics, "theme"), positions(&topics, "principle"));

    for pair in rows(&place, "b/pairs.parquet") {
        let (a, b) = (text(&pair["municipality"]), text(&pair["partner"]));
        let (mut product, mut covered) = (0.0, 0.0);
        for (ours, theirs) in themes[a].iter().zip(&themes[b]) {
            let salience = |row: &BTreeMap<String, Field>| number(&row["salience"]).unwrap_or(0.0);
            let (ours, theirs) = (salience(ours), salience(theirs));
            if ours * theirs != 0.0 {
                product += ours * theirs;
                covered += (ours * ours + theirs * theirs) / 2.0;
            }
        }
        let reliability = certainty[a] * certainty[b] * covered;
        let of_themes = (
            0.5 + 0.5
                * if covered > 0.0 {
                    product / covered
                } else {
                    0.0
                },
            reliability / (1.0 - reliability),
        );
        let (mut agreed, mut weighed) = (0.0, 0.0);
        for (ours, theirs) in principles[a].iter().zip(&principles[b]) {
            let stance = |row: &BTreeMap<String, Field>| {
                Some((number(&row["balance"])?, number(&row["statements"])?))
            };
            if let (Some((x, n)), Some((y, m))) = (stance(ours), stance(theirs)) {
                let weight = n / (n + 2.0) * m / (m + 2.0);
                agreed += weight * (1.0 - (x - y).abs() / 2.0);
                weighed += weight;
            }
        }
        let of_principles = (if weighed > 0.0 { agreed / weighed } else { 0.5 }, weighed);
        let of_text = (
            number(&pair["text_value"]).unwrap_or(0.5),
            number(&pair["text_precision"]).unwrap_or(0.0),
        );
        let parts = [
            ("text", of_text),
            ("themes", of_themes),
            ("principles", of_principles),
        ];
        let (mut pull, mut evidence) = (0.0, 0.02);
        for (part, (value, precision)) in parts {
            pull += weight(part) * precision * precision * (value - 0.5);
            evidence += weight(part) * precision * precision;
        }
        let expected = number(&pair["alignment"]).expect("a number");
        let computed = 0.5 + pull / evidence;
        assert!(
            (computed - expected).abs() < 1e-9,
            "{a} {b}: {computed} {expected}"
        );
    }
}
