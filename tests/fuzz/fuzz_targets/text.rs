//! Any bytes, read as plain text: no panic, no endless loop, no memory bomb.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wiel::extract::{ExtractConfig, extract};

fuzz_target!(|bytes: &[u8]| {
    let read = extract(bytes, "a.txt", &ExtractConfig::default());
    assert!(!read.is_unreadable() || !read.warnings.is_empty());
    assert!(
        read.warnings
            .iter()
            .all(|warning| !warning.message.contains("reader of this format failed"))
    );
});
