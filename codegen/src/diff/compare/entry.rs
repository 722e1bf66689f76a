//! Entries, and the operations that they affect.

use serde::Serialize;

use super::breaks::Breaks;
use super::operations::directions;
use crate::collections::HashMap;
use crate::diff::change::{Change, Direction, Reach};
use crate::diff::code_break::CodeBreak;
use crate::diff::facts::{Fact, Part};
use crate::diff::reach::{Ways, reaches, shortest, step};
use crate::diff::rules::Rule;
use crate::diff::verdict::Bump;

/// A change, and the place in the model by which the operations that it affects are found.
pub(super) struct Entry<'a> {
    pub(super) change: Change,
    pub(super) target: Target<'a>,
}

/// The place in the model that a change concerns.
#[derive(Clone)]
pub(super) enum Target<'a> {
    /// The service as a whole, or an operation that was added or removed.
    Service,
    /// A path in an operation's messages in these directions.
    Operation(&'a str, Vec<Direction>, &'a str),
    /// A shape, by its name on each side, or the part of it that a step leads to.
    Shape([&'a str; 2], String),
}

impl<'a> Entry<'a> {
    /// Returns an entry that changes nothing for anyone, unless something else is set.
    pub(super) fn new(rule: Rule, path: String, target: Target<'a>) -> Self {
        let change = Change::new(rule, path);
        Self { change, target }
    }

    /// Sets the values before and after that reports show.
    pub(super) fn values<T: Serialize>(mut self, sides: [T; 2]) -> Self {
        let value = |side: T| serde_json::to_value(side).ok().filter(|it| !it.is_null());
        let [before, after] = sides.map(value);
        self.change.before = before;
        self.change.after = after;
        self
    }

    pub(super) fn wire(mut self, breaks: Breaks) -> Self {
        self.change.wire = breaks.verdict();
        self
    }

    pub(super) fn behaviour(mut self, behaviour: Option<String>) -> Self {
        self.change.behaviour = behaviour;
        self
    }

    /// Sets what the change breaks in code.
    pub(super) fn breaks(mut self, broken: CodeBreak) -> Self {
        self.change.rust = Bump::Major;
        self.change.breaks_in_code = Some(broken);
        self
    }
}

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

/// Returns the place in the model by which the operations that a fact affects are found.
pub(super) fn target<'a>(fact: &Fact<'a>) -> Target<'a> {
    match fact.part {
        Part::Operation(name, [Some(old), Some(new)]) => {
            Target::Operation(name, directions(&fact.key, [old, new]), "")
        }
        Part::Service | Part::Operation(..) => Target::Service,
        Part::Listed(name, error) => Target::Operation(name, vec![Direction::Error], error),
        Part::Shape(names, _) => Target::Shape(names, String::new()),
        Part::Value(pair, _) => Target::Shape([pair.name; 2], String::new()),
        Part::Member(pair, name, _) => Target::Shape([pair.name; 2], step(pair.shapes[1], name)),
    }
}

/// Returns the changes, each with the operations that it reaches.
pub(super) fn finish(entries: Vec<Entry<'_>>, [old, new]: [Ways<'_>; 2]) -> Vec<Change> {
    let mut known = HashMap::default();
    let finished = entries.into_iter().map(|Entry { mut change, target }| {
        change.reaches = match target {
            Target::Service => Vec::new(),
            Target::Operation(name, directions, path) => {
                let reach = |direction| Reach {
                    operation: name.to_owned(),
                    direction,
                    path: path.to_owned(),
                };
                directions.into_iter().map(reach).collect()
            }
            Target::Shape(names, step) => {
                let [in_old, in_new] = names;
                let found = known.entry(names);
                let found = found.or_insert_with(|| shortest(old.to(in_old), new.to(in_new)));
                reaches(found.clone(), &step)
            }
        };
        change
    });
    finished.collect()
}
