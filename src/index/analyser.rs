//! The Dutch analyser: tokenise, lower-case, remove stop words, stem.
//!
//! One analyser serves every text field and every query, so that what people find is what the model counts.

use std::sync::LazyLock;

use tantivy::tokenizer::{
    Language, LowerCaser, RemoveLongFilter, StopWordFilter, TextAnalyzer, Token, TokenFilter,
    TokenStream, Tokenizer,
};

use crate::text::{DutchStemmer, Words, words};

/// The name under which the analyser is registered in an index.
pub(super) const ANALYSER: &str = "wiel_nl";

/// Goes up when the analyser gives other terms for the same text; an older index must then be rebuilt.
pub const ANALYSER_VERSION: u32 = 1;

/// Words of this many bytes or more are left out: they are noise (addresses, codes) and would fill the term
/// dictionary.
const WORD_BYTES_LIMIT: usize = 60;

/// Returns the analyser of every text field: [`words`], lower case, no Dutch stop words, [`DutchStemmer`].
///
/// Public so that a benchmark can index the same terms without this crate's index.
pub fn text_analyser() -> TextAnalyzer {
    // Building it collects the stop words, so it is built once.
    static ANALYSER: LazyLock<TextAnalyzer> = LazyLock::new(build);
    ANALYSER.clone()
}

fn build() -> TextAnalyzer {
    let stop_words = StopWordFilter::new(Language::Dutch).expect("tantivy brings Dutch stop words");
    TextAnalyzer::builder(WordTokenizer)
        // Long words first, so that no later filter spends time on them.
        .filter(RemoveLongFilter::limit(WORD_BYTES_LIMIT))
        .filter(LowerCaser)
        // Stop words before stemming: the list holds whole words.
        .filter(stop_words)
        .filter(StemFilter)
        .build()
}

/// Returns the terms of a text as the index holds them, in text order.
///
/// ```
/// let terms = wiel::index::analyse("De I&A-visie van de raden: AI en de Woo");
/// assert_eq!(terms, ["i&a", "visie", "raad", "ai", "woo"]);
/// ```
pub fn analyse(text: &str) -> Vec<String> {
    let mut terms = Vec::new();
    text_analyser()
        .token_stream(text)
        .process(&mut |token| terms.push(token.text.clone()));
    terms
}

/// The word segmentation of [`crate::text`] as a tantivy tokeniser.
#[derive(Clone)]
struct WordTokenizer;

struct WordStream<'t> {
    words: Words<'t>,
    token: Token,
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'t> = WordStream<'t>;

    fn token_stream<'t>(&'t mut self, text: &'t str) -> WordStream<'t> {
        WordStream {
            words: words(text),
            token: Token::default(),
        }
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(word) = self.words.next() else {
            return false;
        };
        // The position of a new token is `usize::MAX`, so that the first word gets 0.
        self.token.position = self.token.position.wrapping_add(1);
        self.token.offset_from = word.span.start as usize;
        self.token.offset_to = word.span.end as usize;
        self.token.text.clear();
        self.token.text.push_str(word.text);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// A filter that stems by [`DutchStemmer`]; tantivy's own filter would stem `woo` and `i&a` as well.
#[derive(Clone)]
struct StemFilter;

impl TokenFilter for StemFilter {
    type Tokenizer<T: Tokenizer> = StemTokenizer<T>;

    fn transform<T: Tokenizer>(self, inner: T) -> StemTokenizer<T> {
        StemTokenizer {
            stemmer: DutchStemmer::new(),
            inner,
        }
    }
}

#[derive(Clone)]
struct StemTokenizer<T> {
    stemmer: DutchStemmer,
    inner: T,
}

impl<T: Tokenizer> Tokenizer for StemTokenizer<T> {
    type TokenStream<'t> = StemStream<'t, T::TokenStream<'t>>;

    fn token_stream<'t>(&'t mut self, text: &'t str) -> Self::TokenStream<'t> {
        StemStream {
            stemmer: &self.stemmer,
            inner: self.inner.token_stream(text),
            stem: String::new(),
        }
    }
}

struct StemStream<'t, S> {
    stemmer: &'t DutchStemmer,
    inner: S,
    stem: String,
}

impl<S: TokenStream> TokenStream for StemStream<'_, S> {
    fn advance(&mut self) -> bool {
        if !self.inner.advance() {
            return false;
        }
        self.stem.clear();
        self.stem
            .push_str(&self.stemmer.stem(&self.inner.token().text));
        // Swapping rather than copying keeps both buffers for the next token.
        std::mem::swap(&mut self.inner.token_mut().text, &mut self.stem);
        true
    }

    fn token(&self) -> &Token {
        self.inner.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.inner.token_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(analyse(text), expected, "terms of {text:?}");
    }

    #[test]
    fn domain_terms_are_kept() {
        check(
            "I&A, Woo, BIO, AI, AVG, ZGW-API's",
            &["i&a", "woo", "bio", "ai", "avg", "zgw", "api"],
        );
        check("De raad en het van", &["raad"]);
        check("e-depot 2024", &["e-depot", "2024"]);
        check("", &[]);
    }

    #[test]
    fn inflections_share_a_term() {
        assert_eq!(
            analyse("samenwerkingen gemeenten digitale"),
            analyse("samenwerking gemeente digitaal")
        );
    }
}
