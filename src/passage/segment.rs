//! Segmentation: from the pages of a document to passages.

use super::language::is_foreign;
use super::statutory::is_statutory;
use super::{Masker, PassageParams};
use crate::document::{Block, BlockKind, DocumentId, Origin, Page, Passage, PassageId};
use crate::text::{Span, WordCount, sentences, words};

/// A sentence of more than this many times the target length (a table that was read as one line) is split, so that no
/// passage grows without bound.
const MAX_SENTENCE_FACTOR: usize = 2;

/// Splits documents into passages.
#[derive(Clone, Debug)]
pub struct Segmenter {
    params: PassageParams,
    masker: Masker,
}

impl Segmenter {
    /// Creates a segmenter with these lengths, which marks the names that `masker` finds.
    pub fn new(params: PassageParams, masker: Masker) -> Self {
        Self { params, masker }
    }

    /// The passages of a document, in reading order, with ordinals from 0.
    ///
    /// A passage lies on one page, ends at a sentence end, and has about `target_words` words. A heading begins a new
    /// passage once half of that is reached. A rest below `min_words` at the end of a page joins the passage before
    /// it; a page with fewer words in all gives one short passage, which can be searched and is not used by the model.
    /// Tables of contents are left out. The spans of one page do not overlap. Cost: one pass over the text.
    pub fn segment(&self, document: DocumentId, pages: &[Page]) -> Vec<Passage> {
        // The last heading holds for the next page too: a section does not end at a page break.
        let mut heading = None;
        let mut passages: Vec<Passage> = Vec::new();
        for page in pages {
            for draft in self.draft_page(page, &mut heading) {
                let text = draft.span.of(&page.text).to_owned();
                // Language first: the statutory phrases are Dutch, so they say little about a foreign passage.
                let origin = if is_foreign(&text, draft.count.words) {
                    Origin::OtherLanguage
                } else if is_statutory(&text, draft.count.words) {
                    Origin::Statutory
                } else {
                    Origin::Own
                };
                passages.push(Passage {
                    id: PassageId {
                        document,
                        ordinal: passages.len() as u32,
                    },
                    page: page.number,
                    span: draft.span,
                    heading: draft.heading,
                    masked: self.masker.mask(&text),
                    text,
                    headings: headings(page, draft.span),
                    words: draft.count.words as u32,
                    letters: draft.count.letters as u32,
                    origin,
                });
            }
        }
        passages
    }

    /// The drafts of the passages of one page. `heading` is the last heading above the page, and then on it.
    fn draft_page(&self, page: &Page, heading: &mut Option<String>) -> Vec<Draft> {
        let mut drafts: Vec<Draft> = Vec::new();
        let mut open: Option<Draft> = None;
        for block in &page.blocks {
            match block.kind {
                // A table of contents ends a passage, so that no span reaches over it.
                BlockKind::Contents => drafts.extend(open.take()),
                BlockKind::Heading(_) => {
                    // Below half of the target length, a passage goes on past a heading.
                    if open
                        .as_ref()
                        .is_some_and(|draft| draft.count.words * 2 >= self.params.target_words)
                    {
                        drafts.extend(open.take());
                    }
                    let text = block.span.of(&page.text);
                    *heading = Some(text.to_owned());
                    // The span of an open passage runs on over the heading, so its words count.
                    if let Some(draft) = &mut open {
                        draft.extend(block.span, WordCount::from_text(text));
                    }
                }
                BlockKind::Paragraph | BlockKind::ListItem | BlockKind::TableRow => {
                    for (span, count) in self.sentences_of(page, *block) {
                        let draft = open.get_or_insert_with(|| Draft::begin(span, heading.clone()));
                        draft.extend(span, count);
                        // Checked after the sentence is added, so that a passage always ends at a sentence end.
                        if draft.count.words >= self.params.target_words {
                            drafts.extend(open.take());
                        }
                    }
                }
            }
        }
        // A passage never goes on to the next page, so that a quotation has one page number.
        drafts.extend(open);
        self.join_short(drafts, page)
    }

    /// The sentences of a block with their word counts, over-long ones split at words.
    fn sentences_of(&self, page: &Page, block: Block) -> Vec<(Span, WordCount)> {
        let text = block.span.of(&page.text);
        let limit = MAX_SENTENCE_FACTOR * self.params.target_words;
        let mut pieces = Vec::new();
        for sentence in sentences(text) {
            let count = WordCount::from_text(sentence.of(text));
            let place = sentence.shifted(block.span.range().start);
            if count.words <= limit {
                pieces.push((place, count));
                continue;
            }
            // Such a sentence is a table or a list read as one line; one word boundary is as good as another.
            let starts: Vec<usize> = words(sentence.of(text))
                .step_by(self.params.target_words)
                .map(|word| word.span.range().start)
                .collect();
            for (n, start) in starts.iter().enumerate() {
                // The first piece keeps what stands before its first word, such as a bracket.
                let start = if n == 0 { 0 } else { *start };
                let end = starts.get(n + 1).copied().unwrap_or(sentence.len());
                let piece = sentence.of(text)[start..end].trim_end();
                pieces.push((
                    Span::new(start, start + piece.len()).shifted(place.range().start),
                    WordCount::from_text(piece),
                ));
            }
        }
        pieces
    }

    /// Joins drafts below `min_words` to the one before them on the page, or else to the one after.
    fn join_short(&self, drafts: Vec<Draft>, page: &Page) -> Vec<Draft> {
        let mut joined: Vec<Draft> = Vec::with_capacity(drafts.len());
        for draft in drafts {
            match joined.last_mut() {
                // Either of the two can be the short one: the first of a page has no passage before it to join.
                Some(before)
                    if (draft.count.words < self.params.min_words
                        || before.count.words < self.params.min_words)
                        && !separated_by_contents(page, before.span, draft.span) =>
                {
                    // A heading between the two is included now, so the words are counted again.
                    before.span.end = draft.span.end;
                    before.count = WordCount::from_text(before.span.of(&page.text));
                }
                _ => joined.push(draft),
            }
        }
        joined
    }
}

