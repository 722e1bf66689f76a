//! Iterators and streams over pages and their items, with a canned server in the place of the network.
//! Which page follows which is tested with the generated fixture of this name.

use aws_json_protocol::{Paginated, RepeatedToken, operation, structure};

use crate::service_error::Error;

operation! {
    /// Lists records.
    pub struct ListRecords: ListRecordsRequest => ListRecordsResponse, Error;
    target "Records.ListRecords";
    pages {
        token "NextToken" => "NextToken": next_token = |page| page.next_token.as_ref();
        items "Records": Vec<i32> = |page| page.records.unwrap_or_default();
    }
}

structure! {
    /// Input of [`ListRecords`].
    #[derive(Default)]
    pub struct ListRecordsRequest for ListRecords {
        optional {
            next_token: String = "NextToken" sensitive,
        }
    }
}

structure! {
    /// Output of [`ListRecords`].
    #[derive(Default)]
    pub struct ListRecordsResponse {
        optional {
            records: Vec<i32> = "Records",
            next_token: String = "NextToken" sensitive,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Failure {
    Network(&'static str),
    Repeated(RepeatedToken),
}

impl From<RepeatedToken> for Failure {
    fn from(repeated: RepeatedToken) -> Self {
        Self::Repeated(repeated)
    }
}

type Response = Result<ListRecordsResponse, Failure>;

const REPEATED: Failure = Failure::Repeated(RepeatedToken::of::<ListRecords>());

fn page(records: &[i32], token: Option<&str>) -> ListRecordsResponse {
    let page = ListRecordsResponse::default().records(records.to_vec());
    match token {
        Some(token) => page.next_token(token),
        None => page,
    }
}

/// Answers by token: two pages, one of them empty, then the last, or what goes wrong.
fn serve(input: &ListRecordsRequest) -> Response {
    match input.next_token.as_deref() {
        None | Some("") => Ok(page(&[1, 2], Some("empty"))),
        Some("empty") => Ok(page(&[], Some("last"))),
        Some("last") => Ok(page(&[3], None)),
        Some("broken") => Err(Failure::Network("reset")),
        Some("before broken") => Ok(page(&[4], Some("broken"))),
        Some(other) => Ok(page(&[5], Some(other))),
    }
}

fn from(token: &str) -> ListRecordsRequest {
    ListRecordsRequest::default().next_token(token)
}

#[test]
fn a_page_is_requested_when_it_is_needed() {
    let mut sent = 0;
    let mut items = ListRecords::items(ListRecordsRequest::default(), |input| {
        sent += 1;
        serve(input)
    });
    assert_eq!(items.next(), Some(Ok(1)));
    assert_eq!(items.next(), Some(Ok(2)));
    drop(items);
    assert_eq!(sent, 1);
}

#[test]
fn nothing_follows_an_error() {
    let reset = Failure::Network("reset");
    let mut all = ListRecords::items(from("before broken"), serve);
    assert_eq!(all.next(), Some(Ok(4)));
    assert_eq!(all.next(), Some(Err(reset.clone())));
    assert_eq!((all.next(), all.next()), (None, None));

    let mut all = ListRecords::pages(from("again"), serve);
    assert_eq!(all.next(), Some(Ok(page(&[5], Some("again")))));
    assert_eq!(all.next(), Some(Err(REPEATED)));
    assert_eq!((all.next(), all.next()), (None, None));
}

#[cfg(feature = "stream")]
mod streams {
    use std::cell::Cell;
    use std::future::poll_fn;
    use std::pin::pin;
    use std::rc::Rc;
    use std::task::{Context, Poll, Waker};

    use futures_core::Stream;

    use super::*;

    /// What a stream has, and how often it was asked in vain.
    fn collect<S: Stream>(stream: S) -> (Vec<S::Item>, usize) {
        let mut stream = pin!(stream);
        let mut context = Context::from_waker(Waker::noop());
        let (mut all, mut in_vain) = (Vec::new(), 0);
        loop {
            match stream.as_mut().poll_next(&mut context) {
                Poll::Ready(Some(item)) => all.push(item),
                Poll::Pending => in_vain += 1,
                Poll::Ready(None) => break,
            }
        }
        let next = stream.as_mut().poll_next(&mut context);
        assert!(matches!(next, Poll::Ready(None)));
        (all, in_vain)
    }

    /// Is not ready when it is asked for the first time.
    async fn serve_later(input: ListRecordsRequest) -> Response {
        let mut is_ready = false;
        let wait = poll_fn(|_| match std::mem::replace(&mut is_ready, true) {
            true => Poll::Ready(()),
            false => Poll::Pending,
        });
        wait.await;
        serve(&input)
    }

    #[test]
    fn streams_yield_what_the_iterators_yield() {
        let tokens = ["", "empty", "again", "broken", "before broken"];
        for first in tokens.map(from) {
            let sent = Rc::new(Cell::new(0));
            let stream = ListRecords::page_stream(first.clone(), |input| {
                sent.set(sent.get() + 1);
                serve_later(input)
            });
            let (all, in_vain) = collect(stream);
            let pages = ListRecords::pages(first.clone(), serve);
            assert_eq!(all, pages.collect::<Vec<_>>());
            assert_eq!(in_vain, sent.get());
            let (all, _) = collect(ListRecords::item_stream(first.clone(), serve_later));
            let items = ListRecords::items(first, serve);
            assert_eq!(all, items.collect::<Vec<_>>());
        }
    }

    #[test]
    fn streams_can_be_moved_and_sent_to_another_thread() {
        fn needs<S: Stream + Send + Unpin>(_: S) {}
        needs(ListRecords::page_stream(from("last"), serve_later));
        needs(ListRecords::item_stream(from("last"), serve_later));
    }
}
