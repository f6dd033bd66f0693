//! A list of partners to take along: as a workbook and as lines, and where the other forms of it are.

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::http::HeaderValue;
use axum::http::header::CONTENT_DISPOSITION;
use axum::response::Response;
use maud::{Markup, html};

use super::page::{Page, as_strs};
use super::render::render_as;
use crate::http::api;
use crate::http::api::partners::{PartnersParams, PartnersRequest, rank};
use crate::http::extract::{PathSegment, RequestContext};
use crate::http::problem::Problem;
use crate::report::render::csv;
use crate::report::render::workbook::BatchWorkbook;
use crate::report::view::{BatchRun, Match, Municipality};

/// The media type of a workbook (Office Open XML).
const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The media type of lines (RFC 4180).
const LINES: &str = "text/csv; charset=utf-8";

/// Letters and digits of a name in the name of a file.
const MAX_NAME: usize = 40;

/// The list of the municipality in the path as a workbook, with a sheet that says from what it was made.
pub(in crate::http) async fn partners_xlsx(
    context: RequestContext,
    name: Result<PathSegment, Problem>,
) -> Response {
    download(context, name, WORKBOOK, "xlsx", |page, view| {
        page.workbook(view)
    })
    .await
}

/// The same as lines, with the columns of `matches.csv`.
pub(in crate::http) async fn partners_csv(
    context: RequestContext,
    name: Result<PathSegment, Problem>,
) -> Response {
    download(context, name, LINES, "csv", |page, view| {
        let mut lines = Vec::new();
        csv::partners(&mut lines, view)
            .map_err(|error| Problem::internal(page.language, &error))?;
        Ok(lines.into())
    })
    .await
}

/// Responds with a list as a file, named after the municipality and the generation. A problem is a page.
async fn download(
    context: RequestContext,
    name: Result<PathSegment, Problem>,
    media_type: &'static str,
    extension: &str,
    written: impl Fn(&Page<'_>, &Match) -> Result<Bytes, Problem> + Send + 'static,
) -> Response {
    let typed = name.as_ref().map_or("", |PathSegment(name)| name.as_str());
    let file = file_name(typed, &context.serving.generation, extension);
    let mut response = render_as(context, media_type, move |page| {
        let PathSegment(name) = name?;
        let params = page.params::<PartnersParams>()?;
        let request = PartnersRequest {
            name: &name,
            ranking: page.ranking,
            params: &params,
            quoted: usize::MAX,
        };
        let view = rank(page.app, page.serving, &request, page.language, page.stop)?;
        written(page, &view)
    })
    .await;
    // A problem is a page, to be read here.
    if response.status().is_success() {
        response.headers_mut().insert(CONTENT_DISPOSITION, file);
    }
    response
}

/// That the answer is a file to keep. Its name says whose partners it has and of which generation.
fn file_name(municipality: &str, generation: &str, extension: &str) -> HeaderValue {
    // What a header or a file system could take amiss is left out.
    let plain = |text: &str| -> String {
        let letters = text
            .chars()
            .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-');
        letters.take(MAX_NAME).collect()
    };
    let (place, generation) = (plain(municipality), plain(generation));
    let value = format!("attachment; filename=\"partners-{place}-{generation}.{extension}\"");
    HeaderValue::from_str(&value).expect("letters and digits")
}

impl Page<'_> {
    /// The list with cautions, what each municipality states and what was read of it, and the initiatives around it.
    fn workbook(&self, view: &Match) -> Result<Bytes, Problem> {
        let (app, serving, language) = (self.app, self.serving, self.language);
        let internal = |error: &dyn std::fmt::Display| Problem::internal(language, error);
        let presentation = serving.presentation(language);
        let focus = Municipality::from(&view.municipality);
        let mut book = BatchWorkbook::new(&presentation, false);
        let rows = book.partner_rows(&focus, &view.partners, &[]);
        book.add_partners(rows);
        let codes = view.partners.iter().map(|partner| partner.code.as_str());
        for code in std::iter::once(focus.code.as_str()).chain(codes) {
            book.add_profile(&api::profiles::profile(serving, code, language)?);
        }
        let wheels = api::wheels::wheels(app, serving, &focus.code, self.ranking, language)?;
        book.add_initiatives(&wheels);
        let manifest = serving.engine.manifest();
        let run = BatchRun {
            generation: presentation.generation.clone(),
            demonstration: presentation.demonstration,
            model: manifest.model_version.clone(),
            wiel_version: env!("CARGO_PKG_VERSION").to_owned(),
            weights: view.weights,
            scope: view.scope.clone(),
            selection: None,
            // Of the generation and not of now: the same question has the same answer.
            date: manifest.created.to_string(),
            counts: BTreeMap::from([("matches".to_owned(), view.partners.len() as u64)]),
            not_scored: view.not_scored.clone(),
        };
        Ok(book.finish(&run).map_err(|error| internal(&error))?.into())
    }

    /// Where a list can be had in other forms.
    pub(super) fn take_along(&self, code: &str, params: &PartnersParams) -> Markup {
        let language = self.language;
        let own = params.pairs();
        let own = as_strs(&own);
        let below = |end: &str| self.ranking_link(&format!("/gemeenten/{code}/{end}"), &own);
        let api = |end: &str| self.api_link(&format!("/municipalities/{code}/{end}"), &own);
        html! {
            section.no-print {
                h2 { (language.take_along()) }
                p { (language.answered_by(&self.serving.generation)) }
                ul {
                    li { a href=(below("partners.xlsx")) { (language.as_workbook()) } }
                    li { a href=(below("partners.csv")) { (language.as_lines()) } }
                    li { a href=(api("map")) { (language.as_map_layer()) } }
                    li { a href=(api("partners")) { (language.as_data()) } }
                    (self.copy_link())
                }
            }
        }
    }

    /// A button that copies the address of this page. Shown by the script, which makes it work.
    pub(super) fn copy_link(&self) -> Markup {
        let language = self.language;
        html! {
            li hidden data-copy {
                button type="button" { (language.copy_link()) }
                " " span role="status" data-copied=(language.link_copied()) {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_file_is_named_after_place_and_generation() {
        let name = |place| {
            let value = file_name(place, "20261130T000000Z-ab", "csv");
            value.to_str().expect("ASCII").to_owned()
        };
        assert_eq!(
            name("DM01"),
            "attachment; filename=\"partners-DM01-20261130T000000Z-ab.csv\""
        );
        assert!(name("a\"; x=\r\n/..").contains("filename=\"partners-ax-2026"));
    }
}
