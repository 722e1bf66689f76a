//! Members.

use super::*;

/// The cases of this file.
pub(super) fn cases() -> Vec<Case> {
    let cases = [added_and_removed_members(), edited_members()];
    cases.into_iter().flatten().collect()
}

fn added_and_removed_members() -> Vec<Case> {
    let request = || json!({"Name": "ana", "Count": 1});
    vec![
        Case::new(
            Rule::MemberAdded,
            "CreateThingRequest.Tags",
            Wire::Compatible,
            Bump::Minor,
            |model| {
                let tags = Member::new("NameList");
                members(shape(model, "CreateThingRequest")).insert("Tags".to_owned(), tags);
            },
        )
        .request("CreateThing", request()),
        Case::new(
            Rule::MemberAdded,
            "CreateThingRequest.Owner",
            Wire::RequestBreaking,
            Bump::Major,
            |model| {
                let owner = Member {
                    required: true,
                    ..Member::new("Name")
                };
                members(shape(model, "CreateThingRequest")).insert("Owner".to_owned(), owner);
            },
        )
        .request("CreateThing", request()),
        Case::new(
            Rule::MemberAdded,
            "ListThingsRequest.Owner",
            Wire::RequestBreaking,
            Bump::Major,
            |model| {
                let owner = Member {
                    required: true,
                    ..Member::new("Name")
                };
                members(shape(model, "ListThingsRequest")).insert("Owner".to_owned(), owner);
            },
        )
        .request("ListThings", json!({})),
        // A response's structure keeps `Default`, and had no `new` that could get longer.
        Case::new(
            Rule::MemberAdded,
            "ListThingsResponse.Total",
            Wire::Compatible,
            Bump::Minor,
            |model| {
                let total = Member {
                    required: true,
                    ..Member::new("Count")
                };
                members(shape(model, "ListThingsResponse")).insert("Total".to_owned(), total);
            },
        )
        .response("ListThings", json!({"Total": 3})),
        Case::new(
            Rule::MemberAdded,
            "Place.Flag",
            Wire::Compatible,
            Bump::Minor,
            |model| {
                members(shape(model, "Place")).insert("Flag".to_owned(), Member::new("Flag"));
            },
        )
        .request(
            "CreateThing",
            json!({"Name": "ana", "Count": 1, "Home": {"Number": 3}}),
        )
        .response(
            "CreateThing",
            json!({"Thing": {"Name": "ana", "Kind": "BIG", "Place": {"Flag": true}}}),
        ),
        Case::new(
            Rule::MemberRemoved,
            "CreateThingRequest.Hidden",
            Wire::RequestBreaking,
            Bump::Major,
            |model| {
                members(shape(model, "CreateThingRequest")).shift_remove("Hidden");
            },
        )
        .request(
            "CreateThing",
            json!({"Name": "ana", "Count": 1, "Hidden": true}),
        ),
        Case::new(
            Rule::MemberRemoved,
            "CreateThingResponse.Thing",
            Wire::ResponseBreaking,
            Bump::Major,
            |model| {
                members(shape(model, "CreateThingResponse")).shift_remove("Thing");
            },
        )
        .response("CreateThing", json!({})),
        // `thing` and `kind` stay.
        Case::new(
            Rule::MemberRemoved,
            "CreateThingResponse.Thing",
            Wire::ResponseBreaking,
            Bump::Patch,
            |model| respell(shape(model, "CreateThingResponse"), "Thing", "THING"),
        )
        .response(
            "CreateThing",
            json!({"THING": {"Name": "ana", "Kind": "BIG"}}),
        ),
        Case::new(
            Rule::MemberAdded,
            "CreateThingResponse.THING",
            Wire::Compatible,
            Bump::Patch,
            |model| respell(shape(model, "CreateThingResponse"), "Thing", "THING"),
        ),
        // Messages call it `Thing` as before.
        Case::new(
            Rule::MemberRemoved,
            "CreateThingResponse.Thing",
            Wire::Compatible,
            Bump::Major,
            |model| rename_in_code(shape(model, "CreateThingResponse"), "Thing", "Item"),
        )
        .both(with_names_of_its_own)
        .response(
            "CreateThing",
            json!({"Thing": {"Name": "ana", "Kind": "BIG"}}),
        ),
        Case::new(
            Rule::MemberAdded,
            "CreateThingRequest.Amount",
            Wire::Compatible,
            Bump::Major,
            |model| rename_in_code(shape(model, "CreateThingRequest"), "Count", "Amount"),
        )
        .both(with_names_of_its_own)
        .request("CreateThing", json!({"Name": "ana", "Count": 1})),
        Case::new(
            Rule::MemberRemoved,
            "CreateThingRequest.Kind",
            Wire::RequestBreaking,
            Bump::Major,
            |model| {
                let request = shape(model, "CreateThingRequest");
                rename_in_code(request, "Kind", "Size");
                member(request, "Size").required = true;
            },
        )
        .both(with_names_of_its_own)
        .request("CreateThing", json!({"Name": "ana", "Count": 1})),
        // `hidden` is something else.
        Case::new(
            Rule::MemberRemoved,
            "CreateThingRequest.Hidden",
            Wire::RequestBreaking,
            Bump::Major,
            |model| {
                let request = shape(model, "CreateThingRequest");
                respell(request, "Hidden", "HIDDEN");
                member(request, "HIDDEN").target = "Name".to_owned();
            },
        )
        .request(
            "CreateThing",
            json!({"Name": "ana", "Count": 1, "Hidden": true}),
        ),
        // `new` takes it in another place.
        Case::new(
            Rule::MemberRemoved,
            "CreateThingRequest.Name",
            Wire::RequestBreaking,
            Bump::Major,
            |model| {
                let request = shape(model, "CreateThingRequest");
                let name = members(request).shift_remove("Name").unwrap();
                members(request).insert("NAME".to_owned(), name);
            },
        )
        .request("CreateThing", json!({"Name": "ana", "Count": 1})),
        Case::new(
            Rule::MemberRemoved,
            "Spare.Name",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                members(shape(model, "Spare")).shift_remove("Name");
            },
        ),
        Case::new(
            Rule::MemberReordered,
            "Thing",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                members(shape(model, "Thing")).move_index(2, 6);
            },
        ),
        Case::new(
            Rule::MemberReordered,
            "Thing",
            Wire::Compatible,
            Bump::Major,
            |model| {
                members(shape(model, "Thing")).move_index(0, 1);
            },
        ),
        Case::new(
            Rule::MemberReordered,
            "Kind",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                values(shape(model, "Kind")).reverse();
            },
        ),
    ]
}

