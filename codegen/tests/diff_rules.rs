//! One model edit per rule: the entry it gives, and what the verdict on the wire means in data.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod common;

use codegen::diff::{Bump, Rule, Wire};
use codegen::model::{
    Deprecated, HttpBinding, Member, Model, Operation, Protocol, Retryable, Shape, ShapeKind,
    TimestampFormat,
};
use common::wire::{accepts, reads};
use common::{
    compare, enum_value, enumeration, find, member, members, model, operation, rename, shape,
    short, structure, union, values,
};
use serde_json::{Value, json};

/// An edit of the small model, and the entry that it must give.
struct Case {
    rule: Rule,
    path: &'static str,
    wire: Wire,
    rust: Bump,
    /// What both sides have beyond the small model.
    both: fn(&mut Model),
    edit: fn(&mut Model),
    /// An operation and a request that the old service takes.
    request: Option<(&'static str, Value)>,
    /// An operation and a response that the new service gives.
    response: Option<(&'static str, Value)>,
}

impl Case {
    fn new(rule: Rule, path: &'static str, wire: Wire, rust: Bump, edit: fn(&mut Model)) -> Self {
        Self {
            rule,
            path,
            wire,
            rust,
            both: |_| {},
            edit,
            request: None,
            response: None,
        }
    }

    fn both(mut self, both: fn(&mut Model)) -> Self {
        self.both = both;
        self
    }

    /// A request that is refused after the edit, if and only if the verdict says so.
    fn request(mut self, operation: &'static str, value: Value) -> Self {
        self.request = Some((operation, value));
        self
    }

    /// A response that an old reader fails on, if and only if the verdict says so.
    fn response(mut self, operation: &'static str, value: Value) -> Self {
        self.response = Some((operation, value));
        self
    }

    fn check(self) -> Rule {
        let mut old = model();
        (self.both)(&mut old);
        let mut new = old.clone();
        (self.edit)(&mut new);
        let name = format!("{} {}", self.rule, self.path);
        assert_eq!(codegen::validate::validate(&new).to_string(), "", "{name}");
        let diff = compare(&old, &new);
        let change = find(&diff, self.rule, self.path);
        let change = change.unwrap_or_else(|| panic!("no {name} in {:#?}", short(&diff)));
        assert_eq!((change.wire, change.rust), (self.wire, self.rust), "{name}");
        assert_eq!(
            diff.unclassified().count(),
            0,
            "{name}: {:#?}",
            short(&diff)
        );
        self.check_data(&name, &old, &new);
        self.rule
    }

    fn check_data(&self, name: &str, old: &Model, new: &Model) {
        let empty = || {
            Shape::new(ShapeKind::Structure {
                members: Default::default(),
            })
        };
        let structure = |model: &Model, name: &Option<String>| match name {
            Some(name) => model.shapes[name].clone(),
            None => empty(),
        };
        if let Some((operation, value)) = &self.request {
            let input = |model: &Model| structure(model, &model.operations[*operation].input);
            assert!(
                accepts(old, &input(old), value),
                "{name}: {value} was no valid request"
            );
            let breaks = matches!(self.wire, Wire::RequestBreaking | Wire::Breaking);
            assert_eq!(accepts(new, &input(new), value), !breaks, "{name}: {value}");
        }
        if let Some((operation, value)) = &self.response {
            let output = |model: &Model| structure(model, &model.operations[*operation].output);
            assert!(
                accepts(new, &output(new), value),
                "{name}: {value} is no response of the new service"
            );
            let breaks = matches!(self.wire, Wire::ResponseBreaking | Wire::Breaking);
            assert_eq!(reads(old, &output(old), value), !breaks, "{name}: {value}");
        }
    }
}

#[test]
fn operations() {
    check([
        Case::new(
            Rule::OperationAdded,
            "Delete",
            Wire::Compatible,
            Bump::Minor,
            |model| {
                model
                    .operations
                    .insert("Delete".to_owned(), Operation::default());
            },
        ),
        Case::new(
            Rule::OperationRemoved,
            "Ping",
            Wire::RequestBreaking,
            Bump::Major,
            |model| {
                model.operations.shift_remove("Ping");
            },
        ),
        Case::new(
            Rule::OperationErrorAdded,
            "Ping.errors.Refused",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                operation(model, "Ping").errors.push("Refused".to_owned());
            },
        ),
        Case::new(
            Rule::OperationErrorRemoved,
            "CreateThing.errors.TooMany",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                operation(model, "CreateThing").errors.pop();
            },
        ),
        Case::new(
            Rule::OperationErrorsReordered,
            "CreateThing.errors",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                operation(model, "CreateThing").errors.reverse();
            },
        ),
        Case::new(
            Rule::WireNameChanged,
            "Ping",
            Wire::RequestBreaking,
            Bump::Patch,
            |model| {
                operation(model, "Ping").wire_name = Some("Pong".to_owned());
            },
        ),
        Case::new(
            Rule::HttpBindingChanged,
            "Ping",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                operation(model, "Ping").http = None;
            },
        ),
        Case::new(
            Rule::HttpBindingChanged,
            "Ping",
            Wire::Breaking,
            Bump::Patch,
            |model| {
                operation(model, "Ping").http = None;
            },
        )
        .both(|model| model.service.protocol = Protocol::RestJson1),
        Case::new(
            Rule::EndpointPrefixChanged,
            "Ping",
            Wire::RequestBreaking,
            Bump::Patch,
            |model| {
                operation(model, "Ping").host_prefix = Some("data.".to_owned());
            },
        ),
        Case::new(
            Rule::TraitChanged,
            "ListThings@read_only",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                operation(model, "ListThings").read_only = false;
            },
        ),
        Case::new(
            Rule::DeprecatedChanged,
            "Ping",
            Wire::Compatible,
            Bump::Minor,
            |model| {
                operation(model, "Ping").traits.deprecated = Some(Deprecated::default());
            },
        ),
        Case::new(
            Rule::DeclarationsReordered,
            "operations",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                model.operations.reverse();
            },
        ),
    ]);
}

