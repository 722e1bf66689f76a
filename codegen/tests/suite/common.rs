//! What the tests of the diff share: a small model that has every kind of fact.

pub(crate) mod fixtures;
pub(crate) mod judge;
pub(crate) mod wire;

use codegen::diff::{Change, Diff, Revision, Rule, diff};
use codegen::model::{
    Deprecated, EnumValue, ErrorTrait, Format, Http, IndexMap, Member, Model, Operation,
    Pagination, Service, Shape, ShapeKind, Traits,
};
use codegen::validate::validate;
use serde_json::{Value, json};

/// A service for things: every kind of shape, and every fact that a model can have somewhere.
pub(crate) fn model() -> Model {
    let model = Model {
        format: Format::Botocore,
        service: service(),
        operations: operations(),
        shapes: shapes(),
    };
    assert_eq!(validate(&model).to_string(), "");
    model
}

fn service() -> Service {
    Service {
        id: "Things".to_owned(),
        api_version: "2017-02-27".to_owned(),
        protocols: vec!["json".to_owned()],
        title: Some("Example Things".to_owned()),
        target_prefix: Some("ThingsV20170227".to_owned()),
        endpoint_prefix: Some("things".to_owned()),
        signature_version: Some("v4".to_owned()),
        ..Service::default()
    }
}

fn operations() -> IndexMap<String, Operation> {
    let errors = || vec!["Refused".to_owned(), "TooMany".to_owned()];
    let post = || {
        Some(Http {
            method: "POST".to_owned(),
            uri: "/".to_owned(),
            status: None,
        })
    };
    let create = Operation {
        input: Some("CreateThingRequest".to_owned()),
        output: Some("CreateThingResponse".to_owned()),
        errors: errors(),
        http: post(),
        idempotent: true,
        ..Operation::default()
    };
    let list = Operation {
        input: Some("ListThingsRequest".to_owned()),
        output: Some("ListThingsResponse".to_owned()),
        errors: errors(),
        http: post(),
        read_only: true,
        pagination: Some(Pagination {
            input_tokens: vec!["NextToken".to_owned()],
            output_tokens: vec!["NextToken".to_owned()],
            limit_key: Some("MaxResults".to_owned()),
            result_keys: vec!["Things".to_owned()],
            ..Pagination::default()
        }),
        ..Operation::default()
    };
    let ping = Operation {
        http: post(),
        ..Operation::default()
    };
    named([
        ("CreateThing", create),
        ("ListThings", list),
        ("Ping", ping),
    ])
}

fn shapes() -> IndexMap<String, Shape> {
    let mut name = Shape::new(ShapeKind::String);
    name.constraints.min = Some(1.into());
    name.constraints.max = Some(64.into());
    name.constraints.pattern = Some("^[a-z]+$".to_owned());
    let mut count = Shape::new(ShapeKind::Integer);
    count.constraints.min = Some(1.into());
    count.constraints.max = Some(20.into());
    let mut secret = Shape::new(ShapeKind::String);
    secret.sensitive = true;
    let mut old_name = Shape::new(ShapeKind::String);
    old_name.traits.deprecated = Some(Deprecated::default());
    let list = |target: &str| {
        Shape::new(ShapeKind::List {
            member: Box::new(Member::new(target)),
        })
    };
    let labels = Shape::new(ShapeKind::Map {
        key: Box::new(Member::new("Name")),
        value: Box::new(Member::new("Secret")),
    });
    let level = Shape::new(ShapeKind::IntEnum {
        values: named([("LOW", 1), ("HIGH", 2)]),
    });
    named([
        ("Name", name),
        ("OldName", old_name),
        ("Secret", secret),
        ("Count", count),
        ("Flag", Shape::new(ShapeKind::Boolean)),
        ("Weight", Shape::new(ShapeKind::Double)),
        ("Date", Shape::new(ShapeKind::Timestamp)),
        ("Level", level),
        ("Kind", enumeration(&["BIG", "SMALL"])),
        ("NameList", list("Name")),
        ("ThingList", list("Thing")),
        ("Labels", labels),
        ("Thing", thing()),
        ("Place", union([("Name", "Name"), ("Number", "Count")])),
        ("CreateThingRequest", create_thing_request()),
        ("CreateThingResponse", structure([("Thing", "Thing", true)])),
        (
            "ListThingsRequest",
            structure([
                ("Kind", "Kind", false),
                ("MaxResults", "Count", false),
                ("NextToken", "Name", false),
            ]),
        ),
        (
            "ListThingsResponse",
            structure([("Things", "ThingList", false), ("NextToken", "Name", false)]),
        ),
        ("Refused", exception(false)),
        ("TooMany", exception(true)),
        ("Spare", structure([("Name", "Name", false)])),
        ("SpareName", Shape::new(ShapeKind::String)),
    ])
}

fn thing() -> Shape {
    structure([
        ("Name", "Name", true),
        ("Kind", "Kind", true),
        ("Created", "Date", false),
        ("Level", "Level", false),
        ("Labels", "Labels", false),
        ("Place", "Place", false),
        ("Parts", "ThingList", false),
    ])
}

