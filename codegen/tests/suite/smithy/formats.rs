//! One service in both formats is one, but for what only one format can say.

use codegen::diff::Rule;
use codegen::model::{Model, Protocol};
use codegen::source::{Source, read};
use serde_json::Value;

use crate::common::fixtures::read_folder;
use crate::common::{compare, patched, rendered};

use super::support::{fixture, generated_differences, no_edits, read_fixture};

/// The models of a service in `fixtures/formats`: from botocore's files, and from the AST.
fn both(service: &str) -> (Model, Model) {
    let folder = format!("formats/{service}");
    let smithy = read_fixture(&format!("{folder}/service.smithy.json"));
    let smithy = read(Source::new(&smithy)).unwrap();
    (read_folder(&fixture(&folder)), smithy)
}

/// The differences of a service that are due to the formats, as `docs/formats.md` explains.
fn format_differences(service: &str) -> Vec<String> {
    let (botocore, smithy) = both(service);
    no_edits(&botocore, &smithy)
}

#[test]
fn an_aws_json_service_is_one() {
    insta::assert_snapshot!(format_differences("json").join("\n"));
}

#[test]
fn a_service_of_any_other_protocol_is_one() {
    assert_eq!(
        format_differences("rest-json"),
        [
            r#"service-metadata-changed service@aws.protocols#restJson1: - | {"http":["h2","http/1.1"]}"#,
            r#"service-metadata-changed service@protocolSettings: {"h2":"eventstream"} | -"#,
            r#"trait-changed Labels@smithy.api#mediaType: - | "application/json""#,
            "trait-changed PutPaperInput.Labels@jsonvalue: true | -",
        ]
    );
    assert_eq!(
        format_differences("rest-xml"),
        [
            r#"trait-changed SendLetter@input.locationName: "LetterRequest" | -"#,
            r#"trait-changed Letter.To@smithy.api#jsonName: - | "ignored""#,
            r#"trait-changed Letter@xmlOrder: ["To","Kind"] | -"#,
        ]
    );
    assert_eq!(
        format_differences("query"),
        [r#"trait-changed Pay@output.resultWrapper: "PayResult" | -"#]
    );
    assert_eq!(format_differences("ec2"), [""; 0]);
}

/// Operations are generated only for AWS JSON, so it is used if a service supports it.
#[test]
fn a_service_of_several_protocols_uses_aws_json() {
    assert_eq!(format_differences("several-protocols"), [""; 0]);
    let (botocore, smithy) = both("several-protocols");
    for model in [&botocore, &smithy] {
        assert_eq!(model.service.protocol, Protocol::AwsJson1_1);
        assert_eq!(
            model.service.protocols,
            ["smithy-rpc-v2-cbor", "json", "query"]
        );
        let files = rendered(model);
        let operation = &files["operation/certify.rs"];
        assert!(operation.contains("\"Notary.Certify\""), "{operation}");
    }
}

#[test]
fn the_version_of_aws_json_is_required() {
    let text = String::from_utf8(read_fixture("formats/several-protocols/service-2.json")).unwrap();
    let protocol = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        let text = text.replace(from, to);
        read(Source::new(text.as_bytes())).map(|model| model.service.protocol)
    };
    let version = "\"jsonVersion\": \"1.1\",";
    assert_eq!(
        protocol(version, "\"jsonVersion\": \"1.0\","),
        Ok(Protocol::AwsJson1_0)
    );
    assert_eq!(
        protocol(version, "").unwrap_err().to_string(),
        "metadata.jsonVersion: is missing or unknown; expected `1.0` or `1.1`"
    );
    assert_eq!(protocol("\"json\",", ""), Ok(Protocol::RpcV2Cbor));
}

/// In Smithy a label has the name of the member that fills it in, whatever that is called in JSON.
/// botocore chooses a name for both. Neither is on the wire.
#[test]
fn a_label_has_its_own_name_in_each_format() {
    let edited = |file: &str, [from, to]: [&str; 2]| {
        let text = String::from_utf8(read_fixture(&format!("formats/rest-json/{file}"))).unwrap();
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    };
    let botocore = edited("service-2.json", ["{Id}", "{paperId}"])
        .replace("\"locationName\": \"Id\"", "\"locationName\": \"paperId\"");
    let label = "\"smithy.api#httpLabel\": {}";
    let named = format!("{label}, \"smithy.api#jsonName\": \"id\"");
    let smithy = edited("service.smithy.json", [label, &named]);
    let [botocore, smithy] =
        [botocore, smithy].map(|text| read(Source::new(text.as_bytes())).unwrap());
    let of_labels: Vec<_> = no_edits(&botocore, &smithy)
        .into_iter()
        .filter(|line| line.contains("Id"))
        .collect();
    insta::assert_snapshot!(of_labels.join("\n"));
    let id = &smithy.shapes["GetPaperInput"].members().unwrap()["Id"];
    assert_eq!(id.wire_name, None);
}

