//! One municipality.

use std::collections::BTreeSet;

use super::code::GemeenteCode;
use super::position::Position;

/// One municipality as the register knows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Municipality {
    /// Its code.
    pub code: GemeenteCode,
    /// Its official name, such as `'s-Gravenhage` or `Bergen (NH.)`.
    pub name: String,
    /// The province, when the register tells it.
    pub province: Option<String>,
    /// The centroid of its area, when the register tells it.
    pub position: Option<Position>,
    /// The number of inhabitants on the date that the file's source names.
    pub population: Option<u32>,
    /// The area in square kilometres: finite, 0 or more.
    pub area_km2: Option<f64>,
    /// Those that it shares a border with; never itself, always mutual.
    pub neighbours: BTreeSet<GemeenteCode>,
}
