//! Patterns that changed: which way, on the wire, and what proves it.

use super::*;
use codegen::diff::Change;
use serde_json::Value;

/// The entry for the pattern of `Name`, which requests and responses carry and which has 1 to 64
/// characters, where the pattern of before becomes another one.
fn changed(before: Option<&str>, after: Option<&str>) -> Change {
    let [old, new] = [before, after].map(|pattern| {
        let mut model = model();
        shape(&mut model, "Name").constraints.pattern = pattern.map(str::to_owned);
        model
    });
    let diff = compare(&old, &new);
    let change = find(&diff, Rule::PatternChanged, "Name");
    let change = change.unwrap_or_else(|| panic!("no entry in {:#?}", short(&diff)));
    assert_eq!(diff.changes.len(), 1);
    assert_eq!(change.rust, Bump::Patch);
    change.clone()
}

/// The pattern of before and after, which way it changed, its verdict and the notes that prove it.
/// OTHER starts a note on matches anywhere in the text.
const VERDICTS: &str = r#"[
    ["^[a-z]+$", "^[A-Za-z]+$", "loosened", "compatible", ["`A` was refused, is accepted now"]],
    ["^[a-z]+$", "^[b-z]+$", "tightened", "request-breaking", ["`a` was accepted, is refused now"]],
    ["^a+$", "^A+$", "incomparable", "request-breaking", ["`a` was accepted, is refused now", "`A` was refused, is accepted now"]],
    ["^(a|b)+$", "^[ab]+$", "equal", "compatible", []],
    ["a", "^a$", "equal", "compatible", ["OTHER tightened: `0a` was accepted, is refused now"]],
    ["a{1,64}", "a{1,32}", "tightened", "request-breaking", ["`aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa` was accepted, is refused now", "OTHER equal"]],
    ["^a+$", "^(?!b)a+$", "unknown", "unknown", ["not decided: a pattern looks around or back"]],
    ["^[a-z]{0,64}$", "^[a-z]{1,99}$", "equal", "compatible", []],
    [null, "[\\s\\S]*", "equal", "compatible", []]
]"#;

#[test]
fn each_verdict_has_its_proof() {
    type Case = (Option<String>, Option<String>, Value, Value, Vec<String>);
    let other = "this is for the whole text; as written, matching anywhere in it, the pattern is";
    let cases = VERDICTS.replace("OTHER", other);
    for (before, after, constraint, wire, notes) in
        serde_json::from_str::<Vec<Case>>(&cases).unwrap()
    {
        let change = changed(before.as_deref(), after.as_deref());
        let name = format!("{before:?} → {after:?}");
        assert_eq!(json!(change.constraint), constraint, "{name}");
        assert_eq!(json!(change.wire), wire, "{name}");
        assert_eq!(change.notes, notes, "{name}");
        assert_eq!(change.is_breaking(), wire == "request-breaking", "{name}");
    }
}

#[test]
fn responses_have_no_pattern_to_keep() {
    let old = model();
    let mut new = model();
    let token = member(shape(&mut new, "ListThingsResponse"), "NextToken");
    token.constraints.pattern = Some("^(?!x)y+$".to_owned());
    let diff = compare(&old, &new);
    let change = find(&diff, Rule::PatternChanged, "ListThingsResponse.NextToken").unwrap();
    assert_eq!(change.wire, Wire::Compatible);
}

#[test]
fn a_target_with_another_pattern_is_judged_alike() {
    let retargeted = |pattern: &str| {
        let mut old = model();
        let mut other = shape(&mut old, "Name").clone();
        other.constraints.pattern = Some(pattern.to_owned());
        old.shapes.insert("Other".to_owned(), other);
        let mut new = old.clone();
        member(shape(&mut new, "ListThingsRequest"), "NextToken").target = "Other".to_owned();
        let diff = compare(&old, &new);
        let change = find(&diff, Rule::MemberRetargeted, "ListThingsRequest.NextToken").unwrap();
        (change.wire, change.differences.clone())
    };
    let differences = |pattern: &str, notes: &[&str]| {
        let transition = format!("pattern ^[a-z]+$ → {pattern}");
        let notes = notes.iter().map(|note| (*note).to_owned());
        [transition].into_iter().chain(notes).collect::<Vec<_>>()
    };
    let accepted = "`0` was refused, is accepted now";
    let loosened = differences("^[0-9a-z]+$", &[accepted]);
    assert_eq!(retargeted("^[0-9a-z]+$"), (Wire::Compatible, loosened));
    let refused = "`a` was accepted, is refused now";
    let tightened = differences("^[b-z]+$", &[refused]);
    assert_eq!(retargeted("^[b-z]+$"), (Wire::RequestBreaking, tightened));
    let unknown = differences("^(?=a)", &["not decided: a pattern looks around or back"]);
    assert_eq!(retargeted("^(?=a)"), (Wire::Unknown, unknown));
}
