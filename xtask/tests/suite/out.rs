//! `cargo xtask generate --out`: the crate of another service.

mod folder;

use std::collections::BTreeSet;
use std::fs;

use crate::support::{MODEL, Outcome, Workspace, outcome, repository};

pub(crate) const PARTITIONS: &str = r#"{"partitions": [
    {"id": "aws", "regionRegex": "^us\\-\\w+\\-\\d+$", "regions": {}, "outputs": {"dnsSuffix": "amazonaws.com"}}
]}"#;

/// Endpoint rules with one URL.
pub(crate) fn rules(url: &str) -> String {
    format!(
        r#"{{"version": "1.0", "parameters": {{}}, "rules": [
            {{"type": "endpoint", "conditions": [], "endpoint": {{"url": "{url}"}}}}
        ]}}"#
    )
}

/// The folder of the crate.
const CRATE: &str = "target/city-types";

/// A workspace with the model `city.json`.
fn workspace() -> Workspace {
    let workspace = Workspace::with_revisions();
    workspace.write("city.json", MODEL.replace("VALUE", "NEW"));
    workspace
}

/// Generates the crate of `city.json`; `rest` is its folder and other options.
fn out(workspace: &Workspace, rest: &str) -> Outcome {
    workspace.run(&format!("generate --model city.json --out {rest}"))
}

#[test]
fn another_service_becomes_a_complete_crate_that_its_owner_may_edit() {
    let workspace = workspace();
    workspace.write("pages.json", r#"{"pagination": {}}"#);
    let line = "generate --model pages.json city.json --out target/elsewhere/../city-types";
    workspace.run(line).ends(0);
    let manifest = workspace.read("target/city-types/Cargo.toml");
    for part in [
        "name = \"city-types\"",
        "path = \"../../crates/aws-json-protocol\"",
    ] {
        assert!(manifest.contains(part), "{manifest}");
    }
    let operation = "target/city-types/src/generated/operation/get.rs";
    assert!(workspace.path(operation).exists());
    let names = fs::read_dir(workspace.path(CRATE)).unwrap();
    let names: BTreeSet<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    assert!(names.iter().eq(["Cargo.toml", "src"]), "{names:?}");
    let root = "target/city-types/src/lib.rs";
    workspace.write(root, "// mine\n");
    let warning = "does not lead to src/generated: add `mod generated;`";
    workspace.run(line).ends(0).notes(warning);
    assert_eq!(workspace.read(root), "// mine\n");
}

/// AWS adds keys to its traits before the reader supports them.
#[test]
fn an_unknown_key_of_a_trait_is_a_warning_unless_strict() {
    let workspace = Workspace::with_revisions();
    workspace.write(
        "city.json",
        r#"{"smithy": "2.0", "shapes": {"com.example#Tea": {"type": "service", "version": "1", "traits": {
            "aws.api#service": {"sdkId": "Tea", "awsProductName": "Tea"},
            "aws.protocols#awsJson1_1": {}
        }}}}"#,
    );
    let strict = "generate --model city.json --out target/tea --strict";
    workspace.assert_transcript("out_strict", strict);
    assert!(!workspace.path("target/tea").exists());
    let lenient = "generate --model city.json --out target/tea";
    workspace.assert_transcript("out_warned", lenient);
}

/// The tests of `diff` have all kinds of places.
#[test]
fn a_model_is_read_as_diff_reads_it() {
    let workspace = crate::diff::workspace();
    workspace.write("city.json", workspace.read("old/service-2.json"));
    workspace.write("pages.json", workspace.read("old/paginators-1.json"));
    let list = format!("{CRATE}/src/generated/operation/list.rs");
    for (model, has_pages) in [
        ("city.json pages.json", true),
        ("city.json", false),
        ("old", true),
    ] {
        let line = format!("generate --model {model} --out {CRATE}");
        workspace.run(&line).ends(0);
        assert_eq!(
            workspace.read(&list).contains("pages {"),
            has_pages,
            "{model}"
        );
    }
    let workspace = Workspace::with_revisions();
    let line = format!("generate --model previous --out {CRATE}");
    workspace.run(&line).ends(0);
    let enums = workspace.read(&format!("{CRATE}/src/generated/enums.rs"));
    assert!(enums.contains("OLD"), "{enums}");
}

#[test]
fn the_rules_beside_a_model_are_evaluated() {
    let workspace = Workspace::new();
    workspace.write("model/partitions.json", PARTITIONS);
    workspace.write("city/service-2.json", MODEL.replace("VALUE", "NEW"));
    let line = format!("generate --model city --out {CRATE}");
    let has_endpoint = || {
        let service = workspace.read("target/city-types/src/generated/service.rs");
        service.contains("standard \"https://city\";")
    };
    workspace.run(&line).report();
    assert!(!has_endpoint());
    let file = "city/endpoint-rule-set-1.json";
    workspace.write(file, rules("https://city"));
    workspace.run(&line).report();
    assert!(has_endpoint());
    workspace.write(file, rules("https://city").replace("1.0", "7.0"));
    let warning = "warning: city: (endpoint rules).version: is not a version";
    workspace.run(&line).ends(0).notes(warning);
    assert!(!has_endpoint());
    workspace.run(&format!("{line} --strict")).ends(3);
}

#[test]
fn a_crate_that_cannot_have_its_name_is_not_begun() {
    let workspace = workspace();
    let before = workspace.files();
    let long = "a".repeat(65);
    let names = "|-|-a|_a|1a|a b|a\"b|a\nb|a/b|../a|a.b|Types|naïve|fn|self|gen|std|proc-macro|test|serde|aws-json-protocol";
    for name in names.split('|').chain([long.as_str()]) {
        let mut named = workspace.command("generate --model city.json --out target/new/city");
        let outcome = outcome(named.arg(format!("--crate-name={name}"))).ends(2);
        let outcome = outcome.notes("` cannot be the name of a crate: ");
        outcome.notes("--crate-name NAME");
        assert!(!workspace.path("target/new").exists());
    }
    let error = "error: `std` cannot be the name of a crate: ";
    out(&workspace, "target/new/std").ends(2).notes(error);
    let error = "has no name to use for the crate";
    out(&workspace, "/").ends(2).notes(error);
    assert_eq!(workspace.files(), before);
    for name in ["a", "a-1_b", "fn-types", "std2", &long[..64]] {
        out(&workspace, &format!("{CRATE} --force --crate-name {name}")).ends(0);
        let manifest = workspace.read("target/city-types/Cargo.toml");
        let line = format!("name = \"{name}\"");
        assert!(manifest.contains(&line), "{manifest}");
        fs::remove_dir_all(workspace.path(CRATE)).unwrap();
    }
}

#[test]
fn the_named_one_of_several_services_is_generated() {
    let workspace = Workspace::with_revisions();
    let file = "codegen/tests/fixtures/smithy/several-services.json";
    workspace.write("city.json", fs::read(repository().join(file)).unwrap());
    workspace.write("target/botocore.json", MODEL);
    workspace.assert_transcript(
        "several_services",
        "diff city.json city.json
        diff city.json city.json --service Second
        diff target/botocore.json city.json --service Second --force
        breaking city.json city.json --service ns#Service
        diff target/botocore.json latest --service City
        generate --model city.json --out target/city
        generate --model city.json --out target/city --service Third
        generate --model city.json --out target/city --service Second
        generate --model city.json --out target/city --service ns#Service
        generate --model city.json --out target/city --service ns#Service --force",
    );
}
