//! The rules that a model must follow before anything is generated from it.

mod base_cases;
mod bindings;
mod enums;
mod kinds;
mod wire_names;

use std::cmp::Ordering;

use crate::model::{Constraints, Model, Operation, Pagination, Shape, ShapeKind, compare_numbers};
use crate::problem::{Place, Problems, printable, with_article};
use base_cases::base_cases;
use enums::{enum_values, int_enum_values};
use wire_names::{json_names, wire_name};

/// Returns every problem of a model, in the order of the model.
///
/// It checks that names are Smithy identifiers; targets exist; inputs, outputs and errors are
/// structures, and errors have the error trait; map keys are strings; paginators name members; the
/// values of an enum are unique; bounds do not exclude each other; no two members have the same key
/// in JSON, and no name on the wire is empty; constraints and flags fit the kind of shape; labels
/// and members agree, and a message has one payload; no structure has more members than generated
/// source can have; and no shape requires itself.
pub fn validate(model: &Model) -> Problems {
    let mut problems = Problems::new();
    service(model, &mut problems);
    let operations = Place::root("operations");
    for (name, operation) in &model.operations {
        let place = operations.key(name);
        identifier(name, place, &mut problems);
        self::operation(model, operation, place, &mut problems);
    }
    let shapes = Place::root("shapes");
    for (name, shape) in &model.shapes {
        let place = shapes.key(name);
        identifier(name, place, &mut problems);
        self::shape(model, shape, place, &mut problems);
    }
    base_cases(model, &mut problems);
    problems
}

fn service(model: &Model, problems: &mut Problems) {
    if model.service.id.is_empty() && model.service.endpoint_prefix.is_none() {
        problems.add(
            "metadata",
            "names no service; add `serviceId` or `endpointPrefix`",
        );
    }
    if model.service.protocol.is_aws_json() && model.service.target_prefix.is_none() {
        problems.add(
            "metadata.targetPrefix",
            "is missing; AWS JSON sends it with each request",
        );
    }
}

/// The maximum length of a name. The longest of AWS has 155 characters. In a file name, an
/// underscore can come before every other letter, and file systems allow 255 bytes.
const LONGEST_NAME: usize = 160;

/// Checks that a name is an identifier of Smithy's grammar (Smithy 2.0, "Shape ID ABNF"), so that
/// nothing else ever reaches generated code or a file name.
fn identifier(name: &str, place: Place<'_>, problems: &mut Problems) {
    let start = |character: char| character.is_ascii_alphabetic() || character == '_';
    let valid = name.starts_with(start)
        && name.contains(|character: char| character.is_ascii_alphanumeric())
        && name
            .chars()
            .all(|character| start(character) || character.is_ascii_digit());
    if !valid {
        let message = "is not an identifier (a letter or underscore, then letters, digits and underscores); rename it";
        problems.add(place, message);
    } else if name.len() > LONGEST_NAME {
        let length = name.len();
        problems.add(
            place,
            format!("has {length} characters; shorten it to at most {LONGEST_NAME}"),
        );
    }
}

fn operation(model: &Model, operation: &Operation, place: Place<'_>, problems: &mut Problems) {
    for (role, target) in [("input", &operation.input), ("output", &operation.output)] {
        let Some(target) = target else { continue };
        match model.shapes.get(target).map(|shape| &shape.kind) {
            None => dangling(target, place.key(role), problems),
            Some(ShapeKind::Structure { .. }) => {}
            Some(kind) => problems.add(
                place.key(role),
                format!(
                    "is the {} `{}`; it must be a structure",
                    kind.name(),
                    printable(target)
                ),
            ),
        }
    }
    let errors = place.key("errors");
    for (index, target) in operation.errors.iter().enumerate() {
        match model.shapes.get(target) {
            None => dangling(target, errors.index(index), problems),
            Some(shape) if shape.error.is_some() => {}
            Some(_) => problems.add(
                errors.index(index),
                format!(
                    "is `{}`, which is not an error; give it the error trait or remove it",
                    printable(target)
                ),
            ),
        }
    }
    bindings::labels(model, operation, place, problems);
    if let Some(pagination) = &operation.pagination {
        self::pagination(
            model,
            operation,
            pagination,
            place.key("pagination"),
            problems,
        );
    }
}

/// Reports a target that is not a shape. The reader has already reported a missing target.
fn dangling(target: &str, place: Place<'_>, problems: &mut Problems) {
    if target.is_empty() {
        return;
    }
    let message = format!(
        "refers to `{}`, which is not a shape of this model; add the shape or correct the name",
        printable(target)
    );
    problems.add(place, message);
}

