//! The default of a member as an expression.

use serde_json::Value;

use crate::api::Api;
use crate::plan::RustType;

/// The expression for a default, where the value is one that its type can have: `3`, `"blue".into()`.
pub(super) fn expression(api: &Api<'_>, value: &Value, rust_type: &RustType) -> Option<String> {
    match (rust_type, value) {
        (RustType::Simple("bool"), Value::Bool(value)) => Some(value.to_string()),
        (RustType::Simple("String"), Value::String(text)) => Some(format!("{text:?}.into()")),
        (RustType::Simple("f32" | "f64"), Value::Number(number)) => {
            Some(format!("{:?}", number.as_f64()?))
        }
        (RustType::Simple(_), Value::Number(number)) => integer(number),
        (RustType::Vec(_), Value::Array(elements)) if elements.is_empty() => {
            Some("Vec::new()".to_owned())
        }
        (RustType::Map(..), Value::Object(entries)) if entries.is_empty() => {
            Some("BTreeMap::new()".to_owned())
        }
        (RustType::Generated { .. }, Value::String(text)) if api.is_enum(rust_type) => {
            Some(format!("{text:?}.into()"))
        }
        (RustType::Box(inner), value) => {
            Some(format!("Box::new({})", expression(api, value, inner)?))
        }
        (RustType::Protocol(_), value) => Some(format!(
            "aws_json_protocol::from_json({:?})?",
            value.to_string()
        )),
        _ => None,
    }
}

/// An integer, however it is spelled.
fn integer(number: &serde_json::Number) -> Option<String> {
    let exact = number.as_i64().map(|integer| integer.to_string());
    exact.or_else(|| {
        let float = number.as_f64()?;
        (float.fract() == 0.0).then(|| format!("{float:.0}"))
    })
}
