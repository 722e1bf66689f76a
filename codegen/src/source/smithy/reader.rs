//! The context that the readers of a document's parts share.

use super::document::Document;
use crate::collections::IndexMap;
use crate::model::Protocol;

pub(super) struct Reader<'r, 'n> {
    pub(super) document: &'r Document<'n>,
    /// The protocol to use.
    pub(super) chosen: Protocol,
    /// The protocol that bindings and names are for. It determines which traits have a meaning.
    pub(super) protocol: Protocol,
    /// The names of the shapes in the service's closure by ID, once they are chosen.
    pub(super) names: IndexMap<&'n str, String>,
}

impl Reader<'_, '_> {
    /// Returns the name of a shape, or the ID of one that is not in the closure, which is not a name
    /// and which validation reports.
    pub(super) fn name(&self, id: &str) -> String {
        self.names.get(id).map_or(id, String::as_str).to_owned()
    }
}