fn edited_members() -> Vec<Case> {
    vec![
        Case::new(
            Rule::MemberRequired,
            "ListThingsRequest.Kind",
            Wire::RequestBreaking,
            Bump::Major,
            |model| {
                member(shape(model, "ListThingsRequest"), "Kind").required = true;
            },
        )
        .request("ListThings", json!({})),
        Case::new(
            Rule::MemberOptional,
            "CreateThingResponse.Thing",
            Wire::ResponseBreaking,
            Bump::Major,
            |model| {
                member(shape(model, "CreateThingResponse"), "Thing").required = false;
            },
        )
        .response("CreateThing", json!({})),
        Case::new(
            Rule::MemberOptional,
            "CreateThingRequest.Count",
            Wire::Compatible,
            Bump::Major,
            |model| {
                member(shape(model, "CreateThingRequest"), "Count").required = false;
            },
        )
        .request("CreateThing", json!({"Name": "ana", "Count": 1})),
        Case::new(
            Rule::MemberRetargeted,
            "ListThingsRequest.NextToken",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                member(shape(model, "ListThingsRequest"), "NextToken").target =
                    "SpareName".to_owned();
            },
        )
        .request("ListThings", json!({"NextToken": "abc"})),
        Case::new(
            Rule::MemberRetargeted,
            "CreateThingRequest.Token",
            Wire::RequestBreaking,
            Bump::Patch,
            |model| {
                member(shape(model, "CreateThingRequest"), "Token").target = "Name".to_owned();
            },
        )
        .request(
            "CreateThing",
            json!({"Name": "ana", "Count": 1, "Token": "ABC"}),
        ),
        Case::new(
            Rule::MemberRetargeted,
            "ListThingsRequest.Kind",
            Wire::RequestBreaking,
            Bump::Major,
            |model| {
                member(shape(model, "ListThingsRequest"), "Kind").target = "Flag".to_owned();
            },
        )
        .request("ListThings", json!({"Kind": "BIG"})),
        Case::new(
            Rule::MemberRetargeted,
            "Labels.value",
            Wire::Breaking,
            Bump::Major,
            |model| {
                let ShapeKind::Map { value, .. } = &mut shape(model, "Labels").kind else {
                    panic!()
                };
                value.target = "Date".to_owned();
            },
        )
        .response(
            "CreateThing",
            json!({"Thing": {"Name": "ana", "Kind": "BIG", "Labels": {"ana": 5}}}),
        )
        .request("CreateThing", pattern("Labels", json!({"ana": "x"}))),
        Case::new(
            Rule::WireNameChanged,
            "Thing.Name",
            Wire::Breaking,
            Bump::Patch,
            |model| {
                member(shape(model, "Thing"), "Name").wire_name = Some("name".to_owned());
            },
        )
        .both(with_names_of_its_own)
        .response(
            "CreateThing",
            json!({"Thing": {"name": "ana", "Kind": "BIG"}}),
        )
        .request("CreateThing", pattern("Name", json!("ana"))),
        // AWS JSON has no names but the model's.
        Case::new(
            Rule::WireNameChanged,
            "Thing.Name",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                member(shape(model, "Thing"), "Name").wire_name = Some("name".to_owned());
            },
        )
        .response(
            "CreateThing",
            json!({"Thing": {"Name": "ana", "Kind": "BIG"}}),
        )
        .request("CreateThing", pattern("Name", json!("ana"))),
        Case::new(
            Rule::HttpBindingChanged,
            "ListThingsRequest.Kind",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                member(shape(model, "ListThingsRequest"), "Kind").http_binding =
                    Some(HttpBinding::Query);
            },
        ),
        Case::new(
            Rule::HttpBindingChanged,
            "ListThingsRequest.Kind",
            Wire::RequestBreaking,
            Bump::Patch,
            |model| {
                member(shape(model, "ListThingsRequest"), "Kind").http_binding =
                    Some(HttpBinding::Query);
            },
        )
        .both(|model| model.service.protocol = Protocol::RestJson1)
        .request("ListThings", json!({"Kind": "BIG"})),
        Case::new(
            Rule::IdempotencyTokenChanged,
            "CreateThingRequest.Token",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                member(shape(model, "CreateThingRequest"), "Token").idempotency_token = false;
            },
        ),
        Case::new(
            Rule::DefaultChanged,
            "CreateThingRequest.Hidden",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                member(shape(model, "CreateThingRequest"), "Hidden").default = Some(json!(true));
            },
        ),
        Case::new(
            Rule::DefaultChanged,
            "CreateThingRequest.Count",
            Wire::RequestBreaking,
            Bump::Patch,
            |model| member(shape(model, "CreateThingRequest"), "Count").default = None,
        )
        .both(|model| {
            member(shape(model, "CreateThingRequest"), "Count").default = Some(json!(1));
        })
        .request("CreateThing", json!({"Name": "ana"})),
        Case::new(
            Rule::DefaultChanged,
            "Flag",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                shape(model, "Flag").boxed = true;
            },
        ),
        Case::new(
            Rule::LengthChanged,
            "ListThingsRequest.NextToken",
            Wire::RequestBreaking,
            Bump::Patch,
            |model| {
                let token = member(shape(model, "ListThingsRequest"), "NextToken");
                token.constraints.max = Some(4.into());
            },
        )
        .request("ListThings", json!({"NextToken": "abcde"})),
        Case::new(
            Rule::TraitChanged,
            "CreateThingRequest.Name@enum",
            Wire::RequestBreaking,
            Bump::Patch,
            |model| {
                let other = &mut member(shape(model, "CreateThingRequest"), "Name")
                    .traits
                    .other;
                other.insert("enum".to_owned(), json!(["a"]));
            },
        )
        .request("CreateThing", json!({"Name": "b", "Count": 1})),
        // A service sends what it wants.
        Case::new(
            Rule::TraitChanged,
            "ListThingsResponse.NextToken@enum",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                let token = member(shape(model, "ListThingsResponse"), "NextToken");
                let other = &mut token.traits.other;
                other.insert("enum".to_owned(), json!(["a"]));
            },
        )
        .response("ListThings", json!({"NextToken": "a"})),
    ]
}

/// Lets the service speak a protocol in which messages can call a member otherwise than the model.
pub(super) fn with_names_of_its_own(model: &mut Model) {
    model.service.protocol = Protocol::RestJson1;
}

/// Calls a member something else, in its place.
fn respell(shape: &mut Shape, before: &str, after: &str) {
    let members = members(shape);
    let place = members.get_index_of(before).unwrap();
    let member = members.shift_remove(before).unwrap();
    members.shift_insert(place, after.to_owned(), member);
}

/// Calls a member something else, and not in messages.
pub(super) fn rename_in_code(shape: &mut Shape, before: &str, after: &str) {
    respell(shape, before, after);
    member(shape, after).wire_name = Some(before.to_owned());
}
