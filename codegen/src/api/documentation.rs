//! What generated code says beyond the model: summaries of our own, the revisions that introduced its
//! parts, and how a server answers invalid input.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Violations;
use crate::model::Model;
use crate::plan::{Placement, Plan};

/// What generated code says beyond the model: mostly documentation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Documentation {
    /// Where the service's API reference describes an operation or structure, with `{name}` in
    /// the place of its name.
    pub api_reference: Option<String>,
    /// One sentence per operation.
    pub operations: BTreeMap<String, String>,
    /// One sentence per structure, union, enum or error.
    pub shapes: BTreeMap<String, String>,
    /// When the parts of the model came.
    #[serde(skip)]
    pub since: Since,
    /// How the service answers invalid input; `None` if that is not known.
    #[serde(skip)]
    pub violations: Option<Violations>,
}

/// Where summaries and a model do not fit together. Each entry is a path: `operations.ListRoots`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gaps {
    /// What has no summary.
    pub missing: Vec<String>,
    /// Summaries of what the model does not have.
    pub left_over: Vec<String>,
}

impl Documentation {
    /// The gaps between these summaries and a model. A summary is missing for an operation, and for
    /// a shape with a type of its own unless it is the input or output of an operation, which says
    /// enough.
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

/// When the parts of a model came, for those that the first revision did not have.
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
    /// When a member or enum value came.
    pub fn member(&self, shape: &str, member: &str) -> Option<&str> {
        self.members.get(shape)?.get(member).map(String::as_str)
    }
}
