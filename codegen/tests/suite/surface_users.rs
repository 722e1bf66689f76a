//! Code that uses an item of the public API compiles as long as the item is listed, and fails to
//! compile once it is removed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::common::fixtures::{SHARED, cargo, profile, workspace, write, write_crate};
use crate::common::{compare, members, shape, sides};
use codegen::api::surface::{Item, items, user};
use codegen::diff::{Bump, Revision, Rule};
use codegen::model::Model;
use serde_json::Value;

/// The rules whose changes take something from users, each by an edit below. What is missing takes
/// the same kinds of lines: a removed shape those of a renamed one, say.
const TAKING: [Rule; 19] = [
    Rule::OperationRemoved,
    Rule::OperationInputChanged,
    Rule::OperationOutputChanged,
    Rule::OperationBindingChanged,
    Rule::PaginationChanged,
    Rule::ErrorShapeRemoved,
    Rule::ShapeRemoved,
    Rule::ShapeKindChanged,
    Rule::MemberRemoved,
    Rule::MemberRequired,
    Rule::MemberOptional,
    Rule::MemberRetargeted,
    Rule::MemberReordered,
    Rule::EnumAddedToString,
    Rule::SparseChanged,
    Rule::RecursionBoxChanged,
    Rule::DeriveLost,
    Rule::ItemMoved,
    Rule::RustNameChanged,
];

/// Two models between which many edits take something: the structure of a response comes to contain
/// itself and to hold a float, and members change places, among other things.
fn edited() -> [Model; 2] {
    let patches = include_str!("../fixtures/taking.json");
    let [old, mut new] = sides(&serde_json::from_str(patches).unwrap());
    members(shape(&mut new, "Thing")).reverse();
    [old, new]
}

#[test]
fn uses_of_removed_items_stop_compiling_and_all_others_compile() {
    let [old, new] = edited();
    let diff = compare(&old, &new);
    let taking = diff.changes.iter().filter(|it| it.rust == Bump::Major);
    let taking: BTreeSet<_> = taking.map(|change| change.rule).collect();
    let missing: Vec<_> = TAKING.iter().filter(|it| !taking.contains(it)).collect();
    assert!(missing.is_empty(), "no edit gives {missing:?}: {taking:?}");
    for (from, to) in [(&old, &new), (&new, &old), (&old, &old)] {
        let [uses, kept] = [from, to].map(|model| items(Revision::new("", model).api(), "things"));
        let kept: BTreeSet<_> = kept.iter().map(|item| &item.line).collect();
        let gone = uses.iter().map(|item| &item.line);
        let gone: BTreeSet<_> = gone.filter(|line| !kept.contains(line)).cloned().collect();
        let failing = failing_uses(to, &uses);
        let found: BTreeSet<_> = failing.keys().cloned().collect();
        let compiling: Vec<_> = gone.difference(&found).collect();
        let broken: Vec<_> = found
            .difference(&gone)
            .map(|it| (it, &failing[it]))
            .collect();
        assert!(
            compiling.is_empty() && broken.is_empty(),
            "gone, but compiling: {compiling:#?}\nlisted, but failing: {broken:#?}"
        );
    }
}

/// The lines of the uses that do not compile with the crate of a model, with the compiler's codes.
fn failing_uses(model: &Model, uses: &[Item]) -> BTreeMap<String, String> {
    let (folder, _in_use) = workspace("surface_users");
    // The example is a library because that takes no linker.
    let example = "\n[[example]]\nname = \"user\"\ncrate-type = [\"lib\"]\n";
    let manifest = format!(
        "\n[dev-dependencies]\n{SHARED}{example}\n[lints.rust]\nwarnings = \"deny\"\n\n[workspace]\n"
    );
    write_crate(&folder, "things", model, &(manifest + &profile()));
    let mut failing = BTreeMap::new();
    // Some errors hide others.
    loop {
        let kept: Vec<_> = uses
            .iter()
            .filter(|item| !failing.contains_key(&item.line))
            .collect();
        let program = user("things", kept.iter().copied());
        write(&folder.join("examples/user.rs"), &program);
        let found = errors(&folder, &kept);
        if found.is_empty() {
            return failing;
        }
        failing.extend(found);
    }
}

/// The errors in the example of a crate, each by the line of the use that it is in.
fn errors(folder: &Path, uses: &[&Item]) -> BTreeMap<String, String> {
    let output = cargo("build", folder)
        .args(["--message-format=json", "--example", "user"])
        .output()
        .unwrap();
    let messages = String::from_utf8(output.stdout).unwrap();
    let mut found = BTreeMap::new();
    for line in messages.lines() {
        let message: Value = serde_json::from_str(line).unwrap();
        let diagnostic = &message["message"];
        let Some(code) = diagnostic["code"]["code"].as_str() else {
            continue;
        };
        if diagnostic["level"] != "error" {
            continue;
        }
        let spans = diagnostic["spans"].as_array().unwrap();
        let span = spans
            .iter()
            .find(|span| span["is_primary"] == true && span["file_name"] == "examples/user.rs");
        let span = span.unwrap_or_else(|| panic!("{}", diagnostic["rendered"]));
        let line = usize::try_from(span["line_start"].as_u64().unwrap()).unwrap();
        found.insert(uses[line - 2].line.clone(), code.to_owned());
    }
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.success(), found.is_empty(), "{stderr}");
    found
}
