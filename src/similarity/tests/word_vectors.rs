//! Word vectors from tiny files made here, and the view that they give.

use std::collections::BTreeMap;

use safetensors::Dtype;
use safetensors::tensor::TensorView;

use super::Passage as Told;
use crate::document::{DocumentId, Origin, PageNumber, Passage, PassageId};
use crate::similarity::model::Passages;
use crate::similarity::{Embeddings, Model, SimilarityConfig, SimilarityError, WordVectors};
use crate::text::Span;

/// A safetensors file of these tensors.
fn tensors(given: &[(&str, Dtype, &[usize], Vec<u8>)]) -> Vec<u8> {
    let views: BTreeMap<&str, TensorView<'_>> = given
        .iter()
        .map(|(name, dtype, shape, data)| {
            let view = TensorView::new(*dtype, shape.to_vec(), data);
            (*name, view.expect("as many bytes as the shape says"))
        })
        .collect();
    safetensors::serialize(views, None).expect("a sound file")
}

fn f32s(values: &[f32]) -> Vec<u8> {
    values
        .iter()
        .flat_map(|value| value.to_le_bytes())
        .collect()
}

/// A tokenizer that knows these words, the first for what it does not know.
fn tokenizer(words: &[&str]) -> Vec<u8> {
    let vocabulary: BTreeMap<&str, usize> = words.iter().copied().zip(0..).collect();
    let json = serde_json::json!({
        "version": "1.0",
        "truncation": {"direction": "Right", "max_length": 2, "strategy": "LongestFirst", "stride": 0},
        "padding": null,
        "added_tokens": [],
        "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "Whitespace"},
        "post_processor": null,
        "decoder": null,
        "model": {"type": "WordLevel", "vocab": vocabulary, "unk_token": words[0]},
    });
    serde_json::to_vec(&json).expect("plain data")
}

fn passage(text: &str, masked: &[&str]) -> Passage {
    let span = |name: &&str| {
        let start = text.find(name).expect("the name stands in the text");
        Span::new(start, start + name.len())
    };
    Passage {
        id: PassageId {
            document: DocumentId::from_bytes(text.as_bytes()),
            ordinal: 0,
        },
        page: PageNumber::FIRST,
        span: Span::new(0, text.len()),
        heading: None,
        text: text.to_owned(),
        headings: Vec::new(),
        masked: masked.iter().map(span).collect(),
        words: text.split(' ').count() as u32,
        letters: text.len() as u32,
        origin: Origin::Own,
    }
}

const WORDS: [&str; 4] = ["?", "data", "cloud", "Eiland"];

#[test]
fn a_passage_is_the_weighted_mean_of_its_words_without_names() {
    let matrix = f32s(&[9.0, 9.0, 1.0, 0.0, 0.0, 2.0, 5.0, 5.0]);
    let words = ["?", "data", "cloud", "eiland"];
    let file = tensors(&[("embeddings", Dtype::F32, &[4, 2], matrix.clone())]);
    let vectors = WordVectors::read(&file, &tokenizer(&words)).expect("a sound model");
    assert_eq!(vectors.dimensions(), 2);
    let embed = |vectors: &WordVectors, text: &str, names: &[&str]| {
        let vector = vectors.embed(&passage(text, names));
        vector.expect("the tokenizer cuts everything")
    };
    let text = "Data onbekend cloud cloud Eiland";
    // Not cut off after two tokens, as the tokenizer's own settings ask.
    assert_eq!(embed(&vectors, text, &["Eiland"]), [1.0 / 3.0, 4.0 / 3.0]);
    assert_eq!(embed(&vectors, text, &[]), [1.5, 2.25]);
    assert_eq!(embed(&vectors, "niets bekends", &[]), [0.0, 0.0]);

    let weighted = tensors(&[
        ("embeddings", Dtype::F32, &[4, 2], matrix),
        ("weights", Dtype::F32, &[4], f32s(&[1.0, 3.0, 1.0, 0.0])),
    ]);
    let vectors = WordVectors::read(&weighted, &tokenizer(&words)).expect("a sound model");
    assert_eq!(embed(&vectors, "data cloud eiland", &[]), [0.75, 0.5]);

    // Two rows for four tokens, as 8-bit numbers.
    let mapped = tensors(&[
        ("embeddings", Dtype::I8, &[2, 2], vec![1, 0, 0, 0xff]),
        (
            "mapping",
            Dtype::I64,
            &[4],
            [0_i64, 0, 1, 1]
                .iter()
                .flat_map(|row| row.to_le_bytes())
                .collect(),
        ),
    ]);
    let vectors = WordVectors::read(&mapped, &tokenizer(&words)).expect("a sound model");
    assert_eq!(
        embed(&vectors, "data cloud eiland", &[]),
        [1.0 / 3.0, -2.0 / 3.0]
    );

    let half: Vec<u8> = [0, 0, 0x3c00_u16, 0xc000]
        .iter()
        .flat_map(|bits| bits.to_le_bytes())
        .collect();
    let file = tensors(&[("embeddings", Dtype::F16, &[2, 2], half)]);
    let vectors = WordVectors::read(&file, &tokenizer(&words[..2])).expect("a sound model");
    assert_eq!(embed(&vectors, "data data", &[]), [1.0, -2.0]);
}

