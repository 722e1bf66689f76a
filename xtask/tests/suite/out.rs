//! `cargo xtask generate --out`: the crate of another service.

mod folder;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::support::{
    MODEL, Outcome, Workspace, assert_compiles, files_below, outcome, repository,
};

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

/// A service with an item of each kind.
fn everything() -> Value {
    json!({
        "metadata": {"protocol": "json", "jsonVersion": "1.1", "serviceId": "City", "targetPrefix": "City"},
        "operations": {"Get": {
            "http": {"method": "POST", "requestUri": "/"},
            "input": {"shape": "GetRequest"},
            "errors": [{"shape": "GoneException"}],
        }},
        "shapes": {
            "GetRequest": {"type": "structure", "members": {"Mode": {"shape": "Mode"}, "Street": {"shape": "Street"}}},
            "GoneException": {"type": "structure", "exception": true, "members": {"Message": {"shape": "Text"}}},
            "Mode": {"type": "string", "enum": ["FAST"]},
            "Street": {"type": "structure", "members": {"Name": {"shape": "Text"}}},
            "Text": {"type": "string"},
        },
    })
}

#[test]
fn a_crate_compiles_when_its_model_gains_or_loses_kinds_of_items() {
    let mut one_structure = everything();
    one_structure["metadata"] = json!({"protocol": "rest-json", "serviceId": "City"});
    one_structure["operations"] = json!({});
    let shapes = one_structure["shapes"].as_object_mut().unwrap();
    shapes.retain(|name, _| matches!(name.as_str(), "Street" | "Text"));
    let mut nothing = one_structure.clone();
    nothing["shapes"] = json!({});

    let workspace = Workspace::with_revisions();
    let krate = workspace.path(CRATE);
    let mut root = None;
    for model in [everything(), one_structure, nothing, everything()] {
        workspace.write("city.json", model.to_string());
        out(&workspace, CRATE).ends(0);
        if root.is_none() {
            // It depends on the protocol crate of this repository.
            let manifest = fs::read_to_string(krate.join("Cargo.toml")).unwrap();
            let manifest = manifest.replace("../..", repository().to_str().unwrap());
            fs::write(krate.join("Cargo.toml"), manifest + "\n[workspace]\n").unwrap();
            fs::copy(repository().join("Cargo.lock"), krate.join("Cargo.lock")).unwrap();
        }
        assert_compiles(&krate);
        let text = fs::read_to_string(krate.join("src/lib.rs")).unwrap();
        assert_eq!(*root.get_or_insert(text.clone()), text);
    }
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
    let problem = "shapes.com.example#Tea.traits.aws.api#service.awsProductName: unknown key";
    let strict = out(&workspace, "target/tea --strict");
    strict.ends(3).notes(problem);
    assert!(!workspace.path("target/tea").exists());
    let warned = out(&workspace, "target/tea").ends(0);
    warned.notes(&format!("warning: city.json: {problem}"));
}

/// The tests of `diff` have all kinds of places.
#[test]
fn a_model_is_read_as_diff_reads_it() {
    let workspace = Workspace::with_revisions();
    let generated_from = |model: &str| -> BTreeMap<PathBuf, Vec<u8>> {
        workspace
            .run(&format!("generate --model {model} --out {CRATE}"))
            .ends(0);
        let files = files_below(&workspace.path(CRATE));
        fs::remove_dir_all(workspace.path(CRATE)).unwrap();
        files
    };
    let list = r#""List": {"http": {"method": "POST", "requestUri": "/"}, "input": {"shape": "Page"}, "output": {"shape": "Page"}}"#;
    let shapes = r#""Page": {"type": "structure", "members": {"Token": {"shape": "Text"}, "Items": {"shape": "Texts"}}},
        "Text": {"type": "string"}, "Texts": {"type": "list", "member": {"shape": "Text"}}"#;
    let model = MODEL
        .replace("VALUE", "NEW")
        .replace(r#""Put": {"#, &format!(r#"{list}, "Put": {{"#))
        .replace(r#""shapes": {"#, &format!(r#""shapes": {{{shapes},"#));
    let paginators = r#"{"pagination": {"List": {"input_token": "Token", "output_token": "Token", "result_key": "Items"}}}"#;
    workspace.write("city.json", &model);
    workspace.write("pages.json", paginators);
    let expected = generated_from("city.json pages.json");
    let has_pages = |files: &BTreeMap<PathBuf, Vec<u8>>| {
        let list = &files[Path::new("src/generated/operation/list.rs")];
        String::from_utf8_lossy(list).contains("pages {")
    };
    assert!(has_pages(&expected) && !has_pages(&generated_from("city.json")));

    workspace.write("plain/service-2.json", &model);
    workspace.write("plain/paginators-1.json", paginators);
    assert!(generated_from("plain") == expected);
    let of_revision = generated_from("previous");
    assert!(of_revision == generated_from("model/organizations/2024-01-01"));
    assert!(of_revision != expected);
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
fn names_in_a_model_stay_text() {
    let workspace = workspace();
    let name = "../../evil\"]\n[evil]\n*/ fn evil() {} \u{202e}";
    let mut model: Value = serde_json::from_str(&MODEL.replace("VALUE", "NEW")).unwrap();
    for key in [
        "serviceId",
        "serviceFullName",
        "endpointPrefix",
        "uid",
        "targetPrefix",
    ] {
        model["metadata"][key] = name.into();
    }
    workspace.write("city.json", model.to_string());
    out(&workspace, "target/a").ends(0);
    let manifest: toml::Table = workspace.read("target/a/Cargo.toml").parse().unwrap();
    assert_eq!(manifest.len(), 3, "{manifest:?}");
    assert_eq!(manifest["package"]["name"].as_str(), Some("a"));
    for (path, content) in files_below(&workspace.path("target/a")) {
        let text = String::from_utf8(content).unwrap();
        assert!(!text.contains('\u{202e}'), "{}", path.display());
    }
    assert!(!workspace.path("../../evil").exists());
}

#[test]
fn the_named_one_of_several_services_is_generated() {
    let workspace = Workspace::with_revisions();
    let file = "codegen/tests/fixtures/smithy/several-services.json";
    workspace.write("city.json", fs::read(repository().join(file)).unwrap());
    let several = "shapes: hold several services; name the one to read, or leave one in the file: \
                   `ns#Service`, `other#Second`";
    out(&workspace, CRATE).ends(3).notes(several);
    let diff = workspace.run("diff city.json city.json");
    diff.ends(3).notes(several);
    for (service, has_operation) in [("Second", false), ("ns#Service", true)] {
        out(&workspace, &format!("{CRATE} --force --service {service}")).ends(0);
        let operation = format!("{CRATE}/src/generated/operation/do_.rs");
        assert_eq!(workspace.path(&operation).exists(), has_operation);
    }
    let unknown = "hold no service `Third`; name one of: `ns#Service`, `other#Second`";
    let third = out(&workspace, &format!("{CRATE} --service Third"));
    third.ends(3).notes(unknown);
}
