//! The changes that the gate refuses.

use codegen::diff::breaking::{Allowed, Axis, Threshold, gate, junit};
use codegen::diff::{Bump, Change, Diff, Rule, Wire};

use crate::common::{compare, model};

fn change(rule: Rule, path: &str, wire: Wire, rust: Bump) -> Change {
    let mut old = model();
    old.shapes.shift_remove("Spare");
    let mut change = compare(&old, &model()).changes.remove(0);
    (change.rule, change.path) = (rule, path.to_owned());
    (change.wire, change.rust) = (wire, rust);
    change
}

fn diff() -> Diff {
    let changes = [
        (
            Rule::MemberRemoved,
            "Account.Email",
            Wire::Breaking,
            Bump::Major,
        ),
        (
            Rule::EnumValueAdded,
            "Status.NEW",
            Wire::Compatible,
            Bump::Minor,
        ),
        (
            Rule::PatternChanged,
            "Email",
            Wire::RequestBreaking,
            Bump::Patch,
        ),
    ];
    let changes = changes.map(|(rule, path, wire, rust)| change(rule, path, wire, rust));
    Diff {
        changes: changes.to_vec(),
        ..compare(&model(), &model())
    }
}

fn allow(rule: Rule, path: &str, reason: &str) -> Allowed {
    Allowed {
        rule,
        path: path.to_owned(),
        reason: reason.to_owned(),
    }
}

fn refused(axis: Axis, threshold: Threshold) -> Vec<String> {
    let diff = diff();
    let verdict = gate(&diff, axis, threshold, &[]);
    verdict
        .refused
        .iter()
        .map(|change| change.path.clone())
        .collect()
}

#[test]
fn each_axis_has_its_own_threshold() {
    assert_eq!(refused(Axis::Rust, Threshold::Major), ["Account.Email"]);
    assert_eq!(
        refused(Axis::Rust, Threshold::Minor),
        ["Account.Email", "Status.NEW"]
    );
    assert_eq!(
        refused(Axis::Wire, Threshold::Minor),
        ["Account.Email", "Email"]
    );
    assert_eq!(refused(Axis::Wire, Threshold::None), [""; 0]);
}

#[test]
fn an_unknown_verdict_is_minor_on_the_wire_unless_unclassified() {
    let refused = |rule, threshold| {
        let changes = vec![change(rule, "Email", Wire::Unknown, Bump::Patch)];
        let diff = Diff { changes, ..diff() };
        gate(&diff, Axis::Wire, threshold, &[]).refused.len()
    };
    assert_eq!(refused(Rule::PatternChanged, Threshold::Major), 0);
    assert_eq!(refused(Rule::PatternChanged, Threshold::Minor), 1);
    assert_eq!(refused(Rule::Unclassified, Threshold::Major), 1);
}

#[test]
fn an_entry_allows_only_its_change_and_must_be_needed() {
    let diff = diff();
    let entries = [
        allow(
            Rule::MemberRemoved,
            "Account.Email",
            "was never in a response",
        ),
        allow(Rule::EnumValueAdded, "Status.NEW", "is below the threshold"),
        allow(Rule::MemberRemoved, "Account.Name", "is not in the diff"),
    ];
    let verdict = gate(&diff, Axis::Rust, Threshold::Major, &entries);
    assert!(verdict.refused.is_empty());
    assert_eq!(verdict.stale, [&entries[1], &entries[2]]);
    assert!(!verdict.passes);
    assert!(gate(&diff, Axis::Rust, Threshold::Major, &entries[..1]).passes);
}

#[test]
fn an_entry_needs_a_reason() {
    let diff = diff();
    let entries = [allow(Rule::MemberRemoved, "Account.Email", " ")];
    let verdict = gate(&diff, Axis::Rust, Threshold::Major, &entries);
    assert!(!verdict.passes);
    assert_eq!(verdict.without_reason, [&entries[0]]);
    assert_eq!(verdict.refused.len(), 1);
    assert!(verdict.stale.is_empty());
}

#[test]
fn an_entry_may_occur_only_once() {
    let diff = diff();
    let entry = |reason| allow(Rule::MemberRemoved, "Account.Email", reason);
    let entries = [entry("nobody reads it"), entry("nobody did")];
    let verdict = gate(&diff, Axis::Rust, Threshold::Major, &entries);
    assert_eq!(verdict.allowed[0].reason, "nobody reads it");
    assert_eq!(verdict.repeated, [&entries[1]]);
    assert!(verdict.stale.is_empty() && !verdict.passes);
}

#[test]
fn junit_escapes_what_xml_cannot_contain() {
    let path = "<a b=\"&\">\u{1}]]>\u{ffff}";
    let changes = vec![change(
        Rule::MemberRemoved,
        path,
        Wire::Breaking,
        Bump::Major,
    )];
    let diff = Diff { changes, ..diff() };
    let report = junit(&gate(&diff, Axis::Rust, Threshold::Major, &[]));
    let name = "&lt;a b=&quot;&amp;&quot;&gt;\\u{1}]]&gt;\u{fffd}";
    assert!(report.contains(name), "{report}");
}
