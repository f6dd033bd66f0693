//! What must not change the score of a pair, on the demonstration, through the library.
//!
//! Scores are those of the model before they become percentiles: standard deviations, mostly between −6 and 6.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;
use wiel::engine::{Engine, PairScore, PartnerQuery};
use wiel::generation::{Generation, Owner, Store};
use wiel::ingest::{BuildConfig, BuildOutcome, BuildRequest, Reading, Silent, build};
use wiel::municipality::{GemeenteCode, Register, RegisterSources, SourceText};
use wiel::rank::{Part, RankConfig, Scope};
use wiel::similarity::Model;
use wiel::taxonomy::{Source, Taxonomy};

use crate::support::zoning_prose;

/// Sums in `f32` in another order end this far apart at most.
const ROUNDING: f64 = 2e-3;

/// A copy of the demonstration that can be changed before it is built.
struct Demonstration {
    folder: TempDir,
    municipalities: String,
    taxonomy: Taxonomy,
}

/// A built demonstration.
struct Built {
    generation: Generation,
    register: Register,
    _folder: TempDir,
}

impl Demonstration {
    fn copy() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/demo");
        let folder = tempfile::tempdir().expect("a temporary folder");
        copy(&root.join("corpus"), &folder.path().join("corpus"));
        let municipalities = fs::read_to_string(root.join("register/municipalities.csv"))
            .expect("the register is there");
        Self {
            folder,
            municipalities,
            taxonomy: Taxonomy::builtin(),
        }
    }

    /// The paths of the documents, relative to the corpus, in the order of the manifest.
    fn documents(&self) -> Vec<String> {
        let lines = self.manifest();
        let paths = lines
            .lines()
            .skip(1)
            .filter_map(|line| line.split_once(','));
        paths.map(|(path, _)| path.to_owned()).collect()
    }

    fn manifest(&self) -> String {
        fs::read_to_string(self.folder.path().join("corpus/manifest.csv")).expect("a manifest")
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        fs::write(self.folder.path().join("corpus").join(path), bytes).expect("a file");
    }

    fn bytes(&self, path: &str) -> Vec<u8> {
        fs::read(self.folder.path().join("corpus").join(path)).expect("a document")
    }

    fn build(self, threads: usize) -> Built {
        let source = SourceText::new("municipalities.csv", self.municipalities);
        let register = Register::parse(RegisterSources::new(source)).expect("a sound register");
        let params = BuildConfig::default().check().expect("sound defaults");
        let created = "2026-11-24T06:00:00Z".parse().expect("a time");
        let store = Store::open(self.folder.path().join("data"));
        let owner = Owner {
            pid: std::process::id(),
            host: "test".into(),
            since: created,
        };
        let lock = store.lock(&owner).expect("nobody else builds here");
        let request = BuildRequest {
            corpus: &self.folder.path().join("corpus"),
            register: &register,
            taxonomy: &self.taxonomy,
            params: &params,
            created,
            version: "test",
            threads,
            rebuild: true,
            guard: None,
            reading: Reading::default(),
        };
        let outcome = build(&request, &store, &lock, &Silent).expect("a sound corpus");
        let BuildOutcome::Published(report) = outcome else {
            panic!("the build was forced");
        };
        assert!(report.skipped.is_empty(), "{:?}", report.skipped);
        Built {
            generation: report.generation,
            register,
            _folder: self.folder,
        }
    }
}

impl Built {
    fn model(&self) -> Model {
        let file = |name: &str| {
            let read = self.generation.read(&format!("model/{name}"));
            read.map_err(|error| error.to_string())
        };
        Model::read(file).expect("a sound model")
    }

    fn scores(&self) -> BTreeMap<(usize, usize), f64> {
        let model = self.model();
        let n = self.register.len();
        (0..n)
            .flat_map(|a| (a + 1..n).map(move |b| (a, b)))
            .filter_map(|(a, b)| Some(((a, b), model.score(a, b)?)))
            .collect()
    }
}

/// The parts of an alignment that rest on what is said, and the whole, by pair.
type Parts = BTreeMap<(GemeenteCode, GemeenteCode), ([Option<f64>; 2], f64)>;

