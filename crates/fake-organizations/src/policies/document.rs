//! Which documents a policy type accepts.

use org_types::{ConstraintViolationExceptionReason, Error, PolicyType};
use serde_json::{Map, Value};

use super::kind::{Kind, Syntax};
use super::merge::{CHILD_CONTROL, Operator};
use crate::errors;

/// Checks the text of a policy: its size, its JSON and the grammar of its type.
pub(super) fn check(policy_type: &PolicyType, text: &str) -> Result<(), Error> {
    let kind = Kind::of(policy_type)?;
    if text.chars().count() > kind.max_characters {
        return Err(errors::constraint_violation(
            ConstraintViolationExceptionReason::PolicyContentLimitExceeded,
            format!(
                "A {policy_type} holds at most {} characters.",
                kind.max_characters
            ),
        ));
    }
    let document: Value = serde_json::from_str(text)
        .map_err(|problem| malformed("the document", &format!("not JSON: {problem}")))?;
    match kind.syntax {
        Syntax::ServiceControl => statements(&document, service_control_statement),
        Syntax::ResourceControl => statements(&document, resource_control_statement),
        Syntax::Management(key) => management(&document, key),
    }
}

fn malformed(place: &str, problem: &str) -> Error {
    errors::malformed_policy_document(format!("{place}: {problem}."))
}

type Statement<'a> = &'a Map<String, Value>;

