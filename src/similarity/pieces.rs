//! Pieces of words, and which passages hold them.
//!
//! Compounds meet their parts (*informatievoorziening*, *informatie*) and misread or glued words still match.
//! Pieces are cut from the index's term dictionary: nothing is tokenised twice.

use ndarray::Array1;
use rayon::prelude::*;

use super::facts::Layout;
use crate::index::TermCounts;

/// Characters of a piece, brackets included: 6 to 8 score alike, 5 costs 0.016 of mean average precision.
const LENGTH: usize = 6;

/// A piece must stand in so many passages: below that it is a name, a slip or one writer's word.
const MIN_PASSAGES: u32 = 5;

/// A piece must be used by one in so many organisations, and by two at least, for the same reason.
const ORGANISATION_SHARE: usize = 20;

/// Passages whose pieces one thread finds in one go: it has tables of its own for that, so not too few.
const PASSAGES: usize = 4_096;

/// Organisations whose pieces one thread counts in one go.
const ORGANISATIONS: usize = 32;

/// The column of a piece that has none.
const LEFT_OUT: u32 = u32::MAX;

/// Which pieces each passage holds, once or more.
pub(super) struct Presence {
    /// How many pieces there are.
    pub(super) pieces: usize,
    /// The pieces of each passage, given by its place in the layout, each once.
    rows: Vec<Vec<u32>>,
}

impl Presence {
    /// The pieces of the passages that take part. A term of one such passage has none, whatever passages that
    /// take no part say. Cost: a few passes over the pieces of all passages.
    pub(super) fn new(counts: &TermCounts, layout: &Layout) -> Self {
        let (mut of_term, names) = pieces_of_terms(&counts.terms);
        let held = counts.document_frequencies(&layout.rows);
        for (pieces, held) in of_term.iter_mut().zip(held) {
            if held < 2 {
                pieces.clear();
            }
        }
        let chunks: Vec<(Vec<Vec<u32>>, Vec<u32>)> = layout
            .rows
            .par_chunks(PASSAGES)
            .map(|chunk| pieces_of_rows(chunk, counts, &of_term, names))
            .collect();
        let mut passages = vec![0; names];
        for (_, held) in &chunks {
            add(&mut passages, held);
        }
        let organisations = organisations(counts, layout, &of_term, names);
        let fewest = layout
            .organisations
            .len()
            .div_ceil(ORGANISATION_SHARE)
            .max(2);
        let column = columns(names, |piece| {
            passages[piece] >= MIN_PASSAGES && organisations[piece] as usize >= fewest
        });
        let mut rows: Vec<Vec<u32>> = chunks.into_iter().flat_map(|(rows, _)| rows).collect();
        rows.par_iter_mut().for_each(|row| {
            row.retain_mut(|piece| {
                *piece = column[*piece as usize];
                *piece != LEFT_OUT
            });
        });
        Self {
            pieces: column.iter().filter(|column| **column != LEFT_OUT).count(),
            rows,
        }
    }

    /// The pieces of one passage, each once, in an order that follows from its terms.
    pub(super) fn row(&self, place: usize) -> &[u32] {
        &self.rows[place]
    }

    /// In how many of these passages each piece stands.
    pub(super) fn observed(&self, places: &[usize]) -> Array1<f64> {
        let mut counts = Array1::zeros(self.pieces);
        for place in places {
            let row = self.row(*place);
            row.iter().for_each(|piece| counts[*piece as usize] += 1.0);
        }
        counts
    }
}

/// The pieces of each of these rows of the counts, each once, and how many of the rows hold each piece.
fn pieces_of_rows(
    rows: &[usize],
    counts: &TermCounts,
    of_term: &[Vec<u32>],
    names: usize,
) -> (Vec<Vec<u32>>, Vec<u32>) {
    let mut held = vec![0; names];
    let mut seen = Seen::new(names);
    let mut found = Vec::new();
    let pieces = rows.iter().map(|row| {
        found.clear();
        seen.begin();
        let pieces = counts.row(*row).flat_map(|(term, _)| &of_term[term]);
        for piece in pieces.filter(|piece| seen.is_new(**piece)) {
            held[*piece as usize] += 1;
            found.push(*piece);
        }
        found.as_slice().into()
    });
    (pieces.collect(), held)
}

