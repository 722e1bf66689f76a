//! What a reviewer of a revision looks at: the Rust that it changes, and the public API as it is
//! now.
//!
//! A new revision fails these tests until someone has read the difference and accepted it: see
//! `docs/reviewing.md`.
use std::fs;
use std::path::Path;

use crate::support::process::xtask;
use codegen::api::surface::surface;
use codegen::diff::Revision;
use codegen::source::{Source, read};
use serde_json::Value;

/// How the generated source changed from the one to the other revision.
fn rust_diff(old: &str, new: &str) -> String {
    let report = xtask(&["diff", old, new, "--rust", "--format", "json"]).report();
    let report: Value = serde_json::from_str(&report).unwrap();
    report["generated"].as_str().unwrap().to_owned()
}

/// The date of the newest revision.
fn newest() -> String {
    let history = xtask(&["history", "--format", "json"]).report();
    let history: Value = serde_json::from_str(&history).unwrap();
    history.as_array().unwrap().last().unwrap()["date"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn two_enum_values_and_an_exception_in_rust() {
    insta::with_settings!({snapshot_suffix => "2017-10-23", prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("rust_diff", rust_diff("2017-09-29", "2017-10-23"));
    });
}

#[test]
fn tags_on_five_requests_in_rust() {
    insta::with_settings!({snapshot_suffix => "2020-09-15", prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("rust_diff", rust_diff("2020-08-07", "2020-09-15"));
    });
}

#[test]
fn the_public_api_of_org_types() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../model");
    let read_file = |name: &str| fs::read(folder.join(name)).unwrap();
    let of_revision = |name: &str| read_file(&format!("organizations/{}/{name}", newest()));
    let [service, paginators] = ["service-2.json", "paginators-1.json"].map(of_revision);
    let [rules, partitions] = ["organizations/endpoints.json", "partitions.json"].map(read_file);
    let source = Source::new(&service)
        .with_paginators(&paginators)
        .with_endpoint_rules(&rules)
        .with_partitions(&partitions);
    let model = read(source).unwrap();
    let revision = Revision::new("", &model);
    insta::with_settings!({prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("surface", surface(revision.api(), "org_types").join("\n"));
    });
}
