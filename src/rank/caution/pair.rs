//! Cautions about what two municipalities have in common, and how they differ beside their policy positions.

use jiff::civil::Date;

use super::Caution;
use crate::document::DocumentKind;
use crate::municipality::{GemeenteCode, Register};
use crate::profile::{Profile, mean_intensity};

/// How many documents two municipalities have in common.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SharedDocumentCounts {
    /// Documents that both signed.
    pub joint_documents: u32,
    /// Documents of one that contain near-duplicate text of a document of the other.
    pub near_duplicate_documents: u32,
}

/// With fewer statements about tempo than this, of both sides together, their means are too uncertain to compare.
const MIN_TEMPO_STATEMENTS: u32 = 3;

/// With fewer statements than this on one side, its mean intensity is too uncertain to compare.
const MIN_INTENSITY_STATEMENTS: u32 = 10;

/// From this difference in tempo (-1 to 1) on there is a gap: one is mostly fast and the other mostly slow.
const MIN_TEMPO_GAP: f64 = 1.0;

/// From this difference in mean intensity (1 to 5) on there is a gap: half a step, over a whole vision.
const MIN_INTENSITY_GAP: f64 = 0.5;

/// Iterates over the cautions about documents that two municipalities have in common.
pub(super) fn document_cautions(
    shared: SharedDocumentCounts,
) -> impl Iterator<Item = Caution> + use<> {
    let SharedDocumentCounts {
        joint_documents: joint,
        near_duplicate_documents: near_duplicate,
    } = shared;
    let joint = (joint > 0).then_some(Caution::JointVision { documents: joint });
    let near_duplicate = (near_duplicate > 0).then_some(Caution::NearDuplicateText {
        documents: near_duplicate,
    });
    joint.into_iter().chain(near_duplicate)
}

/// Returns a caution for each partnership of `partner` of today in which `focus` does not take part.
pub(super) fn partnership_cautions(
    register: &Register,
    focus: &GemeenteCode,
    partner: &GemeenteCode,
    today: Date,
) -> Vec<Caution> {
    let shared = register.shared_partnerships(focus, partner, today);
    register
        .partnerships_of(partner, today)
        .into_iter()
        .filter(|partnership| shared.iter().all(|other| other.name != partnership.name))
        .map(|partnership| Caution::TiedElsewhere {
            municipality: partner.clone(),
            partnership: partnership.name.clone(),
        })
        .collect()
}

/// Returns a caution if no document of one is of a kind that a document of the other can be of as well.
///
/// `ours` and `theirs` are the kinds of the documents in which the focus and the partner state something. Returns `None`
/// if one of them has no such document, or one of a kind without a known meaning.
pub fn kind_caution(ours: &[DocumentKind], theirs: &[DocumentKind]) -> Option<Caution> {
    let labels = |kinds: &[DocumentKind]| kinds.iter().map(|kind| kind.to_string()).collect();
    let all_contradict = ours
        .iter()
        .all(|one| theirs.iter().all(|other| one.contradicts(other)));
    // Over nothing everything holds.
    (all_contradict && !ours.is_empty() && !theirs.is_empty()).then(|| Caution::DifferentKinds {
        focus_kinds: labels(ours),
        partner_kinds: labels(theirs),
    })
}

/// Returns the cautions about the gaps in tempo and in intensity between two profiles.
///
/// Neither counts in the score: two municipalities may want the same at another pace.
pub fn profile_cautions(ours: &Profile, theirs: &Profile) -> Vec<Caution> {
    let mut found = Vec::new();
    // Statements of both sides together: a mean of one statement each could lie 2 apart by a single misreading.
    let tempo_statements: u32 = [ours, theirs]
        .iter()
        .map(|one| one.tempo.fast + one.tempo.slow)
        .sum();
    if let (Some(a), Some(b)) = (ours.tempo.balance(), theirs.tempo.balance())
        && tempo_statements >= MIN_TEMPO_STATEMENTS
        && (a - b).abs() >= MIN_TEMPO_GAP
    {
        // The difference reaches the minimum, so the two are never equal here.
        let (faster, slower) = if a > b {
            (ours, theirs)
        } else {
            (theirs, ours)
        };
        found.push(Caution::TempoGap {
            faster: faster.code.clone(),
            slower: slower.code.clone(),
        });
    }
    // The side with fewer statements decides how sure the comparison is.
    let statements = ours.statements().min(theirs.statements());
    if let (Some(a), Some(b)) = (
        mean_intensity(&ours.intensity),
        mean_intensity(&theirs.intensity),
    ) && statements >= MIN_INTENSITY_STATEMENTS
        && (a - b).abs() >= MIN_INTENSITY_GAP
    {
        let (further, behind) = if a > b {
            (ours, theirs)
        } else {
            (theirs, ours)
        };
        found.push(Caution::IntensityGap {
            further: further.code.clone(),
            behind: behind.code.clone(),
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_differ_only_if_no_document_can_be_of_both() {
        use DocumentKind::{Coalitieakkoord, DigitaleAgenda, IVisie};
        let differ = |ours: &[DocumentKind], theirs: &[DocumentKind]| {
            kind_caution(ours, theirs).map(|caution| caution.name())
        };
        let different = Some("different-kinds");
        assert_eq!(differ(&[Coalitieakkoord], &[IVisie]), different);
        assert_eq!(differ(&[Coalitieakkoord, IVisie], &[DigitaleAgenda]), None);
        assert_eq!(differ(&[DigitaleAgenda], &[IVisie]), None);
        assert_eq!(differ(&[], &[IVisie]), None);
        assert_eq!(differ(&[DocumentKind::unknown()], &[IVisie]), None);
    }
}
