//! The JSON that an import writes.

use super::{Import, wheel};

/// Of `partitions.json`, only the layout changes.
#[test]
fn json_keeps_the_order_of_keys_and_the_spelling_of_numbers() {
    let deep = |inner: &str, depth| "[".repeat(depth) + inner + &"]".repeat(depth);
    for (text, expected) in [
        (
            r#"{"z":1.0,"a":[1e3,-0,12345678901234567890123],"m":{"y":true,"b":null}}"#,
            Ok(
                "{\n  \"z\": 1.0,\n  \"a\": [\n    1e3,\n    -0,\n    12345678901234567890123\n  ],\n  \
                \"m\": {\n    \"y\": true,\n    \"b\": null\n  }\n}\n",
            ),
        ),
        (
            "\u{feff} {\r\n\t\"a\\\\\" : [ {} , [ ] ,false ] ,\"b,]}:{[\" : \"\\\"x\\\"\\\\ \\u00e9\" } \n",
            Ok(
                "{\n  \"a\\\\\": [\n    {},\n    [],\n    false\n  ],\n  \"b,]}:{[\": \"\\\"x\\\"\\\\ é\"\n}\n",
            ),
        ),
        (" 1", Ok("1\n")),
        ("\"\"", Ok("\"\"\n")),
        ("", Err("EOF")),
        ("{", Err("EOF")),
        ("{}x", Err("trailing characters")),
        ("{\"a\":01}", Err("invalid number")),
        ("{,}", Err("key must be a string")),
        ("[1 2]", Err("expected `,` or `]`")),
        ("[1,]", Err("expected value")),
        ("{\"a\",1}", Err("expected `:`")),
        ("tru", Err("EOF")),
        ("\"\\ud800\"", Err("end of hex escape")),
        (
            r#"{"shapes":{"Tag":{},"Tag":{}}}"#,
            Err("partitions.json: shapes: the key `Tag` occurs twice"),
        ),
        (&deep("", 5_000), Err("nested deeper than 128 levels")),
        // Indentation adds up.
        (
            &deep(&("[],".repeat(200_000) + "[]"), 125),
            Err("too many values, or too deeply nested, for 64 MiB"),
        ),
    ] {
        let import = Import::new();
        let outcome =
            import.wheels(&[wheel("1.2.3", 31, "A").file("botocore/data/partitions.json", text)]);
        match expected {
            Ok(expected) => {
                outcome.ends(0);
                assert_eq!(import.read("model/partitions.json"), expected);
            }
            Err(message) => drop(outcome.ends(3).notes(message)),
        }
    }
}
