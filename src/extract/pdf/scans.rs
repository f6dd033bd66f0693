//! Pages that are pictures, read by text recognition.

use pdf_oxide::PdfDocument;

use super::PdfText;
use super::file::guarded;
use crate::document::{PageNumber, WarningCode};
use crate::extract::ocr::Ocr;
use crate::extract::{plain, warnings};

/// Recognises the text of these pages and adds it to the draft; returns on how many pages words were found.
///
/// `pages` counts from 0. `stop` is called before each page.
pub(super) fn recognise_pages(
    document: &PdfDocument,
    pages: &[u32],
    ocr: &dyn Ocr,
    stop: &dyn Fn() -> bool,
    text: &mut PdfText,
) -> usize {
    let mut found = 0;
    for page in pages {
        if stop() {
            text.warnings.push(WarningCode::StoppedEarly.into());
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
                let (draft, _) = plain::read(&read.replace('\u{c}', "\n"));
                for block in draft.blocks {
                    text.draft.push_on(number, block.kind, &block.text, false);
                }
            }
            Err(error) => text
                .warnings
                .push(warnings::ocr_failed(&error).on_page(number)),
        }
    }
    // The sort is stable: blocks of one page keep their order.
    text.draft.blocks.sort_by_key(|block| block.page);
    found
}
