//! Which documents are visions: a judgement on the title and the first pages, with its reason.
//!
//! Terms of the lists in `data/harvest/` decide. A term in the title, or one that opens a line or sentence of the first
//! pages, shows something else than a vision: a draft, an appendix, a question, a motion, a party, a step of a procedure
//! or another subject. One elsewhere on the page makes the document doubtful, for a person to judge.

mod terms;

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::document::DocumentKind;
use terms::{Term, normalise, openings, rows};

/// What a document is instead of a vision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotVision {
    /// Not yet adopted.
    Draft,
    /// Belongs to a vision.
    Appendix,
    /// Questions about one, or their answers.
    Question,
    /// A motion or an amendment.
    Motion,
    /// What a party wants.
    Party,
    /// A proposal, decision, report or letter.
    Procedure,
    /// Another subject, or another body than a municipality.
    Subject,
    /// Nothing in the title or on the first pages shows a kind.
    Unknown,
}

/// The judgement on a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is a vision of this kind.
    Take(DocumentKind),
    /// It may be one of this kind; this term speaks against it.
    Doubt(DocumentKind, NotVision, String),
    /// It is something else, by this term.
    Refuse(NotVision, String),
}

/// How much of the first pages is looked at for openings, in bytes: the title page.
const MAX_OPENING: usize = 400;

/// How much is looked at for other terms, in bytes: about two pages.
const MAX_PAGE: usize = 6000;

/// Where a term counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Title,
    Opening,
    Page,
}

struct Lists {
    kinds: Vec<(Term, DocumentKind)>,
    weak: Vec<Term>,
    others: Vec<(Term, NotVision, Place)>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut kinds: Vec<_> = rows(include_str!("../../../data/harvest/kinds.csv"))
        .map(|row| {
            let Ok(kind) = row[1].parse();
            (Term::parse(row[0]), kind)
        })
        .collect();
    // The longest term says most.
    kinds.sort_by_key(|(term, _)| std::cmp::Reverse(term.len()));
    let weak = include_str!("../../../data/harvest/weak-titles.txt").lines();
    let others = rows(include_str!("../../../data/harvest/not-visions.csv")).map(|row| {
        let shows = match row[1] {
            "draft" => NotVision::Draft,
            "appendix" => NotVision::Appendix,
            "question" => NotVision::Question,
            "motion" => NotVision::Motion,
            "party" => NotVision::Party,
            "procedure" => NotVision::Procedure,
            _ => NotVision::Subject,
        };
        let place = match row[2] {
            "title" => Place::Title,
            "opening" => Place::Opening,
            _ => Place::Page,
        };
        (Term::parse(row[0]), shows, place)
    });
    Lists {
        kinds,
        weak: weak
            .filter(|line| !line.starts_with('#'))
            .map(Term::parse)
            .collect(),
        others: others.collect(),
    }
});

/// The labels of the kinds that can be searched for, sorted.
pub(super) fn searched_kinds() -> Vec<&'static str> {
    let rows = rows(include_str!("../../../data/harvest/search-words.csv"));
    let mut labels: Vec<_> = rows.map(|row| row[1]).collect();
    labels.sort_unstable();
    labels.dedup();
    labels
}

/// Words that sources are asked for, by kind, in the order of the list.
pub fn search_words(kinds: &[DocumentKind]) -> Vec<&'static str> {
    let rows = rows(include_str!("../../../data/harvest/search-words.csv"));
    let wanted = rows.filter(|row| kinds.iter().any(|kind| kind.label() == row[1]));
    wanted.map(|row| row[0]).collect()
}

/// Phrases that sources are asked for which search for whole phrases: the title terms of these kinds.
pub fn search_phrases(kinds: &[DocumentKind]) -> Vec<&'static str> {
    let terms = LISTS.kinds.iter().filter(|(_, kind)| kinds.contains(kind));
    let mut phrases: Vec<_> = terms
        .map(|(term, _)| term.written)
        .filter(|term| !term.contains(['+', '*']))
        .collect();
    phrases.sort_unstable();
    phrases
}

