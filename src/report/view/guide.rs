//! The conversation guide of `wiel compare --guide`.

use std::cell::RefCell;
use std::collections::BTreeSet;

use serde::Serialize;
use utoipa::ToSchema;

use super::{Caution, Comparison, Coverage, Explanation, Quote, SideOfTopic, Sides, Topic};
use crate::engine::Catalog;
use crate::profile::Position;
use crate::rank::Outcome;
use crate::report::Language;

/// The most themes that both stress in a guide: enough to talk for an hour.
const MAX_THEMES: usize = 4;

/// The most themes on which one is ahead in a guide.
const MAX_AHEAD: usize = 3;

/// From this difference in mean intensity (1 to 5) on, one is clearly ahead.
const MIN_AHEAD: f64 = 1.0;

/// What two municipalities can talk about: what they share, where they differ, and what they do not mention.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Guide {
    /// The generation that answers.
    pub generation: String,
    /// Whether everything in it is invented, for demonstration.
    pub demonstration: bool,
    /// The names of both.
    #[schema(inline)]
    pub names: Sides<String>,
    /// Principles and themes on which they want the same, principles first, each by how much it adds to
    /// the alignment.
    pub shared: Vec<TalkingPoint>,
    /// Principles on which they want different things, by how much each costs the alignment.
    pub differing: Vec<TalkingPoint>,
    /// Principles that only one of them mentions, by how often.
    pub one_sided: Vec<TalkingPoint>,
    /// What neither mentions.
    pub unsaid: Vec<Unsaid>,
    /// The tempo and the mean intensity of each, in a sentence.
    #[schema(inline)]
    pub pace: Sides<String>,
    /// A question about tempo and progress.
    pub pace_question: &'static str,
    /// Themes on which one is clearly ahead.
    pub ahead: Vec<TalkingPoint>,
    /// What a reader must know beside it.
    pub cautions: Vec<Caution>,
    /// How much was read of each.
    #[schema(inline)]
    pub coverage: Sides<Coverage>,
}

/// A point to talk about.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TalkingPoint {
    /// The name of the principle or theme in the taxonomy.
    pub key: String,
    /// Its label.
    pub name: String,
    /// What the documents say, in a sentence or two.
    pub text: String,
    /// What to ask.
    pub question: String,
    /// The best quote of each; null for one that does not mention it.
    #[schema(inline)]
    pub quotes: Sides<Option<Quote>>,
}

/// A principle that neither mentions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Unsaid {
    /// The name of the principle in the taxonomy.
    pub key: String,
    /// Its label.
    pub name: String,
    /// What to ask.
    pub question: String,
}

/// The most points on which two agree on the first page of a guide.
const FIRST_SHARED: usize = 3;

/// The most differences on the first page.
const FIRST_DIFFERING: usize = 2;

/// The most open questions on the first page.
const FIRST_OPEN: usize = 3;

/// What fits on one page, for a talk of an hour; the rest of a guide is an annex.
#[derive(Clone, Copy, Debug)]
pub struct FirstPage<'g> {
    /// What both want.
    pub shared: &'g [TalkingPoint],
    /// On what they differ.
    pub differing: &'g [TalkingPoint],
    /// What only one of them mentions.
    pub one_sided: &'g [TalkingPoint],
    /// What neither mentions, where there is room left.
    pub unsaid: &'g [Unsaid],
}

