//! From TOML to a checked [`Taxonomy`], with every fault found in one go.

use std::collections::BTreeSet;

use super::error::Fault;
use super::id::MOST;
use super::pattern::{Classes, Pattern, WordMatch};
use super::raw::{RawCue, RawFile, RawPrinciple, RawStance, RawThing};
use super::{
    Cue, Pole, Principle, PrincipleId, RoleCue, Source, Strength, Taxonomy, TaxonomyError, Theme,
    ThemeId, Thing, ThingId,
};
use crate::text::DutchStemmer;

/// What is known while the files are read one after the other.
struct Loader {
    stemmer: DutchStemmer,
    faults: Vec<Fault>,
    sources: BTreeSet<String>,
    classes: Classes,
}

pub(super) fn load(files: &[Source<'_>]) -> Result<Taxonomy, TaxonomyError> {
    let mut loader = Loader {
        stemmer: DutchStemmer::new(),
        faults: Vec::new(),
        sources: BTreeSet::new(),
        classes: Classes::new(),
    };
    let mut raw = Vec::new();
    let mut hasher = blake3::Hasher::new();
    for file in files {
        hasher.update(&(file.text.len() as u64).to_le_bytes());
        hasher.update(file.text.as_bytes());
        match toml::from_str::<RawFile>(&file.text) {
            Ok(parsed) => raw.push((file.name.as_ref(), parsed)),
            Err(error) => loader.fault(
                &file.name,
                "",
                format!("not a taxonomy file: {}", error.to_string().trim_end()),
            ),
        }
    }
    if !loader.faults.is_empty() {
        // What a file that cannot be read defines would be missed everywhere else.
        return Err(TaxonomyError::Faults(loader.faults));
    }
    let names = loader.names(&raw);
    let mut taxonomy = loader.content(raw, &names, hasher.finalize().to_hex().to_string());
    taxonomy.sources = files.iter().map(kept).collect();
    if loader.faults.is_empty() {
        Ok(taxonomy)
    } else {
        loader.faults.sort();
        Err(TaxonomyError::Faults(loader.faults))
    }
}

fn kept(file: &Source<'_>) -> Source<'static> {
    Source {
        name: file.name.clone().into_owned().into(),
        text: file.text.clone().into_owned().into(),
    }
}

/// The ids of all files together, in order, so that a file may refer to what a later one defines.
struct Names {
    themes: Vec<String>,
}

impl Loader {
    fn fault(&mut self, file: &str, key: impl Into<String>, problem: impl Into<String>) {
        self.faults.push(Fault {
            file: file.to_owned(),
            key: key.into(),
            problem: problem.into(),
        });
    }

    /// First pass: what can be referred to, and what is defined twice.
    fn names(&mut self, raw: &[(&str, RawFile)]) -> Names {
        let mut themes = Vec::new();
        let mut principles = Vec::new();
        let mut things = Vec::new();
        for (file, parsed) in raw {
            for (place, source) in parsed.source.iter().enumerate() {
                if source.title.trim().is_empty() {
                    self.fault(file, format!("source[{place}].title"), "is empty");
                }
                if !self.sources.insert(source.id.clone()) {
                    let problem = format!("source {:?} is defined twice", source.id);
                    self.fault(file, format!("source[{place}].id"), problem);
                }
            }
            for (name, alternatives) in &parsed.class {
                self.class(file, name, alternatives);
            }
            for (place, theme) in parsed.theme.iter().enumerate() {
                let key = format!("theme[{place}].id");
                self.new_id(file, key, "theme", &theme.id, &mut themes);
            }
            for (place, principle) in parsed.principle.iter().enumerate() {
                let key = format!("principle[{place}].id");
                self.new_id(file, key, "principle", &principle.id, &mut principles);
            }
            for (place, thing) in parsed.thing.iter().enumerate() {
                let key = format!("thing[{place}].id");
                self.new_id(file, key, "thing", &thing.id, &mut things);
            }
        }
        for (count, what) in [
            (themes.len(), "theme"),
            (principles.len(), "principle"),
            (things.len(), "thing"),
        ] {
            if count > MOST {
                let problem = format!("has {count} {what}s, the most is {MOST}");
                self.fault("taxonomy", "", problem);
            }
        }
        if themes.is_empty() && !raw.is_empty() {
            self.fault("taxonomy", "", "no source defines a [[theme]]");
        }
        themes.truncate(MOST);
        Names { themes }
    }

    fn new_id(&mut self, file: &str, key: String, what: &str, id: &str, seen: &mut Vec<String>) {
        let well_formed = !id.is_empty()
            && id
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !well_formed {
            let problem = format!("{id:?} must be lower-case letters, digits and hyphens");
            self.fault(file, key.clone(), problem);
        }
        if seen.iter().any(|known| known == id) {
            self.fault(file, key, format!("{what} {id:?} is defined twice"));
        }
        seen.push(id.to_owned());
    }

    /// Classes may name classes of earlier files, or earlier ones by name in the same file.
    fn class(&mut self, file: &str, name: &str, alternatives: &str) {
        let key = format!("class.{name}");
        let mut any = Vec::new();
        for alternative in alternatives
            .split(['|', ' ', '\n'])
            .filter(|a| !a.is_empty())
        {
            if let Some(other) = alternative.strip_prefix('@') {
                match self.classes.get(other) {
                    Some(known) => any.extend_from_slice(known),
                    None => self.fault(file, key.clone(), format!("there is no class @{other}")),
                }
                continue;
            }
            match WordMatch::parse(alternative, &self.stemmer) {
                Ok(word) => any.push(word),
                Err(problem) => self.fault(file, key.clone(), problem),
            }
        }
        if any.is_empty() {
            self.fault(file, key.clone(), "has no words");
        }
        if self.classes.insert(name.to_owned(), any).is_some() {
            self.fault(file, key, format!("class {name:?} is defined twice"));
        }
    }

    /// Second pass: everything that refers.
    fn content(&mut self, raw: Vec<(&str, RawFile)>, names: &Names, hash: String) -> Taxonomy {
        let mut versions = Vec::new();
        let mut themes = Vec::new();
        let mut principles: Vec<Principle> = Vec::new();
        let mut things: Vec<Thing> = Vec::new();
        let mut cues = Vec::new();
        for (file, parsed) in raw {
            match parsed.version {
                Some(version) if !version.trim().is_empty() => versions.push(version),
                _ => self.fault(
                    file,
                    "version",
                    "is missing: give the file a version, such as \"2026-11\"",
                ),
            }
            for (place, theme) in parsed.theme.into_iter().enumerate() {
                let key = format!("theme[{place}]");
                self.named(file, &key, [&theme.nl, &theme.en]);
                let cues = self.cues(file, &key, theme.cue);
                themes.push(Theme {
                    id: ThemeId::from_place(themes.len().min(MOST)),
                    name: theme.id,
                    nl: theme.nl,
                    en: theme.en,
                    statutory: theme.statutory,
                    cues,
                });
            }
            for (place, principle) in parsed.principle.into_iter().enumerate() {
                let key = format!("principle[{place}]");
                let id = PrincipleId::from_place(principles.len().min(MOST));
                principles.push(self.principle(file, &key, principle, id, names));
            }
            for (place, thing) in parsed.thing.into_iter().enumerate() {
                let key = format!("thing[{place}]");
                let id = ThingId::from_place(things.len().min(MOST));
                things.extend(self.thing(file, &key, thing, id, names));
            }
            for (place, cue) in parsed.cue.into_iter().enumerate() {
                let key = format!("cue[{place}]");
                let needs_content = cue.role.needs_content();
                let patterns = self.patterns(
                    file,
                    &key,
                    &cue.any,
                    &cue.reason,
                    &cue.source,
                    needs_content,
                );
                cues.push(RoleCue {
                    role: cue.role,
                    cue: Cue {
                        patterns,
                        reason: cue.reason,
                        source: cue.source,
                    },
                });
            }
        }
        versions.dedup();
        Taxonomy {
            version: versions.join("+"),
            hash,
            sources: Vec::new(),
            themes,
            principles,
            things,
            cues,
        }
    }

    /// A thing; nothing, and a fault, when its theme is not known.
    fn thing(
        &mut self,
        file: &str,
        key: &str,
        raw: RawThing,
        id: ThingId,
        names: &Names,
    ) -> Option<Thing> {
        self.named(file, key, [&raw.nl, &raw.en]);
        let cues = self.cues(file, key, raw.cue);
        let theme = self.theme(file, key, &raw.theme, names)?;
        Some(Thing {
            id,
            name: raw.id,
            nl: raw.nl,
            en: raw.en,
            theme,
            cues,
        })
    }

    fn theme(&mut self, file: &str, key: &str, name: &str, names: &Names) -> Option<ThemeId> {
        let place = names.themes.iter().position(|known| known == name);
        if place.is_none() {
            self.fault(
                file,
                format!("{key}.theme"),
                format!("there is no theme {name:?}"),
            );
        }
        place.map(ThemeId::from_place)
    }

    fn named(&mut self, file: &str, key: &str, names: [&String; 2]) {
        for (language, name) in ["nl", "en"].into_iter().zip(names) {
            if name.trim().is_empty() {
                self.fault(file, format!("{key}.{language}"), "is empty");
            }
        }
    }

    fn principle(
        &mut self,
        file: &str,
        key: &str,
        raw: RawPrinciple,
        id: PrincipleId,
        names: &Names,
    ) -> Principle {
        self.named(file, key, [&raw.nl, &raw.en]);
        self.named(file, &format!("{key}.for"), [&raw.r#for.nl, &raw.r#for.en]);
        self.named(
            file,
            &format!("{key}.against"),
            [&raw.against.nl, &raw.against.en],
        );
        let theme = raw
            .theme
            .and_then(|name| self.theme(file, key, &name, names));
        if raw.cue.is_empty() {
            self.fault(
                file,
                format!("{key}.cue"),
                "has no cues: it would never be found",
            );
        }
        let cues = raw
            .cue
            .into_iter()
            .enumerate()
            .map(|(place, cue)| {
                let key = format!("{key}.cue[{place}]");
                let patterns = self.patterns(file, &key, &cue.any, &cue.reason, &cue.source, true);
                let pole = match cue.pole {
                    RawStance::For => Pole::For,
                    RawStance::Against => Pole::Against,
                };
                let strength = match (cue.fixed, cue.needs_action) {
                    (true, _) => Strength::Fixed,
                    (false, true) => Strength::NeedsAction,
                    (false, false) => Strength::Plain,
                };
                let cue = Cue {
                    patterns,
                    reason: cue.reason,
                    source: cue.source,
                };
                (pole, strength, cue)
            })
            .collect();
        Principle {
            id,
            name: raw.id,
            nl: raw.nl,
            en: raw.en,
            for_nl: raw.r#for.nl,
            for_en: raw.r#for.en,
            against_nl: raw.against.nl,
            against_en: raw.against.en,
            theme,
            cues,
        }
    }

    fn cues(&mut self, file: &str, key: &str, raw: Vec<RawCue>) -> Vec<Cue> {
        if raw.is_empty() {
            self.fault(
                file,
                format!("{key}.cue"),
                "has no cues: it would never be found",
            );
        }
        raw.into_iter()
            .enumerate()
            .map(|(place, cue)| {
                let key = format!("{key}.cue[{place}]");
                let patterns = self.patterns(file, &key, &cue.any, &cue.reason, &cue.source, true);
                Cue {
                    patterns,
                    reason: cue.reason,
                    source: cue.source,
                }
            })
            .collect()
    }

    fn patterns(
        &mut self,
        file: &str,
        key: &str,
        any: &[String],
        reason: &str,
        source: &str,
        needs_content: bool,
    ) -> Vec<Pattern> {
        if any.is_empty() {
            self.fault(
                file,
                format!("{key}.any"),
                "is empty: list at least one cue",
            );
        }
        if reason.trim().is_empty() {
            self.fault(
                file,
                format!("{key}.reason"),
                "is empty: say why this cue is here",
            );
        }
        if !self.sources.contains(source) {
            let problem = format!("there is no [[source]] with id {source:?}");
            self.fault(file, format!("{key}.source"), problem);
        }
        let mut patterns = Vec::with_capacity(any.len());
        for (place, written) in any.iter().enumerate() {
            let key = format!("{key}.any[{place}]");
            match Pattern::parse(written, &self.classes, &self.stemmer) {
                Ok(pattern) if needs_content && pattern.is_stop_words_only() => {
                    let problem =
                        format!("{written:?} is stop words only and would match everywhere");
                    self.fault(file, key, problem);
                }
                Ok(pattern) if patterns.contains(&pattern) => {
                    self.fault(file, key, format!("{written:?} stands here twice"));
                }
                Ok(pattern) => patterns.push(pattern),
                Err(problem) => self.fault(file, key, problem),
            }
        }
        patterns
    }
}
