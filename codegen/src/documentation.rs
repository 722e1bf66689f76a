//! What generated documentation says beyond the model: sentences of our own, and since when.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What generated documentation says beyond the model.
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
