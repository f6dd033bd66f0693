//! The file of municipalities with what an import found.

use std::collections::{BTreeMap, BTreeSet};

use super::import::{Imported, ImportedArea};
use crate::municipality::{GemeenteCode, Register, SourceText};

/// The columns that an import fills.
const COLUMNS: [&str; 4] = ["lon", "lat", "area_km2", "neighbours"];

impl Imported {
    /// Who border on each other in the file and did not in the register, as pairs in code order.
    pub fn borders_added(&self, register: &Register) -> Vec<[GemeenteCode; 2]> {
        self.pairs(|one| {
            let known = |other: &GemeenteCode| register.are_neighbours(&one.code, other);
            let new = one.neighbours.iter().filter(|other| !known(other));
            new.cloned().collect()
        })
    }

    /// Who border on each other in the register and do not in the file, though both are in it; as pairs in code
    /// order.
    pub fn borders_removed(&self, register: &Register) -> Vec<[GemeenteCode; 2]> {
        let taken: BTreeSet<&GemeenteCode> = self.taken.iter().map(|one| &one.code).collect();
        self.pairs(|one| {
            let old = register.get(&one.code).map(|place| place.neighbours.iter());
            let old = old.into_iter().flatten();
            let gone =
                |other: &&GemeenteCode| taken.contains(other) && !one.neighbours.contains(*other);
            old.filter(gone).cloned().collect()
        })
    }

    /// The municipalities of the register whose borders were not taken, in code order.
    pub fn without_area(&self, register: &Register) -> Vec<GemeenteCode> {
        let taken: BTreeSet<&GemeenteCode> = self.taken.iter().map(|one| &one.code).collect();
        let codes = register.iter().map(|place| &place.code);
        codes
            .filter(|code| !taken.contains(code))
            .cloned()
            .collect()
    }

    /// Each pair of one that was taken and another, once.
    fn pairs(&self, others: impl Fn(&ImportedArea) -> Vec<GemeenteCode>) -> Vec<[GemeenteCode; 2]> {
        let pairs = self.taken.iter().flat_map(|one| {
            // Each pair from its first member only, or it would come twice.
            let after = others(one).into_iter().filter(|other| *other > one.code);
            after.map(|other| [one.code.clone(), other])
        });
        pairs.collect()
    }

    /// The file of municipalities of `register` with the places, areas and neighbours of those that were taken.
    /// All other fields, lines and columns stay as they are. Between two of which one was not taken, the border is
    /// as it was.
    pub fn municipalities(&self, register: &Register) -> String {
        let source = &register.sources().municipalities;
        let taken: BTreeMap<&GemeenteCode, &ImportedArea> =
            self.taken.iter().map(|one| (&one.code, one)).collect();
        revised(source, |code| {
            let one = taken.get(code)?;
            let old = register.get(code).map(|place| place.neighbours.iter());
            let old = old.into_iter().flatten();
            // A neighbour that was not imported keeps the border that it had.
            let others = old.filter(|other| !taken.contains_key(other));
            let neighbours: BTreeSet<&GemeenteCode> = others.chain(&one.neighbours).collect();
            let neighbours: Vec<&str> = neighbours.iter().map(|code| code.as_str()).collect();
            Some([
                one.position.lon().to_string(),
                one.position.lat().to_string(),
                one.area_km2.to_string(),
                neighbours.join(";"),
            ])
        })
    }
}

/// A file with other values in [`COLUMNS`] where `values` has some; columns that are not there come at the end.
fn revised(
    source: &SourceText,
    values: impl Fn(&GemeenteCode) -> Option<[String; COLUMNS.len()]>,
) -> String {
    const READ: &str = "the register was read from this text";
    // The mark would become a part of the name of the first column.
    let text = source.text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut lines = reader.records().map(|line| line.expect(READ));
    let mut header: Vec<String> = lines
        .next()
        .expect(READ)
        .iter()
        .map(str::to_owned)
        .collect();
    let mut place = |name: &str| {
        let found = header
            .iter()
            .position(|column| column.eq_ignore_ascii_case(name));
        found.unwrap_or_else(|| {
            header.push(name.to_owned());
            header.len() - 1
        })
    };
    let (code, places) = (place("code"), COLUMNS.map(&mut place));
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut write = |fields: &[String]| writer.write_record(fields).expect("memory takes lines");
    write(&header);
    for line in lines {
        let mut fields: Vec<String> = line.iter().map(str::to_owned).collect();
        // A line is as long as the old header, without the added columns.
        fields.resize(header.len(), String::new());
        let new = fields[code].parse().ok().and_then(|code| values(&code));
        for (at, value) in places.into_iter().zip(new.into_iter().flatten()) {
            fields[at] = value;
        }
        write(&fields);
    }
    let bytes = writer.into_inner().expect("memory takes lines");
    String::from_utf8(bytes).expect("texts stay texts")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_new_changes() {
        let text =
            "\u{feff}Code,name,note,Neighbours\nx1,\"Een, de eerste\",a,x2\n\nx2,Twee,b,x1\n";
        let source = SourceText::new("municipalities.csv", text);
        let changed = revised(&source, |code| {
            let values = ["5.1", "52.1", "3.25", "x3"].map(str::to_owned);
            (code.as_str() == "x1").then_some(values)
        });
        assert_eq!(
            changed,
            "Code,name,note,Neighbours,lon,lat,area_km2\n\
             x1,\"Een, de eerste\",a,x3,5.1,52.1,3.25\n\
             x2,Twee,b,x1,,,\n"
        );
    }
}
