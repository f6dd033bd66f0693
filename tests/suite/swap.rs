//! Reloading: newer generations are published while clients send requests.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{Server, TestCorpus, vision};

/// Generations that are published under load.
const GENERATIONS: usize = 20;

/// After this many the server has held two generations at once, and its memory must not grow any more.
const WARM_UP_GENERATIONS: usize = 6;

/// How many generations are looked at after the warm-up and at the end; the median of each is compared.
const COMPARED_GENERATIONS: usize = 5;

/// How much memory may grow for other reasons than generations that are not freed, in KiB.
const MEMORY_TOLERANCE_KIB: u64 = 16 * 1024;

/// One heap for all threads. Otherwise each thread keeps freed memory for itself, and what the server holds depends
/// on which threads happened to answer.
const ONE_HEAP: (&str, &str) = ("MALLOC_ARENA_MAX", "1");

/// Stops the clients when dropped, so that a failed assertion is reported instead of waited for.
struct StopOnDrop<'a>(&'a AtomicBool);

impl Drop for StopOnDrop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn requests_neither_fail_nor_mix_generations_during_a_reload() {
    let place = TestCorpus::new()
        .municipalities(&["Aaveen", "Beemoord", "Ceerdam", "Deezijl"])
        .document("a.md", "t001", vision("datagedreven werken", 1))
        .document("b.md", "t002", vision("samen inkopen", 2))
        .document("c.md", "t003", vision("open broncode", 3))
        .document("d.md", "t004", vision("digitale inclusie", 4))
        .place();
    // The documents are alike on purpose, which the publish guard would refuse.
    place.run(&["build", "--quiet", "--force"]).done();
    let server = Server::start_with(&place, &[ONE_HEAP]);
    let stopped = AtomicBool::new(false);
    let seen: Mutex<BTreeMap<String, BTreeMap<&str, String>>> = Mutex::default();
    let paths = [
        "/api/v1/municipalities/t002/partners?scope=all",
        "/api/v1/comparisons?municipality=t001&partner=t002",
        "/api/v1/profiles/t002",
    ];
    let client = |path: &'static str| {
        let mut requests = 0_u32;
        while !stopped.load(Ordering::Relaxed) {
            let reply = server.get(path);
            assert_eq!(reply.status, 200, "{path}: {reply:?}");
            let generation = reply.json()["generation"].as_str().map(str::to_owned);
            assert_eq!(generation.as_deref(), Some(reply.header("wiel-generation")));
            let mut seen = seen.lock().expect("no client fails");
            let bodies = seen.entry(generation.expect("a name")).or_default();
            let before = bodies.entry(path).or_insert_with(|| reply.body.clone());
            // All responses of one generation are equal: no other is mixed in.
            assert_eq!(*before, reply.body, "{path}");
            requests += 1;
        }
        requests
    };
    let requests = thread::scope(|scope| {
        let stop_clients = StopOnDrop(&stopped);
        let clients = paths.map(|path| scope.spawn(move || client(path)));
        let mut memory = Vec::new();
        for round in 0..GENERATIONS {
            // Every build reads another document, so that answers differ.
            let subject = ["samen inkopen", "eigen systemen"][round % 2];
            place.write("corpus/b.md", vision(subject, round + 5));
            // The documents are alike on purpose, which the publish guard would refuse.
            place.run(&["build", "--quiet", "--force"]).done();
            memory.extend(server.resident());
        }
        let list = server.json("/api/v1/generations");
        let newest = list["generations"][0]["id"]
            .as_str()
            .expect("a name")
            .to_owned();
        let deadline = Instant::now() + Duration::from_secs(30);
        while server.json("/api/v1/readiness")["generation"] != newest.as_str() {
            assert!(
                Instant::now() < deadline,
                "the newest generation was never served"
            );
            thread::yield_now();
        }
        // Empty where the system does not tell.
        if memory.len() == GENERATIONS {
            let before = median(&memory[WARM_UP_GENERATIONS..][..COMPARED_GENERATIONS]);
            let now = median(&memory[GENERATIONS - COMPARED_GENERATIONS..]);
            assert!(
                now < before + MEMORY_TOLERANCE_KIB,
                "{before} KiB became {now} KiB: {memory:?}"
            );
        }
        drop(stop_clients);
        clients.map(|client| client.join().expect("no request failed"))
    });
    let seen = seen.into_inner().expect("no client fails");
    assert!(requests.iter().all(|count| *count > 10), "{requests:?}");
    assert!(seen.len() > 2, "the clients saw {} generations", seen.len());
    let profiles: std::collections::BTreeSet<_> = seen
        .values()
        .filter_map(|bodies| bodies.get(paths[2]))
        .collect();
    assert!(profiles.len() > 2, "profiles follow the generation");
}

/// The middle of an odd number of values.
fn median(values: &[u64]) -> u64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    sorted[sorted.len() / 2]
}
