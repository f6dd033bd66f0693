//! A map for a document to print: shapes with a number, and in words what they show.

use super::{Geometry, Match, RegionLine};
use crate::engine::Catalog;
use crate::geography::Areas;
use crate::report::Language;

/// A map for a document to print.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintMap {
    /// Those of which the place is known.
    pub shapes: Vec<MapShape>,
    /// Lines between shapes, by their places in the list.
    pub lines: Vec<(usize, usize)>,
    /// What the map shows, for who does not see it.
    pub description: String,
    /// What stands below it.
    pub caption: String,
}

/// One municipality on a map.
#[derive(Clone, Debug, PartialEq)]
pub struct MapShape {
    /// Where it lies.
    pub geometry: Geometry,
    /// What it is on this map.
    pub tone: Tone,
    /// What stands in it.
    pub label: String,
}

/// What a municipality is on a map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tone {
    /// The municipality whose map it is.
    Focus,
    /// One of which the alignment is known, in `[0, 1]`.
    Alignment(f64),
    /// Any other.
    Plain,
}

impl PrintMap {
    /// Creates the map of the partners of a municipality, with their ranks.
    pub fn of_partners(
        catalog: &Catalog<'_>,
        areas: Option<&Areas>,
        view: &Match,
        language: Language,
    ) -> Self {
        let focus = (view.municipality.code.as_str(), Tone::Focus, String::new());
        let partners = view.partners.iter().map(|partner| {
            let tone = partner.alignment.map_or(Tone::Plain, Tone::Alignment);
            (partner.code.as_str(), tone, partner.rank.to_string())
        });
        let all = [focus].into_iter().chain(partners);
        let shapes = all.filter_map(|(code, tone, label)| {
            Some(MapShape {
                geometry: Geometry::of(catalog, areas, code)?,
                tone,
                label,
            })
        });
        let ranked: Vec<String> = view
            .partners
            .iter()
            .map(|partner| {
                let course = language.course(partner.alignment);
                format!("{}. {} ({course})", partner.rank, partner.name)
            })
            .collect();
        let name = &view.municipality.name;
        Self {
            shapes: shapes.collect(),
            lines: Vec::new(),
            description: language.partner_map_description(name, &ranked.join(", ")),
            caption: language.partner_map_caption(name),
        }
    }

    /// Creates the map of a region: a number for each municipality, and a line from each to its first partner.
    pub fn of_region(
        catalog: &Catalog<'_>,
        areas: Option<&Areas>,
        region: &[RegionLine],
        language: Language,
    ) -> Self {
        let mut places = Vec::with_capacity(region.len());
        let mut shapes = Vec::with_capacity(region.len());
        for (at, line) in region.iter().enumerate() {
            let geometry = Geometry::of(catalog, areas, &line.code);
            places.push(geometry.is_some().then_some(shapes.len()));
            shapes.extend(geometry.map(|geometry| MapShape {
                geometry,
                tone: Tone::Plain,
                label: (at + 1).to_string(),
            }));
        }
        let lines = region.iter().zip(&places).filter_map(|(line, place)| {
            let (partner, _, _) = line.partners.first()?;
            let other = region.iter().position(|one| one.code == *partner)?;
            Some(((*place)?, places[other]?))
        });
        let lines = lines.collect();
        let pairs: Vec<String> = region
            .iter()
            .filter_map(|line| Some(format!("{} – {}", line.name, line.partners.first()?.1)))
            .collect();
        Self {
            shapes,
            lines,
            description: language.region_map_description(&pairs.join(", ")),
            caption: language.region_map_caption().to_owned(),
        }
    }
}
