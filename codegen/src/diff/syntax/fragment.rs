//! The additions to a message, on one line.

use super::layout::one_line;
use super::tree::{Literal, Node, quoted};

/// Returns the new parts of a message with the members that lead to them; `None` if nothing is new.
pub(super) fn fragment(node: &Node) -> Option<String> {
    if node.is_new {
        return Some(one_line(node));
    }
    match &node.literal {
        Literal::Example(_) | Literal::Recursive => None,
        Literal::Values(values) => {
            let new = values.iter().filter(|(_, is_new)| *is_new);
            braced(new.map(|(value, _)| quoted(value)).collect())
        }
        Literal::Members(members) => {
            let new = members.iter().filter_map(|(name, member)| {
                Some(format!("{}: {}", quoted(name), fragment(member)?))
            });
            braced(new.collect())
        }
        Literal::List(element) => fragment(element),
        Literal::Map(key, value) => fragment(value).or_else(|| fragment(key)),
    }
}

fn braced(parts: Vec<String>) -> Option<String> {
    (!parts.is_empty()).then(|| format!("{{{}}}", parts.join(", ")))
}
