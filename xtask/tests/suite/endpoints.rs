//! Endpoints in what `cargo xtask generate` writes: the rules and partitions that are kept, and the
//! rules beside another service's model.

use std::fs;

use crate::support::process::{stderr, stdout};
use crate::support::revisions::{MODEL, Workspace};

const PARTITIONS: &str = r#"{"partitions": [
    {"id": "aws", "regionRegex": "^us\\-\\w+\\-\\d+$", "regions": {}, "outputs": {"dnsSuffix": "amazonaws.com"}}
]}"#;

fn rules(url: &str) -> String {
    format!(
        r#"{{"version": "1.0", "parameters": {{}}, "rules": [
            {{"type": "endpoint", "conditions": [], "endpoint": {{"url": "{url}"}}}}
        ]}}"#
    )
}

fn service(workspace: &Workspace, folder: &str) -> String {
    let path = format!("{folder}/src/generated/service.rs");
    fs::read_to_string(workspace.path(&path)).unwrap()
}

#[test]
fn org_types_has_the_endpoints_of_the_rules_that_are_kept() {
    let workspace = Workspace::new();
    workspace.write("model/organizations/endpoints.json", &rules("https://one"));
    assert!(workspace.run(&["generate"]).status.success());
    let folder = "crates/org-types";
    assert!(!service(&workspace, folder).contains("endpoints!"));

    workspace.write("model/partitions.json", PARTITIONS);
    assert!(workspace.run(&["generate"]).status.success());
    assert!(service(&workspace, folder).contains("standard \"https://one\";"));
    assert_eq!(workspace.run(&["check"]).status.code(), Some(0));

    workspace.write("model/organizations/endpoints.json", &rules("https://two"));
    let check = workspace.run(&["check"]);
    assert_eq!(check.status.code(), Some(1));
    assert!(stdout(&check).contains("+        standard \"https://two\";"));

    workspace.write("model/organizations/endpoints.json", &rules("two"));
    let generate = workspace.run(&["generate"]);
    assert_eq!(generate.status.code(), Some(3));
    assert!(stderr(&generate).contains("(endpoint rules): give `two`"));
}

/// What a diff between revisions shows is what changed between them, and endpoints are of none.
#[test]
fn endpoints_are_in_no_diff() {
    let workspace = Workspace::new();
    workspace.write("model/organizations/endpoints.json", &rules("https://one"));
    workspace.write("model/partitions.json", PARTITIONS);
    let diff = workspace.run(&["diff", "previous", "latest", "--rust"]);
    assert!(diff.status.success(), "{}", stderr(&diff));
    assert!(stdout(&diff).contains("NEW"), "{}", stdout(&diff));
    assert!(!stdout(&diff).contains("https://one"), "{}", stdout(&diff));
}

#[test]
fn another_service_has_the_rules_beside_its_model() {
    let workspace = Workspace::new();
    workspace.write("model/partitions.json", PARTITIONS);
    workspace.write("city/service-2.json", &MODEL.replace("VALUE", "NEW"));
    let generate = |arguments: &[&str]| {
        let fixed = ["generate", "--model", "city", "--out", "target/city-types"];
        workspace.run(&[&fixed, arguments].concat())
    };
    let without = generate(&[]);
    assert_eq!(stderr(&without), "");
    assert!(!service(&workspace, "target/city-types").contains("endpoints!"));

    let file = "city/endpoint-rule-set-1.json";
    workspace.write(file, &rules("https://city"));
    assert!(generate(&[]).status.success());
    assert!(service(&workspace, "target/city-types").contains("standard \"https://city\";"));

    workspace.write(file, &rules("https://city").replace("1.0", "7.0"));
    let warned = generate(&[]);
    assert!(warned.status.success());
    assert!(
        stderr(&warned).contains("warning: city: (endpoint rules).version: is not a version"),
        "{}",
        stderr(&warned)
    );
    assert!(!service(&workspace, "target/city-types").contains("endpoints!"));
    assert_eq!(generate(&["--strict"]).status.code(), Some(3));
}
