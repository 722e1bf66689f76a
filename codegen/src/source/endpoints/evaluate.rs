//! Evaluation of endpoint rules for one region and variant.
//!
//! Rules are read where they are evaluated. Those that no region and variant lead to, because they
//! ask for what only a request can provide, have no effect on a table of endpoints.

use serde_json::Value;

use super::partitions::{Partitions, is_host_label};
use crate::model::EndpointTemplate;
use crate::problem::printable;
use crate::source::cursor::Cursor;
use crate::source::json::Node;

/// The maximum length in bytes of a parameter's default, and of the result of a template that names
/// values. AWS's are much shorter, and rules that name a long value many times would fill the memory.
pub(super) const LONGEST: usize = 1_000;

/// Evaluates rules with parameters and their values.
pub(super) struct Evaluation<'n, 'p> {
    /// The values of parameters and variables. Null is a value that is not set.
    pub(super) scope: Vec<(&'n str, Value)>,
    pub(super) partitions: &'p Partitions,
}

/// What was evaluated, or `Err` after a problem, which is reported at its place.
pub(super) type Evaluated<T> = Result<T, Reported>;

/// A problem that is reported already.
pub(super) struct Reported;

pub(super) fn report<T>(cursor: &Cursor<'_>, message: &str) -> Evaluated<T> {
    cursor.problem(message);
    Err(Reported)
}

impl<'n> Evaluation<'n, '_> {
    /// Finds the endpoint of the first rule whose conditions hold. There is none if that is an
    /// error rule, if no rule applies, or if no rule of a tree does, which ends the search, too.
    pub(super) fn rules(&mut self, rules: &Cursor<'n>) -> Evaluated<Option<EndpointTemplate>> {
        for rule in rules.elements() {
            let [kind, conditions, tree, endpoint, error, _documentation] = rule.keys([
                "type",
                "conditions",
                "rules",
                "endpoint",
                "error",
                "documentation",
            ]);
            let outer = self.scope.len();
            if !self.all_hold(conditions.as_ref())? {
                self.scope.truncate(outer);
                continue;
            }
            let kind = kind.map_or("", |it| it.str());
            return match (kind, tree, endpoint, error) {
                ("tree", Some(rules), None, None) => self.rules(&rules),
                ("endpoint", None, Some(endpoint), None) => self.endpoint(&endpoint).map(Some),
                // The message is AWS's text, which is not kept.
                ("error", None, None, Some(_)) => Ok(None),
                _ => report(
                    &rule,
                    "needs the type `tree`, `endpoint` or `error`, and with it only `rules`, \
                     `endpoint` or `error`",
                ),
            };
        }
        Ok(None)
    }

    /// Returns `true` if no condition is `false`, and assigns the values to variables.
    fn all_hold(&mut self, conditions: Option<&Cursor<'n>>) -> Evaluated<bool> {
        for condition in conditions.into_iter().flat_map(Cursor::elements) {
            let [function, arguments, assign, _documentation] =
                condition.keys(["fn", "argv", "assign", "documentation"]);
            let value = self.call(&condition, function, arguments)?;
            if value == Value::Bool(false) {
                return Ok(false);
            }
            self.scope.extend(assign.map(|name| (name.str(), value)));
        }
        Ok(true)
    }

    fn endpoint(&self, object: &Cursor<'n>) -> Evaluated<EndpointTemplate> {
        let [url, headers, properties] = object.keys(["url", "headers", "properties"]);
        if let Some(cursor) = headers.filter(|it| it.entries().next().is_some()) {
            cursor.problem("are sent with each request, which generated endpoints cannot express");
        }
        let url = url.map_or(Ok(Value::Null), |it| self.value(&it))?;
        let Value::String(url) = url else {
            return report(object, "needs `url`, a string");
        };
        // The other properties affect neither the URL nor the signature.
        let schemes = properties.map(|it| it.some_keys(["authSchemes"]));
        let schemes = schemes.and_then(|[schemes]| schemes);
        let mut schemes = schemes.iter().flat_map(Cursor::elements);
        let scope = schemes.find_map(|scheme| {
            // The others are keys of other schemes, and the escaping of paths.
            let [name, scope @ ..] = scheme.some_keys(["name", "signingRegion", "signingName"]);
            name.filter(|name| name.str() == "sigv4").map(|_| scope)
        });
        let template = |it: Option<Cursor<'n>>| it.map(|it| self.template(&it)).transpose();
        let [signing_region, signing_name] = scope.unwrap_or_default().map(template);
        Ok(EndpointTemplate {
            url,
            signing_region: signing_region?,
            signing_name: signing_name?,
        })
    }

