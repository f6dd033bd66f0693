//! The name index of a register: from folded keys to municipalities.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::alias::{Alias, AliasKind};
use super::code::GemeenteCode;
use super::entity::Municipality;
use super::fold;
use super::herindeling::Successions;
use super::lookup::{Lookup, Recognised, Recognition};
use super::suggest::{self, Spelling};
use crate::text::WordList;

/// The names of municipalities, in an index for each step of [`Register::lookup`](super::Register::lookup).
#[derive(Debug, Clone, Default)]
pub(super) struct Directory {
    /// Official names as they are written.
    exact: BTreeMap<String, GemeenteCode>,
    official: NameIndex,
    /// Abbreviations as they are written.
    abbreviations: BTreeMap<String, Vec<GemeenteCode>>,
    others: NameIndex,
    /// Official names without what stands in brackets.
    bare: NameIndex,
    short: NameIndex,
    /// Folded name of the province of each municipality.
    provinces: BTreeMap<GemeenteCode, String>,
    /// All names, for suggestions and completion.
    pub(super) spellings: Vec<Spelling>,
}

/// Recognitions by folded key, in the order in which they were added.
type NameIndex = BTreeMap<String, Vec<Recognised>>;

impl Directory {
    /// Indexes all names of the register.
    pub(super) fn new(
        municipalities: &BTreeMap<GemeenteCode, Municipality>,
        aliases: &[Alias],
        successions: &Successions,
    ) -> Self {
        let mut directory = Self::default();
        for place in municipalities.values() {
            directory.add_municipality(place);
        }
        // Current names before former ones, and former ones with a code first: of several reasons for one
        // municipality, the first is reported.
        for alias in aliases {
            directory.add_alias(alias);
        }
        for (old_code, steps) in successions {
            for step in steps {
                let reason = Recognition::FormerName {
                    old_name: step.old_name.clone(),
                    old_code: Some(old_code.clone()),
                    until: step.until,
                };
                directory.add_other(&step.old_name, &step.code, &reason);
            }
        }
        for alias in aliases {
            directory.add_former_alias(alias);
        }
        // The order on which suggestions and completion rely.
        let spellings = &mut directory.spellings;
        spellings.sort_by(|a, b| a.order().cmp(&b.order()));
        spellings.dedup_by(|a, b| a.text == b.text && a.code == b.code);
        directory
    }

    fn add_municipality(&mut self, place: &Municipality) {
        let (code, name) = (&place.code, &place.name);
        self.exact.insert(name.clone(), code.clone());
        for key in keys(name) {
            add(&mut self.official, key, code, Recognition::Name);
        }
        if let Some(province) = &place.province {
            self.provinces.insert(code.clone(), fold::key(province));
        }
        let short_name = || Recognition::ShortName { name: name.clone() };
        if let Some((bare, _)) = fold::bracketed(name) {
            for key in keys(bare) {
                add(&mut self.bare, key, code, short_name());
            }
        }
        for part in short_names(&fold::plain(name)) {
            add(&mut self.short, fold::key(&part), code, short_name());
        }
        self.spellings.push(Spelling::new(name, code, true));
    }

    fn add_alias(&mut self, alias: &Alias) {
        match alias.kind {
            AliasKind::Abbreviation => {
                let codes = self.abbreviations.entry(alias.text.clone()).or_default();
                codes.push(alias.code.clone());
            }
            AliasKind::Official | AliasKind::Alternative => {
                let reason = Recognition::Alias {
                    alias: alias.text.clone(),
                    kind: alias.kind,
                };
                self.add_other(&alias.text, &alias.code, &reason);
            }
            // Added later, after the names of today.
            AliasKind::Predecessor => {}
        }
    }

    fn add_former_alias(&mut self, alias: &Alias) {
        if alias.kind == AliasKind::Predecessor {
            let reason = Recognition::FormerName {
                old_name: alias.text.clone(),
                old_code: None,
                until: alias.until,
            };
            self.add_other(&alias.text, &alias.code, &reason);
        }
    }

    fn add_other(&mut self, text: &str, code: &GemeenteCode, reason: &Recognition) {
        for key in keys(text) {
            add(&mut self.others, key, code, reason.clone());
        }
        self.spellings.push(Spelling::new(text, code, false));
    }

    /// What `typed` is, by steps 2 to 7 of [`Register::lookup`].
    ///
    /// [`Register::lookup`]: super::Register::lookup
    pub(super) fn lookup(&self, typed: &str) -> Option<Lookup> {
        // As the register writes it: no other name can be meant.
        if let Some(code) = self.exact.get(typed) {
            return Some(Lookup::Found(Recognised {
                code: code.clone(),
                reason: Recognition::Name,
            }));
        }
        let plain = fold::plain(typed);
        let without = fold::without_kind(&plain);
        let forms: Vec<String> = [Some(plain.as_str()), without.as_deref()]
            .into_iter()
            .flatten()
            .map(fold::key)
            .collect();
        let on = |index: &NameIndex| Lookup::from_candidates(find(index, &forms));
        // The order decides: an official name wins over an alias of another municipality.
        on(&self.official)
            .or_else(|| self.abbreviation(typed))
            .or_else(|| on(&self.others))
            .or_else(|| self.in_province(typed))
            .or_else(|| on(&self.bare))
            .or_else(|| on(&self.short))
    }

    fn abbreviation(&self, typed: &str) -> Option<Lookup> {
        // The case of an abbreviation counts, so only the word before it can vary.
        let bare = ["gemeente ", "Gemeente "]
            .iter()
            .find_map(|prefix| typed.strip_prefix(prefix));
        let codes = self.abbreviations.get(bare.unwrap_or(typed).trim())?;
        let candidates = codes.iter().map(|code| Recognised {
            code: code.clone(),
            reason: Recognition::Abbreviation,
        });
        Lookup::from_candidates(candidates.collect())
    }

