//! What generated code adds to the model: summaries of our own, the revisions that introduced its
//! parts, and a server's answers to invalid input.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Violations;
use crate::model::Model;
use crate::plan::{Placement, Plan};
use crate::problem::Problems;

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

impl Documentation {
    /// Returns the operations and shapes without a summary, and the summaries of what is not in the
    /// model. Each operation needs a summary, as does each shape with a type of its own, unless it is
    /// the input or output of an operation, whose summary is enough.
    pub fn problems(&self, model: &Model) -> Problems {
        const MISSING: &str = "has no summary";
        const LEFT_OVER: &str = "is not part of the model; remove its summary";
        let mut problems = Problems::new();
        for name in model.operations.keys() {
            if !self.operations.contains_key(name) {
                problems.add(format_args!("operations.{name}"), MISSING);
            }
        }
        let plan = Plan::new(model);
        for (name, shape) in plan.generated_shapes() {
            let is_of_operation = matches!(plan.placement(name, shape), Placement::Operation(_));
            if !is_of_operation && !self.shapes.contains_key(name) {
                problems.add(format_args!("shapes.{name}"), MISSING);
            }
        }
        for name in self.operations.keys() {
            if !model.operations.contains_key(name) {
                problems.add(format_args!("operations.{name}"), LEFT_OVER);
            }
        }
        for name in self.shapes.keys() {
            if !model.shapes.contains_key(name) {
                problems.add(format_args!("shapes.{name}"), LEFT_OVER);
            }
        }
        problems
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
