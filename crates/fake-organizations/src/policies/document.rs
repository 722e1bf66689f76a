//! Which documents a policy type accepts.

use std::slice;

use org_types::{ConstraintViolationExceptionReason, Error, PolicyType};
use serde_json::{Map, Value};

use super::kind::{Kind, Syntax};
use super::merge::{CHILD_CONTROL, Operator};
use crate::errors::{constraint_violation, ensure, malformed_policy_document};

/// Checks the text of a policy: its size, its JSON and the grammar of its type.
pub(super) fn check(policy_type: &PolicyType, text: &str) -> Result<(), Error> {
    let kind = Kind::of(policy_type)?;
    let max = kind.max_characters;
    ensure(text.chars().count() <= max, || {
        let reason = ConstraintViolationExceptionReason::PolicyContentLimitExceeded;
        constraint_violation(
            reason,
            format!("A policy of this type has at most {max} characters."),
        )
    })?;
    let document = serde_json::from_str(text);
    let document: Value = document.map_err(|problem| malformed("Content", &problem.to_string()))?;
    match kind.syntax {
        Syntax::ServiceControl => statements(&document, service_control),
        Syntax::ResourceControl => statements(&document, resource_control),
        Syntax::Management(key) => management(&document, key),
    }
}

fn malformed(place: &str, problem: &str) -> Error {
    malformed_policy_document(format!("{place}: {problem}."))
}

fn require(holds: bool, place: &str, problem: &str) -> Result<(), Error> {
    ensure(holds, || malformed(place, problem))
}

fn object<'a>(place: &str, value: &'a Value) -> Result<&'a Map<String, Value>, Error> {
    value
        .as_object()
        .ok_or_else(|| malformed(place, "must be a JSON object"))
}

/// A check of a statement, with its place.
type Check = fn(&str, &Map<String, Value>) -> Result<(), Error>;

/// A document in the grammar of IAM policies.
fn statements(document: &Value, check: Check) -> Result<(), Error> {
    let document = object("Content", document)?;
    for (key, value) in document {
        match key.as_str() {
            "Version" => require(value == "2012-10-17", key, "must be 2012-10-17")?,
            "Id" | "Statement" => {}
            _ => return Err(malformed(key, "unknown key")),
        }
    }
    let statements = match document.get("Statement") {
        Some(Value::Array(statements)) if !statements.is_empty() => statements.as_slice(),
        Some(statement @ Value::Object(_)) => slice::from_ref(statement),
        _ => return Err(malformed("Statement", "must be one or more statements")),
    };
    for (index, statement) in statements.iter().enumerate() {
        let place = format!("Statement[{index}]");
        let statement = object(&place, statement)?;
        let has_one = statement.contains_key("Action") != statement.contains_key("NotAction");
        require(has_one, &place, "needs either Action or NotAction")?;
        check(&place, statement)?;
    }
    Ok(())
}

fn service_control(place: &str, statement: &Map<String, Value>) -> Result<(), Error> {
    let effect = statement.get("Effect").and_then(Value::as_str);
    require(
        matches!(effect, Some("Allow" | "Deny")),
        place,
        "Effect must be Allow or Deny",
    )?;
    let principal = statement
        .keys()
        .any(|key| key == "Principal" || key == "NotPrincipal");
    require(
        !principal,
        place,
        "a service control policy has no principals",
    )
}

fn resource_control(place: &str, statement: &Map<String, Value>) -> Result<(), Error> {
    let is = |key, expected| statement.get(key).and_then(Value::as_str) == Some(expected);
    require(is("Effect", "Deny"), place, "Effect must be Deny")?;
    require(is("Principal", "*"), place, "Principal must be \"*\"")
}

/// A document in the grammar of management policies: settings with operators below one known key.
fn management(document: &Value, key: &str) -> Result<(), Error> {
    let members = object("Content", document)?;
    let settings = members.get(key).filter(|_| members.len() == 1);
    let missing = || malformed("Content", &format!("must have the one key {key}"));
    management_node(key, settings.ok_or_else(missing)?)
}

fn management_node(place: &str, node: &Value) -> Result<(), Error> {
    let operator_is_missing = || malformed(place, "a value needs an operator, such as @@assign");
    let members = node.as_object().ok_or_else(operator_is_missing)?;
    let is_setting = members.keys().any(|key| Operator::from_key(key).is_some());
    for (key, value) in members {
        let at = format!("{place}.{key}");
        if key == CHILD_CONTROL {
            let known = |name: &Value| name.as_str().and_then(Operator::allowed_by).is_some();
            let is_control = value
                .as_array()
                .is_some_and(|names| names.iter().all(known));
            require(
                is_control,
                &at,
                "must be a list of operators, @@all or @@none",
            )?;
        } else if let Some(operator) = Operator::from_key(key) {
            require(
                operator == Operator::Assign || value.is_array(),
                &at,
                "must be a list",
            )?;
        } else {
            require(!key.starts_with("@@"), &at, "unknown operator")?;
            require(!is_setting, &at, "stands beside an operator")?;
            management_node(&at, value)?;
        }
    }
    Ok(())
}
