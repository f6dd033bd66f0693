//! The fields of the public JSON: adding one is a change of this test, losing one is a broken promise.

use crate::support::{Place, fields};

const QUOTE: [&str; 10] = [
    "date", "document", "heading", "kind", "page", "passage", "path", "sentence", "title", "url",
];
const EVIDENCE: [&str; 10] = [
    "direction",
    "initiative",
    "likeness",
    "ours",
    "principle",
    "probability",
    "relation",
    "similarity",
    "theirs",
    "theme",
];
const COVERAGE: [&str; 7] = [
    "documents",
    "newest",
    "passages",
    "readableShare",
    "superseded",
    "unreadable",
    "words",
];
const COMPARED: [&str; 4] = ["ofPrinciples", "ofThemes", "principles", "themes"];
const EXPLANATION: [&str; 5] = ["children", "contribution", "key", "value", "weight"];

#[test]
fn match_gives_what_the_contract_says() {
    let answer = Place::new().json(&["match", "DM08"]);
    let top = [
        "coverage",
        "demonstration",
        "generation",
        "municipality",
        "notScored",
        "partners",
        "scope",
        "weights",
    ];
    assert_eq!(fields(&answer), top);
    assert_eq!(
        (&answer["scope"], &answer["demonstration"]),
        (&"border".into(), &true.into())
    );
    let partners = answer["partners"].as_array().expect("partners");
    assert!(!partners.is_empty());
    for (partner, rank) in partners.iter().zip(1..) {
        let expected = [
            "alignment",
            "before",
            "border",
            "cautions",
            "code",
            "compared",
            "coverage",
            "distanceKm",
            "evidence",
            "explanation",
            "hubCount",
            "interval",
            "mutualRank",
            "name",
            "percentile",
            "percentileAtDistance",
            "population",
            "province",
            "rank",
            "similarPassages",
            "status",
        ];
        assert_eq!(fields(partner), expected);
        assert_eq!(partner["rank"], rank);
        assert_eq!(partner["status"], "visionsCompared");
        assert_eq!(fields(&partner["compared"]), COMPARED);
        assert_eq!(fields(&partner["interval"]), ["high", "low"]);
        assert_eq!(fields(&partner["coverage"]), COVERAGE);
        assert_eq!(fields(&partner["explanation"]), EXPLANATION);
        let parts = partner["explanation"]["children"]
            .as_array()
            .expect("parts");
        let sum: f64 = parts
            .iter()
            .filter_map(|part| part["contribution"].as_f64())
            .sum();
        assert!((sum - partner["alignment"].as_f64().expect("a number")).abs() < 1e-9);
        for evidence in partner["evidence"].as_array().expect("evidence") {
            assert_eq!(fields(evidence), EVIDENCE);
            assert_eq!(fields(&evidence["ours"]), QUOTE);
            assert_eq!(fields(&evidence["theirs"]), QUOTE);
        }
        for caution in partner["cautions"].as_array().expect("cautions") {
            assert!(
                caution["kind"].is_string() && caution["text"].is_string(),
                "{caution}"
            );
        }
    }
}

#[test]
fn quotes_stand_in_their_documents() {
    let answer = Place::new().json(&["match", "DM01"]);
    let squeezed = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    let mut seen = 0;
    for evidence in answer["partners"]
        .as_array()
        .expect("partners")
        .iter()
        .flat_map(|p| p["evidence"].as_array().expect("evidence"))
    {
        for quote in [&evidence["ours"], &evidence["theirs"]] {
            let path = quote["path"].as_str().expect("a path");
            if path.ends_with(".html") {
                continue;
            }
            let file = format!("{}/data/demo/corpus/{path}", env!("CARGO_MANIFEST_DIR"));
            let text = squeezed(&std::fs::read_to_string(file).expect("the document is there"));
            let sentence = squeezed(quote["sentence"].as_str().expect("a sentence"));
            assert!(text.contains(&sentence), "{quote}");
            seen += 1;
        }
    }
    assert!(seen > 4);
}

