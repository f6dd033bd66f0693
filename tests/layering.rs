//! The order of the modules, held by reading the sources.
//!
//! `src/lib.rs` declares the modules in order. Checked are, in what is not a test and not a comment:
//! 1. a module names only modules above it;
//! 2. a foreign crate is named only where it has its home;
//! 3. files, the environment and clocks are touched only where that is allowed;
//! 4. no `super::` climbs to the root of the crate, where the order would not be seen;
//! 5. every `mod.rs` starts with what the module is about;
//! 6. the engine does not know how a generation is built, and a view asks no engine;
//! 7. each rule matches something, and each dependency has a home or is named as one of all modules;
//! 8. no files of a module name each other around, see `layering/circles.rs`.
//!
//! Plain text matching: it does not see through macros, so `lib.rs` re-exports nothing.

#[path = "layering/circles.rs"]
mod circles;

use std::fs;
use std::path::{Path, PathBuf};

/// What may be named only in these modules. Written as it stands in a source, before `::` or whole.
const HOMES: &[(&[&str], &[&str])] = &[
    (&["tantivy::"], &["index"]),
    (&["ndarray::", "ndarray_npy::"], &["encoder", "similarity"]),
    (
        &[
            "sprs::",
            "faer::",
            "rand::",
            "rand_xoshiro::",
            "rand_distr::",
        ],
        &["similarity"],
    ),
    (
        &[
            "axum::",
            "tower::",
            "hyper::",
            "hyper_util::",
            "maud::",
            "brotli::",
            "arc_swap::",
            "governor::",
            "headers::",
            "subtle::",
            "tower_http::",
        ],
        &["http"],
    ),
    (
        &[
            "clap::",
            "clap_complete::",
            "indicatif::",
            "anyhow::",
            "tokio::",
            "tracing_subscriber::",
        ],
        &["cli", "http"],
    ),
    (
        &[
            "config::Config",
            "config::{Environment",
            "config::File",
            "include_dir::",
            "std::env",
        ],
        &["settings"],
    ),
    (&["geo::", "geojson::"], &["geography"]),
    (
        &[
            "comfy_table::",
            "krilla::",
            "parquet::",
            "rust_xlsxwriter::",
            "skrifa::",
            "textwrap::",
        ],
        &["report"],
    ),
    (
        &[
            "scraper::",
            "pulldown_cmark::",
            "encoding_rs::",
            "pdf_oxide::",
            "office_oxide::",
            "rlimit::",
            "std::process::{",
        ],
        &["extract"],
    ),
    (&["percent_encoding::"], &["extract", "http"]),
    (&["zip::"], &["extract", "report"]),
    (&["toml::"], &["taxonomy"]),
    (&["utoipa::"], &["report", "http"]),
    (&["lz4_flex::"], &["ingest"]),
    (&["croner::"], &["nightly"]),
    (&["quick_xml::"], &["extract", "harvest"]),
    (&["ureq::"], &["harvest", "nightly"]),
    (&["robotstxt::", "url::"], &["harvest"]),
    (&["rand_mt::", "md5::"], &["evaluate"]),
    (&["rayon::"], &["passage", "index", "ingest", "similarity"]),
    (
        &["std::fs", "File::open", "File::create"],
        &["generation", "ingest", "harvest", "settings", "cli"],
    ),
    (&["std::net::"], &["harvest", "settings", "http", "cli"]),
    (&["aho_corasick::"], &["extract", "passage", "stance"]),
    (
        &["blake3::"],
        &["document", "generation", "nightly", "taxonomy"],
    ),
    (&["flate2::"], &["tensors", "http"]),
    (&["frostem::"], &["text"]),
    (&["kitoken::"], &["encoder"]),
    (&["memchr::"], &["extract"]),
    (&["pulp::"], &["encoder", "similarity"]),
    (&["strsim::"], &["municipality", "settings"]),
    (&["tracing::"], &["cli", "harvest", "http", "ingest"]),
    (
        &["unicode_normalization::"],
        &["extract", "ingest", "municipality", "text"],
    ),
    (&["whatlang::"], &["ingest", "passage"]),
];

/// Crates that any module may name: data, errors, dates and tables of text.
const EVERYWHERE: &[&str] = &["csv", "jiff", "serde", "serde_json", "thiserror"];

/// What may not be named below a path, whatever the order of the modules.
const BOUNDARIES: &[(&str, &str, &str)] = &[
    (
        "engine/",
        "crate::ingest",
        "the engine does not know how a generation is built",
    ),
    (
        "report/view/",
        "Engine",
        "a view takes a value; it asks no engine",
    ),
    (
        "http/api/",
        "crate::http::pages",
        "the API does not know the pages",
    ),
];

/// What asks the time; only from this module on.
const CLOCKS: &[&str] = &["Timestamp::now", "Zoned::now", "Instant::now", "SystemTime"];

/// Before these nobody asks the time: a date that matters is an argument. The first that exists counts.
const TIME_BEGINS: &[&str] = &["ingest"];

