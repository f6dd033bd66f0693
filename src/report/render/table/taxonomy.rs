//! The problems of a taxonomy, one a line.

use super::Style;
use crate::report::view::TaxonomyCheck;

/// A line for each problem, as compilers write them so that editors find the place, and a line with the number.
pub fn taxonomy(style: Style, view: &TaxonomyCheck) -> String {
    let mut lines: Vec<String> = view
        .problems
        .iter()
        .map(|one| {
            let mut line = one.file.clone();
            // `file:line:` is what editors and terminals turn into a link.
            if let Some(number) = one.line {
                line.push_str(&format!(":{number}"));
            }
            if !one.key.is_empty() {
                line.push_str(&format!(": {}", one.key));
            }
            format!("{line}: {}", one.problem)
        })
        .collect();
    let summary = style
        .language
        .taxonomy_checked(view.files.len(), view.problems.len());
    lines.push(style.strong(&summary));
    lines.join("\n")
}
