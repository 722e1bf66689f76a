//! Members and their places in a message.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Constraints, TimestampFormat, Traits, is_default};

/// A member of a structure, union, list or map.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Member {
    /// The name of the shape of its values.
    pub target: String,
    /// Whether it is always present.
    #[serde(skip_serializing_if = "is_default")]
    pub required: bool,
    /// The name on the wire, if it differs from the member's own.
    #[serde(skip_serializing_if = "is_default")]
    pub wire_name: Option<String>,
    /// The part of the HTTP message that it is bound to, if not the document in the body.
    #[serde(skip_serializing_if = "is_default")]
    pub http_binding: Option<HttpBinding>,
    /// Whether a client generates a token if the caller does not provide one.
    #[serde(skip_serializing_if = "is_default")]
    pub idempotency_token: bool,
    /// The constraints on its values, in addition to those of the shape.
    #[serde(flatten)]
    pub constraints: Constraints,
    /// Whether its values must not be shown, even if the shape's may be.
    #[serde(skip_serializing_if = "is_default")]
    pub sensitive: bool,
    /// The format of a timestamp, if it differs from the shape's.
    #[serde(skip_serializing_if = "is_default")]
    pub timestamp_format: Option<TimestampFormat>,
    /// Whether a number or boolean does not default to its zero value here.
    #[serde(skip_serializing_if = "is_default")]
    pub boxed: bool,
    /// The value that replaces an absent one.
    #[serde(skip_serializing_if = "is_default")]
    pub default: Option<Value>,
    /// The traits that any part of a model can have.
    #[serde(flatten)]
    pub traits: Traits,
}

impl Member {
    /// Creates a member without traits.
    pub fn new(target: impl Into<String>) -> Self {
        Self {
            target: target.into(),
            ..Self::default()
        }
    }
}

/// The part of an HTTP message that a member is bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum HttpBinding {
    /// A label of the path.
    Label,
    /// A parameter of the query string, or all of them for a map.
    Query,
    /// A header.
    Header,
    /// All headers that start with a prefix.
    PrefixHeaders,
    /// The whole body.
    Payload,
    /// The status code.
    ResponseCode,
}
