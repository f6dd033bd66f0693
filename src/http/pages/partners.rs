//! The partners of a municipality: a map, a ranking, and the reasons.

use axum::response::Response;
use maud::{Markup, html};

use super::page::{Content, Page};
use super::partners_table::column_meanings;
use super::render::render;
use super::why::{cautions, covered};
use crate::http::api::partners::{PartnersParams, PartnersRequest, rank};
use crate::http::extract::{PathSegment, RequestContext};
use crate::http::problem::Problem;
use crate::rank::{PartnerOrder, Scope};
use crate::report::Language;
use crate::report::view::{Match, NotScored, Partner};

/// The ranked partners of the municipality in the path.
pub(in crate::http) async fn partners(
    context: RequestContext,
    name: Result<PathSegment, Problem>,
) -> Response {
    render(context, move |page| {
        let PathSegment(name) = name?;
        let mut params = page.params::<PartnersParams>()?;
        // A form sends all its fields; what the settings say anyway is no choice.
        let default = page.app.settings.top;
        params.top = params.top.filter(|top| *top as usize != default);
        params.order = params
            .order
            .filter(|order| *order != PartnerOrder::default());
        let (app, serving, language) = (page.app, page.serving, page.language);
        let request = PartnersRequest {
            name: &name,
            ranking: page.ranking,
            params: &params,
            quoted: usize::MAX,
        };
        let view = rank(app, serving, &request, language, page.stop)?;
        page.partners(&view, &params)
    })
    .await
}

impl Page<'_> {
    fn partners(&self, view: &Match, params: &PartnersParams) -> Result<Content, Problem> {
        let language = self.language;
        // The view has the scope as text, for JSON; the title needs its words.
        let scope: Scope = view
            .scope
            .parse()
            .map_err(|error| Problem::internal(language, &error))?;
        let focus = &view.municipality;
        let main = html! {
            @if let Some(reason) = &focus.recognised_as { p role="note" { (reason.text) } }
            // The answer first; what it was asked with comes below it.
            @if view.partners.is_empty() {
                p.lead { (if params.filter().is_empty() { language.nobody_near() } else { language.nobody_fits() }) }
                (self.wider_partners(&focus.code, &scope, params)?)
            } @else {
                p.lead { strong { (language.partners_found(view.partners.len(), &scope)) } }
                p { (language.percentage_note()) }
                (self.first_three(view))
            }
            (self.partners_form(view, params))
            (self.chips(view, params))
            // What narrows the ranking is said above it: an address may have been sent by somebody else.
            (self.narrowing_notes())
            @if self.ranking.what_if.is_some() { p { (language.was_becomes_note()) } }
            @if !view.partners.is_empty() {
                // The list first: on a narrow screen the map is below it.
                div.split {
                    div {
                        h2 #lijst { (language.in_a_list()) }
                        (self.ranking(view, params))
                        (self.leave_out(view, params))
                        (column_meanings(language))
                    }
                    (self.ranking_map(view))
                }
                (self.take_along(&focus.code, params))
                (self.course_chart(view))
                h2 { (language.why()) }
                @for partner in &view.partners { (self.partner(view, partner)) }
            }
            (not_scored(language, &view.not_scored))
            h2 { (language.our_text()) }
            p { (covered(language, &view.coverage)) " " a href=(self.municipality_link(&focus.code, "")) { (language.profile_link()) } }
        };
        Ok(
            Content::new(language.partners_of(&focus.name, &scope), main)
                .about(&focus.code, &focus.name),
        )
    }

    /// One partner with its score, cautions and evidence.
    fn partner(&self, view: &Match, partner: &Partner) -> Markup {
        let language = self.language;
        let ours = &view.municipality;
        html! {
            section id=(partner.code) {
                h3 { (partner.rank) ". " (partner.name) ": " (self.course_of(partner)) }
                p { (language.compared(&partner.compared, partner.status)) " " (language.standing(partner.percentile, partner.interval)) }
                (cautions(language, &partner.cautions))
                // One pair is enough here; the comparison has the others.
                @let shown = |count: usize| count.min(1);
                (self.evidence(
                    (&ours.name, &partner.name),
                    &partner.evidence[..shown(partner.evidence.len())],
                    &partner.similar_passages[..shown(partner.similar_passages.len())],
                ))
                p.coverage {
                    @if let Some(province) = &partner.province { (province) ", " }
                    @if let Some(population) = partner.population { (language.inhabitants(population)) ". " }
                    (covered(language, &partner.coverage))
                }
                p {
                    a href=(self.pair_link("/vergelijk", &ours.code, &partner.code, true)) { (language.side_by_side()) ": " (language.two_names(&ours.name, &partner.name)) }
                }
            }
        }
    }
}

/// The municipalities in the scope that have no score, with the reason.
fn not_scored(language: Language, left_out: &[NotScored]) -> Markup {
    html! {
        @if !left_out.is_empty() {
            h2 { (language.not_compared()) }
            ul { @for one in left_out { li { (one.name) ": " (one.text) } } }
        }
    }
}
