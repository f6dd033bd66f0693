//! All municipalities at once, held against the answers one by one.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::{Place, fields, records};

#[test]
fn a_batch_has_its_files_and_says_what_they_are() {
    let place = Place::new();
    let ran = place
        .run(&["batch", "--out", "uit/batch", "--pairs"])
        .done();
    assert!(
        ran.err.contains("17 gemeenten") && ran.err.contains("verzonnen"),
        "{}",
        ran.err
    );
    let names = |folder: &str| {
        let mut names: Vec<String> = std::fs::read_dir(place.file(folder))
            .expect("a folder")
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        names.sort();
        names
    };
    assert_eq!(
        names("uit/batch"),
        ["matches.csv", "matches.jsonl", "pairs.csv", "run.json"]
    );
    assert_eq!(names("uit"), ["batch"]);
    let run: Value = serde_json::from_str(&place.read("uit/batch/run.json")).expect("JSON");
    let expected = [
        "counts",
        "date",
        "demonstration",
        "generation",
        "model",
        "notScored",
        "scope",
        "weights",
        "wielVersion",
    ];
    assert_eq!(fields(&run), expected);
    assert_eq!(run["notScored"][0]["code"], "DM18");
    assert_eq!(run["counts"]["municipalities"], 17);
    assert_eq!(
        run["counts"]["matches"],
        place.read("uit/batch/matches.jsonl").lines().count()
    );
    place.run(&["batch", "--out", "uit/batch"]).done();
    assert_eq!(
        names("uit/batch"),
        ["matches.csv", "matches.jsonl", "run.json"]
    );
    place.write("uit/file", "x");
    assert_ne!(place.run(&["batch", "--out", "uit/file"]).code, 0);
}

