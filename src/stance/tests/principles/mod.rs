//! Sentences that take a stance on a principle.

mod society;
mod technique;
mod together;
