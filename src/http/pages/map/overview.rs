//! The map of all municipalities, to choose one from.

use maud::{Markup, html};

use super::projection::{Projection, WIDTH};
use super::shapes::{Style, border_shapes, cell_shapes};
use super::{drawn, hatching};
use crate::http::pages::page::Page;
use crate::municipality::{GemeenteCode, Position};

/// The margin around the country, in units.
const MARGIN: f64 = 12.0;

/// The greatest height of a map of a country, which is all that its page shows first.
const MAX_HEIGHT: f64 = 900.0;

impl Page<'_> {
    /// All municipalities of the register as links to their partners; those without text are hatched. Empty without
    /// positions.
    pub(in crate::http::pages) fn overview_map(&self) -> Markup {
        let (language, areas) = (self.language, &self.serving.areas);
        let engine = &self.serving.engine;
        let register = engine.register();
        let positions: Vec<Position> = register.iter().filter_map(|place| place.position).collect();
        let corners = areas.iter().filter_map(|(_, area)| area.bounds());
        let corners = corners.flat_map(|(low, high)| [low, high]);
        let all: Vec<Position> = corners.chain(positions).collect();
        let Some(projection) = Projection::fit_within(&all, MARGIN, MAX_HEIGHT) else {
            return html! {};
        };
        let style = |code: &GemeenteCode| {
            let has_text = engine
                .coverage(code)
                .is_ok_and(|coverage| coverage.passages > 0);
            let name = register.get(code).map(|place| place.name.clone());
            Style {
                class: if has_text { "cell read" } else { "cell silent" }.to_owned(),
                code: Some(code.to_string()),
                link: Some(self.municipality_link(code.as_str(), "/partners")),
                title: name.unwrap_or_default(),
                is_focus: false,
            }
        };
        let shapes = match areas.is_empty() {
            true => cell_shapes(&projection, register.iter(), style),
            false => border_shapes(&self.outlines(&projection), style),
        };
        html! {
            figure.map {
                h2 { (language.on_the_map()) }
                a.skip href="#na-kaart" { (language.past_the_map()) }
                svg viewBox=(format!("0 0 {WIDTH} {}", projection.height().round())) role="group" aria-labelledby="kaart-naam" {
                    title #kaart-naam { (language.all_municipalities()) }
                    (hatching())
                    (drawn(&shapes))
                }
                figcaption {
                    ul.legend aria-label=(language.legend_overview()) {
                        li { span.swatch.read {} (language.with_text()) }
                        li { span.swatch.silent {} (language.without_text()) }
                    }
                }
                span #na-kaart {}
            }
        }
    }
}
