//! A whole country is harvested: 342 municipalities, 10,000 candidates, 1,200 documents, one request in twenty with a
//! fault. All municipalities and documents are invented.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::harvest_services::{base, harvest, place, publication, sru};
use crate::support::{Asked, Place, PublicSource, Reply, records, vision};

/// So many municipalities as the Netherlands have.
const MUNICIPALITIES: usize = 342;

/// Three kinds of every municipality, and a fourth of the first ones, so that there are so many documents.
const DOCUMENTS: usize = 1200;

/// Documents, and what is none.
const CANDIDATES: usize = 10_000;

const KINDS: [&str; 4] = [
    "Informatievisie",
    "Digitale agenda",
    "Coalitieakkoord",
    "Dienstverleningsvisie",
];

const TRAPS: [&str; 3] = [
    "Motie digitale agenda",
    "Ontwerp-omgevingsvisie",
    "Raadsvragen informatievisie",
];

/// What documents are about; municipalities whose number leaves the same rest agree.
const THEMES: [&str; 5] = [
    "zaakgericht werken",
    "open standaarden",
    "eigen regie over gegevens",
    "samen inkopen",
    "werken in de cloud",
];

/// Milliseconds between two requests.
const INTERVAL_MS: u64 = 2;

fn kinds_of(number: usize) -> usize {
    let fourth = DOCUMENTS - 3 * MUNICIPALITIES;
    3 + usize::from(number <= fourth)
}

fn traps_of(number: usize) -> usize {
    let all = CANDIDATES - DOCUMENTS;
    all / MUNICIPALITIES + usize::from(number <= all % MUNICIPALITIES)
}

/// What goes wrong with a document, for one in twenty: it is gone, or the first request for it fails.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    Gone,
    Busy,
    Broken,
    Down,
}

fn fault(number: usize, kind: usize) -> Option<Fault> {
    let place = number * 4 + kind;
    let faults = [Fault::Gone, Fault::Busy, Fault::Broken, Fault::Down];
    (place % 19 == 7).then(|| faults[place / 19 % 4])
}

fn all_documents() -> impl Iterator<Item = (usize, usize)> {
    (1..=MUNICIPALITIES).flat_map(|number| (0..kinds_of(number)).map(move |kind| (number, kind)))
}

/// One document in a hundred changes.
fn changes(number: usize, kind: usize) -> bool {
    kind == 1 && number.is_multiple_of(28)
}

/// Municipality and kind of the path of a document.
fn parts(path: &str) -> Option<(usize, usize)> {
    let name = path.strip_prefix("/gmb-")?.strip_suffix("/doc.md")?;
    let (number, kind) = name.split_once('-')?;
    Some((number.parse().ok()?, kind.parse().ok()?))
}

/// The service: a search for each municipality, and documents.
fn country(is_later: Arc<AtomicBool>, at_once: Arc<AtomicUsize>) -> PublicSource {
    let failed = Mutex::new(BTreeSet::new());
    let running = AtomicUsize::new(0);
    PublicSource::start(move |asked: &Asked| {
        at_once.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        let reply = answer(asked, is_later.load(Ordering::Relaxed), &failed);
        running.fetch_sub(1, Ordering::SeqCst);
        reply
    })
}

fn answer(asked: &Asked, is_later: bool, failed: &Mutex<BTreeSet<(usize, usize)>>) -> Reply {
    if asked.path.starts_with("/sru") {
        return search(&base(asked), asked, is_later);
    }
    let Some((number, kind)) = parts(&asked.path) else {
        return Reply::new(404, "");
    };
    let when = if is_later && changes(number, kind) {
        1
    } else {
        0
    };
    let theme = THEMES[number % THEMES.len()];
    let title = KINDS[kind];
    let text = format!(
        "# {title} Verzonnen {number}\n\nVastgesteld door de raad.\n\n{}\n",
        vision(theme, number * 4 + kind + when)
    );
    let found = Reply::found(text);
    let is_first = failed.lock().expect("no panic").insert((number, kind));
    match fault(number, kind) {
        Some(Fault::Gone) => Reply::new(404, ""),
        Some(Fault::Busy) if is_first => Reply::new(429, "").with("retry-after", "0"),
        Some(Fault::Broken) if is_first => found.cut(50),
        Some(Fault::Down) if is_first => Reply::new(503, "<html>Storing"),
        _ => found,
    }
}

fn search(base: &str, asked: &Asked, is_later: bool) -> Reply {
    let query = asked.parameter("query").unwrap_or_default();
    let (_, rest) = query.split_once("dt.creator==\"").expect("a creator");
    let name = rest.split('"').next().expect("a name");
    let number = name.trim_start_matches("Verzonnen ");
    let number: usize = number.parse().expect("a number");
    let mut all = String::new();
    for (kind, title) in KINDS.iter().enumerate().take(kinds_of(number)) {
        let is_changed = is_later && changes(number, kind);
        let modified = if is_changed {
            "2026-01-01"
        } else {
            "2024-01-01"
        };
        let title = format!("{title} {name}");
        all += &publication(
            base,
            &format!("gmb-{number}-{kind}"),
            name,
            &title,
            modified,
        );
    }
    for trap in 0..traps_of(number) {
        let id = format!("gmb-{number}-t{trap}");
        all += &publication(base, &id, name, TRAPS[trap % 3], "2024-01-01");
    }
    sru(&all, kinds_of(number) + traps_of(number))
}

/// Requests one after another, never two at once, and never faster than the interval. The source notes a request before
/// it answers, and the pause begins with the answer, so this holds however slow the machine is.
fn assert_polite(source: &PublicSource, at_once: &AtomicUsize) {
    assert_eq!(at_once.load(Ordering::SeqCst), 1, "requests at once");
    for pair in source.asked().windows(2) {
        let apart = pair[1].at - pair[0].at;
        assert!(apart >= Duration::from_millis(INTERVAL_MS), "{apart:?}");
    }
}