#[test]
fn one_by_one_and_all_at_once_agree() {
    let place = Place::new();
    place
        .run(&[
            "batch", "--out", "b", "--pairs", "--scope", "km:30", "--quiet",
        ])
        .done();
    let (matches, pairs) = (
        records(&place.read("b/matches.csv")),
        records(&place.read("b/pairs.csv")),
    );
    let lines: Vec<Value> = place
        .read("b/matches.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(matches.len(), lines.len());
    assert_eq!(matches.len(), pairs.len());
    let alignments: BTreeMap<_, _> = pairs
        .iter()
        .map(|pair| {
            (
                (&pair["municipality"], &pair["partner"]),
                &pair["alignment"],
            )
        })
        .collect();
    for pair in &pairs {
        assert_eq!(
            pair["alignment"],
            *alignments[&(&pair["partner"], &pair["municipality"])],
            "{pair:?}"
        );
    }
    for focus in ["DM01", "DM09", "DM14"] {
        let answer = place.json(&["match", focus, "--scope", "km:30", "--top", "100"]);
        let ours: Vec<_> = matches
            .iter()
            .zip(&lines)
            .filter(|(record, _)| record["municipality"] == focus)
            .collect();
        let partners = answer["partners"].as_array().expect("partners");
        assert_eq!(partners.len(), ours.len());
        for (partner, (record, line)) in partners.iter().zip(ours) {
            let code = partner["code"].as_str().expect("a code").to_owned();
            assert_eq!(record["partner"], code);
            assert_eq!(
                record["alignment"].parse().ok(),
                partner["alignment"].as_f64()
            );
            assert_eq!(
                record["alignment"],
                *alignments[&(&focus.to_owned(), &code)]
            );
            let mut of_line = line.clone();
            of_line
                .as_object_mut()
                .expect("an object")
                .remove("municipality");
            let mut partner = partner.clone();
            if partner["rank"].as_u64() > Some(10) {
                partner["evidence"] = Value::Array(Vec::new());
                partner["similarPassages"] = Value::Array(Vec::new());
            }
            assert_eq!(of_line, partner);
        }
    }
}

#[test]
fn threads_and_repetition_change_nothing() {
    let batch = |threads: &str| {
        let place = Place::new();
        place
            .run_in(&["build", "--quiet"], &[("WIEL__BUILD__THREADS", threads)])
            .done();
        place
            .run_in(
                &[
                    "batch", "--out", "b", "--pairs", "--scope", "all", "--quiet",
                ],
                &[("WIEL__BUILD__THREADS", threads)],
            )
            .done();
        (place.read("b/pairs.csv"), place.read("b/matches.csv"))
    };
    let once = batch("1");
    assert!(once.0.lines().count() > 200);
    assert!(
        once == batch("4"),
        "four threads give another answer than one"
    );
}

#[test]
fn designed_likeness_ranks_in_the_upper_half_on_average() {
    let place = Place::new();
    place
        .run(&[
            "batch", "--out", "b", "--pairs", "--scope", "all", "--quiet",
        ])
        .done();
    let mut ranked: BTreeMap<String, Vec<(f64, String)>> = BTreeMap::new();
    for pair in records(&place.read("b/pairs.csv")) {
        let alignment: f64 = pair["alignment"].parse().expect("a number");
        ranked
            .entry(pair["municipality"].clone())
            .or_default()
            .push((-alignment, pair["partner"].clone()));
    }
    for partners in ranked.values_mut() {
        partners.sort_by(|a, b| a.0.total_cmp(&b.0));
    }
    let truth =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/demo/truth.csv"))
            .expect("the truth");
    let places: Vec<f64> = records(&truth)
        .iter()
        .filter(|row| row["kind"] == "aligned")
        .flat_map(|row| [(&row["a"], &row["b"]), (&row["b"], &row["a"])])
        .map(|(a, b)| {
            let partners = &ranked[a];
            let place = partners
                .iter()
                .position(|(_, partner)| partner == b)
                .expect("both have text");
            place as f64 / (partners.len() - 1) as f64
        })
        .collect();
    let mean = places.iter().sum::<f64>() / places.len() as f64;
    assert!(
        mean < 0.5,
        "on average at {mean:.2} of the ranking, where 0 is the top"
    );
}

#[test]
fn reports_are_pages_that_stand_alone() {
    let place = Place::new();
    let names = |folder: &str| {
        let entries = std::fs::read_dir(place.file(folder)).expect("a folder");
        let name = |entry: std::io::Result<std::fs::DirEntry>| {
            let name = entry.expect("an entry").file_name();
            name.into_string().expect("a name in UTF-8")
        };
        let mut names: Vec<String> = entries.map(name).collect();
        names.sort();
        names
    };
    let batch = |more: &[&str]| {
        let args = ["batch", "--out", "b", "--scope", "all", "--quiet"];
        place.run(&[&args, more].concat()).done();
    };
    batch(&["--reports"]);
    let pages = names("b/reports");
    // Eighteen municipalities, one of them without documents, and the page that leads to them.
    assert_eq!(
        (pages.len(), pages.last()),
        (19, Some(&"index.html".to_owned()))
    );
    let read = |page: &str| place.read(&format!("b/reports/{page}"));

    let index = read("index.html");
    for page in &pages[..18] {
        assert!(index.contains(&format!("<a href=\"{page}\">")), "{page}");
    }
    let page = read("DM01.html");
    let matches = records(&place.read("b/matches.csv"));
    let first = matches.iter().find(|row| row["municipality"] == "DM01");
    let first = first.expect("it has partners");
    let alignment: f64 = first["alignment"].parse().expect("a number");
    let heading = format!(
        "<h2>1. {}: {:.0}%</h2>",
        first["partner_name"],
        alignment * 100.0
    );
    assert!(page.contains(&heading), "{heading}");
    for must in [
        "<html lang=\"nl\">",
        "verzonnen",
        "Met andere stukken uit dezelfde teksten",
        "<blockquote>",
        "blz. 1",
        "Niet vergeleken",
        "Pollemeren",
    ] {
        assert!(page.contains(must), "{must}");
    }
    // Nothing is fetched and nothing runs, whatever the documents hold.
    for page in &pages {
        let page = read(page);
        for never in ["<script", "<link", "<img", "src=", "@import", "url("] {
            assert!(!page.contains(never), "{never}");
        }
        assert!(page.ends_with("</html>\n"));
    }
    assert!(read("DM18.html").contains("Pollemeren"));
    assert!(place.read("b/run.json").contains("DM18"));

    let before: Vec<String> = pages.iter().map(|page| read(page)).collect();
    batch(&["--reports"]);
    let again: Vec<String> = names("b/reports").iter().map(|page| read(page)).collect();
    assert!(before == again, "the same generation gives the same pages");
    place
        .run(&[
            "--lang",
            "en",
            "batch",
            "--out",
            "b",
            "--reports",
            "--quiet",
        ])
        .done();
    assert!(read("DM01.html").contains("<html lang=\"en\">"));
    // Pages of another batch would belong to other figures.
    batch(&[]);
    assert!(!place.file("b/reports").exists());
}

#[test]
fn ranks_the_other_way_and_partners_of_many_are_counted_as_by_hand() {
    let place = Place::new();
    let out = ["batch", "--out", "b", "--scope", "all", "--quiet"];
    place.run(&out).done();
    let rows = records(&place.read("b/matches.csv"));
    let pair =
        |row: &BTreeMap<String, String>| (row["municipality"].clone(), row["partner"].clone());
    let ranks: BTreeMap<(String, String), &str> = rows
        .iter()
        .map(|row| (pair(row), row["rank"].as_str()))
        .collect();
    assert!(ranks.len() > 200);
    for row in &rows {
        let (one, other) = pair(row);
        assert_eq!(row["mutual_rank"], ranks[&(other, one)], "{row:?}");
    }
    let lines = place.read("b/matches.jsonl");
    let mut counts = std::collections::BTreeSet::new();
    for line in lines.lines() {
        let line: Value = serde_json::from_str(line).expect("a line of JSON");
        let code = line["code"].as_str().expect("a code");
        let among_the_first = ranks
            .iter()
            .filter(|((_, partner), rank)| partner == code && ["1", "2", "3"].contains(*rank));
        let count = among_the_first.count() as u64;
        assert_eq!(line["hubCount"], count, "{code}");
        counts.insert(count);
    }
    assert!(
        counts.len() > 2,
        "some are partners of more than others: {counts:?}"
    );
}

/// The parts of a workbook, by name.
fn workbook_parts(path: &std::path::Path) -> BTreeMap<String, String> {
    let file = std::fs::File::open(path).expect("a workbook");
    let mut archive = zip::ZipArchive::new(file).expect("a ZIP archive");
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let mut text = String::new();
        std::io::Read::read_to_string(&mut part, &mut text).expect("XML");
        let name = part.name().expect("a name in UTF-8").into_owned();
        parts.insert(name, text);
    }
    parts
}

