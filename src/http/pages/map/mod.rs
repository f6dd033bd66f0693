//! The map of a ranking, as SVG. It has ranks as numbers besides colours, so that it does not depend on colour vision.
//!
//! In go the view of the ranking, the register and its borders; out go the figure and its legend. Municipalities are
//! drawn with their borders where the register has them, else as Voronoi cells around their centres.
//!
//! Order of reading: `projection` (degrees to units), `shapes` (the municipalities), with `voronoi` and `path` below it,
//! `bands` (the colours), and this file, which puts them together.

mod bands;
mod path;
mod projection;
mod shapes;
mod voronoi;

use maud::{Markup, html};

use self::bands::BANDS;
pub(super) use self::bands::band;
use self::projection::{Projection, WIDTH};
use self::shapes::{Shape, Style, border_shapes, cell_shapes};
use crate::engine::Engine;
use crate::geography::Areas;
use crate::municipality::{GemeenteCode, Position, Register};
use crate::report::Language;
use crate::report::view::{Match, Partner};

/// The margin around the outermost markers, in units: room for their names.
const MARKER_MARGIN: f64 = 60.0;

/// The margin around borders, in units: names stand inside them.
const BORDER_MARGIN: f64 = 24.0;

/// With more partners, names would run into each other; only numbers are shown.
const MAX_NAMED: usize = 14;

/// With more partners, numbers would lie over each other; only the first are shown.
const MAX_NUMBERED: usize = 40;

/// The ranks that are shown when there are too many to show all; the others have only their colour.
const FIRST_RANKS: u32 = 12;

/// The map of a ranking with its legend. Empty if neither the focus nor a partner has a position.
pub(super) fn map(engine: &Engine, areas: &Areas, view: &Match, language: Language) -> Markup {
    let map = RankingMap::new(engine.register(), view, language);
    let Some((projection, shapes)) = map.shapes(areas) else {
        return html! {};
    };
    let all_numbered = map.partners.len() <= MAX_NUMBERED;
    let note = language.map_note(!areas.is_empty(), (!all_numbered).then_some(FIRST_RANKS));
    html! {
        figure.map {
            h2 { (language.on_the_map()) }
            svg viewBox=(format!("0 0 {WIDTH} {}", projection.height().round())) role="img" aria-labelledby="kaart-naam" {
                title #kaart-naam { (language.on_the_map()) ": " (view.municipality.name) }
                // `evenodd` keeps holes open: an enclave belongs to another municipality.
                @for shape in &shapes { path class=(shape.style.class) data-code=[&shape.style.code] d=(shape.path) fill-rule="evenodd" { title { (shape.style.title) } } }
                // Markers after shapes, the focus last: SVG paints in this order.
                (map.partner_markers(&projection, all_numbered))
                (map.focus_marker(&projection))
            }
            figcaption {
                p { (note) }
                (legend(language))
            }
        }
    }
}

/// A ranking with the positions of its municipalities.
struct RankingMap<'a> {
    register: &'a Register,
    view: &'a Match,
    language: Language,
    /// The partners that have a position, best first.
    partners: Vec<(&'a Partner, Position)>,
    focus: Option<Position>,
}

impl<'a> RankingMap<'a> {
    fn new(register: &'a Register, view: &'a Match, language: Language) -> Self {
        let position = |code: &str| register.get(&code.parse::<GemeenteCode>().ok()?)?.position;
        let partners = view.partners.iter();
        Self {
            register,
            view,
            language,
            partners: partners
                .filter_map(|partner| Some((partner, position(&partner.code)?)))
                .collect(),
            focus: position(&view.municipality.code),
        }
    }

    /// The shapes of all municipalities in the drawing, with its projection. Returns `None` without positions.
    fn shapes(&self, areas: &Areas) -> Option<(Projection, Vec<Shape>)> {
        let style = |code: &GemeenteCode| self.style(code);
        let markers = self.partners.iter().map(|(_, position)| *position);
        // The focus belongs in the picture, also when it has no partner nearby.
        let markers: Vec<Position> = markers.chain(self.focus).collect();
        // A register without borders gets cells, which need only centres.
        if areas.is_empty() {
            let projection = Projection::fit(&markers, MARKER_MARGIN)?;
            let shapes = cell_shapes(&projection, self.register.iter(), style);
            return Some((projection, shapes));
        }
        // The drawing holds the whole areas of the ranking, not only their centres.
        let ranked = areas.iter().filter(|(code, _)| self.is_ranked(code));
        let bounds = ranked.filter_map(|(_, area)| area.bounds());
        let corners = bounds.flat_map(|(low, high)| [low, high]);
        // Centres as well: a municipality of the ranking may have no border.
        let corners: Vec<Position> = corners.chain(markers).collect();
        let projection = Projection::fit(&corners, BORDER_MARGIN)?;
        let shapes = border_shapes(&projection, areas, style);
        Some((projection, shapes))
    }

