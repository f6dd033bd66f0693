//! PDF to blocks. The library reads objects, fonts and glyph positions; reading order, headings and page furniture
//! are found here, from the positions alone, so that another library can take its place.
//!
//! Read in this order: `file` opens the file, with `encryption` for an old kind of it, `annotations` reads what is typed on a
//! page and the files that hang on it, `visibility` reads the text of a
//! page that is seen, `fabricated` marks what the library made up, `runs` turns the spans of the library upright,
//! `layout` puts them in reading order, `furniture` finds headers and footers, `paragraphs` makes blocks with the help of `font_sizes`, `scans` reads pages without text.

mod annotations;
mod encryption;
mod fabricated;
mod file;
mod font_sizes;
mod furniture;
mod glyph_names;
mod layout;
mod paragraphs;
mod runs;
mod scans;
#[cfg(test)]
mod tests;
mod visibility;

use annotations::{Annotations, files_of_document};
use file::{guarded, info, pdf_date};
use font_sizes::FontSizes;
use furniture::PageLines;
use layout::Line;
use pdf_oxide::PdfDocument;
use pdf_oxide::extractors::text::set_preserve_unmapped_glyphs;
use pdf_oxide::layout::TextSpan;
use visibility::{Layers, read_seen};

use super::draft::Draft;
use super::hyphen::{Joint, joint};
use super::ocr::Ocr;
use super::warnings;
use crate::document::{BlockKind, PageNumber, Warning, WarningCode, WarningKind};

/// A PDF as it was read.
#[derive(Debug, Default)]
pub(super) struct PdfText {
    pub(super) draft: Draft,
    pub(super) pages_total: u32,
    /// The title in its properties.
    pub(super) title: Option<String>,
    /// The date of creation in its properties, `YYYY-MM-DD`.
    pub(super) created: Option<String>,
    pub(super) warnings: Vec<Warning>,
    /// Files inside the file, with their names; `None` for bytes that cannot be had.
    pub(super) attachments: Vec<(String, Option<Vec<u8>>)>,
}

impl PdfText {
    /// A file without text, with one warning that says why.
    fn unreadable(warning: impl Into<Warning>) -> Self {
        Self {
            warnings: vec![warning.into()],
            ..Self::default()
        }
    }
}

/// Reads at most `max_pages` pages of a PDF.
///
/// `stop` is called before each page; `ocr` reads the pages without text.
pub(super) fn read(
    bytes: &[u8],
    max_pages: u32,
    stop: &dyn Fn() -> bool,
    ocr: Option<&dyn Ocr>,
) -> PdfText {
    let document = match file::open(bytes) {
        Ok(document) => document,
        Err(warning) => return PdfText::unreadable(warning),
    };
    let total = match document.page_count() {
        Ok(0) | Err(_) => return PdfText::unreadable(WarningCode::DamagedPdf),
        Ok(total) => u32::try_from(total).unwrap_or(u32::MAX),
    };
    let end = file::missing_end(bytes);
    let mut text = PdfText {
        pages_total: end.pages.unwrap_or_default().max(total),
        attachments: file::attachments(&document),
        warnings: end.warning.into_iter().collect(),
        title: info(&document, "Title"),
        created: info(&document, "CreationDate").and_then(|date| pdf_date(&date)),
        ..PdfText::default()
    };
    if total > max_pages {
        text.warnings
            .push(warnings::too_many_pages(total, max_pages));
    }
    let mut pages: Vec<PageLines> = Vec::new();
    let (mut empty, mut failed, mut hidden) = (Vec::new(), Vec::new(), Vec::new());
    // A letter that the file does not give is counted, see `lost`; the library would pass over it.
    set_preserve_unmapped_glyphs(true);
    for file in guarded(|| Ok::<_, ()>(files_of_document(&document))).unwrap_or_default() {
        // The list of names may have it too.
        if !text.attachments.contains(&file) {
            text.attachments.push(file);
        }
    }
    let layers = Layers::new(&document);
    let mut typed: Vec<Vec<String>> = Vec::new();
    for page in 0..total.min(max_pages) {
        if stop() {
            text.warnings.push(WarningCode::StoppedEarly.into());
            break;
        }
        let seen = guarded(|| read_seen(&document, page as usize, &layers).ok_or(()));
        let read = match seen {
            Some(mut seen) => {
                hidden.extend(seen.has_hidden.then_some(page));
                fabricated::mark(&document, page as usize, &mut seen.spans);
                page_lines(&document, page, seen.spans)
            }
            None => {
                failed.push(page);
                // Kept as a blank page, so that the pages behind it keep their numbers.
                PageLines::default()
            }
        };
        let added = guarded(|| Ok::<_, ()>(Annotations::of_page(&document, page as usize)));
        let added = added.unwrap_or_default();
        if read.lines.is_empty() && added.texts.is_empty() && !failed.contains(&page) {
            empty.push(page);
        }
        for file in added.files {
            // The list of the document may name it too.
            if !text.attachments.contains(&file) {
                text.attachments.push(file);
            }
        }
        typed.push(added.texts);
        pages.push(read);
    }
    lay_out(&pages, &typed, &mut text.draft);
    let recognised = ocr.map_or(0, |ocr| {
        scans::recognise_pages(&document, &empty, ocr, stop, &mut text)
    });
    if let Some(first) = hidden.first().and_then(|page| PageNumber::new(page + 1)) {
        let warning = warnings::hidden_on_pages(hidden.len(), total);
        text.warnings.push(warning.on_page(first));
    }
    report_pages(&mut text, &empty, &failed, recognised);
    text
}

