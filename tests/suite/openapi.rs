//! The `OpenAPI` description against the design rules of the Dutch government (NL API Design Rules), and against responses.
//!
//! Here are the rules that matter most; the README says how to run the official rule set over the same document.

use serde_json::Value;

use crate::support::{Place, Server};

/// The operations of a description, with their paths.
fn operations(document: &Value) -> Vec<(&str, &Value)> {
    let paths = document["paths"].as_object().expect("paths");
    paths
        .iter()
        .map(|(path, item)| {
            let methods: Vec<&String> = item.as_object().expect("an item").keys().collect();
            assert_eq!(methods, ["get"], "{path}: the API is read-only");
            (path.as_str(), &item["get"])
        })
        .collect()
}

/// The object behind a reference, or the value itself.
fn resolved<'d>(document: &'d Value, value: &'d Value) -> &'d Value {
    let reference = value["$ref"]
        .as_str()
        .and_then(|name| name.strip_prefix('#'));
    reference.map_or(value, |pointer| {
        document
            .pointer(pointer)
            .unwrap_or_else(|| panic!("{pointer} leads nowhere"))
    })
}

/// Whether a name starts with a lower-case letter and has only letters, digits and the characters of `also`.
fn is_plain(name: &str, also: &str) -> bool {
    let is_allowed = |letter: char| letter.is_ascii_alphanumeric() || also.contains(letter);
    name.starts_with(|first: char| first.is_ascii_lowercase()) && name.chars().all(is_allowed)
}

#[test]
fn description_follows_the_api_design_rules() {
    let place = Place::new();
    let environment = [
        ("WIEL__SERVER__CONTACT", "beheer@wiel.example"),
        ("WIEL__SERVER__URL", "https://wiel.example"),
    ];
    let server = Server::start_with(&place, &environment);
    let document = server.json("/api/v1/openapi.json");
    assert_eq!(server.json("/openapi.json"), document);
    assert!(
        document["openapi"]
            .as_str()
            .is_some_and(|version| version.starts_with("3."))
    );
    let info = &document["info"];
    let reply = server.get("/api/v1/openapi.json");
    assert_eq!(info["version"], reply.header("api-version"));
    assert_eq!(reply.header("access-control-allow-origin"), "*");
    for (key, expected) in [
        ("name", "wiel"),
        ("email", "beheer@wiel.example"),
        ("url", "https://wiel.example"),
    ] {
        assert_eq!(info["contact"][key], expected);
    }
    assert_eq!(document["servers"][0]["url"], "https://wiel.example/api/v1");
    let names = document["components"]["schemas"]
        .as_object()
        .expect("schemas");
    for name in names.keys() {
        assert!(
            name.chars().all(|letter| letter.is_ascii_alphanumeric()),
            "{name}"
        );
    }
    let mut ids = Vec::new();
    for (path, operation) in operations(&document) {
        assert!(!path.ends_with('/'), "{path}");
        for part in path
            .split('/')
            .skip(1)
            .filter(|part| !part.starts_with('{'))
        {
            assert!(is_plain(part, "-") && part == part.to_lowercase(), "{path}");
        }
        ids.push(operation["operationId"].as_str().expect("an id"));
        let parameters = operation["parameters"].as_array();
        for parameter in parameters.into_iter().flatten() {
            let name = parameter["name"].as_str().expect("a name");
            assert!(is_plain(name, ""), "{path}: {name}");
            let text = parameter["description"].as_str();
            assert!(text.is_some_and(|text| !text.is_empty()), "{path}: {name}");
        }
        let responses = operation["responses"].as_object().expect("responses");
        assert!(
            parameters.is_none() || responses.contains_key("400"),
            "{path}"
        );
        for (status, response) in responses {
            assert!(
                !response["headers"]["API-Version"].is_null(),
                "{path} {status}"
            );
            if status.starts_with(['4', '5']) {
                let problem = &response["content"]["application/problem+json"]["schema"];
                let problem = resolved(&document, problem);
                for member in ["type", "status", "title", "detail", "remedy"] {
                    assert!(!problem["properties"][member].is_null(), "{path}: {member}");
                }
            }
        }
    }
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "operation ids are unique");
}

#[test]
fn local_service_has_a_local_contact() {
    let place = Place::new();
    let server = Server::start(&place);
    let contact = &server.json("/api/v1/openapi.json")["info"]["contact"];
    assert_eq!(contact["email"], "postmaster@localhost.localdomain");
    assert_eq!(contact["url"], server.url(""));
}

