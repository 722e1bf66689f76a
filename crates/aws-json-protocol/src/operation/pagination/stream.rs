//! Streams over pages and over their items.

use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::{Paginated, RepeatedToken};

/// A stream of the pages of an operation.
pub(super) struct Pages<O: Paginated, F, R> {
    next: Result<Option<O::Input>, RepeatedToken>,
    send: F,
    /// The request in flight, with its input.
    coming: Option<(O::Input, Pin<Box<R>>)>,
}

/// The future is pinned in a box of its own, and nothing else is pinned.
impl<O: Paginated, F, R> Unpin for Pages<O, F, R> {}

impl<O: Paginated, F, R> Pages<O, F, R> {
    pub(super) fn new(input: O::Input, send: F) -> Self {
        Self {
            next: Ok(Some(input)),
            send,
            coming: None,
        }
    }
}

impl<O, F, R, E> Stream for Pages<O, F, R>
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

/// A stream of the items of an operation's pages.
pub(super) struct Items<O: Paginated, P> {
    page: Option<<O::Items as IntoIterator>::IntoIter>,
    pages: P,
}

/// Nothing is pinned.
impl<O: Paginated, P: Unpin> Unpin for Items<O, P> {}

impl<O: Paginated, P> Items<O, P> {
    pub(super) fn new(pages: P) -> Self {
        Self { page: None, pages }
    }
}

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
                Some(Ok(page)) => self.page = Some(O::items_of(page).into_iter()),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}
