//! Word vectors of one's own, from the setting to the generation.

use std::collections::BTreeMap;

use safetensors::Dtype;
use safetensors::tensor::TensorView;
use serde_json::Value;

use crate::support::{Place, TestCorpus, vision};

const THEMES: [&str; 5] = [
    "gegevens bij de bron",
    "een eigen rekencentrum",
    "zaken in de cloud",
    "open standaarden",
    "digitale balies",
];

/// Five invented municipalities, and word vectors of a few words in the folder `words`.
fn place() -> Place {
    let names = ["Aadrecht", "Beekhorst", "Clinge", "Dijkveld", "Elzum"];
    let mut corpus = TestCorpus::new().municipalities(&names);
    for (n, (name, theme)) in names.iter().zip(THEMES).enumerate() {
        corpus = corpus.document(&format!("{n}.md"), name, vision(theme, n));
    }
    let place = corpus.place();
    write(&place, 1.0);
    place
}

fn write(place: &Place, scale: f32) {
    let words = ["?", "gegevens", "bron", "rekencentrum", "cloud", "balies"];
    let values: Vec<u8> = (0..words.len() * 4)
        .map(|n| scale * ((n * 5 % 7) as f32 - 3.0))
        .flat_map(f32::to_le_bytes)
        .collect();
    let matrix = TensorView::new(Dtype::F32, vec![words.len(), 4], &values);
    let tensors = [(
        "embeddings",
        matrix.expect("as many bytes as the shape says"),
    )];
    let file = safetensors::serialize(tensors, None).expect("a sound file");
    place.write("words/model.safetensors", file);
    let vocabulary: BTreeMap<&str, usize> = words.iter().copied().zip(0..).collect();
    let tokenizer = serde_json::json!({
        "version": "1.0",
        "added_tokens": [],
        "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "Whitespace"},
        "model": {"type": "WordLevel", "vocab": vocabulary, "unk_token": "?"},
    });
    place.write("words/tokenizer.json", tokenizer.to_string());
}

const SET: (&str, &str) = ("WIEL__SIMILARITY__VECTORS", "words");

fn build(place: &Place, environment: &[(&str, &str)]) -> String {
    let ran = place.run_in(&["build"], environment).done();
    ran.out.trim().to_owned()
}

fn manifest(place: &Place, generation: &str) -> Value {
    let path = format!("data/generations/{generation}/manifest.json");
    serde_json::from_str(&place.read(&path)).expect("a manifest")
}

fn scores(place: &Place) -> Vec<u8> {
    let current = place.read("data/current");
    let path = format!("data/generations/{}/model/scores.npy", current.trim());
    std::fs::read(place.file(&path)).expect("a table of scores")
}

#[test]
fn other_word_vectors_are_another_model() {
    let place = place();
    let without = build(&place, &[]);
    let plain = scores(&place);
    // Their weight alone is nothing.
    assert_eq!(
        build(&place, &[("WIEL__SIMILARITY__VECTOR_WEIGHT", "2")]),
        without
    );

    let with = build(&place, &[SET]);
    assert_ne!(with, without);
    assert_ne!(scores(&place), plain, "one view more moves the scores");
    assert_eq!(
        build(&place, &[SET]),
        with,
        "the same again is no new generation"
    );
    let (old, new) = (manifest(&place, &without), manifest(&place, &with));
    assert_ne!(old["params_hash"], new["params_hash"]);
    let inputs = |manifest: &Value| -> Vec<String> {
        let inputs = manifest["inputs"].as_array().expect("a list").iter();
        let path = |input: &Value| input["path"].as_str().expect("a path").to_owned();
        inputs
            .map(path)
            .filter(|path| path.starts_with("vectors/"))
            .collect()
    };
    assert!(inputs(&old).is_empty());
    assert_eq!(
        inputs(&new),
        ["vectors/model.safetensors", "vectors/tokenizer.json"]
    );
    place.run(&["match", "Aadrecht", "--scope", "all"]).done();

    write(&place, 2.0);
    assert_ne!(
        build(&place, &[SET]),
        with,
        "other vectors are another model"
    );
    build(&place, &[]);
    assert_eq!(scores(&place), plain, "without them all is as before");
}

#[test]
fn the_folder_is_relative_to_the_file_that_names_it() {
    let place = place();
    place.write(
        "settings/vectors.toml",
        "[similarity]\nvectors = \"../words\"\n",
    );
    place
        .run(&["--config", "settings/vectors.toml", "build"])
        .done();
}

#[test]
fn broken_word_vectors_are_refused_and_nothing_is_published() {
    let place = place();
    let refused = |words: &[&str]| {
        place.run_in(&["build"], &[SET]).refused(words);
        assert!(!place.file("data/current").exists());
    };
    place.write("words/model.safetensors", "no tensors");
    refused(&["no safetensors file", "similarity.vectors"]);
    write(&place, f32::INFINITY);
    refused(&["\"embeddings\"", "not a finite number"]);
    write(&place, 1.0);
    place.write("words/tokenizer.json", "{}");
    refused(&["tokenizer.json must be that of the Hugging Face tokenizers library"]);
    std::fs::remove_file(place.file("words/tokenizer.json")).expect("it was there");
    refused(&["there are no word vectors", "tokenizer.json"]);
}
