//! Groups and partitions against brute force.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::Share;
use super::*;
use crate::municipality::{Register, RegisterSources, SourceText};

/// The municipalities of today with their borders, as the program has them built in.
fn dutch_register() -> Register {
    let municipalities = include_str!("../../../data/nl/municipalities.csv");
    let sources = RegisterSources::new(SourceText::new("municipalities.csv", municipalities));
    Register::parse(sources).expect("a sound register")
}

fn code(n: usize) -> GemeenteCode {
    format!("t{n:03}").parse().expect("a code")
}

/// A graph of invented municipalities: every pair has a value, and some are linked.
fn graph(
    count: usize,
    value: impl Fn(usize, usize) -> f64,
    linked: impl Fn(usize, usize) -> bool,
) -> AlignmentGraph {
    let number = |code: &GemeenteCode| code.to_string()[1..].parse::<usize>().expect("a number");
    let pair = |a: &GemeenteCode, b: &GemeenteCode| {
        let (a, b) = (number(a), number(b));
        (a.min(b), a.max(b))
    };
    AlignmentGraph::new(
        (0..count).map(code).collect(),
        |a, b| {
            let (a, b) = pair(a, b);
            Share::clamped(value(a, b))
        },
        |a, b| {
            let (a, b) = pair(a, b);
            linked(a, b)
        },
    )
}

/// All sets of `size` places, with the weakest pair and the mean, that are aligned and connected: tried one by one.
fn brute_force(graph: &AlignmentGraph, size: usize, min: f64) -> Vec<(Alignment, f64, Vec<usize>)> {
    fn sets(count: usize, size: usize) -> Vec<Vec<usize>> {
        if size == 0 {
            return vec![Vec::new()];
        }
        let smaller = sets(count, size - 1);
        smaller
            .into_iter()
            .flat_map(|set| {
                let from = set.last().map_or(0, |last| last + 1);
                (from..count).map(move |next| [set.clone(), vec![next]].concat())
            })
            .collect()
    }
    let is_connected = |set: &[usize]| {
        let mut reached = BTreeSet::from([set[0]]);
        // As many rounds as members reach everybody who can be reached.
        for _ in set {
            for place in set {
                if graph.links[*place]
                    .iter()
                    .any(|other| reached.contains(other))
                {
                    reached.insert(*place);
                }
            }
        }
        reached.len() == set.len()
    };
    let mut found: Vec<_> = sets(graph.codes.len(), size)
        .into_iter()
        .filter(|set| is_connected(set))
        .filter_map(|set| {
            let values: Option<Vec<Alignment>> =
                pairs(&set).map(|(a, b)| graph.alignments[a][b]).collect();
            let values = values?;
            let weakest = *values.iter().min()?;
            let mean = values.iter().map(|one| one.get()).sum::<f64>() / values.len() as f64;
            (weakest.get() >= min).then_some((weakest, mean, set))
        })
        .collect();
    found.sort_by(|a, b| {
        (b.0.cmp(&a.0))
            .then_with(|| b.1.total_cmp(&a.1))
            .then_with(|| a.2.cmp(&b.2))
    });
    found
}

/// The groups of a search as places, with what they are ranked by.
fn as_places(graph: &AlignmentGraph, groups: &[Group]) -> Vec<(Alignment, f64, Vec<usize>)> {
    let place = |code: &GemeenteCode| graph.place(code).expect("a member");
    groups
        .iter()
        .map(|group| {
            let (a, b) = &group.weakest_pair;
            let weakest = graph.alignments[place(a)][place(b)];
            assert_eq!(weakest, Some(group.min_alignment), "the pair that is named");
            let mut places: Vec<usize> = group.members.iter().map(place).collect();
            places.sort_unstable();
            (group.min_alignment, group.mean_alignment, places)
        })
        .collect()
}

fn criteria(focus: Option<usize>, size: usize, max_per_size: usize) -> GroupCriteria {
    GroupCriteria {
        focus: focus.map(code),
        sizes: size..=size,
        min_alignment: 0.4,
        max_per_size,
    }
}

/// The value of the best partition, by trying all sets of municipalities that are left.
fn best_partition(graph: &AlignmentGraph, sizes: RangeInclusive<usize>, min: f64) -> f64 {
    let groups: Vec<(u32, f64)> = sizes
        .flat_map(|size| brute_force(graph, size, min))
        .map(|(weakest, _, set)| {
            let mask = set.iter().fold(0, |mask, place| mask | 1 << place);
            (mask, weakest.get() * set.len() as f64)
        })
        .collect();
    let mut best = vec![0.0_f64; 1 << graph.codes.len()];
    for left in 1..best.len() as u32 {
        // Without its lowest, or with a group that holds the lowest.
        let mut value = best[(left & (left - 1)) as usize];
        for (mask, of_group) in &groups {
            if mask & left == *mask && mask.trailing_zeros() == left.trailing_zeros() {
                value = value.max(of_group + best[(left & !mask) as usize]);
            }
        }
        best[left as usize] = value;
    }
    best[best.len() - 1]
}

/// An alignment for any pair, spread evenly over `[0.3, 1)`.
fn invented(a: &GemeenteCode, b: &GemeenteCode) -> f64 {
    let (a, b) = (a.min(b), a.max(b));
    let text = format!("{a}-{b}");
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    0.3 + 0.7 * ((hash >> 11) as f64 / (1_u64 << 53) as f64)
}

