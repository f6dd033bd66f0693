//! The home page: the form to name a municipality, what there is to expect, and an example.

use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::page::{Content, Page};
use super::render::render;
use crate::engine::PartnerQuery;
use crate::http::extract::RequestContext;
use crate::http::query_string::{carried_language, percent_encode, query_value};
use crate::municipality::{Lookup, Municipality};
use crate::rank::EvidenceRelation;
use crate::report::view::{FoundMunicipality, Partner};

/// Municipalities that are offered when a name is unknown or ambiguous.
const MAX_CANDIDATES: usize = 12;

/// Municipalities that the demonstration offers to begin with.
const STARTING_POINTS: usize = 3;

/// Municipalities that are tried for an example.
const MAX_TRIED: usize = 40;

/// The least course of an example: one below it shows nobody what there is to find.
const MIN_EXAMPLE: f64 = 0.6;

/// The form. A name that is recognised is redirected to its partners; any other gets the municipalities that may be meant.
pub(in crate::http) async fn home(context: RequestContext) -> Response {
    // Read without deserialising: the page must also show for a query that cannot be used.
    let typed = query_value(&context.uri, "q").unwrap_or_default();
    let typed = typed.trim().to_owned();
    // Only a name that is certain; for all others the reader chooses.
    if let Lookup::Found(_) = context.serving.engine.lookup(&typed) {
        // The name goes along as it was typed, so that the next page can say how it was understood.
        let name = percent_encode(&typed);
        // The language must survive the redirect.
        let lang = carried_language(&context.uri);
        let lang = lang.map_or_else(String::new, |lang| format!("?lang={lang}"));
        return Redirect::to(
            &context
                .base
                .address(&format!("/gemeenten/{name}/partners{lang}")),
        )
        .into_response();
    }
    render(context, move |page| Ok(page.home(&typed))).await
}

impl Page<'_> {
    fn home(&self, typed: &str) -> Content {
        let language = self.language;
        let steps = [
            language.step_choose(),
            language.step_look(),
            language.step_talk(),
        ];
        let main = html! {
            p.lead { (language.home_intro()) }
            @if typed.is_empty() {
                div.front {
                    div {
                        (self.name_form(typed))
                        p { a href=(self.link("/gemeenten", &[])) { (language.choose_from_map()) } }
                        (self.starting_points())
                        h2 { (language.steps_heading()) }
                        ol.steps-to-take { @for step in steps { li { (step) } } }
                    }
                    (self.example())
                }
                h2 { (language.edition_heading()) }
                p { (self.edition()) " " a href=(self.link("/dekking", &[])) { (language.menu_coverage()) } }
            } @else {
                (self.name_form(typed))
                (self.candidates(typed))
            }
        };
        Content::new(language.slogan(), main)
    }

    /// The municipalities with the most text, the most first; ties by code.
    fn most_read(&self) -> Vec<&Municipality> {
        let engine = &self.serving.engine;
        let passages = |place: &Municipality| {
            let coverage = engine.coverage(&place.code);
            coverage.map_or(0, |coverage| coverage.passages)
        };
        let mut places: Vec<&Municipality> = engine.register().iter().collect();
        places.retain(|place| passages(place) > 0);
        // Stable, and the register is in code order.
        places.sort_by_key(|place| std::cmp::Reverse(passages(place)));
        places
    }

    /// Who does not know an invented municipality is offered three.
    fn starting_points(&self) -> Markup {
        let places = self.most_read();
        html! {
            @if self.serving.demonstration {
                h2 { (self.language.start_heading()) }
                ul.chips {
                    @for place in places.iter().take(STARTING_POINTS) {
                        li { a href=(self.municipality_link(place.code.as_str(), "/partners")) { (place.name) } }
                    }
                }
            }
        }
    }

    /// The first partner of a municipality with much text, with what shows that they want the same. Empty if none is known.
    fn example(&self) -> Markup {
        let language = self.language;
        let engine = &self.serving.engine;
        let most_read = self.most_read();
        let mut tried = most_read.iter().take(MAX_TRIED);
        let found = tried.find_map(|place| {
            let query = PartnerQuery::new(place.code.clone())
                .scope(self.app.settings.scope.clone())
                .top(1);
            // An example is a convenience: without one the page is whole.
            let ranking = engine.partners_until(&query, self.stop).ok()?;
            let partner = ranking.partners.into_iter().next()?;
            let first = partner.evidence.first()?;
            let is_telling = first.relation == EvidenceRelation::SameChoice
                && partner.alignment.get() >= MIN_EXAMPLE;
            is_telling.then_some((*place, partner))
        });
        let Some((place, partner)) = found else {
            return html! {};
        };
        let partner = Partner::new(&engine.catalog(), &partner, language);
        let names = (place.name.as_str(), partner.name.as_str());
        html! {
            section.example {
                h2 { (language.example_heading()) }
                p.lead {
                    a href=(self.pair_link("/vergelijk", place.code.as_str(), &partner.code, true)) { (language.two_names(names.0, names.1)) }
                    ": " strong { (language.course(partner.alignment)) }
                }
                p { (language.percentage_note()) }
                (self.evidence(names, &partner.evidence[..1], &[]))
            }
        }
    }

    /// What is in the generation that answers.
    fn edition(&self) -> String {
        let engine = &self.serving.engine;
        let (with_text, all) = (self.most_read().len(), engine.register().iter().count());
        self.language
            .edition(with_text, all, engine.documents().len())
    }

    /// The municipalities that `typed` may mean: those that begin with it, else those with a similar name.
    fn candidates(&self, typed: &str) -> Markup {
        let language = self.language;
        let engine = &self.serving.engine;
        let catalog = engine.catalog();
        let mut found = engine.find_municipalities(typed);
        let mut similar = Vec::new();
        if let Lookup::Unknown { suggestions } = engine.lookup(typed) {
            // Kept for the heading, which names them.
            similar = suggestions.iter().map(|(_, name)| name.clone()).collect();
            // Completions come first: suggestions are for names that were mistyped.
            if found.is_empty() {
                // The suggestion itself is a name, so its first completion is that municipality.
                let nearest = |name: &String| engine.find_municipalities(name).into_iter().next();
                found.extend(similar.iter().filter_map(nearest));
            }
        }
        // A single letter begins many names.
        found.truncate(MAX_CANDIDATES);
        let candidates: Vec<FoundMunicipality> = found
            .iter()
            .map(|one| FoundMunicipality::new(&catalog, one, language))
            .collect();
        let heading = if candidates.is_empty() {
            language.unknown_municipality(typed, &similar)
        } else {
            language.who_is_meant().to_owned()
        };
        html! {
            h2 { (heading) }
            ul {
                @for one in &candidates {
                    li {
                        a href=(self.municipality_link(&one.code, "/partners")) { (one.name) }
                        // Found by a former name or an alias, which would otherwise puzzle the reader.
                        @if one.spelling != one.name { " (" (one.spelling) ")" }
                        @if let Some(province) = &one.province { ", " (province) }
                    }
                }
            }
        }
    }
}
