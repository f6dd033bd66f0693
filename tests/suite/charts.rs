//! Charts beside their numbers, and what the columns of a list mean.

use serde_json::Value;

use crate::support::{Place, Server};

/// The part of a page from `from` up to `to`.
fn part<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let (_, rest) = page
        .split_once(from)
        .unwrap_or_else(|| panic!("no {from} in {page}"));
    rest.split_once(to).unwrap_or_else(|| panic!("no {to}")).0
}

/// The value of an attribute of the first tag in a text.
fn attribute(text: &str, name: &str) -> f64 {
    let value = part(text, &format!(" {name}=\""), "\"");
    value
        .parse()
        .unwrap_or_else(|_| panic!("{name} is {value}"))
}

#[test]
fn partners_lie_in_the_chart_as_the_list_has_them() {
    let place = Place::new();
    let server = Server::start(&place);
    let page = server
        .get("/gemeenten/DM01/partners?scope=all&top=100")
        .body;
    let chart = part(&page, "<figure class=\"map chart\">", "</figure>");
    let list = server.json("/api/v1/municipalities/DM01/partners?scope=all&top=100");
    let partners = list["partners"].as_array().expect("partners");
    let known: Vec<&Value> = partners
        .iter()
        .filter(|one| one["alignment"].is_f64() && one["distanceKm"].is_f64())
        .collect();
    assert!(known.len() > 5, "{}", known.len());
    let marks: Vec<(&str, f64, f64)> = chart
        .split("data-code=\"")
        .skip(1)
        .map(|mark| {
            let code = mark.split('"').next().expect("a code");
            (code, attribute(mark, "cx"), attribute(mark, "cy"))
        })
        .collect();
    assert_eq!(marks.len(), known.len());
    // Higher is a higher course, and farther to the right is farther away.
    let of = |code: &str| {
        let mark = marks.iter().find(|mark| mark.0 == code);
        mark.unwrap_or_else(|| panic!("{code} is not in the chart"))
    };
    for one in &known {
        for other in &known {
            let value = |of: &Value, key: &str| of[key].as_f64().expect("known");
            let codes = [one, other].map(|of| of["code"].as_str().expect("a code"));
            let [a, b] = codes.map(of);
            if value(one, "alignment") > value(other, "alignment") {
                assert!(a.2 <= b.2, "{codes:?}");
            }
            if value(one, "distanceKm") > value(other, "distanceKm") {
                assert!(a.1 >= b.1, "{codes:?}");
            }
        }
    }
    // Who does not see it is told what it shows, and where its numbers are.
    let told = part(chart, "<desc id=\"koers-uitleg\">", "</desc>");
    let best = known[0]["name"].as_str().expect("a name");
    assert!(
        told.contains(best) && told.contains(" km, koers "),
        "{told}"
    );
    assert!(chart.contains("aria-describedby=\"koers-uitleg\""));
    assert!(chart.contains("href=\"#lijst\"") && page.contains("id=\"lijst\""));
}

#[test]
fn two_partners_need_no_chart() {
    let place = Place::new();
    let server = Server::start(&place);
    let page = server.get("/gemeenten/DM01/partners?top=2").body;
    assert!(page.contains("<table") && !page.contains("class=\"map chart\""));
}

#[test]
fn a_comparison_shows_how_far_and_how_fast_with_the_numbers() {
    let place = Place::new();
    let server = Server::start(&place);
    let pair = "municipality=DM01&partner=DM02";
    let page = server.get(&format!("/vergelijk?{pair}")).body;
    let view = server.json(&format!("/api/v1/comparisons?{pair}"));
    let charts = part(&page, "<div class=\"charts\">", "</div>");
    let (far, fast) = charts
        .split_once("Hoe snel zij willen")
        .expect("two charts");
    let row = |name: &str, values: [String; 2]| {
        let [ours, theirs] = values;
        format!("<th scope=\"row\">{name}</th><td>{ours}</td><td>{theirs}</td>")
    };
    let step = |value: &Value| {
        value.as_f64().map_or_else(
            || "–".to_owned(),
            |step| format!("stap {step:.1} van 5").replace('.', ","),
        )
    };
    let whole = &view["intensity"];
    let all = row(
        "alles samen",
        [step(&whole["ours"]), step(&whole["theirs"])],
    );
    assert!(far.contains(&all), "{all} {far}");
    let mut themes = 0;
    for theme in view["themes"].as_array().expect("themes") {
        let sides = ["ours", "theirs"].map(|side| &theme[side]["intensity"]);
        let name = theme["name"]
            .as_str()
            .expect("a name")
            .replace('&', "&amp;");
        let expected = row(&name, sides.map(step));
        let is_there = far.contains(&expected);
        assert_eq!(
            is_there,
            sides.iter().any(|side| side.is_f64()),
            "{expected}"
        );
        themes += usize::from(is_there);
    }
    assert!(themes > 3);
    // One is a square and the other a circle, so no colour is needed to tell them apart.
    assert!(far.contains("<rect class=\"ours\"") && far.contains("<circle class=\"theirs\""));
    assert!(fast.contains("stap voor stap") && fast.contains("<td>"));
}

#[test]
fn each_column_has_its_explanation_beside_it_and_in_a_list() {
    let place = Place::new();
    let server = Server::start(&place);
    let page = server.get("/gemeenten/DM01/partners").body;
    let head = part(&page, "<thead>", "</thead>");
    let targets: Vec<&str> = head
        .split("popovertarget=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().expect("an id"))
        .collect();
    assert_eq!(targets.len(), 9);
    for id in targets {
        let text = part(
            head,
            &format!("<div class=\"explained\" id=\"{id}\" popover>"),
            "</div>",
        );
        let meaning = text.split("</strong>: ").nth(1).expect("a meaning");
        assert!(meaning.len() > 20, "{text}");
        // The same words stand in the list for narrow screens.
        let words = meaning.trim_end_matches("</p>");
        assert!(page.contains(&format!("<dd>{words}</dd>")), "{words}");
    }
    // A button of the form would send it.
    assert_eq!(
        head.matches("<button class=\"help\" type=\"button\"")
            .count(),
        9
    );
}
