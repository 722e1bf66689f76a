//! Endpoint rules as written, each with its path in the file.

use serde_json::Value;

use super::function::Function;
use super::value::Step;

#[derive(Default)]
pub(crate) struct RuleSet {
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) rules: Vec<Rule>,
}

pub(crate) struct Parameter {
    pub(crate) name: String,
    pub(crate) built_in: Option<BuiltIn>,
    /// Null if there is none.
    pub(crate) default: Value,
}

/// A built-in parameter that every client can set
/// ([AWS built-ins](https://smithy.io/2.0/aws/rules-engine/built-ins.html)). Those that depend on
/// an account or a configuration file are excluded, and treated as not set.
#[derive(Clone, Copy)]
pub(crate) enum BuiltIn {
    Region,
    UseFips,
    UseDualStack,
    /// A URL that the user chose, for whom no table is needed.
    Endpoint,
}

/// A rule with the conditions under which it applies.
pub(crate) struct Rule {
    pub(crate) conditions: Vec<Condition>,
    pub(crate) result: RuleResult,
}

pub(crate) enum RuleResult {
    Tree(Vec<Rule>),
    Endpoint(EndpointRule),
    /// There is no endpoint. The message is AWS's text, which is not kept.
    Error,
}

pub(crate) struct EndpointRule {
    /// The path of the endpoint in the file.
    pub(crate) path: String,
    pub(crate) url: Expression,
    /// The region and the service in the credential scope, if the authentication scheme `sigv4` has
    /// them.
    pub(crate) signing_region: Option<Template>,
    pub(crate) signing_name: Option<Template>,
}

/// A condition, which holds unless its function returns `false` or null.
pub(crate) struct Condition {
    pub(crate) call: Call,
    /// The variable that the value is assigned to.
    pub(crate) assign: Option<String>,
}

pub(crate) struct Call {
    /// The path of the call in the file.
    pub(crate) path: String,
    pub(crate) function: Function,
    pub(crate) arguments: Vec<Expression>,
}

/// An expression, which evaluates to a value.
pub(crate) enum Expression {
    Literal(Value),
    Array(Vec<Expression>),
    Template(Template),
    /// A parameter or variable.
    Reference(String),
    Call(Call),
}

/// A string with values in it (rules engine specification, "Template string").
pub(crate) struct Template(pub(crate) Vec<Part>);

pub(crate) enum Part {
    Text(String),
    /// A parameter or variable, or its attribute at a path.
    Value(String, Vec<Step>),
}

impl Template {
    /// Parses a template. A doubled brace is a literal brace.
    ///
    /// # Errors
    ///
    /// Returns an error if a brace is unmatched, or if there is no name or path between braces.
    pub(crate) fn parse(text: &str) -> Result<Self, &'static str> {
        let mut parts = Vec::new();
        let mut literal = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, from) = rest.split_at(at);
            literal += before;
            if let Some((brace, after)) = doubled(from) {
                literal.push(brace);
                rest = after;
                continue;
            }
            let inside = from.strip_prefix('{').and_then(|from| from.split_once('}'));
            let (inside, after) = inside.ok_or("has an unmatched brace")?;
            parts.push(Part::Text(std::mem::take(&mut literal)));
            parts.push(value(inside).ok_or("has no valid name or path between braces")?);
            rest = after;
        }
        parts.push(Part::Text(literal + rest));
        parts.retain(|part| !matches!(part, Part::Text(text) if text.is_empty()));
        Ok(Self(parts))
    }

    /// Returns the text of a template without values.
    pub(crate) fn literal(&self) -> Option<&str> {
        match self.0.as_slice() {
            [] => Some(""),
            [Part::Text(text)] => Some(text),
            _ => None,
        }
    }
}

fn doubled(text: &str) -> Option<(char, &str)> {
    let pairs = [('{', "{{"), ('}', "}}")].into_iter();
    let mut found = pairs.filter_map(|(brace, pair)| Some((brace, text.strip_prefix(pair)?)));
    found.next()
}

/// Parses `Name` or `Name#path`.
fn value(text: &str) -> Option<Part> {
    let (name, path) = match text.split_once('#') {
        Some((name, path)) => (name, super::value::path(path)?),
        None => (text, Vec::new()),
    };
    (!name.is_empty()).then(|| Part::Value(name.to_owned(), path))
}
