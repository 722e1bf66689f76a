//! The table of errors in the documentation: every row has been seen, and every error has a row.

use std::collections::BTreeSet;
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

fn table(seen: &Seen) -> String {
    let mut text = "| operation | error | reason |\n|---|---|---|\n".to_owned();
    for (operation, code, reason) in &seen.errors {
        writeln!(text, "| {operation} | {code} | {reason} |").unwrap();
    }
    let seen_codes: BTreeSet<_> = seen
        .errors
        .iter()
        .map(|(_, code, _)| code.as_str())
        .collect();
    writeln!(
        text,
        "\nThe operations list these errors, too, which no state produces:\n"
    )
    .unwrap();
    for code in seen
        .listed
        .iter()
        .filter(|code| !seen_codes.contains(*code))
    {
        writeln!(text, "- {code}").unwrap();
    }
    text
}
