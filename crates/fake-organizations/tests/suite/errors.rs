//! The table of errors in the documentation: every row has been seen, and every error has a row.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use crate::world::{Seen, seen};

/// The tests that make calls.
const TESTS: &[&[fn()]] = &[
    crate::access::TESTS,
    crate::accounts::TESTS,
    crate::delegation::TESTS,
    crate::features::TESTS,
    crate::handshakes::TESTS,
    crate::organization::TESTS,
    crate::policies::TESTS,
    crate::tags::TESTS,
    crate::transfers::TESTS,
    crate::tree::TESTS,
];

#[test]
fn the_table_in_the_documentation_is_what_tests_have_seen() {
    TESTS.iter().copied().flatten().for_each(|test| test());
    let seen = seen();
    assert_eq!(
        seen.successes.len(),
        63,
        "every operation succeeds in some test: {:?}",
        seen.successes
    );
    let table = table(&seen);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ERRORS.md");
    if env::var_os("INSTA_UPDATE").is_some_and(|update| update == "always") {
        fs::write(&path, &table).unwrap();
    }
    let documented = fs::read_to_string(path).unwrap();
    assert_eq!(
        documented, table,
        "ERRORS.md differs; INSTA_UPDATE=always writes it"
    );
}

/// Returns a row for each error of an operation, with all reasons that it is seen with.
fn table(seen: &Seen) -> String {
    let mut reasons = BTreeMap::<_, Vec<_>>::new();
    for (operation, code, reason) in &seen.errors {
        reasons
            .entry((operation, code))
            .or_default()
            .push(&**reason);
    }
    let mut text = "| operation | error | reasons |\n|---|---|---|\n".to_owned();
    for ((operation, code), reasons) in &reasons {
        let reasons = reasons.join(", ");
        // An empty one comes first.
        let reasons = match reasons.strip_prefix(", ") {
            Some(others) => format!("none, {others}"),
            None => reasons,
        };
        writeln!(text, "| {operation} | {code} | {reasons} |").unwrap();
    }
    text += "\nThe operations list these errors, too, which no state produces:\n\n";
    let seen_codes: BTreeSet<_> = reasons.keys().map(|(_, code)| code.as_str()).collect();
    for code in seen.listed.difference(&seen_codes) {
        writeln!(text, "- {code}").unwrap();
    }
    text
}