/// The documents that were asked for, each as often as it was.
fn requested(source: &PublicSource) -> Vec<(usize, usize)> {
    let paths = source.paths();
    paths.iter().filter_map(|path| parts(path)).collect()
}

#[test]
fn a_whole_country_is_harvested_killed_resumed_built_and_harvested_again() {
    let (is_later, at_once) = (Arc::<AtomicBool>::default(), Arc::<AtomicUsize>::default());
    let source = country(Arc::clone(&is_later), Arc::clone(&at_once));
    let settings = "hosts = 8\n[nightly]\nretries = 0\n[build]\nthreads = 2\n";
    let place = place("register", &source.url, settings);
    let text = place
        .read("wiel.toml")
        .replace("interval_ms = 0", &format!("interval_ms = {INTERVAL_MS}"));
    place.write("wiel.toml", text);
    let mut register = "code,name,lon,lat,neighbours\n".to_owned();
    for n in 1..=MUNICIPALITIES {
        let next = n % MUNICIPALITIES + 1;
        let before = (n + MUNICIPALITIES - 2) % MUNICIPALITIES + 1;
        let lon = 4.0 + n as f64 / 200.0;
        writeln!(
            register,
            "VZ{n:03},Verzonnen {n},{lon:.3},52.0,VZ{before:03};VZ{next:03}"
        )
        .expect("a line");
    }
    place.write("register/municipalities.csv", register);

    let mut child = place
        .command(&["harvest", "publications"])
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("it starts");
    while requested(&source).len() < DOCUMENTS / 2 {
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().expect("it runs");
    child.wait().expect("it ended");
    let report = harvest(&place, &["publications"], 0);
    assert_polite(&source, &at_once);

    let gone = all_documents()
        .filter(|(n, kind)| fault(*n, *kind) == Some(Fault::Gone))
        .count();
    let faults = all_documents()
        .filter(|(n, kind)| fault(*n, *kind).is_some())
        .count();
    assert!(
        all_documents().count() == DOCUMENTS && faults * 20 >= DOCUMENTS * 9 / 10,
        "{faults}"
    );
    let told = &report["failures"];
    assert_eq!(
        (&report["fetched"], &report["failed"]),
        (&(DOCUMENTS - gone).into(), &gone.into()),
        "{told}"
    );
    assert_eq!(report["refused"], CANDIDATES - DOCUMENTS);
    assert!(
        report["resumed"].as_u64().is_some_and(|done| done > 50),
        "{}",
        report["resumed"]
    );
    assert_eq!(
        records(&place.read("docs/manifest.csv")).len(),
        DOCUMENTS - gone
    );
    let sound = |(number, kind): &(usize, usize)| fault(*number, *kind).is_none();
    let mut asked: Vec<_> = requested(&source).into_iter().filter(sound).collect();
    let all = asked.len();
    asked.sort_unstable();
    asked.dedup();
    assert_eq!(asked.len(), DOCUMENTS - faults);
    // Only what each of the eight workers had under way when it was killed is asked for once more.
    assert!(
        all - asked.len() <= 8,
        "{all} requests for {} documents",
        asked.len()
    );

    build_and_match(&place, DOCUMENTS - gone);

    // The second harvest fetches only what changed, and tries again what was gone.
    is_later.store(true, Ordering::Relaxed);
    source.forget();
    let second = harvest(&place, &["publications"], 0);
    let is_there = |(n, kind): &(usize, usize)| fault(*n, *kind) != Some(Fault::Gone);
    let changed = all_documents()
        .filter(is_there)
        .filter(|(n, kind)| changes(*n, *kind))
        .count();
    assert!(changed * 100 >= DOCUMENTS * 9 / 10, "{changed}");
    assert_eq!(
        (&second["fetched"], &second["failed"]),
        (&changed.into(), &gone.into())
    );
    assert_eq!(second["unchanged"], DOCUMENTS - gone - changed);
    let asked: BTreeSet<_> = requested(&source).into_iter().filter(is_there).collect();
    assert_eq!(asked.len(), changed);
    assert!(asked.iter().all(|(number, kind)| changes(*number, *kind)));
    assert_polite(&source, &at_once);
}

/// What a harvest brought is built into a generation that ranks.
fn build_and_match(place: &Place, documents: usize) {
    place.run(&["build"]).done();
    let list = place.json(&["generations", "list"]);
    assert_eq!(
        list["generations"][0]["counts"]["documents"], documents,
        "{list:#}"
    );
    let answer = place.json(&["match", "Verzonnen 12", "--scope", "all", "--top", "20"]);
    let partners = answer["partners"].as_array().expect("a list");
    assert_eq!(partners.len(), 20);
    let number = |one: &serde_json::Value| {
        let name = one["name"].as_str().unwrap_or_default();
        name.trim_start_matches("Verzonnen ")
            .parse::<usize>()
            .unwrap_or(0)
    };
    let alike = partners
        .iter()
        .filter(|one| number(one) % THEMES.len() == 12 % THEMES.len())
        .count();
    // By chance it is one in five: what was harvested is read, whatever else the ranking weighs.
    assert!(
        alike * THEMES.len() >= partners.len() * 3,
        "{alike} of 20 write about the same: {answer:#}"
    );
    let quoted = partners
        .iter()
        .find_map(|one| one["evidence"][0]["theirs"]["url"].as_str());
    assert!(
        quoted.is_none_or(|url| url.starts_with("http")),
        "{quoted:?}"
    );
}
