//! Evaluates the endpoint rules of a service for every partition to build the table of its
//! endpoints
//! ([Smithy rules engine](https://smithy.io/2.0/additional-specs/rules-engine/specification.html)).
//!
//! 1. [`partitions`] and [`parameters`] read what the rules refer to.
//! 2. [`evaluate`] finds the endpoint for one region and variant.
//! 3. [`table`] evaluates all of them and keeps the rows that differ.

mod evaluate;
mod parameters;
mod partitions;
mod table;

use std::cell::RefCell;

use super::cursor::Cursor;
use super::json::Node;
use crate::model::Endpoints;
use crate::problem::{Findings, Place, Problems};
pub(super) use partitions::Partitions;

/// The names of the files in paths.
pub(super) const PARTITIONS: &str = "(partitions)";
pub(super) const RULES: &str = "(endpoint rules)";

pub(super) fn partitions(root: &Node<'_>) -> Result<Partitions, Problems> {
    checked(PARTITIONS, root, partitions::read)
}

/// Reads an `endpoint-rule-set-1.json` and evaluates it for a `partitions.json`.
pub(super) fn of_files(rules: &Node<'_>, partitions: &Node<'_>) -> Result<Endpoints, Problems> {
    evaluated(RULES, rules, &self::partitions(partitions)?)
}

/// Evaluates the endpoint rules at a path.
pub(super) fn evaluated(
    path: &str,
    rules: &Node<'_>,
    partitions: &Partitions,
) -> Result<Endpoints, Problems> {
    checked(path, rules, |root| table::endpoints(root, partitions))
}

fn checked<T>(
    path: &str,
    node: &Node<'_>,
    read: impl FnOnce(&Cursor<'_>) -> T,
) -> Result<T, Problems> {
    let findings = RefCell::default();
    let value = read(&Cursor::new(Place::start(path, &findings), node));
    findings.into_inner().problems.or(value)
}

/// Returns what was read for a model, for which problems with endpoints are warnings.
pub(super) fn accepted<T>(result: Result<T, Problems>, findings: &RefCell<Findings>) -> Option<T> {
    let warn = |problems| findings.borrow_mut().warnings.extend(problems);
    result.map_err(warn).ok()
}
