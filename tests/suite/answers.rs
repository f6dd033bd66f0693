//! Every read command, in every format, on the demonstration.

use crate::support::{Place, fields, records};

#[test]
fn the_first_question_builds_and_answers() {
    let place = Place::new();
    let ran = place.run(&["match", "Zilverhorne"]).done();
    assert!(ran.out.contains("verzonnen"), "{}", ran.out);
    assert!(
        ran.out.contains("Mandelvoort") && ran.out.contains('“'),
        "{}",
        ran.out
    );
    assert!(
        ran.err.contains("Klaar: 32 documenten van 17 gemeenten"),
        "{}",
        ran.err
    );
    assert!(
        ran.out.lines().all(|line| line.chars().count() <= 80),
        "{}",
        ran.out
    );
    assert!(!ran.out.contains('\u{1b}'), "no colour without a terminal");
    let again = place.run(&["match", "Zilverhorne"]).done();
    assert_eq!((again.out, again.err), (ran.out, String::new()));
}

#[test]
fn answers_come_in_both_languages() {
    let place = Place::new();
    place.run(&["build", "--quiet"]).done();
    for args in [
        &["match", "DM01"][..],
        &["match", "DM01", "--explain"],
        &["compare", "DM01", "DM02"],
        &["search", "gegevens"],
        &["profile", "DM13"],
        &["generations", "list"],
        &["corpus", "check"],
    ] {
        let dutch = place.run(args).done().out;
        let english = place.run(&[args, &["--lang", "en"]].concat()).done().out;
        assert_ne!(dutch, english, "{args:?}");
        assert!(
            dutch
                .lines()
                .chain(english.lines())
                .all(|line| line.chars().count() <= 80),
            "{dutch}\n{english}"
        );
    }
}

#[test]
fn quiet_says_nothing_beside_the_answer() {
    let place = Place::new().with(&["--quiet"]);
    assert_eq!(place.run(&["build"]).done().err, "");
    assert_eq!(
        place
            .run(&["match", "Biezeloord", "--format", "csv"])
            .done()
            .err,
        ""
    );
    let refused = place.run(&["match", "Nergens"]).refused(&["Nergens"]);
    assert_eq!(refused.out, "");
}

#[test]
fn a_ranking_is_cut_and_weighed_as_asked() {
    let place = Place::new();
    let all = place.json(&["match", "DM04", "--scope", "all", "--top", "100"]);
    assert_eq!(all["partners"].as_array().map(Vec::len), Some(16));
    let three = place.json(&["match", "DM04", "--scope", "all", "--top", "3"]);
    assert_eq!(
        three["partners"].as_array(),
        all["partners"]
            .as_array()
            .map(|all| all[..3].to_vec())
            .as_ref()
    );
    let weighed = place.json(&["match", "DM04", "--weights", "text=3,principles=1"]);
    assert_eq!(weighed["weights"]["text"], 0.75);
    assert_eq!(weighed["weights"]["themes"], 0.0);
    place
        .run(&["match", "DM04", "--weights", "tempo=1"])
        .refused(&["tempo", "text="]);
    place
        .run(&["match", "DM04", "--top", "0"])
        .refused(&["--top"]);
    place
        .run(&["match", "DM04", "--scope", "dichtbij"])
        .refused(&["dichtbij", "km:30"]);
    place
        .run(&["match", "DM04", "--scope", "region:waterschap"])
        .refused(&["waterschap"]);
}

#[test]
fn an_island_has_nobody_over_the_border_and_says_where_to_look() {
    let place = Place::new();
    let ran = place.run(&["match", "Griendoog"]).done();
    assert!(ran.out.contains("--scope km:30"), "{}", ran.out);
    assert_eq!(
        place.json(&["match", "Griendoog"])["partners"]
            .as_array()
            .map(Vec::len),
        Some(0)
    );
}

