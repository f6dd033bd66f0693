//! Parts of forms that several pages have.

use maud::{Markup, html};

use super::page::Page;
use crate::http::query_string::carried_language;
use crate::rank::Scope;

impl Page<'_> {
    /// The form to name a municipality. The browser completes a name from the list; the script completes it while it is
    /// typed, from former names too.
    pub(super) fn name_form(&self, typed: &str) -> Markup {
        let language = self.language;
        html! {
            form.ask action=(self.base.address("/")) method="get" role="search" {
                label for="q" { (language.name_of_municipality()) }
                p.hint #q-hint { (language.name_hint()) }
                input #q name="q" value=(typed) list="namen" required aria-describedby="q-hint" autocomplete="off" data-names=(language.names_found()) data-go;
                datalist #namen {
                    @for place in self.serving.engine.register().iter() { option value=(place.name) {} }
                }
                (self.keep_language())
                button type="submit" { (language.show_partners()) }
            }
        }
    }

    /// A form that asks the page at `path` for another scope, and keeps the rest of the ranking and the language.
    pub(super) fn scope_form(&self, path: &str, chosen: &str) -> Markup {
        html! {
            form action=(self.base.address(path)) method="get" {
                (self.scope_field(chosen))
                (self.keep_ranking(&["scope"]))
                (self.keep_language())
                button type="submit" { (self.language.apply()) }
            }
        }
    }

    /// The field for the scope, with `chosen` selected. The choices are usual scopes, the kinds of region that the
    /// register has, and `chosen` if it is none of those.
    pub(super) fn scope_field(&self, chosen: &str) -> Markup {
        html! {
            div.field {
                label for="scope" { (self.language.how_far()) }
                select #scope name="scope" { (self.scope_options(chosen)) }
            }
        }
    }

    /// The choices of a field for the scope, with `chosen` selected; empty for none of them.
    pub(super) fn scope_options(&self, chosen: &str) -> Markup {
        let language = self.language;
        let register = self.serving.engine.register();
        let mut scopes: Vec<String> = ["border", "km:10", "km:20", "km:30", "km:50", "province"]
            .map(str::to_owned)
            .to_vec();
        scopes.extend(register.region_kinds().map(|kind| format!("region:{kind}")));
        scopes.push("all".to_owned());
        // A scope from a link stays chosen, or sending the form would change it.
        if !chosen.is_empty() && !scopes.iter().any(|scope| scope == chosen) {
            scopes.insert(0, chosen.to_owned());
        }
        let choice = |scope: &str| {
            let parsed = scope.parse::<Scope>();
            parsed.map_or_else(|_| scope.to_owned(), |scope| language.scope_choice(&scope))
        };
        html! {
            @for scope in &scopes {
                option value=(scope) selected[scope == chosen] { (choice(scope)) }
            }
        }
    }

    /// The choices of a field for a theme, with `chosen` selected. The first is no theme.
    pub(super) fn theme_options(&self, chosen: Option<&str>) -> Markup {
        let language = self.language;
        html! {
            option value="" { (language.no_choice()) }
            @for theme in self.serving.engine.taxonomy().themes() {
                option value=(theme.name) selected[Some(theme.name.as_str()) == chosen] { (language.either(&theme.nl, &theme.en)) }
            }
        }
    }

    /// Hidden fields that keep the ranking parameters when a form is sent, but for those that are fields of the form.
    pub(super) fn keep_ranking(&self, fields: &[&str]) -> Markup {
        let pairs = self.ranking.pairs();
        let kept = pairs.iter().filter(|(key, _)| !fields.contains(key));
        html! {
            @for (key, value) in kept { input type="hidden" name=(key) value=(value); }
        }
    }

    /// The hidden field that keeps the language when a form is sent.
    pub(super) fn keep_language(&self) -> Markup {
        html! {
            @if let Some(lang) = carried_language(self.uri) { input type="hidden" name="lang" value=(lang); }
        }
    }
}
