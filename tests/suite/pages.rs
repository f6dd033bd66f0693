//! The pages over HTTP: links, forms, languages, security policy and escaping.

use crate::support::{Place, Server, TestCorpus, vision};

#[test]
fn former_name_leads_to_partners_comparison_and_profile() {
    let place = Place::new();
    let server = Server::start(&place);
    let home = server.get("/");
    assert_eq!(home.header("content-type"), "text/html; charset=utf-8");
    assert!(home.body.contains("<html lang=\"nl\">") && home.body.contains("verzonnen"));
    let found = server.get("/?q=Biezeloord&lang=en");
    assert_eq!(found.status, 303);
    let partners = server.get(found.header("location"));
    assert_eq!(partners.status, 200);
    let said = "Biezeloord (DM19) has been part of Kwelderoord";
    let shorter = "Biezeloord has been part of Kwelderoord";
    assert!(partners.body.contains(said) || partners.body.contains(shorter));
    assert!(partners.body.contains("<svg") && partners.body.contains("<table"));
    let list = server.json("/api/v1/municipalities/DM11/partners");
    for partner in list["partners"].as_array().expect("partners") {
        let code = partner["code"].as_str().expect("a code");
        let link = format!("/vergelijk?municipality=DM11&amp;partner={code}&amp;lang=en");
        assert!(partners.body.contains(&link), "{link}");
        let compared = server.get(&link.replace("&amp;", "&"));
        assert_eq!(compared.status, 200);
        let shown = ["evidence", "similarPassages"].map(|key| &partner[key][0]["ours"]);
        let sentence = shown.iter().find_map(|quote| quote["sentence"].as_str());
        let word = sentence
            .and_then(|text| text.split(' ').next())
            .expect("a word");
        assert!(compared.body.contains(word), "{word}");
        assert_eq!(server.get(&format!("/gemeenten/{code}")).status, 200);
    }
}

#[test]
fn form_choices_are_applied_and_can_be_reset() {
    let place = Place::new();
    let server = Server::start(&place);
    let path = "/gemeenten/DM01/partners";
    let near = server.get(&format!(
        "{path}?scope=km%3A20&top=2&weightText=2&weightThemes="
    ));
    assert_eq!(near.status, 200);
    assert!(near.body.contains("<option value=\"km:20\" selected>"));
    assert_eq!(near.body.matches("<section id=").count(), 2);
    let reset = format!("<a class=\"reset\" href=\"{path}\">");
    assert!(near.body.contains(&reset));
    let wrong = server.get(&format!("{path}?scope=dichtbij"));
    assert_eq!(wrong.status, 400);
    assert_eq!(wrong.header("content-type"), "text/html; charset=utf-8");
}

/// The addresses in the links of a page, unescaped.
fn links(page: &str) -> Vec<String> {
    let links = page.split("href=\"").skip(1);
    let address = |rest: &str| rest.split('"').next().unwrap_or_default().to_owned();
    links
        .map(|rest| address(rest).replace("&amp;", "&"))
        .collect()
}

