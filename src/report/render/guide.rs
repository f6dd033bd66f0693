//! The conversation guide as a document to print: Markdown or HTML.

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

fn blocks(language: Language, guide: &Guide) -> Vec<Block> {
    let headings = language.guide_headings();
    let title = language.guide_title(&guide.names.ours, &guide.names.theirs);
    let mut blocks = Block::opening(language, &title, guide.demonstration);
    blocks.push(Block::Text(language.guide_aim().to_owned()));
    let mut section = |heading: &str, points: &[TalkingPoint], nothing: &str| {
        blocks.push(Block::Section(heading.to_owned()));
        if points.is_empty() {
            blocks.push(Block::Text(nothing.to_owned()));
        }
        for one in points {
            push_point(language, &guide.names, one, &mut blocks);
        }
    };
    let nothing = language.guide_nothing();
    section(headings.shared, &guide.shared, nothing);
    let no_difference = language.guide_no_difference();
    section(headings.differing, &guide.differing, no_difference);
    // Unlike the two above, an empty section here would say nothing.
    if !guide.one_sided.is_empty() {
        section(headings.one_sided, &guide.one_sided, nothing);
    }
    if !guide.unsaid.is_empty() {
        blocks.push(Block::Section(headings.unsaid.to_owned()));
        let items = guide.unsaid.iter();
        blocks.extend(items.map(|one| Block::Item(format!("{}: {}", one.name, one.question))));
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
    blocks.push(Block::Text(language.made_by(&guide.generation)));
    blocks
}

/// How fast the two want to go, and on what one of them has come further.
fn push_pace(language: Language, guide: &Guide, blocks: &mut Vec<Block>) {
    let heading = language.guide_headings().pace;
    blocks.push(Block::Section(heading.to_owned()));
    let paces = [&guide.pace.ours, &guide.pace.theirs];
    blocks.extend(paces.map(|pace| Block::Item(pace.clone())));
    blocks.push(Block::Question(guide.pace_question.to_owned()));
    for one in &guide.ahead {
        push_point(language, &guide.names, one, blocks);
    }
}

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
    blocks.push(Block::Question(one.question.clone()));
}