/// How many organisations use each piece. Over the terms of each: there are far fewer than pieces of passages.
fn organisations(
    counts: &TermCounts,
    layout: &Layout,
    of_term: &[Vec<u32>],
    names: usize,
) -> Vec<u32> {
    let of_chunk = |chunk: &[Vec<usize>]| {
        let mut used = vec![0; names];
        let (mut terms, mut pieces) = (Seen::new(of_term.len()), Seen::new(names));
        for members in chunk {
            terms.begin();
            pieces.begin();
            let rows = members.iter().map(|place| layout.rows[*place]);
            for (term, _) in rows.flat_map(|row| counts.row(row)) {
                if terms.is_new(term as u32) {
                    let new = of_term[term].iter().filter(|piece| pieces.is_new(**piece));
                    new.for_each(|piece| used[*piece as usize] += 1);
                }
            }
        }
        used
    };
    let chunks: Vec<Vec<u32>> = layout
        .members
        .par_chunks(ORGANISATIONS)
        .map(of_chunk)
        .collect();
    let mut sum = vec![0; names];
    chunks.iter().for_each(|used| add(&mut sum, used));
    sum
}

/// Which of some numbers were seen since the last beginning.
struct Seen {
    round: u32,
    last: Vec<u32>,
}

impl Seen {
    fn new(numbers: usize) -> Self {
        Self {
            round: 0,
            last: vec![0; numbers],
        }
    }

    fn begin(&mut self) {
        self.round += 1;
    }

    fn is_new(&mut self, number: u32) -> bool {
        std::mem::replace(&mut self.last[number as usize], self.round) != self.round
    }
}

fn add(sum: &mut [u32], part: &[u32]) {
    sum.iter_mut()
        .zip(part)
        .for_each(|(sum, part)| *sum += part);
}

/// The columns of the pieces that are kept, in the order of the pieces; [`LEFT_OUT`] for the others.
fn columns(names: usize, is_kept: impl Fn(usize) -> bool) -> Vec<u32> {
    let mut next = 0;
    (0..names)
        .map(|piece| {
            if !is_kept(piece) {
                return LEFT_OUT;
            }
            next += 1;
            next - 1
        })
        .collect()
}

/// The pieces of each term, and how many different pieces there are. Pieces are numbered in the order of
/// their letters. Terms of one character and terms with a digit (list numbers, articles) have none.
fn pieces_of_terms(terms: &[String]) -> (Vec<Vec<u32>>, usize) {
    let cut: Vec<Vec<Piece>> = terms.par_iter().map(|term| cut(term)).collect();
    let mut all = cut.concat();
    all.par_sort_unstable();
    all.dedup();
    let number = |piece: &Piece| all.binary_search(piece).expect("every piece is listed") as u32;
    let of_term = cut
        .par_iter()
        .map(|pieces| pieces.iter().map(number).collect())
        .collect();
    (of_term, all.len())
}

/// The letters of a piece; a shorter one, which is a whole word, ends in zeros.
type Piece = [char; LENGTH];

fn cut(term: &str) -> Vec<Piece> {
    if term.chars().count() < 2 || term.contains(char::is_numeric) {
        return Vec::new();
    }
    let bracketed: Vec<char> = std::iter::once('<')
        .chain(term.chars())
        .chain(std::iter::once('>'))
        .collect();
    if bracketed.len() <= LENGTH {
        let mut piece = ['\0'; LENGTH];
        piece[..bracketed.len()].copy_from_slice(&bracketed);
        return vec![piece];
    }
    let mut pieces: Vec<Piece> = bracketed
        .windows(LENGTH)
        .map(|window| *window.first_chunk().expect("a window has this length"))
        .collect();
    pieces.sort_unstable();
    pieces.dedup();
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_cut() {
        let pieces = |term| -> Vec<String> {
            let cut = cut(term).into_iter();
            cut.map(|piece| piece.iter().filter(|letter| **letter != '\0').collect())
                .collect()
        };
        assert_eq!(pieces("ai"), ["<ai>"]);
        assert_eq!(pieces("data"), ["<data>"]);
        assert_eq!(pieces("visie"), ["<visie", "visie>"]);
        assert!(cut("a").is_empty() && cut("bio2").is_empty());
    }
}
