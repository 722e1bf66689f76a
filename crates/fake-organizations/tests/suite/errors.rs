//! The table of errors in the documentation: every row has been seen, and every error has a row.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use crate::world::LOG;

/// Runs the tests that make calls once more, in a process that writes the calls down.
fn calls() -> String {
    assert!(
        env::var_os(LOG).is_none(),
        "that process would start another"
    );
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("calls");
    let without = ["errors::", "file::", "pages::", "server::"];
    let tests = Command::new(env::current_exe().unwrap())
        .args(without.iter().flat_map(|module| ["--skip", module]))
        .env(LOG, &log)
        .output()
        .unwrap();
    let shown = String::from_utf8_lossy(&tests.stdout);
    assert!(tests.status.success(), "{shown}");
    fs::read_to_string(log).unwrap()
}

#[test]
fn the_table_in_the_documentation_is_what_tests_have_seen() {
    let calls = calls();
    let mut succeeded = BTreeSet::new();
    let mut listed = BTreeSet::new();
    let mut seen = BTreeMap::<_, BTreeMap<_, BTreeSet<_>>>::new();
    for call in calls.lines() {
        match call.split(' ').collect::<Vec<_>>()[..] {
            ["ok", operation, ref errors @ ..] => {
                succeeded.insert(operation);
                listed.extend(errors.to_vec());
            }
            ["refused", operation, code, reason] => {
                let codes = seen.entry(operation).or_default();
                codes.entry(code).or_default().insert(reason);
            }
            _ => panic!("{call}"),
        }
    }
    assert_eq!(succeeded.len(), 63, "{succeeded:?}");

    let mut table = "| operation | errors |\n|---|---|\n".to_owned();
    for (operation, codes) in &seen {
        let errors: Vec<_> = codes
            .iter()
            .map(|(code, reasons)| shown(code, reasons))
            .collect();
        table += &format!("| {operation} | {} |\n", errors.join("<br>"));
    }
    table += "\nThe operations list these errors, too, which no state produces:\n\n";
    let seen: BTreeSet<_> = seen.values().flat_map(BTreeMap::keys).copied().collect();
    for code in listed.difference(&seen) {
        table += &format!("- {code}\n");
    }

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

/// Returns an error with the reasons that it was seen with, of which an empty one comes first.
fn shown(code: &str, reasons: &BTreeSet<&str>) -> String {
    let reasons: Vec<_> = reasons.iter().copied().collect();
    match reasons[..] {
        [""] => code.to_owned(),
        ["", ref others @ ..] => format!("{code} (none, {})", others.join(", ")),
        _ => format!("{code} ({})", reasons.join(", ")),
    }
}
