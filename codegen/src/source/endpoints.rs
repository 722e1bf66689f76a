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

/// The names of the files in paths.
pub(super) const PARTITIONS: &str = "(partitions)";
pub(super) const RULES: &str = "(endpoint rules)";

/// Evaluates the endpoint rules at a path for a `partitions.json`.
pub(super) fn evaluated(
    path: &str,
    rules: &Node<'_>,
    partitions: &Node<'_>,
) -> Result<Endpoints, Problems> {
    let partitions = checked(PARTITIONS, partitions, partitions::read)?;
    checked(path, rules, |root| table::endpoints(root, &partitions))
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

/// Returns what was evaluated for a model, for which problems with endpoints are warnings.
pub(super) fn accepted(
    result: Result<Endpoints, Problems>,
    findings: &RefCell<Findings>,
) -> Option<Endpoints> {
    let warn = |problems| findings.borrow_mut().warnings.extend(problems);
    result.map_err(warn).ok()
}