#[test]
fn a_workbook_has_its_sheets_numbers_and_no_formula() {
    let place = Place::new();
    let args = ["batch", "--out", "b", "--pairs", "--workbook", "--quiet"];
    place.run(&args).done();
    let parts = workbook_parts(&place.file("b/batch.xlsx"));
    let index = &parts["xl/workbook.xml"];
    for sheet in [
        "Lees mij",
        "Partners",
        "Paren",
        "Principes",
        "Gedeelde initiatieven",
        "Let op",
        "Wat is gelezen",
    ] {
        assert!(
            index.contains(&format!("name=\"{sheet}\"")),
            "{sheet}: {index}"
        );
    }
    let rows = |sheet: &str| {
        parts[&format!("xl/worksheets/{sheet}.xml")]
            .matches("<row ")
            .count()
    };
    let matches = records(&place.read("b/matches.csv")).len();
    let pairs = records(&place.read("b/pairs.csv")).len();
    assert_eq!((rows("sheet2"), rows("sheet3")), (matches + 1, pairs + 1));
    for (name, part) in &parts {
        assert!(!part.contains("<f>"), "a formula in {name}");
    }
    let partners = &parts["xl/worksheets/sheet2.xml"];
    assert!(partners.contains("state=\"frozen\"") && partners.contains("<autoFilter"));
    // The alignment is a number, as it stands in the CSV.
    let first = &records(&place.read("b/matches.csv"))[0]["alignment"];
    assert!(partners.contains(&format!("<v>{first}</v>")), "{first}");
    let once = std::fs::read(place.file("b/batch.xlsx")).expect("bytes");
    place.run(&args).done();
    assert!(once == std::fs::read(place.file("b/batch.xlsx")).expect("bytes"));
    // A workbook of another batch would belong to other figures.
    place.run(&["batch", "--out", "b", "--quiet"]).done();
    assert!(!place.file("b/batch.xlsx").exists());
}

#[test]
fn a_dutch_spreadsheet_program_gets_its_own_csv() {
    let place = Place::new();
    place
        .run(&[
            "batch",
            "--out",
            "b",
            "--csv-dialect",
            "excel-nl",
            "--quiet",
        ])
        .done();
    let text = place.read("b/matches.csv");
    assert!(
        text.starts_with("\u{feff}municipality;municipality_name;rank;"),
        "{text}"
    );
    let second = text.lines().nth(1).expect("a row");
    let cells: Vec<&str> = second.split(';').collect();
    assert!(cells[5].starts_with("0,"), "{second}");
    let wrong = place.run(&["batch", "--out", "b", "--csv-dialect", "excel-fr"]);
    assert_eq!(wrong.code, 1);
}

#[cfg(not(any(feature = "parquet", feature = "pdf")))]
#[test]
fn what_the_program_was_built_without_is_refused_with_how_to_get_it() {
    let place = Place::new();
    let ran = place.run(&["batch", "--out", "b", "--parquet"]);
    ran.refused(&["cargo build --release --features parquet"]);
    let ran = place.run(&["batch", "--out", "b", "--pdf"]);
    ran.refused(&["cargo build --release --features pdf"]);
    let ran = place.run(&["match", "Zilverhorne", "--format", "pdf"]);
    ran.refused(&["cargo build --release --features pdf"]);
    assert!(!place.file("b").exists());
}
