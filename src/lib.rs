//! wiel
pub mod document;
pub mod index;
pub mod municipality;
pub mod passage;
pub mod text;
