//! Expressions in endpoint rules.

use crate::endpoints::{Call, Expression, Function, Template, Value};
use crate::problem::printable;
use crate::source::cursor::Cursor;
use crate::source::json::Node;

/// Reads an expression.
pub(super) fn expression(cursor: &Cursor<'_, '_>) -> Option<Expression> {
    match cursor.node() {
        Node::Bool(value) => Some(Expression::Literal((*value).into())),
        Node::Number(number) if number.as_u64().is_some() => {
            Some(Expression::Literal(Value::Integer(number.as_u64()?)))
        }
        Node::String(_) => {
            let template = template(cursor)?;
            Some(match template.literal() {
                Some(text) => Expression::Literal(text.into()),
                None => Expression::Template(template),
            })
        }
        Node::Array(_) => Some(Expression::Array(expressions(cursor))),
        Node::Object(_) if cursor.lacks_key("ref") => {
            let call = call(cursor, |_, cursor| cursor.unknown_key())?;
            Some(Expression::Call(call))
        }
        Node::Object(_) => cursor
            .only("ref", |name| name.string())
            .map(Expression::Reference),
        Node::Number(_) | Node::Null => {
            cursor.problem("is not an expression; expected a string, a boolean, an integer, an array, `ref` or `fn`");
            None
        }
    }
}

/// Reads a string that can contain values.
pub(super) fn template(cursor: &Cursor<'_, '_>) -> Option<Template> {
    let template = Template::parse(cursor.str());
    template.map_err(|message| cursor.problem(message)).ok()
}

/// Reads a function call; `other` handles the keys that do not belong to a call.
pub(super) fn call(
    object: &Cursor<'_, '_>,
    mut other: impl FnMut(&str, &Cursor<'_, '_>),
) -> Option<Call> {
    let (mut function, mut arguments) = (None, Vec::new());
    for (key, node) in object.entries() {
        let cursor = object.key(key, node);
        match key {
            "fn" => {
                function = Function::named(cursor.str());
                if function.is_none() {
                    cursor.problem(format!(
                        "is the unknown function `{}`; fix the spelling, or add support if Smithy gained it",
                        printable(cursor.str())
                    ));
                }
            }
            "argv" => arguments = expressions(&cursor),
            _ => other(key, &cursor),
        }
    }
    if object.lacks_key("fn") {
        object.problem("needs `fn`, the name of a function");
    }
    let function = function?;
    if !function.takes(arguments.len()) {
        object.problem("has the wrong number of arguments for its function");
        return None;
    }
    Some(Call {
        path: object.path(),
        function,
        arguments,
    })
}

fn expressions(array: &Cursor<'_, '_>) -> Vec<Expression> {
    let elements = array.elements();
    elements
        .filter_map(|(index, node)| expression(&array.index(index, node)))
        .collect()
}
