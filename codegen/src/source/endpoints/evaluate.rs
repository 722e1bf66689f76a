//! Evaluation of rules for one region and variant (rules engine specification, "Condition object"
//! and the rule objects).

use serde_json::Value;

use super::expression::{Call, Expression, Part, Template};
use super::partitions::Partitions;
use super::rules::{Condition, EndpointRule, Rule, RuleResult, RuleSet};
use super::value::{at, type_name};
use crate::model::{EndpointTemplate, EndpointVariant};
use crate::problem::Problem;

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
        let value = match parameter.built_in.as_deref() {
            Some("AWS::Region") => region.into(),
            Some("AWS::UseFIPS") => variant.is_fips().into(),
            Some("AWS::UseDualStack") => variant.is_dual_stack().into(),
            _ => parameter.default.clone(),
        };
        (parameter.name.as_str(), value)
    });
    let mut evaluation = Evaluation {
        scope: parameters.collect(),
        partitions,
    };
    evaluation.rules(&rule_set.rules)
}

/// The longest text that rules can make, in bytes. A URL is shorter, and a few rules that double a
/// text, or many that copy one, would fill the memory.
const LONGEST: usize = 10_000;

struct Evaluation<'r> {
    /// Parameters and variables.
    scope: Vec<(&'r str, Value)>,
    partitions: &'r Partitions,
}

impl<'r> Evaluation<'r> {
    /// Finds the endpoint of the first rule whose conditions hold. There is none if that is an
    /// error rule, if no rule applies, or if no rule of a tree does, which ends the search, too.
    fn rules(&mut self, rules: &'r [Rule]) -> Result<Option<EndpointTemplate>, Problem> {
        for rule in rules {
            let outer = self.scope.len();
            if self.all_hold(&rule.conditions)? {
                return match &rule.result {
                    RuleResult::Error => Ok(None),
                    RuleResult::Endpoint(rule) => self.endpoint(rule).map(Some),
                    RuleResult::Tree(rules) => self.rules(rules),
                };
            }
            self.scope.truncate(outer);
        }
        Ok(None)
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
        let text = |template: &Option<Template>| {
            let text = template
                .as_ref()
                .map(|it| self.template(it).map_err(in_path));
            text.transpose()
        };
        Ok(EndpointTemplate {
            url,
            signing_region: text(&rule.signing_region)?,
            signing_name: text(&rule.signing_name)?,
        })
    }

    fn call(&self, call: &Call) -> Result<Value, Problem> {
        let arguments = call.arguments.iter();
        let arguments = arguments.map(|argument| self.value(argument, &call.path));
        let arguments: Vec<_> = arguments.collect::<Result<_, _>>()?;
        let value = call.function.call(&arguments, self.partitions);
        let value = value.and_then(|value| {
            check_length(value.as_str().unwrap_or_default())?;
            Ok(value)
        });
        value.map_err(|message| failure(&call.path, message))
    }

    fn value(&self, expression: &Expression, path: &str) -> Result<Value, Problem> {
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
        check_length(&text).map(|()| text)
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

fn check_length(text: &str) -> Result<(), String> {
    match text.len() > LONGEST {
        true => Err(format!(
            "gives a text of more than {LONGEST} bytes; shorten it"
        )),
        false => Ok(()),
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
