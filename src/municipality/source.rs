//! The texts that a register is read from.

/// The name and the text of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// How errors call the file, such as `municipalities.csv`.
    pub name: String,
    /// What is in it.
    pub text: String,
}

impl SourceText {
    /// Puts a name to a text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
        }
    }
}

/// The files that make a register: CSV with commas and a header; columns are
/// found by name, in any order, and those that are not known are passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterSources {
    /// `code,name`, and when known `province,lon,lat,population,area_km2,neighbours`
    /// with codes separated by `;`.
    pub municipalities: SourceText,
    /// `code,alias`, and `kind` (`official`, `alternative`, `abbreviation` or
    /// `predecessor`; `alternative` when empty) and `until` (`2022-12-31`).
    pub aliases: Option<SourceText>,
    /// `old_code,old_name,code`, and `until`, the last day of the old code. A
    /// municipality that was split has a line for each successor, the main one first.
    pub predecessors: Option<SourceText>,
    /// `partnership,municipality`, and `from,until,source`: a line for each member.
    pub partnerships: Option<SourceText>,
    /// `code,kind,region`.
    pub regions: Option<SourceText>,
    /// The areas of the municipalities, for a map; kept with the others, and read by who draws.
    pub borders: Option<SourceText>,
}

impl RegisterSources {
    /// A register of municipalities only; the other files can be set on the result.
    pub fn new(municipalities: SourceText) -> Self {
        Self {
            municipalities,
            aliases: None,
            predecessors: None,
            partnerships: None,
            regions: None,
            borders: None,
        }
    }

    /// The files that tell about municipalities, in the order of the fields.
    pub fn all(&self) -> impl Iterator<Item = &SourceText> {
        let others = [
            &self.aliases,
            &self.predecessors,
            &self.partnerships,
            &self.regions,
        ];
        std::iter::once(&self.municipalities).chain(others.into_iter().flatten())
    }
}