/// Checks the paths of a paginator that are plain member names; others are JMESPath.
fn pagination(
    model: &Model,
    operation: &Operation,
    pagination: &Pagination,
    place: Place<'_>,
    problems: &mut Problems,
) {
    let members = |target: &Option<String>| model.shapes.get(target.as_deref()?)?.members();
    let is_identifier = |path: &str| {
        path.chars()
            .all(|character| character.is_ascii_alphanumeric() || character == '_')
    };
    let input = pagination.input_tokens.iter().chain(&pagination.limit_key);
    let output = pagination
        .output_tokens
        .iter()
        .chain(&pagination.result_keys);
    let input = input.map(|path| (path, "input", members(&operation.input)));
    let output = output.map(|path| (path, "output", members(&operation.output)));
    for (path, role, members) in input.chain(output) {
        if is_identifier(path) && !members.is_some_and(|members| members.contains_key(path)) {
            problems.add(
                place,
                format!(
                    "names `{}`, which is not a member of the operation's {role}; correct the name",
                    printable(path)
                ),
            );
        }
    }
    if pagination.input_tokens.len() != pagination.output_tokens.len()
        || pagination.input_tokens.is_empty()
    {
        problems.add(
            place,
            "needs as many output tokens as input tokens, and at least one",
        );
    }
}

fn shape(model: &Model, shape: &Shape, place: Place<'_>, problems: &mut Problems) {
    if shape.error.is_some() && !matches!(shape.kind, ShapeKind::Structure { .. }) {
        problems.add(
            place,
            format!(
                "is an error but {}; an error must be a structure",
                with_article(shape.kind.name())
            ),
        );
    }
    bounds(&shape.constraints, place, problems);
    kinds::shape(shape, place, problems);
    let members = place.key("members");
    for (name, member) in shape.references() {
        let member_place = match shape.members() {
            Some(_) => {
                identifier(name, members.key(name), problems);
                members.key(name)
            }
            None => place.key(name),
        };
        bounds(&member.constraints, member_place, problems);
        wire_name(member, member_place, problems);
        match model.shapes.get(&member.target) {
            Some(target) => kinds::member(member, &target.kind, member_place, problems),
            None => dangling(&member.target, member_place, problems),
        }
    }
    bindings::payloads(shape, members, problems);
    if !has_too_many_members(shape) {
        json_names(model.service.protocol, shape, members, problems);
    }
    if nests_too_deep(model, shape) {
        problems.add(
            place,
            format!(
                "nests more than {DEEPEST} lists and maps in each other; put a structure in between"
            ),
        );
    }
    match &shape.kind {
        ShapeKind::Enum { values } => enum_values(values, place, problems),
        ShapeKind::IntEnum { values } => int_enum_values(values, members, problems),
        ShapeKind::Map { key, .. } => {
            match model.shapes.get(&key.target).map(|target| &target.kind) {
                None | Some(ShapeKind::String | ShapeKind::Enum { .. }) => {}
                Some(kind) => problems.add(
                    place.key("key"),
                    format!(
                        "is {}; a map's key must be a string or an enum",
                        with_article(kind.name())
                    ),
                ),
            }
        }
        ShapeKind::Union { members } if members.is_empty() => {
            problems.add(place, "is a union without members; it needs at least one");
        }
        ShapeKind::Structure { members } if has_too_many_members(shape) => {
            let count = members.len();
            problems.add(
                place,
                format!(
                    "has {count} members; a structure can have at most {MOST_MEMBERS}, divide it into several"
                ),
            );
        }
        _ => {}
    }
}

/// The maximum number of members of a structure. The largest of AWS has 575; each takes a call in
/// one chain of calls, which the compiler follows recursively.
const MOST_MEMBERS: usize = 2_000;

fn has_too_many_members(shape: &Shape) -> bool {
    let members = shape.members();
    members.is_some_and(|members| members.len() > MOST_MEMBERS)
}

/// Reports a minimum that exceeds the maximum, so that no value is valid.
fn bounds(constraints: &Constraints, place: Place<'_>, problems: &mut Problems) {
    let (Some(min), Some(max)) = (&constraints.min, &constraints.max) else {
        return;
    };
    if compare_numbers(min, max) == Some(Ordering::Greater) {
        let message = format!(
            "has the minimum {min} and the maximum {max}, so that no value is valid; correct one"
        );
        problems.add(place, message);
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