    /// The partner with this code. Returns `None` if it is not in the ranking, or has no position.
    fn partner(&self, code: &GemeenteCode) -> Option<&'a Partner> {
        let mut partners = self.partners.iter().map(|(partner, _)| *partner);
        partners.find(|partner| partner.code == code.as_str())
    }

    fn is_focus(&self, code: &GemeenteCode) -> bool {
        code.as_str() == self.view.municipality.code
    }

    /// Whether a municipality is the focus or one of the partners.
    fn is_ranked(&self, code: &GemeenteCode) -> bool {
        self.is_focus(code) || self.partner(code).is_some()
    }

    fn style(&self, code: &GemeenteCode) -> Style {
        let is_focus = self.is_focus(code);
        let name = || self.register.get(code).map(|place| place.name.clone());
        match self.partner(code) {
            Some(partner) => Style {
                // Coloured by percentile, as its marker is.
                class: format!("cell {}", class(partner)),
                code: Some(code.to_string()),
                title: self.title(partner),
                is_focus,
            },
            None => Style {
                class: if is_focus {
                    "cell home"
                } else {
                    "cell outside"
                }
                .to_owned(),
                // No code for others: the script would link them to a row that does not exist.
                code: is_focus.then(|| code.to_string()),
                title: name().unwrap_or_default(),
                is_focus,
            },
        }
    }

    fn title(&self, partner: &Partner) -> String {
        let alignment = self.language.course(partner.alignment);
        format!("{}. {}: {alignment}", partner.rank, partner.name)
    }

    /// A circle with its rank for each partner, the best last: it lies over the others.
    fn partner_markers(&self, projection: &Projection, all_numbered: bool) -> Markup {
        let has_names = self.partners.len() <= MAX_NAMED;
        let numbered: Vec<_> = self
            .partners
            .iter()
            .filter(|(partner, _)| all_numbered || partner.rank <= FIRST_RANKS)
            .collect();
        html! {
            // Drawn from the last to the first, so that the best lies on top.
            @for (partner, position) in numbered.iter().rev() {
                @let (x, y) = projection.project(*position);
                g class=(format!("partner {}", class(partner))) data-code=(partner.code) {
                    title { (self.title(partner)) }
                    circle cx=(x) cy=(y) r="19" {}
                    // Six units down, which centres a digit on its circle.
                    text x=(x) y=(y + 6.0) { (partner.rank) }
                    @if has_names { text.label x=(x) y=(y + 40.0) { (partner.name) } }
                }
            }
        }
    }

    /// A square with its name for the focus.
    fn focus_marker(&self, projection: &Projection) -> Markup {
        html! {
            @if let Some(focus) = self.focus {
                @let (x, y) = projection.project(focus);
                g.own {
                    rect x=(x - 13.0) y=(y - 13.0) width="26" height="26" {}
                    text.label x=(x) y=(y + 40.0) { (self.view.municipality.name) }
                }
            }
        }
    }
}

/// The class that gives a partner its colour: the band of its percentile, or none where only words are known or there are
/// too few pairs for one.
fn class(partner: &Partner) -> String {
    partner.percentile.map_or_else(
        || "outside".to_owned(),
        |value| format!("band{}", band(value)),
    )
}

/// The colours with their meaning, the highest band first.
fn legend(language: Language) -> Markup {
    html! {
        ul.legend aria-label=(language.legend()) {
            li { span.swatch.own {} (language.own_municipality()) }
            @for (index, lower) in BANDS.iter().enumerate().rev() {
                li { span class=(format!("swatch band{}", index + 1)) {} (language.band(*lower)) }
            }
            li { span.swatch.other {} (language.no_score()) }
        }
    }
}
