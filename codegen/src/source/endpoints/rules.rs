//! The rules of a service.

use serde_json::Value;

use super::expression::{call, expression, template};
use crate::endpoints::{
    AuthScheme, BuiltIn, Condition, EndpointRule, Expression, Parameter, Rule, RuleResult, RuleSet,
};
use crate::source::cursor::Cursor;
use crate::source::json::Node;

pub(super) fn read(root: &Cursor<'_>) -> RuleSet {
    let mut rule_set = RuleSet::default();
    for (key, cursor) in root.entries() {
        match key {
            "version" => {
                let known = [("1.0", ()), ("1.1", ())];
                cursor.one_of("a version that this reader knows", &known);
            }
            "parameters" => {
                let entries = cursor.entries();
                rule_set.parameters = entries
                    .map(|(name, object)| parameter(name, &object))
                    .collect();
            }
            "rules" => rule_set.rules = rules(&cursor),
            // For clients that cache endpoints by service.
            "serviceId" => {}
            _ => cursor.unknown_key(),
        }
    }
    for key in ["version", "parameters", "rules"] {
        root.needs(key, format!("needs `{key}`"));
    }
    rule_set
}

fn parameter(name: &str, object: &Cursor<'_>) -> Parameter {
    let mut parameter = Parameter {
        name: name.to_owned(),
        built_in: None,
        default: Value::Null,
    };
    let mut required = false;
    for (key, cursor) in object.entries() {
        match key {
            "builtIn" => {
                parameter.built_in = match cursor.str() {
                    "AWS::Region" => Some(BuiltIn::Region),
                    "AWS::UseFIPS" => Some(BuiltIn::UseFips),
                    "AWS::UseDualStack" => Some(BuiltIn::UseDualStack),
                    "SDK::Endpoint" => Some(BuiltIn::Endpoint),
                    _ => None,
                }
            }
            "default" => parameter.default = value(&cursor),
            "required" => required = cursor.flag(),
            "type" => {
                let known = ["string", "boolean", "stringArray"];
                // Some of AWS's rules write the names with a capital.
                if !known.iter().any(|it| it.eq_ignore_ascii_case(cursor.str())) {
                    cursor.problem("is not a type of parameters; expected `string`, `boolean` or `stringArray`");
                }
            }
            "documentation" | "deprecated" => {}
            _ => cursor.unknown_key(),
        }
    }
    if required && parameter.built_in.is_none() && parameter.default.is_null() {
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

fn rules(array: &Cursor<'_>) -> Vec<Rule> {
    let elements = array.elements();
    elements.filter_map(|element| rule(&element)).collect()
}

fn rule(object: &Cursor<'_>) -> Option<Rule> {
    let (mut conditions, mut kind, mut results) = (Vec::new(), "", Vec::new());
    for (key, cursor) in object.entries() {
        match key {
            "conditions" => {
                let elements = cursor.elements();
                conditions = elements.filter_map(|element| condition(&element)).collect();
            }
            "type" => kind = cursor.str(),
            "rules" => results.push(("tree", RuleResult::Tree(rules(&cursor)), cursor)),
            "endpoint" => {
                results.push(("endpoint", RuleResult::Endpoint(endpoint(&cursor)), cursor));
            }
            "error" => results.push(("error", RuleResult::Error, cursor)),
            "documentation" => {}
            _ => cursor.unknown_key(),
        }
    }
    for (_, _, cursor) in results.iter().skip(1) {
        cursor.problem("is a second result of the rule; a rule has one");
    }
    match results.pop() {
        Some((named, result, _)) if named == kind => Some(Rule { conditions, result }),
        _ => {
            object.problem(
                "needs the type `tree`, `endpoint` or `error`, and `rules`, `endpoint` or `error` with it",
            );
            None
        }
    }
}

fn condition(object: &Cursor<'_>) -> Option<Condition> {
    let mut assign = None;
    let call = call(object, |key, cursor| match key {
        "assign" => assign = Some(cursor.string()),
        "documentation" => {}
        _ => cursor.unknown_key(),
    });
    Some(Condition {
        call: call?,
        assign,
    })
}

fn endpoint(object: &Cursor<'_>) -> EndpointRule {
    let (mut url, mut auth_schemes) = (None, Vec::new());
    for (key, cursor) in object.entries() {
        match key {
            "url" => url = expression(&cursor),
            "headers" => {
                if cursor.entries().next().is_some() {
                    cursor.problem(
                        "are sent with each request, which generated endpoints cannot express",
                    );
                }
            }
            // The other properties affect neither the URL nor the signature.
            "properties" => {
                for (_, array) in cursor.entries().filter(|(key, _)| *key == "authSchemes") {
                    let elements = array.elements();
                    auth_schemes.extend(elements.map(|element| auth_scheme(&element)));
                }
            }
            _ => cursor.unknown_key(),
        }
    }
    object.needs("url", "needs `url`");
    EndpointRule {
        path: object.place.to_string(),
        url: url.unwrap_or(Expression::Literal(Value::Bool(false))),
        auth_schemes,
    }
}

fn auth_scheme(object: &Cursor<'_>) -> AuthScheme {
    let mut scheme = AuthScheme::default();
    for (key, cursor) in object.entries() {
        match key {
            "name" => scheme.name = cursor.string(),
            "signingName" => scheme.signing_name = template(&cursor),
            "signingRegion" => scheme.signing_region = template(&cursor),
            // Keys of schemes other than `sigv4`, and the escaping of paths.
            _ => {}
        }
    }
    scheme
}