#[test]
fn the_sources_keep_the_order() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let order = declared(&fs::read_to_string(root.join("lib.rs")).expect("the library has a root"));
    assert!(order.len() > 10, "{order:?}");
    let mut wrong = Vec::new();
    for path in sources(&root) {
        let text = fs::read_to_string(&path).expect("sources are UTF-8");
        let path = path
            .strip_prefix(&root)
            .expect("below src")
            .to_string_lossy()
            .replace('\\', "/");
        wrong.extend(faults(&order, &path, &text));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn each_rule_matches_something() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let texts: Vec<(String, String)> = sources(&root)
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("sources are UTF-8");
            let path = path.strip_prefix(&root).expect("below src");
            (path.to_string_lossy().replace('\\', "/"), text)
        })
        .collect();
    let named = |module: &str, name: &str| {
        let mut inside = texts.iter().filter(|(path, _)| path.starts_with(module));
        inside.any(|(_, text)| code(text).any(|(_, line)| line.contains(name)))
    };
    for (names, homes) in HOMES {
        for name in *names {
            assert!(named("", name), "no source names {name}");
        }
        for home in *homes {
            let used = names.iter().any(|name| named(&format!("{home}/"), name));
            assert!(
                used,
                "{home} is a home of {names:?}, and names none of them"
            );
        }
    }
    for (path, _, _) in BOUNDARIES {
        let mut inside = texts.iter().filter(|(other, _)| other.starts_with(path));
        assert!(inside.next().is_some(), "there is no source below {path}");
    }
}

#[test]
fn each_dependency_has_a_home() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = fs::read_to_string(root.join("Cargo.toml")).expect("the manifest is readable");
    let mut section = "";
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        }
        let Some((name, rest)) = line.split_once(" = ") else {
            continue;
        };
        if section != "[dependencies]" {
            continue;
        }
        let path = name.replace('-', "_");
        let has_home = HOMES.iter().any(|(names, _)| {
            let mut names = names.iter();
            names.any(|one| one.trim_end_matches("::").split("::").next() == Some(path.as_str()))
        });
        let known = has_home || EVERYWHERE.contains(&path.as_str());
        assert!(known, "{name} has no home in tests/layering.rs");
        assert!(!rest.is_empty());
    }
}

/// The modules that `lib.rs` declares, in order.
fn declared(lib: &str) -> Vec<String> {
    let name = |line: &str| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned());
    lib.lines().filter_map(name).collect()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("a source").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if path.is_dir() && name != "tests" {
            found.extend(sources(&path));
        } else if name.ends_with(".rs") && name != "tests.rs" {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Everything that is wrong in one file; `path` is relative to `src`.
fn faults(order: &[String], path: &str, text: &str) -> Vec<String> {
    let parts: Vec<&str> = path.split('/').collect();
    let mut wrong = Vec::new();
    if path.ends_with("/mod.rs") && !text.starts_with("//!") {
        wrong.push(format!(
            "{path}:1: does not start with what the module is about (//!)"
        ));
    }
    let [module, .., _] = parts[..] else {
        return wrong;
    };
    let Some(place) = order.iter().position(|name| name == module) else {
        wrong.push(format!("{path}:1: lib.rs does not declare {module}"));
        return wrong;
    };
    // How many modules deep: `a/mod.rs` 1, `a/b.rs` and `a/b/mod.rs` 2.
    let depth = parts.len() - usize::from(path.ends_with("/mod.rs"));
    for (number, line) in code(text) {
        let mut say = |what: String| wrong.push(format!("{path}:{number}: {what}"));
        for named in after(line, "crate::") {
            match order.iter().position(|name| *name == named) {
                Some(other) if other > place => {
                    say(format!("{module} names {named}, which is below it"))
                }
                None if named.is_empty() => say("write one `use` for each module".to_owned()),
                Some(_) | None => {}
            }
        }
        for (names, homes) in HOMES {
            let named = names.iter().find(|name| stands_in(line, name));
            if let Some(name) = named.filter(|_| !homes.contains(&module)) {
                say(format!(
                    "{module} names {name}, whose home is {}",
                    homes.join(", ")
                ));
            }
        }
        for (below, name, why) in BOUNDARIES {
            if path.starts_with(below) && after(line, name).any(|rest| rest.is_empty()) {
                say(format!("names {name}: {why}"));
            }
        }
        let begins = TIME_BEGINS
            .iter()
            .find_map(|name| order.iter().position(|other| other == name));
        if let Some(clock) = CLOCKS.iter().find(|clock| line.contains(*clock))
            && begins.is_none_or(|begins| place < begins)
        {
            say(format!("{module} asks the time with {clock}"));
        }
        if line.contains(&"super::".repeat(depth)) {
            say("`super::` climbs to the root; write `crate::`".to_owned());
        }
    }
    wrong
}

/// The lines that are neither comment nor in-file test, with their numbers.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines: Vec<&str> = text.lines().collect();
    let is_test = |at: usize| {
        lines[at] == "#[cfg(test)]"
            && lines
                .get(at + 1)
                .is_some_and(|next| next.starts_with("mod tests {"))
    };
    let end = (0..lines.len())
        .find(|at| is_test(*at))
        .unwrap_or(lines.len());
    let kept: Vec<_> = lines[..end]
        .iter()
        .enumerate()
        .map(|(at, line)| (at + 1, *line))
        .collect();
    kept.into_iter()
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// The identifiers that follow `prefix` in a line; empty where something else follows.
fn after<'a>(line: &'a str, prefix: &'a str) -> impl Iterator<Item = &'a str> {
    line.match_indices(prefix)
        .filter(|(at, _)| !continues(line, *at))
        .map(move |(at, _)| {
            let rest = &line[at + prefix.len()..];
            let end = rest
                .find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(rest.len());
            &rest[..end]
        })
}

/// Whether a name stands in a line as a name of its own, not as the end of another or below a module.
fn stands_in(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let local = line[..at].ends_with("::")
            && !line[..at].trim_start().trim_start_matches("use ").eq("::");
        !continues(line, at) && !local
    })
}

