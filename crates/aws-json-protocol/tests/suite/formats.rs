//! The same values through other formats, and through what serde's derive does around them.
use std::collections::BTreeMap;
use std::fmt::Debug;

use aws_json_protocol::{Blob, Decode, Document, Number, Timestamp, structure};
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::model::{AttributeValue, PolicyType, assert_starts, error, read, write};

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
            kind: PolicyType = "Kind",
            kinds: BTreeMap<PolicyType, i32> = "Kinds",
            created: Timestamp = "Created",
            updated: Timestamp = "Updated" date_time,
            removed: Timestamp = "Removed" http_date,
            sparse: Vec<Option<i32>> = "Sparse",
            value: AttributeValue = "Value",
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
        .kind("LATER".into())
        .kinds([(PolicyType::BackupPolicy, 1), (PolicyType::from("~"), 2)])
        .created(created)
        .updated(created)
        .removed(Timestamp::UNIX_EPOCH)
        .sparse([Some(1), None])
        .value(AttributeValue::L(vec![
            AttributeValue::Null(true),
            AttributeValue::S("null".to_owned()),
        ]))
        .blob(b"\x00\xff".as_slice().into())
        .parent(Record::new("", 0).double(1e300).single(f32::MAX))
}

fn from_yaml<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    yaml_serde::from_str(text).map_err(|error| error.to_string())
}

fn from_cbor<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    minicbor_serde::from_slice(bytes).map_err(|error| error.to_string())
}

fn from_message_pack<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    rmp_serde::from_slice(bytes).map_err(|error| error.to_string())
}

fn cbor<T: Serialize>(value: &T) -> Vec<u8> {
    minicbor_serde::to_vec(value).unwrap()
}

fn message_pack<T: Serialize>(value: &T) -> Vec<u8> {
    rmp_serde::to_vec_named(value).unwrap()
}

fn assert_survives<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    assert_eq!(&read::<T>(&write(value)), value);
}

#[test]
fn values_survive_json_from_every_source() {
    let record = record();
    assert_survives(&record);
    let json = write(&record);
    let streamed: Record = serde_json::from_reader(json.as_bytes()).unwrap();
    assert_eq!(streamed, record);
    let document: Document = read(&json);
    assert_eq!(Record::deserialize(&document).unwrap(), record);
    assert_eq!(serde_json::from_value::<Record>(document).unwrap(), record);
    let escaped = r#"{"\u0049d":"\u0061","Count":1,"Kind":"BACKUP_\u0050OLICY"}"#;
    let expected = Record::new("a", 1).kind(PolicyType::BackupPolicy);
    assert_eq!(read::<Record>(escaped), expected);
}

#[test]
fn values_survive_yaml_cbor_and_message_pack() {
    let mut record = record();
    if cfg!(feature = "arbitrary_precision") {
        // serde_json writes an object in the place of such a number, which only it reads back.
        record.big = None;
    }
    let yaml = yaml_serde::to_string(&record).unwrap();
    assert_eq!(from_yaml::<Record>(&yaml).unwrap(), record);
    assert_eq!(from_cbor::<Record>(&cbor(&record)).unwrap(), record);
    for bytes in [rmp_serde::to_vec(&record).unwrap(), message_pack(&record)] {
        assert_eq!(from_message_pack::<Record>(&bytes).unwrap(), record);
    }
    let yaml = "{Id: x, Count: 2e1, Double: Infinity, Kind: BACKUP_POLICY, Parent: ~}";
    let expected = Record::new("x", 20).double(f64::INFINITY);
    let expected = expected.kind(PolicyType::BackupPolicy);
    assert_eq!(from_yaml::<Record>(yaml).unwrap(), expected);
}

#[test]
fn every_byte_and_every_padding_of_a_blob_reads_back() {
    for length in 0..=256 {
        let blob = Blob::from((0..=255).take(length).collect::<Vec<u8>>());
        assert_eq!(read::<Blob>(&write(&blob)), blob);
    }
    // The message quotes nothing.
    for json in [r#""hunter 2""#, r#""a""#, r#""aGVsbG8""#, r#""aGVsbG8_""#] {
        let expected = "at $: expected a string of base64, found another string at line 1";
        assert_starts(error::<Blob>(json), expected);
    }
    for json in ["[104]", "null"] {
        assert_starts(error::<Blob>(json), "at $: expected a string of base64");
    }
}

#[test]
fn blobs_of_binary_formats_may_be_bytes() {
    #[derive(Debug, Serialize)]
    #[serde(rename_all = "PascalCase")]
    struct Bytes {
        id: &'static str,
        count: f64,
        #[serde(serialize_with = "bytes")]
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
    let expected = Record::new("", 3).blob(blob.blob.into());
    assert_eq!(from_cbor(&cbor(&blob)).as_ref(), Ok(&expected));
    assert_eq!(from_message_pack(&message_pack(&blob)), Ok(expected));
}

#[test]
fn errors_name_the_place_in_every_format() {
    let wrong = json!({"Id": "", "Count": 1, "Parent": {"Id": "", "Count": "hunter2"}});
    let mut outcomes = vec![
        serde_json::from_value::<Record>(wrong.clone()).map_err(|error| error.to_string()),
        Record::deserialize(&wrong).map_err(|error| error.to_string()),
        from_yaml(&wrong.to_string()),
    ];
    if !cfg!(feature = "arbitrary_precision") {
        outcomes.push(from_cbor(&cbor(&wrong)));
        outcomes.push(from_message_pack(&message_pack(&wrong)));
    }
    for outcome in outcomes {
        let error = outcome.unwrap_err();
        let place = "at $.Parent.Count: expected an integer of 64 bits, found a string";
        assert!(error.contains(place), "{error}");
    }
}

#[test]
fn an_error_about_a_key_names_the_place_and_quotes_nothing() {
    fn error<'de, K: IntoDeserializer<'de, serde::de::value::Error>>(key: K) -> String {
        let object = MapDeserializer::new([(key, 1)].into_iter());
        let list = SeqDeserializer::new([object].into_iter());
        let read = Vec::<BTreeMap<String, i32>>::decode(list);
        read.unwrap_err().to_string()
    }
    for (error, found) in [
        (error(true), "a boolean"),
        (error(4711_u16), "a number"),
        (error(-4711_i64), "a number"),
        (error(4711_i128), "a number"),
        (error(4711_u128), "a number"),
        (error(4711.5), "a number"),
    ] {
        let expected = format!("at $[0]: expected a string, found {found}");
        assert_eq!(error, expected);
    }
}

#[test]
fn values_survive_flatten_and_untagged_enums() {
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
        PolicyType(PolicyType),
        Value(AttributeValue),
        Record(Box<Record>),
        List(Vec<Any>),
    }
    assert_survives(&Any::List(vec![
        Any::Timestamp(Timestamp::UNIX_EPOCH),
        Any::PolicyType(PolicyType::BackupPolicy),
        Any::PolicyType(PolicyType::from("LATER")),
        Any::Value(AttributeValue::Null(true)),
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
    for (json, place) in [
        ("5", "$"),
        (r#"{"Id":"","Count":1,"Parent":5}"#, "$.Parent"),
        (r#"{"Id":"","Count":1,"Value":5.5}"#, "$.Value"),
        (r#"{"Id":"","Count":1,"Kinds":5}"#, "$.Kinds"),
    ] {
        let expected = format!("at {place}: expected an object, found a number");
        assert_starts(error::<Record>(json), &expected);
    }
}
