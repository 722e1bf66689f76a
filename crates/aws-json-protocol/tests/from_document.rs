//! Values of every type that members have, and documents of other shapes.

use std::collections::BTreeMap;
use std::fmt::Debug;

use aws_json_protocol::{DecodeError, Document, FromDocument, Number, Timestamp, float};
use serde_json::json;

fn decode<T: FromDocument>(document: Document) -> Result<T, DecodeError> {
    T::from_document(document)
}

fn error<T: FromDocument + Debug>(document: Document) -> String {
    decode::<T>(document)
        .err()
        .map(|error| error.to_string())
        .unwrap_or_default()
}

#[test]
fn integers_keep_to_their_size() {
    assert_eq!(decode::<i8>(json!(-128)), Ok(i8::MIN));
    assert_eq!(decode::<i16>(json!(32767)), Ok(i16::MAX));
    assert_eq!(decode::<i32>(json!(-2147483648)), Ok(i32::MIN));
    assert_eq!(decode::<i64>(json!(i64::MAX)), Ok(i64::MAX));
    for error in [
        error::<i8>(json!(128)),
        error::<i16>(json!(-32769)),
        error::<i32>(json!(2147483648_i64)),
        error::<i64>(json!(u64::MAX)),
        error::<i64>(json!(1.5)),
    ] {
        assert!(error.ends_with("bits, found another number"), "{error}");
    }
}

#[test]
fn floats_of_every_kind_survive_a_round_trip() {
    for (number, json) in [
        (1.5, "1.5"),
        (-0.0, "-0.0"),
        (f64::INFINITY, r#""Infinity""#),
        (f64::NEG_INFINITY, r#""-Infinity""#),
    ] {
        assert_eq!(serde_json::to_string(&float(&number)).unwrap(), json);
        assert_eq!(
            serde_json::to_string(&float(&(number as f32))).unwrap(),
            json
        );
        let document: Document = serde_json::from_str(json).unwrap();
        assert_eq!(decode::<f64>(document.clone()), Ok(number));
        assert_eq!(decode::<f32>(document), Ok(number as f32));
    }
    assert_eq!(json!(float(&f64::NAN)), json!("NaN"));
    assert!(decode::<f64>(json!("NaN")).unwrap().is_nan());
    assert!(decode::<f32>(json!("NaN")).unwrap().is_nan());
    let nested = BTreeMap::from([("a", vec![Some(f32::NAN), None, Some(0.1)])]);
    assert_eq!(
        serde_json::to_string(&float(&nested)).unwrap(),
        r#"{"a":["NaN",null,0.1]}"#
    );
    for text in ["nan", "inf", "+Infinity", "1.5", ""] {
        assert!(decode::<f64>(json!(text)).is_err(), "{text}");
    }
}

#[test]
fn null_is_left_out_of_dense_collections_and_kept_in_sparse_ones() {
    let list = json!([1, null, 2]);
    assert_eq!(decode(list.clone()), Ok(vec![1, 2]));
    assert_eq!(decode(list.clone()), Ok(vec![Some(1), None, Some(2)]));
    assert_eq!(decode(list), Ok(vec![json!(1), Document::Null, json!(2)]));
    let map = json!({"a": 1, "b": null});
    let key = str::to_owned;
    assert_eq!(decode(map.clone()), Ok(BTreeMap::from([(key("a"), 1)])));
    assert_eq!(
        decode(map),
        Ok(BTreeMap::from([(key("a"), Some(1)), (key("b"), None)]))
    );
    // The index in an error is that of the JSON.
    assert_eq!(
        error::<Vec<i32>>(json!([null, true])),
        "[1]: expected an integer of 32 bits, found a boolean"
    );
}

#[test]
fn an_error_has_the_path_and_no_value() {
    type Nested = BTreeMap<String, Vec<BTreeMap<String, Vec<Box<String>>>>>;
    let document = json!({"hunter2": [{}, {"hunter3": ["", 4711]}]});
    let error = decode::<Nested>(document).unwrap_err();
    assert_eq!(error.path(), "[*][1][*][1]");
    assert_eq!(
        error.to_string(),
        "[*][1][*][1]: expected a string, found a number"
    );
}

#[test]
fn no_error_quotes_the_value() {
    fn errors<T: FromDocument + Debug>() -> impl Iterator<Item = String> {
        let secrets = [
            json!("hunter2"),
            json!(4711.4711),
            json!(1e300),
            json!(["hunter2"]),
            json!({"hunter2": "hunter2"}),
            json!(true),
            Document::Null,
        ];
        secrets
            .into_iter()
            .filter_map(|secret| decode::<T>(secret).err())
            .map(|error| error.to_string())
    }
    let errors: Vec<_> = errors::<i32>()
        .chain(errors::<f64>())
        .chain(errors::<bool>())
        .chain(errors::<String>())
        .chain(errors::<Number>())
        .chain(errors::<Timestamp>())
        .chain(errors::<Vec<i8>>())
        .chain(errors::<BTreeMap<String, i8>>())
        .collect();
    assert!(errors.len() > 35, "{errors:?}");
    for error in errors {
        assert!(
            !error.contains("hunter2") && !error.contains("4711") && !error.contains("300"),
            "{error}"
        );
    }
}
