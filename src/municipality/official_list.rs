//! An official list of municipalities at one day, and what it changes in a register (herindeling).
//!
//! Codes that ended lead to those that they went on in, their names become former names, and memberships and regions
//! move along, so that a document or a person that uses an old code or name is still understood.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::code::GemeenteCode;
use super::register::Register;
use super::source::{RegisterSources, SourceText};
use super::table::Table;

/// A municipality as an official list has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedMunicipality {
    /// Its code.
    pub code: GemeenteCode,
    /// Its official name.
    pub name: String,
    /// Its province, when the list gives one.
    pub province: Option<String>,
}

/// A code that ended before the day of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndedMunicipality {
    /// Its code.
    pub code: GemeenteCode,
    /// Its last name.
    pub name: String,
    /// Its last day.
    pub until: Date,
    /// Those that it went on in, by the list; several after a split.
    pub successors: Vec<GemeenteCode>,
}

/// The municipalities of one day, with the codes that ended before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficialList {
    /// The day.
    pub day: Date,
    /// Those of that day, by code.
    pub current: BTreeMap<GemeenteCode, ListedMunicipality>,
    /// Those that ended before it, by code.
    pub ended: BTreeMap<GemeenteCode, EndedMunicipality>,
}

/// What an official list changes in a register.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegisterChanges {
    /// Municipalities that are new, in code order: those in which one of the register went on.
    pub added: Vec<ListedMunicipality>,
    /// Those of the register that ended, in code order.
    pub ended: Vec<EndedMunicipality>,
    /// Those with another name: code, old and new name.
    pub renamed: Vec<(GemeenteCode, String, String)>,
    /// Those of the register that the list does not have, or that ended without a successor of today.
    pub unknown: Vec<GemeenteCode>,
}

impl RegisterChanges {
    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.ended.is_empty() && self.renamed.is_empty()
    }
}

impl OfficialList {
    /// The municipalities of the day at the ends of the chains that start at an ended code, in the order of the list.
    fn ends(&self, from: &GemeenteCode) -> Vec<GemeenteCode> {
        let (mut found, mut seen, mut open) = (Vec::new(), BTreeSet::new(), vec![from]);
        while let Some(code) = open.pop() {
            // A circle in the list must not be followed for ever.
            if !seen.insert(code) {
                continue;
            }
            if self.current.contains_key(code) {
                found.push(code.clone());
            } else if let Some(ended) = self.ended.get(code) {
                open.extend(ended.successors.iter().rev());
            }
        }
        found
    }

    /// What the list changes in a register. Municipalities that neither are in the register nor follow one of it stay
    /// out, so that a register of a part of the country stays one.
    pub fn changes(&self, register: &Register) -> RegisterChanges {
        let mut changes = RegisterChanges::default();
        let mut added = BTreeMap::new();
        for place in register.iter() {
            if let Some(listed) = self.current.get(&place.code) {
                if is_another_name(&place.name, &listed.name) {
                    let (old, new) = (place.name.clone(), listed.name.clone());
                    changes.renamed.push((place.code.clone(), old, new));
                }
                continue;
            }
            let successors = self.ends(&place.code);
            let Some(ended) = self
                .ended
                .get(&place.code)
                .filter(|_| !successors.is_empty())
            else {
                changes.unknown.push(place.code.clone());
                continue;
            };
            for code in &successors {
                if register.get(code).is_none() {
                    added.insert(code.clone(), self.current[code].clone());
                }
            }
            changes.ended.push(EndedMunicipality {
                successors,
                ..ended.clone()
            });
        }
        changes.added = added.into_values().collect();
        changes
    }

    /// The files of a register after these changes. A municipality that is new has the sum of the inhabitants and areas of
    /// those that went on in it as a whole, and their borders; its own borders replace them when they are imported.
    ///
    /// Municipalities that the list does not have stay as they are.
    pub fn revised(&self, register: &Register, changes: &RegisterChanges) -> RegisterSources {
        let old = register.sources();
        let moves = Moves::new(changes);
        let mut new = old.clone();
        new.municipalities = municipalities(register, changes, &moves);
        new.predecessors = Some(self.predecessors(old.predecessors.as_ref(), changes));
        new.aliases = Some(self.aliases(old.aliases.as_ref(), changes, &moves));
        let moved = |source: &Option<SourceText>, column: &str, unique: &[&str]| {
            let source = source.as_ref()?;
            let mut table = Table::read(source, &[]);
            table.follow(column, &moves.0, unique);
            Some(table.write(&source.name))
        };
        new.partnerships = moved(
            &old.partnerships,
            "municipality",
            &["partnership", "municipality"],
        );
        new.regions = moved(&old.regions, "code", &["code", "kind"]);
        new
    }

    /// The day before the list, on which a name that it changed was last valid at the latest.
    fn day_before(&self) -> Date {
        self.day.yesterday().unwrap_or(self.day)
    }

