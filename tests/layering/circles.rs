//! Circles of files: files of one module that name each other around, so that none can be understood first.
//!
//! A file names another when a `use` or a path with `super::` or `crate::` leads to what is declared there; names that
//! a `mod.rs` re-exports are followed to their file. A file may name the `mod.rs` of a folder it lies in: there stands the
//! type to which it adds methods, as the files of `engine` do.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::{code, sources};

/// The only files that name each other, and why.
const PAIRS: &[([&str; 2], &str)] = &[
    (
        ["ingest/cache.rs", "ingest/document_summary.rs"],
        "the cache keeps summaries, and a summary holds its passages packed as the cache packs them",
    ),
    (
        ["settings/check/mod.rs", "settings/server.rs"],
        "the settings of the server are checked apart, with the checks of all settings",
    ),
    (
        ["stance/statement.rs", "stance/statement_row.rs"],
        "a statement is stored as a row, whose columns are the types of a statement",
    ),
];

#[test]
fn no_circle_of_files_is_larger_than_two() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let texts: Vec<(String, String)> = sources(&root)
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("sources are UTF-8");
            let path = path.strip_prefix(&root).expect("below src");
            (path.to_string_lossy().replace('\\', "/"), text)
        })
        .collect();
    let circles = Files::new(&texts).circles();
    let allowed: Vec<Vec<&str>> = PAIRS.iter().map(|(pair, _)| pair.to_vec()).collect();
    for circle in &circles {
        assert!(
            allowed.contains(circle),
            "these files name each other: {circle:?}"
        );
    }
    for (pair, reason) in PAIRS {
        assert!(
            circles.contains(&pair.to_vec()),
            "{pair:?} no longer name each other ({reason})"
        );
    }
}

/// A module of the crate by its path, such as `rank`, `caution`, `pair`.
type Module = Vec<String>;

/// What each file imports.
struct Files<'a> {
    names: BTreeMap<Module, &'a str>,
    imports: BTreeMap<Module, Vec<Import>>,
}

/// One path that a file names, and whether it re-exports what is there.
struct Import {
    path: Vec<String>,
    is_reexport: bool,
}

/// Re-exports are followed this far, so that a mistake in a source cannot keep the test busy for ever.
const MAX_REEXPORTS: usize = 8;

impl<'a> Files<'a> {
    /// Takes the sources by their path below `src`.
    fn new(texts: &'a [(String, String)]) -> Self {
        let (mut names, mut imports) = (BTreeMap::new(), BTreeMap::new());
        for (path, text) in texts {
            let module = path.trim_end_matches(".rs").trim_end_matches("/mod");
            if ["lib", "main"].contains(&module) {
                continue;
            }
            let module: Module = module.split('/').map(str::to_owned).collect();
            names.insert(module.clone(), path.as_str());
            imports.insert(module, imports_of(text));
        }
        Self { names, imports }
    }

    /// The files that name each other around, each circle sorted.
    fn circles(&self) -> Vec<Vec<&'a str>> {
        let edges: BTreeMap<&Module, BTreeSet<Module>> = self
            .imports
            .keys()
            .map(|module| (module, self.named_by(module)))
            .collect();
        let reached: BTreeMap<&Module, BTreeSet<&Module>> = edges
            .keys()
            .map(|module| (*module, reachable(&edges, module)))
            .collect();
        let mut circles = BTreeSet::new();
        for (module, others) in &reached {
            let around = others
                .iter()
                .filter(|other| reached[*other].contains(module));
            let mut circle: Vec<&str> = around.map(|other| self.names[*other]).collect();
            circle.sort_unstable();
            if circle.len() > 1 {
                circles.insert(circle);
            }
        }
        circles.into_iter().collect()
    }

    /// The other files of the same top module that a file names, without the `mod.rs` of the folders it lies in.
    fn named_by(&self, module: &Module) -> BTreeSet<Module> {
        self.imports[module]
            .iter()
            // Whoever names a re-exported item names its file, not that of the re-export.
            .filter(|import| !import.is_reexport)
            .filter_map(|import| self.resolve(module, &import.path, MAX_REEXPORTS))
            .filter(|other| other.first() == module.first() && !module.starts_with(other))
            .collect()
    }

    /// The file that declares what a path leads to. Returns `None` if that is no file of the crate.
    fn resolve(&self, from: &[String], path: &[String], depth: usize) -> Option<Module> {
        let mut at = from.to_vec();
        let mut rest = path;
        while let Some((first, tail)) = rest.split_first() {
            match first.as_str() {
                "crate" => at.clear(),
                "super" => _ = at.pop(),
                "self" => {}
                _ => break,
            }
            rest = tail;
        }
        let is_relative = rest.len() == path.len();
        for (place, name) in rest.iter().enumerate() {
            at.push(name.clone());
            if self.imports.contains_key(&at) {
                continue;
            }
            at.pop();
            // A path that begins with neither a keyword nor a module below this one is of another crate.
            if is_relative && place == 0 {
                return None;
            }
            return self.reexported(&at, name, depth).or_else(|| self.known(at));
        }
        self.known(at)
    }

    fn known(&self, module: Module) -> Option<Module> {
        self.imports.contains_key(&module).then_some(module)
    }

    /// The file behind a name that a module imports.
    fn reexported(&self, module: &Module, name: &str, depth: usize) -> Option<Module> {
        let depth = depth.checked_sub(1)?;
        let imports = self.imports.get(module)?;
        let mut same = imports.iter().filter(|import| {
            import.path.len() > 1 && import.path.last().is_some_and(|it| it == name)
        });
        same.find_map(|import| self.resolve(module, &import.path, depth))
    }
}

