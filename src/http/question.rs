//! What is asked: the parts of an address, read and checked.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{FromRequestParts, Path, Query};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, Uri};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use utoipa::{IntoParams, ToSchema};

use super::problem::Problem;
use super::state::{Answering, App};
use crate::municipality::{Lookup, Recognised};
use crate::rank::{Scope, Weights};
use crate::report::{Language, Trouble};

/// The language of an answer, as `lang` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Lang {
    Nl,
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Nl => Self::Dutch,
            Lang::En => Self::English,
        }
    }
}

/// A question for the partners of a municipality; the same on the page and over the API.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct PartnersQuery {
    /// How far to look: `border`, `km:30`, `province`, `region:KIND` or `all`.
    #[param(value_type = Option<String>, pattern = r"^(border|province|all|km:\d+(\.\d+)?|region:.+)$")]
    pub(super) scope: Option<Scope>,
    /// At most so many partners.
    #[param(minimum = 1, maximum = 10_000)]
    pub(super) top: Option<u32>,
    /// How much the likeness of the texts counts; of three weights those that are left out count for nothing.
    #[param(minimum = 0)]
    pub(super) weight_text: Option<f64>,
    /// How much the likeness of what is stressed counts.
    #[param(minimum = 0)]
    pub(super) weight_themes: Option<f64>,
    /// How much the agreement on principles counts.
    #[param(minimum = 0)]
    pub(super) weight_principles: Option<f64>,
    /// Only partners that speak of this theme too, ranked by what both choose on it: its name in the taxonomy.
    #[param(min_length = 1)]
    pub(super) theme: Option<String>,
    /// Only partners that have come further on this theme: its name in the taxonomy.
    #[param(min_length = 1)]
    pub(super) ahead_on: Option<String>,
    /// As if the municipality chose for or against a principle: `collectief=for`.
    #[param(min_length = 1)]
    pub(super) what_if: Option<String>,
    /// The language of texts in the answer.
    #[param(inline)]
    pub(super) lang: Option<Lang>,
}

impl PartnersQuery {
    /// How many partners to show, at least 1.
    pub(super) fn top(&self, language: Language, default: usize) -> Result<usize, Problem> {
        match self.top {
            None => Ok(default),
            Some(top @ 1..=10_000) => Ok(top as usize),
            Some(top) => {
                let reason = format!("top must be from 1 to 10000, got {top}");
                Err(Problem::input(language, reason))
            }
        }
    }

    /// The weights, when one is given; those that are not count for nothing.
    pub(super) fn weights(&self, language: Language) -> Result<Option<Weights>, Problem> {
        let given = [self.weight_text, self.weight_themes, self.weight_principles];
        if given.iter().all(Option::is_none) {
            return Ok(None);
        }
        let [text, themes, principles] = given.map(|weight| weight.unwrap_or(0.0));
        Weights::new(text, themes, principles)
            .map(Some)
            .map_err(|error| Problem::input(language, error.to_string().replace('\n', "; ")))
    }
}

/// Which page of a list, and how long a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Paging {
    pub(super) page: usize,
    pub(super) size: usize,
}

impl Paging {
    /// The furthest page: who wants more asks a narrower question.
    const LAST_PAGE: u32 = 1000;

    pub(super) fn check(
        language: Language,
        page: Option<u32>,
        size: Option<u32>,
    ) -> Result<Self, Problem> {
        let within = |key: &str, got: u32, most: u32| {
            if (1..=most).contains(&got) {
                return Ok(got as usize);
            }
            let reason = format!("{key} must be from 1 to {most}, got {got}");
            Err(Problem::input(language, reason))
        };
        Ok(Self {
            page: within("page", page.unwrap_or(1), Self::LAST_PAGE)?,
            size: within("pageSize", size.unwrap_or(20), 100)?,
        })
    }

    pub(super) fn offset(self) -> usize {
        (self.page - 1) * self.size
    }
}

/// The query of an address, as it was sent.
fn strict_query<T: DeserializeOwned>(uri: &Uri, language: Language) -> Result<T, Problem> {
    let Query(read) =
        Query::try_from_uri(uri).map_err(|error| Problem::input(language, error.body_text()))?;
    Ok(read)
}

/// The query of the address of a page. Parts without a value count as left out, as forms send those that were
/// not filled in.
pub(super) fn query<T: DeserializeOwned>(uri: &Uri, language: Language) -> Result<T, Problem> {
    let given = uri.query().unwrap_or_default();
    let filled: Vec<&str> = given
        .split('&')
        .filter(|part| {
            part.split_once('=')
                .is_some_and(|(_, value)| !value.is_empty())
        })
        .collect();
    let uri: Uri = format!("/?{}", filled.join("&")).parse().map_err(
        |error: axum::http::uri::InvalidUri| Problem::input(language, error.to_string()),
    )?;
    strict_query(&uri, language)
}

/// The parts of a query as pairs, in order; nothing when it cannot be read.
pub(super) fn query_pairs(uri: &Uri) -> Vec<(String, String)> {
    Query::try_from_uri(uri).map_or_else(|_| Vec::new(), |Query(pairs)| pairs)
}

