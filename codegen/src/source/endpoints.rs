//! The readers for endpoint rules and partitions.

mod expression;
mod partitions;
mod rules;

use super::cursor::Cursor;
use crate::endpoints::{Partitions, endpoints};
use crate::model::Endpoints;

/// Reads a `partitions.json`. Its problems are warnings for a model.
pub(super) fn partitions(root: &Cursor<'_, '_>) -> Option<Partitions> {
    root.as_warnings(|root| {
        let partitions = partitions::read(root);
        root.is_sound().then_some(partitions)
    })
}

/// Reads and evaluates endpoint rules. Their problems are warnings for a model.
pub(super) fn evaluated(rules: &Cursor<'_, '_>, partitions: &Partitions) -> Option<Endpoints> {
    rules.as_warnings(|cursor| {
        let rules = rules::read(cursor);
        // Rules that could not be read completely would give wrong endpoints.
        if !cursor.is_sound() {
            return None;
        }
        let endpoints = endpoints(&rules, partitions, &cursor.path());
        endpoints.map_err(|problems| cursor.problems(problems)).ok()
    })
}