/// The sentences that show what two municipalities want, ours before theirs, by pair.
type Quotes = BTreeMap<(GemeenteCode, GemeenteCode), Vec<[String; 2]>>;

impl Built {
    fn engine(self) -> Engine {
        let params = RankConfig::default().check().expect("sound defaults");
        let today = jiff::civil::date(2026, 11, 24);
        Engine::open(self.generation, params, today).expect("the generation opens")
    }

    fn pairs(self) -> Vec<PairScore> {
        let codes: Vec<_> = self.register.iter().map(|one| one.code.clone()).collect();
        let engine = self.engine();
        let codes = codes.iter();
        let scored = codes.filter_map(|code| engine.pair_scores(code, &Scope::All).ok());
        scored.flatten().collect()
    }

    fn quotes(self) -> Quotes {
        let codes: Vec<_> = self.register.iter().map(|one| one.code.clone()).collect();
        let engine = self.engine();
        let mut quotes = Quotes::new();
        for code in codes {
            let query = PartnerQuery::new(code.clone()).scope(Scope::All);
            // One municipality of the demonstration has no text.
            for partner in engine
                .partners(&query)
                .into_iter()
                .flat_map(|one| one.partners)
            {
                let evidence = partner.evidence.iter();
                let sentences = evidence
                    .map(|pair| [&pair.ours, &pair.theirs].map(|quote| quote.sentence.to_string()));
                quotes.insert((code.clone(), partner.code.clone()), sentences.collect());
            }
        }
        quotes
    }

    fn alignments(self) -> Parts {
        self.pairs()
            .into_iter()
            .map(|pair| {
                let said = [Part::Themes, Part::Principles]
                    .map(|part| pair.features.get(part).map(|share| share.get()));
                (
                    (pair.municipality, pair.partner),
                    (said, pair.alignment.get()),
                )
            })
            .collect()
    }
}

/// One pair may pass another on the scale of all pairs, where rounding parts them.
const ONE_PAIR: f64 = 0.01;

/// What is read may move by this much: the classifier masks names, but not words that are made of them.
const DERIVED_WORDS: f64 = 0.01;

fn check_same_alignments(changed: Built, tolerance: f64) {
    let (before, after) = (
        Demonstration::copy().build(2).alignments(),
        changed.alignments(),
    );
    assert!(before.len() > 200, "{}", before.len());
    assert_eq!(before.len(), after.len());
    for (pair, (said, alignment)) in &before {
        for (before, after) in said.iter().zip(after[pair].0) {
            let moved = before
                .zip(after)
                .map(|(before, after)| (before - after).abs());
            assert_eq!(before.is_some(), after.is_some(), "{pair:?}");
            assert!(moved.unwrap_or(0.0) <= tolerance, "{pair:?} {moved:?}");
        }
        assert!((alignment - after[pair].1).abs() <= ONE_PAIR, "{pair:?}");
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).expect("a new folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("a copy");
        }
    }
}

fn check_alike(changed: &Built, tolerance: f64) {
    let (before, after) = (Demonstration::copy().build(2).scores(), changed.scores());
    assert!(before.len() > 100);
    assert_eq!(
        before.keys().collect::<Vec<_>>(),
        after.keys().collect::<Vec<_>>()
    );
    for (pair, score) in &before {
        assert!(
            (score - after[pair]).abs() <= tolerance,
            "{pair:?} went from {score} to {}",
            after[pair]
        );
    }
}

#[test]
fn other_names_of_places_give_the_same_scores() {
    check_alike(&renamed().build(2), ROUNDING);
}

#[test]
fn other_names_of_places_give_the_same_alignments() {
    check_same_alignments(renamed().build(2), DERIVED_WORDS);
}

#[test]
fn other_places_on_the_map_give_the_same_alignments() {
    let mut changed = Demonstration::copy();
    let mut lines = changed.municipalities.lines();
    let header = lines.next().expect("a header");
    let moved = lines.enumerate().map(|(n, line)| {
        let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
        let [lon, lat] = [3, 4];
        // Far apart, in a long row, and nobody's neighbour.
        cells[lon] = format!("{:.1}", 3.0 + n as f64 * 0.2);
        cells[lat] = format!("{:.1}", 51.0 + n as f64 * 0.1);
        *cells.last_mut().expect("neighbours") = String::new();
        cells.join(",")
    });
    let moved: Vec<String> = std::iter::once(header.to_owned()).chain(moved).collect();
    changed.municipalities = moved.join("\n");
    check_same_alignments(changed.build(2), 0.0);
}