    fn predecessors(&self, old: Option<&SourceText>, changes: &RegisterChanges) -> SourceText {
        let (mut table, name) = Table::of(
            old,
            "predecessors.csv",
            &["old_code", "old_name", "code", "until"],
        );
        for ended in &changes.ended {
            for code in &ended.successors {
                let until = ended.until.to_string();
                let fields = [ended.code.as_str(), &ended.name, code.as_str(), &until];
                table.add(&["old_code", "old_name", "code", "until"], &fields);
            }
        }
        table.write(&name)
    }

    fn aliases(
        &self,
        old: Option<&SourceText>,
        changes: &RegisterChanges,
        moves: &Moves,
    ) -> SourceText {
        const COLUMNS: [&str; 4] = ["code", "alias", "kind", "until"];
        let (mut table, name) = Table::of(old, "aliases.csv", &COLUMNS);
        table.follow("code", &moves.0, &["code", "alias"]);
        for ended in &changes.ended {
            for code in &ended.successors {
                // A successor may have taken the name.
                if self.current[code].name != ended.name {
                    let until = ended.until.to_string();
                    table.add(
                        &COLUMNS,
                        &[code.as_str(), &ended.name, "predecessor", &until],
                    );
                }
            }
        }
        for (code, old, _) in &changes.renamed {
            let until = self.day_before().to_string();
            table.add(&COLUMNS, &[code.as_str(), old, "predecessor", &until]);
        }
        table.write(&name)
    }
}

