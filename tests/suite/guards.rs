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

/// Cuts every document to a share of its words.
fn cut(place: &Place, numbers: impl Iterator<Item = usize>, share: f64) {
    for number in numbers {
        let name = format!("corpus/{number}.md");
        let text = place.read(&name);
        let words: Vec<&str> = text.split(' ').collect();
        let kept = (words.len() as f64 * share) as usize;
        place.write(&name, words[..kept].join(" "));
    }
}

#[test]
fn files_cut_short_are_a_loss_of_text() {
    let place = corpus();
    place.run(&["build"]).done();
    let before = current(&place);
    cut(&place, 0..12, 0.4);
    place
        .run(&["build"])
        .refused(&["fewer words: ", "at most 20.0%", "--force"]);
    assert_eq!(current(&place), before);
    // One municipality only: too little of the whole to be seen, too much of its own.
    let place = corpus();
    let wide = [("WIEL__GUARD__MAX_LOST_TEXT", "1")];
    place.run_in(&["build"], &wide).done();
    cut(&place, (0..12).step_by(3), 0.4);
    place.run_in(&["build"], &wide).refused(&[
        "municipalities that lost most of their text: 1 of 3 (33.3%, at most 5.0%): t001",
    ]);
}

#[test]
fn one_page_in_place_of_many_documents_is_refused() {
    for nonce in [false, true] {
        let place = corpus();
        place.run(&["build"]).done();
        let before = current(&place);
        let page = vision("deze site gebruikt koekjes", 77).repeat(4);
        for number in 0..12 {
            let tag = if nonce {
                format!("<!-- {number} -->\n")
            } else {
                String::new()
            };
            place.write(&format!("corpus/{number}.md"), format!("{page}\n{tag}"));
        }
        let ran = place.run(&["build"]).refused(&["--force"]);
        assert!(
            ran.err.contains("one text in 12 of 12 files: 0.md") || ran.err.contains("fewer"),
            "{ran:?}"
        );
        assert_eq!(current(&place), before);
    }
}

#[test]
fn a_corpus_does_not_fade_away_a_little_each_night() {
    let mut corpus = TestCorpus::new().municipalities(&["Aadrecht", "Beekhorst"]);
    for number in 0..40 {
        let owner = ["Aadrecht", "Beekhorst"][number % 2];
        corpus = {
            let text =
                vision("open data", number) + &format!("Dit is stuk {number} van de reeks.\n");
            corpus.document(&format!("{number}.md"), owner, text)
        };
    }
    let place = corpus.place();
    place.run(&["build"]).done();
    let whole = current(&place);
    keep(&place, |at| at <= 37);
    place.run(&["build"]).done();
    keep(&place, |at| at <= 34);
    let ran = place.run(&["build"]);
    let ran = ran.refused(&[
        "fewer documents: 34, generation",
        "has 40 (15.0% less, at most 10.0%)",
    ]);
    assert!(ran.err.contains(whole.trim()), "{ran:?}");
    // Whoever accepts it is not asked again the next night.
    place.run(&["build", "--force"]).done();
    keep(&place, |at| at <= 33);
    place.run(&["build"]).done();
}

#[test]
fn what_was_rolled_back_comes_back_by_force_only() {
    let place = corpus();
    let first = place.run(&["build"]).done().out;
    let good = place.read("corpus/3.md");
    place.write("corpus/3.md", vision("een verkeerde tekst", 99));
    let second = place.run(&["build"]).done().out;
    place.run(&["generations", "rollback", first.trim()]).done();
    let refused = ["rolled back", "--force", second.trim()];
    place.run(&["build"]).refused(&refused);
    place.run(&["build", "--full"]).refused(&refused);
    // A touched list and another document beside it do not make it another corpus.
    place.write(
        "corpus/manifest.csv",
        place.read("corpus/manifest.csv") + "\n",
    );
    place.write("corpus/5.md", vision("een nieuw loket", 5));
    place.run(&["build"]).refused(&refused);
    assert_eq!(current(&place).trim(), first.trim());
    // Mended, it is published.
    place.write("corpus/3.md", good);
    place.run(&["build"]).done();
    // Rolled forward, it is refused no more.
    place
        .run(&["generations", "rollback", second.trim()])
        .done();
    place.write("corpus/3.md", vision("een verkeerde tekst", 99));
    place.run(&["build"]).done();
    place.write("corpus/6.md", vision("een nieuw loket", 6));
    place.run(&["build"]).done();
}

#[test]
fn what_a_person_publishes_after_a_rollback_is_accepted_for_good() {
    let place = corpus();
    let first = place.run(&["build"]).done().out;
    place.write("corpus/3.md", vision("een andere tekst", 98));
    place.run(&["build"]).done();
    place.run(&["generations", "rollback", first.trim()]).done();
    place.run(&["build"]).refused(&["rolled back"]);
    place.run(&["build", "--force"]).done();
    place.write("corpus/7.md", vision("een nieuw loket", 7));
    place.run(&["build"]).done();
}

#[test]
fn a_rollback_from_a_damaged_generation_does_not_refuse_its_inputs() {
    let place = corpus();
    let first = place.run(&["build"]).done().out;
    place.write("corpus/3.md", vision("een nieuw loket", 3));
    let second = place.run(&["build"]).done().out;
    let documents = format!("data/generations/{}/documents.json", second.trim());
    place.write(&documents, place.read(&documents).replacen('0', "1", 1));
    place.run(&["generations", "rollback", first.trim()]).done();
    place.run(&["build"]).done();
}

#[test]
fn what_cannot_be_compared_is_not_published() {
    let place = corpus();
    let first = place.run(&["build"]).done().out;
    let documents = format!("data/generations/{}/documents.json", first.trim());
    let whole = place.read(&documents);
    keep(&place, |at| at < 6);
    let refused = ["cannot be compared with", "--force"];
    // Of the same length, so that the generation still opens.
    place.write(&documents, "[".repeat(whole.len()));
    place.run(&["build"]).refused(&refused);
    place.write(&documents, "");
    place.run(&["build"]).refused(&refused);
    place.write(&documents, &whole);
    place.write("data/rolled-back.json", "[{");
    place.run(&["build"]).refused(&refused);
    place.run(&["build", "--force"]).done();
    place.write("corpus/4.md", vision("een nieuw loket", 4));
    place.run(&["build"]).done();
}

#[test]
fn a_missing_pointer_is_a_damaged_one() {
    let place = corpus();
    let first = place.run(&["build"]).done().out;
    std::fs::remove_file(place.file("data/current")).expect("it is there");
    let rollback = format!("wiel generations rollback {}", first.trim());
    let ran = place.run(&["match", "Aadrecht"]);
    assert!(ran.code == 2 && ran.err.contains(&rollback), "{ran:?}");
    assert!(!place.file("data/current").exists());
    keep(&place, |at| at < 6);
    place.run(&["build"]).refused(&["documents lost: 7 of 12"]);
    place.run(&["generations", "rollback", first.trim()]).done();
    place.run(&["match", "Aadrecht"]).done();
}
