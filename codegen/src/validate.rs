//! What must hold in a model before anything is made of it.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use crate::json_name::{json_name, speaks_json};
use crate::model::{
    Constraints, EnumValue, HttpBinding, Member, Model, Operation, Pagination, Protocol, Shape,
    ShapeKind, compare_numbers,
};
use crate::problem::{Place, Problems, printable};

/// Everything that is wrong with a model, in the order of the model.
///
/// Checked are: names are Smithy identifiers; targets exist; inputs, outputs and errors are
/// structures, errors with the error trait; map keys are strings; paginators name members; no
/// value of an enum stands there twice; no bounds exclude each other; no two members have one key
/// in JSON, and no name on the wire is empty; no structure has more members than its source can be
/// made of; and no shape requires itself.
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

/// The longest name. AWS has one of 155 characters; a name with an underscore before every other
/// letter becomes a file name, of which file systems allow 255 bytes.
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
        let message = "is no identifier (a letter or underscore, then letters, digits and underscores); rename it";
        problems.add(place, message);
    } else if name.len() > LONGEST_NAME {
        let length = name.len();
        problems.add(
            place,
            format!("has {length} characters; a name has at most {LONGEST_NAME}, shorten it"),
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
                    "is `{}`, which is no error; give it the error trait or remove it",
                    printable(target)
                ),
            ),
        }
    }
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

/// Notes a target that is no shape. That none is named at all, the reader has noted.
fn dangling(target: &str, place: Place<'_>, problems: &mut Problems) {
    if target.is_empty() {
        return;
    }
    let message = format!(
        "refers to `{}`, which is no shape of this model; add the shape or correct the name",
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
                    "names `{}`, which is no member of the operation's {role}; correct the name",
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
                "is an error and a {}; an error is a structure",
                shape.kind.name()
            ),
        );
    }
    bounds(&shape.constraints, place, problems);
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
        if !model.shapes.contains_key(&member.target) {
            dangling(&member.target, member_place, problems);
        }
    }
    json_names(model.service.protocol, shape, members, problems);
    if nests_too_deep(model, shape) {
        problems.add(
            place,
            format!(
                "nests more than {DEEPEST} lists and maps in each other; put a structure between"
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
                    format!("is a {}; a map's key is a string or an enum", kind.name()),
                ),
            }
        }
        ShapeKind::Union { members } if members.is_empty() => {
            problems.add(place, "is a union without members; it needs at least one");
        }
        ShapeKind::Structure { members } if members.len() > MOST_MEMBERS => {
            let count = members.len();
            problems.add(
                place,
                format!(
                    "has {count} members; a structure has at most {MOST_MEMBERS}, divide it into several"
                ),
            );
        }
        _ => {}
    }
}

/// Notes a name on the wire that is empty. Only the prefix of headers may be: then it is all.
fn wire_name(member: &Member, place: Place<'_>, problems: &mut Problems) {
    let is_empty = member.wire_name.as_deref() == Some("");
    if is_empty && member.http_binding != Some(HttpBinding::PrefixHeaders) {
        problems.add(place, "has an empty name on the wire; give it one");
    }
}

/// Notes each member with the key of an earlier one: of the two, JSON keeps one.
fn json_names(protocol: Protocol, shape: &Shape, place: Place<'_>, problems: &mut Problems) {
    let Some(members) = shape.members() else {
        return;
    };
    if !speaks_json(protocol) || members.values().all(|member| member.wire_name.is_none()) {
        return;
    }
    let mut owners: HashMap<&str, &str> = HashMap::new();
    for (name, member) in members {
        let key = json_name(protocol, shape, name, member);
        if let Some(owner) = owners.insert(key, name) {
            let (key, owner) = (printable(key), printable(owner));
            problems.add(
                place.key(name),
                format!("is called `{key}` in JSON, as `{owner}` is; give it another name there"),
            );
        }
    }
}

/// The most members of a structure. AWS has one of 575; each takes a call in one chain of calls,
/// which syn and prettyplease follow by recursion.
const MOST_MEMBERS: usize = 2_000;

/// Notes a least value or length that is above the greatest, so that nothing is valid.
fn bounds(constraints: &Constraints, place: Place<'_>, problems: &mut Problems) {
    let (Some(min), Some(max)) = (&constraints.min, &constraints.max) else {
        return;
    };
    if compare_numbers(min, max) == Some(Ordering::Greater) {
        let message =
            format!("allows at least {min} and at most {max}, which no value is; correct one");
        problems.add(place, message);
    }
}

/// How deep lists and maps may nest in each other without a structure or union between. It keeps
/// types readable, and refuses a list of itself, which no type can express.
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

fn enum_values(values: &[EnumValue], place: Place<'_>, problems: &mut Problems) {
    let mut seen = HashSet::new();
    for value in values {
        if !seen.insert(&value.value) {
            problems.add(
                place.key("enum"),
                format!(
                    "has the value `{}` twice; remove one",
                    printable(&value.value)
                ),
            );
        }
    }
}

fn int_enum_values(values: &IndexMap<String, i32>, place: Place<'_>, problems: &mut Problems) {
    let mut names: HashMap<i32, &str> = HashMap::new();
    for (name, value) in values {
        if let Some(earlier) = names.insert(*value, name) {
            let earlier = printable(earlier);
            problems.add(
                place.key(name),
                format!("has the value {value}, as `{earlier}` has; remove one"),
            );
        }
    }
}

/// Notes each shape that has no finite value, because its required members lead back to it.
fn base_cases(model: &Model, problems: &mut Problems) {
    let mut users: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut waits: HashMap<&str, usize> = HashMap::new();
    let mut finite: Vec<&str> = Vec::new();
    for (name, shape) in &model.shapes {
        let (needed, count) = needed_members(model, shape);
        for target in needed {
            users.entry(target).or_default().push(name);
        }
        if count == 0 {
            finite.push(name);
        } else {
            waits.insert(name, count);
        }
    }
    while let Some(name) = finite.pop() {
        for user in users.remove(name).unwrap_or_default() {
            let Some(count) = waits.get_mut(user) else {
                continue;
            };
            *count -= 1;
            if *count == 0 {
                waits.remove(user);
                finite.push(user);
            }
        }
    }
    let shapes = Place::root("shapes");
    for name in model
        .shapes
        .keys()
        .filter(|name| waits.contains_key(name.as_str()))
    {
        let message = "requires itself, directly or through others, so that it has no finite value; \
                       make a member optional";
        problems.add(shapes.key(name), message);
    }
}

/// The targets whose values a value of the shape is made of, and how many of them it takes: all
/// required ones of a structure, one of a union.
fn needed_members<'m>(model: &'m Model, shape: &'m Shape) -> (Vec<&'m str>, usize) {
    let exists = |member: &&Member| model.shapes.contains_key(&member.target);
    let targets = |members: &mut dyn Iterator<Item = &'m Member>| -> Vec<&'m str> {
        members
            .filter(exists)
            .map(|member| member.target.as_str())
            .collect()
    };
    match &shape.kind {
        ShapeKind::Structure { members } => {
            let needed = targets(&mut members.values().filter(|member| member.required));
            let count = needed.len();
            (needed, count)
        }
        ShapeKind::Union { members } => {
            let needed = targets(&mut members.values());
            let count = needed.len().min(1);
            (needed, count)
        }
        _ => (Vec::new(), 0),
    }
}
