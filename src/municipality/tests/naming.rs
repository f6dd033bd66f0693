//! Names as a whole: all official names and aliases, masking, completion.

use std::collections::BTreeSet;

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::{code, nl, small};
use crate::municipality::{
    AliasKind, Lookup, Recognised, Recognition, Register, RegisterSources, Resolution, SourceText,
};

/// The codes that an answer gives, and its reasons.
fn answers(lookup: Lookup) -> Vec<Recognised> {
    match lookup {
        Lookup::Found(found) => vec![found],
        Lookup::Ambiguous(all) => all,
        Lookup::Unknown { .. } => Vec::new(),
    }
}

/// The lines of the alias file, read without the module's own reader.
fn alias_lines() -> Vec<(String, String, String)> {
    let text = include_str!("../../../data/nl/aliases.csv");
    let lines = text.lines().skip(1).map(|line| {
        let fields: Vec<&str> = line.split(',').collect();
        (
            fields[0].to_owned(),
            fields[1].to_owned(),
            fields[2].to_owned(),
        )
    });
    lines.collect()
}

#[test]
fn every_official_name_is_found_however_it_is_typed() {
    assert_eq!(nl().len(), 342);
    for place in nl().iter() {
        let name = &place.name;
        for typed in [
            name.clone(),
            name.to_uppercase(),
            name.to_lowercase(),
            format!("Gemeente {name}"),
            format!("{name} (gemeente)"),
            name.replace(['-', ' '], "_"),
            name.replace('-', " "),
            name.replace([' ', '-', ','], ""),
            name.nfd().filter(char::is_ascii).collect(),
            format!("{name} ({})", place.province.as_deref().unwrap()),
        ] {
            let Lookup::Found(found) = nl().lookup(&typed) else {
                panic!("{typed} is not found");
            };
            assert_eq!(found.code, place.code, "{typed}");
            let by_name = matches!(found.reason, Recognition::Name | Recognition::Alias { .. });
            assert!(by_name, "{typed}: {:?}", found.reason);
        }
        assert_eq!(
            nl().lookup(place.code.as_str()).code(),
            Some(&place.code),
            "{name}"
        );
    }
}

#[test]
fn every_alias_leads_to_its_municipality() {
    let lines = alias_lines();
    assert_eq!(lines.len(), 379);
    for (owner, alias, kind) in &lines {
        let answers = answers(nl().lookup(alias));
        let owners: BTreeSet<&str> = lines
            .iter()
            .filter(|(_, other, _)| other == alias)
            .map(|(owner, ..)| owner.as_str())
            .collect();
        let given: BTreeSet<&str> = answers.iter().map(|found| found.code.as_str()).collect();
        assert_eq!(given, owners, "{alias}");
        let mine = answers
            .iter()
            .find(|found| found.code.as_str() == owner)
            .unwrap();
        let fits = match (&mine.reason, kind.as_str()) {
            (Recognition::Abbreviation, "abbreviation")
            | (Recognition::FormerName { .. }, "predecessor")
            // An alias that folds to the official name is that name.
            | (Recognition::Name, "alternative") => true,
            (Recognition::Alias { kind, .. }, "alternative") => *kind == AliasKind::Alternative,
            _ => false,
        };
        assert!(fits, "{alias}: {:?}", mine.reason);
    }
}

#[test]
fn former_names_tell_the_day_and_the_code() {
    let Lookup::Found(found) = nl().lookup("Brielle") else {
        panic!("one successor");
    };
    assert_eq!(found.reason.since().unwrap().to_string(), "2023-01-01");
    let Some(Resolution::Former(steps)) = nl().resolve_code(&code("GM0501")) else {
        panic!("an old code");
    };
    assert_eq!(steps.len(), 1);
    assert_eq!(steps[0].old_name, "Brielle");
    assert_eq!(steps[0].since().unwrap().to_string(), "2023-01-01");
    assert_eq!(
        nl().resolve_code(&code("1992")),
        Some(Resolution::Current(code("GM1992")))
    );
    assert_eq!(nl().resolve_code(&code("GM9999")), None);
    // Haaren was split in four; the main part is first.
    let Some(Resolution::Former(parts)) = nl().resolve_code(&code("788")) else {
        panic!("an old code");
    };
    let codes: Vec<&str> = parts.iter().map(|part| part.code.as_str()).collect();
    assert_eq!(codes, ["GM0824", "GM0757", "GM0855", "GM0865"]);
}

