//! Subjects: what two municipalities both speak about, with the statements of each.

use super::{About, QuotableStatement};
use crate::engine::Engine;
use crate::municipality::GemeenteCode;
use crate::profile::{CitedStatement, Position};
use crate::rank::EvidenceRelation;
use crate::snapshot::Snapshot;
use crate::stance::{Decision, Intensity, Stance};
use crate::taxonomy::{InitiativeId, PrincipleId, ThemeId};

/// What two municipalities both speak about.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    pub(super) relation: EvidenceRelation,
    pub(super) theme: Option<ThemeId>,
    pub(super) principle: Option<PrincipleId>,
    pub(super) initiative: Option<InitiativeId>,
    /// The stance of the first on the principle or initiative.
    pub(super) direction: Option<Stance>,
    /// The share of municipalities that do not say the same, in `[0, 1]`; of a difference, the mean of both sides.
    pub(super) rarity: f64,
    /// The statements of the first, by their place among its quotable ones, the clearest first.
    pub(super) ours: Vec<usize>,
    /// Those of the second.
    pub(super) theirs: Vec<usize>,
}

impl Subject {
    /// How specific it is: 2 for a principle, 1 for an initiative, 0 for a theme. A principle says what is wanted; two may
    /// want the same initiative for different reasons.
    pub(super) fn specificity(&self) -> u8 {
        match (self.principle, self.initiative) {
            (Some(_), _) => 2,
            (None, Some(_)) => 1,
            (None, None) => 0,
        }
    }

    /// Whether the two share no more than a theme.
    pub(super) fn is_theme_only(&self) -> bool {
        self.specificity() == 0
    }
}

/// How many municipalities say what, counted once when a generation is opened.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct StatementFrequencies {
    /// The number of municipalities with text.
    municipalities: u32,
    /// By principle: those for it and those against it.
    principles: Vec<[u32; 2]>,
    /// By initiative: those that pursue it and those that refuse it.
    initiatives: Vec<[u32; 2]>,
    /// By theme: those that state something on it.
    themes: Vec<u32>,
}

impl StatementFrequencies {
    /// Counts them. `index` lists the statements of each municipality. Cost: one pass over the statements.
    pub(in crate::engine) fn new(snapshot: &Snapshot, index: &[Vec<usize>]) -> Self {
        let taxonomy = &snapshot.taxonomy;
        let mut frequencies = Self {
            // Municipalities without statements would make everything look rare.
            municipalities: index.iter().filter(|of_one| !of_one.is_empty()).count() as u32,
            principles: vec![[0; 2]; taxonomy.principles().len()],
            initiatives: vec![[0; 2]; taxonomy.initiatives().len()],
            themes: vec![0; taxonomy.themes().len()],
        };
        // A profile counts every municipality once, however often it repeats itself.
        for profile in &snapshot.profiles {
            for (count, counts) in frequencies.principles.iter_mut().zip(&profile.principles) {
                match counts.position() {
                    Position::For => count[0] += 1,
                    Position::Against => count[1] += 1,
                    // A municipality that says both is counted for neither side.
                    Position::Mixed | Position::NotMentioned => {}
                }
            }
            for (count, theme) in frequencies.themes.iter_mut().zip(&profile.themes) {
                *count += u32::from(theme.statements > 0);
            }
        }
        for of_one in index {
            for (place, count) in frequencies.initiatives.iter_mut().enumerate() {
                let mut on_it = of_one
                    .iter()
                    .map(|at| &snapshot.statements[*at])
                    .filter(|one| one.initiatives.iter().any(|id| id.index() == place));
                // The first statement decides: one municipality must not count for both sides.
                match on_it.next().map(|one| one.decision) {
                    Some(Decision::Positive) => count[0] += 1,
                    Some(Decision::Negative) => count[1] += 1,
                    None => {}
                }
            }
        }
        frequencies
    }

    /// The share of municipalities that are not among `count`.
    fn rarity(&self, count: u32) -> f64 {
        1.0 - f64::from(count) / f64::from(self.municipalities.max(1))
    }
}

impl Engine {
    /// Finds what both speak about, within `about`, in taxonomy order: principles, then initiatives, then themes.
    pub(super) fn shared_subjects(
        &self,
        (ours, left): (&GemeenteCode, &[QuotableStatement]),
        (theirs, right): (&GemeenteCode, &[QuotableStatement]),
        about: About,
    ) -> Vec<Subject> {
        let is_about = |one: &CitedStatement| match about {
            About::Anything => true,
            About::Theme(theme) => one.themes.contains(&theme),
            About::Principle(principle) => one.stance_on(principle).is_some(),
        };
        let places = |statements: &[QuotableStatement],
                      select: &dyn Fn(&CitedStatement) -> bool| {
            let is_selected = |(n, one): (usize, &QuotableStatement)| {
                let statement = &self.snapshot.statements[one.place];
                (is_about(statement) && select(statement)).then_some(n)
            };
            let selected = statements.iter().enumerate().filter_map(is_selected);
            selected.collect::<Vec<usize>>()
        };
        let mut subjects = self.shared_principles(ours, theirs);
        // On a principle alone: initiatives and themes would answer another question.
        if let About::Principle(principle) = about {
            subjects.retain(|subject| subject.principle == Some(principle));
        } else {
            subjects.extend(self.shared_initiatives_and_themes());
        }
        for subject in &mut subjects {
            let [our_side, their_side] = [true, false].map(|is_ours| subject.side(is_ours));
            subject.ours = places(left, &|one| subject.selects(one, our_side));
            subject.theirs = places(right, &|one| subject.selects(one, their_side));
        }
        subjects.retain(|subject| !subject.ours.is_empty() && !subject.theirs.is_empty());
        subjects
    }

