//! The conversation guide, and groups.

use serde_json::Value;

use crate::support::{Place, fields, records};

#[test]
fn a_guide_tells_what_is_shared_what_differs_and_what_is_not_said() {
    let place = Place::new();
    let guide = place.json(&["compare", "DM01", "DM10", "--guide"]);
    assert_eq!(
        fields(&guide),
        [
            "ahead",
            "cautions",
            "coverage",
            "demonstration",
            "differing",
            "generation",
            "names",
            "oneSided",
            "pace",
            "paceQuestion",
            "shared",
            "unsaid"
        ]
    );
    let comparison = place.json(&["compare", "DM01", "DM10"]);
    let keys = |list: &Value| -> Vec<String> {
        let list = list.as_array().expect("a list").iter();
        list.map(|one| one["key"].to_string()).collect()
    };
    for (list, outcome) in [("differing", "differs"), ("shared", "aligned")] {
        let found = keys(&guide[list]);
        for topic in comparison["principles"].as_array().expect("a list") {
            let there = found.contains(&topic["key"].to_string());
            assert_eq!(
                there,
                topic["outcome"] == outcome,
                "{list} {}",
                topic["key"]
            );
        }
    }
    for point in guide["differing"].as_array().expect("a list") {
        assert!(
            point["question"]
                .as_str()
                .is_some_and(|text| text.ends_with('?'))
        );
        for side in ["ours", "theirs"] {
            let quote = &point["quotes"][side];
            assert!(quote["page"].as_u64() >= Some(1) && quote["title"].is_string());
        }
    }
}

#[test]
fn no_question_of_a_guide_is_there_twice() {
    let place = Place::new();
    for (a, b) in [("DM01", "DM10"), ("DM01", "DM02"), ("DM03", "DM07")] {
        for language in ["nl", "en"] {
            let text = place
                .run(&["compare", a, b, "--guide", "--lang", language])
                .done()
                .out;
            let mut questions: Vec<&str> = text
                .lines()
                .filter(|line| line.trim_end().ends_with('?'))
                .collect();
            let all = questions.len();
            assert!(all > 3, "{text}");
            questions.sort_unstable();
            questions.dedup();
            assert_eq!(questions.len(), all, "{text}");
            let (page, _) = text
                .split_once("## Bijlage")
                .or(text.split_once("## Appendix"))
                .unwrap_or((&text, ""));
            let points = page.matches("\n### ").count();
            assert!(points <= 5, "{points} points on the first page");
        }
    }
}

#[test]
fn the_guide_is_text_with_sources_in_both_languages() {
    let place = Place::new();
    let dutch = place
        .run(&["compare", "DM01", "DM10", "--guide"])
        .done()
        .out;
    let same = place
        .run(&["compare", "DM01", "DM10", "--guide", "--format", "markdown"])
        .done()
        .out;
    assert_eq!(dutch, same);
    for part in [
        "# Gesprek tussen Zilverhorne en Zandermuide",
        "## Waar u verschilt",
        "> “",
        "blz\\. 1",
    ] {
        let part = part.replace("\\.", ".");
        assert!(dutch.contains(&part), "{part} is not in {dutch}");
    }
    let english = place
        .run(&["compare", "DM01", "DM10", "--guide", "--lang", "en"])
        .done()
        .out;
    assert!(english.contains("## Where you differ") && english.contains("p. 1"));
}

#[test]
fn the_guide_as_a_page_holds_texts_of_others_as_text() {
    let place = Place::new();
    let page = place
        .run(&["compare", "DM11", "DM04", "--guide", "--format", "html"])
        .done()
        .out;
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
    assert!(!page.contains("<script"), "{page}");
    place
        .run(&["compare", "DM11", "DM04", "--format", "html"])
        .refused(&["--guide"]);
    place
        .run(&["compare", "DM11", "DM04", "--guide", "--format", "csv"])
        .refused(&["markdown"]);
}

