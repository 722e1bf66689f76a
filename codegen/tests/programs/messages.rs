//! Messages of AWS JSON 1.1 in both directions, through the crate that is generated for the fixture
//! `messages`. Each test names the section of the specification that it holds the crate to.

use std::collections::BTreeMap;

use fixture_messages::aws_json_protocol::{Blob, Timestamp};
use fixture_messages::{
    CallErrorKind, Choice, Color, Echo, Error, Everything, Forget, ForgetRequest, NotKept,
    Operation, Unit,
};
use http::{Response, Uri};
use serde_json::{Value, json};

/// What a request with this input has as its body.
fn sent(input: &Everything) -> Value {
    let endpoint = Uri::from_static("https://messages.example.com");
    let request = Echo::request(input, &endpoint).unwrap();
    serde_json::from_slice(request.body()).unwrap()
}

/// The output that a response with this body has.
fn received(body: impl ToString) -> Everything {
    Echo::response(Response::new(body.to_string())).unwrap_or_else(|error| panic!("{error}"))
}

/// What is wrong with a response of this body.
fn refused(body: impl ToString) -> String {
    let body = body.to_string();
    let error = Echo::response(Response::new(&body)).unwrap_err();
    assert_eq!(error.kind(), CallErrorKind::Response, "{body}");
    let response = error.response_error().unwrap().response();
    assert_eq!(response.text(), body);
    error.to_string()
}

/// A value goes out as this JSON, and this JSON comes in as the value.
fn both_ways(value: Everything, json: Value) {
    assert_eq!(sent(&value), json);
    assert_eq!(received(&json), value);
}

fn nothing() -> Everything {
    Everything::default()
}

/// <https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#shape-serialization>, "Blob".
#[test]
fn blobs_are_base64() {
    both_ways(
        nothing().blob(Blob::from(vec![0, 255, 62])),
        json!({"Blob": "AP8+"}),
    );
    both_ways(nothing().blob(Blob::from(vec![])), json!({"Blob": ""}));
    both_ways(
        nothing().blobs([Blob::from(&b"a"[..]), Blob::from(&b"bc"[..])]),
        json!({"Blobs": ["YQ==", "YmM="]}),
    );
    assert!(refused(json!({"Blob": "%%"})).contains("$.Blob"));
    assert!(refused(json!({"Blobs": ["YQ==", 7]})).contains("$.Blobs[1]"));
}

/// The same, "Timestamp": epoch seconds unless `timestampFormat` says otherwise.
#[test]
fn timestamps_are_epoch_seconds_or_as_their_trait_says() {
    let time = Timestamp::new(1_398_796_238, 500_000_000).unwrap();
    let second = Timestamp::new(1_398_796_238, 0).unwrap();
    both_ways(nothing().seconds(time), json!({"Seconds": 1_398_796_238.5}));
    both_ways(nothing().seconds(second), json!({"Seconds": 1_398_796_238}));
    both_ways(
        nothing().date_time(time),
        json!({"DateTime": "2014-04-29T18:30:38.500Z"}),
    );
    both_ways(
        nothing().date_time(second),
        json!({"DateTime": "2014-04-29T18:30:38Z"}),
    );
    both_ways(
        nothing().http_date(second),
        json!({"HttpDate": "Tue, 29 Apr 2014 18:30:38 GMT"}),
    );
    both_ways(
        nothing().dates([second]),
        json!({"Dates": ["2014-04-29T18:30:38Z"]}),
    );
    both_ways(
        nothing().choice(Choice::At(second)),
        json!({"Choice": {"At": "Tue, 29 Apr 2014 18:30:38 GMT"}}),
    );
    for body in [
        json!({"Seconds": true}),
        json!({"DateTime": "soon"}),
        json!({"HttpDate": [1]}),
    ] {
        assert!(refused(&body).contains("$."), "{body}");
    }
}

/// The same, "Float" and "Double": what JSON has no number for is a string.
#[test]
fn floats_that_json_has_no_number_for_are_strings() {
    both_ways(nothing().float(f32::INFINITY), json!({"Float": "Infinity"}));
    both_ways(
        nothing().double(f64::NEG_INFINITY),
        json!({"Double": "-Infinity"}),
    );
    let numbers = nothing().numbers([("a".to_owned(), f64::INFINITY), ("b".to_owned(), 0.5)]);
    both_ways(numbers, json!({"Numbers": {"a": "Infinity", "b": 0.5}}));
    let nan = received(json!({"Float": "NaN"}));
    assert!(nan.float.unwrap().is_nan());
    assert_eq!(sent(&nan), json!({"Float": "NaN"}));
    assert!(refused(json!({"Double": "nan"})).contains("$.Double"));
    assert!(refused(json!({"Float": 1e300})).contains("$.Float"));
}

