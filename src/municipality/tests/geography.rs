//! Borders, distances, partnerships and regions.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{code, nl, small};
use crate::municipality::{
    GemeenteCode, Kilometres, Lookup, Register, RegisterSources, SourceText,
};

fn named(name: &str) -> GemeenteCode {
    match nl().lookup(name) {
        Lookup::Found(found) => found.code,
        other => panic!("{name}: {other:?}"),
    }
}

#[test]
fn distances_between_municipalities_are_as_on_the_map() {
    // Between centroids of areas; measured on the map, to within a kilometre or two.
    for (a, b, km) in [
        ("Amsterdam", "Utrecht", 32.5),
        ("Den Haag", "Rotterdam", 15.8),
        ("Groningen", "Maastricht", 270.6),
        ("Den Helder", "Eindhoven", 170.6),
        ("Leiden", "Leiderdorp", 3.9),
    ] {
        let got = nl().distance_km(&named(a), &named(b)).unwrap().get();
        assert!((got - km).abs() < 1.0, "{a} {b}: {got}");
    }
}

#[test]
fn the_borders_of_the_real_register() {
    let places: Vec<_> = nl().iter().collect();
    let borders: usize = places.iter().map(|place| place.neighbours.len()).sum();
    assert_eq!(borders, 2 * 882);
    let islands: Vec<&str> = places
        .iter()
        .filter(|place| place.neighbours.is_empty())
        .map(|place| place.name.as_str())
        .collect();
    assert_eq!(islands, ["Ameland", "Schiermonnikoog", "Texel"]);
    for (a, b, expected) in [
        ("Delft", "Rijswijk", true),
        ("Rijswijk", "Leidschendam-Voorburg", true),
        ("Veendam", "Oldambt", false),
        ("Wijdemeren", "Gooise Meren", false),
        ("Delft", "Delft", false),
    ] {
        assert_eq!(
            nl().are_neighbours(&named(a), &named(b)),
            expected,
            "{a} {b}"
        );
        assert_eq!(
            nl().are_neighbours(&named(b), &named(a)),
            expected,
            "{b} {a}"
        );
    }
    for (a, b, expected) in [
        ("Delft", "Delft", Some(0)),
        ("Delft", "Rijswijk", Some(1)),
        ("Vlieland", "Terschelling", Some(1)),
        ("Vlieland", "Harlingen", None),
        ("Texel", "Texel", Some(0)),
        ("Sluis", "Hulst", Some(2)),
    ] {
        assert_eq!(nl().hops(&named(a), &named(b)), expected, "{a} {b}");
    }
    assert_eq!(nl().hops(&code("GM9999"), &code("GM9999")), None);
    // Neighbours share a border, so their centroids cannot be far apart.
    for place in &places {
        for other in &place.neighbours {
            let km = nl().distance_km(&place.code, other).unwrap().get();
            assert!(km < 62.0, "{} {other} {km}", place.name);
        }
    }
}

#[test]
fn within_km_is_sorted_and_leaves_itself_out() {
    let leiden = named("Leiden");
    let near = nl().within_km(&leiden, Kilometres::new(8.0).unwrap());
    assert!(near.is_sorted_by_key(|(code, km)| (*km, code.clone())));
    let names: Vec<&str> = near
        .iter()
        .map(|(code, _)| nl().get(code).unwrap().name.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "Oegstgeest",
            "Leiderdorp",
            "Voorschoten",
            "Zoeterwoude",
            "Katwijk",
            "Teylingen",
            "Wassenaar"
        ]
    );
    let all = nl().within_km(&leiden, Kilometres::new(20_100.0).unwrap());
    assert_eq!(all.len(), nl().len() - 1);
    let farthest = all.last().unwrap().1;
    assert_eq!(nl().within_km(&leiden, farthest).len(), all.len());
    assert!(nl().within_km(&code("x"), farthest).is_empty());
}

#[test]
fn ties_in_distance_go_by_code() {
    let register = small("code,name,lon,lat\nd10,A,1,0\nd2,B,-1,0\nd1,C,0,0\nd3,D,,\n");
    let near = register.within_km(&code("d1"), Kilometres::new(200.0).unwrap());
    let codes: Vec<&str> = near.iter().map(|(code, _)| code.as_str()).collect();
    assert_eq!(codes, ["d2", "d10"]);
}

