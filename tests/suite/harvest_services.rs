//! The public services as a harvest meets them: official publications, local regulations and council documents, with
//! the answers and failures of their real forms. All municipalities and documents are invented.

use std::path::Path;

use serde_json::{Value, json};

use crate::support::{Asked, Place, PublicSource, Reply, records, vision};

/// A record of official publications.
pub(crate) fn publication(
    base: &str,
    id: &str,
    creator: &str,
    title: &str,
    modified: &str,
) -> String {
    format!(
        r#"<sru:record><sru:recordSchema>http://standaarden.overheid.nl/sru/</sru:recordSchema><sru:recordData><gzd:gzd>
        <gzd:originalData><overheidwetgeving:meta><overheidwetgeving:owmskern><dcterms:identifier>{id}</dcterms:identifier>
        <dcterms:title>{title}</dcterms:title><dcterms:creator scheme="OVERHEID.Gemeente">{creator}</dcterms:creator>
        <dcterms:modified>{modified}</dcterms:modified></overheidwetgeving:owmskern><overheidwetgeving:owmsmantel>
        <dcterms:available>2024-03-01</dcterms:available></overheidwetgeving:owmsmantel></overheidwetgeving:meta></gzd:originalData>
        <gzd:enrichedData><gzd:preferredUrl>{base}/{id}.html</gzd:preferredUrl>
        <gzd:itemUrl manifestation="metadata">{base}/{id}/metadata.xml</gzd:itemUrl>
        <gzd:itemUrl manifestation="html">{base}/{id}/doc.md</gzd:itemUrl></gzd:enrichedData></gzd:gzd></sru:recordData></sru:record>"#
    )
}

/// An answer of SRU with these records.
pub(crate) fn sru(records: &str, number: usize) -> Reply {
    Reply::found(format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><sru:searchRetrieveResponse xmlns:sru="http://docs.oasis-open.org/ns/search-ws/sruResponse"
        xmlns:gzd="http://standaarden.overheid.nl/sru" xmlns:overheidwetgeving="http://standaarden.overheid.nl/wetgeving/"
        xmlns:dcterms="http://purl.org/dc/terms/" xmlns:overheidrg="http://standaarden.overheid.nl/cvdr/terms/">
        <sru:version>2.0</sru:version><sru:numberOfRecords>{number}</sru:numberOfRecords><sru:records>{records}</sru:records>
        <sru:resultCountPrecision>info:srw/vocabulary/resultCountPrecision/1/estimate</sru:resultCountPrecision></sru:searchRetrieveResponse>"#
    ))
}

/// What SRU answers, with status 200, to a question that it does not understand.
fn diagnostic() -> Reply {
    Reply::found(
        r#"<searchRetrieveResponse xmlns="http://docs.oasis-open.org/ns/search-ws/sruResponse"
        xmlns:ns3="http://docs.oasis-open.org/ns/search-ws/diagnostic"><version>2.0</version><diagnostics><ns3:diagnostic>
        <ns3:uri>info:srw/diagnostic/1/10</ns3:uri><ns3:message>Query syntax error</ns3:message></ns3:diagnostic></diagnostics>
        </searchRetrieveResponse>"#,
    )
}

/// An adopted vision of an invented municipality.
fn document(title: &str) -> String {
    format!(
        "# {title}\n\nVastgesteld door de gemeenteraad.\n\n{}",
        vision("samenwerking", title.len())
    )
}

pub(crate) fn place(register: &str, base: &str, settings: &str) -> Place {
    let place = Place::new().with(&["--config", "wiel.toml"]);
    place.write(
        "wiel.toml",
        format!(
            "[register]\nfolder = {register:?}\n[corpus]\nfolder = \"docs\"\n[data]\nfolder = \"data\"\n\
             [harvest]\ncontact = \"ict@schorrewijk.example\"\ninterval_ms = 0\nretries = 2\nprivate_hosts = \"127.0.0.1\"\n\
             publications_url = \"{base}/sru\"\nregulations_url = \"{base}/cvdr?x-connection=cvdr\"\n\
             council_url = \"{base}/v1/elastic\"\n{settings}"
        ),
    );
    place
}

pub(crate) fn demonstration() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/demo/register");
    folder.display().to_string()
}