#[test]
fn inputs_and_outputs() {
    check([
        Case::new(
            Rule::OperationInputChanged,
            "Ping.input",
            Wire::Compatible,
            Bump::Minor,
            |model| {
                let request = structure([("Name", "Name", false)]);
                model.shapes.insert("PingRequest".to_owned(), request);
                operation(model, "Ping").input = Some("PingRequest".to_owned());
            },
        ),
        Case::new(
            Rule::OperationInputChanged,
            "Ping.input",
            Wire::RequestBreaking,
            Bump::Major,
            |model| {
                let request = structure([("Name", "Name", true)]);
                model.shapes.insert("PingRequest".to_owned(), request);
                operation(model, "Ping").input = Some("PingRequest".to_owned());
            },
        ),
        Case::new(
            Rule::OperationInputChanged,
            "ListThings.input",
            Wire::RequestBreaking,
            Bump::Major,
            |model| {
                operation(model, "ListThings").input = None;
                operation(model, "ListThings").pagination = None;
            },
        ),
        Case::new(
            Rule::OperationInputChanged,
            "CreateThing.input",
            Wire::RequestBreaking,
            Bump::Major,
            |model| {
                operation(model, "CreateThing").input = Some("Spare".to_owned());
            },
        )
        .request("CreateThing", json!({"Name": "ana", "Count": 1})),
        Case::new(
            Rule::OperationOutputChanged,
            "Ping.output",
            Wire::Compatible,
            Bump::Major,
            |model| {
                operation(model, "Ping").output = Some("Thing".to_owned());
            },
        ),
        Case::new(
            Rule::OperationOutputChanged,
            "CreateThing.output",
            Wire::ResponseBreaking,
            Bump::Major,
            |model| {
                operation(model, "CreateThing").output = None;
            },
        ),
        Case::new(
            Rule::PaginationAdded,
            "Ping.pagination",
            Wire::Compatible,
            Bump::Minor,
            |model| {
                let pagination = operation(model, "ListThings").pagination.clone();
                let list = operation(model, "ListThings").clone();
                let ping = operation(model, "Ping");
                (ping.input, ping.output, ping.pagination) = (list.input, list.output, pagination);
            },
        ),
        Case::new(
            Rule::PaginationChanged,
            "ListThings.pagination",
            Wire::Compatible,
            Bump::Major,
            |model| {
                let pagination = operation(model, "ListThings").pagination.as_mut();
                pagination.unwrap().limit_key = None;
            },
        ),
        Case::new(
            Rule::PaginationRemoved,
            "ListThings.pagination",
            Wire::Compatible,
            Bump::Major,
            |model| {
                operation(model, "ListThings").pagination = None;
            },
        ),
    ]);
}

