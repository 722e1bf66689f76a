//! Values of every type that members have, and values of other shapes.

use std::collections::BTreeMap;
use std::fmt::Debug;

use aws_json_protocol::{Decode, Document, Number, Timestamp, structure};
use serde_json::json;

use crate::model::{Node, assert_starts, decode, write};

fn error<T: Decode + Debug>(json: &str) -> String {
    decode::<T>(json).unwrap_err().to_string()
}

#[test]
fn an_exact_integer_may_have_a_fraction_or_an_exponent() {
    for (json, integer) in [
        ("20.0", 20),
        ("2e1", 20),
        ("2E+1", 20),
        ("200e-1", 20),
        ("-20.000", -20),
        ("0.0", 0),
        ("-0", 0),
        ("-0.0", 0),
        ("9007199254740991.0", (1 << 53) - 1),
    ] {
        assert_eq!(decode::<i64>(json).unwrap(), integer, "{json}");
    }
    // An f64 that stands for more than one of these.
    for json in ["9007199254740992.0", "9007199254740993.0", "1e18"] {
        assert!(decode::<i64>(json).is_err(), "{json}");
    }
}

#[test]
fn floats_are_read_from_integers_of_any_size() {
    for (json, float) in [
        ("-9223372036854775808", -(2_f64.powi(63))),
        ("9223372036854775808", 2_f64.powi(63)),
        ("18446744073709551615", 2_f64.powi(64)),
        ("18446744073709551616", 2_f64.powi(64)),
    ] {
        assert_eq!(decode::<f64>(json).unwrap(), float, "{json}");
        assert_eq!(decode::<f32>(json).unwrap(), float as f32, "{json}");
    }
    assert!(error::<Timestamp>("18446744073709551615").contains("outside 0001"));
}

#[test]
fn big_numbers_keep_their_digits() {
    for json in ["0", "-1", "18446744073709551615", "1.5", "1e+300"] {
        let number: Number = decode(json).unwrap();
        assert_eq!(number.to_string(), json);
    }
    let digits = "3.14159265358979323846264338327950288";
    let number = decode::<Number>(digits).unwrap().to_string();
    match cfg!(feature = "arbitrary_precision") {
        true => assert_eq!(number, digits),
        false => assert_eq!(number, "3.141592653589793"),
    }
}

