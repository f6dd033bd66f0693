//! Charts, as SVG: for people who would rather look than read.
//!
//! In go the views of a ranking or a comparison; out go figures. Each has a name, a sentence that says what it shows, and
//! its numbers in a table or list. Nothing is told by colour alone: partners have their number, the two of a comparison a
//! square and a circle. `axis` has the scale and its ticks, `course` and `pace` a chart each.

mod axis;
mod course;
mod pace;

pub(super) use self::pace::pace_charts;
