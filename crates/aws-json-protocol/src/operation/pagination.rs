//! Operations that answer in pages.

use std::iter::{self, FusedIterator};
use std::mem;

#[cfg(feature = "stream")]
use futures_core::Stream;

use crate::Operation;

#[cfg(feature = "stream")]
mod stream;
mod table;
mod token;

pub use token::{RepeatedToken, has_more, token};

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

/// An operation that returns its results in pages.
///
/// [`operation!`](crate::operation!) implements it from its `pages`. An operation whose pages cannot be
/// followed with types has only [`PAGINATION`](Operation::PAGINATION), and its documentation says why.
pub trait Paginated: Operation {
    /// The items of a page: a list, the entries of a map, or at most one item. If the model names
    /// several [result keys](crate::Pagination::result_keys), these are the items of the first; if it
    /// names none, the page itself is the only item.
    type Items: IntoIterator;

    /// Returns the input for the next page, given a page and the input that it is the response to;
    /// `None` after the last page.
    ///
    /// A page is the last if each token is absent or empty, or if the member that says whether more
    /// pages follow is absent or false. A page without items is not necessarily the last
    /// ([paginated trait](https://smithy.io/2.0/spec/behavior-traits.html#paginated-trait)).
    ///
    /// # Errors
    ///
    /// Returns an error if the page repeats the tokens of the input, so that following them would never
    /// end.
    fn next_input(
        input: &Self::Input,
        page: &Self::Output,
    ) -> Result<Option<Self::Input>, RepeatedToken>;

    /// Returns the items of a page.
    fn items_of(page: Self::Output) -> Self::Items;

    /// Returns an iterator over the pages, starting with this input. Each page is requested when the
    /// iterator reaches it.
    ///
    /// `send` takes the input of a page and returns the response; it can use any client. The iterator
    /// ends after the last page, and after an error: an error of `send`, or a [`RepeatedToken`] after the
    /// page that repeats one.
    fn pages<E: From<RepeatedToken>>(
        input: Self::Input,
        mut send: impl FnMut(&Self::Input) -> Result<Self::Output, E>,
    ) -> impl FusedIterator<Item = Result<Self::Output, E>>
    where
        Self: Sized,
    {
        let mut next = Ok(Some(input));
        let pages = iter::from_fn(move || {
            let input = match mem::replace(&mut next, Ok(None)) {
                Ok(input) => input?,
                Err(repeated) => return Some(Err(E::from(repeated))),
            };
            let page = send(&input);
            if let Ok(page) = &page {
                next = Self::next_input(&input, page);
            }
            Some(page)
        });
        pages.fuse()
    }

    /// Returns an iterator over the items of the [`pages`](Self::pages).
    fn items<E: From<RepeatedToken>>(
        input: Self::Input,
        send: impl FnMut(&Self::Input) -> Result<Self::Output, E>,
    ) -> impl FusedIterator<Item = Result<<Self::Items as IntoIterator>::Item, E>>
    where
        Self: Sized,
    {
        Self::pages(input, send).flat_map(|page| {
            let (items, error) = match page {
                Ok(page) => (Some(Self::items_of(page)), None),
                Err(error) => (None, Some(Err(error))),
            };
            items.into_iter().flatten().map(Ok).chain(error)
        })
    }

    /// Returns a stream of the pages, the asynchronous version of [`pages`](Self::pages).
    ///
    /// `send` takes the input by value, so that the future that it returns can own it.
    #[cfg(feature = "stream")]
    fn page_stream<R: Future<Output = Result<Self::Output, E>>, E: From<RepeatedToken>>(
        input: Self::Input,
        send: impl FnMut(Self::Input) -> R,
    ) -> impl Stream<Item = Result<Self::Output, E>> + Unpin
    where
        Self: Sized,
    {
        stream::pages::<Self, _, _>(input, send)
    }

    /// Returns a stream of the items of the pages, the asynchronous version of [`items`](Self::items).
    #[cfg(feature = "stream")]
    fn item_stream<R: Future<Output = Result<Self::Output, E>>, E: From<RepeatedToken>>(
        input: Self::Input,
        send: impl FnMut(Self::Input) -> R,
    ) -> impl Stream<Item = Result<<Self::Items as IntoIterator>::Item, E>> + Unpin
    where
        Self: Sized,
    {
        stream::items::<Self, _>(Self::page_stream(input, send))
    }
}
