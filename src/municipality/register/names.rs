//! Queries by name or code: look-up, completion, and what became of former codes.

use std::collections::BTreeSet;

use super::Register;
use crate::municipality::suggest::completed;
use crate::municipality::{Completion, GemeenteCode, Lookup, Recognised, Recognition, Resolution};

impl Register {
    /// Which municipality a typed name or code means, and why.
    ///
    /// The first of these that fits gives the answer:
    /// 1. a code of today or a former code;
    /// 2. the official name, exact and then folded: case, accents, hyphens, spaces,
    ///    `'s-`, `a/d`, `St.` and the word *gemeente* around it do not count;
    /// 3. an abbreviation, with its capitals;
    /// 4. an alias or a former name, folded;
    /// 5. any of these followed by the province: `Rijswijk (Zuid-Holland)`;
    /// 6. a name without what stands in brackets: `Bergen`;
    /// 7. the leading part of a name, or one half of it: `Alphen`;
    /// 8. a code of today or a former code in other capitals: `dm01`.
    ///
    /// So an official name always beats an alias, and one alias of several
    /// municipalities is ambiguous. Empty text is unknown, without suggestions.
    pub fn lookup(&self, typed: &str) -> Lookup {
        let typed = typed.trim();
        self.lookup_code(typed)
            .or_else(|| self.directory.lookup(typed))
            .or_else(|| self.lookup_code_in_any_case(typed))
            .unwrap_or_else(|| Lookup::Unknown {
                suggestions: self.directory.suggest(typed),
            })
    }

    fn lookup_code(&self, typed: &str) -> Option<Lookup> {
        // A name can have the form of a code; then the register has no such code, and the names decide.
        let code: GemeenteCode = typed.parse().ok()?;
        Lookup::from_candidates(self.meant_by(&code))
    }

    /// Registers other than that of CBS may tell codes apart by their capitals, so one that was typed exactly goes first.
    fn lookup_code_in_any_case(&self, typed: &str) -> Option<Lookup> {
        let current = self.iter().map(|place| &place.code);
        let known = current.chain(self.successions.keys());
        let alike = known.filter(|code| code.as_str().eq_ignore_ascii_case(typed));
        Lookup::from_candidates(alike.flat_map(|code| self.meant_by(code)).collect())
    }

    /// The municipalities of today that a code means.
    fn meant_by(&self, code: &GemeenteCode) -> Vec<Recognised> {
        match self.resolve_code(code) {
            None => Vec::new(),
            Some(Resolution::Current(code)) => vec![Recognised {
                code,
                reason: Recognition::Code,
            }],
            Some(Resolution::Former(steps)) => steps
                .into_iter()
                .map(|step| Recognised {
                    code: step.code,
                    reason: Recognition::FormerCode {
                        old_code: code.clone(),
                        old_name: step.old_name,
                        until: step.until,
                    },
                })
                .collect(),
        }
    }
}

impl Register {
    /// The first `n` municipalities with a name, alias or former name that begins
    /// as `prefix`, or has a word that does. Case, accents and punctuation do not
    /// count, and `a/d`, `St.` and the like are read as in [`Register::lookup`].
    ///
    /// **Order**: beginnings before later words, official names before others,
    /// then by name; each municipality once. An empty prefix gives the first `n`
    /// by name.
    pub fn complete(&self, prefix: &str, n: usize) -> Vec<Completion> {
        let mut seen = BTreeSet::new();
        completed(&self.directory.spellings, prefix)
            // Spellings come best first, so the first one of a municipality is its best.
            .filter(|spelling| seen.insert(&spelling.code))
            .filter_map(|spelling| {
                let place = self.get(&spelling.code)?;
                Some(Completion {
                    code: place.code.clone(),
                    name: place.name.clone(),
                    spelling: spelling.text.clone(),
                })
            })
            .take(n)
            .collect()
    }
}

impl Register {
    /// What has become of a code: itself when it is current, the successors when
    /// it is an old one, `None` when the register has never heard of it.
    ///
    /// Chains are followed: an old code that went on in a municipality which was
    /// merged away in its turn resolves to today's, with the name and the last
    /// day of the code that was asked.
    pub fn resolve_code(&self, code: &GemeenteCode) -> Option<Resolution> {
        if let Some(place) = self.get(code) {
            return Some(Resolution::Current(place.code.clone()));
        }
        let successors = self.successions.get(code)?;
        Some(Resolution::Former(successors.clone()))
    }
}
