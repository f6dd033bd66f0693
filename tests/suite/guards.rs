//! A build that lost too much does not take the place of what answers.

use crate::support::{Place, TestCorpus, vision};

fn corpus() -> Place {
    let mut corpus = TestCorpus::new().municipalities(&["Aadrecht", "Beekhorst", "Duinrade"]);
    for (number, owner) in ["Aadrecht", "Beekhorst", "Duinrade"]
        .iter()
        .cycle()
        .take(12)
        .enumerate()
    {
        corpus = corpus.document(
            &format!("{number}.md"),
            owner,
            vision("gegevens bij de bron", number),
        );
    }
    corpus.place()
}

fn current(place: &Place) -> String {
    place.read("data/current")
}

/// Leaves only the lines of the manifest (from 1, after the header) that `keep` wants.
fn keep(place: &Place, keep: impl Fn(usize) -> bool) {
    let manifest = place.read("corpus/manifest.csv");
    let kept = manifest
        .lines()
        .enumerate()
        .filter(|(at, _)| *at == 0 || keep(*at));
    let text: Vec<&str> = kept.map(|(_, line)| line).collect();
    place.write("corpus/manifest.csv", text.join("\n"));
}

#[test]
fn a_build_that_lost_too_many_documents_is_published_only_by_force() {
    let place = corpus();
    place.run(&["build"]).done();
    let before = current(&place);
    // One of twelve is within the tenth that may go.
    keep(&place, |at| at != 12);
    place.run(&["build"]).done();
    assert_ne!(current(&place), before);
    let before = current(&place);
    keep(&place, |at| at < 10);
    let refused = ["documents lost: 2 of 11 (18.2%, at most 10.0%)", "--force"];
    place.run(&["build"]).refused(&refused);
    place.run(&["build", "--full"]).refused(&refused);
    assert_eq!(current(&place), before);
    place.run(&["match", "Aadrecht"]).done();
    place.run(&["build", "--force"]).done();
    assert_ne!(current(&place), before);
    let again = place.run(&["build"]).done();
    assert!(again.err.contains("niets veranderd"), "{again:?}");
}

#[test]
fn a_municipality_without_text_is_a_loss_and_a_renamed_file_is_none() {
    let place = corpus();
    let wide = [("WIEL__GUARD__MAX_LOST_DOCUMENTS", "0.5")];
    place.run(&["build"]).done();
    for number in 0..12 {
        let name = |folder| place.file(&format!("corpus/{folder}{number}.md"));
        std::fs::create_dir_all(place.file("corpus/new")).expect("a folder");
        std::fs::rename(name(""), name("new/")).expect("it can be renamed");
    }
    let manifest = place.read("corpus/manifest.csv");
    let moved: Vec<String> = manifest
        .lines()
        .enumerate()
        .map(|(at, line)| {
            if at == 0 {
                line.to_owned()
            } else {
                format!("new/{line}")
            }
        })
        .collect();
    place.write("corpus/manifest.csv", moved.join("\n"));
    place.run(&["build"]).done();
    let before = current(&place);
    keep(&place, |at| at % 3 != 0);
    let ran = place.run_in(&["build"], &wide);
    let ran = ran.refused(&["municipalities lost: 1 of 3 (33.3%, at most 5.0%): t003"]);
    assert!(!ran.err.contains("documents lost"), "{ran:?}");
    assert_eq!(current(&place), before);
    let wrong = [("WIEL__GUARD__MAX_LOST_DOCUMENTS", "1.5")];
    place
        .run_in(&["build"], &wrong)
        .refused(&["guard.max_lost_documents must be from 0 to 1, got 1.5"]);
}

#[test]
fn a_document_that_became_the_double_of_another_is_not_lost() {
    let place = corpus();
    place.run(&["build"]).done();
    let before = current(&place);
    // Three of twelve: more than may be lost, and none of them is.
    for number in 1..4 {
        place.write(&format!("corpus/{number}.md"), place.read("corpus/0.md"));
    }
    place.run(&["build"]).done();
    assert_ne!(current(&place), before);
    keep(&place, |at| at != 1);
    place.run(&["build"]).done();
}

#[test]
fn a_damaged_generation_in_use_is_replaced_and_its_predecessor_compared_with() {
    let place = corpus();
    place.run(&["build"]).done();
    let second = place.run(&["build", "--force"]).done().out;
    place.write(
        &format!("data/generations/{}/documents.json", second.trim()),
        "[",
    );
    keep(&place, |at| at < 5);
    place.run(&["build"]).refused(&["documents lost: 8 of 12"]);
    keep(&place, |at| at < 13);
    let again = corpus();
    place.write(
        "corpus/manifest.csv",
        again
            .read("corpus/manifest.csv")
            .replace(",2023,", ",2024,"),
    );
    place.run(&["build"]).done();
    place.run(&["match", "Aadrecht"]).done();
}

#[cfg(unix)]
#[test]
fn a_source_that_fails_is_told_apart_from_a_wrong_corpus() {
    let place = corpus();
    place.run(&["build"]).done();
    let before = current(&place);
    // A link in a ring fails for every user, as a network folder that is gone does.
    let file = place.file("corpus/3.md");
    std::fs::remove_file(&file).expect("it is there");
    std::os::unix::fs::symlink("3.md", &file).expect("a link");
    place
        .run(&["build"])
        .refused(&["the source failed for 1 files: 3.md: ", "--force"]);
    assert_eq!(current(&place), before);
    place.run(&["build", "--force"]).done();
    let before = current(&place);
    place.write("corpus/4.md", vision("een nieuw loket", 4));
    place.run(&["build"]).done();
    assert_ne!(current(&place), before, "what failed before fails no more");
}
