//! The pages: views of the engine's answers as HTML.
//!
//! Owns the markup and the links between pages. In goes a request, out goes a document; the views come from the same
//! functions as those of the API, and their texts from [`crate::report`]. All text goes through maud, which escapes it.
//! Pages need no script: it only completes names and highlights the map.
//!
//! Order of reading: `page` (what a page is made from, links), `layout` (what is around its content), `render` (from
//! content to a response); then the parts `forms`, `quote`, `topics`, `why`, `map` and `chart`, and the pages that use them.

mod api_guide;
mod assets;
mod changes;
mod changes_feed;
mod chart;
mod compare;
mod coverage;
mod forms;
mod groups;
mod guide;
mod home;
mod layout;
mod map;
mod municipalities;
mod page;
mod partners;
mod partners_answer;
mod partners_form;
mod partners_table;
mod passage;
mod profile;
mod quote;
mod region;
mod render;
mod retry;
mod search;
mod several;
mod sign_in;
mod take_along;
mod texts;
mod topics;
mod wheels;
mod why;
mod wider;

pub(super) use api_guide::api_guide;
pub(super) use assets::{icon, script, stylesheet, theme};
pub(super) use changes::changes_page;
pub(super) use changes_feed::changes_feed;
pub(super) use compare::compare;
pub(super) use coverage::coverage;
pub(super) use groups::groups_page;
pub(super) use guide::{guide, guide_docx};
pub(super) use home::home;
pub(super) use municipalities::municipalities;
pub(super) use partners::partners;
pub(super) use passage::passage;
pub(super) use profile::profile;
pub(super) use region::region;
pub(super) use render::not_found;
pub(super) use search::search;
pub(super) use sign_in::{sign_in, sign_out, signed_in};
pub(super) use take_along::{partners_csv, partners_xlsx};
pub(super) use texts::{accessibility, method, robots_txt, security_txt};
pub(super) use wheels::wheels;