/// The headings within a span of a page, as offsets from the start of that span.
fn headings(page: &Page, within: Span) -> Vec<Span> {
    let is_heading = |block: &&Block| {
        matches!(block.kind, BlockKind::Heading(_))
            && block.span.start >= within.start
            && block.span.end <= within.end
    };
    let headings = page.blocks.iter().filter(is_heading);
    headings
        .map(|block| Span {
            start: block.span.start - within.start,
            end: block.span.end - within.start,
        })
        .collect()
}

/// Whether a table of contents lies between two spans of a page.
fn separated_by_contents(page: &Page, before: Span, after: Span) -> bool {
    page.blocks.iter().any(|block| {
        block.kind == BlockKind::Contents
            && block.span.start >= before.end
            && block.span.end <= after.start
    })
}

/// A passage that may still grow.
struct Draft {
    span: Span,
    count: WordCount,
    heading: Option<String>,
}

impl Draft {
    fn begin(span: Span, heading: Option<String>) -> Self {
        Self {
            span,
            count: WordCount::default(),
            heading,
        }
    }

    fn extend(&mut self, span: Span, count: WordCount) {
        self.span.end = span.end;
        self.count += count;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::PageNumber;
    use crate::passage::PassageConfig;

    fn page(blocks: &[(BlockKind, String)]) -> Page {
        let mut page = Page::new(PageNumber::FIRST);
        for (kind, text) in blocks {
            page.push(*kind, text);
        }
        page
    }

    fn cut(page: Page) -> Vec<Passage> {
        segmenter().segment(DocumentId::from_bytes(b"x"), &[page])
    }

    fn segmenter() -> Segmenter {
        Segmenter::new(
            PassageConfig::default()
                .check()
                .expect("the default is sound"),
            Masker::new(["Woerden"]),
        )
    }

    fn sentence(words: usize) -> String {
        format!("W{}.", " woord".repeat(words - 1))
    }

    #[test]
    fn passages_end_at_sentence_ends() {
        let text = [50, 50, 50, 50, 50].map(sentence).join(" ");
        let passages = cut(page(&[(BlockKind::Paragraph, text)]));
        let sizes: Vec<_> = passages.iter().map(|p| p.words).collect();
        assert_eq!(sizes, [150, 100]);
        assert!(passages.iter().all(|p| p.text.ends_with('.')));
    }

    #[test]
    fn headings_begin_passages() {
        let passages = cut(page(&[
            (BlockKind::Heading(1), "Koers".into()),
            (BlockKind::Paragraph, sentence(70)),
            (BlockKind::Heading(2), "Data".into()),
            (BlockKind::Paragraph, sentence(40)),
        ]));
        let headings: Vec<_> = passages.iter().map(|p| p.heading.as_deref()).collect();
        assert_eq!(headings, [Some("Koers"), Some("Data")]);
    }

    #[test]
    fn short_rests_join_unless_contents_separate_them() {
        let passages = cut(page(&[
            (BlockKind::Paragraph, sentence(130)),
            (BlockKind::Paragraph, sentence(10)),
            (BlockKind::Contents, "1 Inleiding".into()),
            (BlockKind::Paragraph, sentence(12)),
        ]));
        let sizes: Vec<_> = passages.iter().map(|p| p.words).collect();
        assert_eq!(sizes, [140, 12]);
        assert!(passages.iter().all(|p| !p.text.contains("Inleiding")));
    }

    #[test]
    fn splits_text_without_sentence_ends() {
        let passages = cut(page(&[(BlockKind::Paragraph, "woord ".repeat(1000))]));
        assert!(
            passages.len() >= 8 && passages.iter().all(|p| p.words <= 150),
            "{passages:?}"
        );
        assert_eq!(passages.iter().map(|p| p.words).sum::<u32>(), 1000);
    }

    #[test]
    fn masks_names_without_removing_them() {
        let passages = cut(page(&[(
            BlockKind::Paragraph,
            "In Woerden werken wij.".into(),
        )]));
        assert_eq!(
            passages[0]
                .masked
                .iter()
                .map(|s| s.of(&passages[0].text))
                .collect::<Vec<_>>(),
            ["Woerden"]
        );
    }

    fn kinds() -> impl Strategy<Value = BlockKind> {
        prop_oneof![
            Just(BlockKind::Heading(2)),
            Just(BlockKind::Paragraph),
            Just(BlockKind::ListItem),
            Just(BlockKind::TableRow),
            Just(BlockKind::Contents),
        ]
    }

    proptest! {
        #[test]
        fn spans_lie_in_the_page_and_do_not_overlap(
            blocks in prop::collection::vec((kinds(), "[a-zé .A-Z\\n]{0,900}"), 0..12)
        ) {
            let page = page(&blocks);
            let mut last = 0;
            for (ordinal, passage) in cut(page.clone()).iter().enumerate() {
                prop_assert_eq!(passage.span.of(&page.text), &passage.text);
                prop_assert!(passage.span.range().start >= last);
                prop_assert_eq!(passage.id.ordinal as usize, ordinal);
                let count = WordCount::from_text(&passage.text);
                prop_assert_eq!(count.words, passage.words as usize);
                prop_assert_eq!(count.letters, passage.letters as usize);
                last = passage.span.range().end;
            }
        }
    }
}