/// A query, as an argument of a handler of the API.
pub(super) struct Asked<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequestParts<Arc<App>> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<App>) -> Result<Self, Problem> {
        strict_query(&parts.uri, Language::default()).map(Self)
    }
}

/// The name or code of a municipality in the path of an address.
pub(super) struct Named(pub(super) String);

impl FromRequestParts<Arc<App>> for Named {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let read: Result<Path<String>, PathRejection> = Path::from_request_parts(parts, app).await;
        match read {
            Ok(Path(name)) => Ok(Self(name)),
            Err(error) => Err(Problem::input(Language::default(), error.body_text())),
        }
    }
}

/// Who is meant by a name or code as a person types it.
pub(super) fn resolve(
    answering: &Answering,
    language: Language,
    typed: &str,
) -> Result<Recognised, Problem> {
    let problem = |trouble, several| Problem::name(answering, language, trouble, several);
    let typed = typed.trim();
    match answering.engine.lookup(typed) {
        Lookup::Found(found) => Ok(found),
        Lookup::Ambiguous(several) => {
            let typed = typed.to_owned();
            Err(problem(&Trouble::AmbiguousMunicipality { typed }, several))
        }
        Lookup::Unknown { suggestions } => {
            let like: Vec<String> = suggestions.into_iter().map(|(_, name)| name).collect();
            let means = |name: &String| match answering.engine.lookup(name) {
                Lookup::Found(found) => Some(found),
                Lookup::Ambiguous(_) | Lookup::Unknown { .. } => None,
            };
            let meant: Vec<Recognised> = like.iter().filter_map(means).collect();
            let typed = typed.to_owned();
            Err(problem(
                &Trouble::UnknownMunicipality { typed, like },
                meant,
            ))
        }
    }
}

/// Refuses who accepts none of the forms that there are; gives the first that is asked for by its own name,
/// else the first that there is. Preferences by number are not weighed.
pub(super) fn form<'a>(headers: &HeaderMap, forms: &[&'a str]) -> Result<&'a str, Problem> {
    let accepted: Vec<String> = headers
        .get_all("accept")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|range| {
            range
                .split(';')
                .next()
                .unwrap_or_default()
                .trim()
                .to_ascii_lowercase()
        })
        .collect();
    let asked = |form: &str, range: &str| {
        let main = form.split('/').next().unwrap_or_default();
        range == form || range == "*/*" || range.strip_suffix("/*") == Some(main)
    };
    if accepted.is_empty() {
        return Ok(forms[0]);
    }
    let chosen = accepted
        .iter()
        .find_map(|range| forms.iter().find(|form| asked(form, range)));
    chosen.copied().ok_or_else(|| {
        let status = StatusCode::NOT_ACCEPTABLE;
        Problem::of(Language::default(), status, &Trouble::NotAcceptable)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query_text: &str) -> Result<PartnersQuery, Problem> {
        query(
            &format!("/x?{query_text}").parse().expect("an address"),
            Language::English,
        )
    }

    #[test]
    fn forms_may_leave_fields_empty() {
        let read = asked("scope=km%3A30&top=&weightText=&lang=en").expect("sound");
        assert_eq!(
            read.scope.map(|scope| scope.to_string()),
            Some("km:30".into())
        );
        assert_eq!(
            (read.top, read.weight_text, read.lang),
            (None, None, Some(Lang::En))
        );
        assert_eq!(asked("").expect("sound"), PartnersQuery::default());
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (wrong, part) in [
            ("scope=near", "border"),
            ("scoop=all", "scoop"),
            ("top=x", "top"),
        ] {
            let problem = asked(wrong).expect_err(wrong);
            assert_eq!(problem.status, StatusCode::BAD_REQUEST);
            assert!(problem.told.detail.contains(part), "{problem:?}");
        }
        let weights = asked("weightText=-1")
            .expect("numbers")
            .weights(Language::English);
        assert!(weights.is_err());
        let top = asked("top=0").expect("a number").top(Language::English, 10);
        assert!(top.is_err());
        assert!(Paging::check(Language::English, Some(0), None).is_err());
        assert!(Paging::check(Language::English, None, Some(101)).is_err());
    }

    #[test]
    fn forms_are_chosen_by_what_is_accepted() {
        let forms = ["application/json", "application/geo+json"];
        let chosen = |accept: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("accept", accept.parse().expect("a header"));
            form(&headers, &forms).map_err(|problem| problem.status)
        };
        assert_eq!(chosen("application/geo+json, */*;q=0.1"), Ok(forms[1]));
        assert_eq!(chosen("text/html,*/*"), Ok(forms[0]));
        assert_eq!(chosen("application/*"), Ok(forms[0]));
        assert_eq!(chosen("text/csv"), Err(StatusCode::NOT_ACCEPTABLE));
        assert_eq!(form(&HeaderMap::new(), &forms).ok(), Some(forms[0]));
    }
}