#[test]
fn in_a_joint_vision_nobody_differs_from_himself() {
    let comparison = Place::new().json(&["compare", "DM09", "DM12"]);
    for list in ["themes", "principles"] {
        for topic in comparison[list].as_array().expect("a list") {
            if topic["outcome"] != "differs" {
                continue;
            }
            let quotes = |side: &str| topic[side]["quotes"].as_array().expect("a list").clone();
            let (ours, theirs) = (quotes("ours"), quotes("theirs"));
            assert_ne!(ours.first(), theirs.first(), "{}", topic["key"]);
        }
    }
}

#[test]
fn in_a_group_every_pair_is_aligned_and_the_weakest_is_named() {
    let place = Place::new();
    let answer = place.json(&["groups", "Zilverhorne", "--size", "3..4", "--scope", "all"]);
    assert_eq!(
        fields(&answer),
        [
            "bound",
            "demonstration",
            "generation",
            "groups",
            "municipality",
            "scope"
        ]
    );
    assert!(answer["bound"].is_null(), "the search is exact");
    let groups = answer["groups"].as_array().expect("a list");
    assert!(groups.iter().any(|group| group["size"] == 3));
    for group in groups {
        let members: Vec<&str> = group["members"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|one| one["code"].as_str())
            .collect();
        assert_eq!(
            (members[0], Some(members.len() as u64)),
            ("DM01", group["size"].as_u64())
        );
        let weakest = &group["weakestPair"];
        let least = weakest["alignment"].as_f64().expect("a number");
        assert!(least >= 0.5, "{group}");
        let pair = [
            &weakest["municipality"]["code"],
            &weakest["partner"]["code"],
        ]
        .map(|code| code.as_str().expect("a code"));
        assert!(pair.iter().all(|code| members.contains(code)));
        let compared = place.json(&["compare", pair[0], pair[1]]);
        assert_eq!(compared["alignment"], weakest["alignment"]);
    }
    let first = groups[0]["members"].as_array().expect("a list");
    let together = ["DM01", "DM02", "DM05", "DM08"];
    assert!(
        first
            .iter()
            .all(|one| together.contains(&one["code"].as_str().expect("a code")))
    );
    let csv = place
        .run(&["groups", "Zilverhorne", "--scope", "all", "--format", "csv"])
        .done();
    assert_eq!(records(&csv.out)[0]["members"].split(';').count(), 3);
    place
        .run(&["groups", "Zilverhorne", "--size", "7"])
        .refused(&["3 to 6"]);
}

