//! The map: a cell around the centre of each municipality, drawn as SVG, with numbers as well as colours.

use maud::{Markup, html};

use super::cells::{Corner, cells};
use crate::engine::Engine;
use crate::municipality::{GemeenteCode, Municipality, Position};
use crate::report::Language;
use crate::report::view::Match;

/// The drawing is this wide, in its own units.
const WIDTH: f64 = 800.0;

/// At most this high: a map that is taller than a screen is no overview.
const HIGHEST: f64 = 520.0;

/// Free space around the outermost dots, for their names.
const MARGIN: f64 = 60.0;

/// With more partners than this names run into each other; the numbers stay.
const NAMED: usize = 14;

/// Fifths of the scale of alignments, from little to much.
const BANDS: [(f64, &str); 5] = [
    (0.2, "0–20%"),
    (0.4, "20–40%"),
    (0.6, "40–60%"),
    (0.8, "60–80%"),
    (1.0, "80–100%"),
];

/// From degrees to units of the drawing: north up, equal scale both ways at the middle.
struct Projection {
    west: f64,
    north: f64,
    shrink: f64,
    scale: f64,
    height: f64,
}

impl Projection {
    /// Fits all places in the drawing; nothing for no places.
    fn fit(places: &[Position]) -> Option<Self> {
        let bounds = |of: fn(Position) -> f64| {
            let all = places.iter().map(|place| of(*place));
            let low = all.clone().min_by(f64::total_cmp)?;
            Some((low, all.max_by(f64::total_cmp)?))
        };
        let (west, east) = bounds(Position::lon)?;
        let (south, north) = bounds(Position::lat)?;
        let shrink = ((south + north) / 2.0).to_radians().cos();
        // A single place has no size; a twentieth of a degree is some kilometres.
        let (wide, high) = (
            ((east - west) * shrink).max(0.05),
            (north - south).max(0.05),
        );
        let room = WIDTH - 2.0 * MARGIN;
        let scale = (room / wide).min((HIGHEST - 2.0 * MARGIN) / high);
        Some(Self {
            west: west - (room / scale - (east - west) * shrink).max(0.0) / 2.0 / shrink,
            north,
            shrink,
            scale,
            height: high * scale + 2.0 * MARGIN,
        })
    }

    fn at(&self, place: Position) -> (f64, f64) {
        let x = MARGIN + (place.lon() - self.west) * self.shrink * self.scale;
        let y = MARGIN + (self.north - place.lat()) * self.scale;
        ((x * 10.0).round() / 10.0, (y * 10.0).round() / 10.0)
    }
}

/// The partners of a ranking on a map, with its legend; nothing when the register has no places.
pub(super) fn map(engine: &Engine, view: &Match, language: Language) -> Markup {
    let place = |code: &str| {
        let code: GemeenteCode = code.parse().ok()?;
        engine.register().get(&code)?.position
    };
    let own = place(&view.municipality.code);
    let placed: Vec<_> = view
        .partners
        .iter()
        .filter_map(|partner| Some((partner, place(&partner.code)?)))
        .collect();
    let all: Vec<Position> = placed.iter().map(|(_, place)| *place).chain(own).collect();
    let Some(projection) = Projection::fit(&all) else {
        return html! {};
    };
    let shown = |municipality: &&Municipality| {
        let code = municipality.code.as_str();
        code != view.municipality.code && placed.iter().all(|(partner, _)| partner.code != code)
    };
    let height = projection.height.round();
    // Also those just outside: they bound the cells at the edge.
    let near = |(x, y): &Corner| {
        (-WIDTH / 2.0..=WIDTH * 1.5).contains(x) && (-height / 2.0..=height * 1.5).contains(y)
    };
    let around = engine.register().iter().filter(shown);
    let around = around.filter_map(|other| Some(projection.at(other.position?)));
    let dots: Vec<Corner> = placed
        .iter()
        .map(|(_, place)| projection.at(*place))
        .chain(own.map(|own| projection.at(own)))
        .chain(around.filter(near))
        .collect();
    let areas = cells(&dots, (WIDTH, height));
    let class = |at: usize| match placed.get(at) {
        Some((partner, _)) => format!("cell band{}", band(partner.alignment)),
        None if at == placed.len() && own.is_some() => "cell".to_owned(),
        None => "cell outside".to_owned(),
    };
    let named = placed.len() <= NAMED;
    html! {
        figure.map {
            h2 { (language.on_the_map()) }
            svg viewBox=(format!("0 0 {WIDTH} {height}")) role="img" aria-labelledby="kaart-naam" {
                title #kaart-naam { (language.on_the_map()) ": " (view.municipality.name) }
                @for (at, area) in areas.iter().enumerate() { polygon class=(class(at)) points=(points(area)) {} }
                @for (partner, place) in placed.iter().rev() {
                    @let (x, y) = projection.at(*place);
                    @let band = band(partner.alignment);
                    g class=(format!("partner band{band}")) {
                        title { (partner.rank) ". " (partner.name) ": " (language.percent(partner.alignment)) }
                        circle cx=(x) cy=(y) r="19" {}
                        text x=(x) y=(y + 6.0) { (partner.rank) }
                        @if named { text.label x=(x) y=(y + 40.0) { (partner.name) } }
                    }
                }
                @if let Some(own) = own {
                    @let (x, y) = projection.at(own);
                    g.own {
                        rect x=(x - 13.0) y=(y - 13.0) width="26" height="26" {}
                        text.label x=(x) y=(y + 40.0) { (view.municipality.name) }
                    }
                }
            }
            figcaption {
                p { (language.map_note()) }
                ul.legend aria-label=(language.legend()) {
                    li { span.swatch.own {} (language.own_municipality()) }
                    @for (at, (_, text)) in BANDS.iter().enumerate().rev() {
                        li { span class=(format!("swatch band{}", at + 1)) {} (text) }
                    }
                    li { span.swatch.other {} (language.no_score()) }
                }
            }
        }
    }
}

/// The corners of a cell as SVG writes them.
fn points(area: &[Corner]) -> String {
    let corners: Vec<String> = area.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    corners.join(" ")
}

/// The fifth in which an alignment lies, from 1.
pub(super) fn band(alignment: f64) -> usize {
    let at = BANDS.iter().position(|(most, _)| alignment <= *most);
    at.unwrap_or(BANDS.len() - 1) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lon: f64, lat: f64) -> Position {
        Position::new(lon, lat).expect("on earth")
    }

    #[test]
    fn all_places_fit_and_north_is_up() {
        let places = [at(5.0, 52.0), at(6.0, 52.1), at(5.5, 53.0)];
        let projection = Projection::fit(&places).expect("there are places");
        for place in places {
            let (x, y) = projection.at(place);
            assert!((MARGIN..=WIDTH - MARGIN).contains(&x), "{x}");
            assert!(
                (MARGIN - 0.1..=projection.height - MARGIN + 0.1).contains(&y),
                "{y}"
            );
        }
        assert!(projection.at(places[2]).1 < projection.at(places[0]).1);
        assert!(projection.at(places[0]).0 < projection.at(places[1]).0);
        assert!(projection.height <= HIGHEST + 0.1);
        assert!(Projection::fit(&[]).is_none());
        let alone = Projection::fit(&places[..1]).expect("one place");
        let (x, y) = alone.at(places[0]);
        assert!(x.is_finite() && y.is_finite());
    }

    #[test]
    fn bands_are_fifths() {
        assert_eq!([0.0, 0.2, 0.21, 0.99, 1.0].map(band), [1, 1, 2, 5, 5]);
    }
}
