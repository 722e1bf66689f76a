//! Pages and items over both clients.

use std::iter;

use aws_json_client::{Client, ItemResult, blocking};
use aws_json_protocol::CallErrorKind;
use futures_util::StreamExt;

use crate::canned::Canned;
use crate::service::{ListRecords, ListRecordsRequest, config, on_tokio};

/// Two pages, of which the second comes at the second attempt.
fn two_pages() -> Canned {
    Canned::default()
        .answer(200, &[], r#"{"Names":["a","b"],"NextToken":"more"}"#)
        .error(503, "SlowDown")
        .answer(200, &[], r#"{"Names":["c"]}"#)
}

/// A page that leads to itself.
fn repeated() -> Canned {
    let page = r#"{"Names":["a"],"NextToken":"more"}"#;
    Canned::default()
        .answer(200, &[], page)
        .answer(200, &[], page)
}

fn blocking(canned: &Canned) -> blocking::Client<Canned> {
    blocking::Client::new(canned.clone(), config())
}

fn asynchronous(canned: &Canned) -> Client<Canned> {
    Client::new(canned.clone(), config())
}

/// The items over both clients, up to nine of them.
fn items(canned: fn() -> Canned) -> [(Vec<ItemResult<ListRecords>>, Canned); 2] {
    let input = ListRecordsRequest::default;
    let (first, second) = (canned(), canned());
    let client = blocking(&first);
    let mut items = client.items(input());
    let blocking = iter::from_fn(|| items.next()).take(9).collect();
    let client = asynchronous(&second);
    let asynchronous = on_tokio(client.items(input()).take(9).collect());
    [(blocking, first), (asynchronous, second)]
}

#[test]
fn the_items_of_all_pages_come_in_order() {
    for (items, canned) in items(two_pages) {
        let names: Result<Vec<_>, _> = items.into_iter().collect();
        assert_eq!(names.unwrap(), ["a", "b", "c"]);
        let sent = canned.sent();
        let sent: Vec<_> = sent.iter().map(|request| &request.body()[..]).collect();
        let next = br#"{"NextToken":"more"}"#;
        assert_eq!(sent, [b"{}".as_slice(), next, next]);
    }
}

#[test]
fn pages_come_whole_and_when_they_are_needed() {
    let canned = two_pages();
    let client = blocking(&canned);
    let mut pages = client.pages(ListRecordsRequest::default());
    assert_eq!(pages.next().unwrap().unwrap().names.unwrap().len(), 2);
    assert_eq!((canned.sent().len(), pages.count()), (1, 1));

    let canned = two_pages();
    let client = asynchronous(&canned);
    let mut pages = client.pages(ListRecordsRequest::default());
    let page = on_tokio(pages.next()).unwrap().unwrap();
    assert_eq!(page.names.unwrap().len(), 2);
    assert_eq!((canned.sent().len(), on_tokio(pages.count())), (1, 1));
}

#[test]
fn pages_end_after_an_error() {
    for (items, _) in items(repeated) {
        let [Ok(_), Ok(_), Err(error)] = &*items else {
            panic!("{items:?}");
        };
        assert!(matches!(error.kind, CallErrorKind::RepeatedToken(_)));
    }
}
