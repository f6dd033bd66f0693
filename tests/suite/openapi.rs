//! The description of the API against the design rules of the Dutch government, and against what is answered.
//!
//! The rules that matter are asked here; the README tells how to run the official rule set over the same document.

use serde_json::Value;

use crate::support::{Place, Server};

/// The operations of a description, with their paths.
fn operations(document: &Value) -> Vec<(&str, &Value)> {
    let paths = document["paths"].as_object().expect("paths");
    paths
        .iter()
        .map(|(path, item)| {
            let methods: Vec<&String> = item.as_object().expect("an item").keys().collect();
            assert_eq!(methods, ["get"], "{path}: the API only answers");
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

fn has_letters(name: &str, also: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || also.contains(letter);
    name.starts_with(|first: char| first.is_ascii_lowercase()) && name.chars().all(plain)
}

#[test]
fn the_description_keeps_the_design_rules() {
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
            assert!(
                has_letters(part, "-") && part == part.to_lowercase(),
                "{path}"
            );
        }
        ids.push(operation["operationId"].as_str().expect("an id"));
        let parameters = operation["parameters"].as_array();
        for parameter in parameters.into_iter().flatten() {
            let name = parameter["name"].as_str().expect("a name");
            assert!(has_letters(name, ""), "{path}: {name}");
            let told = parameter["description"].as_str();
            assert!(told.is_some_and(|told| !told.is_empty()), "{path}: {name}");
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
    assert_eq!(ids.len(), all, "every operation has a name of its own");
}

#[test]
fn who_only_serves_this_machine_has_a_contact_on_it() {
    let place = Place::new();
    let server = Server::start(&place);
    let contact = &server.json("/api/v1/openapi.json")["info"]["contact"];
    assert_eq!(contact["email"], "postmaster@localhost.localdomain");
    assert_eq!(contact["url"], server.url(""));
}

#[test]
fn answers_have_the_fields_that_are_described() {
    let place = Place::new();
    let server = Server::start(&place);
    let document = server.json("/api/v1/openapi.json");
    let quoted = server.json("/api/v1/passages?q=cloud");
    let passage = quoted["hits"][0]["id"]
        .as_str()
        .expect("a passage")
        .to_owned();
    for (path, operation) in operations(&document) {
        let asked = path
            .replace("{municipality}", "Biezeloord")
            .replace("{passage}", &passage);
        let asked = match path {
            "/comparisons" | "/guides" => format!("{asked}?municipality=DM01&partner=DM02"),
            "/passages" => format!("{asked}?q=cloud"),
            _ => asked,
        };
        let answer = server.json(&format!("/api/v1{asked}"));
        let schema = &operation["responses"]["200"]["content"]["application/json"]["schema"];
        fits(&document, schema, &answer, path);
    }
}

/// Checks types and fields: what is given is described, and what is required is given.
fn fits(document: &Value, schema: &Value, value: &Value, at: &str) {
    let schema = resolved(document, schema);
    if let Some(parts) = schema["allOf"].as_array() {
        // Fields of an object that are described in parts.
        let known: Vec<&Value> = parts.iter().map(|part| resolved(document, part)).collect();
        for (key, value) in value.as_object().expect("an object") {
            let field = known.iter().map(|part| &part["properties"][key]);
            let field = field.into_iter().find(|field| !field.is_null());
            let field = field.unwrap_or_else(|| panic!("{at}.{key} is not described"));
            fits(document, field, value, &format!("{at}.{key}"));
        }
        return;
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let object = choices.iter().find(|choice| choice["type"] != "null");
        if !value.is_null() {
            fits(document, object.expect("a choice"), value, at);
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
                fits(document, &schema["items"], item, &format!("{at}[]"));
            }
        }
        Value::Object(fields) => {
            assert!(is("object"), "{at}: {schema}");
            let free = &schema["additionalProperties"];
            for (key, value) in fields {
                let field = &schema["properties"][key];
                match (field.is_null(), free.is_object()) {
                    (false, _) => fits(document, field, value, &format!("{at}.{key}")),
                    (true, true) => fits(document, free, value, &format!("{at}.{key}")),
                    (true, false) => assert_eq!(free, true, "{at}.{key} is not described"),
                }
            }
            for key in schema["required"].as_array().into_iter().flatten() {
                let key = key.as_str().expect("a name");
                assert!(fields.contains_key(key), "{at}.{key} is not given");
            }
        }
    }
}
