//! The answer of a ranking in short: the first three, and what was chosen.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::page::{Page, as_strs};
use crate::http::api::partners::PartnersParams;
use crate::http::ranking_params::RankingParams;
use crate::rank::{CautionKind, EvidenceRelation};
use crate::report::view::{Evidence, Match, Partner};

/// Partners that are named in short.
const SHORT: usize = 3;

impl Page<'_> {
    /// The first three partners, each with one reason and what to mind.
    pub(super) fn first_three(&self, view: &Match) -> Markup {
        let language = self.language;
        // The best of those that are shown, whatever the order of the list.
        let mut best: Vec<&Partner> = view.partners.iter().collect();
        best.sort_by_key(|partner| partner.rank);
        html! {
            ol.first aria-label=(language.first_three()) {
                @for partner in best.into_iter().take(SHORT) {
                    li {
                        p {
                            a href=(self.pair_link("/vergelijk", &view.municipality.code, &partner.code, true)) { (partner.name) }
                            " " strong { (self.course_of(partner)) }
                        }
                        (self.reason(partner))
                        @let labels = language.caution_labels(partner.cautions.iter().map(|one| &one.facts));
                        @if !labels.is_empty() { p.coverage { (language.watch()) ": " (labels) } }
                    }
                }
            }
        }
    }

    /// The most telling thing that both say, with the sentence of the partner.
    fn reason(&self, partner: &Partner) -> Markup {
        let language = self.language;
        // What both want, where something shows that; a difference convinces nobody to call.
        let same = |pair: &&Evidence| pair.relation == EvidenceRelation::SameChoice;
        let shown = partner.evidence.iter().find(same);
        let shown = shown.or(partner.evidence.first());
        html! {
            @match shown {
                Some(pair) => {
                    p { (language.relation(pair)) }
                    p.said lang="nl" { "“" (pair.theirs.sentence) "”" }
                },
                None => p { (language.no_evidence()) },
            }
        }
    }

    /// What the ranking was asked with besides the defaults; each can be taken off.
    pub(super) fn chips(&self, view: &Match, params: &PartnersParams) -> Markup {
        let language = self.language;
        let path = format!("/gemeenten/{}/partners", view.municipality.code);
        let chips: Vec<(String, String)> = self
            .ranking_chips(view)
            .into_iter()
            .map(|(text, ranking)| (text, self.list_link(&path, &ranking, params)))
            .chain(
                self.list_chips(params)
                    .into_iter()
                    .map(|(text, params)| (text, self.list_link(&path, self.ranking, &params))),
            )
            .collect();
        html! {
            @if !chips.is_empty() {
                ul.chips aria-label=(language.chosen()) {
                    @for (text, link) in &chips {
                        li { a href=(link) aria-label=(language.take_off(text)) { (text) span aria-hidden="true" { " ×" } } }
                    }
                    li { a.reset href=(self.link(&path, &[])) { (language.reset()) } }
                }
            }
        }
    }

    /// The address of a list with this ranking and these of its partners.
    fn list_link(&self, path: &str, ranking: &RankingParams, params: &PartnersParams) -> String {
        let mut pairs = ranking.pairs();
        pairs.extend(params.pairs());
        self.link(path, &as_strs(&pairs))
    }

    /// What the ranking is asked with: each in words, with the ranking without it.
    fn ranking_chips(&self, view: &Match) -> Vec<(String, RankingParams)> {
        let (language, ranking) = (self.language, self.ranking);
        let taxonomy = self.serving.engine.taxonomy();
        let theme = |name: &Option<String>| {
            let theme = taxonomy.theme(taxonomy.theme_named(name.as_deref()?)?);
            Some(language.either(theme.nl.as_str(), theme.en.as_str()))
        };
        let all = || ranking.clone();
        let scope = ranking.scope.as_ref();
        let chips = [
            (
                scope.map(|scope| language.scope_choice(scope)),
                RankingParams {
                    scope: None,
                    ..all()
                },
            ),
            (
                theme(&ranking.theme).map(|theme| language.chip_theme(theme)),
                RankingParams {
                    theme: None,
                    ..all()
                },
            ),
            (
                theme(&ranking.ahead_on).map(|theme| language.chip_ahead(theme)),
                RankingParams {
                    ahead_on: None,
                    ..all()
                },
            ),
            (
                self.supposed_side()
                    .map(|side| language.chip_supposed(side)),
                ranking.without_supposition(),
            ),
            (
                ranking.has_weights().then(|| self.weights_in_words(view)),
                ranking.without_weights(),
            ),
        ];
        let chips = chips.into_iter();
        chips
            .filter_map(|(text, without)| Some((text?, without)))
            .collect()
    }

    /// Which partners are listed: each choice in words, with the choices without it.
    fn list_chips(&self, params: &PartnersParams) -> Vec<(String, PartnersParams)> {
        let language = self.language;
        let all = || params.clone();
        let chips = [
            (
                params
                    .province
                    .as_deref()
                    .map(|name| language.chip_province(name)),
                PartnersParams {
                    province: None,
                    ..all()
                },
            ),
            (
                params.size.map(|size| language.population_range(size)),
                PartnersParams {
                    size: None,
                    ..all()
                },
            ),
            (
                params
                    .order
                    .map(|order| language.chip_order(language.partner_order(order))),
                PartnersParams {
                    order: None,
                    ..all()
                },
            ),
            (
                params.top.map(|top| language.chip_top(top as usize)),
                PartnersParams { top: None, ..all() },
            ),
        ];
        let mut found: Vec<(String, PartnersParams)> = chips
            .into_iter()
            .filter_map(|(text, without)| Some((text?, without)))
            .collect();
        found.extend(params.without.kinds().iter().map(|kind| {
            let others = PartnersParams {
                without: params.without.except(*kind),
                ..all()
            };
            (language.chip_without(language.caution_kind(*kind)), others)
        }));
        found
    }

    /// The cautions in the list, each as a link that leaves out who has it. Empty if there are none.
    pub(super) fn leave_out(&self, view: &Match, params: &PartnersParams) -> Markup {
        let language = self.language;
        let path = format!("/gemeenten/{}/partners", view.municipality.code);
        let cautions = view.partners.iter().flat_map(|one| &one.cautions);
        let kinds: BTreeSet<CautionKind> = cautions.map(|one| one.facts.kind()).collect();
        let link = |kind: CautionKind| {
            let params = PartnersParams {
                without: params.without.and(kind),
                ..params.clone()
            };
            self.list_link(&path, self.ranking, &params)
        };
        html! {
            @if !kinds.is_empty() {
                p.leave-out.no-print {
                    (language.leave_out())
                    @for kind in kinds {
                        @let label = language.caution_kind(kind);
                        " " a href=(link(kind)) aria-label=(language.leave_out_who(label)) { (label) }
                    }
                }
            }
        }
    }

    fn weights_in_words(&self, view: &Match) -> String {
        let language = self.language;
        let weights = [
            ("text", view.weights.text),
            ("themes", view.weights.themes),
            ("principles", view.weights.principles),
        ];
        let parts = weights
            .map(|(part, weight)| format!("{} {}", language.part(part), language.percent(weight)));
        language.own_weights(&parts.join(", "))
    }
}
