//! What Smithy and AWS have added to their traits since the reader was written: warnings.

use codegen::api::Documentation;
use codegen::generate;
use codegen::source::{Source, read, read_with_warnings};
use serde_json::{Value, json};

use super::support::{document, read_fixture, read_value};

fn library() -> Value {
    serde_json::from_slice(&read_fixture("formats/json/service.smithy.json")).unwrap()
}

/// A document with what some of those that AWS publishes have.
fn published() -> Value {
    let mut document = library();
    let traits = |document: &mut Value, shape: &str, added: Value| {
        let id = format!("com.example.library#{shape}");
        let shape = document["shapes"].get_mut(&id).unwrap();
        let traits = shape["traits"].as_object_mut().unwrap();
        for (key, value) in added.as_object().unwrap() {
            match traits.get_mut(key).and_then(Value::as_object_mut) {
                Some(keys) => keys.extend(value.as_object().unwrap().clone()),
                None => _ = traits.insert(key.clone(), value.clone()),
            }
        }
    };
    traits(
        &mut document,
        "Library_20300102",
        json!({"aws.api#service": {
            "serviceName": "library",
            "awsProductName": "Town Library",
            "apiVersion": "2030-01-02",
            "sdkServiceId": "Town Library",
            "name": "library",
        }}),
    );
    traits(
        &mut document,
        "ListBooks",
        json!({
            "smithy.api#paginated": {"maxResults": "MaxResults"},
            "smithy.api#longPoll": {"timeoutMillis": 70_000},
            "aws.protocols#awsChunked": {},
            "aws.auth#cognitoUserPoolsScopes": ["books/read"],
        }),
    );
    document
}

#[test]
fn the_model_is_generated_and_each_warning_has_its_path() {
    let plain = read_value(&library()).unwrap();
    let text = published().to_string();
    let reading = read_with_warnings(Source::new(text.as_bytes())).unwrap();
    insta::assert_snapshot!(reading.warnings);
    let files = |model| generate(model, &Documentation::default()).unwrap();
    assert_eq!(files(&reading.model), files(&plain));
    let other = &reading.model.operations["ListBooks"].traits.other;
    assert_eq!(
        other.get("smithy.api#longPoll"),
        Some(&json!({"timeoutMillis": 70_000})),
        "a comparison shows its changes"
    );
}

#[test]
fn a_strict_reader_refuses_them() {
    let text = published().to_string();
    let reading = read_with_warnings(Source::new(text.as_bytes())).unwrap();
    assert_eq!(
        read(Source::new(text.as_bytes())).unwrap_err(),
        reading.warnings
    );
}

/// What is not a trait of Smithy or AWS, or not in a trait at all, can mean anything.
#[test]
fn other_unknown_keys_and_traits_stay_problems() {
    let input = |input: Value| document(json!({"ns#Input": input}));
    let member = |member: Value| input(json!({"type": "structure", "members": {"A": member}}));
    let mut top_level = input(json!({"type": "structure"}));
    top_level["colour"] = json!("blue");
    for (document, path) in [
        (top_level, "colour"),
        (
            input(json!({"type": "structure", "colour": "blue"})),
            "shapes.ns#Input.colour",
        ),
        (
            member(json!({"target": "smithy.api#String", "colour": "blue"})),
            "shapes.ns#Input.members.A.colour",
        ),
        (
            member(json!({"target": "smithy.api#String", "traits": {"com.example#colour": {}}})),
            "shapes.ns#Input.members.A.traits.com.example#colour",
        ),
        (
            member(json!({"target": "smithy.api#String", "traits": {"aws#colour": {}}})),
            "shapes.ns#Input.members.A.traits.aws#colour",
        ),
    ] {
        let problems = read_with_warnings(Source::new(document.to_string().as_bytes()));
        let problems = problems.unwrap_err();
        let paths: Vec<_> = problems
            .iter()
            .map(|problem| problem.path.as_str())
            .collect();
        assert_eq!(paths, [path]);
    }
}

/// A problem must not drown in warnings, nor a warning among problems.
#[test]
fn problems_and_warnings_are_listed_apart() {
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
    for unknown in ["", "3.0", "2.", "2.x", "2.0.1", "20", "v2"] {
        let text = version(unknown);
        let problems = read(Source::new(text.as_bytes())).unwrap_err().to_string();
        assert!(problems.starts_with("smithy: is "), "{unknown}: {problems}");
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
