//! What generated code adds to the model: summaries of our own, the revisions that introduced its
//! parts, and a server's answers to invalid input.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Violations;
use crate::model::Model;
use crate::plan::{Placement, Plan};

/// What generated code adds to the model: mostly documentation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Documentation {
    /// The URL of an operation or structure in the service's API reference, with `{name}` in place
    /// of the name.
    pub api_reference: Option<String>,
    /// One sentence for each operation.
    pub operations: BTreeMap<String, String>,
    /// One sentence for each structure, union, enum or error.
    pub shapes: BTreeMap<String, String>,
    /// The dates on which parts of the model were added.
    #[serde(skip)]
    pub since: Since,
    /// The service's answers to invalid input, if they are known.
    #[serde(skip)]
    pub violations: Option<Violations>,
}

/// The places where summaries and a model do not match. Each entry is a path:
/// `operations.ListRoots`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gaps {
    /// Operations and shapes without a summary.
    pub missing: Vec<String>,
    /// Summaries whose operation or shape is not in the model.
    pub left_over: Vec<String>,
}

impl Documentation {
    /// Returns the gaps between these summaries and a model. Each operation needs a summary, as
    /// does each shape with a type of its own, unless it is the input or output of an operation,
    /// whose summary is enough.
    pub fn gaps(&self, model: &Model) -> Gaps {
        let plan = Plan::new(model);
        let operations = model
            .operations
            .keys()
            .map(|name| ("operations", name.as_str()));
        let shapes = plan
            .generated_shapes()
            .filter(|(name, shape)| !matches!(plan.placement(name, shape), Placement::Operation(_)))
            .map(|(name, _)| ("shapes", name));
        let has_summary = |(part, name): &(&str, &str)| match *part {
            "operations" => self.operations.contains_key(*name),
            _ => self.shapes.contains_key(*name),
        };
        let path = |(part, name): (&str, &str)| format!("{part}.{name}");
        let missing = operations
            .chain(shapes)
            .filter(|what| !has_summary(what))
            .map(path)
            .collect();
        let operations = self
            .operations
            .keys()
            .filter(|name| !model.operations.contains_key(*name));
        let shapes = self
            .shapes
            .keys()
            .filter(|name| !model.shapes.contains_key(*name));
        let left_over = operations.map(|name| ("operations", name.as_str()));
        let left_over = left_over
            .chain(shapes.map(|name| ("shapes", name.as_str())))
            .map(path)
            .collect();
        Gaps { missing, left_over }
    }
}

/// The dates on which parts of a model were added, for parts that the first revision does not have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Since {
    /// The dates of operations.
    pub operations: BTreeMap<String, String>,
    /// The dates of shapes.
    pub shapes: BTreeMap<String, String>,
    /// The dates of members and enum values, by shape.
    pub members: BTreeMap<String, BTreeMap<String, String>>,
}

impl Since {
    /// Returns the date on which a member or enum value was added.
    pub fn member(&self, shape: &str, member: &str) -> Option<&str> {
        self.members.get(shape)?.get(member).map(String::as_str)
    }
}
