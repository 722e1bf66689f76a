//! What became of a model of the corpus.

use codegen::model::Protocol;
use serde::Serialize;

/// What became of one model.
#[derive(Debug, Serialize)]
pub(super) struct Outcome {
    /// The service and API version, as botocore calls its folders: `acm/2015-12-08`.
    pub(super) model: String,
    /// The name that its crate has, where crates are written.
    #[serde(rename = "crate")]
    pub(super) crate_name: String,
    /// Whether the compiler took the crate; it is not asked of all.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) compiled: bool,
    /// What the model has; of one that cannot be read it is not known.
    #[serde(flatten)]
    pub(super) counts: Option<Counts>,
    /// Why it failed, a line for each problem; empty where it did not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) problems: Vec<String>,
}

/// What a model has, and what is generated from it.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Counts {
    pub(super) protocol: Protocol,
    pub(super) operations: usize,
    pub(super) shapes: usize,
    /// Lines of generated code; zero where it failed.
    pub(super) lines: usize,
}