#[test]
fn files_that_do_not_fit_are_refused_with_what_is_wrong() {
    let sound = f32s(&[0.0; 8]);
    let matrix = |data: Vec<u8>| ("embeddings", Dtype::F32, &[4_usize, 2][..], data);
    let refused = |model: &[u8], tokenizer: &[u8]| {
        WordVectors::read(model, tokenizer).expect_err("something is wrong")
    };
    let tokens = tokenizer(&WORDS);
    let error = refused(b"no tensors", &tokens);
    assert!(
        matches!(error, SimilarityError::NoTensors { .. }),
        "{error}"
    );
    let error = refused(
        &tensors(&[("vectors", Dtype::F32, &[4, 2], sound.clone())]),
        &tokens,
    );
    assert!(
        error.to_string().contains("\"embeddings\", only vectors"),
        "{error}"
    );
    let error = refused(
        &tensors(&[("embeddings", Dtype::F32, &[8], sound.clone())]),
        &tokens,
    );
    assert!(error.to_string().contains("it has [8]"), "{error}");
    let error = refused(
        &tensors(&[("embeddings", Dtype::F32, &[8, 1], sound.clone())]),
        &tokens,
    );
    assert!(
        error.to_string().contains("2 to 4096 dimensions"),
        "{error}"
    );
    let error = refused(
        &tensors(&[("embeddings", Dtype::I32, &[4, 2], sound.clone())]),
        &tokens,
    );
    assert!(error.to_string().contains("it holds I32"), "{error}");
    let mut broken = vec![0.0; 8];
    broken[5] = f32::NAN;
    let error = refused(&tensors(&[matrix(f32s(&broken))]), &tokens);
    assert!(error.to_string().contains("NaN for token 2"), "{error}");
    let weights = ("weights", Dtype::F32, &[3_usize][..], f32s(&[1.0; 3]));
    let error = refused(&tensors(&[matrix(sound.clone()), weights]), &tokens);
    assert!(
        error.to_string().contains("shape [4], it has [3]"),
        "{error}"
    );
    let rows: Vec<u8> = [0_i32, 1, 2, 4]
        .iter()
        .flat_map(|row| row.to_le_bytes())
        .collect();
    let mapping = ("mapping", Dtype::I32, &[4_usize][..], rows);
    let error = refused(&tensors(&[matrix(sound.clone()), mapping]), &tokens);
    assert!(error.to_string().contains("holds 4 for token 3"), "{error}");
    let file = tensors(&[matrix(sound)]);
    let error = refused(&file, b"{}");
    assert!(
        matches!(error, SimilarityError::Tokenizer { .. }),
        "{error}"
    );
    let error = refused(&file, &tokenizer(&WORDS[..3]));
    let expected = SimilarityError::Vocabulary {
        expected: 3,
        got: 4,
    };
    assert_eq!(error, expected);
}