/// Whether the character before this place belongs to the same word.
fn continues(line: &str, at: usize) -> bool {
    line[..at]
        .chars()
        .next_back()
        .is_some_and(|c| c.is_alphanumeric() || c == '_')
}

fn check(path: &str, text: &str, expected: &[&str]) {
    let order = declared(
        "pub mod text;\n\npub mod index;\npub mod ingest;\npub mod settings;\npub mod cli;\n",
    );
    let found = faults(&order, path, text);
    assert_eq!(
        found.len(),
        expected.len(),
        "{path}: {text:?} gives {found:?}"
    );
    for (fault, part) in found.iter().zip(expected) {
        assert!(fault.contains(part), "{fault:?} misses {part:?}");
    }
}

#[test]
fn boundaries_hold_whatever_the_order() {
    let order = declared("pub mod ingest;\npub mod engine;\npub mod report;\npub mod http;\n");
    let wrong = |path: &str, text: &str| faults(&order, path, text).len();
    assert_eq!(
        wrong("engine/mod.rs", "//! E.\nuse crate::ingest::BuildError;"),
        1
    );
    assert_eq!(
        wrong("report/view/pair.rs", "fn new(engine: &Engine) {}"),
        1
    );
    assert_eq!(
        wrong("report/view/pair.rs", "fn new(error: EngineError) {}"),
        0
    );
}

#[test]
fn imports_go_up_only() {
    check("index/read.rs", "use crate::text::Span;", &[]);
    check(
        "text/word.rs",
        "use crate::index::Hit;",
        &["text names index, which is below it"],
    );
    check(
        "text/word.rs",
        "fn f(hit: &crate::index::Hit) {}",
        &["text/word.rs:1: "],
    );
    check(
        "text/word.rs",
        "use crate::{index, text};",
        &["one `use` for each"],
    );
    check(
        "text/word.rs",
        "// crate::index is below\n/// [`crate::index`]",
        &[],
    );
    check(
        "text/word.rs",
        "#[cfg(test)]\nmod tests {\n    use crate::index::Hit;\n}",
        &[],
    );
    check("stray/mod.rs", "//! Stray.", &["does not declare stray"]);
}

#[test]
fn crates_have_a_home() {
    check("index/read.rs", "use tantivy::Index;", &[]);
    check(
        "ingest/mod.rs",
        "//! Build.\nuse tantivy::Index;",
        &["ingest/mod.rs:2: ingest names tantivy::"],
    );
    check(
        "text/word.rs",
        "let a: ndarray::Array1<f64>;",
        &["whose home is encoder, similarity"],
    );
    check("index/read.rs", "pub use config::IndexConfig;", &[]);
    check(
        "cli/build.rs",
        "use config::{Environment, File};",
        &["whose home is settings"],
    );
    check("text/word.rs", "let operand::x = strand::y;", &[]);
    check("cli/search.rs", "use crate::ingest::rayon::x;", &[]);
}

#[test]
fn the_world_is_kept_out() {
    check(
        "index/read.rs",
        "let text = std::fs::read(path);",
        &["index names std::fs"],
    );
    check("cli/build.rs", "let text = std::fs::read(path);", &[]);
    check(
        "cli/build.rs",
        "std::env::var(\"X\")",
        &["cli names std::env"],
    );
    check("settings/check.rs", "std::env::vars_os()", &[]);
    check(
        "index/read.rs",
        "let now = Timestamp::now();",
        &["index asks the time"],
    );
    check("ingest/pipeline.rs", "let now = Timestamp::now();", &[]);
}

#[test]
fn modules_begin_with_their_purpose_and_stay_inside() {
    check("text/mod.rs", "mod word;", &["does not start"]);
    check(
        "text/mod.rs",
        "//! Text.\nuse super::index::Hit;",
        &["climbs to the root"],
    );
    check("text/word.rs", "use super::Span;", &[]);
    check(
        "text/word.rs",
        "use super::super::index::Hit;",
        &["climbs to the root"],
    );
    check("text/deep/word.rs", "use super::super::Span;", &[]);
}