#[test]
fn a_region_is_divided_into_groups_in_which_every_pair_is_aligned() {
    let place = Place::new();
    let arguments = ["groups", "--region", "all", "--size", "3..4"];
    let answer = place.json(&arguments);
    assert_eq!(
        fields(&answer),
        [
            "bound",
            "demonstration",
            "generation",
            "groups",
            "partition",
            "region",
            "scope"
        ]
    );
    let partition = &answer["partition"];
    assert_eq!(partition["value"], partition["bound"], "exact");
    let groups = partition["groups"].as_array().expect("a list");
    let codes = |list: &serde_json::Value| -> Vec<String> {
        let list = list.as_array().expect("a list").iter();
        list.map(|one| one["code"].as_str().expect("a code").to_owned())
            .collect()
    };
    let mut all: Vec<String> = groups
        .iter()
        .flat_map(|one| codes(&one["members"]))
        .collect();
    all.extend(codes(&partition["ungrouped"]));
    all.extend(codes(&partition["withoutText"]));
    all.sort();
    // Everybody once: 18 municipalities, of which one has no text.
    let expected: Vec<String> = (1..=18).map(|n| format!("DM{n:02}")).collect();
    assert_eq!(all, expected);
    // The sum that is as high as it can be is that of the weakest pairs.
    let value: f64 = groups
        .iter()
        .map(|one| {
            let weakest = one["weakestPair"]["alignment"].as_f64().expect("a number");
            weakest * one["size"].as_f64().expect("a number")
        })
        .sum();
    assert!((value - partition["value"].as_f64().expect("a number")).abs() < 1e-9);
    // The first is enough: each is told in the same way.
    for group in &groups[..1] {
        let members = codes(&group["members"]);
        for one in group["contributions"].as_array().expect("a list") {
            let own = one["municipality"]["code"].as_str().expect("a code");
            let ahead = one["aheadOn"].as_array().expect("a list");
            // Further than each of the others, as `match --ahead-on` tells it.
            for (theme, other) in ahead
                .iter()
                .flat_map(|theme| members.iter().map(move |m| (theme, m)))
            {
                if other != own {
                    let theme = theme.as_str().expect("a theme");
                    let further = place.json(&[
                        "match",
                        other,
                        "--ahead-on",
                        theme,
                        "--scope",
                        "all",
                        "--top",
                        "20",
                    ]);
                    assert!(
                        codes(&further["partners"]).contains(&own.to_owned()),
                        "{theme}"
                    );
                }
            }
        }
    }
    // DM07 and DM14 are in one partnership of the register.
    let with_both = answer["groups"]
        .as_array()
        .expect("a list")
        .iter()
        .chain(groups);
    for group in with_both {
        let members = codes(&group["members"]);
        let named = group["partnerships"].as_array().expect("a list");
        let tied = ["DM02", "DM07", "DM14"]
            .iter()
            .filter(|code| members.contains(&(**code).to_owned()));
        assert_eq!(named.len(), usize::from(tied.count() > 0), "{group}");
    }
    let table = place.run(&arguments).done().out;
    let mut differences: Vec<&str> = table
        .lines()
        .filter(|line| line.contains("willen niet hetzelfde over"))
        .collect();
    let said = differences.len();
    differences.sort_unstable();
    differences.dedup();
    assert_eq!(differences.len(), said, "each disagreement once: {table}");
    let csv = place
        .run(&[&arguments[..], &["--format", "csv"]].concat())
        .done();
    let rows = records(&csv.out);
    assert_eq!(
        rows.iter().filter(|row| row["set"] == "partition").count(),
        groups.len()
    );
    place
        .run(&["groups", "--region", "province:Nergens"])
        .refused(&["Nergens"]);
    place
        .run(&["groups", "Zilverhorne", "--region", "all"])
        .refused(&["--region"]);
}

#[test]
fn a_theme_ranks_by_what_is_chosen_on_it() {
    let place = Place::new();
    let whole = place.json(&["match", "DM01", "--scope", "all", "--top", "50"]);
    let cloud = place.json(&[
        "match",
        "DM01",
        "--scope",
        "all",
        "--top",
        "50",
        "--theme",
        "infrastructuur",
    ]);
    let score = |answer: &Value, code: &str| {
        let partners = answer["partners"].as_array().expect("a list");
        let found = partners.iter().find(|partner| partner["code"] == code);
        found.and_then(|partner| partner["alignment"].as_f64())
    };
    // Who keeps its own data centre stands below who goes to the cloud.
    assert!(score(&cloud, "DM08") > score(&cloud, "DM10"));
    assert_ne!(score(&cloud, "DM08"), score(&whole, "DM08"));
    let profile = |code: &str| place.json(&["profile", code]);
    for partner in cloud["partners"].as_array().expect("a list") {
        let code = partner["code"].as_str().expect("a code");
        let said = profile(code);
        let theme = said["themes"].as_array().expect("a list").iter();
        let found = theme
            .clone()
            .find(|one| one["key"] == "infrastructuur")
            .expect("it is there");
        assert!(found["statements"].as_u64() > Some(0), "{code}");
    }
    // One municipality in each of the lists of three: the sum of all hub counts.
    let near = place.json(&["match", "DM01", "--scope", "border"]);
    assert!(
        near["partners"]
            .as_array()
            .expect("a list")
            .iter()
            .all(|one| one["hubCount"].is_u64())
    );
}
