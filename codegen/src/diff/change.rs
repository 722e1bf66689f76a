//! What a diff is made of.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

use super::code_break::CodeBreak;
use super::contents::Contents;
use super::rules::Rule;
use super::verdict::{Bump, Wire};
use super::version::Version;

/// Every change between two models.
///
/// Its serialised form is the documented JSON report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Diff {
    /// What the old model is.
    pub from: Side,
    /// What the new model is.
    pub to: Side,
    /// The bump that the changes require together; `None` if there is no change.
    pub bump: Option<Bump>,
    /// What that makes of the crate's version, where it is [known](Diff::with_version).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub release: Option<Release>,
    /// The operations that came, went, or are reached by a change.
    pub operations: Operations,
    /// One entry per edit, in the order of path and rule; the service's own come first, then the
    /// operations'.
    pub changes: Vec<Change>,
    /// Between models of different formats: what differs because one format cannot hold it, or
    /// says it in another way. It is not an edit, and counts nowhere else.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub format_differences: Vec<FormatDifference>,
}

/// The versions of a crate before and after a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Release {
    /// The version it is at.
    pub from: Version,
    /// The version that the change asks for.
    pub to: Version,
}

/// A difference between two formats, not between two states of a service.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FormatDifference {
    /// The rule for an edit of this kind.
    pub rule: Rule,
    /// The place in the model, as of a [change](Change::path).
    pub path: String,
    /// What the old model has.
    pub before: Option<Value>,
    /// What the new model has.
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

/// What one of the two models is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Side {
    /// A revision's date, or what else was asked for.
    pub id: String,
    /// The botocore release that first had it.
    pub botocore: Option<String>,
}

/// The operations that came, went, or changed, in the order of the model.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Operations {
    /// The new model has them alone.
    pub added: Vec<String>,
    /// The old model has them alone.
    pub removed: Vec<String>,
    /// Both have them, and a change reaches their requests or responses. Prose does not count.
    pub updated: Vec<String>,
    /// Both have them, and changes reach them in errors alone.
    pub updated_in_errors: Vec<String>,
}

/// One edit of a model, with what it means.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// What kind of edit it is.
    pub rule: Rule,
    /// The place in the model: `ActionType.INVITE`, `CreateAccountRequest.Tags`, `ListRoots`,
    /// `service.title`, `ListRoots@alias` for a fact that has no rule of its own.
    pub path: String,
    /// What was there.
    pub before: Option<Value>,
    /// What is there now.
    pub after: Option<Value>,
    /// What is in an operation, structure, union or enum that came or went.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contents: Option<Contents>,
    /// What the two shapes differ in where one took the place of the other, with the way to each
    /// difference: `pattern ^a → ^b`, `Party.Id: length 1 to 12 → 1 to 64`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<String>,
    /// Which way a constraint moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub constraint: Option<ConstraintChange>,
    /// About a constraint that changed: a text that proves the verdict, or why there is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Whether clients and services still understand each other across the change.
    pub wire: Wire,
    /// What the change asks of the generated crate's version.
    pub rust: Bump,
    /// What stops compiling, where it asks for a major version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub breaks_in_code: Option<CodeBreak>,
    /// What compiled code does differently although its API is the same.
    pub behaviour: Option<String>,
    /// Where the change shows: each operation and direction once, with the shortest way there.
    /// Empty for a change of the whole service and for an operation that came or went.
    pub reaches: Vec<Reach>,
}

impl Change {
    /// Creates a change that affects nobody, unless something else is set.
    pub(super) fn new(rule: Rule, path: String) -> Self {
        Self {
            rule,
            path,
            before: None,
            after: None,
            contents: None,
            differences: Vec::new(),
            constraint: None,
            notes: Vec::new(),
            wire: Wire::Compatible,
            rust: Bump::Patch,
            breaks_in_code: None,
            behaviour: None,
            reaches: Vec::new(),
        }
    }

    /// Returns `true` if it breaks compiled code or messages. An unknown verdict does not count.
    pub fn is_breaking(&self) -> bool {
        self.rust == Bump::Major || !matches!(self.wire, Wire::Compatible | Wire::Unknown)
    }
}

/// Which way a constraint moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ConstraintChange {
    /// The same values are valid.
    Equal,
    /// Fewer values are valid.
    Tightened,
    /// More values are valid.
    Loosened,
    /// Some came and some went.
    Incomparable,
    /// It was not decided which values are valid.
    Unknown,
}

impl ConstraintChange {
    /// Returns the name: `tightened`.
    pub fn name(self) -> &'static str {
        match self {
            ConstraintChange::Equal => "equal",
            ConstraintChange::Tightened => "tightened",
            ConstraintChange::Loosened => "loosened",
            ConstraintChange::Incomparable => "incomparable",
            ConstraintChange::Unknown => "unknown",
        }
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

/// An operation that a change reaches, and how.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Reach {
    /// The operation.
    pub operation: String,
    /// Which message carries the change.
    pub direction: Direction,
    /// The shortest way through the message's members: `Handshakes[].Action`, with `[]` for the
    /// elements of a list and `{}` for the values of a map. Of an error, the exception comes
    /// first. Empty for the message as a whole.
    pub path: String,
}

/// A kind of message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// From the client.
    Request,
    /// To the client, of a call that went well.
    Response,
    /// To the client, of a call that failed.
    Error,
}

impl Direction {
    /// Returns the name: `request`.
    pub fn name(self) -> &'static str {
        match self {
            Direction::Request => "request",
            Direction::Response => "response",
            Direction::Error => "error",
        }
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
