//! The explanation of a score, its cautions, and the coverage it rests on.

use maud::{Markup, html};

use crate::report::Language;
use crate::report::view::{Caution, Coverage, Explanation};

/// The coverage of a municipality, in a sentence.
pub(super) fn covered(language: Language, coverage: &Coverage) -> String {
    language.coverage(coverage)
}

/// The cautions that belong to a score. Empty if there are none.
pub(super) fn cautions(language: Language, cautions: &[Caution]) -> Markup {
    html! {
        @if !cautions.is_empty() {
            div.caution {
                p { strong { (language.take_care()) } }
                ul { @for caution in cautions { li { (caution.text) } } }
            }
        }
    }
}

/// The parts of a score, as a table: value, weight and contribution of each.
pub(super) fn explained(language: Language, explanation: &Explanation) -> Markup {
    html! {
        div.wide tabindex="0" role="region" aria-label=(language.how_computed()) {
            table.stacked {
                thead {
                    tr {
                        th scope="col" { (language.part_column()) }
                        th scope="col" { (language.value()) }
                        th scope="col" { (language.weight()) }
                        th scope="col" { (language.adds()) }
                        th scope="col" { (language.meaning_column()) }
                    }
                }
                tbody {
                    @for node in std::iter::once(explanation).chain(&explanation.children) {
                        tr {
                            th scope="row" { (language.part(&node.key)) }
                            // Nothing to compare is not 0 %.
                            td.number data-label=(language.value()) { (node.value.map_or_else(|| "–".to_owned(), |value| language.percent(value))) }
                            td.number data-label=(language.weight()) { (language.percent(node.weight)) }
                            td.number data-label=(language.adds()) { (language.percent(node.contribution)) }
                            td data-label=(language.meaning_column()) { (language.meaning(&node.key, node.value)) }
                        }
                    }
                }
            }
        }
    }
}
