//! The facts of a service that both formats can express, so that a comparison across them finds
//! only changes of the service. `docs/formats.md` gives the reason for each fact.

use crate::model::{Constraints, Format, HttpBinding, Member, Model, Operation, Shape, ShapeKind};

/// Facts that only botocore has, by their names in [`Traits::other`]. It also has facts about one
/// use of a structure, such as `input.locationName`.
const BOTOCORE_ALONE: [&str; 13] = [
    "alias",
    "checksumFormat",
    "documentationUrl",
    "eventstreaminput",
    "eventstreamoutput",
    "jsonvalue",
    "protocolSettings",
    "ripServiceName",
    "signingRegion",
    "synthetic",
    "timestampFormat",
    "wrapper",
    "xmlOrder",
];

/// Returns two models of different formats with only the facts that both formats can express, or
/// `None` if the formats are the same.
pub(crate) fn without_format_differences(old: &Model, new: &Model) -> Option<[Model; 2]> {
    if old.format == new.format {
        return None;
    }
    let mut sides = [old.clone(), new.clone()];
    let [one, other] = &mut sides;
    match old.format {
        Format::Botocore => reduce(one, other),
        Format::Smithy => reduce(other, one),
    }
    Some(sides)
}

fn reduce(botocore: &mut Model, smithy: &mut Model) {
    botocore.service.abbreviation = None;
    botocore.service.global_endpoint = None;
    let is_aws_json = botocore.service.protocol.is_aws_json();
    for (name, operation) in &mut botocore.operations {
        if let Some(other) = smithy.operations.get_mut(name) {
            pagination(operation, other);
        }
    }
    for (name, shape) in &mut botocore.shapes {
        if let Some(other) = smithy.shapes.get_mut(name) {
            integers(&shape.kind, &mut other.kind);
            if is_aws_json {
                status(shape, other);
            }
        }
    }
    for model in [&mut *botocore, &mut *smithy] {
        labels(model);
        model.shapes.values_mut().for_each(values);
    }
    let is_alone = |key: &str| BOTOCORE_ALONE.contains(&key) || key.contains('.');
    for traits in botocore.traits_mut() {
        traits.other.retain(|key, _| !is_alone(key));
    }
    // Facts without a name in botocore have the ID of their trait.
    for traits in smithy.traits_mut() {
        traits.other.retain(|key, _| !key.contains('#'));
    }
}

/// Keeps the pagination that both formats can express. Smithy has one token, at most one result
/// key, and nothing else about a page. botocore names the results of every operation that it
/// paginates, Smithy only if the author did.
fn pagination(botocore: &mut Operation, smithy: &mut Operation) {
    match (&mut botocore.pagination, &mut smithy.pagination) {
        (Some(before), Some(after)) => {
            before.more_results = None;
            before.non_aggregate_keys.clear();
            if after
                .result_keys
                .iter()
                .all(|key| before.result_keys.contains(key))
            {
                before.result_keys.clear();
                after.result_keys.clear();
            }
        }
        (Some(before), None) if before.input_tokens.len() > 1 => botocore.pagination = None,
        (None, Some(after)) if after.result_keys.is_empty() => smithy.pagination = None,
        _ => {}
    }
}

/// Renames the labels of a path to the members' own names, as in Smithy. In botocore, the converter
/// chooses the names of labels, and the members refer to them. Neither appears on the wire.
fn labels(model: &mut Model) {
    for operation in model.operations.values_mut() {
        let input = operation.input.as_ref();
        let members = input.and_then(|input| model.shapes.get(input)?.members());
        let (Some(http), Some(members)) = (&mut operation.http, members) else {
            continue;
        };
        for (name, member) in members.iter().filter(|(_, member)| is_label(member)) {
            if let Some(label) = &member.wire_name {
                let uri = http
                    .uri
                    .replace(&format!("{{{label}}}"), &format!("{{{name}}}"));
                http.uri = uri.replace(&format!("{{{label}+}}"), &format!("{{{name}+}}"));
            }
        }
    }
    let members = model.shapes.values_mut().flat_map(Shape::references_mut);
    for member in members.filter(|member| is_label(member)) {
        member.wire_name = None;
    }
}

fn is_label(member: &Member) -> bool {
    member.http_binding == Some(HttpBinding::Label)
}

/// Turns an enum of integers into an integer, as in botocore.
fn integers(botocore: &ShapeKind, smithy: &mut ShapeKind) {
    if matches!(
        (botocore, &smithy),
        (ShapeKind::Integer, ShapeKind::IntEnum { .. })
    ) {
        *smithy = ShapeKind::Integer;
    }
}

/// Removes the HTTP status of an error in AWS JSON, as botocore does.
fn status(botocore: &Shape, smithy: &mut Shape) {
    if let (Some(before), Some(after)) = (&botocore.error, &mut smithy.error)
        && before.http_status.is_none()
    {
        after.http_status = None;
    }
}

/// Removes what the formats express differently about the values of a shape and of its members:
/// botocore boxes numbers that have no zero value, and Smithy has defaults; botocore leaves out
/// anchors of patterns; of an enum, it has only the strings.
fn values(shape: &mut Shape) {
    shape.boxed = false;
    shape.default = None;
    anchor(&mut shape.constraints);
    if let ShapeKind::Enum { values } = &mut shape.kind {
        for value in values {
            value.name = None;
            value.traits.deprecated = None;
        }
    }
    for member in shape.references_mut() {
        member.boxed = false;
        member.default = None;
        anchor(&mut member.constraints);
    }
}

/// Anchors a pattern at both ends, as those in AWS's Smithy models are.
fn anchor(constraints: &mut Constraints) {
    if let Some(pattern) = &mut constraints.pattern {
        if !pattern.starts_with('^') {
            pattern.insert(0, '^');
        }
        if !pattern.ends_with('$') {
            pattern.push('$');
        }
    }
}
