//! The readers for endpoint rules and partitions. Their problems are warnings for a model.

mod expression;
mod partitions;
mod rules;

use super::cursor::Cursor;
use crate::endpoints::{Partitions, endpoints};
use crate::model::Endpoints;

/// Reads a `partitions.json`.
pub(super) fn partitions(root: &Cursor<'_, '_>) -> Option<Partitions> {
    let partitions = root.checked(partitions::read);
    partitions.map_err(|problems| root.warnings(problems)).ok()
}

/// Reads and evaluates endpoint rules. Rules that could not be read completely would give wrong
/// endpoints.
pub(super) fn evaluated(root: &Cursor<'_, '_>, partitions: &Partitions) -> Option<Endpoints> {
    let rules = root.checked(rules::read);
    let endpoints = rules.and_then(|rules| endpoints(&rules, partitions, &root.path()));
    endpoints.map_err(|problems| root.warnings(problems)).ok()
}
