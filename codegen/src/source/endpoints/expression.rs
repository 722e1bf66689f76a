//! Expressions in endpoint rules.

use serde_json::Value;

use super::function::Function;
use super::value::{Step, path};
use crate::problem::printable;
use crate::source::cursor::Cursor;
use crate::source::json::Node;

pub(super) struct Call {
    /// The path of the call in the file.
    pub(super) path: String,
    pub(super) function: Function,
    pub(super) arguments: Vec<Expression>,
}

/// An expression, which evaluates to a value.
pub(super) enum Expression {
    Literal(Value),
    Array(Vec<Expression>),
    Template(Template),
    /// A parameter or variable.
    Reference(String),
    Call(Call),
}

/// A string with values in it (rules engine specification, "Template string").
pub(super) struct Template(pub(super) Vec<Part>);

pub(super) enum Part {
    Text(String),
    /// A parameter or variable, or its attribute at a path.
    Value(String, Vec<Step>),
}

impl Template {
    /// Parses a template. A doubled brace is a literal brace.
    ///
    /// # Errors
    ///
    /// Returns an error if a brace is unmatched, or if braces hold no valid name or path.
    pub(super) fn parse(text: &str) -> Result<Self, &'static str> {
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
    pub(super) fn literal(&self) -> Option<&str> {
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
        Some((name, path)) => (name, self::path(path)?),
        None => (text, Vec::new()),
    };
    (!name.is_empty()).then(|| Part::Value(name.to_owned(), path))
}

pub(super) fn expression(cursor: &Cursor<'_>) -> Option<Expression> {
    match cursor.node {
        Node::Bool(_) => Some(Expression::Literal(cursor.value())),
        Node::Number(number) if number.is_u64() => Some(Expression::Literal(cursor.value())),
        Node::String(_) => {
            let template = template(cursor)?;
            Some(match template.literal() {
                Some(text) => Expression::Literal(text.into()),
                None => Expression::Template(template),
            })
        }
        Node::Array(_) => Some(Expression::Array(expressions(cursor)?)),
        object @ Node::Object(_) if object.get("ref").is_some() => {
            let [name] = cursor.keys(["ref"]);
            name.map(|it| Expression::Reference(it.string()))
        }
        Node::Object(_) => {
            let [function, arguments] = cursor.keys(["fn", "argv"]);
            call(cursor, function, arguments).map(Expression::Call)
        }
        Node::Number(_) | Node::Null => {
            cursor.problem("is not an expression; expected a string, a boolean, an integer, an array, `ref` or `fn`");
            None
        }
    }
}

/// Reads a string that can contain values.
pub(super) fn template(cursor: &Cursor<'_>) -> Option<Template> {
    let template = Template::parse(cursor.str());
    template.map_err(|message| cursor.problem(message)).ok()
}

/// Reads a function call from two keys of an object.
pub(super) fn call(
    object: &Cursor<'_>,
    name: Option<Cursor<'_>>,
    arguments: Option<Cursor<'_>>,
) -> Option<Call> {
    object.needs("fn", "needs `fn`, the name of a function");
    let arguments = arguments.map_or(Some(Vec::new()), |it| expressions(&it));
    let place = name?;
    let name = place.text()?;
    let Some(function) = Function::named(name) else {
        place.problem(format!(
            "is the unknown function `{}`; fix the spelling, or add support if Smithy gained it",
            printable(name)
        ));
        return None;
    };
    let arguments = arguments?;
    if !function.takes(arguments.len()) {
        object.problem("has the wrong number of arguments for its function");
        return None;
    }
    Some(Call {
        path: object.place.to_string(),
        function,
        arguments,
    })
}

fn expressions(array: &Cursor<'_>) -> Option<Vec<Expression>> {
    // Each is read before the first problem ends it.
    let expressions = array.elements().map(|element| expression(&element));
    let expressions: Vec<_> = expressions.collect();
    expressions.into_iter().collect()
}
