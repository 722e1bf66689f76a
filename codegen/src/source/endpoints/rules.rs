//! The rules of a service as written, each with its path in the file.

use serde_json::Value;

use super::expression::{Call, Expression, Template, call, expression, template};
use crate::source::cursor::Cursor;
use crate::source::json::Node;

pub(super) struct RuleSet {
    pub(super) parameters: Vec<Parameter>,
    pub(super) rules: Vec<Rule>,
}

pub(super) struct Parameter {
    pub(super) name: String,
    /// The name of the built-in value that it has, such as `AWS::Region`.
    pub(super) built_in: Option<String>,
    /// Null if there is none.
    pub(super) default: Value,
}

impl Parameter {
    /// Returns `true` if every client can set it
    /// ([AWS built-ins](https://smithy.io/2.0/aws/rules-engine/built-ins.html)). Others depend on an
    /// account, a configuration file or a request, and are treated as not set.
    pub(super) fn is_given(&self) -> bool {
        matches!(
            self.built_in.as_deref(),
            Some("AWS::Region" | "AWS::UseFIPS" | "AWS::UseDualStack" | "SDK::Endpoint")
        )
    }
}

/// A rule with the conditions under which it applies.
pub(super) struct Rule {
    pub(super) conditions: Vec<Condition>,
    pub(super) result: RuleResult,
}

pub(super) enum RuleResult {
    Tree(Vec<Rule>),
    Endpoint(EndpointRule),
    /// The parameters have no endpoint. The message is AWS's text, which is not kept.
    Error,
}

pub(super) struct EndpointRule {
    /// The path of the endpoint in the file.
    pub(super) path: String,
    pub(super) url: Expression,
    /// The region and the service in the credential scope, if the authentication scheme `sigv4` has
    /// them.
    pub(super) signing_region: Option<Template>,
    pub(super) signing_name: Option<Template>,
}

/// A condition, which holds unless its function returns `false` or null.
pub(super) struct Condition {
    pub(super) call: Call,
    /// The variable that the value is assigned to.
    pub(super) assign: Option<String>,
}

pub(super) fn read(root: &Cursor<'_>) -> RuleSet {
    // `serviceId` is for clients that cache endpoints by service.
    let [version, parameters, rules, _] =
        root.keys(["version", "parameters", "rules", "serviceId"]);
    for key in ["version", "parameters", "rules"] {
        root.needs(key, format!("needs `{key}`"));
    }
    if let Some(version) = version {
        version.one_of(
            "a version that this reader knows",
            &[("1.0", ()), ("1.1", ())],
        );
    }
    let parameters = parameters.iter().flat_map(Cursor::entries);
    RuleSet {
        parameters: parameters
            .map(|(name, object)| parameter(name, &object))
            .collect(),
        rules: rules.map(|it| self::rules(&it)).unwrap_or_default(),
    }
}

fn parameter(name: &str, object: &Cursor<'_>) -> Parameter {
    let [built_in, default, required, type_name, _, _] = object.keys([
        "builtIn",
        "default",
        "required",
        "type",
        "documentation",
        "deprecated",
    ]);
    let parameter = Parameter {
        name: name.to_owned(),
        built_in: built_in.map(|it| it.string()),
        default: default.map_or(Value::Null, |it| value(&it)),
    };
    if let Some(cursor) = type_name
        && let Some(name) = cursor.text()
    {
        let known = ["string", "boolean", "stringArray"];
        // Some of AWS's rules write the names with a capital.
        if !known.iter().any(|it| it.eq_ignore_ascii_case(name)) {
            cursor.problem(
                "is not a type of parameters; expected `string`, `boolean` or `stringArray`",
            );
        }
    }
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
        _ if !results.is_empty() => None,
        _ => {
            object.problem(
                "needs the type `tree`, `endpoint` or `error`, and `rules`, `endpoint` or `error` with it",
            );
            None
        }
    }
}

fn condition(object: &Cursor<'_>) -> Option<Condition> {
    let [function, arguments, assign, _] = object.keys(["fn", "argv", "assign", "documentation"]);
    let assign = assign.map(|it| it.string());
    let call = call(object, function, arguments)?;
    Some(Condition { call, assign })
}

fn endpoint(object: &Cursor<'_>) -> EndpointRule {
    let [url, headers, properties] = object.keys(["url", "headers", "properties"]);
    object.needs("url", "needs `url`");
    if let Some(cursor) = headers.filter(|it| it.entries().next().is_some()) {
        cursor.problem("are sent with each request, which generated endpoints cannot express");
    }
    // The other properties affect neither the URL nor the signature.
    let schemes = properties.map(|it| it.some_keys(["authSchemes"]));
    let scope = schemes.and_then(|[schemes]| scope(&schemes?));
    let [signing_region, signing_name] = scope.unwrap_or_default();
    let url = url.and_then(|it| expression(&it));
    EndpointRule {
        path: object.place.to_string(),
        url: url.unwrap_or(Expression::Literal(Value::Bool(false))),
        signing_region,
        signing_name,
    }
}

/// Reads the region and the service in the credential scope of the scheme `sigv4`, if it is there.
fn scope(schemes: &Cursor<'_>) -> Option<[Option<Template>; 2]> {
    let mut scope = None;
    for scheme in schemes.elements() {
        // The others are keys of other schemes, and the escaping of paths.
        let [name, keys @ ..] = scheme.some_keys(["name", "signingRegion", "signingName"]);
        if name.is_some_and(|it| it.str() == "sigv4") {
            scope.get_or_insert_with(|| keys.map(|it| template(&it?)));
        }
    }
    scope
}
