//! What changed for a municipality since the generation before.

use axum::response::Response;
use maud::{Markup, html};

use super::changes_feed::ATOM;
use super::page::{Content, Page};
use super::render::render;
use crate::http::api::changes::changes;
use crate::http::extract::{PathSegment, RequestContext};
use crate::http::params::LangParams;
use crate::http::problem::Problem;
use crate::report::view::{
    ChangedDocument, Merger, MunicipalityChanges, PartnerMoved, PartnersChanged,
};

/// What changed for the municipality in the path.
pub(in crate::http) async fn changes_page(
    context: RequestContext,
    name: Result<PathSegment, Problem>,
) -> Response {
    render(context, move |page| {
        let PathSegment(name) = name?;
        page.params::<LangParams>()?;
        let view = changes(page.app, page.serving, &name, page.language)?;
        Ok(page.changes(&view))
    })
    .await
}

impl Page<'_> {
    fn changes(&self, view: &MunicipalityChanges) -> Content {
        let language = self.language;
        let focus = &view.municipality;
        let day = |created: &str| language.date_of(created.get(..10));
        let main = html! {
            @if let Some(reason) = &focus.recognised_as { p role="note" { (reason.text) } }
            @match (&view.before, &view.before_created) {
                (Some(before), Some(created)) => {
                    p { (language.changes_between(&format!("{before} ({})", day(created)), &view.generation)) }
                    @if view.settings_changed { p role="note" { (language.settings_changed()) } }
                    @if view.is_empty() { p { (language.nothing_changed_here()) } }
                },
                _ => p { (language.first_edition()) },
            }
            (self.what_changed(view))
            p.no-print { a href=(self.feed_link(&focus.code)) type=(ATOM) { (language.follow_changes()) } }
        };
        Content::new(language.changes_of(&focus.name), main).about(&focus.code, &focus.name)
    }

    /// The partners that moved and the documents that changed. Empty if there are none.
    pub(super) fn what_changed(&self, view: &MunicipalityChanges) -> Markup {
        let language = self.language;
        let documents = [
            (language.added_documents_heading(), &view.documents.added),
            (
                language.changed_documents_heading(),
                &view.documents.changed,
            ),
            (
                language.removed_documents_heading(),
                &view.documents.removed,
            ),
        ];
        html! {
            @for merger in &view.mergers {
                p role="note" { (self.merger(merger)) }
            }
            @if let Some(partners) = &view.partners {
                h2 { (language.moved_partners_heading()) }
                (self.moved_partners(&view.municipality.code, partners, view.top))
            }
            @for (heading, documents) in documents {
                @if !documents.is_empty() {
                    h2 { (heading) }
                    ul { @for document in documents { li { (self.changed_document(&view.municipality.code, document)) } } }
                }
            }
        }
    }

    fn merger(&self, merger: &Merger) -> String {
        let [ended, into] = [&merger.ended, &merger.into].map(|places| {
            let names = places.iter().map(|place| place.name.clone());
            names.collect::<Vec<_>>()
        });
        self.language.merger(&ended, &into, merger.since.as_deref())
    }

    fn moved_partners(&self, focus: &str, changed: &PartnersChanged, top: u32) -> Markup {
        let language = self.language;
        let line = |moved: &PartnerMoved, text: String| {
            let course = language.course_moved(moved.alignment_before, moved.alignment);
            let link = self.pair_link("/vergelijk", focus, &moved.partner.code, true);
            html! { li { a href=(link) { (moved.partner.name) } ". " (text) (course) ". " (language.moved_because(&moved.because.join(", "))) } }
        };
        let entered = changed.entered.iter().map(|one| {
            let text = language.partner_entered(&one.partner.name, top, one.rank.unwrap_or(0));
            line(one, text)
        });
        let left = changed.left.iter().map(|one| {
            let text = language.partner_left(&one.partner.name, top, one.rank);
            line(one, text)
        });
        let reordered = changed.reordered.iter().map(|one| {
            let ranks = (one.rank_before.unwrap_or(0), one.rank.unwrap_or(0));
            let text = language.partner_reordered(&one.partner.name, ranks.0, ranks.1);
            line(one, text)
        });
        html! {
            ul { @for one in entered.chain(left).chain(reordered) { (one) } }
        }
    }

    fn changed_document(&self, focus: &str, document: &ChangedDocument) -> Markup {
        let owners = document.municipalities.iter();
        html! {
            @for owner in owners { a href=(self.member_link(focus, &owner.code, "")) { (owner.name) } ": " }
            (document.title)
            @if let Some(date) = &document.date { ", " (self.language.date_of(Some(date))) }
        }
    }
}
