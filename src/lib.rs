//! wiel
pub mod document;
pub mod index;
pub mod municipality;
pub mod passage;
pub mod profile;
pub mod rank;
pub mod similarity;
pub mod text;
