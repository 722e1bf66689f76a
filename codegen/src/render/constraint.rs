//! The constraints of a row, which decide whether a member's value is valid.

use serde_json::Number;

use crate::model::{Constraints, Member, Model, ShapeKind, compare_numbers};

/// Returns the constraints on a member's values, each in brackets: ` [characters 1..=128] [pattern
/// r"^\\d+$"]`. Enums have none, since they are open: a value that is newer than the crate is valid.
pub(super) fn constraints(model: &Model, member: &Member) -> String {
    let Some(shape) = model.shapes.get(&member.target) else {
        return String::new();
    };
    let Constraints { min, max, pattern } = member.constraints.over(&shape.constraints);
    let size = |unit| {
        let bounds = bounds(min.as_ref(), max.as_ref())?;
        Some(format!("{unit} {bounds}"))
    };
    let inner = |key, member| {
        let inner = constraints(model, member);
        (!inner.is_empty()).then(|| format!("{key}{inner}"))
    };
    let parts = match &shape.kind {
        ShapeKind::String => {
            let pattern = pattern.map(|pattern| match is_checked(&pattern) {
                true => format!("pattern {}", literal(&pattern)),
                false => format!("unchecked_pattern {}", literal(&pattern)),
            });
            [size("characters"), pattern, None]
        }
        ShapeKind::Blob => [size("bytes"), None, None],
        ShapeKind::List { member: element } => {
            let is_unique = shape.traits.has("smithy.api#uniqueItems");
            let unique = is_unique.then(|| "unique".to_owned());
            [size("elements"), unique, inner("each", element)]
        }
        ShapeKind::Map { key, value } => [size("entries"), inner("key", key), inner("each", value)],
        ShapeKind::IntEnum { .. } => [None, None, None],
        kind if kind.is_number() => [size("range"), None, None],
        _ => [None, None, None],
    };
    let parts = parts.into_iter().flatten();
    parts.map(|part| format!(" [{part}]")).collect()
}

/// Returns `true` if a member's values have a pattern that `validate` does not check.
pub(super) fn has_unchecked_pattern(model: &Model, member: &Member) -> bool {
    let shape = model.shapes.get(&member.target);
    shape.is_some_and(|shape| match &shape.kind {
        ShapeKind::String => {
            let pattern = member.constraints.over(&shape.constraints).pattern;
            pattern.is_some_and(|pattern| !is_checked(&pattern))
        }
        ShapeKind::List { .. } | ShapeKind::Map { .. } => {
            let mut inner = shape.references();
            inner.any(|(_, member)| has_unchecked_pattern(model, member))
        }
        _ => false,
    })
}

/// Returns `true` if `validate` checks a pattern: the crate `regex` supports it, which has neither
/// look-around nor backreferences.
fn is_checked(pattern: &str) -> bool {
    regex_syntax::Parser::new().parse(pattern).is_ok()
}

fn bounds(min: Option<&Number>, max: Option<&Number>) -> Option<String> {
    let is_one = |(min, max)| compare_numbers(min, max).is_some_and(|it| it.is_eq());
    if min.zip(max).is_some_and(is_one) {
        return max.map(ToString::to_string);
    }
    let [min, max] = [min, max].map(|bound| bound.map(ToString::to_string));
    let max = max.map(|max| format!("={max}"));
    let is_bounded = min.is_some() || max.is_some();
    is_bounded.then(|| format!("{}..{}", min.unwrap_or_default(), max.unwrap_or_default()))
}

/// Returns a string literal. Text with backslashes gets a raw one, unless a character can only be
/// written with an escape.
fn literal(text: &str) -> String {
    let is_plain = |character: char| {
        matches!(character, '\\' | '"' | '\'') || character.escape_debug().count() == 1
    };
    if !text.contains('\\') || !text.chars().all(is_plain) {
        return format!("{text:?}");
    }
    let ends = |hashes: &usize| text.contains(&format!("\"{}", "#".repeat(*hashes)));
    let hashes = "#".repeat((0..).take_while(ends).count());
    format!("r{hashes}\"{text}\"{hashes}")
}
