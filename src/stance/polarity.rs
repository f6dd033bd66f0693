//! Whether what stands around a cue turns its meaning around.

use super::matching::{Places, places};
use super::reading::Reading;
use super::signs::Signs;
use crate::taxonomy::Role;

/// What the words around a cue do to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Polarity {
    /// It means what it says.
    Keep,
    /// It means the opposite.
    Flip,
    /// It is neither yes nor no: "nog niet", "niet uitgesloten".
    Drop,
}

/// How many words a near negation (`zonder`, `in plaats van`) reaches.
const NEAR: usize = 5;

/// Words at which the reach of a near negation ends: "vervangen maatwerk door standaard".
const NEAR_ENDS: &[&str] = &["door", "en", "maar", "naar"];

/// The polarity of a cue that uses the words `used`.
///
/// Negations and reversals count in the clauses that the cue touches; two of them cancel each other ("wij zien
/// niet af van"). Words that the cue itself asked for do not count: `niets meer zelf` is one cue.
pub(super) fn polarity(
    reading: &Reading<'_>,
    signs: &Signs,
    used: Places,
    carrying: Places,
) -> Polarity {
    read(reading, signs, used, carrying, true)
}

/// The polarity of a pace: only a plain denial turns it. Who stops something step by step goes slowly.
pub(super) fn denial(
    reading: &Reading<'_>,
    signs: &Signs,
    used: Places,
    carrying: Places,
) -> Polarity {
    read(reading, signs, used, carrying, false)
}

fn read(
    reading: &Reading<'_>,
    signs: &Signs,
    used: Places,
    carrying: Places,
    endings_too: bool,
) -> Polarity {
    // "Cloud, tenzij de wet dat verbiedt": the exception is no denial of the rule.
    let carried = used & carrying;
    let mut scope = if carried == 0 {
        reading.clauses_of(used)
    } else {
        reading.clauses_of(carried) & carrying
    };
    if let Some((object, behind)) = reading.behind_object()
        && object.words & scope != 0
    {
        scope |= behind & carrying;
    }
    if signs
        .of(Role::Undecided)
        .any(|undecided| undecided & scope != 0 && undecided & !used != 0)
    {
        return Polarity::Drop;
    }
    let mut operators: Vec<Places> = Vec::new();
    // What a cue asked for itself turns nothing: of a negation the word that denies (`geen` of `geen optie`),
    // of a reversal any word (`laten` of `laten los`).
    let mut operate = |operator: Places, decides: Places, harmless: Role| {
        if operator & scope == 0 || decides & used != 0 {
            return;
        }
        if signs.of(harmless).any(|words| words & operator != 0) {
            return;
        }
        // "niet" and "niet meer" at the same place are one negation.
        match operators.iter_mut().find(|other| **other & operator != 0) {
            Some(other) => *other |= operator,
            None => operators.push(operator),
        }
    };
    for negation in signs.of(Role::Negation) {
        operate(negation, lowest(negation), Role::NotNegation);
    }
    let first = used.trailing_zeros() as usize;
    for negation in signs.of(Role::NegationForward) {
        if first_of(negation) < last_of(used) {
            operate(negation, lowest(negation), Role::NotNegation);
        }
    }
    for negation in signs.of(Role::NegationNear).filter(|_| endings_too) {
        let from = last_of(negation) + 1;
        let to = (from..from + NEAR)
            .find(|place| {
                let word = reading.words.get(*place).map_or("", |word| word.text);
                NEAR_ENDS.contains(&word)
            })
            .unwrap_or(from + NEAR);
        if places(from, to) & used & (1 << first) != 0 {
            operate(negation, lowest(negation), Role::NotNegation);
        }
    }
    for reversal in signs.of(Role::Reversal).filter(|_| endings_too) {
        operate(reversal, reversal, Role::NotReversal);
    }
    // "Common Ground laten wij aan ons voorbijgaan": a refusal turns what it refuses, by whatever words.
    let refusals = signs.of(Role::NegativeDecision).filter(|_| endings_too);
    for refusal in refusals.filter(|refusal| refusal & !scope == 0) {
        operate(refusal, refusal, Role::NotNegativeDecision);
    }
    if operators.len() % 2 == 1 {
        Polarity::Flip
    } else {
        Polarity::Keep
    }
}

fn lowest(used: Places) -> Places {
    used & used.wrapping_neg()
}

fn first_of(used: Places) -> usize {
    used.trailing_zeros() as usize
}

fn last_of(used: Places) -> usize {
    (Places::BITS - 1 - used.leading_zeros()) as usize
}
