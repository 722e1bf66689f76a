//! Operations that answer in pages.

mod pages;
mod paginated;
#[cfg(feature = "stream")]
mod stream;
mod table;

pub use pages::{Pages, pages};
pub use paginated::{Paginated, RepeatedToken, has_more, token};
#[cfg(feature = "stream")]
pub use stream::{Items, PageStream, page_stream};

/// How an operation answers in pages: paths of members, by their names on the wire.
///
/// The model's facts are
/// [Smithy's `paginated` trait](https://smithy.io/2.0/spec/behavior-traits.html#paginated-trait) or
/// botocore's paginators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
