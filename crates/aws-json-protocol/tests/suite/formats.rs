//! The same values through other formats, and through what serde's derive does around them.
use std::collections::BTreeMap;
use std::fmt::Debug;

use aws_json_protocol::{Blob, Document, Number, Timestamp, open_enum, structure, tagged_union};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::json;

open_enum! {
    /// What became of it.
    pub enum State {
        Open = "OPEN",
        Done = "DONE",
    }
}

tagged_union! {
    /// A value of any type.
    pub enum Value {
        Text(String) = "S",
        Integer(i32) = "N",
        List(Vec<Value>) = "L",
    }
}

structure! {
    /// Has a member of each type.
    pub struct Record {
        required {
            id: String = "Id",
            count: i64 = "Count",
        }
        optional {
            flag: bool = "Flag",
            byte: i8 = "Byte",
            single: f32 = "Single" float,
            double: f64 = "Double" float,
            big: Number = "Big",
            state: State = "State",
            states: BTreeMap<State, i32> = "States",
            created: Timestamp = "Created",
            updated: Timestamp = "Updated" date_time,
            removed: Timestamp = "Removed" http_date,
            sparse: Vec<Option<i32>> = "Sparse",
            value: Value = "Value",
            blob: Blob = "Blob",
            parent: Box<Record> = "Parent",
        }
    }
}

fn record() -> Record {
    let created = Timestamp::new(1_482_951_659, 257_000_000).unwrap();
    Record::new("111122223333", i64::MIN)
        .flag(true)
        .byte(-5)
        .single(0.1)
        .double(f64::NEG_INFINITY)
        .big(Number::from(u64::MAX))
        .state("LATER".into())
        .states([(State::Open, 1), (State::from("~"), 2)])
        .created(created)
        .updated(created)
        .removed(Timestamp::UNIX_EPOCH)
        .sparse([Some(1), None])
        .value(Value::List(vec![
            Value::Integer(1),
            Value::Text("null".to_owned()),
        ]))
        .blob(b"\x00\xff".as_slice().into())
        .parent(Record::new("", 0).double(1e300).single(f32::MAX))
}

fn yaml<T: DeserializeOwned>(text: &str) -> T {
    serde_saphyr::from_str(text).unwrap()
}

fn cbor<T: Serialize>(value: &T) -> Vec<u8> {
    minicbor_serde::to_vec(value).unwrap()
}

fn assert_survives<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let json = serde_json::to_string(value).unwrap();
    assert_eq!(&serde_json::from_str::<T>(&json).unwrap(), value);
    assert_eq!(
        &serde_json::from_reader::<_, T>(json.as_bytes()).unwrap(),
        value
    );
    let document: Document = serde_json::from_str(&json).unwrap();
    assert_eq!(&T::deserialize(&document).unwrap(), value);
    assert_eq!(&serde_json::from_value::<T>(document).unwrap(), value);
}

#[test]
fn json_in_all_its_ways() {
    assert_survives(&record());
    let escaped = r#"{"\u0049d":"\u0061","Count":1,"State":"OP\u0045N"}"#;
    let read: Record = serde_json::from_str(escaped).unwrap();
    assert_eq!(read, Record::new("a", 1).state(State::Open));
}

#[test]
fn yaml_and_cbor_and_message_pack() {
    let mut record = record();
    if cfg!(feature = "arbitrary_precision") {
        // serde_json writes an object in the place of such a number, which only it reads back.
        record.big = None;
    }
    assert_eq!(
        yaml::<Record>(&serde_saphyr::to_string(&record).unwrap()),
        record
    );
    let bytes = cbor(&record);
    assert_eq!(
        minicbor_serde::from_slice::<Record>(&bytes).unwrap(),
        record
    );
    let bytes = rmp_serde::to_vec(&record).unwrap();
    assert_eq!(rmp_serde::from_slice::<Record>(&bytes).unwrap(), record);
    let read: Record =
        yaml("{Id: x, Count: 2e1, Double: Infinity, Flag: true, State: DONE, Parent: ~}");
    assert_eq!(
        (read.count, read.double, read.state),
        (20, Some(f64::INFINITY), Some(State::Done))
    );
    assert_eq!(read.parent, None);
}

