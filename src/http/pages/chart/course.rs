//! The chart of partners: their course against their distance.

use maud::{Markup, html};

use super::axis::Axis;
use crate::http::pages::map::{
    FIRST_RANKS, MAX_NUMBERED, Point, WIDTH, band_class, partner_marker, placed,
};
use crate::http::pages::page::Page;
use crate::report::Language;
use crate::report::view::{Match, Partner};

const HEIGHT: f64 = 460.0;

/// Where the axes cross and end: room for percentages to the left, kilometres below, and markers to the right and above.
const LEFT: f64 = 92.0;
const RIGHT: f64 = WIDTH - 34.0;
const TOP: f64 = 52.0;
const BOTTOM: f64 = HEIGHT - 84.0;

/// With fewer partners there is nothing to see in a chart.
const MIN_PARTNERS: usize = 3;

/// With more partners their intervals would hide them.
const MAX_INTERVALS: usize = 12;

/// The least span of an axis: differences below a few kilometres or percents are not worth a chart's width.
const MIN_KM: f64 = 5.0;
const MIN_PERCENT: f64 = 40.0;

/// How many places outward a name may stand from its marker.
const RINGS: usize = 5;

/// Farther than any two places in Europe.
const MAX_KM: f64 = 10_000.0;

/// A partner in the chart.
struct Mark<'v> {
    partner: &'v Partner,
    km: f64,
    course: f64,
}

impl Page<'_> {
    /// The partners by course and distance. Empty for fewer than three of which both are known.
    pub(in crate::http::pages) fn course_chart(&self, view: &Match) -> Markup {
        let language = self.language;
        let known = |partner| -> Option<Mark<'_>> {
            let partner: &Partner = partner;
            Some(Mark {
                km: partner.distance_km?,
                course: partner.alignment?,
                partner,
            })
        };
        let mut marks: Vec<Mark<'_>> = view.partners.iter().filter_map(known).collect();
        // The best first, whatever the order of the list.
        marks.sort_by_key(|mark| mark.partner.rank);
        let Some(chart) = (marks.len() >= MIN_PARTNERS)
            .then(|| Chart::new(&marks))
            .flatten()
        else {
            return html! {};
        };
        let unknown = view.partners.len() - marks.len();
        html! {
            figure.map.chart {
                h2 { (language.course_by_distance()) }
                // One image for who does not see it, since the list has its numbers.
                svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-labelledby="koers-naam" aria-describedby="koers-uitleg" {
                    title #koers-naam { (language.course_by_distance()) }
                    desc #koers-uitleg { (described(language, &marks)) }
                    (chart.grid(language))
                    (chart.intervals(&marks))
                    (chart.markers(&marks))
                }
                figcaption {
                    p {
                        (language.course_by_distance_note())
                        @if marks.len() <= MAX_INTERVALS { " " (language.course_interval_note()) }
                        " " a href="#lijst" { (language.same_numbers_in_list()) }
                        @if unknown > 0 { " " (language.not_in_chart(unknown)) }
                    }
                }
            }
        }
    }
}

