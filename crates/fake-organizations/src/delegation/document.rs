//! The documents that the resource policy of an organization accepts, and what they allow.
//!
//! See the Organizations User Guide, "Delegated administrator for Organizations": the policy lets
//! member accounts call operations that are otherwise the management account's.

use org_types::{Error, InvalidInputExceptionReason as Reason, PolicyType};
use serde_json::Value;

use crate::errors::invalid_input;

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

/// Checks the text of a resource policy.
///
/// # Errors
///
/// `InvalidInputException`, whose reason is the part that is wrong.
pub(super) fn check(text: &str) -> Result<(), Error> {
    let refuse = |reason, message: String| Err(invalid_input(reason, message));
    let Some(statements) = statements(text) else {
        return refuse(
            Reason::InvalidResourcePolicyJson,
            "Content is not a JSON object with a Statement.".into(),
        );
    };
    for statement in &statements {
        if !matches!(
            statement.get("Effect").and_then(Value::as_str),
            Some("Allow" | "Deny")
        ) {
            return refuse(
                Reason::InvalidResourcePolicyJson,
                "The Effect of a statement is Allow or Deny.".into(),
            );
        }
        let principals = principals(statement);
        if principals.is_empty() || !principals.iter().all(|principal| is_principal(principal)) {
            return refuse(
                Reason::InvalidPrincipal,
                "A Principal is an AWS account, by ID or by ARN, or \"*\".".into(),
            );
        }
        let actions = texts(statement.get("Action"));
        if actions.is_empty() {
            return refuse(
                Reason::InvalidResourcePolicyJson,
                "A statement needs an Action.".into(),
            );
        }
        if let Some(action) = actions.iter().find(|action| !is_action(action)) {
            return refuse(
                Reason::UnsupportedActionInResourcePolicy,
                format!("{action} cannot be delegated."),
            );
        }
        if let Some(resource) = texts(statement.get("Resource"))
            .iter()
            .find(|resource| !is_resource(resource))
        {
            return refuse(
                Reason::UnsupportedResourceInResourcePolicy,
                format!("{resource} is not a resource of Organizations."),
            );
        }
        if let Some(name) = policy_types(statement)
            .iter()
            .find(|name| !is_policy_type(name))
        {
            return refuse(
                Reason::UnsupportedPolicyTypeInResourcePolicy,
                format!("{name} is not a policy type."),
            );
        }
    }
    Ok(())
}

/// Whether the policy lets `account` call `operation`. A statement that denies outweighs those that
/// allow; resources and conditions are not looked at.
pub(super) fn allows(text: &str, account: &str, operation: &str) -> bool {
    let statements = statements(text).unwrap_or_default();
    let applies = |effect: &str| {
        statements.iter().any(|statement| {
            statement.get("Effect").and_then(Value::as_str) == Some(effect)
                && principals(statement)
                    .iter()
                    .any(|principal| names_account(principal, account))
                && texts(statement.get("Action"))
                    .iter()
                    .any(|action| names_operation(action, operation))
        })
    };
    applies("Allow") && !applies("Deny")
}

fn statements(text: &str) -> Option<Vec<Value>> {
    let document: Value = serde_json::from_str(text).ok()?;
    let statements = match document.get("Statement")? {
        Value::Array(statements) => statements.clone(),
        statement => vec![statement.clone()],
    };
    (!statements.is_empty() && statements.iter().all(Value::is_object)).then_some(statements)
}

fn principals(statement: &Value) -> Vec<&str> {
    match statement.get("Principal") {
        Some(Value::Object(members)) => members
            .get("AWS")
            .map(|accounts| texts(Some(accounts)))
            .unwrap_or_default(),
        all => texts(all),
    }
}

