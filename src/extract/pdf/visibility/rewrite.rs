//! Content streams without hidden text: it is put into a layer of its own, which the library leaves out.
//!
//! A form with hidden text cannot be changed where it is. It is taken out of the stream that paints it, and is read as
//! a stream of its own.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::ops::Range;

use pdf_oxide::object::Object;

use super::glyphs::Part;
use super::hidden::{Extent, Hidden};
use super::painting::{Painting, Show};

/// The name by which a content stream refers to the layer of hidden text.
pub(super) const LAYER_RESOURCE: &str = "WielHidden";

/// A place of a stream, and what stands there instead.
type Edit = (Range<usize>, Vec<u8>);

/// A content stream to be read on its own.
pub(super) struct Reading {
    pub(super) content: Vec<u8>,
    /// Its resources; `None` for those of the page.
    pub(super) resources: Option<HashMap<String, Object>>,
}

/// The page without hidden text, and the forms that had some. Cost: a copy of their streams.
pub(super) fn rewritten(
    page: &[u8],
    painting: &Painting<'_>,
    hidden: &[Hidden<'_>],
) -> Vec<Reading> {
    let streams = &painting.streams;
    // A stream is read on its own when it has hidden text, or paints a stream that is.
    let mut apart = BTreeSet::from([0]);
    let of_text = hidden.iter().map(|one| one.show.stream);
    let of_forms = painting.forms_off.iter().map(|(stream, _)| *stream);
    for mut stream in of_text.chain(of_forms) {
        while apart.insert(stream) {
            stream = streams[stream].parent;
        }
    }
    let mut edits: BTreeMap<usize, Vec<Edit>> = BTreeMap::new();
    for one in hidden {
        let edits = edits.entry(one.show.stream).or_default();
        let source = match &streams[one.show.stream].form {
            Some(form) => &form.content,
            None => page,
        };
        let place = one.show.place.clone();
        let text = match (&one.extent, &one.show.parts) {
            (Extent::Some(covered), Some(parts)) => in_pieces(one.show, parts, covered),
            _ => in_layer(&source[place.clone()]),
        };
        edits.push((place, text));
    }
    for (stream, place) in &painting.forms_off {
        let edits = edits.entry(*stream).or_default();
        edits.push((place.clone(), Vec::new()));
    }
    for stream in apart.iter().filter(|stream| **stream > 0) {
        let stream = &streams[*stream];
        let edits = edits.entry(stream.parent).or_default();
        edits.push((stream.place.clone(), Vec::new()));
    }
    let mut readings = Vec::new();
    for stream in apart {
        let edits = edits.remove(&stream).unwrap_or_default();
        let Some(form) = &streams[stream].form else {
            readings.push(Reading {
                content: edited(page, edits),
                resources: None,
            });
            continue;
        };
        let mut content = String::from("q");
        for number in streams[stream].matrix.0 {
            // Writing to a text does not fail.
            let _ = write!(content, " {number}");
        }
        let mut content = (content + " cm\n").into_bytes();
        content.extend(edited(&form.content, edits));
        content.extend(b"\nQ");
        let own = form.resources.dictionary();
        readings.push(Reading {
            content,
            resources: (!own.is_empty()).then(|| own.clone()),
        });
    }
    readings
}

/// A stream with these places replaced.
fn edited(source: &[u8], mut edits: Vec<Edit>) -> Vec<u8> {
    edits.sort_by_key(|(place, _)| place.start);
    let mut out = Vec::with_capacity(source.len() + 40 * edits.len());
    let mut copied = 0;
    for (place, text) in edits {
        // A form that is painted by several operators, or an operator inside another, which is no stream.
        if place.start < copied {
            continue;
        }
        out.extend_from_slice(&source[copied..place.start]);
        out.push(b' ');
        out.extend(text);
        out.push(b' ');
        copied = place.end;
    }
    out.extend_from_slice(&source[copied..]);
    out
}

/// An operator in the layer of hidden text.
fn in_layer(operator: &[u8]) -> Vec<u8> {
    let mut out = format!("/OC /{LAYER_RESOURCE} BDC ").into_bytes();
    out.extend_from_slice(operator);
    out.extend_from_slice(b" EMC");
    out
}

/// What an operator shows, by an operator for each stretch of glyphs that is hidden or seen.
fn in_pieces(show: &Show, parts: &[Part], covered: &[bool]) -> Vec<u8> {
    let mut out = Vec::new();
    if show.sets_spacing {
        let (word, letter) = (show.text.word_spacing, show.text.spacing);
        out.extend(format!("{word} Tw {letter} Tc ").into_bytes());
    }
    if show.begins_line {
        out.extend_from_slice(b"T* ");
    }
    let mut covered = covered.iter();
    let (mut piece, mut is_hidden) = (String::new(), false);
    let mut end = |piece: &mut String, is_hidden: bool| {
        let operator = format!("[{}] TJ", std::mem::take(piece)).into_bytes();
        out.extend(if is_hidden {
            in_layer(&operator)
        } else {
            operator
        });
        out.push(b' ');
    };
    for part in parts {
        match part {
            // Writing to a text does not fail.
            Part::Gap(gap) => drop(write!(piece, " {gap} ")),
            Part::Glyph(glyph) => {
                let hides = covered.next().copied().unwrap_or_default();
                if hides != is_hidden {
                    end(&mut piece, is_hidden);
                    is_hidden = hides;
                }
                piece.push('<');
                for byte in &glyph.code {
                    let _ = write!(piece, "{byte:02x}");
                }
                piece.push('>');
            }
        }
    }
    end(&mut piece, is_hidden);
    out
}
