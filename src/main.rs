//! The `wiel` program; everything is in the library.

fn main() {}
