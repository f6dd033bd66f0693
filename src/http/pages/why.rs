//! Why a score is what it is, and what must be said beside it.

use maud::{Markup, html};

use crate::report::Language;
use crate::report::view::{Caution, Coverage, Explanation};

/// What a judgement rests on, in a sentence.
pub(super) fn covered(language: Language, coverage: &Coverage) -> String {
    let newest = coverage
        .newest
        .as_deref()
        .and_then(|date| date.parse().ok());
    language.coverage(
        coverage.documents,
        coverage.words,
        coverage.readable_share,
        newest,
    )
}

/// What must be said beside a score.
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

/// Why a score is what it is, part by part.
pub(super) fn explained(language: Language, explanation: &Explanation) -> Markup {
    html! {
        div.wide tabindex="0" role="region" aria-label=(language.why()) {
            table {
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
                            td.number { (node.value.map_or_else(|| "–".to_owned(), |value| language.percent(value))) }
                            td.number { (language.percent(node.weight)) }
                            td.number { (language.percent(node.contribution)) }
                            td { (language.meaning(&node.key, node.value)) }
                        }
                    }
                }
            }
        }
    }
}