impl Guide {
    /// The points of the first page: those with the most weight. No question is on it twice, nor in the annex again.
    pub fn first_page(&self) -> FirstPage<'_> {
        let one_sided = self.one_sided.len().min(FIRST_OPEN);
        FirstPage {
            shared: &self.shared[..self.shared.len().min(FIRST_SHARED)],
            differing: &self.differing[..self.differing.len().min(FIRST_DIFFERING)],
            one_sided: &self.one_sided[..one_sided],
            unsaid: &self.unsaid[..self.unsaid.len().min(FIRST_OPEN - one_sided)],
        }
    }

    /// Creates the guide to a comparison, in the language of the comparison.
    pub fn new(catalog: &Catalog<'_>, comparison: &Comparison, language: Language) -> Self {
        let names = Sides {
            ours: comparison.municipality.name.clone(),
            theirs: comparison.partner.name.clone(),
        };
        let builder = GuideBuilder {
            catalog,
            language,
            names: &names,
            shown: RefCell::default(),
        };
        // Without compared visions there are no weights, and the order is that of the taxonomy.
        let part = |topic: &Topic| leaf(comparison.explanation.as_ref()?, &topic.key);
        let adds = |topic: &Topic| part(topic).map_or(0.0, |part| part.contribution);
        let costs = |topic: &Topic| part(topic).map_or(0.0, |part| part.weight - part.contribution);
        let stated = |topic: &Topic| f64::from(topic.ours.statements + topic.theirs.statements);
        // By weight, the heaviest first; ties in the order of the taxonomy, as the sort is stable.
        let by_weight = |outcome: Outcome, weight: &dyn Fn(&Topic) -> f64| {
            let all = comparison.principles.iter();
            let mut topics: Vec<&Topic> = all.filter(|topic| topic.outcome == outcome).collect();
            topics.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
            topics
        };
        let mut shared: Vec<TalkingPoint> = by_weight(Outcome::Aligned, &adds)
            .into_iter()
            .map(|topic| builder.shared(topic))
            .collect();
        // Principles come first, also those on which they differ: each quote stands once, and they say what is wanted.
        let differing = by_weight(Outcome::Differs, &costs)
            .into_iter()
            .map(|topic| builder.differing(topic))
            .collect();
        shared.extend(stressed(&comparison.themes).map(|topic| builder.both_stress(topic)));
        // Both are in `notMentioned`: what neither says, and what one of them says.
        let (silent, one_sided): (Vec<&Topic>, Vec<&Topic>) =
            by_weight(Outcome::NotMentioned, &stated)
                .into_iter()
                .partition(|topic| topic.ours.statements + topic.theirs.statements == 0);
        let pace = |name: &str, tempo, intensity| language.pace_of(name, tempo, intensity);
        Self {
            generation: comparison.generation.clone(),
            demonstration: comparison.demonstration,
            shared,
            differing,
            one_sided: one_sided
                .into_iter()
                .map(|topic| builder.one_sided(topic))
                .collect(),
            unsaid: silent
                .into_iter()
                .map(|topic| Unsaid {
                    key: topic.key.clone(),
                    name: topic.name.clone(),
                    // The side of those in favour is the one to ask about.
                    question: language.question_unmentioned(&builder.pole(topic, Position::For)),
                })
                .collect(),
            pace: Sides {
                ours: pace(
                    &names.ours,
                    comparison.tempo.ours,
                    comparison.intensity.ours,
                ),
                theirs: pace(
                    &names.theirs,
                    comparison.tempo.theirs,
                    comparison.intensity.theirs,
                ),
            },
            pace_question: language.question_pace(),
            ahead: ahead(&comparison.themes)
                .into_iter()
                .map(|topic| builder.ahead(topic))
                .collect(),
            cautions: comparison.cautions.clone(),
            coverage: comparison.coverage.clone(),
            names,
        }
    }
}

/// What every talking point is made with.
struct GuideBuilder<'a> {
    catalog: &'a Catalog<'a>,
    language: Language,
    names: &'a Sides<String>,
    /// The passages and sentences of the quotes that were given to a point: each stands once in a guide.
    shown: RefCell<BTreeSet<(String, String)>>,
}