#[test]
fn every_old_code_leads_to_its_successors() {
    let text = include_str!("../../../data/nl/predecessors.csv");
    assert_eq!(text.lines().count(), 1 + 103);
    for line in text.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let (old, name, successor, until) = (fields[0], fields[1], fields[2], fields[3]);
        let Some(Resolution::Former(steps)) = nl().resolve_code(&code(old)) else {
            panic!("{old} is an old code");
        };
        let step = steps.iter().find(|step| step.code.as_str() == successor);
        let step = step.unwrap_or_else(|| panic!("{old} goes on in {successor}"));
        assert_eq!(step.old_name, name);
        assert_eq!(step.until.unwrap().to_string(), until);
        // The bare number, as it stands in the names of old documents.
        let by_number = answers(nl().lookup(old.trim_start_matches("GM").trim_start_matches('0')));
        assert!(
            by_number
                .iter()
                .any(|found| found.code.as_str() == successor),
            "{old}"
        );
    }
}

#[test]
fn chains_of_mergers_are_followed() {
    let mut sources = RegisterSources::new(SourceText::new("m.csv", "code,name\nc,See\nd,Dee\n"));
    sources.predecessors = Some(SourceText::new(
        "p.csv",
        "old_code,old_name,code,until\na,Ay,b,2001-12-31\nb,Bee,c,2010-12-31\nb,Bee,d,2010-12-31\n",
    ));
    let register = Register::parse(sources).unwrap();
    let Some(Resolution::Former(steps)) = register.resolve_code(&code("a")) else {
        panic!("an old code");
    };
    let told: Vec<String> = steps
        .iter()
        .map(|step| format!("{} {} {}", step.code, step.old_name, step.until.unwrap()))
        .collect();
    assert_eq!(told, ["c Ay 2001-12-31", "d Ay 2001-12-31"]);
    let codes: Vec<String> = answers(register.lookup("ay"))
        .iter()
        .map(|found| found.code.to_string())
        .collect();
    assert_eq!(codes, ["c", "d"]);
}

#[test]
fn a_renaming_keeps_its_code() {
    let mut sources = RegisterSources::new(SourceText::new("m.csv", "code,name\na,New\n"));
    let renamed = "old_code,old_name,code,until\na,Old,a,2015-12-31\n";
    sources.predecessors = Some(SourceText::new("p.csv", renamed));
    let register = Register::parse(sources).unwrap();
    let a = code("a");
    assert_eq!(
        register.resolve_code(&a),
        Some(Resolution::Current(a.clone()))
    );
    let found = answers(register.lookup("old"));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].reason.since().unwrap().to_string(), "2016-01-01");
}

#[test]
fn an_official_name_beats_an_alias() {
    let mut sources = RegisterSources::new(SourceText::new("m.csv", "code,name\na,Ooi\nb,Ee\n"));
    sources.aliases = Some(SourceText::new("a.csv", "code,alias\nb,OOI\nb,Ooi\n"));
    let register = Register::parse(sources).unwrap();
    for typed in ["Ooi", "OOI", "ooi", "gemeente Ooi"] {
        let found = answers(register.lookup(typed));
        assert_eq!(found.len(), 1, "{typed}");
        assert_eq!(found[0].code.as_str(), "a", "{typed}");
        assert_eq!(found[0].reason, Recognition::Name, "{typed}");
    }
}

