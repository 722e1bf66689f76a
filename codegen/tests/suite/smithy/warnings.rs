//! What Smithy and AWS have added to their traits since the reader was written: warnings.

use codegen::source::{Source, read, read_with_warnings};
use serde_json::{Map, Value, json};

use super::support::{document, edited, read_fixture, read_value};
use crate::common::rendered;
use crate::mistakes::put;

fn library() -> Value {
    serde_json::from_slice(&read_fixture("formats/json/service.smithy.json")).unwrap()
}

/// Keys and traits that some documents that AWS publishes have.
const PUBLISHED: &str = r#"{
    "Library_20300102/traits/aws.api#service/serviceName": "library",
    "Library_20300102/traits/aws.api#service/awsProductName": "Town Library",
    "Library_20300102/traits/aws.api#service/apiVersion": "2030-01-02",
    "Library_20300102/traits/aws.api#service/sdkServiceId": "Town Library",
    "Library_20300102/traits/aws.api#service/name": "library",
    "ListBooks/traits/smithy.api#paginated/maxResults": "MaxResults",
    "ListBooks/traits/smithy.api#longPoll": {"timeoutMillis": 70000},
    "ListBooks/traits/aws.protocols#awsChunked": {},
    "ListBooks/traits/aws.auth#cognitoUserPoolsScopes": ["books/read"]
}"#;

fn published() -> Value {
    let mut document = library();
    let edits: Map<String, Value> = serde_json::from_str(PUBLISHED).unwrap();
    for (pointer, value) in edits {
        let pointer = format!("/shapes/com.example.library#{pointer}");
        put(&mut document, &pointer, value);
    }
    document
}

#[test]
fn the_model_is_generated_and_each_warning_has_its_path() {
    let plain = read_value(&library()).unwrap();
    let text = published().to_string();
    let reading = read_with_warnings(Source::new(text.as_bytes())).unwrap();
    insta::assert_snapshot!(reading.warnings);
    assert_eq!(
        read(Source::new(text.as_bytes())).unwrap_err(),
        reading.warnings
    );
    assert_eq!(rendered(&reading.model), rendered(&plain));
    let other = &reading.model.operations["ListBooks"].traits.other;
    assert_eq!(
        other.get("smithy.api#longPoll"),
        Some(&json!({"timeoutMillis": 70_000})),
        "a comparison shows its changes"
    );
}

/// What is not a trait of Smithy or AWS, or not in a trait at all, can mean anything.
#[test]
fn other_unknown_keys_and_traits_are_problems() {
    let text = json!({"target": "smithy.api#String", "traits": {}});
    for path in [
        "colour",
        "shapes/ns#Input/colour",
        "shapes/ns#Input/members/A/colour",
        "shapes/ns#Input/members/A/traits/com.example#colour",
        "shapes/ns#Input/members/A/traits/aws#colour",
    ] {
        let mut document = edited([("/shapes/ns#Input/members/A", text.clone())]);
        put(&mut document, &format!("/{path}"), json!({}));
        let problems = read_with_warnings(Source::new(document.to_string().as_bytes()));
        let problems = problems.unwrap_err();
        let paths: Vec<_> = problems.iter().map(|problem| &problem.path).collect();
        assert_eq!(paths, [&path.replace('/', ".")]);
    }
}

/// A problem must not drown in warnings, nor a warning among problems.
#[test]
fn problems_and_warnings_are_listed_separately() {
    let mut document = document(json!({"ns#Input": {"type": "structure", "members": {}}}));
    for index in 0..150 {
        let traits = json!({format!("smithy.api#new{index}"): {}});
        document["shapes"]["ns#Input"]["members"][format!("M{index}")] =
            json!({"target": "smithy.api#String", "traits": traits});
    }
    let text = document.to_string();
    let reading = read_with_warnings(Source::new(text.as_bytes())).unwrap();
    let warnings = &reading.warnings;
    assert_eq!((warnings.iter().count(), warnings.len()), (100, 150));
    assert!(warnings.to_string().ends_with("\nand 50 more"));
    document["shapes"]["ns#Input"]["members"]["M149"]["target"] = json!("ns#Lost");
    let text = document.to_string();
    let problems = read_with_warnings(Source::new(text.as_bytes())).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert_eq!(read(Source::new(text.as_bytes())).unwrap_err().len(), 151);
}

#[test]
fn minor_versions_and_a_byte_order_mark_are_accepted() {
    let text = String::from_utf8(read_fixture("smithy/unit.json")).unwrap();
    let version =
        |version: &str| text.replace(r#""smithy": "2.0""#, &format!(r#""smithy": "{version}""#));
    let model = read(Source::new(text.as_bytes())).unwrap();
    for known in ["2", "2.0", "2.1", "2.27"] {
        let text = version(known);
        assert_eq!(
            read(Source::new(text.as_bytes())).unwrap(),
            model,
            "{known}"
        );
    }
    let marked = format!("\u{feff}{text}");
    assert_eq!(read(Source::new(marked.as_bytes())).unwrap(), model);
    let botocore = read_fixture("formats/query/service-2.json");
    let marked = [b"\xef\xbb\xbf", botocore.as_slice()].concat();
    assert_eq!(
        read(Source::new(&marked)).unwrap(),
        read(Source::new(&botocore)).unwrap()
    );
    assert!(Source::of_files([marked.as_slice()]).is_ok());
    let twice = [b"\xef\xbb\xbf", marked.as_slice()].concat();
    assert!(read(Source::new(&twice)).is_err());
}