#[test]
fn provinces() {
    assert!(nl().same_province(&named("Leiden"), &named("Delft")));
    assert!(!nl().same_province(&named("Leiden"), &named("Utrecht")));
    assert!(!nl().same_province(&named("Leiden"), &code("GM9999")));
    let provinces: BTreeSet<_> = nl().iter().map(|place| place.province.clone()).collect();
    assert_eq!(provinces.len(), 12);
    let population: u32 = nl().iter().filter_map(|place| place.population).sum();
    assert_eq!(population, 17_475_415);
}

#[test]
fn partnerships_have_their_time() {
    let names = |of: &str, on: Date| -> Vec<&str> {
        let groups = nl().partnerships_of(&named(of), on);
        groups
            .into_iter()
            .map(|group| group.name.as_str())
            .collect()
    };
    assert_eq!(names("Bergen op Zoom", date(2015, 7, 31)), [""; 0]);
    assert_eq!(
        names("Bergen op Zoom", date(2015, 8, 1)),
        ["ICT West-Brabant-West"]
    );
    assert_eq!(
        names("Bergen op Zoom", date(2021, 12, 31)),
        ["ICT West-Brabant-West"]
    );
    assert_eq!(names("Bergen op Zoom", date(2022, 1, 1)), [""; 0]);
    assert_eq!(names("Leiden", date(2022, 12, 31)), ["Servicepunt71"]);
    assert_eq!(
        names("Leiden", date(2023, 1, 1)),
        ["Leidse regio bedrijfsvoering"]
    );
    // An unknown first day counts as before.
    assert_eq!(names("Ermelo", date(1990, 1, 1)), ["Meerinzicht"]);
    assert!(
        nl().partnerships_of(&code("x"), date(2020, 1, 1))
            .is_empty()
    );

    let wbw = nl()
        .partnerships()
        .iter()
        .find(|group| group.name == "ICT West-Brabant-West")
        .unwrap();
    assert_eq!(wbw.members.len(), 5);
    assert_eq!((wbw.from, wbw.until), (Some(date(2015, 8, 1)), None));
    assert_eq!(wbw.members_on(date(2024, 1, 1)).len(), 4);
    // One by one as all at once, also for those who left and came back.
    for (group, on) in nl()
        .partnerships()
        .iter()
        .flat_map(|group| [2012, 2019, 2024].map(|year| (group, date(year, 7, 1))))
    {
        let members = group.members_on(on);
        let of_nl = nl().iter();
        assert!(
            of_nl
                .map(|one| &one.code)
                .all(|code| { group.has_member(code, on) == members.contains(code) })
        );
    }
    let (bergen, tholen) = (named("Bergen op Zoom"), named("Tholen"));
    assert_eq!(
        nl().shared_partnerships(&bergen, &tholen, date(2020, 1, 1))
            .len(),
        1
    );
    assert!(
        nl().shared_partnerships(&bergen, &tholen, date(2023, 1, 1))
            .is_empty()
    );
    let grit = nl()
        .partnerships()
        .iter()
        .find(|group| group.name == "GRIT")
        .unwrap();
    assert_eq!(grit.until, Some(date(2020, 12, 31)));
    assert!(nl().partnerships().is_sorted_by_key(|group| &group.name));
}

#[test]
fn each_membership_of_the_dutch_register_has_a_source_and_doubtful_ones_tie_nobody() {
    let memberships = || nl().partnerships().iter().flat_map(|group| &group.members);
    assert!(memberships().all(|one| one.source.is_some()));
    let doubtful = memberships().filter(|one| one.doubtful.is_some()).count();
    assert!((30..60).contains(&doubtful), "{doubtful}");
    // Haarlem and Haarlemmermeer signed an intention; what came of it is unknown.
    let (haarlem, other) = (named("Haarlem"), named("Haarlemmermeer"));
    assert!(
        nl().shared_partnerships(&haarlem, &other, date(2020, 1, 1))
            .is_empty()
    );
    let (wassenaar, voorschoten) = (named("Wassenaar"), named("Voorschoten"));
    let shared = |on| -> Vec<&str> {
        let shared = nl().shared_partnerships(&wassenaar, &voorschoten, on);
        shared.iter().map(|group| group.name.as_str()).collect()
    };
    assert_eq!(shared(date(2020, 6, 1)), ["Werkorganisatie Duivenvoorde"]);
    assert_eq!(
        shared(date(2024, 6, 1)),
        ["DVO Informatie- & Datamanagement"]
    );
    // A reason belongs to an end; that of a doubtful membership may have no date.
    let with_reason = memberships().filter(|one| one.end_reason.is_some());
    let ends = with_reason.map(|one| one.until.is_some() || one.doubtful.is_some());
    assert!(ends.clone().all(|ended| ended) && ends.count() >= 10);
}

