//! Pages and items over both clients.

use std::iter;

use aws_json_client::{Client, blocking};
use aws_json_protocol::CallErrorKind;
use futures_util::{StreamExt, TryStreamExt};

use crate::canned::Canned;
use crate::service::{ListRecordsRequest, config, on_tokio};

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

fn bodies(canned: &Canned) -> Vec<String> {
    let sent = canned.sent().into_iter();
    sent.map(|request| String::from_utf8(request.into_body()).unwrap())
        .collect()
}

const SENT: [&str; 3] = ["{}", r#"{"NextToken":"more"}"#, r#"{"NextToken":"more"}"#];

#[test]
fn the_items_of_all_pages_come_in_order() {
    let canned = two_pages();
    let client = blocking(&canned);
    let names = client.items(ListRecordsRequest::default());
    let names: Result<Vec<_>, _> = names.collect();
    assert_eq!(names.unwrap(), ["a", "b", "c"]);
    assert_eq!(bodies(&canned), SENT);

    let canned = two_pages();
    let client = Client::new(canned.clone(), config());
    let names = client.items(ListRecordsRequest::default());
    let names: Result<Vec<_>, _> = on_tokio(names.try_collect());
    assert_eq!(names.unwrap(), ["a", "b", "c"]);
    assert_eq!(bodies(&canned), SENT);
}

#[test]
fn a_page_is_requested_when_it_is_needed() {
    let canned = two_pages();
    let client = blocking(&canned);
    let mut pages = client.pages(ListRecordsRequest::default());
    assert!(canned.sent().is_empty());
    assert_eq!(pages.next().unwrap().unwrap().names.unwrap().len(), 2);
    assert_eq!(canned.sent().len(), 1);
    assert_eq!(pages.count(), 1);

    let canned = two_pages();
    let client = Client::new(canned.clone(), config());
    let mut pages = client.pages(ListRecordsRequest::default());
    assert!(canned.sent().is_empty());
    let page = on_tokio(pages.next()).unwrap().unwrap();
    assert_eq!(page.names.unwrap().len(), 2);
    assert_eq!(canned.sent().len(), 1);
    assert_eq!(on_tokio(pages.count()), 1);
}

#[test]
fn pages_end_after_an_error() {
    let client = blocking(&repeated());
    let mut items = client.items(ListRecordsRequest::default());
    let outcomes: Vec<_> = iter::from_fn(|| items.next()).take(9).collect();
    let [Ok(_), Ok(_), Err(error)] = &*outcomes else {
        panic!("{outcomes:?}");
    };
    assert_eq!(error.kind(), CallErrorKind::RepeatedToken);

    let client = Client::new(repeated(), config());
    let items = client.items(ListRecordsRequest::default());
    let outcomes: Vec<_> = on_tokio(items.take(9).collect());
    let [Ok(_), Ok(_), Err(error)] = &*outcomes else {
        panic!("{outcomes:?}");
    };
    assert_eq!(error.kind(), CallErrorKind::RepeatedToken);
}
