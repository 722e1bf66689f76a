//! The paths of operations, whose labels have names that are not sent.

use crate::model::labels;

/// Returns the place of a label among those of a path.
pub(super) fn label(uri: &str, name: &str) -> Option<usize> {
    labels(uri).position(|label| label == name)
}

/// Returns a path without the names of its labels, which are not sent, and with the fixed parts of its
/// query string in one order.
pub(super) fn nameless(uri: &str) -> String {
    let mut path = uri.to_owned();
    for label in labels(uri) {
        for (named, nameless) in [("}", "{}"), ("+}", "{+}")] {
            path = path.replace(&format!("{{{label}{named}"), nameless);
        }
    }
    match path.split_once('?') {
        Some((path, query)) => {
            let mut literals: Vec<_> = query.split('&').collect();
            literals.sort_unstable();
            format!("{path}?{}", literals.join("&"))
        }
        None => path,
    }
}