    /// Evaluates an expression.
    fn value(&self, cursor: &Cursor<'n>) -> Evaluated<Value> {
        match cursor.node {
            Node::Bool(_) | Node::Number(_) => Ok(cursor.value()),
            Node::String(_) => self.template(cursor).map(Value::String),
            Node::Array(_) => cursor.elements().map(|it| self.value(&it)).collect(),
            object @ Node::Object(_) if object.get("ref").is_some() => {
                let [name] = cursor.keys(["ref"]);
                let name = name.map_or("", |it| it.str());
                self.named(name, cursor).cloned()
            }
            Node::Object(_) => {
                let [function, arguments] = cursor.keys(["fn", "argv"]);
                self.call(cursor, function, arguments)
            }
            Node::Null => report(cursor, "is not an expression; remove it or give it a value"),
        }
    }

    fn named(&self, name: &str, place: &Cursor<'_>) -> Evaluated<&Value> {
        let mut known = self.scope.iter().rev();
        match known.find(|(known, _)| *known == name) {
            Some((_, value)) => Ok(value),
            None => {
                let name = printable(name);
                let message =
                    format!("`{name}` is neither a parameter nor a variable assigned earlier");
                report(place, &message)
            }
        }
    }

    /// Returns a text with the values that it names in braces (rules engine specification,
    /// "Template string"). A doubled brace is a literal brace.
    fn template(&self, cursor: &Cursor<'n>) -> Evaluated<String> {
        let mut text = String::new();
        let mut rest = cursor.str();
        while let Some(at) = rest.find(['{', '}']) {
            let (before, from) = rest.split_at(at);
            text += before;
            if let Some(after) = from.strip_prefix("{{").or(from.strip_prefix("}}")) {
                text += from.get(..1).unwrap_or_default();
                rest = after;
                continue;
            }
            let inside = from.strip_prefix('{').and_then(|from| from.split_once('}'));
            let Some((inside, after)) = inside else {
                return report(cursor, "has an unmatched brace; close it, or double it");
            };
            let (name, key) = inside.split_once('#').unwrap_or((inside, ""));
            let value = self.named(name, cursor)?;
            let value = if key.is_empty() {
                Some(value)
            } else {
                value.get(key)
            };
            let Some(value) = value.and_then(Value::as_str) else {
                let message = format!("`{}` is not a string, or not set", printable(inside));
                return report(cursor, &message);
            };
            if text.len() + value.len() > LONGEST {
                let message = format!("gives a text of more than {LONGEST} bytes; shorten it");
                return report(cursor, &message);
            }
            text += value;
            rest = after;
        }
        Ok(text + rest)
    }

    /// Calls a function, given two keys of an object.
    fn call(
        &self,
        object: &Cursor<'n>,
        name: Option<Cursor<'n>>,
        arguments: Option<Cursor<'n>>,
    ) -> Evaluated<Value> {
        let Some(name) = name.and_then(|it| it.text()) else {
            return report(object, "needs `fn`, the name of a function");
        };
        let arguments = arguments.iter().flat_map(Cursor::elements);
        let arguments = arguments.map(|argument| self.value(&argument));
        let arguments: Vec<_> = arguments.collect::<Evaluated<_>>()?;
        if let Some(value) = self.result(name, &arguments) {
            return Ok(value);
        }
        let message = format!(
            "calls the function `{}` with {}, for which it has no value; correct the call, or add \
             support for the function",
            printable(name),
            printable(&Value::Array(arguments).to_string())
        );
        report(object, &message)
    }

    /// Returns the result of a function
    /// ([standard library](https://smithy.io/2.0/additional-specs/rules-engine/standard-library.html),
    /// [AWS library](https://smithy.io/2.0/aws/rules-engine/library-functions.html)). Those that are
    /// missing here take apart what only a request provides, such as an ARN.
    fn result(&self, function: &str, arguments: &[Value]) -> Option<Value> {
        Some(match (function, arguments) {
            ("aws.partition", [Value::String(region)]) => {
                self.partitions.of(region)?.outputs.clone().into()
            }
            ("booleanEquals", [Value::Bool(one), Value::Bool(other)]) => (one == other).into(),
            ("getAttr", [record, Value::String(key)]) => record.get(key)?.clone(),
            ("isSet", [value]) => (!value.is_null()).into(),
            ("isValidHostLabel", [Value::String(text), Value::Bool(with_dots)]) => {
                match with_dots {
                    true => text.split('.').all(is_host_label).into(),
                    false => is_host_label(text).into(),
                }
            }
            ("not", [Value::Bool(value)]) => (!value).into(),
            ("stringEquals", [Value::String(one), Value::String(other)]) => (one == other).into(),
            _ => return None,
        })
    }
}