#[test]
fn shapes() {
    check([
        Case::new(Rule::ShapeAdded, "Extra", Wire::Compatible, Bump::Minor, |model| {
            model.shapes.insert("Extra".to_owned(), structure([]));
            members(shape(model, "Thing")).insert("Extra".to_owned(), Member::new("Extra"));
        }),
        Case::new(Rule::ShapeAdded, "Extra", Wire::Compatible, Bump::Patch, |model| {
            model.shapes.insert("Extra".to_owned(), Shape::new(ShapeKind::String));
        }),
        Case::new(Rule::ShapeRemoved, "Spare", Wire::Compatible, Bump::Patch, |model| {
            model.shapes.shift_remove("Spare");
        }),
        Case::new(Rule::ShapeRemoved, "Place", Wire::Compatible, Bump::Major, |model| {
            members(shape(model, "Thing")).shift_remove("Place");
            members(shape(model, "CreateThingRequest")).shift_remove("Home");
            model.shapes.shift_remove("Place");
        }),
        Case::new(Rule::ShapeRenamed, "Item", Wire::Compatible, Bump::Major, |model| {
            rename(model, "Thing", "Item");
        })
        .response("CreateThing", json!({"Thing": {"Name": "ana", "Kind": "BIG"}})),
        Case::new(Rule::ShapeRenamed, "Title", Wire::Compatible, Bump::Patch, |model| {
            rename(model, "Name", "Title");
        }),
        Case::new(Rule::ShapeRenamed, "Denied", Wire::ResponseBreaking, Bump::Major, |model| {
            rename(model, "Refused", "Denied");
        }),
        Case::new(Rule::ErrorShapeAdded, "Gone", Wire::Compatible, Bump::Minor, |model| {
            let exception = shape(model, "Refused").clone();
            model.shapes.insert("Gone".to_owned(), exception);
        }),
        Case::new(Rule::ErrorShapeRemoved, "TooMany", Wire::Compatible, Bump::Major, |model| {
            model.shapes.shift_remove("TooMany");
            operation(model, "CreateThing").errors.pop();
            operation(model, "ListThings").errors.pop();
        }),
        Case::new(Rule::ErrorTraitChanged, "Thing", Wire::Compatible, Bump::Minor, |model| {
            shape(model, "Thing").error = Some(Default::default());
        }),
        Case::new(Rule::ShapeKindChanged, "Secret", Wire::Breaking, Bump::Major, |model| {
            shape(model, "Secret").kind = ShapeKind::Boolean;
        })
        .response("CreateThing",
            json!({"Thing": {"Name": "ana", "Kind": "BIG", "Labels": {"ana": true}}}),
        )
        .request("CreateThing",
            json!({"Name": "ana", "Count": 1, "Pattern": {"Name": "ana", "Kind": "BIG", "Labels": {"ana": "x"}}}),
        ),
        Case::new(Rule::ShapeKindChanged, "Count", Wire::ResponseBreaking, Bump::Major, |model| {
            shape(model, "Count").kind = ShapeKind::Long;
        })
        .both(|model| {
            shape(model, "Count").constraints.max = None;
            members(shape(model, "Thing")).insert("Size".to_owned(), Member::new("Count"));
        })
        .request("CreateThing", json!({"Name": "ana", "Count": 1}))
        .response("CreateThing",
            json!({"Thing": {"Name": "ana", "Kind": "BIG", "Size": 5_000_000_000_i64}}),
        ),
        Case::new(Rule::EnumAddedToString, "OldName", Wire::RequestBreaking, Bump::Major, |model| {
            shape(model, "OldName").kind = enumeration(&["a", "b"]).kind;
        })
        .request("CreateThing", json!({"Name": "ana", "Count": 1, "Token": "c"})),
        Case::new(Rule::EnumDroppedFromString, "Kind", Wire::Compatible, Bump::Major, |model| {
            shape(model, "Kind").kind = ShapeKind::String;
        })
        .request("ListThings", json!({"Kind": "BIG"}))
        .response("CreateThing", json!({"Thing": {"Name": "ana", "Kind": "HUGE"}})),
        Case::new(Rule::SparseChanged, "ThingList", Wire::ResponseBreaking, Bump::Major, |model| {
            let other = &mut shape(model, "ThingList").traits.other;
            other.insert("sparse".to_owned(), json!(true));
        })
        .response("ListThings", json!({"Things": [null]})),
        Case::new(Rule::TraitChanged, "Thing@xmlOrder", Wire::Compatible, Bump::Patch, |model| {
            let other = &mut shape(model, "Thing").traits.other;
            other.insert("xmlOrder".to_owned(), json!(["Name"]));
        }),
        Case::new(Rule::DeclarationsReordered, "shapes", Wire::Compatible, Bump::Patch, |model| {
            model.shapes.reverse();
        }),
    ]);
}