/// Edits of one side of a service: the service, the side, the path of the entry, and a JSON Merge Patch.
const EDITS: &str = r#"[
    ["json", "botocore", "Title", {"shapes": {"Title": {"pattern": "[a-z]"}}}],
    ["json", "botocore", "SearchBooks.pagination", {"operations": {"SearchBooks": {"pagination": {"result_keys": ["Authors"]}}}}],
    ["json", "botocore", "ListBooks.pagination", {"operations": {"ListBooks": {"pagination": null}}}],
    ["json", "smithy", "ListBooks.pagination", {"operations": {"ListBooks": {"pagination": null}}}],
    ["json", "botocore", "InvalidBook", {"shapes": {"InvalidBook": {"error": {"http_status": 418}}}}],
    ["rest-json", "botocore", "Gone", {"shapes": {"Gone": {"error": {"http_status": null}}}}],
    ["json", "botocore", "Condition", {"shapes": {"Condition": {"type": "long", "values": null}}}],
    ["json", "botocore", "GetBook@httpChecksum", {"operations": {"GetBook": {"other": {"httpChecksum": true}}}}]
]"#;

#[test]
fn an_edit_is_found_across_formats_too() {
    let edits: Vec<(String, String, String, Value)> = serde_json::from_str(EDITS).unwrap();
    for (service, side, path, patch) in edits {
        let edited = |name: &str, model: Model| -> Model {
            let document = serde_json::to_value(model).unwrap();
            let patch = if name == side { &patch } else { &Value::Null };
            serde_json::from_value(patched(&document, patch)).unwrap()
        };
        let (botocore, smithy) = both(&service);
        let found = compare(&edited("botocore", botocore), &edited("smithy", smithy));
        let paths = found.changes.iter().map(|change| change.path.as_str());
        assert_eq!(paths.collect::<Vec<_>>(), [path]);
    }
}

#[test]
fn in_one_format_an_anchor_is_an_edit() {
    let (old, _) = both("json");
    let mut new = old.clone();
    new.shapes["Title"].constraints.pattern = Some(r"^.*\S.*$".to_owned());
    let diff = compare(&old, &new);
    let rules: Vec<_> = diff.changes.iter().map(|change| change.rule).collect();
    assert_eq!(rules, [Rule::PatternChanged]);
    assert!(diff.format_differences.is_empty());
}

#[test]
fn the_generated_source_differs_where_it_shows_such_a_fact() {
    let differences = |service: &str| {
        let (botocore, smithy) = both(service);
        generated_differences(&botocore, &smithy)
    };
    insta::assert_snapshot!(differences("json").join("\n"));
    for service in ["rest-json", "rest-xml", "query", "ec2", "several-protocols"] {
        assert_eq!(differences(service), [""; 0], "{service}");
    }
}

#[test]
fn the_content_determines_the_format_and_what_belongs_to_it() {
    let smithy = read_fixture("formats/json/service.smithy.json");
    let botocore = read_fixture("formats/json/service-2.json");
    for (source, expected) in [
        (
            Source::new(br#"{"shapes": {}}"#),
            "(top level): is not a model",
        ),
        // Both keys can stand at the top of an AST.
        (
            Source::new(br#"{"metadata": {}, "smithy": "2.0"}"#),
            "shapes: hold no service",
        ),
        (
            Source::new(br#"{"metadata": {}}"#),
            "metadata.protocol: is missing",
        ),
        (
            Source::new(&smithy).with_paginators(b"{}"),
            "(paginators): belong to",
        ),
        (
            Source::new(&botocore).with_service("Library"),
            "(model): is a service-2.json",
        ),
    ] {
        let problems = read(source).unwrap_err().to_string();
        assert!(problems.starts_with(expected), "{problems}");
    }
}
