//! How far the municipalities of a region agree, each with each.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::{Focus, Municipality};
use crate::engine::{Engine, EngineError};
use crate::municipality::{GemeenteCode, Recognised};
use crate::rank::Scope;
use crate::report::Presentation;

/// More do not fit on a page, and no talk has so many at the table.
const MOST: usize = 40;

/// All alignments in a region, as a table.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Region {
    /// The generation that answers.
    pub generation: String,
    /// Whether everything in it is invented.
    pub demonstration: bool,
    /// Whose region.
    pub municipality: Focus,
    /// How far was looked: `border`, `km:30`, `province`, `region:KIND` or `all`.
    pub scope: String,
    /// The municipality itself first, then each time the one that agrees most with the one before it, so that
    /// who share a course stand together; at most 40, those that agree most with the municipality itself.
    pub municipalities: Vec<Municipality>,
    /// For each municipality, in the same order, its alignment with each, `[0, 1]`; null with itself.
    pub alignments: Vec<Vec<Option<f64>>>,
}

impl Region {
    /// The region of who was recognised. Empty when it has no text. Cost: the pairs of each with all.
    ///
    /// # Errors
    /// [`EngineError::Rank`] when the register cannot tell the scope.
    pub fn of(
        engine: &Engine,
        focus: &Recognised,
        scope: &Scope,
        presentation: &Presentation,
    ) -> Result<Self, EngineError> {
        let language = presentation.language;
        let mut around = engine.pair_scores(&focus.code, scope)?;
        around.sort_by(|a, b| {
            let by_course = b.alignment.cmp(&a.alignment);
            by_course.then_with(|| a.partner.cmp(&b.partner))
        });
        around.truncate(MOST - 1);
        let mut left: Vec<GemeenteCode> = around.into_iter().map(|pair| pair.partner).collect();
        let mut scores: BTreeMap<GemeenteCode, BTreeMap<GemeenteCode, f64>> = BTreeMap::new();
        for code in left.iter().chain([&focus.code]) {
            let row = engine.pair_scores(code, &Scope::All)?.into_iter();
            let row = row.map(|pair| (pair.partner, pair.alignment.get()));
            scores.insert(code.clone(), row.collect());
        }
        let score = |a: &GemeenteCode, b: &GemeenteCode| scores[a].get(b).copied();
        let mut order = vec![focus.code.clone()];
        while !left.is_empty() {
            let last = &order[order.len() - 1];
            let by_course = |at: &usize| score(last, &left[*at]).unwrap_or_default();
            // The first of those that agree as much: ties are by the order above.
            let next = (0..left.len())
                .rev()
                .max_by(|a, b| by_course(a).total_cmp(&by_course(b)));
            order.push(left.remove(next.expect("there is one left")));
        }
        Ok(Self {
            generation: presentation.generation.clone(),
            demonstration: presentation.demonstration,
            municipality: Focus::of(engine, focus, language),
            scope: scope.to_string(),
            alignments: order
                .iter()
                .map(|row| order.iter().map(|column| score(row, column)).collect())
                .collect(),
            municipalities: order
                .iter()
                .map(|code| Municipality::of(engine, code))
                .collect(),
        })
    }
}
