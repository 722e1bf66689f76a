//! Edits whose effect on the crate shows elsewhere than in the edited part.

use super::*;

pub(super) fn cases() -> Vec<Case> {
    vec![
        Case::new(
            Rule::RecursionBoxChanged,
            "Thing.Place",
            Wire::Compatible,
            Bump::Major,
            |model| {
                members(shape(model, "Place")).insert("Within".to_owned(), Member::new("Thing"));
            },
        ),
        Case::new(
            Rule::DeriveLost,
            "Thing",
            Wire::Compatible,
            Bump::Major,
            |model| {
                members(shape(model, "Thing")).insert("Weight".to_owned(), Member::new("Weight"));
            },
        ),
        Case::new(
            Rule::DeriveLost,
            "ListThingsRequest",
            Wire::Compatible,
            Bump::Major,
            |model| {
                member(shape(model, "ListThingsRequest"), "Kind").required = true;
            },
        ),
        // Of two operations with one input, it leads to neither.
        Case::new(
            Rule::DeriveLost,
            "CreateThingRequest",
            Wire::Compatible,
            Bump::Major,
            |model| {
                operation(model, "Ping").input = Some("CreateThingRequest".to_owned());
            },
        ),
        Case::new(
            Rule::DeriveLost,
            "Error",
            Wire::Compatible,
            Bump::Major,
            |model| {
                members(shape(model, "Refused")).insert("Weight".to_owned(), Member::new("Weight"));
            },
        ),
        // What responses carry has zero values for what is missing.
        Case::new(
            Rule::DeriveGained,
            "CreateThingRequest",
            Wire::Compatible,
            Bump::Minor,
            |model| {
                let echo = Member::new("CreateThingRequest");
                members(shape(model, "CreateThingResponse")).insert("Echo".to_owned(), echo);
            },
        ),
        Case::new(
            Rule::OperationBindingChanged,
            "CreateThing",
            Wire::ResponseBreaking,
            Bump::Major,
            stream_events,
        )
        .both(|model| {
            model
                .shapes
                .insert("Events".to_owned(), union([("Name", "Name")]));
            let events = Member::new("Events");
            members(shape(model, "CreateThingResponse")).insert("Events".to_owned(), events);
        })
        .response(
            "CreateThing",
            json!({"Thing": {"Name": "ana", "Kind": "BIG"}, "Events": {"Name": "ana"}}),
        ),
        Case::new(
            Rule::OperationBindingChanged,
            "ListThings",
            Wire::RequestBreaking,
            Bump::Major,
            stream_events,
        )
        .both(|model| {
            model
                .shapes
                .insert("Events".to_owned(), union([("Name", "Name")]));
            let events = Member::new("Events");
            members(shape(model, "ListThingsRequest")).insert("Events".to_owned(), events);
        })
        .request("ListThings", json!({"Events": {"Name": "ana"}})),
        Case::new(
            Rule::ItemMoved,
            "CreateThingRequest",
            Wire::Compatible,
            Bump::Major,
            |model| {
                let echo = Member::new("CreateThingRequest");
                members(shape(model, "CreateThingResponse")).insert("Echo".to_owned(), echo);
            },
        ),
        Case::new(
            Rule::RustNameChanged,
            "Kind.SMALL",
            Wire::Compatible,
            Bump::Major,
            |model| {
                values(shape(model, "Kind")).insert(0, enum_value("Small"));
            },
        ),
        Case::new(
            Rule::RustNameChanged,
            "Thing",
            Wire::Compatible,
            Bump::Major,
            |model| {
                model
                    .operations
                    .insert("Thing".to_owned(), Operation::default());
            },
        ),
        Case::new(
            Rule::RustNameChanged,
            "Ping.input",
            Wire::Compatible,
            Bump::Major,
            |model| {
                model
                    .shapes
                    .insert("PingRequest".to_owned(), union([("Name", "Name")]));
            },
        ),
        Case::new(
            Rule::RustNameChanged,
            "GoneException@error",
            Wire::Compatible,
            Bump::Major,
            |model| {
                let exception = shape(model, "Refused").clone();
                model.shapes.shift_insert(0, "Gone".to_owned(), exception);
            },
        )
        .both(|model| {
            let exception = shape(model, "Refused").clone();
            model.shapes.insert("GoneException".to_owned(), exception);
        }),
    ]
}

fn stream_events(model: &mut Model) {
    let events = &mut shape(model, "Events").traits.other;
    events.insert("eventstream".to_owned(), json!(true));
}