#[test]
fn a_list_and_what_it_links_to_show_the_same_percentage() {
    let place = Place::new();
    let server = Server::start(&place);
    for ranking in [
        "weightText=9&weightThemes=1&weightPrinciples=0",
        "scope=all&theme=samenwerking",
        "whatIf=collectief%3Dagainst",
        "scope=km%3A30&weightPrinciples=1&aheadOn=dienstverlening&whatIf=collectief%3Dfor",
    ] {
        let query = format!("/gemeenten/DM01/partners?{ranking}");
        let page = server.get(&query);
        assert_eq!(page.status, 200, "{query}");
        let list = server.json(&format!("/api/v1/municipalities/DM01/partners?{ranking}"));
        let partners = list["partners"].as_array().expect("partners");
        assert!(!partners.is_empty(), "{ranking}");
        for partner in partners {
            let code = partner["code"].as_str().expect("a code");
            let pair = format!("municipality=DM01&partner={code}");
            let compared = server.json(&format!("/api/v1/comparisons?{pair}&{ranking}"));
            assert_eq!(
                compared["alignment"], partner["alignment"],
                "{ranking} {code}"
            );
            assert_eq!(compared["percentile"], partner["percentile"]);
            assert_eq!(compared["explanation"], partner["explanation"]);
            let link = links(&page.body)
                .into_iter()
                .find(|link| link.starts_with(&format!("/vergelijk?{pair}")))
                .unwrap_or_else(|| panic!("no link to {code}"));
            let compared = server.get(&link).body;
            // Null where only words are known.
            if let Some(alignment) = partner["alignment"].as_f64() {
                let percent = format!("{:.0}%", alignment * 100.0);
                assert!(compared.contains(&percent), "{link}: {percent}");
            }
            let guide = links(&compared)
                .into_iter()
                .find(|link| link.starts_with("/gespreksgids"))
                .expect("a link to the guide");
            assert!(guide.contains(ranking), "{guide}");
        }
        let region = server.json(&format!("/api/v1/municipalities/DM01/alignments?{ranking}"));
        let members = region["municipalities"].as_array().expect("members");
        for (member, alignment) in members
            .iter()
            .zip(region["alignments"][0].as_array().expect("a row"))
        {
            let partner = partners
                .iter()
                .find(|partner| partner["code"] == member["code"]);
            if let Some(partner) = partner {
                assert_eq!(*alignment, partner["alignment"], "{ranking} {member}");
            }
        }
        // Every link to a page about municipalities, and to the data, carries the ranking along.
        for link in links(&page.body) {
            if ["/gemeenten/", "/api/", "/vergelijk"]
                .iter()
                .any(|begin| link.starts_with(begin))
            {
                // This page with one choice less.
                let is_reset = link.starts_with("/gemeenten/DM01/partners");
                let is_translation = link.ends_with("lang=en");
                // A feed is read long after, with the ranking of the settings.
                let is_feed = link.contains(".atom");
                assert!(
                    is_reset || is_translation || is_feed || link.contains(ranking),
                    "{link}"
                );
            }
        }
    }
    let wrong = server.get("/api/v1/comparisons?municipality=DM01&partner=DM02&weightText=-1");
    assert_eq!(wrong.status, 400);
}

#[test]
fn every_page_has_two_languages_and_a_strict_content_security_policy() {
    let place = Place::new();
    let server = Server::start(&place);
    for path in [
        "/",
        "/?q=onbekend",
        "/gemeenten/DM01",
        "/gemeenten/DM01/partners",
        "/gemeenten/Griendoog/partners",
        "/vergelijk?municipality=DM01&partner=DM02",
        "/gemeenten/DM01/wielen",
        "/gemeenten/DM01/regio?scope=all",
        "/gemeenten/DM01/groepen?scope=all",
        "/gemeenten/DM01/veranderingen",
        "/gemeenten",
        "/gespreksgids?municipality=DM01&partner=DM02",
        "/zoeken",
        "/zoeken?q=cloud",
        "/dekking",
        "/werkwijze",
        "/toegankelijkheid",
    ] {
        let dutch = server.get(path);
        let sign = if path.contains('?') { '&' } else { '?' };
        let english = server.get(&format!("{path}{sign}lang=en"));
        for page in [&dutch, &english] {
            assert_eq!(page.status, 200, "{path}");
            let policy = page.header("content-security-policy");
            assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"));
            let others = without_own_script(&page.body);
            assert!(!others.contains("<script") && !others.contains(" style="));
            assert_eq!(page.body.matches("<h1>").count(), 1, "{path}");
            let twice = |tag: &str| {
                tag.split('>')
                    .next()
                    .is_some_and(|tag| tag.matches(" class=").count() > 1)
            };
            assert!(
                !page.body.split('<').any(twice),
                "{path}: a second class attribute, which browsers ignore"
            );
        }
        assert!(english.body.contains("<html lang=\"en\">"));
        assert_ne!(dutch.body, english.body, "{path}");
    }
    let slash = server.get("/gemeenten/?lang=en");
    assert_eq!(
        (slash.status, slash.header("location")),
        (308, "/gemeenten?lang=en")
    );
    let elsewhere = server.get("//evil.example/");
    assert_eq!(elsewhere.header("location"), "/evil.example");
    let missing = server.get("/nergens");
    assert_eq!(missing.status, 404);
    assert!(missing.body.contains("<html"));
    assert_eq!(server.get("/.well-known/security.txt").status, 404);
    assert!(server.get("/robots.txt").body.contains("Disallow: /api/"));
    for (asset, kind) in [
        ("wiel.css", "text/css"),
        ("wiel.js", "text/javascript"),
        ("favicon.svg", "image/svg+xml"),
    ] {
        let asset = server.get(&format!("/assets/{asset}"));
        assert!(asset.header("content-type").starts_with(kind));
        assert!(asset.header("cache-control").contains("immutable"));
    }
}

