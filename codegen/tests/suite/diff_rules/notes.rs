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
    let both = with_names_of_its_own;
    let rename = |model: &mut Model| {
        rename_in_code(shape(model, "Thing"), "Kind", "Size");
        rename_in_code(shape(model, "Place"), "Name", "Title");
    };
    for (removed, added, expected) in [
        (
            "Thing.Kind",
            "Thing.Size",
            "`Kind` arrives as `Thing.size`, previously as `Thing.kind`",
        ),
        (
            "Place.Name",
            "Place.Title",
            "`Name` arrives as `Place::Title`, previously as `Place::Name`",
        ),
    ] {
        for (rule, path) in [(Rule::MemberRemoved, removed), (Rule::MemberAdded, added)] {
            assert_eq!(
                note(rule, path, both, rename).as_deref(),
                Some(expected),
                "{path}"
            );
        }
    }
    // Another member of before takes another name in messages.
    let take_over = |model: &mut Model| {
        let thing = shape(model, "Thing");
        member(thing, "Kind").wire_name = Some("OldKind".to_owned());
        members(thing).insert("NewKind".to_owned(), Member::new("Kind"));
        member(thing, "NewKind").wire_name = Some("Kind".to_owned());
    };
    assert_eq!(
        note(Rule::MemberAdded, "Thing.NewKind", both, take_over).as_deref(),
        Some("`Kind` arrives as `Thing.new_kind`, previously as `Thing.kind`")
    );
    // The field stays as well.
    let respell = |model: &mut Model| {
        rename_in_code(shape(model, "Thing"), "Kind", "KIND");
    };
    assert_eq!(note(Rule::MemberAdded, "Thing.KIND", both, respell), None);
}

#[test]
fn a_member_that_came_or_went_is_called_as_messages_call_it() {
    let wire_names = |model: &mut Model| {
        with_names_of_its_own(model);
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
            "responses no longer keep `kind`; older versions of the crate do",
        ),
        (
            "Place.Name",
            "`name` arrives as `Place::Unknown`, previously as `Place::Name`",
        ),
    ] {
        let note = note(Rule::MemberRemoved, path, wire_names, remove);
        assert_eq!(note.as_deref(), Some(expected), "{path}");
    }
}

#[test]
fn what_messages_call_otherwise_is_told_with_both_names() {
    // In XML, what is in a list or map has a name.
    let both = |model: &mut Model| model.service.protocol = Protocol::RestXml;
    for (path, expected) in [
        (
            "Thing.Name",
            "`Thing.name` is `x-name` on the wire, previously `Name`",
        ),
        (
            "Place.Number",
            "`Place::Number` is `x-number` on the wire, previously `Number`",
        ),
        (
            "Labels.value",
            "`Labels.value` is `item` on the wire, previously `value`",
        ),
    ] {
        let edit = |model: &mut Model| {
            let name = |name: &str| Some(name.to_owned());
            member(shape(model, "Thing"), "Name").wire_name = name("x-name");
            member(shape(model, "Place"), "Number").wire_name = name("x-number");
            let ShapeKind::Map { value, .. } = &mut shape(model, "Labels").kind else {
                panic!()
            };
            value.wire_name = name("item");
        };
        let note = note(Rule::WireNameChanged, path, both, edit);
        assert_eq!(note.as_deref(), Some(expected), "{path}");
    }
}

#[test]
fn a_timestamp_that_is_written_otherwise_is_told_with_both_formats() {
    let nothing = |_: &mut Model| {};
    let date_time = |model: &mut Model| {
        shape(model, "Date").timestamp_format = Some(TimestampFormat::DateTime);
    };
    let told = "the timestamp is written as `dateTime`, previously as `epochSeconds`";
    let rule = Rule::TimestampFormatChanged;
    assert_eq!(
        note(rule, "Date", nothing, date_time).as_deref(),
        Some(told)
    );
    let rest = |model: &mut Model| model.service.protocol = Protocol::RestJson1;
    assert_eq!(note(rule, "Date", rest, date_time).as_deref(), Some(told));
    // Where a member is in the message decides how REST writes it.
    let in_header = |model: &mut Model| {
        model.service.protocol = Protocol::RestJson1;
        let since = Member {
            http_binding: Some(HttpBinding::Header),
            ..Member::new("Date")
        };
        members(shape(model, "ListThingsRequest")).insert("Since".to_owned(), since);
    };
    let in_text = |model: &mut Model| {
        let since = member(shape(model, "ListThingsRequest"), "Since");
        since.timestamp_format = Some(TimestampFormat::DateTime);
    };
    let told = "the timestamp is written as `dateTime`, previously as `httpDate`";
    let since = note(rule, "ListThingsRequest.Since", in_header, in_text);
    assert_eq!(since.as_deref(), Some(told));
    let member_format = |model: &mut Model| {
        let created = member(shape(model, "Thing"), "Created");
        created.timestamp_format = Some(TimestampFormat::HttpDate);
    };
    let told = "the timestamp is written as `httpDate`, previously as `epochSeconds`";
    let note = note(rule, "Thing.Created", nothing, member_format);
    assert_eq!(note.as_deref(), Some(told));
}

#[test]
fn a_structure_that_becomes_an_exception_says_how_it_arrives() {
    let nothing = |_: &mut Model| {};
    let becomes = |model: &mut Model| shape(model, "Thing").error = Some(Default::default());
    let ceases = |model: &mut Model| shape(model, "Thing").error = None;
    let rule = Rule::ErrorTraitChanged;
    let came = "`Thing` arrives as `Error::Thing`, previously as `Error::Unknown`";
    assert_eq!(note(rule, "Thing", nothing, becomes).as_deref(), Some(came));
    let went = "`Thing` arrives as `Error::Unknown`, previously as `Error::Thing`";
    assert_eq!(note(rule, "Thing", becomes, ceases).as_deref(), Some(went));
}

/// Lets messages call members otherwise than the model does.
fn with_names_of_its_own(model: &mut Model) {
    model.service.protocol = Protocol::RestJson1;
}

/// Calls a member something else in its place, and not in messages.
fn rename_in_code(shape: &mut Shape, before: &str, after: &str) {
    let members = members(shape);
    let place = members.get_index_of(before).unwrap();
    let mut member = members.shift_remove(before).unwrap();
    member.wire_name = Some(before.to_owned());
    members.shift_insert(place, after.to_owned(), member);
}