/// The same, "Byte", "Short", "Integer" and "Long".
#[test]
fn integers_are_exact_in_all_their_bits() {
    for (byte, short, integer, long) in [
        (i8::MIN, i16::MIN, i32::MIN, i64::MIN),
        (i8::MAX, i16::MAX, i32::MAX, i64::MAX),
    ] {
        both_ways(
            nothing()
                .byte(byte)
                .short(short)
                .integer(integer)
                .long(long),
            json!({"Byte": byte, "Short": short, "Integer": integer, "Long": long}),
        );
    }
    for body in [
        r#"{"Byte":128}"#,
        r#"{"Short":-32769}"#,
        r#"{"Integer":2147483648}"#,
        r#"{"Long":9223372036854775808}"#,
        r#"{"Long":1.5}"#,
        r#"{"Integer":"1"}"#,
        r#"{"Integer":1e999}"#,
    ] {
        assert!(refused(body).contains("line 1"), "{body}");
    }
}

/// The same, "BigInteger" and "BigDecimal": JSON numbers.
#[test]
fn big_numbers_are_json_numbers() {
    let body = r#"{"BigInteger":18446744073709551615,"BigDecimal":0.1}"#;
    let value = received(body);
    assert_eq!(value.big_integer.as_ref().unwrap().as_u64(), Some(u64::MAX));
    assert_eq!(
        sent(&value).to_string(),
        r#"{"BigDecimal":0.1,"BigInteger":18446744073709551615}"#
    );
    assert!(refused(json!({"BigInteger": "12"})).contains("$.BigInteger"));
}

/// The same, "List" and "Map", and the `sparse` trait
/// (<https://smithy.io/2.0/spec/type-refinement-traits.html#sparse-trait>).
#[test]
fn lists_and_maps_keep_null_where_they_are_sparse() {
    both_ways(
        nothing().sparse_texts([Some("a".to_owned()), None]),
        json!({"SparseTexts": ["a", null]}),
    );
    both_ways(
        nothing().sparse_numbers([("a".to_owned(), None), ("b".to_owned(), Some(2))]),
        json!({"SparseNumbers": {"a": null, "b": 2}}),
    );
    assert_eq!(
        received(json!({"Texts": ["a", null]})).texts,
        Some(vec!["a".to_owned()])
    );
    assert_eq!(received(json!({"Texts": null})).texts, None);
    both_ways(nothing().texts([""; 0]), json!({"Texts": []}));
    both_ways(
        nothing().lists([vec![], vec!["a".to_owned()]]),
        json!({"Lists": [[], ["a"]]}),
    );
    let by_color = BTreeMap::from([(Color::Red, vec!["a".to_owned()])]);
    both_ways(
        nothing().by_color(by_color),
        json!({"ByColor": {"red": ["a"]}}),
    );
    for (body, place) in [
        (json!({"Texts": {}}), "$.Texts"),
        (json!({"Texts": ["a", 1]}), "$.Texts[1]"),
        (json!({"Lists": [["a"], "b"]}), "$.Lists[1]"),
        (json!({"Numbers": [1]}), "$.Numbers"),
        (json!({"Numbers": {"secret": "one"}}), "$.Numbers[*]"),
    ] {
        let text = refused(&body);
        assert!(text.contains(place) && !text.contains("secret"), "{text}");
    }
}

/// Documents (<https://smithy.io/2.0/spec/simple-types.html#document>) are any JSON.
#[test]
fn documents_are_any_json() {
    for document in [
        json!(null),
        json!(true),
        json!(1),
        json!("a"),
        json!([]),
        json!({"__type": [1.5]}),
    ] {
        let value = received(json!({"Document": document}));
        match document {
            Value::Null => assert_eq!(value.document, None),
            document => both_ways(value, json!({"Document": document})),
        }
    }
}

