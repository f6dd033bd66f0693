//! The reports of a batch: a page for each municipality, and an index that links to them.
//!
//! Whole HTML pages that need nothing from elsewhere, so that they can be mailed and printed.

#[cfg(feature = "pdf")]
use super::pdf::{PdfError, pdf};
use super::printable::{self, Block};
use crate::rank::Scope;
#[cfg(feature = "pdf")]
use crate::report::view::PrintMap;
use crate::report::view::{BatchRun, Match, NotScored, Partner, Quote, RegionLine};
use crate::report::{Language, Presentation};

/// The name of the file with the index.
pub const INDEX: &str = "index.html";

/// The name of the file with the report on a municipality: its code, which may hold letters and digits only.
pub fn file_name(code: &str) -> String {
    format!("{code}.html")
}

/// The partners of a municipality: how they rank, and for each why, what to mind, and the sentences it rests on.
///
/// `partners` of the view are all that are shown; `ranked` is how many there are.
pub fn partners(language: Language, view: &Match, scope: &Scope, ranked: usize) -> String {
    let title = language.partners_of(&view.municipality.name, scope);
    printable::html(
        language,
        &title,
        &partner_blocks(language, view, &title, ranked),
    )
}

/// The same as PDF, with a map.
///
/// # Errors
/// When the PDF would not be accessible.
#[cfg(feature = "pdf")]
pub fn partners_pdf(
    language: Language,
    view: &Match,
    scope: &Scope,
    ranked: usize,
    map: &PrintMap,
) -> Result<Vec<u8>, PdfError> {
    let title = language.partners_of(&view.municipality.name, scope);
    let blocks = partner_blocks(language, view, &title, ranked);
    pdf(language, &title, &blocks, Some(map))
}

fn partner_blocks(language: Language, view: &Match, title: &str, ranked: usize) -> Vec<Block> {
    let name = &view.municipality.name;
    let mut blocks = Block::opening(language, title, view.demonstration);
    blocks.push(Block::Text(language.report_aim().to_owned()));
    if view.partners.is_empty() {
        blocks.push(Block::Text(language.report_no_candidates(name)));
    } else {
        blocks.push(ranking(language, &view.partners));
        blocks.push(Block::Text(language.alignment_note().to_owned()));
        blocks.push(Block::Text(language.interval_note().to_owned()));
        let compared = &view.partners[0].compared;
        let note = language.compared_note(compared.of_principles, compared.of_themes);
        blocks.push(Block::Text(note));
        blocks.push(Block::Text(language.mutual_rank_note().to_owned()));
        // A page to print shows the first partners only; the data files have them all.
        let shown = view.partners.len();
        // Said openly, or a reader would take the page for the whole ranking.
        if ranked > shown {
            blocks.push(Block::Text(language.report_shows(shown, ranked)));
        }
    }
    for partner in &view.partners {
        push_partner(language, name, partner, &mut blocks);
    }
    if !view.not_scored.is_empty() {
        blocks.push(Block::Section(language.not_compared().to_owned()));
        let not_scored = view.not_scored.iter();
        blocks.extend(not_scored.map(|one| Block::Item(format!("{}: {}", one.name, one.text))));
    }
    blocks.push(Block::Section(language.guide_headings().basis.to_owned()));
    blocks.push(Block::coverage(language, name, &view.coverage));
    blocks.push(Block::Text(language.made_by(&view.generation)));
    blocks
}

/// A municipality without text: that there is nothing to compare, and why.
pub fn not_scored(presentation: &Presentation, one: &NotScored) -> String {
    let blocks = not_scored_blocks(presentation, one);
    printable::html(presentation.language, &one.name, &blocks)
}

/// The same as PDF.
///
/// # Errors
/// When the PDF would not be accessible.
#[cfg(feature = "pdf")]
pub fn not_scored_pdf(presentation: &Presentation, one: &NotScored) -> Result<Vec<u8>, PdfError> {
    let blocks = not_scored_blocks(presentation, one);
    pdf(presentation.language, &one.name, &blocks, None)
}

fn not_scored_blocks(presentation: &Presentation, one: &NotScored) -> Vec<Block> {
    let language = presentation.language;
    let mut blocks = Block::opening(language, &one.name, presentation.demonstration);
    // A municipality without text gets a page as well: a missing one would look like an error of the batch.
    blocks.push(Block::Text(language.no_text(&one.name, one.reason)));
    blocks.push(Block::Text(language.made_by(&presentation.generation)));
    blocks
}

