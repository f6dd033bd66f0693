//! Where to look when there is no answer: no page ends without a way on.

use maud::{Markup, html};

use super::page::{Page, as_strs};
use crate::engine::PartnerQuery;
use crate::http::api::partners::PartnersParams;
use crate::http::problem::Problem;
use crate::municipality::Kilometres;
use crate::rank::Scope;

/// The distances that are offered, from near to far.
const WIDER_KM: [f64; 3] = [20.0, 30.0, 50.0];

/// The scopes that are wider than this one, from near to far.
fn wider_scopes(scope: &Scope) -> Vec<Scope> {
    let least = match scope {
        Scope::All => return Vec::new(),
        Scope::Border => 0.0,
        Scope::Within(km) => km.get(),
        // A province or region is no circle; only all is surely wider.
        Scope::Province | Scope::Region(_) => f64::INFINITY,
    };
    let circles = WIDER_KM.into_iter().filter(|km| *km > least);
    let circles = circles.filter_map(|km| Kilometres::new(km).map(Scope::Within));
    circles.chain([Scope::All]).collect()
}

impl Page<'_> {
    /// A link to this page with the next wider scope that has an answer. Empty if none has.
    pub(super) fn wider(&self, scope: &Scope, has_answer: impl Fn(&Scope) -> bool) -> Markup {
        let wider = wider_scopes(scope)
            .into_iter()
            .find(|scope| has_answer(scope));
        html! {
            @if let Some(wider) = wider {
                @let pairs = self.ranking.within(&wider).pairs();
                p.wider { a href=(self.link(self.uri.path(), &as_strs(&pairs))) { (self.language.look_wider(&self.language.scope_choice(&wider))) } }
            }
        }
    }

    /// The same for a page about the partners of a municipality: an answer is a partner with a score.
    pub(super) fn wider_partners(
        &self,
        code: &str,
        scope: &Scope,
        params: &PartnersParams,
    ) -> Result<Markup, Problem> {
        let language = self.language;
        let options = || self.ranking.resolve(self.app, self.serving, language);
        // Read once before: what cannot be read has no wider answer.
        options()?;
        let filter = params.filter();
        let query = |scope: &Scope| -> Option<PartnerQuery> {
            let query = options().ok()?.partner_query(&code.parse().ok()?);
            let query = query.filter(filter.clone()).top(1).evidence_for(0);
            Some(query.scope(scope.clone()))
        };
        Ok(self.wider(scope, |scope| {
            let found =
                query(scope).map(|query| self.serving.engine.partners_until(&query, self.stop));
            // A register may lack what a scope needs, such as positions.
            found.is_some_and(|found| found.is_ok_and(|found| !found.partners.is_empty()))
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wider_scopes_are_wider() {
        let names = |scope: &str| {
            let scope = scope.parse().expect("a scope");
            let wider = wider_scopes(&scope).into_iter();
            wider.map(|scope| scope.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(names("border"), ["km:20", "km:30", "km:50", "all"]);
        assert_eq!(names("km:30"), ["km:50", "all"]);
        assert_eq!(names("province"), ["all"]);
        assert!(names("all").is_empty());
    }
}
