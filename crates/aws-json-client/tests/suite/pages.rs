//! Pages and items over both clients.

use aws_json_client::{Client, ItemResult, Transport, blocking};
use futures_util::StreamExt;
use org_types::{ListAccounts, ListAccountsRequest};

use crate::canned::Canned;
use crate::service::{config, on_tokio};

/// Two pages, of which the second comes at the second attempt.
fn two_pages() -> Canned {
    Canned::default()
        .answer(
            200,
            &[],
            r#"{"Accounts":[{"Name":"a"},{"Name":"b"}],"NextToken":"more"}"#,
        )
        .error(503, "SlowDown")
        .answer(200, &[], r#"{"Accounts":[{"Name":"c"}]}"#)
}

fn blocking(canned: &Canned) -> blocking::Client<Canned> {
    blocking::Client::new(canned.clone(), config())
}

fn asynchronous(canned: &Canned) -> Client<Canned> {
    Client::new(canned.clone(), config())
}

/// A program that leaves the choice of the transport open, and reads the items on a task of its own.
async fn items_of<T: Transport + Clone + Send + 'static>(
    client: &Client<T>,
) -> Vec<ItemResult<ListAccounts>> {
    let client = client.clone();
    let items = async move { client.items(ListAccountsRequest::default()).collect().await };
    tokio::spawn(items).await.unwrap()
}

/// The items over both clients.
fn items() -> [(Vec<ItemResult<ListAccounts>>, Canned); 2] {
    let (first, second) = (two_pages(), two_pages());
    let client = blocking(&first);
    let blocking = client.items(ListAccountsRequest::default()).collect();
    let asynchronous = on_tokio(items_of(&asynchronous(&second)));
    [(blocking, first), (asynchronous, second)]
}

#[test]
fn the_items_of_all_pages_come_in_order() {
    for (items, canned) in items() {
        let names = items
            .into_iter()
            .map(|account| account.unwrap().name.unwrap());
        assert_eq!(names.collect::<Vec<_>>(), ["a", "b", "c"]);
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
    let mut pages = client.pages(ListAccountsRequest::default());
    assert_eq!(pages.next().unwrap().unwrap().accounts.unwrap().len(), 2);
    assert_eq!((canned.sent().len(), pages.count()), (1, 1));

    let canned = two_pages();
    let client = asynchronous(&canned);
    let mut pages = client.pages(ListAccountsRequest::default());
    let page = on_tokio(pages.next()).unwrap().unwrap();
    assert_eq!(page.accounts.unwrap().len(), 2);
    assert_eq!((canned.sent().len(), on_tokio(pages.count())), (1, 1));
}
