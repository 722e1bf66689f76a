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
            let name = cursor.only("ref", |name| name.string());
            name.map(Expression::Reference)
        }
        Node::Object(_) => {
            let call = call(cursor, |_, cursor| cursor.unknown_key());
            call.map(Expression::Call)
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

/// Reads a function call; `other` handles the keys that do not belong to a call.
pub(super) fn call(object: &Cursor<'_>, mut other: impl FnMut(&str, &Cursor<'_>)) -> Option<Call> {
    let (mut function, mut arguments) = (None, Vec::new());
    for (key, cursor) in object.entries() {
        match key {
            "fn" => {
                function = Function::named(cursor.str());
                if function.is_none() {
                    let name = printable(cursor.str());
                    cursor.problem(format!(
                        "is the unknown function `{name}`; fix the spelling, or add support if \
                         Smithy gained it"
                    ));
                }
            }
            "argv" => arguments = expressions(&cursor),
            _ => other(key, &cursor),
        }
    }
    object.needs("fn", "needs `fn`, the name of a function");
    let function = function?;
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