#[test]
fn both_ways_round_a_pair_is_aligned_the_same() {
    let found = Demonstration::copy().build(2).alignments();
    for ((a, b), (said, alignment)) in &found {
        let other = &found[&(b.clone(), a.clone())];
        assert_eq!((said, alignment), (&other.0, &other.1), "{a} and {b}");
    }
}

/// The demonstration with every name of a municipality read backwards.
fn renamed() -> Demonstration {
    let mut changed = Demonstration::copy();
    let names: Vec<String> = changed
        .municipalities
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').nth(1))
        .map(str::to_owned)
        .collect();
    let mut documents = BTreeMap::new();
    for path in changed.documents() {
        let text = String::from_utf8(changed.bytes(&path)).expect("a document in UTF-8");
        documents.insert(path, text);
    }
    let mut renamed = 0;
    for name in &names {
        // As long as the old name, so that the passages are cut where they were.
        let turned: String = name.to_lowercase().chars().rev().collect();
        let turned = turned[..1].to_uppercase() + &turned[1..];
        changed.municipalities = changed.municipalities.replace(name, &turned);
        for text in documents.values_mut() {
            renamed += text.matches(name.as_str()).count();
            *text = text.replace(name, &turned);
        }
    }
    assert!(renamed > 50, "{renamed} names were changed");
    for (path, text) in &documents {
        changed.write(path, text.as_bytes());
    }
    changed
}

#[test]
fn another_order_of_the_documents_gives_the_same_scores() {
    check_alike(&in_another_order().build(2), ROUNDING);
}

#[test]
fn another_order_and_more_threads_give_the_same_quotes() {
    let quotes = Demonstration::copy().build(1).quotes();
    assert!(quotes.values().flatten().count() > 100, "{quotes:?}");
    assert_eq!(in_another_order().build(4).quotes(), quotes);
}

/// The demonstration with its documents in the opposite order.
fn in_another_order() -> Demonstration {
    let changed = Demonstration::copy();
    // Documents are taken up by path, so other paths are another order: the last comes first.
    let mut lines: Vec<String> = changed.manifest().lines().map(str::to_owned).collect();
    for (n, line) in lines.iter_mut().skip(1).rev().enumerate() {
        let (path, rest) = line.split_once(',').expect("a path and more");
        let name = path.rsplit('/').next().expect("a file name");
        let moved = format!("{n:03}-{name}");
        changed.write(&moved, &changed.bytes(path));
        *line = format!("{moved},{rest}");
    }
    changed.write("manifest.csv", lines.join("\n").as_bytes());
    changed
}

#[test]
fn a_document_that_is_there_twice_counts_once() {
    let changed = Demonstration::copy();
    let mut manifest = changed.manifest().trim_end().to_owned();
    let first = manifest.lines().nth(1).expect("a document").to_owned();
    let (path, rest) = first.split_once(',').expect("a path and more");
    changed.write("zzz-again.md", &changed.bytes(path));
    manifest.push_str(&format!("\nzzz-again.md,{rest}\n"));
    changed.write("manifest.csv", manifest.as_bytes());
    check_alike(&changed.build(2), 0.0);
}

/// How far scores may move when a document is there a second time without one word in twenty: of the two the
/// model reads one, so what moves is what a few other words would move.
const EDITED: f64 = 0.25;

#[test]
fn a_document_that_is_there_twice_with_small_edits_counts_once() {
    let changed = Demonstration::copy();
    let mut manifest = changed.manifest().trim_end().to_owned();
    let first = manifest.lines().nth(1).expect("a document").to_owned();
    let (path, rest) = first.split_once(',').expect("a path and more");
    let text = String::from_utf8(changed.bytes(path)).expect("a document in UTF-8");
    let edited: Vec<String> = text
        .split('\n')
        .map(|line| {
            let words = line.split(' ').enumerate();
            let kept = words.filter(|(n, _)| n % 20 != 19).map(|(_, word)| word);
            kept.collect::<Vec<_>>().join(" ")
        })
        .collect();
    let edited = edited.join("\n");
    assert_ne!(edited, text);
    changed.write("zzz-edited.md", edited.as_bytes());
    manifest.push_str(&format!("\nzzz-edited.md,{rest}\n"));
    changed.write("manifest.csv", manifest.as_bytes());
    check_alike(&changed.build(2), EDITED);
}

