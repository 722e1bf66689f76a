//! What the readers of a document's parts share.

use indexmap::IndexMap;

use super::document::Document;
use crate::model::Protocol;

/// What each part of the reader looks things up in.
pub(super) struct Reader<'r, 'n> {
    pub(super) document: &'r Document<'n>,
    /// The protocol that bindings and names are for, which decides which traits mean anything.
    pub(super) protocol: Protocol,
    /// The names of the shapes in the service's closure by ID.
    pub(super) names: IndexMap<&'n str, String>,
}
