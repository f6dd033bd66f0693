//! Tests of reading labels, of aligning them with what is read, and of training.

use super::*;
use crate::stance::Stance;

const LABELS: &str = "\
#doc\tx01\tinformatiebeleidsplan\tElzerbroek\t2024\tInformatiebeleidsplan
h1\tpolicy\tKeuzes\t\t\t\t\t0\t
p\tpolicy\tWij nemen alleen diensten uit de cloud af.\town\tcloud=for\t\t\t3\t
s\tpolicy\tDe gemeente telt elfduizend inwoners.\t\t\t\t\t0\t
lead\tpolicy\tWat wij niet doen:\town\t\t\t\t3\tyes
li\tpolicy\teigen servers kopen\town\tcloud=for\t\t\t3\tyes
p\tpolicy\tDe VNG wil dat iedereen naar de cloud gaat.\tother\tcloud=for\t\t\t0\t
#truth principle cloud for
#truth theme infrastructuur 3 -
";

#[test]
fn labels_are_found_at_the_units_that_are_read() {
    let document = LabelledDocument::parse(LABELS)
        .expect("sound labels")
        .remove(0);
    let taxonomy = Taxonomy::builtin();
    let found = examples(&document, &Detector::rules_only(&taxonomy), &taxonomy);
    let cloud = taxonomy.principle_named("cloud").expect("built in").index();
    assert_eq!(found.stances, 2);
    let labelled = found.units.iter().filter(|unit| !unit.stances.is_empty());
    let stances: Vec<_> = labelled.map(|unit| unit.stances.clone()).collect();
    assert_eq!(stances, vec![vec![(cloud, Stance::For)]; 2]);
}

#[test]
fn a_line_that_is_no_label_is_named() {
    let error = LabelledDocument::parse("p\tpolicy\tWij\town\t").expect_err("no document");
    assert_eq!(
        (error.line, error.reason.as_str()),
        (1, "a unit before any document")
    );
    let error = LabelledDocument::parse(&LABELS.replace("h1\tpolicy\tKeuzes\t\t\t\t\t0\t", "h1"))
        .expect_err("a unit without fields");
    assert_eq!(error.line, 2);
    let error =
        LabelledDocument::parse_sentences("sentence,principles\nWij\n").expect_err("a short row");
    assert_eq!(error.line, 2);
}

/// Sentences on two choices, in two files.
fn sentences(file: usize) -> Vec<LabelledDocument> {
    let mut text = "sentence,principles\n".to_owned();
    for number in 0..20 {
        text += &format!(
            "Zaak {number}{file}: wij kiezen voor schapen in plaats van koeien.,open=for\n"
        );
        text += &format!(
            "Zaak {number}{file}: wij kiezen voor koeien in plaats van schapen.,open=against\n"
        );
        text += &format!("Zaak {number}{file}: de raad vergadert op dinsdag.,\n");
    }
    vec![LabelledDocument::parse_sentences(&text).expect("sound rows")]
}

#[test]
fn learns_what_the_labels_show_and_gives_the_same_bytes_again() {
    let taxonomy = Taxonomy::builtin();
    let files = [sentences(1), sentences(2)];
    let trained = train(&files, &taxonomy, 2);
    let half = trained
        .measured
        .stances
        .thresholds
        .iter()
        .find(|one| one.threshold == 0.5)
        .expect("a half");
    assert!(half.precision > 0.95 && half.recall > 0.95, "{half:?}");
    // No cue knows of sheep.
    assert_eq!(trained.measured.stances.rules.1, 0.0);
    let bytes = trained.classifier.to_bytes();
    assert_eq!(bytes, train(&files, &taxonomy, 2).classifier.to_bytes());
    let read = StanceClassifier::from_bytes(&bytes).expect("what was written");
    assert_eq!(read.to_bytes(), bytes);
    let damaged = StanceClassifier::from_bytes(&bytes[..bytes.len() / 2]);
    assert!(
        damaged
            .expect_err("half a file")
            .to_string()
            .contains("wiel taxonomy train")
    );
}

/// Sentences on two themes and two tempos, in words that no cue knows.
fn paced_sentences(file: usize, labelled: usize) -> Vec<LabelledDocument> {
    let mut text = "sentence,principles,themes,tempo\n".to_owned();
    for number in 0..labelled {
        text += &format!("Zaak {number}{file}: de schapen draven vooruit.,,geo,fast\n");
        text += &format!("Zaak {number}{file}: de koeien sjokken achteraan.,,archief,slow\n");
        text += &format!("Zaak {number}{file}: wij kiezen voor gras.,open=for,,\n");
    }
    vec![LabelledDocument::parse_sentences(&text).expect("sound rows")]
}

#[test]
fn learns_tempo_and_themes_where_labels_are_enough() {
    let taxonomy = Taxonomy::builtin();
    let files: Vec<_> = (1..=3).map(|file| paced_sentences(file, 25)).collect();
    let trained = train(&files, &taxonomy, 3);
    assert_eq!(trained.classifier.themes(), ["archief", "geo"]);
    let at_half = |kind: Option<MeasuredKind>| {
        let kind = kind.expect("labels enough");
        // No cue knows how sheep walk.
        assert!(kind.rules.1 < 0.1, "{:?}", kind.rules);
        kind.thresholds[3].recall
    };
    assert!(at_half(trained.measured.tempo) > 0.95);
    assert!(at_half(trained.measured.themes) > 0.95);

    let few: Vec<_> = (1..=3).map(|file| paced_sentences(file, 9)).collect();
    let trained = train(&few, &taxonomy, 3);
    assert!(trained.classifier.themes().is_empty());
    assert!(trained.measured.tempo.is_none() && trained.measured.themes.is_none());
    let bytes = trained.classifier.to_bytes();
    let read = StanceClassifier::from_bytes(&bytes).expect("what was written");
    assert_eq!(read.to_bytes(), bytes);
}

#[test]
fn the_classifier_of_the_program_knows_all_principles() {
    let names: Vec<String> = Taxonomy::builtin()
        .principles()
        .iter()
        .map(|one| one.name.clone())
        .collect();
    assert_eq!(StanceClassifier::shared().principles(), names);
}

#[test]
fn a_single_file_is_dealt_out_by_sentence() {
    let trained = train(&[sentences(1)], &Taxonomy::builtin(), 4);
    assert!(trained.measured.stances.thresholds[0].recall > 0.9);
}
