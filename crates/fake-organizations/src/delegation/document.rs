//! The documents that the resource policy of an organization accepts, and what they allow.
//!
//! See the Organizations User Guide, "Delegated administrator for Organizations": the policy lets
//! member accounts call operations that are otherwise the management account's.

use org_types::PolicyType;
use serde_json::{Map, Value};

use crate::errors::*;
use crate::ids::is_account_id;

/// The names, or their beginnings, of the operations that the policy can allow.
const ACTIONS: [&str; 11] = [
    "Describe",
    "List",
    "CreatePolicy",
    "UpdatePolicy",
    "DeletePolicy",
    "AttachPolicy",
    "DetachPolicy",
    "EnablePolicyType",
    "DisablePolicyType",
    "TagResource",
    "UntagResource",
];

pub(super) fn check(text: &str) -> Result<()> {
    let statements = InvalidInput::InvalidResourcePolicyJson.if_none(statements(text))?;
    for statement in &statements {
        let (principals, actions) = (principals(statement), texts(statement.get("Action")));
        let has_effect = matches!(effect(statement), Some("Allow" | "Deny"));
        InvalidInput::InvalidResourcePolicyJson.unless(has_effect && !actions.is_empty())?;
        let is_principal = |principal: &&str| *principal == "*" || account_of(principal).is_some();
        let are_valid = !principals.is_empty() && principals.iter().all(is_principal);
        InvalidInput::InvalidPrincipal.unless(are_valid)?;
        let can_be_delegated = actions.into_iter().all(is_action);
        InvalidInput::UnsupportedActionInResourcePolicy.unless(can_be_delegated)?;
        let resources = texts(statement.get("Resource"));
        let are_own = resources.into_iter().all(is_resource);
        InvalidInput::UnsupportedResourceInResourcePolicy.unless(are_own)?;
        let are_known = policy_types(statement).into_iter().all(is_policy_type);
        InvalidInput::UnsupportedPolicyTypeInResourcePolicy.unless(are_known)?;
    }
    Ok(())
}

/// Reports whether the policy lets `account` call `operation`. A statement that denies outweighs those that
/// allow; resources and conditions are not looked at.
pub(super) fn allows(text: &str, account: &str, operation: &str) -> bool {
    let statements = statements(text).unwrap_or_default();
    let is_account = |principal: &str| principal == "*" || account_of(principal) == Some(account);
    let applies = |statement: &&Value| {
        let mut actions = texts(statement.get("Action")).into_iter();
        principals(statement).into_iter().any(is_account)
            && actions.any(|action| names_operation(action, operation))
    };
    let applying = statements.iter().filter(applies);
    let effects: Vec<_> = applying.filter_map(effect).collect();
    effects.contains(&"Allow") && !effects.contains(&"Deny")
}

fn statements(text: &str) -> Option<Vec<Value>> {
    let document: Value = serde_json::from_str(text).ok()?;
    let statements = match document.get("Statement")? {
        Value::Array(statements) => statements.clone(),
        statement => vec![statement.clone()],
    };
    (!statements.is_empty() && statements.iter().all(Value::is_object)).then_some(statements)
}

fn effect(statement: &Value) -> Option<&str> {
    statement.get("Effect").and_then(Value::as_str)
}

fn principals(statement: &Value) -> Vec<&str> {
    let principal = statement.get("Principal");
    let accounts = principal.and_then(|principal| principal.get("AWS"));
    texts(accounts.or(principal))
}

/// Returns a text or the texts of a list, or none if the value is anything else.
fn texts(value: Option<&Value>) -> Vec<&str> {
    match value {
        Some(Value::String(text)) => vec![text],
        Some(Value::Array(texts)) => texts.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// Returns the policy types that the conditions of a statement compare with.
fn policy_types(statement: &Value) -> Vec<&str> {
    let conditions = statement.get("Condition").and_then(Value::as_object);
    let operators = conditions.into_iter().flat_map(Map::values);
    let keys = operators.filter_map(Value::as_object).flatten();
    let types = keys.filter(|(key, _)| key.eq_ignore_ascii_case("organizations:PolicyType"));
    types.flat_map(|(_, value)| texts(Some(value))).collect()
}

fn is_policy_type(name: &str) -> bool {
    !matches!(PolicyType::from(name), PolicyType::Unknown(_))
}

/// Returns the account that `111122223333` or `arn:aws:iam::111122223333:root` names.
fn account_of(principal: &str) -> Option<&str> {
    let id = principal.strip_prefix("arn:aws:iam::").unwrap_or(principal);
    let id = id.split(':').next()?;
    is_account_id(id).then_some(id)
}

fn is_action(action: &str) -> bool {
    let name = action.strip_prefix("organizations:");
    name.is_some_and(|name| ACTIONS.iter().any(|known| name.starts_with(known)))
}

/// Reports whether an action, which may end in an asterisk, is that of an operation.
fn names_operation(action: &str, operation: &str) -> bool {
    let name = action.strip_prefix("organizations:").unwrap_or_default();
    match name.strip_suffix('*') {
        Some(beginning) => operation.starts_with(beginning),
        None => name == operation,
    }
}

fn is_resource(resource: &str) -> bool {
    resource == "*" || resource.starts_with("arn:aws:organizations::")
}