#[test]
fn blobs_of_binary_formats_may_be_bytes() {
    #[derive(Debug, Serialize)]
    struct Bytes {
        #[serde(rename = "Id")]
        id: &'static str,
        #[serde(rename = "Count")]
        count: f64,
        #[serde(rename = "Blob", serialize_with = "bytes")]
        blob: &'static [u8],
    }
    fn bytes<S: serde::Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(bytes)
    }
    let blob = Bytes {
        id: "",
        count: 3.0,
        blob: b"\x00\xff",
    };
    let expected = Record::new("", 3).blob(b"\x00\xff".as_slice().into());
    let bytes = cbor(&blob);
    assert_eq!(
        minicbor_serde::from_slice::<Record>(&bytes).unwrap(),
        expected
    );
    let bytes = rmp_serde::to_vec_named(&blob).unwrap();
    assert_eq!(rmp_serde::from_slice::<Record>(&bytes).unwrap(), expected);
}

#[test]
fn errors_name_the_place_in_every_format() {
    let wrong = json!({"Id": "", "Count": 1, "Parent": {"Id": "", "Count": "hunter2"}});
    let place = "at $.Parent.Count: expected an integer of 64 bits, found a string";
    let mut errors = vec![
        serde_json::from_value::<Record>(wrong.clone())
            .unwrap_err()
            .to_string(),
        Record::deserialize(&wrong).unwrap_err().to_string(),
        serde_saphyr::from_str::<Record>(&wrong.to_string())
            .unwrap_err()
            .to_string(),
    ];
    if !cfg!(feature = "arbitrary_precision") {
        let bytes = cbor(&wrong);
        errors.push(
            minicbor_serde::from_slice::<Record>(&bytes)
                .unwrap_err()
                .to_string(),
        );
        let bytes = rmp_serde::to_vec(&wrong).unwrap();
        errors.push(
            rmp_serde::from_slice::<Record>(&bytes)
                .unwrap_err()
                .to_string(),
        );
    }
    for error in errors {
        assert!(error.contains(place), "{error}");
    }
}

#[test]
fn flatten_and_untagged_enums() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Saved {
        file: String,
        #[serde(flatten)]
        record: Record,
    }
    assert_survives(&Saved {
        file: "a".to_owned(),
        record: record(),
    });

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(untagged)]
    enum Any {
        Timestamp(Timestamp),
        State(State),
        Value(Value),
        Record(Box<Record>),
        List(Vec<Any>),
    }
    assert_survives(&Any::List(vec![
        Any::Timestamp(Timestamp::UNIX_EPOCH),
        Any::State(State::Done),
        Any::State(State::from("LATER")),
        Any::Value(Value::Integer(5)),
        Any::Record(Box::new(record())),
    ]));

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(tag = "kind")]
    enum Tagged {
        Record(Box<Record>),
    }
    assert_survives(&Tagged::Record(Box::new(record())));
}

/// With `arbitrary_precision`, serde_json hands a number over as an object with one key.
#[test]
fn a_number_is_not_an_object() {
    for json in [
        r#"{"Id":"","Count":1,"Parent":5}"#,
        r#"{"Id":"","Count":1,"Value":5.5}"#,
        r#"{"Id":"","Count":1,"States":5}"#,
    ] {
        let error = serde_json::from_str::<Record>(json)
            .unwrap_err()
            .to_string();
        assert!(
            error.contains(": expected an object, found a number"),
            "{error}"
        );
    }
    let error = serde_json::from_str::<Record>("5").unwrap_err().to_string();
    assert!(
        error.starts_with("at $: expected an object, found a number"),
        "{error}"
    );
}
