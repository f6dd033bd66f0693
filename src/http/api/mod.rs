//! The API: one file for each resource.
//!
//! A file has the parameters of its addresses, their handlers, and one function that asks the engine and makes the view,
//! such as [`partners::rank`]. The page about the same resource calls that function too, so both give the same answer.
//!
//! The doc comments of handlers and parameters are texts of the `OpenAPI` description that [`super::openapi`] makes.

pub(super) mod comparisons;
pub(super) mod generations;
pub(super) mod guides;
pub(super) mod health;
pub(super) mod municipalities;
pub(super) mod partners;
pub(super) mod passages;
pub(super) mod profiles;
pub(super) mod regions;
pub(super) mod wheels;

/// What the segment `{municipality}` of a path may be, for the description of the API.
const MUNICIPALITY_SEGMENT: &str = "Its code, its name, a former name or an alias";
