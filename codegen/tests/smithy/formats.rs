//! One service in both formats is one model, but for what only one format can say.

use codegen::model::Model;
use codegen::source::{Source, read};

use crate::support::{differences, fixture, read_fixture};

/// The models of a service in `fixtures/formats`: from botocore's files, and from the AST.
fn both(service: &str) -> (Model, Model) {
    let path = |file: &str| format!("formats/{service}/{file}");
    let botocore = read_fixture(&path("service-2.json"));
    let paginators = fixture(&path("paginators-1.json"))
        .exists()
        .then(|| read_fixture(&path("paginators-1.json")));
    let mut source = Source::new(&botocore);
    source.paginators = paginators.as_deref();
    let smithy = read_fixture(&path("service.smithy.json"));
    let smithy = read(Source::new(&smithy)).unwrap();
    (read(source).unwrap(), smithy)
}

#[test]
fn aws_json_services_are_one_model() {
    let (botocore, smithy) = both("json");
    assert_eq!(
        differences(&botocore, &smithy),
        [
            // Only botocore has a short name, boxes and hand-made additions to paginators.
            r#"operations.ListBooks.pagination.non_aggregate_keys: ["NextToken"] | -"#,
            r#"service.abbreviation: "Library" | -"#,
            "shapes.Boolean.boxed: true | -",
            // Only Smithy has defaults, names of enum values, HTTP statuses of errors in AWS
            // JSON, and the traits that it does not share.
            "shapes.Endpoint.members.CachePeriod.default: - | 5",
            r#"shapes.Endpoint.members.CachePeriod.other: - | {"smithy.api#addedDefault":true}"#,
            r#"shapes.Genre.values[2].name: - | "POEMS""#,
            "shapes.GetBookRequest.members.BookId.other.smithy.api#clientOptional: - | true",
            "shapes.InvalidBook.error.http_status: - | 400",
            "shapes.MaxResults.boxed: true | -", // only botocore, as above
            "shapes.Terms.other.smithy.api#uniqueItems: - | true",
        ]
    );
}

#[test]
fn rest_json_services_are_one_model() {
    let (botocore, smithy) = both("rest-json");
    assert_eq!(differences(&botocore, &smithy), [""; 0]);
    assert_eq!(smithy.operations.len(), 3);
}

#[test]
fn rest_xml_services_are_one_model() {
    let (botocore, smithy) = both("rest-xml");
    assert_eq!(differences(&botocore, &smithy), [""; 0]);
    assert_eq!(smithy.shapes.len(), 4);
}

#[test]
fn the_content_tells_the_format() {
    let problems = |text: &[u8]| read(Source::new(text)).unwrap_err().to_string();
    let neither = problems(br#"{"shapes": {}}"#);
    assert!(neither.starts_with("(top level): is no model"), "{neither}");
    // Both keys can stand at the top of an AST.
    let smithy = problems(br#"{"metadata": {}, "smithy": "2.0"}"#);
    assert!(smithy.starts_with("shapes: hold no service"), "{smithy}");
    let botocore = problems(br#"{"metadata": {}}"#);
    assert!(
        botocore.contains("metadata.protocol: is missing"),
        "{botocore}"
    );
}

#[test]
fn what_belongs_to_the_other_format_is_a_problem() {
    let smithy = read_fixture("formats/json/service.smithy.json");
    let problems = read(Source::new(&smithy).with_paginators(b"{}")).unwrap_err();
    assert!(problems.to_string().starts_with("(paginators): belong to"));
    let botocore = read_fixture("formats/json/service-2.json");
    let problems = read(Source::new(&botocore).with_service("Library")).unwrap_err();
    assert!(
        problems
            .to_string()
            .starts_with("(model): is a service-2.json")
    );
}
