//! The table of errors in the crate's documentation: each row is produced by a test, and each error
//! that a test produces is a row.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::{delegation, policies, tags, transfers};

/// The tests that produce errors.
const TESTS: &[fn()] = &[
    delegation::delegated_administrator_errors,
    delegation::service_access_errors,
    delegation::resource_policy_errors,
    delegation::the_resource_policy_delegates_operations,
    delegation::a_delegated_administrator_reads_until_it_is_deregistered,
    policies::a_policy_lives_from_creation_to_deletion,
    policies::disabling_a_type_detaches_its_policies,
    policies::policy_errors,
    policies::effective_policy_errors,
    policies::policies_need_all_features,
    policies::an_organization_has_at_most_a_thousand_tag_policies,
    tags::tag_errors,
    tags::a_resource_has_at_most_fifty_tags,
    transfers::invitation_errors,
    transfers::transfer_errors,
    transfers::at_most_a_thousand_organizations_hand_over_to_one,
];

thread_local! {
    static PRODUCED: RefCell<BTreeSet<String>> = const { RefCell::new(BTreeSet::new()) };
}

/// Notes an error of an operation: its code and, after a colon, its reason if it has one.
pub(crate) fn record(operation: &str, error: &str) {
    let (code, reason) = error.split_once(": ").unwrap_or((error, ""));
    let row = format!("| {operation} | {code} | {reason} |");
    PRODUCED.with_borrow_mut(|produced| produced.insert(row));
}

#[test]
fn the_documented_errors_are_those_that_tests_produce() {
    TESTS.iter().for_each(|test| test());
    let produced = PRODUCED.take();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/ERRORS.md");
    if std::env::var_os("UPDATE_ERRORS").is_some() {
        let rows: Vec<_> = produced.iter().map(String::as_str).collect();
        let table = format!(
            "| operation | error | reason |\n|---|---|---|\n{}\n",
            rows.join("\n")
        );
        std::fs::write(path, table).unwrap();
    }
    let documented = std::fs::read_to_string(path).unwrap();
    let documented: BTreeSet<String> = documented.lines().skip(2).map(str::to_owned).collect();
    let missing: Vec<_> = produced.difference(&documented).collect();
    let unproduced: Vec<_> = documented.difference(&produced).collect();
    assert!(
        missing.is_empty() && unproduced.is_empty(),
        "ERRORS.md lacks {missing:#?} and has {unproduced:#?}, which no test produces; \
         UPDATE_ERRORS=1 writes the file anew"
    );
}