/// The base address that a client used.
pub(crate) fn base(asked: &Asked) -> String {
    format!("http://{}", asked.header("host").unwrap_or_default())
}

pub(crate) fn harvest(place: &Place, args: &[&str], code: i32) -> Value {
    let ran = place.run(&[&["harvest", "--format", "json"], args].concat());
    assert_eq!(ran.code, code, "{ran:#?}");
    serde_json::from_str(&ran.out).expect("JSON")
}

fn documents(report: &Value) -> Vec<(String, String, String)> {
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let municipalities = report["municipalities"].as_array().expect("a list").iter();
    let all = municipalities.flat_map(|one| one["documents"].as_array().expect("a list"));
    all.map(|one| {
        (
            word(&one["title"]),
            word(&one["state"]),
            word(&one["reason"]),
        )
    })
    .collect()
}

#[test]
fn publications_are_searched_judged_and_stored() {
    let source = PublicSource::start(|asked: &Asked| {
        let base = base(asked);
        if asked.path == "/robots.txt" {
            return Reply::new(404, "");
        }
        if asked.path.starts_with("/sru") {
            let query = asked.parameter("query").unwrap_or_default();
            let known = query.contains("dt.creator==\"Schorrewijk\"")
                && query.contains("sortBy dt.available");
            let names = [
                (
                    "gmb-2024-1",
                    "Schorrewijk",
                    "Informatievisie Schorrewijk 2024-2028",
                ),
                (
                    "gmb-2024-2",
                    "Schorrewijk",
                    "Ontwerp-omgevingsvisie Schorrewijk",
                ),
                ("gmb-2024-3", "Schorrewijk", "Digitale agenda Schorrewijk"),
                ("gmb-2024-4", "Elders", "Informatievisie Elders"),
                (
                    "gmb-2024-5",
                    "Schorrewijk",
                    "Programmabegroting 2025 Schorrewijk &amp; omgeving",
                ),
            ];
            let all = names
                .map(|(id, creator, title)| publication(&base, id, creator, title, "2024-03-02"));
            return if known {
                sru(&all.concat(), 5)
            } else {
                sru("", 0)
            };
        }
        match asked.path.as_str() {
            "/gmb-2024-1/doc.md" => Reply::found(document("Informatievisie Schorrewijk 2024-2028")),
            "/gmb-2024-3/doc.md" => {
                Reply::found("# Digitale agenda\n\nHet stuk ligt ter inzage tot 1 mei.")
            }
            "/gmb-2024-5/doc.md" => Reply::found(format!(
                "# Programmabegroting 2025\n\n## Paragraaf grondbeleid\n\nKavels.\n\n## Paragraaf bedrijfsvoering\n\n{}\n",
                "Wij vervangen het zaaksysteem samen met de buren. ".repeat(10)
            )),
            _ => Reply::new(404, ""),
        }
    });
    let place = place(&demonstration(), &source.url, "");
    let report = harvest(&place, &["publications"], 0);
    assert_eq!(
        (&report["fetched"], &report["doubtful"], &report["refused"]),
        (&2.into(), &1.into(), &1.into()),
        "{report:#}"
    );
    assert_eq!(report["nothingFound"], 17);
    assert!(
        !source
            .paths()
            .iter()
            .any(|path| path.contains("gmb-2024-2") || path.contains("gmb-2024-4"))
    );
    let rows = records(&place.read("docs/manifest.csv"));
    let kinds: Vec<_> = rows
        .iter()
        .map(|row| (row["kind"].as_str(), row["source"].as_str()))
        .collect();
    assert!(
        kinds.contains(&("i-visie", "publications"))
            && kinds.contains(&("begroting", "publications")),
        "{kinds:?}"
    );
    let budget = rows
        .iter()
        .find(|row| row["kind"] == "begroting")
        .expect("one");
    let text = place.read(&format!("docs/{}", budget["path"]));
    assert!(
        text.contains("zaaksysteem") && !text.contains("Kavels"),
        "{text}"
    );
    // A person looks at the doubtful one; the decision is remembered and carried out.
    let review = place.json(&["harvest", "review"]);
    let key = review["documents"][0]["key"].as_str().expect("a key");
    assert_eq!(key, "publications:gmb-2024-3");
    place.run(&["harvest", "review", "--accept", key]).done();
    place
        .run(&["harvest", "review", "--accept", "nergens"])
        .refused(&["nergens"]);
    let second = harvest(&place, &["publications"], 0);
    assert_eq!(
        (&second["fetched"], &second["unchanged"]),
        (&1.into(), &2.into()),
        "{second:#}"
    );
    place.run(&["harvest", "review", "--reject", key]).done();
    let third = harvest(&place, &["publications"], 0);
    assert_eq!(
        (&third["fetched"], &third["unchanged"]),
        (&0.into(), &2.into()),
        "{third:#}"
    );
    assert_eq!(records(&place.read("docs/manifest.csv")).len(), 2);
    place.run(&["build"]).done();
    let profile = place.json(&["profile", "Schorrewijk"]);
    assert_eq!(
        profile["municipality"]["name"], "Schorrewijk",
        "{profile:#}"
    );
}

