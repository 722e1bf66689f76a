//! The parameters that endpoint rules ask for.

use serde_json::Value;

use crate::model::EndpointVariant;
use crate::source::cursor::Cursor;
use crate::source::json::Node;

pub(super) struct Parameter<'n> {
    pub(super) name: &'n str,
    /// The name of the built-in value that it has, such as `AWS::Region`.
    built_in: Option<&'n str>,
    /// Null if there is none.
    default: Value,
}

impl Parameter<'_> {
    /// Returns the value for a region and variant; null if it is not set.
    pub(super) fn value(&self, region: &str, variant: EndpointVariant) -> Value {
        match self.built_in {
            Some("AWS::Region") => region.into(),
            Some("AWS::UseFIPS") => variant.is_fips().into(),
            Some("AWS::UseDualStack") => variant.is_dual_stack().into(),
            _ => self.default.clone(),
        }
    }

    /// Returns `true` if every client can set it
    /// ([AWS built-ins](https://smithy.io/2.0/aws/rules-engine/built-ins.html)). Others depend on an
    /// account, a configuration file or a request, and are treated as not set.
    pub(super) fn is_given(&self) -> bool {
        matches!(
            self.built_in,
            Some("AWS::Region" | "AWS::UseFIPS" | "AWS::UseDualStack" | "SDK::Endpoint")
        )
    }
}

/// Reads a parameter. The types follow from the uses.
pub(super) fn parameter<'n>(name: &'n str, object: &Cursor<'n>) -> Parameter<'n> {
    let [built_in, default, required, ..] = object.keys([
        "builtIn",
        "default",
        "required",
        "type",
        "documentation",
        "deprecated",
    ]);
    let parameter = Parameter {
        name,
        built_in: built_in.and_then(|it| it.text()),
        default: default.map_or(Value::Null, |it| value(&it)),
    };
    let required = required.is_some_and(|it| it.flag());
    if required && !parameter.is_given() && parameter.default.is_null() {
        object.problem("is required without a default, but only a request can provide its value");
    }
    parameter
}

fn value(cursor: &Cursor<'_>) -> Value {
    match cursor.node {
        Node::String(_) | Node::Bool(_) => cursor.value(),
        _ => cursor.strings().into(),
    }
}