/// The lines of a page, counted from 0, in reading order.
fn page_lines(document: &PdfDocument, page: u32, spans: Vec<TextSpan>) -> PageLines {
    let (runs, turned) = runs::upright_runs(spans);
    let bounds = document.get_page_media_box(page as usize).ok();
    let lines = layout::lines(runs);
    // On a page that lies on its side the margins are those of its text.
    let (bottom, top) = match bounds {
        Some((_, y0, _, y1)) if !turned && (y1 - y0).abs() > 1.0 => (y0.min(y1), y0.max(y1)),
        _ => (
            lines
                .iter()
                .map(|line| line.y)
                .fold(f32::INFINITY, f32::min),
            lines
                .iter()
                .map(|line| line.y)
                .fold(f32::NEG_INFINITY, f32::max),
        ),
    };
    PageLines { lines, bottom, top }
}

/// Adds the blocks of all pages, without page furniture, to the draft, and what was `typed` on each behind them; a word
/// that is hyphenated over two pages goes to the first.
fn lay_out(pages: &[PageLines], typed: &[Vec<String>], draft: &mut Draft) {
    let furniture = furniture::find(pages);
    let kept: Vec<Vec<Line>> = pages
        .iter()
        .zip(&furniture)
        .map(|(page, furniture)| {
            let lines = page.lines.iter().zip(furniture);
            lines
                .filter(|(_, is_furniture)| !**is_furniture)
                .map(|(line, _)| line.clone())
                .collect()
        })
        .collect();
    // Measured over the whole document: a page may hold headings alone.
    let fonts = FontSizes::measure(kept.iter().flatten());
    let mut blocks: Vec<_> = kept
        .iter()
        .map(|lines| paragraphs::blocks(lines, &fonts))
        .collect();
    for page in 1..blocks.len() {
        let (before, after) = blocks.split_at_mut(page);
        if let (Some(last), Some(first)) = (before[page - 1].last_mut(), after[0].first_mut()) {
            join_word(&mut last.text, &mut first.text);
        }
    }
    for ((page, typed), number) in blocks.iter().zip(typed).zip(1_u32..) {
        let Some(number) = PageNumber::new(number) else {
            continue;
        };
        for block in page {
            draft.push_on(number, block.kind, &block.text, false);
        }
        for text in typed {
            draft.push_on(number, BlockKind::Paragraph, text, false);
        }
    }
}

/// Moves the rest of a hyphenated word to where it begins, on a line of its own.
fn join_word(last: &mut String, first: &mut String) {
    last.truncate(last.trim_end().len());
    let start = first.trim_start();
    if let Some(Joint::WithoutHyphen | Joint::Undecided) = joint(last, start)
        && start.starts_with(char::is_lowercase)
    {
        let end = start.find(char::is_whitespace).unwrap_or(start.len());
        last.push('\n');
        last.push_str(&start[..end]);
        *first = start[end..].to_owned();
    }
}

/// Adds warnings about the pages that could not be read.
fn report_pages(text: &mut PdfText, empty: &[u32], failed: &[u32], recognised: usize) {
    let total = text.pages_total;
    if !failed.is_empty() {
        let warning = warnings::damaged_pages(failed.len(), total);
        let first = failed.first().and_then(|page| PageNumber::new(page + 1));
        text.warnings
            .push(first.into_iter().fold(warning, Warning::on_page));
    }
    if recognised > 0 {
        text.warnings
            .push(warnings::recognised_pages(recognised, total));
    }
    let without_text = empty.len() - recognised.min(empty.len());
    let is_cut_off = |warning: &Warning| {
        let code = warning.parse().map(|parsed| parsed.code);
        matches!(code, Some(WarningCode::CutOff | WarningCode::CutOffAt))
    };
    if let Some(cut_off) = text.warnings.iter_mut().find(|warning| is_cut_off(warning)) {
        // Its pages have no text because that is missing, not because they are pictures.
        if text.draft.blocks.is_empty() {
            cut_off.kind = WarningKind::Unreadable;
        }
        return;
    }
    if without_text == 0 {
        return;
    }
    // With damaged pages the scanned ones are not the only reason why there is no text.
    let unreadable = text.draft.blocks.is_empty() && failed.is_empty();
    // Covers and dividers have no text either: less than a tenth is not reported.
    if unreadable || without_text * 10 >= total as usize {
        text.warnings
            .push(warnings::scanned_pages(without_text, total, unreadable));
    }
}