/// The municipalities of a region with invented alignments, linked by border.
fn region(register: &Register, members: Vec<GemeenteCode>) -> AlignmentGraph {
    AlignmentGraph::new(
        members,
        |a, b| Share::clamped(invented(a, b)),
        |a, b| register.are_neighbours(a, b),
    )
}

proptest! {
    #[test]
    fn the_best_groups_are_those_of_brute_force(
        values in prop::collection::vec(0.0..1.0_f64, 36),
        links in prop::collection::vec(prop::bool::weighted(0.4), 36),
        size in 2..=5_usize,
        focus in prop::option::of(0..9_usize),
        max in 1..=40_usize,
    ) {
        // 9 municipalities have 36 pairs.
        let at = |a: usize, b: usize| b * (b - 1) / 2 + a;
        let graph = graph(9, |a, b| values[at(a, b)], |a, b| links[at(a, b)]);
        let found = graph.groups(&criteria(focus, size, max));
        prop_assert_eq!(found.bound, None);
        let mut expected = brute_force(&graph, size, 0.4);
        if let Some(focus) = focus {
            expected.retain(|(_, _, set)| set.contains(&focus));
            prop_assert!(found.groups.iter().all(|one| one.members[0] == code(focus)));
        }
        expected.truncate(max);
        prop_assert_eq!(as_places(&graph, &found.groups), expected);
    }

    #[test]
    fn the_partition_is_that_of_brute_force(
        values in prop::collection::vec(0.0..1.0_f64, 36),
        links in prop::collection::vec(prop::bool::weighted(0.4), 36),
    ) {
        let at = |a: usize, b: usize| b * (b - 1) / 2 + a;
        let graph = graph(9, |a, b| values[at(a, b)], |a, b| links[at(a, b)]);
        let sizes = GroupCriteria { sizes: 3..=5, ..criteria(None, 3, 1) };
        let partition = graph.partition(&sizes);
        let expected = best_partition(&graph, 3..=5, 0.4);
        prop_assert!((partition.value - expected).abs() < 1e-9, "{partition:?} {expected}");
        prop_assert_eq!(partition.value, partition.bound);
        let mut all = partition.ungrouped.clone();
        all.extend(partition.groups.iter().flat_map(|one| one.members.clone()));
        all.sort();
        prop_assert_eq!(all, graph.codes);
    }
}

#[test]
fn groups_of_real_regions_are_those_of_brute_force() {
    let register = dutch_register();
    let provinces: Vec<String> = register
        .provinces()
        .iter()
        .map(|&one| one.to_owned())
        .collect();
    let mut checked = 0;
    for province in provinces {
        let members = register.province_members(&province);
        // Of larger provinces the first 25, so that each is tried.
        let members: Vec<GemeenteCode> = members.into_iter().take(25).collect();
        let graph = region(&register, members);
        for size in 3..=5 {
            let found = graph.groups(&criteria(None, size, 10));
            let mut expected = brute_force(&graph, size, 0.4);
            checked += expected.len();
            expected.truncate(10);
            assert_eq!(as_places(&graph, &found.groups), expected, "{province}");
            assert_eq!(found.bound, None);
        }
    }
    assert!(checked > 500, "{checked} groups");
}

#[test]
fn the_partition_of_a_small_province_is_that_of_brute_force() {
    let register = dutch_register();
    let sizes = GroupCriteria {
        sizes: 3..=6,
        ..criteria(None, 3, 1)
    };
    let mut checked = 0;
    for province in register.provinces() {
        let members = register.province_members(province);
        if members.len() > 14 {
            continue;
        }
        let graph = region(&register, members);
        let expected = best_partition(&graph, 3..=6, 0.4);
        let partition = graph.partition(&sizes);
        assert!((partition.value - expected).abs() < 1e-9, "{province}");
        checked += 1;
    }
    assert!(checked >= 3, "{checked} provinces");
}

#[test]
fn the_partition_of_all_municipalities_is_near_its_bound() {
    let register = dutch_register();
    let all: Vec<GemeenteCode> = register.iter().map(|one| one.code.clone()).collect();
    let graph = region(&register, all.clone());
    let partition = graph.partition(&GroupCriteria {
        sizes: 3..=4,
        ..criteria(None, 3, 1)
    });
    assert!(partition.bound >= partition.value);
    // With random alignments triples are far weaker than the best of each municipality.
    assert!(
        partition.value > 0.6 * partition.bound,
        "{} of {}",
        partition.value,
        partition.bound
    );
    let grouped: BTreeSet<&GemeenteCode> = partition
        .groups
        .iter()
        .flat_map(|one| &one.members)
        .collect();
    let sizes: usize = partition.groups.iter().map(|one| one.members.len()).sum();
    assert_eq!(grouped.len(), sizes, "nobody is in two groups");
    assert_eq!(grouped.len() + partition.ungrouped.len(), all.len());
}

#[test]
fn a_search_that_is_too_large_says_how_good_a_missed_group_can_be() {
    // All equally aligned: nothing can be pruned.
    let all = graph(60, |_, _| 0.5, |_, _| true);
    let found = all.groups(&criteria(Some(0), 6, 3));
    assert_eq!(found.bound, Share::clamped(0.5));
    assert_eq!(found.groups.len(), 3);
    let few = all.groups(&criteria(Some(0), 3, 3));
    assert_eq!(few.bound, None);
}

#[test]
fn without_the_focus_there_is_no_group() {
    let all = graph(5, |_, _| 0.9, |_, _| true);
    let found = all.groups(&criteria(Some(7), 3, 3));
    assert_eq!((found.groups, found.bound), (Vec::new(), None));
}
