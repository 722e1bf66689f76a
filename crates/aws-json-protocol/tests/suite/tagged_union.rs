//! Tagged unions as a generated crate has them, with DynamoDB's as the example.

use std::collections::BTreeMap;

use aws_json_protocol::{Document, Timestamp, structure, tagged_union};

use crate::model::{AttributeValue, assert_starts, error, read, write};

fn blue() -> AttributeValue {
    AttributeValue::S("blue".to_owned())
}

#[test]
fn nulls_and_type_are_ignored() {
    for json in [
        r#"{"S":"blue","L":null,"NULL":null}"#,
        r#"{"VECTOR":null,"S":"blue"}"#,
        r#"{"__type":"ns#AttributeValue","S":"blue"}"#,
        r#"{"S":"blue","__type":{"any":["value"]}}"#,
    ] {
        assert_eq!(read::<AttributeValue>(json), blue(), "{json}");
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
        let expected = format!("at $: expected exactly one member of a union, found {found}");
        let place = format!(" at line 1 column {}", json.len());
        assert_eq!(error::<AttributeValue>(json), expected + &place);
    }
    let error = error::<AttributeValue>(r#"{"L":[{"S":"a"},{}]}"#);
    assert_starts(error, "at $.L[1]: expected exactly one member");
}

#[test]
fn another_shape_is_an_error() {
    for json in ["null", "1", r#""S""#, "[]", r#"{"S":1}"#, r#"{"L":{}}"#] {
        assert_starts(error::<AttributeValue>(json), "at $");
    }
    assert_eq!(
        error::<AttributeValue>(r#"{"M":{"team":{"L":[{"S":""},{"S":1}]}}}"#),
        "at $.M[*].L[1].S: expected a string, found a number at line 1 column 34"
    );
}

#[test]
fn default_stands_for_an_absent_union_and_is_written_as_one() {
    structure! {
        /// Has a value.
        pub struct Item {
            zero {
                value: AttributeValue = "Value",
            }
        }
    }

    let item: Item = read("{}");
    let absent = AttributeValue::Unknown(String::new(), Document::Null);
    assert_eq!(item.value, absent);
    assert_eq!(write(&item), r#"{"Value":null}"#);
    assert_eq!(read::<Item>(&write(&item)), item);
}

#[test]
fn the_last_of_duplicate_members_is_used() {
    for json in [
        r#"{"S":"red","S":"blue"}"#,
        r#"{"S":null,"S":"blue"}"#,
        r#"{"NULL":true,"S":"blue","NULL":null}"#,
        r#"{"S":"red","NULL":true,"NULL":null,"S":"blue"}"#,
        r#"{"VECTOR":1,"S":"blue","L":[],"VECTOR":null,"L":null}"#,
    ] {
        assert_eq!(read::<AttributeValue>(json), blue(), "{json}");
    }
    let json = r#"{"VECTOR":1,"VECTOR":{"deep":null}}"#;
    let deep = serde_json::json!({"deep": null});
    let vector = AttributeValue::Unknown("VECTOR".to_owned(), deep);
    assert_eq!(read::<AttributeValue>(json), vector);
    assert_starts(error::<AttributeValue>(r#"{"S":"blue","S":null}"#), "at $");
}

tagged_union! {
    /// Has something to hide.
    pub enum Secret {
        Open(String) = "Open",
        Pin(String) = "Pin" sensitive,
        Scores(BTreeMap<String, Vec<f64>>) = "Scores" float,
        Since(Timestamp) = "Since" http_date,
        Both(Timestamp) = "Both" sensitive date_time,
    }
}

#[test]
fn marks_say_how_a_member_is_written_and_shown() {
    let a = || "a".to_owned();
    let scores = BTreeMap::from([(a(), vec![f64::INFINITY])]);
    for (value, json, shown) in [
        (Secret::Open(a()), r#"{"Open":"a"}"#, r#"Open("a")"#),
        (Secret::Pin(a()), r#"{"Pin":"a"}"#, "Pin(<redacted>)"),
        (
            Secret::Scores(scores),
            r#"{"Scores":{"a":["Infinity"]}}"#,
            r#"Scores({"a": [inf]})"#,
        ),
        (
            Secret::Since(Timestamp::UNIX_EPOCH),
            r#"{"Since":"Thu, 01 Jan 1970 00:00:00 GMT"}"#,
            "Since(1970-01-01T00:00:00Z)",
        ),
        (
            Secret::Both(Timestamp::UNIX_EPOCH),
            r#"{"Both":"1970-01-01T00:00:00Z"}"#,
            "Both(<redacted>)",
        ),
        (
            Secret::Unknown("Later".to_owned(), 1.into()),
            r#"{"Later":1}"#,
            r#"Unknown("Later", <redacted>)"#,
        ),
    ] {
        assert_eq!(write(&value), json);
        assert_eq!(read::<Secret>(json), value);
        assert_eq!(format!("{value:?}"), shown);
    }
    let unknown = AttributeValue::Unknown("Later".to_owned(), 1.into());
    assert_eq!(format!("{unknown:?}"), r#"Unknown("Later", Number(1))"#);
}
