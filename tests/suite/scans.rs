//! Scanned pages: recognised as such, told, and read where a recogniser is installed and asked for.

use std::process::Command;

use serde_json::Value;

use crate::support::{Place, TestCorpus, skipped, vision};

/// A picture of two invented sentences.
const PICTURE: &[u8] = include_bytes!("../fixtures/extract/scan.png");

/// A PDF of one page that holds nothing but the picture, as a scanner makes it.
fn scan() -> Vec<u8> {
    let (mut data, mut at) = (Vec::new(), 8);
    let number = |at: usize| u32::from_be_bytes(PICTURE[at..at + 4].try_into().expect("four"));
    while at < PICTURE.len() {
        let length = number(at) as usize;
        if &PICTURE[at + 4..at + 8] == b"IDAT" {
            data.extend_from_slice(&PICTURE[at + 8..at + 8 + length]);
        }
        at += length + 12;
    }
    // The data of a PNG is that of a PDF picture as it is: deflated, with the predictors of PNG.
    let (width, height) = (number(16), number(20));
    let picture = format!(
        "<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceRGB \
         /BitsPerComponent 8 /Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors 3 /BitsPerComponent 8 \
         /Columns {width} >> /Length {} >>\nstream\n",
        data.len()
    );
    let draw = format!("q {width} 0 0 {height} 0 400 cm /I Do Q");
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} 842] /Resources << /XObject << /I 5 0 R >> >> /Contents 4 0 R >>").into_bytes(),
        format!("<< /Length {} >>\nstream\n{draw}\nendstream", draw.len()).into_bytes(),
        [picture.as_bytes(), &data, b"\nendstream"].concat(),
    ];
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n", number + 1).bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let table = file.len();
    file.extend(b"xref\n0 6\n0000000000 65535 f \n");
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").bytes());
    }
    file.extend(format!("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").bytes());
    file
}

fn corpus() -> Place {
    TestCorpus::new()
        .municipalities(&["Aadrecht", "Beekhorst"])
        .document("a.md", "Aadrecht", vision("gegevens bij de bron", 1))
        .document("scan.pdf", "Beekhorst", scan())
        .place()
}

fn scanned(place: &Place, environment: &[(&str, &str)]) -> (i32, Value) {
    let ran = place.run_in(&["corpus", "check", "--format", "json"], environment);
    let answer: Value = serde_json::from_str(&ran.out).expect("JSON");
    let documents = answer["documents"].as_array().expect("documents");
    let scan = documents.iter().find(|one| one["path"] == "scan.pdf");
    (ran.code, scan.expect("it is there").clone())
}

#[test]
fn a_scan_is_told_with_its_share_of_pages_and_a_remedy() {
    let (code, scan) = scanned(&corpus(), &[]);
    assert_eq!(
        (code, &scan["words"], &scan["readableShare"]),
        (1, &0.into(), &0.0.into())
    );
    let warning = scan["warnings"][0].to_string();
    assert!(
        warning.contains("1 of 1 pages (100%)") && warning.contains("tesseract-ocr-nld"),
        "{warning}"
    );
}

#[test]
fn a_scan_is_read_where_tesseract_is_installed_and_asked_for() {
    let listed = Command::new("tesseract").arg("--list-langs").output();
    if !listed.is_ok_and(|listed| String::from_utf8_lossy(&listed.stdout).contains("nld")) {
        skipped("tesseract with Dutch is not installed, so no scan was read");
        return;
    }
    let place = corpus();
    let (code, scan) = scanned(&place, &[("WIEL__EXTRACT__OCR_PROGRAM", "tesseract")]);
    assert_eq!(code, 0, "{scan}");
    assert!(scan["words"].as_u64() > Some(8), "{scan}");
    let warning = scan["warnings"][0].to_string();
    assert!(warning.contains("text recognition"), "{warning}");
    place
        .run_in(&["build"], &[("WIEL__EXTRACT__OCR_PROGRAM", "tesseract")])
        .done();
    let found = place.json(&["search", "gemeente Nijdorp", "--municipality", "Beekhorst"]);
    assert_eq!(found["hits"][0]["page"], 1, "{found}");
}

#[test]
fn a_recogniser_that_is_not_there_is_told() {
    let (code, scan) = scanned(
        &corpus(),
        &[("WIEL__EXTRACT__OCR_PROGRAM", "/nergens/tesseract")],
    );
    assert_eq!(code, 1);
    let warnings = scan["warnings"].to_string();
    assert!(warnings.contains("text recognition failed"), "{warnings}");
}