#[test]
fn a_source_that_is_down_or_talks_nonsense_stops_no_other() {
    for (name, broken) in [
        ("diagnostic", diagnostic()),
        ("a page", Reply::found("<html><body>Storing</body></html>")),
        ("an error", Reply::new(502, "<html>Bad gateway</html>")),
    ] {
        let source = PublicSource::start(move |asked: &Asked| {
            let base = base(asked);
            if asked.path.starts_with("/sru") {
                return broken.clone();
            }
            if asked.path.starts_with("/cvdr") {
                let query = asked.parameter("query").unwrap_or_default();
                if !query.contains("\"Zilverhorne\"") {
                    return sru("", 0);
                }
                let record = |version: &str, end: &str| {
                    format!(
                        r#"<sru:record><sru:recordData><gzd:gzd><gzd:originalData><overheidrg:meta><dcterms:identifier>CVDR7_{version}</dcterms:identifier>
                        <dcterms:title>I-visie Zilverhorne</dcterms:title><dcterms:creator>Zilverhorne</dcterms:creator>
                        <overheidrg:inwerkingtredingDatum>2023-01-01</overheidrg:inwerkingtredingDatum>{end}</overheidrg:meta></gzd:originalData>
                        <gzd:enrichedData><gzd:publicatieurl_xml>{base}/cv{version}.xml</gzd:publicatieurl_xml></gzd:enrichedData></gzd:gzd></sru:recordData></sru:record>"#
                    )
                };
                let ended = "<overheidrg:uitwerkingtredingDatum>2022-01-01</overheidrg:uitwerkingtredingDatum>";
                return sru(
                    &[record("1", ended), record("2", ""), record("3", "")].concat(),
                    3,
                );
            }
            match asked.path.as_str() {
                "/robots.txt" => Reply::new(404, ""),
                "/cv3.xml" => Reply::found(document("I-visie Zilverhorne")),
                path => Reply::new(404, path),
            }
        });
        // The same host answers for both, so that a source and not its host is what fails.
        let place = place(&demonstration(), &source.url, "hosts = 1\n");
        let report = harvest(
            &place,
            &[
                "publications",
                "regulations",
                "--municipality",
                "Zilverhorne",
            ],
            1,
        );
        assert_eq!(report["fetched"], 1, "{name}: {report:#}");
        let failure = &report["failures"][0];
        assert_eq!(failure["source"], "publications", "{name}");
        assert!(
            failure["reason"]
                .as_str()
                .is_some_and(|reason| reason.len() > 10),
            "{name}: {failure}"
        );
        assert!(
            source
                .paths()
                .iter()
                .all(|path| !path.contains("cv1") && !path.contains("cv2")),
            "newest in force only"
        );
    }
}

/// A hit of the council service.
fn hit(base: &str, number: usize, name: &str, file: &str) -> Value {
    json!({ "_index": "ori_schorrewijk_20240101000000", "_type": "_doc", "_id": number.to_string(), "_score": null,
        "_source": { "name": name, "url": format!("{base}/v1/resolve/{file}"), "original_url": format!("{base}/bron/{file}"),
            "last_discussed_at": "2024-05-16T20:00:00+02:00", "date_modified": "2024-05-01T00:00:00", "size_in_bytes": 10 },
        "sort": [1_718_000_000_000_u64 - number as u64, number.to_string()] })
}

