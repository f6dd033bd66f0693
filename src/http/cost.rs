//! Which questions are costly: they take turns among themselves, so that a turn stays free for the others.

use axum::http::Uri;

use super::query_string::decode_query;

/// Ends of the paths where any question is a search.
const SEARCH_PATHS: [&str; 2] = ["/passages", "/zoeken"];

/// Ends of the paths where own weights, a theme or a supposition change the scores of all pairs.
const SCORING_PATHS: [&str; 14] = [
    "/partners",
    "/partners.csv",
    "/partners.xlsx",
    "/map",
    "/alignments",
    "/groups",
    "/comparisons",
    "/selections",
    "/guides",
    "/regio",
    "/groepen",
    "/vergelijk",
    "/gespreksgids",
    "/gespreksgids.docx",
];

/// Ends of the paths that compare two generations.
const CHANGES_PATHS: [&str; 3] = ["/changes", "/veranderingen", "/veranderingen.atom"];

/// Ends of the paths that are about all municipalities, as many rankings as those are.
const ALL_PATHS: [&str; 2] = ["/matches", "/pairs"];

/// Ends of the paths that are about one pair.
const PAIR_PATHS: [&str; 6] = [
    "/comparisons",
    "/selections",
    "/guides",
    "/vergelijk",
    "/gespreksgids",
    "/gespreksgids.docx",
];

/// Parameters of a ranking that make it one that is seldom prepared.
const COSTLY_PARAMETERS: [&str; 6] = [
    "weightText",
    "weightThemes",
    "weightPrinciples",
    "theme",
    "aheadOn",
    "whatIf",
];

/// The scope of a ranking that is always cheap: a municipality has a handful of neighbours.
const CHEAP_SCOPE: &str = "border";

/// More partners than this need as many rankings of others.
const MAX_CHEAP_TOP: u32 = 50;

/// Whether the answer at this address may take long: a search, or a ranking far and wide or with weights of its own.
pub(super) fn is_costly(uri: &Uri) -> bool {
    // The first who asks opens another generation and compares all pairs.
    // All municipalities or pairs at once.
    if ALL_PATHS.iter().any(|end| uri.path().ends_with(end)) {
        return true;
    }
    if CHANGES_PATHS.iter().any(|end| uri.path().ends_with(end)) {
        return true;
    }
    // Forms send empty fields, which ask for nothing.
    let filled = |(key, value): (String, String)| (!value.is_empty()).then_some((key, value));
    let mut pairs = decode_query(uri).into_iter().filter_map(filled);
    let path = uri.path();
    if SEARCH_PATHS.iter().any(|end| path.ends_with(end)) {
        // The search page without words shows only the form.
        return pairs.any(|(key, _)| key == "q");
    }
    pairs.any(|(key, value)| match key.as_str() {
        // All other scopes may hold a hundred municipalities or more; a pair only carries it along.
        "scope" => value != CHEAP_SCOPE && !PAIR_PATHS.iter().any(|end| path.ends_with(end)),
        // What cannot be parsed is refused before anything is computed, so it is cheap.
        "top" => value.parse().is_ok_and(|top: u32| top > MAX_CHEAP_TOP),
        // Elsewhere `theme` only filters, and the other parameters have no effect.
        key => {
            COSTLY_PARAMETERS.contains(&key) && SCORING_PATHS.iter().any(|end| path.ends_with(end))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searches_and_wide_rankings_are_costly() {
        let costly = |uri: &str| is_costly(&uri.parse().expect("an address"));
        for uri in [
            "/passages?q=open",
            "/zoeken?q=open&lang=en",
            "/municipalities/t001/partners?weightText=1",
            "/gemeenten/t001/partners?scope=all",
            "/gemeenten/t001/partners?top=10000",
            "/gemeenten/t001/regio?scope=km%3A400",
            "/comparisons?municipality=a&partner=b&weightText=1",
        ] {
            assert!(costly(uri), "{uri}");
        }
        for uri in [
            "/zoeken",
            "/zoeken?q=",
            "/passages/0123-1",
            "/profiles/t001",
            "/vergelijk?municipality=a&partner=b&scope=all",
            "/gemeenten/t001/partners?scope=border&top=10&weightText=",
        ] {
            assert!(!costly(uri), "{uri}");
        }
    }
}