#[test]
fn who_else_is_a_candidate_changes_nothing() {
    let built = Demonstration::copy().build(2);
    let params = RankConfig::default().check().expect("sound defaults");
    let codes: Vec<GemeenteCode> = built.register.iter().map(|m| m.code.clone()).collect();
    let engine = Engine::open(built.generation, params, jiff::civil::date(2026, 11, 24))
        .expect("the generation opens");
    let mut met = 0;
    for code in &codes {
        let scores = |scope: &Scope| -> BTreeMap<GemeenteCode, f64> {
            let pairs = engine.pair_scores(code, scope).expect("a known code");
            let score = |pair: wiel::engine::PairScore| (pair.partner, pair.alignment.get());
            pairs.into_iter().map(score).collect()
        };
        let all = scores(&Scope::All);
        for scope in [Scope::Border, "km:20".parse().expect("a scope")] {
            for (partner, score) in scores(&scope) {
                assert_eq!(all[&partner], score, "{code} with {partner} in {scope}");
                met += 1;
            }
        }
    }
    assert!(met > 50, "{met} pairs stand in a smaller scope");
}

#[test]
fn one_thread_and_four_give_the_same_model() {
    let files = |threads| Demonstration::copy().build(threads).model().files();
    assert_eq!(files(1), files(4));
}

/// How far the text similarity may move by a document that states nothing.
const MAX_TEXT_SHIFT: f64 = 0.05;

#[test]
fn a_long_document_on_other_matters_changes_no_vision() {
    let before = Demonstration::copy().build(2).pairs();
    let changed = Demonstration::copy();
    let manifest = changed.manifest();
    let line = "zzz-plan.md,DM01,Omgevingsvisie buitengebied,omgevingsvisie,2023,";
    changed.write("zzz-plan.md", zoning_prose(7, 40_000).as_bytes());
    let manifest = format!("{}\n{line}\n", manifest.trim_end());
    changed.write("manifest.csv", manifest.as_bytes());
    let after = changed.build(2).pairs();
    assert_eq!(before.len(), after.len());
    for (one, other) in before.iter().zip(&after) {
        let pair = (&one.municipality, &one.partner);
        assert_eq!(pair, (&other.municipality, &other.partner));
        let part = |pair: &PairScore, part| pair.features.get(part).map(|share| share.get());
        for said in [Part::Themes, Part::Principles] {
            assert_eq!(part(one, said), part(other, said), "{said:?} of {pair:?}");
        }
        let [old, new] = [one, other].map(|pair| part(pair, Part::Text).expect("both have text"));
        assert!(
            (old - new).abs() <= MAX_TEXT_SHIFT,
            "{pair:?}: {old} and {new}"
        );
    }
}

#[test]
fn themes_that_nobody_mentions_change_nothing() {
    let mut changed = Demonstration::copy();
    let silent: String = (0..22)
        .map(|n| {
            format!(
                "[[theme]]\nid = \"stil-{n}\"\nnl = \"Stil {n}\"\nen = \"Silent {n}\"\n\
                 [[theme.cue]]\nany = [\"zwijgwoord{n}\"]\nreason = \"nobody writes this\"\nsource = \"nobody\"\n"
            )
        })
        .collect();
    let text =
        format!("version = \"test\"\n[[source]]\nid = \"nobody\"\ntitle = \"Nobody\"\n{silent}");
    let silent = Source {
        name: "silent.toml".into(),
        text: text.into(),
    };
    let sources: Vec<Source<'_>> = Source::builtin().into_iter().chain([silent]).collect();
    changed.taxonomy = Taxonomy::parse(&sources).expect("a sound taxonomy");
    let known = Taxonomy::builtin().themes().len();
    assert_eq!(changed.taxonomy.themes().len(), known + 22);
    check_same_alignments(changed.build(2), 0.0);
}
