//! Tagged unions as a generated crate has them, with DynamoDB's as the example.

use std::collections::BTreeMap;

use aws_json_protocol::{Document, Timestamp, structure, tagged_union};

tagged_union! {
    /// A value of any type.
    #[derive(Eq, Hash)]
    pub enum AttributeValue {
        S(String) = "S",
        /// When.
        At(Timestamp) = "AT",
        Null(bool) = "NULL",
        L(Vec<AttributeValue>) = "L",
        M(BTreeMap<String, AttributeValue>) = "M",
    }
}

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
        let expected = format!("at $: expected exactly one member of a union, found {found}");
        let place = format!(" at line 1 column {}", json.len());
        assert_eq!(read(json), Err(expected + &place), "{json}");
    }
    let error = read(r#"{"L":[{"S":"a"},{}]}"#).unwrap_err();
    assert!(
        error.starts_with("at $.L[1]: expected exactly one member"),
        "{error}"
    );
}

#[test]
fn another_shape_is_an_error() {
    for json in ["null", "1", r#""S""#, "[]", r#"{"S":1}"#, r#"{"L":{}}"#] {
        assert!(read(json).is_err(), "{json}");
    }
    assert_eq!(
        read(r#"{"M":{"team":{"L":[{"S":""},{"S":1}]}}}"#),
        Err("at $.M[*].L[1].S: expected a string, found a number at line 1 column 34".to_owned())
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

#[test]
fn the_last_of_equal_members_counts() {
    let blue = AttributeValue::S("blue".to_owned());
    for json in [
        r#"{"S":"red","S":"blue"}"#,
        r#"{"S":null,"S":"blue"}"#,
        r#"{"NULL":true,"S":"blue","NULL":null}"#,
        r#"{"S":"red","NULL":true,"NULL":null,"S":"blue"}"#,
        r#"{"VECTOR":1,"S":"blue","L":[],"VECTOR":null,"L":null}"#,
    ] {
        assert_eq!(read(json), Ok(blue.clone()), "{json}");
    }
    assert_eq!(
        read(r#"{"VECTOR":1,"VECTOR":{"deep":null}}"#),
        Ok(AttributeValue::Unknown(
            "VECTOR".to_owned(),
            serde_json::json!({"deep": null})
        ))
    );
    assert!(read(r#"{"S":"blue","S":null}"#).is_err());
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
    for (value, json, shown) in [
        (
            Secret::Open("a".to_owned()),
            r#"{"Open":"a"}"#,
            r#"Open("a")"#,
        ),
        (
            Secret::Pin("a".to_owned()),
            r#"{"Pin":"a"}"#,
            "Pin(<redacted>)",
        ),
        (
            Secret::Scores(BTreeMap::from([("a".to_owned(), vec![f64::INFINITY])])),
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
        assert_eq!(serde_json::to_string(&value).unwrap(), json);
        assert_eq!(serde_json::from_str::<Secret>(json).unwrap(), value);
        assert_eq!(format!("{value:?}"), shown);
    }
    let unknown = AttributeValue::Unknown("Later".to_owned(), 1.into());
    assert_eq!(format!("{unknown:?}"), r#"Unknown("Later", Number(1))"#);
}