impl GuideBuilder<'_> {
    /// Creates a talking point on a topic with the best quote of each side.
    fn point(&self, topic: &Topic, text: String, question: String) -> TalkingPoint {
        let best = |side: &SideOfTopic| {
            let mut shown = self.shown.borrow_mut();
            let mut quotes = side.quotes.iter();
            quotes
                // `insert` tells whether it is new, so finding and noting are one step.
                .find(|one| shown.insert((one.passage.clone(), one.sentence.clone())))
                .cloned()
        };
        TalkingPoint {
            key: topic.key.clone(),
            name: topic.name.clone(),
            text,
            question,
            quotes: Sides {
                ours: best(&topic.ours),
                theirs: best(&topic.theirs),
            },
        }
    }

    /// Returns what a position on a principle means, in the words of the taxonomy.
    fn pole(&self, topic: &Topic, position: Position) -> String {
        let taxonomy = self.catalog.taxonomy();
        let principle = taxonomy
            .principle_named(&topic.key)
            .map(|id| taxonomy.principle(id))
            .expect("the comparison was made with this taxonomy");
        let (dutch, english) = match position {
            // Only a clear position against has the other pole.
            Position::Against => (&principle.against_nl, &principle.against_en),
            Position::For | Position::Mixed | Position::NotMentioned => {
                (&principle.for_nl, &principle.for_en)
            }
        };
        self.language.either(dutch, english).clone()
    }

    fn wish(&self, topic: &Topic, name: &str, side: &SideOfTopic) -> String {
        let position = side.position.unwrap_or(Position::NotMentioned);
        let pole = self.pole(topic, position);
        match position {
            Position::Mixed => self.language.writes_for_and_against(name),
            Position::For | Position::Against | Position::NotMentioned => {
                self.language.chooses(name, &pole)
            }
        }
    }

    fn shared(&self, topic: &Topic) -> TalkingPoint {
        let position = topic.ours.position.unwrap_or(Position::NotMentioned);
        let text = match position {
            Position::Mixed => self.language.both_write_for_and_against().to_owned(),
            Position::For | Position::Against | Position::NotMentioned => {
                self.language.both_choose(&self.pole(topic, position))
            }
        };
        self.point(topic, text, self.language.question_shared(&topic.name))
    }

    fn both_stress(&self, topic: &Topic) -> TalkingPoint {
        let text = self.language.both_give_attention(
            (&self.names.ours, &self.language.progress(&topic.ours)),
            (&self.names.theirs, &self.language.progress(&topic.theirs)),
        );
        self.point(topic, text, self.language.question_theme(&topic.name))
    }

    fn differing(&self, topic: &Topic) -> TalkingPoint {
        let text = format!(
            "{} {}",
            self.wish(topic, &self.names.ours, &topic.ours),
            self.wish(topic, &self.names.theirs, &topic.theirs)
        );
        self.point(topic, text, self.language.question_differing(&topic.name))
    }

    fn one_sided(&self, topic: &Topic) -> TalkingPoint {
        let (name, side, other) = if topic.ours.statements > 0 {
            (&self.names.ours, &topic.ours, &self.names.theirs)
        } else {
            (&self.names.theirs, &topic.theirs, &self.names.ours)
        };
        let silent = self.language.does_not_mention(other);
        let text = format!("{} {silent}", self.wish(topic, name, side));
        self.point(
            topic,
            text,
            self.language.question_one_sided(other, &topic.name),
        )
    }

    fn ahead(&self, topic: &Topic) -> TalkingPoint {
        let far = |side: &SideOfTopic| side.intensity.unwrap_or_default();
        // Equal steps do not come here: the gap has a minimum.
        let (first, second) = if far(&topic.ours) > far(&topic.theirs) {
            (&self.names.ours, &self.names.theirs)
        } else {
            (&self.names.theirs, &self.names.ours)
        };
        self.point(
            topic,
            self.language.is_ahead(first, second),
            self.language.question_ahead(first, &topic.name),
        )
    }
}

/// Returns the principle with this key in an explanation, or `None` if it has none: two that share no principle have none.
fn leaf<'e>(explanation: &'e Explanation, key: &str) -> Option<&'e Explanation> {
    // A theme may have the name of a principle.
    let parts = explanation
        .children
        .iter()
        .filter(|part| part.key == "principles");
    let mut leaves = parts.flat_map(|part| &part.children);
    leaves.find(|leaf| leaf.key == key)
}

/// Returns the themes that both stress more than the average municipality, the most salient first.
fn stressed(themes: &[Topic]) -> impl Iterator<Item = &Topic> {
    let least = |topic: &Topic| {
        // The lesser of the two: a theme that only one stresses is no common ground.
        let [ours, theirs] =
            [&topic.ours, &topic.theirs].map(|side| side.salience.unwrap_or_default());
        ours.min(theirs)
    };
    let mut found: Vec<&Topic> = themes
        .iter()
        .filter(|topic| topic.outcome == Outcome::Aligned && least(topic) > 0.0)
        .collect();
    found.sort_by(|a, b| least(b).total_cmp(&least(a)));
    found.into_iter().take(MAX_THEMES)
}

/// Returns the themes on which one is clearly ahead, the widest gap first.
fn ahead(themes: &[Topic]) -> Vec<&Topic> {
    // A side without statements is not behind, it is silent.
    let gap = |topic: &Topic| Some((topic.ours.intensity? - topic.theirs.intensity?).abs());
    let mut found: Vec<(f64, &Topic)> = themes
        .iter()
        .filter_map(|topic| Some((gap(topic)?, topic)))
        .filter(|(gap, _)| *gap >= MIN_AHEAD)
        .collect();
    found.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    let shown = found.into_iter().take(MAX_AHEAD);
    shown.map(|(_, topic)| topic).collect()
}
