//! What a model can say in several ways is one thing: a diff between two of them is empty.

use crate::common::compare;
use codegen::source::{Source, read};

const MODEL: &str = r#"{
  "metadata": {"apiVersion": "2024-01-01", "protocol": "json", "jsonVersion": "1.1", "serviceId": "City", "targetPrefix": "City", "endpointPrefix": "city"},
  "operations": {
    "Get": {"input": {"shape": "City"}, "errors": [{"shape": "Gone"}, {"shape": "Lost"}]},
    "Keep": {}, "Open": {}
  },
  "shapes": {
    "City": {"type": "structure", "required": ["Name", "Mayor"], "members": {"Name": {"shape": "Text"}, "Mayor": {"shape": "Text"}}},
    "Gone": {"type": "structure", "members": {}, "exception": true},
    "Lost": {"type": "structure", "members": {}, "exception": true},
    "Date": {"type": "timestamp"}, "Text": {"type": "string", "max": 9}
  }
}"#;

/// The list in `docs/reviewing.md`, "What is not a difference".
const RESPELLINGS: [[&str; 2]; 15] = [
    // Another order of operations, of shapes, of errors, one of them twice, and of what is
    // required.
    [r#""Keep": {}, "Open": {}"#, r#""Open": {}, "Keep": {}"#],
    [
        r#""Date": {"type": "timestamp"}, "Text": {"type": "string", "max": 9}"#,
        r#""Text": {"type": "string", "max": 9}, "Date": {"type": "timestamp"}"#,
    ],
    [
        r#"{"shape": "Gone"}, {"shape": "Lost"}"#,
        r#"{"shape": "Lost"}, {"shape": "Gone"}, {"shape": "Lost"}"#,
    ],
    [r#"["Name", "Mayor"]"#, r#"["Mayor", "Name"]"#],
    // What repeats its key.
    [r#""Get": {"#, r#""Get": {"name": "Get", "#],
    [r#""Name": {"#, r#""Name": {"locationName": "Name", "#],
    // What says nothing.
    [r#""max": 9"#, r#""max": 9, "min": 0"#],
    [r#""apiVersion""#, r#""signingName": "city", "apiVersion""#],
    [r#""metadata""#, r#""documentation": "", "metadata""#],
    [r#""max": 9"#, r#""max": 9, "sensitive": false"#],
    [r#""metadata""#, r#""version": "2.0", "metadata""#],
    [r#""type": "string""#, r#""type": "character""#],
    // What the reader leaves out.
    [r#""metadata""#, r#""examples": {"Get": []}, "metadata""#],
    [r#""input": {"#, r#""input": {"documentation": "a city", "#],
    [
        r#"{"shape": "Gone"}"#,
        r#"{"shape": "Gone", "exception": true, "fault": true, "documentation": "gone"}"#,
    ],
];

#[test]
fn equivalent_spellings_make_no_difference() {
    let read = |model: &str| read(Source::new(model.as_bytes())).unwrap();
    let old = read(MODEL);
    for [before, after] in RESPELLINGS {
        let respelled = MODEL.replace(before, after);
        assert_ne!(respelled, MODEL, "{before}");
        let new = read(&respelled);
        let diff = compare(&old, &new);
        assert!(diff.is_empty(), "{after}: {:?}", diff.changes);
    }
}
