//! The kinds of shapes that a constraint or flag applies to. On others it has no meaning, but the
//! documentation would mention it.

use crate::model::{Constraints, Member, Shape, ShapeKind, TimestampFormat, Traits};
use crate::problem::{Place, with_article};

/// A constraint or flag, the shapes that it applies to, and whether it is on another.
type Rule = (&'static str, &'static str, bool);

/// What shapes and members can have alike.
type Facts<'m> = (&'m Constraints, Option<TimestampFormat>, &'m Traits);

/// Reports constraints and flags of a shape that do not fit its kind.
pub(super) fn shape(shape: &Shape, place: &Place<'_>) {
    let kind = &shape.kind;
    let is_collection = matches!(kind, ShapeKind::List { .. } | ShapeKind::Map { .. });
    let sparse = (
        "the flag `sparse`",
        "lists and maps",
        shape.sparse && !is_collection,
    );
    let facts = (&shape.constraints, shape.timestamp_format, &shape.traits);
    check("is", kind, facts, sparse, place);
}

/// Reports constraints and flags of a member that do not fit the kind of its target.
pub(super) fn member(member: &Member, target: &ShapeKind, place: &Place<'_>) {
    let is_broken = member.idempotency_token && !is_text(target);
    let token = ("an idempotency token", "strings", is_broken);
    let facts = (&member.constraints, member.timestamp_format, &member.traits);
    check("targets", target, facts, token, place);
}

fn check(verb: &str, kind: &ShapeKind, facts: Facts<'_>, own: Rule, place: &Place<'_>) {
    let (Constraints { min, max, pattern }, format, traits) = facts;
    let bounds = (min.is_some() || max.is_some()) && !kind.has_size();
    let pattern = pattern.is_some() && !is_text(kind);
    let format = format.is_some() && *kind != ShapeKind::Timestamp;
    let streaming = traits.has("streaming") && *kind != ShapeKind::Blob;
    for (what, shapes, is_broken) in [
        (
            "a minimum or maximum",
            "numbers, strings, blobs, lists and maps",
            bounds,
        ),
        ("a pattern", "strings", pattern),
        ("a timestamp format", "timestamps", format),
        ("the flag `streaming`", "blobs and unions", streaming),
        own,
    ] {
        if is_broken {
            let kind = with_article(kind.name());
            place.problem(format!(
                "{verb} {kind} but has {what}, which is for {shapes}; remove it"
            ));
        }
    }
}

fn is_text(kind: &ShapeKind) -> bool {
    matches!(kind, ShapeKind::String | ShapeKind::Enum { .. })
}
