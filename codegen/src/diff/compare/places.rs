//! The place of a fact in reports, and the operations that it affects.

use super::Comparison;
use crate::diff::change::{Direction, Reach};
use crate::diff::facts::{Fact, Part};
use crate::diff::reach::step;
use crate::diff::rules::Rule;

/// Returns the name of a fact in reports: its part, with its key unless the rule implies it.
pub(super) fn path(fact: &Fact<'_>, rule: Rule) -> String {
    let key = fact.key.strip_prefix("other/").unwrap_or(&fact.key);
    let part = match fact.part {
        Part::Service => "service".to_owned(),
        Part::Operation(name, _) => name.to_owned(),
        Part::Listed(name, error) => format!("{name}.errors.{error}"),
        Part::Shape([_, name], _) => name.to_owned(),
        Part::Member(pair, name, _) | Part::Value(pair, name) => format!("{}.{name}", pair.name),
    };
    match (rule, fact.part) {
        (Rule::ProseChanged | Rule::DeprecatedChanged, _) => part,
        (Rule::TraitChanged | Rule::Unclassified, _) => format!("{part}@{key}"),
        (_, Part::Service) if key.len() < fact.key.len() => format!("{part}@{key}"),
        (_, Part::Service) => format!("{part}.{key}"),
        (_, Part::Operation(..)) if matches!(key, "input" | "output" | "pagination") => {
            format!("{part}.{key}")
        }
        _ => part,
    }
}

impl<'a> Comparison<'a> {
    /// Returns the operations that a fact affects: none for the service as a whole, and for an
    /// operation that was added or removed.
    pub(super) fn reaches(&self, fact: &Fact<'a>) -> Vec<Reach> {
        match fact.part {
            Part::Operation(name, [Some(old), Some(new)]) => {
                of_operation(name, self.directions(&fact.key, [old, new]), "")
            }
            Part::Service | Part::Operation(..) => Vec::new(),
            Part::Listed(name, error) => of_operation(name, vec![Direction::Error], error),
            Part::Shape(names, _) => self.ways.to(names, ""),
            Part::Value(pair, _) => self.ways.to([pair.name; 2], ""),
            Part::Member(pair, name, _) => {
                let [_, shape] = pair.shapes;
                self.ways.to([pair.name; 2], &step(shape, name))
            }
        }
    }
}

/// Returns an operation with a path in its messages in these directions.
pub(super) fn of_operation(name: &str, directions: Vec<Direction>, path: &str) -> Vec<Reach> {
    let reach = |direction| Reach {
        operation: name.to_owned(),
        direction,
        path: path.to_owned(),
    };
    directions.into_iter().map(reach).collect()
}
