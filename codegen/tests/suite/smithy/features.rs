//! One document for each feature of Smithy, with the model or the problems that it gives.

use codegen::api::Documentation;
use codegen::generate;
use codegen::model::{IndexMap, Model, Protocol, ShapeKind};
use codegen::problem::Problem;
use codegen::source::{Source, read};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::support::read_fixture;

#[test]
fn each_feature_gives_its_model_or_its_problems() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/smithy");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        insta::with_settings!({snapshot_suffix => name}, {
            match read(Source::new(&text)) {
                Ok(model) => insta::assert_json_snapshot!(model),
                Err(problems) => insta::assert_snapshot!(problems),
            }
        });
    }
}

fn model(name: &str) -> Model {
    read(Source::new(&read_fixture(&format!("smithy/{name}.json")))).unwrap()
}

fn problems(name: &str) -> Vec<Problem> {
    let problems = read(Source::new(&read_fixture(&format!("smithy/{name}.json")))).unwrap_err();
    problems.iter().cloned().collect()
}

#[test]
fn mixins_come_first_and_local_traits_win() {
    let model = model("mixins");
    let input = &model.shapes["Input"];
    let members = input.members().unwrap();
    let names: Vec<_> = members.keys().map(String::as_str).collect();
    assert_eq!(names, ["Id", "Kind", "Token", "Name", "Own", "Size"]);
    assert!(!input.sensitive, "a local trait stays with its mixin");
    assert_eq!(input.traits.documentation.as_deref(), Some("Named"));
    assert!(members["Id"].required);
    assert_eq!(members["Kind"].constraints.pattern.as_deref(), Some("^k$"));
    assert_eq!(members["Token"].constraints.max, Some(7.into()));
    assert!(members["Name"].required);
    assert_eq!(members["Name"].constraints.max, Some(5.into()));
    assert_eq!(members["Own"].wire_name.as_deref(), Some("own"));
    let ShapeKind::Enum { values } = &model.shapes["Size"].kind else {
        panic!("{:?}", model.shapes["Size"])
    };
    let values: Vec<_> = values.iter().map(|value| value.value.as_str()).collect();
    assert_eq!(values, ["small", "large"]);
    assert_eq!(model.shapes.len(), 3, "mixins are no shapes of the service");
}

#[test]
fn operations_are_found_through_resources() {
    let model = model("resources");
    let names: Vec<_> = model.operations.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "CountCities",
            "CreateStreet",
            "DeleteStreet",
            "GetCity",
            "ListCities",
            "PaveStreet",
            "PutStreet",
            "UpdateStreet"
        ]
    );
}

#[test]
fn shapes_of_one_name_get_names_that_do_not_depend_on_their_order() {
    let read_names = |text: &[u8]| {
        let model = read(Source::new(text)).unwrap();
        let members = model.shapes["Input"].members().unwrap().clone();
        let target = |name: &str| members[name].target.clone();
        let mut targets: Vec<_> = members
            .keys()
            .map(|name| (name.clone(), target(name)))
            .collect();
        targets.sort();
        targets
    };
    // Smithy has each of them renamed, unless they are simple and alike.
    let mut document: Document =
        serde_json::from_slice(&read_fixture("smithy/namespaces.json")).unwrap();
    document.shapes["ns#Service"]["rename"] = json!({"third#Tag": "ThirdTag"});
    document.shapes["ns#Boolean"]["traits"] = json!({"smithy.api#sensitive": {}});
    let text = serde_json::to_vec(&document).unwrap();
    let names = read_names(&text);
    let target = |name: &str| {
        names
            .iter()
            .find(|(member, _)| member == name)
            .unwrap()
            .1
            .as_str()
    };
    assert_eq!(target("Own"), "Tag");
    assert_eq!(target("Other"), "OtherPlaceTag");
    assert_eq!(target("Renamed"), "ThirdTag");
    assert_eq!(
        (target("Second"), target("First")),
        ("Elsewhere", "BElsewhere")
    );
    assert_eq!((target("Text"), target("Text2")), ("String", "String"));
    assert_eq!((target("Texts"), target("Texts2")), ("Texts", "Texts"));
    assert_eq!(
        (target("Flag"), target("Flag2")),
        ("SmithyApiBoolean", "Boolean")
    );

    // The same with the shapes the other way round.
    document.shapes.reverse();
    let reversed = serde_json::to_string(&document).unwrap();
    assert!(reversed.find("other.place#Tag") < reversed.find("ns#Service"));
    assert_eq!(read_names(reversed.as_bytes()), names);
}

