//! What reading allocates, counted on the thread of each test.

use allocation_counter::measure;
use aws_json_protocol::{Decode, Document};
use serde_json::Deserializer;

use crate::model::{InvalidInputException, Node, Reason, read};

#[test]
fn a_list_takes_at_most_three_times_what_its_values_take() {
    let node = r#"{"Name":"arn:aws:organizations::111122223333:account/o-exampleorgid/111122223333","Later":[{"a":[1,2,3]}]}"#;
    let count = 10_000_000 / node.len();
    let json = format!("{{\"List\":[{}]}}", vec![node; count].join(","));
    let mut list = Node::default();
    let reading = measure(|| list = read(&json));
    let mut copy = Node::default();
    let values = measure(|| copy = list.clone());
    assert_eq!(copy.list.map(|nodes| nodes.len()), Some(count));
    assert!(values.bytes_current > 10_000_000, "{values:?}");
    assert!(
        reading.bytes_max < 3 * values.bytes_max,
        "{} bytes for values of {}",
        reading.bytes_max,
        values.bytes_max
    );
}

#[test]
fn known_names_and_values_allocate_nothing() {
    let json = r#"{"Reason":"MISSING","Later":{"a":[1,"b",{}]}}"#;
    let reading = measure(|| {
        let exception: InvalidInputException = read(json);
        assert_eq!(exception.reason, Some(Reason::Missing));
    });
    // The one is serde_json's, for strings with escapes and for skipping.
    assert!(reading.count_total <= 1, "{reading:?}");
}

#[test]
fn unknown_members_are_skipped_in_constant_memory() {
    let skipped = |size: usize| {
        let json = format!("{{\"Later\":[{}0]}}", r#"{"a":"bcd"},"#.repeat(size));
        measure(|| drop(read::<Node>(&json))).bytes_total
    };
    assert_eq!(skipped(10), skipped(100_000));
}

#[test]
fn values_are_copied_once_at_any_depth() {
    let allocated = |depth: usize| {
        let (open, close) = (r#"{"Child":"#.repeat(depth), "}".repeat(depth));
        let name = "n".repeat(100_000);
        let json = format!(r#"{open}{{"List":[{{"Name":"{name}"}}]}}{close}"#);
        measure(|| drop(read::<Node>(&json))).bytes_total
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
