//! What can be taken along from the pages: files with the generation in their name, and what programs can ask for.

use crate::support::{Place, Server};

#[test]
fn a_list_comes_as_workbook_and_as_lines_named_after_its_generation() {
    let place = Place::new();
    let server = Server::start(&place);
    let ranking = "scope=km%3A30&weightText=2&weightPrinciples=1&top=4";
    let reply = server.get(&format!("/gemeenten/DM01/partners?{ranking}"));
    let (page, generation) = (&reply.body, reply.header("wiel-generation"));
    let linked = |end: &str| {
        let link = page.split("href=\"").find_map(|rest| {
            let link = rest.split('"').next()?;
            let path = link.split('?').next()?;
            path.ends_with(end).then(|| link.replace("&amp;", "&"))
        });
        link.unwrap_or_else(|| panic!("no link to {end}"))
    };
    let lines = server.get(&linked("/partners.csv"));
    assert_eq!(lines.header("content-type"), "text/csv; charset=utf-8");
    let file = format!("attachment; filename=\"partners-DM01-{generation}.csv\"");
    assert_eq!(lines.header("content-disposition"), file);
    let address = format!("/api/v1/municipalities/DM01/partners?{ranking}");
    let of_api = server.ask("GET", &address, &[("Accept", "text/csv")]).body;
    assert_eq!(lines.body, of_api);
    assert_eq!(lines.body.lines().count(), 5, "{}", lines.body);

    let book = server.get(&linked("/partners.xlsx"));
    assert!(book.header("content-type").contains("spreadsheetml"));
    assert!(book.header("content-disposition").ends_with(".xlsx\""));
    assert!(book.body.starts_with("PK"), "a workbook is a ZIP");
    // A problem is a page, not a file.
    let unknown = server.get("/gemeenten/Nergensdam/partners.xlsx");
    assert_eq!(
        (unknown.status, unknown.header("content-disposition")),
        (404, "")
    );
    assert!(unknown.body.contains("value=\"Nergensdam\""));
}

#[test]
fn the_page_about_the_api_has_examples_that_answer() {
    let place = Place::new();
    let server = Server::start(&place);
    for (lang, heading) in [
        ("nl", "Wat u kunt opvragen"),
        ("en", "What you can ask for"),
    ] {
        let page = server.get(&format!("/api?lang={lang}"));
        assert_eq!(page.status, 200);
        assert!(page.body.contains(heading));
        let table = page.body.split("<tbody>").nth(1).expect("a table");
        let examples: Vec<String> = table
            .split("href=\"")
            .skip(1)
            .filter_map(|rest| Some(rest.split('"').next()?.replace("&amp;", "&")))
            .filter(|link| link.starts_with("/api/v1/"))
            .collect();
        assert!(examples.len() > 18, "{examples:?}");
        for example in examples {
            assert_eq!(server.get(&example).status, 200, "{example}");
        }
    }
    for other in ["/api/", "/api/v1", "/api/v1/"] {
        assert_eq!(server.get(other).header("location"), "/api", "{other}");
    }
}

#[test]
fn what_is_wrong_stands_at_its_field_and_the_rest_is_kept() {
    let place = Place::new();
    let server = Server::start(&place);
    let start = "/gemeenten/DM01/partners?weightText=2&theme=privacy";
    for (wrong, field, shown) in [
        (
            "scope=nergens",
            "<select id=\"opnieuw\" name=\"scope\"",
            "“nergens”",
        ),
        ("top=0", "name=\"top\" type=\"number\"", "“0”"),
        (
            "whatIf=iets%3Dfor",
            "<select id=\"opnieuw\" name=\"whatIf\"",
            "“iets=for”",
        ),
    ] {
        let page = server.get(&format!("{start}&{wrong}"));
        assert_eq!(page.status, 400, "{wrong}");
        assert!(page.body.contains(field), "{wrong}: {}", page.body);
        assert!(page.body.contains(shown) && page.body.contains("aria-invalid=\"true\""));
        for kept in [("weightText", "2"), ("theme", "privacy")] {
            let kept = format!(
                "<input type=\"hidden\" name=\"{}\" value=\"{}\">",
                kept.0, kept.1
            );
            assert!(page.body.contains(&kept), "{wrong} {kept}");
        }
        for of_programs in ["km:30,", "region:SOORT", "deserialize", "expected"] {
            assert!(!page.body.contains(of_programs), "{wrong}: {of_programs}");
        }
    }
    let unknown = server.get("/vergelijk?municipality=DM01&partner=Nergensdam&weightText=3");
    assert_eq!(unknown.status, 404);
    assert!(
        unknown
            .body
            .contains("name=\"partner\" value=\"Nergensdam\" aria-invalid=\"true\"")
    );
    assert!(
        unknown
            .body
            .contains("name=\"municipality\" value=\"DM01\"")
    );
}
