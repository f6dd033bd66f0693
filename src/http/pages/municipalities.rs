//! All municipalities, on a map and in a list, to choose one from.

use std::collections::BTreeMap;

use axum::response::Response;
use maud::html;

use super::page::{Content, Page};
use super::render::render;
use crate::http::extract::RequestContext;
use crate::http::params::LangParams;
use crate::municipality::Municipality;

/// The map and the list of all municipalities.
pub(in crate::http) async fn municipalities(context: RequestContext) -> Response {
    render(context, |page| {
        page.params::<LangParams>()?;
        Ok(page.municipalities())
    })
    .await
}

impl Page<'_> {
    fn municipalities(&self) -> Content {
        let language = self.language;
        let engine = &self.serving.engine;
        // Those without a province come last, under a heading of their own.
        let mut by_province: BTreeMap<(bool, &str), Vec<&Municipality>> = BTreeMap::new();
        for place in engine.register().iter() {
            let province = place.province.as_deref();
            let heading = province.unwrap_or_else(|| language.without_province());
            let places = by_province
                .entry((province.is_none(), heading))
                .or_default();
            places.push(place);
        }
        for places in by_province.values_mut() {
            places.sort_by_key(|place| (place.name.to_lowercase(), &place.code));
        }
        let has_text = |place: &Municipality| {
            let coverage = engine.coverage(&place.code);
            coverage.is_ok_and(|coverage| coverage.passages > 0)
        };
        let main = html! {
            p.lead { (language.all_municipalities_intro()) }
            (self.name_form(""))
            (self.overview_map())
            @for ((_, province), places) in &by_province {
                h2 { (province) }
                ul.columns {
                    @for place in places {
                        li {
                            a href=(self.municipality_link(place.code.as_str(), "/partners")) { (place.name) }
                            @if !has_text(place) { " " span.coverage { "(" (language.without_text()) ")" } }
                        }
                    }
                }
            }
        };
        Content::new(language.all_municipalities(), main)
    }
}
