//! The encoder beside the package whose figures it runs on, on fifty sentences: `benches/peer/encoder.py` made the
//! vectors, and compares a thousand.

use std::thread;

use proptest::prelude::*;

use super::*;

const SENTENCES: &str = include_str!("../../tests/fixtures/encoder/sentences.txt");
const VECTORS: &[u8] = include_bytes!("../../tests/fixtures/encoder/vectors.npy");

fn sentences() -> Vec<&'static str> {
    SENTENCES.lines().collect()
}

#[test]
fn vectors_are_those_of_the_published_package() {
    let expected = table::from_npy("vectors.npy", VECTORS).expect("a sound file");
    let found = SentenceEncoder::shared().encode(&sentences());
    assert_eq!(found.len() * DIMENSIONS, expected.len());
    let rows = expected.chunks_exact(DIMENSIONS);
    for ((embedding, sentence), row) in found.iter().zip(sentences()).zip(rows) {
        let squares: f32 = row.iter().map(|x| f32::from(*x).powi(2)).sum();
        let cosine = table::dot_quantised(embedding.numbers(), row) / squares.sqrt();
        assert!(cosine > 0.9995, "{cosine}: {sentence}");
    }
}

#[test]
fn a_vector_does_not_depend_on_what_else_is_encoded() {
    let encoder = SentenceEncoder::shared();
    let all = encoder.encode(&sentences());
    let mut turned = sentences();
    turned.reverse();
    let mut turned = encoder.encode(&turned);
    turned.reverse();
    assert_eq!(all, turned);
    // Enough tokens for several batches, and one by one.
    let many: Vec<&str> = sentences().into_iter().cycle().take(400).collect();
    let of_many = encoder.encode(&many);
    for (place, embedding) in of_many.iter().enumerate() {
        assert_eq!(*embedding, all[place % all.len()], "{}", many[place]);
    }
    for (text, embedding) in sentences().into_iter().zip(&all) {
        assert_eq!(encoder.encode_one(text), *embedding, "{text}");
    }
}

#[test]
fn what_was_encoded_before_changes_nothing() {
    let new = || SentenceEncoder::from_bytes(FIGURES).expect("the figures in the program");
    let used = new();
    let other: Vec<String> = sentences().into_iter().map(str::to_uppercase).collect();
    let other: Vec<&str> = other.iter().map(String::as_str).collect();
    used.encode(&other);
    assert_eq!(used.encode(&sentences()), new().encode(&sentences()));
}

#[test]
fn threads_change_nothing() {
    let encoder = SentenceEncoder::shared();
    let alone = encoder.encode(&sentences());
    thread::scope(|scope| {
        let work: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| encoder.encode(&sentences())))
            .collect();
        for one in work {
            assert_eq!(one.join().expect("no thread fails"), alone);
        }
    });
}

#[test]
fn nothing_of_one_text_reaches_another() {
    let encoder = SentenceEncoder::shared();
    let with = |neighbour: &str| encoder.encode(&[neighbour, "samen", neighbour])[1].clone();
    assert_eq!(
        with("Wij kopen in."),
        with("Een heel ander verhaal, en langer.")
    );
}

#[test]
fn texts_without_words_and_endless_texts_have_a_vector() {
    let encoder = SentenceEncoder::shared();
    let endless = "samen ".repeat(100_000);
    let texts = [
        "",
        " \t\n",
        "☃☃☃",
        "<s> </s> <unk>",
        "\0\u{7f}\u{fffd}",
        &endless,
    ];
    for (embedding, text) in encoder.encode(&texts).iter().zip(texts) {
        let norm: f32 = embedding.numbers().iter().map(|x| x * x).sum();
        assert!((norm - 1.0).abs() < 1e-4, "{norm}: {}", text.len());
    }
}

#[test]
fn white_space_and_compatible_characters_make_no_difference() {
    let encoder = SentenceEncoder::shared();
    let plain = encoder.encode_one("een fijne buur");
    for text in ["  een\tfijne\nbuur ", "een \u{fb01}jne\u{a0}buur"] {
        assert_eq!(encoder.encode_one(text), plain, "{text:?}");
    }
}

