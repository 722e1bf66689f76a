//! Expressions in endpoint rules.

use crate::endpoints::{Call, Expression, Function, Template};
use crate::problem::printable;
use crate::source::cursor::Cursor;
use crate::source::json::Node;

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
        Node::Array(_) => Some(Expression::Array(expressions(cursor))),
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
    let name = name?;
    let arguments = arguments.map(|it| expressions(&it)).unwrap_or_default();
    let Some(function) = Function::named(name.str()) else {
        name.problem(format!(
            "is the unknown function `{}`; fix the spelling, or add support if Smithy gained it",
            printable(name.str())
        ));
        return None;
    };
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

fn expressions(array: &Cursor<'_>) -> Vec<Expression> {
    let elements = array.elements();
    elements
        .filter_map(|element| expression(&element))
        .collect()
}