    /// The principles on which both have a clear position. A municipality that writes for and against is not quoted for
    /// either.
    fn shared_principles(&self, ours: &GemeenteCode, theirs: &GemeenteCode) -> Vec<Subject> {
        let stance = |code: &GemeenteCode, principle: PrincipleId| match self
            .counted_profile(code)
            .principles[principle.index()]
        .position()
        {
            Position::For => Some(Stance::For),
            Position::Against => Some(Stance::Against),
            Position::Mixed | Position::NotMentioned => None,
        };
        let frequencies = &self.statement_frequencies;
        let principles = self.taxonomy().principles().iter();
        principles
            .filter_map(|principle| {
                let [our_stance, their_stance] =
                    // Mixed or silent on either side is no subject.
                    [stance(ours, principle.id)?, stance(theirs, principle.id)?];
                let rarity = |stance: Stance| {
                    let counts = frequencies.principles[principle.id.index()];
                    frequencies.rarity(counts[usize::from(stance == Stance::Against)])
                };
                Some(Subject {
                    // A difference is evidence too: it shows where the two would have to talk.
                    relation: relation(our_stance == their_stance),
                    theme: principle.theme,
                    principle: Some(principle.id),
                    initiative: None,
                    direction: Some(our_stance),
                    rarity: f64::midpoint(rarity(our_stance), rarity(their_stance)),
                    ours: Vec::new(),
                    theirs: Vec::new(),
                })
            })
            .collect()
    }

    /// All initiatives, wanted by both, refused by both, or wanted by one; and all themes.
    fn shared_initiatives_and_themes(&self) -> Vec<Subject> {
        let frequencies = &self.statement_frequencies;
        let subject = |relation, theme, initiative, direction, rarity| Subject {
            relation,
            theme: Some(theme),
            principle: None,
            initiative,
            direction,
            rarity,
            ours: Vec::new(),
            theirs: Vec::new(),
        };
        let mut subjects = Vec::new();
        for initiative in self.taxonomy().initiatives() {
            let rarity =
                |n: usize| frequencies.rarity(frequencies.initiatives[initiative.id.index()][n]);
            // Each combination is a subject of its own; those without statements are dropped by the caller.
            for (relation, direction) in [
                (EvidenceRelation::SameChoice, Stance::For),
                (EvidenceRelation::SameChoice, Stance::Against),
                (EvidenceRelation::DifferentChoice, Stance::For),
                (EvidenceRelation::DifferentChoice, Stance::Against),
            ] {
                let rarity = match (relation, direction) {
                    (EvidenceRelation::SameChoice, Stance::For) => rarity(0),
                    (EvidenceRelation::SameChoice, Stance::Against) => rarity(1),
                    // Of a difference, neither side alone tells how rare it is.
                    _ => f64::midpoint(rarity(0), rarity(1)),
                };
                let id = Some(initiative.id);
                subjects.push(subject(
                    relation,
                    initiative.theme,
                    id,
                    Some(direction),
                    rarity,
                ));
            }
        }
        for theme in self.taxonomy().themes() {
            let rarity = frequencies.rarity(frequencies.themes[theme.id.index()]);
            subjects.push(subject(
                EvidenceRelation::SameTopic,
                theme.id,
                None,
                None,
                rarity,
            ));
        }
        subjects
    }
}

impl Subject {
    /// The stance that statements of one side must have.
    fn side(&self, is_ours: bool) -> Option<Stance> {
        // Only the second side is turned round; the direction is that of the first.
        let is_opposite = !is_ours && self.relation == EvidenceRelation::DifferentChoice;
        self.direction.map(|stance| {
            if is_opposite {
                stance.opposite()
            } else {
                stance
            }
        })
    }

    /// Whether a statement is on this subject with the stance of its side. On a theme alone it must be a choice or a plan:
    /// what is hedged, only explored or done already says too little of what both want.
    fn selects(&self, one: &CitedStatement, stance: Option<Stance>) -> bool {
        match (self.principle, self.initiative, self.theme) {
            // The most specific part decides, as in `specificity`.
            (Some(principle), _, _) => one.stance_on(principle) == stance,
            (None, Some(initiative), _) => {
                let decision = match one.decision {
                    Decision::Positive => Stance::For,
                    Decision::Negative => Stance::Against,
                };
                // A statement may name an initiative in order to refuse it, so the decision must fit as well. Whoever
                // only explores it has not chosen yet.
                one.initiatives.contains(&initiative)
                    && Some(decision) == stance
                    && one.intensity >= Intensity::INTEND
            }
            (None, None, Some(theme)) => {
                let is_choice = (Intensity::INTEND..Intensity::REALISED).contains(&one.intensity);
                one.themes.contains(&theme) && !one.hedged && is_choice
            }
            (None, None, None) => false,
        }
    }
}

fn relation(is_same: bool) -> EvidenceRelation {
    if is_same {
        EvidenceRelation::SameChoice
    } else {
        EvidenceRelation::DifferentChoice
    }
}
