//! Documents as they come: kept from build to build, and dangerous ones read apart.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::support::{Place, TestCorpus, vision};

fn three() -> TestCorpus {
    TestCorpus::new()
        .municipalities(&["Aadrecht", "Beekhorst", "Dalstad"])
        .document("a.md", "Aadrecht", vision("gegevens bij de bron", 1))
        .document("b.html", "Beekhorst", page("een eigen rekencentrum", 2))
        .document("c.md", "Dalstad", vision("de menselijke maat", 3))
}

fn page(theme: &str, seed: usize) -> String {
    let paragraphs = vision(theme, seed).replace("\n\n", "</p><p>");
    format!("<!doctype html><html><body><main><p>{paragraphs}</p></main></body></html>")
}

/// The files below a folder with their bytes, by path.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let Ok(list) = std::fs::read_dir(folder) else {
        return found;
    };
    for entry in list {
        let path = entry.expect("ours").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.clone(), std::fs::read(&path).expect("ours"));
        }
    }
    found
}

fn pairs(place: &Place) -> String {
    let out = "batch";
    place
        .run(&["batch", "--out", out, "--scope", "all", "--pairs"])
        .done();
    place.read("batch/pairs.csv")
}

#[test]
fn what_was_read_is_kept_and_gives_the_same() {
    let place = three().place();
    place.run(&["build"]).done();
    let (first, kept) = (pairs(&place), files(&place.file("data/cache")));
    assert_eq!(kept.len(), 3);

    place.run(&["build", "--force"]).done();
    assert_eq!(pairs(&place), first, "from what was kept");
    assert_eq!(files(&place.file("data/cache")), kept);

    place.run(&["build", "--full"]).done();
    assert_eq!(pairs(&place), first, "all anew");

    for path in kept.keys() {
        std::fs::write(path, "schade").expect("ours");
    }
    place.run(&["build", "--force"]).done();
    assert_eq!(pairs(&place), first, "damage is no harm");
    assert_eq!(files(&place.file("data/cache")), kept, "and is mended");

    std::fs::remove_dir_all(place.file("data/cache")).expect("it was there");
    place.run(&["corpus", "check"]).done();
    assert_eq!(files(&place.file("data/cache")), kept, "a check keeps too");

    place.write(
        "corpus/manifest.csv",
        "path,municipality\na.md,Aadrecht\nb.html,Beekhorst\n",
    );
    place.run(&["build", "--force"]).done();
    assert_eq!(files(&place.file("data/cache")).len(), 2, "old ones go");
}

#[test]
fn of_two_hundred_files_the_ten_broken_ones_are_named() {
    let names = ["Aadrecht", "Beekhorst", "Dalstad", "Eekwoude", "Fluitmeer"];
    let mut corpus = TestCorpus::new().municipalities(&names);
    for n in 0..190 {
        let text = vision(&format!("plan {n} voor gegevens"), n);
        corpus = corpus.document(&format!("goed/{n}.md"), names[n % names.len()], text);
    }
    let broken: [(&str, &[u8], &str); 9] = [
        ("leeg.txt", b"", "het bestand is leeg"),
        ("ruis.md", &noise(), "er staat geen tekst in"),
        ("ruis.pdf", &noise()[1..], "begint niet als PDF"),
        (
            "half.pdf",
            b"%PDF-1.7\n1 0 obj\n<< /Type",
            "een beschadigde PDF",
        ),
        (
            "oud.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Word",
            "Word 97-2003",
        ),
        ("rijk.rtf", b"{\\rtf1\\ansi Wij werken samen.}", "Rich Text"),
        ("foto.pdf", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "een plaatje"),
        (
            "pak.gz",
            b"\x1f\x8b\x08\0\0\0\0\0",
            "een ander archief dan ZIP",
        ),
        (
            "half.docx",
            b"PK\x03\x04\x14\0\0\0\x08\0",
            "een beschadigd bestand",
        ),
    ];
    for (name, bytes, _) in &broken {
        corpus = corpus.document(&format!("stuk/{name}"), "Aadrecht", bytes);
    }
    let place = corpus.line("stuk/weg.md,Aadrecht,,,2023,").place();
    let ran = place.run(&["build"]).done();
    for part in ["190 documenten", "10 weggelaten", "het bestand is er niet"] {
        assert!(ran.err.contains(part), "{part:?} is not in {}", ran.err);
    }
    let told: String = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
    for (name, _, reason) in broken {
        let line = format!("stuk/{name}: ");
        let at = told
            .find(&line)
            .unwrap_or_else(|| panic!("{name} is not in {told}"));
        let rest = &told[at + line.len()..];
        let rest = &rest[..rest.find("stuk/").unwrap_or(rest.len())];
        assert!(
            rest.contains(reason) && rest.contains("; "),
            "{name}: {rest}"
        );
    }
}

/// PDFs with changes at random places, the same ones every time: whatever the reader does with them, panic,
/// overflow or loop, the build ends and the sound document is there.
#[test]
fn changed_pdfs_cost_themselves_only() {
    let sound = pdf("Wij werken samen met de buren aan gegevens bij de bron en leggen dat uit.");
    let mut corpus = TestCorpus::new()
        .municipalities(&["Aadrecht", "Beekhorst"])
        .document("goed.md", "Aadrecht", vision("gegevens bij de bron", 1))
        .document("goed.pdf", "Beekhorst", &sound);
    let mut random = 1_u32;
    let mut draw = |below: usize| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (random >> 8) as usize % below
    };
    for n in 0..40 {
        let mut bytes = sound.clone();
        for _ in 0..1 + n % 8 {
            let at = draw(bytes.len());
            bytes[at] = draw(256) as u8;
        }
        if n % 5 == 0 {
            let (from, to) = (draw(bytes.len()), draw(bytes.len()));
            let piece = bytes[from.min(to)..from.max(to)].to_vec();
            bytes.splice(from..from, piece);
        }
        corpus = corpus.document(&format!("stuk/{n}.pdf"), "Beekhorst", bytes);
    }
    let place = corpus.place();
    place
        .run_in(&["build"], &[("WIEL__EXTRACT__MAX_SECONDS", "5")])
        .done();
    let check = place.run_in(
        &["corpus", "check", "--format", "json"],
        &[("WIEL__EXTRACT__MAX_SECONDS", "5")],
    );
    let answer: serde_json::Value = serde_json::from_str(&check.out).expect("JSON");
    let documents = answer["documents"].as_array().expect("documents");
    assert!(documents.len() > 30, "{}", documents.len());
    for path in ["goed.md", "goed.pdf"] {
        let found = documents.iter().find(|found| found["path"] == path);
        assert!(found.is_some_and(|found| found["words"].as_u64() > Some(10)));
    }
}

/// A PDF of one page with one line of text.
fn pdf(line: &str) -> Vec<u8> {
    let content = format!("BT /F1 11 Tf 72 720 Td ({line}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", number + 1));
    }
    let table = file.len();
    file.push_str("xref\n0 6\n0000000000 65535 f \n");
    for place in places {
        file.push_str(&format!("{place:010} 00000 n \n"));
    }
    file.push_str(&format!(
        "trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"
    ));
    file.into_bytes()
}

/// Bytes without any sense, the same every time.
fn noise() -> Vec<u8> {
    (0..20_000_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect()
}
