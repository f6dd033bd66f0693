//! Cutting a document into passages.

use super::language::is_foreign;
use super::statutory::is_statutory;
use super::{Masker, PassageParams};
use crate::document::{Block, BlockKind, DocumentId, Origin, Page, Passage, PassageId};
use crate::text::{Span, WordCount, sentences, words};

/// A block without sentence ends (a table read as one line) is cut after this many times the target
/// length, so that no passage grows without bound.
const LONGEST_SENTENCE: usize = 2;

/// Cuts documents into passages.
#[derive(Clone, Debug)]
pub struct Segmenter {
    params: PassageParams,
    masker: Masker,
}

impl Segmenter {
    /// A segmenter with these lengths, which marks the names that `masker` finds.
    pub fn new(params: PassageParams, masker: Masker) -> Self {
        Self { params, masker }
    }

    /// The passages of a document, in reading order, with ordinals from 0.
    ///
    /// A passage lies on one page, ends at a sentence end, and has about `target_words` words. A heading
    /// begins a new passage once half of that is reached. What is left at the end of a page joins the
    /// passage before it when it is below `min_words`; a page with less than that in all gives one short
    /// passage: searchable, but not for the model. Lines of a table of contents are left out.
    /// The spans of one page do not overlap. Cost: one pass over the text.
    pub fn segment(&self, document: DocumentId, pages: &[Page]) -> Vec<Passage> {
        let mut heading = None;
        let mut passages: Vec<Passage> = Vec::new();
        for page in pages {
            for cut in self.cut_page(page, &mut heading) {
                let text = cut.span.of(&page.text).to_owned();
                let origin = if is_foreign(&text, cut.count.words) {
                    Origin::OtherLanguage
                } else if is_statutory(&text, cut.count.words) {
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
                    span: cut.span,
                    heading: cut.heading,
                    masked: self.masker.mask(&text),
                    text,
                    headings: headings(page, cut.span),
                    words: cut.count.words as u32,
                    letters: cut.count.letters as u32,
                    origin,
                });
            }
        }
        passages
    }

    fn cut_page(&self, page: &Page, heading: &mut Option<String>) -> Vec<Cut> {
        let mut cuts: Vec<Cut> = Vec::new();
        let mut open: Option<Cut> = None;
        for block in &page.blocks {
            match block.kind {
                // A table of contents breaks the run of text, so that no span reaches over it.
                BlockKind::Contents => cuts.extend(open.take()),
                BlockKind::Heading(_) => {
                    if open
                        .as_ref()
                        .is_some_and(|cut| cut.count.words * 2 >= self.params.target_words)
                    {
                        cuts.extend(open.take());
                    }
                    let text = block.span.of(&page.text);
                    *heading = Some(text.to_owned());
                    if let Some(cut) = &mut open {
                        cut.extend(block.span, WordCount::of(text));
                    }
                }
                BlockKind::Paragraph | BlockKind::ListItem | BlockKind::TableRow => {
                    for (span, count) in self.pieces(page, *block) {
                        let cut = open.get_or_insert_with(|| Cut::begin(span, heading.clone()));
                        cut.extend(span, count);
                        if cut.count.words >= self.params.target_words {
                            cuts.extend(open.take());
                        }
                    }
                }
            }
        }
        cuts.extend(open);
        self.join_short(cuts, page)
    }

    /// The sentences of a block with their words, over-long ones cut at a word.
    fn pieces(&self, page: &Page, block: Block) -> Vec<(Span, WordCount)> {
        let text = block.span.of(&page.text);
        let limit = LONGEST_SENTENCE * self.params.target_words;
        let mut pieces = Vec::new();
        for sentence in sentences(text) {
            let count = WordCount::of(sentence.of(text));
            let place = sentence.shifted(block.span.range().start);
            if count.words <= limit {
                pieces.push((place, count));
                continue;
            }
            let starts: Vec<usize> = words(sentence.of(text))
                .step_by(self.params.target_words)
                .map(|word| word.span.range().start)
                .collect();
            for (n, start) in starts.iter().enumerate() {
                let start = if n == 0 { 0 } else { *start };
                let end = starts.get(n + 1).copied().unwrap_or(sentence.len());
                let piece = sentence.of(text)[start..end].trim_end();
                pieces.push((
                    Span::new(start, start + piece.len()).shifted(place.range().start),
                    WordCount::of(piece),
                ));
            }
        }
        pieces
    }

    /// Joins cuts below `min_words` to the one before them on the page, or else to the one after.
    fn join_short(&self, cuts: Vec<Cut>, page: &Page) -> Vec<Cut> {
        let mut joined: Vec<Cut> = Vec::with_capacity(cuts.len());
        for cut in cuts {
            match joined.last_mut() {
                Some(before)
                    if (cut.count.words < self.params.min_words
                        || before.count.words < self.params.min_words)
                        && !parted_by_contents(page, before.span, cut.span) =>
                {
                    // A heading between the two comes along, so count anew.
                    before.span.end = cut.span.end;
                    before.count = WordCount::of(before.span.of(&page.text));
                }
                _ => joined.push(cut),
            }
        }
        joined
    }
}

/// The headings that lie in a stretch of a page, as spans of that stretch.
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

fn parted_by_contents(page: &Page, before: Span, after: Span) -> bool {
    page.blocks.iter().any(|block| {
        block.kind == BlockKind::Contents
            && block.span.start >= before.end
            && block.span.end <= after.start
    })
}

/// A passage in the making.
struct Cut {
    span: Span,
    count: WordCount,
    heading: Option<String>,
}

impl Cut {
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
    fn cuts_at_sentence_ends_near_the_target() {
        let text = [50, 50, 50, 50, 50].map(sentence).join(" ");
        let passages = cut(page(&[(BlockKind::Paragraph, text)]));
        let sizes: Vec<_> = passages.iter().map(|p| p.words).collect();
        assert_eq!(sizes, [150, 100]);
        assert!(passages.iter().all(|p| p.text.ends_with('.')));
    }

    #[test]
    fn a_heading_begins_a_passage_and_is_kept() {
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
    fn short_rests_join_and_contents_part() {
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
    fn text_without_sentence_ends_is_cut_at_words() {
        let passages = cut(page(&[(BlockKind::Paragraph, "woord ".repeat(1000))]));
        assert!(
            passages.len() >= 8 && passages.iter().all(|p| p.words <= 150),
            "{passages:?}"
        );
        assert_eq!(passages.iter().map(|p| p.words).sum::<u32>(), 1000);
    }

    #[test]
    fn names_are_marked_and_stay() {
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
                let count = WordCount::of(&passage.text);
                prop_assert_eq!(count.words, passage.words as usize);
                prop_assert_eq!(count.letters, passage.letters as usize);
                last = passage.span.range().end;
            }
        }
    }
}
