//! What a reviewer of a revision looks at: the Rust that it changes, and the public API as it is
//! now.
//!
//! A new revision fails these tests until someone has read the difference and accepted it: see
//! `docs/reviewing.md`.
use std::fs;

use crate::support::{repository, xtask};
use codegen::api::surface::surface;
use codegen::diff::Revision;
use codegen::source::{Source, read};
use serde_json::Value;

/// How the generated source changed from the one to the other revision.
fn rust_diff(old: &str, new: &str) -> String {
    let report = xtask(&format!("diff {old} {new} --rust --format json")).report();
    let report: Value = serde_json::from_str(&report).unwrap();
    report["generated"].as_str().unwrap().to_owned()
}

/// Two enum values and an exception, and tags on five requests.
#[test]
fn what_revisions_change_in_rust() {
    for (old, new) in [("2017-09-29", "2017-10-23"), ("2020-08-07", "2020-09-15")] {
        insta::with_settings!({snapshot_suffix => new, prepend_module_to_snapshot => false}, {
            insta::assert_snapshot!("rust_diff", rust_diff(old, new));
        });
    }
}

#[test]
fn the_public_api_of_org_types() {
    let history = xtask("history").report();
    let newest = history.lines().last().unwrap().split(' ').next().unwrap();
    let folder = repository().join("model");
    let [service, paginators, rules, partitions] = [
        &format!("organizations/{newest}/service-2.json"),
        &format!("organizations/{newest}/paginators-1.json"),
        "organizations/endpoints.json",
        "partitions.json",
    ]
    .map(|file| fs::read(folder.join(file)).unwrap());
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
