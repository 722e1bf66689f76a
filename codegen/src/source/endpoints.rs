//! The reader for endpoint rules, which both formats write alike, and for botocore's
//! `partitions.json`.
//!
//! Endpoints are optional in a model: problems of the rules or partitions are warnings, and the
//! endpoints are left out.

mod expression;
mod partitions;
mod rules;

use std::cell::RefCell;

use super::cursor::Cursor;
use super::findings::Findings;
use super::json::Node;
use crate::endpoints::{Partitions, endpoints};
use crate::model::Endpoints;

/// Reads a `partitions.json`.
pub(super) fn partitions(root: &Node<'_>, findings: &mut Findings) -> Option<Partitions> {
    with_warnings(findings, |findings| {
        let cursor = Cursor::root("(partitions)", root, findings);
        let partitions = partitions::read(&cursor);
        cursor.is_sound().then_some(partitions)
    })
}

/// Reads and evaluates an `endpoint-rule-set-1.json`.
pub(super) fn of_file(
    root: &Node<'_>,
    partitions: &Partitions,
    findings: &mut Findings,
) -> Option<Endpoints> {
    with_warnings(findings, |findings| {
        of_rules(
            &Cursor::root("(endpoint rules)", root, findings),
            partitions,
        )
    })
}

/// Reads and evaluates endpoint rules.
pub(super) fn of_rules(cursor: &Cursor<'_, '_>, partitions: &Partitions) -> Option<Endpoints> {
    let cursor = &cursor.strict();
    let rules = rules::read(cursor);
    // Rules that could not be read completely would give wrong endpoints.
    if !cursor.is_sound() {
        return None;
    }
    match endpoints(&rules, partitions, &cursor.path()) {
        Ok(endpoints) => Some(endpoints),
        Err(problems) => {
            cursor.problems(problems);
            None
        }
    }
}

/// Reads with separate findings, whose problems become warnings for the model.
pub(super) fn with_warnings<T>(
    findings: &mut Findings,
    read: impl FnOnce(&RefCell<Findings>) -> T,
) -> T {
    let own = RefCell::default();
    let result = read(&own);
    let own = own.into_inner();
    findings.warnings.extend(own.problems);
    findings.warnings.extend(own.warnings);
    result
}
