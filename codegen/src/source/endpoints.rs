//! The readers for endpoint rules and partitions.

mod expression;
mod partitions;
mod rules;

use std::cell::RefCell;

use super::cursor::Cursor;
use super::json::Node;
use crate::endpoints::{Partitions, endpoints};
use crate::model::Endpoints;
use crate::problem::{Findings, Place, Problems};

/// Reads a `partitions.json`.
pub(super) fn partitions(root: &Node<'_>) -> Result<Partitions, Problems> {
    let findings = RefCell::default();
    let cursor = Cursor::new(Place::root("(partitions)", &findings), root);
    cursor.checked(partitions::read)
}

/// Reads an `endpoint-rule-set-1.json` and evaluates it for a `partitions.json`.
pub(super) fn of_files(rules: &Node<'_>, partitions: &Node<'_>) -> Result<Endpoints, Problems> {
    let findings = RefCell::default();
    let cursor = Cursor::new(Place::root("(endpoint rules)", &findings), rules);
    evaluated(&cursor, &self::partitions(partitions)?)
}

/// Reads and evaluates endpoint rules.
pub(super) fn evaluated(
    rules: &Cursor<'_, '_>,
    partitions: &Partitions,
) -> Result<Endpoints, Problems> {
    // Rules that could not be read completely would give wrong endpoints.
    let rule_set = rules.checked(rules::read)?;
    endpoints(&rule_set, partitions, &rules.path())
}

/// Returns what was read for a model, for which problems with endpoints are warnings.
pub(super) fn accepted<T>(result: Result<T, Problems>, findings: &RefCell<Findings>) -> Option<T> {
    let warn = |problems| findings.borrow_mut().warnings.extend(problems);
    result.map_err(warn).ok()
}
