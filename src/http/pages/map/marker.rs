//! The mark of a partner on a map or in a chart: a circle with its rank, and its name where there is room.

use maud::{Markup, html};

use super::bands::band;
use super::labels::Label;
use super::path::Point;
use crate::report::view::Partner;

/// The partner at this point, under this name. The script lights it up together with its row in the list.
pub(in crate::http::pages) fn partner_marker(
    partner: &Partner,
    (x, y): Point,
    label: Option<Label>,
    name: &str,
) -> Markup {
    html! {
        g class=(format!("partner {}", band_class(partner))) data-code=(partner.code) {
            circle cx=(x) cy=(y) r="19" {}
            // Six units down, which centres a digit on its circle.
            text x=(x) y=(y + 6.0) { (partner.rank) }
            (name_label(label, name))
        }
    }
}

/// The class that gives a partner its colour: the band of its percentile, or none where only words are known or there are
/// too few pairs for one.
pub(in crate::http::pages) fn band_class(partner: &Partner) -> String {
    partner.percentile.map_or_else(
        || "outside".to_owned(),
        |value| format!("band{}", band(value)),
    )
}

/// A name where it found a place.
pub(super) fn name_label(label: Option<Label>, name: &str) -> Markup {
    html! {
        @if let Some(Label { at: (x, y), wide_only, .. }) = label {
            text class=(if wide_only { "label roomy" } else { "label" }) x=(tenths(x)) y=(tenths(y)) { (name) }
        }
    }
}

/// A number with one decimal: more would only make the page longer.
fn tenths(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}
