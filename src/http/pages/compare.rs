//! Two municipalities side by side; more of them are in `several`.

use axum::response::Response;
use maud::{Markup, html};

use super::chart::pace_charts;
use super::page::{Content, Page};
use super::render::render;
use super::topics::{comparison_table, unmentioned};
use super::why::{cautions, covered, explained};
use crate::http::api;
use crate::http::api::comparisons::ComparisonParams;
use crate::http::extract::RequestContext;
use crate::rank::Outcome;
use crate::report::view::{Comparison, Quote, first_unshown, without_shown};

/// The comparison of the two municipalities in the query.
pub(in crate::http) async fn compare(context: RequestContext) -> Response {
    render(context, |page| {
        if let Some(chosen) = page.chosen()? {
            return page.several(&chosen);
        }
        let params = page.params::<ComparisonParams>()?;
        let view = api::comparisons::compare(
            page.app,
            page.serving,
            page.ranking,
            &params,
            page.language,
        )?;
        Ok(page.comparison(&view))
    })
    .await
}

impl Page<'_> {
    fn comparison(&self, view: &Comparison) -> Content {
        let language = self.language;
        let (ours, theirs) = (&view.municipality, &view.partner);
        let both = [(ours, &view.coverage.ours), (theirs, &view.coverage.theirs)];
        // Each sentence stands once on the page.
        let mut shown = Vec::new();
        let main = html! {
            @for reason in [ours, theirs].into_iter().filter_map(|one| one.recognised_as.as_ref()) {
                p role="note" { (reason.text) }
            }
            p.lead {
                strong { (language.course_of(view.alignment)) }
                @if view.alignment.is_some() { " " (language.course_says()) }
            }
            (self.in_short(view))
            p { (language.nearness(view.border, view.distance_km)) }
            (self.narrowing_notes())
            p.actions.no-print {
                a.action href=(self.pair_link("/gespreksgids", &ours.code, &theirs.code, true)) { (language.to_guide()) }
                " " a href=(self.municipality_link(&ours.code, "/partners")) { (language.back_to_list(&ours.name)) }
            }
            (cautions(language, &view.cautions))
            h2 { (language.principles_heading()) }
            p { (language.principles_note()) }
            (comparison_table(language, language.principle_column(), (&ours.name, &theirs.name), &view.principles, |key, side| self.chosen_side(key, side)))
            // Differences first: they are what the two need to talk about.
            (self.topics_with(view, Outcome::Differs, language.where_differ(), &mut shown))
            (self.topics_with(view, Outcome::Aligned, language.where_agree(), &mut shown))
            (unmentioned(language, &view.principles))
            h2 { (language.themes_heading()) }
            p { (language.themes_note()) }
            (comparison_table(language, language.theme_column(), (&ours.name, &theirs.name), &view.themes, |_, side| language.progress(side)))
            (unmentioned(language, &view.themes))
            h2 { (language.pace_heading()) }
            p { (language.paces((&ours.name, view.tempo.ours, view.intensity.ours), (&theirs.name, view.tempo.theirs, view.intensity.theirs))) }
            (pace_charts(language, view))
            // Quotes that stood with a principle are not repeated.
            @let unshown = without_shown(&view.evidence, &shown);
            // Without any evidence the section stays, to say so.
            @if view.evidence.is_empty() || !unshown.is_empty() {
                h2 { (language.both_say_heading()) }
                (self.evidence((&ours.name, &theirs.name), &unshown, &view.similar_passages))
            }
            (self.add_form(&ours.code, [theirs.code.as_str()]))
            // Last: how a number came about matters to who doubts it, what both choose to everybody.
            h2 { (language.how_computed()) }
            p { (language.compared(&view.compared, view.status)) " " (language.standing(view.percentile, view.interval)) }
            @if let Some(explanation) = &view.explanation {
                p { (language.how_computed_note()) }
                (explained(language, explanation))
            }
            h2 { (language.what_was_read()) }
            ul {
                @for (one, coverage) in both {
                    li { a href=(self.municipality_link(&one.code, "")) { (one.name) } ": " (covered(language, coverage)) }
                }
            }
            @let pair = [("municipality", ours.code.as_str()), ("partner", theirs.code.as_str())];
            ul.no-print {
                li { a href=(self.api_link("/comparisons", &pair)) { (language.comparison_as_data()) } }
                (self.copy_link())
            }
        };
        Content::new(language.two_names(&ours.name, &theirs.name), main)
            .about(&ours.code, &ours.name)
    }

    /// The comparison in three sentences: what both choose, on what they differ, and who has come further.
    fn in_short(&self, view: &Comparison) -> Markup {
        let language = self.language;
        let of_outcome = |outcome: Outcome| {
            let topics = view.principles.iter();
            let topics = topics.filter(|topic| topic.outcome == outcome);
            topics.map(|topic| topic.name.clone()).collect::<Vec<_>>()
        };
        let (same, differing) = (of_outcome(Outcome::Aligned), of_outcome(Outcome::Differs));
        let both_mention = same.len() + differing.len();
        let far = (
            (view.municipality.name.as_str(), view.intensity.ours),
            (view.partner.name.as_str(), view.intensity.theirs),
        );
        html! {
            section.short {
                h2 { (language.in_short()) }
                ul {
                    li { (language.agreement_in_short(&same, both_mention)) }
                    li { (language.difference_in_short(&differing)) }
                    li { (language.progress_in_short(far.0, far.1)) }
                }
            }
        }
    }

    /// The principles with this outcome, each with a quote of both sides. Empty without a heading if there are none.
    fn topics_with<'v>(
        &self,
        view: &'v Comparison,
        outcome: Outcome,
        heading: &str,
        shown: &mut Vec<&'v Quote>,
    ) -> Markup {
        let of_outcome = view
            .principles
            .iter()
            .filter(|topic| topic.outcome == outcome);
        let topics: Vec<_> = of_outcome
            .map(|topic| {
                let sides = [
                    (&view.municipality, &topic.ours),
                    (&view.partner, &topic.theirs),
                ];
                let quotes = sides.into_iter().filter_map(|(who, side)| {
                    // A sentence that shows two principles stands with the first.
                    Some((who.name.as_str(), first_unshown(&side.quotes, shown)?))
                });
                (topic, quotes.collect::<Vec<_>>())
            })
            .collect();
        html! {
            @if !topics.is_empty() { h3 { (heading) } }
            @for (topic, quotes) in topics {
                section {
                    h4 { (topic.name) }
                    (self.quotes(&quotes))
                }
            }
        }
    }
}
