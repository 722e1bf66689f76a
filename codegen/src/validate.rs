//! The rules that a model must follow before anything is generated from it.

mod base_cases;
mod bindings;
mod enums;
mod kinds;
mod wire_names;

use std::cell::RefCell;
use std::cmp::Ordering;

use crate::model::{
    Constraints, Member, Model, Operation, Pagination, Shape, ShapeKind, compare_numbers,
};
use crate::plan::names::has_type;
use crate::problem::{Findings, Place, Problems, Step, printable, with_article};
use base_cases::base_cases;
use enums::{enum_values, int_enum_values};
use wire_names::{json_names, wire_name};

/// Returns every problem of a model, in the order of the model.
///
/// In a valid model, names are Smithy identifiers, targets exist and have the kind that their use
/// requires, and whatever refers to members agrees with them. Constraints fit the kind of their
/// shape and allow a value, keys and the values of an enum are unique, and no shape requires itself.
pub fn validate(model: &Model) -> Problems {
    let findings = RefCell::default();
    service(model, &findings);
    let operations = Place::start("operations", &findings).below();
    for (name, operation) in &model.operations {
        let place = operations(Step::Key(name));
        self::name(name, true, &place);
        self::operation(model, operation, &place);
    }
    let shapes = Place::start("shapes", &findings);
    let place_of = shapes.below();
    for (name, shape) in &model.shapes {
        let place = place_of(Step::Key(name));
        self::name(name, has_type(&shape.kind), &place);
        self::shape(model, shape, &place);
    }
    base_cases(model, &shapes);
    findings.take().problems
}

fn service(model: &Model, findings: &RefCell<Findings>) {
    let metadata = Place::start("metadata", findings);
    if model.service.id.is_empty() && model.service.endpoint_prefix.is_none() {
        metadata.problem("names no service; add `serviceId` or `endpointPrefix`");
    }
    if model.service.protocol.is_aws_json() && model.service.target_prefix.is_none() {
        let place = metadata.key("targetPrefix");
        place.problem("is missing; AWS JSON sends it with each request");
    }
}

/// The maximum length of a name in generated code. The longest of AWS has 155 characters. In a file
/// name, an underscore can come before every other letter, and file systems allow 255 bytes. Shapes
/// without a type can have longer names: a string of AWS Elemental MediaConvert had 663 characters.
const LONGEST_NAME: usize = 160;

/// Returns `true` for an identifier of Smithy's grammar (Smithy 2.0, "Shape ID ABNF").
pub(crate) fn is_identifier(name: &str) -> bool {
    let start = |character: char| character.is_ascii_alphabetic() || character == '_';
    let inner = |character: char| start(character) || character.is_ascii_digit();
    name.starts_with(start)
        && name.contains(|character: char| character.is_ascii_alphanumeric())
        && name.chars().all(inner)
}

/// The problem of a name that is not an identifier.
pub(crate) const NOT_AN_IDENTIFIER: &str = "is not an identifier (a letter or underscore, then \
                                            letters, digits and underscores); rename it";

/// Checks a name, so that nothing but identifiers ever reaches generated code or a file name.
fn name(name: &str, is_generated: bool, place: &Place<'_>) {
    let length = name.len();
    if !is_identifier(name) {
        place.problem(NOT_AN_IDENTIFIER);
    } else if is_generated && length > LONGEST_NAME {
        place.problem(format!(
            "has {length} characters; shorten it to at most {LONGEST_NAME}"
        ));
    }
}

fn operation(model: &Model, operation: &Operation, place: &Place<'_>) {
    for (role, target) in [("input", &operation.input), ("output", &operation.output)] {
        let Some(target) = target else { continue };
        let place = place.key(role);
        match model.shapes.get(target).map(|shape| &shape.kind) {
            None => dangling(target, &place),
            Some(ShapeKind::Structure { .. }) => {}
            Some(kind) => {
                let (kind, target) = (kind.name(), printable(target));
                place.problem(format!("is the {kind} `{target}`; it must be a structure"));
            }
        }
    }
    let errors = place.key("errors").below();
    for (index, target) in operation.errors.iter().enumerate() {
        let place = errors(Step::Index(index));
        match model.shapes.get(target) {
            None => dangling(target, &place),
            Some(shape) if shape.error.is_some() => {}
            Some(_) => place.problem(format!(
                "is `{}`, which is not an error; give it the error trait or remove it",
                printable(target)
            )),
        }
    }
    bindings::labels(model, operation, place);
    if let Some(pagination) = &operation.pagination {
        self::pagination(model, operation, pagination, &place.key("pagination"));
    }
}

/// Reports a target that is not a shape. The reader has already reported a missing target.
fn dangling(target: &str, place: &Place<'_>) {
    if !target.is_empty() {
        place.problem(format!(
            "refers to `{}`, which is not a data shape of this model; add the shape or correct the \
             name",
            printable(target)
        ));
    }
}

