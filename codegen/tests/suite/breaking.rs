//! The changes that the gate refuses.

use codegen::diff::Bump::{self, Major, Minor, Patch};
use codegen::diff::breaking::{Allowed, Axis, Threshold, gate, junit};
use codegen::diff::{Change, Diff, Rule, Wire};

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
    with_changes(vec![
        change(Rule::MemberRemoved, "Account.Email", Wire::Breaking, Major),
        change(Rule::EnumValueAdded, "Status.NEW", Wire::Compatible, Minor),
        change(Rule::PatternChanged, "Email", Wire::RequestBreaking, Patch),
    ])
}

fn with_changes(changes: Vec<Change>) -> Diff {
    Diff {
        changes,
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

#[test]
fn an_unknown_verdict_is_minor_on_the_wire_unless_unclassified() {
    let refused = |rule, threshold| {
        let diff = with_changes(vec![change(rule, "Email", Wire::Unknown, Patch)]);
        gate(&diff, Axis::Wire, threshold, &[]).refused.len()
    };
    assert_eq!(refused(Rule::PatternChanged, Threshold::Major), 0);
    assert_eq!(refused(Rule::PatternChanged, Threshold::Minor), 1);
    assert_eq!(refused(Rule::Unclassified, Threshold::Major), 1);
}

#[test]
fn each_entry_must_allow_a_change_once_and_for_a_reason() {
    let diff = diff();
    let removed = |reason| allow(Rule::MemberRemoved, "Account.Email", reason);
    let unread = || removed("nobody reads it");
    let below = allow(Rule::EnumValueAdded, "Status.NEW", "is below the threshold");
    let absent = allow(Rule::MemberRemoved, "Account.Name", "is not in the diff");
    for (entries, counts) in [
        (vec![unread()], [0, 0, 0, 0]),
        (vec![unread(), below, absent], [0, 2, 0, 0]),
        (vec![unread(), removed("nobody did")], [0, 0, 1, 0]),
        (vec![removed(" ")], [1, 0, 0, 1]),
    ] {
        let verdict = gate(&diff, Axis::Rust, Threshold::Major, &entries);
        let faulty = [&verdict.stale, &verdict.repeated, &verdict.without_reason].map(Vec::len);
        let found = [verdict.refused.len(), faulty[0], faulty[1], faulty[2]];
        assert_eq!(found, counts, "{entries:?}");
        assert_eq!(verdict.passes, counts == [0; 4], "{entries:?}");
        // The first entry is the one that allows its change.
        let mut allowed = verdict.allowed.iter();
        assert!(allowed.all(|it| it.reason == entries[0].reason));
    }
}

#[test]
fn junit_escapes_what_xml_cannot_contain() {
    let path = "<a b=\"&\">\u{1}]]>\u{ffff}";
    let removed = change(Rule::MemberRemoved, path, Wire::Breaking, Major);
    let diff = with_changes(vec![removed]);
    let report = junit(&gate(&diff, Axis::Rust, Threshold::Major, &[]));
    let name = "&lt;a b=&quot;&amp;&quot;&gt;\\u{1}]]&gt;\u{fffd}";
    assert!(report.contains(name), "{report}");
}
