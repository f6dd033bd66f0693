//! An index of several segments against plain counting.

mod search;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::*;
use crate::document::{
    Document, DocumentId, DocumentKind, Origin, PageNumber, Passage, PassageId, PassageRow,
};
use crate::text::Span;

/// A document with these passages; names that are masked for the model are between asterisks.
fn document(number: u8, texts: &[&str]) -> (Document, Vec<Passage>) {
    let id = DocumentId::from_hash(&[number; 32]);
    let passages = texts.iter().zip(0..).map(|(marked, ordinal)| {
        let (mut text, mut masked) = (String::new(), Vec::new());
        for (at, part) in marked.split('*').enumerate() {
            let begin = text.len();
            text.push_str(part);
            if at % 2 == 1 {
                masked.push(Span::new(begin, text.len()));
            }
        }
        Passage {
            id: PassageId {
                document: id,
                ordinal,
            },
            page: PageNumber::new(1).expect("pages count from 1"),
            span: Span::new(0, text.len()),
            heading: Some(format!("Kop {ordinal}")),
            headings: Vec::new(),
            masked,
            words: text.split_whitespace().count() as u32,
            letters: 0,
            origin: Origin::Own,
            text,
        }
    });
    let passages = passages.collect();
    let document = Document {
        id,
        path: format!("{number}.md"),
        owners: Vec::new(),
        title: format!("Stuk {number}"),
        kind: DocumentKind::unknown(),
        dated: None,
        url: None,
    };
    (document, passages)
}

fn segment(documents: &[&(Document, Vec<Passage>)]) -> Vec<u8> {
    let mut writer = SegmentWriter::new().expect("memory suffices");
    for (document, passages) in documents {
        writer.add(document, passages).expect("it can be added");
    }
    writer.finish().expect("it can be ended")
}

/// Three documents in two segments, the middle one of the corpus in the second.
fn index(folder: &Path) -> (PassageIndex, Vec<Passage>) {
    let corpus = [
        document(
            1,
            &["Samen inkopen met *Woerden* en de buren", "De data 2024"],
        ),
        document(2, &["Woerden koopt data en data en data"]),
        document(
            3,
            &[
                "De buren kopen samen data in",
                "Niets van dat alles *data* data",
            ],
        ),
    ];
    let [one, two, three] = &corpus;
    let files = [
        ("a.segment", segment(&[one, three])),
        ("b.segment", segment(&[two])),
    ];
    for (name, bytes) in files {
        fs::write(folder.join(name), bytes).expect("it can be written");
    }
    let listed = |file: &str, rows: &[u32]| ListedSegment {
        file: file.into(),
        first_rows: rows.iter().copied().map(PassageRow).collect(),
    };
    let list = segment_list(&[listed("a.segment", &[0, 3]), listed("b.segment", &[2])]);
    fs::write(folder.join(SEGMENT_LIST), list).expect("it can be written");
    let passages = corpus.into_iter().flat_map(|(_, passages)| passages);
    (
        PassageIndex::open(folder).expect("a sound index"),
        passages.collect(),
    )
}

#[test]
fn rows_follow_the_corpus_across_segments() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (index, passages) = index(folder.path());
    assert_eq!(index.len(), passages.len());
    for (passage, row) in passages.iter().zip(0..) {
        let stored = index.passage(PassageRow(row)).expect("the row is there");
        assert_eq!((stored.id, &stored.text), (passage.id, &passage.text));
        assert_eq!(stored.heading, passage.heading);
    }
    assert!(index.passage(PassageRow(5)).is_err());
}

#[test]
fn term_counts_match_plain_counting() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (index, passages) = index(folder.path());
    let mut expected: BTreeMap<(String, usize), i64> = BTreeMap::new();
    for (row, passage) in passages.iter().enumerate() {
        for term in analyse(&passage.text) {
            *expected.entry((term, row)).or_default() += 1;
        }
        for term in passage
            .masked
            .iter()
            .flat_map(|name| analyse(name.of(&passage.text)))
        {
            *expected.entry((term, row)).or_default() -= 1;
        }
    }
    expected.retain(|(term, _), count| *count > 0 && term.chars().any(char::is_alphabetic));
    for min_passages in [1, 2, 3] {
        let counts = index.term_counts(min_passages).expect("a sound index");
        assert!(counts.terms.is_sorted());
        let mut got = BTreeMap::new();
        for row in 0..counts.rows() {
            for (column, count) in counts.row(row) {
                got.insert((counts.terms[column].clone(), row), i64::from(count));
            }
        }
        let mut frequent = expected.clone();
        frequent.retain(|(term, _), _| {
            let holding = expected.keys().filter(|(other, _)| other == term).count();
            holding >= min_passages as usize
        });
        assert_eq!(got, frequent, "in at least {min_passages}");
        assert!(!got.is_empty());
    }
}

#[test]
fn same_documents_give_the_same_bytes() {
    let (one, two) = (document(1, &["Samen inkopen"]), document(2, &["Open data"]));
    assert!(segment(&[&one, &two]) == segment(&[&one, &two]));
    assert!(segment(&[&one, &two]) != segment(&[&two, &one]));
}

#[test]
fn damaged_index_is_reported() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let open_error = |what: &str| {
        let error = PassageIndex::open(folder.path()).err();
        let message = error.unwrap_or_else(|| panic!("{what} opens")).to_string();
        assert!(message.contains("wiel build --full"), "{what}: {message}");
        message
    };
    assert!(open_error("an index without list").contains("expected segments.json"));
    let (sound, _) = index(folder.path());
    sound.verify().expect("nothing was changed");
    drop(sound);
    let path = folder.path().join("b.segment");
    let bytes = fs::read(&path).expect("it was written");
    let mut flipped = bytes.clone();
    flipped[bytes.len() / 4] ^= 1;
    fs::write(&path, flipped).expect("it can be written");
    let verified = PassageIndex::open(folder.path()).and_then(|index| index.verify());
    assert!(verified.is_err(), "a flipped byte");
    for end in [0, 7, 20, bytes.len() - 1] {
        fs::write(&path, &bytes[..end]).expect("it can be written");
        assert!(open_error("half a segment").contains("b.segment"));
    }
}
