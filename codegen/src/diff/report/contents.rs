//! The contents of an operation, structure or enum, on a line or two.

use crate::diff::change::Change;
use crate::diff::contents::{Contents, Message, Part};
use crate::problem::visible;

/// The maximum number of characters in a line's list, and in a list inside it. At least one element
/// is shown.
const LINE: usize = 100;
const NESTED: usize = 36;

/// Returns a line for each part: `in: AccountId!, Reason (FRAUD | NON_PAYMENT)`. Only the JSON
/// report has what does not fit.
pub(super) fn contents(change: &Change) -> Vec<String> {
    match &change.contents {
        None => Vec::new(),
        Some(Contents::Operation {
            input,
            output,
            errors,
        }) => {
            let message = |name: &str, message: &Option<Message>| {
                let members = &message.as_ref()?.members;
                Some(format!("{name}: {}", parts(members)))
            };
            let errors =
                (!errors.is_empty()).then(|| format!("errors: {}", list(errors, ", ", LINE)));
            let messages = [message("in", input), message("out", output)];
            messages.into_iter().chain([errors]).flatten().collect()
        }
        Some(Contents::Structure { members }) => {
            let kind = change.after.as_ref().or(change.before.as_ref());
            let kind = kind.and_then(|kind| kind.as_str()).unwrap_or("structure");
            vec![format!("{kind}: {}", parts(members))]
        }
        Some(Contents::Enum { values }) => vec![format!("enum: {}", list(values, " | ", LINE))],
    }
}

fn parts(members: &[Part]) -> String {
    let parts: Vec<_> = members.iter().map(part).collect();
    match parts.is_empty() {
        true => "no members".to_owned(),
        false => list(&parts, ", ", LINE),
    }
}

/// Returns a member: `AccountId!` is always there, `Tags[] {Key, Value}` is a list of structures.
fn part(part: &Part) -> String {
    let required = if part.required { "!" } else { "" };
    let mut text = format!("{}{required}", visible(&part.path));
    if !part.values.is_empty() {
        text += &format!(" ({})", list(&part.values, " | ", NESTED));
    } else if !part.members.is_empty() {
        text += &format!(" {{{}}}", list(&part.members, ", ", NESTED));
    }
    text
}

/// Returns the first elements, as many as fit.
fn list(elements: &[String], separator: &str, longest: usize) -> String {
    let mut text = String::new();
    for element in elements {
        let element = visible(element);
        let is_first = text.is_empty();
        if !is_first {
            text += separator;
            if text.chars().count() + element.chars().count() > longest {
                return text + "…";
            }
        }
        text += &element;
    }
    text
}
