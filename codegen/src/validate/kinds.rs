//! The kinds of shapes that a constraint or flag applies to. On others it has no meaning, but the
//! documentation would mention it.

use crate::model::{Constraints, Member, Shape, ShapeKind, TimestampFormat, Traits};
use crate::problem::{Place, with_article};

/// A constraint or flag, the shapes that it applies to, and whether it is on another.
type Rule = (&'static str, &'static str, bool);

/// Reports constraints and flags of a shape that do not fit its kind.
pub(super) fn shape(shape: &Shape, place: &Place<'_>) {
    let kind = &shape.kind;
    let is_collection = matches!(kind, ShapeKind::List { .. } | ShapeKind::Map { .. });
    let is_broken = shape.sparse && !is_collection;
    let sparse = ("the flag `sparse`", "lists and maps", is_broken);
    let format = shape.timestamp_format;
    let common = common(kind, &shape.constraints, format, &shape.traits);
    note_broken("is", kind, common, sparse, place);
}

/// Reports constraints and flags of a member that do not fit the kind of its target.
pub(super) fn member(member: &Member, target: &ShapeKind, place: &Place<'_>) {
    let is_broken = member.idempotency_token && !is_text(target);
    let token = ("an idempotency token", "strings", is_broken);
    let format = member.timestamp_format;
    let common = common(target, &member.constraints, format, &member.traits);
    note_broken("targets", target, common, token, place);
}

fn common(
    kind: &ShapeKind,
    constraints: &Constraints,
    format: Option<TimestampFormat>,
    traits: &Traits,
) -> [Rule; 4] {
    let bounds = constraints.min.is_some() || constraints.max.is_some();
    let pattern = constraints.pattern.is_some();
    let is_timestamp = *kind == ShapeKind::Timestamp;
    let bounded = "numbers, strings, blobs, lists and maps";
    [
        ("a minimum or maximum", bounded, bounds && !kind.has_size()),
        ("a pattern", "strings", pattern && !is_text(kind)),
        (
            "a timestamp format",
            "timestamps",
            format.is_some() && !is_timestamp,
        ),
        (
            "the flag `streaming`",
            "blobs and unions",
            traits.has("streaming") && *kind != ShapeKind::Blob,
        ),
    ]
}

fn note_broken(verb: &str, kind: &ShapeKind, common: [Rule; 4], own: Rule, place: &Place<'_>) {
    let kind = with_article(kind.name());
    for (what, shapes, is_broken) in common.into_iter().chain([own]) {
        if is_broken {
            place.problem(format!(
                "{verb} {kind} but has {what}, which is for {shapes}; remove it"
            ));
        }
    }
}

fn is_text(kind: &ShapeKind) -> bool {
    matches!(kind, ShapeKind::String | ShapeKind::Enum { .. })
}
