//! From TOML to a checked [`Taxonomy`], with every problem found in one go.

use super::context::{Context, File, Shows};
use super::cues::{cue, cues, require_cues};
use super::declarations::declare;
use super::id::MAX_ENTRIES;
use super::problem::{Problem, ProblemKind};
use super::raw::{
    RawCue, RawFile, RawInitiative, RawMeaning, RawPrinciple, RawRoleCue, RawStance, RawTheme,
};
use super::{
    Initiative, InitiativeId, Pole, PoleMeaning, Principle, PrincipleId, RoleCue, Source, Strength,
    Taxonomy, Theme, ThemeId,
};
use crate::text::single_line;

/// Reads sources as one taxonomy.
///
/// Returns what could be read, and all problems. `None` when a source is not a taxonomy file: what it defines would
/// be missed everywhere else, and reported for each use.
pub(super) fn load(sources: &[Source<'_>]) -> (Option<Taxonomy>, Vec<Problem>) {
    let mut context = Context::new();
    let mut files = Vec::new();
    let mut hasher = blake3::Hasher::new();
    for (index, source) in sources.iter().enumerate() {
        // The length first, so that text moved from one file to the next changes the hash.
        hasher.update(&(source.text.len() as u64).to_le_bytes());
        hasher.update(source.text.as_bytes());
        let file = File::new(index, source);
        match toml::from_str::<RawFile>(&source.text) {
            Ok(raw) => files.push((file, raw)),
            Err(error) => {
                let kind = ProblemKind::Syntax(error.to_string().trim_end().to_owned());
                let place = error
                    .span()
                    .map_or_else(|| file.whole(), |span| file.place(span));
                context.report_at(&file, place, "", kind);
            }
        }
    }
    if context.has_problems() {
        return (None, context.into_problems());
    }
    // First what all files define: a file may refer to themes and sources of a later one.
    declare(&mut context, &files);
    let mut content = Content::default();
    for (file, raw) in files {
        content.add(&mut context, &file, raw);
    }
    // Files of one release have one version, which is written once.
    content.versions.dedup();
    let taxonomy = Taxonomy {
        version: content.versions.join("+"),
        hash: hasher.finalize().to_hex().to_string(),
        // The texts are kept, so that a generation holds the taxonomy that it was built with.
        sources: sources.iter().map(Source::to_owned).collect(),
        themes: content.themes,
        principles: content.principles,
        initiatives: content.initiatives,
        cues: content.cues,
        figures: None,
    };
    (Some(taxonomy), context.into_problems())
}

/// Second pass: the entries, with references resolved and patterns parsed.
#[derive(Default)]
struct Content {
    versions: Vec<String>,
    themes: Vec<Theme>,
    principles: Vec<Principle>,
    initiatives: Vec<Initiative>,
    cues: Vec<RoleCue>,
}

impl Content {
    fn add(&mut self, context: &mut Context, file: &File, raw: RawFile) {
        match raw.version {
            Some(version) if !version.trim().is_empty() => self.versions.push(version),
            _ => context.report_at(file, file.whole(), "version", ProblemKind::MissingVersion),
        }
        for (index, theme) in raw.theme.into_iter().enumerate() {
            self.add_theme(context, file, &format!("theme[{index}]"), theme);
        }
        for (index, principle) in raw.principle.into_iter().enumerate() {
            self.add_principle(context, file, &format!("principle[{index}]"), principle);
        }
        for (index, initiative) in raw.thing.into_iter().enumerate() {
            self.add_initiative(context, file, &format!("thing[{index}]"), initiative);
        }
        for (index, raw) in raw.cue.into_iter().enumerate() {
            let RawRoleCue {
                role,
                any,
                reason,
                source,
            } = raw;
            // In the shape of other cues, so that one function reads both.
            let raw = RawCue {
                any,
                reason,
                source,
            };
            let cue = cue(
                context,
                file,
                &format!("cue[{index}]"),
                Shows::Role(role),
                raw,
            );
            self.cues.push(RoleCue { role, cue });
        }
    }

    fn add_theme(&mut self, context: &mut Context, file: &File, key: &str, raw: RawTheme) {
        context.require_text(file, key, &[("nl", &raw.nl), ("en", &raw.en)]);
        // Entries beyond the limit get the last id; the taxonomy is refused for them anyway.
        let index = self.themes.len().min(MAX_ENTRIES);
        // Patterns are compared by the true place, so that entries beyond the limit do not look like one.
        let cues = cues(
            context,
            file,
            key,
            &raw.id,
            Shows::Theme(self.themes.len()),
            raw.cue,
        );
        self.themes.push(Theme {
            id: ThemeId::from_index(index),
            name: raw.id.into_inner(),
            nl: single_line(&raw.nl.into_inner()),
            en: single_line(&raw.en.into_inner()),
            statutory: raw.statutory,
            cues,
        });
    }

    fn add_principle(&mut self, context: &mut Context, file: &File, key: &str, raw: RawPrinciple) {
        context.require_text(file, key, &[("nl", &raw.nl), ("en", &raw.en)]);
        for (name, pole) in [("for", &raw.r#for), ("against", &raw.against)] {
            let key = format!("{key}.{name}");
            context.require_text(file, &key, &[("nl", &pole.nl), ("en", &pole.en)]);
        }
        let theme = raw.theme.and_then(|id| context.theme(file, key, &id));
        require_cues(context, file, key, &raw.id, raw.cue.len());
        let mut cues = Vec::with_capacity(raw.cue.len());
        for (index, raw) in raw.cue.into_iter().enumerate() {
            let pole = match raw.pole {
                RawStance::For => Pole::For,
                RawStance::Against => Pole::Against,
            };
            // `fixed` comes first: a cue that contains its negation holds whatever stands around it.
            let strength = match (raw.fixed, raw.needs_action) {
                (true, _) => Strength::Fixed,
                (false, true) => Strength::NeedsAction,
                (false, false) => Strength::Plain,
            };
            let shows = Shows::Principle(self.principles.len(), pole, strength);
            let raw = RawCue {
                any: raw.any,
                reason: raw.reason,
                source: raw.source,
            };
            let cue = cue(context, file, &format!("{key}.cue[{index}]"), shows, raw);
            cues.push((pole, strength, cue));
        }
        self.principles.push(Principle {
            id: PrincipleId::from_index(self.principles.len().min(MAX_ENTRIES)),
            name: raw.id.into_inner(),
            nl: single_line(&raw.nl.into_inner()),
            en: single_line(&raw.en.into_inner()),
            for_nl: single_line(&raw.r#for.nl.into_inner()),
            for_en: single_line(&raw.r#for.en.into_inner()),
            against_nl: single_line(&raw.against.nl.into_inner()),
            against_en: single_line(&raw.against.en.into_inner()),
            for_meaning: meaning(raw.r#for.meaning, &raw.r#for.example),
            against_meaning: meaning(raw.against.meaning, &raw.against.example),
            theme,
            cues,
        });
    }

    fn add_initiative(
        &mut self,
        context: &mut Context,
        file: &File,
        key: &str,
        raw: RawInitiative,
    ) {
        context.require_text(file, key, &[("nl", &raw.nl), ("en", &raw.en)]);
        let index = self.initiatives.len();
        let cues = cues(
            context,
            file,
            key,
            &raw.id,
            Shows::Initiative(index),
            raw.cue,
        );
        // Without its theme it cannot be represented; the problem was recorded.
        let Some(theme) = context.theme(file, key, &raw.theme) else {
            return;
        };
        self.initiatives.push(Initiative {
            id: InitiativeId::from_index(index.min(MAX_ENTRIES)),
            name: raw.id.into_inner(),
            nl: single_line(&raw.nl.into_inner()),
            en: single_line(&raw.en.into_inner()),
            theme,
            cues,
        });
    }
}

/// The meaning of one end of a principle, with its example.
fn meaning(raw: Option<RawMeaning>, example: &str) -> Option<PoleMeaning> {
    raw.map(|raw| PoleMeaning {
        nl: single_line(&raw.nl),
        en: single_line(&raw.en),
        example: single_line(example),
    })
}
