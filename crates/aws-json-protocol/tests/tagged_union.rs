//! Tagged unions as a generated crate has them, with DynamoDB's as the example.

use std::collections::BTreeMap;

use aws_json_protocol::{
    DecodeError, Document, MemberDecoder, MemberEncoder, Members, ObjectWriter, Structure,
    TaggedUnion, Timestamp, structure, tagged_union,
};
use serde::Serializer;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum AttributeValue {
    S(String),
    At(Timestamp),
    Null(bool),
    L(Vec<AttributeValue>),
    M(BTreeMap<String, AttributeValue>),
    Unknown(String, Document),
}

impl TaggedUnion for AttributeValue {
    fn encode<S: Serializer>(&self, encoder: MemberEncoder<S>) -> Result<S::Ok, S::Error> {
        match self {
            Self::S(value) => encoder.member("S", value),
            Self::At(value) => encoder.member("AT", value),
            Self::Null(value) => encoder.member("NULL", value),
            Self::L(value) => encoder.member("L", value),
            Self::M(value) => encoder.member("M", value),
            Self::Unknown(name, value) => encoder.unknown(name, value),
        }
    }

    fn decode(decoder: MemberDecoder) -> Result<Self, DecodeError> {
        match decoder.name() {
            "S" => decoder.member(Self::S),
            "AT" => decoder.member(Self::At),
            "NULL" => decoder.member(Self::Null),
            "L" => decoder.member(Self::L),
            "M" => decoder.member(Self::M),
            _ => decoder.unknown(Self::Unknown),
        }
    }
}

tagged_union!(AttributeValue);

fn read(json: &str) -> Result<AttributeValue, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}

#[test]
fn every_member_survives_a_round_trip() {
    for json in [
        r#"{"S":"blue"}"#,
        r#"{"S":""}"#,
        r#"{"AT":1482951659.257}"#,
        r#"{"NULL":true}"#,
        r#"{"L":[]}"#,
        r#"{"L":[{"S":"blue"},{"L":[{"NULL":false}]}]}"#,
        r#"{"M":{"tags":{"M":{}},"team":{"S":"blue"}}}"#,
        r#"{"VECTOR":[1.5,2,{"deep":null}]}"#,
    ] {
        let value = read(json).unwrap();
        assert_eq!(serde_json::to_string(&value).unwrap(), json);
        let document: Document = serde_json::from_str(json).unwrap();
        assert_eq!(
            serde_json::from_value::<AttributeValue>(document).unwrap(),
            value
        );
    }
}

#[test]
fn ignores_nulls_and_type() {
    let blue = AttributeValue::S("blue".to_owned());
    for json in [
        r#"{"S":"blue","L":null,"NULL":null}"#,
        r#"{"VECTOR":null,"S":"blue"}"#,
        r#"{"__type":"ns#AttributeValue","S":"blue"}"#,
        r#"{"S":"blue","__type":{"any":["value"]}}"#,
    ] {
        assert_eq!(read(json), Ok(blue.clone()), "{json}");
    }
}

#[test]
fn none_or_several_members_are_an_error_that_names_them() {
    for (json, found) in [
        ("{}", "none"),
        (r#"{"S":null}"#, "none"),
        (r#"{"VECTOR":null}"#, "none"),
        (r#"{"__type":"AttributeValue"}"#, "none"),
        (r#"{"S":"a","NULL":true}"#, "NULL, S"),
        (r#"{"S":"a","VECTOR":1,"L":null}"#, "S, VECTOR"),
        (r#"{"S":"a","NULL":true,"L":[]}"#, "L, NULL, S"),
    ] {
        let expected = format!("expected exactly one member of a union, found {found}");
        assert_eq!(read(json), Err(expected), "{json}");
    }
}

#[test]
fn another_shape_is_an_error() {
    for json in ["null", "1", r#""S""#, "[]", r#"{"S":1}"#, r#"{"L":{}}"#] {
        assert!(read(json).is_err(), "{json}");
    }
    assert_eq!(
        read(r#"{"M":{"team":{"L":[{"S":""},{"S":1}]}}}"#),
        Err("M[*].L[1].S: expected a string, found a number".to_owned())
    );
}

#[test]
fn default_stands_for_an_absent_union_and_is_written_as_one() {
    #[derive(Debug, PartialEq)]
    struct Item {
        value: AttributeValue,
    }

    impl Structure for Item {
        fn encode<S: Serializer>(&self, object: ObjectWriter<S>) -> Result<S::Ok, S::Error> {
            object.required("Value", &self.value).end()
        }

        fn decode(members: &mut Members) -> Result<Self, DecodeError> {
            Ok(Self {
                value: members.required_or_zero("Value")?,
            })
        }
    }

    structure!(Item);

    let item: Item = serde_json::from_str("{}").unwrap();
    assert_eq!(
        item.value,
        AttributeValue::Unknown(String::new(), Document::Null)
    );
    let json = serde_json::to_string(&item).unwrap();
    assert_eq!(json, r#"{"Value":null}"#);
    assert_eq!(serde_json::from_str::<Item>(&json).unwrap(), item);
}

#[test]
fn nesting_beyond_the_parser_limit_is_an_error() {
    let json = r#"{"L":["#.repeat(50_000);
    assert!(read(&json).is_err());
}
