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
        let operations = model.operations.keys();
        let operations = operations.filter(|it| !self.operations.contains_key(*it));
        let shapes = plan.generated_shapes().filter(|(name, shape)| {
            let is_of_operation = matches!(plan.placement(name, shape), Placement::Operation(_));
            !is_of_operation && !self.shapes.contains_key(*name)
        });
        let old_operations = self.operations.keys();
        let old_operations = old_operations.filter(|it| !model.operations.contains_key(*it));
        let old_shapes = self.shapes.keys();
        let old_shapes = old_shapes.filter(|it| !model.shapes.contains_key(*it));
        let of_operations = |name: &String| format!("operations.{name}");
        let of_shapes = |name: &str| format!("shapes.{name}");
        let missing = operations.map(of_operations);
        let left_over = old_operations.map(of_operations);
        Gaps {
            missing: missing
                .chain(shapes.map(|(name, _)| of_shapes(name)))
                .collect(),
            left_over: left_over
                .chain(old_shapes.map(|name| of_shapes(name)))
                .collect(),
        }
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