#[test]
fn added_and_removed_members() {
    let request = || json!({"Name": "ana", "Count": 1});
    check([
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
    ]);
}

#[test]
fn edited_members() {
    check([
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
        ),
        Case::new(
            Rule::WireNameChanged,
            "Thing.Name",
            Wire::Breaking,
            Bump::Patch,
            |model| {
                member(shape(model, "Thing"), "Name").wire_name = Some("name".to_owned());
            },
        )
        .response(
            "CreateThing",
            json!({"Thing": {"name": "ana", "Kind": "BIG"}}),
        ),
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
        ),
    ]);
}

#[test]
fn enum_values() {
    check([
        Case::new(
            Rule::EnumValueAdded,
            "Kind.HUGE",
            Wire::Compatible,
            Bump::Minor,
            |model| {
                values(shape(model, "Kind")).push(enum_value("HUGE"));
            },
        )
        .request("ListThings", json!({"Kind": "BIG"}))
        .response(
            "CreateThing",
            json!({"Thing": {"Name": "ana", "Kind": "HUGE"}}),
        ),
        Case::new(
            Rule::EnumValueRemoved,
            "Kind.SMALL",
            Wire::RequestBreaking,
            Bump::Major,
            |model| {
                values(shape(model, "Kind")).pop();
            },
        )
        .request("ListThings", json!({"Kind": "SMALL"}))
        .response(
            "CreateThing",
            json!({"Thing": {"Name": "ana", "Kind": "BIG"}}),
        ),
        Case::new(
            Rule::TraitChanged,
            "Kind.BIG@name",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                values(shape(model, "Kind"))[0].name = Some("Large".to_owned());
            },
        ),
        Case::new(
            Rule::EnumValueAdded,
            "Level.TOP",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                let ShapeKind::IntEnum { values } = &mut shape(model, "Level").kind else {
                    panic!()
                };
                values.insert("TOP".to_owned(), 3);
            },
        ),
        Case::new(
            Rule::WireNameChanged,
            "Level.HIGH",
            Wire::Breaking,
            Bump::Patch,
            |model| {
                let ShapeKind::IntEnum { values } = &mut shape(model, "Level").kind else {
                    panic!()
                };
                values.insert("HIGH".to_owned(), 9);
            },
        )
        .response(
            "CreateThing",
            json!({"Thing": {"Name": "ana", "Kind": "BIG", "Level": 9}}),
        ),
    ]);
}