/// Checks the paths of a paginator that are plain member names; others are JMESPath.
fn pagination(model: &Model, operation: &Operation, pagination: &Pagination, place: &Place<'_>) {
    let members = |target: &Option<String>| model.shapes.get(target.as_deref()?)?.members();
    let is_plain = |path: &str| {
        path.chars()
            .all(|character| character.is_ascii_alphanumeric() || character == '_')
    };
    let (tokens, next) = (&pagination.input_tokens, &pagination.output_tokens);
    let input = tokens.iter().chain(&pagination.limit_key);
    let output = next.iter().chain(&pagination.result_keys);
    let input = input.map(|path| (path, "input", members(&operation.input)));
    let output = output.map(|path| (path, "output", members(&operation.output)));
    for (path, role, members) in input.chain(output) {
        if is_plain(path) && !members.is_some_and(|members| members.contains_key(path)) {
            place.problem(format!(
                "names `{}`, which is not a member of the operation's {role}; correct the name",
                printable(path)
            ));
        }
    }
    if tokens.len() != next.len() || tokens.is_empty() {
        place.problem("needs as many output tokens as input tokens, and at least one");
    }
}

fn shape(model: &Model, shape: &Shape, place: &Place<'_>) {
    if shape.error.is_some() && !matches!(shape.kind, ShapeKind::Structure { .. }) {
        let kind = with_article(shape.kind.name());
        place.problem(format!(
            "is an error but {kind}; an error must be a structure"
        ));
    }
    bounds(&shape.constraints, place);
    kinds::shape(shape, place);
    let members = place.key("members");
    let has_named_members = shape.members().is_some();
    let place_of = if has_named_members { &members } else { place }.below();
    for (name, member) in shape.references() {
        let place = place_of(Step::Key(name));
        if has_named_members {
            self::name(name, true, &place);
        }
        self::member(model, member, &place);
    }
    bindings::payloads(shape, &members);
    if !has_too_many_members(shape) {
        json_names(model.service.protocol, shape, &members);
    }
    if nests_too_deep(model, shape) {
        place.problem(format!(
            "nests more than {DEEPEST} lists and maps in each other; put a structure in between"
        ));
    }
    match &shape.kind {
        ShapeKind::Enum { values } => enum_values(values, place),
        ShapeKind::IntEnum { values } => int_enum_values(values, &members),
        ShapeKind::Map { key, .. } => {
            match model.shapes.get(&key.target).map(|target| &target.kind) {
                None | Some(ShapeKind::String | ShapeKind::Enum { .. }) => {}
                Some(kind) => {
                    let kind = with_article(kind.name());
                    place.key("key").problem(format!(
                        "is {kind}; a map's key must be a string or an enum"
                    ));
                }
            }
        }
        ShapeKind::Union { members } if members.is_empty() => {
            place.problem("is a union without members; it needs at least one");
        }
        ShapeKind::Structure { members } if has_too_many_members(shape) => {
            let count = members.len();
            place.problem(format!(
                "has {count} members; a structure can have at most {MOST_MEMBERS}, divide it into \
                 several"
            ));
        }
        _ => {}
    }
}

fn member(model: &Model, member: &Member, place: &Place<'_>) {
    bounds(&member.constraints, place);
    wire_name(member, place);
    match model.shapes.get(&member.target) {
        Some(target) => kinds::member(member, &target.kind, place),
        None => dangling(&member.target, place),
    }
}

/// The maximum number of members of a structure. The largest of AWS has 575; each takes a call in
/// one chain of calls, which the compiler follows recursively.
const MOST_MEMBERS: usize = 2_000;

fn has_too_many_members(shape: &Shape) -> bool {
    let members = shape.members();
    members.is_some_and(|members| members.len() > MOST_MEMBERS)
}

fn bounds(constraints: &Constraints, place: &Place<'_>) {
    if let (Some(min), Some(max)) = (&constraints.min, &constraints.max)
        && compare_numbers(min, max) == Some(Ordering::Greater)
    {
        place.problem(format!(
            "has the minimum {min} and the maximum {max}, so that no value is valid; correct one"
        ));
    }
}

/// The maximum depth of lists and maps nested in each other without a structure or union in
/// between. It keeps types readable, and excludes a list of itself, which no type can express.
const DEEPEST: usize = 16;

fn nests_too_deep(model: &Model, shape: &Shape) -> bool {
    let mut shape = Some(shape);
    for _ in 0..=DEEPEST {
        let element = match shape.map(|shape| &shape.kind) {
            Some(ShapeKind::List { member }) => member,
            Some(ShapeKind::Map { value, .. }) => value,
            _ => return false,
        };
        shape = model.shapes.get(&element.target);
    }
    true
}
