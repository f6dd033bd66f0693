//! The context of a page: what it is made from, and the links it makes.

use axum::http::Uri;
use maud::Markup;
use serde::de::DeserializeOwned;

use crate::http::base_path::BasePath;
use crate::http::problem::Problem;
use crate::http::query_string::{carried_language, decode_query, encode_query};
use crate::http::ranking_params::{RankingParams, form_query};
use crate::http::state::{AppState, ServingState};
use crate::index::StopFlag;
use crate::report::Language;

/// What a page is made from. The files of this module add a method for each page and part of a page.
pub(super) struct Page<'a> {
    pub(super) app: &'a AppState,
    pub(super) serving: &'a ServingState,
    pub(super) language: Language,
    pub(super) uri: &'a Uri,
    /// The path before every address on the page.
    pub(super) base: &'a BasePath,
    /// How partners are ranked, as the address says. Every link to a page about municipalities carries it along.
    pub(super) ranking: &'a RankingParams,
    /// Set when nobody waits for the page any more.
    pub(super) stop: &'a StopFlag,
}

/// What tells one page from another: its heading, and what stands below it.
pub(super) struct Content {
    pub(super) title: String,
    /// The municipality that the page is about, whose tabs it has.
    pub(super) place: Option<Place>,
    pub(super) main: Markup,
}

/// The municipality that a page is about.
pub(super) struct Place {
    pub(super) code: String,
    pub(super) name: String,
}

impl Content {
    /// A page that is about no municipality.
    pub(super) fn new(title: impl Into<String>, main: Markup) -> Self {
        Self {
            title: title.into(),
            place: None,
            main,
        }
    }

    /// The same page about a municipality.
    pub(super) fn about(mut self, code: &str, name: &str) -> Self {
        self.place = Some(Place {
            code: code.to_owned(),
            name: name.to_owned(),
        });
        self
    }
}

impl Page<'_> {
    /// The parameters of the page besides the ranking parameters. Empty ones count as missing, as forms send those that were not filled in.
    ///
    /// # Errors
    /// 400 if they cannot be deserialised.
    pub(super) fn params<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        form_query(self.uri, self.language)
    }

    /// The address of another page in the same language.
    pub(super) fn link(&self, path: &str, pairs: &[(&str, &str)]) -> String {
        let pairs = pairs.iter().map(|(key, value)| (*key, (*value).to_owned()));
        let mut pairs: Vec<(&str, String)> = pairs.collect();
        pairs.extend(carried_language(self.uri).map(|lang| ("lang", lang.to_owned())));
        self.base.address(&with_query(path, &pairs))
    }

    /// The address of another page in the same language, with the ranking parameters of this one.
    pub(super) fn ranking_link(&self, path: &str, pairs: &[(&str, &str)]) -> String {
        let ranking = self.ranking.pairs();
        let ranking = ranking.iter().map(|(key, value)| (*key, value.as_str()));
        let pairs: Vec<(&str, &str)> = pairs.iter().copied().chain(ranking).collect();
        self.link(path, &pairs)
    }

    /// The address of a page about two municipalities. A supposed choice is about the municipality whose ranking it
    /// was supposed in, so it goes along only if that is the first of the two.
    pub(super) fn pair_link(&self, path: &str, ours: &str, theirs: &str, is_focus: bool) -> String {
        let ranking = match is_focus {
            true => self.ranking.clone(),
            false => self.ranking.without_supposition(),
        };
        let ranking = ranking.pairs();
        let ranking = ranking.iter().map(|(key, value)| (*key, value.as_str()));
        let pair = [("municipality", ours), ("partner", theirs)];
        self.link(path, &pair.into_iter().chain(ranking).collect::<Vec<_>>())
    }

    /// The address of the same answer over the API.
    pub(super) fn api_link(&self, path: &str, pairs: &[(&str, &str)]) -> String {
        self.ranking_link(&format!("/api/v1{path}"), pairs)
    }

    /// The address of a page about a municipality; `subpage` is empty for its profile, else such as `/partners`.
    pub(super) fn municipality_link(&self, code: &str, subpage: &str) -> String {
        self.ranking_link(&format!("/gemeenten/{code}{subpage}"), &[])
    }

    /// The address of a page about one of the municipalities on a page about `focus`: with the supposed choice, which is
    /// that of the focus, only if it is the focus itself.
    pub(super) fn member_link(&self, focus: &str, code: &str, subpage: &str) -> String {
        if code == focus {
            self.municipality_link(code, subpage)
        } else {
            self.other_link(code, subpage)
        }
    }

    /// The address of a page about another municipality than that of this page: without the supposed choice, which is
    /// not about that one.
    pub(super) fn other_link(&self, code: &str, subpage: &str) -> String {
        let ranking = self.ranking.without_supposition().pairs();
        let pairs: Vec<(&str, &str)> = ranking
            .iter()
            .map(|(key, value)| (*key, value.as_str()))
            .collect();
        self.link(&format!("/gemeenten/{code}{subpage}"), &pairs)
    }

    /// The address of this page in the other language.
    pub(super) fn translation_link(&self) -> String {
        let pairs = decode_query(self.uri);
        let mut pairs: Vec<(&str, String)> = pairs
            .iter()
            // Removed first, or there would be two of them.
            .filter(|(key, _)| key != "lang")
            .map(|(key, value)| (key.as_str(), value.clone()))
            .collect();
        // Dutch as well: it is the default only for who does not prefer English.
        pairs.push(("lang", self.language.either("en", "nl").to_owned()));
        self.base.address(&with_query(self.uri.path(), &pairs))
    }
}

/// The pairs of an address with borrowed values, as the links of a page take them.
pub(super) fn as_strs<'p>(pairs: &'p [(&'static str, String)]) -> Vec<(&'static str, &'p str)> {
    let pairs = pairs.iter();
    pairs.map(|(key, value)| (*key, value.as_str())).collect()
}

/// A link to a path of this server. A path that begins with two slashes would be the name of another one.
fn with_query(path: &str, pairs: &[(&str, String)]) -> String {
    // A browser takes a backslash for a slash.
    let path = format!("/{}", path.trim_start_matches(['/', '\\']));
    match pairs {
        [] => path,
        _ => format!("{path}?{}", encode_query(pairs)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_stay_on_this_server() {
        for path in [
            "//evil.example/x",
            "///evil.example/x",
            "/\\evil.example/x",
            "\\\\evil.example/x",
        ] {
            assert_eq!(with_query(path, &[]), "/evil.example/x", "{path}");
        }
        let pairs = [("lang", "en".to_owned())];
        assert_eq!(with_query("//x", &pairs), "/x?lang=en");
        assert_eq!(with_query("/", &[]), "/");
    }
}
