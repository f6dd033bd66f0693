//! The conversation guide as a document to print: Markdown, HTML or Word.

use super::docx;
use super::printable::{self, Block};
use crate::report::Language;
use crate::report::view::{Guide, Sides, TalkingPoint};

/// The guide in Markdown. Texts of others have no meaning in it.
pub fn markdown(language: Language, guide: &Guide) -> String {
    printable::markdown(language, &blocks(language, guide))
}

/// The guide as a whole HTML page. Texts of others are text only; links go to web addresses only.
pub fn html(language: Language, guide: &Guide) -> String {
    let title = language.guide_title(&guide.names.ours, &guide.names.theirs);
    printable::html(language, &title, &blocks(language, guide))
}

/// The guide as a Word document, to go on writing in. Links go to web addresses only.
///
/// # Errors
/// If the archive cannot be written, which in memory it can.
pub fn docx(language: Language, guide: &Guide) -> std::io::Result<Vec<u8>> {
    let title = language.guide_title(&guide.names.ours, &guide.names.theirs);
    Ok(docx::docx(language, &title, &blocks(language, guide))?)
}

fn blocks(language: Language, guide: &Guide) -> Vec<Block> {
    let headings = language.guide_headings();
    let title = language.guide_title(&guide.names.ours, &guide.names.theirs);
    let mut blocks = Block::opening(language, &title, guide.demonstration);
    blocks.push(Block::Text(language.guide_aim().to_owned()));
    let first = guide.first_page();
    let nothing = language.guide_nothing();
    push_points(
        language,
        guide,
        headings.shared,
        first.shared,
        nothing,
        &mut blocks,
    );
    let no_difference = language.guide_no_difference();
    push_points(
        language,
        guide,
        headings.differing,
        first.differing,
        no_difference,
        &mut blocks,
    );
    if !first.one_sided.is_empty() || !first.unsaid.is_empty() {
        blocks.push(Block::Section(language.guide_open().to_owned()));
        for one in first.one_sided {
            blocks.push(Block::Item(format!(
                "{}: {} {}",
                one.name, one.text, one.question
            )));
        }
        let unsaid = first.unsaid.iter();
        blocks.extend(unsaid.map(|one| Block::Item(format!("{}: {}", one.name, one.question))));
    }
    push_pace(language, guide, &mut blocks);
    if !guide.cautions.is_empty() {
        blocks.push(Block::Section(headings.cautions.to_owned()));
        let cautions = guide.cautions.iter();
        blocks.extend(cautions.map(|caution| Block::Item(caution.text.clone())));
    }
    blocks.push(Block::Section(headings.basis.to_owned()));
    let (names, coverage) = (&guide.names, &guide.coverage);
    blocks.push(Block::coverage(language, &names.ours, &coverage.ours));
    blocks.push(Block::coverage(language, &names.theirs, &coverage.theirs));
    push_annex(language, guide, &mut blocks);
    blocks.push(Block::Text(language.made_by(&guide.generation)));
    blocks
}

/// A section with points, or what is said when there are none.
fn push_points(
    language: Language,
    guide: &Guide,
    heading: &str,
    points: &[TalkingPoint],
    nothing: &str,
    blocks: &mut Vec<Block>,
) {
    blocks.push(Block::Section(heading.to_owned()));
    if points.is_empty() {
        blocks.push(Block::Text(nothing.to_owned()));
    }
    for one in points {
        push_point(language, &guide.names, one, blocks);
        blocks.push(Block::Question(one.question.clone()));
    }
}

/// All that is not on the first page. Of what only one mentions the quotes stand here.
fn push_annex(language: Language, guide: &Guide, blocks: &mut Vec<Block>) {
    let (headings, first) = (language.guide_headings(), guide.first_page());
    let rest = [
        (headings.shared, &guide.shared[first.shared.len()..]),
        (
            headings.differing,
            &guide.differing[first.differing.len()..],
        ),
        (headings.ahead, &guide.ahead[..]),
    ];
    let unsaid = &guide.unsaid[first.unsaid.len()..];
    let is_empty = rest.iter().all(|(_, points)| points.is_empty());
    if is_empty && guide.one_sided.is_empty() && unsaid.is_empty() {
        return;
    }
    blocks.push(Block::Annex(language.guide_annex().to_owned()));
    for (heading, points) in rest {
        if !points.is_empty() {
            push_points(language, guide, heading, points, "", blocks);
        }
    }
    if !guide.one_sided.is_empty() {
        blocks.push(Block::Section(headings.one_sided.to_owned()));
    }
    for (one, place) in guide.one_sided.iter().zip(0..) {
        push_point(language, &guide.names, one, blocks);
        // Those before were asked on the first page.
        if place >= first.one_sided.len() {
            blocks.push(Block::Question(one.question.clone()));
        }
    }
    if !unsaid.is_empty() {
        blocks.push(Block::Section(headings.unsaid.to_owned()));
        let items = unsaid.iter();
        blocks.extend(items.map(|one| Block::Item(format!("{}: {}", one.name, one.question))));
    }
}

/// How fast the two want to go.
fn push_pace(language: Language, guide: &Guide, blocks: &mut Vec<Block>) {
    let heading = language.guide_headings().pace;
    blocks.push(Block::Section(heading.to_owned()));
    let paces = [&guide.pace.ours, &guide.pace.theirs];
    blocks.extend(paces.map(|pace| Block::Item(pace.clone())));
    blocks.push(Block::Question(guide.pace_question.to_owned()));
}

/// A point with its quotes, without its question.
fn push_point(
    language: Language,
    names: &Sides<String>,
    one: &TalkingPoint,
    blocks: &mut Vec<Block>,
) {
    blocks.push(Block::Point(one.name.clone()));
    blocks.push(Block::Text(one.text.clone()));
    let (ours, theirs) = (one.quotes.ours.as_ref(), one.quotes.theirs.as_ref());
    // Two silent sides are equal as well, which is no joint sentence.
    let is_joint = ours.is_some() && ours == theirs;
    if is_joint {
        // Both names stand above the one sentence of a vision that they wrote together.
        let both = language.two_names(&names.ours, &names.theirs);
        blocks.extend(ours.map(|quote| Block::quoted(language, &both, quote)));
    } else {
        blocks.extend(ours.map(|quote| Block::quoted(language, &names.ours, quote)));
        blocks.extend(theirs.map(|quote| Block::quoted(language, &names.theirs, quote)));
    }
}
