//! Themes and principles: what one municipality says of them, and what two say side by side.

use maud::{Markup, html};

use super::frame::Page;
use crate::profile::Position;
use crate::rank::Outcome;
use crate::report::Language;
use crate::report::view::{Said, SideOfTopic, Topic};

/// A table of topics of which at least one side speaks: what each says, and how the two stand to each other.
pub(super) fn of_pair(
    language: Language,
    column: &str,
    (ours, theirs): (&str, &str),
    topics: &[Topic],
    cell: impl Fn(&SideOfTopic) -> String,
) -> Markup {
    let spoken: Vec<&Topic> = topics
        .iter()
        .filter(|topic| topic.ours.statements + topic.theirs.statements > 0)
        .collect();
    html! {
        @if spoken.is_empty() {
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
                        @for topic in spoken {
                            tr {
                                th scope="row" { (topic.name) }
                                td data-label=(ours) { (cell(&topic.ours)) (steps(language, &topic.ours)) }
                                td data-label=(theirs) { (cell(&topic.theirs)) (steps(language, &topic.theirs)) }
                                td data-label=(language.together_column()) { (outcome(language, topic.outcome)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// How two stand to each other: a sign, a word and a colour.
fn outcome(language: Language, outcome: Outcome) -> Markup {
    let (class, sign) = match outcome {
        Outcome::Aligned => ("same", "="),
        Outcome::Differs => ("other", "≠"),
        Outcome::NotMentioned => ("silent", "·"),
    };
    html! {
        span class=(format!("outcome {class}")) { span aria-hidden="true" { (sign) " " } (language.outcome(outcome)) }
    }
}

/// How far a side has come, as five steps; nothing where it does not say.
fn steps(language: Language, side: &SideOfTopic) -> Markup {
    html! {
        @if let Some(mean) = side.intensity {
            @let reached = (mean.round().clamp(0.0, 5.0)) as usize;
            span.steps role="img" aria-label=(language.step_of_five(mean)) {
                @for step in 1..=5 { i.on[step <= reached] {} }
            }
        }
    }
}

/// The topics of which nobody speaks, in a sentence: silence is shown, and is no disagreement.
pub(super) fn together(language: Language, topics: &[Topic]) -> Markup {
    let silent: Vec<&str> = topics
        .iter()
        .filter(|topic| topic.ours.statements + topic.theirs.statements == 0)
        .map(|topic| topic.name.as_str())
        .collect();
    html! {
        @if !silent.is_empty() { p.coverage { (language.by_neither(&silent.join(", "))) } }
    }
}

/// Pace and progress of one municipality, in a sentence.
pub(super) fn paced(language: Language, tempo: Option<f64>, intensity: Option<f64>) -> String {
    let far = intensity.map_or_else(
        || language.outcome(Outcome::NotMentioned).to_owned(),
        |mean| language.step_of_five(mean),
    );
    language.pace_and_step(language.pace(tempo), &far)
}

/// What one municipality stresses, most first.
pub(super) fn of_one(language: Language, themes: &[Said]) -> Markup {
    let mut stressed: Vec<&Said> = themes
        .iter()
        .filter(|one| one.said.statements > 0)
        .collect();
    let emphasis = |one: &Said| one.said.emphasis.unwrap_or_default();
    stressed.sort_by(|a, b| {
        emphasis(b)
            .total_cmp(&emphasis(a))
            .then_with(|| a.key.cmp(&b.key))
    });
    html! {
        @if !stressed.is_empty() {
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
                        @for one in stressed {
                            tr {
                                th scope="row" { (one.name) }
                                td.number { (language.number(emphasis(one).exp(), 1)) "×" }
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
    /// Where one municipality stands on each principle, with the sentence that says it best.
    pub(super) fn stances(&self, name: &str, principles: &[Said]) -> Markup {
        let language = self.language;
        let stated = principles.iter().filter(|one| {
            let position = one.said.position;
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
                    h3 { (one.name) ": " (language.position(&one.said)) }
                    @if let Some(quote) = one.said.quotes.first() { (self.quote(name, quote)) }
                }
            }
            @if !silent.is_empty() { p.coverage { (language.not_said(&silent.join(", "))) } }
        }
    }
}
