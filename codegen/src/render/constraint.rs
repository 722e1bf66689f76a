//! The constraints of a row.

use serde_json::Number;

use crate::api::{Constraint, Unit};
use crate::model::compare_numbers;

/// Returns the constraints, each in brackets: ` [characters 1..=128] [pattern r"^\\d+$"]`.
pub(super) fn constraints(constraints: &[Constraint<'_>]) -> String {
    let constraints = constraints.iter();
    constraints
        .map(|it| format!(" [{}]", constraint(it)))
        .collect()
}

fn constraint(it: &Constraint<'_>) -> String {
    match it {
        Constraint::Length(unit, min, max) => {
            let unit = match unit {
                Unit::Characters => "characters",
                Unit::Bytes => "bytes",
                Unit::Elements => "elements",
                Unit::Entries => "entries",
            };
            format!("{unit} {}", bounds(*min, *max, ToString::to_string))
        }
        Constraint::Range { min, max, is_float } => match is_float {
            true => format!("range {}", bounds(*min, *max, float)),
            false => format!("range {}", bounds(*min, *max, ToString::to_string)),
        },
        Constraint::Unique => "unique".to_owned(),
        Constraint::Pattern(pattern) => match it.is_unchecked() {
            true => format!("unchecked_pattern {}", literal(pattern)),
            false => format!("pattern {}", literal(pattern)),
        },
        Constraint::Key(inner) => format!("key{}", constraints(inner)),
        Constraint::Each(inner) => format!("each{}", constraints(inner)),
    }
}

fn bounds(min: Option<&Number>, max: Option<&Number>, write: fn(&Number) -> String) -> String {
    match (min, max) {
        (Some(min), Some(max)) if compare_numbers(min, max).is_some_and(|it| it.is_eq()) => {
            write(max)
        }
        (min, max) => {
            let max = max.map(|max| format!("={}", write(max)));
            format!(
                "{}..{}",
                min.map(write).unwrap_or_default(),
                max.unwrap_or_default()
            )
        }
    }
}

fn float(number: &Number) -> String {
    let text = number.to_string();
    match text.contains(['.', 'e', 'E']) {
        true => text,
        false => text + ".0",
    }
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
