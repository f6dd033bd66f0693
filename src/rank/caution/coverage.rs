//! Cautions about how much was read of one municipality.

use jiff::civil::Date;

use super::{Caution, RankParams};
use crate::municipality::GemeenteCode;
use crate::profile::Coverage;

/// Below this share of readable pages something that matters may be missing.
const MIN_READABLE_SHARE: f64 = 0.9;

/// From this share of words in another language on, what is compared is clearly less than what there is.
const MIN_FOREIGN_SHARE: f64 = 0.25;

/// Iterates over the cautions about one municipality.
pub(super) fn cautions(
    code: &GemeenteCode,
    coverage: &Coverage,
    params: &RankParams,
    today: Date,
) -> impl Iterator<Item = Caution> + use<> {
    [
        thin_coverage(code, coverage, params),
        old_text(code, coverage, params, today),
        partly_unreadable(code, coverage),
        other_language(code, coverage),
    ]
    .into_iter()
    .flatten()
}

fn thin_coverage(code: &GemeenteCode, coverage: &Coverage, params: &RankParams) -> Option<Caution> {
    let passages = coverage.passages;
    (passages < params.thin_passages).then(|| Caution::ThinCoverage {
        municipality: code.clone(),
        passages,
    })
}

fn old_text(
    code: &GemeenteCode,
    coverage: &Coverage,
    params: &RankParams,
    today: Date,
) -> Option<Caution> {
    // A municipality without a dated document gets no caution: its age is unknown, which is not the same as old.
    let newest = coverage.newest?;
    // Of a document that has a year only, the last day of that year is taken: the benefit of the doubt.
    let last_day = newest.latest_day();
    let years = i32::from(today.year()) - i32::from(last_day.year());
    let year_is_full = (today.month(), today.day()) >= (last_day.month(), last_day.day());
    // A difference of calendar years is one too many until the day of the year is reached.
    let full_years = years - i32::from(!year_is_full);
    (full_years >= i32::from(params.old_years)).then(|| Caution::OldText {
        municipality: code.clone(),
        newest,
    })
}

fn other_language(code: &GemeenteCode, coverage: &Coverage) -> Option<Caution> {
    let share = coverage.foreign_words as f64 / coverage.words.max(1) as f64;
    (share >= MIN_FOREIGN_SHARE).then(|| Caution::OtherLanguage {
        municipality: code.clone(),
        foreign_percent: (share * 100.0).floor() as u8,
    })
}

fn partly_unreadable(code: &GemeenteCode, coverage: &Coverage) -> Option<Caution> {
    let share = coverage.readable_share;
    // A municipality of which nothing was read is not scored at all, so it needs no caution.
    (share < MIN_READABLE_SHARE && !coverage.is_empty()).then(|| Caution::PartlyUnreadable {
        municipality: code.clone(),
        // Rounded down: 89.6 % must not be shown as the 90 % that would need no caution.
        readable_percent: (share * 100.0).floor() as u8,
    })
}
