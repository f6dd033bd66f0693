//! Maps, as SVG. They have ranks as numbers besides colours, so that they do not depend on colour vision.
//!
//! In go the view of a ranking, the register and its borders; out go the figure and its legend. Municipalities are
//! drawn with their borders where the register has them, else as Voronoi cells around their centres. Those of the ranking
//! are links, which the keyboard reaches too.
//!
//! Order of reading: `projection` (degrees to units), `shapes` (the municipalities), with `voronoi` and `path` below it,
//! `bands` (the colours), `labels` (where names stand), `marker` (the mark of a partner), `overview` (a map to choose from), and this file, which puts the
//! map of a ranking together.

mod bands;
mod labels;
mod marker;
mod overview;
mod path;
mod projection;
mod shapes;
mod voronoi;

use std::collections::BTreeMap;

use maud::{Markup, PreEscaped, html};

pub(super) use self::bands::{BANDS, band};
pub(super) use self::labels::placed;
use self::marker::name_label;
pub(super) use self::marker::{band_class, partner_marker};
pub(super) use self::path::Point;
use self::projection::Projection;
pub(super) use self::projection::WIDTH;
use self::shapes::{Shape, Style, border_shapes, cell_shapes, outlines};
use super::page::Page;
use crate::geography::Areas;
use crate::http::outline_cache::Outlines;
use crate::municipality::{GemeenteCode, Position, Register};
use crate::rank::PairStatus;
use crate::report::Language;
use crate::report::view::{Match, Partner};

/// The margin around the outermost markers, in units: room for their names.
const MARKER_MARGIN: f64 = 60.0;

/// The margin around borders, in units: names stand inside them.
const BORDER_MARGIN: f64 = 24.0;

/// With more partners, numbers would lie over each other; only the first are shown.
pub(super) const MAX_NUMBERED: usize = 40;

/// The ranks that are shown when there are too many to show all; the others have only their colour.
pub(super) const FIRST_RANKS: u32 = 12;

impl Page<'_> {
    /// The map of a ranking with its legend. Empty if neither the focus nor a partner has a position.
    pub(super) fn ranking_map(&self, view: &Match) -> Markup {
        let (language, areas) = (self.language, &self.serving.areas);
        let map = RankingMap::new(self, view);
        let Some((projection, shapes)) = map.shapes(areas) else {
            return html! {};
        };
        let all_numbered = map.partners.len() <= MAX_NUMBERED;
        let note = language.map_note(!areas.is_empty(), (!all_numbered).then_some(FIRST_RANKS));
        html! {
            figure.map {
                h2 { (language.on_the_map()) }
                a.skip href="#na-kaart" { (language.past_the_map()) }
                // A group and not an image: an image would hide its links from who cannot see.
                svg viewBox=(format!("0 0 {WIDTH} {}", projection.height().round())) role="group" aria-labelledby="kaart-naam" {
                    title #kaart-naam { (language.on_the_map()) ": " (view.municipality.name) }
                    (hatching())
                    (drawn(&shapes))
                    // Markers after shapes, the focus last: SVG paints in this order.
                    (map.markers(&projection, all_numbered))
                }
                figcaption {
                    p { (note) }
                    (map.legend())
                }
                span #na-kaart {}
            }
        }
    }
}

impl Page<'_> {
    /// The outlines of the areas in a drawing, kept for the next question about the same surroundings.
    fn outlines(&self, projection: &Projection) -> Outlines {
        let serving = self.serving;
        let draw = || outlines(projection, &serving.areas);
        serving.outlines.of(projection.key(), draw)
    }
}

/// The pattern of those that were asked for and have no score.
fn hatching() -> Markup {
    html! {
        defs {
            pattern #arcering width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                rect.paper width="8" height="8" {}
                rect.line width="3" height="8" {}
            }
        }
    }
}

/// The shapes, those with a link as links.
fn drawn(shapes: &[Shape]) -> Markup {
    // `evenodd` keeps holes open: an enclave belongs to another municipality.
    // Path data are digits and letters of this program: to look for what must be escaped takes longer than to make them.
    let path = |shape: &Shape| {
        html! {
            path class=(shape.style.class) data-code=[&shape.style.code] d=(PreEscaped(&shape.path)) fill-rule="evenodd" { title { (shape.style.title) } }
        }
    };
    html! {
        @for shape in shapes {
            @match &shape.style.link {
                Some(link) => a href=(link) aria-label=(shape.style.title) data-code=[&shape.style.code] { (path(shape)) },
                None => (path(shape)),
            }
        }
    }
}

/// A ranking with the positions of its municipalities.
struct RankingMap<'a> {
    page: &'a Page<'a>,
    register: &'a Register,
    view: &'a Match,
    language: Language,
    /// The partners that have a position, best first.
    partners: Vec<(&'a Partner, Position)>,
    /// The same by code.
    by_code: BTreeMap<&'a str, &'a Partner>,
    focus: Option<Position>,
}