/// The chart in a sentence. `marks` are at least one.
fn described(language: Language, marks: &[Mark<'_>]) -> String {
    let told = |mark: &Mark<'_>| (mark.partner.name.clone(), mark.km, mark.course);
    let nearest = marks.iter().min_by(|a, b| a.km.total_cmp(&b.km));
    // Of equal ones the first, which is the better.
    let highest = marks.iter().reduce(|best, mark| {
        if mark.course > best.course {
            mark
        } else {
            best
        }
    });
    let (Some(nearest), Some(highest)) = (nearest.map(told), highest.map(told)) else {
        return String::new();
    };
    language.course_by_distance_described(
        marks.len(),
        (&nearest.0, nearest.1, nearest.2),
        (&highest.0, highest.1, highest.2),
    )
}

/// The two axes of the chart.
struct Chart {
    km: Axis,
    percent: Axis,
}

impl Chart {
    /// The axes that hold all marks. Returns `None` without marks.
    fn new(marks: &[Mark<'_>]) -> Option<Self> {
        let kms = marks.iter().map(|mark| mark.km);
        let km = Axis::fit(kms, MIN_KM, (0.0, MAX_KM), (LEFT + 24.0, RIGHT))?;
        let with_intervals = marks.len() <= MAX_INTERVALS;
        let courses = marks.iter().flat_map(|mark| {
            let interval = mark.partner.interval.filter(|_| with_intervals);
            let ends = interval.map_or([mark.course; 2], |range| [range.low, range.high]);
            [mark.course, ends[0], ends[1]].map(|share| share * 100.0)
        });
        let percent = Axis::fit(courses, MIN_PERCENT, (0.0, 100.0), (BOTTOM - 24.0, TOP))?;
        Some(Self { km, percent })
    }

    fn at(&self, mark: &Mark<'_>) -> Point {
        (self.km.at(mark.km), self.percent.at(mark.course * 100.0))
    }

    /// The lines and numbers of the axes.
    fn grid(&self, language: Language) -> Markup {
        html! {
            @for percent in self.percent.ticks() {
                @let y = self.percent.at(percent);
                line.grid x1=(LEFT) y1=(y) x2=(RIGHT) y2=(y) {}
                text.tick.end x=(LEFT - 10.0) y=(y + 7.0) { (language.percent(percent / 100.0)) }
            }
            @for km in self.km.ticks() {
                @let x = self.km.at(km);
                line.grid x1=(x) y1=(TOP) x2=(x) y2=(BOTTOM) {}
                text.tick x=(x) y=(BOTTOM + 28.0) { (language.number(km, self.km.decimals())) }
            }
            text.tick.end x=(RIGHT) y=(HEIGHT - 14.0) { (language.distance_axis()) }
            text.tick.start x="8" y="26" { (language.course_axis()) }
        }
    }

    /// How sure each course is, as a line. Empty where there would be too many.
    fn intervals(&self, marks: &[Mark<'_>]) -> Markup {
        html! {
            @if marks.len() <= MAX_INTERVALS {
                @for mark in marks {
                    @if let Some(range) = mark.partner.interval {
                        @let x = self.km.at(mark.km);
                        line.interval x1=(x) y1=(self.percent.at(range.low * 100.0)) x2=(x) y2=(self.percent.at(range.high * 100.0)) {}
                    }
                }
            }
        }
    }

    /// The partners, the best last: it lies over the others. Where there are many only the first have a number.
    fn markers(&self, marks: &[Mark<'_>]) -> Markup {
        let all_numbered = marks.len() <= MAX_NUMBERED;
        let is_numbered = |mark: &&Mark<'_>| all_numbered || mark.partner.rank <= FIRST_RANKS;
        let (numbered, dots): (Vec<&Mark<'_>>, Vec<&Mark<'_>>) =
            marks.iter().partition(is_numbered);
        // With its rank: the number in a marker may lie below another one.
        let names: Vec<String> = numbered
            .iter()
            .map(|mark| format!("{}. {}", mark.partner.rank, mark.partner.name))
            .collect();
        let points = numbered.iter().map(|mark| self.at(mark));
        let named: Vec<(Point, &str)> = points.zip(names.iter().map(String::as_str)).collect();
        let bare: Vec<Point> = dots.iter().map(|mark| self.at(mark)).collect();
        let labels = placed(&named, &bare, BOTTOM, RINGS);
        html! {
            @for (mark, (x, y)) in dots.iter().zip(&bare) {
                g class=(format!("dot {}", band_class(mark.partner))) data-code=(mark.partner.code) { circle cx=(x) cy=(y) r="7" {} }
            }
            // Below the markers, so that they cross none of them.
            @for (((x, y), _), label) in named.iter().zip(&labels) {
                @if let Some(label) = label.filter(|label| label.is_far) {
                    line class=(if label.wide_only { "leader roomy" } else { "leader" }) x1=(x) y1=(y) x2=(label.at.0) y2=(label.at.1 - 6.0) {}
                }
            }
            @for ((mark, (at, name)), label) in numbered.iter().zip(&named).zip(&labels).rev() {
                (partner_marker(mark.partner, *at, *label, name))
            }
        }
    }
}