    /// What is like `typed`; an abbreviation in other capitals comes first.
    pub(super) fn suggest(&self, typed: &str) -> Vec<(GemeenteCode, String)> {
        let key = fold::key(typed);
        let abbreviated = self
            .abbreviations
            .iter()
            .filter(|(text, _)| fold::key(text) == key)
            .flat_map(|(text, codes)| codes.iter().map(|code| (code.clone(), text.clone())));
        suggest::suggest(abbreviated, &self.spellings, typed)
    }

    /// A name with its province behind it: in brackets, after a comma, or as the
    /// last word.
    fn in_province(&self, typed: &str) -> Option<Lookup> {
        let last_word = typed.rsplit_once(char::is_whitespace);
        let splits = [fold::bracketed(typed), typed.rsplit_once(','), last_word];
        for (name, province) in splits.into_iter().flatten() {
            let plain = fold::plain(name);
            let name = fold::without_kind(&plain).unwrap_or(plain);
            let (keys, province) = ([fold::key(&name)], fold::key(province));
            let mut candidates = find(&self.official, &keys);
            candidates.extend(find(&self.bare, &keys).into_iter().map(|found| Recognised {
                reason: Recognition::Name,
                ..found
            }));
            // Other names only when no official one fits, as in a look-up without province.
            if candidates.is_empty() {
                candidates = find(&self.others, &keys);
            }
            candidates.retain(|found| {
                let own = self.provinces.get(&found.code);
                own.is_some_and(|own| means_province(&province, own))
            });
            let answer = Lookup::from_candidates(candidates);
            if answer.is_some() {
                return answer;
            }
        }
        None
    }
}

/// The keys of a name: folded, and closed up if that differs.
fn keys(text: &str) -> impl Iterator<Item = String> {
    // A set, because for most names both keys are equal.
    let keys = BTreeSet::from([fold::key(text), fold::closed(text)]);
    keys.into_iter().filter(|key| !key.is_empty())
}

fn add(index: &mut NameIndex, key: String, code: &GemeenteCode, reason: Recognition) {
    let code = code.clone();
    index
        .entry(key)
        .or_default()
        .push(Recognised { code, reason });
}

fn find(index: &NameIndex, keys: &[String]) -> Vec<Recognised> {
    let found = keys.iter().find_map(|key| index.get(key));
    found.cloned().unwrap_or_default()
}

/// Whether a folded word means a province: its name, or up to four of its
/// letters in order from the first on (`nh`, `gld`, `lb`, `o`).
fn means_province(word: &str, province: &str) -> bool {
    // The Dutch name of the one province whose official name is Frisian, folded.
    const FRYSLAN: [&str; 2] = ["friesland", "frijslan"];
    if word == province || [word, province] == FRYSLAN {
        return true;
    }
    let mut letters = province.chars();
    // `any` goes on after the last letter found, so the letters must stand in this order.
    let in_order = |letter: char| letters.any(|other| other == letter);
    (1..=4).contains(&word.len())
        && word.chars().next() == province.chars().next()
        && word.chars().all(in_order)
}

/// Folded words that are too general to be a short name on their own.
static GENERAL_WORDS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::parse(include_str!(
        "../../data/municipality/general-name-words.txt"
    ))
});

/// The short names that follow from a plain name: what stands before *aan*, *op*,
/// *bij*, *in* or *van*, each side of *en* or of two names put together, and the
/// name without its article.
fn short_names(plain: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let mut add = |part: &str| {
        let general = part.split(' ').all(|word| GENERAL_WORDS.contains(word));
        // One or two letters would match too much.
        if part.len() >= 3 && !general {
            out.insert(part.to_owned());
        }
    };
    for word in [" aan ", " op ", " bij ", " in ", " van "] {
        if let Some((head, _)) = plain.split_once(word) {
            add(head);
        }
    }
    if let Some((left, right)) = plain.split_once(" en ") {
        add(left);
        add(right);
    } else if let Some((left, right)) = plain.split_once(' ')
        && !right.contains(' ')
        && !GENERAL_WORDS.contains(left)
    {
        // Two names put together, such as *Pijnacker-Nootdorp*, are known by either.
        add(left);
        add(right);
    }
    for article in ["de ", "het "] {
        if let Some(name) = plain.strip_prefix(article) {
            add(name);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_of_names() {
        for (plain, expected) in [
            ("alphen aan den rijn", vec!["alphen"]),
            ("alphen chaam", vec!["alphen", "chaam"]),
            ("edam volendam", vec!["edam", "volendam"]),
            ("noord beveland", vec![]),
            ("de ronde venen", vec!["ronde venen"]),
            ("de bilt", vec!["bilt"]),
            ("gilze en rijen", vec!["gilze", "rijen"]),
            ("berg en dal", vec![]),
            ("ee op zand", vec![]),
            ("delft", vec![]),
        ] {
            let short: Vec<String> = short_names(plain).into_iter().collect();
            assert_eq!(short, expected, "{plain}");
        }
    }

    #[test]
    fn provinces_as_people_write_them() {
        for (word, province, expected) in [
            ("nh", "noordholland", true),
            ("noordholland", "noordholland", true),
            ("nb", "noordholland", false),
            ("gld", "gelderland", true),
            ("l", "limburg", true),
            ("lb", "limburg", true),
            ("friesland", "frijslan", true),
            ("land", "limburg", false),
            ("", "limburg", false),
            ("é", "limburg", false),
        ] {
            assert_eq!(
                means_province(word, province),
                expected,
                "{word} {province}"
            );
        }
    }
}
