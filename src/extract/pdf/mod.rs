//! PDF to blocks. The library reads objects, fonts and glyph positions; reading order, headings and furniture
//! are found here, from the positions alone, so that another library can take its place.

mod furniture;
mod layout;
mod paragraphs;

use std::panic::{AssertUnwindSafe, catch_unwind};

use furniture::Sheet;
use layout::{Line, Run};
use paragraphs::Fonts;
use pdf_oxide::document::ReadingOrder;
use pdf_oxide::layout::{FontWeight, TextSpan};
use pdf_oxide::{Error, PdfDocument};

use super::draft::Draft;
use super::ocr::Ocr;
use super::refusal;
use super::tidy::{Joint, joint};
use crate::document::{PageNumber, Warning};

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
}

/// The largest page side that is believed, in points: ISO 32000-1 allows 14,400.
const MAX_SIDE: f32 = 20_000.0;

/// Reads a PDF, page by page; `stop` is asked before each page, `ocr` for each page without text.
pub(super) fn read(
    bytes: &[u8],
    max_pages: u32,
    stop: &dyn Fn() -> bool,
    ocr: Option<&dyn Ocr>,
) -> PdfText {
    let document = match open(bytes) {
        Ok(document) => document,
        Err(warning) => return refused(warning),
    };
    let total = match document.page_count() {
        Ok(0) | Err(_) => return refused(refusal::damaged_pdf()),
        Ok(total) => u32::try_from(total).unwrap_or(u32::MAX),
    };
    let mut text = PdfText {
        pages_total: total,
        title: info(&document, "Title"),
        created: info(&document, "CreationDate").and_then(|date| pdf_date(&date)),
        ..PdfText::default()
    };
    if total > max_pages {
        text.warnings
            .push(refusal::too_many_pages(total, max_pages));
    }
    let mut sheets: Vec<Sheet> = Vec::new();
    let (mut empty, mut failed) = (Vec::new(), Vec::new());
    for page in 0..total.min(max_pages) {
        if stop() {
            text.warnings.push(refusal::out_of_time());
            break;
        }
        let order = ReadingOrder::TopToBottom;
        let spans = guarded(|| document.extract_spans_with_reading_order(page as usize, order));
        let sheet = match spans {
            Some(spans) => sheet(&document, page, spans),
            None => {
                failed.push(page);
                Sheet::blank()
            }
        };
        if sheet.lines.is_empty() && !failed.contains(&page) {
            empty.push(page);
        }
        sheets.push(sheet);
    }
    lay_out(&sheets, &mut text.draft);
    let recognised = ocr.map_or(0, |ocr| recognise(&document, &empty, ocr, stop, &mut text));
    report_pages(&mut text, &empty, &failed, recognised);
    text
}

/// What the library gives; nothing where it fails or panics: a damaged font or picture costs its page only.
fn guarded<T, E>(work: impl FnOnce() -> Result<T, E>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()?.ok()
}

fn refused(warning: Warning) -> PdfText {
    PdfText {
        warnings: vec![warning],
        ..PdfText::default()
    }
}

/// Opens the file, with the empty password when it is encrypted: what readers do.
fn open(bytes: &[u8]) -> Result<PdfDocument, Warning> {
    let head = &bytes[..bytes.len().min(1024)];
    if memchr::memmem::find(head, b"%PDF-").is_none() {
        return Err(refusal::not_a_pdf());
    }
    let document = PdfDocument::from_bytes(bytes.to_vec()).map_err(|error| match error {
        Error::EncryptedPdf => refusal::encrypted_pdf(),
        _ => refusal::damaged_pdf(),
    })?;
    if document.is_encrypted()
        && !document.is_authenticated()
        && !matches!(document.authenticate(b""), Ok(true))
    {
        return Err(refusal::encrypted_pdf());
    }
    Ok(document)
}

fn sheet(document: &PdfDocument, page: u32, spans: Vec<TextSpan>) -> Sheet {
    let (runs, turned) = runs(spans);
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
    Sheet { lines, bottom, top }
}