#[test]
fn names_that_fold_to_the_same_are_told_apart_by_their_spelling() {
    let register = small("code,name\na,Den Ham\nb,Denham\n");
    assert_eq!(register.lookup("Denham").code(), Some(&code("b")));
    assert_eq!(register.lookup("Den Ham").code(), Some(&code("a")));
    assert!(matches!(register.lookup("den ham"), Lookup::Ambiguous(all) if all.len() == 2));
}

#[test]
fn an_anonymous_register_works() {
    let register = small("name,code\nd2,d2\nd10,d10\nd001,d001\n");
    let codes: Vec<&str> = register.iter().map(|place| place.code.as_str()).collect();
    assert_eq!(codes, ["d001", "d2", "d10"]);
    assert_eq!(register.lookup("d001").code(), Some(&code("d001")));
    assert_eq!(register.distance_km(&code("d2"), &code("d10")), None);
    assert_eq!(register.hops(&code("d2"), &code("d10")), None);
    assert!(!register.same_province(&code("d2"), &code("d10")));
}

#[test]
fn names_to_mask_are_sorted_and_complete() {
    let names: Vec<&str> = nl().names().collect();
    assert!(names.is_sorted());
    let unique: BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(unique.len(), names.len());
    for name in [
        "'s-Gravenhage",
        "Den Haag",
        "Bergen",
        "Bergen (NH.)",
        "Brielle",
        "Noord-Brabant",
        "Equalit",
        "Schinnen",
    ] {
        assert!(unique.contains(name), "{name}");
    }
    // Abbreviations are short and would mask words.
    assert!(!unique.contains("NOP"));
}

#[test]
fn completion_puts_beginnings_and_official_names_first() {
    let spellings = |prefix: &str, n: usize| -> Vec<String> {
        let completions = nl().complete(prefix, n);
        completions
            .into_iter()
            .map(|found| found.spelling)
            .collect()
    };
    assert_eq!(
        spellings("'s-gr", 3),
        ["'s-Gravenhage", "'s-Graveland", "'s-Gravendeel"]
    );
    assert_eq!(spellings("den h", 3), ["Den Helder", "Den Haag", "Den Ham"]);
    assert_eq!(spellings("alphen a/d r", 9), ["Alphen aan den Rijn"]);
    assert_eq!(spellings("súdw", 9), ["Súdwest-Fryslân"]);
    assert_eq!(spellings("IJss", 2), ["IJsselstein", "IJsselham"]);
    assert_eq!(spellings("bild", 9), ["het Bildt"]);
    assert_eq!(spellings("", 2), ["Aa en Hunze", "Aalsmeer"]);
    assert!(spellings("qq", 9).is_empty());
    assert!(spellings("a", 0).is_empty());
    let brielle = &nl().complete("briel", 5)[0];
    assert_eq!(
        (brielle.name.as_str(), brielle.spelling.as_str()),
        ("Voorne aan Zee", "Brielle")
    );
}

proptest! {
    #[test]
    fn any_text_can_be_looked_up(typed in ".{0,24}") {
        let first = nl().lookup(&typed);
        prop_assert_eq!(&first, &nl().lookup(&typed));
        match first {
            Lookup::Found(_) => {}
            Lookup::Ambiguous(all) => prop_assert!(all.len() >= 2),
            Lookup::Unknown { suggestions } => prop_assert!(suggestions.len() <= 5),
        }
        nl().complete(&typed, 3);
    }

    /// One swapped pair of letters still brings the name itself among the suggestions.
    #[test]
    fn a_slip_is_forgiven(index in 0usize..342, at in 1usize..30) {
        let name = nl().iter().nth(index).unwrap().name.clone();
        let mut letters: Vec<char> = name.chars().collect();
        let at = at % letters.len().saturating_sub(1).max(1);
        if letters.len() >= 6 && letters[at].is_alphabetic() && letters[at + 1].is_alphabetic() {
            letters.swap(at, at + 1);
            let typed: String = letters.into_iter().collect();
            if let Lookup::Unknown { suggestions } = nl().lookup(&typed) {
                prop_assert!(suggestions.iter().any(|(_, text)| *text == name), "{}", typed);
            }
        }
    }
}