/// "Union" of the shape serialization, and unknown members
/// (<https://smithy.io/2.0/spec/aggregate-types.html#union>).
#[test]
fn unions_have_one_member_and_keep_one_that_is_newer() {
    both_ways(
        nothing().choice(Choice::Text("a".to_owned())),
        json!({"Choice": {"Text": "a"}}),
    );
    both_ways(
        nothing().choice(Choice::Nothing(Unit::default())),
        json!({"Choice": {"Nothing": {}}}),
    );
    let newer = json!({"Choice": {"Newer": {"a": [1]}}});
    let value = received(&newer);
    assert!(matches!(value.choice.as_deref(), Some(Choice::Unknown(name, _)) if name == "Newer"));
    assert_eq!(sent(&value), newer);
    let with_type = json!({"Choice": {"__type": "ns#Choice", "Text": "a", "Nothing": null}});
    assert_eq!(
        received(with_type).choice,
        Some(Box::new(Choice::Text("a".to_owned())))
    );
    for body in [
        json!({"Choice": {"Text": "a", "Nothing": {}}}),
        json!({"Choice": "Text"}),
    ] {
        assert!(refused(&body).contains("$.Choice"), "{body}");
    }
}

/// Enums and intEnums (<https://smithy.io/2.0/spec/simple-types.html#enum>) are open.
#[test]
fn enums_take_values_that_are_newer() {
    both_ways(nothing().color(Color::Red), json!({"Color": "red"}));
    both_ways(
        nothing().color(Color::from("GREEN")),
        json!({"Color": "GREEN"}),
    );
    both_ways(nothing().level(9), json!({"Level": 9}));
    both_ways(nothing().level(-3), json!({"Level": -3}));
    assert!(refused(json!({"Color": 1})).contains("$.Color"));
    assert!(refused(json!({"Level": "LOW"})).contains("$.Level"));
}

/// "Protocol behaviors": `__type` in structures is ignored, and so are unknown members; null is absent,
/// and `jsonName` is not looked at.
#[test]
fn what_is_not_a_member_is_ignored() {
    let body = json!({
        "__type": "ns#Everything",
        "Newer": {"deep": [{}]},
        "renamed": "no",
        "Nested": {"__type": 7, "Text": "a", "Flag": null},
    });
    assert_eq!(received(body), nothing().nested(nothing().text("a")));
    both_ways(nothing().renamed("yes"), json!({"Renamed": "yes"}));
}

/// "Protocol behaviors": the body of an operation without input is `{}`, and that of one without
/// output is empty or anything.
#[test]
fn an_operation_without_input_and_output_sends_an_empty_object() {
    let endpoint = Uri::from_static("https://messages.example.com");
    let request = Forget::request(&ForgetRequest::default(), &endpoint).unwrap();
    assert_eq!(request.body(), b"{}");
    assert_eq!(request.headers()["x-amz-target"], "Messages.Forget");
    for body in ["", "{}", r#"{"Newer":1}"#] {
        assert!(Forget::response(Response::new(body)).is_ok(), "{body}");
    }
}

/// <https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization>.
#[test]
fn exceptions_are_found_by_type_and_keep_their_members() {
    let body = json!({"__type": "ns#NotKept", "Message": "Gone.", "At": 1.5});
    let response = Response::builder()
        .status(400)
        .body(body.to_string())
        .unwrap();
    let error = Echo::response(response).unwrap_err();
    assert_eq!(error.to_string(), "Echo: NotKept: Gone. (HTTP 400)");
    let Some(Error::NotKept(exception)) = error.service_error() else {
        panic!("{error}")
    };
    assert_eq!(exception.message.as_deref(), Some("Gone."));
    assert_eq!(exception.at, Some(Timestamp::new(1, 500_000_000).unwrap()));
    assert_eq!(Error::from(NotKept::default()).status(), 410);
}

/// Text of every plane, and text that only looks like JSON.
#[test]
fn texts_survive() {
    for text in ["", "\"\\\u{0}\u{7f}\u{2028}", "ä€🦀", "{\"a\":1}"] {
        both_ways(nothing().text(text), json!({"Text": text}));
    }
    assert_eq!(
        received(r#"{"Text":"\ud83e\udd80"}"#).text.as_deref(),
        Some("🦀")
    );
    assert!(refused(r#"{"Text":"\ud83e"}"#).contains("line 1"));
    for body in ["", "{}"] {
        assert_eq!(received(body), nothing());
    }
}
