//! Validating values, at their limits and at any depth. The fixture `constraints` of codegen has every
//! constraint.

use std::collections::BTreeMap;

use aws_json_protocol::{Validate, open_enum, structure, tagged_union};

structure! {
    /// Has limits that are hard to get right.
    pub struct Everything {
        zero {
            color: Color = "Color",
            shape: Shape = "Shape",
            name: String = "Name",
        }
        optional {
            exact: String = "Exact" [characters 1],
            nested: Vec<Vec<i32>> = "Nested" [each [elements ..=1] [each [range 0..]]],
            map: BTreeMap<String, Vec<i32>> = "Map" [entries ..=1] [key [characters ..=3]] [each [elements 1..] [each [range ..=9]]],
            sparse: Vec<Option<String>> = "Sparse" [each [characters 1..]],
            long_number: i64 = "LongNumber" [range 9223372036854775807..],
            float: f64 = "Float" float [range -0.5..=0.5],
            single: f32 = "Single" float [range ..=0.1],
            singles: Vec<f32> = "Singles" float [each [range -3.4028234663852886e38..=3.4028234663852886e38]],
            inner: Box<Everything> = "Inner",
            parts: Vec<Part> = "Parts",
            secret: String = "Secret" sensitive [characters 8..],
            pin: i32 = "Pin" sensitive [range 1000..],
            secrets: BTreeMap<String, i32> = "Secrets" sensitive [each [range ..=1]],
        }
    }
}

structure! {
    /// A part.
    #[derive(Default)]
    pub struct Part {
        optional {
            id: String = "Id" [characters 4..] [pattern r"^\d+$"] [unchecked_pattern r"^(?!0)"],
        }
    }
}

tagged_union! {
    /// A shape.
    pub enum Shape {
        Circle(i32) = "CIRCLE" [range 1..],
        Pin(String) = "PIN" sensitive [characters 4],
        Part(Part) = "PART",
    }
}

open_enum! {
    /// A color.
    pub enum Color {
        Blue = "BLUE",
    }
}

fn valid() -> Everything {
    Everything::new(Color::Blue, Shape::Circle(1), "")
}

/// What is wrong, without what `regex` adds.
fn violations(value: &impl Validate) -> Vec<String> {
    let violations = value.validate().err().into_iter().flat_map(|it| it.0);
    violations.map(|violation| violation.to_string()).collect()
}

#[test]
fn a_value_that_the_model_allows_is_valid() {
    assert_eq!(valid().validate(), Ok(()));
    let limits = valid()
        .exact("😀")
        .nested([vec![0], vec![]])
        .map([("abc".to_owned(), vec![9])])
        .sparse([None, Some("a".to_owned())])
        .long_number(i64::MAX)
        .float(0.5)
        .single(0.1)
        .singles([f32::MIN, f32::MAX])
        .parts([Part::default().id("01234")])
        .secrets([("key".to_owned(), 1)]);
    assert_eq!(limits.validate(), Ok(()));
    let newer = Shape::Unknown("SQUARE".to_owned(), true.into());
    let unknown = Everything::new(Color::from("RED"), newer, "");
    assert_eq!(unknown.validate(), Ok(()));
}

#[test]
fn every_violation_is_reported_with_its_path() {
    let inner = valid()
        .exact("")
        .parts([Part::default(), Part::default().id("abc")]);
    let invalid = valid()
        .exact("ab")
        .nested([vec![0, -1]])
        .map([("abcd".to_owned(), vec![]), ("b\"".to_owned(), vec![1, 10])])
        .sparse([Some(String::new())])
        .long_number(i64::MAX - 1)
        .float(-0.75)
        .single(0.11)
        .inner(inner);
    let found = violations(&invalid);
    let expected = [
        "Exact: 2 characters, at most 1 allowed",
        "Nested[0]: 2 elements, at most 1 allowed",
        "Nested[0][1]: -1, at least 0 required",
        "Map: 2 entries, at most 1 allowed",
        "Map[\"abcd\"]: 4 characters, at most 3 allowed",
        "Map[\"abcd\"]: 0 elements, at least 1 required",
        "Map[\"b\\\"\"][1]: 10, at most 9 allowed",
        "Sparse[0]: 0 characters, at least 1 required",
        "LongNumber: 9223372036854775806, at least 9223372036854775807 required",
        "Float: -0.75, at least -0.5 required",
        "Single: 0.11, at most 0.1 allowed",
        "Inner.Exact: 0 characters, at least 1 required",
        "Inner.Parts[1].Id: 3 characters, at least 4 required",
    ];
    let with_patterns = "Inner.Parts[1].Id: does not match the pattern ^\\d+$";
    assert_eq!(found.get(..expected.len()).unwrap(), expected);
    match cfg!(feature = "regex") {
        true => assert_eq!(found.get(expected.len()..).unwrap(), [with_patterns]),
        false => assert_eq!(found.len(), expected.len()),
    }
}

#[test]
fn nan_is_outside_every_range() {
    let found = violations(&valid().float(f64::NAN));
    let expected = ["at least -0.5 required", "at most 0.5 allowed"];
    assert_eq!(found, expected.map(|it| format!("Float: NaN, {it}")));
    assert_eq!(violations(&valid().float(f64::INFINITY)).len(), 1);
}

#[test]
#[should_panic = "a bound is a decimal number"]
fn a_bound_that_cannot_be_compared_fails_to_compile() {
    aws_json_protocol::__private::bound("1_000");
}

/// They stand for what a response left out.
#[test]
fn an_empty_required_enum_or_union_is_a_violation() {
    let empty = Everything::new(Color::default(), Shape::default(), "");
    let expected = ["Color: a value is required", "Shape: a value is required"];
    assert_eq!(violations(&empty), expected);
}

#[test]
fn unions_are_validated_too() {
    let shape = Shape::Part(Part::default().id("1"));
    let expected = "PART.Id: 1 character, at least 4 required";
    assert_eq!(violations(&shape), [expected]);
    let nested = Everything::new(Color::Blue, shape, "");
    assert_eq!(violations(&nested), [format!("Shape.{expected}")]);
    let expected = ["CIRCLE: 0, at least 1 required"];
    assert_eq!(violations(&Shape::Circle(0)), expected);
}

#[test]
fn no_sensitive_value_is_shown() {
    let secrets = [("s3cret".to_owned(), 4711)];
    let invalid = valid().secret("s3cret").pin(471).secrets(secrets);
    let expected = [
        "Secret: 6 characters, at least 8 required",
        "Pin: <redacted>, at least 1000 required",
        "Secrets[<redacted>]: <redacted>, at most 1 allowed",
    ];
    assert_eq!(violations(&invalid), expected);
    // What comes after a sensitive member is shown again.
    let part = Everything::new(Color::Blue, Shape::Pin("s3cret".to_owned()), "").single(0.2);
    let expected = [
        "Shape.PIN: 6 characters, at most 4 allowed",
        "Single: 0.2, at most 0.1 allowed",
    ];
    assert_eq!(violations(&part), expected);
}
