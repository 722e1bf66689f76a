//! Which operations a change reaches, and what is no change of its own.

use super::*;

#[test]
fn prose_counts_only_where_both_sides_carry_it() {
    let mut old = model();
    let mut new = model();
    shape(&mut old, "Thing").traits.documentation = Some("A thing.".to_owned());
    assert!(compare(&old, &new).is_empty());
    shape(&mut new, "Thing").traits.documentation = Some("Any thing.".to_owned());
    let diff = compare(&old, &new);
    let change = find(&diff, Rule::ProseChanged, "Thing").unwrap();
    assert_eq!((change.wire, change.rust), (Wire::Compatible, Bump::Patch));
    assert!(
        diff.operations.updated.is_empty(),
        "prose updates no operation"
    );
}

/// What reads models sorts them, so that only models made by hand differ in this.
#[test]
fn the_order_of_operations_shapes_and_errors_is_no_difference() {
    let old = model();
    let mut new = model();
    new.operations.reverse();
    new.shapes.reverse();
    operation(&mut new, "CreateThing").errors.reverse();
    let diff = compare(&old, &new);
    assert!(diff.is_empty(), "{:#?}", short(&diff));
}

#[test]
fn a_change_reaches_each_operation_by_the_shortest_way() {
    let old = model();
    let mut new = model();
    values(shape(&mut new, "Kind")).push(enum_value("HUGE"));
    let diff = compare(&old, &new);
    let change = find(&diff, Rule::EnumValueAdded, "Kind.HUGE").unwrap();
    let reaches: Vec<_> = change
        .reaches
        .iter()
        .map(|reach| format!("{} {} {}", reach.operation, reach.direction, reach.path))
        .collect();
    assert_eq!(
        reaches,
        [
            "CreateThing request Kind",
            "CreateThing response Thing.Kind",
            "ListThings request Kind",
            "ListThings response Things[].Kind",
        ]
    );
    assert_eq!(
        change.behaviour.as_deref(),
        Some("`HUGE` arrives as `Kind::Huge`, previously as `Kind::Unknown(\"HUGE\")`")
    );
    assert_eq!(diff.operations.updated, ["CreateThing", "ListThings"]);
}

#[test]
fn a_change_of_an_exception_reaches_through_errors() {
    let old = model();
    let mut new = model();
    members(shape(&mut new, "Refused")).insert("Reason".to_owned(), Member::new("Kind"));
    let diff = compare(&old, &new);
    let change = find(&diff, Rule::MemberAdded, "Refused.Reason").unwrap();
    let reach = serde_json::to_value(&change.reaches[0]).unwrap();
    let expected =
        json!({"operation": "CreateThing", "direction": "error", "path": "Refused.Reason"});
    assert_eq!(reach, expected);
}

#[test]
fn what_only_looks_renamed_was_removed_and_added() {
    let old = model();
    let mut new = model();
    new.shapes.shift_remove("SpareName");
    new.shapes
        .insert("OtherName".to_owned(), Shape::new(ShapeKind::String));
    let diff = compare(&old, &new);
    assert!(
        find(&diff, Rule::ShapeRemoved, "SpareName").is_some(),
        "{:?}",
        short(&diff)
    );
    assert!(find(&diff, Rule::ShapeAdded, "OtherName").is_some());
    let mut new = model();
    rename(&mut new, "Thing", "Item");
    members(shape(&mut new, "Item")).shift_remove("Level");
    let diff = compare(&old, &new);
    assert!(
        find(&diff, Rule::ShapeRemoved, "Thing").is_some(),
        "{:?}",
        short(&diff)
    );
}

#[test]
fn an_operation_that_comes_to_stream_says_so() {
    let mut old = model();
    let events = union([("Name", "Name")]);
    old.shapes.insert("Events".to_owned(), events);
    let member = Member::new("Events");
    members(shape(&mut old, "CreateThingResponse")).insert("Events".to_owned(), member);
    let mut new = old.clone();
    let traits = &mut shape(&mut new, "Events").traits.other;
    traits.insert("eventstream".to_owned(), json!(true));
    let diff = compare(&old, &new);
    let report = crate::common::text(&diff);
    let entry = "  operation-binding-changed CreateThing  [major, wire response-breaking]\n      \
                 JSON → event stream\n      `CreateThing` no longer exists\n      response: CreateThing\n";
    assert!(report.contains(entry), "{report}");
    assert_eq!(diff.operations.updated, ["CreateThing"]);
}
