//! The charts of a comparison: how far the two have come and how fast they want to go, by subject.

use maud::{Markup, html};

use super::axis::Axis;
use crate::report::Language;
use crate::report::view::{Comparison, SideOfTopic, Sides, Topic};

/// The width of a drawing: half of what a map has, since two stand side by side.
const WIDTH: f64 = 560.0;

/// Room beside the ends of the axis, for markers and the names of ticks.
const MARGIN: f64 = 34.0;

/// The height of the axis above the rows.
const TOP: f64 = 44.0;

/// The height of a row: a subject, and below it a line with two markers.
const ROW: f64 = 74.0;

/// With more subjects a chart gives no overview; the table has them all.
const MAX_SUBJECTS: usize = 8;

/// What a chart is about.
struct Subject {
    /// Ends the ids of its parts.
    id: &'static str,
    heading: &'static str,
    note: &'static str,
    axis: Axis,
    /// The name of a tick.
    tick: fn(Language, f64) -> String,
    /// A value in words.
    told: fn(Language, Option<f64>) -> String,
    whole: Sides<Option<f64>>,
    /// The value of a side of a theme.
    of: fn(&SideOfTopic) -> Option<f64>,
}

/// The values of both for all themes together or for one.
struct Row<'v> {
    name: &'v str,
    values: Sides<Option<f64>>,
}

/// How far the two have come and how fast they want to go. Empty if neither says a thing about it.
pub(in crate::http::pages) fn pace_charts(language: Language, view: &Comparison) -> Markup {
    let ends = (MARGIN, WIDTH - MARGIN);
    let subjects = [
        Subject {
            id: "ver",
            heading: language.progress_chart(),
            note: language.progress_chart_note(),
            axis: Axis::whole(1, 5, ends),
            tick: |language, step| language.number(step, 0),
            told: |language, step| step.map_or_else(unknown, |step| language.step_of_five(step)),
            whole: view.intensity,
            of: |side| side.intensity,
        },
        Subject {
            id: "tempo",
            heading: language.pace_chart(),
            note: language.pace_chart_note(),
            axis: Axis::whole(-1, 1, ends),
            tick: |language, pace| language.pace(Some(pace)).to_owned(),
            told: |language, pace| language.pace(pace).to_owned(),
            whole: view.tempo,
            of: |side| side.tempo,
        },
    ];
    html! {
        div.charts {
            @for subject in &subjects { (subject.figure(language, view)) }
        }
    }
}

fn unknown() -> String {
    "–".to_owned()
}

impl Subject {
    fn values(&self, topic: &Topic) -> Sides<Option<f64>> {
        Sides {
            ours: (self.of)(&topic.ours),
            theirs: (self.of)(&topic.theirs),
        }
    }

    fn row<'v>(&self, topic: &'v Topic) -> Row<'v> {
        Row {
            name: &topic.name,
            values: self.values(topic),
        }
    }

    /// The chart with its legend and table. Empty if neither has a value.
    fn figure(&self, language: Language, view: &Comparison) -> Markup {
        let has_value = |values: Sides<Option<f64>>| values.ours.or(values.theirs).is_some();
        if !has_value(self.whole) {
            return html! {};
        }
        let whole = Row {
            name: language.on_the_whole(),
            values: self.whole,
        };
        let mut topics: Vec<&Topic> = view.themes.iter().collect();
        topics.retain(|topic| has_value(self.values(topic)));
        let all: Vec<Row<'_>> = topics.iter().map(|topic| self.row(topic)).collect();
        // Subjects that both speak of first, then those of which most is said; ties stay in the order of the taxonomy.
        topics.sort_by_key(|topic| {
            let (ours, theirs) = (topic.ours.statements, topic.theirs.statements);
            std::cmp::Reverse((ours.min(theirs) > 0, ours + theirs))
        });
        topics.truncate(MAX_SUBJECTS);
        let shown: Vec<Row<'_>> = topics.iter().map(|topic| self.row(topic)).collect();
        let (ours, theirs) = (view.municipality.name.as_str(), view.partner.name.as_str());
        let (name, text) = (format!("{}-naam", self.id), format!("{}-uitleg", self.id));
        let told = |value| (self.told)(language, value);
        let (our_value, their_value) = (told(self.whole.ours), told(self.whole.theirs));
        let described = language.both_on_the_whole((ours, &our_value), (theirs, &their_value));
        html! {
            figure.chart {
                h3 { (self.heading) }
                (self.drawing(language, (&name, &text), &described, &whole, &shown))
                figcaption {
                    ul.legend {
                        li { span.swatch.ours {} (ours) }
                        li { span.swatch.theirs {} (theirs) }
                    }
                    p { (self.note) @if shown.len() < all.len() { " " (language.subjects_of_chart(shown.len(), all.len())) } }
                }
                details.settings {
                    summary { (language.numbers_in_table()) }
                    table {
                        thead { tr { th scope="col" { (language.theme_column()) } th scope="col" { (ours) } th scope="col" { (theirs) } } }
                        tbody {
                            @for row in std::iter::once(&whole).chain(&all) {
                                tr { th scope="row" { (row.name) } td { (told(row.values.ours)) } td { (told(row.values.theirs)) } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn drawing(
        &self,
        language: Language,
        (name, text): (&str, &str),
        described: &str,
        whole: &Row<'_>,
        shown: &[Row<'_>],
    ) -> Markup {
        let height = TOP + ROW * (shown.len() + 1) as f64;
        let last = self.axis.ticks().count() - 1;
        html! {
            svg viewBox=(format!("0 0 {WIDTH} {height}")) role="img" aria-labelledby=(name) aria-describedby=(text) {
                title id=(name) { (self.heading) }
                desc id=(text) { (described) }
                @for (at, tick) in self.axis.ticks().enumerate() {
                    @let x = self.axis.at(tick);
                    line.grid x1=(x) y1=(TOP - 10.0) x2=(x) y2=(height) {}
                    // Words at the ends begin and end with the drawing.
                    @let text = (self.tick)(language, tick);
                    @let (class, x) = match at {
                        _ if text.len() == 1 => ("tick", x),
                        0 => ("tick start", 8.0),
                        at if at == last => ("tick end", WIDTH - 8.0),
                        _ => ("tick", x),
                    };
                    text class=(class) x=(x) y=(TOP - 18.0) { (text) }
                }
                @for (row, at) in std::iter::once(whole).chain(shown).zip(0..) {
                    @let top = TOP + ROW * f64::from(at);
                    text.row.start.strong[at == 0] x="8" y=(top + 22.0) { (row.name) }
                    (self.markers(row.values, top + 50.0))
                }
            }
        }
    }

    /// The two values of a row: a square, and over it a circle, so that both are seen where they are equal.
    fn markers(&self, values: Sides<Option<f64>>, y: f64) -> Markup {
        let [ours, theirs] = [values.ours, values.theirs].map(|value| Some(self.axis.at(value?)));
        html! {
            @if let (Some(ours), Some(theirs)) = (ours, theirs) { line.between x1=(ours) y1=(y) x2=(theirs) y2=(y) {} }
            @if let Some(x) = ours { rect.ours x=(x - 14.0) y=(y - 14.0) width="28" height="28" {} }
            @if let Some(x) = theirs { circle.theirs cx=(x) cy=(y) r="10" {} }
        }
    }
}
