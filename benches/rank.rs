//! The latency of queries on an open generation, by number of municipalities.

mod support;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use wiel::engine::{Engine, PartnerQuery};
use wiel::municipality::GemeenteCode;
use wiel::rank::{RankConfig, Scope};
use wiel::taxonomy::Taxonomy;

fn engine(organisations: usize) -> (tempfile::TempDir, Engine) {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let corpus = scratch.path().join("corpus");
    std::fs::create_dir(&corpus).expect("a new folder");
    let register = support::invent(&corpus, organisations, 3_000, 1);
    let data = scratch.path().join("data");
    let generation = support::generation(
        &corpus,
        &register,
        &Taxonomy::builtin(),
        &data,
        2,
        &support::Clock::start(),
    );
    let params = RankConfig::default().check().expect("the default is sound");
    let engine = Engine::open(generation, params, jiff::civil::date(2026, 11, 24))
        .expect("the generation opens");
    (scratch, engine)
}

fn questions(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("question");
    for organisations in [50, 150, 342] {
        let (_scratch, engine) = engine(organisations);
        let focus: GemeenteCode = format!("b{}", organisations / 2).parse().expect("a code");
        for scope in [Scope::Border, "km:30".parse().expect("a scope"), Scope::All] {
            let query = PartnerQuery::new(focus.clone()).scope(scope).top(10);
            group.bench_function(
                BenchmarkId::new(format!("match/{}", query.scope), organisations),
                |bencher| {
                    bencher.iter(|| engine.partners(&query).expect("the focus has text"));
                },
            );
        }
        group.bench_function(BenchmarkId::new("all-pairs", organisations), |bencher| {
            bencher.iter(|| {
                let codes = engine
                    .register()
                    .iter()
                    .map(|municipality| &municipality.code);
                codes
                    .map(|code| {
                        engine
                            .pair_scores(code, &Scope::All)
                            .expect("a known code")
                            .len()
                    })
                    .sum::<usize>()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, questions);
criterion_main!(benches);
