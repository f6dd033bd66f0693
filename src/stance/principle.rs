//! Which principles a sentence stands for or against.

use super::Stance;
use super::lexicon::Tells;
use super::matching::{Match, Places};
use super::polarity::{Polarity, polarity};
use super::reading::Reading;
use super::signs::Signs;
use crate::taxonomy::{Pole, PrincipleId, Role, Strength};

/// A principle as some cue shows it.
pub(super) struct Shown {
    pub(super) id: PrincipleId,
    pub(super) stance: Stance,
    pub(super) strength: Strength,
    /// Stands behind "maar", and so weighs more.
    contrast: bool,
    weight: u32,
}

impl Shown {
    /// What decides when cues of one principle disagree: the clause behind "maar", a cue that holds its own
    /// negation, then the longer cue.
    fn rank(&self) -> (bool, bool, u32) {
        (self.contrast, self.strength == Strength::Fixed, self.weight)
    }
}

/// The principles that the cues show, in taxonomy order, each once. Where cues disagree, see [`Shown::rank`]; when
/// the best two are equal and opposite, the principle is left out.
pub(super) fn principles(
    reading: &Reading<'_>,
    signs: &Signs,
    content: &[Match],
    carrying: Places,
) -> Vec<Shown> {
    let mut shown: Vec<Shown> = Vec::new();
    for m in content {
        let Tells::Principle(id, pole, strength) = m.tells else {
            continue;
        };
        let holds_its_subordinator = signs.touches(Role::Subordinate, m.used);
        // Words partly in the main clause and partly in its exception are met by chance.
        if m.used & !carrying != 0 && !holds_its_subordinator {
            continue;
        }
        let stance = match pole {
            Pole::For => Stance::For,
            Pole::Against => Stance::Against,
        };
        let stance = match (strength, pole, polarity(reading, signs, m.used, carrying)) {
            (Strength::Fixed, _, _) | (_, _, Polarity::Keep) => stance,
            // Who does not do something alone need not do it together.
            (Strength::NeedsAction, Pole::Against, Polarity::Flip)
                if !negated_at_once(signs, m) =>
            {
                continue;
            }
            (_, _, Polarity::Flip) => stance.opposite(),
            (_, _, Polarity::Drop) => continue,
        };
        // A weak cue gives way to a stronger one of another principle in the same words: "in eigen beheer" is
        // about who does the work, not about alone or together.
        let gives_way = strength == Strength::NeedsAction
            && content.iter().any(|other| match other.tells {
                Tells::Principle(of, _, firm) => {
                    of != id && firm != Strength::NeedsAction && other.used & m.used != 0
                }
                Tells::Theme(_) | Tells::Thing(_) | Tells::Role(_) => false,
            });
        if gives_way && pole == Pole::Against {
            continue;
        }
        shown.push(Shown {
            id,
            stance,
            strength,
            contrast: reading.clause_at(m.first()).is_contrast,
            weight: m.weight(),
        });
    }
    shown.sort_by_key(|p| (p.id, std::cmp::Reverse(p.rank())));
    let mut kept: Vec<Shown> = Vec::new();
    let mut undecided: Option<PrincipleId> = None;
    for p in shown {
        match kept.last() {
            Some(best) if best.id == p.id => {
                if best.rank() == p.rank() && best.stance != p.stance {
                    undecided = Some(p.id);
                    kept.pop();
                }
            }
            _ if undecided == Some(p.id) => {}
            _ => kept.push(p),
        }
    }
    kept
}

/// Whether the word before the cue denies it ("niet zelf").
fn negated_at_once(signs: &Signs, m: &Match) -> bool {
    let first = m.first();
    let before = if first == 0 { 0 } else { 1 << (first - 1) };
    [Role::Negation, Role::NegationForward, Role::NegationNear]
        .into_iter()
        .any(|role| signs.touches(role, before))
}
