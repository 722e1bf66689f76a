//! The default of a member as an expression.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Number, Value};

use crate::api::{Api, Field, Kind};
use crate::plan::RustType;

/// Returns the expression for a default ([default
/// trait](https://smithy.io/2.0/spec/type-refinement-traits.html#default-trait)): `3`,
/// `"blue".into()`. Returns `None` for a value that the type cannot have.
pub(super) fn expression(api: &Api<'_>, field: &Field<'_>) -> Option<String> {
    let target = api.types.get(field.facts.target.as_str());
    let is_enum = target.is_some_and(|it| matches!(it.kind, Kind::Enum(_)));
    match (&field.value, field.default?) {
        (RustType::Simple("bool"), Value::Bool(value)) => Some(value.to_string()),
        (RustType::Simple("f32" | "f64"), Value::Number(number)) => float(number),
        (RustType::Simple("String"), Value::String(text)) => Some(format!("{text:?}.into()")),
        (RustType::Simple(_), Value::Number(number)) => integer(number),
        (RustType::Vec(_), Value::Array(elements)) if elements.is_empty() => {
            Some("Vec::new()".to_owned())
        }
        (RustType::Map(..), Value::Object(entries)) if entries.is_empty() => {
            Some("BTreeMap::new()".to_owned())
        }
        (RustType::Generated { .. }, Value::String(text)) if is_enum => {
            Some(format!("{text:?}.into()"))
        }
        (RustType::Protocol("Blob"), Value::String(text)) => blob(text),
        (RustType::Protocol("Document"), value) => document(value),
        (RustType::Protocol("Number"), Value::Number(number)) => {
            Some(format!("Number::from({})", integer(number)?))
        }
        (RustType::Protocol("Timestamp"), value) => timestamp(value),
        _ => None,
    }
}

/// Returns an integer, whatever its notation in the model.
fn integer(number: &Number) -> Option<String> {
    let exact = number.as_i64().map(|integer| integer.to_string());
    exact.or_else(|| {
        let float = number.as_f64()?;
        (float.fract() == 0.0).then(|| format!("{float:.0}"))
    })
}

fn float(number: &Number) -> Option<String> {
    Some(format!("{:?}", number.as_f64()?))
}

fn blob(text: &str) -> Option<String> {
    let bytes = STANDARD.decode(text).ok()?;
    Some(match bytes.is_empty() {
        true => "Blob::default()".to_owned(),
        false => format!("Blob::from({bytes:?}.as_slice())"),
    })
}

fn document(value: &Value) -> Option<String> {
    match value {
        Value::Bool(value) => Some(format!("Document::from({value})")),
        Value::Number(number) => {
            let number = number
                .as_i64()
                .map(|integer| integer.to_string())
                .or_else(|| float(number));
            Some(format!("Document::from({})", number?))
        }
        Value::String(text) => Some(format!("Document::from({text:?})")),
        Value::Array(elements) if elements.is_empty() => {
            Some("Document::Array(Vec::new())".to_owned())
        }
        Value::Object(entries) if entries.is_empty() => {
            Some("Document::Object(Default::default())".to_owned())
        }
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Returns a timestamp, which is given as epoch seconds or as a date-time and may be out of range.
fn timestamp(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => {
            let seconds = integer(number)?;
            Some(format!("Timestamp::new({seconds}, 0).unwrap_or_default()"))
        }
        Value::String(text) => Some(format!("{text:?}.parse().unwrap_or_default()")),
        _ => None,
    }
}