#[test]
fn damaged_figures_are_an_error() {
    for length in [0, 10, 1_000, FIGURES.len() / 2, FIGURES.len() - 9] {
        let found = SentenceEncoder::from_bytes(&FIGURES[..length]);
        assert!(found.is_err(), "cut at {length}");
    }
    assert!(SentenceEncoder::from_bytes(b"no gzip").is_err());
}

#[test]
fn a_table_is_read_as_it_was_written() {
    let encoder = SentenceEncoder::shared();
    let embeddings = encoder.encode(&sentences());
    let numbers: Vec<i8> = embeddings.iter().flat_map(Embedding::quantised).collect();
    let npy = to_npy(&numbers);
    assert_eq!(table::from_npy("x.npy", &npy), Ok(numbers.clone()));
    let table = EmbeddingTable::from_npy("x.npy", &npy).expect("it was just written");
    assert_eq!(table.len(), embeddings.len());
    assert_eq!(table.cosine(1, 2).to_bits(), table.cosine(2, 1).to_bits());
    for (row, embedding) in embeddings.iter().enumerate() {
        assert!((table.cosine(row, row) - 1.0).abs() < 1e-6);
        let cosines: Vec<f32> = table.cosines(embedding).collect();
        assert_eq!(cosines.len(), embeddings.len());
        let nearest = (0..cosines.len()).max_by(|a, b| cosines[*a].total_cmp(&cosines[*b]));
        assert_eq!(nearest, Some(row), "a text is nearest to itself");
        assert!(cosines[row] > 0.8, "{}", cosines[row]);
    }
    for bytes in [&b"no table"[..], &npy[..300]] {
        let error = EmbeddingTable::from_npy("x.npy", bytes).expect_err("it is damaged");
        assert!(error.to_string().contains("x.npy"), "{error}");
    }
    let empty = EmbeddingTable::from_numbers(Vec::new());
    assert!(empty.is_empty() && empty.cosines(&embeddings[0]).next().is_none());
}

#[test]
fn like_texts_are_nearer_than_texts_that_share_words() {
    let encoder = SentenceEncoder::shared();
    let cosine = |a: &str, b: &str| encoder.encode_one(a).cosine(&encoder.encode_one(b));
    let joint = "Wij kopen gezamenlijk in met de regiogemeenten.";
    let other_words = cosine(joint, "De inkoop doen we samen met onze buren.");
    let same_words = cosine(joint, "De regiogemeenten zijn met de trein bereikbaar.");
    assert!(other_words > same_words, "{other_words} {same_words}");
}

proptest! {
    // Unpacking the figures takes a tenth of a second.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_figures_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..200), at in 0..FIGURES.len()) {
        prop_assert!(SentenceEncoder::from_bytes(&bytes).is_err());
        prop_assert!(EmbeddingTable::from_npy("x.npy", &bytes).is_err());
        // The checksum of gzip finds what the parser does not.
        let damaged: Vec<u8> = FIGURES[..at].iter().copied().chain(bytes).collect();
        prop_assert!(SentenceEncoder::from_bytes(&damaged).is_err());
    }
}

proptest! {
    #[test]
    fn any_text_has_a_vector_of_unit_length(texts in prop::collection::vec(any::<String>(), 1..6)) {
        let encoder = SentenceEncoder::shared();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let together = encoder.encode(&texts);
        prop_assert_eq!(together.len(), texts.len());
        for (embedding, text) in together.iter().zip(&texts) {
            let norm: f32 = embedding.numbers().iter().map(|x| x * x).sum();
            prop_assert!((norm - 1.0).abs() < 1e-4);
            prop_assert_eq!(&encoder.encode_one(text), embedding);
        }
    }

    #[test]
    fn any_bytes_read_as_text_have_a_vector(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let text = String::from_utf8_lossy(&bytes);
        let embedding = SentenceEncoder::shared().encode_one(&text);
        prop_assert!(embedding.numbers().iter().all(|x| x.is_finite()));
    }
}
