//! A newer generation takes the place of the one that answers, while it is asked.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{Server, TestCorpus, vision};

/// So many generations are published under load.
const GENERATIONS: usize = 20;

/// After so many the server has held two generations at once, and its memory must not grow any more.
const SETTLED: usize = 6;

/// What memory may move by for other reasons than generations that are kept, in KiB.
const SLACK: u64 = 24 * 1024;

/// Ends the clients whatever happens, so that a failed check is told instead of waited for.
struct Over<'a>(&'a AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn no_request_fails_or_mixes_while_generations_are_published() {
    let place = TestCorpus::new()
        .municipalities(&["Aaveen", "Beemoord", "Ceerdam", "Deezijl"])
        .document("a.md", "t001", vision("datagedreven werken", 1))
        .document("b.md", "t002", vision("samen inkopen", 2))
        .document("c.md", "t003", vision("open broncode", 3))
        .document("d.md", "t004", vision("digitale inclusie", 4))
        .place();
    place.run(&["build", "--quiet"]).done();
    let server = Server::start(&place);
    let over = AtomicBool::new(false);
    let seen: Mutex<BTreeMap<String, BTreeMap<&str, String>>> = Mutex::default();
    let paths = [
        "/api/v1/municipalities/t002/partners?scope=all",
        "/api/v1/comparisons?municipality=t001&partner=t002",
        "/api/v1/profiles/t002",
    ];
    let client = |path: &'static str| {
        let mut asked = 0_u32;
        while !over.load(Ordering::Relaxed) {
            let reply = server.get(path);
            assert_eq!(reply.status, 200, "{path}: {reply:?}");
            let generation = reply.json()["generation"].as_str().map(str::to_owned);
            assert_eq!(generation.as_deref(), Some(reply.header("wiel-generation")));
            let mut seen = seen.lock().expect("no client fails");
            let bodies = seen.entry(generation.expect("a name")).or_default();
            let before = bodies.entry(path).or_insert_with(|| reply.body.clone());
            // One generation gives one answer: nothing of another is mixed in.
            assert_eq!(*before, reply.body, "{path}");
            asked += 1;
        }
        asked
    };
    let asked = thread::scope(|scope| {
        let end = Over(&over);
        let clients = paths.map(|path| scope.spawn(move || client(path)));
        let mut settled = None;
        for round in 0..GENERATIONS {
            if round == SETTLED {
                settled = server.resident();
            }
            // Every build reads another document, so that answers differ.
            let subject = ["samen inkopen", "eigen systemen"][round % 2];
            place.write("corpus/b.md", vision(subject, round + 5));
            place.run(&["build", "--quiet"]).done();
        }
        let list = server.json("/api/v1/generations");
        let newest = list["generations"][0]["id"]
            .as_str()
            .expect("a name")
            .to_owned();
        let patience = Instant::now() + Duration::from_secs(30);
        while server.json("/api/v1/readiness")["generation"] != newest.as_str() {
            assert!(
                Instant::now() < patience,
                "the newest generation never answered"
            );
            thread::yield_now();
        }
        if let (Some(settled), Some(now)) = (settled, server.resident()) {
            assert!(now < settled + SLACK, "{settled} KiB became {now} KiB");
        }
        drop(end);
        clients.map(|client| client.join().expect("no request failed"))
    });
    let seen = seen.into_inner().expect("no client fails");
    assert!(asked.iter().all(|asked| *asked > 10), "{asked:?}");
    assert!(seen.len() > 2, "the clients saw {} generations", seen.len());
    let answers: std::collections::BTreeSet<_> = seen
        .values()
        .filter_map(|bodies| bodies.get(paths[2]))
        .collect();
    assert!(answers.len() > 2, "answers follow the generation");
}
