//! What entries tell of compiled code that sees something else, although its API is the same.

use super::*;

/// The note of the entry that an edit gives.
fn note(rule: Rule, path: &str, both: fn(&mut Model), edit: fn(&mut Model)) -> Option<String> {
    let mut old = model();
    both(&mut old);
    let mut new = old.clone();
    edit(&mut new);
    let diff = compare(&old, &new);
    let change = find(&diff, rule, path);
    let change = change.unwrap_or_else(|| panic!("no {rule} {path} in {:#?}", short(&diff)));
    change.behaviour.clone()
}

#[test]
fn a_member_that_only_code_calls_something_else_still_arrives() {
    let nothing = |_: &mut Model| {};
    let rename = |model: &mut Model| {
        members::rename_in_code(shape(model, "Thing"), "Kind", "Size");
        members::rename_in_code(shape(model, "Place"), "Name", "Title");
    };
    for (removed, added, expected) in [
        (
            "Thing.Kind",
            "Thing.Size",
            "`Kind` arrives as `Thing.size`, before as `Thing.kind`",
        ),
        (
            "Place.Name",
            "Place.Title",
            "`Name` arrives as `Place::Title`, before as `Place::Name`",
        ),
    ] {
        for (rule, path) in [(Rule::MemberRemoved, removed), (Rule::MemberAdded, added)] {
            assert_eq!(
                note(rule, path, nothing, rename).as_deref(),
                Some(expected),
                "{path}"
            );
        }
    }
    // The field stays as well.
    let respell = |model: &mut Model| {
        members::rename_in_code(shape(model, "Thing"), "Kind", "KIND");
    };
    assert_eq!(
        note(Rule::MemberAdded, "Thing.KIND", nothing, respell),
        None
    );
}

#[test]
fn a_member_that_came_or_went_is_called_as_messages_call_it() {
    let wire_names = |model: &mut Model| {
        member(shape(model, "Thing"), "Kind").wire_name = Some("kind".to_owned());
        member(shape(model, "Place"), "Name").wire_name = Some("name".to_owned());
    };
    let remove = |model: &mut Model| {
        members(shape(model, "Thing")).shift_remove("Kind");
        members(shape(model, "Place")).shift_remove("Name");
    };
    for (path, expected) in [
        (
            "Thing.Kind",
            "`kind` of a response is dropped, before it was kept",
        ),
        (
            "Place.Name",
            "`name` arrives as `Place::Unknown`, before as `Place::Name`",
        ),
    ] {
        let note = note(Rule::MemberRemoved, path, wire_names, remove);
        assert_eq!(note.as_deref(), Some(expected), "{path}");
    }
}