#[test]
fn null_is_skipped_in_dense_collections_and_kept_in_sparse_ones() {
    fn read<T: Decode>() -> (Vec<T>, Vec<T>) {
        let map: BTreeMap<String, T> = decode(r#"{"a": 1, "b": null, "c": 2}"#).unwrap();
        let list = decode("[1, null, 2]").unwrap();
        (list, map.into_values().collect())
    }
    assert_eq!(read(), (vec![1, 2], vec![1, 2]));
    let sparse = vec![Some(1), None, Some(2)];
    assert_eq!(read(), (sparse.clone(), sparse));
    let documents = vec![json!(1), Document::Null, json!(2)];
    assert_eq!(read(), (documents.clone(), documents.clone()));
    let boxes: Vec<_> = documents.into_iter().map(Box::new).collect();
    assert_eq!(read(), (boxes.clone(), boxes));
    // The index in an error is that of the JSON.
    let expected = "at $[1]: expected an integer of 32 bits, found a boolean at line 1 column 11";
    assert_eq!(error::<Vec<i32>>("[null, true]"), expected);
}

#[test]
fn the_last_of_duplicate_keys_is_used() {
    type Map = BTreeMap<String, i32>;
    assert_eq!(decode::<Map>(r#"{"a": 1, "a": 2}"#).unwrap()["a"], 2);
    assert_eq!(decode::<Map>(r#"{"a": null, "a": 2}"#).unwrap()["a"], 2);
    assert!(decode::<Map>(r#"{"a": 1, "a": null}"#).unwrap().is_empty());
}

#[test]
fn an_error_reports_what_was_found() {
    type Map = BTreeMap<String, i8>;
    let float = r#"a number, "NaN", "Infinity" or "-Infinity""#;
    let single = r#"a number of 32 bits, "NaN", "Infinity" or "-Infinity""#;
    let long = "an integer of 64 bits";
    let timestamp = "a timestamp: epoch seconds, RFC 3339 text or HTTP-date text";
    for (error, expected, found) in [
        (error::<String>("null"), "a string", "null"),
        (error::<String>("true"), "a string", "a boolean"),
        (error::<String>("1"), "a string", "a number"),
        (error::<String>("1.5"), "a string", "a number"),
        (error::<String>("-1"), "a string", "a number"),
        (error::<String>("[]"), "a string", "an array"),
        (error::<String>("[1]"), "a string", "an array"),
        (error::<String>("{}"), "a string", "an object"),
        (error::<String>(r#"{"a": 1}"#), "a string", "an object"),
        (error::<bool>("\"\""), "a boolean", "a string"),
        (error::<Vec<i8>>("{}"), "an array", "an object"),
        (error::<Vec<i8>>("1"), "an array", "a number"),
        (error::<Map>("[]"), "an object", "an array"),
        (error::<Map>("1"), "an object", "a number"),
        (error::<f64>("{}"), float, "an object"),
        (error::<f64>("\"1\""), float, "another string"),
        (error::<f64>("\"inf\""), float, "another string"),
        (error::<f32>("\"nan\""), single, "another string"),
        (error::<i8>("128"), "an integer of 8 bits", "another number"),
        (error::<i64>("1.5"), long, "another number"),
        (error::<i64>("1e300"), long, "another number"),
        (error::<i64>("-9223372036854775809"), long, "another number"),
        (error::<i64>("18446744073709551616"), long, "another number"),
        (error::<Timestamp>("[]"), timestamp, "an array"),
    ] {
        let expected = format!("at $: expected {expected}, found {found}");
        assert_starts(error, &expected);
    }
    assert_starts(error::<Timestamp>("\"\""), "at $: invalid timestamp: ");
}

#[test]
fn no_error_quotes_the_value() {
    fn errors<T: Decode + Debug>() -> impl Iterator<Item = String> {
        let secrets = [
            r#""hunter2""#,
            "4711.4711",
            "-4711.5",
            "1e300",
            r#"["hunter2"]"#,
            r#"[{"hunter2": 4711}]"#,
            r#"{"hunter2": "hunter2"}"#,
            r#"{"hunter2": {"hunter2": "hunter2"}}"#,
            "true",
            "null",
        ];
        let errors = secrets.map(|secret| decode::<T>(secret).err());
        errors.into_iter().flatten().map(|error| error.to_string())
    }
    let errors: Vec<_> = errors::<i32>()
        .chain(errors::<f64>())
        .chain(errors::<f32>())
        .chain(errors::<bool>())
        .chain(errors::<String>())
        .chain(errors::<Number>())
        .chain(errors::<Timestamp>())
        .chain(errors::<Vec<i8>>())
        .chain(errors::<BTreeMap<String, i8>>())
        .collect();
    assert!(errors.len() > 60, "{errors:?}");
    for error in errors {
        assert_starts(&error, "at $");
        let quotes = ["hunter2", "4711", "300"];
        assert!(!quotes.iter().any(|quote| error.contains(quote)), "{error}");
    }
}

#[test]
fn errors_of_the_format_keep_their_category() {
    for json in [
        "",
        "{",
        r#"{"Name""#,
        r#"{"Name":"#,
        r#"{"List":[{"Name":"a"#,
    ] {
        let error = decode::<Node>(json).unwrap_err();
        assert!(error.is_eof(), "{json}: {error}");
    }
    let mut broken = vec![r#"{"List":[{"Name":tru]}"#, "{,}", "{} {}"];
    // Numbers without bounds have no such error.
    if !cfg!(feature = "arbitrary_precision") {
        broken.push(r#"{"List":[1e400]}"#);
    }
    for json in broken {
        let error = decode::<Node>(json).unwrap_err();
        assert!(error.is_syntax(), "{json}: {error}");
    }
    let error = decode::<Node>(r#"{"List":[{"Name":1}]}"#).unwrap_err();
    assert!(error.is_data(), "{error}");
    assert_eq!((error.line(), error.column()), (1, 18));
}

#[test]
fn unknown_members_are_skipped_without_recursion() {
    let (open, close) = ("[".repeat(100_000), "]".repeat(100_000));
    let json = format!("{{\"Later\":{open}1{close}}}");
    assert_eq!(decode::<Node>(&json).unwrap(), Node::default());
}

#[test]
fn the_deepest_nesting_that_the_format_allows_fits_a_small_stack() {
    /// What serde_json allows.
    const DEPTH: usize = 127;

    let read = || {
        for (open, close) in [
            (r#"{"Child":"#, "}"),
            (r#"{"List":["#, "]}"),
            (r#"{"Sparse":["#, "]}"),
            (r#"{"Map":{"key":"#, "}}"),
            (r#"{"Either":{"Node":"#, "}}"),
            (r#"{"Either":{"Union":{"Node":"#, "}}}"),
        ] {
            let nested = |levels: usize| {
                let (open, close) = (open.repeat(levels), close.repeat(levels));
                let json = format!("{open}{{}}{close}");
                (decode::<Node>(&json), json)
            };
            // What is open at each level, and the innermost object.
            let levels = (DEPTH - 1) / close.len();
            let (value, json) = nested(levels);
            let value = value.unwrap();
            assert!(value == value.clone());
            assert_eq!(write(&value), json);
            for levels in [levels + 1, 100_000] {
                let error = nested(levels).0.unwrap_err().to_string();
                assert!(error.contains("recursion limit"), "{error}");
            }
        }
    };
    on_a_small_stack(read);
}

structure! {
    /// Contains itself, with many members.
    #[derive(Default)]
    pub struct Wide {
        optional {
            m1: String = "m1", m2: String = "m2", m3: String = "m3", m4: String = "m4", m5: String = "m5",
            m6: String = "m6", m7: String = "m7", m8: String = "m8", m9: String = "m9", m10: String = "m10",
            m11: String = "m11", m12: String = "m12", m13: String = "m13", m14: String = "m14", m15: String = "m15",
            m16: String = "m16", m17: String = "m17", m18: String = "m18", m19: String = "m19", m20: String = "m20",
            m21: String = "m21", m22: String = "m22", m23: String = "m23", m24: String = "m24", m25: String = "m25",
            m26: String = "m26", m27: String = "m27", m28: String = "m28", m29: String = "m29", m30: String = "m30",
            m31: String = "m31", m32: String = "m32", m33: String = "m33", m34: String = "m34", m35: String = "m35",
            m36: String = "m36", m37: String = "m37", m38: String = "m38", m39: String = "m39", m40: String = "m40",
            m41: String = "m41", m42: String = "m42", m43: String = "m43", m44: String = "m44", m45: String = "m45",
            m46: String = "m46", m47: String = "m47", m48: String = "m48", m49: String = "m49", m50: String = "m50",
            m51: String = "m51", m52: String = "m52", m53: String = "m53", m54: String = "m54", m55: String = "m55",
            m56: String = "m56", m57: String = "m57", m58: String = "m58", m59: String = "m59", m60: String = "m60",
            m61: String = "m61", m62: String = "m62", m63: String = "m63", m64: String = "m64", m65: String = "m65",
            m66: String = "m66", m67: String = "m67", m68: String = "m68", m69: String = "m69", m70: String = "m70",
            m71: String = "m71", m72: String = "m72", m73: String = "m73", m74: String = "m74", m75: String = "m75",
            m76: String = "m76", m77: String = "m77", m78: String = "m78", m79: String = "m79", m80: String = "m80",
            m81: String = "m81", m82: String = "m82", m83: String = "m83", m84: String = "m84", m85: String = "m85",
            m86: String = "m86", m87: String = "m87", m88: String = "m88", m89: String = "m89", m90: String = "m90",
            m91: String = "m91", m92: String = "m92", m93: String = "m93", m94: String = "m94", m95: String = "m95",
            m96: String = "m96", m97: String = "m97", m98: String = "m98", m99: String = "m99",
            child: Box<Wide> = "Child",
        }
    }
}

#[test]
fn a_structure_of_100_members_that_contains_itself_fits_a_small_stack() {
    let json = format!("{}{{}}{}", r#"{"Child":"#.repeat(126), "}".repeat(126));
    on_a_small_stack(move || drop(decode::<Wide>(&json).unwrap()));
}

fn on_a_small_stack(read: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new()
        .stack_size(256 << 10)
        .spawn(read);
    thread.unwrap().join().unwrap();
}
