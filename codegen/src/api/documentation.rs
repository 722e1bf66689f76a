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
        let shapes = plan.generated_shapes();
        let shapes = shapes
            .filter(|(name, shape)| !matches!(plan.placement(name, shape), Placement::Operation(_)))
            .map(|(name, _)| name);
        let operations = model.operations.keys().map(String::as_str);
        let [of_operations, of_shapes] =
            [&self.operations, &self.shapes].map(|it| it.keys().map(String::as_str));
        let has_operation = |name: &str| model.operations.contains_key(name);
        let has_shape = |name: &str| model.shapes.contains_key(name);
        Gaps {
            missing: [
                absent("operations", operations, |it| {
                    self.operations.contains_key(it)
                }),
                absent("shapes", shapes, |it| self.shapes.contains_key(it)),
            ]
            .concat(),
            left_over: [
                absent("operations", of_operations, has_operation),
                absent("shapes", of_shapes, has_shape),
            ]
            .concat(),
        }
    }
}

/// Returns the paths of those names that are not there.
fn absent<'n>(
    part: &str,
    names: impl Iterator<Item = &'n str>,
    is_there: impl Fn(&str) -> bool,
) -> Vec<String> {
    let absent = names.filter(|name| !is_there(name));
    absent.map(|name| format!("{part}.{name}")).collect()
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