/// A page without the one script of the server, after asserting that it is there exactly once.
fn without_own_script(page: &str) -> String {
    let begin = "<script src=\"/assets/wiel.js?v=";
    assert_eq!(page.matches(begin).count(), 1, "{page}");
    let (before, rest) = page.split_once(begin).expect("it is there");
    let (digest, after) = rest.split_once("\" defer></script>").expect("it ends");
    // The address is that of the content, so a new script is not hidden by a kept old one.
    assert!(
        digest.len() == 16 && digest.bytes().all(|b| b.is_ascii_hexdigit()),
        "{digest}"
    );
    format!("{before}{after}")
}

#[test]
fn security_txt_names_the_contact() {
    let place = Place::new();
    let contact = [("WIEL__SERVER__CONTACT", "beheer@wiel.example")];
    let server = Server::start_with(&place, &contact);
    let text = server.get("/.well-known/security.txt");
    assert!(
        text.body
            .starts_with("Contact: mailto:beheer@wiel.example\nExpires: ")
    );
}

#[test]
fn text_of_documents_is_escaped() {
    let hostile = "<script>alert(1)</script> \"><img src=x onerror=alert(2)>";
    let place = TestCorpus::new()
        .municipalities(&["Aaveen", "Beemoord"])
        .manifest(&format!(
            "path,municipality,title,kind,date,url\na.txt,t001,\"{}\",,2023,javascript:alert(3)\nb.txt,t002,B,,2023,\n",
            hostile.replace('"', "\"\"")
        ))
        .file("corpus/a.txt", format!("{hostile} {}", vision("samen inkopen", 1)))
        .file("corpus/b.txt", vision("samen inkopen", 2))
        .place();
    let server = Server::start(&place);
    for path in [
        "/gemeenten/t001",
        "/gemeenten/t002/partners",
        "/vergelijk?municipality=t001&partner=t002",
        "/zoeken?q=alert",
        "/zoeken?q=%3Cscript%3Ealert",
        "/?q=%22%3E%3Cscript%3E",
        "/gemeenten/%3Cscript%3E/partners",
        "/dekking",
    ] {
        let body = server.get(path).body;
        let lower_case = without_own_script(&body).to_lowercase();
        assert!(
            !lower_case.contains("<script") && !lower_case.contains("<img"),
            "{path}: {body}"
        );
        assert!(!lower_case.contains("href=\"javascript:"), "{path}: {body}");
    }
}

