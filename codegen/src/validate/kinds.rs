//! The kinds of shapes that a constraint or flag applies to. On others it has no meaning, but the
//! documentation would mention it.

use serde_json::Value;

use crate::model::{Constraints, Member, Shape, ShapeKind, TimestampFormat, Traits};
use crate::problem::{Place, Problems, with_article};

/// Reports constraints and flags of a shape that do not fit its kind.
pub(super) fn shape(shape: &Shape, place: Place<'_>, problems: &mut Problems) {
    let common = common(
        &shape.kind,
        &shape.constraints,
        shape.timestamp_format,
        &shape.traits,
    );
    let is_collection = matches!(shape.kind, ShapeKind::List { .. } | ShapeKind::Map { .. });
    let sparse = Rule(
        "the flag `sparse`",
        "lists and maps",
        shape.sparse && !is_collection,
    );
    for rule in common.iter().chain([&sparse]) {
        rule.check("is", &shape.kind, place, problems);
    }
}

/// Reports constraints and flags of a member that do not fit the kind of its target.
pub(super) fn member(
    member: &Member,
    target: &ShapeKind,
    place: Place<'_>,
    problems: &mut Problems,
) {
    let common = common(
        target,
        &member.constraints,
        member.timestamp_format,
        &member.traits,
    );
    let token = member.idempotency_token && !is_text(target);
    let token = Rule("an idempotency token", "strings", token);
    for rule in common.iter().chain([&token]) {
        rule.check("targets", target, place, problems);
    }
}

/// A constraint or flag, the shapes that it applies to, and whether it is on another.
struct Rule(&'static str, &'static str, bool);

impl Rule {
    fn check(&self, verb: &str, kind: &ShapeKind, place: Place<'_>, problems: &mut Problems) {
        let Rule(what, shapes, is_broken) = self;
        if *is_broken {
            let kind = with_article(kind.name());
            problems.add(
                place,
                format!("{verb} {kind} but has {what}, which is for {shapes}; remove it"),
            );
        }
    }
}

fn common(
    kind: &ShapeKind,
    constraints: &Constraints,
    format: Option<TimestampFormat>,
    traits: &Traits,
) -> [Rule; 4] {
    let bounds = constraints.min.is_some() || constraints.max.is_some();
    let pattern = constraints.pattern.is_some();
    let streaming = traits.other.get("streaming") == Some(&Value::Bool(true));
    [
        Rule(
            "a minimum or maximum",
            "numbers, strings, blobs, lists and maps",
            bounds && !has_bounds(kind),
        ),
        Rule("a pattern", "strings", pattern && !is_text(kind)),
        Rule(
            "a timestamp format",
            "timestamps",
            format.is_some() && *kind != ShapeKind::Timestamp,
        ),
        Rule(
            "the flag `streaming`",
            "blobs and unions",
            streaming && *kind != ShapeKind::Blob,
        ),
    ]
}

fn is_text(kind: &ShapeKind) -> bool {
    matches!(kind, ShapeKind::String | ShapeKind::Enum { .. })
}

fn has_bounds(kind: &ShapeKind) -> bool {
    !matches!(
        kind,
        ShapeKind::Boolean
            | ShapeKind::Timestamp
            | ShapeKind::Document
            | ShapeKind::Structure { .. }
            | ShapeKind::Union { .. }
    )
}