#[test]
fn responses_have_the_described_fields() {
    let place = Place::new();
    let server = Server::start(&place);
    let document = server.json("/api/v1/openapi.json");
    let quoted = server.json("/api/v1/passages?q=cloud");
    let passage = quoted["hits"][0]["id"]
        .as_str()
        .expect("a passage")
        .to_owned();
    for (path, operation) in operations(&document) {
        let target = path
            .replace("{municipality}", "Biezeloord")
            .replace("{passage}", &passage);
        let target = match path {
            "/comparisons" | "/guides" => format!("{target}?municipality=DM01&partner=DM02"),
            "/selections" => {
                format!("{target}?municipality=DM01&partner=DM02&partner=Zandermuide")
            }
            "/passages" => format!("{target}?q=cloud"),
            _ => target,
        };
        let answer = server.json(&format!("/api/v1{target}"));
        let content = &operation["responses"]["200"]["content"];
        // What is only a map has a media type of its own.
        let json = ["application/json", "application/geo+json"]
            .into_iter()
            .find(|media_type| content[media_type].is_object());
        let schema = &content[json.expect("JSON")]["schema"];
        assert_matches(&document, schema, &answer, path);
    }
}

/// Asserts that a value matches its schema: all its fields are described, and all required fields are there.
fn assert_matches(document: &Value, schema: &Value, value: &Value, at: &str) {
    let schema = resolved(document, schema);
    if let Some(parts) = schema["allOf"].as_array() {
        // The fields of an object lie spread over the parts.
        let known: Vec<&Value> = parts.iter().map(|part| resolved(document, part)).collect();
        for (key, value) in value.as_object().expect("an object") {
            let field = known.iter().map(|part| &part["properties"][key]);
            let field = field.into_iter().find(|field| !field.is_null());
            let field = field.unwrap_or_else(|| panic!("{at}.{key} is not described"));
            assert_matches(document, field, value, &format!("{at}.{key}"));
        }
        return;
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let object = choices.iter().find(|choice| choice["type"] != "null");
        if !value.is_null() {
            assert_matches(document, object.expect("a choice"), value, at);
        }
        return;
    }
    let is = |name: &str| match &schema["type"] {
        Value::String(one) => one == name,
        Value::Array(several) => several.iter().any(|one| one == name),
        _ => false,
    };
    match value {
        Value::Null => assert!(is("null"), "{at} is null"),
        Value::Bool(_) => assert!(is("boolean"), "{at}"),
        Value::Number(number) => {
            assert!(is("number") || (is("integer") && !number.is_f64()), "{at}")
        }
        Value::String(_) => assert!(is("string"), "{at}"),
        Value::Array(items) => {
            assert!(is("array"), "{at}");
            for item in items {
                assert_matches(document, &schema["items"], item, &format!("{at}[]"));
            }
        }
        Value::Object(fields) => {
            assert!(is("object"), "{at}: {schema}");
            let additional = &schema["additionalProperties"];
            for (key, value) in fields {
                let field = &schema["properties"][key];
                match (field.is_null(), additional.is_object()) {
                    (false, _) => assert_matches(document, field, value, &format!("{at}.{key}")),
                    (true, true) => {
                        assert_matches(document, additional, value, &format!("{at}.{key}"))
                    }
                    (true, false) => assert_eq!(additional, true, "{at}.{key} is not described"),
                }
            }
            for key in schema["required"].as_array().into_iter().flatten() {
                let key = key.as_str().expect("a name");
                assert!(fields.contains_key(key), "{at}.{key} is not given");
            }
        }
    }
}

#[test]
fn a_ranking_comes_in_pages_in_parts_and_as_lines() {
    let place = Place::new();
    let server = Server::start(&place);
    let path = "/api/v1/municipalities/DM01/partners?scope=all";
    let all = server.json(&format!("{path}&top=100"));
    let all = all["partners"].as_array().expect("partners");
    let second = server.json(&format!("{path}&page=2&pageSize=3"));
    assert_eq!(second["total"], all.len());
    assert_eq!(
        second["partners"].as_array().expect("partners")[..],
        all[3..6]
    );
    let next = second["links"]["next"].as_str().expect("a next page");
    assert_eq!(server.json(next)["partners"][0], all[6]);
    let few = server.json(&format!("{path}&fields=rank,alignment&top=2"));
    let first = few["partners"][0].as_object().expect("a partner");
    assert_eq!(first.keys().collect::<Vec<_>>(), ["alignment", "rank"]);
    assert_eq!(first["alignment"], all[0]["alignment"]);
    assert_eq!(server.get(&format!("{path}&fields=naam")).status, 400);
    let lines = server.ask("GET", path, &[("Accept", "text/csv")]);
    assert!(lines.header("content-type").starts_with("text/csv"));
    assert!(lines.body.starts_with("municipality,"), "{}", lines.body);
    assert_eq!(
        lines.body.lines().count(),
        11,
        "ten by the settings, and the heading"
    );
}

