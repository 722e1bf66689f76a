//! Streams over pages and over their items.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::{fmt, mem};

use futures_core::Stream;

use super::{Paginated, RepeatedToken};
use crate::{Operation, OperationInput};

/// Returns a stream of the pages of an operation: the asynchronous version of [`pages`](crate::pages),
/// which ends in the same way and has the same errors.
///
/// `send` takes the input by value, so that the future that it returns can own it.
pub fn page_stream<I, F, R, E>(input: I, send: F) -> PageStream<I::Operation, F, R>
where
    I: OperationInput<Operation: Paginated>,
    F: FnMut(I) -> R,
    R: Future<Output = Result<<I::Operation as Operation>::Output, E>>,
    E: From<RepeatedToken>,
{
    PageStream::new(input, send)
}

/// A stream of the pages of an operation, created by [`page_stream`].
#[must_use = "nothing is sent until the first page is asked for"]
pub struct PageStream<O: Paginated, F, R> {
    next: Result<Option<O::Input>, RepeatedToken>,
    send: F,
    /// The request in flight, with its input.
    coming: Option<(O::Input, Pin<Box<R>>)>,
}

/// The future is pinned in a box of its own, and nothing else is pinned.
impl<O: Paginated, F, R> Unpin for PageStream<O, F, R> {}

impl<O: Paginated, F, R> PageStream<O, F, R> {
    /// Creates the stream of a named operation: `PageStream::<ListRoots, _, _>::new(input, send)`.
    pub fn new(input: O::Input, send: F) -> Self {
        Self {
            next: Ok(Some(input)),
            send,
            coming: None,
        }
    }

    /// Returns a stream of the items of the pages.
    pub fn items(self) -> Items<O, Self> {
        let (page, pages) = (None, self);
        Items { page, pages }
    }
}

impl<O, F, R, E> Stream for PageStream<O, F, R>
where
    O: Paginated,
    F: FnMut(O::Input) -> R,
    R: Future<Output = Result<O::Output, E>>,
    E: From<RepeatedToken>,
{
    type Item = Result<O::Output, E>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        match mem::replace(&mut this.next, Ok(None)) {
            Ok(None) => {}
            Ok(Some(input)) => {
                let page = Box::pin((this.send)(input.clone()));
                this.coming = Some((input, page));
            }
            Err(repeated) => return Poll::Ready(Some(Err(repeated.into()))),
        }
        let Some((input, page)) = &mut this.coming else {
            return Poll::Ready(None);
        };
        let page = ready!(page.as_mut().poll(context));
        if let Ok(page) = &page {
            this.next = O::next_input(input, page);
        }
        this.coming = None;
        Poll::Ready(Some(page))
    }
}

impl<O: Paginated, F, R> fmt::Debug for PageStream<O, F, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let coming = self.coming.as_ref().map(|(input, _)| input);
        let mut pages = f.debug_struct("PageStream");
        pages.field("next", &self.next).field("coming", &coming);
        pages.finish_non_exhaustive()
    }
}

/// A stream of the items of an operation's pages, created by [`PageStream::items`].
#[must_use = "nothing is sent until the first item is asked for"]
pub struct Items<O: Paginated, P> {
    page: Option<<O::Items as IntoIterator>::IntoIter>,
    pages: P,
}

impl<O: Paginated, P: fmt::Debug> fmt::Debug for Items<O, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut items = f.debug_struct("Items");
        items.field("pages", &self.pages).finish_non_exhaustive()
    }
}

/// Nothing is pinned.
impl<O: Paginated, P: Unpin> Unpin for Items<O, P> {}

impl<O, P, E> Stream for Items<O, P>
where
    O: Paginated,
    P: Stream<Item = Result<O::Output, E>> + Unpin,
{
    type Item = Result<<O::Items as IntoIterator>::Item, E>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.page.as_mut().and_then(Iterator::next) {
                return Poll::Ready(Some(Ok(item)));
            }
            self.page = None;
            match ready!(Pin::new(&mut self.pages).poll_next(context)) {
                Some(Ok(page)) => self.page = Some(O::items(page).into_iter()),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}
