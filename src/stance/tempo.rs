//! How fast, and by when.

use super::Tempo;
use super::matching::Places;
use super::polarity::{Polarity, denial};
use super::reading::Reading;
use super::signs::Signs;
use crate::taxonomy::Role;

/// The pace that the words `carrying` show; nothing when they show both.
pub(super) fn tempo(reading: &Reading<'_>, signs: &Signs, carrying: Places) -> Option<Tempo> {
    let mut fast = false;
    let mut slow = false;
    for (role, says) in [(Role::Fast, Tempo::Fast), (Role::Slow, Tempo::Slow)] {
        for used in signs.of(role) {
            let holds_its_subordinator = signs.touches(Role::Subordinate, used);
            if used & carrying == 0 && !holds_its_subordinator {
                continue;
            }
            let is_harmless = |harmless: Places| {
                harmless & used != 0 && harmless.count_ones() >= used.count_ones()
            };
            if signs.of(Role::NotTempo).any(is_harmless) {
                continue;
            }
            // A slow cue that stands inside a longer fast one, or the other way round, is part of it.
            let longer = |other: Role| {
                signs
                    .of(other)
                    .any(|o| o & used != 0 && o.count_ones() > used.count_ones())
            };
            let opposite = match says {
                Tempo::Fast => Role::Slow,
                Tempo::Slow => Role::Fast,
            };
            if longer(opposite) {
                continue;
            }
            match (says, denial(reading, signs, used, carrying)) {
                (Tempo::Fast, Polarity::Keep) | (Tempo::Slow, Polarity::Flip) => fast = true,
                (Tempo::Slow, Polarity::Keep) | (Tempo::Fast, Polarity::Flip) => slow = true,
                (_, Polarity::Drop) => {}
            }
        }
    }
    match (fast, slow) {
        (true, false) => Some(Tempo::Fast),
        (false, true) => Some(Tempo::Slow),
        _ => None,
    }
}

/// Words that make the number behind them a date to come, and not part of a name ("Digitale Agenda 2020").
const BEFORE_YEAR: &[&str] = &[
    "begin",
    "eind",
    "einde",
    "in",
    "januari",
    "juli",
    "medio",
    "najaar",
    "per",
    "tot",
    "uiterlijk",
    "vanaf",
    "voor",
    "voorjaar",
    "vóór",
    "zomer",
    "najaar",
    "december",
    "uit",
];

/// Years that a plan can aim at.
const TARGET_YEARS: std::ops::RangeInclusive<i16> = 2000..=2099;

/// The last year that the sentence names as a date to come.
pub(super) fn target_year(reading: &Reading<'_>) -> Option<i16> {
    let year_at = |place: usize| {
        let text = reading.words[place].text;
        (text.len() == 4)
            .then(|| text.parse::<i16>().ok())
            .flatten()
            .filter(|year| TARGET_YEARS.contains(year))
    };
    (1..reading.words.len())
        .filter(|place| {
            let before = reading.words[place - 1].text.to_lowercase();
            BEFORE_YEAR.contains(&before.as_str())
        })
        .filter_map(year_at)
        .next_back()
}