/// The document on all municipalities together, as PDF: a table with the first partners of each, and a map.
///
/// # Errors
/// When the PDF would not be accessible.
#[cfg(feature = "pdf")]
pub fn region_pdf(
    language: Language,
    run: &BatchRun,
    scope: &Scope,
    lines: &[RegionLine],
    map: &PrintMap,
) -> Result<Vec<u8>, PdfError> {
    let title = language.reports_title(scope);
    let mut blocks = opening(language, run, &title);
    let rows = lines.iter().enumerate().map(|(at, line)| {
        let mut row = vec![(at + 1).to_string(), line.name.clone()];
        row.extend(line.partners.iter().map(|(_, name, alignment)| {
            let course = language.course(*alignment);
            format!("{name} ({course})")
        }));
        // A row has all columns, also of a municipality with a single partner.
        row.resize(language.region_report_columns().len(), String::new());
        row
    });
    blocks.push(Block::Table {
        headings: language.region_report_columns().to_vec(),
        rows: rows.collect(),
    });
    blocks.push(Block::Text(language.alignment_note().to_owned()));
    if !run.not_scored.is_empty() {
        blocks.push(Block::Section(language.not_compared().to_owned()));
        let not_scored = run.not_scored.iter();
        blocks.extend(not_scored.map(|one| Block::Item(format!("{}: {}", one.name, one.text))));
    }
    blocks.push(Block::Text(language.made_by(&run.generation)));
    pdf(language, &title, &blocks, Some(map))
}

/// What a document on all municipalities begins with.
fn opening(language: Language, run: &BatchRun, title: &str) -> Vec<Block> {
    let mut blocks = Block::opening(language, title, run.demonstration);
    blocks.push(Block::Text(language.report_aim().to_owned()));
    if let Some(selection) = &run.selection {
        blocks.push(Block::Text(language.batch_selection(selection)));
    }
    blocks
}

/// The index of the reports: of `scored`, each with the first of its partners, and of those that were not scored.
pub fn index(language: Language, run: &BatchRun, scope: &Scope, scored: &[RegionLine]) -> String {
    let title = language.reports_title(scope);
    let mut blocks = opening(language, run, &title);
    let link = |name: &str, code: &str, beside: String| Block::Link {
        text: name.to_owned(),
        file: file_name(code),
        beside,
    };
    blocks.extend(scored.iter().map(|one| {
        let first = one.partners.first();
        let beside = first.map_or_else(String::new, |(_, partner, _)| {
            format!(": {}", language.report_first_partner(partner))
        });
        link(&one.name, &one.code, beside)
    }));
    if !run.not_scored.is_empty() {
        blocks.push(Block::Section(language.not_compared().to_owned()));
        let not_scored = run.not_scored.iter();
        blocks.extend(not_scored.map(|one| link(&one.name, &one.code, format!(": {}", one.text))));
    }
    blocks.push(Block::Text(language.made_by(&run.generation)));
    printable::html(language, &title, &blocks)
}

fn ranking(language: Language, partners: &[Partner]) -> Block {
    Block::Table {
        headings: language.ranking_columns().to_vec(),
        rows: partners
            .iter()
            .map(|partner| super::ranking_row(language, partner))
            .collect(),
    }
}

fn push_partner(language: Language, ours: &str, partner: &Partner, blocks: &mut Vec<Block>) {
    let course = language.course(partner.alignment);
    let heading = format!("{}. {}: {course}", partner.rank, partner.name);
    blocks.push(Block::Section(heading));
    blocks.push(Block::Text(
        language.compared(&partner.compared, partner.status),
    ));
    let standing = language.standing(partner.percentile, partner.interval);
    if !standing.is_empty() {
        blocks.push(Block::Text(standing));
    }
    for part in partner.explanation.iter().flat_map(|root| &root.children) {
        let meaning = language.meaning(&part.key, part.value);
        let name = language.part(&part.key);
        blocks.push(Block::Item(format!("{name}: {meaning}")));
    }
    // Beside the parts of the score, since distance is never one of them.
    let nearness = language.nearness(partner.border, partner.distance_km);
    blocks.push(Block::Item(nearness));
    blocks.push(Block::coverage(language, &partner.name, &partner.coverage));
    if !partner.cautions.is_empty() {
        blocks.push(Block::Point(language.guide_headings().cautions.to_owned()));
        let cautions = partner.cautions.iter();
        blocks.extend(cautions.map(|caution| Block::Item(caution.text.clone())));
    }
    push_evidence(language, ours, partner, blocks);
}

/// Pairs of quotes that show what both want, or else the passages that resemble each other.
fn push_evidence(language: Language, ours: &str, partner: &Partner, blocks: &mut Vec<Block>) {
    let push_pair = |blocks: &mut Vec<Block>, ours_quote: &Quote, theirs: &Quote| {
        blocks.push(Block::quoted(language, ours, ours_quote));
        blocks.push(Block::quoted(language, &partner.name, theirs));
    };
    blocks.push(Block::Point(language.quotes(&partner.name)));
    for pair in &partner.evidence {
        blocks.push(Block::Text(language.relation(pair)));
        push_pair(blocks, &pair.ours, &pair.theirs);
    }
    if partner.evidence.is_empty() {
        blocks.push(Block::Text(language.no_evidence().to_owned()));
        if !partner.similar_passages.is_empty() {
            blocks.push(Block::Text(language.similar_passages().to_owned()));
        }
        for pair in &partner.similar_passages {
            push_pair(blocks, &pair.ours, &pair.theirs);
        }
    }
}
