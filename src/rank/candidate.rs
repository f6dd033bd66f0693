//! The municipalities that can be a partner: those within a scope of the focus.

use super::{RankError, Scope};
use crate::municipality::{GemeenteCode, Kilometres, Register};

/// A municipality within the scope of another, with its distance. The distance is shown and never scored.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The municipality.
    pub code: GemeenteCode,
    /// The distance between the centroids; `None` if the register lacks either.
    pub distance: Option<Kilometres>,
    /// Whether the two share a border.
    pub border: bool,
}

/// Returns the municipalities within `scope` of `focus`, without the focus itself, in code order.
///
/// # Errors
/// Fails if the register lacks what the scope needs: with [`RankError::NoPosition`],
/// [`RankError::NoProvince`] or [`RankError::NoRegion`]. A municipality without neighbours (an island) is not an
/// error: it has no candidates by border.
///
/// # Panics
/// Panics if `focus` is not in the register; names are resolved before.
pub fn candidates(
    register: &Register,
    focus: &GemeenteCode,
    scope: &Scope,
) -> Result<Vec<Candidate>, RankError> {
    let own = register
        .get(focus)
        .expect("the focus was found in this register");
    let mut codes: Vec<GemeenteCode> = match scope {
        Scope::Border => own.neighbours.iter().cloned().collect(),
        // Without its own position every distance is unknown, which must not look like a lack of candidates.
        Scope::Within(_) if own.position.is_none() => {
            return Err(RankError::NoPosition {
                // The error names the municipality rather than the code: the user typed a name.
                name: own.name.clone(),
            });
        }
        Scope::Within(km) => register
            .within_km(focus, *km)
            .into_iter()
            // The distance is dropped and looked up below, as for every scope.
            .map(|(code, _)| code)
            .collect(),
        Scope::Province if own.province.is_none() => {
            return Err(RankError::NoProvince {
                name: own.name.clone(),
            });
        }
        Scope::Province => register
            .iter()
            .map(|m| m.code.clone())
            .filter(|code| register.same_province(focus, code))
            .collect(),
        Scope::Region(kind) => {
            // An unknown kind and a municipality outside every region of that kind give one error, which lists the
            // kinds.
            let region = register
                .region_of(focus, kind)
                .ok_or_else(|| no_region(register, &own.name, kind))?;
            register.region_members(kind, region)
        }
        Scope::All => register.iter().map(|m| m.code.clone()).collect(),
    };
    // Every scope but `Border` contains the focus itself.
    codes.retain(|code| code != focus);
    codes.sort_unstable();
    Ok(codes
        .into_iter()
        .map(|code| Candidate {
            distance: register.distance_km(focus, &code),
            border: register.are_neighbours(focus, &code),
            code,
        })
        .collect())
}

fn no_region(register: &Register, name: &str, kind: &str) -> RankError {
    let kinds: Vec<String> = register
        .region_kinds()
        .map(|kind| kind.to_string())
        .collect();
    let known = if kinds.is_empty() {
        // An empty list would leave the user without a hint of what to do.
        "none; add regions.csv to the register".to_owned()
    } else {
        kinds.join(", ")
    };
    RankError::NoRegion {
        name: name.to_owned(),
        kind: kind.to_owned(),
        known,
    }
}
