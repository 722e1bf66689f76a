//! The outcome for a model of the corpus.

use codegen::model::Protocol;
use serde::Serialize;

/// The outcome for a model.
#[derive(Debug, Serialize)]
pub(super) struct Outcome {
    /// The service and API version, by botocore's folder names: `acm/2015-12-08`.
    pub(super) model: String,
    /// The name of its crate, if crates are written.
    #[serde(rename = "crate")]
    pub(super) crate_name: String,
    /// Whether the crate was compiled successfully. Not all crates are compiled.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) compiled: bool,
    /// The sizes of the model; `None` if it cannot be read.
    #[serde(flatten)]
    pub(super) counts: Option<Counts>,
    /// The problems, one on each line; empty if there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) problems: Vec<String>,
}

/// The sizes of a model and of its generated code.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Counts {
    pub(super) protocol: Protocol,
    pub(super) operations: usize,
    pub(super) shapes: usize,
    /// The number of lines of generated code; zero if generating failed.
    pub(super) lines: usize,
}