/// Eight organisations, each with five passages of words of its own on one of seven subjects; the first two are
/// on the same subject and share no word.
fn told() -> Vec<Told> {
    let filler = ["en", "voor", "met", "van"];
    (0..8)
        .flat_map(|organisation: u32| {
            (0..5).map(move |n| {
                let mut terms: Vec<String> = (0..12)
                    .map(|word| {
                        let letter = char::from(b'a' + organisation as u8);
                        let ending = char::from(b'a' + ((word + n) % 9) as u8);
                        format!("{letter}{letter}{letter}{ending}")
                    })
                    .collect();
                terms.push(filler[n % 4].to_owned());
                Told {
                    organisation,
                    year: Some(2023),
                    text: terms.join(" "),
                    terms,
                }
            })
        })
        .collect()
}

/// Vectors that know the words by their subject: the first two organisations are on the same.
fn by_subject(told: &[Told]) -> WordVectors {
    let mut words: Vec<&str> = told
        .iter()
        .flat_map(|passage| passage.terms.iter().map(String::as_str))
        .collect();
    words.sort_unstable();
    words.dedup();
    words.insert(0, "?");
    let mut values = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let letter = usize::from(word.as_bytes()[0].saturating_sub(b'a'));
        let subject = if word.len() == 4 { letter.max(1) } else { 9 };
        values.extend((0..10).map(|axis| {
            let noise = ((place * 7 + axis * 3) % 11) as f32 / 100.0;
            if axis == subject { 1.0 } else { noise }
        }));
    }
    let file = tensors(&[("embeddings", Dtype::F32, &[words.len(), 10], f32s(&values))]);
    WordVectors::read(&file, &tokenizer(&words)).expect("a sound model")
}

#[test]
fn the_same_in_other_words_comes_nearer() {
    let told = told();
    let words = by_subject(&told);
    let mut embeddings = Embeddings::by(&words);
    for one in &told {
        let vector = words
            .embed(&passage(&one.text, &[]))
            .expect("it cuts everything");
        embeddings.push(&vector);
    }
    let (counts, facts) = (super::counts(&told), super::facts(&told));
    let params = SimilarityConfig::default().check().expect("sound settings");
    let with = Model::fit_with(&counts, &facts, Some(&embeddings), 8, &params);
    let without = Model::fit(&counts, &facts, 8, &params);
    let rank = |model: &Model| {
        let score = |other: &usize| model.score(0, *other).expect("both have text");
        let first = score(&1);
        (2..8).filter(|other| score(other) >= first).count()
    };
    assert!(
        rank(&without) > 0,
        "without word vectors nothing brings them together"
    );
    assert_eq!(rank(&with), 0, "with them the paraphrase comes first");
    let (low, high) = with.interval(0, 1);
    assert!(low <= high && high > 0.5);

    // Worked out when asked, and read back, it is the same.
    let passages = Passages {
        counts: &counts,
        facts: &facts,
        embeddings: Some(&embeddings),
    };
    let asked = Model::fit_tabled_up_to(0, &passages, 8, &params);
    super::check_stored(&asked);
    super::check_stored(&with);
    super::check_alike(&with, &asked, 1e-4, "asked with word vectors");
    assert_eq!(asked.score(0, 1), asked.score(1, 0));
}

#[test]
fn word_vectors_without_weight_change_nothing() {
    let told = told();
    let words = by_subject(&told);
    let mut embeddings = Embeddings::by(&words);
    for one in &told {
        embeddings.push(
            &words
                .embed(&passage(&one.text, &[]))
                .expect("it cuts everything"),
        );
    }
    let config = SimilarityConfig {
        vector_weight: 0.0,
        ..SimilarityConfig::default()
    };
    let params = config.check().expect("sound settings");
    let (counts, facts) = (super::counts(&told), super::facts(&told));
    let with = Model::fit_with(&counts, &facts, Some(&embeddings), 8, &params);
    assert_eq!(
        with.files(),
        Model::fit(&counts, &facts, 8, &params).files()
    );
}