/// Whether a name is another one, and not the same in another spelling: `Bergen (L.)` and `Bergen (L)`, or `Hengelo (O.)`
/// and `Hengelo`.
fn is_another_name(old: &str, new: &str) -> bool {
    let letters = |name: &str| {
        let letters = name.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    let (old, new) = (letters(old), letters(new));
    !(old.starts_with(&new) || new.starts_with(&old))
}

/// Where codes that ended went on.
struct Moves(BTreeMap<GemeenteCode, Vec<GemeenteCode>>);

impl Moves {
    fn new(changes: &RegisterChanges) -> Self {
        let ended = changes.ended.iter();
        Self(
            ended
                .map(|one| (one.code.clone(), one.successors.clone()))
                .collect(),
        )
    }

    /// The only successor of a code that ended. Returns `None` for one that was split, or that did not end.
    fn whole(&self, code: &GemeenteCode) -> Option<&GemeenteCode> {
        match self.0.get(code).map(Vec::as_slice) {
            Some([only]) => Some(only),
            _ => None,
        }
    }
}

/// The file of municipalities. Borders of a municipality that was split go to nobody: which part has which is not known
/// before the new borders are.
fn municipalities(register: &Register, changes: &RegisterChanges, moves: &Moves) -> SourceText {
    let source = &register.sources().municipalities;
    let mut table = Table::read(source, &["code", "name"]);
    let ended: BTreeSet<&GemeenteCode> = changes.ended.iter().map(|one| &one.code).collect();
    // Neighbours first, of everyone, since a border has two sides.
    let mut neighbours: BTreeMap<&GemeenteCode, BTreeSet<&GemeenteCode>> = BTreeMap::new();
    let today = |code| {
        if ended.contains(code) {
            moves.whole(code)
        } else {
            Some(code)
        }
    };
    for place in register.iter() {
        for other in &place.neighbours {
            if let (Some(one), Some(other)) = (today(&place.code), today(other))
                && one != other
            {
                neighbours.entry(one).or_default().insert(other);
            }
        }
    }
    for added in &changes.added {
        let parts: Vec<_> = register
            .iter()
            .filter(|place| moves.whole(&place.code) == Some(&added.code))
            .collect();
        let largest = parts.iter().max_by(|a, b| {
            a.area_km2
                .unwrap_or(0.0)
                .total_cmp(&b.area_km2.unwrap_or(0.0))
        });
        let population: Option<u64> = parts
            .iter()
            .map(|place| place.population.map(u64::from))
            .sum();
        let area: Option<f64> = parts.iter().map(|place| place.area_km2).sum();
        let position = largest.and_then(|place| place.position);
        let province = added
            .province
            .clone()
            .or_else(|| parts.first()?.province.clone());
        let text = |value: Option<String>| value.filter(|_| !parts.is_empty()).unwrap_or_default();
        let fields = [
            added.code.to_string(),
            added.name.clone(),
            province.unwrap_or_default(),
            text(position.map(|place| place.lon().to_string())),
            text(position.map(|place| place.lat().to_string())),
            text(population.map(|sum| sum.to_string())),
            text(area.map(|sum| format!("{sum:.2}"))),
        ];
        let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
        table.add(
            &[
                "code",
                "name",
                "province",
                "lon",
                "lat",
                "population",
                "area_km2",
            ],
            &fields,
        );
    }
    table.retain("code", |code| !ended.contains(code));
    let names: BTreeMap<&GemeenteCode, &str> = changes
        .renamed
        .iter()
        .map(|(code, _, new)| (code, new.as_str()))
        .collect();
    table.set("name", |code| {
        names.get(code).map(|name| (*name).to_owned())
    });
    table.set("neighbours", |code| {
        let all = neighbours.get(code).into_iter().flatten();
        let all: Vec<&str> = all.map(|other| other.as_str()).collect();
        Some(all.join(";"))
    });
    table.write(&source.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::municipality::{Lookup, Resolution};

    fn code(text: &str) -> GemeenteCode {
        text.parse().expect("a code")
    }

    fn register() -> Register {
        let mut sources = RegisterSources::new(SourceText::new(
            "municipalities.csv",
            "code,name,province,lon,lat,population,area_km2,neighbours\n\
             GM9001,Noordoord,Demo,5.0,52.0,1000,10.0,GM9002;GM9003\n\
             GM9002,Zuidoord,Demo,5.1,52.0,2000,20.5,GM9001;GM9003\n\
             GM9003,Westoord,Demo,5.2,52.0,3000,30.0,GM9001;GM9002;GM9004\n\
             GM9004,Oudenaam,Demo,5.3,52.0,4000,40.0,GM9003\n",
        ));
        sources.partnerships = Some(SourceText::new(
            "partnerships.csv",
            "partnership,municipality\nSamen,GM9001\nSamen,GM9002\nSamen,GM9003\n",
        ));
        sources.regions = Some(SourceText::new(
            "regions.csv",
            "code,kind,region\nGM9001,streek,Hier\nGM9002,streek,Hier\n",
        ));
        sources.predecessors = Some(SourceText::new(
            "predecessors.csv",
            "old_code,old_name,code,until\nGM8000,Heeloud,GM9001,2010-12-31\n",
        ));
        sources.aliases = Some(SourceText::new(
            "aliases.csv",
            "code,alias,kind,until\nGM9001,N-oord,alternative,\n",
        ));
        Register::parse(sources).expect("a sound register")
    }

    fn list() -> OfficialList {
        let listed = |text: &str, name: &str| ListedMunicipality {
            code: code(text),
            name: name.to_owned(),
            province: Some("Demo".to_owned()),
        };
        let current = [
            listed("GM9003", "Westoord"),
            listed("GM9004", "Nieuwenaam"),
            listed("GM9005", "Samenoord"),
            listed("GM9009", "Elders"),
        ];
        let ended = ["GM9001", "GM9002"].map(|old| EndedMunicipality {
            code: code(old),
            name: register().get(&code(old)).expect("there").name.clone(),
            until: "2026-12-31".parse().expect("a day"),
            successors: vec![code("GM9005")],
        });
        OfficialList {
            day: "2027-01-01".parse().expect("a day"),
            current: current.map(|one| (one.code.clone(), one)).into(),
            ended: ended.map(|one| (one.code.clone(), one)).into(),
        }
    }

    #[test]
    fn after_a_merger_old_codes_and_names_still_answer() {
        let (register, list) = (register(), list());
        let changes = list.changes(&register);
        let added: Vec<_> = changes.added.iter().map(|one| one.code.as_str()).collect();
        assert_eq!(
            added,
            ["GM9005"],
            "what follows none of the register stays out"
        );
        assert_eq!(changes.ended.len(), 2);
        assert_eq!(changes.renamed.len(), 1);
        let new = Register::parse(list.revised(&register, &changes)).expect("a sound register");
        let merged = new.get(&code("GM9005")).expect("the new one");
        assert_eq!(
            (merged.population, merged.area_km2),
            (Some(3000), Some(30.5))
        );
        assert!(new.are_neighbours(&merged.code, &code("GM9003")) && merged.neighbours.len() == 1);
        let found = |typed: &str| match new.lookup(typed) {
            Lookup::Found(found) => found.code.to_string(),
            other => panic!("{typed}: {other:?}"),
        };
        for typed in [
            "GM9001",
            "Noordoord",
            "Zuidoord",
            "GM8000",
            "Heeloud",
            "N-oord",
            "Samenoord",
        ] {
            assert_eq!(found(typed), "GM9005", "{typed}");
        }
        assert_eq!(
            (found("Oudenaam"), found("Nieuwenaam")),
            ("GM9004".into(), "GM9004".into())
        );
        assert!(matches!(
            new.resolve_code(&code("GM9002")),
            Some(Resolution::Former(_))
        ));
        let members = &new.partnerships()[0].members;
        assert_eq!(members.len(), 2, "{members:?}");
        assert_eq!(new.region_of(&code("GM9005"), "streek"), Some("Hier"));
        assert!(
            list.changes(&new).is_empty(),
            "a second time nothing changes"
        );
    }

    #[test]
    fn spellings_are_no_other_names() {
        assert!(
            !is_another_name("Bergen (L.)", "Bergen (L)")
                && !is_another_name("Hengelo (O.)", "Hengelo")
        );
        assert!(is_another_name("Groesbeek", "Berg en Dal"));
    }
}
