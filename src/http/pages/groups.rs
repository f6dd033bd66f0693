//! Groups around a municipality in which every pair is aligned.

use std::collections::BTreeSet;

use axum::response::Response;
use maud::{Markup, html};

use super::page::{Content, Page};
use super::render::render;
use crate::http::api::groups::{GroupsParams, groups};
use crate::http::extract::{PathSegment, RequestContext};
use crate::http::problem::Problem;
use crate::rank::Scope;
use crate::report::view::{Group, Groups};

/// The groups of the municipality in the path.
pub(in crate::http) async fn groups_page(
    context: RequestContext,
    name: Result<PathSegment, Problem>,
) -> Response {
    render(context, move |page| {
        let PathSegment(name) = name?;
        let params = page.params::<GroupsParams>()?;
        let (app, serving, language) = (page.app, page.serving, page.language);
        let view = groups(app, serving, &name, page.ranking, params, language)?;
        page.groups(&view, params)
    })
    .await
}

impl Page<'_> {
    /// Whether there are groups of the same sizes within this scope.
    fn has_groups(&self, code: &str, scope: &Scope, params: GroupsParams) -> bool {
        // Groups within all municipalities are as many as stars, and nobody's neighbours.
        if *scope == Scope::All {
            return false;
        }
        let ranking = self.ranking.within(scope);
        let found = groups(
            self.app,
            self.serving,
            code,
            &ranking,
            params,
            self.language,
        );
        found.is_ok_and(|found| !found.groups.is_empty())
    }

    fn groups(&self, view: &Groups, params: GroupsParams) -> Result<Content, Problem> {
        let language = self.language;
        let scope: Scope = view
            .scope
            .parse()
            .map_err(|error| Problem::internal(language, &error))?;
        let focus = &view.municipality;
        let path = format!("/gemeenten/{}/groepen", focus.code);
        let main = html! {
            @if let Some(reason) = &focus.recognised_as { p role="note" { (reason.text) } }
            p { (language.groups_note()) }
            (self.narrowing_notes())
            (self.scope_form(&path, &view.scope))
            @if view.groups.is_empty() {
                p { (language.no_groups_page()) }
                (self.wider(&scope, |scope| self.has_groups(&focus.code, scope, params)))
            } @else {
                // Each size has its own ranks, so each has a table.
                @for groups in view.groups.chunk_by(|one, next| one.members.len() == next.members.len()) {
                    h2 { (language.groups_of_size(groups[0].members.len())) }
                    (self.groups_table(&focus.code, groups))
                }
                @if let Some(bound) = view.bound {
                    p { (language.groups_not_all_searched(&language.percent(bound))) }
                }
            }
        };
        let title = language.groups_of(&focus.name, &scope);
        Ok(Content::new(title, main).about(&focus.code, &focus.name))
    }

    fn groups_table(&self, focus: &str, groups: &[Group]) -> Markup {
        let language = self.language;
        let columns = language.group_columns();
        // On what a pair differs is said once, where it is the weakest for the first time.
        let mut told: BTreeSet<[&str; 2]> = BTreeSet::new();
        html! {
            div.wide tabindex="0" role="region" aria-label=(language.groups_of_size(groups[0].members.len())) {
                table.stacked {
                    thead { tr { @for column in columns { th scope="col" { (column) } } } }
                    tbody {
                        @for group in groups {
                            @let names = names(group);
                            @let is_new = told.insert(group.weakest_pair.codes());
                            tr {
                                td.number data-label=(columns[0]) { (group.rank) }
                                th scope="row" { (language.list(&names)) }
                                td.number data-label=(columns[2]) { (language.percent(group.alignment)) }
                                td data-label=(columns[3]) { (self.weakest_pair(focus, group, is_new)) (self.group_description(group)) }
                                td.number data-label=(columns[4]) { (group.widest_km.map_or_else(|| "–".to_owned(), |km| language.number(km, 1))) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// What the members of a group add, where they do not differ and where they work together; empty where nothing is
    /// known of it.
    fn group_description(&self, group: &Group) -> Markup {
        let language = self.language;
        let sentences = group.sentences(language);
        html! {
            @if !sentences.is_empty() {
                details {
                    summary { (language.about_group(&language.list(&names(group)))) }
                    ul { @for sentence in &sentences { li { (sentence) } } }
                }
            }
        }
    }

    /// The weakest pair with a link to its comparison, and what divides it if that was not said yet.
    fn weakest_pair(&self, focus: &str, group: &Group, is_new: bool) -> Markup {
        let language = self.language;
        let weakest = &group.weakest_pair;
        let (mut one, mut other) = (&weakest.municipality, &weakest.partner);
        // A supposed choice is that of the first of a pair.
        if other.code == focus {
            (one, other) = (other, one);
        }
        let link = self.pair_link("/vergelijk", &one.code, &other.code, one.code == focus);
        html! {
            a href=(link) { (language.pair_course(&one.name, &other.name, weakest.alignment)) }
            @if is_new && !weakest.differing_names.is_empty() {
                " "
                (language.weakest_differs(&one.name, &other.name, &weakest.differing_names.join(", ")))
            }
        }
    }
}

fn names(group: &Group) -> Vec<String> {
    group.members.iter().map(|one| one.name.clone()).collect()
}
