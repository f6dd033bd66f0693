//! The one Dutch analyser: words, lower case, without stop words, stemmed.

use std::sync::LazyLock;

use tantivy::tokenizer::{
    Language, LowerCaser, RemoveLongFilter, StopWordFilter, TextAnalyzer, Token, TokenFilter,
    TokenStream, Tokenizer,
};

use crate::text::{DutchStemmer, Words, words};

/// The name under which the analyser is registered in an index.
pub(super) const ANALYSER: &str = "wiel_nl";

/// Goes up when the analyser gives other terms for the same text; then an index must be built anew.
pub const ANALYSER_VERSION: u32 = 1;

/// Words longer than this are noise (addresses, codes) and would fill the term dictionary.
const LONGEST_WORD: usize = 60;

/// The analyser of every text field, for whoever indexes beside wiel: [`words`], lower case, no Dutch stop words, [`DutchStemmer`].
pub fn text_analyser() -> TextAnalyzer {
    static BUILT: LazyLock<TextAnalyzer> = LazyLock::new(build);
    BUILT.clone()
}

fn build() -> TextAnalyzer {
    let stop_words = StopWordFilter::new(Language::Dutch).expect("tantivy brings Dutch stop words");
    TextAnalyzer::builder(WordTokenizer)
        .filter(RemoveLongFilter::limit(LONGEST_WORD))
        .filter(LowerCaser)
        .filter(stop_words)
        .filter(StemFilter)
        .build()
}

/// The terms of a text as the index sees them, in order.
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

/// Stems by [`DutchStemmer`] rather than by tantivy's own filter, which would stem `woo` and `i&a` too.
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
    fn terms_of_the_field_survive() {
        check(
            "I&A, Woo, BIO, AI, AVG, ZGW-API's",
            &["i&a", "woo", "bio", "ai", "avg", "zgw", "api"],
        );
        check("De raad en het van", &["raad"]);
        check("e-depot 2024", &["e-depot", "2024"]);
        check("", &[]);
    }

    #[test]
    fn inflections_meet() {
        assert_eq!(
            analyse("samenwerkingen gemeenten digitale"),
            analyse("samenwerking gemeente digitaal")
        );
    }
}
