//! The map, drawn as SVG with numbers as well as colours: the borders of the register where it has them, else a
//! cell around the centre of each municipality.

use std::fmt::Write as _;

use maud::{Markup, html};

use super::cells::{Corner, cells};
use crate::engine::Engine;
use crate::geography::{Area, Areas};
use crate::municipality::{GemeenteCode, Kilometres, Municipality, Position};
use crate::report::Language;
use crate::report::view::{Match, Partner};

/// The drawing is this wide, in its own units.
const WIDTH: f64 = 800.0;

/// At most this high: a map that is taller than a screen is no overview.
const HIGHEST: f64 = 520.0;

/// Free space around the outermost dots, for their names.
const MARGIN: f64 = 60.0;

/// Free space around borders: names stand inside them.
const EDGE: f64 = 24.0;

/// So far, in units, a border may lie beside where it is: less than the width of its line.
const DETAIL: f64 = 0.6;

/// Kilometres of a degree of latitude.
const KM_PER_DEGREE: f64 = 111.2;

/// With more partners than this names run into each other; the numbers stay.
const NAMED: usize = 14;

/// With more partners than this their numbers lie over each other.
const NUMBERED: usize = 40;

/// Then only the first have one; the others have their colour.
const FIRST: u32 = 12;

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
    margin: f64,
    height: f64,
}

impl Projection {
    /// Fits all places in the drawing; nothing for no places.
    fn fit(places: &[Position], margin: f64) -> Option<Self> {
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
        let room = WIDTH - 2.0 * margin;
        let scale = (room / wide).min((HIGHEST - 2.0 * margin) / high);
        Some(Self {
            west: west - (room / scale - (east - west) * shrink).max(0.0) / 2.0 / shrink,
            north,
            shrink,
            scale,
            margin,
            height: high * scale + 2.0 * margin,
        })
    }

    fn at(&self, place: Position) -> (f64, f64) {
        let x = self.margin + (place.lon() - self.west) * self.shrink * self.scale;
        let y = self.margin + (self.north - place.lat()) * self.scale;
        ((x * 10.0).round() / 10.0, (y * 10.0).round() / 10.0)
    }

    /// Units of the drawing as a distance.
    fn kilometres(&self, units: f64) -> Kilometres {
        let km = units / self.scale * KM_PER_DEGREE;
        Kilometres::new(km).expect("a scale is above 0")
    }

    /// Whether a part of an area can lie in the drawing.
    fn shows(&self, area: &Area) -> bool {
        area.bounds().is_some_and(|(low, high)| {
            let ((west, south), (east, north)) = (self.at(low), self.at(high));
            east >= 0.0 && west <= WIDTH && south >= 0.0 && north <= self.height
        })
    }
}

/// One area of the drawing.
struct Drawn {
    class: String,
    /// Whose it is, where a list says more of them.
    code: Option<String>,
    /// What it is, for who points at it.
    title: String,
    /// Its outline as SVG writes it.
    path: String,
}

