//! The Rust names of the parts of a model.

use crate::common::{enumeration, members, model, operation, structure};
use codegen::model::{Member, Model, Operation};
use codegen::plan::names::{self, Names};

fn variants(values: &[&str]) -> Vec<String> {
    names::members(&enumeration(values).kind)
}

fn fields(names: &[&str]) -> Vec<String> {
    let mut it = structure([]);
    for name in names {
        members(&mut it).insert((*name).to_owned(), Member::new("Text"));
    }
    names::members(&it.kind)
}

fn model_of(operation: &str) -> Model {
    let mut model = Model::default();
    let operation = (operation.to_owned(), Operation::default());
    model.operations.extend([operation]);
    model
}

fn type_and_module(operation: &str) -> (String, String) {
    let model = model_of(operation);
    let names = Names::of(&model);
    let names = names.operation(operation).unwrap();
    (names.type_name.clone(), names.module.clone())
}

#[test]
fn acronyms_are_words_and_values_may_hold_digits_and_symbols() {
    for (value, variant) in [
        ("ENABLE_ALL_FEATURES", "EnableAllFeatures"),
        ("ecs:service:DesiredCount", "EcsServiceDesiredCount"),
        ("5.1", "Value5_1"),
        ("db.r5.2xlarge", "DbR5_2xlarge"),
        (">=", "GreaterEqual"),
        ("", "Empty"),
        ("日", "U65E5"),
        ("__ListOf__string", "ListOfString"),
        ("EnableAWSServiceAccess", "EnableAwsServiceAccess"),
    ] {
        assert_eq!(variants(&[value]), [variant]);
    }
}

#[test]
fn keywords_become_raw_or_get_a_suffix_and_a_setter_hides_no_function() {
    for (member, field) in [
        ("IAMUserAccessToBilling", "iam_user_access_to_billing"),
        ("Type", "r#type"),
        ("self", "self_"),
        ("Crate", "crate_"),
        ("New", "new_"),
        ("Clone", "clone_"),
        ("Default", "default_"),
    ] {
        assert_eq!(fields(&[member]), [field]);
    }
}

#[test]
fn no_file_is_named_after_a_keyword_or_a_device_of_windows() {
    for name in ["Mod", "Aux", "Con", "Nul", "PRN", "Com1", "LPT9"] {
        assert_eq!(type_and_module(name).1, name.to_lowercase() + "_");
    }
    let console = ("Console".to_owned(), "console".to_owned());
    assert_eq!(type_and_module("Console"), console);
}

#[test]
fn a_reserved_name_gets_the_suffix_and_a_taken_one_a_number() {
    let names = variants(&["Self", "SelfValue", "Blue", "Blue2", "blue"]);
    assert_eq!(names, ["SelfValue", "SelfValue2", "Blue", "Blue2", "Blue3"]);
    // A number does not make a raw identifier.
    let names = fields(&["type", "Type", "self", "Self"]);
    assert_eq!(names, ["r#type", "type_2", "self_2", "self_"]);
}

#[test]
fn the_most_common_spelling_keeps_its_name_wherever_another_is_added() {
    assert_eq!(variants(&["FOO_BAR", "foo.bar"]), ["FooBar", "FooBar2"]);
    assert_eq!(variants(&["foo.bar", "FOO_BAR"]), ["FooBar2", "FooBar"]);
    let names = variants(&["foo-bar", "FooBar", "FOO_BAR"]);
    assert_eq!(names, ["FooBar3", "FooBar", "FooBar2"]);
    for (usual, unusual) in [
        ("FOO_BAR", "FOO-BAR "),
        ("INVALID_REQUEST", "Invalid.Request"),
        ("Self", "sELF "),
        ("Unknown", "UNKNOWN!"),
    ] {
        let alone = variants(&[usual]);
        assert_eq!(variants(&[usual, unusual])[..1], alone, "{unusual}");
        assert_eq!(variants(&[unusual, usual])[1..], alone, "{unusual}");
    }
}

#[test]
fn the_trait_of_a_service_is_named_after_its_id() {
    let prefix = Some("organizations");
    for (id, endpoint_prefix, operation, name) in [
        ("Organizations", prefix, "ListRoots", "Organizations"),
        ("Cost Explorer", Some("ce"), "GetCost", "CostExplorer"),
        ("", prefix, "ListRoots", "Organizations"),
        ("", None, "ListRoots", "Service"),
        ("日本", None, "ListRoots", "Service"),
        ("Error", None, "ListRoots", "ErrorService"),
        ("Translate", None, "Translate", "Translate2"),
    ] {
        let mut model = model_of(operation);
        model.service.id = id.to_owned();
        model.service.endpoint_prefix = endpoint_prefix.map(str::to_owned);
        assert_eq!(Names::of(&model).service(), name);
    }
}

/// The paths of paginators are a small part of JMESPath: members, and the last elements of lists.
#[test]
fn other_expressions_of_jmespath_are_not_paths() {
    let documentation = codegen::api::Documentation::default();
    for (path, is_path) in [
        ("NextToken", true),
        ("Things[-1].Parts[-1].Name", true),
        ("A || B", false),
        ("A[0]", false),
        ("A[-1][-1]", false),
        ("", false),
        (".", false),
        ("A.", false),
        ("A ||", false),
        ("A[]", false),
        ("A[*].B", false),
        ("A[0", false),
        ("A[0]B", false),
        ("A[?B]", false),
        ("length(A)", false),
        ("A | B", false),
        ("A && B", false),
        ("\"A\"", false),
        ("A[1:2]", false),
    ] {
        let mut model = model();
        let pagination = operation(&mut model, "ListThings").pagination.as_mut();
        pagination.unwrap().output_tokens = vec![path.to_owned()];
        let api = codegen::api::Api::new(&model, &documentation);
        let pages = api.operations["ListThings"].pages.as_ref();
        let problem = pages.unwrap().as_ref().err();
        assert_eq!(problem.is_none(), is_path, "{path}: {problem:?}");
        assert!(problem.is_none_or(|it| it.ends_with("is more than a path of members")));
    }
}