/// A text or a list of texts; empty if it is anything else.
fn texts(value: Option<&Value>) -> Vec<&str> {
    match value {
        Some(Value::String(text)) => vec![text],
        Some(Value::Array(texts)) => texts.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// The policy types that the conditions of a statement compare with.
fn policy_types(statement: &Value) -> Vec<&str> {
    let conditions = statement.get("Condition").and_then(Value::as_object);
    let comparisons = conditions
        .into_iter()
        .flatten()
        .filter_map(|(_, comparison)| comparison.as_object());
    comparisons
        .flatten()
        .filter(|(key, _)| key.eq_ignore_ascii_case("organizations:PolicyType"))
        .flat_map(|(_, value)| texts(Some(value)))
        .collect()
}

fn is_policy_type(name: &str) -> bool {
    !matches!(PolicyType::from(name), PolicyType::Unknown(_))
}

fn is_principal(principal: &str) -> bool {
    principal == "*" || account_of(principal).is_some()
}

/// The account that `111122223333` or `arn:aws:iam::111122223333:root` names.
fn account_of(principal: &str) -> Option<&str> {
    let account = match principal.strip_prefix("arn:aws:iam::") {
        Some(rest) => rest.split_once(':')?.0,
        None => principal,
    };
    crate::ids::is_account_id(account).then_some(account)
}

fn names_account(principal: &str, account: &str) -> bool {
    principal == "*" || account_of(principal) == Some(account)
}

fn is_action(action: &str) -> bool {
    let name = action.strip_prefix("organizations:");
    name.is_some_and(|name| ACTIONS.iter().any(|known| name.starts_with(known)))
}

/// Actions may end in an asterisk.
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn statement(change: impl FnOnce(&mut Value)) -> String {
        let mut statement = json!({
            "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::222222222222:root"},
            "Action": ["organizations:CreatePolicy", "organizations:List*"],
            "Resource": "*",
            "Condition": {"StringLikeIfExists": {"organizations:PolicyType": ["TAG_POLICY"]}},
        });
        change(&mut statement);
        json!({"Version": "2012-10-17", "Statement": [statement]}).to_string()
    }

    #[test]
    fn the_reason_names_the_part_that_is_wrong() {
        assert_eq!(check(&statement(|_| {})), Ok(()));
        let cases = [
            ("[".to_owned(), Reason::InvalidResourcePolicyJson),
            (
                json!({"Statement": []}).to_string(),
                Reason::InvalidResourcePolicyJson,
            ),
            (
                statement(|it| it["Effect"] = json!("Maybe")),
                Reason::InvalidResourcePolicyJson,
            ),
            (
                statement(|it| it["Action"] = json!([])),
                Reason::InvalidResourcePolicyJson,
            ),
            (
                statement(|it| it["Principal"] = json!({"AWS": "2222"})),
                Reason::InvalidPrincipal,
            ),
            (
                statement(|it| it["Principal"] = json!({"Service": "a.amazonaws.com"})),
                Reason::InvalidPrincipal,
            ),
            (
                statement(|it| it["Action"] = json!("organizations:CreateAccount")),
                Reason::UnsupportedActionInResourcePolicy,
            ),
            (
                statement(|it| it["Action"] = json!("*")),
                Reason::UnsupportedActionInResourcePolicy,
            ),
            (
                statement(|it| it["Resource"] = json!("arn:aws:s3:::a")),
                Reason::UnsupportedResourceInResourcePolicy,
            ),
            (
                statement(|it| {
                    it["Condition"]["StringLikeIfExists"]["organizations:PolicyType"] =
                        json!("TAGS")
                }),
                Reason::UnsupportedPolicyTypeInResourcePolicy,
            ),
        ];
        for (text, expected) in cases {
            match check(&text) {
                Err(Error::InvalidInput(error)) => {
                    assert_eq!(error.reason, Some(expected), "{text}")
                }
                other => panic!("{text}: {other:?}"),
            }
        }
    }

    #[test]
    fn a_policy_allows_its_principals_its_actions() {
        let policy = statement(|_| {});
        assert!(allows(&policy, "222222222222", "CreatePolicy"));
        assert!(allows(&policy, "222222222222", "ListRoots"));
        assert!(!allows(&policy, "222222222222", "DeletePolicy"));
        assert!(!allows(&policy, "333333333333", "CreatePolicy"));
        assert!(!allows(
            &statement(|it| it["Effect"] = json!("Deny")),
            "222222222222",
            "CreatePolicy"
        ));
        assert!(allows(
            &statement(|it| it["Principal"] = json!("*")),
            "333333333333",
            "CreatePolicy"
        ));
    }
}
