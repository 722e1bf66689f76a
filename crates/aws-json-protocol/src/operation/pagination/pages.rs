//! An iterator over pages.

use std::iter::FusedIterator;
use std::{fmt, mem};

use super::{Paginated, RepeatedToken};
use crate::{Operation, OperationInput};

/// Returns an iterator over the pages of an operation, starting with this input. Each page is requested
/// when the iterator reaches it.
///
/// `send` takes the input of a page and returns the response; it can use any client. The iterator ends
/// after the last page, and after an error: an error of `send`, or a [`RepeatedToken`] after the page
/// that repeats one. If several operations share the type of an input, use [`Pages::new`];
/// [`Pages::items`] returns the items of the pages.
pub fn pages<I, F, E>(input: I, send: F) -> Pages<I::Operation, F>
where
    I: OperationInput<Operation: Paginated>,
    F: FnMut(&I) -> Result<<I::Operation as Operation>::Output, E>,
    E: From<RepeatedToken>,
{
    Pages::new(input, send)
}

/// An iterator over the pages of an operation, created by [`pages`].
#[must_use = "nothing is sent until the first page is asked for"]
pub struct Pages<O: Paginated, F> {
    next: Result<Option<O::Input>, RepeatedToken>,
    send: F,
}

impl<O: Paginated, F> Pages<O, F> {
    /// Creates the iterator of a named operation: `Pages::<ListRoots, _>::new(input, send)`.
    pub fn new(input: O::Input, send: F) -> Self {
        Self {
            next: Ok(Some(input)),
            send,
        }
    }

    /// Returns an iterator over the items of the pages.
    pub fn items<E>(self) -> impl FusedIterator<Item = Result<<O::Items as IntoIterator>::Item, E>>
    where
        Self: FusedIterator<Item = Result<O::Output, E>>,
    {
        self.flat_map(|page| {
            let (items, error) = match page {
                Ok(page) => (Some(O::items(page)), None),
                Err(error) => (None, Some(Err(error))),
            };
            items.into_iter().flatten().map(Ok).chain(error)
        })
    }
}

impl<O, F, E> Iterator for Pages<O, F>
where
    O: Paginated,
    F: FnMut(&O::Input) -> Result<O::Output, E>,
    E: From<RepeatedToken>,
{
    type Item = Result<O::Output, E>;

    fn next(&mut self) -> Option<Self::Item> {
        let input = match mem::replace(&mut self.next, Ok(None)) {
            Ok(input) => input?,
            Err(repeated) => return Some(Err(repeated.into())),
        };
        let page = (self.send)(&input);
        if let Ok(page) = &page {
            self.next = O::next_input(&input, page);
        }
        Some(page)
    }
}

impl<O: Paginated, F> FusedIterator for Pages<O, F> where Self: Iterator {}

impl<O: Paginated, F> fmt::Debug for Pages<O, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut pages = f.debug_struct("Pages");
        pages.field("next", &self.next).finish_non_exhaustive()
    }
}
