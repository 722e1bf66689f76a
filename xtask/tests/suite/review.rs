//! What a reviewer of a revision looks at: the Rust that it changes, and the public API as it is
//! now.
//!
//! A new revision fails these tests until someone has read the difference and accepted it: see
//! `docs/reviewing.md`.

use std::fs;

use codegen::api::surface::surface;
use codegen::diff::Revision;
use codegen::source::{Source, read, read_endpoints};
use serde_json::Value;

use crate::support::{repository, revisions, xtask};

/// Two enum values and an exception, and tags on five requests.
#[test]
fn what_revisions_change_in_rust() {
    for (old, new) in [("2017-09-29", "2017-10-23"), ("2020-08-07", "2020-09-15")] {
        let report = xtask(&format!("diff {old} {new} --rust --format json")).report();
        let report: Value = serde_json::from_str(&report).unwrap();
        insta::with_settings!({snapshot_suffix => new, prepend_module_to_snapshot => false}, {
            insta::assert_snapshot!("rust_diff", report["generated"].as_str().unwrap());
        });
    }
}

#[test]
fn the_public_api_of_org_types() {
    let file = |path: &str| fs::read(repository().join("model").join(path)).unwrap();
    let [rules, partitions] = ["organizations/endpoints.json", "partitions.json"].map(file);
    let [newest, _] = revisions(repository()).pop().unwrap();
    let newest = |name: &str| file(&format!("organizations/{newest}/{name}"));
    let [service, paginators] = ["service-2.json", "paginators-1.json"].map(newest);
    let mut model = read(Source::new(&service).with_paginators(&paginators)).unwrap();
    model.service.endpoints = Some(read_endpoints(&rules, &partitions).unwrap());
    let revision = Revision::new("", &model);
    insta::with_settings!({prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("surface", surface(revision.api(), "org_types").join("\n"));
    });
}
