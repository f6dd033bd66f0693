//! The description of the API (`OpenAPI` 3.1), made from the handlers and the views they return.
//!
//! The macros of utoipa give each operation its parameters and its 200 response. What all operations share is added in
//! [`document`]: header fields, problems, 304, and the contact.

use serde_json::Value;
use utoipa::OpenApi;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::Type;
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{
    ContactBuilder, Content, ContentBuilder, Header, InfoBuilder, License, ObjectBuilder, Ref,
    RefOr, Response, ResponseBuilder, Server,
};

use super::api;
use super::header_names::{API_VERSION, API_VERSION_VALUE, GENERATION};
use super::middleware::SESSION_COOKIE;
use crate::report::view;
use crate::settings::ServerParams;

#[derive(OpenApi)]
#[openapi(
    paths(
        api::municipalities::list,
        api::municipalities::one,
        api::partners::list,
        api::partners::map,
        api::wheels::list,
        api::regions::list,
        api::comparisons::one,
        api::selections::one,
        api::guides::one,
        api::groups::list,
        api::changes::one,
        api::matches::list,
        api::matches::pairs,
        api::lists::coverage,
        api::lists::themes,
        api::lists::principles,
        api::lists::region_kinds,
        api::profiles::one,
        api::passages::list,
        api::passages::one,
        api::generations::list,
        api::health::health,
        api::health::readiness,
    ),
    components(schemas(view::Problem)),
    tags(
        (name = "municipalities", description = "Who is meant, and what is known of them"),
        (name = "partners", description = "Who shares a course, and why"),
        (name = "passages", description = "What documents say"),
        (name = "service", description = "Whether and from what the service answers"),
    ),
)]
struct Description;

/// The description of every address below `/api/v1`, as JSON. Examples name these municipalities; without any there are
/// no examples of names.
pub(super) fn document(server: &ServerParams, municipalities: &[String]) -> Vec<u8> {
    let mut document = Description::openapi();
    document.info = InfoBuilder::new()
        .title("wiel")
        .version(API_VERSION_VALUE)
        .description(Some(
            "Finds, for a municipality, the partners whose vision aligns with its own, with the sentences that \
             the judgement rests on. Fields that are not known are null. Errors are problem documents (RFC \
             9457) with a remedy.",
        ))
        .contact(Some(contact(server).build()))
        .license(Some(License::new("EUPL-1.2")))
        .build();
    // Without an address in the settings the paths are relative to wherever the description was read.
    let root = server.url.clone().unwrap_or_default();
    let base = &server.base_path;
    describe_security(&mut document, server.is_private());
    document.servers = Some(vec![Server::new(format!("{root}{base}/api/v1"))]);
    for path in document.paths.paths.values_mut() {
        if let Some(operation) = &mut path.get {
            drop_parameters_of_lists(operation);
            add_examples(operation, municipalities);
            add_common_responses(operation);
        }
    }
    serde_json::to_vec(&document).expect("a description becomes JSON")
}

/// Describes how a client shows who it is: where the service has a token by that or by the cookie of who signed in, else
/// not at all.
fn describe_security(document: &mut utoipa::openapi::OpenApi, has_token: bool) {
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some("The token of the service, where it has one"));
    let cookie = ApiKeyValue::with_description(
        SESSION_COOKIE,
        "What signing in on the pages gives a browser; it holds for twelve hours",
    );
    let components = document.components.get_or_insert_default();
    components.add_security_scheme("token", SecurityScheme::Http(bearer.build()));
    components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    let none: [&str; 0] = [];
    let required = ["token", "session"].map(|name| SecurityRequirement::new(name, none));
    document.security = Some(match has_token {
        true => required.to_vec(),
        // An empty requirement: nothing is needed.
        false => vec![SecurityRequirement::default()],
    });
}

/// The mailbox of the administrator that every machine has (RFC 5321, section 4.5.1).
const LOCAL_POSTMASTER: &str = "postmaster@localhost.localdomain";

/// The contact of the settings, a web or a mail address. Without one, a service for this machine only has its postmaster,
/// and a service for others has none.
fn contact(server: &ServerParams) -> ContactBuilder {
    let own = format!("http://{}", server.listen);
    let url = server.url.as_deref().unwrap_or(&own);
    let contact = ContactBuilder::new().name(Some("wiel")).url(Some(url));
    match server.contact.as_deref() {
        Some(address) if address.contains("://") => contact.url(Some(address)),
        // The field takes a bare address, while `security.txt` needs the scheme.
        Some(mail) => contact.email(Some(mail.trim_start_matches("mailto:"))),
        None if server.listen.ip().is_loopback() => contact.email(Some(LOCAL_POSTMASTER)),
        None => contact,
    }
}

