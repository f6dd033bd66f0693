//! The description of the API (`OpenAPI` 3.1), made from the handlers and the views they answer with.
//!
//! What is the same everywhere is said once, in [`describe`]: headers, problems, who answers for it.

use utoipa::OpenApi;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation, ParameterIn};
use utoipa::openapi::schema::Type;
use utoipa::openapi::{
    ContactBuilder, Content, ContentBuilder, Header, InfoBuilder, License, ObjectBuilder, Ref,
    RefOr, Response, ResponseBuilder, Server,
};

use super::api;
use super::border::{API_VERSION, API_VERSION_NAME, GENERATION};
use crate::report::view;
use crate::settings::ServerParams;

#[derive(OpenApi)]
#[openapi(
    paths(
        api::municipalities::list,
        api::municipalities::one,
        api::partners::list,
        api::wheels::list,
        api::regions::list,
        api::comparisons::one,
        api::guides::one,
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
struct Described;

/// Every address of the API below `/api/v1`, as one document in JSON.
pub(super) fn describe(server: &ServerParams) -> Vec<u8> {
    let mut document = Described::openapi();
    document.info = InfoBuilder::new()
        .title("wiel")
        .version(API_VERSION)
        .description(Some(
            "Finds, for a municipality, the partners whose vision aligns with its own, with the sentences that \
             the judgement rests on. Fields that are not known are null. Errors are problem documents (RFC \
             9457) with a remedy.",
        ))
        .contact(Some(contact(server).build()))
        .license(Some(License::new("EUPL-1.2")))
        .build();
    let root = server.url.clone().unwrap_or_default();
    document.servers = Some(vec![Server::new(format!("{root}/api/v1"))]);
    for path in document.paths.paths.values_mut() {
        if let Some(operation) = &mut path.get {
            complete(operation);
        }
    }
    serde_json::to_vec(&document).expect("a description becomes JSON")
}

/// Who looks after the machine on which a program runs has this address there (RFC 5321, 4.5.1).
const OWN_MACHINE: &str = "postmaster@localhost.localdomain";

/// Who answers for the service: who is named in the settings, or while only this machine is answered, who looks
/// after it. A service for others without a contact in its settings has none here either.
fn contact(server: &ServerParams) -> ContactBuilder {
    let own = format!("http://{}", server.listen);
    let url = server.url.as_deref().unwrap_or(&own);
    let contact = ContactBuilder::new().name(Some("wiel")).url(Some(url));
    match server.contact.as_deref() {
        Some(address) if address.contains("://") => contact.url(Some(address)),
        Some(mail) => contact.email(Some(mail.trim_start_matches("mailto:"))),
        None if server.listen.ip().is_loopback() => contact.email(Some(OWN_MACHINE)),
        None => contact,
    }
}

/// Adds to an operation what every answer has.
fn complete(operation: &mut Operation) {
    for response in operation.responses.responses.values_mut() {
        if let RefOr::T(response) = response {
            for (name, header) in answer_headers() {
                response.headers.insert(name, RefOr::T(header));
            }
        }
    }
    let parameters = operation.parameters.iter().flatten();
    let mut given = parameters.filter_map(|parameter| match parameter {
        RefOr::T(parameter) => Some((&parameter.parameter_in, parameter.name.as_str())),
        RefOr::Ref(_) => None,
    });
    let (mut asks, mut names) = (false, false);
    for (place, name) in given.by_ref() {
        asks = true;
        names |= *place == ParameterIn::Path || name == "municipality";
    }
    let mut problems = vec![
        ("406", "None of the forms that are asked for can be given"),
        ("429", "Too much is asked from one address"),
        ("500", "Something is wrong on our side"),
        ("503", "Too much is asked at once"),
        ("504", "The answer took too long"),
    ];
    if asks {
        problems.push(("400", "A part of the question cannot be read"));
    }
    if names {
        problems.push((
            "404",
            "There is none of that name, or nothing is known of it",
        ));
    }
    let responses = &mut operation.responses.responses;
    for (status, told) in problems {
        responses.insert(status.to_owned(), RefOr::T(problem(status, told)));
    }
    if asks {
        let unchanged = answer_headers().fold(
            ResponseBuilder::new().description("The answer is the one that was kept"),
            |response, (name, header)| response.header(name, header),
        );
        responses.insert("304".to_owned(), RefOr::T(unchanged.build()));
    }
}

fn answer_headers() -> impl Iterator<Item = (String, Header)> {
    [
        (API_VERSION_NAME, "The version of the API"),
        (GENERATION, "The generation that answers, where one does"),
    ]
    .into_iter()
    .map(|(name, told)| (canonical(name.as_str()), header(told)))
}

fn problem(status: &str, told: &str) -> Response {
    let content: Content = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name("Problem")))
        .build();
    let response = ResponseBuilder::new()
        .description(told)
        .content("application/problem+json", content)
        .header(
            canonical(API_VERSION_NAME.as_str()),
            header("The version of the API"),
        );
    let response = match status {
        "429" | "503" => response.header("Retry-After", header("Seconds to wait")),
        _ => response,
    };
    response.build()
}

fn header(told: &str) -> Header {
    let text = ObjectBuilder::new().schema_type(Type::String);
    HeaderBuilder::new()
        .schema(Some(text))
        .description(Some(told))
        .build()
}

/// A header as people write it: `api-version` is `API-Version`.
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