/// The partners of a ranking on a map, with its legend; nothing when the register has no places. Areas are those
/// of the register where it has borders, else cells around the places.
pub(super) fn map(engine: &Engine, areas: &Areas, view: &Match, language: Language) -> Markup {
    let register = engine.register();
    let found = |code: &str| register.get(&code.parse::<GemeenteCode>().ok()?);
    let own = found(&view.municipality.code).and_then(|place| place.position);
    let placed: Vec<(&Partner, Position)> = view
        .partners
        .iter()
        .filter_map(|partner| Some((partner, found(&partner.code)?.position?)))
        .collect();
    let class = |code: &GemeenteCode| {
        let code = code.as_str();
        let partner = placed.iter().find(|(partner, _)| partner.code == code);
        match partner {
            Some((partner, _)) => (format!("cell band{}", band(partner.alignment)), true),
            None if code == view.municipality.code => ("cell home".to_owned(), true),
            None => ("cell outside".to_owned(), false),
        }
    };
    let title = |partner: &Partner| {
        let alignment = language.percent(partner.alignment);
        format!("{}. {}: {alignment}", partner.rank, partner.name)
    };
    let drawn = |code: &GemeenteCode, path: String| {
        let (class, is_told) = class(code);
        let partner = placed
            .iter()
            .find(|(partner, _)| partner.code == code.as_str());
        let name = || {
            register
                .get(code)
                .map(|place| place.name.clone())
                .unwrap_or_default()
        };
        Drawn {
            class,
            code: is_told.then(|| code.to_string()),
            title: partner.map_or_else(name, |(partner, _)| title(partner)),
            path,
        }
    };
    let dots: Vec<Position> = placed.iter().map(|(_, place)| *place).chain(own).collect();
    let (projection, shapes) = if areas.is_empty() {
        let Some(projection) = Projection::fit(&dots, MARGIN) else {
            return html! {};
        };
        let shapes = around_places(&projection, register.iter(), drawn);
        (projection, shapes)
    } else {
        let told = areas.iter().filter(|(code, _)| class(code).1);
        let bounds = told.filter_map(|(_, area)| area.bounds());
        let corners: Vec<Position> = bounds
            .flat_map(|(low, high)| [low, high])
            .chain(dots)
            .collect();
        let Some(projection) = Projection::fit(&corners, EDGE) else {
            return html! {};
        };
        let shapes = within_borders(&projection, areas, drawn);
        (projection, shapes)
    };
    let named = placed.len() <= NAMED;
    let all_numbered = placed.len() <= NUMBERED;
    let has_number = |(partner, _): &&(&Partner, Position)| all_numbered || partner.rank <= FIRST;
    let numbered: Vec<_> = placed.iter().filter(has_number).collect();
    let note = language.map_note(!areas.is_empty(), (!all_numbered).then_some(FIRST));
    html! {
        figure.map {
            h2 { (language.on_the_map()) }
            svg viewBox=(format!("0 0 {WIDTH} {}", projection.height.round())) role="img" aria-labelledby="kaart-naam" {
                title #kaart-naam { (language.on_the_map()) ": " (view.municipality.name) }
                @for shape in &shapes { path class=(shape.class) data-code=[&shape.code] d=(shape.path) fill-rule="evenodd" { title { (shape.title) } } }
                @for (partner, place) in numbered.iter().rev() {
                    @let (x, y) = projection.at(*place);
                    @let band = band(partner.alignment);
                    g class=(format!("partner band{band}")) data-code=(partner.code) {
                        title { (title(partner)) }
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
                p { (note) }
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

/// A cell around each place in the drawing.
fn around_places<'a>(
    projection: &Projection,
    places: impl Iterator<Item = &'a Municipality>,
    drawn: impl Fn(&GemeenteCode, String) -> Drawn,
) -> Vec<Drawn> {
    let height = projection.height.round();
    // Also those just outside: they bound the cells at the edge.
    let near = |(x, y): &Corner| {
        (-WIDTH / 2.0..=WIDTH * 1.5).contains(x) && (-height / 2.0..=height * 1.5).contains(y)
    };
    let dots = places.filter_map(|place| Some((&place.code, projection.at(place.position?))));
    let (codes, dots): (Vec<_>, Vec<_>) = dots.filter(|(_, dot)| near(dot)).unzip();
    let cells = cells(&dots, (WIDTH, height));
    let shapes = codes.iter().zip(cells);
    shapes
        .map(|(code, cell)| drawn(code, outline(&cell)))
        .collect()
}

/// The areas that lie in the drawing, at its own detail; those that a list tells of come last, over the others.
fn within_borders(
    projection: &Projection,
    areas: &Areas,
    drawn: impl Fn(&GemeenteCode, String) -> Drawn,
) -> Vec<Drawn> {
    let tolerance = projection.kilometres(DETAIL);
    let shapes = areas.iter().filter(|(_, area)| projection.shows(area));
    let mut shapes: Vec<Drawn> = shapes
        .map(|(code, area)| {
            let rings = area.rings().iter().map(|ring| {
                let corners = ring.outline(tolerance);
                let corners: Vec<Corner> =
                    corners.iter().map(|place| projection.at(*place)).collect();
                outline(&corners)
            });
            drawn(code, rings.collect())
        })
        .filter(|shape| !shape.path.is_empty())
        .collect();
    shapes.sort_by_key(|shape| (shape.code.is_some(), shape.class.ends_with("home")));
    shapes
}

/// Corners as SVG writes a closed line, to a tenth of a unit; nothing for none.
fn outline(corners: &[Corner]) -> String {
    let mut path = String::with_capacity(corners.len() * 12);
    let mut before = 'M';
    for (x, y) in corners {
        path.push(before);
        tenths(*x, &mut path);
        path.push(',');
        tenths(*y, &mut path);
        before = ' ';
    }
    if !path.is_empty() {
        path.push('Z');
    }
    path
}

/// A number to a tenth. Of a map there are ten thousands of them, and whole numbers are written five times as fast.
fn tenths(number: f64, to: &mut String) {
    let tenths = (number * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, rest) = (tenths.abs() / 10, tenths.abs() % 10);
    _ = match rest {
        0 => write!(to, "{sign}{whole}"),
        rest => write!(to, "{sign}{whole}.{rest}"),
    };
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
        let projection = Projection::fit(&places, MARGIN).expect("there are places");
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
        assert!(Projection::fit(&[], MARGIN).is_none());
        let alone = Projection::fit(&places[..1], MARGIN).expect("one place");
        let (x, y) = alone.at(places[0]);
        assert!(x.is_finite() && y.is_finite());
    }

    #[test]
    fn lines_are_written_in_tenths() {
        let corners = [(0.0, -0.04), (12.34, -0.26), (-3.0, 799.96)];
        assert_eq!(outline(&corners), "M0,0 12.3,-0.3 -3,800Z");
        assert_eq!(outline(&[]), "");
    }

    #[test]
    fn bands_are_fifths() {
        assert_eq!([0.0, 0.2, 0.21, 0.99, 1.0].map(band), [1, 1, 2, 5, 5]);
    }
}
