//! wiel
pub mod document;
pub mod municipality;
pub mod text;
