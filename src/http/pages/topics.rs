//! Themes and principles: of one municipality, and of two side by side.

use maud::{Markup, html};

use super::page::Page;
use crate::profile::Position;
use crate::rank::Outcome;
use crate::report::Language;
use crate::report::view::{Said, SideOfTopic, Topic};

/// A table of the topics that at least one side mentions: the position of each, and the outcome of the comparison.
pub(super) fn comparison_table(
    language: Language,
    column: &str,
    (ours, theirs): (&str, &str),
    topics: &[Topic],
    cell: impl Fn(&str, &SideOfTopic) -> String,
) -> Markup {
    let mentioned: Vec<&Topic> = topics
        .iter()
        .filter(|topic| topic.ours.statements + topic.theirs.statements > 0)
        .collect();
    html! {
        @if mentioned.is_empty() {
            p { (language.nothing_said()) }
        } @else {
            div.wide tabindex="0" role="region" aria-label=(column) {
                table.stacked {
                    thead {
                        tr {
                            th scope="col" { (column) }
                            th scope="col" { (ours) }
                            th scope="col" { (theirs) }
                            th scope="col" { (language.together_column()) }
                        }
                    }
                    tbody {
                        @for topic in mentioned {
                            tr {
                                th scope="row" { (topic.name) }
                                td data-label=(ours) { (cell(&topic.key, &topic.ours)) (steps(language, &topic.ours)) }
                                td data-label=(theirs) { (cell(&topic.key, &topic.theirs)) (steps(language, &topic.theirs)) }
                                td data-label=(language.together_column()) { (outcome(language, topic.outcome)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn outcome(language: Language, outcome: Outcome) -> Markup {
    outcome_mark(outcome, language.outcome(outcome))
}

/// The outcome of a comparison as a sign, a word and a colour, so that none of them is needed alone.
pub(super) fn outcome_mark(outcome: Outcome, word: &str) -> Markup {
    let (class, sign) = match outcome {
        Outcome::Aligned => ("same", "="),
        Outcome::Differs => ("other", "≠"),
        Outcome::NotMentioned => ("silent", "·"),
    };
    html! {
        span class=(format!("outcome {class}")) { span aria-hidden="true" { (sign) " " } (word) }
    }
}

/// The intensity of a side as five steps. Empty if it states none.
pub(super) fn steps(language: Language, side: &SideOfTopic) -> Markup {
    html! {
        @if let Some(mean) = side.intensity {
            @let reached = (mean.round().clamp(0.0, 5.0)) as usize;
            span.steps role="img" aria-label=(language.step_of_five(mean)) {
                @for step in 1..=5 { i.on[step <= reached] {} }
            }
        }
    }
}

/// The topics that neither side mentions, in a sentence: silence is shown, and is no disagreement.
pub(super) fn unmentioned(language: Language, topics: &[Topic]) -> Markup {
    let silent: Vec<&str> = topics
        .iter()
        .filter(|topic| topic.ours.statements + topic.theirs.statements == 0)
        .map(|topic| topic.name.as_str())
        .collect();
    html! {
        @if !silent.is_empty() { p.coverage { (language.mentioned_by_neither(&silent.join(", "))) } }
    }
}

/// The tempo and the intensity of one municipality, in a sentence.
pub(super) fn paced(language: Language, tempo: Option<f64>, intensity: Option<f64>) -> String {
    let far = intensity.map_or_else(
        || language.outcome(Outcome::NotMentioned).to_owned(),
        |mean| language.step_of_five(mean),
    );
    language.pace_and_step(language.pace(tempo), &far)
}

/// The themes of one municipality, the most salient first.
pub(super) fn salience_table(language: Language, themes: &[Said]) -> Markup {
    let mut mentioned: Vec<&Said> = themes
        .iter()
        .filter(|one| one.said.statements > 0)
        .collect();
    // Without salience, which a theme always has, it counts as average.
    let salience = |one: &Said| one.said.salience.unwrap_or_default();
    mentioned.sort_by(|a, b| {
        salience(b)
            .total_cmp(&salience(a))
            // By key, so that the order does not change with the language.
            .then_with(|| a.key.cmp(&b.key))
    });
    html! {
        @if !mentioned.is_empty() {
            h2 { (language.themes_heading()) }
            p { (language.emphasis_note()) }
            div.wide tabindex="0" role="region" aria-label=(language.themes_heading()) {
                table {
                    thead {
                        tr {
                            th scope="col" { (language.theme_column()) }
                            th scope="col" { (language.emphasis_column()) }
                            th scope="col" { (language.progress_column()) }
                            th scope="col" { (language.pace_column()) }
                        }
                    }
                    tbody {
                        @for one in mentioned {
                            tr {
                                th scope="row" { (one.name) }
                                // Salience is a logarithm: its exponential is how many times the usual share of text.
                                td.number { (language.number(salience(one).exp(), 1)) "×" }
                                td { (language.progress(&one.said)) (steps(language, &one.said)) }
                                td { (language.pace(one.said.tempo)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

impl Page<'_> {
    /// Where a side stands on a principle, by the name of what it chooses, with the number of sentences for and against.
    pub(super) fn chosen_side(&self, key: &str, side: &SideOfTopic) -> String {
        let (language, taxonomy) = (self.language, self.serving.engine.taxonomy());
        let principle = taxonomy
            .principle_named(key)
            .map(|id| taxonomy.principle(id));
        let chosen = principle.and_then(|principle| match side.position? {
            Position::For => Some(language.either(&principle.for_nl, &principle.for_en)),
            Position::Against => {
                Some(language.either(&principle.against_nl, &principle.against_en))
            }
            Position::Mixed | Position::NotMentioned => None,
        });
        match chosen {
            Some(chosen) => {
                let chosen = if side.probable {
                    language.probably_chooses_side(chosen)
                } else {
                    language.chooses_side(chosen)
                };
                format!("{chosen} ({}/{})", side.r#for, side.against)
            }
            None => language.position(side),
        }
    }

    /// The position of one municipality on each principle, with its best quote.
    pub(super) fn positions(&self, name: &str, principles: &[Said]) -> Markup {
        let language = self.language;
        let stated = principles.iter().filter(|one| {
            let position = one.said.position;
            // Statements with a stance; mentions without one say nothing of a position.
            position.is_some_and(|position| position != Position::NotMentioned)
        });
        let silent: Vec<&str> = principles
            .iter()
            .filter(|one| one.said.statements == 0)
            .map(|one| one.name.as_str())
            .collect();
        html! {
            h2 { (language.principles_heading()) }
            p { (language.principles_note()) }
            @for one in stated {
                section {
                    h3 { (one.name) }
                    p { (self.chosen_side(&one.key, &one.said)) (steps(language, &one.said)) }
                    @if let Some(quote) = one.said.quotes.first() { (self.quote(name, quote)) }
                }
            }
            @if !silent.is_empty() { p.coverage { (language.not_mentioned(&silent.join(", "))) } }
        }
    }
}
