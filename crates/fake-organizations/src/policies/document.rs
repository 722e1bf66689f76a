//! Which documents a policy type accepts.

use std::slice;

use org_types::PolicyType;
use serde_json::{Map, Value};

use super::kind::{Kind, Syntax};
use super::merge::{CHILD_CONTROL, Operator};
use crate::errors::*;

/// Checks the text of a policy: its size, its JSON and the grammar of its type.
pub(super) fn check(policy_type: &PolicyType, text: &str) -> Result<()> {
    let kind = Kind::of(policy_type)?;
    Constraint::PolicyContentLimitExceeded.unless(text.chars().count() <= kind.max_characters)?;
    let document = serde_json::from_str(text);
    let document: Value =
        document.map_err(|problem| malformed("Content", &problem.to_string()).error())?;
    match kind.syntax {
        Syntax::ServiceControl => statements(&document, service_control),
        Syntax::ResourceControl => statements(&document, resource_control),
        Syntax::Management(key) => management(&document, key),
    }
}

fn malformed(place: &str, problem: &str) -> impl Refusal {
    move || malformed_policy_document(format!("{place}: {problem}."))
}

fn object<'a>(place: &str, value: &'a Value) -> Result<&'a Map<String, Value>> {
    malformed(place, "must be a JSON object").if_none(value.as_object())
}

/// A check of a statement, with its place.
type Check = fn(&str, &Map<String, Value>) -> Result<()>;

/// A document in the grammar of IAM policies.
fn statements(document: &Value, check: Check) -> Result<()> {
    let document = object("Content", document)?;
    for (key, value) in document {
        match key.as_str() {
            "Version" => malformed(key, "must be 2012-10-17").unless(value == "2012-10-17")?,
            "Id" | "Statement" => {}
            _ => return Err(malformed(key, "unknown key").error()),
        }
    }
    let statements = match document.get("Statement") {
        Some(Value::Array(statements)) if !statements.is_empty() => statements.as_slice(),
        Some(statement @ Value::Object(_)) => slice::from_ref(statement),
        _ => return Err(malformed("Statement", "must be one or more statements").error()),
    };
    for (index, statement) in statements.iter().enumerate() {
        let place = format!("Statement[{index}]");
        let statement = object(&place, statement)?;
        let has_one = statement.contains_key("Action") != statement.contains_key("NotAction");
        malformed(&place, "needs either Action or NotAction").unless(has_one)?;
        check(&place, statement)?;
    }
    Ok(())
}

fn service_control(place: &str, statement: &Map<String, Value>) -> Result<()> {
    let effect = statement.get("Effect").and_then(Value::as_str);
    let has_effect = matches!(effect, Some("Allow" | "Deny"));
    malformed(place, "Effect must be Allow or Deny").unless(has_effect)?;
    let has = |key| statement.contains_key(key);
    let problem = "a service control policy has no principals";
    malformed(place, problem).when(has("Principal") || has("NotPrincipal"))
}

fn resource_control(place: &str, statement: &Map<String, Value>) -> Result<()> {
    let is = |key, expected| statement.get(key).and_then(Value::as_str) == Some(expected);
    malformed(place, "Effect must be Deny").unless(is("Effect", "Deny"))?;
    malformed(place, "Principal must be \"*\"").unless(is("Principal", "*"))
}

/// A document in the grammar of management policies: settings with operators below one known key.
fn management(document: &Value, key: &str) -> Result<()> {
    let members = object("Content", document)?;
    let settings = members.get(key).filter(|_| members.len() == 1);
    let missing = &format!("must have the one key {key}");
    management_node(key, malformed("Content", missing).if_none(settings)?)
}

fn management_node(place: &str, node: &Value) -> Result<()> {
    let missing = malformed(place, "a value needs an operator, such as @@assign");
    let members = missing.if_none(node.as_object())?;
    let is_setting = members.keys().any(|key| Operator::from_key(key).is_some());
    for (key, value) in members {
        let at = format!("{place}.{key}");
        if key == CHILD_CONTROL {
            let known = |name: &Value| name.as_str().and_then(Operator::allowed_by).is_some();
            let names = value.as_array();
            let is_list = names.is_some_and(|names| names.iter().all(known));
            let expected = "must be a list of operators, @@all or @@none";
            malformed(&at, expected).unless(is_list)?;
        } else if let Some(operator) = Operator::from_key(key) {
            let fits = operator == Operator::Assign || value.is_array();
            malformed(&at, "must be a list").unless(fits)?;
        } else {
            malformed(&at, "unknown operator").when(key.starts_with("@@"))?;
            malformed(&at, "stands beside an operator").when(is_setting)?;
            management_node(&at, value)?;
        }
    }
    Ok(())
}