#[derive(Deserialize, Serialize)]
struct Document {
    smithy: String,
    shapes: IndexMap<String, Value>,
}

#[test]
fn an_enum_of_version_1_is_an_enum() {
    let model = model("version-1");
    let ShapeKind::Enum { values } = &model.shapes["Colour"].kind else {
        panic!("{:?}", model.shapes["Colour"])
    };
    let values: Vec<_> = values
        .iter()
        .map(|value| (value.value.as_str(), value.name.as_deref()))
        .collect();
    assert_eq!(
        values,
        [
            ("RED", None),
            ("light-blue", Some("LIGHT_BLUE")),
            ("old", Some("OLD"))
        ]
    );
}

#[test]
fn both_versions_of_a_document_are_one_model() {
    assert_eq!(model("version-1"), model("version-2"));
}

/// It has no type, so that its members say which integers there are.
#[test]
fn the_values_of_an_enum_of_integers_stand_at_its_members() {
    let files = generate(&model("int-enum"), &Documentation::default()).unwrap();
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
fn the_unit_is_no_input_but_a_choice_of_a_union() {
    let model = model("unit");
    let operation = &model.operations["Do"];
    assert_eq!(
        (operation.input.as_deref(), operation.output.as_deref()),
        (None, Some("Output"))
    );
    assert_eq!(
        model.shapes["Choice"].members().unwrap()["None"].target,
        "Unit"
    );
}

#[test]
fn what_no_operation_leads_to_is_not_read() {
    let model = model("closure");
    let names: Vec<_> = model.shapes.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        ["Bad", "Input", "Key", "Map", "Node", "Nodes", "Why"]
    );
}

#[test]
fn an_unknown_trait_is_a_problem_with_its_path() {
    let problems = problems("unknown-trait");
    let paths: Vec<_> = problems
        .iter()
        .map(|problem| problem.path.as_str())
        .collect();
    assert_eq!(
        paths,
        ["shapes.ns#Input.members.A.traits.com.example#shout"]
    );
}

#[test]
fn aws_json_is_spoken_or_else_the_most_preferred_protocol() {
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
fn a_service_can_be_chosen_among_several() {
    let text = read_fixture("smithy/several-services.json");
    let problems = read(Source::new(&text)).unwrap_err().to_string();
    assert!(
        problems.ends_with("`ns#Service`, `other#Second`"),
        "{problems}"
    );
    let second = read(Source::new(&text).with_service("Second")).unwrap();
    assert_eq!(
        (second.service.id.as_str(), second.operations.len()),
        ("Second", 0)
    );
    let first = read(Source::new(&text).with_service("ns#Service")).unwrap();
    assert_eq!(first.operations.len(), 1);
    let problems = read(Source::new(&text).with_service("Third"))
        .unwrap_err()
        .to_string();
    assert!(problems.contains("hold no service `Third`"), "{problems}");
    let services = |count: usize| {
        let service = |index| (format!("ns#S{index}"), json!({"type": "service"}));
        let shapes: Map<_, _> = (0..count).map(service).collect();
        let text = json!({"smithy": "2.0", "shapes": shapes}).to_string();
        read(Source::new(text.as_bytes())).unwrap_err().to_string()
    };
    assert!(services(10).ends_with(", `ns#S9`"));
    assert!(services(12).ends_with(", and 2 more"));
}

#[test]
fn common_errors_and_those_of_mixins_are_errors_of_each_operation() {
    let model = model("operation-mixins");
    assert_eq!(model.operations["Do"].errors, ["Bad", "Common", "Own"]);
    assert_eq!(model.operations["Mixed"].errors, ["Common"]);
    assert!(model.operations["Do"].read_only);
    assert_eq!(model.operations["Do"].input.as_deref(), Some("DoRequest"));
    assert_eq!(
        model.service.api_version, "1",
        "the service's own version wins"
    );
}
