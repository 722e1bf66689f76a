//! Operations that answer in pages.

mod pages;
mod paginated;
#[cfg(feature = "stream")]
mod stream;
mod table;

pub use pages::{Items, Pages, items, pages};
pub use paginated::{Paginated, RepeatedToken, has_more, token};
#[cfg(feature = "stream")]
pub use stream::{ItemStream, PageStream, item_stream, page_stream};

/// How an operation answers in pages: paths of members, by their names on the wire.
///
/// The model's facts are
/// [Smithy's `paginated` trait](https://smithy.io/2.0/spec/behavior-traits.html#paginated-trait) or
/// botocore's paginators. It is built in constants, with [`new`](Self::new) and one method per further
/// property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Pagination {
    /// The members of the input that take the output's tokens.
    pub input_tokens: &'static [&'static str],
    /// The members of the output that hold the tokens of the next page, in the order of
    /// `input_tokens`.
    pub output_tokens: &'static [&'static str],
    /// The members of the output that hold the items of the page.
    pub result_keys: &'static [&'static str],
    /// The member of the input that limits the number of items of a page.
    pub limit_key: Option<&'static str>,
    /// The member of the output that says whether more pages follow. Without one, they do while
    /// there is a token.
    pub more_results: Option<&'static str>,
}

impl Pagination {
    /// Pages with these tokens, input and output in the same order.
    #[must_use]
    pub const fn new(
        input_tokens: &'static [&'static str],
        output_tokens: &'static [&'static str],
    ) -> Self {
        Self {
            input_tokens,
            output_tokens,
            result_keys: &[],
            limit_key: None,
            more_results: None,
        }
    }

    /// Sets the members with the items of a page.
    #[must_use]
    pub const fn result_keys(mut self, result_keys: &'static [&'static str]) -> Self {
        self.result_keys = result_keys;
        self
    }

    /// Sets the member that limits the number of items.
    #[must_use]
    pub const fn limit_key(mut self, limit_key: &'static str) -> Self {
        self.limit_key = Some(limit_key);
        self
    }

    /// Sets the member that says whether more pages follow.
    #[must_use]
    pub const fn more_results(mut self, more_results: &'static str) -> Self {
        self.more_results = Some(more_results);
        self
    }
}
