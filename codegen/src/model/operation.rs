//! Operations with their HTTP bindings and pagination.

use serde::{Deserialize, Serialize};

use super::{Traits, is_default};

/// An operation of a service.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Operation {
    /// The name on the wire, if it differs from the operation's own.
    #[serde(skip_serializing_if = "is_default")]
    pub wire_name: Option<String>,
    /// The structure that a request carries.
    #[serde(skip_serializing_if = "is_default")]
    pub input: Option<String>,
    /// The structure that a response carries.
    #[serde(skip_serializing_if = "is_default")]
    pub output: Option<String>,
    /// The structures that an error response carries, in the order of their names.
    #[serde(skip_serializing_if = "is_default")]
    pub errors: Vec<String>,
    /// The HTTP binding.
    #[serde(skip_serializing_if = "is_default")]
    pub http: Option<Http>,
    /// The pagination of its results.
    #[serde(skip_serializing_if = "is_default")]
    pub pagination: Option<Pagination>,
    /// Whether it is read-only.
    #[serde(skip_serializing_if = "is_default")]
    pub read_only: bool,
    /// Whether repeating it has the same effect as sending it once.
    #[serde(skip_serializing_if = "is_default")]
    pub idempotent: bool,
    /// The prefix of the endpoint's host name: `data.`, `{AccountId}.`.
    #[serde(skip_serializing_if = "is_default")]
    pub host_prefix: Option<String>,
    /// The traits that any part of a model can have.
    #[serde(flatten)]
    pub traits: Traits,
}

/// Returns the labels in a path or host prefix: the names in braces, without the `+` of one that
/// matches the rest of a path.
pub(crate) fn labels(text: &str) -> impl Iterator<Item = &str> {
    let opened = text.split('{').skip(1);
    let labels = opened.filter_map(|rest| Some(rest.split_once('}')?.0));
    labels.map(|label| label.strip_suffix('+').unwrap_or(label))
}

/// The HTTP binding of an operation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Http {
    /// The method: `POST`.
    pub method: String,
    /// The path, with labels in braces: `/v1/tags/{ResourceArn}`.
    pub uri: String,
    /// The status of a successful response, if the model specifies it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub status: Option<u16>,
}

/// The pagination of an operation's results. Each entry is the path of a member.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pagination {
    /// The input's members that take the tokens.
    pub input_tokens: Vec<String>,
    /// The output's members that hold the tokens of the next page, in the order of the inputs.
    pub output_tokens: Vec<String>,
    /// The input's member that limits the size of a page.
    #[serde(skip_serializing_if = "is_default")]
    pub limit_key: Option<String>,
    /// The output's members that hold the page's items.
    #[serde(skip_serializing_if = "is_default")]
    pub result_keys: Vec<String>,
    /// The output's member that indicates whether there are more pages.
    #[serde(skip_serializing_if = "is_default")]
    pub more_results: Option<String>,
    /// The output's members that are the same on each page.
    #[serde(skip_serializing_if = "is_default")]
    pub non_aggregate_keys: Vec<String>,
}