#[test]
fn a_first_visitor_is_led_from_home_to_an_answer() {
    let place = Place::new();
    let server = Server::start(&place);
    let home = server.get("/").body;
    // An example with a quote, three places to begin, and the list of all.
    for part in [
        "Zo ziet een antwoord eruit",
        "<blockquote",
        "In drie stappen",
    ] {
        assert!(home.contains(part), "{part}");
    }
    let partners = |page: &str| {
        let links = links(page);
        let to_partners = links.into_iter().filter(|link| link.ends_with("/partners"));
        to_partners.collect::<Vec<_>>()
    };
    assert_eq!(partners(&home).len(), 3);
    assert!(links(&home).contains(&"/gemeenten".to_owned()));
    let all = server.get("/gemeenten").body;
    // On the map and in the list.
    assert_eq!(partners(&all).len(), 2 * 18);
    let answer = server.get("/gemeenten/DM01/partners").body;
    let found = answer.find("mogelijke partners gevonden").expect("a count");
    let form = answer.find("<form").expect("a form");
    assert!(
        found < form,
        "the answer comes before what it was asked with"
    );
    for tab in ["regio", "wielen", "groepen", "veranderingen"] {
        let link = format!("/gemeenten/DM01/{tab}");
        assert!(links(&answer).contains(&link), "{tab}");
        let page = server.get(&link);
        assert_eq!(page.status, 200, "{tab}");
        let here = format!("href=\"{link}\" aria-current=\"page\"");
        assert!(page.body.contains(&here), "{tab}");
    }
}

#[test]
fn choices_are_chips_that_can_be_taken_off() {
    let place = Place::new();
    let server = Server::start(&place);
    let page = server
        .get("/gemeenten/DM01/partners?scope=km%3A20&weightText=1&top=2")
        .body;
    let links = links(&page);
    for without in [
        "/gemeenten/DM01/partners?weightText=1&top=2",
        "/gemeenten/DM01/partners?scope=km%3A20&top=2",
        "/gemeenten/DM01/partners?scope=km%3A20&weightText=1",
    ] {
        assert!(
            links.iter().any(|link| link == without),
            "{without}: {links:?}"
        );
    }
    // What the settings say anyway is no choice, also when a form sends it.
    let weights = "weightText=0.2&weightThemes=0.3&weightPrinciples=0.5";
    let plain = server
        .get(&format!("/gemeenten/DM01/partners?scope=border&{weights}"))
        .body;
    assert!(!plain.contains("Haal weg"), "{plain}");
}

#[test]
fn a_comparison_begins_with_three_sentences_and_names_the_sides() {
    let place = Place::new();
    let server = Server::start(&place);
    let page = server.get("/vergelijk?municipality=DM01&partner=DM10").body;
    let short = page.split("In het kort").nth(1).expect("a summary");
    let short = short.split("</section>").next().expect("it ends");
    assert_eq!(short.matches("<li>").count(), 3, "{short}");
    for side in ["standaard, tenzij", "maatwerk, eigen werkwijze"] {
        let forms = ["kiest", "kiest waarschijnlijk"].map(|verb| format!("{verb}: {side}"));
        assert!(forms.iter().any(|form| page.contains(form)), "{forms:?}");
    }
}

#[test]
fn problems_on_pages_are_for_visitors() {
    let place = Place::new();
    let server = Server::start(&place);
    for path in [
        "/gemeenten/DM01/partners?scope=dichtbij",
        "/gemeenten/DM01/partners?theme=bestaat-niet",
        "/gemeenten/DM01/partners?whatIf=x",
        "/gemeenten/DM01/partners?top=x",
        "/gemeenten/DM01/partners?weightText=-1",
        "/gemeenten/Griendoog/partners?scoop=1",
        "/vergelijk?municipality=DM01",
        "/vergelijk?municipality=DM01&partner=DM01",
        "/zoeken?q=%22",
        "/zoeken?q=de&page=0",
        "/passages/bestaat-niet",
        "/nergens",
    ] {
        for lang in ["", "lang=en"] {
            let sign = if path.contains('?') { '&' } else { '?' };
            let page = server.get(&format!("{path}{sign}{lang}"));
            let main = page.body.split("<main").nth(1).expect("content");
            // What people see: the values of a choice are for the program.
            let texts = main.split('<').filter_map(|part| part.split_once('>'));
            let main: String = texts.map(|(_, text)| text).collect::<Vec<_>>().join(" ");
            for banned in [
                "deserialize",
                " --",
                "unknown field",
                "bouw opnieuw",
                "build again",
                "=for",
            ] {
                assert!(!main.contains(banned), "{path} {lang}: {banned}");
            }
        }
    }
}
