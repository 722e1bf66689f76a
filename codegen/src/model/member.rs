//! Members, and where in a message they stand.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Constraints, TimestampFormat, Traits, is_default};

/// A member of a structure, union, list or map.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Member {
    /// The name of the shape of its values.
    pub target: String,
    /// Whether it is always there.
    #[serde(skip_serializing_if = "is_default")]
    pub required: bool,
    /// The name on the wire, where it is not the member's own.
    #[serde(skip_serializing_if = "is_default")]
    pub wire_name: Option<String>,
    /// Which part of the HTTP message it is bound to, where it is not the body's document.
    #[serde(skip_serializing_if = "is_default")]
    pub http_binding: Option<HttpBinding>,
    /// Whether a client makes up a token where the caller gives none.
    #[serde(skip_serializing_if = "is_default")]
    pub idempotency_token: bool,
    /// Which values are valid here, beyond what the shape says.
    #[serde(flatten)]
    pub constraints: Constraints,
    /// Whether its values must not be shown, whatever the shape says.
    #[serde(skip_serializing_if = "is_default")]
    pub sensitive: bool,
    /// How a timestamp is written here, where it is not the shape's way.
    #[serde(skip_serializing_if = "is_default")]
    pub timestamp_format: Option<TimestampFormat>,
    /// Whether a number or boolean has no zero value here.
    #[serde(skip_serializing_if = "is_default")]
    pub boxed: bool,
    /// The value that stands for an absent one.
    #[serde(skip_serializing_if = "is_default")]
    pub default: Option<Value>,
    /// What any part of a model can have.
    #[serde(flatten)]
    pub traits: Traits,
}

impl Member {
    /// A member without traits.
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
    /// The status.
    ResponseCode,
}
