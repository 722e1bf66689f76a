//! Models that AWS has published, if the checkout has them. They contain AWS's prose, so they are
//! not part of this repository.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Write, stderr};
use std::path::Path;

use codegen::model::{Model, ShapeKind};
use codegen::source::{Source, read};

use super::support::{generated_differences, no_edits};

/// A model in the folder `shared/models/smithy` beside the workspace. If it is missing, the test is
/// skipped, which it says even where the output of tests that pass is hidden.
fn published(name: &str) -> Option<Model> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/models/smithy");
    let Ok(text) = fs::read(folder.join(name)) else {
        let test = std::thread::current();
        let test = test.name().unwrap_or_default();
        let line = format!("SKIPPED {test}: {} has no {name}\n", folder.display());
        stderr().write_all(line.as_bytes()).unwrap();
        return None;
    };
    Some(read(Source::new(&text)).unwrap())
}

/// The revision of the folder `model` that the published AST is of.
fn revision() -> Model {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../model/organizations/2025-01-02");
    let text = |name: &str| fs::read(folder.join(name)).unwrap();
    let (service, paginators) = (text("service-2.json"), text("paginators-1.json"));
    read(Source::new(&service).with_paginators(&paginators)).unwrap()
}

#[test]
fn organizations_has_only_differences_of_the_formats() {
    let Some(smithy) = published("organizations-2016-11-28.json") else {
        return;
    };
    let mut by_rule = BTreeMap::new();
    for line in no_edits(&revision(), &smithy) {
        let (rule, _) = line.split_once(' ').unwrap();
        *by_rule.entry(rule.to_owned()).or_insert(0) += 1;
    }
    let expected = [
        ("default-changed", 3),
        ("http-binding-changed", 45),
        ("pagination-changed", 13),
        ("pattern-changed", 21),
        ("service-metadata-changed", 1),
        ("trait-changed", 6),
    ];
    assert_eq!(
        by_rule,
        expected
            .map(|(rule, count)| (rule.to_owned(), count))
            .into()
    );
}

#[test]
fn organizations_generates_the_same_source_except_for_such_facts() {
    let Some(mut smithy) = published("organizations-2016-11-28.json") else {
        return;
    };
    // No revision carries AWS's prose.
    for traits in smithy.traits_mut() {
        traits.documentation = None;
    }
    let revision = revision();
    let lines = generated_differences(&revision, &smithy);
    let (documentation, code): (Vec<_>, Vec<_>) =
        lines.iter().partition(|line| line.contains("///"));
    assert_eq!((documentation.len(), code.len()), (117, 258));
    let is_expected = |line: &&&String| {
        let is_of_list = line.starts_with("operation/list_");
        is_of_list || line.starts_with("error.rs") || line.contains(" [pattern ")
    };
    let others: Vec<_> = code.iter().filter(|line| !is_expected(line)).collect();
    let of_default = [
        r#"types.rs -            aws_managed: bool = "AwsManaged","#,
        r#"types.rs +            aws_managed: bool = "AwsManaged" (default false),"#,
    ];
    assert_eq!(others, of_default.each_ref());
    // Without the facts that it shows, not one byte differs.
    for (name, operation) in &mut smithy.operations {
        operation.pagination = revision.operations[name].pagination.clone();
    }
    for (name, shape) in &mut smithy.shapes {
        shape.constraints.pattern = revision.shapes[name].constraints.pattern.clone();
        shape.error = revision.shapes[name].error.clone();
        if let ShapeKind::Structure { members } = &mut shape.kind {
            members
                .values_mut()
                .for_each(|member| member.default = None);
        }
    }
    assert_eq!(generated_differences(&revision, &smithy), [""; 0]);
}

#[test]
fn dynamodb_is_read() {
    let Some(model) = published("dynamodb-2012-08-10.json") else {
        return;
    };
    assert_eq!(model.operations.len(), 57);
    let ShapeKind::Union { members } = &model.shapes["AttributeValue"].kind else {
        panic!("{:?}", model.shapes["AttributeValue"].kind)
    };
    assert_eq!(members["M"].target, "MapAttributeValue");
    assert!(
        model.operations["DescribeEndpoints"]
            .traits
            .other
            .contains_key("endpointoperation")
    );
}
