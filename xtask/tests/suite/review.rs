//! What a reviewer of a revision looks at: the Rust that it changes. See `docs/reviewing.md`.

use serde_json::Value;

use crate::support::xtask;

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