/// The runs of a page, upright; whether the page lies on its side.
///
/// Text in another direction than most of the page stands in margins and on maps; it is put below the rest.
fn runs(spans: Vec<TextSpan>) -> (Vec<Run>, bool) {
    let mut letters = [0_usize; 4];
    for span in &spans {
        letters[quarter(span)] += span.text.len();
    }
    let main = (0..4)
        .max_by_key(|quarter| (letters[*quarter], 4 - quarter))
        .unwrap_or(0);
    let mut runs = Vec::with_capacity(spans.len());
    let mut aside = Vec::new();
    for span in spans {
        let quarter = quarter(&span);
        let b = &span.bbox;
        let sane = [b.x, b.y, b.width, b.height, span.font_size]
            .iter()
            .all(|n| n.is_finite() && n.abs() < MAX_SIDE);
        if !sane || span.text.trim().is_empty() {
            continue;
        }
        let (x, y, width) = match main {
            0 => (b.x, b.y, b.width),
            1 => (b.y, -b.x, b.height),
            2 => (-b.x - b.width, -b.y, b.width),
            _ => (-b.y - b.height, b.x, b.height),
        };
        let run = Run {
            x,
            y,
            width,
            size: span.font_size.abs().max(1.0),
            bold: matches!(
                span.font_weight,
                FontWeight::Bold | FontWeight::SemiBold | FontWeight::ExtraBold | FontWeight::Black
            ),
            text: span.text,
        };
        if quarter == main {
            runs.push(run)
        } else {
            aside.push(run)
        }
    }
    let lowest = runs.iter().map(|run| run.y).fold(0.0_f32, f32::min);
    for (n, mut run) in aside.into_iter().enumerate() {
        run.y = lowest - 100.0 - 20.0 * n as f32;
        runs.push(run);
    }
    (runs, main != 0)
}

/// Quarter turns of a span, anticlockwise.
fn quarter(span: &TextSpan) -> usize {
    let turns = (span.rotation_degrees / 90.0).round();
    if turns.is_finite() {
        (turns as i32).rem_euclid(4) as usize
    } else {
        0
    }
}

/// Blocks of all sheets without their furniture; a word that is broken over two pages stays on the first.
fn lay_out(sheets: &[Sheet], draft: &mut Draft) {
    let furniture = furniture::find(sheets);
    let kept: Vec<Vec<Line>> = sheets
        .iter()
        .zip(&furniture)
        .map(|(sheet, furniture)| {
            let lines = sheet.lines.iter().zip(furniture);
            lines
                .filter(|(_, is_furniture)| !**is_furniture)
                .map(|(line, _)| line.clone())
                .collect()
        })
        .collect();
    let fonts = Fonts::measure(kept.iter().flatten());
    let mut pages: Vec<_> = kept
        .iter()
        .map(|lines| paragraphs::blocks(lines, &fonts))
        .collect();
    for page in 1..pages.len() {
        let (before, after) = pages.split_at_mut(page);
        if let (Some(last), Some(first)) = (before[page - 1].last_mut(), after[0].first_mut()) {
            join_word(&mut last.text, &mut first.text);
        }
    }
    for (page, number) in pages.iter().zip(1_u32..) {
        let Some(number) = PageNumber::new(number) else {
            continue;
        };
        for block in page {
            draft.push_on(number, block.kind, &block.text, false);
        }
    }
}

/// Moves the second half of a broken word to the first.
fn join_word(last: &mut String, first: &mut String) {
    last.truncate(last.trim_end().len());
    let start = first.trim_start();
    if let Some(Joint::WithoutHyphen) = joint(last, start) {
        let end = start.find(char::is_whitespace).unwrap_or(start.len());
        last.pop();
        last.push_str(&start[..end]);
        *first = start[end..].to_owned();
    }
}