/// Judges a document by its title alone, before it is fetched. Returns `None` if that does not settle it.
pub fn judge_title(title: &str) -> Option<Verdict> {
    let title = normalise(title);
    if let Some((term, shows)) = other(Place::Title, |term| term.is_in(&title)) {
        return Some(Verdict::Refuse(shows, term));
    }
    // A title without any word of a kind is not worth a request.
    let may_be = kind_in(&title).is_some() || LISTS.weak.iter().any(|term| term.is_in(&title));
    (!may_be).then(|| Verdict::Refuse(NotVision::Unknown, String::new()))
}

/// Judges a document by its title and its first pages.
pub fn judge(title: &str, first_pages: &str) -> Verdict {
    if let Some(verdict) = judge_title(title) {
        return verdict;
    }
    let title = normalise(title);
    let starts = openings(cut(first_pages, MAX_OPENING));
    let page = normalise(cut(first_pages, MAX_PAGE));
    let Some(kind) = kind_in(&title).or_else(|| kind_in(&normalise(cut(first_pages, MAX_OPENING))))
    else {
        return Verdict::Refuse(NotVision::Unknown, String::new());
    };
    if let Some((term, shows)) = other(Place::Opening, |term| {
        starts.iter().any(|start| term.opens(start))
    }) {
        return Verdict::Refuse(shows, term);
    }
    match other(Place::Page, |term| term.is_in(&page)) {
        // An adopted vision mostly tells that its draft lay open for inspection.
        Some((_, NotVision::Draft))
            if page.contains("vastgesteld") && !page.contains("niet vastgesteld") =>
        {
            Verdict::Take(kind)
        }
        Some((term, shows)) => Verdict::Doubt(kind, shows, term),
        None => Verdict::Take(kind),
    }
}

fn kind_in(text: &str) -> Option<DocumentKind> {
    let found = LISTS.kinds.iter().find(|(term, _)| term.is_in(text));
    found.map(|(_, kind)| kind.clone())
}

fn other(place: Place, is_there: impl Fn(&Term) -> bool) -> Option<(String, NotVision)> {
    let mut others = LISTS
        .others
        .iter()
        .filter(|(_, _, where_it_counts)| *where_it_counts == place);
    let found = others.find(|(term, _, _)| is_there(term))?;
    Some((found.0.written.trim_matches('*').to_owned(), found.1))
}

/// At most so many bytes of a text, whole characters.
fn cut(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The invented titles: kind (`-` for a trap), trap, title, first page.
    fn titles() -> impl Iterator<Item = Vec<&'static str>> {
        let text = include_str!("../../../tests/harvest/titles.tsv");
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        lines.map(|line| line.split('\t').collect())
    }

    #[test]
    fn visions_are_told_from_what_is_about_them() {
        let (mut taken, mut right, mut visions, mut kinds, mut doubtful) = (0, 0, 0, 0, 0);
        let mut wrong = Vec::new();
        for row in titles() {
            let verdict = judge(row[2], row[3]);
            let is_vision = row[0] != "-";
            visions += usize::from(is_vision);
            match &verdict {
                Verdict::Take(kind) => {
                    taken += 1;
                    right += usize::from(is_vision);
                    kinds += usize::from(kind.label() == row[0]);
                }
                Verdict::Doubt(..) => doubtful += 1,
                Verdict::Refuse(..) => {}
            }
            if matches!(verdict, Verdict::Take(_)) != is_vision {
                wrong.push(format!("{}: {verdict:?}", row[2]));
            }
        }
        let (precision, recall) = (right as f64 / taken as f64, right as f64 / visions as f64);
        let told = format!(
            "precision {precision:.3}, recall {recall:.3}, kind right {kinds} of {taken}, doubtful {doubtful}\n{}",
            wrong.join("\n")
        );
        assert!(
            precision >= 0.95 && recall >= 0.9 && kinds * 100 >= taken * 90,
            "{told}"
        );
    }

    #[test]
    fn a_reason_names_the_term() {
        let verdict = judge("Ontwerp-omgevingsvisie", "x");
        assert_eq!(verdict, Verdict::Refuse(NotVision::Draft, "ontwerp".into()));
        let verdict = judge("Digitale agenda", "Het stuk ligt ter inzage.");
        assert!(
            matches!(verdict, Verdict::Doubt(_, NotVision::Draft, _)),
            "{verdict:?}"
        );
        assert_eq!(judge_title("Jaarrekening 2022").map(|_| ()), Some(()));
        assert_eq!(judge_title("Vergunning").map(|_| ()), Some(()));
    }
}
