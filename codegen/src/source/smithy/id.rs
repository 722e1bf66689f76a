//! Shape IDs (Smithy 2.0, "Shape ID ABNF") and references to shapes.

use crate::source::cursor::Cursor;
use crate::validate::is_identifier;

/// Returns `true` for an absolute shape ID without a member, such as `com.example#Tag`.
pub(super) fn is_absolute(id: &str) -> bool {
    id.split_once('#').is_some_and(|(namespace, name)| {
        namespace.split('.').all(is_identifier) && is_identifier(name)
    })
}

/// Returns the name in a shape ID, with or without a namespace.
pub(super) fn name(id: &str) -> &str {
    id.split_once('#').map_or(id, |(_, name)| name)
}

pub(super) fn namespace(id: &str) -> &str {
    id.split_once('#').map_or("", |(namespace, _)| namespace)
}

/// The problem of a reference without a target.
pub(super) const NO_TARGET: &str = "names no shape; add the key `target`";

/// The problem of a text that is not an absolute shape ID.
pub(super) const NOT_ABSOLUTE: &str =
    "is not an absolute shape ID, such as `com.example#Name`; correct it";

impl<'n> Cursor<'n> {
    /// Reads the ID of a shape.
    pub(super) fn shape_id(&self) -> Option<&'n str> {
        let id = self.text()?;
        if is_absolute(id) {
            return Some(id);
        }
        self.problem(NOT_ABSOLUTE);
        None
    }

    /// Returns the shape ID that an object with the only key `target` names.
    pub(super) fn target(&self) -> Option<&'n str> {
        let [target] = self.keys(["target"]);
        self.needs("target", NO_TARGET);
        target?.shape_id()
    }

    /// Returns the shape IDs that an array of references names.
    pub(super) fn targets(&self) -> impl Iterator<Item = &'n str> + use<'n> {
        self.elements().filter_map(|element| element.target())
    }
}
