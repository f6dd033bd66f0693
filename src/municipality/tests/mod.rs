//! Tests of the module as a whole, over the register in `data/nl` and over small
//! registers made for the purpose.

mod files;
mod geography;
mod naming;
mod typed;

use std::sync::LazyLock;

use super::{GemeenteCode, Register, RegisterSources, SourceText};

/// The register of the real municipalities, as the repository carries it.
fn nl() -> &'static Register {
    static NL: LazyLock<Register> = LazyLock::new(|| {
        let source = |name: &str, text: &str| SourceText::new(name, text);
        Register::parse(RegisterSources {
            municipalities: source(
                "municipalities.csv",
                include_str!("../../../data/nl/municipalities.csv"),
            ),
            aliases: Some(source(
                "aliases.csv",
                include_str!("../../../data/nl/aliases.csv"),
            )),
            predecessors: Some(source(
                "predecessors.csv",
                include_str!("../../../data/nl/predecessors.csv"),
            )),
            partnerships: Some(source(
                "partnerships.csv",
                include_str!("../../../data/nl/partnerships.csv"),
            )),
            regions: None,
            borders: None,
        })
        .unwrap_or_else(|error| panic!("data/nl is sound: {error}"))
    });
    &NL
}

fn code(text: &str) -> GemeenteCode {
    text.parse().expect("tests write sound codes")
}

/// A register of municipalities only.
fn small(text: &str) -> Register {
    Register::parse(RegisterSources::new(SourceText::new("m.csv", text))).expect("sound")
}