/// All modules that can be reached from one, itself only if a circle leads back.
fn reachable<'m>(
    edges: &'m BTreeMap<&'m Module, BTreeSet<Module>>,
    from: &Module,
) -> BTreeSet<&'m Module> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&Module> = edges[from].iter().collect();
    while let Some(next) = open.pop() {
        if reached.insert(next) {
            open.extend(&edges[next]);
        }
    }
    reached
}

/// The paths that a source names outside its tests.
fn imports_of(text: &str) -> Vec<Import> {
    let mut imports = Vec::new();
    let mut lines = code(text).map(|(_, line)| line.trim());
    while let Some(line) = lines.next() {
        let Some((before, first)) = split_use(line) else {
            imports.extend(paths_in(line).map(|path| Import {
                path,
                is_reexport: false,
            }));
            continue;
        };
        // A list of names goes on until the semicolon.
        let mut tree = first.to_owned();
        while !tree.ends_with(';') {
            let Some(more) = lines.next() else { break };
            tree.push_str(more);
        }
        imports.extend(
            expand(tree.trim_end_matches(';'))
                .into_iter()
                .map(|path| Import {
                    path,
                    is_reexport: before.starts_with("pub"),
                }),
        );
    }
    imports
}

/// The visibility and the tree of a line that begins a `use`.
fn split_use(line: &str) -> Option<(&str, &str)> {
    let (before, tree) = line.split_once("use ")?;
    (before.is_empty() || before.starts_with("pub")).then_some((before, tree))
}

/// The paths of a tree of imports: `a::{b, c::D}` is `a::b` and `a::c::D`.
fn expand(tree: &str) -> Vec<Vec<String>> {
    let tree = tree.trim();
    let Some((prefix, rest)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or(tree);
        return vec![segments(path)];
    };
    let inside = rest.strip_suffix('}').unwrap_or(rest);
    let mut paths = Vec::new();
    for part in split_outside_braces(inside) {
        for path in expand(part) {
            paths.push([segments(prefix), path].concat());
        }
    }
    paths
}

fn segments(path: &str) -> Vec<String> {
    path.split("::")
        .map(|name| name.trim().trim_start_matches("r#"))
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The parts between the commas that stand in no braces.
fn split_outside_braces(text: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0_u32, 0);
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts.retain(|part| !part.trim().is_empty());
    parts
}

/// The paths in a line that begin with `super::` or `crate::`, but for those of a visibility such as
/// `pub(in crate::http)`.
fn paths_in(line: &str) -> impl Iterator<Item = Vec<String>> {
    ["super::", "crate::"].into_iter().flat_map(move |start| {
        line.match_indices(start).filter_map(move |(at, _)| {
            let before = &line[..at];
            let continues = before.ends_with(|c: char| c.is_alphanumeric() || "_:".contains(c));
            if continues || before.ends_with("(in ") {
                return None;
            }
            let path = &line[at..];
            let end = path.find(|c: char| !c.is_alphanumeric() && !"_:".contains(c));
            Some(segments(&path[..end.unwrap_or(path.len())]))
        })
    })
}

fn circles(files: &[(&str, &str)]) -> Vec<Vec<String>> {
    let texts: Vec<(String, String)> = files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect();
    let found = Files::new(&texts).circles();
    let owned = found
        .into_iter()
        .map(|circle| circle.into_iter().map(str::to_owned).collect());
    owned.collect()
}

#[test]
fn circles_are_found_through_reexports_and_paths() {
    let found = circles(&[
        (
            "a/mod.rs",
            "mod b;\nmod c;\nmod d;\npub use b::B;\npub use self::c::{\n    C,\n    D as E,\n};",
        ),
        ("a/b.rs", "use std::fmt;\nuse super::{\n    C,\n};"),
        ("a/c.rs", "fn c() {\n    super::d::d();\n}"),
        ("a/d.rs", "use crate::a::B;"),
        ("e/mod.rs", "mod f;\npub use f::F;"),
        ("e/f.rs", "use crate::a::B;"),
    ]);
    assert_eq!(found, [["a/b.rs", "a/c.rs", "a/d.rs"]]);
}

#[test]
fn a_folder_and_its_files_are_no_circle() {
    let found = circles(&[
        ("a/mod.rs", "mod b;\nuse b::B;\npub struct A;"),
        ("a/b.rs", "use super::A;\npub(in crate::a) struct B;"),
        (
            "a/c.rs",
            "// use super::b::B;\n#[cfg(test)]\nmod tests {\n    use super::super::b::B;\n}",
        ),
    ]);
    assert!(found.is_empty(), "{found:?}");
}