impl<'a> RankingMap<'a> {
    fn new(page: &'a Page<'a>, view: &'a Match) -> Self {
        let register = page.serving.engine.register();
        let position = |code: &str| register.get(&code.parse::<GemeenteCode>().ok()?)?.position;
        let partners: Vec<(&Partner, Position)> = view
            .partners
            .iter()
            .filter_map(|partner| Some((partner, position(&partner.code)?)))
            .collect();
        let by_code = partners.iter().map(|(one, _)| (one.code.as_str(), *one));
        Self {
            page,
            register,
            view,
            language: page.language,
            by_code: by_code.collect(),
            partners,
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
        let shapes = border_shapes(&self.page.outlines(&projection), style);
        Some((projection, shapes))
    }

    fn is_focus(&self, code: &GemeenteCode) -> bool {
        code.as_str() == self.view.municipality.code
    }

    /// Whether a municipality is the focus or one of the partners.
    fn is_ranked(&self, code: &GemeenteCode) -> bool {
        self.is_focus(code) || self.by_code.contains_key(code.as_str())
    }

    fn style(&self, code: &GemeenteCode) -> Style {
        let is_focus = self.is_focus(code);
        if let Some(partner) = self.by_code.get(code.as_str()) {
            let (ours, theirs) = (&self.view.municipality.code, &partner.code);
            return Style {
                // Coloured by percentile, as its marker is.
                class: format!("cell {}", band_class(partner)),
                code: Some(code.to_string()),
                link: Some(self.page.pair_link("/vergelijk", ours, theirs, true)),
                title: self.title(partner),
                is_focus,
            };
        }
        let name = self.register.get(code).map(|place| place.name.clone());
        let mut title = name.unwrap_or_default();
        let not_scored = &self.view.not_scored;
        let without_score = not_scored.iter().find(|one| one.code == code.as_str());
        if let Some(one) = without_score {
            title = format!("{title}: {}", one.text);
        }
        Style {
            class: match (is_focus, without_score) {
                (true, _) => "cell home",
                (false, Some(_)) => "cell silent",
                (false, None) => "cell outside",
            }
            .to_owned(),
            // No code for others: the script would link them to a row that does not exist.
            code: is_focus.then(|| code.to_string()),
            link: None,
            title,
            is_focus,
        }
    }

    fn title(&self, partner: &Partner) -> String {
        let alignment = self.language.course(partner.alignment);
        format!("{}. {}: {alignment}", partner.rank, partner.name)
    }

    /// A circle with its rank for each partner, the best last: it lies over the others; and a square for the focus.
    fn markers(&self, projection: &Projection, all_numbered: bool) -> Markup {
        let numbered: Vec<(&Partner, Point)> = self
            .partners
            .iter()
            .filter(|(partner, _)| all_numbered || partner.rank <= FIRST_RANKS)
            .map(|(partner, position)| (*partner, projection.project(*position)))
            .collect();
        let focus = self.focus.map(|focus| projection.project(focus));
        let focus_name = self.view.municipality.name.as_str();
        // The focus first, then by rank: who comes first gets the best place for its name.
        let named: Vec<(Point, &str)> = focus
            .iter()
            .map(|at| (*at, focus_name))
            .chain(
                numbered
                    .iter()
                    .map(|(partner, at)| (*at, partner.name.as_str())),
            )
            .collect();
        let labels = placed(&named, &[], projection.height(), 1);
        let (of_focus, of_partners) = labels.split_at(focus.iter().count());
        html! {
            // Drawn from the last to the first, so that the best lies on top.
            @for ((partner, at), label) in numbered.iter().zip(of_partners).rev() {
                (partner_marker(partner, *at, *label, &partner.name))
            }
            @if let Some((x, y)) = focus {
                g.own {
                    rect x=(x - 13.0) y=(y - 13.0) width="26" height="26" {}
                    (name_label(of_focus.first().copied().flatten(), focus_name))
                }
            }
        }
    }

    /// What has no colour.
    fn without_band(&self) -> &'static str {
        let language = self.language;
        let partners = || self.view.partners.iter();
        if partners().any(|partner| partner.status == PairStatus::WordsOnly) {
            language.words_only_or_not_asked()
        } else if partners().any(|partner| partner.percentile.is_none()) {
            language.few_pairs_or_not_asked()
        } else {
            language.not_asked()
        }
    }

    /// The colours with their meaning, the highest band first.
    fn legend(&self) -> Markup {
        let language = self.language;
        html! {
            ul.legend aria-label=(language.legend()) {
                li { span.swatch.own {} (language.own_municipality()) }
                @for (index, lower) in BANDS.iter().enumerate().rev() {
                    li { span class=(format!("swatch band{}", index + 1)) {} (language.band(*lower)) }
                }
                @if !self.view.not_scored.is_empty() { li { span.swatch.silent {} (language.asked_without_text()) } }
                li { span.swatch.other {} (self.without_band()) }
            }
        }
    }
}
