//! A month of nights, in which documents come, go and change.

use std::collections::BTreeMap;

use crate::support::{Dice, Place, TestCorpus, vision};

const NIGHTS: usize = 30;
const KEEP: usize = 4;
const NAMES: [&str; 5] = [
    "Aadrecht",
    "Beekhorst",
    "Duinrade",
    "Elderveen",
    "Fonteinstad",
];

/// The documents by path, with owner and the seed of their text.
type Documents = BTreeMap<String, (usize, usize)>;

fn write(place: &Place, documents: &Documents) {
    let mut manifest = "path,municipality,title,kind,date,url\n".to_owned();
    for (path, (owner, seed)) in documents {
        place.write(
            &format!("corpus/{path}"),
            format!("{}{seed}\n", vision("gegevens bij de bron", *seed)),
        );
        manifest.push_str(&format!("{path},{},,,2023,\n", NAMES[*owner]));
    }
    place.write("corpus/manifest.csv", manifest);
}

/// Changes of one night: paths that come, go and change.
fn night(documents: &mut Documents, dice: &mut Dice, number: usize) -> [Vec<String>; 3] {
    let mut changes = [Vec::new(), Vec::new(), Vec::new()];
    for part in 0..dice.below(3) {
        let path = format!("n{number:02}-{part}.md");
        documents.insert(
            path.clone(),
            (dice.below(NAMES.len()), 1000 + number * 10 + part),
        );
        changes[0].push(path);
    }
    let old = |documents: &Documents, dice: &mut Dice, changes: &[Vec<String>; 3]| {
        let free: Vec<String> = documents
            .keys()
            .filter(|path| !changes.iter().flatten().any(|other| other == *path))
            .cloned()
            .collect();
        free[dice.below(free.len())].clone()
    };
    for _ in 0..dice.below(2) {
        let path = old(documents, dice, &changes);
        documents.remove(&path);
        changes[1].push(path);
    }
    for part in 0..dice.below(3) {
        let path = old(documents, dice, &changes);
        documents.get_mut(&path).expect("it is there").1 = 5000 + number * 10 + part;
        changes[2].push(path);
    }
    changes.iter_mut().for_each(|list| list.sort());
    changes
}

fn bytes(folder: &std::path::Path) -> u64 {
    let entries = std::fs::read_dir(folder).expect("a folder");
    entries
        .map(|entry| {
            let entry = entry.expect("an entry");
            let about = entry.metadata().expect("it is there");
            if about.is_dir() {
                bytes(&entry.path())
            } else {
                about.len()
            }
        })
        .sum()
}

#[test]
fn thirty_nights_keep_the_disk_bounded_and_each_report_right() {
    let place = TestCorpus::new().municipalities(&NAMES).place();
    let mut dice = Dice::new(30);
    let mut documents: Documents = (0..20)
        .map(|number| (format!("a{number:02}.md"), (number % NAMES.len(), number)))
        .collect();
    write(&place, &documents);
    let mut last = place.run(&["build", "--quiet"]).done().out;
    let mut quiet_nights = 0;
    for number in 0..NIGHTS {
        let [added, removed, changed] = night(&mut documents, &mut dice, number);
        write(&place, &documents);
        let ran = place.run(&["build"]).done();
        let id = ran.out.clone();
        if [&added, &removed, &changed].into_iter().all(Vec::is_empty) {
            assert_eq!(id, last, "night {number}: nothing changed");
            assert!(
                ran.err.contains("niets veranderd"),
                "night {number}: {ran:?}"
            );
            quiet_nights += 1;
            continue;
        }
        assert!(id > last, "night {number}");
        let diff = place.json(&["generations", "diff", last.trim(), id.trim()]);
        for (list, expected) in [("added", added), ("removed", removed), ("changed", changed)] {
            let got: Vec<_> = diff["documents"][list]
                .as_array()
                .expect("a list")
                .iter()
                .filter_map(|one| one["path"].as_str())
                .collect();
            assert_eq!(got, expected, "night {number}: {list}");
        }
        let keep = KEEP.to_string();
        place.run(&["generations", "prune", "--keep", &keep]).done();
        let list = place.json(&["generations", "list"]);
        let list = list["generations"].as_array().expect("a list").clone();
        assert!(
            list.len() <= KEEP,
            "night {number}: {} generations",
            list.len()
        );
        assert_eq!(
            (list[0]["id"].as_str(), list[0]["current"].as_bool()),
            (Some(id.trim()), Some(true))
        );
        let newest = bytes(&place.file(&format!("data/generations/{}", id.trim())));
        let all = bytes(&place.file("data/generations"));
        assert!(
            all < newest * 2 * KEEP as u64,
            "night {number}: {all} bytes beside {newest}"
        );
        assert_eq!(
            std::fs::read_dir(place.file("data/staging")).map_or(0, Iterator::count),
            0
        );
        last = id;
    }
    assert!(
        quiet_nights < NIGHTS / 2,
        "{quiet_nights} nights without a change"
    );
    place.run(&["generations", "verify"]).done();
}