#[test]
fn compare_gives_what_the_contract_says() {
    let answer = Place::new().json(&["compare", "DM09", "DM12"]);
    let expected = [
        "alignment",
        "border",
        "cautions",
        "compared",
        "coverage",
        "demonstration",
        "distanceKm",
        "evidence",
        "explanation",
        "generation",
        "intensity",
        "interval",
        "municipality",
        "partner",
        "percentile",
        "percentileAtDistance",
        "principles",
        "similarPassages",
        "status",
        "tempo",
        "themes",
    ];
    assert_eq!(fields(&answer), expected);
    assert_eq!(fields(&answer["coverage"]), ["ours", "theirs"]);
    assert!(answer["themes"].is_array() && answer["principles"].is_array());
    let kinds: Vec<_> = answer["cautions"]
        .as_array()
        .expect("cautions")
        .iter()
        .map(|caution| &caution["kind"])
        .collect();
    assert!(kinds.contains(&&"jointVision".into()), "{kinds:?}");
    let other = Place::new().json(&["compare", "DM12", "DM09"]);
    assert_eq!(answer["alignment"], other["alignment"]);
}

#[test]
fn the_others_give_what_the_contract_says() {
    let place = Place::new();
    let search = place.json(&["search", "cloud"]);
    assert_eq!(
        fields(&search),
        [
            "demonstration",
            "generation",
            "hits",
            "mode",
            "note",
            "query",
            "readAs",
            "total"
        ]
    );
    let profile = place.json(&["profile", "DM01"]);
    assert_eq!(
        fields(&profile),
        [
            "coverage",
            "demonstration",
            "documents",
            "generation",
            "intensity",
            "municipality",
            "population",
            "principles",
            "province",
            "tempo",
            "themes"
        ]
    );
    let check = place.json(&["corpus", "check"]);
    assert_eq!(
        fields(&check),
        ["documents", "folder", "municipalities", "refusals"]
    );
    let coverage = [
        "documents",
        "kinds",
        "missing",
        "newest",
        "passages",
        "readableShare",
        "superseded",
        "themes",
        "themesNotMentioned",
        "unreadable",
        "words",
    ];
    assert_eq!(fields(&profile["coverage"]), coverage);
    let mut with_name: Vec<&str> = fields(&check["municipalities"][0]);
    with_name.retain(|name| !["code", "name"].contains(name));
    assert_eq!(with_name, coverage);
    assert_eq!(check["documents"].as_array().map(Vec::len), Some(32));
    assert_eq!(
        fields(&check["documents"][0]),
        [
            "date",
            "dateFrom",
            "kind",
            "kindFromContent",
            "language",
            "municipalities",
            "pages",
            "path",
            "provenance",
            "readableShare",
            "statutoryShare",
            "supersededFor",
            "templateShare",
            "templateWith",
            "title",
            "url",
            "warnings",
            "words"
        ]
    );
    let list = place.json(&["generations", "list"]);
    assert_eq!(fields(&list), ["data", "generations", "lastBuild"]);
    assert_eq!(
        fields(&list["generations"][0]),
        [
            "counts",
            "created",
            "current",
            "damage",
            "id",
            "wielVersion"
        ]
    );
}

#[test]
fn documents_of_other_kinds_give_a_caution() {
    // The one has a data strategy and a security policy, the other a vision on information.
    let answer = Place::new().json(&["compare", "DM11", "DM05"]);
    let cautions = answer["cautions"].as_array().expect("cautions");
    let found = cautions.iter().find(|one| one["kind"] == "differentKinds");
    let found = found.expect("a caution about kinds");
    assert_eq!(
        fields(found),
        ["focusKinds", "kind", "partnerKinds", "text"]
    );
    assert!(
        found["partnerKinds"].to_string().contains("i-visie"),
        "{found}"
    );
}