#[test]
fn searches_find_filter_and_refuse() {
    let place = Place::new();
    let found = place.json(&["search", "\"open source\""]);
    let hits = found["hits"].as_array().expect("hits");
    assert!(!hits.is_empty());
    for hit in hits {
        let text: Vec<char> = hit["text"].as_str().expect("a text").chars().collect();
        let mark = &hit["highlights"][0];
        let (start, end) = (
            mark["start"].as_u64().expect("a place"),
            mark["end"].as_u64().expect("a place"),
        );
        let word: String = text[start as usize..end as usize].iter().collect();
        assert_eq!(word.to_lowercase(), "open");
        assert!(hit["page"].as_u64() >= Some(1) && hit["path"].is_string());
    }
    let of_one = place.json(&[
        "search",
        "gegevens",
        "--municipality",
        "Mandelvoort",
        "--kind",
        "digitale agenda",
        "--year",
        "2023",
    ]);
    for hit in of_one["hits"].as_array().expect("hits") {
        assert_eq!(hit["municipalities"][0]["code"], "DM02");
        assert_eq!(hit["kind"], "digitale-agenda");
    }
    assert!(
        place
            .run(&["search", "zqxzqx"])
            .done()
            .out
            .contains("0 passages")
    );
    let read = place.run(&["search", "titel:(open source"]).done();
    assert!(
        read.out.contains("Gelezen als: \"titel open\" source."),
        "{}",
        read.out
    );
    place
        .run(&["search", "de het een"])
        .refused(&["de het een"]);
}

#[test]
fn csv_has_its_columns() {
    let place = Place::new();
    for (args, columns) in [
        (
            &["match", "DM01"][..],
            "municipality,municipality_name,rank,partner,partner_name,alignment,percentile,mutual_rank,distance_km,border,cautions,status,compared_principles,compared_themes",
        ),
        (
            &["compare", "DM01", "DM02"],
            "municipality,partner,alignment,text,themes,principles,distance_km,border,status,compared_principles,compared_themes",
        ),
        (
            &["search", "cloud"],
            "rank,municipalities,path,title,kind,date,page,heading,score,text,url,found_by",
        ),
        (
            &["profile", "DM01"],
            "path,municipalities,pages,words,readable_share,language,date,kind,date_from,kind_from_content,superseded_for,template_share,statutory_share,title,warnings",
        ),
        (
            &["corpus", "check"],
            "path,municipalities,pages,words,readable_share,language,date,kind,date_from,kind_from_content,superseded_for,template_share,statutory_share,title,warnings",
        ),
        (
            &["corpus", "check", "--by", "municipality"],
            "code,name,documents,unreadable,superseded,readable_share,words,newest,kinds,themes,themes_not_mentioned,missing",
        ),
        (
            &["generations", "list"],
            "id,current,created,documents,passages,municipalities,damage",
        ),
    ] {
        let out = place.run(&[args, &["--format", "csv"]].concat()).done().out;
        assert_eq!(out.lines().next(), Some(columns), "{args:?}");
        assert!(!records(&out).is_empty(), "{args:?}");
    }
}

#[test]
fn a_profile_tells_what_is_known_also_when_that_is_nothing() {
    let place = Place::new();
    let old = place.json(&["profile", "Heringavoort"]);
    assert_eq!(old["coverage"]["newest"], "2013-09-26");
    assert_eq!(old["documents"].as_array().map(Vec::len), Some(2));
    let none = place.json(&["profile", "Pollemeren"]);
    assert_eq!(none["coverage"]["passages"], 0);
    assert_eq!(fields(&none["municipality"]), ["code", "name"]);
}

#[test]
fn completions_and_help_need_no_settings() {
    let place = Place::new().with(&["--config", "not-there.toml"]);
    for shell in ["bash", "zsh", "fish"] {
        let script = place.run(&["completions", shell]).done().out;
        assert!(script.contains("generations"), "{shell}");
    }
    assert!(place.run(&["--help"]).done().out.contains("wiel match"));
    assert_eq!(place.run(&["match"]).code, 1);
    assert_eq!(place.run(&["matsch", "x"]).code, 1);
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let place = Place::new();
    place.run(&["build", "--quiet"]).done();
    let mut command = place.command(&[
        "search",
        "gemeente OR gegevens",
        "--top",
        "200",
        "--format",
        "json",
    ]);
    let mut child = command
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}
