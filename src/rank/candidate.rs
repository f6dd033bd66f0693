//! Who can be a partner.

use super::{RankError, Scope};
use crate::municipality::{GemeenteCode, Kilometres, Register};

/// A municipality within a scope, with how near it is. Nearness is shown, never scored.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Who.
    pub code: GemeenteCode,
    /// How far the centroids are apart, when both are known.
    pub distance: Option<Kilometres>,
    /// Whether the two share a border.
    pub border: bool,
}

/// The municipalities within a scope of `focus`, without itself, in code order.
///
/// # Errors
/// When the register does not know what the scope needs: [`RankError::NoPosition`],
/// [`RankError::NoProvince`] or [`RankError::NoRegion`]. A municipality without neighbours (an island) is no
/// error: it has no candidates by border.
///
/// # Panics
/// When `focus` is not in the register: names are resolved before.
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
        Scope::Within(_) if own.position.is_none() => {
            return Err(RankError::NoPosition {
                name: own.name.clone(),
            });
        }
        Scope::Within(km) => register
            .within_km(focus, *km)
            .into_iter()
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
            let region = register
                .region_of(focus, kind)
                .ok_or_else(|| no_region(register, &own.name, kind))?;
            register.region_members(kind, region)
        }
        Scope::All => register.iter().map(|m| m.code.clone()).collect(),
    };
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