#[test]
fn a_map_has_no_pages_and_examples_have_answers() {
    let place = Place::new();
    let server = Server::start(&place);
    let document = server.json("/api/v1/openapi.json");
    let names = |path: &str| -> Vec<String> {
        let parameters = document["paths"][path]["get"]["parameters"].as_array();
        let parameters = parameters.expect("parameters").iter();
        parameters
            .map(|one| one["name"].as_str().expect("a name").to_owned())
            .collect()
    };
    let list = names("/municipalities/{municipality}/partners");
    let map = names("/municipalities/{municipality}/map");
    for name in ["page", "pageSize", "fields"] {
        assert!(
            list.iter().any(|one| one == name) && !map.iter().any(|one| one == name),
            "{name}"
        );
    }
    for refused in ["page=1", "pageSize=5", "fields=rank"] {
        let path = format!("/api/v1/municipalities/DM01/map?{refused}");
        assert_eq!(server.get(&path).status, 400, "{refused}");
    }
    // An example that is tried has an answer.
    let parameters = &document["paths"]["/selections"]["get"]["parameters"];
    let example = |name: &str| {
        let mut all = parameters.as_array().expect("parameters").iter();
        let found = all.find(|one| one["name"] == name);
        found.expect("it is there")["example"].clone()
    };
    let mut asked = format!(
        "municipality={}",
        example("municipality").as_str().expect("a name")
    );
    for partner in example("partner").as_array().expect("names") {
        asked += &format!("&partner={}", partner.as_str().expect("a name"));
    }
    let view = server.json(&format!("/api/v1/selections?{asked}"));
    assert_eq!(view["municipalities"].as_array().map(Vec::len), Some(3));
}

#[test]
fn scripts_of_other_sites_may_ask_and_learn_what_can_be_asked() {
    let place = Place::new();
    let server = Server::start_with(
        &place,
        &[("WIEL__SERVER__TOKEN", "geheim-van-twintig-tekens")],
    );
    let asked = [
        ("Origin", "https://elders.example"),
        ("Access-Control-Request-Method", "GET"),
        ("Access-Control-Request-Headers", "authorization"),
    ];
    let allowed = server.ask("OPTIONS", "/api/v1/municipalities/DM01/partners", &asked);
    assert_eq!(allowed.status, 204);
    assert!(
        allowed
            .header("access-control-allow-headers")
            .contains("Authorization")
    );
    assert_eq!(allowed.header("access-control-allow-origin"), "*");
    assert_eq!(server.get("/api/v1/themes").status, 401);
}

#[test]
fn what_can_be_asked_with_is_listed() {
    let place = Place::new();
    let server = Server::start(&place);
    let themes = server.json("/api/v1/themes");
    let theme = themes["themes"][0]["key"].as_str().expect("a theme");
    server.json(&format!(
        "/api/v1/municipalities/DM01/partners?scope=all&theme={theme}"
    ));
    let principles = server.json("/api/v1/principles");
    let principle = principles["principles"][0]["key"]
        .as_str()
        .expect("a principle");
    server.json(&format!(
        "/api/v1/municipalities/DM01/partners?whatIf={principle}%3Dfor"
    ));
    assert!(server.json("/api/v1/region-kinds")["kinds"].is_array());
    let coverage = server.json("/api/v1/coverage");
    assert_eq!(
        coverage["municipalities"].as_array().map(Vec::len),
        Some(18)
    );
    let groups = server.json("/api/v1/municipalities/DM01/groups?scope=all&size=3");
    let groups = groups["groups"].as_array().expect("groups");
    assert!(!groups.is_empty() && groups.iter().all(|group| group["size"] == 3));
    let changes = server.json("/api/v1/municipalities/DM01/changes");
    assert!(changes["before"].is_null());
}