fn create_thing_request() -> Shape {
    let mut request = structure([
        ("Name", "Name", true),
        ("Count", "Count", true),
        ("Kind", "Kind", false),
        ("Token", "OldName", false),
        ("Aliases", "NameList", false),
        ("Hidden", "Flag", false),
        ("Home", "Place", false),
        ("Pattern", "Thing", false),
    ]);
    member(&mut request, "Token").idempotency_token = true;
    member(&mut request, "Hidden").default = Some(json!(false));
    request
}

/// A structure: each member's name, target, and whether it is required.
pub(crate) fn structure<const N: usize>(members: [(&str, &str, bool); N]) -> Shape {
    let members = members.map(|(name, target, required)| {
        let member = Member {
            required,
            ..Member::new(target)
        };
        (name, member)
    });
    Shape::new(ShapeKind::Structure {
        members: named(members),
    })
}

/// A union: each member's name and target.
pub(crate) fn union<const N: usize>(members: [(&str, &str); N]) -> Shape {
    Shape::new(ShapeKind::Union {
        members: named(members.map(|(name, target)| (name, Member::new(target)))),
    })
}

/// An enum.
pub(crate) fn enumeration(values: &[&str]) -> Shape {
    let values = values.iter().map(|value| enum_value(value)).collect();
    Shape::new(ShapeKind::Enum { values })
}

/// A value of an enum.
pub(crate) fn enum_value(value: &str) -> EnumValue {
    EnumValue {
        value: value.to_owned(),
        name: None,
        traits: Traits::default(),
    }
}

fn exception(throttling: bool) -> Shape {
    let mut exception = structure([("Message", "Name", false)]);
    exception.error = Some(ErrorTrait {
        retryable: throttling.then_some(codegen::model::Retryable { throttling }),
        ..ErrorTrait::default()
    });
    exception
}

fn named<T, const N: usize>(entries: [(&str, T); N]) -> IndexMap<String, T> {
    entries
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// A shape of a model.
pub(crate) fn shape<'m>(model: &'m mut Model, name: &str) -> &'m mut Shape {
    model.shapes.get_mut(name).expect(name)
}

/// An operation of a model.
pub(crate) fn operation<'m>(model: &'m mut Model, name: &str) -> &'m mut Operation {
    model.operations.get_mut(name).expect(name)
}

/// The members of a structure or union.
pub(crate) fn members(shape: &mut Shape) -> &mut IndexMap<String, Member> {
    match &mut shape.kind {
        ShapeKind::Structure { members } | ShapeKind::Union { members } => members,
        kind => panic!("a {} has no members", kind.name()),
    }
}

/// A member of a structure or union.
pub(crate) fn member<'s>(shape: &'s mut Shape, name: &str) -> &'s mut Member {
    members(shape).get_mut(name).expect(name)
}

/// The values of an enum.
pub(crate) fn values(shape: &mut Shape) -> &mut Vec<EnumValue> {
    match &mut shape.kind {
        ShapeKind::Enum { values } => values,
        kind => panic!("a {} has no values", kind.name()),
    }
}

/// Renames a shape wherever it is used.
pub(crate) fn rename(model: &mut Model, from: &str, to: &str) {
    let (index, _, shape) = model.shapes.shift_remove_full(from).expect(from);
    model.shapes.shift_insert(index, to.to_owned(), shape);
    let retarget = |target: &mut String| {
        if target == from {
            to.clone_into(target);
        }
    };
    for shape in model.shapes.values_mut() {
        match &mut shape.kind {
            ShapeKind::Structure { members } | ShapeKind::Union { members } => {
                members
                    .values_mut()
                    .for_each(|member| retarget(&mut member.target));
            }
            ShapeKind::List { member } => retarget(&mut member.target),
            ShapeKind::Map { key, value } => {
                retarget(&mut key.target);
                retarget(&mut value.target);
            }
            _ => {}
        }
    }
    for operation in model.operations.values_mut() {
        operation.input.iter_mut().for_each(retarget);
        operation.output.iter_mut().for_each(retarget);
        operation.errors.iter_mut().for_each(retarget);
    }
}

/// The diff of two models.
pub(crate) fn compare(old: &Model, new: &Model) -> Diff {
    diff(&Revision::new("old", old), &Revision::new("new", new))
}

/// The change of a rule at a path.
pub(crate) fn find<'d>(diff: &'d Diff, rule: Rule, path: &str) -> Option<&'d Change> {
    diff.changes
        .iter()
        .find(|change| change.rule == rule && change.path == path)
}

/// The changes in short, for messages.
pub(crate) fn short(diff: &Diff) -> Vec<String> {
    diff.changes
        .iter()
        .map(|change| {
            format!(
                "{} {} {} {}",
                change.rule, change.path, change.wire, change.rust
            )
        })
        .collect()
}

/// A document with a JSON Merge Patch (RFC 7396) applied.
pub(crate) fn patched(document: &Value, patch: &Value) -> Value {
    match (document, patch) {
        (_, Value::Null) => document.clone(),
        (Value::Object(entries), Value::Object(changes)) => {
            let mut entries = entries.clone();
            for (key, change) in changes {
                match change {
                    Value::Null => _ = entries.remove(key),
                    change => {
                        let before = entries.get(key).unwrap_or(&Value::Bool(false));
                        let after = patched(before, change);
                        entries.insert(key.clone(), after);
                    }
                }
            }
            entries.into()
        }
        (_, Value::Object(_)) => patched(&Value::Object(Default::default()), patch),
        (_, value) => value.clone(),
    }
}
