//! Which policy documents are accepted, and what is said about the others.

use org_types::{CreatePolicyRequest, PolicyType};

use crate::world::{MANAGER, World};

#[test]
fn documents_of_each_grammar_are_accepted() {
    let world = World::new();
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
    ] {
        world.ok(CreatePolicyRequest::new(text, "", "a", policy_type));
    }
}

#[test]
fn a_malformed_document_is_refused_with_its_place() {
    let world = World::new();
    macro_rules! malformed {
        ($policy_type:ident; $($text:expr => $message:expr,)*) => {
            for (text, message) in [$(($text, $message)),*] {
                let input = CreatePolicyRequest::new(text, "", "a", PolicyType::$policy_type);
                let error = world.call(MANAGER, input).unwrap_err();
                assert_eq!(error.code(), Some("MalformedPolicyDocumentException"), "{text}");
                assert_eq!(error.message(), Some(message), "{text}");
            }
        };
    }
    malformed! { ServiceControlPolicy;
        "{" => "Content: EOF while parsing an object at line 1 column 1.",
        "[]" => "Content: must be a JSON object.",
        r#"{"Statements":[]}"# => "Statements: unknown key.",
        r#"{"Version":"2008-10-17"}"# => "Version: must be 2012-10-17.",
        r#"{"Statement":[]}"# => "Statement: must be one or more statements.",
        r#"{"Statement":[1]}"# => "Statement[0]: must be a JSON object.",
        r#"{"Statement":{"Effect":"Allow"}}"# => "Statement[0]: needs either Action or NotAction.",
        r#"{"Statement":[{"Effect":"allow","Action":"*"}]}"# =>
            "Statement[0]: Effect must be Allow or Deny.",
        r#"{"Statement":[{"Effect":"Deny","Action":"*","Principal":"*"}]}"# =>
            "Statement[0]: a service control policy has no principals.",
    }
    malformed! { ResourceControlPolicy;
        r#"{"Statement":[{"Effect":"Allow","Action":"*","Principal":"*"}]}"# =>
            "Statement[0]: Effect must be Deny.",
        r#"{"Statement":[{"Effect":"Deny","Action":"*"}]}"# =>
            "Statement[0]: Principal must be \"*\".",
    }
    malformed! { TagPolicy;
        "{}" => "Content: must have the one key tags.",
        r#"{"tags":{},"plans":{}}"# => "Content: must have the one key tags.",
        r#"{"tags":{"a":{"tag_key":"A"}}}"# =>
            "tags.a.tag_key: a value needs an operator, such as @@assign.",
        r#"{"tags":{"a":{"@@append":"A"}}}"# => "tags.a.@@append: must be a list.",
        r#"{"tags":{"a":{"@@add":["A"]}}}"# => "tags.a.@@add: unknown operator.",
        r#"{"tags":{"a":{"@@assign":"A","b":{}}}}"# => "tags.a.b: stands beside an operator.",
        r#"{"tags":{"@@operators_allowed_for_child_policies":["@@some"]}}"# =>
            "tags.@@operators_allowed_for_child_policies: \
             must be a list of operators, @@all or @@none.",
    }
}

#[test]
fn a_document_may_have_the_documented_size_and_no_more() {
    let world = World::new();
    let document = r#"{"services":{"default":{"opt_out_policy":{"@@assign":"optOut"}}}}"#;
    let create = |length: usize| {
        let policy_type = PolicyType::AiservicesOptOutPolicy;
        CreatePolicyRequest::new(format!("{document:length$}"), "", "a", policy_type)
    };
    let limit = "ConstraintViolation: POLICY_CONTENT_LIMIT_EXCEEDED";
    world.refuses(create(2501), limit);
    world.ok(create(2500));
}
