//! Parameters that several addresses share: the language and the page of a list.

use serde::Deserialize;
use utoipa::IntoParams;

use super::problem::Problem;
use crate::report::Language;

/// The parameters of an address that takes no others.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct LangParams {
    /// The language of texts in the answer.
    #[param(inline)]
    pub(super) lang: Option<Language>,
}

/// A page of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Paging {
    /// From 1.
    pub(super) page: usize,
    /// Entries on a page, at least 1.
    pub(super) size: usize,
}

impl Paging {
    /// The last page that can be asked for; a narrower query finds what lies behind it.
    const MAX_PAGE: u32 = 1000;

    const MAX_SIZE: u32 = 100;

    const DEFAULT_SIZE: u32 = 20;

    /// Checks the parameters `page` and `pageSize`.
    ///
    /// # Errors
    /// 400 if one of them is out of range.
    pub(super) fn new(
        language: Language,
        page: Option<u32>,
        size: Option<u32>,
    ) -> Result<Self, Problem> {
        let within = |key: &str, got: u32, max: u32| {
            if (1..=max).contains(&got) {
                return Ok(got as usize);
            }
            let reason = format!("{key} must be from 1 to {max}, got {got}");
            Err(Problem::invalid_input(language, reason))
        };
        Ok(Self {
            page: within("page", page.unwrap_or(1), Self::MAX_PAGE)?,
            size: within(
                "pageSize",
                size.unwrap_or(Self::DEFAULT_SIZE),
                Self::MAX_SIZE,
            )?,
        })
    }

    /// The entries of this page, of all; none beyond the last page.
    pub(super) fn of<T>(self, all: &[T]) -> &[T] {
        let from = self.offset().min(all.len());
        let to = (from + self.size).min(all.len());
        &all[from..to]
    }

    /// How many entries come before this page.
    pub(super) fn offset(self) -> usize {
        // `page` is at least 1, so this does not go below 0.
        (self.page - 1) * self.size
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rejects_pages_out_of_range() {
        assert!(Paging::new(Language::English, Some(0), None).is_err());
        assert!(Paging::new(Language::English, None, Some(101)).is_err());
        let third = Paging::new(Language::English, Some(3), None).expect("it is in range");
        assert_eq!((third.size, third.offset()), (20, 40));
        let all: Vec<u32> = (0..45).collect();
        assert_eq!(third.of(&all), [40, 41, 42, 43, 44]);
        assert!(third.of(&all[..7]).is_empty());
    }
}
