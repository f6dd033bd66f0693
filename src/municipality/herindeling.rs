//! Herindeling: what a municipality was called, and which code it had, before a
//! merger, split or renaming.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::code::GemeenteCode;
use super::entity::Municipality;

/// One successor of a former municipality: the former name, and the municipality that it became part of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// The municipality of today.
    pub code: GemeenteCode,
    /// The name that went with the old code.
    pub old_name: String,
    /// The last day of the old code; `None` if unknown.
    pub until: Option<Date>,
}

impl Succession {
    /// The day on which the change took effect: the day after [`Succession::until`].
    pub fn since(&self) -> Option<Date> {
        day_after(self.until)
    }
}

/// What a code refers to today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// It is a municipality of the register.
    Current(GemeenteCode),
    /// It is an old code; it went on in these municipalities. Never empty; more
    /// than one after a split, in the order of the file, where the first is the
    /// one that took in the main part.
    Former(Vec<Succession>),
}

pub(super) fn day_after(until: Option<Date>) -> Option<Date> {
    until.and_then(|date| date.tomorrow().ok())
}

/// The successions of old codes, in file order.
pub(super) type Successions = BTreeMap<GemeenteCode, Vec<Succession>>;

/// Follows every succession to municipalities of today. Codes in a circle are
/// left out; [`in_circle`] finds them.
pub(super) fn followed(
    recorded: &Successions,
    current: &BTreeMap<GemeenteCode, Municipality>,
) -> Successions {
    let mut out = Successions::new();
    for (old, steps) in recorded {
        let mut reached: Vec<Succession> = Vec::new();
        for step in steps {
            for code in ends(&step.code, recorded, current) {
                // Two chains can end in the same municipality.
                if !reached.iter().any(|other| other.code == code) {
                    reached.push(Succession {
                        code,
                        ..step.clone()
                    });
                }
            }
        }
        if !reached.is_empty() {
            out.insert(old.clone(), reached);
        }
    }
    out
}

/// The municipalities of today at the ends of the chains that start at `from`, in
/// the order of the file.
fn ends(
    from: &GemeenteCode,
    recorded: &Successions,
    current: &BTreeMap<GemeenteCode, Municipality>,
) -> Vec<GemeenteCode> {
    let mut out = Vec::new();
    let mut seen = BTreeSet::new();
    let mut stack = vec![from];
    while let Some(code) = stack.pop() {
        // A circle in the file must not be followed for ever.
        if !seen.insert(code) {
            continue;
        }
        // A code of today ends a chain.
        if current.contains_key(code) {
            out.push(code.clone());
        } else {
            // Reversed, so that the first successor is looked at first.
            let next = recorded.get(code).into_iter().flatten();
            stack.extend(next.rev().map(|step| &step.code));
        }
    }
    out
}

/// Whether an old code leads to no municipality of today, only round in a circle.
pub(super) fn in_circle(
    old: &GemeenteCode,
    recorded: &Successions,
    current: &BTreeMap<GemeenteCode, Municipality>,
) -> bool {
    recorded.contains_key(old) && ends(old, recorded, current).is_empty()
}