#[test]
fn council_documents_are_paged_and_dead_links_have_a_way_round() {
    let source = PublicSource::start(|asked: &Asked| {
        let base = base(asked);
        match (asked.method.as_str(), asked.path.as_str()) {
            ("GET", "/v1/elastic/_aliases") => Reply::found(
                json!({ "ori_schorrewijk_20240101000000": { "aliases": { "ori_schorrewijk": {} } },
                    "osi_verrezee_1": { "aliases": { "osi_verrezee": {} } } }).to_string(),
            ),
            ("POST", "/v1/elastic/ori_schorrewijk/_search") => {
                let question: Value = serde_json::from_str(&asked.body).expect("JSON");
                assert!(question["_source"].is_array() && question["size"] == 100, "{question}");
                let hits: Vec<Value> = match question["search_after"][1].as_str() {
                    // Two full pages of what is no vision, then the visions.
                    None => (0..100).map(|n| hit(&base, n, "Motie digitale agenda", "m.pdf")).collect(),
                    Some("99") => (100..200).map(|n| hit(&base, n, "Raadsvoorstel I-visie", "r.pdf")).collect(),
                    Some("199") => vec![
                        hit(&base, 200, "I-visie Schorrewijk", "goed.md"),
                        hit(&base, 201, "Digitale agenda", "dood.pdf"),
                        hit(&base, 202, "Dienstverleningsvisie", "weg.pdf"),
                        hit(&base, 203, "I-visie Schorrewijk (kopie)", "goed.md"),
                    ],
                    other => panic!("no such page: {other:?}"),
                };
                Reply::found(
                    json!({ "took": 1, "timed_out": false, "_shards": { "total": 1, "successful": 1, "failed": 0 },
                        "hits": { "total": { "value": 10000, "relation": "gte" }, "max_score": null, "hits": hits } }).to_string(),
                )
            }
            ("GET", "/v1/resolve/goed.md") => Reply::found(document("I-visie Schorrewijk")),
            ("GET", "/v1/resolve/dood.pdf") => Reply::new(404, ""),
            ("GET", "/bron/dood.pdf") => Reply::found(document("Digitale agenda")),
            ("GET", "/v1/elastic/ori_schorrewijk/_doc/202?_source=text") => Reply::found(
                json!({ "_source": { "text": ["Dienstverleningsvisie Schorrewijk\n\nVastgesteld.", document("bladzijde twee")] } }).to_string(),
            ),
            ("GET", "/robots.txt") => Reply::new(404, ""),
            _ => Reply::new(404, ""),
        }
    });
    let place = place(&demonstration(), &source.url, "");
    let report = harvest(&place, &["council"], 0);
    let found = documents(&report);
    let state = |title: &str| {
        found
            .iter()
            .find(|(other, _, _)| other == title)
            .map(|(_, state, _)| state.as_str())
    };
    assert_eq!(state("I-visie Schorrewijk"), Some("fetched"), "{report:#}");
    assert_eq!(state("Digitale agenda"), Some("fetched"));
    assert_eq!(state("Dienstverleningsvisie"), Some("fetched"));
    assert_eq!(state("I-visie Schorrewijk (kopie)"), Some("refused"));
    assert_eq!(
        (&report["fetched"], &report["refused"]),
        (&3.into(), &201.into())
    );
    let check = place.json(&["corpus", "check"]);
    let text = check["documents"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|one| one["kind"] == "dienstverleningsvisie");
    assert_eq!(
        text.expect("one")["pages"],
        2,
        "pages of the text stay apart"
    );
}

#[test]
fn half_an_answer_of_the_council_service_is_a_failure() {
    for broken in [
        json!({ "timed_out": true, "hits": { "hits": [] } }),
        json!({ "timed_out": false, "_shards": { "failed": 1 }, "hits": { "hits": [] } }),
        json!({ "error": { "type": "index_not_found_exception" }, "status": 404 }),
    ] {
        let answer = broken.to_string();
        let source = PublicSource::start(move |asked: &Asked| match asked.path.as_str() {
            "/v1/elastic/_aliases" => Reply::found(r#"{"x":{"aliases":{"ori_schorrewijk":{}}}}"#),
            _ => Reply::found(answer.clone()),
        });
        let place = place(&demonstration(), &source.url, "");
        let report = harvest(&place, &["council"], 1);
        assert_eq!(
            report["failures"][0]["source"], "council",
            "{broken} {report:#}"
        );
    }
}