/// A document in the grammar of IAM policies.
fn statements(
    document: &Value,
    check: fn(&str, Statement<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    let document = object("the document", document)?;
    if let Some(unknown) = document
        .keys()
        .find(|key| !matches!(key.as_str(), "Version" | "Id" | "Statement"))
    {
        return Err(malformed(unknown, "unknown key"));
    }
    if document
        .get("Version")
        .is_some_and(|version| version != "2012-10-17")
    {
        return Err(malformed("Version", "must be 2012-10-17"));
    }
    let statements = match document.get("Statement") {
        Some(Value::Array(statements)) if !statements.is_empty() => statements.as_slice(),
        Some(statement @ Value::Object(_)) => std::slice::from_ref(statement),
        _ => {
            return Err(malformed(
                "Statement",
                "must be a statement or a list of statements",
            ));
        }
    };
    for (index, statement) in statements.iter().enumerate() {
        let place = format!("Statement[{index}]");
        let statement = object(&place, statement)?;
        if statement.contains_key("Action") == statement.contains_key("NotAction") {
            return Err(malformed(&place, "needs either Action or NotAction"));
        }
        check(&place, statement)?;
    }
    Ok(())
}

fn service_control_statement(place: &str, statement: Statement<'_>) -> Result<(), Error> {
    if !matches!(effect(statement), Some("Allow" | "Deny")) {
        return Err(malformed(
            &format!("{place}.Effect"),
            "must be Allow or Deny",
        ));
    }
    match ["Principal", "NotPrincipal"]
        .iter()
        .find(|key| statement.contains_key(**key))
    {
        Some(key) => Err(malformed(
            &format!("{place}.{key}"),
            "not allowed in a service control policy",
        )),
        None => Ok(()),
    }
}

fn resource_control_statement(place: &str, statement: Statement<'_>) -> Result<(), Error> {
    if effect(statement) != Some("Deny") {
        return Err(malformed(
            &format!("{place}.Effect"),
            "must be Deny in a resource control policy",
        ));
    }
    if !matches!(statement.get("Principal"), Some(Value::String(all)) if all == "*") {
        return Err(malformed(
            &format!("{place}.Principal"),
            "must be \"*\" in a resource control policy",
        ));
    }
    Ok(())
}

fn effect(statement: Statement<'_>) -> Option<&str> {
    statement.get("Effect").and_then(Value::as_str)
}

/// A document in the grammar of management policies: settings with operators below one known key.
fn management(document: &Value, key: &str) -> Result<(), Error> {
    let members = object("the document", document)?;
    if let Some(unknown) = members.keys().find(|member| *member != key) {
        return Err(malformed(
            unknown,
            &format!("unknown key; the document has the one key {key:?}"),
        ));
    }
    match members.get(key) {
        Some(settings) => management_node(key, settings),
        None => Err(malformed(key, "missing")),
    }
}

fn management_node(place: &str, node: &Value) -> Result<(), Error> {
    let members = match node {
        Value::Object(members) => members,
        _ => {
            return Err(malformed(
                place,
                "a value needs an operator, such as @@assign",
            ));
        }
    };
    let is_setting = members.keys().any(|key| Operator::from_key(key).is_some());
    for (key, value) in members {
        let at = format!("{place}.{key}");
        if key == CHILD_CONTROL {
            child_control(&at, value)?;
        } else if let Some(operator) = Operator::from_key(key) {
            if operator != Operator::Assign && !value.is_array() {
                return Err(malformed(&at, "must be a list"));
            }
        } else if key.starts_with("@@") {
            return Err(malformed(&at, "unknown operator"));
        } else if is_setting {
            return Err(malformed(&at, "stands beside an operator"));
        } else {
            management_node(&at, value)?;
        }
    }
    Ok(())
}

fn child_control(place: &str, value: &Value) -> Result<(), Error> {
    let known = |name: &Value| name.as_str().and_then(Operator::allowed_by).is_some();
    match value {
        Value::Array(names) if names.iter().all(known) => Ok(()),
        _ => Err(malformed(
            place,
            "must be a list of @@all, @@none, @@assign, @@append and @@remove",
        )),
    }
}

fn object<'a>(place: &str, value: &'a Value) -> Result<&'a Map<String, Value>, Error> {
    value
        .as_object()
        .ok_or_else(|| malformed(place, "must be a JSON object"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(policy_type: PolicyType, text: &str) -> String {
        match check(&policy_type, text) {
            Err(Error::MalformedPolicyDocument(error)) => error.message.clone().unwrap_or_default(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn documents_of_each_grammar_pass() {
        for (policy_type, text) in [
            (
                PolicyType::ServiceControlPolicy,
                r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*"}}"#,
            ),
            (
                PolicyType::ResourceControlPolicy,
                r#"{"Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}]}"#,
            ),
            (
                PolicyType::TagPolicy,
                r#"{"tags":{"a":{"tag_key":{"@@assign":"A","@@operators_allowed_for_child_policies":["@@none"]}}}}"#,
            ),
            (
                PolicyType::AiservicesOptOutPolicy,
                r#"{"services":{"default":{"opt_out_policy":{"@@assign":"optOut"}}}}"#,
            ),
        ] {
            assert_eq!(check(&policy_type, text), Ok(()), "{text}");
        }
    }

    #[test]
    fn a_malformed_document_is_refused_with_its_place() {
        use PolicyType::{
            ResourceControlPolicy as Rcp, ServiceControlPolicy as Scp, TagPolicy as Tags,
        };
        for (policy_type, text, expected) in [
            (
                Scp,
                "{",
                "the document: not JSON: EOF while parsing an object at line 1 column 1.",
            ),
            (Scp, "[]", "the document: must be a JSON object."),
            (Scp, r#"{"Statements":[]}"#, "Statements: unknown key."),
            (
                Scp,
                r#"{"Version":"2008-10-17"}"#,
                "Version: must be 2012-10-17.",
            ),
            (
                Scp,
                r#"{"Statement":[]}"#,
                "Statement: must be a statement or a list of statements.",
            ),
            (
                Scp,
                r#"{"Statement":{"Effect":"Allow"}}"#,
                "Statement[0]: needs either Action or NotAction.",
            ),
            (
                Scp,
                r#"{"Statement":[{"Effect":"allow","Action":"*"}]}"#,
                "Statement[0].Effect: must be Allow or Deny.",
            ),
            (
                Scp,
                r#"{"Statement":[{"Effect":"Deny","Action":"*","Principal":"*"}]}"#,
                "Statement[0].Principal: not allowed in a service control policy.",
            ),
            (
                Rcp,
                r#"{"Statement":[{"Effect":"Allow","Action":"*","Principal":"*"}]}"#,
                "Statement[0].Effect: must be Deny in a resource control policy.",
            ),
            (
                Rcp,
                r#"{"Statement":[{"Effect":"Deny","Action":"*"}]}"#,
                "Statement[0].Principal: must be \"*\" in a resource control policy.",
            ),
            (Tags, r#"{}"#, "tags: missing."),
            (
                Tags,
                r#"{"plans":{}}"#,
                "plans: unknown key; the document has the one key \"tags\".",
            ),
            (
                Tags,
                r#"{"tags":{"a":{"tag_key":"A"}}}"#,
                "tags.a.tag_key: a value needs an operator, such as @@assign.",
            ),
            (
                Tags,
                r#"{"tags":{"a":{"@@append":"A"}}}"#,
                "tags.a.@@append: must be a list.",
            ),
            (
                Tags,
                r#"{"tags":{"a":{"@@add":["A"]}}}"#,
                "tags.a.@@add: unknown operator.",
            ),
            (
                Tags,
                r#"{"tags":{"a":{"@@assign":"A","b":{}}}}"#,
                "tags.a.b: stands beside an operator.",
            ),
            (
                Tags,
                r#"{"tags":{"@@operators_allowed_for_child_policies":["@@some"]}}"#,
                "tags.@@operators_allowed_for_child_policies: must be a list of @@all, @@none, @@assign, @@append and @@remove.",
            ),
        ] {
            assert_eq!(message(policy_type, text), expected, "{text}");
        }
    }

    #[test]
    fn a_document_may_have_the_documented_size_and_no_more() {
        let padded = |length: usize| {
            format!(
                "{:length$}",
                r#"{"services":{"default":{"opt_out_policy":{"@@assign":"optOut"}}}}"#
            )
        };
        assert_eq!(
            check(&PolicyType::AiservicesOptOutPolicy, &padded(2500)),
            Ok(())
        );
        let error = check(&PolicyType::AiservicesOptOutPolicy, &padded(2501)).unwrap_err();
        let Error::ConstraintViolation(error) = error else {
            panic!("{error:?}")
        };
        assert_eq!(
            error.reason,
            Some(ConstraintViolationExceptionReason::PolicyContentLimitExceeded)
        );
    }
}
