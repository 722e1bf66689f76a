//! What reading allocates, counted on the thread of each test.

use allocation_counter::measure;
use aws_json_protocol::{Decode, Document, open_enum, structure};
use serde_json::Deserializer;

open_enum! {
    /// Where an account is in its life.
    pub enum State {
        Active = "ACTIVE",
        Suspended = "SUSPENDED",
    }
}

structure! {
    /// An account.
    #[derive(Default)]
    pub struct Account {
        optional {
            id: String = "Id",
            arn: String = "Arn",
            name: String = "Name",
            state: State = "State",
            joined: i64 = "JoinedTimestamp",
        }
    }
}

structure! {
    /// A page of accounts.
    #[derive(Default)]
    pub struct Page {
        optional {
            accounts: Vec<Account> = "Accounts",
            parent: Box<Page> = "Parent",
        }
    }
}

fn read(json: &str) -> Page {
    serde_json::from_str(json).unwrap()
}

#[test]
fn a_page_takes_at_most_three_times_what_its_values_take() {
    let account = r#"{"Id":"111122223333","Arn":"arn:aws:organizations::111122223333:account/o-exampleorgid/111122223333","Name":"Ana","State":"ACTIVE","JoinedTimestamp":1482952459,"Later":[{"a":[1,2,3]}]}"#;
    let count = 10_000_000 / account.len();
    let json = format!("{{\"Accounts\":[{}]}}", vec![account; count].join(","));
    let mut page = Page::default();
    let reading = measure(|| page = read(&json));
    let mut copy = Page::default();
    let values = measure(|| copy = page.clone());
    assert_eq!(copy.accounts.map(|accounts| accounts.len()), Some(count));
    assert!(values.bytes_current > 2_000_000, "{values:?}");
    assert!(
        reading.bytes_max < 3 * values.bytes_max,
        "{} bytes for values of {}",
        reading.bytes_max,
        values.bytes_max
    );
}

#[test]
fn known_names_and_values_allocate_nothing() {
    let json = r#"{"State":"ACTIVE","Later":{"a":[1,"b",{}]}}"#;
    let reading = measure(|| {
        let account: Account = serde_json::from_str(json).unwrap();
        assert_eq!(account.state, Some(State::Active));
    });
    // The one is serde_json's, for strings with escapes and for skipping.
    assert!(reading.count_total <= 1, "{reading:?}");
}

#[test]
fn unknown_members_are_skipped_in_constant_memory() {
    let skipped = |size: usize| {
        let json = format!("{{\"Later\":[{}0]}}", r#"{"a":"bcd"},"#.repeat(size));
        measure(|| drop(read(&json))).bytes_total
    };
    assert_eq!(skipped(10), skipped(100_000));
}

#[test]
fn values_are_copied_once_at_any_depth() {
    let allocated = |depth: usize| {
        let (open, close) = (r#"{"Parent":"#.repeat(depth), "}".repeat(depth));
        let name = "n".repeat(100_000);
        let json = format!(r#"{open}{{"Accounts":[{{"Name":"{name}"}}]}}{close}"#);
        measure(|| drop(read(&json))).bytes_total
    };
    let per_level = (allocated(100) - allocated(0)) / 100;
    assert!(per_level < 1_000, "{per_level} bytes");
}

#[test]
fn reading_documents_takes_no_more_memory_than_serde_json() {
    let json = format!("[{}0]", r#"{"a":[1,2.5,"b"]},"#.repeat(1_000));
    let ours = measure(|| {
        drop(Document::decode(&mut Deserializer::from_str(&json)).unwrap());
    });
    let theirs = measure(|| drop(serde_json::from_str::<Document>(&json).unwrap()));
    assert_eq!(ours.bytes_max, theirs.bytes_max);
}
