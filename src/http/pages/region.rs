//! The overview of a region: the alignment of each pair of its municipalities.

use axum::response::Response;
use maud::{Markup, html};

use super::map::{BANDS, band};
use super::page::{Content, Page};
use super::render::render;
use crate::http::api;
use crate::http::extract::{PathSegment, RequestContext};
use crate::http::params::LangParams;
use crate::http::problem::Problem;
use crate::rank::Scope;
use crate::report::view::Region;

/// The region of the municipality in the path.
pub(in crate::http) async fn region(
    context: RequestContext,
    name: Result<PathSegment, Problem>,
) -> Response {
    render(context, move |page| {
        let PathSegment(name) = name?;
        // For what is unknown: all that the page takes are ranking parameters.
        page.params::<LangParams>()?;
        let view =
            api::regions::region(page.app, page.serving, &name, page.ranking, page.language)?;
        page.region(&view)
    })
    .await
}

impl Page<'_> {
    /// Whether there is somebody with text within this scope.
    fn has_region(&self, code: &str, scope: &Scope) -> bool {
        let ranking = self.ranking.within(scope);
        let found = api::regions::region(self.app, self.serving, code, &ranking, self.language);
        found.is_ok_and(|found| found.municipalities.len() > 1)
    }

    fn region(&self, view: &Region) -> Result<Content, Problem> {
        let language = self.language;
        // Written by the engine, so an error here is one of the program.
        let scope: Scope = view
            .scope
            .parse()
            .map_err(|error| Problem::internal(language, &error))?;
        let focus = &view.municipality;
        let path = format!("/gemeenten/{}/regio", focus.code);
        let main = html! {
            @if let Some(reason) = &focus.recognised_as { p role="note" { (reason.text) } }
            p { (language.region_note()) }
            (self.narrowing_notes())
            (self.scope_form(&path, &view.scope))
            @if view.municipalities.len() < 2 {
                p { (language.nobody_near()) }
                (self.wider(&scope, |scope| self.has_region(&focus.code, scope)))
            } @else {
                (self.alignment_table(view))
                (self.blocks(view))
            }
        };
        let title = language.region_of(&focus.name);
        Ok(Content::new(title, main).about(&focus.code, &focus.name))
    }

    /// The address of the comparison of two members. The focus comes first, as a supposed choice is that of the first.
    fn region_pair_link(&self, focus: &str, one: &str, other: &str) -> String {
        let (ours, theirs) = if other == focus {
            (other, one)
        } else {
            (one, other)
        };
        self.pair_link("/vergelijk", ours, theirs, ours == focus)
    }

    /// Who stand together, and what they share.
    fn blocks(&self, view: &Region) -> Markup {
        let language = self.language;
        html! {
            @if !view.blocks.is_empty() {
                h2 { (language.region_blocks()) }
                ul {
                    @for block in &view.blocks {
                        @let names: Vec<String> = block.municipalities.iter().map(|one| one.name.clone()).collect();
                        @let names = language.list(&names);
                        @let sides: Vec<String> = block.shared.iter().map(|one| one.side.clone()).collect();
                        li {
                            @if sides.is_empty() { (language.block_shares_nothing(&names)) }
                            @else { (language.block_shares(&names, &sides.join("; "))) }
                        }
                    }
                }
            }
        }
    }

    /// The matrix of alignments. Rows and columns are municipalities in the same order, so it shows only what lies below its
    /// diagonal: above it the same numbers would stand again.
    fn alignment_table(&self, view: &Region) -> Markup {
        let language = self.language;
        let numbered = || view.municipalities.iter().zip(1..);
        html! {
            // Shown by the script, which makes it true.
            p.hint.no-print #pijltjes hidden { (language.arrow_keys()) }
            div.wide.matrix tabindex="0" role="region" aria-label=(language.region_of(&view.municipality.name)) {
                table.heat aria-label=(language.region_of(&view.municipality.name)) {
                    thead {
                        tr {
                            th scope="col" { (language.municipality_column()) }
                            @for (one, number) in numbered() { th.upright scope="col" { span { (number) ". " (one.name) } } }
                        }
                    }
                    tbody {
                        @for (at, (one, number)) in numbered().enumerate() {
                            tr {
                                th scope="row" { (number) ". " a href=(self.member_link(&view.municipality.code, &one.code, "/partners")) { (one.name) } }
                                @for (column, other) in view.municipalities.iter().enumerate().take(at + 1) {
                                    @match view.alignments[at][column] {
                                        Some(alignment) => td class=(heat(view.percentiles[at][column])) {
                                            @let link = self.region_pair_link(&view.municipality.code, &one.code, &other.code);
                                            // The number alone would tell a screen reader nothing.
                                            a href=(link) aria-label=(language.pair_course(&one.name, &other.name, alignment)) { (language.number(alignment * 100.0, 0)) }
                                        },
                                        None => td.number {
                                            @match view.statuses[at][column] {
                                                Some(status) => abbr title=(language.pair_status(status)) { "·" },
                                                None => "–",
                                            }
                                        },
                                    }
                                }
                            }
                        }
                    }
                }
            }
            ul.legend aria-label=(language.legend_of_numbers()) {
                @for (index, lower) in BANDS.iter().enumerate().rev() {
                    li { span class=(format!("swatch band{}", index + 1)) {} (language.band(*lower)) }
                }
            }
        }
    }
}

/// The class that gives a cell its colour: the band of the percentile, if there is one.
fn heat(percentile: Option<f64>) -> String {
    percentile.map_or_else(
        || "number".to_owned(),
        |percentile| format!("number heat{}", band(percentile)),
    )
}
