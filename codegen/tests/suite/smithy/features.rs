//! One document for each feature of Smithy, with the model or the problems that it gives.

use codegen::model::{Model, Protocol};
use codegen::source::{Source, read};
use serde_json::{Map, json};

use super::support::read_fixture;
use crate::common::fixtures::each_file;
use crate::common::rendered;

#[test]
fn each_feature_gives_its_model_or_its_problems() {
    each_file("smithy", |path| {
        let text = std::fs::read(path).unwrap();
        match read(Source::new(&text)) {
            Ok(model) => insta::assert_json_snapshot!(model),
            Err(problems) => insta::assert_snapshot!(problems),
        }
    });
}

fn model(name: &str) -> Model {
    read(Source::new(&read_fixture(&format!("smithy/{name}.json")))).unwrap()
}

#[test]
fn names_of_shapes_do_not_depend_on_their_order() {
    assert_eq!(model("namespaces-renamed"), model("namespaces-reversed"));
}

#[test]
fn both_versions_of_a_document_give_one_model() {
    assert_eq!(model("version-1"), model("version-2"));
}

/// It has no type, so that its members say which integers there are.
#[test]
fn members_document_the_values_of_an_enum_of_integers() {
    let files = rendered(&model("int-enum"));
    let operation = &files["operation/do_.rs"];
    let values = "One of 1 (`CLUB`), -2147483648 (`HEART`).";
    for line in [
        format!("/// {values}\n            suit: i32 = \"Suit\","),
        format!(
            "/// Each o{}\n            hand: Vec<i32> = \"Hand\",",
            &values[1..]
        ),
    ] {
        assert!(operation.contains(&line), "{operation}");
    }
}

#[test]
fn aws_json_is_used_or_else_the_most_preferred_protocol() {
    let text = String::from_utf8(read_fixture("smithy/unit.json")).unwrap();
    let known = r#""aws.protocols#awsJson1_1": {}"#;
    assert!(text.contains(known));
    for (traits, protocol, names) in [
        (
            r#""aws.protocols#awsQuery": {}, "aws.protocols#awsJson1_1": {}"#,
            Protocol::AwsJson1_1,
            ["json", "query"],
        ),
        (
            r#""aws.protocols#awsJson1_0": {}, "smithy.protocols#rpcv2Cbor": {}"#,
            Protocol::AwsJson1_0,
            ["smithy-rpc-v2-cbor", "json"],
        ),
        (
            r#""aws.protocols#awsQuery": {}, "smithy.protocols#rpcv2Cbor": {}"#,
            Protocol::RpcV2Cbor,
            ["smithy-rpc-v2-cbor", "query"],
        ),
    ] {
        let model = read(Source::new(text.replace(known, traits).as_bytes())).unwrap();
        assert_eq!(model.service.protocol, protocol);
        assert_eq!(model.service.protocols, names);
    }
}

#[test]
fn the_services_to_choose_from_are_listed() {
    let services = |count: usize| {
        let service = |index| (format!("ns#S{index}"), json!({"type": "service"}));
        let shapes: Map<_, _> = (0..count).map(service).collect();
        let text = json!({"smithy": "2.0", "shapes": shapes}).to_string();
        read(Source::new(text.as_bytes())).unwrap_err().to_string()
    };
    assert!(services(10).ends_with(", `ns#S9`"));
    assert!(services(12).ends_with(", and 2 more"));
}
