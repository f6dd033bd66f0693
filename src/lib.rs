//! wiel
pub mod build;
pub mod document;
pub mod engine;
pub mod evaluate;
pub mod extract;
pub mod generation;
pub mod index;
pub mod municipality;
pub mod passage;
pub mod profile;
pub mod rank;
pub mod similarity;
pub mod text;