#[test]
fn constraints() {
    let name = |text: &str| json!({"Name": text, "Count": 5});
    check([
        Case::new(
            Rule::LengthChanged,
            "Name",
            Wire::RequestBreaking,
            Bump::Patch,
            |model| {
                shape(model, "Name").constraints.max = Some(8.into());
            },
        )
        .request("CreateThing", name("abcdefghij")),
        Case::new(
            Rule::LengthChanged,
            "Name",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                shape(model, "Name").constraints.max = Some(128.into());
            },
        )
        .request("CreateThing", name("abcdefghij")),
        Case::new(
            Rule::LengthChanged,
            "Name",
            Wire::RequestBreaking,
            Bump::Patch,
            |model| {
                shape(model, "Name").constraints.min = Some(2.into());
                shape(model, "Name").constraints.max = Some(128.into());
            },
        )
        .request("CreateThing", name("a")),
        // No length is below zero.
        Case::new(
            Rule::LengthChanged,
            "OldName",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                shape(model, "OldName").constraints.min = Some(0.into());
            },
        )
        .request(
            "CreateThing",
            json!({"Name": "ana", "Count": 5, "Token": ""}),
        ),
        Case::new(
            Rule::RangeChanged,
            "Count",
            Wire::RequestBreaking,
            Bump::Patch,
            |model| {
                shape(model, "Count").constraints.max = Some(4.into());
            },
        )
        .request("CreateThing", name("ana")),
        Case::new(
            Rule::PatternChanged,
            "Name",
            Wire::RequestBreaking,
            Bump::Patch,
            |model| {
                shape(model, "Name").constraints.pattern = Some("^[0-9]+$".to_owned());
            },
        )
        .request("CreateThing", name("ana")),
        Case::new(
            Rule::PatternChanged,
            "Name",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                shape(model, "Name").constraints.pattern = None;
            },
        )
        .request("CreateThing", name("ana")),
        Case::new(
            Rule::SensitiveChanged,
            "Secret",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                shape(model, "Secret").sensitive = false;
            },
        ),
        Case::new(
            Rule::TimestampFormatChanged,
            "Date",
            Wire::Breaking,
            Bump::Patch,
            |model| {
                shape(model, "Date").timestamp_format = Some(TimestampFormat::DateTime);
            },
        )
        .response(
            "CreateThing",
            json!({"Thing": {"Name": "ana", "Kind": "BIG", "Created": "2017-02-27T00:00:00Z"}}),
        ),
    ]);
}

#[test]
fn errors() {
    check([
        Case::new(
            Rule::FaultChanged,
            "Refused",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                shape(model, "Refused").error.as_mut().unwrap().server_fault = true;
            },
        ),
        Case::new(
            Rule::RetryableChanged,
            "TooMany",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                shape(model, "TooMany").error.as_mut().unwrap().retryable =
                    Some(Retryable::default());
            },
        ),
        Case::new(
            Rule::HttpBindingChanged,
            "Refused",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                shape(model, "Refused").error.as_mut().unwrap().http_status = Some(403);
            },
        ),
        Case::new(
            Rule::WireNameChanged,
            "Refused",
            Wire::ResponseBreaking,
            Bump::Patch,
            |model| {
                shape(model, "Refused").error.as_mut().unwrap().code = Some("Denied".to_owned());
            },
        ),
    ]);
}

#[test]
fn service() {
    check([
        Case::new(
            Rule::ProtocolChanged,
            "service.protocol",
            Wire::Breaking,
            Bump::Patch,
            |model| {
                model.service.protocol = Protocol::AwsJson1_0;
            },
        ),
        Case::new(
            Rule::ProtocolChanged,
            "service.protocol",
            Wire::Breaking,
            Bump::Major,
            |model| {
                model.service.protocol = Protocol::RestXml;
            },
        ),
        Case::new(
            Rule::TargetPrefixChanged,
            "service.target_prefix",
            Wire::RequestBreaking,
            Bump::Patch,
            |model| {
                model.service.target_prefix = Some("Things".to_owned());
            },
        ),
        Case::new(
            Rule::EndpointPrefixChanged,
            "service.endpoint_prefix",
            Wire::RequestBreaking,
            Bump::Patch,
            |model| {
                model.service.endpoint_prefix = Some("thing".to_owned());
            },
        ),
        Case::new(
            Rule::EndpointPrefixChanged,
            "service.endpoint_prefix",
            Wire::RequestBreaking,
            Bump::Major,
            |model| {
                model.service.endpoint_prefix = None;
            },
        ),
        Case::new(
            Rule::ServiceMetadataChanged,
            "service.title",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                model.service.title = None;
            },
        ),
        Case::new(
            Rule::ServiceMetadataChanged,
            "service.id",
            Wire::Compatible,
            Bump::Major,
            |model| {
                model.service.id = String::new();
            },
        ),
        Case::new(
            Rule::ServiceMetadataChanged,
            "service@ripServiceName",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                let other = &mut model.service.traits.other;
                other.insert("ripServiceName".to_owned(), json!("things"));
            },
        ),
    ]);
}

/// Edits whose effect on the crate shows elsewhere than in the edited part.
#[test]
fn consequences() {
    check([
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
                values(shape(model, "Kind")).insert(0, enum_value("small"));
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
    ]);
}

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
        Some("`HUGE` arrives as `Kind::Huge`; it used to arrive as `Kind::Unknown(\"HUGE\")`")
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

fn check<const N: usize>(cases: [Case; N]) {
    for case in cases {
        case.check();
    }
}
