//! Texts as tokens: pieces of words, found by the unigram model of `SentencePiece` (Kudo 2018, arXiv 1804.10959).

use std::collections::BTreeMap;

use kitoken::{
    Configuration, Fallback, Kitoken, Metadata, Model, Normalization, NormalizationReplacePattern,
    Processing, Scores, SpecialToken, SpecialTokenKind, Split, SplitBehavior, SplitPattern, Token,
    UnicodeNormalization, Vocab,
};

use super::EncoderError;
use crate::tensors::Tensors;

/// Of a longer text only the beginning is encoded: a passage has some 200 tokens.
pub(super) const MAX_TOKENS: usize = 2_048;

/// A longer text is cut before it is looked at: some 3,000 words.
const MAX_BYTES: usize = 20_000;

/// How `SentencePiece` writes a space.
const SPACE: char = '▁';

/// Cuts texts into the pieces of the encoder.
#[derive(Debug)]
pub(super) struct Tokenizer {
    pieces: Kitoken,
    begin: u32,
    end: u32,
}

impl Tokenizer {
    /// Reads `pieces.text` (one on each line, in the order of the rows of the embedding table) and `pieces.score`, the
    /// logarithm of the probability of each.
    ///
    /// # Errors
    /// Returns [`EncoderError::Figures`] if a piece has no score, stands there twice, or one of the three special
    /// pieces is missing.
    pub(super) fn from_tensors(tensors: &Tensors) -> Result<Self, EncoderError> {
        let text = std::str::from_utf8(tensors.bytes("pieces.text")?);
        let scores = tensors.floats("pieces.score")?;
        let mut special = BTreeMap::new();
        let mut pieces: Vec<(Token, f32)> = Vec::with_capacity(scores.len());
        let mut count = 0;
        for (id, piece) in (0..).zip(text.map_err(EncoderError::figures)?.split('\n')) {
            count += 1;
            if matches!(piece, "<unk>" | "<s>" | "</s>") {
                special.insert(piece, id);
            } else {
                let score = scores.get(id as usize).copied().unwrap_or(f32::MIN);
                pieces.push((Token::from((id, piece.as_bytes())), score));
            }
        }
        let of_special = |piece| {
            let missing = || EncoderError::figures(format!("there is no piece {piece}"));
            special.get(piece).copied().ok_or_else(missing)
        };
        if count != scores.len() {
            return Err(EncoderError::figures("pieces without scores"));
        }
        Ok(Self {
            begin: of_special("<s>")?,
            end: of_special("</s>")?,
            pieces: unigram_model(pieces, of_special("<unk>")?)?,
        })
    }

    /// Returns the tokens of a text between a begin and an end token, at most [`MAX_TOKENS`]. What is in no piece is
    /// the unknown token.
    pub(super) fn tokens(&self, text: &str) -> Vec<u32> {
        let text = &text[..text.floor_char_boundary(MAX_BYTES)];
        let mut tokens = vec![self.begin];
        // Nothing in the text is a special token, whatever it looks like.
        let specials: &[SpecialTokenKind] = &[];
        if !text.trim().is_empty() {
            tokens.extend(self.pieces.encode(text, specials).unwrap_or_default());
        }
        tokens.truncate(MAX_TOKENS - 1);
        tokens.push(self.end);
        tokens
    }
}

/// The unigram model with the normalisation that `SentencePiece` calls `nmt_nfkc`: Unicode normalisation form KC, control
/// characters away, and each run of white space as one [`SPACE`], also before the first word.
fn unigram_model(mut pieces: Vec<(Token, f32)>, unknown: u32) -> Result<Kitoken, EncoderError> {
    let replace = |from: char, to: char| Normalization::Replace {
        pattern: NormalizationReplacePattern::Character(from),
        replacement: to.to_string(),
    };
    let configuration = Configuration {
        fallback: vec![Fallback::Unknown, Fallback::Skip],
        normalization: vec![
            Normalization::Unicode {
                scheme: UnicodeNormalization::NFKC,
            },
            replace('\t', ' '),
            Normalization::NMT,
            Normalization::Strip {
                character: ' ',
                left: u32::MAX,
                right: u32::MAX,
            },
            Normalization::Collapse { character: ' ' },
            replace(' ', SPACE),
            Normalization::Extend {
                character: SPACE,
                left: 1,
                right: 0,
                pad: false,
            },
        ],
        // No piece has a space inside, so words can be cut one by one.
        split: vec![Split::Pattern {
            pattern: SplitPattern::Character(SPACE),
            behavior: SplitBehavior::MergeRight,
        }],
        processing: vec![Processing::Collapse { id: unknown }],
        ..Configuration::default()
    };
    // The library asks for the pieces by rising score.
    pieces.sort_by(|(a, x), (b, y)| x.total_cmp(y).then(a.id.cmp(&b.id)));
    let (vocab, scores): (Vocab, Scores) = pieces.into_iter().unzip();
    let unknown = SpecialToken {
        id: unknown,
        bytes: b"<unk>".to_vec(),
        kind: SpecialTokenKind::Unknown,
        ident: None,
        score: 0.0,
        extract: false,
    };
    let model = Model::Unigram { vocab, scores };
    Kitoken::new(model, vec![unknown], configuration, Metadata::default())
        .map_err(EncoderError::figures)
}