/// Reads the pictures of pages without text; returns on how many pages words were found.
fn recognise(
    document: &PdfDocument,
    empty: &[u32],
    ocr: &dyn Ocr,
    stop: &dyn Fn() -> bool,
    text: &mut PdfText,
) -> usize {
    let mut found = 0;
    for page in empty {
        if stop() {
            text.warnings.push(refusal::out_of_time());
            break;
        }
        let Some(number) = PageNumber::new(page + 1) else {
            continue;
        };
        // The scan is the largest picture of its page.
        let images = guarded(|| document.extract_images(*page as usize)).unwrap_or_default();
        let Some(scan) = images
            .iter()
            .max_by_key(|image| u64::from(image.width()) * u64::from(image.height()))
        else {
            continue;
        };
        let Ok(png) = scan.to_png_bytes() else {
            continue;
        };
        match ocr.read(&png) {
            Ok(read) if read.trim().is_empty() => {}
            Ok(read) => {
                found += 1;
                let (draft, _) = super::plain::read(&read.replace('\u{c}', "\n"));
                for block in draft.blocks {
                    text.draft.push_on(number, block.kind, &block.text, false);
                }
            }
            Err(error) => text
                .warnings
                .push(refusal::ocr_failed(&error).on_page(number)),
        }
    }
    text.draft.blocks.sort_by_key(|block| block.page);
    found
}

/// Says which pages could not be read, and why.
fn report_pages(text: &mut PdfText, empty: &[u32], failed: &[u32], recognised: usize) {
    let total = text.pages_total;
    if !failed.is_empty() {
        let warning = refusal::damaged_pages(failed.len(), total);
        let first = failed.first().and_then(|page| PageNumber::new(page + 1));
        text.warnings
            .push(first.into_iter().fold(warning, Warning::on_page));
    }
    if recognised > 0 {
        text.warnings
            .push(refusal::recognised_pages(recognised, total));
    }
    let silent = empty.len() - recognised.min(empty.len());
    if silent == 0 {
        return;
    }
    let unreadable = text.draft.blocks.is_empty() && failed.is_empty();
    // Covers and dividers have no text either: a few are no news.
    if unreadable || silent * 10 >= total as usize {
        text.warnings
            .push(refusal::scanned(silent, total, unreadable));
    }
}

impl Sheet {
    fn blank() -> Self {
        Self {
            lines: Vec::new(),
            bottom: 0.0,
            top: 0.0,
        }
    }
}

/// A text in the information dictionary.
fn info(document: &PdfDocument, key: &str) -> Option<String> {
    let reference = document.trailer().as_dict()?.get("Info")?;
    let info = document.resolve_references(reference, 2).ok()?;
    let raw = info.as_dict()?.get(key)?.as_string()?;
    let text = match raw {
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE
            .decode_without_bom_handling(rest)
            .0
            .into_owned(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        // PDFDocEncoding and Windows-1252 have the letters of Dutch in the same places.
        raw => encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(raw)
            .0
            .into_owned(),
    };
    let text = text.trim().trim_matches('\0').to_owned();
    (!text.is_empty()).then_some(text)
}

/// `D:20231026…` as `2023-10-26`.
fn pdf_date(date: &str) -> Option<String> {
    let digits = date.strip_prefix("D:").unwrap_or(date);
    let day = digits
        .get(..8)
        .filter(|day| day.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some(format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..8]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_over_two_pages_stay_on_the_first() {
        let check = |last: &str, first: &str, expected: (&str, &str)| {
            let (mut last, mut first) = (last.to_owned(), first.to_owned());
            join_word(&mut last, &mut first);
            assert_eq!((last.as_str(), first.as_str()), expected);
        };
        check(
            "de uitgangs-",
            "punten zijn",
            ("de uitgangspunten", " zijn"),
        );
        check("in- en uit", "voer", ("in- en uit", "voer"));
        check("", "", ("", ""));
    }

    #[test]
    fn what_fails_in_the_library_is_nothing() {
        assert_eq!(guarded(|| Ok::<_, ()>(1)), Some(1));
        assert_eq!(guarded(|| Err::<u8, _>(())), None);
        assert_eq!(
            guarded(|| -> Result<u8, ()> { panic!("as a library does") }),
            None
        );
    }

    #[test]
    fn dates_of_properties() {
        assert_eq!(
            pdf_date("D:20231026083757+02'00'").as_deref(),
            Some("2023-10-26")
        );
        assert_eq!(pdf_date("gisteren"), None);
    }

    #[test]
    fn what_is_no_pdf_is_said_to_be_none() {
        let read = read(b"geen pdf", 10, &|| false, None);
        assert!(read.draft.blocks.is_empty());
        assert_eq!(read.warnings.len(), 1);
    }
}
