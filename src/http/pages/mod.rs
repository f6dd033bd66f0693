//! The pages: the views of the engine's answers as HTML. They need no script; ours only offers names and lights up the map.
//!
//! Everything that is shown goes through maud, which escapes it. A page says nothing that its view does not.

mod compare;
mod coverage;
mod frame;
mod guide;
mod home;
mod map;
mod partners;
mod passage;
mod profile;
mod quote;
mod region;
mod search;
mod texts;
mod topics;
mod wheels;
mod why;

pub(super) use compare::compare;
pub(super) use coverage::coverage;
pub(super) use frame::{no_such_page, script, stylesheet};
pub(super) use guide::guide;
pub(super) use home::home;
pub(super) use partners::partners;
pub(super) use passage::passage;
pub(super) use profile::profile;
pub(super) use region::region;
pub(super) use search::search;
pub(super) use texts::{accessibility, method, security_txt};
pub(super) use wheels::wheels;
