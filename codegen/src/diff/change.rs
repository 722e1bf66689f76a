//! The parts of a diff.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

use super::contents::Contents;
use super::rules::Rule;
use super::verdict::{Bump, Wire};
use super::version::Version;

/// Every change between two models.
///
/// Its serialised form is the documented JSON report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Diff {
    /// The old model.
    pub from: Side,
    /// The new model.
    pub to: Side,
    /// The bump that the changes require together; `None` if there is no change.
    pub bump: Option<Bump>,
    /// The resulting version of the crate, if the current one is [known](Diff::with_version).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub release: Option<Release>,
    /// The operations that were added or removed, or that a change affects.
    pub operations: Operations,
    /// An entry for each edit, in the order of path and rule: first those of the service, then
    /// those of operations, then those of shapes.
    pub changes: Vec<Change>,
    /// For models in different formats: differences that exist because one format cannot express
    /// something, or expresses it in another way. They are not edits, and are not counted anywhere
    /// else.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub format_differences: Vec<FormatDifference>,
}

/// The versions of a crate before and after a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Release {
    /// The current version.
    pub from: Version,
    /// The version that the change requires.
    pub to: Version,
}

/// A difference between two formats rather than between two states of a service.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FormatDifference {
    /// The rule for an edit of this kind.
    pub rule: Rule,
    /// The place in the model, as for a [change](Change::path).
    pub path: String,
    /// The value in the old model.
    pub before: Option<Value>,
    /// The value in the new model.
    pub after: Option<Value>,
}

impl Diff {
    /// Returns `true` if nothing has changed.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Adds the versions of the crate before and after the change, given the version before.
    pub fn with_version(mut self, version: Version) -> Self {
        self.release = Some(Release {
            from: version,
            to: self.bump.map_or(version, |bump| version.bumped(bump)),
        });
        self
    }

    /// Returns the entries for facts that no rule covers. If there is one, the diff needs a new
    /// rule.
    pub fn unclassified(&self) -> impl Iterator<Item = &Change> {
        self.changes
            .iter()
            .filter(|change| change.rule == Rule::Unclassified)
    }
}

/// One of the two models.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Side {
    /// The date of a revision, or another name of the model.
    pub id: String,
    /// The first botocore release with it.
    pub botocore: Option<String>,
}

/// The operations that were added, removed or affected, in the order of the model.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Operations {
    /// The operations that only the new model has.
    pub added: Vec<String>,
    /// The operations that only the old model has.
    pub removed: Vec<String>,
    /// The operations of both models whose requests or responses a change affects. Changes of prose
    /// do not count.
    pub updated: Vec<String>,
    /// The operations of both models that changes affect only in errors.
    pub updated_in_errors: Vec<String>,
}

/// An edit of a model, with its effects.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// The kind of edit.
    pub rule: Rule,
    /// The place in the model: `ActionType.INVITE`, `CreateAccountRequest.Tags`, `ListRoots`,
    /// `service.title`, or `ListRoots@alias` for a fact without a rule of its own.
    pub path: String,
    /// The value in the old model, if any.
    pub before: Option<Value>,
    /// The value in the new model, if any.
    pub after: Option<Value>,
    /// The contents of an operation, structure, union or enum that was added or removed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contents: Option<Contents>,
    /// The differences between two shapes, if one replaced the other, each with the path to it:
    /// `pattern ^a → ^b`, `Party.Id: length 1 to 12 → 1 to 64`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<String>,
    /// The direction in which a constraint changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub constraint: Option<ConstraintChange>,
    /// Notes on a constraint that changed: a text that proves the verdict, or the reason why there
    /// is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Whether clients and services still understand each other across the change.
    pub wire: Wire,
    /// The version bump that the generated crate needs.
    pub rust: Bump,
    /// A sentence on the code that stops compiling, if the change requires a major version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub breaks_in_code: Option<String>,
    /// What compiled code does differently, although its API is the same.
    pub behaviour: Option<String>,
    /// The operations that the change affects: each operation and direction once, with the shortest
    /// path. Messages in which only one model has an edited shape are left out, unless there are no
    /// others. Empty for a change to the service as a whole, and for an operation that was added or
    /// removed.
    pub reaches: Vec<Reach>,
}

impl Change {
    /// Returns `true` if it breaks compiled code or messages. An unknown verdict does not count.
    pub fn is_breaking(&self) -> bool {
        self.rust == Bump::Major || !matches!(self.wire, Wire::Compatible | Wire::Unknown)
    }
}

/// The direction in which a constraint changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ConstraintChange {
    /// The same values are valid.
    Equal,
    /// Fewer values are valid.
    Tightened,
    /// More values are valid.
    Loosened,
    /// Some values became valid and others invalid.
    Incomparable,
    /// The valid values could not be compared.
    Unknown,
}

impl fmt::Display for ConstraintChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

/// Returns the least and greatest length or number, for people: `1 to 64`.
pub(super) fn bounds<T: fmt::Display>(min: Option<T>, max: Option<T>) -> String {
    match (min, max) {
        (None, None) => "none".to_owned(),
        (Some(min), None) => format!("min {min}"),
        (None, Some(max)) => format!("max {max}"),
        (Some(min), Some(max)) => format!("{min} to {max}"),
    }
}

/// An operation that a change affects, and the path to the change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Reach {
    /// The operation.
    pub operation: String,
    /// The message that carries the change.
    pub direction: Direction,
    /// The shortest path through the message's members: `Handshakes[].Action`, with `[]` for the
    /// elements of a list and `{}` for the values of a map. The path of an error begins with the
    /// exception. Empty for the message as a whole.
    pub path: String,
}

/// A kind of message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// A message from the client.
    Request,
    /// A message to the client after a successful call.
    Response,
    /// A message to the client after a failed call.
    Error,
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}
