//! Streams over pages and over their items.

use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::{Paginated, RepeatedToken};

/// Returns a stream of the pages of an operation.
pub(super) fn pages<O, R, E>(
    input: O::Input,
    mut send: impl FnMut(O::Input) -> R,
) -> impl Stream<Item = Result<O::Output, E>> + Unpin
where
    O: Paginated,
    R: Future<Output = Result<O::Output, E>>,
    E: From<RepeatedToken>,
{
    let mut next = Ok(Some(input));
    // The request in flight, with its input.
    let mut coming = None;
    FromFn(move |context: &mut Context<'_>| {
        match mem::replace(&mut next, Ok(None)) {
            Ok(None) => {}
            Ok(Some(input)) => {
                let page = Box::pin(send(O::Input::clone(&input)));
                coming = Some((input, page));
            }
            Err(repeated) => return Poll::Ready(Some(Err(E::from(repeated)))),
        }
        let Some((input, page)) = &mut coming else {
            return Poll::Ready(None);
        };
        let page = ready!(page.as_mut().poll(context));
        if let Ok(page) = &page {
            next = O::next_input(input, page);
        }
        coming = None;
        Poll::Ready(Some(page))
    })
}

/// Returns a stream of the items of an operation's pages.
pub(super) fn items<O: Paginated, E>(
    mut pages: impl Stream<Item = Result<O::Output, E>> + Unpin,
) -> impl Stream<Item = Result<<O::Items as IntoIterator>::Item, E>> + Unpin {
    let mut page = None;
    FromFn(move |context: &mut Context<'_>| {
        loop {
            if let Some(item) = page.as_mut().and_then(Iterator::next) {
                return Poll::Ready(Some(Ok(item)));
            }
            page = None;
            match ready!(Pin::new(&mut pages).poll_next(context)) {
                Some(Ok(next)) => page = Some(O::items_of(next).into_iter()),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    })
}

/// A stream of what a function returns each time that the stream is polled.
struct FromFn<F>(F);

/// The function is never pinned.
impl<F> Unpin for FromFn<F> {}

impl<T, F: FnMut(&mut Context<'_>) -> Poll<Option<T>>> Stream for FromFn<F> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        (self.0)(context)
    }
}
