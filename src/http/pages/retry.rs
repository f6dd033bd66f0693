//! The form that asks again after a problem: what was typed stays, and what is wrong stands at its field.

use maud::{Markup, html};

use super::page::Page;
use crate::http::problem::Problem;
use crate::http::query_string::decode_query;
use crate::report::ProblemKind;

/// The parameters that people fill in or choose, each with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Scope,
    Theme,
    AheadOn,
    Principle,
    Number,
    Text,
}

/// The field of a parameter. Returns `None` for one that no form has.
fn field_of(key: &str) -> Option<Field> {
    Some(match key {
        "scope" => Field::Scope,
        "theme" => Field::Theme,
        "aheadOn" => Field::AheadOn,
        "whatIf" => Field::Principle,
        "top" | "weightText" | "weightThemes" | "weightPrinciples" | "year" | "page" => {
            Field::Number
        }
        "q" | "municipality" | "partner" => Field::Text,
        _ => return None,
    })
}

/// The parameter that a problem is about, of those in the address.
fn wrong_key<'p>(
    kind: &ProblemKind,
    pairs: &'p [(String, String)],
) -> Option<&'p (String, String)> {
    let of_value = |value: &str| {
        let mut pairs = pairs.iter();
        pairs.find(|(_, typed)| typed.trim() == value.trim())
    };
    match kind {
        ProblemKind::Input { reason } => {
            // A reason names the parameter first; before it stands at most what the parser says of the whole.
            let reason = reason.rsplit("query string: ").next().unwrap_or(reason);
            let named = |key: &str| {
                let rest = reason.strip_prefix(key);
                rest.is_some_and(|rest| rest.starts_with([':', ' ']))
            };
            let mut keys = pairs.iter();
            keys.find(|(key, _)| named(key)).or_else(|| {
                let is_weight = reason.contains("weight");
                let mut keys = pairs.iter();
                keys.find(|(key, _)| is_weight && key.starts_with("weight"))
            })
        }
        ProblemKind::UnknownTheme { name, .. } | ProblemKind::UnknownPrinciple { name, .. } => {
            let mut pairs = pairs.iter();
            pairs.find(|(_, typed)| typed.contains(name.as_str()))
        }
        ProblemKind::Supposition { text } => of_value(text),
        ProblemKind::UnknownMunicipality { typed, .. }
        | ProblemKind::AmbiguousMunicipality { typed } => of_value(typed),
        _ => None,
    }
}

impl Page<'_> {
    /// The form of the page that was asked for, with the one field that is wrong and what was typed in the others. Empty if
    /// the problem is about no field.
    pub(super) fn retry(&self, problem: &Problem) -> Markup {
        let language = self.language;
        let pairs = decode_query(self.uri);
        let filled: Vec<(String, String)> = pairs
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .collect();
        let wrong = wrong_key(problem.kind(), &filled);
        let Some((wrong, field)) = wrong.and_then(|pair| Some((pair, field_of(&pair.0)?))) else {
            return html! {};
        };
        let (key, typed) = (wrong.0.as_str(), wrong.1.as_str());
        let kept = filled.iter().filter(|pair| !std::ptr::eq(*pair, wrong));
        html! {
            form.ask action=(self.base.address(self.uri.path())) method="get" {
                @for (key, value) in kept { input type="hidden" name=(key) value=(value); }
                p.wrong #fout role="alert" { (language.not_usable(typed)) " " (self.way_out(field)) }
                label for="opnieuw" { (self.label(key)) }
                (self.field(field, key, typed))
                button type="submit" { (language.try_again()) }
            }
        }
    }

    /// What can be done at a field.
    fn way_out(&self, field: Field) -> &'static str {
        match field {
            Field::Number => self.language.fill_in_a_number(),
            Field::Text => self.language.fill_in_another(),
            _ => self.language.choose_from_list(),
        }
    }

    fn label(&self, key: &str) -> String {
        let language = self.language;
        let weight = |part: &str| format!("{}: {}", language.how_heavy(), language.part(part));
        match key {
            "scope" => language.how_far().to_owned(),
            "theme" => language.only_theme().to_owned(),
            "aheadOn" => language.ahead_on().to_owned(),
            "whatIf" => language.what_if().to_owned(),
            "top" => language.how_many().to_owned(),
            "weightText" => weight("text"),
            "weightThemes" => weight("themes"),
            "weightPrinciples" => weight("principles"),
            "year" => language.only_year().to_owned(),
            "page" => language.more_pages().to_owned(),
            "q" => language.search_words().to_owned(),
            _ => language.name_of_municipality().to_owned(),
        }
    }

    /// The field, with what was typed where that can be shown: a list shows only what can be chosen.
    fn field(&self, field: Field, key: &str, typed: &str) -> Markup {
        let options = match field {
            Field::Scope => self.scope_options(""),
            Field::Theme | Field::AheadOn => self.theme_options(None),
            Field::Principle => self.principle_options(""),
            Field::Number => {
                return html! { input #opnieuw name=(key) type="number" min="0" step="any" value=(typed) aria-invalid="true" aria-describedby="fout"; };
            }
            Field::Text => {
                return html! { input #opnieuw name=(key) value=(typed) aria-invalid="true" aria-describedby="fout"; };
            }
        };
        html! { select #opnieuw name=(key) aria-invalid="true" aria-describedby="fout" { (options) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key_of(kind: &ProblemKind, query: &[(&str, &str)]) -> Option<String> {
        let pairs: Vec<(String, String)> = query
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect();
        wrong_key(kind, &pairs).map(|(key, _)| key.clone())
    }

    #[test]
    fn a_problem_is_told_at_the_field_that_caused_it() {
        let input = |reason: &str| ProblemKind::Input {
            reason: reason.to_owned(),
        };
        let query = [
            ("top", "0"),
            ("scope", "nergens"),
            ("weightText", "-1"),
            ("partner", "Nergensdam"),
        ];
        for (kind, key) in [
            (
                input("Failed to deserialize query string: scope: unknown scope \"nergens\""),
                Some("scope"),
            ),
            (input("top must be from 1 to 10000, got 0"), Some("top")),
            (input("a weight must be 0 or more"), Some("weightText")),
            (
                ProblemKind::UnknownMunicipality {
                    typed: "Nergensdam".to_owned(),
                    like: Vec::new(),
                },
                Some("partner"),
            ),
            (input("topic unknown"), None),
            (ProblemKind::Busy, None),
        ] {
            assert_eq!(key_of(&kind, &query).as_deref(), key, "{kind:?}");
        }
        assert_eq!(field_of("scoop"), None);
    }
}
