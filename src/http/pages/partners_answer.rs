//! The answer of a ranking in short: the first three, what was chosen, and where to look when there is nobody.

use maud::{Markup, html};

use super::page::Page;
use crate::http::api::partners::PartnersParams;
use crate::http::ranking_params::RankingParams;
use crate::municipality::Kilometres;
use crate::rank::{EvidenceRelation, Scope};
use crate::report::view::{Evidence, Match, Partner};

/// Partners that are named in short.
const SHORT: usize = 3;

/// The scope that is offered after the neighbours.
const WIDER_KM: f64 = 30.0;

impl Page<'_> {
    /// The first three partners, each with one reason and what to mind.
    pub(super) fn first_three(&self, view: &Match) -> Markup {
        let language = self.language;
        html! {
            ol.first aria-label=(language.first_three()) {
                @for partner in view.partners.iter().take(SHORT) {
                    li {
                        p {
                            a href=(self.pair_link("/vergelijk", &view.municipality.code, &partner.code, true)) { (partner.name) }
                            " " strong { (language.course(partner.alignment)) }
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
        let taxonomy = self.serving.engine.taxonomy();
        let theme = |name: &str| {
            let theme = taxonomy.theme(taxonomy.theme_named(name)?);
            Some(language.either(theme.nl.as_str(), theme.en.as_str()))
        };
        let ranking = self.ranking;
        let path = format!("/gemeenten/{}/partners", view.municipality.code);
        let link = |ranking: RankingParams, top: Option<u32>| {
            let top = top.map(|top| top.to_string());
            let mut pairs = ranking.pairs();
            pairs.extend(top.map(|top| ("top", top)));
            let pairs: Vec<(&str, &str)> = pairs
                .iter()
                .map(|(key, value)| (*key, value.as_str()))
                .collect();
            self.link(&path, &pairs)
        };
        let mut chips: Vec<(String, String)> = Vec::new();
        let mut chip = |text: Option<String>, without: RankingParams| {
            chips.extend(text.map(|text| (text, link(without, params.top))));
        };
        let all = ranking.clone();
        chip(
            ranking
                .scope
                .as_ref()
                .map(|scope| language.scope_choice(scope)),
            RankingParams {
                scope: None,
                ..all.clone()
            },
        );
        chip(
            ranking
                .theme
                .as_deref()
                .and_then(theme)
                .map(|theme| language.chip_theme(theme)),
            RankingParams {
                theme: None,
                ..all.clone()
            },
        );
        chip(
            ranking
                .ahead_on
                .as_deref()
                .and_then(theme)
                .map(|theme| language.chip_ahead(theme)),
            RankingParams {
                ahead_on: None,
                ..all.clone()
            },
        );
        chip(
            self.supposed_side()
                .map(|side| language.chip_supposed(side)),
            RankingParams {
                what_if: None,
                ..all.clone()
            },
        );
        chip(
            ranking.has_weights().then(|| self.weights_in_words(view)),
            all.without_weights(),
        );
        if let Some(top) = params.top {
            chips.push((language.chip_top(top as usize), link(all.clone(), None)));
        }
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

    /// The next wider scope in which there is somebody to compare with. Empty if there is none.
    pub(super) fn wider(&self, code: &str, scope: &Scope) -> Markup {
        let engine = &self.serving.engine;
        let near = Kilometres::new(WIDER_KM).map(Scope::Within);
        let scopes = match scope {
            Scope::All => Vec::new(),
            Scope::Border => near.into_iter().chain([Scope::All]).collect(),
            _ => vec![Scope::All],
        };
        let has_answer = |scope: &Scope| {
            let Ok(code) = code.parse() else { return false };
            // A register may lack what a scope needs, such as positions.
            engine
                .pair_scores(&code, scope)
                .is_ok_and(|pairs| !pairs.is_empty())
        };
        let wider = scopes.into_iter().find(has_answer);
        html! {
            @if let Some(wider) = wider {
                @let ranking = RankingParams { scope: Some(wider.clone()), ..self.ranking.clone() };
                @let pairs = ranking.pairs();
                @let pairs: Vec<(&str, &str)> = pairs.iter().map(|(key, value)| (*key, value.as_str())).collect();
                p { a href=(self.link(self.uri.path(), &pairs)) { (self.language.look_wider(&self.language.scope_choice(&wider))) } }
            }
        }
    }
}
