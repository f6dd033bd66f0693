//! The sources of a register: the official list of municipalities (TOOI), and their borders (CBS, at PDOK).
//!
//! Both are asked in their real forms and read into what a register is made of; what they change in one is not decided
//! here.

mod borders;
mod tooi;

pub use borders::fetch_borders;
pub use tooi::fetch_municipalities;
