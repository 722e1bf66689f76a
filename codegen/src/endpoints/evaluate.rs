//! Evaluation of rules for one region and variant (rules engine specification, "Condition object"
//! and the rule objects).

use serde_json::Value;

use super::partition::Partitions;
use super::rule_set::{
    BuiltIn, Call, Condition, EndpointRule, Expression, Part, Rule, RuleResult, RuleSet, Template,
};
use super::value::{at, type_name};
use crate::model::{EndpointTemplate, EndpointVariant};
use crate::problem::Problem;

enum Outcome {
    NoRule,
    /// A rule says that there is no endpoint.
    NoEndpoint,
    Endpoint(EndpointTemplate),
}

/// Finds the endpoint, if there is one.
///
/// # Errors
///
/// Returns an error if the rules cannot be evaluated.
pub(super) fn evaluate(
    rule_set: &RuleSet,
    partitions: &Partitions,
    region: &str,
    variant: EndpointVariant,
) -> Result<Option<EndpointTemplate>, Problem> {
    let parameters = rule_set.parameters.iter().map(|parameter| {
        let given = match parameter.built_in {
            Some(BuiltIn::Region) => Some(region.into()),
            Some(BuiltIn::UseFips) => Some(variant.is_fips().into()),
            Some(BuiltIn::UseDualStack) => Some(variant.is_dual_stack().into()),
            Some(BuiltIn::Endpoint) | None => None,
        };
        (
            parameter.name.as_str(),
            given.unwrap_or_else(|| parameter.default.clone()),
        )
    });
    let mut evaluation = Evaluation {
        scope: parameters.collect(),
        partitions,
    };
    match evaluation.rules(&rule_set.rules)? {
        Outcome::Endpoint(endpoint) => Ok(Some(endpoint)),
        // If no rule applies, there is no endpoint, as for an error rule.
        Outcome::NoEndpoint | Outcome::NoRule => Ok(None),
    }
}

/// The longest text, in bytes. A URL is shorter, and a few rules that double a text would fill the memory.
const LONGEST: usize = 10_000;

struct Evaluation<'r> {
    /// Parameters and variables.
    scope: Vec<(&'r str, Value)>,
    partitions: &'r Partitions,
}

impl<'r> Evaluation<'r> {
    fn rules(&mut self, rules: &'r [Rule]) -> Result<Outcome, Problem> {
        for rule in rules {
            let outer = self.scope.len();
            let outcome = match self.all_hold(&rule.conditions)? {
                true => self.result(&rule.result)?,
                false => Outcome::NoRule,
            };
            self.scope.truncate(outer);
            if !matches!(outcome, Outcome::NoRule) {
                return Ok(outcome);
            }
        }
        Ok(Outcome::NoRule)
    }

    /// Evaluates the result of a rule. A tree whose conditions hold ends the search, even if none
    /// of its rules applies.
    fn result(&mut self, result: &'r RuleResult) -> Result<Outcome, Problem> {
        match result {
            RuleResult::Error => Ok(Outcome::NoEndpoint),
            RuleResult::Endpoint(rule) => self.endpoint(rule).map(Outcome::Endpoint),
            RuleResult::Tree(rules) => match self.rules(rules)? {
                Outcome::NoRule => Ok(Outcome::NoEndpoint),
                outcome => Ok(outcome),
            },
        }
    }

    fn all_hold(&mut self, conditions: &'r [Condition]) -> Result<bool, Problem> {
        for condition in conditions {
            let value = self.call(&condition.call)?;
            if matches!(value, Value::Null | Value::Bool(false)) {
                return Ok(false);
            }
            if let Some(name) = &condition.assign {
                self.scope.push((name, value));
            }
        }
        Ok(true)
    }

    fn endpoint(&self, rule: &EndpointRule) -> Result<EndpointTemplate, Problem> {
        let in_path = |message: String| failure(&rule.path, message);
        let url = match self.value(&rule.url, &rule.path)? {
            Value::String(url) => url,
            _ => return Err(in_path("has a URL that is not a string".to_owned())),
        };
        let mut schemes = rule.auth_schemes.iter();
        let sigv4 = schemes.find(|scheme| scheme.name == "sigv4");
        let text = |template: Option<&Template>| {
            let text = template.map(|template| self.template(template).map_err(in_path));
            text.transpose()
        };
        Ok(EndpointTemplate {
            url,
            signing_region: text(sigv4.and_then(|scheme| scheme.signing_region.as_ref()))?,
            signing_name: text(sigv4.and_then(|scheme| scheme.signing_name.as_ref()))?,
        })
    }

    fn call(&self, call: &Call) -> Result<Value, Problem> {
        let arguments = call.arguments.iter();
        let arguments = arguments.map(|argument| self.value(argument, &call.path));
        let arguments: Vec<_> = arguments.collect::<Result<_, _>>()?;
        let value = call.function.call(&arguments, self.partitions);
        value.map_err(|message| failure(&call.path, message))
    }

    fn value(&self, expression: &Expression, path: &str) -> Result<Value, Problem> {
        let value = self.unlimited(expression, path)?;
        match &value {
            Value::String(text) if text.len() > LONGEST => Err(failure(
                path,
                format!("gives a text of more than {LONGEST} bytes; shorten it"),
            )),
            _ => Ok(value),
        }
    }

    fn unlimited(&self, expression: &Expression, path: &str) -> Result<Value, Problem> {
        let in_path = |message: String| failure(path, message);
        match expression {
            Expression::Literal(value) => Ok(value.clone()),
            Expression::Template(template) => {
                self.template(template).map(Value::String).map_err(in_path)
            }
            Expression::Reference(name) => self.named(name).map_err(in_path).cloned(),
            Expression::Call(call) => self.call(call),
            Expression::Array(elements) => {
                let elements = elements.iter().map(|element| {
                    let value = self.value(element, path)?;
                    let message = || in_path("has an element that is not a string".to_owned());
                    value.is_string().then_some(value).ok_or_else(message)
                });
                elements.collect()
            }
        }
    }

    fn template(&self, template: &Template) -> Result<String, String> {
        let mut text = String::new();
        for part in &template.0 {
            match part {
                Part::Text(part) => text += part,
                Part::Value(name, path) => {
                    let value = match self.named(name)? {
                        Value::Null => &Value::Null,
                        value => at(value, path)?,
                    };
                    match value {
                        Value::String(part) => text += part,
                        Value::Null => return Err(format!("`{name}` is not set")),
                        other => {
                            let other = type_name(other);
                            return Err(format!("`{name}` is {other}; expected a string"));
                        }
                    }
                }
            }
        }
        Ok(text)
    }

    fn named(&self, name: &str) -> Result<&Value, String> {
        let mut names = self.scope.iter().rev();
        let found = names.find(|(known, _)| *known == name);
        let (_, value) = found.ok_or_else(|| {
            format!("`{name}` is neither a parameter nor a variable assigned earlier")
        })?;
        Ok(value)
    }
}

/// Returns the reason that rules cannot be evaluated: they are invalid, or depend on something
/// unknown.
pub(super) fn failure(path: &str, message: String) -> Problem {
    Problem {
        path: path.to_owned(),
        message,
    }
}