/// Drops the parameters of the list of partners that its map refuses: both share the others.
fn drop_parameters_of_lists(operation: &mut Operation) {
    if operation.operation_id.as_deref() != Some("getMap") {
        return;
    }
    let parameters = operation.parameters.iter_mut();
    parameters.for_each(|parameters| {
        parameters.retain(|parameter| match parameter {
            RefOr::T(parameter) => {
                let name = parameter.name.as_str();
                !api::partners::LIST_PARAMETERS.contains(&name)
            }
            RefOr::Ref(_) => true,
        });
    });
}

/// Adds to the parameters of an operation an example each, of those that a reader would not guess.
fn add_examples(operation: &mut Operation, municipalities: &[String]) {
    let (first, others) = municipalities.split_at(municipalities.len().min(1));
    for parameter in operation.parameters.iter_mut().flatten() {
        let RefOr::T(parameter) = parameter else {
            continue;
        };
        let is_list = operation.operation_id.as_deref() == Some("getSelection");
        let example: Option<Value> = match parameter.name.as_str() {
            "municipality" => first.first().map(|name| name.as_str().into()),
            "partner" if is_list => (!others.is_empty()).then(|| others.into()),
            "partner" => others.first().map(|name| name.as_str().into()),
            "scope" => Some("km:30".into()),
            "whatIf" => Some("collectief=for".into()),
            _ => None,
        };
        if example.is_some() {
            let changed = ParameterBuilder::from(parameter.clone()).example(example);
            *parameter = changed.build();
        }
    }
}

/// Adds to an operation the header fields of every response, the problems it may return, and 304.
fn add_common_responses(operation: &mut Operation) {
    for response in operation.responses.responses.values_mut() {
        if let RefOr::T(response) = response {
            for (name, header) in response_headers() {
                response.headers.insert(name, RefOr::T(header));
            }
        }
    }
    let has_parameters = operation.parameters.iter().flatten().next().is_some();
    let names_resource = names_resource(operation);
    let mut problems = vec![
        ("406", "None of the forms that are asked for can be given"),
        ("429", "Too much is asked from one address"),
        ("500", "Something is wrong on our side"),
        ("503", "Too much is asked at once"),
        ("504", "The answer took too long"),
    ];
    if has_parameters {
        problems.push(("400", "A part of the question cannot be read"));
        problems.push(("414", "The question is too long"));
    }
    if names_resource {
        problems.push((
            "404",
            "There is none of that name, or nothing is known of it",
        ));
    }
    let responses = &mut operation.responses.responses;
    for (status, description) in problems {
        responses.insert(status.to_owned(), RefOr::T(problem(status, description)));
    }
    // Operations without parameters report on the server itself, and their responses are never stored.
    if has_parameters {
        let unchanged = response_headers().fold(
            ResponseBuilder::new().description("The answer is the one that was kept"),
            |response, (name, header)| response.header(name, header),
        );
        responses.insert("304".to_owned(), RefOr::T(unchanged.build()));
    }
}

/// Whether a parameter names something that may not exist, in the path or as a municipality in the query.
fn names_resource(operation: &Operation) -> bool {
    let parameters = operation.parameters.iter().flatten();
    let mut parameters = parameters.filter_map(|parameter| match parameter {
        RefOr::T(parameter) => Some(parameter),
        RefOr::Ref(_) => None,
    });
    parameters.any(|parameter| {
        parameter.parameter_in == ParameterIn::Path || parameter.name == "municipality"
    })
}

/// The header fields of every response, with their descriptions.
fn response_headers() -> impl Iterator<Item = (String, Header)> {
    [
        (API_VERSION, "The version of the API"),
        (GENERATION, "The generation that answers, where one does"),
    ]
    .into_iter()
    .map(|(name, description)| (canonical(name.as_str()), header(description)))
}

fn problem(status: &str, description: &str) -> Response {
    let content: Content = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name("Problem")))
        .build();
    let response = ResponseBuilder::new()
        .description(description)
        .content("application/problem+json", content)
        .header(
            canonical(API_VERSION.as_str()),
            header("The version of the API"),
        );
    let response = match status {
        "429" | "503" => response.header("Retry-After", header("Seconds to wait")),
        _ => response,
    };
    response.build()
}

fn header(description: &str) -> Header {
    let text = ObjectBuilder::new().schema_type(Type::String);
    HeaderBuilder::new()
        .schema(Some(text))
        .description(Some(description))
        .build()
}

/// A field name in its customary spelling: `api-version` becomes `API-Version`.
fn canonical(name: &str) -> String {
    let words = name.split('-').map(|word| match word {
        "api" => "API".to_owned(),
        word => {
            let (first, rest) = word.split_at(1.min(word.len()));
            format!("{}{rest}", first.to_ascii_uppercase())
        }
    });
    words.collect::<Vec<_>>().join("-")
}
