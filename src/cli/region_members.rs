//! The municipalities of a region as it is typed.

use std::collections::BTreeSet;

use super::exit::InputError;
use crate::municipality::{GemeenteCode, Register};
use crate::report::Language;

/// The words for provinces, which a register has as a column and not as regions.
const PROVINCE: [&str; 2] = ["province", "provincie"];

/// The municipalities of a region that is written as `KIND:NAME`.
///
/// # Errors
/// When the register has no such region.
pub(super) fn parse(
    language: Language,
    register: &Register,
    typed: &str,
) -> anyhow::Result<BTreeSet<GemeenteCode>> {
    let error = |message: String| anyhow::Error::from(InputError(message));
    let (kind, name) = typed
        .split_once(':')
        .map(|(kind, name)| (kind.trim(), name.trim()))
        .filter(|(kind, name)| !kind.is_empty() && !name.is_empty())
        .ok_or_else(|| error(language.region_without_kind(typed)))?;
    let list = |names: BTreeSet<&str>| names.into_iter().collect::<Vec<_>>().join(", ");
    let mut known = register.region_names(kind);
    let mut members = register.region_members(kind, name);
    // A kind of region of this name in the register is meant rather than the column.
    if known.is_empty() && PROVINCE.contains(&kind.to_lowercase().as_str()) {
        known = register.provinces();
        members = register.province_members(name);
    }
    if known.is_empty() {
        let mut kinds: BTreeSet<&str> = register.region_kinds().collect();
        if !register.provinces().is_empty() {
            kinds.insert(PROVINCE[0]);
        }
        return Err(error(language.unknown_region_kind(kind, &list(kinds))));
    }
    if members.is_empty() {
        return Err(error(language.unknown_region(kind, name, &list(known))));
    }
    Ok(members.into_iter().collect())
}