#[test]
fn the_columns_of_doubt_and_of_the_end_may_be_missing() {
    let membership = |partnerships: &str| {
        let mut sources = RegisterSources::new(SourceText::new("m.csv", "code,name\na,A\n"));
        sources.partnerships = Some(SourceText::new("s.csv", partnerships));
        let register = Register::parse(sources).expect("a sound register");
        register.partnerships()[0].members[0].clone()
    };
    let plain = membership("partnership,municipality\nP,a\n");
    assert_eq!((&plain.doubtful, &plain.end_reason), (&None, &None));
    assert!(plain.is_live(date(2020, 1, 1)));
    let full = membership(
        "partnership,municipality,until,doubtful,reason\nP,a,2021-12-31,old source,too dear\n",
    );
    assert_eq!(full.doubtful.as_deref(), Some("old source"));
    assert_eq!(full.end_reason.as_deref(), Some("too dear"));
    assert!(!full.is_live(date(2020, 1, 1)));
}

#[test]
fn regions_by_kind() {
    let mut sources = RegisterSources::new(SourceText::new("m.csv", "code,name\na,A\nb,B\nc,C\n"));
    sources.regions = Some(SourceText::new(
        "r.csv",
        "code,kind,region\na,Safety Region,Midden\nb,safety-region,Midden\na,labour,Süd\n",
    ));
    let register = Register::parse(sources).unwrap();
    assert_eq!(
        register.region_kinds().collect::<Vec<_>>(),
        ["labour", "Safety Region"]
    );
    assert_eq!(
        register.region_of(&code("b"), "safety region"),
        Some("Midden")
    );
    assert_eq!(register.region_of(&code("c"), "safety region"), None);
    assert_eq!(register.region_of(&code("a"), "water"), None);
    assert_eq!(
        register.region_members("SAFETY REGION", "midden"),
        [code("a"), code("b")]
    );
    assert_eq!(register.region_members("labour", "sud"), [code("a")]);
    assert!(register.region_members("labour", "midden").is_empty());
    assert!(register.names().any(|name| name == "Süd"));
}

/// A random graph as a register: `size` places, `borders` as pairs of indices.
fn graph(size: usize, borders: &BTreeSet<(usize, usize)>) -> Register {
    let mut text = String::from("code,name,neighbours\n");
    for place in 0..size {
        let near: Vec<String> = (0..size)
            .filter(|&other| borders.contains(&(place.min(other), place.max(other))))
            .map(|other| format!("d{other}"))
            .collect();
        text.push_str(&format!("d{place},Place {place},{}\n", near.join(";")));
    }
    small(&text)
}

proptest! {
    /// Steps over borders against Floyd and Warshall's table of all pairs.
    #[test]
    fn hops_are_shortest_paths(
        size in 1usize..9,
        pairs in prop::collection::btree_set((0usize..9, 0usize..9), 0..16),
    ) {
        let borders: BTreeSet<(usize, usize)> = pairs
            .into_iter()
            .filter(|&(a, b)| a < b && b < size)
            .collect();
        let register = graph(size, &borders);
        let all = || (0..size).flat_map(move |a| (0..size).map(move |b| (a, b)));
        let mut steps: BTreeMap<(usize, usize), u32> = (0..size).map(|a| ((a, a), 0)).collect();
        for &(a, b) in &borders {
            steps.extend([((a, b), 1), ((b, a), 1)]);
        }
        for via in 0..size {
            for (a, b) in all() {
                if let (Some(there), Some(on)) = (steps.get(&(a, via)), steps.get(&(via, b))) {
                    let round = there + on;
                    let known = steps.entry((a, b)).or_insert(round);
                    *known = round.min(*known);
                }
            }
        }
        for (a, b) in all() {
            let (from, to) = (code(&format!("d{a}")), code(&format!("d{b}")));
            let expected = steps.get(&(a, b)).copied();
            prop_assert_eq!(register.hops(&from, &to), expected);
            prop_assert_eq!(register.are_neighbours(&from, &to), expected == Some(1));
        }
    }
}
